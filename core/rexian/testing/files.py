"""The files of a folder of worked cases, read strictly.

Beside each other stand `cases*.yaml`, cases as `rexian explain` reads them; `readings*.yaml`, cases
under other readings than the default ones; and `duties*.yaml`, days on which duties fall due.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from rexian.errors import InputError, nearest
from rexian.i18n import _
from rexian.instants import to_datetime
from rexian.model import casefile
from rexian.model.case import Case, read_case
from rexian.model.values import (
    read_instant,
    read_list,
    read_mapping,
    read_text,
    unknown_key,
    within,
)

T = TypeVar("T")
_FLIP = ("case", "readings", "expect")
_DAYS = ("from", "to", "readings", "due")


@dataclass(frozen=True, slots=True)
class Flip:
    """A case under other readings than the default ones, and what then follows."""

    case: Case
    readings: Mapping[str, str]

    def __str__(self) -> str:
        return f"{self.case.id} {_chosen(self.readings)}"


@dataclass(frozen=True, slots=True)
class Days:
    """A stretch of days, and on which of them duties fall due: just these, each duty listed.

    Attributes:
        due: the days by the id of the duty.
    """

    first: date
    last: date
    readings: Mapping[str, str]
    due: Mapping[str, tuple[date, ...]]

    def __str__(self) -> str:
        return f"{self.first} {self.last} {_chosen(self.readings)}".rstrip()


def _chosen(readings: Mapping[str, str]) -> str:
    return " ".join(f"{name}={choice}" for name, choice in readings.items())


@dataclass(frozen=True)
class CaseFiles:
    """A folder's files of worked cases, each read once; None has none.

    Raises:
        InputError: on reading, a file is not as it should be; the message names file and entry.
    """

    home: Path | None

    @cached_property
    def cases(self) -> Mapping[Path, tuple[Case, ...]]:
        """The cases of each file of `cases*.yaml`."""
        return self._read("cases*.yaml", read_case)

    @cached_property
    def flips(self) -> Mapping[Path, tuple[Flip, ...]]:
        """The cases under other readings of each file of `readings*.yaml`.

        An entry has `readings` (id to choice), as `case` the id of one of the cases or a case of
        its own, and `expect`; without it, the case expects what it says itself.
        """
        return self._read("readings*.yaml", self._flip)

    @cached_property
    def days(self) -> Mapping[Path, tuple[Days, ...]]:
        """The stretches of days of each file of `duties*.yaml`.

        An entry has `from`, `to`, `due` (a duty's id to its days), and `readings` if need be.
        """
        return self._read("duties*.yaml", _days)

    @cached_property
    def by_id(self) -> Mapping[str, Case]:
        """The cases that have an id, by it."""
        return {case.id: case for cases in self.cases.values() for case in cases if case.id}

    def entries(self, file: Path) -> tuple[tuple[str, Case | Flip | Days], ...]:
        """Return what one file holds, each with a name that no other there has."""
        kinds: tuple[Mapping[Path, tuple[Case | Flip | Days, ...]], ...]
        kinds = (self.cases, self.flips, self.days)
        found = next((kind[file] for kind in kinds if file in kind), ())
        return tuple(zip(_names(found), found, strict=True))

    def _read(self, pattern: str, read: Callable[[Any, str], T]) -> Mapping[Path, tuple[T, ...]]:
        files = sorted(self.home.glob(pattern)) if self.home else []
        return {file: tuple(_entries(file, read)) for file in files}

    def _flip(self, raw: object, where: str) -> Flip:
        with within(where):
            entry = _keys(raw, _FLIP, ("case", "readings"))
            named = entry["case"]
            case = self._named(named) if isinstance(named, str) else read_case(named)
            expect = read_mapping(entry.get("expect", case.expect))
            return Flip(replace(case, expect=expect), _readings(entry))

    def _named(self, name: str) -> Case:
        if name not in self.by_id:
            problem = _("there is no case {name}").format(name=name)
            raise InputError(problem + nearest(name, self.by_id))
        return self.by_id[name]


def _entries(file: Path, read: Callable[[Any, str], T]) -> Iterable[T]:
    raw = casefile.load(file)
    for number, entry in enumerate([] if raw is None else read_list(raw), start=1):
        yield read(entry, f"{file}: {_place(entry, number)}")


def _place(entry: object, number: int) -> str:
    named = entry.get("id") if isinstance(entry, Mapping) else None
    return _("case {name}").format(name=named or number)


def _keys(raw: object, known: tuple[str, ...], needed: tuple[str, ...]) -> Mapping[str, Any]:
    entry = read_mapping(raw)
    for key in entry:
        if key not in known:
            raise InputError(unknown_key(key, known))
    for key in needed:
        if key not in entry:
            raise InputError(_("no key {key}").format(key=key))
    return entry


def _readings(entry: Mapping[str, Any]) -> dict[str, str]:
    with within("readings"):
        chosen = read_mapping(entry.get("readings", {}))
        return {str(name): read_text(choice) for name, choice in chosen.items()}


def _days(raw: object, where: str) -> Days:
    with within(where):
        entry = _keys(raw, _DAYS, ("from", "to", "due"))
        return Days(_day(entry["from"]), _day(entry["to"]), _readings(entry), _due(entry["due"]))


def _due(raw: object) -> dict[str, tuple[date, ...]]:
    with within("due"):
        return {
            str(name): tuple(_day(day) for day in read_list(days))
            for name, days in read_mapping(raw).items()
        }


def _day(raw: object) -> date:
    return to_datetime(read_instant(raw)).date()


def _names(found: Iterable[Case | Flip | Days]) -> list[str]:
    """Name each entry by itself; a second one of the same name gets a number."""
    names: list[str] = []
    for number, entry in enumerate(found, start=1):
        plain = (entry.id or str(number)) if isinstance(entry, Case) else str(entry)
        twice = sum(name.partition(" #")[0] == plain for name in names)
        names.append(f"{plain} #{twice + 1}" if twice else plain)
    return names
