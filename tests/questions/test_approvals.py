"""Approvals: what is required against what happened, what may be published, closed and kept."""

import pytest
from rexian.facts import disclosure, kind, policy_basis, publish_consent, solved, subject
from rexian.questions.record import handled, replied, unit_type
from rexian.rules.rule import steps, value

ART = ("art1",)


def e(type_, when, **fields):
    return {"type": type_, "at": f"2026-03-{when.replace(' ', 'T')}", **fields}


SENT = e("dispatched", "02 09:00", unit="甲局")
REDO = e("redo_sent", "10 09:00")


@pytest.fixture
def ask(enact, rule):
    def found(question, rules, *events, upper=(), **ticket):
        above = enact(*upper, name="city") if upper else None
        return rule(question, enact(*rules, under=above), ticket, [SENT, *events])

    return found


SIGNOFF = (
    steps("signoff.all", {"role": "unit_principal", "fields": ("lead", "handler", "limit")},
          per=ART),
)  # fmt: skip


@pytest.mark.parametrize(
    ("signed", "missing"),
    [
        ([], ["unit_principal"]),
        ([{"role": "unit_deputy", "fields": ["lead", "handler", "limit"]}], ["unit_principal"]),
        ([{"role": "unit_principal"}], ["lead", "handler", "limit"]),
        ([{"role": "unit_principal", "fields": ["lead", "handler"]}], ["limit"]),
        (
            [{"role": "unit_principal", "fields": ["lead", "handler"], "due_at": "2026-03-20"}],
            [],
        ),
        (
            [
                {"role": "unit_principal", "fields": ["lead"]},
                {"role": "unit_principal", "fields": ["handler", "limit"]},
            ],
            [],
        ),
    ],
)
def test_a_sign_off_names_what_it_must(ask, signed, missing):
    told = ask("signoff", SIGNOFF, *(e("signoff", "03 09:00", **fields) for fields in signed))
    assert told["status"] == "decided"
    assert told["outcome"]["steps"] == [
        {"role": "unit_principal", "fields": ["lead", "handler", "limit"]}
    ]
    assert (told["outcome"]["ok"], told["outcome"]["missing"]) == (not missing, missing)


def test_a_sign_off_of_the_former_host_is_not_the_new_ones(ask):
    signed = e("signoff", "03 09:00", role="unit_principal", fields=["lead", "handler", "limit"])
    again = e("dispatched", "04 09:00", unit="乙局")
    assert ask("signoff", SIGNOFF, signed, again)["outcome"]["missing"] == ["unit_principal"]


MEET = {"mode": "in_person", "otherwise": "phone", "otherwise_needs": ("reason",)}


@pytest.mark.parametrize(
    ("says", "contacts", "missing"),
    [
        (MEET, [], ["contact"]),
        (MEET, [{"mode": "in_person"}], []),
        (MEET, [{"mode": "phone"}], ["reason"]),
        (MEET, [{"mode": "phone", "reason": "人在外地"}], []),
        (MEET, [{"mode": "sms", "reason": "人在外地"}], ["in_person"]),
        (MEET, [{"mode": "phone"}, {"mode": "in_person"}], []),
        ({"mode": ("phone", "sms")}, [{"mode": "sms"}], []),
        ({"mode": ("phone", "sms")}, [{"mode": "in_person"}], []),
        ({"mode": ("phone", "sms")}, [{"mode": "written"}], ["phone"]),
        ({"mode": "phone", "must_record": ("purpose",)}, [{"mode": "phone"}], ["purpose"]),
        ({"mode": "phone", "must_record": ("purpose",)}, [{"mode": "phone", "purpose": "x"}], []),
    ],
)
def test_contact_is_made_and_recorded_as_laid_down(ask, says, contacts, missing):
    rules = [value("contact.way", says, per=ART)]
    outcome = ask("contact", rules, *(e("contacted", "03 09:00", **c) for c in contacts))["outcome"]
    assert (outcome["ok"], outcome["missing"]) == (not missing, missing)


def test_contact_anew_is_contact_since_the_last_redo(ask):
    before, after = (
        e("contacted", "03 09:00", mode="phone"),
        e("contacted", "11 09:00", mode="phone"),
    )
    once = [value("contact.way", {"mode": "phone"}, per=ART)]
    anew = [value("contact.way", {"mode": "phone", "anew": True}, per=ART)]
    assert ask("contact", once, before, REDO)["outcome"]["ok"] is True
    assert ask("contact", anew, before, REDO)["outcome"]["missing"] == ["contact"]
    assert ask("contact", anew, before, REDO, after)["outcome"]["ok"] is True


FORM = (
    value("reply_form.media.written", {"media": ("written",)}, per=ART),
    value(
        "reply_form.max_chars.short",
        {"max_chars": 400, "max_chars_strength": "in_principle"},
        per=ART,
    ),
    value("reply_form.sections.two", {"sections": ("investigation", "handler")}, per=ART),
    value("reply_form.handler_info.two", {"handler_info": ("name", "phone")}, per=ART),
    value("reply_form.must_state.items", {"must_state": ("items_answered",)}, per=ART),
    value(
        "reply_form.must_state.no_basis",
        {"must_state": ("next_steps", ("basis", "reasons"))},
        when=~policy_basis,
        per=ART,
    ),
)
WHOLE = {
    "medium": "written", "chars": 400, "sections": ["investigation"],
    "handler_info": ["name", "mobile"], "items": 2, "items_answered": 2,
}  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "missing", "warnings"),
    [
        ({}, [], []),
        ({"medium": "phone"}, ["media"], []),
        ({"medium": None}, [], []),
        ({"chars": 401}, [], ["max_chars"]),
        ({"sections": None}, ["investigation"], []),
        ({"handler_info": None}, ["handler", "name", "phone"], []),
        ({"handler_info": ["name"]}, ["phone"], []),
        ({"items_answered": 1}, ["items_answered"], []),
        ({"items": 3}, ["items_answered"], []),
        ({"items": None, "items_answered": None}, [], []),
    ],
)
def test_a_reply_holds_what_it_must(ask, changed, missing, warnings):
    fields = {key: found for key, found in {**WHOLE, **changed}.items() if found is not None}
    told = ask("reply_form", FORM, e("reply_submitted", "05 09:00", **fields), policy_basis=True)
    outcome = told["outcome"]
    assert (outcome["missing"], outcome["warnings"]) == (missing, warnings)
    assert outcome["ok"] is not bool(missing)


def test_a_hard_limit_of_length_is_no_warning(ask):
    rules = [value("reply_form.max_chars.short", {"max_chars": 400}, per=ART)]
    outcome = ask("reply_form", rules, e("reply_submitted", "05 09:00", chars=401))["outcome"]
    assert (outcome["missing"], outcome["warnings"]) == (["max_chars"], [])


def test_a_list_of_media_that_is_no_must_is_a_warning(ask):
    rules = [value("reply_form.media.any", {"media": ("phone",), "media_strength": "may"}, per=ART)]
    outcome = ask("reply_form", rules, e("reply_submitted", "05 09:00", medium="传真"))["outcome"]
    assert (outcome["ok"], outcome["warnings"]) == (True, ["media"])


def test_no_way_of_replying_is_wrong_where_the_document_names_none(ask):
    rules = [value("reply_form.must_state.basis", {"must_state": ("basis",)}, per=ART)]
    reply = e("reply_submitted", "05 09:00", medium="phone", basis="依据")
    outcome = ask("reply_form", rules, reply)["outcome"]
    assert (outcome["ok"], outcome["missing"], outcome["warnings"]) == (True, [], [])


def test_contents_that_a_case_calls_for_are_demanded_beside_the_rest(ask):
    reply = e("reply_submitted", "05 09:00", **WHOLE, reasons="无依据")
    outcome = ask("reply_form", FORM, reply, policy_basis=False)["outcome"]
    assert outcome["must_state"] == ["items_answered", "next_steps", ["basis", "reasons"]]
    assert outcome["missing"] == ["next_steps"]


def test_a_form_with_one_point_open_tells_what_is_known(ask):
    told = ask("reply_form", FORM)
    assert (told["status"], told["facts"]) == ("missing_fact", ["policy_basis"])
    assert told["outcome"]["max_chars"] == 400


def test_where_nothing_was_submitted_a_reply_is_missing(ask):
    assert ask("reply_form", FORM, policy_basis=True)["outcome"]["missing"] == ["reply"]
    redone = [e("reply_submitted", "05 09:00", **WHOLE), REDO]
    assert ask("reply_form", FORM, *redone, policy_basis=True)["outcome"]["missing"] == ["reply"]


APPROVAL = (
    steps(
        "reply_approval.steps.section",
        {"role": "unit_head"},
        {"role": "section_supervisor"},
        when=unit_type.is_("section"),
        per=ART,
    ),
    steps("reply_approval.steps.other", {"role": "unit_principal"}, per=ART,
          when=~unit_type.is_("section")),
    value("reply_approval.seal.all", {"seal": "unit_seal"}, per=ART),
)  # fmt: skip
SECTION = e("assigned", "03 09:00", unit="一科", unit_type="section")


def approved(role, when="06 09:00"):
    return e("reply_approved", when, role=role)


@pytest.mark.parametrize(
    ("events", "missing"),
    [
        ([], ["unit_head", "section_supervisor", "unit_seal"]),
        ([approved("unit_head")], ["section_supervisor", "unit_seal"]),
        ([approved("unit_head"), approved("unit_principal")], ["section_supervisor", "unit_seal"]),
        (
            [approved("unit_head"), approved("section_supervisor"),
             e("sealed", "06 10:00", seal="bureau_seal")],
            ["unit_seal"],
        ),
        (
            [approved("unit_head"), approved("section_supervisor"),
             e("sealed", "06 10:00", seal="unit_seal")],
            [],
        ),
    ],
)  # fmt: skip
def test_a_reply_is_approved_by_each_and_sealed(ask, events, missing):
    outcome = ask("reply_approval", APPROVAL, SECTION, *events)["outcome"]
    assert outcome["steps"] == [{"role": "unit_head"}, {"role": "section_supervisor"}]
    assert (outcome["ok"], outcome["missing"]) == (not missing, missing)


def test_what_was_approved_before_a_redo_is_to_be_approved_again(ask):
    done = [approved("unit_head"), approved("section_supervisor"),
            e("sealed", "06 10:00", seal="unit_seal")]  # fmt: skip
    again = [approved("unit_head", "11 09:00")]
    outcome = ask("reply_approval", APPROVAL, SECTION, *done, REDO, *again)["outcome"]
    assert outcome["missing"] == ["section_supervisor", "unit_seal"]


def test_an_approval_that_hangs_on_the_type_of_unit(ask):
    told = ask("reply_approval", APPROVAL)
    assert (told["status"], told["facts"]) == ("missing_fact", ["unit_type"])
    assert told["outcome"]["seal"] == "unit_seal"


BAR = value("publication.bar.consent", {}, when=~publish_consent, per=ART)
UNFIT = value("publication.bar.unfit", {}, when=~disclosure.is_("open"), per=("art2",))
OPEN = value("publication.required.provincial", {}, when=kind.is_("complaint"), per=ART)
REDACT = value("publication.redact.name", {"redact": ("name", "phone")}, per=ART)


def test_any_documents_no_keeps_a_reply_from_being_published(ask):
    for ticket, against in (
        ({}, []),
        ({"publish_consent": False}, ["consent"]),
        ({"disclosure": "unfit"}, ["unfit"]),
        ({"publish_consent": False, "disclosure": "secret"}, ["consent", "unfit"]),
    ):
        found = ask("publication", [OPEN, BAR], upper=[UNFIT], kind="complaint", **ticket)
        outcome = found["outcome"]
        assert [ground["id"] for ground in outcome["why_not"]] == against
        assert outcome["publish"] is not bool(against)
        assert outcome["strength"] == "must"


def test_what_no_document_has_published_may_be(ask):
    outcome = ask("publication", [OPEN, BAR, REDACT], kind="help")["outcome"]
    assert (outcome["publish"], outcome["strength"]) == (True, "may")
    assert (outcome["redact"], outcome["restricted"]) == (["name", "phone"], False)


def test_publication_without_rules_is_silent(ask):
    assert ask("publication", [])["status"] == "silent"


HANDLED = value("closure.ground.handled", {}, when=handled, per=ART)
NO_BASIS = value("closure.ground.no_basis", {}, when=~policy_basis, per=ART)
REPLIED = value("closure.ground.replied", {}, when=replied, per=("art2",))
STATE = value("closure.must_state.all", {"must_state": ("time", "result")}, per=ART)
REPLY = e("reply_submitted", "05 09:00")


def test_a_ground_of_every_document_that_speaks_is_needed_to_close(ask):
    rules, upper = [REPLIED], [HANDLED, NO_BASIS]
    both = ask("closure", rules, REPLY, upper=upper)
    assert both["outcome"]["allowed"] is True
    assert [g["id"] for g in both["outcome"]["grounds"]] == ["replied", "handled"]
    upper_only = ask("closure", rules, upper=upper, policy_basis=False)
    assert upper_only["outcome"]["allowed"] is False


def test_whether_a_ticket_may_be_closed_may_hang_on_what_is_unknown(ask):
    told = ask("closure", [HANDLED, NO_BASIS])
    assert (told["status"], sorted(told["facts"])) == ("missing_fact", ["policy_basis", "solved"])
    refused = ask("closure", [HANDLED, NO_BASIS], policy_basis=True, solved=False)
    assert (refused["status"], refused["outcome"]["allowed"]) == ("decided", False)
    known = ask("closure", [HANDLED, NO_BASIS], policy_basis=False)
    assert (known["status"], known["outcome"]["allowed"]) == ("decided", True)


@pytest.mark.parametrize(
    ("events", "allowed", "against"),
    [
        ([], True, []),
        ([e("closure_requested", "06 09:00")], True, []),
        ([e("closure_requested", "06 09:00", missing=["result"])], False, ["unstated"]),
        (
            [e("closure_requested", "06 09:00"), e("closure_reviewed", "07 09:00", passed=False)],
            False,
            ["sent_back"],
        ),
        (
            [
                e("closure_requested", "06 09:00"),
                e("closure_reviewed", "07 09:00", passed=False),
                e("closure_requested", "08 09:00"),
            ],
            True,
            [],
        ),
        (
            [e("closure_requested", "06 09:00"), e("closure_reviewed", "07 09:00", passed=True)],
            True,
            [],
        ),
    ],
    ids=["not asked", "asked", "incomplete", "sent back", "asked again", "passed"],
)
def test_what_stands_against_closing(ask, events, allowed, against):
    outcome = ask("closure", [HANDLED, STATE], REPLY, *events)["outcome"]
    assert outcome["allowed"] is allowed
    assert [ground["id"] for ground in outcome["why_not"]] == against


def test_what_an_application_leaves_out_matters_where_contents_are_laid_down(ask):
    asked = e("closure_requested", "06 09:00", missing=["result"])
    outcome = ask("closure", [HANDLED], REPLY, asked)["outcome"]
    assert (outcome["allowed"], outcome["missing"]) == (True, ["result"])


def test_a_document_may_bar_closing_itself(ask):
    bar = value(
        "closure.bar.record", {}, when=subject.is_("personal_record_query") & solved, per=ART
    )
    ticket = {"subject": "personal_record_query", "solved": True}
    outcome = ask("closure", [HANDLED, bar], **ticket)["outcome"]
    assert (outcome["allowed"], outcome["why_not"][0]["id"]) == (False, "record")


def test_how_long_and_what_is_kept_come_from_parts_of_their_own(ask):
    years = value("retention.years.three", {"years": 3, "from": "archived"}, per=ART)
    covers = value("retention.covers.all", {"covers": ("tickets", "recordings")}, per=("art2",))
    told = ask("retention", [covers], upper=[years])
    assert told["outcome"] == {"years": 3, "covers": ["tickets", "recordings"], "from": "archived"}
    assert told["inherited"] is True
