"""The documents' duties and forms: every item, reading and field of them matters."""

from dataclasses import replace
from datetime import date

import pytest
from rexian.discovery import installed, load
from rexian.duties.expand import bound, expand, readings_of
from rexian.forms import Form, missing, unknown

pytestmark = pytest.mark.documents
NAMES = sorted(installed())
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


@pytest.mark.parametrize(("name", "laid_down"), [("nanchang_amr", 4), ("nanchang_nrp", 2)])
def test_the_documents_with_forms(name, laid_down):
    assert len(own(name).forms) == laid_down
