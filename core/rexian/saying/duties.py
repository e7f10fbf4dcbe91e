"""Duties in words: what is to be done, by and for whom, on which day, from which article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from rexian.duties.days import Cadence
from rexian.duties.expand import Bound, Entry, Expansion
from rexian.duties.schedule import Standing
from rexian.i18n import _
from rexian.jurisdictions import Jurisdiction
from rexian.model.vocabulary import STRENGTHS
from rexian.tellers import locators, whence
from rexian.words import join


def what(jurisdiction: Jurisdiction, found: Bound) -> tuple[str, str, str]:
    """Say what is to be done, who does it for whom, and from which article that comes."""
    duty = found.duty
    label = duty.label()
    if duty.strength != "must":
        label += f" ({STRENGTHS.label(duty.strength)})"
    items = [_("- {item}").format(item=item.label()) for item in duty.agenda]
    who = duty.who.label() if duty.who else _("not said")
    whom = [_("for: {whom}").format(whom=duty.to.label())] if duty.to else []
    cited = locators(jurisdiction.citations(found.layer, duty.per))
    by = join(cited) + whence(found.depth)
    return "\n".join([label, *items]), "\n".join([who, *whom]), by


def when(entry: Entry) -> str:
    """Say the day, what moved it, when to remind, and what another reading would make of it."""
    due = entry.due
    lines = [f"{due.on}" + (_(" (provisional)") if due.provisional else "")]
    if due.window:
        first, last = (_near(day, due.on) for day in due.window)
        lines.append(_("between {first} and {last}").format(first=first, last=last))
    if due.rolled_from:
        lines.append(_("moved from {day}").format(day=_near(due.rolled_from, due.on)))
    if due.remind_on != due.on:
        lines.append(_("remind on {day}").format(day=_near(due.remind_on, due.on)))
    others = sorted({day for day in entry.otherwise.values() if day} - {due.on})
    lines += [_("or read as {day}").format(day=_near(day, due.on)) for day in others]
    return "\n".join(lines)


def _near(day: date, other: date) -> str:
    """Write a day beside another one: without the year if they share it."""
    return f"{day:%m-%d}" if day.year == other.year else f"{day}"


def run(days: Sequence[date], entry: Entry) -> str:
    """Say the days of a daily duty at once."""
    how = _("every day") if entry.due.every is Cadence.DAY else _("every working day")
    if len(days) == 1:
        return f"{days[0]}\n{how}"
    last = _near(days[-1], days[0])
    return _("{first} to {last}").format(first=days[0], last=last) + f"\n{how}"


def standing(what: Standing) -> str:
    """Say how many there must be, and for whom each."""
    form = {
        None: _("standing"),
        "unit": _("at least {n} in each unit"),
        "person": _("at least {n} for each person"),
    }[what.per]
    return form.format(n=what.least)


def how_far(due_on: date, today: date) -> str:
    """Say how far off a day is."""
    days = (due_on - today).days
    if not days:
        return _("today")
    told = _("in {n}d") if days > 0 else _("{n}d ago")
    return told.format(n=abs(days))


def undated(told: Expansion) -> Iterator[tuple[str, Bound]]:
    """Yield the duties without a day, each with what it has instead."""
    yield from ((_("all the time"), found) for found in told.continuous)
    yield from ((_("how often is not said"), found) for found in told.period_unset)
    yield from ((standing(least), found) for found, least in told.standing)
