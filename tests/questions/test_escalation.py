"""Escalation and routing: triggers of one rule, of any ground, and answers put together."""

import pytest
from rexian.facts import adverse_effect, belongs_to, difficult, faults, kind, part
from rexian.questions.record import dissatisfied, objections_once_assigned, supervised_by
from rexian.questions.returns import returns
from rexian.questions.states import escalation_check_state, overdue
from rexian.rules.rule import limit, value
from rexian.worktime.period import working_days

ART = ("art1",)


def e(type_, when, **fields):
    return {"type": type_, "at": f"2026-03-{when.replace(' ', 'T')}", **fields}


SENT = e("dispatched", "02 09:00", unit="甲局")
BAD = [e("followed_up", f"{day:02} 09:00", rating="dissatisfied") for day in (5, 9, 12)]


@pytest.fixture
def ask(enact, rule):
    def found(question, rules, *events, upper=(), now=None, **ticket):
        above = enact(*upper, name="city") if upper else None
        more = {"now": now} if now else {}
        return rule(question, enact(*rules, under=above), ticket, [SENT, *events], **more)

    return found


REDO = (
    value("redo_required.first", {"by": "original_unit"}, when=dissatisfied.at_least(1), per=ART),
    value(
        "redo_required.hard",
        {"by": "city_department"},
        when=dissatisfied.at_least(1) & difficult,
        over=("redo_required.first",),
        per=ART,
    ),
)


def test_what_one_rule_requires(ask):
    told = ask("redo_required", REDO, BAD[0], difficult=False)
    assert (told["status"], told["rule"]) == ("decided", "redo_required.first")
    assert told["outcome"] == {"required": True, "by": "original_unit", "decided_by": None}


def test_not_required_where_rules_exist_and_none_applies(ask):
    told = ask("redo_required", REDO)
    assert told["status"] == "decided"
    assert told["outcome"] == {"required": False, "by": None, "decided_by": None}
    assert ask("redo_required", [])["status"] == "silent"


def test_required_in_any_case_though_nobody_knows_by_whom(ask):
    told = ask("redo_required", REDO, BAD[0])
    assert (told["status"], told["facts"]) == ("missing_fact", ["difficult"])
    assert told["outcome"] == {"required": True, "by": None, "decided_by": None}


def test_perhaps_not_required_at_all(ask):
    rules = [value("performance_statement.hard", {}, when=difficult, per=ART)]
    told = ask("performance_statement", rules)
    assert (told["status"], told["outcome"]) == ("missing_fact", {"required": None})


REVIEW = (
    value("escalated_review.town", {"by": "county_department", "excluded_units": ("township",)},
          when=dissatisfied.at_least(2) & belongs_to.is_("township"), per=ART),
)  # fmt: skip


@pytest.mark.parametrize(("times", "required"), [(1, False), (2, True), (3, True)])
def test_a_review_higher_up(ask, times, required):
    outcome = ask("escalated_review", REVIEW, *BAD[:times], belongs_to="township")["outcome"]
    assert outcome["required"] is required
    assert outcome["by"] == ("county_department" if required else None)
    assert outcome["excluded_units"] == (["township"] if required else None)


SUPERVISION = (
    value("supervision.delay", {"by": "inspection_group"}, when=faults.has("delay"), per=ART),
    value("supervision.hard", {"by": "bureau_principal"}, when=difficult, strength="may", per=ART),
    value("supervision.forms.order", {"forms": ("supervision_order", "interview")}, per=ART),
    value("supervision.attend.deputy", {"attend": "unit_deputy"}, per=ART,
          when=supervised_by.is_("hotline_centre")),
    value("supervision.ledger.kept", {"ledger": True}, per=ART),
)  # fmt: skip
CITY = (
    value("supervision.twice", {"by": "hotline_centre"}, when=dissatisfied.at_least(2), per=ART),
    value("supervision.forms.notice", {"forms": ("notice", "interview")}, per=("art2",)),
)


def test_every_documents_grounds_of_supervision_unite(ask):
    found = ask("supervision", SUPERVISION, *BAD[:2], upper=CITY, faults=["delay"])["outcome"]
    grounds = [
        (g["id"], g["by"], g["layer"], g["citations"][0]["clause"]) for g in found["grounds"]
    ]
    assert grounds == [
        ("delay", "inspection_group", "town", "art1"),
        ("twice", "hotline_centre", "city", "art1"),
    ]
    assert found["triggered"] is True
    assert [ground["id"] for ground in found["undetermined"]] == ["hard"]
    assert found["undetermined"][0]["strength"] == "may"
    assert found["forms"] == ["supervision_order", "interview", "notice"]
    assert (found["attend"], found["ledger"]) == (None, True)


def test_a_ground_with_an_unknown_fact_never_triggers(ask):
    found = ask("supervision", SUPERVISION)["outcome"]
    assert (found["triggered"], found["grounds"]) == (False, [])
    assert [ground["id"] for ground in found["undetermined"]] == ["hard"]
    assert (found["forms"], found["ledger"]) == ([], False)


def test_who_has_to_come_depends_on_who_supervises(ask):
    asked = e("supervised", "04 09:00", by="hotline_centre")
    found = ask("supervision", SUPERVISION, asked, faults=["delay"])["outcome"]
    assert found["attend"] == "unit_deputy"


def test_accountability_with_its_sanctions(ask):
    rules = [
        value("accountability.delay", {}, when=faults.has("delay") & adverse_effect, per=ART),
        value("accountability.forms.unit", {"forms": ("circular",)}, per=("art2",)),
    ]
    without = ask("accountability", rules, faults=["delay"])["outcome"]
    assert (without["triggered"], without["forms"]) == (False, [])
    found = ask("accountability", rules, faults=["delay"], adverse_effect=True)["outcome"]
    assert (found["triggered"], found["forms"]) == (True, ["circular"])


UNCHECKED = overdue(escalation_check_state)
PETITION = (
    limit("escalation_check.five", working_days(5), per=ART),
    value("petition_transfer.overdue", {"to": "petition_bureau"}, when=UNCHECKED,
          per=ART),
)  # fmt: skip


@pytest.mark.parametrize(
    ("now", "required"), [("2026-03-09T23:59", False), ("2026-03-10T00:00", True)]
)
def test_a_hard_ticket_goes_to_the_petition_channel_when_its_check_falls_due(ask, now, required):
    outcome = ask("petition_transfer", PETITION, now=now, difficult=True)["outcome"]
    assert (outcome["required"], outcome["to"]) == (
        required,
        "petition_bureau" if required else None,
    )
    assert outcome["check_at"] == "2026-03-09T23:59:59+08:00"


def test_a_ticket_that_may_be_hard_needs_no_transfer_before_its_check(ask):
    early = ask("petition_transfer", PETITION, now="2026-03-09T23:59")
    assert early["outcome"] == {"required": False, "to": None, "check_at": None}
    late = ask("petition_transfer", PETITION, now="2026-03-10T00:00")
    assert late["outcome"] == {"required": None, "to": None, "check_at": None}
    for told in (early, late):
        assert (told["status"], told["facts"]) == ("missing_fact", ["difficult"])


def test_an_easy_ticket_has_no_check(ask):
    outcome = ask("petition_transfer", PETITION, difficult=False)["outcome"]
    assert (outcome["required"], outcome["check_at"]) == (False, None)


OBJECTED, RETURNED = e("objected", "03 09:00"), e("return_requested", "03 09:00")
DISPUTED = (value("disputed_to.chief", {"decided_by": "bureau_principal"}, per=ART,
                  when=objections_once_assigned.at_least(2) | returns.at_least(3)),)  # fmt: skip


@pytest.mark.parametrize(
    ("events", "ticket", "status", "decided_by"),
    [
        ([], {}, "not_applicable", None),
        ([OBJECTED], {}, "not_applicable", None),
        ([OBJECTED, OBJECTED], {}, "decided", "bureau_principal"),
        (
            [e("return_requested", "03 09:00"), e("return_requested", "04 09:00")],
            {},
            "silent",
            None,
        ),
        ([e("disputed", "03 09:00")], {}, "silent", None),
        ([], {"disputed": True}, "silent", None),
    ],
)
def test_a_dispute_arises_when_it_is_declared_or_the_ticket_comes_back_twice(
    ask, events, ticket, status, decided_by
):
    told = ask("disputed_to", DISPUTED, *events, **ticket)
    assert told["status"] == status
    assert (told["outcome"] or {}).get("decided_by") == decided_by


def test_each_part_of_a_dispatch_is_answered_by_the_nearest_document_that_speaks(ask):
    rules = [
        value("dispatch.to.section", {"to": "handling_unit"}, when=kind.is_("help"), per=ART),
        value("dispatch.principle.near", {"principle": ("territory",)}, strength="in_principle",
              per=ART),
    ]  # fmt: skip
    upper = [
        value("dispatch.by.centre", {"by": "hotline_centre"}, per=("art2",)),
        value("dispatch.to.any", {"to": "original_unit"}, per=("art2",)),
        value("dispatch.via.own", {"via": "platform"}, inherited=False, per=("art2",)),
    ]
    found = ask("dispatch", rules, upper=upper, kind="help")["outcome"]
    assert (found["by"], found["to"], found["via"]) == ("hotline_centre", "handling_unit", None)
    assert (found["principle"], found["principle_strength"]) == (["territory"], "in_principle")
    assert ask("dispatch", rules, upper=upper, kind="praise")["outcome"]["to"] == "original_unit"


def test_who_does_what_is_told_to_each_unit(enact, tell):
    rules = [
        value("actor.reply.host", {"reply": "handling_unit"}, when=part.is_("host"), per=ART),
        value("actor.reply.co", {"reply": "host_unit"}, when=part.is_("co"), per=ART),
    ]
    beside = e("dispatched", "02 10:00", unit="乙局", part="co")
    units = tell(enact(*rules), {}, [SENT, beside])["assignments"]
    said = {unit["unit"]: unit["rulings"]["actor"]["outcome"]["reply"] for unit in units}
    assert said == {"甲局": "handling_unit", "乙局": "host_unit"}


def test_counted_unless_a_ground_is_met(ask):
    rules = [
        value("counted_in_assessment.praise", {}, when=kind.is_("praise"), per=ART),
        value("counted_in_assessment.hard", {}, when=difficult, per=ART),
    ]
    left_out = ask("counted_in_assessment", rules, kind="praise")["outcome"]
    assert left_out["counted"] is False
    assert [ground["id"] for ground in left_out["exclusions"]] == ["praise"]
    open_one = ask("counted_in_assessment", rules, kind="help")["outcome"]
    assert (open_one["counted"], [g["id"] for g in open_one["undetermined"]]) == (True, ["hard"])
    assert ask("counted_in_assessment", [])["status"] == "silent"
