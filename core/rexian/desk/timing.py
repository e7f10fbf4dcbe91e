"""When a thing happened and when it was taken down: entering it late needs leave and a reason."""

from __future__ import annotations

from rexian.desk.ticket import Opened
from rexian.errors import InputError, Refused
from rexian.i18n import _
from rexian.instants import Instant, format_instant
from rexian.lifecycle.history import happened


class UnexplainedError(InputError):
    """Something is recorded late, and nobody has said why."""


def present(opened: Opened, now: Instant) -> Instant:
    """Return the present as a ticket has it: time never runs backwards there.

    The clocks of two machines differ by seconds, and a wrong one may be set back.
    """
    return max([now, *(record.occurred for record in happened(opened.records)[-1:])])


def not_to_come(at: Instant, now: Instant) -> Instant:
    """Let pass what has happened.

    Raises:
        InputError: it is yet to come.
    """
    if at > now:
        raise InputError(_("{time} is yet to come").format(time=format_instant(at)))
    return at


def occurred_at(
    at: Instant | None, now: Instant, *, is_late: bool, may_be_late: bool, reason: str | None
) -> Instant:
    """Return when a thing happened: now, or as they say who record it.

    `is_late` says that it is longer ago than anybody may still record by himself.

    Raises:
        InputError: it has not happened yet, or no reason is given for recording it so late.
        Refused: it is too late for them to record it.
    """
    if at is None:
        return now
    not_to_come(at, now)
    if not is_late:
        return at
    if not may_be_late:
        raise Refused(
            _(
                "{time} is too long ago for you to record; record it as of now, to be corrected"
            ).format(time=format_instant(at))
        )
    if not reason:
        raise UnexplainedError(_("say why it is only recorded now: --late-because REASON"))
    return at
