"""Due dates in working days: Rexian beside a bare table and its peers.

    uv run --group bench python benchmarks/worktime.py [--quick]

Every contender takes start instants and gives due instants, under the same convention: start day
out, fifth working day in, ending at 23:59:59. Peers are checked against our answers first; a wrong
one is timed all the same and its share of wrong answers shown. One run, repeats interleaved,
medians.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import time
import warnings
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import chinese_calendar
import holidays
import numpy as np
import pandas as pd
import polars as pl
from rexian.instants import DAY, date_of, day_number, parse_instant
from rexian.lab import worktime as columns
from rexian.worktime.calendar import NAT
from rexian.worktime.period import working_days
from rexian.worktime.sources import china
from workalendar.asia import China

if TYPE_CHECKING:
    import datetime as dt

N = 5
SINCE, UNTIL = "2020-01-05T00:00", "2023-11-30"  # what every peer has data for
Contenders = dict[str, Callable[[Any], Any]]

warnings.filterwarnings("ignore", message="Support years 2018-2023")  # workalendar, off our span


def off_days() -> list[dt.date]:
    """The published days off: what turns an all-week mask into the Chinese calendar.

    Peers search this list, so it is no longer than the years at hand need.
    """
    calendar = china()
    assert calendar.published is not None
    first, last = calendar.published
    return [date_of(day) for day in range(first, last + 1) if not calendar.is_working_day(day)]


def end_of(day: dt.date) -> int:
    return (day_number(day) + 1) * DAY - 1


def scalars() -> Contenders:
    calendar, period = china(), working_days(N)
    first = calendar.first
    upto: list[int] = np.cumsum(list(calendar.working)).tolist()
    nth = [0] + [(first + i + 1) * DAY - 1 for i, working in enumerate(calendar.working) if working]
    off = np.array(off_days(), "M8[D]")
    busdays = np.busdaycalendar("1111111", off)
    pandas_days = pd.offsets.CustomBusinessDay(
        N, weekmask="Mon Tue Wed Thu Fri Sat Sun", holidays=off
    )
    here, workalendar = holidays.country_holidays("CN"), China()

    def bare(start: int) -> int:
        return nth[upto[start // DAY - first] + N]

    def numpy_busdays(start: int) -> int:
        day = np.busday_offset(
            np.datetime64(start // DAY, "D"), N, roll="preceding", busdaycal=busdays
        )
        return (int(day.astype(np.int64)) + 1) * DAY - 1

    def pandas_offset(start: int) -> int:
        day = pd.Timestamp(start // DAY * DAY, unit="s")
        if not pandas_days.is_on_offset(day):
            day = pandas_days.rollback(day)
        return int((day + pandas_days).timestamp()) + DAY - 1

    return {
        "bare Python table": bare,
        "rexian add(…, 5wd)": lambda start: calendar.add(start, period),
        "numpy, inverted": numpy_busdays,
        "holidays": lambda start: end_of(here.get_nth_working_day(date_of(start // DAY), N)),
        "pandas, inverted": pandas_offset,
        "workalendar": lambda start: end_of(workalendar.add_working_days(date_of(start // DAY), N)),
        "chinese-calendar": lambda start: end_of(
            chinese_calendar.find_workday(N, date_of(start // DAY))
        ),
    }


def each(function: Callable[[int], int]) -> Callable[[list[int]], list[int]]:
    return lambda starts: [function(start) for start in starts]


def vectors() -> Contenders:
    calendar, period = china(), working_days(N)
    working = np.frombuffer(calendar.working, np.uint8)
    upto, nth = np.cumsum(working), np.flatnonzero(working)
    off = off_days()
    busdays = np.busdaycalendar("1111111", np.array(off, "M8[D]"))

    def numpy_busdays(data: Columns) -> Any:
        days = data.stamps.astype("M8[D]")
        due = np.busday_offset(days, N, roll="preceding", busdaycal=busdays)
        return due.astype("M8[s]") + np.timedelta64(DAY - 1, "s")

    def polars_busdays(data: Columns) -> Any:
        day = pl.col("start").cast(pl.Date)
        due = day.dt.add_business_days(N, week_mask=(True,) * 7, holidays=off, roll="backward")
        return data.frame.select(due.cast(pl.Datetime("ms")) + pl.duration(seconds=DAY - 1))

    return {
        "numpy.take twice, bare": lambda data: np.take(nth, np.take(upto, data.slots)),
        "rexian.lab add": lambda data: columns.add(calendar, data.starts, period),
        "polars, inverted": polars_busdays,
        "numpy, inverted": numpy_busdays,
        "memcpy": lambda data: data.starts.copy(),
    }


class Columns:
    """The same starts in each contender's own dress; one in a hundred is absent."""

    def __init__(self, size: int) -> None:
        rng = np.random.default_rng(1)
        self.starts = rng.integers(parse_instant("2004-01-05T00:00"), parse_instant(UNTIL), size)
        self.slots = self.starts // DAY - china().first
        self.starts[::100] = NAT
        self.stamps = self.starts.view("M8[s]")
        self.frame = pl.DataFrame({"start": self.stamps.astype("M8[ms]")})


def measure(
    contenders: Contenders, inputs: dict[str, Any], repeats: int
) -> Iterator[tuple[str, float]]:
    """Yield each contender's median seconds; a round runs every contender once."""
    times: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(repeats):
        for name, run in contenders.items():
            begin = time.perf_counter()
            run(inputs[name])
            times[name].append(time.perf_counter() - begin)
    for name, spent in times.items():
        yield name, statistics.median(spent)


def wrong(expected: list[int], got: list[int]) -> str:
    share = sum(a != b for a, b in zip(expected, got, strict=True)) / len(expected)
    return f"{share:.1%} wrong" if share else "agrees"


def report(title: str, unit: str, scale: float, rows: list[tuple[str, float, str]]) -> None:
    print(f"\n{title}\n{'':28}{unit:>12}{'ratio':>10}")
    base = rows[0][1]
    for name, seconds, note in rows:
        print(f"{name:28}{seconds * scale:12.3f}{seconds / base:10.2f}   {note}")


def one_by_one(quick: bool) -> None:
    low, high = parse_instant(SINCE), parse_instant(UNTIL)
    rng = np.random.default_rng(1)
    fast = rng.integers(low, high, 20_000 if quick else 100_000).tolist()
    slow = fast[:300]
    contenders = {name: each(function) for name, function in scalars().items()}
    quickest = list(contenders)[:3]
    inputs = {name: fast if name in quickest else slow for name in contenders}
    expected = contenders["rexian add(…, 5wd)"](fast)
    notes = {
        name: wrong(expected[: len(inputs[name])], run(inputs[name]))
        for name, run in contenders.items()
    }
    rows = [
        (name, seconds / len(inputs[name]), notes[name])
        for name, seconds in measure(contenders, inputs, 5 if quick else 9)
    ]
    report("One due date (aim: at most 2.5 of the bare table)", "us", 1e6, rows)


def ten_million(quick: bool) -> None:
    size = 1_000_000 if quick else 10_000_000
    data = Columns(size)
    contenders = vectors()
    due = columns.add(china(), data.starts, working_days(N))[0]
    sample = slice(0, 200_000)
    notes = dict.fromkeys(contenders, "")
    peer = contenders["numpy, inverted"](data).astype(np.int64)
    notes["numpy, inverted"] = wrong(due[sample].tolist(), peer[sample].tolist())
    peer = contenders["polars, inverted"](data).to_series().dt.epoch("s").fill_null(NAT).to_numpy()
    notes["polars, inverted"] = wrong(due[sample].tolist(), peer[sample].tolist())
    inputs = dict.fromkeys(contenders, data)
    rows = [(n, s, notes[n]) for n, s in measure(contenders, inputs, 3 if quick else 5)]
    best = min(seconds for name, seconds, note in rows if note == "agrees")
    report(f"{size:,} due dates (aim: at most 1.5 of numpy.take twice)", "ms", 1e3, rows)
    print(f"best correct peer / rexian.lab: {best / rows[1][1]:.1f} (aim: at least 10)")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="smaller, for a look")
    quick = parser.parse_args().quick
    print(f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores")
    one_by_one(quick)
    ten_million(quick)


if __name__ == "__main__":
    main()
