"""Remedies: for each kind of objection, what people do about it before they try again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from rexian.instants import DAY, format_instant
from rexian.lifecycle.moment import Objection
from rexian.model.vocabulary import HANDLER_INFO, REPLY_SECTIONS, ROLES, SEALS
from rexian.showcase.performer import Attempt, Performer, Remedy

#: What is written where a document wants something stated.
STATED = "见附页"
_SIGNED_OFF = ["lead", "handler", "limit"]
_LIMIT = 10 * DAY
_CHARS = 180
_SHORTEST = "1wd"
_REPLY: Mapping[str, Any] = {"medium": "platform", "chars": _CHARS, "sections": ["handling"]}


def _whose(_performer: Performer, attempt: Attempt, objection: Objection) -> Attempt | None:
    """Have it done by whom the document names."""
    post = next((each for each in objection.about if each != attempt.post), None)
    return None if post is None else replace(attempt, post=post)


def _unapproved(performer: Performer, attempt: Attempt, objection: Objection) -> Attempt | None:
    """Get the approval that the document asks for."""
    found = performer.ruling(attempt.number, objection.question, attempt.unit)
    by = objection.about[0] if objection.about else found.get("approver")
    if by is None or attempt.fields.get("approved_by") == by:
        return None
    return attempt.having(approved_by=by)


def _unstated(performer: Performer, attempt: Attempt, objection: Objection) -> Attempt | None:
    """State what has to be stated; of several ways, each."""
    found = performer.ruling(attempt.number, objection.question, attempt.unit)
    wanted = [name for each in found.get("must_state", ()) for name in _listed(each)]
    told = {name: STATED for name in wanted if name not in attempt.fields}
    return attempt.having(**told) if told else None


def _facts(performer: Performer, attempt: Attempt, objection: Objection) -> Attempt | None:
    """Look into the matter, and say what is found."""
    known = performer.found(attempt.number)
    told = {name: known[name] for name in objection.about if name in known}
    classified = bool(told) and performer.do(attempt.number, "classify", **told)
    return attempt if classified else None


def _first(performer: Performer, attempt: Attempt, objection: Objection) -> Attempt | None:
    """Let approve first whose turn it is."""
    approved = performer.do(attempt.number, "approve", unit=attempt.unit, post=objection.about[0])
    return attempt if approved else None


def _unreviewed(performer: Performer, attempt: Attempt, _objection: Objection) -> Attempt | None:
    """Ask for the closure to be reviewed, and have it reviewed."""
    number = attempt.number
    if performer.stages[number] == "reviewed":
        return attempt
    asked = performer.stages[number] == "closing" or performer.do(
        number, "request_closure", unit=performer.handling(number)
    )
    reviewed = asked and performer.do(number, "review_closure", passed=True)
    return attempt if reviewed else None


def _no_ground(performer: Performer, attempt: Attempt, objection: Objection) -> Attempt | None:
    """Give what closes a matter: a reply."""
    if objection.question != "closure" or performer.stages[attempt.number] != "handling":
        return None
    return attempt if _reply(performer, attempt, ()) else None


def _too_long(_performer: Performer, attempt: Attempt, _objection: Objection) -> Attempt | None:
    """Grant less."""
    return None if attempt.fields.get("length") == _SHORTEST else attempt.having(length=_SHORTEST)


def _missing(performer: Performer, attempt: Attempt, objection: Objection) -> Attempt | None:
    """Supply what has to be there before."""
    if attempt.command == "reply" and objection.question == "reply_form":
        return attempt.having(**_contents(performer, attempt, objection.about))
    supply = _SUPPLIES.get(objection.question)
    return attempt if supply and supply(performer, attempt, objection.about) else None


def _sign_off(performer: Performer, attempt: Attempt, missing: tuple[str, ...]) -> bool:
    role = next((each for each in missing if each in ROLES and each not in _SIGNED_OFF), None)
    return performer.do(
        attempt.number,
        "sign_off",
        unit=performer.handling(attempt.number),
        post=role,
        fields=_SIGNED_OFF,
        due_at=format_instant(performer.clock.at + _LIMIT),
    )


def _contact(performer: Performer, attempt: Attempt, _missing: tuple[str, ...]) -> bool:
    ruling = performer.ruling(attempt.number, "contact", attempt.unit)
    mode = _listed(ruling["mode"])[0]
    by, unit = ruling.get("by"), performer.handling(attempt.number)
    return performer.do(
        attempt.number, "contact", unit=unit, post=by, mode=mode, reason=STATED, purpose=STATED
    )


def _reply(performer: Performer, attempt: Attempt, missing: tuple[str, ...]) -> bool:
    number = attempt.number
    unit = performer.handling(number)
    told = {**_REPLY, **_contents(performer, attempt, missing)}
    return performer.do(number, "reply", unit=unit, secrets={"text": STATED}, **told)


def _approve(performer: Performer, attempt: Attempt, missing: tuple[str, ...]) -> bool:
    unit = performer.handling(attempt.number)
    if performer.stages[attempt.number] == "handling" and not _reply(performer, attempt, ()):
        return False
    return all(
        performer.do(attempt.number, "seal", unit=unit, seal=each)
        if each in SEALS
        else performer.do(attempt.number, "approve", unit=unit, post=each)
        for each in missing
    )


def _contents(
    performer: Performer, attempt: Attempt, missing: tuple[str, ...]
) -> Mapping[str, Any]:
    """Return what a reply has to hold besides what it holds."""
    told: dict[str, Any] = {}
    written = {**_REPLY, **attempt.fields}
    for name, terms in (("sections", REPLY_SECTIONS), ("handler_info", HANDLER_INFO)):
        wanting = [each for each in missing if each in terms]
        told |= {name: [*written.get(name, ()), *wanting]} if wanting else {}
    if "media" in missing:
        found = performer.ruling(attempt.number, "reply_form", attempt.unit)
        told["medium"] = found["media"][0]
    stated = set(missing) - {"media", "reply", *REPLY_SECTIONS.ids, *HANDLER_INFO.ids}
    if "items_answered" in stated:
        told |= {"items": 1, "items_answered": 1}
    return told | dict.fromkeys(sorted(stated - {"items_answered"}), STATED)


def _listed(names: str | tuple[str, ...] | list[str]) -> list[str]:
    return [names] if isinstance(names, str) else list(names)


_SUPPLIES: Mapping[str, Callable[[Performer, Attempt, tuple[str, ...]], bool]] = {
    "signoff": _sign_off,
    "contact": _contact,
    "reply_form": _reply,
    "reply_approval": _approve,
}
REMEDIES: Mapping[str, Remedy] = {
    "whose": _whose,
    "unapproved": _unapproved,
    "unstated": _unstated,
    "facts": _facts,
    "first": _first,
    "unreviewed": _unreviewed,
    "sent_back": _unreviewed,
    "not_allowed": _no_ground,
    "too_long": _too_long,
    "missing": _missing,
}
