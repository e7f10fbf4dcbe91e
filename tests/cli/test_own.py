"""Commands that are given no file: they work on the tickets of one's own desk."""

import pytest

pytestmark = pytest.mark.documents


@pytest.fixture
def lived(desk):
    """A desk with one ticket signed for in time, and one not signed for yet."""
    desk.at("2026-03-02T09:00").dispatched(kind="complaint")
    number = desk.dispatched("城管局", kind="inquiry", channel="wechat")
    desk.at("2026-03-02T15:00").act("other", "sign", number)
    desk.at("2026-03-05T09:00")
    return desk


def test_assess_takes_the_desks_own_tickets_and_rules(lived, terminal):
    found = terminal(lived, "clerk", "assess", "--month", "2026-03", "--json")
    assert found.code == 0
    assert (found.told["jurisdiction"], found.told["rows"]) == ("yiyang", 2)
    # The month is not over: it is told as at now.
    assert found.told["as_at"] == "2026-03-05T09:00:00+08:00"
    rates = {unit["unit"]: unit["indicators"]["sign_rate"]["value"] for unit in found.told["units"]}
    # 住建局 had until the third to sign, and has not signed.
    assert rates == {"住建局": 0.0, "城管局": 1.0}
    assert f"the tickets are those of {lived.config}" in found.err


def test_other_rules_may_be_named(lived, terminal):
    found = terminal(lived, "leader", "assess", "-j", "nanchang_city", "--year", "2026", "--json")
    assert (found.code, found.told["jurisdiction"]) == (0, "nanchang_city")


def test_compare_takes_the_desks_own_tickets(lived, terminal):
    found = terminal(lived, "inspector", "compare", "-j", "yiyang", "-j", "nanchang_nrp", "--json")
    assert (found.code, found.told["rows"]) == (0, 2)
    # Ten working days and two under the one, ten and three under the other.
    [parting] = found.told["differences"]
    assert parting["different"] == 1
    assert f"the tickets are those of {lived.config}" in found.err


@pytest.mark.parametrize("command", [("assess", "--month", "2026-03"), ("compare",)])
def test_figures_of_all_units_are_not_for_one_of_them(lived, terminal, command):
    found = terminal(lived, "handler", *command)
    assert (found.code, found.out) == (3, "")
    assert "only with tickets of your own unit" in found.err
    assert terminal(lived, None, *command).code == 3


def test_duties_are_those_of_the_configured_place(desk, terminal):
    period = ("--from", "2026-03-01", "--to", "2026-03-31")
    own = terminal(desk, None, "duties", *period, "--json")
    named = terminal(desk, None, "duties", "-j", "yiyang", *period, "--json")
    assert own.code == 0
    assert own.told == named.told
    assert own.told["duties"]


def test_tasks_are_listed_and_marked_as_done(desk, terminal):
    desk.tick()
    before = terminal(desk, "clerk", "duties", "--open", "--json").told["tasks"]
    assert before
    assert {task["state"] for task in before} == {"open"}
    first = before[0]
    done = terminal(desk, "clerk", "duties", "done", first["id"], "--json")
    [task] = done.told["tasks"]
    assert (task["state"], task["done_by"]) == ("done", "clerk")
    assert task["done_at"] == "2026-03-02T09:00:00+08:00"
    after = terminal(desk, "clerk", "duties", "--open", "--json").told["tasks"]
    assert [each["id"] for each in after] == [each["id"] for each in before[1:]]
    again = terminal(desk, "clerk", "duties", "done", first["id"])
    assert (again.code, again.out) == (2, "")
    assert "was marked as done by clerk" in again.err


def test_of_the_tasks_ones_own(desk, terminal):
    desk.tick()
    desk.at("2026-04-20T09:00").tick()
    everybody = terminal(desk, "clerk", "duties", "--open", "--json").told["tasks"]
    mine = terminal(desk, "clerk", "duties", "--mine", "--json").told["tasks"]
    # A clerk acts for the hotline centre.
    assert mine == [task for task in everybody if task["who"] == "hotline_centre"]
    assert 0 < len(mine) < len(everybody)


def test_overdue_tasks_come_first(desk, terminal):
    desk.tick()
    desk.at("2026-04-20T09:00").tick()
    found = terminal(desk, "reviewer", "duties", "--open")
    states = [line.split()[0] for line in found.out.splitlines() if line[1:2].isalpha()]
    assert "overdue" in states
    assert states == sorted(states, key=lambda state: state != "overdue")
    assert terminal(desk, "handler", "duties", "--open").code == 3


def test_where_nothing_is_to_be_done(desk, terminal):
    assert terminal(desk, "clerk", "duties", "--open").out == "Nothing is to be done.\n"
