"""The performer: it learns from the desk's refusals alone what has to be done first."""

import pytest
from rexian.assess.periods import Month
from rexian.instants import parse_instant
from rexian.lifecycle.moment import Objection
from rexian.showcase.founding import staged
from rexian.showcase.performer import Attempt, OverError, Performer
from rexian.showcase.remedies import REMEDIES

pytestmark = pytest.mark.documents
HELP = {"kind": "help", "title": "路灯不亮"}


@pytest.fixture
def perform(tmp_path):
    """Open a desk under a document on a Monday, with a performer at it."""
    held = []

    def at(place):
        context = staged(tmp_path / place, place, Month(2025, 9), 1, 1)
        held.append(context)
        play = context.__enter__().play
        play.clock.reach(parse_instant("2025-09-01T09:00"))
        return Performer(play.deployment, play.cast, play.clock, REMEDIES)

    yield at
    for context in held:
        context.__exit__(None, None, None)


def signed(performer, **facts):
    number, *_earlier = performer.take_down({**HELP, **facts}, {})
    unit = performer.cast.units[0].name
    assert performer.do(number, "accept")
    assert performer.do(number, "dispatch", unit=unit)
    assert performer.do(number, "sign", unit=unit)
    return number, unit


def types(performer, number):
    performer.look_again([number])
    return [record.type for record in performer.opened(number).records]


def test_all_that_closing_asks_is_done_first(perform):
    performer = perform("shicheng")
    number, unit = signed(performer)
    assert performer.do(number, "close")
    assert types(performer, number)[3:] == [
        "signed", "signoff", "contacted", "reply_submitted", "reply_approved", "sealed", "closed",
    ]  # fmt: skip
    records = {record.type: record for record in performer.opened(number).records}
    assert records["signoff"].fields["role"] == "unit_principal"
    assert records["signoff"].fields["unit"] == unit
    assert records["contacted"].fields["mode"] == "in_person"
    assert records["reply_submitted"].fields["lead_and_process"]
    assert not performer.refusals


def test_a_review_is_asked_for_where_closing_needs_one(perform):
    performer = perform("nanchang_city")
    number, _unit = signed(performer)
    assert performer.do(number, "close")
    found = types(performer, number)
    assert found.index("reply_approved") < found.index("closure_requested")
    assert found[-2:] == ["closure_reviewed", "closed"]


def test_what_a_return_must_state_is_stated(perform):
    performer = perform("yiyang")
    number, unit = signed(performer)
    assert performer.do(number, "return", unit=unit)
    [asked] = [r for r in performer.opened(number).records if r.type == "return_requested"]
    assert {"basis", "suggested_unit"} <= asked.fields.keys()


def test_what_nothing_mends_is_noted_and_not_recorded(perform):
    performer = perform("yiyang")
    number, unit = signed(performer)
    before = types(performer, number)
    performer.clock.reach(parse_instant("2025-09-05T09:00"))
    assert not performer.do(number, "return", unit=unit)
    assert types(performer, number) == before
    [refused] = performer.refusals
    assert (refused.number, refused.command) == (number, "return")
    assert "late" in {objection.id for objection in refused.objections}


def test_nothing_is_done_to_a_ticket_that_is_over(perform):
    performer = perform("yiyang")
    number, unit = signed(performer)
    assert performer.do(number, "withdraw", reason="已自行解决")
    with pytest.raises(OverError):
        performer.do(number, "reply", unit=unit)
    assert performer.do(number, "archive")


def test_steps_take_time(perform):
    performer = perform("yiyang")
    number, _unit = signed(performer)
    times = [record.recorded for record in performer.opened(number).records]
    assert times == sorted(set(times))


@pytest.mark.parametrize(
    ("objection", "attempt"),
    [
        (Objection("whose", "actor", ("handler",)), Attempt("close", "1", post="handler")),
        (Objection("too_long", "extension"), Attempt("decide", "1", {"length": "1wd"})),
        (Objection("not_allowed", "extension"), Attempt("extend", "1")),
        (Objection("missing", "supervision", ("x",)), Attempt("close", "1")),
    ],
)
def test_what_has_been_tried_is_not_tried_again(objection, attempt):
    assert REMEDIES[objection.id](None, attempt, objection) is None
