"""The supervision ledger in words, and as JSON: why, by whom, in which form, what is due next."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rexian.desk.carrying import carried_off
from rexian.desk.queue import VIEWS
from rexian.desk.seat import Seat
from rexian.desk.supervised import STATES, Awaited, Entry, Ground, Order
from rexian.desk.supervision import Ledger
from rexian.documents.tables import write_table
from rexian.i18n import _
from rexian.instants import DAY, Instant, format_instant
from rexian.lifecycle.kinds import RECORD_TYPES
from rexian.questions import QUESTIONS
from rexian.saying.left import say_due, say_left, say_since
from rexian.tellers import Teller, locators
from rexian.words import join, listed, say_keys, say_time, say_word

_QUESTIONS = {question.id: question for question in QUESTIONS}
#: What of a ruling on supervision is told beside its grounds.
_MORE = ("forms", "attend", "ledger")


def state(entry: Entry) -> str:
    """Say how a ticket stands in the ledger."""
    return STATES.label(entry.state)


def when(entry: Entry, now: Instant) -> str:
    """Say what time presses for: since when it is called for, what is left until what is due."""
    if entry.state == "called":
        return say_since(entry.since, now)
    if entry.state == "nearing":
        return say_left(entry.since, now)
    if entry.settled_at is not None:
        return format_instant(entry.settled_at)[:10]
    return say_left(entry.due_at, now) if entry.due_at is not None else say_since(entry.since, now)


def tone(entry: Entry, now: Instant) -> str:
    """Return how a ticket stands, as a word that faces have a colour for."""
    if entry.state == "open":
        due = entry.due_at
        return "calm" if due is None or due - now > DAY else "late" if due < now else "soon"
    return {"called": "late", "nearing": "soon", "settled": "dim"}[entry.state]


def by(entry: Entry) -> str:
    """Say who supervises, or who is to."""
    named = [order.by for order in entry.orders if order.by]
    named += [name for g in entry.grounds if not g.answered for name in _named(g.told.get("by"))]
    return listed(list(dict.fromkeys(map(say_word, named))))


def form(entry: Entry) -> str:
    """Say in which forms it was ordered; of what is still to be ordered, which ones there are."""
    ordered = [order.form for order in entry.orders if order.form]
    forms = ordered or (entry.ruling["outcome"] or {}).get("forms") or ()
    return listed(
        list(dict.fromkeys(say_word(each, key="forms", question="supervision") for each in forms))
    )


def clauses(entry: Entry) -> str:
    """Say on which clauses it rests."""
    cited = [place for each in entry.grounds for place in locators(each.told["citations"])]
    return listed(list(dict.fromkeys(cited)))


def due(awaited: Awaited, now: Instant) -> str:
    """Say what is due, by when, and how much is left."""
    asked = _QUESTIONS.get(awaited.what.partition(".")[0])
    what = asked.label() if asked else awaited.what
    if awaited.due_at is None:
        return _("{what}: not handed in").format(what=what)
    form = _("{what}: {when}, {left}")
    return form.format(what=what, when=say_due(awaited.due_at), left=say_left(awaited.due_at, now))


def next_due(entry: Entry, now: Instant) -> str:
    """Say what is due next, if anything is."""
    return due(entry.awaited[0], now) if entry.awaited else ""


def ordered(order: Order) -> str:
    """Say when and by whom it was put under supervision, and in which form."""
    told = [
        order.by and say_word(order.by),
        order.form and say_word(order.form, key="forms", question="supervision"),
    ]
    said = listed([each for each in told if each])
    return join([say_time(format_instant(order.at)), *([said] if said else []), order.actor])


def because(ground: Ground, teller: Teller) -> str:
    """Say a ground with its clause, since when it is met, and whether anybody has acted on it."""
    told = _("{ground}; since {when}").format(
        ground=teller.ground(ground.told), when=say_time(format_instant(ground.since))
    )
    return told if ground.answered else _("{told}: to be acted on").format(told=told)


def lines(entry: Entry, now: Instant, teller: Teller) -> Iterator[tuple[str, str]]:
    """Yield everything that the ledger tells of a ticket: what it is about, and what is said."""
    row = entry.row
    yield _("stage"), VIEWS.label(row.view) if row.view in VIEWS else row.view
    yield from ((_("supervised"), ordered(each)) for each in entry.orders)
    yield from ((_("ground"), because(each, teller)) for each in entry.grounds)
    outcome = entry.ruling["outcome"] or {}
    more = {key: outcome[key] for key in _MORE if outcome.get(key)}
    yield from ((_("laid down"), said) for said in say_keys(more, question="supervision"))
    yield from ((_("due"), due(each, now)) for each in entry.awaited)
    for each in entry.received:
        who = [each.unit] if each.unit else []
        told = [RECORD_TYPES[each.what].label(), say_time(format_instant(each.at)), *who]
        yield _("received"), join(told)
    if not entry.received and entry.orders:
        yield _("received"), _("nothing yet")
    if entry.settled_at is not None:
        yield _("settled"), say_time(format_instant(entry.settled_at))


def heads() -> tuple[str, ...]:
    """Return the headings of the ledger as a sheet."""
    return (
        _("state"), _("number"), _("title"), _("unit"), _("since"), _("supervised by"), _("form"),
        _("ground"), _("due next"), _("received"), _("settled"),
    )  # fmt: skip


def cells(entry: Entry, now: Instant, teller: Teller) -> tuple[str, ...]:
    """Return a ticket as a row of that sheet."""
    received = [
        f"{RECORD_TYPES[r.what].label()} {format_instant(r.at)[:10]}" for r in entry.received
    ]
    settled_at = entry.settled_at
    return (
        state(entry),
        entry.number,
        entry.row.title,
        entry.row.host or "",
        say_time(format_instant(entry.since)),
        by(entry),
        form(entry),
        join([teller.ground(each.told) for each in entry.grounds]),
        next_due(entry, now),
        join(received),
        "" if settled_at is None else say_time(format_instant(settled_at)),
    )


def export(seat: Seat, found: Ledger, path: Path) -> None:
    """Write the ledger as a spreadsheet; the journal keeps who took it away.

    Raises:
        InputError: the file is there already, or cannot be written.
    """
    teller = seat.deployment.rules.teller
    carried_off(seat, [entry.number for entry in found.entries], "supervision")
    rows = [cells(entry, found.now, teller) for entry in found.entries]
    write_table(path, _("supervision ledger"), heads(), rows)


def told(entry: Entry, now: Instant) -> dict[str, Any]:
    """Return a ticket as JSON holds it."""
    row = entry.row
    return {
        "number": entry.number,
        "title": row.title,
        "kind": row.kind,
        "unit": row.host,
        "stage": row.stage,
        "view": row.view,
        "state": entry.state,
        "since": format_instant(entry.since),
        "orders": [
            {"at": format_instant(o.at), "by": o.by, "form": o.form, "actor": o.actor}
            for o in entry.orders
        ],
        "grounds": [
            {**g.told, "since": format_instant(g.since), "answered": g.answered}
            for g in entry.grounds
        ],
        "forms": list((entry.ruling["outcome"] or {}).get("forms") or ()),
        "awaited": [_awaited(each, now) for each in entry.awaited],
        "received": [
            {"type": r.what, "at": format_instant(r.at), "unit": r.unit} for r in entry.received
        ],
        "settled_at": _time(entry.settled_at),
    }


def _awaited(each: Awaited, now: Instant) -> dict[str, Any]:
    due = each.due_at
    remaining = None if due is None else due - now
    return {"what": each.what, "due_at": _time(due), "remaining": remaining}


def _named(value: object) -> list[str]:
    return [value] if isinstance(value, str) else [str(each) for each in _all(value)]


def _all(value: object) -> tuple[Any, ...]:
    return tuple(value) if isinstance(value, list | tuple) else ()


def _time(at: Instant | None) -> str | None:
    return None if at is None else format_instant(at)
