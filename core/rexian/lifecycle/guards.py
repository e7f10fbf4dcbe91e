"""Guards: what the rules have against a step, each read from the ruling of one question."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeAlias

from rexian.lifecycle.moment import Moment, Objection, Ruling, outcome_of

Guard: TypeAlias = Callable[[Moment], Iterable[Objection]]

#: In which time each of these has to be asked for.
_WINDOWS = {"objected": "object", "return_requested": "return", "return_decided": "return"}
#: Any of these may approve where every level has to.
LEVELS = frozenset({"unit_head", "unit_deputy", "unit_principal", "section_supervisor"})


def permitted(question: str, *, when: str | None = None) -> Guard:
    """Guard a step that needs a permission; `when` names a flag without which it needs none."""

    def guard(moment: Moment) -> Iterator[Objection]:
        if when is not None and not moment.step.fields.get(when):
            return
        ruling = moment.after(question)
        outcome = outcome_of(ruling)
        if outcome.get("allowed") is False:
            for objection in _grounds(question, ruling, outcome["why_not"]):
                yield _naming(_windowed(objection, moment), outcome, moment.step.fields)
        elif ruling["status"] == "missing_fact":
            yield Objection("facts", question, tuple(ruling["facts"]), binding=False)

    return guard


def _windowed(objection: Objection, moment: Moment) -> Objection:
    """Return an objection; of one about a window that has closed, cite what sets the window."""
    clock = _WINDOWS.get(moment.step.type)
    if objection.id != "late" or objection.ground is None or clock is None:
        return objection
    cited = tuple(moment.after(clock)["citations"]) or objection.citations
    return replace(objection, citations=cited, ground={**objection.ground, "citations": cited})


def _naming(
    objection: Objection, outcome: Mapping[str, Any], fields: Mapping[str, Any]
) -> Objection:
    """Return an objection; of one about what is not stated, name what that is."""
    if objection.id != "unstated":
        return objection
    demands = [[d] if isinstance(d, str) else d for d in outcome.get("must_state") or ()]
    lacking = [each for each in demands if not any(fields.get(name) for name in each)]
    return replace(objection, about=tuple(name for each in lacking for name in each), ground=None)


def _grounds(
    question: str, ruling: Ruling, grounds: Iterable[Mapping[str, Any]] | None
) -> Iterator[Objection]:
    # None where all values of an open fact forbid it, each on other grounds.
    found = list(grounds or ())
    for ground in found:
        cited = tuple(ground.get("citations", ()))
        yield Objection(ground["id"], question, citations=cited, ground=ground)
    if not found:
        yield Objection("not_allowed", question, citations=tuple(ruling["citations"]))


def decided_by(question: str, key: str, *, binding: bool = True) -> Guard:
    """Guard a decision that the ruling gives to one role or body."""

    def guard(moment: Moment) -> Iterator[Objection]:
        ruling = moment.before(question)
        role = outcome_of(ruling).get(key)
        if isinstance(role, str) and role not in moment.step.posts:
            cited = moment.cited(f"{question}.{key}", ruling)
            yield Objection("whose", question, (role,), cited, binding)

    return guard


def acceptable(moment: Moment) -> Iterator[Objection]:
    """Guard taking in what the document says is to be refused."""
    ruling = moment.before("accept")
    outcome = outcome_of(ruling)
    if outcome.get("decision") == "refuse":
        yield from _grounds("accept", ruling, outcome["grounds"])


def refusable(moment: Moment) -> Iterator[Objection]:
    """Guard refusing what the document takes in: a ground must have been found."""
    ruling = moment.finding("accept", "refusal_grounds", moment.step.fields.get("grounds") or ())
    if outcome_of(ruling).get("decision") not in {None, "refuse"}:
        yield Objection("no_ground", "accept", citations=tuple(ruling["citations"]))


def not_excluded(moment: Moment) -> Iterator[Objection]:
    """Guard handing an escalated matter to a unit that may not review it."""
    ruling = moment.before("escalated_review")
    if moment.step.fields.get("unit") in (outcome_of(ruling).get("excluded_units") or ()):
        yield Objection("excluded", "escalated_review", citations=tuple(ruling["citations"]))


def approved(moment: Moment) -> Iterator[Objection]:
    """Guard passing a ticket on inside a body without the approval that this needs."""
    ruling = moment.before("dispatch")
    role = outcome_of(ruling).get("approver")
    given = moment.step.fields.get("approved_by")
    if role is not None and given != role and role not in moment.step.posts:
        cited = moment.cited("dispatch.approver", ruling)
        yield Objection("unapproved", "dispatch", (role,), cited)


def complete(question: str) -> Guard:
    """Guard a step before which all that a question requires must be there."""

    def guard(moment: Moment) -> Iterator[Objection]:
        ruling = moment.after(question)
        outcome = outcome_of(ruling)
        missing = [item for item in outcome.get("missing") or () if item != _own(moment, question)]
        if missing:
            cited = tuple(ruling["citations"])
            yield Objection("missing", question, tuple(missing), cited, not _soft(missing, outcome))
        if outcome.get("warnings"):
            yield Objection("style", question, tuple(outcome["warnings"]), binding=False)

    return guard


def still_lacking(question: str) -> Guard:
    """Tell what a question will still find missing after the step."""

    def guard(moment: Moment) -> Iterator[Objection]:
        ruling = moment.after(question)
        missing = tuple(outcome_of(ruling).get("missing") or ())
        if missing:
            yield Objection("missing", question, missing, tuple(ruling["citations"]), binding=False)

    return guard


def _own(moment: Moment, question: str) -> str | None:
    """Return what the step itself would be found missing before it is taken."""
    return "reply" if question == "reply_form" and moment.step.type != "reply_submitted" else None


def _soft(missing: Iterable[str], outcome: Mapping[str, Any]) -> bool:
    """Whether all that is missing is only meant in principle, such as a seal."""
    seal = outcome.get("seal") if outcome.get("seal_strength", "must") != "must" else None
    return all(item == seal for item in missing)


def in_turn(moment: Moment) -> Iterator[Objection]:
    """Guard approving a reply out of turn, or in a role that has no say in it."""
    ruling = moment.before("reply_approval")
    outcome = outcome_of(ruling)
    roles = [step["role"] for step in outcome.get("steps") or ()]
    role = moment.step.fields.get("role")
    cited = tuple(ruling["citations"])
    if roles == ["each_level"]:
        if role not in LEVELS | {"each_level"}:
            yield Objection("whose", "reply_approval", tuple(sorted(LEVELS)), cited)
        return
    waiting = [each for each in roles if each in (outcome.get("missing") or ())]
    if roles and role not in roles:
        yield Objection("whose", "reply_approval", tuple(roles), cited)
    elif role in waiting and waiting[0] != role:
        yield Objection("first", "reply_approval", (waiting[0],), cited)


def signed_off_by(moment: Moment) -> Iterator[Objection]:
    """Tell that a sign-off is not one of those that the document asks for."""
    ruling = moment.before("signoff")
    roles = [step["role"] for step in outcome_of(ruling).get("steps") or ()]
    if roles and moment.step.fields.get("role") not in roles:
        cited = tuple(ruling["citations"])
        yield Objection("whose", "signoff", tuple(roles), cited, binding=False)


def closable(moment: Moment) -> Iterator[Objection]:
    """Guard closing: a ground must be met, nothing stand against it, the statement be whole."""
    ruling = moment.after("closure")
    outcome = outcome_of(ruling)
    if outcome.get("allowed") is False:
        yield from _grounds("closure", ruling, outcome["why_not"])
    elif ruling["status"] == "missing_fact" and outcome.get("allowed") is None:
        yield Objection("facts", "closure", tuple(ruling["facts"]), tuple(ruling["citations"]))


def reviewed(moment: Moment) -> Iterator[Objection]:
    """Guard closing without the review that the document lays down."""
    ruling = moment.before("closure")
    reviewer = outcome_of(ruling).get("reviewed_by")
    if reviewer is not None and moment.standing.stage != "reviewed":
        cited = moment.cited("closure.reviewed_by", ruling)
        yield Objection("unreviewed", "closure", (reviewer,), cited)


def called_for(question: str, key: str = "required") -> Guard:
    """Tell that the rules do not call for a step; it may be taken all the same."""

    def guard(moment: Moment) -> Iterator[Objection]:
        ruling = moment.before(question)
        if outcome_of(ruling).get(key) is False:
            yield Objection("uncalled", question, citations=(), binding=False)

    return guard


def within_cap(moment: Moment) -> Iterator[Objection]:
    """Guard granting an extension beyond the latest time that the document allows."""
    if not moment.step.fields.get("granted"):
        return
    cap = outcome_of(moment.before("extension"))
    latest, due = cap.get("latest_due_at"), outcome_of(moment.after("close")).get("due_at")
    if latest and due and due > latest:
        cited = tuple(moment.before("extension")["citations"])
        yield Objection("too_long", "extension", (), cited, cap.get("cap_strength") == "must")
