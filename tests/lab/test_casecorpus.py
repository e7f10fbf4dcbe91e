"""Case files as a corpus: the same as the cases written one a line, and beside tables."""

import json
from pathlib import Path

import pytest
from fixture_rules import MADE_UP
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rexian.discovery import load
from rexian.errors import InputError
from rexian.instants import parse_instant
from rexian.lab.casecorpus import part_of_cases, read_tickets
from rexian.lab.columns import tickets_of
from rexian.lab.evaluate import evaluate
from rexian.lab.parts import joined
from rexian.lab.rejects import Rejects
from rexian.model.case import Case, read_cases
from rexian.model.events import EVENT_TYPES
from rexian.worktime.history import CalendarHistory
from rexian.worktime.sources import china
from strategies import cases, corpus_of

CASES = [
    {
        "ticket": {
            "kind": "inquiry",
            "received_at": "2026-03-02T08:00",
            "findings": ["key_case"],
            "given": {"close": {"at": "2026-03-20", "source": "ticket"}},
        },
        "events": [
            {"type": "dispatched", "at": "2026-03-02T09:00", "unit": "甲局"},
            {"type": "extension_requested", "at": "2026-03-03T09:00", "length": "5wd",
             "reason": "复杂"},
        ],
    },
    {"ticket": {"kind": "complaint"}, "events": [{"type": "closed", "at": "2026-03-04T09:00"}]},
]  # fmt: skip


@pytest.fixture
def write(tmp_path):
    def written(name, text):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    return written


def test_facts_and_events_become_columns(write):
    found = read_tickets([write("cases.json", json.dumps(CASES))], MADE_UP)
    assert found.tickets["kind"].to_list() == ["inquiry", "complaint"]
    assert found.tickets["given.close"].to_list() == ["ticket", None]
    assert found.tickets["given.close.at"].to_list()[0] == parse_instant("2026-03-20T23:59:59")
    assert found.tickets["findings"].to_list() == [["key_case"], None]
    assert found.events.select("ticket", "unit", "length", "reason").rows() == [
        (0, "甲局", None, None),
        (0, None, "5wd", True),
        (1, None, None, None),
    ]
    assert found.recorded == set(EVENT_TYPES)
    assert "cases say all that happened: an event not listed did not happen" in found.assumptions


def test_a_case_without_events(write):
    found = read_tickets([write("one.yaml", "ticket: {kind: help}")], MADE_UP)
    assert (found.tickets.height, found.events.height) == (1, 0)


def test_cases_beside_a_table(write):
    table = write("more.csv", "受理时间,诉求类型\n2026-03-02 09:00:00,咨询\n")
    found = read_tickets([write("cases.json", json.dumps(CASES)), table], MADE_UP)
    assert found.tickets["kind"].to_list() == ["inquiry", "inquiry", "complaint"]
    assert len(found.assumptions) == len(set(found.assumptions))
    # What the table does not record, the whole does not.
    assert "closed" not in found.recorded


def test_a_wrong_case_names_its_file(write):
    path = write("wrong.yaml", "ticket: {kind: inquire}")
    with pytest.raises(InputError, match=r"wrong\.yaml: case 1: ticket: kind: "):
        read_tickets([path], MADE_UP)


@pytest.mark.parametrize("written", ["town_square", "Town Square"])
def test_a_channel_of_the_jurisdictions_own_is_its_id(write, written):
    path = write("one.yaml", f"ticket: {{kind: help, channel: {written}}}")
    assert read_tickets([path], MADE_UP).tickets["channel"].to_list() == ["town_square"]


def test_a_channel_that_the_jurisdiction_does_not_know(write):
    path = write("wrong.yaml", "- {ticket: {}}\n- {ticket: {channel: town_sqare}}")
    with pytest.raises(InputError) as caught:
        read_tickets([path], MADE_UP)
    assert str(caught.value).removeprefix(path) == (
        ": case 2: ticket: channel: 'town_sqare' is not known to town; did you mean town_square?"
    )


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(cases(MADE_UP.channel_fact.terms), min_size=1, max_size=4))
def test_they_are_ruled_like_any_corpus(drawn):
    found = [Case(ticket=ticket, events=tuple(events)) for ticket, events, _ in drawn]
    corpus = joined([part_of_cases(Path("cases.yaml"), found)], Rejects())
    expected = corpus_of([case[:2] for case in drawn])
    calendars = CalendarHistory((china(),))
    one, other = (
        evaluate(MADE_UP.plan(), tickets_of(c, MADE_UP), None, calendars)["close"]
        for c in (corpus, expected)
    )
    assert one.codes.tolist() == other.codes.tolist()
    assert one.due.tolist() == other.due.tolist()


@pytest.mark.documents
def test_worked_cases_are_read(request):
    """The plugins' own worked cases hold every kind of fact and field."""
    yiyang = load("yiyang")
    path = request.config.rootpath / "plugins" / "yiyang" / "tests" / "cases.yaml"
    corpus = read_tickets([str(path)], yiyang)
    assert corpus.tickets.height == len(read_cases(path))
    assert tickets_of(corpus, yiyang).n == corpus.tickets.height
