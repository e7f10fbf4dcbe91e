"""Cases as the command-line contract writes them, one JSON object a line, into columns.

Such a file says all that happened: a type of event that a case does not list did not happen.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import polars as pl

from rexian.errors import InputError
from rexian.i18n import _
from rexian.lab.corpus import EVENT_KIND
from rexian.lab.parts import Part, kept, tickets_of
from rexian.lab.tables import ROW, Table
from rexian.model.case import Case
from rexian.model.events import EVENT_TYPES
from rexian.model.ticket import FIELDS
from rexian.model.values import known_hint, unknown_key, within
from rexian.model.vocabulary import GIVEN_KEYS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from rexian.lab.converting import Source
    from rexian.model.fields import Field

_KEYS = tuple(part.name for part in dataclasses.fields(Case))
_FIELDS = frozenset(name for kind in EVENT_TYPES.values() for name in kind.fields)
_ANY_TIME = "received.at"
_EXPLAINED = 20


def is_cases(table: Table) -> bool:
    """Whether a table's rows are cases: they hold a ticket, or events."""
    return not {"ticket", "events"}.isdisjoint(table.columns)


def read_cases(table: Table, source: Source) -> Part:
    """Return the tickets and events of a file of cases.

    Raises:
        InputError: a key is unknown, or what stands under one has the wrong shape.
    """
    _refuse_unknown(table.columns, _KEYS)
    frame = table.select([name for name in ("ticket", "events", "now") if name in table.columns])
    frame = frame.with_columns(pl.col(ROW).cast(pl.Int64)).rename({ROW: "row"})
    tickets = _tickets(frame, source)
    events = _up_to_now(_events(frame, source), frame, source)
    _refuse_untimed(tickets, events, source)
    tickets = kept(tickets, source)
    places = tickets.select("row").with_row_index("ticket")
    events = events.with_row_index("place").join(places, on="row").sort("ticket", "at", "place")
    source.notes.append(_("cases say all that happened: an event not listed did not happen"))
    return Part(
        source.path,
        tickets_of(tickets),
        events.select(
            pl.col("ticket").cast(pl.Int32),
            pl.col("type").cast(EVENT_KIND),
            pl.exclude("ticket", "type", "row", "place"),
        ),
        frozenset(EVENT_TYPES),
        tuple(source.notes),
    )


def _tickets(frame: pl.DataFrame, source: Source) -> pl.DataFrame:
    rows = frame["row"]
    columns = {"received_at": _nothing(len(rows), pl.Int64())}
    for name, raw in _members(frame, "ticket").items():
        with within("ticket"):
            _refuse_unknown([name], FIELDS)
        for to, part in _given(raw).items() if name == "given" else ((name, raw),):
            columns[to] = source.column(part.alias(f"ticket.{to}"), to, rows)
    return pl.DataFrame({"row": rows, **columns})


def _given(raw: pl.Series) -> dict[str, pl.Series]:
    """Return limits given from outside: each is a time, or the JSON of `at` and `source`."""
    found = {}
    for key, limit in _members(raw.to_frame("given"), "given").items():
        text = limit.cast(pl.String)
        with within("ticket: given"):
            _refuse_unknown([key], GIVEN_KEYS.ids)
            with within(key):
                _refuse_unknown(_keys_in(text), ("at", "source"))
        at = pl.when(pl.col("text").str.starts_with("{")).then(_member("at")).otherwise("text")
        nested = text.to_frame("text").select(at.alias("at"), _member("source").alias("source"))
        found[f"given.{key}.at"], found[f"given.{key}"] = nested["at"], nested["source"]
    return found


def _member(name: str) -> pl.Expr:
    return pl.col("text").str.json_path_match(f"$.{name}")


def _keys_in(objects: pl.Series) -> list[str]:
    keys = objects.str.extract_all(r'"[^"]*"\s*:').explode().drop_nulls().unique()
    return keys.str.extract('"(.*)"').to_list()


def _events(frame: pl.DataFrame, source: Source) -> pl.DataFrame:
    listed = _listed(frame)
    rows, members = listed["row"], _members(listed, "events")
    with within("events"):
        _refuse_unknown(members, ("type", "at", *_FIELDS))
    types = _types(members.pop("type", _nothing(len(rows))), rows, source)
    at = members.pop("at", _nothing(len(rows)))
    columns = {"type": types, "at": source.column(at.alias("events.at"), _ANY_TIME, rows)}
    untimed = rows.filter(columns["at"].is_null() & ~rows.is_in(_rejected(source)))
    source.rejects.add(source.path, "events.at", untimed, _("an event without a time"))
    for name, raw in members.items():
        columns[name] = _particular(name, raw, types, rows, source)
    return pl.DataFrame({"row": rows, **columns})


def _listed(frame: pl.DataFrame) -> pl.DataFrame:
    """Return one row an event, with the row of its case."""
    if "events" not in frame.columns or frame["events"].dtype in {pl.Null, pl.List(pl.Null)}:
        return pl.DataFrame(schema={"row": pl.Int64, "events": pl.Struct({})})
    if not isinstance(frame["events"].dtype, pl.List):
        raise InputError(_("events: not a list of events"))
    return frame.select("row", "events").explode("events").drop_nulls("events")


def _types(raw: pl.Series, rows: pl.Series, source: Source) -> pl.Series:
    words = raw.cast(pl.String)
    unknown = ~words.is_in(list(EVENT_TYPES)).fill_null(value=False)
    for word in words.filter(unknown).unique().head(_EXPLAINED):
        hint = known_hint(word, EVENT_TYPES)
        at = rows.filter(unknown & words.eq_missing(word))
        source.rejects.add(source.path, "events.type", at, _("no such event") + hint)
    return words


def _particular(
    name: str, raw: pl.Series, types: pl.Series, rows: pl.Series, source: Source
) -> pl.Series:
    """Return one particular of events; its words depend on the type of event that has it."""
    owners: dict[Field, list[str]] = {}
    for kind in EVENT_TYPES.values():
        if name in kind.fields:
            owners.setdefault(kind.fields[name], []).append(kind.id)
    owning = [kind for kinds in owners.values() for kind in kinds]
    frame = pl.DataFrame({"raw": raw, "type": types, "row": rows})
    stated = pl.col("type").is_in(list(EVENT_TYPES)) & pl.col("raw").is_not_null()
    astray = frame.filter(stated & ~pl.col("type").is_in(owning))["row"]
    reason = _("such an event has no {key}").format(key=name)
    source.rejects.add(source.path, f"events.{name}", astray, reason)
    columns = [
        source.column(_of(frame, kinds).alias(f"events.{name}"), f"{kinds[0]}.{name}", rows)
        for kinds in owners.values()
    ]
    return (
        pl.DataFrame({str(n): one for n, one in enumerate(columns)})
        .select(pl.coalesce(pl.all()))
        .to_series()
    )


def _of(frame: pl.DataFrame, kinds: list[str]) -> pl.Series:
    return frame.select(pl.when(pl.col("type").is_in(kinds)).then("raw")).to_series()


def _up_to_now(events: pl.DataFrame, frame: pl.DataFrame, source: Source) -> pl.DataFrame:
    """Leave out what is later than the case's own `now`."""
    if "now" not in frame.columns:
        return events
    now = source.column(frame["now"], _ANY_TIME, frame["row"]).alias("now")
    nows = pl.DataFrame({"row": frame["row"], "now": now})
    later = pl.col("at") > pl.col("now")
    return events.join(nows, on="row", how="left").filter(~later.fill_null(value=False)).drop("now")


def _refuse_untimed(tickets: pl.DataFrame, events: pl.DataFrame, source: Source) -> None:
    timeless = tickets.filter(pl.col("received_at").is_null()).join(events, on="row", how="anti")
    rows = timeless["row"].filter(~timeless["row"].is_in(_rejected(source)))
    source.rejects.add(source.path, "ticket.received_at", rows, _("no time, and no event"))


def _rejected(source: Source) -> list[int]:
    return source.rejects.rows(source.path).to_list()


def _members(frame: pl.DataFrame, name: str) -> dict[str, pl.Series]:
    """Return the columns inside a column of mappings; none where the column is not there.

    Raises:
        InputError: what stands there is no mapping.
    """
    if name not in frame.columns or frame[name].dtype == pl.Null:
        return {}
    if not isinstance(frame[name].dtype, pl.Struct):
        raise InputError(_("{key}: not a mapping").format(key=name))
    return {one.name: one for one in frame[name].struct.unnest() if one.dtype != pl.Null}


def _nothing(size: int, dtype: pl.DataType | None = None) -> pl.Series:
    return pl.Series([None], dtype=dtype or pl.String()).new_from_index(0, size)


def _refuse_unknown(keys: Iterable[str], known: Collection[str]) -> None:
    for key in keys:
        if key not in known:
            raise InputError(unknown_key(key, known))
