"""The report: places, what they bring together with earlier months, and what is told of figures."""

import pytest
from fixture_assessment import ASSESSMENT, layer
from rexian.assess.declarations import Assessment
from rexian.assess.history import Entry
from rexian.assess.periods import Month, read_year
from rexian.assess.ranking import by_indicator
from rexian.jurisdictions import Jurisdiction
from rexian.lab.assess import How
from rexian.lab.assess_report import Ranks, report
from rexian.lab.casecorpus import part_of_cases
from rexian.lab.parts import joined
from rexian.lab.rejects import Rejects
from rexian.model.case import read_case
from rexian.worktime.history import CalendarHistory
from rexian.worktime.sources import china

MARCH = Month(2026, 3)
SCHEME = by_indicator("sign_rate", ASSESSMENT.indicators)
#: When each unit signed what it was sent on Monday 2 March 2026; the 4th is too late.
SIGNED = {"甲局": "04", "乙局": "03", "丙局": "03", "丁局": "02"}


def case(unit, day):
    events = [
        {"type": "dispatched", "at": "2026-03-02T09:00", "unit": unit},
        {"type": "signed", "at": f"2026-03-{day}T10:00", "unit": unit},
    ]
    return read_case({"ticket": {"kind": "complaint"}, "events": events})


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    path = tmp_path_factory.mktemp("cases") / "cases.yaml"
    found = [case(unit, day) for unit, day in SIGNED.items()]
    return joined([part_of_cases(path, found)], Rejects())


@pytest.fixture
def town(package):
    return Jurisdiction((layer(package),))


def told(corpus, town, scheme=SCHEME, history=(), period=MARCH):
    return report(corpus, town, period, How(CalendarHistory((china(),))), Ranks(scheme, history))


def unit(found, name):
    return next(one for one in found["units"] if one["unit"] == name)


def test_units_come_by_rank_and_ties_share_it(corpus, town):
    found = told(corpus, town)
    assert [(one["unit"], one["rank"], one["rank_from_bottom"]) for one in found["units"]] == [
        ("乙局", 1, 2),
        ("丙局", 1, 2),
        ("丁局", 1, 2),
        ("甲局", 4, 1),
    ]
    assert found["ranked_by"] == {
        "weights": {"sign_rate": {"weight": 1, "better": "more"}},
        "without_value": "unranked",
    }


def test_this_month_alone_is_the_first_of_a_streak(corpus, town):
    first = unit(told(corpus, town), "甲局")
    assert [(one["measure"], one["streak"]) for one in first["consequences"]] == [("interview", 1)]


def test_earlier_months_make_a_streak(corpus, town):
    history = tuple(Entry(Month(2026, n), "甲局", 2) for n in (1, 2))
    first = unit(told(corpus, town, history=history), "甲局")
    assert [(one["measure"], one["streak"]) for one in first["consequences"]] == [
        ("interview", 3),
        ("rectification_order", 3),
    ]
    assert {one["month"] for one in first["consequences"]} == {"2026-03"}


def test_a_scheme_goes_before_what_a_history_says_of_the_month(corpus, town):
    history = (Entry(MARCH, "甲局", 4), Entry(MARCH, "丁局", 1))
    worked_out, kept = told(corpus, town, history=history), told(corpus, town, None, history)
    assert unit(worked_out, "甲局")["rank_from_bottom"] == 1
    assert unit(kept, "甲局")["rank_from_bottom"] == 4
    assert unit(kept, "丁局")["consequences"]
    assert not unit(kept, "甲局")["consequences"]
    assert (unit(kept, "乙局")["unranked"], unit(kept, "丁局")["unranked"]) == ("no_scheme", None)


def test_what_comes_later_in_a_history_is_passed_over(corpus, town):
    history = tuple(Entry(Month(2026, n), "甲局", 1) for n in (4, 5, 6))
    first = unit(told(corpus, town, history=history), "甲局")
    assert [one["streak"] for one in first["consequences"]] == [1]


def test_a_year_has_ranks_and_no_monthly_consequences(corpus, town):
    found = told(corpus, town, period=read_year("2026"))
    assert unit(found, "甲局")["rank"] == 4
    assert not any(one["consequences"] for one in found["units"])
    assert [use["rule"] for use in found["uses"]] == ["assessment_use.year"]


def test_an_upper_documents_figures_are_marked(corpus, package):
    upper = layer(package, name="county")
    town = Jurisdiction((layer(package, Assessment(), upper="county"), upper))
    found = told(corpus, town)["indicators"][0]
    assert (found["layer"], found["inherited"]) == ("county", True)
    assert found["citations"] == [{"document": "county", "locator": "Article 3", "clause": "art3"}]


def test_assumptions_are_told(corpus, town):
    assumed = told(corpus, town)["assumptions"]
    assert any("a ticket that changed hosts counts for each" in one for one in assumed)
    assert not any("co-handle" in one for one in assumed)
