"""Conditions as text: printed in two languages, read back to the same cells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rexian.discovery import installed, load
from rexian.errors import InputError
from rexian.facts import (
    GIVEN_FACTS,
    VIEW_FACTS,
    calls,
    difficult,
    findings,
    given_close,
    kind,
    urgency,
)
from rexian.questions import NODES
from rexian.rules.conditions import ALWAYS
from rexian.rules.facts import Choice, Count
from rexian.rules.grid import grid_of
from rexian.rules.text import MisreadError, parse, reasons, show

LANGUAGES = ("en", "zh")
WORKED_OUT = {node.fact.id: node.fact for node in NODES if node.fact is not None}
FACTS = {**GIVEN_FACTS, **VIEW_FACTS, **WORKED_OUT}


def same_cells(one, other):
    grid = grid_of("either", [one, other])
    return grid.where(one) == grid.where(other)


@pytest.mark.parametrize("language", LANGUAGES)
@given(data=st.data())
def test_what_is_printed_is_read_back_to_the_same_cells(world, language, data):
    condition = data.draw(world.conditions)
    assert same_cells(parse(show(condition, language), world.facts), condition)


@pytest.mark.parametrize("language", LANGUAGES)
@given(data=st.data())
def test_what_is_read_back_is_true_of_the_same_cases(world, holds, language, data):
    condition, values = data.draw(world.conditions), data.draw(world.known)
    again = parse(show(condition, language), world.facts)
    assert holds(again, values) is holds(condition, values)


def questions_to(fact):
    if isinstance(fact, Count):
        return [fact.at_least(3), fact.below(2)]
    if isinstance(fact, Choice):
        ids = fact.terms.ids
        return [*(fact.is_(option) for option in ids), fact.in_(*ids), fact.in_(*ids[::2])]
    return [fact, ~fact]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", FACTS)
def test_every_question_to_every_fact_can_be_written_down(name, language):
    for condition in questions_to(FACTS[name]):
        text = show(condition & difficult, language)
        assert same_cells(parse(text, FACTS), condition & difficult), text


def test_no_two_facts_share_a_chinese_name():
    names = [fact.zh for fact in FACTS.values()]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", sorted(installed()))
def test_the_conditions_of_real_rules_are_read_back(name, language):
    plan = load(name).plan()
    facts = {**FACTS, **plan.domains}
    for enacted in plan.rules:
        text = show(enacted.rule.when, language, facts)
        again = parse(text, facts)
        grid = grid_of(
            name, [again, enacted.rule.when], lambda fact: plan.domains.get(fact.id, fact)
        )
        assert grid.where(again) == grid.where(enacted.rule.when), text


@pytest.mark.parametrize(
    ("condition", "english", "chinese"),
    [
        (kind.is_("inquiry"), "kind = inquiry", "诉求类型 = 咨询"),
        (
            kind.in_("complaint", "report") & calls.at_least(3) & ~difficult,
            "kind in {complaint, report} and calls >= 3 and not difficult",
            "诉求类型 属于 {投诉, 举报} 且 反映次数 >= 3 且 非 疑难复杂",
        ),
        (
            (difficult | urgency.is_("prompt")) & calls.at_least(2),
            "(difficult or urgency = prompt) and calls >= 2",
            "(疑难复杂 或 紧急程度 = 接诉即办) 且 反映次数 >= 2",
        ),
        (
            difficult | (urgency.is_("prompt") & calls.at_least(2)),
            "difficult or (urgency = prompt and calls >= 2)",
            "疑难复杂 或 (紧急程度 = 接诉即办 且 反映次数 >= 2)",
        ),
        (~(difficult & calls.below(2)), "not (difficult and not calls >= 2)", None),
        (ALWAYS, "always", "一律"),
        (given_close.is_("law"), "given.close = law", None),
        (findings.has("key_case"), "findings.key_case", None),
    ],
)
def test_how_conditions_are_printed(condition, english, chinese):
    assert show(condition) == english
    assert chinese in (None, show(condition, "zh"))


@pytest.mark.parametrize(
    "text",
    [
        "kind in {complaint, report} and calls >= 3",
        "诉求类型 属于 {投诉，举报} 且 反映次数>=3",
        "诉求类型 属于 {投诉、举报} 且 反映次数 >= 3",
        "（诉求类型 ＝ 投诉 或 kind=report） and 反映次数 >= 3",
        "calls >= 3 and kind in { report,complaint }",
    ],
)
def test_either_language_and_full_width_signs_are_read(text):
    assert same_cells(parse(text, FACTS), kind.in_("complaint", "report") & calls.at_least(3))


def test_and_binds_closer_than_or_and_not_closest():
    read = parse("not difficult and calls >= 2 or urgency = prompt", FACTS)
    assert same_cells(read, (~difficult & calls.at_least(2)) | urgency.is_("prompt"))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("kidn = inquiry", "column 1: there is no fact 'kidn'; did you mean kind?"),
        ("calls >= 3 and dificult", "column 16: there is no fact 'dificult'; did you mean diff"),
        ("kind = inquirry", "column 8: kind has no value 'inquirry'; did you mean inquiry?"),
        ("kind = complaints", "column 8: kind has no value 'complaints'; did you mean complaint?"),
        ("kind in {inquiry, reprot}", "column 19: kind has no value 'reprot'; did you mean report"),
        ("诉求类型 = 咨询件", "column 8: kind has no value '咨询件'; did you mean 咨询?"),
        ("kind inquiry", "column 6: after kind comes = or in"),
        ("kind in complaint", "column 9: a list of values stands in braces: {a, b}"),
        ("kind in {complaint", "column 19: the condition breaks off here"),
        ("kind in {complaint and difficult", "column 20: a brace is not closed"),
        ("calls = 3", "column 7: calls is a number: write calls >= 3"),
        ("calls >= three", "column 10: 'three' is not a whole number"),
        ("calls >= -3", "column 10: '-3' is not a whole number"),
        ("(difficult or kind = inquiry", "column 29: the condition breaks off here"),
        ("(difficult calls", "column 12: a bracket is not closed"),
        ("difficult and", "column 14: the condition breaks off here"),
        ("", "column 1: the condition breaks off here"),
        ("difficult difficult", "column 11: 'difficult' does not belong here"),
        ("difficult)", "column 10: ')' does not belong here"),
        ("difficult > ", "column 11: '>' does not belong here"),
        ("calls > 3", "column 7: calls is a number: write calls >= 3"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_column_and_the_nearest_word(text, message):
    with pytest.raises(InputError) as refused:
        parse(text, FACTS)
    assert str(refused.value).startswith(message)


def test_the_place_of_a_mistake_is_data():
    with pytest.raises(MisreadError) as refused:
        parse("calls >= 3 and dificult", FACTS)
    assert refused.value.column == 16
    assert refused.value.problem == "there is no fact 'dificult'; did you mean difficult?"


@given(text=st.text(st.sampled_from("kind=incomplat >3(){}难疑复杂 且，"), max_size=24))
def test_no_text_brings_the_reader_down(text):
    told = None
    try:
        parse(text, FACTS)
    except InputError as refused:
        told = str(refused)
    assert told is None or told.startswith("column ")


@given(data=st.data())
def test_the_reasons_given_are_enough(world, holds, data):
    """Whatever the facts that are not named turn out to be, the condition stays true."""
    condition, values = data.draw(world.conditions), data.draw(world.known)
    if not holds(condition, values):
        condition = ~condition
    given = {reason.removeprefix("not ").partition(" ")[0] for reason in reasons(condition, values)}
    others = data.draw(world.known)
    assert holds(condition, {**others, **{name: values[name] for name in given}})


def test_reasons_name_only_what_counts():
    condition = (kind.is_("help") & difficult) | calls.at_least(3)
    values = {"kind": "inquiry", "difficult": None, "calls": 4}
    assert reasons(condition, values) == ["calls = 4"]
    assert reasons(condition & ~difficult, {**values, "difficult": False}, "zh") == [
        "反映次数 = 4",
        "非 疑难复杂",
    ]
