"""What people read: the clocks, the words, the widths, in both languages."""

import re
import sys

import pytest
from rexian.cli.main import main
from rexian.discovery import installed
from rexian.facts import calls, difficult, faults, findings, kind
from rexian.rules.conditions import ALWAYS
from rexian.words import say_keys, say_limit, say_silence, say_time
from rexian.words.conditions import Speaker
from rich.cells import cell_len

pytestmark = pytest.mark.documents

CASE = """
id: A1
title: 咨询件
jurisdiction: yiyang
now: 2026-03-04T17:00
ticket: {kind: inquiry, received_at: 2026-03-02T08:00}
events:
  - {type: dispatched, at: 2026-03-02T09:00, unit: 县住建局}
  - {type: signed, at: 2026-03-03T09:00}
  - {type: closed, at: 2026-03-05T16:00}
"""
LATE = """
id: L1
jurisdiction: nanchang_nrp
now: 2026-03-20T12:00
ticket: {kind: complaint, channel: provincial_gov_mailbox, received_at: 2026-03-02T09:40}
events:
  - {type: dispatched, at: 2026-03-02T10:00, unit: 甲局, unit_type: county_department}
  - {type: dispatched, at: 2026-03-02T10:00, unit: 乙局, unit_type: county_department, part: co}
  - {type: signed, at: 2026-03-02T10:30}
  - {type: extension_requested, at: 2026-03-03T09:00, length: 10wd}
  - {type: return_requested, at: 2026-03-05T09:00}
"""
#: Words in Latin letters that are nobody's English: names, and what stands in brackets.
NAMES = re.compile(r"\[[^\]]*\]|\([a-z_]+\)|（OA）|--json|rexian .*|12345|[A-Z]\d")


@pytest.fixture
def shown(monkeypatch, capsys):
    """Run the command in a language and a width, and return the lines it prints."""

    def run(code, *arguments, columns=80):
        monkeypatch.setenv("REXIAN_LANG", code)
        monkeypatch.setenv("COLUMNS", str(columns))
        monkeypatch.setattr(sys, "argv", ["rexian", *map(str, arguments)])
        with pytest.raises(SystemExit) as left:
            main()
        out, err = capsys.readouterr()
        assert (left.value.code or 0, err) == (0, "")
        return [line.rstrip() for line in out.splitlines()]

    return run


@pytest.fixture
def case(tmp_path):
    path = tmp_path / "case.yaml"
    path.write_text(CASE, encoding="utf-8")
    return path


@pytest.fixture
def late(tmp_path):
    path = tmp_path / "late.yaml"
    path.write_text(LATE, encoding="utf-8")
    return path


def row(lines, label):
    return next(line for line in lines if line.strip().startswith(label))


def paragraph(lines, label):
    """The line that opens with a label and those that go on with it, without their breaks."""
    start = lines.index(row(lines, label))
    told = [lines[start].strip().removeprefix(label)]
    for line in lines[start + 1 :]:
        if not line.startswith("    "):
            break
        told.append(line)
    return re.sub(r"\s+", "", "".join(told))


def english(lines):
    return re.findall(r"[A-Za-z]{2,}", NAMES.sub("", "\n".join(lines)))


def test_a_case_in_chinese(shown, case):
    lines = shown("zh", "explain", case)
    assert lines[0] == "A1  咨询件  截至2026-03-04 17:00"
    assert "弋阳县12345政务服务便民热线运行管理暂行办法" in lines[1]
    assert "事项" in lines[2]
    assert "2026-03-03 24:00" in row(lines, "签收")
    assert "按时" in row(lines, "签收")
    assert re.search(
        r"2个工作日 +03-02 09:00 +2026-03-04 24:00 +在办 +第十三条", row(lines, "办结")
    )
    assert "原则上" in paragraph(lines, "延期")
    assert "由热线中心批准" in paragraph(lines, "延期")
    assert "须有依据或建议承办单位" in paragraph(lines, "准予退单")
    assert "回访" in paragraph(lines, "未规定")
    assert "紧急转办" in paragraph(lines, "不涉及")
    assert "待退回重办" in row(lines, "重办")
    assert english(lines) == []


def test_a_case_in_english(shown, case):
    lines = shown("en", "explain", case)
    assert re.search(r"2 wd +03-02 09:00 +2026-03-04 24:00 +open +第十三条", row(lines, "closing"))
    assert "approved by the hotline centre" in " ".join(" ".join(lines).split())
    assert row(lines, "redo").strip().startswith("redo")
    assert "waits for: sent back to be redone" in row(lines, "redo")


def test_the_answers_of_a_case_fit_one_screen(shown, case):
    lines = shown("zh", "explain", case)
    assert lines.index(row(lines, "读法")) <= 30


def test_what_is_not_called_for_and_what_is_not_laid_down_stand_last(shown, case):
    lines = [line.strip() for line in shown("zh", "explain", case)]
    heads = ["办结 ", "由谁办", "保存期限", "读法", "无需", "未规定", "不涉及"]
    found = [next(n for n, line in enumerate(lines) if line.startswith(head)) for head in heads]
    assert found == sorted(found)
    assert "督办" in paragraph(shown("zh", "explain", case), "无需")


def test_a_reading_is_said_in_words_with_what_it_changes(shown, case):
    told = "".join(re.sub(r"\s", "", line) for line in shown("zh", "explain", case))
    point = "重新办理的时限：按原诉求类型的办结时限；若取未规定[redo_limit=silent]，则重办未规定"
    assert point in told


def test_facts_on_which_an_answer_hangs_go_by_their_names(shown, late):
    assert "取决于：疑难复杂" in row(shown("zh", "explain", late), "疑难研判意见")
    assert "difficult and complex" in "\n".join(shown("en", "explain", late))


def test_what_stands_against_a_permission(shown, late):
    lines = shown("zh", "explain", late)
    refused = paragraph(lines, "准予退单")
    assert refused.startswith("不可以；因已过规定期限")
    assert "已退1次" in refused
    extension = paragraph(lines, "延期")
    assert extension.startswith("不可以；因来源渠道为省政府信箱")
    assert "延期申请写明理由：否" in extension
    assert "最晚延至" in extension
    assert english(lines) == []


def test_a_conflict_names_both_sides_and_the_one_followed(shown, late):
    told = [line for line in shown("zh", "explain", late) if "条文冲突" in line]
    assert len(told) == 1
    assert "10个工作日 [四之二] / 60个自然日" in told[0]
    assert "the annex's row is special" in " ".join(" ".join(shown("en", "explain", late)).split())


def test_units_are_told_apart_where_there_are_several(shown, late):
    lines = shown("zh", "explain", late)
    assert "主办" in row(lines, "甲局")
    assert "协办" in row(lines, "乙局")
    assert "按时" in row(lines, "甲局")
    assert "已超期" in paragraph(lines, "乙局")


def test_one_fact_that_would_change_the_answer(shown, case):
    told = "\n".join(shown("zh", "explain", case, "--why-not"))
    assert "若诉求类型为求助、建议、意见：5个工作日 [第十三条]" in told


def test_a_wide_terminal_shows_why(shown, case):
    told = row(shown("zh", "explain", case, columns=130), "办结")
    assert told.endswith("诉求类型为咨询")


def test_several_jurisdictions_stand_below_one_another_in_80_columns(shown, case):
    lines = shown("zh", "explain", case, *[w for name in installed() for w in ("-j", name)])
    assert any(re.search(r"弋阳县 +2026-03-04 24:00  2个工作日  \[第十三条\]", x) for x in lines)
    assert any(re.search("石城县 +待签收", line) for line in lines)
    assert "取决于：来源渠道" in row(lines, "办结")
    assert any(re.fullmatch(r" +其余 +未规定", line) for line in lines)
    assert english(lines) == []


def test_several_jurisdictions_stand_beside_one_another_where_there_is_room(shown, case):
    lines = shown("zh", "explain", case, "-j", "yiyang", "-j", "shicheng", columns=120)
    assert re.search("弋阳县 +石城县", lines[1])
    assert re.search("2026-03-04 24:00 +未规定", row(lines, "办结"))


@pytest.mark.parametrize("code", ["zh", "en"])
@pytest.mark.parametrize("name", sorted(installed()))
def test_nothing_is_wider_than_the_terminal_or_cut_off(shown, late, code, name):
    told = [shown(code, "explain", late, "-j", name), shown(code, "rules", "-j", name)]
    told.append(shown(code, "jurisdictions"))
    for lines in told:
        assert max(map(cell_len, lines)) <= 80
        assert "…" not in "".join(lines)


TWICE = """
id: T2
jurisdiction: nanchang_amr
now: 2025-12-10T10:00
ticket:
  kind: complaint
  channel: city_12345
  received_at: 2025-11-03T09:00
  policy_basis: false
  explained: true
events:
  - {type: dispatched, at: 2025-11-03T09:00}
  - {type: assigned, at: 2025-11-03T09:00, unit: 稽查科, unit_type: section}
  - {type: reply_submitted, at: 2025-11-05T09:00, medium: written, chars: 450}
  - {type: closed, at: 2025-11-06T16:00}
  - {type: followed_up, at: 2025-11-07T09:00, rating: dissatisfied}
  - {type: followed_up, at: 2025-11-20T09:00, rating: dissatisfied}
"""


@pytest.fixture
def twice(tmp_path):
    path = tmp_path / "twice.yaml"
    path.write_text(TWICE, encoding="utf-8")
    return path


def test_grounds_go_by_the_facts_that_meet_them_and_by_their_own_document(shown, twice):
    told = paragraph(shown("zh", "explain", twice), "督办")
    assert told.startswith("应启动；因不满意次数为2（督办方：热线中心）[第十四条(五)第一句]")
    assert "待查明：不满意次数不少于2，且有办理空间，且认定未办理到位（督办方：" in told
    out = paragraph(shown("zh", "explain", twice), "计入考核")
    assert out.startswith("不计入；因有政策依据：否[第十四条(七)末句]")


def test_what_is_known_is_told_beside_what_it_hangs_on(shown, twice):
    told = paragraph(shown("zh", "explain", twice), "回复要求")
    assert told.startswith("取决于：有办理空间；方式：书面；不超过400字（原则上）")
    assert "注意：超过规定字数" in told


def test_clocks_come_first_where_several_jurisdictions_are_compared(shown, twice):
    lines = shown("zh", "explain", twice, "-j", "nanchang_amr", "-j", "yiyang", columns=120)
    order = [lines.index(row(lines, label)) for label in ("办结", "受理", "由谁办", "督办")]
    assert order == sorted(order)


def test_a_narrow_terminal_cuts_nothing_off(shown, case):
    lines = shown("zh", "explain", case, columns=60)
    assert max(map(cell_len, lines)) <= 60
    assert "第十二条(七)第二句" in re.sub(r"\s", "", "".join(lines))


def test_the_rules_of_a_question_in_plain_words(shown):
    lines = shown("zh", "rules", "-j", "yiyang", "--question", "close")
    assert lines[0] == "办结 (close)"
    assert re.search(
        "诉求类型为求助、建议、意见 +5个工作日 +第十三条", row(lines, "诉求类型为求助")
    )
    assert "未规定" in row(lines, "其余情形：诉求类型为感谢、其")
    assert "非（诉求类型为咨询" not in "".join(lines)
    assert any("按读法1b" in line or "(读法1)" in line for line in lines)
    assert any(re.search(r"a 适用，条文未分类型 \(默认\)", line) for line in lines)
    assert english(lines) == []


def test_a_rule_that_holds_only_under_another_reading_says_which(shown):
    lines = shown("zh", "rules", "-j", "yiyang", "--question", "redo")
    assert "按读法1b" in "".join(line.strip() for line in lines)
    assert not any(line.strip().startswith("一律") for line in lines)


def test_a_conflict_is_a_row(shown):
    lines = shown("zh", "rules", "-j", "nanchang_nrp", "--question", "close")
    assert any("条文冲突" in line for line in lines)


def test_a_question_on_which_nothing_is_said(shown):
    lines = shown("zh", "rules", "-j", "yiyang", "--question", "followup")
    assert lines[:2] == ["回访 (followup)", " 未规定"]


def test_rule_ids_show_where_there_is_room(shown):
    narrow, wide = (
        "\n".join(shown("en", "rules", "-j", "yiyang", "--question", "close", columns=n))
        for n in (80, 130)
    )
    assert "close.inquiry" not in narrow
    assert "close.inquiry" in wide


def test_grounds_and_approvals_are_said_in_words(shown):
    lines = shown("zh", "rules", "-j", "nanchang_amr")
    told = "".join(re.sub(r"\s", "", line) for line in lines)
    for words in ("不得退单", "由督查人员批准", "不予受理", "须有理由、依据", "办结到期前申请"):
        assert words in told
    assert english(line for line in lines if not re.search(r"^\S", line)) == []


def test_jurisdictions(shown):
    lines = shown("zh", "jurisdictions")
    assert "弋阳县 (yiyang)" in lines
    assert any("弋府办字〔2023〕51号" in line and "2023-06-05版" in line for line in lines)
    assert any("上位：南昌市" in line for line in lines)
    assert english(lines) == []


@pytest.mark.parametrize(
    ("condition", "zh", "en"),
    [
        (ALWAYS, "一律", "in every case"),
        (kind.is_("help"), "诉求类型为求助", "kind of appeal is request for help"),
        (~kind.is_("help"), "诉求类型非求助", "kind of appeal is not request for help"),
        (calls.at_least(3), "反映次数不少于3", "times raised at least 3"),
        (calls.below(3), "反映次数少于3", "times raised less than 3"),
        (difficult, "疑难复杂", "difficult and complex"),
        (~difficult, "疑难复杂：否", "difficult and complex: no"),
        (findings.has("key_case"), "认定情况：重点案件", "findings: a key case"),
        (
            difficult & (calls.at_least(3) | kind.is_("praise")),
            "疑难复杂，且（反映次数不少于3，或诉求类型为感谢）",
            "difficult and complex, and (times raised at least 3, or kind of appeal is thanks)",
        ),
        (
            ~(difficult & kind.is_("help")),
            "非（疑难复杂，且诉求类型为求助）",
            "not (difficult and complex, and kind of appeal is request for help)",
        ),
    ],
)
def test_conditions_in_plain_words(monkeypatch, condition, zh, en):
    for code, text in (("zh", zh), ("en", en)):
        monkeypatch.setenv("REXIAN_LANG", code)
        assert Speaker({}).say(condition) == text


def test_items_of_one_list_stand_behind_its_name_together(monkeypatch):
    monkeypatch.setenv("REXIAN_LANG", "zh")
    either = faults.has("delay") | faults.has("shirking") | difficult
    assert Speaker({}).say(either) == "办理过错：拖延、推诿扯皮，或疑难复杂"


def test_a_due_time_at_the_end_of_a_day():
    assert say_time("2026-03-04T23:59:59+08:00") == "2026-03-04 24:00"
    assert say_time("2026-03-04T09:05:00+08:00") == "2026-03-04 09:05"
    assert say_time(None) == ""


def test_words_of_outcomes():
    assert say_keys({"decision": "ask", "by": "hotline_office"}, "zh") == [
        "请示后定",
        "经办：热线办",
    ]
    assert say_keys({"max_times": 1, "times_strength": "in_principle"}, "zh") == ["限1次（原则上）"]
    assert say_keys({"cap_strength": "must"}, "en") == ["by the time for closing at most"]
    assert say_keys({"must_state": [["basis", "suggested_unit"], "reasons"]}, "zh") == [
        "须有依据或建议承办单位、理由"
    ]
    assert say_keys({"count": 0, "why_not": [], "approver": None}, "zh") == []
    assert say_keys({"why_not": [{"id": "too_often"}, {"id": "outside_jurisdiction"}]}, "zh") == [
        "因超过规定次数、非本行政区域或职责范围"
    ]
    assert (
        say_limit({"n": 15, "unit": "working_day"}, "in_principle", "zh") == "15个工作日（原则上）"
    )
    assert say_silence("return_permission.approver", "zh") == "批准人未规定"
    assert say_silence("close", "zh") == "未规定"
