"""The clause indexes of the five documents: whole, reviewed, found in the text, and at work."""

from pathlib import Path

import pytest
from rexian.accounting import accounts, totals
from rexian.clauses.source import Source
from rexian.discovery import installed, load, load_all

pytestmark = pytest.mark.documents
HERE = Path(__file__).parent
SOURCES = HERE.parent.parent / "shared" / "sources"
NAMES = sorted(installed())
#: How many clauses each document has, counted in the text.
COUNTS = {
    "nanchang_city": 188, "nanchang_nrp": 95, "nanchang_amr": 152, "yiyang": 127, "shicheng": 58,
}  # fmt: skip
#: How many rules must be executable at least, and how many there are: the master count of 367 and
#: one that had first been taken for a reference.
RULES_AT_WORK, RULES = 340, 368


@pytest.fixture(params=NAMES)
def place(request):
    return load(request.param)


@pytest.fixture
def index(place):
    return place.layers[0].clauses().values()


def test_every_clause_is_there(place, index):
    assert len(index) == COUNTS[place.id]
    assert all(clause.anchor and clause.gist_zh and clause.gist_en for clause in index)


def test_every_clause_is_reviewed(index):
    assert [clause.id for clause in index if clause.review != "reviewed"] == []


def test_the_rules_are_at_work():
    found = totals([account for one in load_all().values() for account in accounts(one)])
    rules = found["by_kind"]["rule"]
    assert (found["total"], rules["total"]) == (620, RULES)
    assert found["accounted"] == 620
    assert rules["executable"] >= RULES_AT_WORK


@pytest.mark.skipif(not SOURCES.exists(), reason="the documents' texts are not at hand")
def test_every_anchor_stands_in_the_text_once(place, index):
    source = Source((SOURCES / f"{place.id}.txt").read_text(encoding="utf-8"))
    assert {c.id: n for c in index if (n := len(source.places(c))) != 1} == {}
    assert all(source.passages(index).values())
