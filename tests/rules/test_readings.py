"""Readings: a choice that a deployment may make, asked by rules like a fact."""

import pytest
from rexian.errors import DefinitionError, InputError
from rexian.model.terms import Term
from rexian.rules.facts import Flag
from rexian.rules.readings import Reading


def reading(**changed):
    said = {
        "id": "redo_limit",
        "zh": "重办期限",
        "en": "limit of a redo",
        "choices": (Term("ticket", "同原工单", "the ticket's"), Term("silent", "未规定", "none")),
        "default": "ticket",
        "per": ("art1",),
        "why": ("因", "because"),
    }
    return Reading(**{**said, **changed})


def test_a_reading_is_a_fact_that_always_has_a_value():
    fact = reading().fact
    assert fact.id == "reading.redo_limit"
    assert fact.terms.ids == ("ticket", "silent")
    assert not fact.optional


def test_rules_ask_how_it_is_read():
    loud = Flag(id="loud", zh="响", en="loud")
    condition = reading().is_("silent") & loud
    assert condition.holds({"reading.redo_limit": "silent", "loud": True})
    assert not condition.holds({"reading.redo_limit": "ticket", "loud": True})


def test_a_rule_cannot_ask_for_a_choice_it_does_not_have():
    with pytest.raises(DefinitionError, match="no value 'silence'; did you mean silent"):
        reading().is_("silence")


def test_the_default_is_one_of_the_choices():
    with pytest.raises(DefinitionError, match="redo_limit: the default 'never' is no choice"):
        reading(default="never")


def test_choosing():
    assert reading().choose("silent") == "silent"
    with pytest.raises(InputError) as refused:
        reading().choose("tickets")
    assert str(refused.value) == (
        "reading redo_limit has no choice 'tickets'; did you mean ticket?; choices: ticket, silent"
    )
