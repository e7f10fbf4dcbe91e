"""Intake: taken in, refused on grounds, masked, reported upwards."""

import pytest
from rexian.facts import findings, identity, kind, refusal_grounds, urgency
from rexian.rules.rule import value

ART = ("art1",)
SECRETS = value(
    "accept.refuse.secrets",
    {"id": "secret_or_privacy", "by": "hotline_centre"},
    when=refusal_grounds.has("secret_or_privacy"),
    per=("art2",),
)
COURTS = value(
    "accept.refuse.courts", {}, when=refusal_grounds.has("litigation_or_review"), per=("art3",)
)
VAGUE_INQUIRY = value(
    "accept.refuse.vague",
    {},
    when=kind.is_("inquiry") & refusal_grounds.has("malicious_or_vague"),
    per=("art4",),
)
TAKE_IN = value("accept.decision.all", {"decision": "accept"}, per=("art5",))
KNOWN = value(
    "accept.decision.known",
    {"decision": "answer_now", "by": "hotline_centre"},
    when=findings.has("kb_answerable"),
    over=("accept.decision.all",),
    per=("art6",),
)
STATE = value("accept.must_state.why", {"must_state": ("reason", "advice")}, per=("art7",))
RULES = (SECRETS, COURTS, VAGUE_INQUIRY, TAKE_IN, KNOWN, STATE)


@pytest.fixture
def accept(enact, rule):
    def ask(ticket, *, rules=RULES, upper=()):
        above = enact(*upper, name="city") if upper else None
        return rule("accept", enact(*rules, under=above), {"kind": "help", **ticket})

    return ask


def test_taken_in(accept):
    told = accept({})
    assert (told["status"], told["rule"]) == ("decided", "accept.decision.all")
    assert told["outcome"] == {
        "decision": "accept", "grounds": [], "by": None, "must_state": [], "undetermined": [],
    }  # fmt: skip


def test_answered_at_once(accept):
    told = accept({"findings": ["kb_answerable"]})
    assert (told["outcome"]["decision"], told["outcome"]["by"]) == ("answer_now", "hotline_centre")


def test_refused_on_a_ground_with_its_clause(accept):
    told = accept({"refusal_grounds": ["secret_or_privacy"], "findings": ["kb_answerable"]})
    outcome = told["outcome"]
    assert (outcome["decision"], outcome["by"]) == ("refuse", "hotline_centre")
    assert outcome["must_state"] == ["reason", "advice"]
    assert [(g["id"], g["layer"], g["citations"][0]["clause"]) for g in outcome["grounds"]] == [
        ("secret_or_privacy", "town", "art2")
    ]
    assert [c["clause"] for c in told["citations"]] == ["art2", "art7"]


def test_every_ground_met_is_told(accept):
    told = accept({"refusal_grounds": ["litigation_or_review", "secret_or_privacy"]})
    assert [g["id"] for g in told["outcome"]["grounds"]] == ["secret_or_privacy", "courts"]


def test_the_grounds_of_every_document_unite(accept):
    petition = value(
        "accept.refuse.petition", {}, when=refusal_grounds.has("petition_channel"), per=("art8",)
    )
    grounds = {"refusal_grounds": ["litigation_or_review", "petition_channel"]}
    told = accept(grounds, upper=(petition,))["outcome"]["grounds"]
    assert [(g["id"], g["layer"]) for g in told] == [("courts", "town"), ("petition", "city")]


def test_a_ground_that_hangs_on_an_unknown_is_told_and_never_acts(accept):
    told = accept({"kind": None, "refusal_grounds": ["malicious_or_vague"]})
    assert (told["status"], told["outcome"]["decision"]) == ("decided", "accept")
    assert [ground["id"] for ground in told["outcome"]["undetermined"]] == ["vague"]


def test_an_open_ground_stands_beside_one_that_is_met(accept):
    grounds = ["malicious_or_vague", "secret_or_privacy"]
    told = accept({"kind": None, "refusal_grounds": grounds})["outcome"]
    assert [g["id"] for g in told["grounds"]] == ["secret_or_privacy"]
    assert [g["id"] for g in told["undetermined"]] == ["vague"]


def test_without_a_word_on_what_must_be_stated_nothing_must(accept):
    told = accept({"refusal_grounds": ["secret_or_privacy"]}, rules=(SECRETS,))
    assert told["outcome"]["must_state"] == []


def test_no_ground_and_no_word_on_taking_in_is_silence(accept):
    assert accept({}, rules=(SECRETS,))["status"] == "silent"


MASK = value("identity_masking.secret", {}, when=identity.is_("confidential"), per=ART)
REPORT = value(
    "identity_masking.report",
    {},
    when=kind.is_("report") & identity.in_("confidential", "anonymous"),
    per=("art2",),
)


@pytest.mark.parametrize(
    ("ticket", "mask", "grounds"),
    [
        ({"identity": "named"}, False, []),
        ({"identity": "confidential", "kind": "help"}, True, ["art1"]),
        ({"identity": "anonymous", "kind": "report"}, True, ["art2"]),
        ({"identity": "confidential", "kind": "report"}, True, ["art1", "art2"]),
    ],
)
def test_masking(enact, rule, ticket, mask, grounds):
    told = rule("identity_masking", enact(MASK, REPORT), ticket)
    assert told["status"] == "decided"
    assert told["outcome"]["mask"] is mask
    if mask:
        assert [c["clause"] for c in told["citations"]] == grounds


def test_masking_that_hangs_on_an_unknown_does_not_mask_yet(enact, rule):
    told = rule("identity_masking", enact(REPORT), {"identity": "anonymous"})
    assert (told["status"], told["outcome"]["mask"]) == ("decided", False)
    assert [g["id"] for g in told["outcome"]["undetermined"]] == ["report"]


def test_no_word_on_masking_is_silence(enact, rule):
    assert rule("identity_masking", enact(TAKE_IN))["status"] == "silent"


def to(name, role, **when):
    return value(f"report_up.{name}", {"to": role}, when=urgency.is_(when["urgency"]), per=ART)


def test_reporting_up(enact, rule):
    town = enact(
        to("centre", "hotline_centre", urgency="emergency"),
        to("leader", "county_leader_in_charge", urgency="emergency"),
        to("threat", "bureau_principal", urgency="threat"),
    )
    ordinary = rule("report_up", town)["outcome"]
    threat = rule("report_up", town, {"urgency": "threat"})["outcome"]
    emergency = rule("report_up", town, {"urgency": "emergency"})["outcome"]
    assert (ordinary["required"], ordinary["to"]) == (False, None)
    assert (threat["required"], threat["to"]) == (True, "bureau_principal")
    assert emergency["to"] == ["hotline_centre", "county_leader_in_charge"]
