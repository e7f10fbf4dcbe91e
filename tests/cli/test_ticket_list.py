"""`rexian ticket list`: in which order, within which time, of which caller, into which file."""

import pytest
from openpyxl import load_workbook

pytestmark = pytest.mark.documents
CALLER = {"name": "张三", "phone": "13800001234"}


@pytest.fixture
def say(desk, terminal):
    return lambda who, *arguments, **more: terminal(desk, who, "ticket", "list", *arguments, **more)


def numbers(answer):
    assert answer.code == 0, answer.err
    return [each["number"] for each in answer.told["tickets"]]


def test_the_order_is_chosen_and_turned_round(say, desk):
    first = desk.new()
    desk.at("2026-03-02T10:00")
    second = desk.dispatched()
    assert numbers(say("clerk", "--json")) == [second, first]
    assert numbers(say("clerk", "--json", "--order", "number")) == [first, second]
    turned = say("clerk", "--json", "--order=-number")
    assert numbers(turned) == [second, first]
    assert (turned.told["order"], turned.told["backward"]) == ("number", True)
    assert numbers(say("clerk", "--json", "--order", "来件")) == [first, second]


def test_an_order_that_is_not_known_is_told_in_one_line(say):
    answer = say("clerk", "--order", "recieved")
    assert (answer.code, answer.out) == (2, "")
    assert "received" in answer.err


def test_what_is_due_within_a_time(say, desk):
    desk.new()
    number = desk.dispatched()
    assert numbers(say("clerk", "--json", "--within", "24h")) == []
    assert numbers(say("clerk", "--json", "--within", "48h")) == [number]
    assert numbers(say("clerk", "--json", "--within", "2d")) == [number]
    answer = say("clerk", "--within", "soon")
    assert (answer.code, answer.out) == (2, "")
    assert "24h" in answer.err


def test_a_callers_number_is_told_nowhere(say, desk):
    number = desk.new(secrets=CALLER)
    desk.new()
    answer = say("clerk", "--json", "--phone", CALLER["phone"])
    assert numbers(answer) == [number]
    assert CALLER["phone"] not in answer.out + answer.err
    refused = say("handler", "--phone", CALLER["phone"])
    assert refused.code == 3
    assert CALLER["phone"] not in refused.out + refused.err


def test_a_ticket_tells_its_clock_and_the_limits_from_outside(say, desk):
    given = {"close": {"at": "2026-03-09T09:00:00+08:00", "source": "platform"}}
    desk.dispatched(given=given)
    [ticket] = say("clerk", "--json").told["tickets"]
    assert (ticket["clock"], ticket["provisional"]) == ("sign", False)
    assert ticket["given"] == given


def test_all_of_a_list_is_written_into_a_new_file(say, desk, tmp_path):
    listed = [desk.dispatched(title="=1+1") for _n in range(3)]
    file = tmp_path / "list.xlsx"
    answer = say("clerk", "--view", "dispatched", "--limit", "1", "--xlsx", file)
    assert (answer.code, answer.out) == (0, f"3 tickets written to {file}\n")
    sheet = load_workbook(file).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert [row[1] for row in rows[1:]] == listed
    assert rows[1][3] == "=1+1"
    assert sheet["D2"].data_type == "s"
    before = file.read_bytes()
    again = say("clerk", "--xlsx", file)
    assert (again.code, again.out) == (2, "")
    assert file.read_bytes() == before


def test_a_list_of_more_than_is_read_at_once(say, desk, tmp_path, monkeypatch):
    monkeypatch.setattr("rexian.documents.tickets._BATCH", 2)
    listed = [desk.new() for _n in range(5)]
    told = say("clerk", "--json", "--xlsx", tmp_path / "list.xlsx").told
    assert told == {"file": str(tmp_path / "list.xlsx"), "tickets": 5}
    sheet = load_workbook(tmp_path / "list.xlsx").active
    assert [row[1].value for row in sheet.iter_rows(min_row=2)] == listed
