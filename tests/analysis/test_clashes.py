"""Clashes: rules of one document that claim the same cases and do not say which goes first."""

import pytest
from rexian.analysis.clashes import clashes
from rexian.analysis.report import told_cells
from rexian.facts import difficult, kind
from rexian.model.terms import Term
from rexian.rules.readings import Reading
from rexian.rules.rule import limit, value
from rexian.worktime.period import working_days

ART = ("art1",)
INQUIRY = kind.is_("inquiry")


def two(days, **relation):
    """A limit for inquiries, and one for what is difficult."""
    return (
        limit("close.inquiry", working_days(2), when=INQUIRY, per=ART),
        limit("close.hard", working_days(days), when=difficult, per=ART, **relation),
    )


@pytest.fixture
def told():
    def tell(side):
        return {
            (
                found.kind,
                found.part.id,
                tuple(e.rule.id.rpartition(".")[2] for e in found.rules),
                told_cells(side, found.grid, found.cells)["en"],
            )
            for found in clashes(side)
        }

    return tell


WHERE = "kind = inquiry and difficult"


def test_rules_that_differ_on_the_same_cases_conflict(town, told):
    assert told(town(*two(9))) == {("conflict", "close", ("inquiry", "hard"), WHERE)}


def test_rules_that_say_the_same_overlap(town, told):
    assert told(town(*two(2))) == {("overlap", "close", ("inquiry", "hard"), WHERE)}


def test_what_goes_over_another_is_no_clash(town, told):
    assert told(town(*two(9, over=("close.inquiry",)))) == set()
    assert told(town(*two(2, over=("close.inquiry",)))) == set()


def test_the_rule_to_follow_comes_first(town, told):
    side = town(*two(9, followed="it is special"))
    assert told(side) == {("conflict", "close", ("hard", "inquiry"), WHERE)}


def test_each_set_of_clashing_rules_is_told_by_itself(town, told):
    side = town(*two(9), limit("close.all", working_days(5), per=ART))
    assert {(names, cells) for _kind, _part, names, cells in told(side)} == {
        (("inquiry", "hard", "all"), WHERE),
        (("inquiry", "all"), "kind = inquiry and not difficult"),
        (("hard", "all"), "not kind = inquiry and difficult"),
    }


def test_grounds_may_all_be_met_at_once(town, told):
    side = town(
        value("supervision.a", {"by": "inspection_office"}, when=difficult, per=ART),
        value("supervision.b", {"by": "competent_department"}, when=INQUIRY, per=ART),
    )
    assert told(side) == set()


def test_a_lower_document_may_say_otherwise_than_the_one_above(town, told):
    county = town(limit("close.county", working_days(9), per=ART), name="county")
    assert told(town(*two(9, over=("close.inquiry",)), under=county.jurisdiction)) == set()


def test_a_clash_of_the_document_above_is_its_own(town, told):
    county = town(*two(9), name="county")
    assert told(town(limit("close.x", working_days(1), when=~INQUIRY, per=ART),
                     under=county.jurisdiction)) == set()  # fmt: skip
    assert len(told(county)) == 1


def times(name, number, **more):
    return value(f"extension.times.{name}", {"max_times": number}, per=ART, **more)


def test_where_the_strictest_document_answers_each_clashes_with_itself_alone(town, told):
    county = town(times("a", 1), times("b", 2, when=difficult), name="county")
    below = town(times("c", 3), under=county.jurisdiction)
    assert told(below) == set()
    alike = town(times("c", 3), times("d", 3, when=INQUIRY), under=county.jurisdiction)
    assert told(alike) == {("overlap", "extension.times", ("c", "d"), "kind = inquiry")}


def test_an_overlay_clashes_with_itself_but_not_with_what_it_lies_over(town, overlaid, told):
    below = town(limit("close.town", working_days(5), per=ART))
    assert told(overlaid(below, limit("close.site", working_days(1), per=ART))) == set()
    assert told(overlaid(below, *two(9))) == {("conflict", "close", ("inquiry", "hard"), WHERE)}


READ = Reading(
    id="which", zh="哪种", en="which", default="one", per=(), why=("示例", "made up"),
    choices=(Term("one", "一", "one"), Term("other", "另一", "other")),
)  # fmt: skip


def test_what_clashes_only_as_the_text_may_be_read_otherwise_is_told_so(town):
    side = town(
        limit("close.all", working_days(5), per=ART),
        limit("close.hard", working_days(9), when=difficult & READ.is_("other"), per=ART),
        readings=[READ],
    )
    [found] = clashes(side)
    assert (found.kind, dict(found.side.readings)) == ("conflict", {"which": "other"})
    assert told_cells(found.side, found.grid, found.cells)["en"] == "difficult"


def test_what_clashes_however_the_text_is_read_is_told_once(town):
    either = READ.is_("one") | READ.is_("other")
    spare = limit("close.hard", working_days(2), when=difficult & either, per=ART)
    [found] = clashes(town(two(2)[0], spare, readings=[READ]))
    assert dict(found.side.readings) == {}
