"""A sixth jurisdiction, installed from a distribution that the workspace does not know."""

import pytest

from .conftest import DISTRIBUTIONS

pytestmark = pytest.mark.documents
CASES = DISTRIBUTIONS / "songhu" / "tests" / "cases.yaml"


def test_it_is_listed_beside_the_five(district):
    found = {one["id"]: one for one in district.json("jurisdictions")["jurisdictions"]}
    assert len(found) == 6
    songhu = found["songhu"]
    assert (songhu["number"], songhu["upper"]) == ("松府办字〔2025〕9号", "nanchang_city")
    assert songhu["clauses"]["total"] == songhu["clauses"]["accounted"] == 6
    assert songhu["clauses"]["executable"] == 4


def test_its_cases_are_met(district):
    district.rexian("explain", CASES, "--check")


def test_it_answers_for_itself_and_falls_back_on_the_city(district):
    case = district.json("explain", CASES)["cases"][2]
    close, extension = case["rulings"]["close"], case["rulings"]["extension"]
    assert (close["layer"], close["inherited"], close["edition"]) == (
        "songhu",
        False,
        "2025-12-08",
    )
    assert close["citations"] == [{"document": "songhu", "locator": "第四条", "clause": "art4"}]
    assert (extension["layer"], extension["inherited"]) == ("nanchang_city", True)


def test_tickets_are_compared_under_it(district, tmp_path):
    file = tmp_path / "tickets.csv"
    # Closed on the second working day: in time for the county's inquiries, late in the district.
    file.write_text(
        "number,kind,channel,received_at,dispatched_at,closed_at\n"
        "1,inquiry,county_12345,2026-03-02T09:00,2026-03-02T10:00,2026-03-04T10:00\n",
        encoding="utf-8",
    )
    told = district.json("compare", file, "-j", "songhu", "-j", "yiyang")["jurisdictions"]
    assert (told["songhu"]["decided"], told["songhu"]["late"]) == (1, 1)
    assert (told["yiyang"]["decided"], told["yiyang"]["late"]) == (1, 0)


@pytest.mark.parametrize("path", ["songhu", DISTRIBUTIONS / "songhu"], ids=["installed", "folder"])
def test_it_passes_the_conformance_suite(district, path):
    told = district.json("plugin", "test", path)
    assert told["jurisdiction"] == "songhu"
    assert [check["problems"] for check in told["checks"] if not check["passed"]] == []
