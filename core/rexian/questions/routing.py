"""Routing: to whom a ticket goes and how, who settles a dispute about it, who does which act."""

from __future__ import annotations

from rexian.facts import disputed
from rexian.questions.composed import keys_finding
from rexian.questions.record import objections
from rexian.questions.returns import returns
from rexian.rules.question import Part, Question

_DISPATCH = ("by", "to", "via", "principle", "lead", "approver", "beforehand")
DISPATCH = Question(
    id="dispatch",
    zh="派单",
    en="dispatch",
    parts=tuple(Part(f"dispatch.{key}") for key in _DISPATCH),
    describe=keys_finding([f"dispatch.{key}" for key in _DISPATCH], _DISPATCH),
)

#: Arises once responsibility is disputed, or units have given the ticket back twice.
DISPUTED_TO = Question(
    id="disputed_to",
    zh="职责争议",
    en="settling a dispute on responsibility",
    parts=(Part("disputed_to", applies=disputed | objections.at_least(2) | returns.at_least(2)),),
    describe=keys_finding(["disputed_to"], ["decided_by", "via"]),
)

_ACTS = ("contact", "extend", "return", "reply", "close", "follow_up")
ACTOR = Question(
    id="actor",
    zh="由谁办",
    en="who does what",
    parts=tuple(Part(f"actor.{act}") for act in _ACTS),
    describe=keys_finding([f"actor.{act}" for act in _ACTS], _ACTS),
    tiers=("host", "unit"),
)

QUESTIONS = (DISPATCH, DISPUTED_TO, ACTOR)
