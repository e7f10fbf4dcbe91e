"""The bureau's rules against cases worked by hand; every rule decides one of them."""

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
from rexian_nanchang_nrp.channels import PROVINCIAL

ID = "nanchang_nrp"
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
    assert len(clauses) == 95
    assert all(
        set(clause) == {"id", "locator", "anchor", "kind", "gist_zh", "gist_en"}
        for clause in clauses.values()
    )


def test_units_inside_the_bureau_have_their_own_clocks():
    case = CASES["object-by-the-second-unit"]
    told = explain(case, Desk(load(ID), CHINA))["assignments"]
    former, present = (found["rulings"]["object"]["outcome"] for found in told[1:])
    assert [found["tier"] for found in told] == ["host", "unit", "unit"]
    assert (former["due_at"][:10], former["late"]) == ("2026-03-11", False)
    assert (present["due_at"][:10], present["done_at"]) == ("2026-03-13", None)


def test_a_co_handling_bureau_has_its_own_hour():
    events = [
        {"type": "dispatched", "at": "2026-03-10T09:00", "unit": "甲局"},
        {"type": "dispatched", "at": "2026-03-12T09:00", "unit": "乙局", "part": "co"},
        {"type": "signed", "at": "2026-03-12T10:00:01", "unit": "乙局"},
    ]
    case = read_case({"ticket": {"channel": "minsheng", "kind": "help"}, "events": events})
    host, co = explain(case, Desk(load(ID), CHINA))["assignments"]
    assert host["rulings"]["sign"]["outcome"]["done_at"] is None
    assert co["rulings"]["sign"]["outcome"]["late"] is True
    assert co["rulings"]["close"]["outcome"]["due_at"][:10] == "2026-03-22"


def test_the_conflict_of_text_and_annex_is_told_with_the_reason():
    told = explain(CASES["row-mailbox-conflict"], Desk(load(ID), CHINA))["rulings"]["close"]
    rules = [found["rule"] for found in told["candidates"]]
    assert rules == ["close.mailbox_by_text", "close.mailbox_by_annex"]
    assert "附件2" in told["followed_because"]


def test_the_bureau_stands_under_the_city():
    assert [layer.id for layer in load(ID).layers] == [ID, "nanchang_city"]
    assert load(ID).document.number == "洪自然规划办字〔2023〕21号"


def test_no_channel_of_the_annex_is_without_a_prefix():
    prefixes = load(ID).channels.prefixes
    named = {name for prefix in prefixes for name in prefix.channels}
    assert len(prefixes) == 14
    assert named == set(PROVINCIAL) | {"ganfutong", "police", "city_12345", "wechat"}
