"""The documents' duties and forms: worked days as data, and nothing declared in vain."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from rexian.duties.expand import bound, expand, readings_of
from rexian.forms import Form, missing, unknown
from rexian.jurisdictions import installed, load
from rexian.model import casefile

pytestmark = pytest.mark.documents
PLUGINS = Path(__file__).parent.parent / "plugins"
NAMES = sorted(
    installed().keys() & {path.parent.parent.name for path in PLUGINS.glob("*/tests/duties.yaml")}
)
WORKED = [
    (name, entry) for name in NAMES for entry in casefile.load(PLUGINS / name / "tests/duties.yaml")
]
TWO_YEARS = date(2023, 1, 1), date(2024, 12, 31)


def own(name):
    return load(name).layers[0]


def told(duties, calendar, chosen=None):
    """Everything said of duties over two years but their ids, so that a double adds nothing."""
    found = expand(bound([("own", duties)]), *TWO_YEARS, calendar, chosen)
    said = {(e.due.on, e.due.period, *_content(e.bound.duty)) for e in found.due}
    said |= {("continuous", *_content(each.duty)) for each in found.continuous}
    said |= {("unset", *_content(each.duty)) for each in found.period_unset}
    return said | {(what, *_content(each.duty)) for each, what in found.standing}


def _content(duty):
    items = tuple((item.zh, item.per) for item in duty.agenda)
    return duty.zh, duty.who, duty.to, duty.strength, items


@pytest.mark.parametrize(
    ("name", "entry"), WORKED, ids=[f"{name} {entry['from']}" for name, entry in WORKED]
)
def test_worked_days(name, entry, chinese_days):
    span = date.fromisoformat(entry["from"]), date.fromisoformat(entry["to"])
    duties = bound([(name, own(name).duties)])
    found = expand(duties, *span, chinese_days.current, entry.get("readings")).due
    days = {
        name: [str(e.due.on) for e in found if e.bound.duty.id == name] for name in entry["due"]
    }
    assert days == entry["due"]


@pytest.mark.parametrize("name", NAMES)
def test_every_dated_duty_is_worked(name, chinese_days):
    found = expand(bound([(name, own(name).duties)]), *TWO_YEARS, chinese_days.current).due
    worked = {duty for owner, entry in WORKED if owner == name for duty in entry["due"]}
    assert {entry.bound.duty.id for entry in found} == worked


@pytest.mark.parametrize("name", NAMES)
def test_deleting_a_duty_changes_what_is_told(name, chinese_days):
    duties, calendar = own(name).duties, chinese_days.current
    whole = told(duties, calendar)
    idle = [
        duty.id
        for duty in duties
        if told([other for other in duties if other is not duty], calendar) == whole
    ]
    assert idle == []


def test_deleting_an_item_of_an_agenda_changes_what_is_told(chinese_days):
    duties, calendar = own("shicheng").duties, chinese_days.current
    [meeting] = [duty for duty in duties if duty.agenda]
    whole = told([meeting], calendar)
    for item in meeting.agenda:
        rest = tuple(other for other in meeting.agenda if other is not item)
        assert told([replace(meeting, agenda=rest)], calendar).isdisjoint(whole)


@pytest.mark.parametrize("name", NAMES)
def test_every_choice_of_a_reading_changes_what_is_told(name, chinese_days):
    duties, calendar = own(name).duties, chinese_days.current
    whole = told(duties, calendar)
    for reading in readings_of(bound([(name, duties)])).values():
        for choice in reading.fact.terms.ids:
            changed = told(duties, calendar, {reading.id: choice}) != whole
            assert changed == (choice != reading.default)


@pytest.mark.parametrize("name", NAMES)
def test_ids_and_clauses_of_duties(name):
    layer = own(name)
    ids = [duty.id for duty in layer.duties]
    assert len(ids) == len(set(ids))
    known = layer.clauses()
    for duty in layer.duties:
        assert duty.per
        assert set(duty.per) <= known.keys()
        assert all(item.per and set(item.per) <= known.keys() for item in duty.agenda)


@pytest.mark.parametrize("name", NAMES)
def test_deleting_a_field_changes_what_a_form_lacks(name):
    for form in own(name).forms:
        filled = {field.id: "something" for field in form.fields}
        assert missing(form, filled) == unknown(form, filled) == ()
        for field in form.fields:
            rest = tuple(other for other in form.fields if other is not field)
            less = Form(form.id, form.zh, form.en, per=form.per, fields=rest)
            assert unknown(less, filled) == (field.id,)
            lacks = (field.id,) if field.required else ()
            assert missing(form, {key: "x" for key in filled if key != field.id}) == lacks


@pytest.mark.parametrize("name", NAMES)
def test_every_form_and_field_cites_the_document(name):
    known = own(name).clauses()
    for form in own(name).forms:
        for found in (form, *form.fields):
            assert found.per
            assert set(found.per) <= known.keys()


@pytest.mark.parametrize(("name", "laid_down"), [("nanchang_amr", 4), ("nanchang_nrp", 2)])
def test_the_documents_with_forms(name, laid_down):
    assert len(own(name).forms) == laid_down
