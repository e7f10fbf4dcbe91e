"""The steps by which a ticket is approved: which are done, by whom and when, and which is next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rexian.i18n import _
from rexian.lifecycle.kinds import RECORD_TYPES
from rexian.saying.clocks import ASKED
from rexian.words import listed, say_time, say_word

Told = Mapping[str, Any]
#: The questions whose answers are steps, and the record by which each step is taken.
_STEPPED = {"signoff": "signoff", "reply_approval": "reply_approved"}
#: What may be pending, and the question that says who decides it.
_DECIDED = {"return": "return_permission", "extension": "extension"}


@dataclass(frozen=True, slots=True)
class Step:
    """One step of an approval.

    Attributes:
        what: what is approved.
        who: whose step it is.
        state: `done`, `next`, or `later` where others come before.
        by: the account that took it.
        at: when, as JSON holds times.
    """

    what: str
    who: str
    state: str
    by: str = ""
    at: str = ""

    def said(self) -> str:
        """Say how the step stands."""
        if self.state == "done":
            told = _("done by {who}, {time}")
            return told.format(who=self.by, time=say_time(self.at)) if self.by else _("done")
        return _("comes next") if self.state == "next" else _("to come")


def steps(told: Told) -> Iterator[Step]:
    """Yield every step that the rulings on a ticket ask for, as people take them."""
    for question, record in _STEPPED.items():
        yield from _chain(told, question, record)
    yield from _review(told)
    for pending, question in _DECIDED.items():
        approver = _outcome(told, question).get("approver")
        if pending in told["pending"] and approver:
            who = _words(approver, "approver", question)
            yield Step(ASKED[question].label(), who, "next")


def _chain(told: Told, question: str, record: str) -> Iterator[Step]:
    outcome, state = _outcome(told, question), "next"
    missing = set(outcome.get("missing") or ())
    for step in outcome.get("steps") or ():
        role = step["role"]
        who = _words(role, "role", question)
        if {role, *step.get("fields", ())} & missing:
            yield Step(ASKED[question].label(), who, state)
            state = "later"
        else:
            yield _done(told, ASKED[question].label(), who, record, role=role)
    seal = outcome.get("seal")
    if seal:
        label, who = RECORD_TYPES["sealed"].label(), _words(seal, "seal", question)
        is_done = seal not in missing
        yield (_done(told, label, who, "sealed", seal=seal) if is_done else Step(label, who, state))


def _review(told: Told) -> Iterator[Step]:
    """Yield the review of a closure, once one has been asked for or made."""
    reviewer = _outcome(told, "closure").get("reviewed_by")
    taken = [each for each in told["timeline"] if not each["void"]]
    found = [e for e in taken if e["type"] in {"closure_requested", "closure_reviewed"}]
    if not reviewer or not found:
        return
    label, who = ASKED["closure"].label(), _words(reviewer, "reviewed_by", "closure")
    last = found[-1]
    if last["type"] == "closure_reviewed":
        yield Step(label, who, "done", last["actor"], last["at"])
    else:
        yield Step(label, who, "next")


def _done(told: Told, what: str, who: str, record: str, **fields: str) -> Step:
    """Return a step that is taken; of several records of it the last one counts."""
    found = [
        each
        for each in told["timeline"]
        if each["type"] == record
        and not each["void"]
        and all(each["fields"].get(key) == value for key, value in fields.items())
    ]
    return Step(what, who, "done", *((found[-1]["actor"], found[-1]["at"]) if found else ()))


def _outcome(told: Told, question: str) -> Told:
    found: Told = told["rulings"][question]["outcome"] or {}
    return found


def _words(words: str | Sequence[str], key: str, question: str) -> str:
    named = [words] if isinstance(words, str) else words
    return listed([say_word(each, key=key, question=question) for each in named])
