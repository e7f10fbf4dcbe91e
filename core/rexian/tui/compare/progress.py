"""A run beside the screen: how far it is, its end before the end, and a ticket of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rexian.desk.seat import Seat
from rexian.desk.taking import taken_over
from rexian.errors import InputError, RexianError
from rexian.i18n import _
from rexian.instants import parse_instant
from rexian.lab.asked import Asked
from rexian.model.case import Case

if TYPE_CHECKING:
    from rexian.lab.running import Ran


class GivenUp(RexianError):  # noqa: N818 - an end, not a fault
    """The run was given up."""


@dataclass
class Progress:
    """How far a run is; its thread writes it, and the screen reads it."""

    done: int = 0
    total: int = 0
    what: str = ""
    is_given_up: bool = False

    def say(self, done: int, total: int, what: str) -> None:
        """Take in how far it is.

        Raises:
            GivenUp: it has been given up meanwhile.
        """
        if self.is_given_up:
            raise GivenUp(_("given up"))
        self.done, self.total, self.what = done, total, what


def compare(seat: Seat, asked: Asked, progress: Progress) -> Ran:
    """Compare many tickets; see `rexian.lab.running.run`.

    Raises:
        GivenUp: it was given up.
        InputError: what it needs is not installed, or what is asked for is amiss.
        Refused: somebody may not see all the desk's tickets.
    """
    try:
        from rexian.lab.running import run
    except ModuleNotFoundError as missing:
        told = _("this needs {module}, which is not installed: pip install 'rexian[{extra}]'")
        raise InputError(told.format(module=missing.name, extra="lab")) from None
    return run(seat, asked, progress.say)


def ticket_of(seat: Seat, ran: Ran, asked: Asked, place: int) -> Case:
    """Return a ticket of a run as a case, as at when the run judged it.

    One of the desk's own is opened there, so that the journal keeps who looked at it.
    """
    from rexian.lab.onecase import case_at

    corpus, as_at = ran.found.corpus, ran.found.report["as_at"]
    case = case_at(corpus, place)
    if not asked.files and case.id is not None:
        case = taken_over(seat, case.id)
    return replace(case, now=parse_instant(as_at) if as_at else None)
