"""An assessment in words: figures, who is unranked, what is left out, where it comes from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rexian.assess.units import USES
from rexian.i18n import _, language
from rexian.saying.ranking import measure, readings
from rexian.tellers import locators
from rexian.words import join, listed, say_word

Report = Mapping[str, Any]
#: Units without a ticket are named up to so many.
MOST_NAMED = 8


def unit_name(unit: Mapping[str, Any]) -> str:
    """Say which unit it is, and that it only helped where it did."""
    name = unit["unit"] or _("unit not recorded")
    return _("{unit} (co-handling)").format(unit=name) if unit["part"] == "co" else name


def figure(each: Mapping[str, Any], found: Mapping[str, Any]) -> str:
    """Say a figure; a share with what it is made of on a second line."""
    value = found["value"]
    if value is None:
        return "-"
    if each["measure"] == "share":
        return f"{100 * value:.1f}%\n{found['numerator']}/{found['denominator']}"
    if each["measure"] == "hours":
        return _("{n} h").format(n=f"{value:.0f}")
    return str(value)


def lines(report: Report) -> Iterator[tuple[str, str]]:
    """Yield what else there is to tell: who is unranked, what is left out, where it comes from."""
    yield from (("", line) for line in _unranked(report))
    yield from (("", line) for line in _left_out(report))
    for each in report["indicators"]:
        label, by = each["label"][language()], join(locators(each["citations"]))
        if each["measure"] == "none":
            told = _("{indicator} [{by}]: {why}")
            yield "dim", told.format(indicator=label, by=by, why=each["note"][language()])
    for use in report["uses"]:
        told = _("results go into {into} [{by}]")
        by = join(locators(use["citations"]))
        yield "dim", told.format(into=USES.label(use["into"]), by=by)
    for way in report["recheck"]:
        told = _("the {who} may ask the {whom} for a recheck [{by}]")
        by = join(locators(way["citations"]))
        yield "dim", told.format(who=say_word(way["by"]), whom=say_word(way["to"]), by=by)
    yield from (("cyan", line) for line in readings(report["jurisdiction"], report["readings"]))
    for sentence in report["assumptions"]:
        yield "dim", _("assumed: {what}").format(what=sentence)


def _unranked(report: Report) -> Iterator[str]:
    idle = [unit["unit"] for unit in report["units"] if unit["unranked"] == "no_tickets"]
    if idle:
        more = [_("and others")] if len(idle) > MOST_NAMED else []
        told = _("no ticket in the period, so no rank: {units}")
        yield told.format(units=listed([*idle[:MOST_NAMED], *more]))
    wanting = [unit["unit"] for unit in report["units"] if unit["unranked"] == "no_value"]
    if wanting:
        yield _("no figure to be ranked by: {units}").format(units=listed(wanting))


def _left_out(report: Report) -> Iterator[str]:
    labels = {each["id"]: each["label"][language()] for each in report["indicators"]}
    for found in report["excluded"]:
        told = _("{indicator}: {n} tickets left out [{by}]")
        by = join(locators(found["citations"]))
        yield told.format(indicator=labels[found["indicator"]], n=found["tickets"], by=by)
    for name, label in labels.items():
        n = sum(unit["indicators"][name]["undetermined"] for unit in report["units"])
        if n:
            yield _("{indicator}: {n} tickets undetermined, in no figure").format(
                indicator=label, n=n
            )


def value(each: Mapping[str, Any], found: float | None) -> str:
    """Say a figure in one line, without what it is made of."""
    if found is None:
        return "-"
    if each["measure"] == "share":
        return f"{100 * found:.1f}%"
    if each["measure"] == "hours":
        return _("{n} h").format(n=f"{found:.0f}")
    return f"{found:g}"


def made_of(each: Mapping[str, Any], found: Mapping[str, Any]) -> str:
    """Say of what a figure is made: tickets counted, of how many looked at, and what is in none."""
    if found["numerator"] is None:
        return _("nothing to go by")
    told = [f"{found['numerator']:g}"]
    if each["measure"] == "hours":
        told = [_("{n} h").format(n=f"{found['numerator']:.1f}")]
    if found["denominator"] is not None:
        told = [f"{told[0]} / {found['denominator']}"]
    if found["excluded"]:
        told.append(_("{n} left out").format(n=found["excluded"]))
    if found["undetermined"]:
        told.append(_("{n} undetermined").format(n=found["undetermined"]))
    return join(told)


def ticket(each: Mapping[str, Any]) -> str:
    """Say of a ticket behind a figure what there is besides its standing."""
    hours = [] if each["hours"] is None else [_("{n} h").format(n=f"{each['hours']:.1f}")]
    return join([*hours, *each["by"]])


def run_of(each: Mapping[str, Any], trend: Sequence[tuple[str, float | None]]) -> str:
    """Say the figures of several months in one line, each with the number of its month."""
    return "  ".join(f"{month[5:]}:{value(each, found)}" for month, found in trend)


def run_in(
    trend: Sequence[Mapping[str, Any]], unit: str | None, indicator: str, part: str = "host"
) -> list[tuple[str, float | None]]:
    """Return a unit's figures in an indicator, month by month; None where it has none."""
    run = []
    for month in trend:
        own = [u for u in month["units"] if (u["unit"], u["part"]) == (unit, part)]
        run.append((month["month"], own[0]["values"][indicator] if own else None))
    return run


def ranks_in(trend: Sequence[Mapping[str, Any]], unit: str | None) -> str:
    """Say a unit's ranks month by month, from the top and from the bottom."""
    ranks = [
        f"{month['month'][5:]}:{own['rank']}/{own['rank'] + own['rank_from_bottom'] - 1}"
        for month in trend
        for own in month["units"]
        if (own["unit"], own["part"]) == (unit, "host") and own["rank"] is not None
    ]
    return "  ".join(ranks)


def sheet(
    report: Report, units: Sequence[Mapping[str, Any]]
) -> tuple[list[str], list[list[object]]]:
    """Return an assessment as a sheet: headings, and a row for each unit with exact figures."""
    told = [each for each in report["indicators"] if each["measure"] != "none"]
    heads = [_("rank"), _("unit")]
    for each in told:
        label = each["label"][language()]
        heads += [label, _("{indicator}: counted").format(indicator=label)]
        heads += [_("{indicator}: of").format(indicator=label)]
    rows = []
    for unit in units:
        row: list[object] = [unit["rank"], unit_name(unit)]
        for each in told:
            found = unit["indicators"][each["id"]]
            row += [found["value"], found["numerator"], found["denominator"]]
        follows = [
            f"{measure(one)} [{join(locators(one['citations']))}]" for one in unit["consequences"]
        ]
        rows.append([*row, join(follows)])
    return [*heads, _("what follows")], rows
