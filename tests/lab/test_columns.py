"""Columns say what the scalar reader says, ticket by ticket."""

from dataclasses import replace
from datetime import date

import numpy as np
import polars as pl
import pytest
from fixture_rules import MADE_UP
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rexian.discovery import installed, load
from rexian.errors import InputError
from rexian.facts import GIVEN_FACTS
from rexian.instants import day_number, parse_instant
from rexian.lab.columns import Tickets, coded, tickets_of, values_of
from rexian.lab.evaluate import ColumnAnswer, evaluate, unrecorded
from rexian.lab.events import TYPE_CODES, Kin
from rexian.lab.marks import UNRECORDED, Marks
from rexian.model.assignments import host_events, is_joint
from rexian.model.events import EVENT_TYPES, Event
from rexian.model.fields import Given
from rexian.questions.states import STATES, redo_state
from rexian.rules import scalar
from rexian.rules.facts import Choice
from rexian.rules.nodes import Node
from rexian.rules.table import Conflict, Verdict, same_answer
from rexian.worktime.calendar import NAT
from rexian.worktime.history import CalendarHistory
from rexian.worktime.period import natural_days, working_days
from rexian.worktime.sources import china
from strategies import cases, corpus_of, events

TIMES = ("start", "base", "due", "done")
JURISDICTIONS = ["made_up", *sorted(installed())]
OCTOBER = [date(2025, 10, day) for day in (9, 10, 13, 18)]


def jurisdiction_of(name):
    return MADE_UP if name == "made_up" else load(name)


def changed(announced, *days):
    """The Chinese calendar with some days turned round, as announced at an instant."""
    calendar = china()
    table = bytearray(calendar.working)
    for day in days:
        table[day_number(day) - calendar.first] ^= 1
    return replace(calendar, working=bytes(table), announced=parse_instant(announced))


ONE_VERSION = CalendarHistory((china(),))
THREE_VERSIONS = CalendarHistory(
    (
        replace(china(), published=(day_number(date(2004, 1, 1)), day_number(OCTOBER[2]))),
        changed("2025-10-08T00:00", *OCTOBER[:2]),
        changed("2025-10-15T12:00", *OCTOBER),
    )
)


class Read:
    """The same cases read one by one and as columns."""

    def __init__(self, jurisdiction, drawn, calendars=ONE_VERSION, chosen=None):
        chosen = chosen or {}
        self.plan, self.drawn = jurisdiction.plan(), drawn
        self.courses = [host_events(happened) for _, happened, _ in drawn]
        facts = jurisdiction.chosen(chosen)
        self.states = [
            scalar.evaluate(
                self.plan,
                {**jurisdiction.facts_of(ticket), **facts, "joint": is_joint(happened)},
                course,
                as_at,
                calendars,
            )
            for (ticket, happened, as_at), course in zip(drawn, self.courses, strict=True)
        ]
        self.tickets = tickets_of(corpus_of([case[:2] for case in drawn]), jurisdiction)
        self.as_at = np.array([NAT if at is None else at for _, _, at in drawn], np.int64)
        self.columns = evaluate(self.plan, self.tickets, self.as_at, calendars, chosen)

    def assert_same(self):
        for step in self.plan.steps:
            column = self.columns[step.id]
            for row, state in enumerate(self.states):
                where = f"{step.id} of case {row}"
                if isinstance(step, Node):
                    expected = self.scalar(column, state[step.id], row)
                    assert self.column(step, column, row) == expected, where
                elif isinstance(column, ColumnAnswer):
                    assert_same_answer(column, state[step.id], row, where)
                else:
                    for one, other in zip(column, state[step.id], strict=True):
                        assert_same_answer(one, other, row, f"{where}, {one.table.name}")

    def scalar(self, column, value, row):
        """Return a scalar value, with marks as the times of what they mark."""
        at = [event.at for event in self.courses[row]]
        if isinstance(column, Marks):
            return None if value is None else at[value]
        return [at[mark] for mark in value] if isinstance(column, Kin) else value

    def column(self, node, column, row):
        """Return one ticket's value of a column as the scalar reader would hold it."""
        if isinstance(column, Marks):
            column = column.at
        if isinstance(column, Kin):
            return self.tickets.events.at[column.rows[column.owners == row]].tolist()
        value = int(np.broadcast_to(column, self.tickets.n)[row])
        if column.dtype == np.int64:
            return None if value == NAT else value
        if isinstance(node.fact, Choice):
            return values_of(node.fact)[value] if value >= 0 else None
        if column.dtype == np.int8:
            return {1: True, 0: False, -1: None}[value]
        return value


def assert_same_answer(column, answer, row, where):
    assert column.decisions[column.codes[row]] == answer.decision, where
    for name in TIMES:
        value = int(getattr(column, name)[row])
        assert (None if value == NAT else value) == getattr(answer, name), f"{name}: {where}"
    assert {1: True, 0: False, -1: None}[int(column.late[row])] == answer.late, f"late: {where}"
    assert bool(column.provisional[row]) == answer.provisional, f"provisional: {where}"


def some_cases(jurisdiction, most=8):
    prefixes = [prefix.text for prefix in jurisdiction.channels.prefixes]
    return st.lists(cases(jurisdiction.channel_fact.terms, prefixes), max_size=most)


@pytest.mark.parametrize("name", JURISDICTIONS)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_any_cases(name, data):
    jurisdiction = jurisdiction_of(name)
    Read(jurisdiction, data.draw(some_cases(jurisdiction))).assert_same()


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_versions_of_the_calendar(data):
    Read(MADE_UP, data.draw(some_cases(MADE_UP)), THREE_VERSIONS).assert_same()


@pytest.mark.parametrize("name", JURISDICTIONS)
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_any_readings(name, data):
    jurisdiction = jurisdiction_of(name)
    chosen = {
        reading.id: data.draw(st.sampled_from([term.id for term in reading.choices]))
        for reading in jurisdiction.readings.values()
    }
    Read(jurisdiction, data.draw(some_cases(jurisdiction, 3)), ONE_VERSION, chosen).assert_same()


#: Nodes of what a source that does not tell of it is taken not to have had (decision 7): clocks
#: run without it, and so do the answers that ask how a clock stands.
TAKEN_NOT_TO_HAVE_HAPPENED = {
    "grants": {"extension_requested", "extension_decided"},
    "passed_request": {"closure_requested", "closure_reviewed"},
}
TYPES_OF_THOSE = set().union(*TAKEN_NOT_TO_HAVE_HAPPENED.values())


def asked_behind(plan, part):
    """Everything on which the facts that a part's tables ask rest."""
    found = set()
    waiting = [axis.fact.id for table in plan.parts[part].tables for axis in table.grid.axes]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += plan.needs.get(name, ())
    return found


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_what_is_not_recorded_is_never_taken_for_known(data):
    drawn = data.draw(some_cases(MADE_UP))
    hidden = data.draw(st.sets(st.sampled_from(sorted(EVENT_TYPES)), max_size=12))
    hidden -= {"dispatched", "assigned"}  # without them nobody knows whose events are whose
    kept = [(t, [e for e in happened if e.type not in hidden], at) for t, happened, at in drawn]
    read = Read(MADE_UP, drawn)
    found = tickets_of(
        corpus_of([case[:2] for case in kept], frozenset(EVENT_TYPES) - hidden), MADE_UP
    )
    state = evaluate(read.plan, found, read.as_at, ONE_VERSION)
    assumed = TAKEN_NOT_TO_HAVE_HAPPENED.keys() if hidden & TYPES_OF_THOSE else set()
    for part in read.plan.parts:
        if asked_behind(read.plan, part) & assumed:
            continue
        answers = state[part] if isinstance(state[part], tuple) else (state[part],)
        for row, truth in enumerate(read.states):
            truths = truth[part] if isinstance(truth[part], tuple) else (truth[part],)
            for answer, true in zip(answers, truths, strict=True):
                told = answer.decisions[answer.codes[row]]
                assert told is Verdict.MISSING or same_answer(told, true.decision), part


def test_nobody_knows_how_a_clock_stands_that_waits_for_what_is_not_recorded():
    hours = [OPENING + 3600 * hour for hour in range(3)]
    kinds = ("dispatched", "closed", "redo_sent")
    sent_back = [Event(kind, at, {}) for kind, at in zip(kinds, hours, strict=True)]
    later = OPENING + 30 * 86400
    drawn = [({"solved": False}, course, later) for course in (sent_back, sent_back[:2])]
    read = Read(MADE_UP, drawn)
    assert read.columns[redo_state.id].tolist() == [STATES.ids.index("overdue"), 0]
    told = frozenset(EVENT_TYPES) - {"redo_sent"}
    untold = tickets_of(corpus_of([(t, sent_back[:2]) for t, _, _ in drawn], told), MADE_UP)
    state = evaluate(read.plan, untold, later, ONE_VERSION)
    assert state[redo_state.id].tolist() == [-1, -1]


@given(st.lists(events(), max_size=4))
def test_events_of_present_hosts(courses):
    found = tickets_of(corpus_of([({}, course) for course in courses]), MADE_UP).events
    expected = [
        (row, TYPE_CODES[event.type], event.at)
        for row, course in enumerate(courses)
        for event in host_events(course)
    ]
    assert list(zip(found.ticket, found.type, found.at, strict=True)) == expected


@given(st.data())
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_pieces_say_what_the_whole_says(data):
    read = Read(MADE_UP, data.draw(some_cases(MADE_UP)))
    whole = evaluate(read.plan, read.tickets, OPENING, ONE_VERSION)["close"]
    pieces = [
        evaluate(read.plan, piece, OPENING, ONE_VERSION)["close"]
        for piece in read.tickets.chunks(2)
    ]
    for name in ("codes", "due", "late"):
        joined = [value for piece in pieces for value in getattr(piece, name).tolist()]
        assert joined == getattr(whole, name).tolist()


OPENING = parse_instant("2025-09-30T10:00")
NOON = parse_instant("2025-10-20T12:00")
REPORT = {"kind": "report", "channel": "wechat", "difficult": False}


def happened(*course):
    return [Event(name, parse_instant(at), fields) for name, at, fields in course]


def answers(ticket, course, recorded=EVENT_TYPES, jurisdiction=MADE_UP):
    corpus = corpus_of([(ticket, course)], frozenset(recorded))
    found = tickets_of(corpus, jurisdiction)
    return evaluate(jurisdiction.plan(), found, NOON, ONE_VERSION)


SIGNED_AND_CLOSED = happened(
    ("dispatched", "2025-09-30T10:00", {}),
    ("signed", "2025-10-09T09:00", {}),
    ("closed", "2025-10-11T17:00", {}),
)


def test_a_clock_whose_act_is_not_recorded_is_due_but_never_late():
    state = answers({}, SIGNED_AND_CLOSED, {"dispatched", "closed"})
    sign = state["sign"]
    assert sign.due.tolist() == [parse_instant("2025-10-09")]
    assert (sign.done.tolist(), sign.late.tolist()) == ([NAT], [-1])
    assert answers({}, SIGNED_AND_CLOSED)["sign"].late.tolist() == [0]
    assert answers({}, SIGNED_AND_CLOSED[:1])["sign"].late.tolist() == [1]


def test_a_clock_whose_start_is_not_recorded_never_runs():
    state = answers({}, SIGNED_AND_CLOSED[1:], {"signed", "closed"})
    assert state["sign"].decisions[state["sign"].codes[0]] is not Verdict.MISSING
    assert (state["sign"].start.tolist(), state["sign"].due.tolist()) == ([NAT], [NAT])
    assert state["sign"].late.tolist() == [-1]


def test_closing_counts_where_reviews_are_not_recorded():
    reviewed = [*SIGNED_AND_CLOSED, *happened(("closure_reviewed", "2025-10-11T18:00", {}))]
    state = answers(REPORT, reviewed, {"dispatched", "closed", "signoff"})
    assert state["close"].done.tolist() == [parse_instant("2025-10-11T17:00")]
    assert state["close"].late.tolist() == [1]


def test_facts_that_rest_on_what_is_not_recorded_are_unknown():
    state = answers({}, SIGNED_AND_CLOSED, {"dispatched", "closed", "objected"})
    assert state["returns"] is UNRECORDED  # return requests are not recorded
    often = next(a for a in state["return_permission.bar"] if a.table.name.endswith("often"))
    assert often.decisions[often.codes[0]] is Verdict.MISSING
    assert state["return_permission.barred"].tolist() == [-1]


def test_extensions_that_are_not_recorded_were_not_granted():
    course = happened(
        ("dispatched", "2025-09-30T10:00", {}),
        ("extension_decided", "2025-10-01T10:00", {"granted": True, "length": working_days(5)}),
    )
    recorded = set(EVENT_TYPES) - {"extension_decided"}
    assert answers(REPORT, course)["close"].due.tolist() == [parse_instant("2025-10-14")]
    assert answers(REPORT, course[:1], recorded)["close"].due.tolist() == [
        parse_instant("2025-10-01T16:00")
    ]


@pytest.mark.parametrize(
    ("calls", "solved", "latest", "lengths"),
    [
        # Due on Saturday the 18th. The town's two working days end on the 21st, the county's four
        # natural ones on the 22nd.
        (1, False, "2025-10-21", {working_days(2): 0, working_days(3): 1}),
        # The town's five natural days once more end on the 23rd.
        (2, False, "2025-10-22", {natural_days(4): 0, natural_days(5): 1}),
        # Whether the county's hold hangs on what is not known.
        (2, None, "2025-10-23", {natural_days(4): 0, natural_days(5): -1, natural_days(6): 1}),
    ],
)
def test_the_cap_that_ends_first_is_the_one_that_is_passed(calls, solved, latest, lengths):
    ticket = {"kind": "help", "channel": "wechat", "difficult": False, "calls": calls}
    if solved is not None:
        ticket["solved"] = solved
    for length, too_long in lengths.items():
        course = happened(
            ("dispatched", "2025-10-13T10:00", {}),
            ("extension_requested", "2025-10-14T10:00", {"length": length}),
        )
        state = answers(ticket, course)
        assert state["extension.latest_due_at"].tolist() == [parse_instant(latest)]
        assert state["extension.too_long"].tolist() == [too_long]


def test_what_is_not_recorded_can_be_told():
    found = tickets_of(corpus_of([({}, ())], frozenset({"dispatched"})), MADE_UP)
    missing = unrecorded(MADE_UP.plan(), found)
    assert {"closed", "signed", "extension_decided"} <= missing
    assert "dispatched" not in missing
    assert "archived" not in missing  # nothing turns on it


def test_conflicts_follow_the_rule_to_be_followed_if_there_is_one():
    followed = answers({"kind": "inquiry", "channel": "leader_mailbox"}, SIGNED_AND_CLOSED)["close"]
    conflict = followed.decisions[followed.codes[0]]
    assert isinstance(conflict, Conflict)
    assert conflict.followed.rule.id == "close.mailbox"
    assert followed.due.tolist() == [parse_instant("2025-12-30")]
    ticket = {"kind": "praise", "difficult": True, "solved": True, "channel": "wechat"}
    open_one = answers(ticket, SIGNED_AND_CLOSED)["close"]
    assert isinstance(open_one.decisions[open_one.codes[0]], Conflict)
    assert open_one.due.tolist() == [NAT]


@pytest.mark.parametrize(
    ("ticket", "channel"),
    [
        ({"number": "DHP20250930001"}, "provincial_12345|china_gov"),
        ({"number": "DHPX20250930001"}, "town_square"),
        ({"number": "X20250930001"}, "leader_mailbox|wechat"),
        ({"number": "X20250930001", "channel": "police"}, "police"),
        ({"number": "20250930001"}, None),
        ({"channel": "another place's"}, None),
        ({"channel": "town_square"}, "town_square"),
        ({"channel": "Town Square"}, "town_square"),
    ],
)
def test_channels(ticket, channel):
    column = tickets_of(corpus_of([(ticket, ())]), MADE_UP).facts["channel"]
    values = (*values_of(MADE_UP.channel_fact), None)
    assert values[column[0]] == channel


def test_a_channel_left_open_matters_only_where_the_channels_differ():
    same = answers({"number": "DHP1", "kind": "inquiry"}, SIGNED_AND_CLOSED)["submit_reply"]
    assert same.due.tolist() == [parse_instant("2025-10-10")]
    apart = answers({"number": "X1", "kind": "inquiry"}, SIGNED_AND_CLOSED)["close"]
    assert apart.decisions[apart.codes[0]] is Verdict.MISSING


def test_text_is_coded_once_for_several_jurisdictions():
    corpus = corpus_of([({"channel": "town_square", "kind": "help"}, SIGNED_AND_CLOSED)])
    code = coded(corpus)
    here, there = code.of(MADE_UP), code.of(elsewhere())
    assert here.events is there.events
    assert here.facts["kind"] is there.facts["kind"]
    assert (here.facts["channel"] >= 0, there.facts["channel"] >= 0) == ([True], [False])


def elsewhere():
    return replace(MADE_UP, layers=MADE_UP.layers[1:], _plans={})


@pytest.mark.usefixtures("english")
def test_a_time_outside_the_calendar_is_refused_with_its_row():
    beyond = happened(("dispatched", "2150-01-01T10:00", {}))
    found = tickets_of(
        corpus_of([({"kind": "help"}, SIGNED_AND_CLOSED), ({"kind": "help"}, beyond)]), MADE_UP
    )
    state = evaluate(MADE_UP.plan(), found, None, ONE_VERSION)
    with pytest.raises(InputError, match=r"^row 1: 2150-01-01"):
        _ = state["followup"].due, state["sign"].due


def test_limits_that_nobody_has_may_pass_the_calendars_end():
    course = happened(("dispatched", "2099-12-21T10:00", {}))
    due = answers({**REPORT, "kind": "inquiry"}, course)["close"].due
    assert due.tolist() == [parse_instant("2099-12-23")]


@pytest.mark.usefixtures("english")
def test_a_fact_that_is_never_unknown_must_be_known():
    empty = tickets_of(corpus_of([({}, ()), ({}, ())]), MADE_UP)
    facts = {"urgency": np.array([0, -1], np.int8)}
    found = Tickets(2, facts, {}, empty.events, empty.recorded)
    close = evaluate(MADE_UP.plan(), found, None, ONE_VERSION)["close"]
    with pytest.raises(InputError, match=r"^row 1: urgency is unknown"):
        _ = close.codes


def test_limits_given_from_outside():
    tickets = [
        {"given": {"close": Given(NOON, "law")}},
        {"given": {"sign": Given(NOON, "form")}},
        {},
    ]
    corpus = corpus_of([(ticket, ()) for ticket in tickets])
    assert sources(corpus) == ["law", "none", "none"]
    unsaid = replace(corpus, tickets=corpus.tickets.drop("given.close"))
    assert sources(unsaid) == ["platform", "none", "none"]
    untold = corpus.tickets.with_columns(pl.lit(None, pl.String).alias("given.close"))
    assert sources(replace(corpus, tickets=untold)) == ["platform", "none", "none"]


def sources(corpus):
    found = tickets_of(corpus, MADE_UP)
    assert found.instants["given.close.at"].tolist() == [NOON, NAT, NAT]
    return [GIVEN_FACTS["given.close"].values[code] for code in found.facts["given.close"]]


def test_what_a_ticket_does_not_state_takes_its_default():
    stated = {"urgency": "threat", "calls": 4, "publish_consent": False, "subject": "别的"}
    stated |= {"kind": "help", "difficult": True, "faults": ("delay",)}
    facts = tickets_of(corpus_of([(stated, ()), ({}, ())]), MADE_UP).facts
    second = {name: int(column[1]) for name, column in facts.items()}
    values = {name: GIVEN_FACTS[name].values for name in ("urgency", "subject")}
    assert values["urgency"][second["urgency"]] == "ordinary"
    assert [values["subject"][code] for code in facts["subject"]] == ["other", "other"]
    assert (second["calls"], second["publish_consent"], second["faults.delay"]) == (1, 1, 0)
    assert (second["kind"], second["difficult"]) == (-1, -1)


def test_a_grant_without_a_length_takes_no_other_tickets_request():
    dispatch = ("dispatched", "2025-09-30T10:00", {})
    asked = ("extension_requested", "2025-09-30T11:00", {"length": working_days(5)})
    granted = ("extension_decided", "2025-10-01T10:00", {"granted": True})
    courses = [happened(dispatch, asked, granted), happened(dispatch, granted)]
    found = tickets_of(corpus_of([(REPORT, course) for course in courses]), MADE_UP)
    due = evaluate(MADE_UP.plan(), found, NOON, ONE_VERSION)["close"].due
    assert due.tolist() == [parse_instant("2025-10-14"), parse_instant("2025-10-01T16:00")]


@pytest.mark.parametrize(
    ("signed", "due"),
    [("2025-10-07T23:59:59", "2025-10-09"), ("2025-10-08T00:00", "2025-10-11")],
)
def test_an_act_is_judged_by_the_calendar_known_when_it_was_done(signed, due):
    course = happened(("dispatched", "2025-09-30T10:00", {}), ("signed", signed, {}))
    found = tickets_of(corpus_of([({}, course)]), MADE_UP)
    sign = evaluate(MADE_UP.plan(), found, NOON, THREE_VERSIONS)["sign"]
    assert sign.due.tolist() == [parse_instant(due)]
    assert sign.late.tolist() == [0]
