"""`rexian explain`: what the documents say about a case."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Annotated, Any, TypeAlias

import typer

from rexian.cli import options
from rexian.discovery import installed, load
from rexian.errors import InputError
from rexian.expectations import differences
from rexian.explain import Ruler, expected, explain
from rexian.i18n import _
from rexian.instants import parse_instant
from rexian.jurisdictions import Jurisdiction
from rexian.model.case import Case, called, read_cases
from rexian.model.values import within

app = options.new_app()
NOT_AS_EXPECTED = 1
Ruled: TypeAlias = tuple[Case, Ruler, dict[str, Any]]


@app.command(help=_("Rule a case under one or more jurisdictions: clocks, permissions, clauses."))
def explain_cases(
    file: Annotated[Path, typer.Argument(help=_("A case file, YAML or JSON; - reads stdin."))],
    jurisdiction: options.Jurisdictions = None,
    at: Annotated[str | None, typer.Option("--at", help=_("As at this time."))] = None,
    reform: options.Reforms = None,
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
    chosen, reforms = options.readings_of(reading), reform or []
    pairs = [(c, ruler) for c in cases for ruler in _rulers(c, jurisdiction, reforms, chosen)]
    calendars = options.calendars_of(calendar)
    rulers = [(c, Ruler(found, calendars, _known(found, chosen), why_not)) for c, found in pairs]
    ruled = partial(_ruled, file, cases, rulers)
    if check:
        _check(ruled(expected), as_json=as_json)
        return
    told = list(ruled(explain))
    if as_json:
        found = [rulings for _case, _desk, rulings in told]
        options.print_json({"cases": found} if len(found) != 1 else found[0])
    else:
        from rexian.cli.show_explain import show

        for case in cases:
            show(case, [rulings for other, _desk, rulings in told if other is case])


def _as_at(case: Case, at: str | None) -> Case:
    if at is None:
        return case
    now = parse_instant(at)
    return replace(case, now=now, events=tuple(e for e in case.events if e.at <= now))


def _rulers(
    case: Case, chosen: list[str] | None, reforms: list[str], readings: Mapping[str, str]
) -> list[Jurisdiction]:
    from rexian.reforms.variants import beside

    names = chosen or ([case.jurisdiction] if case.jurisdiction else [])
    if not names:
        known = ", ".join(installed()) or _("none is installed")
        raise InputError(
            _("case {id}: no jurisdiction; write `jurisdiction:` in it or -j ID ({known})").format(
                id=case.id or "?", known=known
            )
        )
    rulers = beside([load(name) for name in names], reforms)
    for name in readings:
        if not any(name in ruler.readings for ruler in rulers):
            rulers[0].chosen({name: ""})
    return rulers


def _known(jurisdiction: Jurisdiction, chosen: Mapping[str, str]) -> dict[str, str]:
    """Return the readings that this jurisdiction has; others may belong to another -j."""
    known = {name: choice for name, choice in chosen.items() if name in jurisdiction.readings}
    jurisdiction.chosen(known)
    return known


def _ruled(
    file: Path,
    cases: list[Case],
    rulers: Iterable[tuple[Case, Ruler]],
    rule: Callable[[Case, Ruler], dict[str, Any]],
) -> Iterator[Ruled]:
    """Rule the file's cases, each by its ruler; an error names the file and the case."""
    for case, ruler in rulers:
        with within(partial(_place, file, cases, case)):
            rulings = rule(case, ruler)
        yield case, ruler, rulings


def _place(file: Path, cases: list[Case], case: Case) -> str:
    number = next(n for n, other in enumerate(cases, start=1) if other is case)
    return f"{file}: {called(case.id, number)}"


def _check(ruled: Iterable[Ruled], *, as_json: bool) -> None:
    found = [(case, ruler, list(differences(case.expect, told))) for case, ruler, told in ruled]
    wrong = sum(1 for _case, _desk, lines in found if lines)
    total = sum(_expectations(case) for case, _desk, _lines in found)
    if as_json:
        cases = [_checked(case, ruler, lines) for case, ruler, lines in found]
        options.print_json({"cases": cases, "differing": wrong})
    else:
        for case, ruler, lines in found:
            for line in lines:
                typer.echo(f"{case.id} ({ruler.jurisdiction.id}): {line}")
        told = _("{cases} cases, {total} expectations, {wrong} cases differ")
        typer.echo(told.format(cases=len(found), total=total, wrong=wrong))
    if wrong:
        raise typer.Exit(NOT_AS_EXPECTED)


def _checked(case: Case, ruler: Ruler, lines: list[str]) -> dict[str, Any]:
    return {
        "id": case.id,
        "jurisdiction": ruler.jurisdiction.id,
        "expectations": _expectations(case),
        "differences": lines,
    }


def _expectations(case: Case) -> int:
    return sum(len(keys) for keys in case.expect.values() if isinstance(keys, Mapping))
