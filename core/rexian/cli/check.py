"""`rexian check`: what is amiss with rules, each finding with a case that shows it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from rexian.acknowledged import FINDINGS
from rexian.cli import options
from rexian.discovery import load, load_all
from rexian.errors import InputError
from rexian.i18n import _

if TYPE_CHECKING:
    from rexian.analysis.check import Checked
    from rexian.analysis.sides import Side
    from rexian.cli.sides import Bench

    Found: TypeAlias = Sequence[tuple[Side, Sequence[Checked]]]

app = options.new_app()
STILL_OPEN = 1


@app.command(help=_("Find gaps, contradictions, dead rules, and rules laxer than those above."))
def check(
    jurisdiction: options.Jurisdictions = None,
    against: Annotated[
        str | None,
        typer.Option("--against", metavar="UPPER", help=_("Compare with this one instead.")),
    ] = None,
    reading: options.Readings = None,
    kind: Annotated[
        list[str] | None,
        typer.Option(
            "--kind",
            metavar="KIND",
            help=_("Only findings of this kind: {kinds}.").format(kinds=", ".join(FINDINGS.ids)),
        ),
    ] = None,
    cases: Annotated[
        Path | None,
        typer.Option("--cases", metavar="FOLDER", help=_("Write every witness as a case file.")),
    ] = None,
    *,
    everything: Annotated[
        bool, typer.Option("--all", help=_("Show in full what is answered for too."))
    ] = False,
    as_json: options.Json = False,
) -> None:
    """Print the findings; exit 1 where one of them has not been answered for."""
    from rexian.analysis.sides import Reach
    from rexian.cli.sides import Bench, check_readings, sides_of

    kinds = _kinds(kind)
    chosen = [load(name) for name in dict.fromkeys(jurisdiction)] if jurisdiction else None
    places = list(load_all().values()) if chosen is None else chosen
    upper = None if against is None else load(against)
    readings = options.readings_of(reading)
    check_readings([*places, *([upper] if upper else [])], readings)
    bench = Bench()
    [above] = sides_of([upper], readings, Reach.HANDED_DOWN) if upper else [None]
    found = [(side, _found(side, above, kinds, bench)) for side in sides_of(places, readings)]
    _print(found, bench, everything=everything, as_json=as_json)
    if cases is not None:
        _write(cases, found, bench)
    if any(each.reason is None for _side, checked in found for each in checked):
        raise typer.Exit(STILL_OPEN)


def _kinds(chosen: list[str] | None) -> frozenset[str]:
    """Return the kinds of finding asked for, by id or label.

    Raises:
        InputError: there is no such kind.
    """
    try:
        return frozenset(map(FINDINGS.resolve, chosen or FINDINGS.ids))
    except InputError as error:
        raise InputError(f"--kind: {error}") from None


def _found(side: Side, above: Side | None, kinds: frozenset[str], bench: Bench) -> list[Checked]:
    """Return what is found of a side; where no other is named, under the one above it."""
    from rexian.analysis.check import Checker
    from rexian.analysis.laxer import upper_of

    checked = Checker(bench.judge, bench.prover).check(side, above or upper_of(side))
    return [each for each in checked if each.finding.kind in kinds]


def _print(found: Found, bench: Bench, *, everything: bool, as_json: bool) -> None:
    if as_json:
        from rexian.analysis.report import check_report

        told = {side.jurisdiction.id: check_report(each, bench.prover) for side, each in found}
        still_open = sum(report["open"] for report in told.values())
        options.print_json({"jurisdictions": told, "open": still_open})
        return
    from rexian.cli.show_check import show

    show(found, bench.prover, everything=everything)


def _write(folder: Path, found: Found, bench: Bench) -> None:
    from rexian.cli.witnesses import Writer
    from rexian.files import write_new

    files = Writer(bench.prover).findings(found)
    write_new(folder, files)
    options.warn(_("{n} case files written to {folder}").format(n=len(files), folder=folder))
