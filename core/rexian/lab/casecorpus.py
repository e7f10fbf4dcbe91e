"""Cases in YAML or JSON beside tables of tickets: one corpus of both.

A case says all that happened, as a file of cases one a line does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import polars as pl

from rexian.i18n import _
from rexian.jurisdictions import Jurisdiction
from rexian.lab.corpus import EVENT_KIND, Corpus
from rexian.lab.mapping import Mapping as Reading
from rexian.lab.parts import Part, joined
from rexian.lab.reading import read_corpus
from rexian.lab.rejects import Rejects
from rexian.lab.targets import channels_of
from rexian.model.case import Case, called, read_cases
from rexian.model.events import EVENT_TYPES, Event
from rexian.model.fields import FieldType, Given
from rexian.model.ticket import FIELDS
from rexian.model.values import within
from rexian.worktime.period import Period

CASE_FILES = (".yaml", ".yml", ".json")


def read_tickets(
    files: Sequence[str],
    jurisdiction: Jurisdiction,
    mapping: Reading | None = None,
    rejects: Path | None = None,
) -> Corpus:
    """Read a jurisdiction's tickets from tables and from case files.

    See `rexian.lab.reading.read_corpus` of what the rest is.

    Raises:
        InputError: a file is missing, cannot be read, or holds no ticket, or a case has a channel
            that the jurisdiction does not know.
    """
    channels = channels_of([jurisdiction])
    written = [name for name in files if Path(name).suffix.lower() in CASE_FILES]
    tables = [name for name in files if name not in written]
    parts = [part_of_cases(Path(name), _cases(name, jurisdiction)) for name in written]
    if not parts:
        return read_corpus(tables, mapping, rejects, None, channels)
    if not tables:
        return joined(parts, Rejects())
    corpus = read_corpus(tables, mapping, rejects, None, channels)
    notes = corpus.assumptions
    part = Part(Path(tables[0]), corpus.tickets, corpus.events, corpus.recorded, notes)
    both = joined([part, *parts], Rejects())
    said = tuple(dict.fromkeys(both.assumptions))
    return replace(both, rejected=corpus.rejected, assumptions=said)


def _cases(path: str, jurisdiction: Jurisdiction) -> list[Case]:
    """Read a file's cases, their channels as the jurisdiction knows them."""
    found = []
    for number, case in enumerate(read_cases(path), start=1):
        with within(path), within(partial(called, case.id, number)):
            found.append(replace(case, ticket=jurisdiction.settled(case.ticket)))
    return found


def part_of_cases(path: Path, cases: Sequence[Case]) -> Part:
    """Return the tickets and events of a file's cases."""
    tickets = [
        {"row": row, "number": None, **_ticket(case)} for row, case in enumerate(cases, start=1)
    ]
    events = [
        {"ticket": place, "type": event.type, "at": event.at, **_particulars(event)}
        for place, case in enumerate(cases)
        for event in case.events
    ]
    schema = {"ticket": pl.Int32(), "type": EVENT_KIND, "at": pl.Int64()}
    note = _("cases say all that happened: an event not listed did not happen")
    return Part(
        path,
        pl.DataFrame(
            _columns(tickets), schema_overrides={"row": pl.Int64(), "number": pl.String()}
        ),
        pl.DataFrame({**{key: [] for key in schema}, **_columns(events)}, schema_overrides=schema),
        frozenset(EVENT_TYPES),
        (note,),
    )


def _ticket(case: Case) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in case.ticket.items():
        if FIELDS[name].type is FieldType.GIVEN and isinstance(value, Mapping):
            for key, given in value.items():
                found |= _given(key, given)
        else:
            found[name] = _plain(value)
    return found


def _given(key: str, given: Given) -> dict[str, Any]:
    return {f"given.{key}": given.source, f"given.{key}.at": given.at}


def _particulars(event: Event) -> dict[str, Any]:
    kinds = EVENT_TYPES[event.type].fields
    return {
        name: bool(value) if kinds[name].type is FieldType.STATED else _plain(value)
        for name, value in event.fields.items()
    }


def _plain(value: Any) -> Any:
    if isinstance(value, Period):
        return str(value)
    return list(value) if isinstance(value, tuple) else value


def _columns(rows: Iterable[Mapping[str, Any]]) -> dict[str, list[Any]]:
    listed = list(rows)
    names = dict.fromkeys(name for row in listed for name in row)
    return {name: [row.get(name) for row in listed] for name in names}
