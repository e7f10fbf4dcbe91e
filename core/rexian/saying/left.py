"""How much time is left, in words."""

from __future__ import annotations

from rexian.i18n import _
from rexian.instants import DAY, Instant, format_instant
from rexian.words import say_time

_HOUR = 3600
_MINUTE = 60


def say_left(due_at: Instant | None, now: Instant) -> str:
    """Say how much time is left until something is due, or by how much it is overdue."""
    if due_at is None:
        return ""
    told = _("{time} left") if due_at >= now else _("{time} over")
    return told.format(time=_span(abs(due_at - now)))


def say_since(at: Instant, now: Instant) -> str:
    """Say how long ago something was."""
    return _("for {time}").format(time=_span(max(0, now - at)))


def _span(seconds: int) -> str:
    """Say a span in its two greatest units: days and hours, or hours and minutes."""
    days, rest = divmod(seconds, DAY)
    hours, rest = divmod(rest, _HOUR)
    if days:
        return _("{days}d {hours}h").format(days=days, hours=hours)
    if hours:
        return _("{hours}h {minutes}min").format(hours=hours, minutes=rest // _MINUTE)
    return _("{minutes}min").format(minutes=rest // _MINUTE)


def say_due(due_at: Instant | None) -> str:
    """Say when something is due."""
    return "" if due_at is None else say_time(format_instant(due_at))
