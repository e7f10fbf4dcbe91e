"""Runs: tickets, jurisdictions and how they are compared, as somebody asks for them at a desk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rexian.desk.seat import Seat
from rexian.discovery import load, load_all
from rexian.jurisdictions import Jurisdiction
from rexian.lab.asked import Asked
from rexian.lab.compare import Compared, Comparison, Progress, compared
from rexian.lab.corpus import Corpus
from rexian.lab.mapping import read_mapping
from rexian.lab.reading import gathered
from rexian.lab.rejects import Rejects
from rexian.lab.storecorpus import own_corpus
from rexian.lab.targets import channels_of
from rexian.reforms.variants import beside


@dataclass(frozen=True, slots=True)
class Refusal:
    """A cell for which a row could not be read."""

    file: str
    row: int
    column: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class Ran:
    """What came of a run; nothing of it is written anywhere."""

    found: Compared
    refused: tuple[Refusal, ...]


def chosen(ids: Sequence[str], reforms: Sequence[str]) -> list[Jurisdiction]:
    """Return jurisdictions, by default all, each followed by its variants under reforms.

    Raises:
        InputError: one is not installed, or a reform applies to none of them.
    """
    return beside([load(name) for name in ids or load_all()], reforms)


def known(jurisdictions: Sequence[Jurisdiction], readings: Mapping[str, str]) -> Mapping[str, str]:
    """Let pass readings that are known to at least one jurisdiction, with that choice.

    Raises:
        InputError: one is not.
    """
    for name, choice in readings.items():
        knowing = [found for found in jurisdictions if name in found.readings] or jurisdictions[:1]
        for found in knowing:
            found.chosen({name: choice})
    return readings


def run(seat: Seat, asked: Asked, progress: Progress) -> Ran:
    """Compare tickets by the desk's calendar.

    What `progress` raises ends the run.

    Raises:
        InputError: a file, a jurisdiction, a reform or a reading is amiss.
        Refused: somebody asks for the desk's tickets and may not see them all.
    """
    jurisdictions, log = chosen(asked.jurisdictions, asked.reforms), Rejects()
    how = Comparison(
        seat.deployment.rules.ruler.calendars,
        asked.at,
        known(jurisdictions, asked.readings),
        asked.flip_readings,
        asked.as_in_force,
        progress,
    )
    if asked.files:
        corpus = corpus_of_files(asked.files, jurisdictions, asked.mapping, log, progress)
    else:
        corpus = own_corpus(seat)
    found = compared(corpus, jurisdictions, how)
    return Ran(found, tuple(Refusal(*row) for row in log.table().iter_rows()))


def corpus_of_files(
    files: Sequence[str],
    jurisdictions: Sequence[Jurisdiction],
    mapping: Path | None,
    log: Rejects,
    progress: Progress | None = None,
) -> Corpus:
    """Return the tickets of files, with the channels that these jurisdictions know.

    Raises:
        InputError: a file is amiss, or does not fit the mapping.
    """
    channels = channels_of(jurisdictions)
    read = read_mapping(mapping, channels) if mapping else None
    return gathered(list(files), log, read, progress, channels)
