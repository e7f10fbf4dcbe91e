"""Sheets: which lines a part has, in which cases, by which reading."""

from dataclasses import replace

import pytest
from rexian.facts import calls, channel, difficult, given_close, kind, urgency
from rexian.model.terms import Term
from rexian.pages.sheet import Kind, Sheet
from rexian.questions.clocks import CLOSE, EMERGENCY_TRANSFER, FOLLOWUP
from rexian.questions.escalation import SUPERVISION
from rexian.rules.readings import Reading
from rexian.rules.rule import limit, value
from rexian.rules.text import show
from rexian.worktime.period import minutes, working_days

CLOSING, FOLLOWING = CLOSE.parts[0], FOLLOWUP.parts[0]
TWO, FIVE = working_days(2), working_days(5)
INQUIRY = limit("close.inquiry", TWO, when=kind.is_("inquiry"), per=("art1",))
SHORT = Reading(
    id="short", zh="短", en="short", per=(), why=("因", "because"), default="no",
    choices=(Term("yes", "是", "yes"), Term("no", "否", "no")),
)  # fmt: skip


@pytest.fixture
def told(enact):
    """Return the lines of a part: what each tells, by which rules, in which cases."""

    def tell(*rules, part=CLOSING, **more):
        sheet = Sheet(enact(*rules, **more))
        return [
            (line.kind.value, [e.rule.id.partition(".")[2] for e in line.rules], show(line.when))
            for line in sheet.lines(part)
        ]

    return tell


def test_a_part_on_which_nobody_speaks_has_no_lines(told):
    assert told(INQUIRY, part=FOLLOWING) == []


def test_rules_then_what_they_leave(told):
    assert told(INQUIRY, limit("close.hard", FIVE, when=difficult & kind.is_("help"), per=())) == [
        ("rule", ["inquiry"], "kind = inquiry"),
        ("rule", ["hard"], "difficult and kind = help"),
        ("silence", [], "(not kind = inquiry and not difficult) or not kind in {inquiry, help}"),
    ]


def test_a_rule_for_every_case_leaves_none(told):
    assert told(limit("close.all", TWO, per=())) == [("rule", ["all"], "always")]


def test_a_clash_is_a_line_of_its_own(told):
    found = told(INQUIRY, limit("close.all", FIVE, per=()))
    assert found[-1] == ("conflict", ["inquiry", "all"], "kind = inquiry")


def test_a_rule_from_above_is_told_by_the_cases_it_decides(told, enact):
    city = enact(limit("close.all", FIVE, per=()), name="city")
    assert told(INQUIRY, under=city) == [
        ("rule", ["inquiry"], "kind = inquiry"),
        ("rule", ["all"], "not kind = inquiry"),
    ]
    [own, above] = Sheet(enact(INQUIRY, under=city)).lines(CLOSING)
    assert (own.inherited, above.inherited) == (False, True)


def test_what_a_site_lays_over_its_document_answers_first(enact):
    town, site = enact(limit("close.all", FIVE, per=())), enact(INQUIRY, name="town.site")
    laid = replace(town, overlays=site.layers, _plans={})
    assert [(line.rules[0].layer, show(line.when)) for line in Sheet(laid).lines(CLOSING)] == [
        ("town.site", "kind = inquiry"),
        ("town", "not kind = inquiry"),
    ]


def test_one_from_above_that_decides_nothing_is_not_told(told, enact):
    city = enact(limit("close.narrow", FIVE, when=kind.is_("help"), per=()), name="city")
    assert told(limit("close.all", TWO, per=()), under=city) == [("rule", ["all"], "always")]


def test_readings_are_taken_by_default_and_named(enact):
    town = enact(
        limit("close.usual", TWO, when=SHORT.is_("no"), per=()),
        limit("close.short", FIVE, when=SHORT.is_("yes") & difficult, per=()),
        readings=(SHORT,),
    )
    usual, short = Sheet(town).lines(CLOSING)
    assert (usual.kind, show(usual.when), usual.hangs_on) == (Kind.RULE, "always", ("short",))
    assert (short.kind, short.hangs_on) == (Kind.OTHERWISE, ("short",))
    assert show(short.when) == "reading.short = yes and difficult"


def test_where_the_default_is_silence_all_cases_are_silent(told):
    only = limit("close.short", TWO, when=SHORT.is_("yes"), per=())
    assert [(kind, when) for kind, _rules, when in told(only, readings=(SHORT,))] == [
        ("otherwise", "reading.short = yes"), ("silence", "always"),
    ]  # fmt: skip


def test_a_condition_is_told_as_shortly_as_it_can_be(told):
    web = channel.in_("wechat", "ganfutong")
    tangled = limit(
        "close.web", TWO, when=web & ~(kind.is_("inquiry") & ~web) & channel.is_("wechat"), per=()
    )
    assert told(tangled)[0] == ("rule", ["web"], "channel = wechat")


def test_many_values_are_told_by_those_that_are_left(told):
    every = ("help", "complaint", "report", "suggestion", "opinion", "praise", "other")
    assert told(limit("close.most", TWO, when=kind.in_(*every), per=()))[0][2] == (
        "not kind = inquiry"
    )


def test_what_is_left_in_too_many_pieces_is_told_by_what_it_shares(enact):
    rules = [
        limit(f"close.n{n}", TWO, when=kind.is_(name) & calls.at_least(n) & difficult, per=())
        for n, name in enumerate(("inquiry", "help", "complaint", "report", "opinion"), start=2)
    ]
    last = Sheet(enact(*rules)).lines(CLOSING)[-1]
    assert (last.kind, last.exact) == (Kind.SILENCE, False)


def test_cases_in_which_the_question_does_not_arise_are_no_silence(told):
    found = told(
        limit("emergency_transfer.now", minutes(30), when=kind.is_("help"), per=()),
        part=EMERGENCY_TRANSFER.parts[0],
    )
    assert [kind for kind, *_ in found] == ["rule", "silence"]
    for _kind, _rules, when in found:
        assert show(urgency.is_("emergency")) in when


def test_grounds_stand_each_for_itself_and_leave_no_silence(told):
    assert told(
        value("supervision.one", {}, when=difficult, per=()),
        value("supervision.two", {}, when=given_close.is_("law"), per=()),
        part=SUPERVISION.parts[0],
    ) == [("rule", ["one"], "difficult"), ("rule", ["two"], "given.close = law")]
