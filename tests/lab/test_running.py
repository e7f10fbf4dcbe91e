"""Runs over many tickets: how far they are, what was rejected, and the single ticket behind."""

import pytest
from rexian.errors import InputError
from rexian.instants import parse_instant
from rexian.lab.compare import Comparison, compare, compared
from rexian.lab.onecase import case_named
from rexian.lab.reading import gathered
from rexian.lab.rejects import Rejects
from rexian.rules.rule import limit
from rexian.worktime.period import working_days

#: Received on Monday, the second of March 2026; the third row says nothing of a time.
TICKETS = """number,kind,received_at,closed
A1,inquiry,2026-03-02 09:00,2026-03-05 10:00
A2,complaint,2026-03-02 09:00,2026-03-03 10:00
A3,complaint,soon,2026-03-03 10:00
"""


@pytest.fixture
def file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    found = tmp_path / "tickets.csv"
    found.write_text(TICKETS, encoding="utf-8")
    return found


@pytest.fixture
def places(enact):
    def limited(days, name):
        return enact(limit("close.all", working_days(days), per=("art1",)), name=name)

    return [limited(2, "hasty"), limited(3, "patient")]


def test_rejects_are_gathered_and_nothing_is_written(file):
    log = Rejects()
    corpus = gathered(file, log)
    assert (corpus.tickets.height, corpus.rejected) == (2, 1)
    assert log.table()["row"].to_list() == [4]
    assert [each.name for each in file.parent.iterdir()] == [file.name]


def test_every_ticket_of_a_pair_of_clauses_is_found(file, places, chinese_days):
    found = compared(gathered(file, Rejects()), places, Comparison(chinese_days, examples=1))
    [pair] = found.report["differences"][0]["pairs"]
    assert (pair["tickets"], len(pair["examples"])) == (2, 1)
    [parting] = found.partings
    told = [parting.ticket(int(place)) for place in parting.tickets(0)]
    assert [ticket["number"] for ticket in told] == ["A1", "A2"]
    assert told[1]["a_due_at"] == "2026-03-04T23:59:59+08:00"
    assert told[1]["b_due_at"] == "2026-03-05T23:59:59+08:00"


def test_a_run_tells_how_far_it_is_and_ends_where_it_is_told_to(file, places, chinese_days):
    told = []
    how = Comparison(chinese_days, progress=lambda *step: told.append(step))
    compare(gathered(file, Rejects()), places, how)
    assert told == [(0, 2, "hasty"), (1, 2, "patient"), (2, 2, "")]

    def stop(done, _total, _what):
        if done == 1:
            raise InputError("enough")

    with pytest.raises(InputError, match="enough"):
        compare(gathered(file, Rejects()), places, Comparison(chinese_days, progress=stop))


def test_one_ticket_is_a_case(file):
    corpus = gathered(file, Rejects())
    case = case_named(corpus, "A1")
    assert case.id == "A1"
    assert case.ticket["kind"] == "inquiry"
    assert case.ticket["received_at"] == parse_instant("2026-03-02T09:00")
    assert [event.type for event in case.events] == ["dispatched", "closed"]
    assert case_named(corpus, "3").id == "A2"
    with pytest.raises(InputError, match="there is no ticket A9"):
        case_named(corpus, "A9")
