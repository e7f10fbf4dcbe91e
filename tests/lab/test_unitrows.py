"""Rows by unit: the same events, and the same instant, as reading the units one by one."""

from fixture_assessment import BUREAU, TOWN
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rexian.instants import DAY, parse_instant
from rexian.lab.columns import tickets_of
from rexian.lab.events import TYPE_CODES
from rexian.lab.unitrows import unit_rows
from rexian.model.assignments import host_events
from rexian.model.events import Event
from strategies import INSTANTS, OPENING, corpus_of, events

LATE = OPENING + 400 * DAY


def day(text):
    return parse_instant(f"2025-10-{text}T10:00")


def told(course, as_at=LATE, *, inside=False):
    """The unit, whether it co-handles, as at when, and the events of each row of one ticket."""
    rows = unit_rows(corpus_of([({}, course)]), as_at, inside=inside)
    found = tickets_of(rows.corpus, BUREAU if inside else TOWN).events
    names = {code: name for name, code in TYPE_CODES.items()}
    return [
        (
            unit,
            bool(rows.co[row]),
            int(rows.as_at[row]),
            [
                (names[kind], at)
                for ticket, kind, at in zip(found.ticket, found.type, found.at, strict=True)
                if ticket == row
            ],
        )
        for row, unit in enumerate(rows.unit)
    ]


def alone(course, as_at):
    """The same, unit by unit, from the events of the case."""
    course = [event for event in course if event.at <= as_at]
    dispatches = [(n, e) for n, e in enumerate(course) if e.type == "dispatched"]
    hosts = [(n, e) for n, e in dispatches if e.fields.get("part") != "co"]
    found = []
    for place, (_, dispatch) in enumerate(hosts):
        following = hosts[place + 1] if place + 1 < len(hosts) else None
        own = host_events(course[: following[0]] if following else course)
        judged = following[1].at if following else as_at
        found.append((dispatch.unit, False, judged, [(e.type, e.at) for e in own]))
    return found


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(events(), INSTANTS)
def test_hosts_have_the_events_of_their_own_stretch(course, as_at):
    hosts = [row for row in told(course, as_at) if not row[1]]
    assert hosts == alone(course, as_at)


def test_a_former_host_is_judged_as_at_the_next_dispatch():
    course = (
        Event("dispatched", day("09"), {"unit": "甲局"}),
        Event("dispatched", day("11"), {"unit": "乙局"}),
        Event("closed", day("20"), {}),
    )
    former, present = told(course)
    assert former == ("甲局", False, day("11"), [("dispatched", day("09"))])
    assert present[:3] == ("乙局", False, LATE)
    assert ("closed", day("20")) in present[3]


def test_a_co_handling_unit_has_its_own_dispatch_and_acts():
    course = (
        Event("dispatched", day("09"), {"unit": "甲局"}),
        Event("dispatched", day("10"), {"unit": "乙局", "part": "co"}),
        Event("signed", day("11"), {"unit": "乙局"}),
        Event("signed", day("12"), {"unit": "甲局"}),
        Event("closed", day("13"), {}),
    )
    host, co = told(course)
    assert host[3] == [("dispatched", day("09")), ("signed", day("12")), ("closed", day("13"))]
    assert co == (
        "乙局",
        True,
        LATE,
        [("dispatched", day("10")), ("signed", day("11")), ("closed", day("13"))],
    )


def test_what_comes_later_is_left_out():
    course = (
        Event("dispatched", day("09"), {"unit": "甲局"}),
        Event("closed", day("20"), {}),
    )
    assert told(course, day("15")) == [("甲局", False, day("15"), [("dispatched", day("09"))])]


def test_a_ticket_without_a_dispatch_is_nobodys():
    assert told((Event("received", day("09"), {}),)) == []


ASSIGNED = (
    Event("dispatched", day("09"), {"unit": "市局"}),
    Event("assigned", day("10"), {"unit": "甲科"}),
    Event("objected", day("11"), {"unit": "甲科"}),
    Event("assigned", day("12"), {"unit": "乙科"}),
    Event("assigned", day("12"), {"unit": "丙科", "part": "co"}),
    Event("reply_submitted", day("14"), {"unit": "乙科"}),
    Event("closed", day("15"), {}),
)


def test_inside_a_body_the_units_it_assigned_to_are_told():
    former, present, co = told(ASSIGNED, inside=True)
    dispatch = ("dispatched", day("09"))
    assert former == (
        "甲科",
        False,
        day("12"),
        [dispatch, ("assigned", day("10")), ("objected", day("11"))],
    )
    assert present == (
        "乙科",
        False,
        LATE,
        [dispatch, ("assigned", day("12")), ("reply_submitted", day("14")), ("closed", day("15"))],
    )
    assert co == ("丙科", True, LATE, [dispatch, ("assigned", day("12")), ("closed", day("15"))])


def test_what_was_never_assigned_is_the_hosts_even_inside():
    assert [row[0] for row in told(ASSIGNED[:1], inside=True)] == ["市局"]
    assert [row[0] for row in told(ASSIGNED)] == ["市局"]


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(events(), min_size=2, max_size=4), INSTANTS)
def test_tickets_do_not_touch_one_another(courses, as_at):
    together = unit_rows(corpus_of([({}, course) for course in courses]), as_at)
    apart = [unit_rows(corpus_of([({}, course)]), as_at) for course in courses]
    by_ticket = sorted(
        (unit or "", bool(co), int(at))
        for rows in apart
        for unit, co, at in zip(rows.unit, rows.co, rows.as_at, strict=True)
    )
    rows = zip(together.unit, together.co, together.as_at, strict=True)
    assert sorted((unit or "", bool(co), int(at)) for unit, co, at in rows) == by_ticket
    assert together.corpus.events.height == sum(rows.corpus.events.height for rows in apart)
