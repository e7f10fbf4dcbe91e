"""Findings put together from several parts: each part decides some keys of one answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from rexian.questions.findings import answers_of, cited, met, status_of, undetermined
from rexian.rules.answers import Answer
from rexian.rules.outcomes import says_of
from rexian.rules.question import Describe, Finding
from rexian.rules.table import Verdict

More: TypeAlias = Callable[[Mapping[str, Any], dict[str, Any]], dict[str, Any]]


def keys_finding(parts: Sequence[str], keys: Sequence[str], more: More | None = None) -> Describe:
    """Write an answer whose keys several parts decide; `more` adds what core works out.

    Where an unknown fact leaves a part open the answer is open, and holds what is known of it.
    """

    def describe(v: Mapping[str, Any]) -> Finding:
        answers = [answer for part in parts for answer in answers_of(v[part])]
        status = joint_status(answers)
        found = met(answers)
        if not found:
            return Finding(status, None, tuple(answers))
        outcome = {**dict.fromkeys(keys), **united(found)}
        return Finding(
            status,
            {**outcome, **(more(v, outcome) if more else {})},
            (*found, *undetermined(answers)),
            undetermined(answers),
        )

    return describe


def joint_status(answers: Iterable[Answer]) -> str:
    """Return the status of several answers as one: open, contradictory, decided, else silent."""
    found = {status_of(answer) for answer in answers}
    order = ("missing_fact", "conflict", "decided", "silent", "not_applicable")
    return next((status for status in order if status in found), Verdict.SILENT.value)


def united(answers: Iterable[Answer]) -> dict[str, Any]:
    """Return what answers say, lists under one key joined; steps stand under their own key."""
    found: dict[str, Any] = {}
    for answer in answers:
        if answer.outcome is None:
            continue
        for key, value in {**_strength(answer), **says_of(answer.outcome)}.items():
            found[key] = _joined(found.get(key), value)
    return found


def _strength(answer: Answer) -> dict[str, Any]:
    """Return how strongly an answer is meant where it is no must.

    Of one part of several it is said under the part's own key; a ground tells its own.
    """
    part = answer.table.name
    if answer.outcome is None or answer.outcome.strength == "must":
        return {}
    if any(enacted.rule.id == part for enacted in answer.table.rules):
        return {}
    _question, dot, key = part.rpartition(".")
    return {f"{key}_strength" if dot else "strength": answer.outcome.strength}


def _joined(known: Any, value: Any) -> Any:
    if isinstance(value, tuple | list):
        listed = [list(item) if isinstance(item, tuple) else item for item in value]
        return [*(known or []), *(item for item in listed if item not in (known or []))]
    return value


def required_finding(name: str, key: str, *keys: str, more: More | None = None) -> Describe:
    """Write a trigger that one rule decides: not required where rules exist and none applies."""

    def describe(v: Mapping[str, Any]) -> Finding:
        answer: Answer = v[name]
        status = status_of(answer)
        if answer.outcome is None and (status != "silent" or not answer.table.rules):
            return Finding(status, None, (answer,))
        outcome = {key: answer.outcome is not None, **dict.fromkeys(keys), **united([answer])}
        added = more(v, outcome) if more else {}
        decided = "decided" if status == "silent" else status
        return Finding(decided, {**outcome, **added}, (answer,))

    return describe


def grounds_finding(name: str, key: str, *lists: str, more: More | None = None) -> Describe:
    """Write a trigger that any ground sets off.

    `lists` are further parts, named by the key that their rules decide, told where it is set off.
    """

    def describe(v: Mapping[str, Any]) -> Finding:
        grounds: tuple[Answer, ...] = v[name]
        if not grounds:
            return Finding(Verdict.SILENT.value, None, ())
        triggering, open_ones = met(grounds), undetermined(grounds)
        further = [a for item in lists for a in answers_of(v[f"{name}.{item}"])]
        beside = met(further) if triggering else ()
        empty: dict[str, Any] = {
            item: [] if isinstance(v[f"{name}.{item}"], tuple) else None for item in lists
        }
        outcome = {
            key: bool(triggering),
            "grounds": cited(triggering),
            "undetermined": cited(open_ones),
            **empty,
            **united(beside),
        }
        added = more(v, outcome) if more else {}
        return Finding(
            "decided", {**outcome, **added}, (*(triggering or grounds), *beside), open_ones
        )

    return describe
