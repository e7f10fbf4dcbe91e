"""Partings: on which tickets two jurisdictions part, by which pair of clauses, and which those are.

The close clock is what is compared.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from rexian.instants import format_instant
from rexian.lab.corpus import Corpus
from rexian.lab.replays import Bools, Ints, Replay, by
from rexian.worktime.calendar import NAT


@dataclass(frozen=True)
class Parting:
    """Two jurisdictions and a corpus that both were replayed on."""

    a: Replay
    b: Replay
    corpus: Corpus

    def report(self, examples: int) -> dict[str, Any]:
        """Say on how many tickets they part, by which pairs of clauses; each with some tickets."""
        a, b, both = self.a, self.b, self._both
        return {
            "a": a.jurisdiction.id,
            "b": b.jurisdiction.id,
            "same": int((both & (a.due == b.due)).sum()),
            "different": int((both & (a.due != b.due)).sum()),
            "only_a": int(((a.due != NAT) & (b.due == NAT)).sum()),
            "only_b": int(((b.due != NAT) & (a.due == NAT)).sum()),
            "pairs": [
                self._pair(place, examples) for place in range(np.count_nonzero(self._counts))
            ],
        }

    def tickets(self, place: int) -> Ints:
        """Return the places of the tickets of one pair of clauses, by its place in the report."""
        return np.flatnonzero(self._apart & (self._joint == self._order[place]))

    def ticket(self, row: int) -> dict[str, Any]:
        """Tell of one ticket by its place: which it is, from when, and due when under either."""
        ticket = self.corpus.tickets.row(row, named=True)
        a, b = self.a, self.b
        return {
            "row": ticket["row"],
            "number": ticket.get("number"),
            "from": _time(a.start[row] if a.start[row] != NAT else b.start[row]),
            "a_due_at": _time(a.due[row]),
            "b_due_at": _time(b.due[row]),
        }

    @cached_property
    def _both(self) -> Bools:
        found: Bools = (self.a.due != NAT) & (self.b.due != NAT)
        return found

    @cached_property
    def _apart(self) -> Bools:
        """Where the due times differ, one of them being none too."""
        found: Bools = self.a.due != self.b.due
        return found

    @cached_property
    def _joint(self) -> Ints:
        return self.a.codes * len(self.b.names) + self.b.codes

    @cached_property
    def _counts(self) -> Ints:
        size = len(self.a.names) * len(self.b.names)
        return np.bincount(self._joint[self._apart], minlength=size)

    @cached_property
    def _order(self) -> Ints:
        """The pairs of clauses, those with the most tickets first."""
        return np.argsort(-self._counts, kind="stable")

    def _pair(self, place: int, examples: int) -> dict[str, Any]:
        pair, rows = int(self._order[place]), self.tickets(place)
        a, b, both = self.a.due[rows], self.b.due[rows], self._both[rows]
        code_of_a, code_of_b = divmod(pair, len(self.b.names))
        return {
            "a": by(self.a, code_of_a),
            "b": by(self.b, code_of_b),
            "tickets": len(rows),
            "a_earlier": int((both & (a < b)).sum()),
            "b_earlier": int((both & (a > b)).sum()),
            "examples": [self.ticket(int(row)) for row in rows[:examples]],
        }


def _time(instant: Any) -> str | None:
    return None if instant == NAT else format_instant(int(instant))
