"""What an answer may hold: a reform that is read never brings a ruling down."""

import pytest
from rexian.errors import DefinitionError
from rexian.reforms.parts import PARTS
from rexian.rules.outcomes import Value
from rexian.rules.rule import Rule

#: What a part's answer must hold, held by one.
HOLDING = {
    "approver": "unit_deputy",
    "max_times": "2",
    "mode": "phone",
    "must_state": "[reasons]",
    "seal": "unit_seal",
}
TICKET = {
    "kind": "complaint",
    "difficult": True,
    "urgency": "emergency",
    "number": "1",
    "disputed": True,
    "received_at": "2026-03-02T08:00",
}
EVENTS = [
    {"type": "dispatched", "at": "2026-03-02T09:00", "unit": "甲局"},
    {"type": "signed", "at": "2026-03-02T10:00"},
    {"type": "assigned", "at": "2026-03-02T11:00", "unit": "一科"},
    {"type": "form_signed", "at": "2026-03-02T12:00", "unit": "一科"},
    {"type": "objected", "at": "2026-03-02T13:00", "unit": "一科"},
    {"type": "return_requested", "at": "2026-03-02T14:00", "reasons": ["职责不符"]},
    {"type": "signoff", "at": "2026-03-02T15:00", "role": "unit_head", "due_at": "2026-03-09"},
    {"type": "contacted", "at": "2026-03-02T16:00", "mode": "sms"},
    {"type": "extension_requested", "at": "2026-03-03T09:00", "length": "5wd"},
    {"type": "supervised", "at": "2026-03-04T09:00"},
    {"type": "reply_submitted", "at": "2026-03-05T09:00", "medium": "phone", "chars": 9},
    {"type": "closure_requested", "at": "2026-03-05T10:00"},
    {"type": "closure_reviewed", "at": "2026-03-05T11:00", "passed": False},
    {"type": "closed", "at": "2026-03-06T09:00"},
    {"type": "followed_up", "at": "2026-03-07T09:00", "rating": "dissatisfied"},
    {"type": "redo_sent", "at": "2026-03-08T09:00"},
]
#: Without an answer to these, what others hold is not asked for.
ASKING = ("accept.refuse", "extension.may", "return_permission.may")
CLOCK_ANSWERS = ("limit: 3wd", "given: close", "same_as: followup", "limit: immediate")


def answers(part):
    """Answers that a reform may state for a part."""
    if PARTS[part].clock is not None:
        return CLOCK_ANSWERS
    if PARTS[part].forms == ("steps",):
        return ("steps: [{role: unit_head, fields: [limit]}]",)
    key = PARTS[part].needs
    if part == "extension.cap":
        return ("says: {}", "says: {cap_strength: must}", "limit: 5wd")
    return (f"says: {{{key}: {HOLDING[key]}}}",) if key else ("says: {}", "says: {to: handler}")


@pytest.fixture(scope="session")
def nowhere(enact):
    return enact()


@pytest.mark.parametrize(
    ("part", "answer"), [(part, answer) for part in PARTS for answer in answers(part)]
)
def test_every_answer_that_suits_a_part_can_be_ruled(nowhere, amend, tell, part, answer):
    if answer == "same_as: followup" and part == "followup":
        answer = "same_as: redo"
    place = amend(f"- {{add: {part}.new, {answer}, per: x}}\n", nowhere)
    assert tell(place, TICKET, EVENTS)["rulings"].keys()
    assert tell(place)["rulings"].keys()


@pytest.mark.parametrize("part", [part for part in PARTS if "value" in PARTS[part].forms])
def test_a_rule_that_says_nothing_is_ruled_by_or_refused_for_what_it_lacks(enact, tell, part):
    asking = [Rule(f"{name}.ever", Value({}), ("art1",)) for name in ASKING if name != part]
    place = enact(Rule(f"{part}.new", Value({}), ("art1",)), *asking)
    if PARTS[part].needs:
        with pytest.raises(DefinitionError, match=f"{part} needs {PARTS[part].needs}, as in value"):
            tell(place, TICKET, EVENTS)
    else:
        assert tell(place, TICKET, EVENTS)["rulings"].keys()
