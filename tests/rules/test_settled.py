"""Conditions once their readings are chosen."""

from rexian.facts import calls, difficult, kind
from rexian.model.terms import Term
from rexian.rules.conditions import ALWAYS
from rexian.rules.readings import Reading
from rexian.rules.settled import settled

READING = Reading(
    id="r", zh="读", en="r", choices=(Term("a", "甲", "A"), Term("b", "乙", "B")), default="a",
    per=(), why=("因", "because"),
)  # fmt: skip


def test_of_two_thresholds_the_lower_says_it_all():
    under = {"r": "a"}
    assert settled(calls.at_least(3) | (calls.at_least(2) & READING.is_("a")), under) == (
        calls.at_least(2)
    )
    assert settled(calls.at_least(3) | (calls.at_least(2) & READING.is_("b")), under) == (
        calls.at_least(3)
    )


def test_a_condition_with_its_readings_chosen():
    help_, hard = kind.is_("help"), difficult
    chosen, other = READING.is_("a"), READING.is_("b")
    under = {"r": "a"}
    assert settled(help_ & chosen, under) == help_
    assert settled(help_ & other, under) is None
    assert settled(help_ | other, under) == help_
    assert settled(help_ | chosen, under) == ALWAYS
    assert settled(~other, under) == ALWAYS
    assert settled(~chosen, under) is None
    assert settled(hard & ~(help_ & other), under) is hard
