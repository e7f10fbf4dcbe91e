"""What people do about what time has brought about: remind, supervise, escalate, pass on."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from contextlib import suppress

from rexian.lifecycle.record import Record
from rexian.lifecycle.stages import ALIVE, UNDER_WAY
from rexian.showcase.performer import OverError, Performer
from rexian.showcase.remedies import STATED

#: Which clocks somebody is reminded of when they have run out, and what the reminder is about.
_REMINDED = {"sign": "sign", "close": "reply", "remind": "reply"}


def heed(performer: Performer, numbers: Collection[str]) -> None:
    """Have the office see to what this morning's tick, and the steps since, have brought about."""
    waiting = sorted({*numbers, *performer.called})
    performer.called.clear()
    performer.look_again(waiting)
    for number in waiting:
        for record in _new(performer, number):
            with suppress(OverError):
                _SEEN_TO[record.type](performer, number, record)


def _new(performer: Performer, number: str) -> list[Record]:
    """Return what has been recorded since the office last saw to a ticket."""
    records = performer.opened(number).records
    seen = performer.heeded.get(number, 0)
    performer.heeded[number] = len(records)
    return [record for record in records if record.seq > seen and record.type in _SEEN_TO]


def _remind(performer: Performer, number: str, record: Record) -> None:
    about = _REMINDED.get(str(record.fields["clock"]).partition(".")[0])
    if about and performer.stages[number] in UNDER_WAY:
        performer.do(number, "remind", about=about, to="handling_unit", via="platform")
    faults = performer.found(number).get("faults")
    if faults and record.fields["clock"] == "close":
        performer.do(number, "classify", faults=faults)
        _supervise(performer, number)


def _answer(performer: Performer, number: str, record: Record) -> None:
    answer = _ANSWERS.get(record.fields["question"])
    if answer is not None and performer.stages[number] in ALIVE:
        answer(performer, number)


def _supervise(performer: Performer, number: str) -> None:
    """Have it supervised by whom the grounds name, in one of the forms that the document has."""
    ruling = performer.ruling(number, "supervision")
    if not ruling.get("triggered"):
        return
    by = next((g["by"] for g in ruling["grounds"] if isinstance(g.get("by"), str)), "inspector")
    form = next(iter(ruling.get("forms") or ()), "supervision_order")
    performer.do(number, "supervise", post=by, by=by, form=form)
    _attend(performer, number)
    if performer.ruling(number, "performance_statement").get("required"):
        unit = performer.handling(number)
        performer.do(number, "explain_performance", unit=unit, secrets={"text": STATED})


def _attend(performer: Performer, number: str) -> None:
    """Have come to the place who has to."""
    role = performer.ruling(number, "supervision").get("attend")
    if isinstance(role, str):
        unit = performer.handling(number)
        performer.do(number, "attend", unit=unit, post=role, role=role, stated=True, handled=True)


def _escalate(performer: Performer, number: str) -> None:
    performer.do(number, "escalate")


def _transfer(performer: Performer, number: str) -> None:
    performer.do(number, "transfer")


_ANSWERS: Mapping[str, Callable[[Performer, str], None]] = {
    "supervision": _supervise,
    "escalated_review": _escalate,
    "petition_transfer": _transfer,
}
_SEEN_TO: Mapping[str, Callable[[Performer, str, Record], None]] = {
    "fell_due": _remind,
    "ground_met": _answer,
}
