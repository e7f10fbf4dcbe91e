"""One ticket of a corpus as a case, to be looked at by itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from rexian.errors import InputError
from rexian.i18n import _
from rexian.instants import format_instant
from rexian.lab.corpus import Corpus
from rexian.model.case import Case, read_case
from rexian.model.events import EVENT_TYPES
from rexian.model.fields import Field, FieldType
from rexian.model.ticket import FIELDS
from rexian.model.vocabulary import GIVEN_KEYS


def case_at(corpus: Corpus, place: int) -> Case:
    """Return the ticket at a place of a corpus, with what happened to it.

    It is called by its number, else by its row.
    """
    ticket = corpus.tickets.row(place, named=True)
    events = corpus.events.filter(pl.col("ticket") == place)
    told = {
        "id": ticket["number"] or str(ticket["row"]),
        "ticket": _stated(ticket),
        "events": [_event(event) for event in events.iter_rows(named=True)],
    }
    return read_case(told)


def case_named(corpus: Corpus, name: str) -> Case:
    """Return the ticket of a number, else of a row; see `case_at`.

    Raises:
        InputError: there is none.
    """
    tickets = corpus.tickets.with_row_index("place")
    found = tickets.filter(pl.col("number") == name)["place"]
    if found.is_empty():
        found = tickets.filter(pl.col("row").cast(pl.String) == name)["place"]
    if found.is_empty():
        raise InputError(_("there is no ticket {number}").format(number=name))
    return case_at(corpus, found[0])


def _stated(ticket: Mapping[str, Any]) -> dict[str, Any]:
    found = {name: ticket.get(name) for name in FIELDS if name != "given"}
    if found["received_at"] is not None:
        found["received_at"] = format_instant(found["received_at"])
    limits = {key: _limit(ticket, f"given.{key}") for key in GIVEN_KEYS.ids}
    given = {key: limit for key, limit in limits.items() if limit is not None}
    return {**found, **({"given": given} if given else {})}


def _limit(ticket: Mapping[str, Any], name: str) -> dict[str, Any] | None:
    at = ticket.get(f"{name}.at")
    return None if at is None else {"at": format_instant(at), "source": ticket[name]}


def _event(event: Mapping[str, Any]) -> dict[str, Any]:
    known = EVENT_TYPES[event["type"]].fields.values()
    fields = {each.id: _plain(each, event.get(each.id)) for each in known}
    return {"type": event["type"], "at": format_instant(event["at"]), **fields}


def _plain(known: Field, value: Any) -> Any:
    is_time = known.type is FieldType.INSTANT and value is not None
    return format_instant(value) if is_time else value
