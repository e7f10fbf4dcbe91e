"""`rexian ticket`: a ticket taken down, handled and refused at the command line."""

import re
import subprocess
import sys

import pytest
from rexian.cli.ticket import VERBS, verb
from rexian.cli.ticket_options import parameters
from rexian.cli.ticket_verb import app_of
from rexian.lifecycle.commands import COMMANDS
from typer.core import TyperOption
from typer.main import get_command

pytestmark = pytest.mark.documents

CALLER = ("--name", "张三丰", "--phone", "13812345678", "--address", "南岩镇建设路8号")


@pytest.fixture
def say(desk, terminal):
    """Type `rexian ticket …` as somebody; the last argument but --json may be anything."""

    def type_(who, *arguments, **more):
        return terminal(desk, who, "ticket", *arguments, **more)

    return type_


def made(answer):
    assert answer.code == 0, answer.err
    return answer.told["number"]


def test_a_new_ticket_gets_the_days_next_number(say):
    first = say("clerk", "new", "--kind", "投诉", "--title", "夜间施工", "--json")
    assert first.told == {
        "number": "202603020001",
        "version": 1,
        "stage": "received",
        "pending": [],
        "due_at": None,
        "told": [],
        "overridden": [],
    }
    assert made(say("clerk", "new", "--kind", "help", "--json")) == "202603020002"


def test_what_is_said_in_labels_is_kept_in_ids(say, desk):
    number = made(
        say(
            "clerk", "new", "--kind", "投诉", "--urgency", "接诉即办", "--findings", "涉及多个单位",
            "--findings", "key_case", "--difficult", "--not-publish-consent", "--calls", "3",
            "--given", "close=2026-03-09T10:00:ticket", "--given", "sign=2026-03-03",
            "--received-at", "2026-03-02T08:15", "--json",
        )
    )  # fmt: skip
    assert desk.records(number)[0].fields["facts"] == {
        "kind": "complaint",
        "urgency": "prompt",
        "findings": ["several_units", "key_case"],
        "difficult": True,
        "publish_consent": False,
        "calls": 3,
        "given": {
            "close": {"at": "2026-03-09T10:00:00+08:00", "source": "ticket"},
            "sign": {"at": "2026-03-03T23:59:59+08:00", "source": "platform"},
        },
        "received_at": "2026-03-02T08:15:00+08:00",
    }


def test_the_same_callers_earlier_tickets_are_told(say):
    first = made(say("clerk", "new", "--kind", "help", *CALLER, "--json"))
    again = say("clerk", "new", "--kind", "help", "--phone", "+86 138-1234-5678")
    assert again.out.splitlines()[-1] == f"the same caller's earlier tickets: {first}"


def test_a_life_from_verb_to_verb(say, desk):
    number = made(say("clerk", "new", "--kind", "complaint", "--json"))
    say("clerk", "accept", number)
    told = say("clerk", "dispatch", number, "--unit", "住建局").out
    assert told.splitlines() == [
        f"{number}  dispatch it: now to be signed for (version 3)",
        "next due: 2026-03-03 24:00",
    ]
    assert say("handler", "sign", number, "--json").told["due_at"] == "2026-03-16T23:59:59+08:00"
    say("handler", "contact", number, "--mode", "短信", "--reason", "受理")
    extended = say("handler", "extend", number, "--length", "5wd", "--reason", "取证", "--json")
    assert extended.told["stage"] == "handling"
    assert desk.records(number)[-1].fields["length"] == "5wd"
    granted = say("reviewer", "decide-extension", number, "--granted", "--length", "5wd", "--json")
    assert granted.told["due_at"] == "2026-03-23T23:59:59+08:00"


def test_in_chinese_it_speaks_chinese(say):
    number = made(say("clerk", "new", "--kind", "complaint", "--json"))
    assert "受理" in say("clerk", "accept", number, lang="zh").out
    assert "待派单" in say("clerk", "list", lang="zh").out


# --- refusals ------------------------------------------------------------------------------------


def test_nobody_is_let_in_without_a_session(say):
    answer = say(None, "list")
    assert (answer.code, answer.out) == (3, "")
    assert answer.err == "rexian: nobody is logged in here; run rexian user login\n"


def test_a_step_that_the_rules_forbid_is_refused_with_its_clause(say, desk):
    number = desk.signed()
    answer = say("handler", "request-closure", number)
    assert (answer.code, answer.out) == (3, "")
    assert len(answer.err.splitlines()) == 1
    assert "第十三条" in answer.err
    assert desk.row(number).stage == "handling"


@pytest.mark.parametrize(
    ("place", "clause"),
    [
        ("nanchang_city", "第十四条(四)"),
        ("nanchang_nrp", "三、工作流程(三)"),
        ("nanchang_amr", "第十四条(四)"),
        ("shicheng", "一第二句"),
    ],
)
def test_who_was_not_contacted_is_told_under_every_document_by_its_own_clause(
    open_desk, terminal, place, clause
):
    desk = open_desk(place)
    number = desk.signed()
    answer = terminal(desk, "handler", "ticket", "request-closure", number)
    assert answer.code == 3
    assert "any contact with the appellant" in answer.err
    assert clause in answer.err


def test_a_refusal_is_one_json_document_too(say, desk):
    number = desk.signed()
    answer = say("handler", "request-closure", number, "--json")
    assert answer.code == 3
    assert answer.told["refused"]["why"] in answer.err
    first = answer.told["refused"]["objections"][0]
    assert (first["id"], first["question"], first["about"]) == ("missing", "contact", ["contact"])
    assert first["citations"][0] == {
        "document": "yiyang",
        "locator": "第十三条",
        "clause": "art13.sms",
    }


def test_who_may_not_is_told_who_may(say, desk):
    answer = say("handler", "archive", desk.signed(), "--json")
    assert answer.code == 3
    assert answer.told["refused"]["objections"] == []
    assert "clerk" in answer.told["refused"]["why"]


def test_another_units_ticket_is_not_there(say, desk):
    number = desk.dispatched()
    answer = say("other", "sign", number)
    assert (answer.code, answer.err) == (2, f"rexian: there is no ticket {number}\n")


def test_who_comes_late_is_told_who_came_first(say, desk):
    number = desk.dispatched()
    desk.act("handler", "contact", number, {"mode": "sms"})
    answer = say("handler", "sign", number, "--expected", "3", "--json")
    assert answer.code == 3
    assert "handler came first" in answer.told["refused"]["why"]
    assert say("handler", "sign", number, "--expected", "4").code == 0


def test_a_leader_goes_on_against_the_rules_with_a_reason(say, desk):
    number = desk.dispatched()
    desk.act("handler", "return", number, {"basis": "权责清单", "suggested_unit": "城管局"})
    assert say("leader", "decide-return", number, "--granted").code == 3
    answer = say(
        "leader", "decide-return", number, "--granted", "--override", "主管部门出差", "--json"
    )
    assert answer.code == 0
    assert [each["id"] for each in answer.told["overridden"]] == ["whose"]
    assert "第十二条" in answer.told["overridden"][0]["said"]
    override = desk.records(number)[-1].notes["override"]
    assert override["reason"] == "主管部门出差"


def test_nobody_else_goes_on_against_the_rules(say, desk):
    answer = say("handler", "request-closure", desk.signed(), "--override", "急")
    assert answer.code == 3
    assert "leader" in answer.err


def test_an_outside_systems_key_does_a_thing_once(say, desk):
    first = say("clerk", "new", "--kind", "help", "--key", "a-1", "--source", "city", "--json")
    again = say("clerk", "new", "--kind", "help", "--key", "a-1", "--source", "city", "--json")
    assert again.told["number"] == first.told["number"]
    assert desk.counts() == {"received": 1}
    assert desk.records(first.told["number"])[0].source == "city"
    other = say("clerk", "new", "--kind", "complaint", "--key", "a-1", "--json")
    assert other.code == 3
    assert "a-1" in other.told["refused"]["why"]


def test_what_is_recorded_late_needs_leave_and_a_reason(say, desk):
    number = desk.dispatched()
    desk.at("2026-03-02T15:00")
    assert say("handler", "sign", number, "--at", "2026-03-02T10:00").code == 3
    number = desk.signed()
    desk.at("2026-03-02T18:00")
    late = ("reviewer", "verify-fault", number, "--unit-at-fault", "--at", "2026-03-02T16:00")
    answer = say(*late)
    assert (answer.code, "--late-because" in answer.err) == (2, True)
    assert say(*late, "--late-because", "系统故障").code == 0
    assert desk.records(number)[-1].notes["late_because"] == "系统故障"


# --- bad input -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("new", "--kind", "complant"), "new: kind: 'complant' is not known here; did you mean"),
        (("new", "--given", "close"), "--given close: write KEY=VALUE"),
        (("new", "--received-at", "gestern"), "'gestern' is not a time"),
        (("new", "--content-file", "no such file"), "no such file: No such file or directory"),
        (("new", "--content", "a", "--content-file", "b"), "--content and --content-file"),
        (("new", "--about", "住建"), "there is no unit 住建; did you mean 住建局?"),
        (("accept", "20990101"), "there is no ticket 20990101"),
        (("accept", "1", "--at", "soon"), "'soon' is not a time"),
    ],
)
def test_bad_input_is_one_line(say, arguments, told):
    answer = say("clerk", *arguments)
    assert (answer.code, answer.out) == (2, "")
    [line] = answer.err.splitlines()
    assert told in line


def test_a_field_that_is_needed_is_asked_for(say, desk):
    answer = say("clerk", "dispatch", desk.new())
    assert (answer.code, answer.err) == (2, "rexian: dispatch: unit is missing\n")


def test_a_mistyped_verb_is_told_with_the_nearest(say):
    answer = say("clerk", "acept", "1")
    assert (answer.code, answer.out) == (2, "")
    assert "accept" in answer.err


# --- texts ---------------------------------------------------------------------------------------


def test_texts_come_from_files_and_from_stdin(say, tmp_path):
    file = tmp_path / "content.txt"
    file.write_text("每晚施工\n", encoding="utf-8")
    number = made(say("clerk", "new", "--content-file", file, "--json"))
    say("clerk", "note", number, "--text-file", "-", stdin="已转告")
    found = say("clerk", "show", number, "--json").told["secrets"]
    assert [(text["name"], text["text"]) for text in found] == [
        ("content", "每晚施工"),
        ("text", "已转告"),
    ]


def test_nothing_of_the_caller_is_left_in_the_database(say, desk):
    number = made(
        say("clerk", "new", "--title", "张三丰诉 13812345678", *CALLER, "--content", "密", "--json")
    )
    say("clerk", "withdraw", number, "--reason", "13812345678 来电撤诉")
    folder = desk.deployment.settings.folder
    held = b"".join(path.read_bytes() for path in folder.glob("rexian.db*"))
    assert b"13812345678" not in held
    assert "建设路8号".encode() not in held


def test_a_record_is_mended_by_its_particulars(say, desk):
    number = desk.signed()
    desk.act("handler", "contact", number, {"mode": "phone"})
    answer = say(
        "admin", "correct", number, "--seq", "5", "--reason", "录错", "--set", "mode=短信", "--json"
    )
    assert answer.code == 0
    assert desk.records(number)[-1].fields["fields"] == {"mode": "sms"}


# --- the table of commands -----------------------------------------------------------------------


def test_every_command_has_a_verb_and_help_names_them_in_order(say):
    assert {verb(name) for name in COMMANDS} == set(VERBS)
    out = say(None, "--help").out
    places = [out.index(f"\n  {name} ") for name in VERBS]
    assert places == sorted(places)


@pytest.mark.parametrize("name", sorted(VERBS))
def test_no_two_options_of_a_verb_are_written_alike(name):
    command = get_command(app_of(VERBS[name]))
    written = [
        flag
        for parameter in command.params
        if isinstance(parameter, TyperOption)
        for flag in (*parameter.opts, *parameter.secondary_opts)
    ]
    assert len(written) == len(set(written))
    told = {parameter.name for parameter in parameters(VERBS[name])}
    assert {f"field_{field}" for field in VERBS[name].must} <= told


def test_help_of_a_verb_lists_the_words_with_both_names(say):
    out = say(None, "follow-up", "--help").out
    assert re.search(r"--rating WORD\s+rating: satisfied 满意", out)


def test_help_waits_for_no_database():
    probe = (
        "import sys\nfrom rexian.cli.main import main\n"
        "try:\n    main()\nexcept SystemExit:\n    print('LOADED', *sys.modules)\n"
    )
    for arguments in (["ticket", "--help"], ["ticket", "reply", "--help"]):
        ran = subprocess.run(  # noqa: S603 - this very interpreter
            [sys.executable, "-c", probe, *arguments], capture_output=True, check=True, text=True
        )
        loaded = ran.stdout.rpartition("LOADED")[2].split()
        assert "typer" in loaded
        assert {"sqlalchemy", "cryptography"}.isdisjoint(loaded)
