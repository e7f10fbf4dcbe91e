"""`rexian assess`: a period's indicators by unit, ranks, and what follows from them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rexian.cli import options
from rexian.cli.own import own_tickets
from rexian.cli.ranking import ROWS_REJECTED, row_rejected
from rexian.discovery import load
from rexian.errors import InputError
from rexian.i18n import _
from rexian.instants import parse_instant
from rexian.jurisdictions import Jurisdiction

if TYPE_CHECKING:
    from rexian.assess.history import Entry
    from rexian.assess.periods import Period
    from rexian.assess.ranking import Scheme
    from rexian.lab.corpus import Corpus
    from rexian.lab.months import Span

app = options.new_app()


@app.command(help=_("Work out a month's indicators for every unit, and rank units if told how."))
def assess(
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FILE...]",
            help=_("Ticket files, or case files (YAML, JSON); without one, one's own desk's."),
        ),
    ] = None,
    jurisdiction: Annotated[
        str | None,
        typer.Option(
            "-j",
            "--jurisdiction",
            metavar="ID",
            help=_("The jurisdiction; of one's own desk's tickets, its own by default."),
        ),
    ] = None,
    month: Annotated[
        str | None, typer.Option("--month", metavar="MONTH", help=_("The month, as 2025-09."))
    ] = None,
    year: Annotated[
        str | None, typer.Option("--year", metavar="YEAR", help=_("Or a year, as 2025."))
    ] = None,
    mapping: Annotated[
        Path | None, typer.Option("--mapping", metavar="M", help=_("What the columns mean."))
    ] = None,
    by: Annotated[
        str | None,
        typer.Option("--by", metavar="INDICATOR", help=_("Rank by this indicator.")),
    ] = None,
    weights: Annotated[
        Path | None,
        typer.Option("--weights", metavar="FILE", help=_("Rank by these weights (YAML).")),
    ] = None,
    without_value: Annotated[
        str,
        typer.Option(
            "--without-value",
            metavar="unranked|last",
            help=_("Where units stand that have no figure to be ranked by."),
        ),
    ] = "unranked",
    history: Annotated[
        Path | None,
        typer.Option("--history", metavar="CSV", help=_("Ranks of earlier months.")),
    ] = None,
    reading: options.Readings = None,
    now: Annotated[str | None, typer.Option("--now", help=_("As at this time."))] = None,
    calendar: options.CalendarFile = None,
    trend: Annotated[
        int,
        typer.Option(
            "--trend",
            metavar="N",
            min=0,
            help=_("Also the figures and ranks of so many months before."),
        ),
    ] = 0,
    tickets: Annotated[
        str | None,
        typer.Option("--tickets", metavar="UNIT", help=_("Also the tickets behind its figures.")),
    ] = None,
    indicator: Annotated[
        str | None,
        typer.Option("--indicator", metavar="ID", help=_("Of them, those behind this one.")),
    ] = None,
    rejects: Annotated[
        Path | None,
        typer.Option("--rejects", metavar="FILE", help=_("Where rejected rows are listed.")),
    ] = None,
    config: options.ConfigFile = None,
    *,
    as_json: options.Json = False,
) -> None:
    """Print the figures; exit 1 where rows were rejected."""
    from rexian.lab.assess import How, figures_of, told_in
    from rexian.lab.assess_report import Ranks, report
    from rexian.lab.behind import Asked, behind
    from rexian.lab.months import ranks_in, reports
    from rexian.lab.months import trend as trend_of

    period = _period(month, year)
    at, chosen = parse_instant(now) if now else None, options.readings_of(reading)
    span = _span(period, trend)
    if files:
        found = load(_named(jurisdiction))
        how = How(options.calendars_of(calendar), chosen, at)
        corpus = _corpus(files, found, mapping, rejects)
    else:
        corpus, ruler, there = own_tickets(config, span or period)
        found = load(jurisdiction) if jurisdiction else ruler.jurisdiction
        calendars = options.calendars_of(calendar) if calendar else ruler.calendars
        how = How(calendars, {**({} if jurisdiction else ruler.readings), **chosen}, at or there)
    found.chosen(how.readings)
    scheme = _scheme(found, by, weights, without_value)
    earlier, misread = _history(history)
    before = [] if span is None else list(reports(corpus, found, span, how, scheme))
    ranked = earlier or tuple(entry for each in before for entry in ranks_in(each))
    told = report(corpus, found, period, how, Ranks(scheme, ranked))
    told |= {"trend": trend_of(before)} if before else {}
    if tickets is not None:
        figures = figures_of(corpus, found, period, how)
        told["tickets"] = {
            each: behind(figures, found, Asked(tickets, each))
            for each in (told_in(found) if indicator is None else [indicator])
        }
    if as_json:
        options.print_json(told)
    else:
        from rexian.cli.show_assess import show

        show(told)
    if scheme is None and told["indicators"]:
        options.warn(
            _("no ranks: give --by INDICATOR or --weights FILE; the documents state no weights")
        )
    if corpus.rejected or misread:
        raise typer.Exit(ROWS_REJECTED)


def _named(jurisdiction: str | None) -> str:
    if jurisdiction is None:
        raise InputError(_("say by whose rules the file is assessed: -j ID"))
    return jurisdiction


def _corpus(
    files: list[str], found: Jurisdiction, mapping: Path | None, rejects: Path | None
) -> Corpus:
    from rexian.lab.casecorpus import read_tickets
    from rexian.lab.mapping import read_mapping
    from rexian.lab.targets import channels_of

    read = read_mapping(mapping, channels_of([found])) if mapping else None
    return read_tickets(files, found, read, rejects)


def _period(month: str | None, year: str | None) -> Period:
    from rexian.assess.periods import read_month, read_year

    if (month is None) == (year is None):
        raise InputError(_("write --month 2025-09 or --year 2025, one of them"))
    return read_month(month) if month is not None else read_year(year or "")


def _span(period: Period, before: int) -> Span | None:
    """Return the months whose trend is told, the period's own among them; None without one."""
    from rexian.assess.periods import Month
    from rexian.lab.months import span

    if not before:
        return None
    if not isinstance(period, Month):
        raise InputError(_("--trend goes with --month"))
    return span(period, before + 1)


def _scheme(
    found: Jurisdiction, by: str | None, weights: Path | None, without_value: str
) -> Scheme | None:
    from dataclasses import replace

    from rexian.assess.ranking import WITHOUT_VALUE, by_indicator, read_weights
    from rexian.lab.assess import declared_in

    if without_value not in WITHOUT_VALUE:
        raise InputError(
            _("--without-value {value}: write unranked or last").format(value=without_value)
        )
    if by is not None and weights is not None:
        raise InputError(_("--by or --weights, not both"))
    if by is None and weights is None:
        return None
    indicators = declared_in(found).indicators
    scheme = by_indicator(by, indicators) if by else read_weights(weights or "", indicators)
    return replace(scheme, without_value="last" if without_value == "last" else "unranked")


def _history(path: Path | None) -> tuple[tuple[Entry, ...], bool]:
    """Read the ranks of earlier months; rows that cannot be read are told on stderr."""
    from rexian.assess.history import read_history

    if path is None:
        return (), False
    entries, rejected = read_history(path)
    for row in rejected:
        options.warn(row_rejected(path, row))
    return tuple(entries), bool(rejected)
