"""`rexian audit`: who saw, exported or printed what, and what administrators did."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from rexian.cli import options
from rexian.i18n import _

if TYPE_CHECKING:
    from rexian.instants import Instant
    from rexian.privacy.journal import Asked, Entry

app = options.new_group(_("Who saw, exported or printed what."))


@app.command("who-saw", help=_("Everybody who saw, exported or printed a ticket, and when."))
def who_saw(
    ticket: Annotated[str, typer.Argument(metavar="TICKET", help=_("Its number."))],
    config: options.ConfigFile = None,
    *,
    as_json: options.Json = False,
) -> None:
    """Print who has learnt what a ticket says, the first one first."""
    from rexian.cli.session import seated
    from rexian.desk import auditing

    with seated(config) as seat, seat.deployment.store.reading() as conn:
        found = auditing.who_saw(conn, seat.actor, ticket)
        names = auditing.names_of(conn)
    if as_json:
        options.print_json({"ticket": ticket, "entries": [_as_json(e, names) for e in found]})
        return
    from rexian.cli.show_audit import show_entries

    show_entries(found, names)


@app.command("journal", help=_("What was seen and done, entry by entry."))
def read_journal(
    first: Annotated[
        str | None, typer.Option("--from", metavar="TIME", help=_("From this day or time on."))
    ] = None,
    last: Annotated[
        str | None, typer.Option("--to", metavar="TIME", help=_("Until this day or time."))
    ] = None,
    actor: Annotated[
        str | None, typer.Option("--actor", metavar="USER", help=_("Who did it."))
    ] = None,
    act: Annotated[
        str | None, typer.Option("--act", metavar="ACT", help=_("What was done, as in revealed."))
    ] = None,
    latest: Annotated[
        int | None,
        typer.Option("--latest", metavar="N", min=1, help=_("Only the last so many, last first.")),
    ] = None,
    config: options.ConfigFile = None,
    *,
    as_json: options.Json = False,
) -> None:
    """Print the journal's entries, the first one first."""
    from rexian.cli.session import seated
    from rexian.desk import auditing

    asked = _asked(first, last, actor, act)
    with seated(config) as seat, seat.deployment.store.reading() as conn:
        found = auditing.read_journal(conn, seat.actor, asked, latest)
        names = auditing.names_of(conn)
    if as_json:
        options.print_json({"entries": [_as_json(entry, names) for entry in found]})
        return
    from rexian.cli.show_audit import show_entries

    show_entries(found, names)


def _asked(first: str | None, last: str | None, actor: str | None, act: str | None) -> Asked:
    from rexian.privacy.journal import ACTS, Asked

    return Asked(
        first=None if first is None else _start(first),
        last=None if last is None else _time(last, "--to"),
        actor=actor,
        act=None if act is None else ACTS.resolve(act),
    )


def _start(text: str) -> Instant:
    """Return a time, or the first second of a day."""
    from rexian.instants import DAY, day_number

    try:
        return day_number(date.fromisoformat(text)) * DAY
    except ValueError:
        return _time(text, "--from")


def _time(text: str, option: str) -> Instant:
    """Return a time, or the last second of a day.

    Raises:
        InputError: it is neither.
    """
    from rexian.errors import InputError
    from rexian.instants import parse_instant

    try:
        return parse_instant(text)
    except InputError as error:
        raise InputError(_("{option}: {why}").format(option=option, why=error)) from None


def _as_json(entry: Entry, names: Mapping[str, str]) -> dict[str, Any]:
    from rexian.instants import format_instant
    from rexian.privacy.journal import ACTS

    act = ACTS[entry.act]
    return {
        "id": entry.id,
        "at": format_instant(entry.at),
        "actor": entry.actor,
        "name": names.get(entry.actor),
        "act": entry.act,
        "label": {"zh": act.zh, "en": act.en},
        "ticket": entry.number,
        "detail": entry.detail,
    }
