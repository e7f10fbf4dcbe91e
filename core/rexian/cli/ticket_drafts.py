"""`rexian ticket drafts`: what one has begun to fill in at the workbench and not sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from rexian.cli import options
from rexian.i18n import _

if TYPE_CHECKING:
    from rexian.desk.drafts import Kept
    from rexian.desk.seat import Seat

app = options.new_app()


@app.command(help=_("What you have begun at the workbench and not sent, the newest first."))
def drafts(
    number: Annotated[
        str | None, typer.Argument(metavar="NUMBER", help=_("Only those of this ticket."))
    ] = None,
    discard: Annotated[
        str | None,
        typer.Option(
            "--discard", metavar="COMMAND", help=_("Throw the draft of this command away.")
        ),
    ] = None,
    config: options.ConfigFile = None,
    *,
    as_json: options.Json = False,
) -> None:
    """List one's drafts, or throw one away."""
    from rexian.cli.session import seated
    from rexian.desk.drafts import drafts_of

    with seated(config) as seat:
        if discard is not None:
            told = _discarded(seat, discard, number or "")
            options.print_json(told) if as_json else typer.echo(_said(told))
            return
        found = drafts_of(seat.deployment, seat.actor)
    listed = [each for each in found if number in {None, each.number}]
    if as_json:
        options.print_json({"drafts": [_as_json(each) for each in listed]})
        return
    for each in listed:
        typer.echo(_line(each))


def _discarded(seat: Seat, command: str, number: str) -> dict[str, Any]:
    from rexian.desk.drafts import discard
    from rexian.desk.preparing import command_named

    name = command_named(command).id
    done = discard(seat.deployment, seat.actor, name, number)
    return {"number": number, "command": name, "discarded": done}


def _said(told: dict[str, Any]) -> str:
    return _("the draft is thrown away") if told["discarded"] else _("there is no such draft")


def _as_json(kept: Kept) -> dict[str, Any]:
    from rexian.instants import format_instant

    return {
        "number": kept.number,
        "command": kept.command,
        "title": kept.title,
        "saved": format_instant(kept.saved),
    }


def _line(kept: Kept) -> str:
    from rexian.instants import format_instant
    from rexian.lifecycle.commands import COMMANDS
    from rexian.words import say_time

    saved, label = say_time(format_instant(kept.saved)), COMMANDS[kept.command].label()
    return "  ".join(part for part in (saved, label, kept.number, kept.title) if part)
