"""A month at the desk under each of the five documents, the desk alone deciding what goes."""

from collections import Counter

import pytest
from rexian.desk.verify import verify
from rexian.instants import parse_instant
from rexian.lifecycle.stages import STAGES

pytestmark = pytest.mark.documents

#: Closings are reviewed under the city's measures and the two documents below them.
REVIEWED = {"nanchang_amr", "nanchang_city", "nanchang_nrp"}
#: One document passes hard matters on to the petition channel.
PETITION = {"shicheng"}


def test_every_stage_that_the_document_knows_is_visited(month, visited):
    unknown = set() if month.place in REVIEWED else {"closing", "reviewed"}
    unknown |= set() if month.place in PETITION else {"transferred"}
    assert visited == set(STAGES.ids) - unknown


def test_the_ledger_is_clean(month):
    found = verify(month.stage.play.deployment)
    assert (found.found.kept, found.found.more) == ([], 0)
    assert found.tickets == len(month.records)
    assert found.records == sum(map(len, month.records.values()))


def test_what_the_desk_refused_was_not_recorded(month):
    refused = [each for day in month.days for each in day.refused]
    assert refused
    recorded = Counter(r.type for records in month.records.values() for r in records)
    taken = sum((day.taken for day in month.days), Counter())
    pairs = {"extend": "extension_requested", "dispatch": "dispatched", "close": "closed"}
    assert {command: recorded[kind] for command, kind in pairs.items()} == {
        command: taken[command] for command in pairs
    }


def test_nothing_was_overridden_nor_recorded_late(month):
    notes = [r.notes for records in month.records.values() for r in records]
    assert not any("override" in each or "late_because" in each for each in notes)


def test_everything_was_recorded_when_it_happened(month):
    first, last = parse_instant("2025-09-01T00:00"), parse_instant("2025-10-01T00:00")
    for records in month.records.values():
        done = [r for r in records if r.actor != "tick"]
        assert all(first <= r.occurred == r.recorded < last for r in done)
        assert [r.recorded for r in records] == sorted(r.recorded for r in records)


def test_time_alone_brought_something_about(month):
    recorded = Counter(r.type for records in month.records.values() for r in records)
    assert recorded["fell_due"] == sum(day.fell_due for day in month.days) > 0
    assert recorded["supervised"] > 0


def test_a_report_is_kept_from_the_unit_it_is_about(month):
    [refused] = [
        each
        for day in month.days
        for each in day.refused
        if "handed_on" in {objection.id for objection in each.objections}
    ]
    records = month.records[refused.number]
    [about] = {r.fields["about"] for r in records if r.type == "received"}
    assert all(r.fields.get("unit") != about for r in records)


def test_people_of_every_role_took_part(month):
    roles = {r.role for records in month.records.values() for r in records}
    assert {"clerk", "handler", "reviewer", "inspector", "admin"} <= roles


def _story(records):
    """Return what was recorded, without what chance locks it under."""
    return [
        (r.seq, r.type, r.occurred, r.actor, r.role, _told(r.fields), sorted(r.notes))
        for r in records
    ]


def _told(fields):
    return {key: value for key, value in fields.items() if key not in {"locked", "caller"}}


def test_the_same_seed_gives_the_same_month(live):
    first, again, other = (live("yiyang", 5, seed) for seed in (1, 1, 2))
    stories = [
        {number: _story(records) for number, records in each.records.items()}
        for each in (first, again, other)
    ]
    assert stories[0] == stories[1] != stories[2]
    assert [day.taken for day in first.days] == [day.taken for day in again.days]
