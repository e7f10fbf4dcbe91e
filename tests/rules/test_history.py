"""One ticket's events in order: what nodes may ask of them."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rexian.instants import parse_instant
from rexian.model.events import Event
from rexian.model.terms import Term, Terms
from rexian.rules.answers import Answer
from rexian.rules.facts import Choice
from rexian.rules.history import History
from rexian.rules.nodes import NO_BOUND, RECORDED
from rexian.rules.outcomes import Given, Limit, Value
from rexian.rules.rule import limit
from rexian.rules.table import Enacted, Verdict, compile_table
from rexian.worktime.period import hours, months, natural_days, working_days

NOW = parse_instant("2026-03-20T10:00")
TRUTHS = (True, False, None)
TABLE = compile_table("q", [])
#: A cap by the limit itself.
BARE = Value({"cap_strength": "must"})
_BOUNDS = st.one_of(st.just(NO_BOUND), st.none(), st.integers(0, 6))
_TYPES = st.lists(st.sampled_from(["signed", "closed", "redo_sent"]), min_size=1, unique=True)
_WHERE = st.sampled_from(
    [{}, {"passed": (True,)}, {"passed": (True, False)}, {"passed": RECORDED}, {"by": ("x", "y")}]
)
_EVENTS = st.lists(
    st.builds(
        Event,
        st.sampled_from(["signed", "closed", "redo_sent"]),
        st.integers(0, 100),
        st.fixed_dictionaries({}, optional={"passed": st.booleans(), "by": st.sampled_from("xyz")}),
    ),
    max_size=7,
)


@pytest.fixture
def history(chinese_days):
    def of(*events):
        return History([Event(kind, at, fields) for kind, at, fields in events], NOW, chinese_days)

    return of


def fits(event, types, where):
    return event.type in types and all(
        event.fields.get(name) is not None
        if options is RECORDED
        else event.fields.get(name) in options
        for name, options in where.items()
    )


@given(events=_EVENTS, asked=st.tuples(_TYPES, _WHERE, _BOUNDS, _BOUNDS))
def test_marks_are_what_a_reader_of_the_list_would_pick(chinese_days, events, asked):
    types, where, since, until = asked
    found = [
        place
        for place, event in enumerate(events)
        if fits(event, types, where) and since is not None and (since is NO_BOUND or place > since)
    ]
    bounded = [
        place for place in found if until is not None and (until is NO_BOUND or place < until)
    ]
    history, kinds = History(events, NOW, chinese_days), tuple(types)
    assert history.each(kinds, where, since) == found
    assert history.count(kinds, where, since) == len(found)
    assert history.first(kinds, where, since) == (found[0] if found else None)
    assert history.last(kinds, where, since, until) == (bounded[-1] if bounded else None)


@pytest.mark.parametrize("truths", list(product(TRUTHS, repeat=3)))
def test_three_valued_logic_is_what_every_completion_agrees_on(history, truths):
    open_ones = [((True, False) if truth is None else (truth,)) for truth in truths]
    ways = list(product(*open_ones))
    for told, unite in ((history().both(*truths), all), (history().some(*truths), any)):
        answers = {unite(way) for way in ways}
        assert told is (answers.pop() if len(answers) == 1 else None)


def test_nothing_to_unite(history):
    assert history().both() is True
    assert history().some() is False


@pytest.mark.parametrize(("truth", "opposite"), [(True, False), (False, True), (None, None)])
def test_no(history, truth, opposite):
    assert history().no(truth) is opposite


def test_times_and_fields_of_a_mark(history):
    told = history(("signed", 7, {"due_at": 90, "role": "handler"}))
    assert (told.time(0), told.time(None)) == (7, None)
    assert (told.instant(0, "due_at"), told.instant(None, "due_at")) == (90, None)
    assert told.instant(0, "at_last") is None
    assert told.absent() is None
    assert (told.present(0), told.present(None)) == (True, False)


@pytest.mark.parametrize(
    ("value", "states"),
    [("words", True), (True, True), (("a",), True), (False, False), ((), False), ("", False)],
)
def test_what_an_event_states(history, value, states):
    assert history(("signed", 7, {"basis": value})).states(0, "basis") is states
    assert history(("signed", 7, {})).states(0, "basis") is False
    assert history().states(None, "basis") is False


def test_a_field_is_or_lists_an_option(history):
    told = history(("objected", 7, {"reasons": ("a", "b"), "role": "c"}))
    assert told.holds(0, "reasons", "b", "x")
    assert not told.holds(0, "reasons", "x")
    assert told.holds(0, "role", "c")
    assert not told.holds(0, "other", "c")
    assert not told.holds(None, "role", "c")


def test_a_field_as_a_value_of_a_fact(history):
    fact = Choice(id="f", zh="f", en="f", terms=Terms("f", (Term("a", "甲", "a"),)))
    told = history(("signoff", 7, {"role": "a"}), ("signoff", 8, {"role": "z"}))
    assert told.choice(fact, 0, "role", "nobody") == "a"
    assert told.choice(fact, 1, "role", "nobody") == "nobody"
    assert told.choice(fact, None, "role", "nobody") == "nobody"


def test_the_first_true_case_is_selected(history):
    fact = Choice(id="f", zh="f", en="f", terms=Terms("f", (Term("a", "甲", "a"),)))
    told = history()
    assert told.select(fact, "z", (False, "a"), (True, "b"), (True, "c")) == "b"
    assert told.select(fact, "z", (None, "a"), (False, "b")) == "z"


@pytest.mark.parametrize(
    ("one", "other", "after", "later"),
    [
        (2, 1, True, True),
        (1, 2, False, False),
        (1, 1, False, False),
        (1, None, False, True),
        (None, 1, False, False),
        (None, None, False, False),
    ],
)
def test_which_comes_after_which(history, one, other, after, later):
    assert history().after(one, other) is after
    assert history().later(one, other) is later


def test_choosing_between_times(history):
    told = history()
    assert [told.either(1, 2), told.either(None, 2), told.either(0, 2)] == [1, 2, 0]
    assert [told.pick(True, 1, 2), told.pick(False, 1, 2), told.pick(None, 1, 2)] == [1, 2, 2]


def test_which_request_an_act_is(history):
    assert history().ordinal(2, counted=True) == 2
    assert history().ordinal(2, counted=False) == 3


def test_the_length_granted_is_the_decisions_own_else_the_one_asked_for(history):
    told = history(
        ("extension_requested", 1, {"length": working_days(5)}),
        ("extension_decided", 2, {"granted": True}),
        ("extension_requested", 3, {"length": working_days(9)}),
        ("extension_decided", 4, {"granted": True, "length": working_days(1)}),
    )
    assert told.granted_length(1) == working_days(5)
    assert told.granted_length(3) == working_days(1)


def test_no_length_is_granted_where_none_was_named(history):
    told = history(("extension_decided", 2, {"granted": True}))
    assert told.granted_length(0) is None


def answer(outcome=None, decision=Verdict.SILENT, **times):
    return Answer(TABLE, decision, outcome, **times)


OPEN, NOTHING = answer(decision=Verdict.MISSING), answer()


def said(**keys):
    return answer(Value(keys), decision=None)


@pytest.mark.parametrize(
    ("answers", "triggered"),
    [
        ((), False),
        ((NOTHING,), False),
        ((NOTHING, OPEN), None),
        ((OPEN, said()), True),
        ((said(), NOTHING), True),
    ],
)
def test_a_ground_is_met_open_or_not(history, answers, triggered):
    assert history().triggered(answers) is triggered


@pytest.mark.parametrize(
    ("number", "answers", "exceeds"),
    [
        (1, (said(max_times=1),), False),
        (2, (said(max_times=1),), True),
        (2, (said(max_times=2), said(max_times=1)), True),
        (2, (said(max_times=2), NOTHING), False),
        (2, (said(max_times=2), OPEN), None),
        (3, (said(max_times=2), OPEN), True),
        (9, (), False),
    ],
)
def test_the_least_number_holds(history, number, answers, exceeds):
    assert history().exceeds(number, answers, "max_times") is exceeds


@pytest.mark.parametrize(
    ("part", "late"),
    [
        (answer(Limit(hours(1)), late=True), True),
        (answer(Limit(hours(1)), late=False), False),
        (answer(Limit(hours(1)), late=None), False),
        (NOTHING, False),
        (OPEN, None),
        ((answer(Limit(hours(1)), late=False), OPEN), None),
        ((answer(Limit(hours(1)), late=True), OPEN), True),
    ],
)
def test_late(history, part, late):
    assert history().late(part) is late


@pytest.mark.parametrize(
    ("demand", "stated", "lacks"),
    [
        (("reasons", "basis"), {"reasons": ("a",), "basis": "b"}, False),
        (("reasons", "basis"), {"reasons": ("a",)}, True),
        ((("basis", "suggested_unit"),), {"suggested_unit": "u"}, False),
        ((("basis", "suggested_unit"),), {}, True),
        ((("basis", "suggested_unit"), "reasons"), {"basis": "b"}, True),
        ((), {}, False),
    ],
)
def test_what_a_request_fails_to_state(history, demand, stated, lacks):
    told = history(("objected", 1, stated))
    assert told.lacks((said(must_state=demand),), 0) is lacks
    assert told.lacks((said(must_state=demand), NOTHING), 0) is lacks
    assert told.lacks((said(must_state=demand), OPEN), 0) is (True if lacks else None)


def test_approval_by_another_than_the_one_demanded(history):
    told = history(("objected", 1, {"approved_by": "unit_head"}), ("objected", 2, {}))
    demand = said(approver="unit_head")
    assert told.differs(demand, "approver", 0, "approved_by") is False
    assert told.differs(demand, "approver", 1, "approved_by") is True
    assert told.differs(said(approver="handler"), "approver", 0, "approved_by") is True
    assert told.differs(NOTHING, "approver", 1, "approved_by") is False
    assert told.differs(OPEN, "approver", 1, "approved_by") is None


@pytest.mark.parametrize(
    ("length", "end"),
    [
        (working_days(2), "2026-03-11"),
        (natural_days(3), "2026-03-12"),
        (hours(4), "2026-03-09T14:00"),
        (months(1), "2026-04-09"),
    ],
)
def test_when_a_length_that_is_asked_for_ends(history, length, end):
    told = history(("extension_requested", 1, {"length": length}), ("signed", 2, {}))
    start = parse_instant("2026-03-09T10:00")
    assert told.end_of(start, 0, "length") == parse_instant(end)
    assert told.end_of(None, 0, "length") is None
    assert told.end_of(start, 1, "length") is None


def test_a_limit_once_more_from_its_end(history):
    start, base = parse_instant("2026-03-02T10:00"), parse_instant("2026-03-09")
    clock = answer(Limit(working_days(5)), start=start, base=base)
    assert history().capped(clock, BARE) == parse_instant("2026-03-16")
    assert history().capped(answer(Limit(working_days(5))), BARE) is None


def test_a_given_limit_once_more_is_as_many_working_days(history):
    """From Monday the 2nd to Thursday the 5th are three working days."""
    clock = answer(
        Given("close"), start=parse_instant("2026-03-02T10:00"), base=parse_instant("2026-03-05")
    )
    assert history().capped(clock, BARE) == parse_instant("2026-03-10")


MONDAY = answer(
    Limit(working_days(5)),
    start=parse_instant("2026-03-02T10:00"),
    base=parse_instant("2026-03-09"),
)


def test_the_cap_that_ends_first_holds(history):
    """From Monday the 9th: the limit itself once more to the 16th, two working days to the 11th."""
    two, bare = answer(Limit(working_days(2))), answer(BARE)
    told = history()
    assert told.furthest(MONDAY, (bare, two)) == parse_instant("2026-03-11")
    assert told.furthest(MONDAY, (bare, NOTHING)) == parse_instant("2026-03-16")
    assert told.furthest(MONDAY, (NOTHING,)) is None
    assert told.furthest(answer(Limit(working_days(5))), (two,)) is None


def test_what_passes_a_cap_and_what_may_yet_pass_an_open_one(history):
    told, two, bare = history(), answer(Limit(working_days(2))), answer(BARE)
    rule = limit("extension.cap.one", working_days(1), per=())
    table = compile_table("extension.cap", [Enacted(rule, "town", 0)])
    open_one = Answer(table, Verdict.MISSING, None)
    on_10th, on_11th, on_12th = (parse_instant(f"2026-03-{day}") for day in (10, 11, 12))
    assert told.passes(on_12th, MONDAY, (bare, two)) is True
    assert told.passes(on_11th, MONDAY, (bare, two)) is False
    assert told.passes(on_11th, MONDAY, (two, open_one)) is None
    assert told.passes(on_10th, MONDAY, (two, open_one)) is False
    assert told.passes(on_12th, MONDAY, (two, open_one)) is True
    assert told.passes(on_12th, MONDAY, ()) is False
    assert told.passes(None, MONDAY, (two, open_one)) is False
