"""Gaps: silences beside which a document speaks, as a plain search for neighbours has them."""

import pytest
from hypothesis import given, settings
from rexian.acknowledged import acknowledge
from rexian.analysis.gaps import gaps
from rexian.analysis.report import told_cells
from rexian.analysis.sides import Side
from rexian.facts import adverse_effect, calls, difficult, kind
from rexian.model.terms import Term
from rexian.rules.outcomes import Limit
from rexian.rules.plan import narrowed
from rexian.rules.readings import Reading
from rexian.rules.rule import limit, value
from rexian.rules.scalar import evaluate
from rexian.rules.table import Verdict
from rexian.worktime.period import minutes, working_days

ART = ("art1",)
LIMITS = [Limit(working_days(3)), Limit(working_days(5))]
INQUIRY, HELP = kind.is_("inquiry"), kind.is_("help")
READ = Reading(
    id="of_help", zh="求助", en="of help", default="named", per=(), why=("示例", "made up"),
    choices=(Term("named", "列明", "named"), Term("silent", "未规定", "silent")),
)  # fmt: skip


def at(case):
    return tuple(case.items())


def beside(cases, case, silent):
    """The facts a change of which alone leads from a case to one that is not silent."""
    return {
        fact
        for other in cases
        for fact in [{name for name in case if case[name] != other[name]}]
        if len(fact) == 1 and at(other) not in silent
        for fact in fact
    }


def test_a_gap_is_every_silent_case_with_a_decided_neighbour_and_no_other(
    random, town, chinese_days
):
    @settings(max_examples=20, deadline=None)
    @given(rules=random.rules("close", LIMITS, 3))
    def holds(rules):
        side = town(*rules)
        plan = narrowed(side.plan, "close")
        silent = {
            at(case)
            for case in random.cases
            if evaluate(plan, case, (), None, chinese_days)["close"].decision is Verdict.SILENT
        }
        told = {}
        for found in gaps(side):
            for case in random.falling(found.grid, found.cells):
                told.setdefault(at(case), []).append(found.about)
        for case in random.cases:
            near = beside(random.cases, case, silent) if at(case) in silent else set()
            about = told.get(at(case), [])
            assert len(about) == bool(near)
            assert set(about) <= near

    holds()


@pytest.fixture(scope="module")
def table():
    """In which cases a side is silent, with what would fill the silence, under which readings."""

    def tell(side):
        return {
            (found.part.id, told_cells(found.side, found.grid, found.cells)["en"]): (
                found.about,
                found.hangs_on and found.hangs_on.id,
                dict(found.side.readings),
            )
            for found in gaps(side)
        }

    return tell


def test_the_kinds_that_no_limit_names_are_a_gap_about_the_kind(town, table):
    side = town(limit("close.a", working_days(2), when=INQUIRY | HELP, per=ART))
    assert table(side) == {("close", "not kind in {inquiry, help}"): ("kind", None, {})}


def test_a_silence_is_told_of_the_one_fact_that_explains_the_most(town, table):
    """Hard matters of both kinds lack ease, easy ones of other kinds a limit for their kind."""
    side = town(
        limit("close.a", working_days(2), when=INQUIRY & ~difficult, per=ART),
        limit("close.b", working_days(2), when=HELP & ~difficult, per=ART),
    )
    assert table(side) == {
        ("close", "kind in {inquiry, help} and difficult"): ("difficult", None, {}),
        ("close", "not kind in {inquiry, help} and not difficult"): ("kind", None, {}),
    }


def test_a_case_that_differs_in_two_facts_from_all_that_is_decided_is_no_gap(town, table):
    side = town(limit("close.a", working_days(2), when=INQUIRY & difficult, per=ART))
    assert table(side) == {
        ("close", "not kind = inquiry and difficult"): ("kind", None, {}),
        ("close", "kind = inquiry and not difficult"): ("difficult", None, {}),
    }


def test_what_a_question_does_not_arise_of_is_no_neighbour(town, table):
    """An emergency may be handed over at once; of what is no emergency it is not asked."""
    side = town(limit("emergency_transfer.a", minutes(30), when=HELP & difficult, per=ART))
    assert set(table(side)) == {
        ("emergency_transfer", "urgency = emergency and not kind = help and difficult"),
        ("emergency_transfer", "urgency = emergency and kind = help and not difficult"),
    }
    assert {about for about, *_ in table(side).values()} == {"kind", "difficult"}


def test_a_document_that_says_nothing_of_a_question_has_no_gap_there(town, table):
    assert table(town(limit("sign.all", working_days(1), per=ART))) == {}


def test_what_is_answered_no_or_by_every_ground_has_no_gaps(town, table):
    side = town(
        value("redo_required.x", {"by": "original_unit"}, when=HELP, per=ART),
        value("accept.refuse.x", {}, when=HELP, per=ART),
        value("extension.times.x", {"max_times": 1}, when=HELP, per=ART),
    )
    assert table(side) == {}


def test_what_the_document_above_answers_is_no_gap(town, table):
    county = town(limit("close.c", working_days(9), when=~INQUIRY, per=ART), name="county")
    below = town(
        limit("close.t", working_days(2), when=INQUIRY, per=ART), under=county.jurisdiction
    )
    assert table(below) == {}


def test_a_gap_in_what_only_the_document_above_speaks_of_is_found_there_alone(town, table):
    county = town(limit("close.c", working_days(9), when=INQUIRY, per=ART), name="county")
    below = town(limit("sign.t", working_days(1), per=ART), under=county.jurisdiction)
    assert table(county) == {("close", "not kind = inquiry"): ("kind", None, {})}
    assert table(below) == {}


AS_READ = (
    limit("close.a", working_days(2), when=INQUIRY, per=ART),
    limit("close.help", working_days(5), when=HELP & READ.is_("named"), per=ART),
    limit("close.rest", working_days(9), when=~(INQUIRY | HELP), per=ART),
)


def test_a_silence_that_another_reading_leaves_is_told_under_that_reading(town, table):
    side = town(*AS_READ, readings=[READ])
    assert table(side) == {("close", "kind = help"): (None, "of_help", {"of_help": "silent"})}
    assert [found.filled for found in gaps(side)] == [True]


def test_a_silence_as_read_that_another_reading_fills_is_told_as_read(town, table):
    side = Side(town(*AS_READ, readings=[READ]).jurisdiction, {"of_help": "silent"})
    assert table(side) == {("close", "kind = help"): (None, "of_help", {"of_help": "silent"})}
    assert [found.filled for found in gaps(side)] == [False]


def test_what_is_acknowledged_is_told_apart_but_still_found(town):
    check = acknowledge("gap", "close", when=adverse_effect, why=("因", "why"), per=ART)
    rule = limit("close.a", working_days(2), when=INQUIRY & calls.at_least(2), per=ART)
    [of_kind, of_calls] = gaps(town(rule, checks=[check]))
    assert {of_kind.about, of_calls.about} == {"kind", "calls"}
    assert all(found.grid.where(adverse_effect) & found.cells for found in (of_kind, of_calls))
    assert len(of_kind.grid.axes) == 3
