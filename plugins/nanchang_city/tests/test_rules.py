"""Nanchang City's rules against cases worked by hand; every rule decides one of them."""

from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from rexian.expectations import differences
from rexian.explain import Desk, explain
from rexian.jurisdictions import Jurisdiction, load
from rexian.model.case import read_case
from rexian.testing import cases_of, check_case
from rexian.worktime.history import CalendarHistory
from rexian.worktime.sources import china

ID = "nanchang_city"
HERE = Path(__file__).parent
CASES = {str(case.id): case for case in cases_of(HERE / "cases.yaml")}
READINGS = yaml.safe_load((HERE / "readings.yaml").read_text(encoding="utf-8"))
LAYER = load(ID).layers[0]
CHINA = CalendarHistory((china(),))


def flipped(entry):
    case = read_case({"ticket": {}, "expect": entry["expect"]})
    return replace(CASES[entry["case"]], expect=case.expect)


@pytest.mark.parametrize("name", CASES)
def test_a_worked_case(name):
    assert check_case(CASES[name], ID, calendars=CHINA) == []


@pytest.mark.parametrize("entry", READINGS, ids=lambda e: f"{e['case']} {e['readings']}")
def test_another_reading(entry):
    assert check_case(flipped(entry), ID, entry["readings"], CHINA) == []


@pytest.mark.parametrize("entry", READINGS, ids=lambda e: f"{e['case']} {e['readings']}")
def test_the_other_reading_is_a_choice_of_the_document(entry):
    assert all(load(ID).readings[name].default != c for name, c in entry["readings"].items())


def test_every_choice_of_every_reading_is_taken():
    taken = {pair for entry in READINGS for pair in entry["readings"].items()}
    others = {
        (reading.id, term.id)
        for reading in LAYER.readings
        for term in reading.choices
        if term.id != reading.default
    }
    assert others - taken == set()


def without(rule):
    kept = tuple(
        replace(other, over=tuple(name for name in other.over if name != rule.id))
        for other in LAYER.rules
        if other.id != rule.id
    )
    return Jurisdiction((replace(LAYER, rules=kept), *load(ID).layers[1:]))


def broken(jurisdiction, question):
    """Whether some expectation about a question fails under these rules."""
    worked = [(case, {}) for case in CASES.values()]
    for case, readings in [*worked, *((flipped(e), e["readings"]) for e in READINGS)]:
        asked = {name: keys for name, keys in case.expect.items() if name == question}
        if asked:
            told = explain(case, Desk(jurisdiction, CHINA, readings))["rulings"]
            if next(differences(asked, told), None):
                return True
    return False


@pytest.mark.parametrize("rule", LAYER.rules, ids=lambda rule: rule.id)
def test_an_expectation_hangs_on_every_rule(rule):
    assert broken(without(rule), rule.id.split(".")[0])


def test_rules_and_readings_cite_clauses_of_the_document():
    cited = [name for rule in LAYER.rules for name in rule.per]
    cited += [name for reading in LAYER.readings for name in reading.per]
    assert [name for name in cited if name not in LAYER.clauses()] == []


def test_the_clause_index_is_whole_and_bilingual():
    clauses = LAYER.clauses()
    assert len(clauses) == 188
    assert all(
        set(clause) == {"id", "locator", "anchor", "kind", "gist_zh", "gist_en"}
        for clause in clauses.values()
    )


def test_co_handling_units_have_their_own_clocks():
    case = CASES["close-not-moved-by-a-co-handling-unit"]
    told = explain(case, Desk(load(ID), CHINA))["assignments"]
    co = next(found for found in told if found["part"] == "co")
    sign, close = (co["rulings"][name]["outcome"] for name in ("sign", "close"))
    assert (co["unit"], sign["due_at"][:10], sign["late"]) == ("乙局", "2026-03-13", False)
    assert close["due_at"][:10] == "2026-03-26"


def test_a_former_units_return_stays_its_own():
    told = explain(CASES["close-after-redispatch"], Desk(load(ID), CHINA))["assignments"]
    former, present = told
    assert former["rulings"]["return"]["outcome"]["done_at"] == "2026-03-11T09:00:00+08:00"
    assert present["rulings"]["return"]["outcome"]["done_at"] is None


def test_the_lost_day_of_issue_applies_to_every_ticket():
    case = read_case(
        {
            "ticket": {"kind": "inquiry", "channel": "city_12345"},
            "events": [{"type": "dispatched", "at": "2021-03-10T09:00"}],
            "expect": {"close": {"due_at": "2021-03-15", "edition": "2022-11-11"}},
        }
    )
    assert check_case(case, ID, calendars=CHINA) == []


def test_readings_that_bear_are_told_with_what_they_change():
    told = explain(CASES["close-provincial-line"], Desk(load(ID), CHINA))["rulings"]["close"]
    [lost] = [found for found in told["readings"] if found["id"] == "provincial_days"]
    assert (lost["ambiguity"], lost["chosen"]) == (1, "four")
    assert lost["alternatives"]["unknown"]["status"] == "silent"
