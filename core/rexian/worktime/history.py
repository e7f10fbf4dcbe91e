"""The versions of one calendar and which of them was known when.

Lateness is fixed when an act is done: a later notice never makes a timely act late, so an act is
judged by the version known at that moment.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rexian.errors import InputError
from rexian.i18n import _
from rexian.worktime.calendar import NAT, Calendar

if TYPE_CHECKING:
    from rexian.instants import Instant


@dataclass(frozen=True, slots=True)
class CalendarHistory:
    """Versions of a calendar, oldest first; one without `announced` was always known.

    Raises:
        InputError: there is no version, none was known from the start, or they are out of order.
    """

    versions: tuple[Calendar, ...]

    def __post_init__(self) -> None:
        known = self._known()
        if not known or known[0] != NAT:
            raise InputError(_("a calendar's history starts with a version that was always known"))
        if sorted(known) != known:
            raise InputError(_("a calendar's versions stand in the order of their announcement"))

    def _known(self) -> list[Instant]:
        return [NAT if v.announced is None else v.announced for v in self.versions]

    @property
    def current(self) -> Calendar:
        """The version announced last."""
        return self.versions[-1]

    def as_of(self, instant: Instant) -> Calendar:
        """Return the version known at the instant."""
        if len(self.versions) == 1:
            return self.versions[0]
        return self.versions[bisect_right(self._known(), instant) - 1]

    def with_version(self, version: Calendar) -> CalendarHistory:
        """Return the history with one more version, announced after the others."""
        return CalendarHistory((*self.versions, version))
