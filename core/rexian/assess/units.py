"""A second kind of case: a unit's month or year. What its rank brings, what results are used for.

The facts are a unit's, not a ticket's; rules, tables and citations are the same. Every ground that
is met counts, whichever document states it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from rexian.assess.declarations import Assessment
from rexian.assess.history import Entry
from rexian.model.vocabulary import Term, Terms
from rexian.questions.findings import trigger_finding
from rexian.rules.facts import Choice, Count, Flag
from rexian.rules.plan import Plan, build_plan
from rexian.rules.question import Mode, Part, Question
from rexian.rules.readings import Reading
from rexian.rules.table import Decided, Enacted

#: The unit is among the two last of the month.
bottom_two = Flag(id="rank.bottom_two", zh="当月排名后两位", en="in the bottom two this month")
#: How many months running it has been, this one included.
bottom_streak = Count(
    id="rank.streak", zh="连续排名后两位的月数", en="months running in the bottom two"
)
#: How many months of this calendar year it has been, this one included.
bottom_in_year = Count(
    id="rank.year_count", zh="年度累计排名后两位次数", en="months of this year in the bottom two"
)
#: Whether a month or a year has been assessed.
period = Choice(
    id="period",
    zh="考核周期",
    en="period assessed",
    terms=Terms("period", (Term("month", "月度", "a month"), Term("year", "年度", "a year"))),
)
_BOTTOM = 2

#: What a rank brings upon a unit.
MEASURES = Terms(
    "measure",
    (
        Term("interview", "约谈", "interview"),
        Term("rectification_order", "责令限期整改", "order to rectify within a set time"),
    ),
)
#: What results go into.
USES = Terms(
    "use of results",
    (
        Term("daily_assessment", "日常考核", "day-to-day assessment"),
        Term("monthly_assessment", "热线工作月度考核", "monthly assessment of hotline work"),
        Term("annual_assessment", "热线工作年度考核", "annual assessment of hotline work"),
        Term("comprehensive_assessment", "综合考核", "the government's general assessment"),
        Term("points_by_unit", "扣分分解到单位", "deducted points shared out to units"),
    ),
)


def _grounds(name: str, zh: str, en: str, *listed: str) -> Question:
    return Question(
        id=name,
        zh=zh,
        en=en,
        parts=(Part(name, Mode.GROUNDS),),
        describe=trigger_finding(name, "triggered", *listed),
    )


RANKING = _grounds("ranking", "排名后果", "what a rank brings", "measure", "by", "on")
ASSESSMENT_USE = _grounds("assessment_use", "考核结果运用", "use of results", "into", "by", "to")
RECHECK = _grounds("recheck", "数据复核", "recheck of data", "by", "to")
QUESTIONS = (RANKING, ASSESSMENT_USE, RECHECK)

#: What holds of a unit of which nothing is known.
NOTHING: Mapping[str, Any] = {
    bottom_two.id: False,
    bottom_streak.id: 0,
    bottom_in_year.id: 0,
    period.id: "month",
}


def unit_plan(
    documents: Sequence[tuple[str, Assessment]], readings: Mapping[str, Reading], depth: int = 0
) -> Plan:
    """Compile what the documents of a chain, nearest first, say of units' months and years.

    `depth` is how deep the first of them stands; less than 0 for an overlay.

    Raises:
        DefinitionError: the rules do not compile.
    """
    rules = [
        Enacted(rule, layer, place)
        for place, (layer, said) in enumerate(documents, start=depth)
        for rule in said.units
        if rule.inherited or place <= 0
    ]
    chosen = {reading.fact.id: reading.default for reading in readings.values()}
    facts = {reading.fact.id: reading.fact for reading in readings.values()}
    return build_plan(QUESTIONS, (), {**NOTHING, **chosen}, facts, rules)


def met(plan: Plan, part: str, facts: Mapping[str, Any]) -> list[Enacted]:
    """Return the grounds of a part that a unit's month or year meets, nearest document first."""
    values = {**plan.base, **facts}
    decisions = [table.decide(values) for table in plan.parts[part].tables]
    return [d.rules[0] for d in decisions if isinstance(d, Decided)]


def speaks(plan: Plan, part: str) -> bool:
    """Whether any document says anything on a part."""
    return bool(plan.parts[part].tables)


def ranked_months(history: Iterable[Entry]) -> Iterator[tuple[Entry, dict[str, Any]]]:
    """Yield each entry, month by month and lowest first, with the facts of its unit's month.

    A month in which a unit has no rank, or of which the history does not tell, ends its streak;
    the year's count begins anew in January.
    """
    streaks: dict[str, tuple[Any, int]] = {}
    counts: dict[tuple[str, int], int] = {}
    for entry in sorted(history, key=_in_order):
        if entry.rank_from_bottom is None or entry.rank_from_bottom > _BOTTOM:
            yield entry, dict(NOTHING)
            continue
        due, streak = streaks.get(entry.unit, (None, 0))
        streak = streak + 1 if due == entry.month else 1
        streaks[entry.unit] = (entry.month.next, streak)
        year = (entry.unit, entry.month.year)
        counts[year] = counts.get(year, 0) + 1
        yield (
            entry,
            {
                **NOTHING,
                bottom_two.id: True,
                bottom_streak.id: streak,
                bottom_in_year.id: counts[year],
            },
        )


def _in_order(entry: Entry) -> tuple[Any, ...]:
    rank = entry.rank_from_bottom
    return entry.month, rank is None, rank or 0
