"""A period's figures: small months worked out by hand, and columns against tickets one by one."""

from dataclasses import replace

import numpy as np
import pytest
from fixture_assessment import ASSESSMENT, BUREAU, INDICATORS, TOWN, layer
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rexian.assess.declarations import Assessment
from rexian.assess.indicators import STANDINGS, moment_of, standing_of
from rexian.assess.periods import read_month, read_year
from rexian.errors import DefinitionError
from rexian.instants import parse_instant
from rexian.jurisdictions import Jurisdiction
from rexian.lab.assess import How, _evaluated, assess, declared_in, indicator_plan
from rexian.lab.casecorpus import part_of_cases
from rexian.lab.parts import joined
from rexian.lab.rejects import Rejects
from rexian.lab.unitrows import unit_rows
from rexian.model.assignments import host_events
from rexian.model.case import read_case
from rexian.rules import scalar
from rexian.worktime.calendar import NAT
from rexian.worktime.history import CalendarHistory
from rexian.worktime.sources import china
from strategies import INSTANTS, cases, corpus_of

CALENDARS = CalendarHistory((china(),))
TOLD = [indicator for indicator in INDICATORS if indicator.measure != "none"]
MARCH = read_month("2026-03")


def corpus(tmp_path, *drawn):
    found = [read_case({"ticket": ticket, "events": events}) for ticket, events in drawn]
    return joined([part_of_cases(tmp_path / "cases.yaml", found)], Rejects())


def event(kind, at, **more):
    return {"type": kind, "at": f"2026-{at}", **more}


@pytest.fixture
def figures(tmp_path):
    """The figures of March 2026: by unit, and its part, then by indicator."""

    def work_out(*drawn, town=TOWN, period=MARCH, **how):
        assessed = assess(corpus(tmp_path, *drawn), town, period, How(CALENDARS, **how))
        return {
            (found.unit, "co" if found.co else "host"): {
                each.id: found.said(each) for each in INDICATORS
            }
            for found in assessed.units
        }

    return work_out


def shares(found, name):
    told = found[name]
    return told["numerator"], told["denominator"], told["excluded"], told["undetermined"]


INQUIRY, COMPLAINT = {"kind": "inquiry"}, {"kind": "complaint"}


def test_signing_and_closing(figures):
    """March 2026 has no holidays; the 2nd is a Monday."""
    found = figures(
        # Signed in time, closed on the second working day: in time.
        (INQUIRY, [event("dispatched", "03-02T09:00", unit="甲局"),
                   event("signed", "03-03T09:00"), event("closed", "03-04T17:00")]),
        # Signed a day late, closed a day late.
        (INQUIRY, [event("dispatched", "03-02T09:00", unit="甲局"),
                   event("signed", "03-04T09:00"), event("closed", "03-05T09:00")]),
        # Never signed, never closed.
        (INQUIRY, [event("dispatched", "03-09T09:00", unit="甲局")]),
        # Of an unknown kind: nobody knows when it is due.
        ({}, [event("dispatched", "03-09T09:00", unit="乙局"), event("signed", "03-10T09:00")]),
    )  # fmt: skip
    first, second = found["甲局", "host"], found["乙局", "host"]
    assert shares(first, "sign_rate") == (1, 3, 0, 0)
    assert shares(first, "close_rate") == (1, 3, 0, 0)
    assert first["close_rate"]["value"] == pytest.approx(1 / 3, abs=1e-6)
    assert first["overdue"]["value"] == 2
    # Two days and eight hours, three days: 56 and 72 hours.
    assert first["handling_time"] == {
        "value": 64, "numerator": 128, "denominator": 2, "excluded": 0, "undetermined": 0,
    }  # fmt: skip
    assert shares(second, "sign_rate") == (1, 1, 0, 0)
    assert shares(second, "close_rate") == (0, 0, 0, 1)
    assert second["close_rate"]["value"] is None


def test_a_ticket_counts_in_the_month_in_which_it_is_due(figures):
    # Dispatched on Friday the 27th, ten working days end on 10 April (Friday; 6 April is off).
    late_in_march = (COMPLAINT, [event("dispatched", "03-27T09:00", unit="甲局")])
    assert shares(figures(late_in_march)["甲局", "host"], "close_rate") == (0, 0, 0, 0)
    april = figures(late_in_march, period=read_month("2026-04"))["甲局", "host"]
    assert shares(april, "close_rate") == (0, 1, 0, 0)


def test_a_reading_counts_it_in_the_month_of_its_dispatch(figures):
    closed = (INQUIRY, [event("dispatched", "02-27T09:00", unit="甲局"),
                        event("closed", "03-02T09:00")])  # fmt: skip
    assert shares(figures(closed)["甲局", "host"], "close_rate") == (1, 1, 0, 0)
    read = {"assessment_month": "dispatched"}
    assert shares(figures(closed, readings=read)["甲局", "host"], "close_rate") == (0, 0, 0, 0)


def test_what_is_due_on_the_last_day_is_past_when_the_month_is(figures):
    # Two working days from Friday the 27th end on Tuesday the 31st.
    due = (INQUIRY, [event("dispatched", "03-27T09:00", unit="甲局")])
    assert shares(figures(due)["甲局", "host"], "close_rate") == (0, 1, 0, 0)
    now = parse_instant("2026-03-31T20:00")
    assert shares(figures(due, now=now)["甲局", "host"], "close_rate") == (0, 0, 0, 0)


def test_what_comes_after_the_month_is_not_known_in_it(figures):
    rated = (INQUIRY, [event("dispatched", "03-02T09:00", unit="甲局"),
                       event("closed", "03-04T17:00"),
                       event("followed_up", "03-05T09:00", rating="dissatisfied"),
                       event("followed_up", "04-05T09:00", rating="satisfied")])  # fmt: skip
    march = figures(rated)["甲局", "host"]
    april = figures(rated, period=read_month("2026-04"))["甲局", "host"]
    assert shares(march, "satisfaction_first") == (0, 1, 0, 0)
    assert shares(march, "satisfaction_final") == (0, 1, 0, 0)
    assert shares(april, "satisfaction_first") == (0, 0, 0, 0)
    assert shares(april, "satisfaction_final") == (1, 1, 0, 0)


def follow_ups(ticket, *ratings):
    told = [event("followed_up", f"03-{10 + n}T09:00", rating=r) for n, r in enumerate(ratings)]
    return ({**INQUIRY, **ticket}, [event("dispatched", "03-02T09:00", unit="甲局"), *told])


def test_the_first_and_the_last_follow_up_that_reached_the_appellant(figures):
    found = figures(
        follow_ups({}, "unreached", "dissatisfied", "unreached", "basically_satisfied"),
        follow_ups({}, "satisfied", "very_dissatisfied", "unreached"),
        follow_ups({}, "unreached"),
    )["甲局", "host"]
    assert shares(found, "satisfaction_first") == (1, 2, 0, 0)
    assert shares(found, "satisfaction_final") == (1, 2, 0, 0)


def test_what_the_document_excludes_leaves_the_figure(figures):
    excluded = {"policy_basis": False, "explained": True}
    open_ground = {"explained": True}
    found = figures(
        follow_ups(excluded, "dissatisfied", "satisfied"),
        follow_ups(open_ground, "dissatisfied"),
        follow_ups({"policy_basis": True, "explained": True}, "satisfied"),
    )["甲局", "host"]
    # Of the first rating discontent alone is excluded; of the last the ticket as a whole.
    assert shares(found, "satisfaction_first") == (1, 2, 1, 0)
    assert shares(found, "satisfaction_final") == (1, 2, 1, 0)


def test_exclusions_are_told_by_ground(tmp_path):
    excluded = follow_ups({"policy_basis": False, "explained": True}, "dissatisfied")
    assessed = assess(corpus(tmp_path, excluded, excluded), TOWN, MARCH, How(CALENDARS))
    told = [(o.indicator.id, o.by.rule.id, o.tickets) for o in assessed.left_out]
    ground = "counted_in_assessment.no_policy_basis"
    assert told == [("satisfaction_first", ground, 2), ("satisfaction_final", ground, 2)]


def test_a_former_host_keeps_its_lateness_and_bears_no_later_one(figures):
    found = figures(
        # Late to sign before the ticket went to another.
        (INQUIRY, [event("dispatched", "03-02T09:00", unit="甲局"),
                   event("dispatched", "03-04T09:00", unit="乙局"),
                   event("signed", "03-04T10:00", unit="乙局")]),
        # Gave it back in time.
        (INQUIRY, [event("dispatched", "03-02T09:00", unit="丙局"),
                   event("return_requested", "03-02T10:00", unit="丙局"),
                   event("dispatched", "03-02T11:00", unit="乙局")]),
    )  # fmt: skip
    assert shares(found["甲局", "host"], "sign_rate") == (0, 1, 0, 0)
    assert shares(found["乙局", "host"], "sign_rate") == (1, 2, 0, 0)
    assert shares(found["丙局", "host"], "sign_rate") == (0, 0, 0, 0)
    assert shares(found["丙局", "host"], "return_rate") == (1, 1, 0, 0)
    assert shares(found["乙局", "host"], "return_rate") == (0, 2, 0, 0)


def test_a_co_handling_unit_is_told_apart(figures):
    found = figures(
        (INQUIRY, [event("dispatched", "03-02T09:00", unit="甲局"),
                   event("dispatched", "03-02T09:00", unit="乙局", part="co"),
                   event("signed", "03-02T10:00", unit="乙局")]),
        (INQUIRY, [event("dispatched", "03-02T09:00", unit="乙局")]),
    )  # fmt: skip
    assert shares(found["乙局", "co"], "sign_rate") == (1, 1, 0, 0)
    assert shares(found["乙局", "host"], "sign_rate") == (0, 1, 0, 0)
    assert ("甲局", "co") not in found


def test_inside_a_body_its_own_units_are_assessed(figures):
    events = [
        event("dispatched", "03-02T09:00", unit="市局"),
        event("assigned", "03-02T10:00", unit="甲科"),
        event("closed", "03-04T09:00"),
    ]
    found = figures((INQUIRY, events), town=BUREAU)
    assert [unit for unit, _ in found] == ["甲科"]
    assert shares(found["甲科", "host"], "close_rate") == (1, 1, 0, 0)


def test_a_unit_without_a_ticket_in_the_period_is_there_without_figures(figures):
    found = figures((INQUIRY, [event("dispatched", "01-05T09:00", unit="甲局")]))
    assert shares(found["甲局", "host"], "sign_rate") == (0, 0, 0, 0)


def test_a_year_is_the_sum_of_its_months(figures):
    drawn = [
        (INQUIRY, [event("dispatched", f"{month:02}-05T09:00", unit="甲局"),
                   event("signed", f"{month:02}-05T10:00")])
        for month in range(1, 13)
    ]  # fmt: skip
    year = figures(*drawn, period=read_year("2026"))["甲局", "host"]
    assert shares(year, "sign_rate") == (12, 12, 0, 0)


def test_what_the_source_does_not_record_has_no_figure(tmp_path):
    found = corpus(tmp_path, (INQUIRY, [event("dispatched", "03-02T09:00", unit="甲局")]))
    hidden = replace(found, recorded=found.recorded - {"followed_up", "signed", "closed"})
    assessed = assess(hidden, TOWN, MARCH, How(CALENDARS))
    names = [each.id for each in assessed.unrecorded]
    assert names == ["satisfaction_first", "satisfaction_final", "handling_time"]
    told = {each.id: assessed.units[0].said(each) for each in INDICATORS}
    assert told["satisfaction_first"]["value"] is None
    # Signed or not, nobody knows: due in the month, and in no figure.
    assert shares(told, "sign_rate") == (0, 0, 0, 1)


def test_the_nearest_document_that_names_figures_gives_them():
    lower = layer(assessment=Assessment(), name="village", upper="town")
    found = declared_in(Jurisdiction((lower, layer())))
    assert (found.layer, found.depth, len(found.indicators)) == ("town", 1, len(INDICATORS))
    assert declared_in(Jurisdiction((lower,))).indicators == ()


def test_an_indicator_that_asks_for_nothing_known_is_a_mistake():
    wrong = replace(INDICATORS[5], end="closd_at")
    town = Jurisdiction((layer(assessment=replace(ASSESSMENT, indicators=(wrong,))),))
    with pytest.raises(DefinitionError, match="there is no fact closd_at"):
        indicator_plan(town)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_columns_say_what_reading_tickets_one_by_one_says(data):
    """Standing and moment of every host's row, as the scalar reader has them."""
    drawn = data.draw(st.lists(cases(TOWN.channel_fact.terms), max_size=5))
    as_at = data.draw(INSTANTS)
    read = {"assessment_month": data.draw(st.sampled_from(["settled", "dispatched"]))}
    plan = indicator_plan(TOWN)
    rows = unit_rows(corpus_of([case[:2] for case in drawn]), as_at)
    state = _evaluated(rows, TOWN, How(CALENDARS, read))
    expected = [one for case in drawn for one in alone(plan, case, as_at, read)]
    hosts = np.flatnonzero(~rows.co)
    assert len(expected) == len(hosts)
    for row, scalar_state in zip(hosts, expected, strict=True):
        for each in TOLD:
            code, moment = state[standing_of(each)][row], state[moment_of(each)][row]
            assert STANDINGS.ids[code] == scalar_state[standing_of(each)], each.id
            assert (None if moment == NAT else moment) == scalar_state[moment_of(each)], each.id


def alone(plan, case, as_at, read):
    """Every host's state of one ticket, read without columns."""
    ticket, course, _ = case
    course = [event for event in course if event.at <= as_at]
    places = [
        place
        for place, event in enumerate(course)
        if event.type == "dispatched" and event.fields.get("part") != "co"
    ]
    ends = [*places, None][1:]
    for end in ends:
        judged = as_at if end is None else course[end].at
        facts = {**TOWN.facts_of(ticket), **TOWN.chosen(read)}
        own = tuple(host_events(course[:end]))
        yield scalar.evaluate(plan, facts, own, judged, CALENDARS)


ONCE = ("sign_rate", "return_rate", "close_rate", "satisfaction_first")
MONTHS = [read_month(text) for text in ("2025-09", "2025-10", "2025-11", "2025-12")]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(cases(TOWN.channel_fact.terms), max_size=5))
def test_the_months_together_count_every_ticket_once(drawn):
    """An extension granted afterwards would move a ticket to another month: none is here."""
    kept = [
        (ticket, [e for e in course if e.type not in ("extension_decided", "closure_reviewed")])
        for ticket, course, _ in drawn
    ]
    found = corpus_of(kept)
    rows = unit_rows(found, MONTHS[-1].last)
    state = _evaluated(rows, TOWN, How(CALENDARS))
    monthly = [assess(found, TOWN, month, How(CALENDARS)).units for month in MONTHS]
    for each in (each for each in TOLD if each.id in ONCE):
        standing = state[standing_of(each)][~rows.co]
        expected = np.count_nonzero(standing != STANDINGS.ids.index("out"))
        assert sum(looked_at(units, each.id) for units in monthly) == expected, each.id


def looked_at(units, name):
    tallies = [unit.tallies[name] for unit in units if not unit.co]
    return sum(t.counted + t.not_counted + t.excluded + t.undetermined for t in tallies)
