"""The given facts: everything a ticket may state, as facts that rules ask.

They are built from the one table of ticket facts, `rexian.model.ticket.FIELDS`; plugins import
them from here by name.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rexian.model.fields import UNKNOWN, Field, FieldType
from rexian.model.ticket import FIELDS
from rexian.model.vocabulary import GIVEN_KEYS, GIVEN_SOURCES, PARTS, Term, Terms
from rexian.rules.facts import Choice, Count, Fact, Flag, Many, many

#: Facts that events also establish: rules ask what holds in the end, worked out by
#: `rexian.questions.record`.
ALSO_EVENTS = ("disputed", "unit_at_fault")


def _choice(name: str) -> Choice:
    field = FIELDS[name]
    assert field.terms is not None  # noqa: S101 - a choice has terms
    return Choice(
        id=name,
        zh=field.zh,
        en=field.en,
        optional=field.default is UNKNOWN,
        terms=field.terms,
        open=field.open,
    )


def _flag(name: str) -> Flag:
    field = FIELDS[name]
    # Where an event may establish it, a source that does not record the event leaves it open.
    optional = field.default is UNKNOWN or name in ALSO_EVENTS
    return Flag(id=name, zh=field.zh, en=field.en, optional=optional)


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


def stated_as(fact: str) -> str:
    """Return under which id a ticket's own statement of a fact is held."""
    return f"stated.{fact}" if fact in ALSO_EVENTS else fact


#: Whether the unit whose case this is handles it as host or beside the host.
part = Choice(id="part", zh="主办或协办", en="host or co-handling", terms=PARTS)
#: Further units handle the ticket beside its host.
joint = Flag(id="joint", zh="有协办单位", en="handled jointly")
#: What is true of a case by whose it is and who else has it.
VIEW_FACTS: Mapping[str, Fact] = {fact.id: fact for fact in (part, joint)}


def base_facts() -> dict[str, Any]:
    """Return what each given fact is where a ticket does not state it; None means unknown.

    `view` says for whom the case is read: `host` for the ticket and the units it was dispatched
    to, `unit` for a unit inside a body; `part` whether that unit is the host or co-handles, `joint`
    whether any unit co-handles.
    """
    stated = {stated_as(fact.id): _default(FIELDS[fact.id]) for fact in _SINGLE}
    members = {name: False for listed in _LISTS for name in _ids(listed)}
    given = {f"given.{key}": "none" for key in GIVEN_KEYS.ids}
    ends = {f"given.{key}.at": None for key in GIVEN_KEYS.ids}
    seen = {"view": "host", "part": "host", "joint": False}
    return {**stated, **members, **given, **ends, "received_at": None, **seen}


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
            facts[stated_as(name)] = value
    return facts


def _default(field: Field) -> Any:
    return None if field.default is UNKNOWN else field.default


def _ids(listed: Many) -> tuple[str, ...]:
    return tuple(member.id for member in listed.members.values())
