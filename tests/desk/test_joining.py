"""Joining: a matter raised again counts on both tickets, once."""

import pytest
from rexian.desk.act import act
from rexian.desk.acts import Act
from rexian.errors import Conflicting, InputError, Refused

pytestmark = pytest.mark.documents


def calls(desk, *numbers):
    return [desk.row(number).calls for number in numbers]


def test_linking_counts_the_matter_on_both(desk):
    first, second, third = (desk.new() for _n in range(3))
    desk.act("clerk", "link", second, {"ticket": first})
    assert calls(desk, first, second) == [2, 2]
    desk.act("clerk", "link", third, {"ticket": first})
    assert calls(desk, first, third) == [3, 3]
    assert [r.fields["ticket"] for r in desk.records(first)[1:]] == [second, third]
    assert [desk.row(n).stage for n in (first, second, third)] == ["received"] * 3


def test_a_difficult_matter_raised_the_third_time_has_fifteen_days(desk):
    """Yiyang, article 13: three calls and difficult make 10 working days into 15."""
    first = desk.dispatched(difficult=True)
    others = [desk.new(difficult=True) for _n in range(2)]
    for number in others:
        desk.act("clerk", "link", number, {"ticket": first})
    (close,) = [c for c in desk.projection(first).clocks if c.clock == "close"]
    assert close.rule == "close.repeated"


def test_merging_ends_the_later_ticket_and_counts_on_the_earlier(desk):
    first, second = desk.signed(), desk.new()
    done = desk.act("clerk", "merge", second, {"ticket": first})
    assert (done.number, done.stage) == (second, "merged")
    assert desk.row(first).stage == "handling"
    assert calls(desk, first, second) == [2, 1]
    assert desk.counts() == {"handling": 1, "merged": 1}


def test_what_is_linked_is_not_counted_again(desk):
    first, second = desk.new(), desk.new()
    desk.act("clerk", "link", second, {"ticket": first})
    for one, other in ((second, first), (first, second)):
        with pytest.raises(InputError, match=f"{one}: it is linked with {other} already"):
            desk.act("clerk", "link", one, {"ticket": other})
    desk.act("clerk", "merge", second, {"ticket": first})
    assert (calls(desk, first, second), desk.row(second).stage) == ([2, 2], "merged")


def test_a_link_declared_void_counts_for_nothing(desk):
    first, second = desk.new(), desk.new()
    desk.act("clerk", "link", second, {"ticket": first})
    for number in (first, second):
        desk.act("admin", "void", number, {"seq": 2, "reason": "不是同一事项"})
    assert calls(desk, first, second) == [1, 1]
    desk.act("clerk", "link", second, {"ticket": first})
    assert calls(desk, first, second) == [2, 2]


def test_two_are_not_merged_into_one_another(desk):
    """Both would be gone."""
    first, second = desk.new(), desk.new()
    desk.act("clerk", "merge", first, {"ticket": second})
    with pytest.raises(Refused, match=f"{first}: it is at the stage merged.*link with it"):
        desk.act("clerk", "merge", second, {"ticket": first})
    assert desk.row(second).stage == "received"


def test_what_has_ended_takes_nothing_in_but_counts(desk):
    first, second = desk.new(calls=2), desk.new()
    desk.act("clerk", "withdraw", first, {"reason": "诉求人撤回"})
    records = desk.records(first)
    with pytest.raises(Refused, match="withdrawn"):
        desk.act("clerk", "merge", second, {"ticket": first})
    desk.act("clerk", "link", second, {"ticket": first})
    assert (desk.records(first), desk.row(second).calls) == (records, 3)


@pytest.mark.parametrize("command", ["link", "merge"])
def test_nothing_is_written_of_either_where_one_may_not(desk, command):
    first, second = desk.new(), desk.new()
    before = [desk.records(number) for number in (first, second)]
    for who, fields, told in (
        ("clerk", {"ticket": second}, "not joined with itself"),
        ("clerk", {"ticket": "202603029999"}, "there is no ticket 202603029999"),
        ("clerk", {}, "ticket number is missing"),
        ("reviewer", {"ticket": first}, "this is for clerk"),
    ):
        with pytest.raises((InputError, Refused), match=told):
            desk.act(who, command, second, fields)
    assert [desk.records(number) for number in (first, second)] == before


def test_the_version_is_that_of_the_ticket_that_was_seen(desk):
    first, second = desk.new(), desk.new()
    desk.act("clerk", "accept", second)
    with pytest.raises(Conflicting, match="clerk came first: accepted"):
        desk.act("clerk", "link", second, {"ticket": first}, expected=1)
    assert calls(desk, first, second) == [1, 1]


def test_a_link_made_past_the_joining_counts_nothing_and_breaks_nothing(desk):
    first, second = desk.new(), desk.new()
    act(desk.deployment, desk.actor("clerk"), Act("link", second, {"ticket": first}))
    assert calls(desk, first, second) == [1, 1]
