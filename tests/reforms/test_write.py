"""Writing rules as reforms: what is printed is read back to the same rules."""

from dataclasses import replace

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from rexian.discovery import installed, load
from rexian.errors import InputError
from rexian.reforms.apply import in_force, reformed
from rexian.reforms.outcomes import write
from rexian.reforms.parts import CLOCKS, GIVEN
from rexian.reforms.places import Source
from rexian.reforms.read import read_reform
from rexian.reforms.reform import Heading
from rexian.reforms.write import as_reform, reform_text
from rexian.rules.grid import grid_of
from rexian.rules.outcomes import Before, Given, Limit, Same, Steps, Value
from rexian.rules.rule import Rule
from rexian.rules.text import show
from rexian.worktime.period import Period, Unit, working_days

LANGUAGES = ("zh", "en")


def emptied(place):
    """The place, its own document without a rule."""
    bare = replace(place.layers[0], rules=())
    return replace(place, layers=(bare, *place.layers[1:]), _plans={})


def read_back(place, rules):
    """The rules as they are once printed whole and added to a document that has none."""
    heading = Heading("copy", "副本", "a copy", place.document.id, "原文")
    text = reform_text(heading, rules, place, does="add")
    return reformed(emptied(place), read_reform(Source("copy.yaml", text), emptied(place)))


@pytest.mark.documents
@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("name", sorted(installed()))
def test_every_rule_is_read_back_as_it_was(name, code, monkeypatch):
    monkeypatch.setenv("REXIAN_LANG", code)
    place = load(name)
    own = list(in_force(place.layers[0]).values())
    again = read_back(place, own)
    for old, new in zip(own, again.layers[0].rules, strict=True):
        assert replace(new, when=old.when, per=old.per) == old
        assert show(new.when) == show(old.when)
        grid = grid_of(old.id, [new.when, old.when], lambda fact: place.domains.get(fact.id, fact))
        assert grid.where(new.when) == grid.where(old.when)
        [cited] = again.citations(place.document.id, new.per)
        assert cited["locator"].split("；") == list(
            dict.fromkeys(c["locator"] for c in place.citations(place.document.id, old.per))
        )


@pytest.mark.documents
@pytest.mark.parametrize("name", sorted(installed()))
def test_a_printed_reform_changes_no_answer(name):
    place = load(name)
    same = reformed(place, read_reform(Source("draft.yaml", as_reform(place)), place))
    for part, asked in place.plan().parts.items():
        again = same.plan().parts[part]
        assert [t.cells for t in again.tables] == [t.cells for t in asked.tables], part


@pytest.mark.documents
def test_one_question_is_written_as_people_would():
    assert as_reform(load("yiyang"), "extension").splitlines()[3:] == [
        "reform: draft",
        "of: yiyang",
        "title: {zh: 修改草案, en: a draft}",
        "cites: a draft",
        "changes:",
        "- replace: extension.may.ground",
        "  says: {}",
        "  per: 第十五条",
        "- replace: extension.ask_by.before_due",
        "  same_as: close",
        "  per: 第十五条",
        "- replace: extension.approver.centre",
        "  when: reading.extension_approver = centre",
        "  says: {approver: hotline_centre}",
        "  per: 第十五条",
        "- replace: extension.times.once",
        "  says: {max_times: 1, times_strength: in_principle}",
        "  per: 第十五条末句",
        "- replace: extension.cap.original",
        "  says: {cap_strength: must}",
        "  per: 第十五条末句",
    ]


@pytest.mark.documents
def test_a_document_that_does_not_speak_has_nothing_to_write():
    with pytest.raises(InputError, match="nanchang_nrp itself has no rule on redo"):
        as_reform(load("nanchang_nrp"), "redo")


WORDS = st.sampled_from(["must", "handling_unit", "hotline_centre", "unit_head"])
KEYS = st.dictionaries(
    st.sampled_from(["to", "by", "decided_by"]), WORDS | st.lists(WORDS, min_size=1).map(tuple)
) | st.dictionaries(st.sampled_from(["ledger", "at_once", "together"]), st.booleans())
SAYS = KEYS.filter(lambda says: "must" not in str(says))
STRENGTHS = st.sampled_from(["must", "in_principle", "may"])
COUNTED = (Unit.WORKING_DAY, Unit.NATURAL_DAY, Unit.HOUR, Unit.MINUTE, Unit.MONTH)
LENGTHS = st.builds(Period, st.integers(0, 99), st.sampled_from(COUNTED))
PERIODS = LENGTHS | st.just(Period(0, Unit.IMMEDIATE))
STEP = st.fixed_dictionaries(
    {"role": st.sampled_from(["unit_head", "each_level"])},
    optional={"fields": st.lists(st.sampled_from(["lead", "limit"]), unique=True).map(tuple)},
)
CLOCK = st.sampled_from(CLOCKS)
TIMED = (
    st.builds(Limit, PERIODS, STRENGTHS, st.sampled_from([None, "signed"]), SAYS)
    | st.builds(Given, st.sampled_from(GIVEN), STRENGTHS, SAYS)
    | st.builds(Same, CLOCK, STRENGTHS, SAYS)
    | st.builds(Before, CLOCK, LENGTHS, STRENGTHS, SAYS, st.booleans())
)
ANSWERS = {
    "return": TIMED,
    "extension.cap": st.builds(Value, SAYS, STRENGTHS)
    | st.builds(Limit, PERIODS, STRENGTHS, st.none(), SAYS),
    "dispatch.by": st.builds(Value, SAYS, STRENGTHS),
    "signoff": st.builds(Steps, st.lists(STEP, min_size=1).map(tuple), STRENGTHS, SAYS),
}
TEXTS = st.text(
    st.characters(exclude_categories=["C", "Z"]) | st.sampled_from([" ", ":", "#", "'", "-"])
).map(str.strip)


@given(data=st.data())
def test_any_rule_is_read_back(town, data):
    part = data.draw(st.sampled_from(sorted(ANSWERS)))
    stated = Rule(
        f"{part}.new",
        data.draw(ANSWERS[part]),
        ("art1",),
        followed=data.draw(st.none() | TEXTS.filter(bool)),
        editions=data.draw(st.sampled_from([(), ("1",)])),
        inherited=data.draw(st.booleans()),
    )
    [again] = read_back(town, [stated]).layers[0].rules
    assert replace(again, per=stated.per) == stated


@given(outcome=TIMED)
def test_a_replaced_answer_is_the_one_written_whatever_stood_before(town, outcome):
    """What is written whole leaves nothing of the old rule but what it has in common."""
    was = next(rule for rule in town.layers[0].rules if rule.id == "close.complaint")
    assert was.outcome == Limit(working_days(10))
    told = write(outcome) | {"replace": "close.complaint", "per": "x"}
    told.pop("from", None)
    heading = "reform: a\nof: town\ntitle: b\ncites: c\nchanges:\n"
    text = heading + yaml.safe_dump([told], allow_unicode=True)
    [change] = read_reform(Source("a.yaml", text), town).changes
    start = {"start": None} if isinstance(outcome, Limit) else {}
    assert change.stated["outcome"] == replace(outcome, **start)
