"""The clause indexes of the five documents: whole, reviewed, found in the text, and at work.

That a rule can be dropped without a change is tried in `test_mutations`; readings, prefixes and
what hangs on neither are tried here.
"""

from pathlib import Path

import pytest
from rexian.accounting import accounts, faults, tells_apart, totals
from rexian.assess.indicators import with_indicators
from rexian.assess.units import unit_plan
from rexian.clauses.source import Source
from rexian.duties.schedule import ByReading
from rexian.jurisdictions import installed, load, load_all
from rexian.testing import Worked, check_case

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


def test_gists_are_in_their_languages(index):
    assert all(any("\u4e00" <= char <= "\u9fff" for char in c.gist_zh) for c in index)
    mostly = [c.id for c in index if sum(char.isascii() for char in c.gist_en) < len(c.gist_en) / 2]
    assert mostly == []


def test_every_clause_is_reviewed(index):
    assert [clause.id for clause in index if clause.review != "reviewed"] == []


def test_nothing_is_amiss(place):
    assert list(faults(place)) == []


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


def test_every_prefix_tells_a_channel(place):
    layer = place.layers[0]
    assert [p.text for p in layer.channels.prefixes if not tells_apart(layer, p.text)] == []


def test_every_reading_changes_an_answer(place):
    tables = tables_of(place)
    worked = Worked(place.id, HERE.parent / "plugins" / place.id / "tests")
    for reading in place.layers[0].readings:
        decides = any(differ(table, reading.fact.id) for table in tables)
        if not (decides or changes_a_date(place, reading)):
            flips = [flip for flip in worked.flips if reading.id in flip.readings]
            assert any(check_case(flip.case, place.id) for flip in flips), reading.id


def tables_of(place):
    """Every table of a jurisdiction: of its questions, its indicators, and its rules on units."""
    layer = place.layers[0]
    units = unit_plan([(layer.id, layer.assessment)], place.readings)
    figures = with_indicators(place.plan(), layer.assessment.indicators, layer.id, 0)
    parts = [*figures.parts.values(), *units.parts.values()]
    return [table for asked in parts for table in asked.tables]


def differ(table, fact):
    """Whether two cells that differ by this fact alone are decided otherwise."""
    if fact not in {axis.fact.id for axis in table.grid.axes}:
        return False
    grid, cells = table.grid, {}
    for decision in table.decisions:
        told = repr(getattr(decision, "outcome", decision))
        cells[told] = cells.get(told, 0) | table.where(decision)
    position = grid.position(fact)
    stride, classes = grid.strides[position], range(len(grid.axes[position].classes))
    return any(
        (bits & grid.slab(position, [step])) >> (step * stride) != bits & grid.slab(position, [0])
        for bits in cells.values()
        for step in classes
    )


def changes_a_date(place, reading):
    """Whether a duty falls due otherwise, or an indicator looks at another period."""
    layer = place.layers[0]
    schedules = [duty.schedule for duty in layer.duties if isinstance(duty.schedule, ByReading)]
    ways = [list(s.choices.values()) for s in schedules if s.reading.id == reading.id]
    months = [i.month for i in layer.assessment.indicators if i.month.reading]
    ways += [list(month.moments) for month in months if month.reading.id == reading.id]
    return any(way != some[0] for some in ways for way in some)
