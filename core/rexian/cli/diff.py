"""`rexian diff`: rule sets compared case by case, every difference with a case that shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rexian.cli import options
from rexian.discovery import load, load_all
from rexian.errors import InputError, nearest
from rexian.i18n import _
from rexian.jurisdictions import Jurisdiction

if TYPE_CHECKING:
    from rexian.analysis.pairs import Pair
    from rexian.analysis.relation import Relation
    from rexian.analysis.sides import Side
    from rexian.cli.sides import Bench

app = options.new_app()


@dataclass(frozen=True, slots=True)
class Found:
    """What was compared, and what is wanted of it.

    Attributes:
        relations: the relations to be listed; every one where none was named.
    """

    sides: Sequence[Side]
    pairs: Sequence[Pair]
    relations: frozenset[Relation]
    bench: Bench


@app.command(help=_("Compare two rule sets case by case, or with --all every two that there are."))
def diff(
    first: Annotated[str | None, typer.Argument(metavar="A", help=_("A jurisdiction."))] = None,
    second: Annotated[str | None, typer.Argument(metavar="B", help=_("Another one."))] = None,
    jurisdiction: options.Jurisdictions = None,
    question: Annotated[
        str | None, typer.Option("--question", metavar="Q", help=_("Only this question."))
    ] = None,
    relation: Annotated[
        list[str] | None,
        typer.Option("--relation", metavar="R", help=_("List only what is so related.")),
    ] = None,
    reading: options.Readings = None,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="OUT", help=_("Write a page."))
    ] = None,
    csv: Annotated[
        Path | None, typer.Option("--csv", metavar="OUT", help=_("Write a sheet."))
    ] = None,
    cases: Annotated[
        Path | None,
        typer.Option("--cases", metavar="FOLDER", help=_("Write every witness as a case file.")),
    ] = None,
    *,
    every: Annotated[bool, typer.Option("--all", help=_("Compare every two."))] = False,
    witness: Annotated[
        bool, typer.Option("--witness", help=_("Show a case for every difference."))
    ] = False,
    as_json: options.Json = False,
) -> None:
    """Print how two jurisdictions stand to each other, or the matrix of all."""
    from rexian.analysis.pairs import Pairing
    from rexian.cli.sides import Bench, check_question, check_readings, sides_of

    if every and (relation or witness):
        raise InputError(_("--relation and --witness go with two jurisdictions, not with --all"))
    places = _every(first, jurisdiction) if every else _two(first, second, jurisdiction)
    readings = options.readings_of(reading)
    check_readings(places, readings)
    check_question(question)
    sides, bench = sides_of(places, readings), Bench()
    wanted = _relations(relation, sides)
    pairs = list(Pairing(bench.judge, bench.prover).all(sides, question))
    found = Found(sides, pairs, wanted, bench)
    if as_json:
        _print_json(found, every=every)
    elif every:
        _show_all(found)
    else:
        in_full = witness or question is not None
        _show_two(found, in_full=in_full, totals_only=bool(html or csv))
    _write_documents(found, html, csv)
    if cases is not None:
        _write_cases(found, cases)


def _every(first: str | None, chosen: list[str] | None) -> list[Jurisdiction]:
    """Return the jurisdictions of which every two are compared.

    Raises:
        InputError: they are named otherwise than with -j, or there is but one.
    """
    if first is not None:
        raise InputError(_("--all compares every two; to leave some out, name the others with -j"))
    found = [load(name) for name in dict.fromkeys(chosen)] if chosen else list(load_all().values())
    if len(found) < 2:
        raise InputError(_("there is nothing to compare with: fewer than two jurisdictions"))
    return found


def _two(first: str | None, second: str | None, chosen: list[str] | None) -> list[Jurisdiction]:
    if first is None or second is None or chosen:
        raise InputError(_("name two jurisdictions, as in rexian diff A B; or write --all"))
    return [load(first), load(second)]


def _relations(chosen: list[str] | None, sides: Sequence[Side]) -> frozenset[Relation]:
    """Return the relations named, as JSON names them; every one where none is.

    Raises:
        InputError: there is no such relation.
    """
    from rexian.analysis.relation import Relation
    from rexian.analysis.report import told_relation

    if not chosen:
        return frozenset(Relation)
    known = {told_relation(relation, sides): relation for relation in Relation}
    for name in chosen:
        if name not in known:
            hint = nearest(name, known) or _("; known: {ids}").format(ids=", ".join(known))
            raise InputError(_("--relation {name}: there is none").format(name=name) + hint)
    return frozenset(known[name] for name in chosen)


def _print_json(found: Found, *, every: bool) -> None:
    """Print the reports; only what is so related is listed, everything is counted."""
    from rexian.analysis.report import pair_report

    prover = found.bench.prover
    told = [pair_report(pair, prover, found.relations) for pair in found.pairs]
    if every:
        names = [side.jurisdiction.id for side in found.sides]
        options.print_json({"jurisdictions": names, "pairs": told})
    else:
        options.print_json(told[0])


def _show_all(found: Found) -> None:
    from rexian.cli.show_matrix import show
    from rexian.cli.tell_diff import Telling, tell

    show(tell(found.sides, found.pairs, Telling(frozenset()), found.bench))


def _show_two(found: Found, *, in_full: bool, totals_only: bool) -> None:
    """Show what differs; what is the same where that is asked for."""
    from rexian.analysis.relation import Relation
    from rexian.cli.show_diff import show
    from rexian.cli.tell_diff import Telling, tell

    named = found.relations < frozenset(Relation)
    relations = found.relations if named else found.relations - {Relation.SAME}
    how = Telling(frozenset() if totals_only else relations, in_full)
    show(tell(found.sides, found.pairs, how, found.bench).standings[0], totals_only=totals_only)


def _write_documents(found: Found, html: Path | None, csv: Path | None) -> None:
    if html is None and csv is None:
        return
    from rexian.cli.tell_diff import Telling, tell
    from rexian.files import write_whole

    how = Telling(found.relations, examples=True)
    told = tell(found.sides, found.pairs, how, found.bench)
    if html is not None:
        from rexian.documents.page import page

        write_whole(html, page(told).encode())
    if csv is not None:
        from rexian.documents.sheet import sheet

        write_whole(csv, sheet(told))


def _write_cases(found: Found, folder: Path) -> None:
    from rexian.cli.witnesses import Writer
    from rexian.files import write_new

    files = Writer(found.bench.prover).pairs(found.pairs, found.relations)
    write_new(folder, files)
    options.warn(_("{n} case files written to {folder}").format(n=len(files), folder=folder))
