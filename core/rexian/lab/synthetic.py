"""Synthetic months: tickets that nobody filed, drawn from a seed, shaped like a county's.

The shapes (when people call, what they ask, how long units take) are plausible and no more: they
are not fitted to any place. There is no text, no caller and no address in them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt
import polars as pl

from rexian.errors import InputError
from rexian.i18n import _
from rexian.instants import DAY, day_number
from rexian.lab import worktime
from rexian.lab.corpus import EVENT_KIND, Corpus
from rexian.worktime.calendar import NAT
from rexian.worktime.period import working_days
from rexian.worktime.sources import china

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rexian.worktime.calendar import Calendar

Numbers: TypeAlias = npt.NDArray[np.int64]
HOUR = 3600


class _Kind(NamedTuple):
    share: float
    days: float
    """The median of working days that a closing takes."""


class _Unit(NamedTuple):
    share: float
    type: str


KINDS = {
    "inquiry": _Kind(0.35, 1.0),
    "complaint": _Kind(0.30, 5.0),
    "help": _Kind(0.20, 3.0),
    "report": _Kind(0.07, 6.0),
    "suggestion": _Kind(0.04, 4.0),
    "opinion": _Kind(0.02, 4.0),
    "praise": _Kind(0.015, 1.0),
    "other": _Kind(0.005, 3.0),
}
CHANNELS = {
    "county_12345": 0.58,
    "city_12345": 0.17,
    "provincial_12345": 0.11,
    "wechat": 0.05,
    "leader_mailbox": 0.03,
    "ganfutong": 0.02,
    "minsheng": 0.015,
    "wenzheng_jiangxi": 0.01,
    "china_gov": 0.01,
    "provincial_gov_mailbox": 0.005,
}
UNITS = {
    "县住建局": _Unit(0.17, "county_department"),
    "县城管局": _Unit(0.14, "county_department"),
    "县市场监管局": _Unit(0.14, "county_department"),
    "县人社局": _Unit(0.11, "county_department"),
    "县自然资源局": _Unit(0.08, "county_department"),
    "县教体局": _Unit(0.07, "county_department"),
    "县卫健委": _Unit(0.06, "county_department"),
    "县交通运输局": _Unit(0.06, "county_department"),
    "县农业农村局": _Unit(0.04, "county_department"),
    "县民政局": _Unit(0.03, "county_department"),
    "县生态环境局": _Unit(0.03, "vertical"),
    "县税务局": _Unit(0.02, "vertical"),
    "县供水公司": _Unit(0.03, "enterprise"),
    "城关镇": _Unit(0.02, "township"),
}
URGENCIES = {"ordinary": 0.965, "prompt": 0.025, "emergency": 0.007, "threat": 0.003}
CALLS = {1: 0.88, 2: 0.08, 3: 0.025, 4: 0.01, 5: 0.005}

#: Calls by hour of the day: few at night, most in the morning, again after the midday rest.
_HOURS = np.array(
    [2, 1, 1, 1, 1, 2, 4, 10, 28, 42, 44, 36, 20, 20, 36, 42, 38, 30, 20, 18, 16, 12, 8, 4], float
)
#: Calls from Monday to Sunday.
_WEEK = np.array([1.15, 1.05, 1.0, 1.0, 0.98, 0.6, 0.5])
_DAY_OFF = 0.55
_OPENS, _SHUTS = 8 * HOUR + HOUR // 2, 17 * HOUR + HOUR // 2
_MOST_DAYS = 90
_DIFFICULT_TAKES = 2.5
_NEVER_CLOSED = 0.02
_LEFT_OVERNIGHT = 0.85
_SEEN_FOR = 45
"""Days after the month's end at which the corpus was taken: nothing later is in it."""


def synthetic_month(
    seed: int = 12345, tickets: int = 2000, month: date = date(2025, 9, 1)
) -> Corpus:
    """Return a month of tickets, the same for the same arguments.

    Args:
        seed: of the random numbers.
        tickets: how many.
        month: any day of the month in which they are received; by default the one that runs into
            the long holiday of October 2025, where ways of counting days part.

    Raises:
        InputError: the number is not positive, or the calendar does not reach that month.
    """
    if tickets < 1:
        raise InputError(_("{n} tickets; write 1 or more").format(n=tickets))
    drawn = _Draw(np.random.default_rng(seed), tickets, china())
    frame = _tickets(drawn, month)
    received = frame["received_at"].to_numpy()
    times = _events(drawn, frame)
    units = drawn.choose(list(UNITS), [unit.share for unit in UNITS.values()])
    end = (_end_of_month(month) + _SEEN_FOR) * DAY
    story = _story(times, units, end)
    note = _("synthetic tickets, drawn from the seed {seed}: none is real").format(seed=seed)
    return Corpus(
        frame.with_columns(pl.Series("number", _numbers(received), pl.String)),
        story,
        frozenset({"received", "dispatched", "signed", "closed"}),
        (note, _("extensions are not recorded: due dates are those before any extension")),
    )


@dataclass(frozen=True, slots=True)
class _Draw:
    """The dice: every draw is a column of one number a ticket."""

    dice: np.random.Generator
    size: int
    calendar: Calendar

    def choose(self, values: Sequence[str] | Sequence[int], shares: Sequence[float]) -> pl.Series:
        """Draw values by their shares."""
        weights = np.array(shares) / sum(shares)
        places = self.dice.choice(len(values), self.size, p=weights)
        return pl.Series(list(values)).gather(pl.Series(places))

    def around(self, median: float | npt.NDArray[np.float64], spread: float) -> Numbers:
        """Draw log-normal amounts around a median, in whole numbers."""
        drawn = np.asarray(median) * self.dice.lognormal(0.0, spread, self.size)
        return np.rint(drawn).astype(np.int64)

    def chance(self, share: float) -> npt.NDArray[np.bool_]:
        """Draw whether something holds."""
        return self.dice.random(self.size) < share

    def within_office(self, *, early: bool = False) -> Numbers:
        """Draw a time of day in office hours, or in the first hours of the morning."""
        until = _OPENS + 2 * HOUR if early else _SHUTS
        return self.dice.integers(_OPENS, until, self.size)


def _tickets(drawn: _Draw, month: date) -> pl.DataFrame:
    received = _received(drawn, month)
    return pl.DataFrame(
        {
            "row": pl.Series(range(1, drawn.size + 1), dtype=pl.Int64),
            "number": pl.Series([None], dtype=pl.String).new_from_index(0, drawn.size),
            "received_at": received,
            "kind": drawn.choose(list(KINDS), [kind.share for kind in KINDS.values()]),
            "channel": drawn.choose(list(CHANNELS), list(CHANNELS.values())),
            "urgency": drawn.choose(list(URGENCIES), list(URGENCIES.values())),
            "calls": drawn.choose(list(CALLS), list(CALLS.values())),
            "difficult": drawn.chance(0.03),
        }
    )


def _received(drawn: _Draw, month: date) -> Numbers:
    first = day_number(month.replace(day=1))
    days = np.arange(first, _end_of_month(month))
    # 1970-01-01, day 0, was a Thursday.
    usual = _WEEK[(days + 3) % 7]
    off = np.array([not drawn.calendar.is_working_day(int(day)) for day in days])
    # A working Sunday is called on like a Monday, a holiday on a Monday like a Sunday.
    weights = np.where(off, np.minimum(usual, _DAY_OFF), np.maximum(usual, _WEEK[2]))
    chosen = drawn.dice.choice(days, drawn.size, p=weights / weights.sum())
    hours = drawn.dice.choice(24, drawn.size, p=_HOURS / _HOURS.sum())
    return np.sort(chosen * DAY + hours * HOUR + drawn.dice.integers(0, HOUR, drawn.size))


def _events(drawn: _Draw, frame: pl.DataFrame) -> dict[str, Numbers]:
    """Return when each ticket was dispatched, signed and, some day, closed."""
    received = frame["received_at"].to_numpy()
    urgent = (frame["urgency"] != "ordinary").to_numpy()
    dispatched = received + 60 + drawn.around(np.where(urgent, 6.0, 35.0) * 60, 0.9)
    signed = _signed(drawn, dispatched, urgent)
    return {"dispatched": dispatched, "signed": signed, "closed": _closed(drawn, frame, signed)}


def _signed(drawn: _Draw, dispatched: Numbers, urgent: npt.NDArray[np.bool_]) -> Numbers:
    """Signing takes hours; what comes in out of office hours mostly waits for the morning."""
    signed = dispatched + 120 + drawn.around(np.where(urgent, 0.4, 2.5) * HOUR, 0.9)
    shut = (signed % DAY < _OPENS) | (signed % DAY >= _SHUTS) | ~_working(drawn.calendar, signed)
    waits = shut & ~urgent & drawn.chance(_LEFT_OVERNIGHT)
    # Before the office opens the morning is the same day's, else that of the next working day.
    before = np.where(signed % DAY < _OPENS, signed - DAY, signed)
    morning = _working_days_after(drawn.calendar, before, np.ones(drawn.size, np.int64))
    return np.where(waits, morning * DAY + drawn.within_office(early=True), signed)


def _closed(drawn: _Draw, frame: pl.DataFrame, signed: Numbers) -> Numbers:
    medians = {name: kind.days for name, kind in KINDS.items()}
    usual = frame["kind"].replace_strict(medians, return_dtype=pl.Float64).to_numpy()
    longer = np.where(frame["difficult"].to_numpy(), _DIFFICULT_TAKES, 1.0)
    taken = np.minimum(drawn.around(usual * longer, 0.75), _MOST_DAYS)
    days = np.where(taken > 0, _working_days_after(drawn.calendar, signed, taken), signed // DAY)
    closed = np.maximum(days * DAY + drawn.within_office(), signed + drawn.around(2400, 0.5) + 300)
    return np.where(drawn.chance(_NEVER_CLOSED), NAT, closed)


def _working(calendar: Calendar, instants: Numbers) -> npt.NDArray[np.bool_]:
    table = np.frombuffer(calendar.working, np.uint8)
    working: npt.NDArray[np.bool_] = table[instants // DAY - calendar.first].astype(np.bool_)
    return working


def _working_days_after(calendar: Calendar, starts: Numbers, counts: Numbers) -> Numbers:
    """Return the day number of each count-th working day after the start's day."""
    periods = [working_days(n) for n in range(_MOST_DAYS + 1)]
    ends, _provisional = worktime.add(calendar, starts, periods, counts)
    return ends // DAY


def _story(times: dict[str, Numbers], units: pl.Series, end: int) -> pl.DataFrame:
    """Return the events as the corpus holds them: by ticket, in order, none later than the end."""
    types = units.replace_strict({name: unit.type for name, unit in UNITS.items()})
    parts = [
        pl.DataFrame({"type": [name]}).join(
            pl.DataFrame({"at": at, "unit": units, "unit_type": types}), how="cross"
        )
        for name, at in times.items()
    ]
    indexed = [
        part.with_row_index("ticket").with_columns(pl.col("ticket").cast(pl.Int32))
        for part in parts
    ]
    whole = pl.concat(indexed).filter((pl.col("at") != NAT) & (pl.col("at") < end))
    host = pl.col("type") == "dispatched"
    return whole.select(
        "ticket",
        pl.col("type").cast(EVENT_KIND),
        "at",
        "unit",
        pl.when(host).then("unit_type").alias("unit_type"),
    ).sort("ticket", "at", maintain_order=True)


def _numbers(received: Numbers) -> list[str]:
    """Return ticket numbers: the day, then the ticket's place in it."""
    days = (received // DAY).astype("M8[D]").astype(str)
    first = np.searchsorted(received // DAY, received // DAY)
    places = np.arange(received.size) - first + 1
    return [f"{day.replace('-', '')}{place:05d}" for day, place in zip(days, places, strict=True)]


def _end_of_month(month: date) -> int:
    """Return the number of the day after the month's last."""
    return day_number((month.replace(day=28) + timedelta(days=4)).replace(day=1))
