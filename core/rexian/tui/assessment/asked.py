"""What has been worked out for the page of the assessment, kept until something happens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

from rexian.assess.periods import Month
from rexian.errors import InputError
from rexian.i18n import _

if TYPE_CHECKING:
    from rexian.lab.ownmonths import Trend, Worked

Told = Mapping[str, Any]
Stamp = tuple[int, int]
#: A month, the indicator by which units are ranked, and a file of ranks; empty for none.
Asked = tuple[Month, str, str]
#: Seconds beyond which a month is not worked out anew by itself, whenever somebody does something.
_LONG = 1.5


def lab() -> Any:
    """Return what works months out; it is loaded when it is first needed.

    Raises:
        InputError: what it needs is not installed.
    """
    try:
        return import_module("rexian.lab.ownmonths")
    except ModuleNotFoundError as missing:
        told = _("this needs {module}, which is not installed: pip install 'rexian[{extra}]'")
        raise InputError(told.format(module=missing.name, extra="lab")) from None


class Kept:
    """Months by what they were asked for, each with the indicator by which units are ranked.

    Attributes:
        is_stale: whether what is shown is older than what was recorded last.
    """

    def __init__(self) -> None:
        self._months: dict[Asked, Worked] = {}
        self._trends: dict[Asked, Trend] = {}
        self.is_stale = False

    def keep(self, asked: Asked, worked: Worked) -> None:
        """Keep a month."""
        self._months[asked] = worked
        self.is_stale = False

    def keep_trend(self, asked: Asked, trend: Trend) -> None:
        """Keep the months up to one."""
        self._trends[asked] = trend

    def forget(self) -> None:
        """Forget everything: it is to be worked out anew."""
        self._months.clear()
        self._trends.clear()

    def worked(self, asked: Asked) -> Worked | None:
        """Return a month; None where it is not worked out."""
        return self._months.get(asked)

    def is_current(self, asked: Asked, stamp: Stamp) -> bool:
        """Whether a month is worked out and nothing was recorded since."""
        found = self._months.get(asked)
        return found is not None and found.stamp == stamp

    def takes_long(self, asked: Asked) -> bool:
        """Whether working a month out took so long that it is not done again unasked."""
        found = self._months.get(asked)
        return found is not None and found.seconds > _LONG

    def has_trend(self, asked: Asked) -> bool:
        """Whether the months up to one are as fresh as that month."""
        month, trend = self._months.get(asked), self._trends.get(asked)
        return month is not None and trend is not None and month.stamp == trend.stamp

    def report(self, asked: Asked) -> Told:
        """Return a month's report, with the ranks of the months before where they are known."""
        if self.has_trend(asked):
            return self._trends[asked].report
        month = self._months.get(asked)
        return month.report if month else {}

    def trend(self, asked: Asked) -> Sequence[Told]:
        """Return the figures of the months up to one; nothing where they are not worked out."""
        return self._trends[asked].months if asked in self._trends else ()
