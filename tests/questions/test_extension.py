"""Extensions: asked in time, stated, not too often, not too far, and by whose leave.

Closing: five working days from Monday 2 March 2026, due on Monday the 9th.
"""

import pytest
from rexian.facts import kind
from rexian.instants import parse_instant
from rexian.questions.extension import cites_basis, pending, states_reason
from rexian.rules.rule import before, given, limit, same_as, value
from rexian.worktime.calendar import Calendar
from rexian.worktime.period import natural_days, working_days

ART = ("art1",)
CLOSE = limit("close.all", working_days(5), per=ART)
MAY = value("extension.may.ground", {}, per=("art2",))
ASK_BY = before("extension.ask_by.day_before", "close", working_days(1), per=("art3",))
ONCE = value(
    "extension.times.once", {"max_times": 1, "times_strength": "in_principle"}, per=("art4",)
)
CAP = value("extension.cap.original", {"cap_strength": "must"}, per=("art5",))
APPROVER = value("extension.approver.centre", {"approver": "hotline_centre"}, per=("art6",))
NO_REASON = value("extension.bar.no_reason", {}, when=pending & ~states_reason, per=("art7",))
NO_INQUIRY = value(
    "extension.bar.inquiry", {"strength": "in_principle"}, when=kind.is_("inquiry"), per=("art8",)
)
RULES = (CLOSE, MAY, ASK_BY, ONCE, CAP, APPROVER, NO_REASON, NO_INQUIRY)


def e(kind, when, **fields):
    return {"type": kind, "at": f"2026-03-{when.replace(' ', 'T')}", **fields}


def asked(when, length="5wd", reason="hard", **fields):
    return e("extension_requested", when, length=length, reason=reason, **fields)


SENT = e("dispatched", "02 09:00")
GRANTED = {"granted": True}


@pytest.fixture
def extension(enact, rule):
    def ask(events, *, rules=RULES, ticket=None, upper=(), **more):
        above = enact(*upper, name="city") if upper else None
        told = {"kind": "help", **(ticket or {})}
        return rule("extension", enact(*rules, under=above), told, [SENT, *events], **more)

    return ask


def bars(ruling):
    return [ground["id"] for ground in ruling["outcome"]["why_not"]]


def test_a_request_in_order(extension):
    ruling = extension([asked("06 10:00")])
    assert ruling["status"] == "decided"
    assert ruling["outcome"] == {
        "allowed": True,
        "why_not": [],
        "ask_by": "2026-03-06T23:59:59+08:00",
        "max_times": 1,
        "times_strength": "in_principle",
        "cap_strength": "must",
        "latest_due_at": "2026-03-16T23:59:59+08:00",
        "approver": "hotline_centre",
    }
    clauses = [citation["clause"] for citation in ruling["citations"]]
    assert clauses[0] == "art2"
    assert set(clauses) >= {"art3", "art4", "art5"}


def test_without_a_rule_that_allows_it_the_text_is_silent(extension):
    assert extension([], rules=(CLOSE, ASK_BY, ONCE))["status"] == "silent"


@pytest.mark.parametrize(
    ("when", "allowed"), [("06 23:59", True), ("07 00:00", False), ("09 10:00", False)]
)
def test_asked_in_time_or_not(extension, when, allowed):
    ruling = extension([asked(when)])
    assert ruling["outcome"]["allowed"] is allowed
    assert bars(ruling) == ([] if allowed else ["late"])


def test_what_stands_against_it_cites_its_clause(extension):
    told = extension([asked("07 10:00")])["outcome"]["why_not"][0]
    assert told["rule"] == "extension.ask_by.day_before"
    assert told["citations"] == [{"document": "town", "locator": "Article 3", "clause": "art3"}]


@pytest.mark.parametrize(("now", "allowed"), [("06T23:59", True), ("07T00:00", False)])
def test_none_asked_yet_is_one_made_now(extension, now, allowed):
    ruling = extension([], now=f"2026-03-{now}")
    assert ruling["outcome"]["allowed"] is allowed


def test_one_made_now_has_yet_to_state_its_reasons(extension):
    assert extension([])["outcome"]["allowed"] is True


@pytest.mark.parametrize(
    ("reason", "stands"), [("hard", []), (True, []), (False, ["no_reason"]), ("", ["no_reason"])]
)
def test_a_request_states_its_reasons(extension, reason, stands):
    assert bars(extension([asked("05 10:00", reason=reason)])) == stands


def test_a_reason_not_recorded_is_not_proved(extension):
    event = e("extension_requested", "05 10:00", length="2wd")
    assert bars(extension([event])) == ["no_reason"]


def test_the_second_time(extension):
    first = [asked("04 10:00", "1wd"), e("extension_decided", "04 11:00", **GRANTED)]
    second = extension([*first, asked("05 10:00", "1wd")])
    assert bars(second) == ["too_often"]
    assert second["outcome"]["allowed"] is False


def test_one_made_now_would_be_the_second(extension):
    first = [asked("04 10:00", "1wd"), e("extension_decided", "04 11:00", **GRANTED)]
    assert bars(extension(first, now="2026-03-05T10:00")) == ["too_often"]


def test_a_refused_request_has_been_made_all_the_same(extension):
    first = [asked("04 10:00"), e("extension_decided", "04 11:00", granted=False)]
    assert bars(extension(first, now="2026-03-05T10:00")) == ["too_often"]


def test_a_request_of_the_former_unit_is_not_the_next_ones(extension):
    events = [asked("03 10:00"), e("dispatched", "04 09:00", unit="乙局")]
    assert bars(extension(events, now="2026-03-05T10:00")) == []


@pytest.mark.parametrize(
    ("length", "stands"), [("5wd", []), ("6wd", ["too_long"]), ("7d", []), ("8d", ["too_long"])]
)
def test_no_longer_than_the_limit_itself(extension, length, stands):
    """From the 9th, the 16th is five working or seven natural days on."""
    assert bars(extension([asked("05 10:00", length)])) == stands


def test_the_cap_counts_from_the_base_though_the_end_has_moved(extension):
    first = [asked("03 10:00", "3wd"), e("extension_decided", "03 11:00", **GRANTED)]
    told = extension([*first, asked("05 10:00", "3wd")])
    assert told["outcome"]["latest_due_at"][:10] == "2026-03-16"
    assert bars(told) == ["too_often", "too_long"]


def test_a_cap_may_be_a_length_of_its_own(extension):
    """From the 9th, the 12th is three working days on; the base limit once more was the 16th."""
    three = limit("extension.cap.three", working_days(3), per=ART, strength="in_principle")
    rules = (CLOSE, MAY, three)
    told = extension([asked("05 10:00", "3wd")], rules=rules)["outcome"]
    assert told["cap"] == {"n": 3, "unit": "working_day"}
    assert (told["cap_strength"], told["latest_due_at"][:10]) == ("in_principle", "2026-03-12")
    assert told["allowed"] is True
    assert bars(extension([asked("05 10:00", "4wd")], rules=rules)) == ["too_long"]


def test_of_two_caps_the_one_that_ends_first_holds(extension):
    """Three natural days from Monday the 9th end on the 12th, two working days on the 11th."""
    town = (CLOSE, MAY, limit("extension.cap.town", natural_days(3), per=("art1",)))
    city = (limit("extension.cap.city", working_days(2), per=("art2",)),)
    for near, above, latest in ((town, city, "11"), (town, (CAP,), "12")):
        told = extension([asked("05 10:00", "9wd")], rules=near, upper=above)["outcome"]
        assert told["latest_due_at"][:10] == f"2026-03-{latest}"
        [bar] = told["why_not"]
        assert bar["layer"] == ("city" if latest == "11" else "town")
    assert "cap" in told


def test_an_open_cap_matters_only_past_what_it_would_allow(extension):
    two = limit("extension.cap.two", working_days(2), when=kind.is_("inquiry"), per=ART)
    rules, ticket = (CLOSE, MAY, two), {"kind": None}
    assert extension([asked("05 10:00", "2wd")], rules=rules, ticket=ticket)["status"] == "decided"
    told = extension([asked("05 10:00", "3wd")], rules=rules, ticket=ticket)
    assert (told["status"], told["facts"]) == ("missing_fact", ["kind"])


def test_no_cap_is_no_latest_day(extension):
    told = extension([asked("05 10:00", "60wd")], rules=(CLOSE, MAY))["outcome"]
    assert told == {
        "allowed": True, "why_not": [], "ask_by": None, "latest_due_at": None, "approver": None,
    }  # fmt: skip


def test_a_ground_against_it(extension):
    told = extension([asked("05 10:00")], ticket={"kind": "inquiry"})
    assert bars(told) == ["inquiry"]
    assert told["outcome"]["why_not"][0]["strength"] == "in_principle"


def test_a_ground_that_hangs_on_an_unknown_leaves_it_open(extension):
    told = extension([asked("05 10:00")], ticket={"kind": None})
    assert (told["status"], told["facts"]) == ("missing_fact", ["kind"])
    known = {key: told["outcome"][key] for key in ("allowed", "ask_by", "max_times")}
    assert known == {"allowed": None, "ask_by": "2026-03-06T23:59:59+08:00", "max_times": 1}


def test_one_sure_bar_is_enough_whatever_the_unknown(extension):
    told = extension([asked("07 10:00")], ticket={"kind": None})
    assert told["status"] == "decided"
    assert bars(told) == ["late"]


def test_the_strictest_document_holds(extension):
    """The town lets ask until the end, the city a day before; the city once, the town twice."""
    town = (
        CLOSE, MAY, same_as("extension.ask_by.end", "close", per=("art3",)),
        value("extension.times.twice", {"max_times": 2, "times_strength": "must"}, per=("art4",)),
    )  # fmt: skip
    told = extension([asked("05 10:00")], rules=town, upper=(ASK_BY, ONCE))
    assert told["outcome"]["ask_by"] == "2026-03-06T23:59:59+08:00"
    assert bars(extension([asked("07 10:00")], rules=town, upper=(ASK_BY, ONCE))) == ["late"]
    second = [asked("03 10:00"), e("extension_decided", "03 11:00", **GRANTED), asked("04 10:00")]
    assert "too_often" in bars(extension(second, rules=town, upper=(ASK_BY, ONCE)))


def test_the_number_told_is_the_one_that_holds(extension):
    town = (
        CLOSE, MAY,
        value("extension.times.twice", {"max_times": 2, "times_strength": "must"}, per=("art4",)),
    )  # fmt: skip
    told = extension([], rules=town, upper=(ONCE,))["outcome"]
    assert (told["max_times"], told["times_strength"]) == (1, "in_principle")


def test_the_bar_told_cites_the_document_that_bars(extension):
    town = (CLOSE, MAY, same_as("extension.ask_by.end", "close", per=("art9",)))
    told = extension([asked("07 10:00")], rules=town, upper=(ASK_BY,))["outcome"]["why_not"]
    assert [(ground["layer"], ground["rule"]) for ground in told] == [
        ("city", "extension.ask_by.day_before")
    ]


def test_an_upper_document_allows_where_the_lower_is_silent(extension):
    told = extension([asked("05 10:00")], rules=(CLOSE,), upper=(MAY, APPROVER))
    assert (told["layer"], told["inherited"]) == ("city", True)
    assert told["outcome"]["approver"] == "hotline_centre"


def test_a_limit_given_from_outside_may_be_extended_by_as_many_working_days(extension):
    rules = (given("close.given", "close", per=ART), MAY, CAP)
    told = extension([], rules=rules, ticket={"given": {"close": "2026-03-05"}})
    assert told["outcome"]["latest_due_at"][:10] == "2026-03-10"


def test_a_limit_given_in_the_past(extension):
    """It was over before the dispatch: nothing is left of it to be granted once more."""
    rules = (given("close.given", "close", per=ART), MAY, CAP)
    told = extension([], rules=rules, ticket={"given": {"close": "2026-02-27"}})
    assert told["status"] == "decided"
    assert told["outcome"]["latest_due_at"][:10] == "2026-02-27"


def test_a_limit_given_for_asking(extension):
    rules = (CLOSE, MAY, given("extension.ask_by.form", "extension", per=("art3",)))
    ticket = {"given": {"extension": "2026-03-04T12:00"}}
    assert bars(extension([asked("04 12:00")], rules=rules, ticket=ticket)) == []
    assert bars(extension([asked("04 12:01")], rules=rules, ticket=ticket)) == ["late"]


def test_a_basis_asked_of_the_request(extension):
    no_basis = value("extension.bar.no_basis", {}, when=pending & ~cites_basis, per=("art9",))
    rules = (CLOSE, MAY, no_basis)
    assert bars(extension([asked("05 10:00")], rules=rules)) == ["no_basis"]
    assert bars(extension([asked("05 10:00", basis="art. 3")], rules=rules)) == []


def noticed(chinese_days, announced, *turned):
    known = chinese_days.current
    working = bytearray(known.working)
    for day in turned:
        working[parse_instant(day) // 86_400 - known.first] ^= 1
    version = Calendar(
        "noticed", known.first, bytes(working), known.published, parse_instant(announced)
    )
    return chinese_days.with_version(version)


@pytest.mark.parametrize(("now", "latest"), [("06T11:00", "16"), ("06T13:00", "17")])
def test_the_cap_counts_days_known_then(extension, chinese_days, now, latest):
    """At noon of the 6th it becomes known that Friday the 13th is off."""
    calendars = noticed(chinese_days, "2026-03-06T12:00", "2026-03-13")
    told = extension([], now=f"2026-03-{now}", calendars=calendars)
    assert told["outcome"]["latest_due_at"][:10] == f"2026-03-{latest}"
