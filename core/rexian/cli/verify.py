"""`rexian verify`: whether the ledger is whole, and what is worked out from it is right."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from rexian.cli import options
from rexian.clock import wall_clock
from rexian.i18n import _

if TYPE_CHECKING:
    from rexian.desk.verify import Asked, Verified

app = options.new_app()
AMISS = 1


@app.command(
    help=_(
        "Check every chain, checkpoint and locked text, and work out anew what is read from the "
        "ledger; exit 1 where something is amiss."
    )
)
def verify(
    since: Annotated[
        int | None,
        typer.Option("--since", metavar="CHECKPOINT", help=_("Only what changed after it.")),
    ] = None,
    ticket: Annotated[
        str | None, typer.Option("--ticket", metavar="NUMBER", help=_("Only this ticket."))
    ] = None,
    anchor: Annotated[
        str | None,
        typer.Option(
            "--anchor", metavar="ROOT", help=_("A root noted elsewhere: one has to be the same.")
        ),
    ] = None,
    config: options.ConfigFile = None,
    *,
    rebuild: Annotated[
        bool,
        typer.Option("--rebuild", help=_("Mend what is worked out from the ledger, never it.")),
    ] = False,
    as_json: options.Json = False,
) -> None:
    """Print what is amiss, and the last root, which is worth keeping elsewhere."""
    from rexian.desk.deployment import open_deployment
    from rexian.desk.verify import Asked
    from rexian.desk.verify import verify as look

    asked = Asked(since, ticket, anchor)
    progress = None if as_json or not sys.stderr.isatty() else _progress()
    mended = None
    if rebuild:
        told, mended = _rebuilt(config, asked, progress)
    else:
        with open_deployment(config, wall_clock) as deployment:
            told = look(deployment, asked, progress)
    if as_json:
        options.print_json(_as_json(told, mended))
    else:
        _show(told, mended)
    if not told.is_clean:
        raise typer.Exit(AMISS)


def _rebuilt(
    config: Path | None, asked: Asked, progress: Callable[[int], None] | None
) -> tuple[Verified, dict[str, Any]]:
    """Mend what can be, and look again; return how it stands then, and what was mended."""
    from rexian.cli.maintaining import maintaining
    from rexian.desk.verify import rebuild, verify
    from rexian.desk.verifying.findings import REBUILT

    with maintaining(config) as (deployment, name):
        before = verify(deployment, asked, progress)
        wrong = [each for each in before.found.kept if each.kind in REBUILT]
        if not (wrong or before.wrong):
            return before, {"tickets": 0, "findings": []}
        count = rebuild(deployment, before.wrong, name)
        mended = {"tickets": count, "findings": [_finding(each) for each in wrong]}
        return verify(deployment, asked, progress), mended


def _progress() -> Callable[[int], None]:
    """Return what tells on stderr, on one line, how many tickets are done."""

    def tell(done: int) -> None:
        sys.stderr.write("\r" + _("{count} tickets").format(count=done))
        sys.stderr.flush()

    return tell


def _finding(found: Any) -> dict[str, Any]:
    return {"kind": found.kind, **found.about, "said": found.line()}


def _as_json(told: Verified, mended: dict[str, Any] | None) -> dict[str, Any]:
    from rexian.instants import format_instant

    last = told.latest
    anchored = last and {
        "id": last.id,
        "recorded": format_instant(last.recorded),
        "root": last.root,
    }
    return {
        "clean": told.is_clean,
        "tickets": told.tickets,
        "records": told.records,
        "checkpoints": told.checkpoints,
        "journal": told.entries,
        "awaiting": told.awaiting,
        "earlier": told.earlier,
        "unanchored": told.unanchored,
        "checkpoint": anchored,
        "findings": [_finding(each) for each in told.found.kept],
        "more": told.found.more,
        **({"rebuilt": mended} if mended is not None else {}),
    }


def _show(told: Verified, mended: dict[str, Any] | None) -> None:
    if sys.stderr.isatty():
        sys.stderr.write("\r\033[K")
    if mended is not None:
        for finding in mended["findings"]:
            typer.echo(_("mended: {what}").format(what=finding["said"]))
        typer.echo(_("{count} tickets worked out anew").format(count=mended["tickets"]))
    for found in told.found.kept:
        typer.echo(found.line())
    if told.found.more:
        typer.echo(_("and {count} more").format(count=told.found.more))
    for line in _remarks(told):
        typer.echo(line)
    looked = _("{tickets} tickets, {records} records, {checkpoints} checkpoints looked at: {so}")
    so = _("all is as it was written") if told.is_clean else _("something is amiss")
    typer.echo(
        looked.format(
            tickets=told.tickets, records=told.records, checkpoints=told.checkpoints, so=so
        )
    )


def _remarks(told: Verified) -> list[str]:
    """Return what is no fault and still worth saying."""
    from rexian.instants import to_datetime

    said = []
    if told.awaiting:
        line = _("{count} tickets await recomputation under corrected rules: run rexian tick")
        said.append(line.format(count=told.awaiting))
    if told.earlier:
        line = _("{count} tickets at their end keep the clocks of earlier rules")
        said.append(line.format(count=told.earlier))
    if told.unanchored:
        line = _("{count} tickets have changed since the last checkpoint")
        said.append(line.format(count=told.unanchored))
    last = told.latest
    if last is not None:
        line = _("Last root, to be noted elsewhere: {root} (checkpoint {id}, {time})")
        time = f"{to_datetime(last.recorded):%Y-%m-%d %H:%M}"
        said.append(line.format(root=last.root, id=last.id, time=time))
    return said
