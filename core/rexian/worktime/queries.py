"""Questions about working time as data: what `rexian calendar run` answers.

Each answer carries `calendar`, which is `provisional` where a day that nobody has published yet was
counted. `between` gives working seconds in [start, end), negative where the end comes first; on a
calendar without office hours a working day is worked around the clock.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from rexian.errors import InputError, nearest
from rexian.i18n import _
from rexian.instants import DAY, Instant, date_of, format_instant, parse_instant
from rexian.worktime.definitions import WorkTime, define
from rexian.worktime.files import list_in, mapping_in, refuse_unknown
from rexian.worktime.office import whole_days
from rexian.worktime.period import Period, Unit, parse_period
from rexian.worktime.sources import china

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Answer: TypeAlias = dict[str, object]
PUBLISHED = {False: "published", True: "provisional"}


def answer(document: Mapping[str, object], where: str) -> list[Answer]:
    """Answer the queries of a document in order; a query that cannot be answered gets `error`.

    Raises:
        InputError: the document itself is not one of `calendars` and `queries`.
    """
    if "queries" not in document:
        raise InputError(
            _("{where}: queries is missing; write queries: [{{op: add, ...}}]").format(where=where)
        )
    refuse_unknown(document, ("calendars", "queries"), where)
    queries = list_in(document, "queries", where)
    definitions = {str(name): d for name, d in mapping_in(document, "calendars", where).items()}
    calendars = _Calendars(definitions)
    return [_answer(query, calendars) for query in queries]


def due(worktime: WorkTime, start: Instant, limit: Period, sign: int = 1) -> tuple[Instant, bool]:
    """Return the due instant (for sign -1, the instant before) and whether it is provisional."""
    calendar, office = worktime
    counter = office or calendar
    moved = counter.add(start, limit) if sign > 0 else counter.subtract(start, limit)
    if office is not None and limit.office_seconds:
        return moved, office.provisional(start, moved)
    return moved, limit.unit is Unit.WORKING_DAY and calendar.provisional(start, moved)


def counted_days(worktime: WorkTime, start: Instant, end: Instant, limit: Period) -> list[str]:
    """Return the dates that a limit in working or natural days counts; none for other units."""
    if limit.unit is Unit.WORKING_DAY:
        days = worktime[0].working_days(start, end)
    elif limit.unit is Unit.NATURAL_DAY:
        days = list(range(start // DAY + 1, end // DAY + 1))
    else:
        days = []
    return [date_of(day).isoformat() for day in days]


@dataclass(frozen=True, slots=True)
class _Calendars:
    """The calendars of a document, each read when first asked for; a broken one keeps its error."""

    definitions: dict[str, object]
    opened: dict[str, WorkTime | InputError] = field(default_factory=dict)

    def open(self, name: str) -> WorkTime:
        if name not in self.opened:
            try:
                self.opened[name] = self._define(name)
            except InputError as error:
                self.opened[name] = error
        found = self.opened[name]
        if isinstance(found, InputError):
            raise found
        return found

    def _define(self, name: str) -> WorkTime:
        base = china() if name == "china" else None
        if name not in self.definitions:
            if base is not None:
                return base, None
            hint = nearest(name, [*self.definitions, "china"])
            raise InputError(
                _("calendar: {name!r} is not defined{hint}").format(name=name, hint=hint)
            )
        content = self.definitions[name]
        if not isinstance(content, dict):
            raise InputError(
                _("calendars: {name}: a definition has keys, as week: {{...}}").format(name=name)
            )
        return define(content, name, f"calendars: {name}", base)


def _answer(query: object, calendars: _Calendars) -> Answer:
    if not isinstance(query, dict):
        error = _("a query is keys and values, not {query!r}").format(query=query)
        return {"id": None, "error": error}
    head: Answer = {"id": query.get("id")}
    try:
        worktime = calendars.open(str(query.get("calendar", "china")))
        return head | _operation(query)(worktime, query)
    except InputError as error:
        return head | {"error": str(error)}


def _operation(query: Mapping[str, object]) -> Callable[[WorkTime, Mapping[str, object]], Answer]:
    op = str(query.get("op"))
    if op not in OPERATIONS:
        known = _("; known: {words}").format(words=" ".join(OPERATIONS))
        hint = nearest(op, OPERATIONS) or known
        raise InputError(_("op: unknown operation {op!r}{hint}").format(op=op, hint=hint))
    return OPERATIONS[op]


def _instant(query: Mapping[str, object], key: str) -> Instant:
    value = query.get(key)
    if not isinstance(value, (str, date)):
        raise InputError(
            _("{key}: write a time, as 2025-09-30T10:00, not {value!r}").format(
                key=key, value=value
            )
        )
    try:
        return parse_instant(value)
    except InputError as error:
        raise InputError(f"{key}: {error}") from None


def _moved(worktime: WorkTime, query: Mapping[str, object], sign: int) -> Answer:
    start, limit = _instant(query, "start"), parse_period(str(query.get("limit")))
    moved, provisional = due(worktime, start, limit, sign)
    return {"due_at": format_instant(moved), "calendar": PUBLISHED[provisional]}


def _add(worktime: WorkTime, query: Mapping[str, object]) -> Answer:
    return _moved(worktime, query, 1)


def _subtract(worktime: WorkTime, query: Mapping[str, object]) -> Answer:
    return _moved(worktime, query, -1)


def _between(worktime: WorkTime, query: Mapping[str, object]) -> Answer:
    start, end = _instant(query, "start"), _instant(query, "end")
    office = worktime[1] or whole_days(worktime[0])
    seconds = office.elapsed(start, end)
    return {"seconds": seconds, "calendar": PUBLISHED[office.provisional(start, end)]}


def _count(worktime: WorkTime, query: Mapping[str, object]) -> Answer:
    start, end = _instant(query, "start"), _instant(query, "end")
    days = worktime[0].count(start, end)
    return {"days": days, "calendar": PUBLISHED[worktime[0].provisional(start, end)]}


def _is_working_day(worktime: WorkTime, query: Mapping[str, object]) -> Answer:
    day = _instant(query, "start") // DAY
    working = worktime[0].is_working_day(day)
    return {"working": working, "calendar": PUBLISHED[worktime[0].unpublished(day, day)]}


def _is_working_time(worktime: WorkTime, query: Mapping[str, object]) -> Answer:
    instant = _instant(query, "start")
    office = worktime[1] or whole_days(worktime[0])
    working = office.is_working_time(instant)
    return {"working": working, "calendar": PUBLISHED[office.provisional(instant, instant)]}


OPERATIONS: dict[str, Callable[[WorkTime, Mapping[str, object]], Answer]] = {
    "add": _add,
    "subtract": _subtract,
    "between": _between,
    "count": _count,
    "is_working_day": _is_working_day,
    "is_working_time": _is_working_time,
}
