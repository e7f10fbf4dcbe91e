"""Replays: one jurisdiction's answers about a corpus, and what decided each of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

from rexian.explain import outcome_said
from rexian.jurisdictions import Jurisdiction
from rexian.lab.evaluate import ColumnAnswer
from rexian.rules.table import Conflict, Verdict, rules_of
from rexian.worktime.calendar import NAT

Bools: TypeAlias = np.ndarray[Any, np.dtype[np.bool_]]
Ints: TypeAlias = np.ndarray[Any, np.dtype[np.int64]]


@dataclass(frozen=True, slots=True, eq=False)
class Replay:
    """One jurisdiction's answers about a corpus, one element a ticket.

    Attributes:
        judged: the tickets to which a document in force applies.
        names: what decided, by code: a rule's id, or a verdict.
        codes: which of `names` decides each ticket.
    """

    jurisdiction: Jurisdiction
    judged: Bools
    names: tuple[Any, ...]
    codes: Ints
    start: Ints
    due: Ints
    done: Ints
    late: np.ndarray[Any, np.dtype[np.int8]]
    provisional: Bools


class Collector:
    """Answers of several spans of time put back in the corpus's order."""

    def __init__(self, jurisdiction: Jurisdiction, size: int) -> None:
        self.jurisdiction = jurisdiction
        self.names: list[Any] = [Verdict.NOT_APPLICABLE]
        self.judged = np.zeros(size, bool)
        self.codes = np.zeros(size, np.int64)
        self.start, self.due, self.done = (np.full(size, NAT, np.int64) for _ in range(3))
        self.late = np.full(size, -1, np.int8)
        self.provisional = np.zeros(size, bool)

    def add(self, answer: ColumnAnswer, rows: Ints | None) -> None:
        """Take in the answers about the tickets at these places, or about all."""
        at: Any = slice(None) if rows is None else rows
        self.judged[at] = True
        self.codes[at] = np.asarray(answer.codes, np.int64) + len(self.names)
        self.names += answer.decisions
        self.start[at], self.due[at], self.done[at] = answer.start, answer.due, answer.done
        self.late[at], self.provisional[at] = answer.late, answer.provisional

    def replay(self) -> Replay:
        """Return what has been taken in."""
        return Replay(
            self.jurisdiction,
            self.judged,
            tuple(self.names),
            self.codes,
            self.start,
            self.due,
            self.done,
            self.late,
            self.provisional,
        )


def status_of(name: Any) -> str:
    """Return the status of what decided, as CONTRACT's JSON has it."""
    if isinstance(name, Verdict):
        return name.value
    return "conflict" if isinstance(name, Conflict) else "decided"


def by(replay: Replay, code: int) -> dict[str, Any]:
    """Return what decided: rule, layer, clauses and what it says; or a verdict."""
    name = replay.names[code]
    if isinstance(name, Verdict):
        return {"rule": None, "status": name.value, "layer": None, "citations": [], "says": None}
    rules = rules_of(name)
    first = name.foremost if isinstance(name, Conflict) else rules[0]
    cite = replay.jurisdiction.cite
    return {
        "rule": first.rule.id,
        "status": status_of(name),
        "layer": first.layer,
        "citations": [c for enacted in rules for c in cite(enacted)],
        "says": outcome_said(first.rule.outcome),
    }
