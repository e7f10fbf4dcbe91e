"""The given facts: everything a ticket may state, as facts that rules ask.

They are built from the one table of ticket facts, `rexian.model.ticket.FIELDS`; plugins import
them from here by name.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rexian.model.fields import UNKNOWN, Field, FieldType
from rexian.model.ticket import FIELDS
from rexian.model.vocabulary import GIVEN_KEYS, GIVEN_SOURCES, Term, Terms
from rexian.rules.facts import Choice, Count, Fact, Flag, Many, many


def _choice(name: str) -> Choice:
    field = FIELDS[name]
    assert field.terms is not None  # noqa: S101 - a choice has terms
    return Choice(
        id=name,
        zh=field.zh,
        en=field.en,
        optional=field.default is UNKNOWN,
        terms=field.terms,
        open=name == "channel",
    )


def _flag(name: str) -> Flag:
    field = FIELDS[name]
    return Flag(id=name, zh=field.zh, en=field.en, optional=field.default is UNKNOWN)


def _many(name: str) -> Many:
    field = FIELDS[name]
    assert field.terms is not None  # noqa: S101
    return many(name, field.zh, field.en, field.terms)


def _given(key: str) -> Choice:
    sources = Terms("given", (Term("none", "未另定", "not given"), *GIVEN_SOURCES))
    label = GIVEN_KEYS[key]
    return Choice(
        id=f"given.{key}", zh=f"另定{label.zh}时限", en=f"{label.en} limit given", terms=sources
    )


kind = _choice("kind")
channel = _choice("channel")
urgency = _choice("urgency")
calls = Count(id="calls", zh=FIELDS["calls"].zh, en=FIELDS["calls"].en, least=1)
difficult = _flag("difficult")
subject = _choice("subject")
belongs_to = _choice("belongs_to")
identity = _choice("identity")
phone_type = _choice("phone_type")
refusal_grounds = _many("refusal_grounds")
findings = _many("findings")
faults = _many("faults")
adverse_effect = _flag("adverse_effect")
directive = _choice("directive")
requires = _many("requires")
official_document = _flag("official_document")
disclosure = _choice("disclosure")
publish_consent = _flag("publish_consent")
disputed = _flag("disputed")
policy_basis = _flag("policy_basis")
explained = _flag("explained")
adopted = _flag("adopted")
handling_room = _flag("handling_room")
found_incomplete = _flag("found_incomplete")
unit_at_fault = _flag("unit_at_fault")
should_be_solvable = _flag("should_be_solvable")
solved = _flag("solved")
given_close = _given("close")
given_sign = _given("sign")
given_object = _given("object")
given_extension = _given("extension")
given_submit_reply = _given("submit_reply")

_SINGLE: tuple[Fact, ...] = (
    kind, channel, urgency, calls, difficult, subject, belongs_to, identity, phone_type,
    adverse_effect, directive, official_document, disclosure, publish_consent, disputed,
    policy_basis, explained, adopted, handling_room, found_incomplete, unit_at_fault,
    should_be_solvable, solved,
)  # fmt: skip
_LISTS = (refusal_grounds, findings, faults, requires)
_GIVEN = (given_close, given_sign, given_object, given_extension, given_submit_reply)

#: Every given fact by id, members of lists included.
GIVEN_FACTS: Mapping[str, Fact] = {
    fact.id: fact
    for fact in (
        *_SINGLE,
        *(member for listed in _LISTS for member in listed.members.values()),
        *_GIVEN,
    )
}


def base_facts() -> dict[str, Any]:
    """Return what each given fact is where a ticket does not state it; None means unknown.

    `view` says for whom the case is read: `host` for the ticket and the units it was dispatched
    to, `unit` for a unit inside a body.
    """
    stated = {fact.id: _default(FIELDS[fact.id]) for fact in _SINGLE}
    members = {name: False for listed in _LISTS for name in _ids(listed)}
    given = {f"given.{key}": "none" for key in GIVEN_KEYS.ids}
    ends = {f"given.{key}.at": None for key in GIVEN_KEYS.ids}
    return {**stated, **members, **given, **ends, "received_at": None, "view": "host"}


def given_facts(ticket: Mapping[str, Any]) -> dict[str, Any]:
    """Return stated facts by fact id: lists spread to flags, limits to time and source."""
    facts: dict[str, Any] = {}
    for name, value in ticket.items():
        kind_of = FIELDS[name].type
        if kind_of is FieldType.MANY:
            facts.update(dict.fromkeys((f"{name}.{item}" for item in value), True))
        elif kind_of is FieldType.GIVEN:
            for key, limit in value.items():
                facts[f"given.{key}"], facts[f"given.{key}.at"] = limit.source, limit.at
        elif kind_of is FieldType.OPEN:
            facts[name] = value if value in subject.terms else "other"
        else:
            facts[name] = value
    return facts


def _default(field: Field) -> Any:
    return None if field.default is UNKNOWN else field.default


def _ids(listed: Many) -> tuple[str, ...]:
    return tuple(member.id for member in listed.members.values())
