"""A site's overlay on yiyang: limits of its own where the county's measures are silent."""

import pytest

from .conftest import DISTRIBUTIONS

pytestmark = pytest.mark.documents
CASES = DISTRIBUTIONS / "yiyang_site" / "tests" / "cases.yaml"


@pytest.fixture(scope="module")
def told(county):
    """The case under yiyang, under shicheng, and under yiyang where nothing is laid over it."""
    found = county.json("explain", CASES, "-j", "yiyang", "-j", "shicheng")["cases"]
    return {case["jurisdiction"]: case["rulings"] for case in found}


def test_its_ruling_says_that_it_comes_from_the_site(told):
    ruling = told["yiyang"]["followup"]
    assert (ruling["rule"], ruling["layer"], ruling["inherited"], ruling["edition"]) == (
        "followup.local",
        "yiyang.site",
        False,
        "2025-01-06",
    )
    assert ruling["citations"] == [{"document": "yiyang.site", "locator": "第一项", "clause": "n1"}]
    # Closed on Thursday 5 March; the second working day after it is Monday the 9th.
    assert ruling["outcome"]["due_at"] == "2026-03-09T23:59:59+08:00"


def test_it_may_hang_on_the_documents_own_clock(told):
    reminder = told["yiyang"]["remind"]
    assert (reminder["layer"], reminder["outcome"]["due_at"][:10]) == ("yiyang.site", "2026-03-13")


def test_the_documents_own_rules_stay_its_own(told):
    close = told["yiyang"]["close"]
    assert (close["layer"], close["inherited"], close["rule"]) == (
        "yiyang",
        False,
        "close.complaint",
    )


def test_other_jurisdictions_are_untouched(told, site):
    site.home.mkdir()
    assert told["shicheng"] == site.json("explain", CASES, "-j", "shicheng")["rulings"]


def test_without_it_the_document_is_silent(site):
    site.home.mkdir()
    rulings = site.json("explain", CASES)["rulings"]
    assert [rulings[name]["status"] for name in ("followup", "remind")] == ["silent", "silent"]


def test_people_see_where_a_limit_comes_from(county):
    shown = county.rexian("explain", CASES).stdout.splitlines()
    [followup] = [line for line in shown if line.strip().startswith("follow-up ")]
    [closing] = [line for line in shown if line.strip().startswith("closing ")]
    assert "第一项 (laid down locally)" in followup
    assert "locally" not in closing


def test_what_lies_over_a_document_is_listed_and_changes_the_fingerprint(county, site):
    site.home.mkdir()
    found = {one["id"]: one for one in county.json("jurisdictions")["jurisdictions"]}
    plain = {one["id"]: one for one in site.json("jurisdictions")["jurisdictions"]}
    assert [laid["id"] for laid in found["yiyang"]["overlays"]] == ["yiyang.site"]
    assert plain["yiyang"]["overlays"] == found["shicheng"]["overlays"] == []
    changed = {name for name in found if found[name]["fingerprint"] != plain[name]["fingerprint"]}
    assert changed == {"yiyang"}


def test_it_passes_the_conformance_suite(county):
    told = county.json("plugin", "test", DISTRIBUTIONS / "yiyang_site")
    assert [check["problems"] for check in told["checks"] if not check["passed"]] == []
