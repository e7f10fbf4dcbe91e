"""What the documents say of assessment: every figure can be told, and every reading matters."""

import pytest
from rexian.assess.history import Entry
from rexian.assess.periods import Month, read_month
from rexian.consequences import UnitDesk
from rexian.discovery import installed, load
from rexian.lab.assess import How, declared_in
from rexian.lab.assess_report import Ranks, report
from rexian.lab.casecorpus import part_of_cases
from rexian.lab.parts import joined
from rexian.lab.rejects import Rejects
from rexian.model.case import read_case
from rexian.worktime.history import CalendarHistory
from rexian.worktime.sources import china

pytestmark = pytest.mark.documents
NAMES = sorted(installed())
MONTHS = [read_month("2026-02"), read_month("2026-03")]


def event(kind, at, **more):
    return {"type": kind, "at": f"2026-{at}", **more}


#: Dispatched in February and due in March; signed, returned, closed, rated in several ways.
#: Saturday 28 February is worked.
TICKETS = (
    [event("dispatched", "02-27T09:00", unit="甲局"), event("signed", "02-28T09:00"),
     event("closed", "03-02T09:00"), event("followed_up", "03-03T09:00", rating="satisfied")],
    [event("dispatched", "02-27T09:00", unit="甲局"), event("signed", "03-02T09:00"),
     event("closed", "03-03T09:00"),
     event("followed_up", "03-04T09:00", rating="basically_satisfied")],
    [event("dispatched", "02-27T09:00", unit="乙局"),
     event("return_requested", "02-27T10:00", reasons=["no_duty"], basis="职责"),
     event("return_decided", "02-27T11:00", granted=False)],
    [event("dispatched", "03-02T09:00", unit="乙局"), event("signed", "03-05T09:00"),
     event("supervised", "03-06T09:00", by="hotline_centre"), event("closed", "03-20T09:00"),
     event("followed_up", "03-21T09:00", rating="dissatisfied")],
)  # fmt: skip


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    facts = {"kind": "inquiry", "channel": "city_12345", "received_at": "2026-02-26T08:00"}
    found = [read_case({"ticket": facts, "events": events}) for events in TICKETS]
    path = tmp_path_factory.mktemp("cases") / "cases.yaml"
    return joined([part_of_cases(path, found)], Rejects())


@pytest.fixture(params=NAMES)
def place(request):
    return load(request.param)


def told(corpus, jurisdiction, **readings):
    how = How(CalendarHistory((china(),)), readings)
    return [report(corpus, jurisdiction, month, how, Ranks()) for month in MONTHS]


def figures(reports):
    return [[unit["indicators"] for unit in found["units"]] for found in reports]


def test_every_figure_that_tickets_can_tell_is_told(corpus, place):
    found = figures(told(corpus, place))
    counted = {
        name
        for units in found
        for unit in units
        for name, figure in unit.items()
        if figure["numerator"]
    }
    indicators = declared_in(place).indicators
    assert counted == {each.id for each in indicators if each.measure != "none"}


#: 甲局 is last four months running; 乙局 four months of the year.
HISTORY = [
    *(Entry(Month(2025, number), "甲局", 1) for number in range(1, 5)),
    *(Entry(Month(2025, number), "乙局", 2) for number in (1, 3, 5, 7)),
]


def test_every_choice_of_a_reading_of_assessment_alone_changes_something(corpus, place):
    """Those on which rulings turn too are flipped in the plugins' own worked cases."""
    ruled = {name for needs in place.plan().needs.values() for name in needs}
    own = [r for r in place.layers[0].readings if r.fact.id not in ruled]
    default = figures(told(corpus, place)), UnitDesk(place).consequences(HISTORY)
    for reading in own:
        for term in reading.choices:
            if term.id != reading.default:
                read = {reading.id: term.id}
                found = (
                    figures(told(corpus, place, **read)),
                    UnitDesk(place, read).consequences(HISTORY),
                )
                assert found != default, f"{reading.id}={term.id}"


def test_the_second_and_third_grade_of_shicheng():
    """Three months running, or four in the year; four running, or five in the year."""
    desk = UnitDesk(load("shicheng"))
    found = {(c["month"], c["unit"], c["on"]) for c in desk.consequences(HISTORY)}
    principals = {(month, unit) for month, unit, on in found if on == "unit_principal"}
    assert principals == {("2025-03", "甲局"), ("2025-04", "甲局"), ("2025-07", "乙局")}
    assert {found for found in found if found[2] == "handling_unit"} == {
        ("2025-04", "甲局", "handling_unit")
    }
