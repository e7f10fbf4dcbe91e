"""The same ticket under other places' documents."""

import pytest
from rexian.desk.elsewhere import elsewhere
from rexian.errors import InputError
from rexian.privacy import journal

pytestmark = pytest.mark.documents


def limits(found):
    """Return each place's limit for closing."""
    outcomes = {p["jurisdiction"]: p["rulings"]["close"]["outcome"] for p in found["places"]}
    return {place: outcome and outcome["limit"] for place, outcome in outcomes.items()}


def asked(desk, number, *under, who="clerk"):
    return elsewhere(desk.deployment, desk.actor(who), number, under)


def test_an_inquiry_is_due_otherwise_elsewhere_or_at_no_time(open_desk):
    desk = open_desk()
    number = desk.signed(kind="inquiry", channel="city_12345")
    found = asked(desk, number, "nanchang_city", "shicheng")
    assert limits(found) == {
        "yiyang": {"n": 2, "unit": "working_day"},
        "nanchang_city": {"n": 3, "unit": "working_day"},
        "shicheng": None,
    }
    assert "close" in found["differing"]


def test_what_is_laid_down_alike_elsewhere_differs_in_nothing_but_its_place(open_desk):
    desk = open_desk()
    found = asked(desk, desk.signed(channel="city_12345"), "nanchang_city")
    first, second = (place["rulings"]["sign"] for place in found["places"])
    assert first["citations"] != second["citations"]
    assert "sign" not in found["differing"]


def test_this_place_stands_first_and_all_others_are_meant_where_none_is_named(open_desk):
    desk = open_desk("shicheng")
    places = [place["jurisdiction"] for place in asked(desk, desk.new())["places"]]
    assert places[0] == "shicheng"
    assert sorted(places) == ["nanchang_amr", "nanchang_city", "nanchang_nrp", "shicheng", "yiyang"]


def test_a_channel_that_another_place_does_not_know_is_left_out_there(open_desk):
    desk = open_desk("nanchang_nrp")
    # The number shows that it came by one of two channels; no other place puts them together.
    [here, there] = asked(desk, desk.new(number="省工单DH001"), "yiyang")["places"]
    assert here["left_out"] == []
    assert there["left_out"] == ["channel"]


def test_who_does_not_see_the_ticket_is_told_nothing_of_it(open_desk):
    desk = open_desk()
    number = desk.dispatched("住建局", kind="report")
    desk.act("clerk", "classify", number, {"about": "住建局"})
    with pytest.raises(InputError, match="there is no ticket"):
        asked(desk, number, "shicheng", who="handler")
    asked(desk, number, "shicheng", who="inspector")
    with desk.deployment.store.reading() as connection:
        seen = [(e.actor, dict(e.detail)) for e in journal.who_saw(connection, number)]
    assert seen == [("inspector", {"under": ["shicheng"]})]


def test_a_place_that_is_not_installed_is_named(open_desk):
    desk = open_desk()
    with pytest.raises(InputError, match="shicheng"):
        asked(desk, desk.new(), "shichen")
