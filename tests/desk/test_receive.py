"""Taking down: numbers of the day, what reached the desk when, and who called before."""

import pytest
from rexian.desk.acts import Act
from rexian.desk.receive import receive
from rexian.errors import InputError, Refused
from rexian.instants import parse_instant

pytestmark = pytest.mark.documents


def taken_down(desk, fields=None, secrets=None, number="", **more):
    wanted = Act("new", number, fields or {}, secrets or {}, **more)
    return receive(desk.deployment, desk.actor("clerk"), wanted)


def test_numbers_count_within_the_day(desk):
    assert [desk.new() for _n in range(3)] == [f"20260302{n:04}" for n in (1, 2, 3)]
    desk.at("2026-03-03T00:00")
    assert desk.new() == "202603030001"


def test_a_number_from_elsewhere_is_kept_and_does_not_disturb_the_count(desk):
    assert taken_down(desk, number="DHXX20260302777").done.number == "DHXX20260302777"
    assert taken_down(desk, number="2026030277777").done.number == "2026030277777"
    assert desk.new() == "202603020001"
    assert taken_down(desk, number="202603020041").done.number == "202603020041"
    assert desk.new() == "202603020042"


def test_a_number_that_is_taken_is_refused(desk):
    desk.new(number="DH1")
    with pytest.raises(Refused, match="there is a ticket DH1 already"):
        desk.new(number="DH1")


def test_what_reached_the_hotline_earlier_is_dated_so_and_recorded_now(desk):
    number = desk.new(received_at="2026-02-27T16:00")
    (record,) = desk.records(number)
    assert record.occurred == desk.row(number).received_at == parse_instant("2026-02-27T16:00")
    assert record.recorded == parse_instant("2026-03-02T09:00")


def test_nothing_reaches_the_hotline_tomorrow(desk):
    with pytest.raises(InputError, match=r"2026-03-03T09:00.* is yet to come"):
        desk.new(received_at="2026-03-03T09:00")
    number = desk.new()
    with pytest.raises(InputError, match=r"2026-03-03T09:00.* is yet to come"):
        desk.act("clerk", "classify", number, {"received_at": "2026-03-03T09:00"})


def test_a_caller_is_recognised_however_the_number_is_written(desk):
    first = taken_down(desk, secrets={"phone": "13800138000"}).done.number
    second = taken_down(desk, secrets={"phone": "138-0013-8000"})
    third = taken_down(desk, secrets={"phone": "+86 138 0013 8000"})
    assert second.earlier == (first,)
    assert set(third.earlier) == {first, second.done.number}
    assert taken_down(desk, secrets={"phone": "13900139000"}).earlier == ()
    assert taken_down(desk).earlier == ()


def test_what_a_caller_says_of_himself_is_nowhere_in_the_clear(desk):
    number = desk.new(
        secrets={"phone": "13800138000", "name": "欧阳测试", "content": "夜间施工"},
        title="张先生13800138000反映夜间施工",
    )
    (record,) = desk.records(number)
    assert set(record.fields["locked"]) == {"phone", "name", "content"}
    assert desk.row(number).title == "张先生138****8000反映夜间施工"
    file = desk.deployment.settings.folder / "rexian.db"
    for part in (file, file.with_name("rexian.db-wal")):
        held = part.read_bytes() if part.exists() else b""
        for secret in ("13800138000", "欧阳测试", "夜间施工\x00"):
            assert secret.encode() not in held


def test_nobody_else_takes_tickets_down(desk):
    with pytest.raises(Refused, match="this is for clerk"):
        desk.new(who="handler")


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"kind": "complaints"}, "complaint"),
        ({"knd": "complaint"}, "kind"),
        ({"about": "住建厅"}, "there is no unit 住建厅"),
        ({"calls": 0}, "calls"),
    ],
)
def test_what_is_written_wrongly_is_one_line(desk, fields, told):
    with pytest.raises(InputError, match=told) as caught:
        taken_down(desk, fields)
    assert "\n" not in str(caught.value)
    assert desk.counts() == {}
