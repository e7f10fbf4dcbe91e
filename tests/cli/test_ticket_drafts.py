"""`rexian ticket drafts`, and `--dry-run` of any command."""

import pytest
from rexian.desk.asking import Entered
from rexian.desk.drafts import keep

pytestmark = pytest.mark.documents


@pytest.fixture
def begun(desk):
    """A ticket on which its handler has begun to give feedback."""
    number = desk.signed(title="夜间施工")
    told = Entered(number=number, texts={"text": "明天回复"})
    keep(desk.deployment, desk.actor("handler"), "feedback", told)
    return number


def test_ones_drafts_are_listed(desk, terminal, begun):
    answer = terminal(desk, "handler", "ticket", "drafts")
    assert answer.out == f"2026-03-02 09:00  give feedback  {begun}  夜间施工\n"
    assert terminal(desk, "clerk", "ticket", "drafts").out == ""
    told = terminal(desk, "handler", "ticket", "drafts", begun, "--json").told
    [draft] = told["drafts"]
    assert (draft["command"], draft["number"]) == ("feedback", begun)
    assert "明天回复" not in str(told)


def test_a_draft_is_thrown_away(desk, terminal, begun):
    asked = ("ticket", "drafts", begun, "--discard", "feedback")
    assert "thrown away" in terminal(desk, "handler", *asked).out
    assert "no such draft" in terminal(desk, "handler", *asked).out
    assert terminal(desk, "handler", "ticket", "drafts").out == ""


def test_a_command_that_is_not_there(desk, terminal):
    answer = terminal(desk, "handler", "ticket", "drafts", "--discard", "dance")
    assert (answer.code, "no command dance" in answer.err) == (2, True)


def test_a_dry_run_tells_and_writes_nothing(desk, terminal):
    number = desk.new(kind="complaint")
    asked = ("ticket", "dispatch", number, "--unit", "住建局", "--dry-run")
    answer = terminal(desk, "clerk", *asked)
    assert "nothing was written" in " ".join(answer.out.split())
    told = terminal(desk, "clerk", *asked, "--json").told
    assert (told["stage"], told["dry_run"]) == ("dispatched", True)
    assert desk.row(number).stage == "received"


def test_a_dry_run_of_what_is_forbidden_is_refused_the_same(desk, terminal):
    number = desk.signed()
    dry = terminal(desk, "handler", "ticket", "request-closure", number, "--dry-run")
    really = terminal(desk, "handler", "ticket", "request-closure", number)
    assert (dry.code, dry.err) == (really.code, really.err)
    assert dry.code == 3
