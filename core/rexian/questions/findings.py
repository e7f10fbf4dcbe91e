"""How answers become findings: the keys of CONTRACT's outcomes, written from a case's values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from rexian.instants import Instant, format_instant
from rexian.rules.answers import Answer
from rexian.rules.outcomes import Before, Given, Limit, Outcome, Same
from rexian.rules.question import Cited, Describe, Finding
from rexian.rules.table import Conflict, Decided, Verdict
from rexian.worktime.period import Unit

#: Past every instant.
NEVER = 2**62


def status_of(answer: Answer) -> str:
    """Return the status of an answer by itself."""
    if isinstance(answer.decision, Verdict):
        return answer.decision.value
    return "conflict" if isinstance(answer.decision, Conflict) else "decided"


def clock_finding(name: str) -> Describe:
    """Write the answer of a clock question."""

    def describe(v: Mapping[str, Any]) -> Finding:
        answer: Answer = v[name]
        return Finding(status_of(answer), clock_outcome(answer), (answer,))

    return describe


def clock_outcome(answer: Answer) -> dict[str, Any] | None:
    """Return the keys of a clock's outcome: limit, start, due times, act, lateness."""
    outcome = answer.outcome
    if outcome is None:
        return None
    return {
        "limit": limit_keys(outcome),
        "from": _time(answer.start),
        "base_due_at": _time(answer.base),
        "due_at": _time(answer.due),
        "done_at": _time(answer.done),
        "late": answer.late,
        "calendar": None if answer.due is None else _calendar(answer),
        "strength": outcome.strength,
        "waiting_for": answer.waiting_for,
        **outcome.says,
    }


def limit_keys(outcome: Outcome) -> dict[str, Any]:
    """Return a timed outcome's limit: a number, a unit, and the clock it comes before if any."""
    match outcome:
        case Limit(period=period):
            return {"n": period.n, "unit": period.unit.value}
        case Before(clock=clock, period=period):
            return {"n": period.n, "unit": period.unit.value, "before": clock}
        case Same(clock=clock):
            return {"n": 0, "unit": Unit.NATURAL_DAY.value, "before": clock}
        case Given():
            return {"n": None, "unit": Unit.GIVEN.value}
    raise TypeError(f"{outcome!r} is no limit")


def reminder_finding(v: Mapping[str, Any]) -> Finding:
    """Write the reminders: the first that falls due, the others under `also`."""
    answers: tuple[Answer, ...] = v["remind"]
    in_order = sorted(
        (answer for answer in answers if answer.outcome is not None),
        key=lambda answer: (answer.due is None, answer.due or 0),
    )
    open_ones = undetermined(answers)
    if not in_order:
        status = Verdict.MISSING.value if open_ones else Verdict.SILENT.value
        return Finding(status, None, open_ones)
    first, *others = (clock_outcome(answer) for answer in in_order)
    outcome = {**(first or {}), "also": others} if others else first
    return Finding("decided", outcome, tuple(in_order), open_ones)


def trigger_finding(name: str, key: str, *listed: str) -> Describe:
    """Write a trigger: whether any ground is met, what the grounds met say, which stay open."""

    def describe(v: Mapping[str, Any]) -> Finding:
        answers: tuple[Answer, ...] = v[name]
        if not answers:
            return Finding(Verdict.SILENT.value, None, ())
        found = met(answers)
        told = {item: _gathered(found, item) for item in listed}
        outcome = {key: bool(found), **told, "undetermined": cited(undetermined(answers))}
        return Finding("decided", outcome, found or answers, undetermined(answers))

    return describe


def accept_finding(v: Mapping[str, Any]) -> Finding:
    """Write the acceptance: refuse where a ground is met, else what the document decides."""
    refusals: tuple[Answer, ...] = v["accept.refuse"]
    decision: Answer = v["accept.decision"]
    stating: Answer = v["accept.must_state"]
    found = met(refusals)
    if not found:
        outcome = None
        if decision.outcome is not None:
            outcome = {
                "grounds": [],
                "by": None,
                "must_state": [],
                **decision.outcome.says,
                "undetermined": cited(undetermined(refusals)),
            }
        return Finding(status_of(decision), outcome, (decision,), undetermined(refusals))
    outcome = {
        "decision": "refuse",
        "grounds": cited(found),
        "by": found[0].outcome.says.get("by") if found[0].outcome else None,
        "must_state": list(stating.outcome.says["must_state"]) if stating.outcome else [],
        "undetermined": cited(undetermined(refusals)),
    }
    return Finding("decided", outcome, (*found, stating), undetermined(refusals))


@dataclass(frozen=True, slots=True)
class Bars:
    """What stands against a permission.

    Attributes:
        checks: by name, the node that says whether it stands against, the part it rests on, and
            which of two documents' answers there is the stricter: the one with the lower key.
        grounds: the part whose grounds stand against it.
        barred: the node that unites them.
        hangs_on: further parts whose open facts leave it open.
    """

    checks: Mapping[str, tuple[str, str, Callable[[Answer], int]]]
    grounds: str
    barred: str
    hangs_on: tuple[str, ...] = ()


def permission_finding(
    v: Mapping[str, Any],
    may: str,
    bars: Bars,
    terms: Callable[[Mapping[str, Any]], dict[str, Any]],
) -> Finding:
    """Write a permission: allowed unless something stands against it, and on which terms."""
    permission: Answer = v[may]
    if permission.outcome is None:
        return Finding(status_of(permission), None, (permission,))
    barred = v[bars.barred]
    rests = _rests(v, bars)
    open_ones = undetermined((*rests, *_of_parts(v, bars.hangs_on)))
    if barred is None:
        return Finding(Verdict.MISSING.value, None, open_ones, open_ones)
    outcome = {
        **permission.outcome.says,
        "allowed": not barred,
        "why_not": _why_not(v, bars),
        **{key: _time_of(key, found) for key, found in terms(v).items()},
    }
    decided = tuple(answer for answer in rests if answer.outcome is not None)
    return Finding("decided", outcome, (permission, *decided), open_ones)


def _rests(v: Mapping[str, Any], bars: Bars) -> tuple[Answer, ...]:
    named = [part for _, part, _ in bars.checks.values()]
    return _of_parts(v, [*named, bars.grounds])


def _of_parts(v: Mapping[str, Any], parts: Iterable[str]) -> tuple[Answer, ...]:
    return tuple(answer for part in parts for answer in answers_of(v[part]))


def _why_not(v: Mapping[str, Any], bars: Bars) -> list[Cited]:
    found = [
        Cited({"id": name}, answer.decision.rules[0])
        for name, (node, part, strictness) in bars.checks.items()
        if v[node]
        for answer in strictest(answers_of(v[part]), strictness)
        if isinstance(answer.decision, Decided)
    ]
    return [*found, *cited(met(v[bars.grounds]))]


def strictest(answers: Iterable[Answer], strictness: Callable[[Answer], int]) -> list[Answer]:
    """Return the strictest decided answer, the nearest document's among equals; or none."""
    return sorted(met(answers), key=strictness)[:1]


def by_due(answer: Answer) -> int:
    """Order answers by when they fall due, those that never do last."""
    return NEVER if answer.due is None else answer.due


def by_number(key: str) -> Callable[[Answer], int]:
    """Order answers by the number they hold under a key."""
    return lambda answer: int(answer.outcome.says[key]) if answer.outcome else NEVER


def alike(_answer: Answer) -> int:
    """Order no answer before another."""
    return 0


def said(*answers: Answer) -> dict[str, Any]:
    """Return the keys that decided answers hold besides their times."""
    return {key: value for a in answers if a.outcome for key, value in a.outcome.says.items()}


def answers_of(found: Answer | tuple[Answer, ...]) -> tuple[Answer, ...]:
    """Return a part's answers, be they one or several."""
    return (found,) if isinstance(found, Answer) else found


def met(answers: Iterable[Answer]) -> tuple[Answer, ...]:
    """Return the answers from which something follows."""
    return tuple(answer for answer in answers if answer.outcome is not None)


def undetermined(answers: Iterable[Answer]) -> tuple[Answer, ...]:
    """Return the answers that an unknown fact leaves open."""
    return tuple(answer for answer in answers if answer.decision is Verdict.MISSING)


def cited(answers: Iterable[Answer]) -> list[Cited]:
    """Return each ground with its id: what it says of itself, else its rule's own name."""
    return [
        Cited({"id": _ground(enacted.rule.id), **_softly(enacted.rule.outcome)}, enacted)
        for answer in answers
        for enacted in answer.table.rules
    ]


def _softly(outcome: Outcome) -> dict[str, Any]:
    """Return what a ground says, and how strongly it is meant where that is no must."""
    strength = {} if outcome.strength == "must" else {"strength": outcome.strength}
    return {**strength, **outcome.says}


def _ground(rule: str) -> str:
    return rule.rsplit(".", 1)[-1]


def _gathered(answers: Iterable[Answer], key: str) -> Any:
    """Return what the answers say under a key: nothing, one thing, or a list of several."""
    found = list(
        dict.fromkeys(a.outcome.says[key] for a in answers if a.outcome and key in a.outcome.says)
    )
    return found if len(found) > 1 else found[0] if found else None


def _calendar(answer: Answer) -> str:
    return "provisional" if answer.provisional else "published"


def _time(instant: Instant | None) -> str | None:
    return None if instant is None else format_instant(instant)


def _time_of(key: str, found: Any) -> Any:
    is_time = key.endswith("_at") or key == "ask_by"
    return _time(found) if is_time else found
