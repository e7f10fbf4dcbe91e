"""Comparison: a corpus replayed under several jurisdictions, and where they part.

Everything is counted on columns. The close clock is what is compared; lateness is told only where
the corpus records closing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import Any, TypeAlias

import numpy as np
import polars as pl

from rexian.explain import outcome_said
from rexian.i18n import _
from rexian.instants import Instant, format_instant
from rexian.jurisdictions import Jurisdiction
from rexian.lab.columns import CodedCorpus, coded
from rexian.lab.corpus import Corpus
from rexian.lab.editions import spans_in_force
from rexian.lab.evaluate import ColumnAnswer, evaluate
from rexian.lab.worktime import count
from rexian.rules.table import Conflict, Verdict, rules_of
from rexian.worktime.calendar import NAT
from rexian.worktime.history import CalendarHistory

WITHIN = (3, 5, 10, 15, 30)
EXAMPLES = 3
CLOCK = "close"

Bools: TypeAlias = np.ndarray[Any, np.dtype[np.bool_]]
Ints: TypeAlias = np.ndarray[Any, np.dtype[np.int64]]
Progress: TypeAlias = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
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
    codes: np.ndarray[Any, np.dtype[np.int64]]
    start: Ints
    due: Ints
    done: Ints
    late: np.ndarray[Any, np.dtype[np.int8]]
    provisional: Bools


@dataclass(frozen=True, slots=True)
class Ready:
    """A corpus coded once for all jurisdictions, and as at when it is read."""

    corpus: Corpus
    code: CodedCorpus
    as_at: Instant | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """How corpora are compared: as at when, by which calendar and readings, in which editions."""

    calendars: CalendarHistory
    as_at: Instant | None = None
    readings: Mapping[str, str] = field(default_factory=dict)
    flip_readings: bool = False
    as_in_force: bool = False
    progress: Progress = lambda _done, _total, _what: None


def compare(
    corpus: Corpus, jurisdictions: Sequence[Jurisdiction], how: Comparison
) -> dict[str, Any]:
    """Replay a corpus under each jurisdiction and return CONTRACT's report."""
    as_at = how.as_at if how.as_at is not None else latest(corpus)
    corpus = _without_signoffs(corpus)
    ready = Ready(corpus, coded(corpus), as_at)
    replays = []
    for done, jurisdiction in enumerate(jurisdictions):
        how.progress(done, len(jurisdictions), jurisdiction.id)
        replays.append(_replay(ready, jurisdiction, how))
    report: dict[str, Any] = {
        "rows": corpus.tickets.height + corpus.rejected,
        "rejected": corpus.rejected,
        "as_at": None if as_at is None else format_instant(as_at),
        "assumptions": [*corpus.assumptions, _editions(how)],
        "working_days_taken": _taken_since_received(corpus, how),
        "jurisdictions": {r.jurisdiction.id: _summary(r, corpus, how) for r in replays},
        "differences": [_parting(a, b, corpus) for a, b in combinations(replays, 2)],
    }
    if how.flip_readings:
        report["readings"] = {r.jurisdiction.id: list(_flipped(r, ready, how)) for r in replays}
    return report


def latest(corpus: Corpus) -> Instant | None:
    """Return the last instant of a corpus: as at when it is read unless one says otherwise."""
    times = [corpus.events["at"].max()] if corpus.events.height else []
    if "received_at" in corpus.tickets.columns:
        times.append(corpus.tickets["received_at"].max())
    return max((int(t) for t in times if t is not None), default=None)  # type: ignore[arg-type]  # instants


def _editions(how: Comparison) -> str:
    if how.as_in_force:
        return _("each ticket is judged by the edition in force at its dispatch")
    return _("today's editions are applied whatever the date")


def _without_signoffs(corpus: Corpus) -> Corpus:
    """Take it that no sign-off set a limit where the corpus does not record sign-offs.

    Else every ticket would hang on a sign-off that nobody wrote down.
    """
    if "signoff" in corpus.recorded:
        return corpus
    told = _("sign-offs are not recorded: none is taken to have set a limit")
    return replace(
        corpus,
        recorded=corpus.recorded | {"signoff"},
        assumptions=(*corpus.assumptions, told),
    )


def _replay(ready: Ready, jurisdiction: Jurisdiction, how: Comparison) -> Replay:
    chosen = {k: v for k, v in how.readings.items() if k in jurisdiction.readings}
    corpus = ready.corpus
    found = _Collector(jurisdiction, corpus.tickets.height)
    for day, rows in spans_in_force(corpus, jurisdiction, how.as_in_force):
        tickets = (ready.code if rows is None else coded(corpus.taken(rows))).of(jurisdiction)
        state = evaluate(jurisdiction.plan(day), tickets, ready.as_at, how.calendars, chosen)
        found.add(state[CLOCK], rows)
    return found.replay()


class _Collector:
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
        at: Any = slice(None) if rows is None else rows
        self.judged[at] = True
        self.codes[at] = np.asarray(answer.codes, np.int64) + len(self.names)
        self.names += answer.decisions
        self.start[at], self.due[at], self.done[at] = answer.start, answer.due, answer.done
        self.late[at], self.provisional[at] = answer.late, answer.provisional

    def replay(self) -> Replay:
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


def _summary(replay: Replay, corpus: Corpus, how: Comparison) -> dict[str, Any]:
    kinds = np.array([_status(name) for name in replay.names])[replay.codes]
    judged = kinds[replay.judged]
    due = replay.due != NAT
    closes = "closed" in corpus.recorded
    summary: dict[str, Any] = {
        "tickets": int(replay.judged.sum()),
        **{status: int((judged == status).sum()) for status in _STATUSES},
        "due": int(due.sum()),
        "provisional": int((replay.provisional & due).sum()),
        "on_time": int((replay.late == 0).sum()) if closes else None,
        "late": int((replay.late == 1).sum()) if closes else None,
        "open": int((due & (replay.done == NAT)).sum()) if closes else None,
        "allowed": _spread(replay.start, replay.due, how),
        "taken": _spread(replay.start, replay.done, how) if closes else None,
        "by_rule": list(_by_rule(replay)),
    }
    summary["working_days_taken"] = _taken_since_received(corpus, how)
    return summary


_STATUSES = ("decided", "silent", "missing_fact", "conflict", "not_applicable")


def _status(name: Any) -> str:
    if isinstance(name, Verdict):
        return name.value
    return "conflict" if isinstance(name, Conflict) else "decided"


def _by_rule(replay: Replay) -> Iterator[dict[str, Any]]:
    counts = np.bincount(replay.codes[replay.judged], minlength=len(replay.names))
    late = np.bincount(replay.codes[replay.late == 1], minlength=len(replay.names))
    for code, tickets in enumerate(counts):
        if tickets and not isinstance(replay.names[code], Verdict):
            yield {**_by(replay, code), "tickets": int(tickets), "late": int(late[code])}


def _by(replay: Replay, code: int) -> dict[str, Any]:
    """Return what decided: rule, layer, clauses and what it says; or a verdict."""
    name = replay.names[code]
    if isinstance(name, Verdict):
        return {"rule": None, "status": name.value, "layer": None, "citations": [], "says": None}
    rules = rules_of(name)
    first = name.foremost if isinstance(name, Conflict) else rules[0]
    cite = replay.jurisdiction.cite
    return {
        "rule": first.rule.id,
        "status": _status(name),
        "layer": first.layer,
        "citations": [c for enacted in rules for c in cite(enacted)],
        "says": outcome_said(first.rule.outcome),
    }


def _spread(start: Ints, end: Ints, how: Comparison) -> dict[str, Any] | None:
    """Return the working days from start to end: how many tickets, mean, median, within bounds."""
    known = (start != NAT) & (end != NAT)
    if not known.any():
        return None
    days = count(how.calendars.current, start[known], end[known])
    return {
        "tickets": int(known.sum()),
        "mean": round(float(days.mean()), 2),
        "median": float(np.median(days)),
        "within": {str(bound): int((days <= bound).sum()) for bound in WITHIN},
    }


def _taken_since_received(corpus: Corpus, how: Comparison) -> dict[str, Any] | None:
    """Return the working days from receipt to closing, whoever's rules apply."""
    if "closed" not in corpus.recorded or "received_at" not in corpus.tickets.columns:
        return None
    closed = (
        corpus.events.filter(pl.col("type") == "closed").group_by("ticket").agg(pl.col("at").min())
    )
    done = np.full(corpus.tickets.height, NAT, np.int64)
    done[closed["ticket"].to_numpy()] = closed["at"].to_numpy()
    received = corpus.tickets["received_at"].fill_null(NAT).to_numpy()
    return _spread(received, done, how)


def _parting(a: Replay, b: Replay, corpus: Corpus) -> dict[str, Any]:
    """Say where two jurisdictions part: how many tickets, by which pair of clauses, which ones."""
    both = (a.due != NAT) & (b.due != NAT)
    different = both & (a.due != b.due)
    only_a, only_b = (a.due != NAT) & (b.due == NAT), (b.due != NAT) & (a.due == NAT)
    apart = different | only_a | only_b
    return {
        "a": a.jurisdiction.id,
        "b": b.jurisdiction.id,
        "same": int((both & ~different).sum()),
        "different": int(different.sum()),
        "only_a": int(only_a.sum()),
        "only_b": int(only_b.sum()),
        "pairs": list(_pairs(a, b, apart, corpus)),
    }


def _pairs(a: Replay, b: Replay, apart: Bools, corpus: Corpus) -> Iterator[dict[str, Any]]:
    width = len(b.names)
    joint = a.codes * width + b.codes
    counts = np.bincount(joint[apart], minlength=len(a.names) * width)
    for pair in np.argsort(-counts, kind="stable"):
        if counts[pair] == 0:
            return
        rows = np.flatnonzero(apart & (joint == pair))
        both = (a.due[rows] != NAT) & (b.due[rows] != NAT)
        yield {
            "a": _by(a, int(pair) // width),
            "b": _by(b, int(pair) % width),
            "tickets": int(counts[pair]),
            "a_earlier": int((both & (a.due[rows] < b.due[rows])).sum()),
            "b_earlier": int((both & (a.due[rows] > b.due[rows])).sum()),
            "examples": [_example(a, b, int(row), corpus) for row in rows[:EXAMPLES]],
        }


def _example(a: Replay, b: Replay, row: int, corpus: Corpus) -> dict[str, Any]:
    ticket = corpus.tickets.row(row, named=True)
    return {
        "row": ticket["row"],
        "number": ticket.get("number"),
        "from": _time(a.start[row] if a.start[row] != NAT else b.start[row]),
        "a_due_at": _time(a.due[row]),
        "b_due_at": _time(b.due[row]),
    }


def _flipped(replay: Replay, ready: Ready, how: Comparison) -> Iterator[dict[str, Any]]:
    """Yield, for each reading flipped by itself, how many tickets' due times hang on it."""
    plan = replay.jurisdiction.plan()
    used = plan.parts[CLOCK].asks
    for reading in replay.jurisdiction.readings.values():
        if reading.fact.id not in used | plan.needs.get("close_from", frozenset()):
            continue
        chosen = how.readings.get(reading.id, reading.default)
        for term in reading.choices:
            if term.id == chosen:
                continue
            other = replace(how, readings={**how.readings, reading.id: term.id})
            flipped = _replay(ready, replay.jurisdiction, other)
            yield {
                "reading": reading.id,
                "ambiguity": reading.ambiguity,
                "chosen": chosen,
                "other": term.id,
                "tickets": int((flipped.due != replay.due).sum()),
                "late": int((flipped.late == 1).sum()),
            }


def _time(instant: Any) -> str | None:
    return None if instant == NAT else format_instant(int(instant))
