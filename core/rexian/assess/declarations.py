"""What a document says of assessment: its indicators, its exclusions, what results are used for.

An indicator is a share of tickets, a mean time, or a number of tickets, over one unit's own
stretches of tickets in one period. Which of them it looks at and which it counts are conditions
over the same facts that rules ask, so that tables decide them. What a document names and tickets
cannot tell is declared too, and has no value.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from rexian.errors import DefinitionError, nearest
from rexian.model.terms import Labelled
from rexian.rules.conditions import ALWAYS, Condition
from rexian.rules.declared import one, several
from rexian.rules.readings import Reading
from rexian.rules.rule import Rule

Better: TypeAlias = Literal["more", "less"]
Measure: TypeAlias = Literal["share", "hours", "tickets", "none"]


_CONDITION = 'a condition: kind.is_("inquiry")'


@dataclass(frozen=True, slots=True)
class Moment:
    """When something happened to a ticket, by which it belongs to a period.

    Attributes:
        node: the node of an instant; for a due time, the clock.
        due: whether it is the clock's due time. A ticket with none belongs where its dispatch
            does.
    """

    node: str
    due: bool = False


def at(node: str) -> Moment:
    """When the act of this node happened."""
    return Moment(node)


def due(clock: str) -> Moment:
    """When this clock is due, extensions included."""
    return Moment(clock, due=True)


@dataclass(frozen=True, slots=True)
class MonthOf:
    """To which period a ticket belongs: one moment, or one for each choice of a reading."""

    moments: tuple[Moment, ...]
    choices: tuple[str, ...] = ()
    reading: Reading | None = None

    def __post_init__(self) -> None:
        """Check what plugins hand over; see `rexian.rules.declared`."""
        several("month_of", self.moments, Moment, 'moment_of("dispatch_at") or due_of("close")')

    def moment(self, chosen: str | None) -> Moment:
        """Return the moment that counts as the reading is chosen; its default for None."""
        if self.reading is None:
            return self.moments[0]
        return self.moments[self.choices.index(chosen or self.reading.default)]


def by(moment: Moment) -> MonthOf:
    """The period in which this moment falls."""
    return MonthOf((moment,))


def by_reading(reading: Reading, **moments: Moment) -> MonthOf:
    """The period as a reading has it: a moment for each of its choices.

    Raises:
        DefinitionError: a choice has no moment, or a moment no choice.
    """
    choices = reading.fact.terms.ids
    for name in moments.keys() ^ set(choices):
        raise DefinitionError(
            f"reading {reading.id}: a period needs one moment for each choice; "
            f"{name} has none or is none{nearest(name, choices)}"
        )
    return MonthOf(tuple(moments.values()), tuple(moments), reading)


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Tickets that leave an indicator: those that meet a ground of a part, where `when` holds."""

    part: str
    when: Condition = ALWAYS

    def __post_init__(self) -> None:
        """Check what plugins hand over; see `rexian.rules.declared`."""
        place = f"Exclusion({self.part!r})"
        one(f"{place}: part", self.part, str, '"counted_in_assessment"')
        one(f"{place}: when", self.when, Condition, _CONDITION)


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator(Labelled):
    """One figure of a unit's work in a period.

    Attributes:
        measure: a share of tickets, a mean of clock hours, a number of tickets, or none where
            tickets cannot tell it.
        per: the clauses that name it.
        of: the tickets that count; of a mean, irrelevant.
        among: the tickets looked at.
        month: to which period a ticket belongs.
        excluding: which of them are left out.
        start: of a mean, the node of the instant from which it is measured.
        end: of a mean, the node of the instant to which it is measured.
        better: whether more of it is better, or less; None where the document leaves it open.
        note: what a reader should know, in both languages.
    """

    measure: Measure
    per: tuple[str, ...]
    of: Condition = ALWAYS
    among: Condition = ALWAYS
    month: MonthOf = field(default_factory=lambda: by(at("dispatch_at")))
    excluding: Exclusion | None = None
    start: str = ""
    end: str = ""
    better: Better | None = None
    note: tuple[str, str] = ("", "")

    def __post_init__(self) -> None:
        """Check what plugins hand over; see `rexian.rules.declared`."""
        place = f"indicator {self.id}"
        several(f"{place}: per", self.per, str, 'per=art("4") or per=clause("annex.1")')
        one(f"{place}: of", self.of, Condition, _CONDITION)
        one(f"{place}: among", self.among, Condition, _CONDITION)
        one(f"{place}: month", self.month, MonthOf, 'month_of(moment_of("dispatch_at"))')
        excluded = 'one Exclusion("counted_in_assessment")'
        one(f"{place}: excluding", self.excluding, Exclusion | None, excluded)
        one(f"{place}: start", self.start, str, '"dispatch_at"')
        one(f"{place}: end", self.end, str, '"closed_at"')
        several(f"{place}: note", self.note, str, '("中文", "English")')


def ratio(  # noqa: PLR0913 - each part of an indicator is named at the call
    name: str,
    *,
    zh: str,
    en: str,
    of: Condition,
    among: Condition,
    month: MonthOf,
    per: tuple[str, ...],
    excluding: Exclusion | None = None,
    better: Better | None = "more",
    note: tuple[str, str] = ("", ""),
) -> Indicator:
    """The share of the tickets `among` that are also `of`."""
    return Indicator(
        id=name,
        zh=zh,
        en=en,
        measure="share",
        per=per,
        of=of,
        among=among,
        month=month,
        excluding=excluding,
        better=better,
        note=note,
    )


def mean(  # noqa: PLR0913
    name: str,
    *,
    zh: str,
    en: str,
    start: str,
    end: str,
    month: MonthOf,
    per: tuple[str, ...],
    among: Condition = ALWAYS,
    better: Better | None = "less",
    note: tuple[str, str] = ("", ""),
) -> Indicator:
    """The mean clock hours from one instant to another, over the tickets that have both."""
    return Indicator(
        id=name,
        zh=zh,
        en=en,
        measure="hours",
        per=per,
        among=among,
        month=month,
        start=start,
        end=end,
        better=better,
        note=note,
    )


def count_of(  # noqa: PLR0913
    name: str,
    *,
    zh: str,
    en: str,
    of: Condition,
    month: MonthOf,
    per: tuple[str, ...],
    better: Better | None = None,
    note: tuple[str, str] = ("", ""),
) -> Indicator:
    """The number of tickets that are `of`."""
    return Indicator(
        id=name,
        zh=zh,
        en=en,
        measure="tickets",
        per=per,
        of=of,
        month=month,
        better=better,
        note=note,
    )


def named_only(
    name: str, *, zh: str, en: str, per: tuple[str, ...], note: tuple[str, str]
) -> Indicator:
    """What the document names and tickets cannot tell; the note says why."""
    return Indicator(id=name, zh=zh, en=en, measure="none", per=per, note=note)


@dataclass(frozen=True, slots=True)
class Assessment:
    """Everything a document says of assessment.

    Attributes:
        rules: what is not counted in it: grounds of `counted_in_assessment`.
        indicators: its figures, in the order of the document.
        units: what follows from a unit's rank, what results are used for, who may have them
            checked: rules of the parts `ranking`, `assessment_use` and `recheck`.
        inside: whether the units assessed are those inside a body, to which it assigns tickets,
            and not those to which the platform dispatches them.
    """

    rules: tuple[Rule, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    units: tuple[Rule, ...] = ()
    inside: bool = False

    def __post_init__(self) -> None:
        """Check what plugins hand over; see `rexian.rules.declared`."""
        rule = 'value("counted_in_assessment.praise", {}, …)'
        several("assessment: rules", self.rules, Rule, f"rules: ({rule},)")
        several("assessment: indicators", self.indicators, Indicator, '(ratio("…", …),)')
        several("assessment: units", self.units, Rule, 'rules: (value("ranking.last", …),)')
