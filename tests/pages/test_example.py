"""Examples: for every line of a sheet a case that lands there."""

import pytest
from rexian.errors import InputError
from rexian.facts import calls, kind
from rexian.model.case import read_cases
from rexian.model.terms import Term
from rexian.pages.example import Examples
from rexian.pages.sheet import Kind, Sheet
from rexian.questions.clocks import CLOSE
from rexian.rules.readings import Reading
from rexian.rules.rule import limit
from rexian.worktime.period import working_days

PART = CLOSE.parts[0]
TWO, FIVE = working_days(2), working_days(5)
SHORT = Reading(
    id="short", zh="短", en="short", per=(), why=("因", "because"), default="no",
    choices=(Term("yes", "是", "yes"), Term("no", "否", "no")),
)  # fmt: skip
INQUIRY = limit("close.inquiry", TWO, when=kind.is_("inquiry"), per=())


@pytest.fixture
def examples(enact, chinese_days):
    """Return the lines of closing with the example of each."""

    def of(*rules):
        sheet = Sheet(enact(*rules))
        found = Examples(sheet, chinese_days)
        return [(line, found.of(PART, line)) for line in sheet.lines(PART)]

    return of


def test_a_rule_and_what_it_leaves(examples):
    (rule, one), (silence, other) = examples(INQUIRY)
    assert (rule.kind, silence.kind) == (Kind.RULE, Kind.SILENCE)
    assert one.witness.case.ticket == {"kind": "inquiry"}
    assert other.witness.case.ticket == {"kind": "help"}


def test_a_rule_that_is_lost_in_a_clash_is_shown_by_the_clash(examples):
    found = examples(
        INQUIRY, limit("close.often", FIVE, when=kind.is_("inquiry") & calls.at_least(2), per=())
    )
    often = next(example for line, example in found if line.rules[0].rule.id == "close.often")
    assert often.witness.case.ticket == {"kind": "inquiry", "calls": 2}


def test_lines_follow_the_readings_chosen(enact, chinese_days):
    rules = (limit("close.short", TWO, when=SHORT.is_("yes") & kind.is_("help"), per=()), INQUIRY)
    place = enact(*rules, readings=(SHORT,))
    as_default, otherwise = Sheet(place), Sheet(place, {"short": "yes"})
    kinds = {line.rules[0].rule.id: line.kind for line in as_default.lines(PART) if line.rules}
    assert kinds == {"close.inquiry": Kind.RULE, "close.short": Kind.OTHERWISE}
    assert {line.kind for line in otherwise.lines(PART)} == {Kind.RULE, Kind.SILENCE}
    [short] = [line for line in as_default.lines(PART) if line.kind is Kind.OTHERWISE]
    example = Examples(as_default, chinese_days).of(PART, short)
    assert example.sheet.readings == {"short": "yes"}
    assert example.witness.case.ticket == {"kind": "help"}


def test_an_example_is_saved_but_never_over_a_file(examples, tmp_path):
    [(_line, example), *_rest] = examples(INQUIRY)
    file = tmp_path / "case.yaml"
    example.save(file)
    [case] = read_cases(file)
    assert case.ticket == {"kind": "inquiry"}
    with pytest.raises(InputError, match="is there already"):
        example.save(file)
