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

from rexian.i18n import _
from rexian.instants import Instant, format_instant
from rexian.jurisdictions import Jurisdiction
from rexian.lab.columns import CodedCorpus, coded
from rexian.lab.corpus import Corpus
from rexian.lab.editions import spans_in_force
from rexian.lab.evaluate import evaluate
from rexian.lab.partings import Parting
from rexian.lab.replays import Collector, Ints, Replay, by, status_of
from rexian.lab.worktime import count
from rexian.rules.readings import Reading
from rexian.rules.table import Verdict
from rexian.worktime.calendar import NAT
from rexian.worktime.history import CalendarHistory

WITHIN = (3, 5, 10, 15, 30)
EXAMPLES = 3
CLOCK = "close"

Progress: TypeAlias = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Ready:
    """A corpus coded once for all jurisdictions, and as at when it is read."""

    corpus: Corpus
    code: CodedCorpus
    as_at: Instant | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """How corpora are compared.

    Attributes:
        as_at: as at when; by default the corpus's last instant.
        readings: the choices that differ from the documents' defaults.
        flip_readings: whether to tell what each reading, flipped by itself, would change.
        as_in_force: whether each ticket is judged by the edition of its day.
        progress: told before each replay, and once at the end: replays done, replays in all, what
            is now replayed. What it raises ends the comparison.
        examples: how many tickets are told of each pair of clauses.
    """

    calendars: CalendarHistory
    as_at: Instant | None = None
    readings: Mapping[str, str] = field(default_factory=dict)
    flip_readings: bool = False
    as_in_force: bool = False
    progress: Progress = lambda _done, _total, _what: None
    examples: int = EXAMPLES


@dataclass(frozen=True, slots=True)
class Compared:
    """A corpus compared.

    Attributes:
        report: CONTRACT's report.
        partings: where every two jurisdictions part, in the order of its `differences`.
    """

    corpus: Corpus
    report: Mapping[str, Any]
    partings: tuple[Parting, ...]


def compare(
    corpus: Corpus, jurisdictions: Sequence[Jurisdiction], how: Comparison
) -> dict[str, Any]:
    """Replay a corpus under each jurisdiction and return CONTRACT's report."""
    return dict(compared(corpus, jurisdictions, how).report)


def compared(corpus: Corpus, jurisdictions: Sequence[Jurisdiction], how: Comparison) -> Compared:
    """Replay a corpus under each jurisdiction, and keep what is asked for later."""
    as_at = how.as_at if how.as_at is not None else latest(corpus)
    corpus = _without_signoffs(corpus)
    ready = Ready(corpus, coded(corpus), as_at)
    flips = [(j, flip) for j in jurisdictions if how.flip_readings for flip in _flips(j, how)]
    steps = _Steps(how.progress, len(jurisdictions) + len(flips))
    replays = {}
    for jurisdiction in jurisdictions:
        steps.begin(jurisdiction.id)
        replays[jurisdiction.id] = _replay(ready, jurisdiction, how)
    partings = tuple(Parting(a, b, corpus) for a, b in combinations(replays.values(), 2))
    report: dict[str, Any] = {
        "rows": corpus.tickets.height + corpus.rejected,
        "rejected": corpus.rejected,
        "as_at": None if as_at is None else format_instant(as_at),
        "assumptions": [*corpus.assumptions, _editions(how)],
        "working_days_taken": _taken_since_received(corpus, how),
        "jurisdictions": {name: _summary(r, corpus, how) for name, r in replays.items()},
        "differences": [parting.report(how.examples) for parting in partings],
    }
    if how.flip_readings:
        report["readings"] = {name: [] for name in replays}
    for jurisdiction, flip in flips:
        steps.begin(f"{jurisdiction.id} {flip[0].id}={flip[1]}")
        found = _flipped(replays[jurisdiction.id], flip, ready, how)
        report["readings"][jurisdiction.id].append(found)
    steps.begin("")
    return Compared(corpus, report, partings)


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
    found = Collector(jurisdiction, corpus.tickets.height)
    for day, rows in spans_in_force(corpus, jurisdiction, how.as_in_force):
        tickets = (ready.code if rows is None else coded(corpus.taken(rows))).of(jurisdiction)
        state = evaluate(jurisdiction.plan(day), tickets, ready.as_at, how.calendars, chosen)
        found.add(state[CLOCK], rows)
    return found.replay()


def _summary(replay: Replay, corpus: Corpus, how: Comparison) -> dict[str, Any]:
    kinds = np.array([status_of(name) for name in replay.names])[replay.codes]
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


def _by_rule(replay: Replay) -> Iterator[dict[str, Any]]:
    counts = np.bincount(replay.codes[replay.judged], minlength=len(replay.names))
    late = np.bincount(replay.codes[replay.late == 1], minlength=len(replay.names))
    for code, tickets in enumerate(counts):
        if tickets and not isinstance(replay.names[code], Verdict):
            yield {**by(replay, code), "tickets": int(tickets), "late": int(late[code])}


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


def _flips(jurisdiction: Jurisdiction, how: Comparison) -> Iterator[tuple[Reading, str]]:
    """Yield the readings that the clock may hang on, with each choice that is not taken."""
    plan = jurisdiction.plan()
    used = plan.parts[CLOCK].asks | plan.needs.get("close_from", frozenset())
    for reading in jurisdiction.readings.values():
        chosen = how.readings.get(reading.id, reading.default)
        if reading.fact.id in used:
            yield from ((reading, each.id) for each in reading.choices if each.id != chosen)


def _flipped(
    replay: Replay, flip: tuple[Reading, str], ready: Ready, how: Comparison
) -> dict[str, Any]:
    """Say how many tickets' due times hang on a reading flipped by itself."""
    reading, choice = flip
    other = replace(how, readings={**how.readings, reading.id: choice})
    flipped = _replay(ready, replay.jurisdiction, other)
    return {
        "reading": reading.id,
        "ambiguity": reading.ambiguity,
        "chosen": how.readings.get(reading.id, reading.default),
        "other": choice,
        "tickets": int((flipped.due != replay.due).sum()),
        "late": int((flipped.late == 1).sum()),
    }


class _Steps:
    """Tells how far a comparison is."""

    def __init__(self, progress: Progress, total: int) -> None:
        self._progress, self._total, self._done = progress, total, 0

    def begin(self, what: str) -> None:
        """Tell what is begun now, all before it being done."""
        self._progress(self._done, self._total, what)
        self._done += 1
