"""What the browser shows, put together without a screen: everything there opens."""

import pytest
from rexian.discovery import installed, load
from rexian.explain import Ruler
from rexian.questions import QUESTIONS
from rexian.tui.rules import targets as on
from rexian.tui.rules.leading import opened
from rexian.tui.rules.library import library_of
from rexian.tui.rules.trial import START, trial_from, trial_of
from rexian.tui.rules.views import ListView, TextView

pytestmark = pytest.mark.documents
PLACES = ("nanchang_amr", "nanchang_city", "nanchang_nrp", "shicheng", "yiyang")
ASKED = {question.id: question for question in QUESTIONS}


@pytest.fixture(scope="module")
def library(chinese_days):
    return library_of(Ruler(load("yiyang"), chinese_days))


@pytest.fixture(autouse=True)
def as_read(library):
    """Have everything read as by default again."""
    library.chosen.clear()
    library.by_facts = library.only_open = False


def test_every_place_that_is_installed_is_on_the_shelf(library):
    shelf = opened(library, on.Shelf())
    assert {item.row.key for item in shelf.items} == set(installed())
    assert shelf.items[0].row.key == "yiyang"


@pytest.mark.parametrize("name", PLACES)
def test_every_question_opens_in_words_and_fact_by_fact(library, name):
    place = library.places[name]
    for question in place.plan().questions:
        for library.by_facts in (False, True):
            table = opened(library, on.OnTable(place, question))
            assert {len(item.row.cells) for item in table.items} == {len(table.columns)}


@pytest.mark.parametrize("name", PLACES)
def test_everything_that_a_place_leads_to_opens(library, name):
    place = library.places[name]
    ways = (on.OnPlace, on.OnClauses, on.OnQuestions, on.OnReadings, on.OnCoverage)
    for view in [opened(library, way(place)) for way in ways]:
        for item in view.items:
            if item.to is not None and not isinstance(item.to, on.OnTable):
                assert isinstance(opened(library, item.to), ListView | TextView)
    clauses = [opened(library, on.OnClause(place, name, id_)) for id_ in place.layers[0].clauses()]
    leads = [line.to for view in clauses for line in view.lines if line.to is not None]
    assert {type(to) for to in leads} >= {on.OnRule, on.OnReading, on.OnDuty}
    for to in leads:
        assert opened(library, to).title


@pytest.mark.parametrize("name", PLACES)
def test_every_line_has_an_example_that_can_be_tried_further(library, name):
    place = library.places[name]
    for question in ("close", "extension", "supervision"):
        for item in opened(library, on.OnTable(place, ASKED[question])).items:
            if isinstance(item.to, on.OnLine):
                view = opened(library, item.to)
                trial = trial_from(library, ASKED[question], view.tries.example)
                answer, example = trial.answered()
                assert example.witness == view.tries.example.witness
                assert answer.lines[0].text


def test_a_clause_of_the_document_above_is_told_as_its_own_document_has_it(library):
    below, above = library.places["nanchang_amr"], library.places["nanchang_city"]
    rule = next(e for e in below.plan().rules if e.layer == "nanchang_city")
    view = opened(library, on.OnRule(below, rule))
    [clause] = [line.to for line in view.lines if isinstance(line.to, on.OnClause)][:1]
    assert (clause.place, clause.layer) == (below, "nanchang_city")
    assert above.document.title in opened(library, clause).cite


def test_an_only_open_list_is_what_the_accounts_leave_open(library):
    place = library.places["yiyang"]
    library.only_open = True
    assert opened(library, on.OnClauses(place)).items == ()


def test_a_table_that_is_read_otherwise_says_so(library):
    place, close = library.places["yiyang"], ASKED["close"]
    before = opened(library, on.OnTable(place, close))
    library.turn(place, "repeated_inquiry", "not_covered")
    after = opened(library, on.OnTable(place, close))
    assert (before.warned, after.warned) == (False, True)
    [was] = [item.row.cells for item in before.items if "close.3" in item.row.key]
    [now] = [item.row.cells for item in after.items if "close.3" in item.row.key]
    assert was[2] == now[2] == "15 wd"
    assert "inquiry" not in was[1]
    assert "inquiry" in now[1]
    library.turn(place, "repeated_inquiry", "covered")
    assert opened(library, on.OnTable(place, close)).warned is False


def test_what_is_supposed_is_written_as_it_is_typed(library):
    place = library.places["yiyang"]
    trial = trial_of(library, library.sheet(place), ASKED["close"])
    for name, text in (("kind", "complaint"), ("difficult", "no"), ("calls", "3")):
        trial.suppose(name, text)
    trial.suppose(START, "2025-09-30T10:00")
    assert [trial.written(n) for n in ("kind", "difficult", "calls", START)] == [
        "complaint", "no", "3", "2025-09-30 10:00",
    ]  # fmt: skip
    answer, _example = trial.answered()
    assert answer.lines[0].text == "due 2025-10-21 24:00, 10 wd, open"
    trial.suppose("kind", "-")
    assert trial.written("kind") == ""


def test_what_cannot_be_at_once_is_said(library):
    place = library.places["yiyang"]
    trial = trial_of(library, library.sheet(place), ASKED["supervision"])
    trial.suppose("dissatisfied", "0")
    trial.suppose("dissatisfied_once_redone", "2")
    answer, example = trial.answered()
    assert example is None
    assert answer.lines[0].text == "no case was found in which all of this is so"
