"""The given facts: built from the one table of ticket facts, with what absence means."""

import pytest
from rexian.errors import DefinitionError
from rexian.facts import GIVEN_FACTS, base_facts, calls, channel, given_facts, kind, stated_as
from rexian.model.case import read_case
from rexian.model.ticket import FIELDS
from rexian.rules.facts import Choice, Count, Flag

NO_FACTS = {"number", "received_at", "given", "refusal_grounds", "findings", "faults", "requires"}


def facts(**ticket):
    return given_facts(read_case({"ticket": ticket}).ticket)


def test_every_field_of_a_ticket_that_rules_can_ask_is_a_fact():
    assert set(FIELDS) - NO_FACTS <= set(GIVEN_FACTS)
    assert {name for name in GIVEN_FACTS if "." not in name} == set(FIELDS) - NO_FACTS


@pytest.mark.parametrize(
    ("name", "kind_of", "optional"),
    [
        ("kind", Choice, True),
        ("urgency", Choice, False),
        ("calls", Count, False),
        ("difficult", Flag, True),
        ("adverse_effect", Flag, False),
        ("publish_consent", Flag, False),
        ("refusal_grounds.litigation_or_review", Flag, False),
        ("given.close", Choice, False),
    ],
)
def test_a_fact_may_be_unknown_where_absence_means_that(name, kind_of, optional):
    assert isinstance(GIVEN_FACTS[name], kind_of)
    assert GIVEN_FACTS[name].optional is optional


def test_what_a_ticket_does_not_state():
    base = base_facts()
    assert base["kind"] is None
    assert base["difficult"] is None
    assert base["received_at"] is None
    assert (base["urgency"], base["calls"], base["identity"]) == ("ordinary", 1, "named")
    assert base["publish_consent"] is True
    assert base["adverse_effect"] is False
    assert base["findings.kb_answerable"] is False
    assert (base["given.close"], base["given.close.at"]) == ("none", None)


def test_every_fact_has_a_base_value_that_it_can_take():
    base = base_facts()
    for name, fact in GIVEN_FACTS.items():
        if base[stated_as(name)] is None:
            assert fact.optional, name
        elif not isinstance(fact, Count):
            assert base[stated_as(name)] in fact.values, name


def test_lists_are_spread_to_what_has_been_found():
    assert facts(findings=["kb_answerable", "key_case"], faults=["delay"]) == {
        "findings.kb_answerable": True,
        "findings.key_case": True,
        "faults.delay": True,
    }
    assert facts(findings=[]) == {}


def test_a_limit_given_is_its_source_and_its_time():
    stated = facts(
        given={"close": "2026-03-20", "sign": {"at": "2026-03-03T09:00", "source": "form"}}
    )
    assert stated["given.close"] == "platform"
    assert stated["given.sign"] == "form"
    assert stated["given.close.at"] - stated["given.sign.at"] == 17 * 86_400 + 15 * 3600 - 1


@pytest.mark.parametrize(
    ("subject", "known"), [("market_regulation", "market_regulation"), ("noise", "other")]
)
def test_a_subject_no_rule_can_name_is_another_one(subject, known):
    assert facts(subject=subject) == {"subject": known}


def test_labels_are_read_as_ids():
    assert facts(kind="投诉", urgency="接诉即办") == {"kind": "complaint", "urgency": "prompt"}


def test_channels_are_open_and_kinds_are_not():
    assert channel.is_("village_wall").holds({"channel": "village_wall"})
    with pytest.raises(DefinitionError, match="kind has no value 'complain'; did you mean compla"):
        kind.is_("complain")


def test_calls_count_from_one():
    assert calls.least == 1
