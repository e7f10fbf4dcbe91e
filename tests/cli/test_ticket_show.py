"""`rexian ticket show` and `list`: what people read, in either language, in columns."""

import json

import pytest
from openpyxl import load_workbook
from rexian.desk import presence
from rexian.privacy import journal
from rexian.privacy.vault import File
from rich.cells import cell_len

pytestmark = pytest.mark.documents

CALLER = {"name": "张三丰", "phone": "13812345678", "content": "每晚施工，电话13812345678"}
WIDTHS = (60, 80, 120)


@pytest.fixture
def say(desk, terminal, monkeypatch):
    def type_(who, *arguments, width=80, **more):
        monkeypatch.setenv("COLUMNS", str(width))
        return terminal(desk, who, "ticket", *arguments, **more)

    return type_


def line_with(answer, text):
    [line] = [line for line in answer.out.splitlines() if text in line]
    return " ".join(line.split())


def test_how_a_ticket_stands_in_english(say, desk):
    number = desk.signed(title="night works", secrets=CALLER)
    answer = say("handler", "show", number)
    assert answer.out.splitlines()[0] == f"{number}  night works  in hand  version 4"
    assert line_with(answer, "closing") == "closing 2026-03-16 24:00 14d 14h left 第十三条"
    assert line_with(answer, "4  2026-03-02 09:00") == (
        "4 2026-03-02 09:00 signed handler unit's handler unit 住建局"
    )
    assert "not ask for closure" in answer.out


def test_and_in_chinese(say, desk):
    number = desk.signed(title="夜间施工", kind="complaint")
    answer = say("handler", "show", number, lang="zh", width=200)
    assert "在办" in answer.out.splitlines()[0]
    assert line_with(answer, "诉求类型  ") == "诉求类型 投诉"
    assert "联系诉求人 contact" in answer.out


def test_personal_data_are_masked_until_a_purpose_is_stated(say, desk):
    number = desk.dispatched(secrets=CALLER)
    assert "138****5678" in say("clerk", "show", number).out
    assert "13812345678" not in say("clerk", "show", number).out
    assert "张三丰" in say("clerk", "show", number, "--reveal", "回访").out
    with desk.deployment.store.reading() as connection:
        acts = [(e.actor, e.act) for e in journal.who_saw(connection, number)]
    assert acts == [("clerk", "viewed"), ("clerk", "viewed"), ("clerk", "revealed")]


def test_who_may_not_reveal_is_refused(say, desk):
    number = desk.new(secrets=CALLER)
    answer = say("admin", "show", number, "--reveal", "好奇", "--json")
    assert answer.code == 3
    assert answer.told["refused"]["objections"] == []
    assert "13812345678" not in answer.out


def test_the_json_is_what_the_desk_tells(say, desk):
    number = desk.signed()
    found = say("handler", "show", number, "--json").told
    assert (found["number"], found["stage"]) == (number, "handling")
    assert found["rulings"]["close"]["citations"][0]["clause"] == "art13.complaint"
    assert found["allowed"]["contact"]["allowed"] is True


def test_rulings_are_shown_when_asked_for(say, desk):
    number = desk.signed()
    assert "extension" not in say("handler", "show", number).out
    assert "extension" in say("handler", "show", number, "--rulings").out


def test_attachments_are_written_into_a_folder(say, desk, tmp_path):
    number = desk.new(secrets=CALLER)
    desk.act("clerk", "note", number, secrets={"text": "见附件"}, files=(File("a.txt", b"x"),))
    folder = tmp_path / "out"
    assert say("clerk", "show", number, "--reveal", "核实", "--files", folder).code == 0
    assert (folder / "2-a.txt").read_bytes() == b"x"
    again = say("clerk", "show", number, "--reveal", "核实", "--files", folder)
    assert again.code == 2
    assert say("clerk", "show", number, "--files", tmp_path / "no").code == 2
    assert not (tmp_path / "no").exists()


def test_an_overridden_step_shows_why(say, desk):
    number = desk.dispatched()
    desk.act("handler", "return", number, {"basis": "权责清单", "suggested_unit": "城管局"})
    desk.act("leader", "decide_return", number, {"granted": True}, override="科室出差")
    out = " ".join(say("clerk", "show", number, width=200).out.split())
    assert "against the rules (" in out
    assert "because: 科室出差" in out


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_is_wider_than_the_terminal(say, desk, lang, width):
    number = desk.signed(title="某某小区每晚十一点以后仍在施工扰民请求处理" * 2, secrets=CALLER)
    desk.act("handler", "contact", number, {"mode": "phone", "reason": "核实情况" * 20})
    for arguments in (("show", number), ("list",), ("list", "--counts")):
        answer = say("handler", *arguments, lang=lang, width=width)
        assert answer.code == 0, answer.err
        assert max(cell_len(line) for line in answer.out.splitlines()) <= width


def test_columns_stand_below_one_another_whatever_the_characters(say, desk):
    desk.signed(title="夜间施工扰民", kind="complaint")
    desk.signed(title="noise", kind="inquiry")
    lines = say("handler", "list", lang="zh").out.splitlines()
    heads = [i for i, line in enumerate(lines) if "住建局" in line]
    places = {cell_len(lines[i][: lines[i].index("住建局")]) for i in heads}
    assert len(heads) == 2
    assert len(places) == 1


# --- lists ---------------------------------------------------------------------------------------


def test_a_list_tells_what_is_left_who_has_it_and_how_it_stands(say, desk):
    number = desk.dispatched(title="noise")
    answer = say("clerk", "list")
    assert answer.out.splitlines()[0] == "to be signed for 1"
    assert line_with(answer, number) == (
        f"1d 14h left {number} complaint noise 住建局 to be signed for"
    )
    desk.at("2026-03-04T02:30")
    assert "overdue 1 | to be signed for 1" in say("clerk", "list").out
    assert "2h 30min over" in say("clerk", "list", "--view", "overdue").out


def test_a_list_as_json(say, desk):
    number = desk.dispatched(title="noise")
    told = say("handler", "list", "--view", "待签收", "--json").told
    assert (told["view"], told["counts"]) == ("dispatched", {"dispatched": 1})
    [ticket] = told["tickets"]
    assert ticket["number"] == number
    assert ticket["due_at"] == "2026-03-03T23:59:59+08:00"
    assert ticket["remaining"] == 86400 + 15 * 3600 - 1


def test_a_page_tells_where_to_go_on(say, desk):
    first, second = desk.dispatched(), desk.dispatched()
    assert f"--after {first}" in say("clerk", "list", "--limit", "1").out
    told = say("clerk", "list", "--after", first, "--json").told
    assert [each["number"] for each in told["tickets"]] == [second]


def test_an_empty_list(say):
    assert say("handler", "list").out == "no tickets\n"
    assert say("handler", "list", "--json").told["tickets"] == []


def test_a_queue_that_is_not_known_is_told_with_the_nearest(say):
    answer = say("clerk", "list", "--view", "handlin")
    assert (answer.code, answer.out) == (2, "")
    assert "handling" in answer.err


# --- time ----------------------------------------------------------------------------------------


def test_tick_brings_about_what_time_does_once(terminal, desk):
    desk.dispatched()
    desk.at("2026-03-04T08:00")
    first = terminal(desk, None, "tick", "--json")
    assert first.code == 0, first.err
    assert first.told["fell_due"] == 1
    assert first.told["tickets"] == 1
    again = terminal(desk, None, "tick", "--json")
    assert again.told["fell_due"] == 0
    assert json.loads(again.out)["tickets"] == 0


def test_tick_until_another_time(terminal, desk):
    desk.dispatched()
    assert terminal(desk, None, "tick", "--now", "2026-03-02").told is None
    answer = terminal(desk, None, "tick", "--now", "2026-03-05")
    assert "1 fell due" in answer.out
    assert terminal(desk, None, "tick", "--now", "soon").code == 2


# --- further than that ---------------------------------------------------------------------------


def test_what_other_places_say_of_it(say, desk):
    number = desk.signed(kind="inquiry", channel="city_12345")
    answer = say("handler", "show", number, "--under", "shicheng", "--under", "nanchang_city")
    assert "Shicheng" in answer.out
    told = say("handler", "show", number, "--under", "shicheng", "--json").told
    places = told["elsewhere"]["places"]
    assert [place["jurisdiction"] for place in places] == ["yiyang", "shicheng"]
    assert places[1]["rulings"]["close"]["status"] == "silent"
    assert say("handler", "show", number, "--under", "nowhere").code == 2


def test_what_would_change_a_ruling(say, desk):
    number = desk.signed(kind="complaint")
    plain = say("handler", "show", number, "--rulings", width=200)
    assert ": 2 wd [" not in plain.out
    why = say("handler", "show", number, "--why-not", width=200)
    assert ": 2 wd [" in why.out
    told = say("handler", "show", number, "--why-not", "--json").told
    assert any(
        "inquiry" in text for near in told["rulings"]["close"]["why_not"] for text in near["if"]
    )


def test_a_ticket_as_a_spreadsheet(say, desk, tmp_path):
    number = desk.signed(secrets=CALLER)
    file = tmp_path / "ticket.xlsx"
    assert say("handler", "show", number, "--xlsx", file).code == 0
    assert say("handler", "show", number, "--xlsx", file).code == 2
    rows = list(load_workbook(file)["clocks"].values)
    assert rows[0][:2] == ("clock", "from")
    assert ("closing", "2026-03-02 09:00") in [row[:2] for row in rows]
    with desk.deployment.store.reading() as connection:
        acts = [each.act for each in journal.who_saw(connection, number)]
    assert acts == ["viewed", "exported", "viewed"]


def test_who_else_has_it_open(say, desk):
    number = desk.signed()
    presence.come(desk.deployment, desk.actor("handler"), number)
    presence.come(desk.deployment, desk.actor("clerk"), number)
    assert line_with(say("clerk", "show", number), "also open at") == "also open at 孙二"
    presence.go(desk.deployment, desk.actor("handler"), number)
    assert "also open at" not in say("clerk", "show", number).out
