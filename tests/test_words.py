"""What outcomes say, key by key and word by word, in both languages."""

import re

import pytest
from rexian.assess.units import MEASURES, USES
from rexian.discovery import installed, load
from rexian.rules.outcomes import Steps, Value
from rexian.rules.rule import limit, steps, value
from rexian.ruletable import say
from rexian.words import say_absent, say_keys, say_silence, say_value, say_word
from rexian.words.answers import NOT_MET, PARTS, WHEN_SO, YES_OR_NO
from rexian.words.labels import knows_word
from rexian.words.phrases import ACTS, KEYS, NAMES_UNDER, UNDER, UNTOLD
from rexian.worktime.period import natural_days, working_days

BOTH = ("zh", "en")
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def both(says, question=""):
    return tuple("|".join(say_keys(says, code, question=question)) for code in BOTH)


def spoken(rule):
    """Every key that a rule says, with each word under it."""
    outcome = rule.outcome
    told = [dict(outcome.says), *(map(dict, outcome.steps) if isinstance(outcome, Steps) else [])]
    for says in told:
        for key, held in says.items():
            yield key, list(words(held))


def words(held):
    if isinstance(held, str):
        yield held
    elif isinstance(held, list | tuple):
        for item in held:
            yield from words(item)


def told_of_tickets(name):
    return [(rule, key, held) for rule in load(name).layers[0].rules for key, held in spoken(rule)]


@pytest.mark.documents
@pytest.mark.parametrize("name", sorted(installed()))
def test_every_key_that_a_document_says_is_told(name):
    strengths = {key for _rule, key, _held in told_of_tickets(name) if key.endswith("strength")}
    known = {*KEYS, *ACTS, *UNTOLD, *strengths, "role", "fields"}
    assert {key for _rule, key, _held in told_of_tickets(name)} - known == set()


@pytest.mark.documents
@pytest.mark.parametrize("name", sorted(installed()))
def test_every_word_that_a_document_says_has_its_label(name):
    unknown = {
        (rule.id, key, word)
        for rule, key, held in told_of_tickets(name)
        for word in held
        if not key.endswith("strength")
        and not knows_word(
            word, key="steps" if key == "role" else key, question=rule.id.partition(".")[0]
        )
    }
    assert unknown == set()


@pytest.mark.documents
@pytest.mark.parametrize("name", sorted(installed()))
def test_what_documents_say_reads_as_chinese_and_as_english(name):
    for rule in load(name).layers[0].rules:
        if isinstance(rule.outcome, Value | Steps):
            zh, en = (say_value(rule.outcome, code, rule.id.rpartition(".")[0]) for code in BOTH)
            assert not re.search(r"[a-z]_|[a-z]{4}", zh), (rule.id, zh)
            assert not CHINESE.search(en), (rule.id, en)
            assert "_" not in en, (rule.id, en)


@pytest.mark.documents
@pytest.mark.parametrize("name", sorted(installed()))
def test_what_documents_say_of_units_has_its_label(name):
    lists = {"measure": MEASURES, "into": USES}
    for rule in load(name).layers[0].assessment.units:
        for key, held in spoken(rule):
            for word in held:
                assert word in lists[key] if key in lists else knows_word(word), (rule.id, key)


def test_every_phrase_is_in_both_languages():
    tables = [KEYS, ACTS, UNDER, NAMES_UNDER, PARTS, WHEN_SO, NOT_MET]
    told = [said for table in tables for said in table.values()]
    told += [said for answers in YES_OR_NO.values() for said in answers.values()]
    for said in told:
        assert said.keys() == set(BOTH)
        assert CHINESE.search(said["zh"]) or said["zh"] == "{v}"
        assert not CHINESE.search(said["en"])
        assert ("{v}" in said["zh"]) is ("{v}" in said["en"])


def test_what_nobody_knows_is_told_by_its_id():
    assert both({"colour": "sky_blue"}) == ("colour：sky_blue", "colour: sky_blue")
    assert both({"painted": True}) == ("painted", "painted")
    assert both({"painted": False, "by": "painters"}) == ("经办：painters", "by the painters")
    assert say_word("sky_blue", "zh") == "sky_blue"
    assert not knows_word("sky_blue")


def test_a_cap_is_told_by_its_length_else_as_the_limit_itself():
    part, five = "extension.cap", limit("extension.cap.five", working_days(5), per=())
    assert [say(five.outcome, code, part) for code in BOTH] == [
        "延长不超过5个工作日",
        "by 5 wd at most",
    ]
    softly = limit("extension.cap.two", natural_days(2), strength="in_principle", per=())
    assert say(softly.outcome, "zh", part) == "延长不超过2个自然日（原则上）"
    bare = value("extension.cap.original", {"cap_strength": "must"}, per=())
    assert say(bare.outcome, "en", part) == "by the time for closing at most"
    told = {"cap": {"n": 5, "unit": "working_day"}, "latest_due_at": "2026-03-16T23:59:59+08:00"}
    assert both(told | {"cap_strength": "must"}, "extension") == (
        "延长不超过5个工作日|最晚延至2026-03-16 24:00",
        "by 5 wd at most|until 2026-03-16 24:00 at the latest",
    )


def test_steps_are_told_in_turn():
    two = {"steps": [{"role": "unit_head"}, {"role": "section_supervisor"}]}
    assert both(two, "reply_approval") == (
        "依次由单位负责人、科室分管领导审批",
        "approved by the unit head, then leader in charge of the section",
    )
    one = {"steps": [{"role": "unit_principal", "fields": ["lead", "limit"]}]}
    assert both(one, "signoff") == (
        "由单位主要负责人签批，写明牵头领导、办理时限",
        "signed off by the unit's principal, filling in leader in charge, limit",
    )
    mixed = {"steps": [{"role": "handler"}, {"role": "unit_head", "fields": ["limit"]}]}
    assert both(mixed)[0] == "依次由经办人、单位负责人（办理时限）批准"


def test_what_is_done_and_what_is_lacking():
    assert both({"ok": True, "missing": []}) == ("已齐备", "complete")
    lacking = {"ok": False, "missing": ["unit_head", "bureau_seal"]}
    assert both(lacking, "reply_approval") == (
        "尚缺：单位负责人、局公章",
        "still lacking: unit head, bureau's seal",
    )
    assert both({"ok": False})[0] == "未齐备"
    reply = {"missing": ["investigation", "contact"], "warnings": ["max_chars"]}
    assert both(reply, "reply_form")[0] == "尚缺：调查情况、沟通情况|注意：超过规定字数"


@pytest.mark.parametrize(
    ("question", "word", "zh"),
    [
        ("contact", "contact", "联系记录"),
        ("contact", "reason", "原因"),
        ("reply_form", "contact", "沟通情况"),
        ("reply_form", "media", "规定的回复方式"),
        ("closure", "phone", "联系方式"),
        ("signoff", "limit", "办理时限"),
    ],
)
def test_a_word_means_what_its_question_makes_of_it(question, word, zh):
    assert say_word(word, "zh", key="missing", question=question) == zh


@pytest.mark.parametrize(
    ("key", "so", "not_so"),
    [
        ("required", "需要", "不需要"),
        ("triggered", "应启动", "不启动"),
        ("publish", "公开", "不予公开"),
        ("counted", "计入", "不计入"),
        ("mask", "须隐去身份", "无需隐去"),
        ("allowed", "可以", "不可以"),
        ("ledger", "列入督办台账", ""),
        ("restricted", "限定知悉范围", ""),
        ("anew", "须重新联系", ""),
    ],
)
def test_yes_and_no(key, so, not_so):
    assert both({key: True})[0] == so
    assert both({key: False})[0] == not_so


def test_a_strength_softens_its_own_key():
    says = {"media": ["phone", "wechat", "written"], "media_strength": "may", "max_chars": 400}
    assert both(says) == (
        "方式：电话、微信或书面（可以）|不超过400字",
        "by way of: phone, WeChat or in writing (may)|at most 400 characters",
    )
    assert both({"publish": True, "redact": ["name"], "strength": "may"})[0] == (
        "公开（可以）|隐去姓名"
    )


def test_who_does_several_acts_is_told_once():
    says = {"contact": "handler", "return": "handling_unit", "reply": "handling_unit"}
    assert both(says, "actor") == (
        "联系：经办人|退单、回复：承办单位",
        "contact: handler|return, reply: handling unit",
    )


def test_forms_that_are_singled_out_are_told_once():
    says = {"forms": ["circular", "special_report"], "at_discretion": ["special_report"]}
    assert both(says)[0] == "方式：通报|必要时：专报"
    apart = {"forms": ["criticism", "no_awards"], "on_staff": ["criticism", "no_awards"]}
    assert both(apart)[0] == "对人员：批评、取消评优评先资格"


def test_how_long_is_kept():
    says = {"years": 3, "at_least": True, "from": "archived", "covers": ["tickets", "replies"]}
    assert both(says, "retention")[0] == "至少保存3年|自归档起算|包括工单、回复"
    assert both({"years": 3}, "retention")[0] == "保存3年"


def test_a_rule_opens_with_what_its_part_means():
    redo = value("redo_required.a", {"by": "original_unit"}, per=())
    assert say_value(redo.outcome, "zh", "redo_required") == "须重办；重办：原承办单位"
    ground = value("closure.ground.a", {}, per=())
    assert say_value(ground.outcome, "en", "closure.ground") == "may be closed"
    seal = value("reply_approval.seal.a", {"seal": "unit_seal"}, strength="in_principle", per=())
    assert say_value(seal.outcome, "zh", "reply_approval.seal") == "盖单位公章（原则上）"
    approval = steps("reply_approval.steps.a", {"role": "each_level"}, per=())
    assert say_value(approval.outcome, "zh", "reply_approval.steps") == "由各级逐级审批"


def test_silence_of_a_part():
    assert say_silence("redo_required", "zh") == "不需要"
    assert say_silence("reply_approval.steps", "zh") == "审批人未规定"
    assert say_silence("signoff", "zh") == "未规定"
    assert say_silence("dispatch.by", "en") == "who dispatches not laid down"
    assert say_absent({"seal": None, "steps": [], "colour": None}, "zh") == ["用印未规定"]
