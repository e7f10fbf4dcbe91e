"""What a ticket's history comes to, fact by fact: each asked by a rule, over a few events."""

import pytest
from rexian.facts import disputed, joint, unit_at_fault
from rexian.questions import record
from rexian.rules.rule import value

ART = ("art1",)


def e(kind, when, **fields):
    return {"type": kind, "at": f"2026-03-{when.replace(' ', 'T')}", **fields}


SENT = e("dispatched", "02 09:00", unit="甲局", unit_type="county_department")
BAD = {"rating": "dissatisfied"}
WORST = {"rating": "very_dissatisfied"}
FAILED, PASSED = {"passed": False}, {"passed": True}
IN_FULL = {"stated": True, "handled": True}
ON_SITE = e("supervised", "03 09:00", by="hotline_centre", form="on_site")


@pytest.fixture
def holds(enact, rule):
    """Whether a condition holds of some events: true, false or undetermined (None)."""

    def ask(condition, *events, **ticket):
        town = enact(value("supervision.asked", {}, when=condition, per=ART))
        told = rule("supervision", town, {"kind": "help", **ticket}, events)["outcome"]
        return None if told["undetermined"] else told["triggered"]

    return ask


@pytest.mark.parametrize(
    ("ratings", "times"),
    [
        ([], 0),
        ([BAD], 1),
        ([BAD, WORST], 2),
        ([BAD, {"rating": "satisfied"}, BAD], 2),
        ([{"rating": "unreached"}, {"rating": "basically_satisfied"}], 0),
    ],
)
def test_dissatisfaction_adds_up(holds, ratings, times):
    events = [SENT, *(e("followed_up", f"{5 + n:02} 09:00", **r) for n, r in enumerate(ratings))]
    assert holds(record.dissatisfied.at_least(times), *events) is True
    assert holds(record.dissatisfied.at_least(times + 1), *events) is False


def test_dissatisfaction_outlives_a_new_host(holds):
    again = e("dispatched", "08 09:00", unit="乙局")
    events = [SENT, e("followed_up", "05 09:00", **BAD), again, e("followed_up", "10 09:00", **BAD)]
    assert holds(record.dissatisfied.at_least(2), *events) is True


def test_dissatisfaction_once_redone_counts_from_the_first_redo(holds):
    events = [
        SENT,
        e("followed_up", "05 09:00", **BAD),
        e("redo_sent", "06 09:00"),
        e("followed_up", "09 09:00", **WORST),
        e("redo_sent", "10 09:00"),
    ]
    assert holds(record.dissatisfied_once_redone.at_least(1), *events) is True
    assert holds(record.dissatisfied_once_redone.at_least(2), *events) is False
    assert holds(record.redos.at_least(2), *events) is True
    assert holds(record.redos.at_least(3), *events) is False


@pytest.mark.parametrize(
    ("reviews", "in_a_row"),
    [
        ([FAILED], 1),
        ([FAILED, FAILED], 2),
        ([FAILED, PASSED, FAILED], 1),
        ([PASSED, FAILED, FAILED], 2),
        ([FAILED, FAILED, PASSED], 0),
    ],
)
def test_failed_reviews_count_in_a_row(holds, reviews, in_a_row):
    events = [
        SENT, *(e("closure_reviewed", f"{5 + n:02} 09:00", **r) for n, r in enumerate(reviews))
    ]  # fmt: skip
    assert holds(record.failed_reviews.at_least(in_a_row), *events) is True
    assert holds(record.failed_reviews.at_least(in_a_row + 1), *events) is False


@pytest.mark.parametrize(
    ("before", "objected"),
    [
        ([e("assigned", "03 09:00", unit="一科")], 2),
        ([], 2),
        ([e("preassigned", "03 09:00", unit="一科")], 0),
        (
            [
                e("preassigned", "03 09:00", unit="一科"),
                e("objected", "03 09:30", unit="一科"),
                e("assigned", "03 09:45", unit="二科"),
            ],
            2,
        ),
    ],
    ids=["assigned", "no stage recorded", "only pre-assigned", "refused, then assigned"],
)
def test_objections_once_assigned_leave_refusals_out(holds, before, objected):
    events = [SENT, *before, e("objected", "03 10:00"), e("objected", "03 11:00")]
    assert holds(record.objections_once_assigned.at_least(objected), *events) is True
    assert holds(record.objections_once_assigned.at_least(objected + 1), *events) is False


@pytest.mark.parametrize(
    ("events", "answer"),
    [
        ([], "none"),
        ([e("preassigned", "03 09:00")], "asked"),
        ([e("preassigned", "03 09:00"), e("preassign_answered", "03 10:00", accept=True)],
         "accepted"),
        ([e("preassigned", "03 09:00"), e("assigned", "03 10:00")], "accepted"),
        ([e("preassigned", "03 09:00"), e("preassign_answered", "03 10:00", accept=False)],
         "refused"),
        ([e("preassigned", "03 09:00"), e("objected", "03 10:00")], "refused"),
        ([e("preassigned", "03 09:00"), e("objected", "03 10:00"), e("preassigned", "03 11:00")],
         "asked"),
    ],
)  # fmt: skip
def test_a_pre_assignment_is_answered_in_words_or_in_deeds(holds, events, answer):
    for option in record.preassignment.terms.ids:
        expected = option == answer
        assert holds(record.preassignment.is_(option), SENT, *events) is expected, option


def test_reminders_count_by_what_they_are_about(holds):
    events = [
        e("reminded", "01 09:00", about="reply"),
        SENT,
        e("reminded", "03 09:00", about="sign"),
        e("reminded", "04 09:00", about="reply"),
        e("reminded", "05 09:00", about="reply"),
    ]
    assert holds(record.sign_reminders.at_least(1), *events) is True
    assert holds(record.sign_reminders.at_least(2), *events) is False
    assert holds(record.reply_reminders.at_least(2), *events) is True
    assert holds(record.reply_reminders.at_least(3), *events) is False


@pytest.mark.parametrize(
    ("reply", "answered"),
    [
        ([], False),
        ([e("reply_submitted", "03 09:00")], False),
        ([e("reply_submitted", "05 09:00")], True),
        ([e("reply_submitted", "05 09:00", conforming=False)], False),
        ([e("reply_submitted", "05 09:00", conforming=True)], True),
    ],
    ids=["none", "before the reminder", "after it", "not conforming", "conforming"],
)
def test_a_reminder_is_answered_by_a_proper_reply(holds, reply, answered):
    events = [SENT, e("reminded", "04 09:00", about="reply"), *reply]
    in_order = sorted(events, key=lambda event: event["at"])
    assert holds(record.reminder_answered, *in_order) is answered


def test_a_reply_counts_for_its_round(holds):
    replied = e("reply_submitted", "04 09:00")
    assert holds(record.replied, SENT, replied) is True
    assert holds(record.replied, SENT, replied, e("redo_sent", "05 09:00")) is False


def test_what_is_solved_is_handled_without_a_reply(holds):
    assert holds(record.handled, SENT) is None
    assert holds(record.handled, SENT, solved=True) is True
    assert holds(record.handled, SENT, solved=False) is False
    assert holds(record.handled, SENT, e("reply_submitted", "04 09:00"), solved=False) is True


@pytest.mark.parametrize(
    ("stated", "events", "expected"),
    [
        ({}, [], False),
        ({"disputed": True}, [], True),
        ({}, [e("disputed", "04 09:00")], True),
        ({"disputed": False}, [e("disputed", "04 09:00")], True),
    ],
)
def test_a_dispute_is_stated_or_happens(holds, stated, events, expected):
    assert holds(disputed, SENT, *events, **stated) is expected


@pytest.mark.parametrize(
    ("stated", "events", "expected"),
    [
        ({}, [], None),
        ({"unit_at_fault": True}, [], True),
        ({"unit_at_fault": True}, [{"unit_at_fault": False}], False),
        ({"unit_at_fault": False}, [{"unit_at_fault": True}], True),
        ({}, [{"unit_at_fault": True}, {"unit_at_fault": False}], False),
        ({"unit_at_fault": True}, [{}], False),
    ],
    ids=["unknown", "stated", "found not", "found", "the last finding", "nothing recorded"],
)
def test_the_latest_finding_of_fault_wins(holds, stated, events, expected):
    found = [e("fault_verified", f"{5 + n:02} 09:00", **fields) for n, fields in enumerate(events)]
    assert holds(unit_at_fault, SENT, *found, **stated) is expected


@pytest.mark.parametrize(
    ("came", "slot"),
    [
        ("2026-03-02T00:00", "mon_am"),
        ("2026-03-02T11:59:59", "mon_am"),
        ("2026-03-02T12:00", "mon_pm"),
        ("2026-03-03T08:00", "tue_am"),
        ("2026-03-03T12:00", "other"),
        ("2026-03-04T08:00", "other"),
        ("2026-03-08T08:00", "other"),
        ("2026-03-02", None),
        ("2026-03-03", None),
        ("2026-03-04", "other"),
    ],
)
def test_the_half_day_in_which_an_appeal_came(holds, came, slot):
    found = {
        option: holds(record.received_slot.is_(option), SENT, received_at=came)
        for option in record.received_slot.terms.ids
    }
    known = {option: option == slot for option in found}
    assert found == (dict.fromkeys(found) if slot is None else known)


def test_an_appeal_whose_arrival_is_not_known(holds):
    assert holds(record.received_slot.is_("other"), SENT) is None


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([SENT], "county_department"),
        ([SENT, e("assigned", "03 09:00", unit="一科", unit_type="section")], "section"),
        ([SENT, e("assigned", "03 09:00", unit="一科")], None),
        ([e("assigned", "03 09:00", unit="一科", unit_type="section")], "section"),
        (
            [
                SENT,
                e("assigned", "03 09:00", unit="一科", unit_type="section"),
                e("dispatched", "04 09:00", unit="乙镇", unit_type="township"),
            ],
            "township",
        ),
        ([e("dispatched", "02 09:00")], None),
    ],
)
def test_the_type_of_the_unit_that_handles_the_ticket(holds, events, expected):
    for option in ("county_department", "section", "township"):
        known = None if expected is None else option == expected
        assert holds(record.unit_type.is_(option), *events) is known


@pytest.mark.parametrize(
    ("attended", "came", "in_full"),
    [
        ([], (False, False), (False, False)),
        ([{"role": "unit_deputy", **IN_FULL}], (True, False), (True, False)),
        ([{"role": "unit_principal", **IN_FULL}], (True, True), (True, True)),
        ([{"role": "unit_deputy", "stated": True}], (True, False), (False, False)),
        ([{"role": "handler", **IN_FULL}], (False, False), (False, False)),
    ],
)
def test_who_attends_on_site(holds, attended, came, in_full):
    events = [SENT, ON_SITE, *(e("attended", "04 09:00", **fields) for fields in attended)]
    deputy, principal = (record.deputy_came, record.principal_came)
    assert (holds(deputy, *events), holds(principal, *events)) == came
    deputy, principal = (record.deputy_attended, record.principal_attended)
    assert (holds(deputy, *events), holds(principal, *events)) == in_full
    assert holds(record.on_site & record.supervised_by.is_("hotline_centre"), *events) is True


def test_attending_before_it_was_called_for_does_not_count(holds):
    early = e("attended", "02 10:00", role="unit_deputy", **IN_FULL)
    assert holds(record.deputy_attended, SENT, early, ON_SITE) is False


@pytest.mark.parametrize(
    ("fact", "event"),
    [
        (record.cooperation_refused, e("cooperation_refused", "04 09:00", part="co", unit="乙局")),
        (record.escalated, e("escalated", "04 09:00")),
        (record.transferred, e("transferred_to_petition", "04 09:00")),
        (record.under_supervision, e("supervised", "04 09:00")),
        (record.performance_explained, e("explained_performance", "04 09:00")),
        (record.nonconforming, e("reply_submitted", "04 09:00", conforming=False)),
    ],
    ids=lambda found: getattr(found, "id", ""),
)
def test_what_happened_once_is_so(holds, fact, event):
    assert holds(fact, SENT) is False
    assert holds(fact, SENT, event) is True


def test_units_beside_the_host_make_it_joint(holds):
    beside = e("dispatched", "02 09:30", unit="乙局", part="co")
    assert holds(joint, SENT) is False
    assert holds(joint, SENT, beside) is True
    assert holds(joint, SENT, e("cooperation_refused", "04 09:00", part="co")) is False
