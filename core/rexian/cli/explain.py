"""`rexian explain`: what the documents say about a case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from rexian.cli import options
from rexian.errors import InputError
from rexian.expectations import differences
from rexian.explain import Desk, expected, explain
from rexian.i18n import _
from rexian.instants import parse_instant
from rexian.jurisdictions import Jurisdiction, installed, load
from rexian.model.case import Case, read_cases

app = options.new_app()
NOT_AS_EXPECTED = 1


@app.command(help=_("Rule a case under one or more jurisdictions: clocks, permissions, clauses."))
def explain_cases(
    file: Annotated[Path, typer.Argument(help=_("A case file, YAML or JSON; - reads stdin."))],
    jurisdiction: options.Jurisdictions = None,
    at: Annotated[str | None, typer.Option("--at", help=_("As at this time."))] = None,
    reading: options.Readings = None,
    calendar: options.CalendarFile = None,
    *,
    check: Annotated[bool, typer.Option("--check", help=_("Compare with `expect`."))] = False,
    why_not: Annotated[
        bool, typer.Option("--why-not", help=_("Tell which fact would change an answer."))
    ] = False,
    as_json: options.Json = False,
) -> None:
    """Print the rulings, or with `--check` the expectations that are not met."""
    cases = [_as_at(case, at) for case in read_cases(file)]
    pairs = [(case, desk) for case in cases for desk in _desks(case, jurisdiction, reading)]
    calendars = options.calendars_of(calendar)
    chosen = options.readings_of(reading)
    desks = [(c, Desk(found, calendars, _known(found, chosen), why_not)) for c, found in pairs]
    if check:
        _check(desks, as_json=as_json)
        return
    told = [(case, explain(case, desk)) for case, desk in desks]
    if as_json:
        several = len(told) != 1
        options.print_json({"cases": [t for _c, t in told]} if several else told[0][1])
    else:
        from rexian.cli.show_explain import show

        for case in cases:
            show(case, [ruled for other, ruled in told if other is case])


def _as_at(case: Case, at: str | None) -> Case:
    if at is None:
        return case
    now = parse_instant(at)
    return replace(case, now=now, events=tuple(e for e in case.events if e.at <= now))


def _desks(case: Case, chosen: list[str] | None, reading: list[str] | None) -> list[Jurisdiction]:
    names = chosen or ([case.jurisdiction] if case.jurisdiction else [])
    if not names:
        known = ", ".join(installed()) or _("none is installed")
        raise InputError(
            _("case {id}: no jurisdiction; write `jurisdiction:` in it or -j ID ({known})").format(
                id=case.id or "?", known=known
            )
        )
    desks = [load(name) for name in dict.fromkeys(names)]
    for name in options.readings_of(reading):
        if not any(name in desk.readings for desk in desks):
            desks[0].chosen({name: ""})
    return desks


def _known(jurisdiction: Jurisdiction, chosen: Mapping[str, str]) -> dict[str, str]:
    """Return the readings that this jurisdiction has; others may belong to another -j."""
    known = {name: choice for name, choice in chosen.items() if name in jurisdiction.readings}
    jurisdiction.chosen(known)
    return known


def _check(desks: list[tuple[Case, Desk]], *, as_json: bool) -> None:
    found = [
        (case, desk, list(differences(case.expect, expected(case, desk)))) for case, desk in desks
    ]
    wrong = sum(1 for _case, _desk, lines in found if lines)
    total = sum(_expectations(case) for case, _desk in desks)
    if as_json:
        cases = [_checked(case, desk, lines) for case, desk, lines in found]
        options.print_json({"cases": cases, "differing": wrong})
    else:
        for case, desk, lines in found:
            for line in lines:
                typer.echo(f"{case.id} ({desk.jurisdiction.id}): {line}")
        told = _("{cases} cases, {total} expectations, {wrong} cases differ")
        typer.echo(told.format(cases=len(found), total=total, wrong=wrong))
    if wrong:
        raise typer.Exit(NOT_AS_EXPECTED)


def _checked(case: Case, desk: Desk, lines: list[str]) -> dict[str, Any]:
    return {
        "id": case.id,
        "jurisdiction": desk.jurisdiction.id,
        "expectations": _expectations(case),
        "differences": lines,
    }


def _expectations(case: Case) -> int:
    return sum(len(keys) for keys in case.expect.values() if isinstance(keys, Mapping))
