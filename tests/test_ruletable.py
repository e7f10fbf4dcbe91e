"""Rule tables for reading: every rule, every silence, every clash, in both languages."""

import json

import pytest
from rexian.discovery import installed, load
from rexian.facts import difficult, kind
from rexian.model.terms import Term
from rexian.questions import QUESTIONS
from rexian.rules.readings import Reading
from rexian.rules.rule import before, given, limit, same_as, value
from rexian.ruletable import question_tables, say
from rexian.worktime.period import IMMEDIATELY, hours, minutes, months, natural_days, working_days

TWO = working_days(2)
INQUIRY = limit("close.inquiry", TWO, when=kind.is_("inquiry"), per=("art1",))
HELP = limit("close.help", working_days(5), when=kind.in_("help", "opinion"), per=("art2",))


def rows(jurisdiction, question="close"):
    [table] = question_tables(jurisdiction, question)
    return table["rows"]


def test_a_row_in_full(enact):
    assert rows(enact(INQUIRY))[0] == {
        "part": "close",
        "rule": "close.inquiry",
        "layer": "town",
        "inherited": False,
        "when": {"zh": "诉求类型 = 咨询", "en": "kind = inquiry"},
        "over": [],
        "outcome": {"limit": {"n": 2, "unit": "working_day"}, "strength": "must"},
        "says": {"zh": "2个工作日", "en": "2 wd"},
        "citations": [{"document": "town", "locator": "Article 1", "clause": "art1"}],
    }


def test_what_is_left_is_a_row_of_silence(enact):
    silence = rows(enact(INQUIRY, HELP))[-1]
    assert (silence["rule"], silence["says"]["zh"]) == (None, "未规定")
    assert silence["when"]["en"] == "kind in {complaint, report, suggestion, praise, other}"
    assert silence["when"]["zh"].startswith("诉求类型 属于 {投诉, 举报")


def test_a_question_answered_for_every_case_has_no_row_of_silence(enact):
    assert [row["rule"] for row in rows(enact(limit("close.all", TWO, per=())))] == ["close.all"]


def test_silence_whatever_the_case_is_one_row(enact):
    again = limit("close.hard", TWO, when=difficult & kind.is_("help"), per=())
    assert [row["rule"] for row in rows(enact(INQUIRY, again))][:2] == [
        "close.inquiry", "close.hard",
    ]  # fmt: skip


def test_a_clash_is_a_row_that_names_both(enact):
    clash = limit("close.all", working_days(9), per=("art3",))
    found = next(row for row in rows(enact(INQUIRY, clash)) if row.get("conflict"))
    assert found["conflict"] == ["close.inquiry", "close.all"]
    assert found["when"]["en"] == "kind in {inquiry}"
    assert found["says"]["en"] == "2 wd / 9 wd"
    assert [c["clause"] for c in found["citations"]] == ["art1", "art3"]


def test_rules_of_the_upper_document_are_marked_inherited(enact):
    town = enact(INQUIRY, under=enact(HELP, name="city"))
    assert [(row["layer"], row["inherited"]) for row in rows(town)[:2]] == [
        ("town", False), ("city", True),
    ]  # fmt: skip


def test_only_questions_on_which_the_chain_speaks_are_told_unless_asked_for(enact):
    town = enact(INQUIRY)
    assert [table["id"] for table in question_tables(town, None)] == ["close"]
    [sign] = question_tables(town, "sign")
    assert (sign["id"], sign["rows"], sign["label"]["zh"]) == ("sign", [], "签收")


def test_the_readings_a_question_turns_on(enact):
    reading = Reading(
        id="short", zh="短", en="short", per=(), why=("因", "because"), default="no", ambiguity=3,
        choices=(Term("yes", "是", "yes"), Term("no", "否", "no")),
    )  # fmt: skip
    town = enact(
        limit("close.all", TWO, when=reading.is_("no"), per=()),
        limit("sign.all", TWO, per=()),
        readings=(reading,),
    )
    close, sign = (question_tables(town, name)[0] for name in ("close", "sign"))
    assert close["readings"] == [
        {
            "id": "short",
            "ambiguity": 3,
            "question": {"zh": "短", "en": "short"},
            "default": "no",
            "choices": {"yes": {"zh": "是", "en": "yes"}, "no": {"zh": "否", "en": "no"}},
            "why": {"zh": "因", "en": "because"},
        }
    ]
    assert sign["readings"] == []


@pytest.mark.parametrize(
    ("rule", "zh", "en"),
    [
        (limit("close.a", TWO, per=()), "2个工作日", "2 wd"),
        (limit("close.a", natural_days(4), per=()), "4个自然日", "4 d"),
        (limit("close.a", natural_days(0), per=()), "当日", "same day"),
        (limit("close.a", hours(2), per=()), "2小时", "2 h"),
        (limit("close.a", minutes(30), per=()), "30分钟", "30 min"),
        (limit("close.a", months(1), per=()), "1个月", "1 mo"),
        (limit("close.a", IMMEDIATELY, per=()), "立即", "at once"),
        (given("close.a", "close", per=()), "以另定时限为准", "as given"),
        (limit("close.a", TWO, strength="may", per=()), "2个工作日（", "2 wd ("),
    ],
)
def test_how_limits_are_said(rule, zh, en):
    assert say(rule.outcome, "zh").startswith(zh)
    assert say(rule.outcome, "en").startswith(en)


def test_how_clocks_that_hang_on_others_are_said():
    day = before("submit_reply.a", "close", working_days(1), per=())
    assert say(day.outcome, "zh") == "办结前1个工作日"
    assert say(same_as("submit_reply.a", "close", per=()).outcome, "zh") == "办结到期前"


def test_another_start_than_the_usual_one_is_said():
    signed = limit("return.a", TWO, start="signed", per=())
    assert say(signed.outcome, "zh") == "2个工作日；自签收起算"
    assert say(signed.outcome, "en") == "2 wd; from: signed"


def test_roles_are_said_by_name():
    said = value("extension.approver.a", {"approver": "hotline_centre"}, per=())
    assert "hotline_centre" not in say(said.outcome, "zh")


@pytest.mark.parametrize("name", sorted(installed()))
def test_the_tables_of_what_is_installed_show_every_rule(name):
    jurisdiction = load(name)
    tables = question_tables(jurisdiction, None)
    assert json.dumps(tables)
    shown = [(row["layer"], row["rule"]) for t in tables for row in t["rows"] if row["rule"]]
    assert sorted(shown) == sorted((e.layer, e.rule.id) for e in jurisdiction.plan().rules)
    order = [question.id for question in QUESTIONS]
    assert [t["id"] for t in tables] == sorted((t["id"] for t in tables), key=order.index)
    for table in tables:
        for row in table["rows"]:
            assert all(row["when"].values())
            assert all(row["says"].values())
            assert row["citations"] or row["rule"] is None
