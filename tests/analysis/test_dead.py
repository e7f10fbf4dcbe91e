"""Dead rules: those that no case meets, and those over which others go wherever one does."""

import pytest
from rexian.analysis.dead import claimed, dead
from rexian.analysis.report import told_cells
from rexian.facts import difficult, disputed, kind, refusal_grounds, urgency
from rexian.model.terms import Term
from rexian.questions.states import close_state, overdue
from rexian.rules.readings import Reading
from rexian.rules.rule import limit, value
from rexian.worktime.period import minutes, working_days

ART = ("art1",)
INQUIRY, HELP = kind.is_("inquiry"), kind.is_("help")
ALL = limit("close.all", working_days(5), per=ART)
READ = Reading(
    id="which", zh="哪种", en="which", default="one", per=(), why=("示例", "made up"),
    choices=(Term("one", "一", "one"), Term("other", "另一", "other")),
)  # fmt: skip


@pytest.fixture
def told():
    def tell(side):
        return {
            found.rules[0].rule.id: told_cells(side, found.grid, found.cells)["en"]
            for found in dead(side)
        }

    return tell


def test_a_rule_whose_condition_no_case_meets_is_dead(town, told):
    never = limit("close.never", working_days(2), when=INQUIRY & HELP, over=("close.all",), per=ART)
    assert told(town(ALL, never)) == {"close.never": "(none)"}


def test_a_rule_over_which_others_go_wherever_it_holds_is_dead(town, told):
    over = ("close.help",)
    side = town(
        limit("close.help", working_days(5), when=HELP, per=ART),
        limit("close.hard", working_days(9), when=difficult, over=over, per=ART),
        limit("close.easy", working_days(2), when=~difficult, over=over, per=ART),
    )
    assert told(side) == {"close.help": "kind = help"}


def test_a_rule_that_holds_only_where_its_question_does_not_arise_is_dead(town, told):
    side = town(
        limit("emergency_transfer.a", minutes(30), when=urgency.is_("prompt"), per=ART),
    )
    assert told(side) == {"emergency_transfer.a": "(none)"}


def test_a_rule_that_clashes_is_not_dead(town, told):
    assert told(town(ALL, limit("close.too", working_days(9), when=HELP, per=ART))) == {}


def test_a_rule_that_holds_as_the_text_may_be_read_is_not_dead(town, told):
    other = limit(
        "close.other", working_days(9), when=READ.is_("other"), over=("close.all",), per=ART
    )
    assert told(town(ALL, other, readings=[READ])) == {}
    neither = READ.is_("one") & READ.is_("other")
    never = limit("close.never", working_days(9), when=neither, over=("close.all",), per=ART)
    assert told(town(ALL, never, readings=[READ])) == {"close.never": "(none)"}


def test_a_ground_is_dead_only_if_no_case_meets_it(town, told):
    side = town(
        value("accept.refuse.a", {}, when=refusal_grounds.has("other_law"), per=ART),
        value("accept.refuse.same", {}, when=refusal_grounds.has("other_law"), per=ART),
        value("accept.refuse.never", {}, when=disputed & ~disputed, per=ART),
    )
    assert told(side) == {"accept.refuse.never": "(none)"}


def test_where_the_strictest_document_answers_a_rule_is_dead_by_its_own_document_alone(town, told):
    county = town(value("extension.times.c", {"max_times": 1}, per=ART), name="county")
    side = town(
        value("extension.times.a", {"max_times": 1}, when=difficult, per=ART),
        value("extension.times.b", {"max_times": 2}, over=("extension.times.a",), per=ART),
        under=county.jurisdiction,
    )
    assert told(side) == {"extension.times.a": "difficult"}


def test_what_the_document_above_or_an_overlay_says_kills_no_rule(town, overlaid, told):
    county = town(ALL, name="county")
    below = town(limit("close.town", working_days(2), per=ART), under=county.jurisdiction)
    assert told(below) == {}
    assert told(overlaid(below, limit("close.site", working_days(1), per=ART))) == {}


def test_a_dead_rule_of_an_overlay_is_found_with_it(town, overlaid, told):
    never = limit("close.never", working_days(1), when=INQUIRY & HELP, per=ART)
    assert told(overlaid(town(ALL), never)) == {"close.never": "(none)"}


def test_a_rule_that_asks_of_a_history_what_none_can_be_is_dead(town, checker):
    """Nothing is closed late where nothing limits closing, though its table tells that apart."""
    late = value("supervision.late", {}, when=overdue(close_state), per=ART)
    [found] = checker.check(town(late), None)
    assert (found.finding.kind, found.finding.rules[0].rule.id) == ("dead", "supervision.late")
    assert (found.finding.cells, found.witness, found.reason) == (0, None, None)
    assert list(checker.check(town(late, ALL), None)) == []


def test_what_each_live_rule_claims_is_told_as_read_else_as_it_must_be_read(town):
    side = town(
        limit("close.one", working_days(2), when=READ.is_("one"), per=ART),
        limit("close.other", working_days(9), when=READ.is_("other") & difficult, per=ART),
        readings=[READ],
    )
    found = {claims[0].rules[0].rule.id: claims for claims in claimed(side)}
    assert {name: [dict(c.side.readings) for c in claims] for name, claims in found.items()} == {
        "close.one": [{}],
        "close.other": [{"which": "other"}],
    }
