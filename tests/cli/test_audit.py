"""`rexian audit` at the command line: who may read the journal, and what it tells them."""

import pytest
from rexian.desk.showing import told

pytestmark = pytest.mark.documents
PHONE = "13800001234"


@pytest.fixture
def ticket(desk):
    """One that was looked at and revealed by a handler of the unit that has it."""
    number = desk.dispatched(secrets={"name": "甲乙丙", "phone": PHONE, "content": "停水"})
    handler = desk.actor("handler")
    told(desk.at("2026-03-02T10:00").deployment, handler, number)
    told(desk.at("2026-03-03T11:00").deployment, handler, number, reveal="回拨13800001234")
    return number


@pytest.fixture
def run(desk, terminal, monkeypatch):
    monkeypatch.setenv("COLUMNS", "120")
    return lambda who, *arguments: terminal(desk, who, "audit", *arguments)


def entries(ran):
    assert ran.code == 0, ran.err
    return ran.told["entries"]


def test_who_saw_a_ticket(run, ticket):
    ran = run("inspector", "who-saw", ticket, "--json")
    assert ran.told["ticket"] == ticket
    viewed, revealed = entries(ran)
    assert viewed["act"] == "viewed"
    assert {**revealed, "id": None} == {
        "id": None,
        "at": "2026-03-03T11:00:00+08:00",
        "actor": "handler",
        "name": "孙二",
        "act": "revealed",
        "label": {"zh": "查看未脱敏信息", "en": "revealed"},
        "ticket": ticket,
        "detail": {"purpose": "回拨138****1234"},
    }


def test_who_saw_a_ticket_for_people(run, ticket):
    heads, viewed, revealed = run("leader", "who-saw", ticket).out.splitlines()
    assert heads.split() == ["time", "user", "deed", "ticket", "more"]
    assert viewed.split() == ["2026-03-02", "10:00", "handler", "(孙二)", "viewed", ticket]
    assert revealed.split()[-2:] == [ticket, "purpose=回拨138****1234"]


def test_nobody_has_seen_it_yet(run, desk):
    number = desk.new(secrets={"content": "停水"})
    assert run("inspector", "who-saw", number).out == "nobody, so far\n"


def test_a_ticket_that_is_none(run):
    ran = run("inspector", "who-saw", "X1", "--json")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("\n") == 1
    assert "X1" in ran.err


@pytest.mark.parametrize("who", ["clerk", "handler", "head", "principal", "reviewer"])
@pytest.mark.parametrize("what", [["journal"], ["who-saw", "X1"]])
def test_others_may_not_read_it(run, who, what):
    ran = run(who, *what)
    assert (ran.code, ran.out) == (3, "")
    assert "this is for inspector; leader; administrator" in ran.err


def test_whoever_is_not_logged_in_is_told_to(run):
    ran = run(None, "journal")
    assert (ran.code, ran.out) == (3, "")
    assert "rexian user login" in ran.err


@pytest.mark.parametrize("who", ["inspector", "leader", "admin"])
def test_the_journal_from_the_first_entry_on(run, who):
    found = entries(run(who, "journal", "--json"))
    assert [entry["id"] for entry in found] == list(range(1, len(found) + 1))
    assert {"unit_added", "account_added"} <= {entry["act"] for entry in found}


@pytest.mark.usefixtures("ticket")
def test_the_journal_by_day_actor_and_act(run):
    def acts(*asked):
        return [e["act"] for e in entries(run("admin", "journal", *asked, "--json"))]

    assert acts("--from", "2026-03-03")[0] == "revealed"
    assert acts("--to", "2026-03-02", "--actor", "handler") == ["viewed"]
    assert acts("--act", "查看") == ["viewed"]
    later = ("--from", "2026-03-02T10:00:01", "--to", "2026-03-03T11:00")
    assert acts(*later, "--actor", "handler") == ["revealed"]
    assert acts("--from", "2026-03-04") == []


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["--from", "yesterday"], "--from: 'yesterday' is not a time"),
        (["--to", "2026-13-01"], "--to: '2026-13-01' is not a time"),
        (["--act", "reveal"], "'reveal' is not known here; did you mean revealed?"),
    ],
)
def test_what_is_asked_wrongly_is_one_line(run, arguments, line):
    ran = run("admin", "journal", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert line in ran.err
    assert ran.err.count("\n") == 1
