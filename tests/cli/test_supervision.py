"""`rexian ticket supervision` and what `rexian assess` tells beside its figures."""

import pytest
from openpyxl import load_workbook

pytestmark = pytest.mark.documents


@pytest.fixture
def ordered(desk):
    """Yiyang: one ticket late and handled poorly, one that is under supervision."""
    desk.late = desk.signed(kind="inquiry", title="路灯不亮")
    desk.act("clerk", "classify", desk.late, {"faults": ["poor_handling"]})
    desk.ordered = desk.dispatched("城管局", title="占道经营")
    order = {"by": "competent_department", "form": "interview"}
    desk.act("inspector", "supervise", desk.ordered, order)
    desk.at("2026-03-05T09:00").tick()
    return desk


def test_the_ledger_as_json(ordered, terminal):
    found = terminal(ordered, "leader", "ticket", "supervision", "--json")
    assert found.code == 0
    assert found.told["counts"] == {"called": 1, "open": 1}
    called, under_way = found.told["entries"]
    assert (called["number"], called["state"], called["unit"]) == (ordered.late, "called", "住建局")
    assert called["since"] == "2026-03-05T09:00:00+08:00"
    [ground] = called["grounds"]
    assert (ground["id"], ground["by"], ground["answered"]) == (
        "overdue", "competent_department", False,
    )  # fmt: skip
    # The inquiry had two working days from Monday; half a day and a second are over.
    [close] = called["awaited"]
    assert (close["what"], close["remaining"]) == ("close", -(9 * 3600 + 1))
    assert under_way["orders"] == [
        {
            "at": "2026-03-02T09:00:00+08:00",
            "by": "competent_department",
            "form": "interview",
            "actor": "inspector",
        }
    ]


def test_the_ledger_for_people(ordered, terminal):
    found = terminal(ordered, "leader", "ticket", "supervision", lang="zh")
    head = found.out.splitlines()[0]
    assert head == "应督办 1 | 督办中 1"
    assert "第十二条(五)" in found.out
    assert "约谈" in found.out
    other = terminal(ordered, "other", "ticket", "supervision", "--state", "called")
    assert (other.code, other.out) == (0, "The ledger is empty.\n")


def test_a_state_that_is_none(ordered, terminal):
    found = terminal(ordered, "leader", "ticket", "supervision", "--state", "opened")
    assert (found.code, found.out) == (2, "")
    assert "open" in found.err


def test_the_ledger_as_a_spreadsheet(ordered, terminal, tmp_path):
    file = tmp_path / "ledger.xlsx"
    found = terminal(ordered, "leader", "ticket", "supervision", "--xlsx", file)
    assert (found.code, found.out) == (0, "")
    rows = list(load_workbook(file).active.values)
    assert [row[1] for row in rows[1:]] == [ordered.late, ordered.ordered]
    saw = terminal(ordered, "admin", "audit", "who-saw", ordered.late, "--json")
    assert "exported" in saw.out


def test_tickets_behind_figures_and_the_months_before(ordered, terminal):
    told = terminal(
        ordered, "leader", "assess", "--month", "2026-03", "--by", "sign_rate", "--trend", "2",
        "--tickets", "住建局", "--indicator", "on_time_rate", "--json",
    ).told  # fmt: skip
    assert [month["month"] for month in told["trend"]] == ["2026-01", "2026-02", "2026-03"]
    assert [len(month["units"]) for month in told["trend"]] == [0, 0, 2]
    [behind] = told["tickets"]["on_time_rate"]
    assert behind == {
        "number": ordered.late,
        "standing": "not_counted",
        "at": "2026-03-04T23:59:59+08:00",
        "hours": None,
        "by": [],
    }


def test_a_figure_that_tickets_cannot_tell(ordered, terminal):
    asked = ("assess", "--month", "2026-03", "--tickets", "住建局", "--indicator")
    found = terminal(ordered, "leader", *asked, "knowledge_base")
    assert (found.code, found.out) == (2, "")
    assert "cannot tell" in found.err
    assert "on_time_rate" in terminal(ordered, "leader", *asked, "on_time_rat").err
    trend = terminal(ordered, "leader", "assess", "--year", "2026", "--trend", "2")
    assert trend.code == 2
