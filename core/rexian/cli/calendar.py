"""`rexian calendar`: count working time, show a year, answer a file of queries."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rexian.cli import options
from rexian.i18n import _

if TYPE_CHECKING:
    from rich.table import Table

    from rexian.worktime.definitions import WorkTime
    from rexian.worktime.year import Day

app = options.new_group(_("Working days, office hours and due dates."))
CalendarOption = Annotated[
    Path | None,
    typer.Option(
        "--calendar",
        metavar="FILE",
        help=_("A file of corrected days, or of a calendar of its own (YAML, JSON or TOML)."),
    ),
]
MARKS = {"working": " ", "weekend": ".", "holiday": "*", "make_up": "+"}
STYLES = {"working": "", "weekend": "dim", "holiday": "red", "make_up": "bold"}


@app.command(help=_("Say when a limit ends: calendar add 2025-09-30T10:00 2wd."))
def add(
    start: Annotated[str, typer.Argument(help=_("When the limit starts."))],
    limit: Annotated[
        str,
        typer.Argument(help=_("3wd 4d 2h 30min 1mo, or in office hours 90wmin 6wh 5400ws.")),
    ],
    calendar: CalendarOption = None,
    *,
    as_json: options.Json = False,
) -> None:
    """Print the due instant, and for limits in days the days that count."""
    from rexian.instants import format_instant, parse_instant
    from rexian.worktime.period import parse_period
    from rexian.worktime.queries import PUBLISHED, counted_days, due

    worktime = _worktime(calendar)
    begin, period = parse_instant(start), parse_period(limit)
    due_at, provisional = due(worktime, begin, period)
    ends, days = format_instant(due_at), counted_days(worktime, begin, due_at, period)
    if as_json:
        options.print_json({"due_at": ends, "calendar": PUBLISHED[provisional], "days": days})
        return
    typer.echo(ends + (_(" (provisional)") if provisional else ""))
    if days:
        typer.echo(_("Days counted: {days}").format(days=" ".join(days)))


@app.command(help=_("Show a year: days off, make-up days, what is provisional."))
def show(
    year: Annotated[int, typer.Argument(help=_("The year, as 2026."))],
    calendar: CalendarOption = None,
    *,
    as_json: options.Json = False,
) -> None:
    """Print twelve months with every day's kind, or the days as JSON."""
    from rexian.worktime.year import days_of

    table, _office = _worktime(calendar)
    days = days_of(table, year)
    if as_json:
        options.print_json(_year(table.name, year, days))
    else:
        _print_year(table.name, year, days)


@app.command(help=_("Answer a file of calendars and queries, in order."))
def run(
    file: Annotated[Path, typer.Argument(help=_("A JSON file of calendars and queries."))],
    *,
    as_json: options.Json = False,
) -> None:
    """Print every answer; a query that cannot be answered says so, and the exit code stays 0."""
    from rexian.worktime.files import read_mapping
    from rexian.worktime.queries import answer

    results = answer(read_mapping(file), str(file))
    if as_json:
        options.print_json({"results": results})
        return
    for result in results:
        said = "  ".join(f"{key} {value}" for key, value in result.items() if key != "id")
        typer.echo(f"{result['id']}: {said}")


def _worktime(path: Path | None) -> "WorkTime":
    if path is None:
        from rexian.worktime.sources import china

        return china(), None
    from rexian.worktime.definitions import open_calendar

    return open_calendar(path)


def _year(name: str, year: int, days: "list[Day]") -> dict[str, object]:
    return {
        "year": year,
        "name": name,
        "calendar": "provisional" if any(day.provisional for day in days) else "published",
        "working_days": sum(day.kind.works for day in days),
        "days": [
            {
                "date": day.date.isoformat(),
                "working": day.kind.works,
                "kind": day.kind.value,
                "provisional": day.provisional,
            }
            for day in days
        ],
    }


def _print_year(name: str, year: int, days: "list[Day]") -> None:
    from rich.console import Console
    from rich.table import Table

    quarters = Table.grid(padding=(1, 3))
    months = [_month([day for day in days if day.date.month == month]) for month in range(1, 13)]
    for row in range(0, 12, 3):
        quarters.add_row(*months[row : row + 3])
    console = Console(highlight=False)
    total = sum(day.kind.works for day in days)
    heading = _("{year}, calendar {name}: {n} working days")
    console.print(heading.format(year=year, name=name, n=total), markup=False)
    console.print(quarters)
    console.print(_(". weekend   * other day off   + working weekend   ? not published yet"))
    if any(day.provisional for day in days):
        console.print(_("Provisional: weekends and the holidays fixed by law."))


def _month(days: "list[Day]") -> "Table":
    from rich.table import Table
    from rich.text import Text

    provisional = any(day.provisional for day in days)
    title = f"{days[0].date:%Y-%m}" + (" ?" if provisional else "")
    month = Table(title=title, title_style="bold", box=None, padding=0)
    for weekday in _("Mo Tu We Th Fr Sa Su").split():
        month.add_column(Text(weekday), no_wrap=True, min_width=3)
    cells = [Text()] * days[0].date.weekday() + [
        Text(f"{day.date.day:2}{MARKS[day.kind]}", style=STYLES[day.kind]) for day in days
    ]
    for week in range(0, len(cells), 7):
        month.add_row(*cells[week : week + 7])
    return month
