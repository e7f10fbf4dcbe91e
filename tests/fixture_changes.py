"""Changes as commands make them, without a desk: made-up tickets of made-up units."""

from dataclasses import replace

from rexian.lifecycle.record import START, Record, links
from rexian.store.change import AssignmentRow, Change, ClockRow, Projection, TicketRow

MORNING = 1_767_600_000
UNIT = "甲局"


def ticket(**more):
    row = TicketRow(
        stage="received",
        view="received",
        is_open=True,
        supervised=False,
        kind="complaint",
        channel=None,
        title="路灯不亮",
        received_at=MORNING,
        host=None,
        round=1,
        calls=1,
        due_at=None,
        about=None,
        ruled_under="town:1",
    )
    return replace(row, **more)


def assignment(unit=UNIT, tier="host", **more):
    row = AssignmentRow(
        unit, tier, "host", "street", MORNING, "dispatched", is_open=True, due_at=MORNING + 9000
    )
    return replace(row, **more)


def clock(unit="", tier="", name="close", **more):
    row = ClockRow(
        unit,
        tier,
        name,
        started=MORNING,
        base_due_at=MORNING + 9000,
        due_at=MORNING + 9000,
        done_at=None,
        late=None,
        provisional=False,
        rule="close.complaint",
        tick_at=MORNING + 9000,
    )
    return replace(row, **more)


def recorded(seq, kind="noted", **fields):
    return Record(seq, kind, MORNING, MORNING + seq, "值班员", "clerk", "cli", fields)


def opening(number="T1", after=None, **more):
    """A new ticket."""
    found = (recorded(1, "received", facts={"kind": "complaint"}),)
    told = links(number, START, found)
    return Change(None, number, 0, found, tuple(told), None, after or Projection(ticket()), **more)


def following(before, after, *, ticket_id, kinds=("noted",), previous=None, **more):
    """A change on top of another: `before` is what the one before it left."""
    version = before.version + len(before.records)
    found = tuple(recorded(version + n, kind) for n, kind in enumerate(kinds, start=1))
    told = tuple(links(before.number, previous or before.links[-1], found))
    return Change(ticket_id, before.number, version, found, told, before.after, after, **more)


DISPATCHED = Projection(
    ticket(stage="dispatched", view="dispatched", host=UNIT, due_at=MORNING + 9000),
    (assignment(),),
    (clock(), clock(UNIT, "host", "sign", due_at=MORNING + 3600, tick_at=MORNING + 3600)),
)
SIGNED = Projection(
    replace(DISPATCHED.ticket, stage="handling", view="handling"),
    (replace(DISPATCHED.assignments[0], stage="handling"),),
    (
        DISPATCHED.clocks[0],
        replace(DISPATCHED.clocks[1], done_at=MORNING + 60, late=False, tick_at=None),
    ),
)
