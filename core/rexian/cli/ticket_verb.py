"""One verb of `rexian ticket`: what is entered becomes an act, and what came of it is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from inspect import Signature
from typing import TYPE_CHECKING, Any

import typer

from rexian.cli import options
from rexian.cli.ticket_options import act_of, parameters
from rexian.errors import Refused
from rexian.lifecycle.commands import Command

if TYPE_CHECKING:
    from rexian.desk.acts import Act
    from rexian.desk.seat import Seat


def app_of(command: Command) -> typer.Typer:
    """Return the app of one command; its options are those of the table of commands."""

    def run(**given: Any) -> None:
        """Do it, and say what came of it."""
        _run(command, given)

    run.__signature__ = Signature(parameters(command))  # type: ignore[attr-defined]  # read by typer
    run.__annotations__ = {}
    app = options.new_app()
    app.command(help=command.label())(run)
    return app


def _run(command: Command, given: Mapping[str, Any]) -> None:
    from rexian.cli.session import seated

    with refusals_told(as_json=given["as_json"]):
        wanted = act_of(command, given)
        with seated(given["config"]) as seat:
            told = _done(seat, wanted, dry=given["dry_run"])
    if given["as_json"]:
        options.print_json(told)
        return
    from rexian.cli.show_act import show

    show(command, told)


def _done(seat: Seat, wanted: Act, *, dry: bool) -> dict[str, Any]:
    """Do what is wanted, or only foresee what would come of it, and return that."""
    from rexian.desk.giving import give, told_of
    from rexian.desk.trying import foretold

    if dry:
        return {**foretold(seat.deployment, seat.actor, wanted), "dry_run": True}
    return told_of(seat.deployment, give(seat.deployment, seat.actor, wanted))


@contextmanager
def refusals_told(*, as_json: bool) -> Iterator[None]:
    """Print a refusal as the one JSON document, where one is asked for; it stays a refusal."""
    try:
        yield
    except Refused as refused:
        if as_json:
            options.print_json({"refused": _as_json(refused)})
        raise


def _as_json(refused: Refused) -> dict[str, Any]:
    objections = getattr(refused, "objections", ())
    return {
        "why": str(refused),
        "objections": [
            {
                "id": each.id,
                "question": each.question,
                "about": list(each.about),
                "citations": [dict(citation) for citation in each.citations],
            }
            for each in objections
        ],
    }
