"""`rexian duties`: what falls due in a period, whatever the tickets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from rexian.cli import options
from rexian.discovery import load
from rexian.duties.days import Cadence, periods
from rexian.duties.expand import Bound, Entry, Expansion, bound, expand, readings_of
from rexian.duties.schedule import Standing
from rexian.errors import InputError
from rexian.i18n import _
from rexian.instants import SHANGHAI
from rexian.jurisdictions import Jurisdiction

if TYPE_CHECKING:
    from rexian.desk.deployment import Deployment
    from rexian.desk.tasks import Task
    from rexian.model.terms import Labelled
    from rexian.worktime.history import CalendarHistory

app = options.new_app()
PUBLISHED = {False: "published", True: "provisional"}


@app.callback(
    invoke_without_command=True,
    help=_("Print what falls due in a period, this month by default."),
)
def duties(
    context: typer.Context,
    jurisdiction: Annotated[
        str | None,
        typer.Option(
            "-j",
            "--jurisdiction",
            metavar="ID",
            help=_("The jurisdiction; by default that of the configured place."),
        ),
    ] = None,
    first: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help=_("The first day, as 2026-02-01."))
    ] = None,
    last: Annotated[
        str | None, typer.Option("--to", metavar="DATE", help=_("The last day."))
    ] = None,
    reading: options.Readings = None,
    calendar: options.CalendarFile = None,
    config: options.ConfigFile = None,
    *,
    is_open: Annotated[
        bool, typer.Option("--open", help=_("What the desk still has to do, overdue first."))
    ] = False,
    mine: Annotated[
        bool, typer.Option("--mine", help=_("Of what is to be done, what is yours."))
    ] = False,
    as_json: options.Json = False,
) -> None:
    """Print the duties of a period with their dates, then those that have none."""
    if context.invoked_subcommand is not None:
        return
    if is_open or mine:
        _show_tasks(config, mine=mine, as_json=as_json)
        return
    found, calendars, readings = _place(jurisdiction, config)
    days = (options.calendars_of(calendar) if calendar else calendars).current
    span = _span(first, last)
    binding = bound([(la.id, la.duties) for _d, la in found.stack], -len(found.overlays))
    told = expand(binding, *span, days, {**readings, **options.readings_of(reading)})
    if as_json:
        options.print_json(_document(found, told))
        return
    from rexian.cli.show_duties import show

    show(found, span, told)


@app.command("done", help=_("Mark a task as done; rexian duties --open lists them."))
def done(
    task: Annotated[str, typer.Argument(metavar="ID", help=_("The task."))],
    config: options.ConfigFile = None,
    *,
    as_json: options.Json = False,
) -> None:
    """Record who did it and when."""
    from rexian.cli.session import seated
    from rexian.desk.tasks import mark_done

    with seated(config) as seat:
        place, at = seat.deployment, seat.deployment.now()
        found = place.store.run(lambda connection: mark_done(connection, seat.actor, task, at))
        _tell_tasks(place, [found], as_json=as_json)


def _show_tasks(config: Path | None, *, mine: bool, as_json: bool) -> None:
    from rexian.cli.session import seated
    from rexian.desk.agenda import is_his
    from rexian.desk.tasks import list_tasks
    from rexian.people.permissions import check

    with seated(config) as seat:
        check(seat.actor, "list")
        with seat.deployment.store.reading() as connection:
            found = list_tasks(connection, ("overdue", "open"))
        found = [task for task in found if not mine or is_his(seat.actor, task.who)]
        _tell_tasks(seat.deployment, found, as_json=as_json)


def _tell_tasks(place: Deployment, found: Sequence[Task], *, as_json: bool) -> None:
    from rexian.cli.show_tasks import show
    from rexian.saying.tasks import told

    jurisdiction = place.rules.ruler.jurisdiction
    if as_json:
        options.print_json({"jurisdiction": jurisdiction.id, "tasks": told(jurisdiction, found)})
    else:
        show(jurisdiction, found)


def _place(
    jurisdiction: str | None, config: Path | None
) -> tuple[Jurisdiction, CalendarHistory, Mapping[str, str]]:
    """Return whose duties are told, with calendar and readings: one's own where none is named."""
    if jurisdiction is not None:
        return load(jurisdiction), options.calendars_of(None), {}
    from rexian.desk.tasks import binding
    from rexian.settings.finding import find
    from rexian.settings.reading import read_settings
    from rexian.settings.ruling import ruler_of

    ruler = ruler_of(read_settings(find(config)))
    known = readings_of(binding(ruler.jurisdiction))
    chosen = {name: choice for name, choice in ruler.readings.items() if name in known}
    return ruler.jurisdiction, ruler.calendars, chosen


def _span(first: str | None, last: str | None) -> tuple[date, date]:
    """Return the days asked for: where one end is left out, to the end of its month."""
    start = None if first is None else _date(first, "--from")
    end = None if last is None else _date(last, "--to")
    about = start or end or _today()
    [month] = periods(Cadence.MONTH, about, about)
    return start or month[0], end or month[1]


def _today() -> date:
    return datetime.now(SHANGHAI).date()


def _date(text: str, option: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        told = _("{option}: {text!r} is not a date; write 2026-02-16")
        raise InputError(told.format(option=option, text=text)) from None


def _document(jurisdiction: Jurisdiction, told: Expansion) -> dict[str, Any]:
    return {
        "jurisdiction": jurisdiction.id,
        "duties": [_due(jurisdiction, entry) for entry in told.due],
        "continuous": [_duty(jurisdiction, found) for found in told.continuous],
        "period_unset": [_duty(jurisdiction, found) for found in told.period_unset],
        "standing": [_standing(jurisdiction, found, what) for found, what in told.standing],
    }


def _due(jurisdiction: Jurisdiction, entry: Entry) -> dict[str, Any]:
    due = entry.due
    reading = entry.reading
    return {
        **_duty(jurisdiction, entry.bound),
        "due_on": due.on.isoformat(),
        "every": due.every,
        "period": _days(due.period),
        "remind_on": due.remind_on.isoformat(),
        "rolled_from": _day(due.rolled_from),
        "window": _days(due.window),
        "calendar": PUBLISHED[due.provisional],
        "agenda": [
            {**_labels(item), "clauses": list(item.per)} for item in entry.bound.duty.agenda
        ],
        "readings": [
            {
                "id": reading.id,
                "ambiguity": reading.ambiguity,
                "chosen": entry.chosen,
                "alternatives": {
                    choice: {"due_on": _day(day)} for choice, day in entry.otherwise.items()
                },
            }
        ]
        if reading
        else [],
    }


def _standing(jurisdiction: Jurisdiction, found: Bound, what: Standing) -> dict[str, Any]:
    return {**_duty(jurisdiction, found), "least": what.least, "per": what.per}


def _duty(jurisdiction: Jurisdiction, found: Bound) -> dict[str, Any]:
    duty = found.duty
    return {
        "id": duty.id,
        "clause": duty.per[0],
        "clauses": list(duty.per),
        "about": duty.zh,
        "label": {"zh": duty.zh, "en": duty.en},
        "who": duty.who and duty.who.id,
        "to": duty.to and duty.to.id,
        "strength": duty.strength,
        "layer": found.layer,
        "inherited": found.inherited,
        "citations": jurisdiction.citations(found.layer, duty.per),
    }


def _labels(item: Labelled) -> dict[str, Any]:
    return {"id": item.id, "label": {"zh": item.zh, "en": item.en}}


def _days(span: tuple[date, date] | None) -> dict[str, str] | None:
    return None if span is None else {"from": span[0].isoformat(), "to": span[1].isoformat()}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
