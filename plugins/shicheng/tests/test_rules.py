"""Shicheng's rules against cases worked by hand; every rule decides one of them."""

from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from rexian.explain import Desk, explain
from rexian.jurisdictions import Jurisdiction, load
from rexian.model.case import read_case
from rexian.testing import cases_of, check_case
from rexian.worktime.history import CalendarHistory
from rexian.worktime.sources import china

ID = "shicheng"
HERE = Path(__file__).parent
CASES = {str(case.id): case for case in cases_of(HERE / "cases.yaml")}
READINGS = yaml.safe_load((HERE / "readings.yaml").read_text(encoding="utf-8"))
RULES = load(ID).layers[0].rules
CHINA = CalendarHistory((china(),))


def flipped(entry):
    case = read_case({"ticket": {}, "expect": entry["expect"]})
    return replace(CASES[entry["case"]], expect=case.expect)


@pytest.mark.parametrize("name", CASES)
def test_a_worked_case(name):
    assert check_case(CASES[name]) == []


@pytest.mark.parametrize("entry", READINGS, ids=lambda e: f"{e['case']} {e['readings']}")
def test_another_reading(entry):
    assert check_case(flipped(entry), readings=entry["readings"]) == []


def test_every_reading_is_flipped():
    assert {name for entry in READINGS for name in entry["readings"]} == set(load(ID).readings)


def without(rule):
    layer = load(ID).layers[0]
    kept = tuple(
        replace(other, over=tuple(name for name in other.over if name != rule.id))
        for other in layer.rules
        if other.id != rule.id
    )
    return Jurisdiction((replace(layer, rules=kept),))


def outcomes(jurisdiction):
    for entry in [*({"case": name, "readings": {}} for name in CASES), *READINGS]:
        desk = Desk(jurisdiction, CHINA, entry["readings"])
        rulings = explain(CASES[entry["case"]], desk)["rulings"]
        yield {name: (found["status"], found["outcome"]) for name, found in rulings.items()}


@pytest.fixture(scope="module")
def whole():
    return list(outcomes(load(ID)))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_case_hangs_on_every_rule(rule, whole):
    assert any(one != other for one, other in zip(whole, outcomes(without(rule)), strict=True))


def test_no_case_is_in_conflict(whole):
    assert not [name for found in whole for name, said in found.items() if said[0] == "conflict"]


def test_rules_and_readings_cite_clauses_of_the_document():
    clauses = load(ID).layers[0].clauses()
    cited = [name for rule in RULES for name in rule.per]
    cited += [name for reading in load(ID).layers[0].readings for name in reading.per]
    assert [name for name in cited if name not in clauses] == []


def test_the_clause_index_is_whole_and_bilingual():
    clauses = load(ID).layers[0].clauses()
    assert len(clauses) == 58
    assert all(set(c) == {"id", "locator", "anchor", "kind", "gist_zh", "gist_en"}
               for c in clauses.values())


def test_a_co_handling_unit_has_its_own_sign_off():
    case = CASES["co-handling-unit-signed-off"]
    told = explain(case, Desk(load(ID), CHINA))["assignments"]
    co = next(found for found in told if found["part"] == "co")
    close, remind = (co["rulings"][name]["outcome"] for name in ("close", "remind"))
    assert (co["unit"], close["due_at"][:10]) == ("乙局", "2026-03-20")
    assert remind["due_at"] == "2026-03-18T23:59:59+08:00"


def test_the_document_inherits_nothing():
    assert [layer.id for layer in load(ID).layers] == [ID]
    assert load(ID).document.number == "石府办字〔2021〕55号"
