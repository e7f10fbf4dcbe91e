"""A deployment's tickets as a corpus: what happened, mended, and nothing of anybody."""

import pytest
from rexian.assess.periods import Month
from rexian.errors import InputError
from rexian.instants import parse_instant
from rexian.lab import storecorpus
from rexian.lab.storecorpus import corpus_of_store

pytestmark = pytest.mark.documents
MARCH = Month(2026, 3)


@pytest.fixture
def corpus(desk):
    def read(period=None):
        with desk.deployment.store.reading() as connection:
            return corpus_of_store(connection, period)

    return read


def story(corpus, number):
    """Return what happened to a ticket: type and time of each event."""
    place = corpus.tickets["number"].to_list().index(number)
    own = corpus.events.filter(corpus.events["ticket"] == place)
    return list(zip(own["type"].to_list(), own["at"].to_list(), strict=True))


def test_facts_and_events_are_columns(desk, corpus):
    number = desk.new(kind="help", channel="wechat", difficult=True, title="路灯不亮")
    desk.at("2026-03-02T09:10").act("clerk", "accept", number)
    desk.at("2026-03-02T09:20").act("clerk", "dispatch", number, {"unit": "住建局"})
    desk.at("2026-03-03T08:40").act("handler", "sign", number)
    read = corpus()
    [ticket] = read.tickets.to_dicts()
    assert ticket == {
        "row": 1,
        "number": number,
        "kind": "help",
        "channel": "wechat",
        "difficult": True,
        "received_at": parse_instant("2026-03-02T09:00"),
    }
    assert story(read, number) == [
        ("received", parse_instant("2026-03-02T09:00")),
        ("accepted", parse_instant("2026-03-02T09:10")),
        ("dispatched", parse_instant("2026-03-02T09:20")),
        ("signed", parse_instant("2026-03-03T08:40")),
    ]
    dispatched = read.events.filter(read.events["type"] == "dispatched").to_dicts()[0]
    assert (dispatched["unit"], dispatched["unit_type"]) == ("住建局", "county_department")
    assert "followed_up" in read.recorded


def test_nothing_of_anybody_is_in_it(desk, corpus):
    secrets = {"name": "某某", "phone": "19900001234", "content": "楼上漏水"}
    number = desk.signed(secrets=secrets, title="漏水")
    desk.act(
        "handler", "contact", number, {"mode": "phone", "reason": "事主不在", "purpose": "了解"}
    )
    read = corpus()
    told = "".join(map(str, [*read.tickets.rows(), *read.events.rows()]))
    assert not any(word in told for word in [*secrets.values(), "漏水", "事主不在", "了解"])
    [contacted] = read.events.filter(read.events["type"] == "contacted").to_dicts()
    assert (contacted["reason"], contacted["purpose"]) == (True, True)


def test_what_has_been_mended_is_as_it_should_be(desk, corpus):
    number = desk.signed()
    records = desk.records(number)
    dispatched = next(r for r in records if r.type == "dispatched")
    desk.at("2026-03-04T09:00").act("handler", "contact", number, {"mode": "phone"})
    contacted = desk.records(number)[-1]
    right = {"seq": dispatched.seq, "at": "2026-03-02T08:30", "reason": "录错"}
    desk.act("admin", "correct", number, {**right, "fields": {"unit": "城管局"}})
    desk.act("admin", "void", number, {"seq": contacted.seq, "reason": "未联系"})
    desk.act("clerk", "classify", number, {"kind": "inquiry"})
    read = corpus()
    assert ("dispatched", parse_instant("2026-03-02T08:30")) in story(read, number)
    assert "contacted" not in dict(story(read, number))
    [unit] = read.events.filter(read.events["type"] == "dispatched")["unit"]
    assert unit == "城管局"
    assert read.tickets["kind"].to_list() == ["inquiry"]


def test_what_nobody_handles_to_an_end_is_left_out(desk, corpus):
    kept = desk.dispatched()
    withdrawn, merged, void = desk.dispatched(), desk.dispatched(), desk.new()
    desk.act("clerk", "withdraw", withdrawn, {"reason": "已自行解决"})
    desk.act("clerk", "archive", withdrawn)
    desk.act("clerk", "merge", merged, {"ticket": kept, "reason": "同一事项"})
    desk.act("admin", "void", void, {"seq": 1, "reason": "误录"})
    read = corpus()
    assert read.tickets["number"].to_list() == [kept]
    assert read.tickets["calls"].to_list() == [2]
    assert read.assumptions[-1] == "3 tickets void, withdrawn or merged are left out"


def test_a_period_takes_what_may_fall_into_it(desk, corpus):
    # Praise has no limit for closing under this document.
    long_closed = desk.at("2025-06-02T09:00").signed(kind="praise")
    desk.act("handler", "reply", long_closed, {"medium": "platform"}, secrets={"text": "谢谢"})
    desk.act("handler", "contact", long_closed, {"mode": "sms"})
    desk.at("2025-06-03T09:00").act("handler", "close", long_closed)
    still_open = desk.at("2025-06-02T10:00").signed(kind="complaint")
    of_the_month = desk.at("2026-03-31T23:00").new()
    later = desk.at("2026-04-01T00:00").new()
    assert corpus(MARCH).tickets["number"].to_list() == [still_open, of_the_month]
    every = [long_closed, still_open, of_the_month, later]
    assert corpus().tickets["number"].to_list() == every
    assert corpus(Month(2025, 8)).tickets["number"].to_list() == [long_closed, still_open]


def test_chunks_make_no_difference(desk, corpus, monkeypatch):
    desk.signed(kind="help", difficult=True)
    desk.new(kind="report", about="城管局")
    number = desk.dispatched("城管局", calls=2)
    desk.act("clerk", "remind", number, {"about": "sign"})
    whole = corpus()
    monkeypatch.setattr(storecorpus, "CHUNK", 1)
    apart = corpus()
    assert whole.tickets.select(sorted(whole.tickets.columns)).equals(
        apart.tickets.select(sorted(apart.tickets.columns))
    )
    assert whole.events.select(sorted(whole.events.columns)).equals(
        apart.events.select(sorted(apart.events.columns))
    )
    assert apart.events["ticket"].unique().sort().to_list() == [0, 1, 2]


def test_an_empty_store_is_told(corpus):
    with pytest.raises(InputError, match="the store has no ticket"):
        corpus()


def test_both_databases_give_the_same(open_desk, empty_url, monkeypatch):
    monkeypatch.setattr(storecorpus, "CHUNK", 2)
    here, there = open_desk(name="here"), open_desk(name="there", url=empty_url)
    found = []
    for place in (here, there):
        for kind in ("help", "complaint", "inquiry"):
            place.signed(kind=kind)
        with place.deployment.store.reading() as connection:
            found.append(corpus_of_store(connection, MARCH))
    assert found[0].tickets.equals(found[1].tickets)
    assert found[0].events.equals(found[1].events)
    assert found[0].tickets.height == 3
