"""Approvals: sign-off, contact, the reply and its approval, publication, closing, keeping."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rexian.questions.composed import More, keys_finding, united
from rexian.questions.findings import answers_of, cited, met, undetermined
from rexian.questions.required import (
    approvals_missing,
    closing_lacks,
    contact_missing,
    reply_lacks,
    signoffs_missing,
)
from rexian.rules.answers import Answer
from rexian.rules.nodes import NOT, Node, Values, last
from rexian.rules.question import Finding, Mode, Part, Question, Sense
from rexian.rules.table import Verdict

INSIDE = ("host", "unit")
_REPLY = ("media", "max_chars", "sections", "handler_info", "must_state")


NODES: tuple[Node, ...] = (
    last("closure_request", "closure_requested", since="round"),
    last("closure_review", "closure_reviewed", since="round"),
    Node(
        "closure.sent_back",
        lambda o, v: o.both(
            o.holds(v["closure_review"], "passed", *NOT),
            o.later(v["closure_review"], v["closure_request"]),
        ),
        ("closure_review", "closure_request"),
    ),
    Node(
        "closure.lacking",
        lambda o, v: o.both(
            o.triggered(answers_of(v["closure.must_state"])),
            o.states(v["closure_request"], "missing"),
        ),
        ("closure.must_state", "closure_request"),
    ),
)


def _lacking(missing: Callable[[Values], list[str]]) -> More:
    """Add whether what is required is there, and what is missing."""

    def more(v: Values, _outcome: dict[str, Any]) -> dict[str, Any]:
        found = missing(v)
        return {"ok": not found, "missing": found}

    return more


SIGNOFF = Question(
    id="signoff",
    zh="办前签批",
    en="sign-off before handling",
    parts=(Part("signoff", sense=Sense.BINDS, untimed=("steps",)),),
    describe=keys_finding(["signoff"], ["steps"], _lacking(signoffs_missing)),
    nodes=("dispatch",),
    tiers=INSIDE,
)
CONTACT = Question(
    id="contact",
    zh="联系诉求人",
    en="contact with the appellant",
    parts=(Part("contact", sense=Sense.BINDS, needs="mode"),),
    describe=keys_finding(["contact"], ["mode", "must_record"], _lacking(contact_missing)),
    nodes=("dispatch", "round"),
    tiers=INSIDE,
)


def _reply_more(v: Values, _outcome: dict[str, Any]) -> dict[str, Any]:
    missing, warnings = reply_lacks(v)
    return {"ok": not missing, "missing": missing, "warnings": warnings}


REPLY_FORM = Question(
    id="reply_form",
    zh="回复要求",
    en="form of the reply",
    parts=(
        *(Part(f"reply_form.{key}", sense=Sense.BINDS) for key in _REPLY[:-1]),
        Part(
            "reply_form.must_state",
            Mode.GROUNDS,
            sense=Sense.BINDS,
            answers_no=True,
            needs="must_state",
        ),
    ),
    describe=keys_finding(
        [f"reply_form.{key}" for key in _REPLY],
        ["media", "max_chars", "max_chars_strength", "sections", "handler_info", "must_state"],
        _reply_more,
    ),
    nodes=("reply",),
    tiers=INSIDE,
)
REPLY_APPROVAL = Question(
    id="reply_approval",
    zh="回复审批",
    en="approval of the reply",
    parts=(
        Part("reply_approval.steps", sense=Sense.BINDS, untimed=("steps",)),
        Part("reply_approval.seal", sense=Sense.BINDS, needs="seal"),
    ),
    describe=keys_finding(
        ["reply_approval.steps", "reply_approval.seal"],
        ["steps", "seal"],
        _lacking(approvals_missing),
    ),
    nodes=("round",),
    tiers=INSIDE,
)


def _publication(v: Values) -> Finding:
    """Publish unless any document says no; what is published, and who may see the rest."""
    parts = ("required", "bar", "redact", "restricted")
    answers = [a for part in parts for a in answers_of(v[f"publication.{part}"])]
    if not any(answer.table.rules for answer in answers):
        return Finding(Verdict.SILENT.value, None, ())
    demanded, barred = met([v["publication.required"]]), met(v["publication.bar"])
    open_ones = undetermined(v["publication.bar"])
    if open_ones and not barred:
        return Finding(Verdict.MISSING.value, None, open_ones, open_ones)
    redacting = met(v["publication.redact"])
    outcome = {
        "publish": not barred,
        "strength": "must" if demanded or barred else "may",
        "why_not": cited(barred),
        "redact": united(redacting).get("redact", []),
        "restricted": bool(met(v["publication.restricted"])),
    }
    found = (*barred, *demanded, *redacting, *met(v["publication.restricted"]))
    return Finding("decided", outcome, found or tuple(answers))


PUBLICATION = Question(
    id="publication",
    zh="公开",
    en="publication",
    parts=(
        Part("publication.required", sense=Sense.BINDS),
        Part("publication.bar", Mode.GROUNDS, answers_no=True),
        Part("publication.redact", Mode.GROUNDS, answers_no=True),
        Part("publication.restricted", Mode.GROUNDS, answers_no=True),
    ),
    describe=_publication,
)


def _closure(v: Values) -> Finding:
    """Allowed where every document that speaks finds a ground, and nothing stands against it."""
    grounds: tuple[Answer, ...] = v["closure.ground"]
    if not grounds:
        return Finding(Verdict.SILENT.value, None, ())
    found, open_ones = met(grounds), undetermined(grounds)
    bars = met(v["closure.bar"])
    layers = {_layer(answer) for answer in grounds}
    without = layers - {_layer(answer) for answer in found}
    barred = bool(bars or v["closure.sent_back"] or v["closure.lacking"])
    undecided = [a for a in open_ones if _layer(a) in without]
    if not barred and without and {_layer(a) for a in undecided} == without:
        status = Verdict.MISSING.value
    else:
        status, undecided = "decided", []
    beside = met([v["closure.reviewed_by"], *v["closure.must_state"]])
    outcome = {
        "allowed": None if undecided else not without and not barred,
        "grounds": cited(found),
        "why_not": [*_against(v), *cited(bars)],
        "reviewed_by": None,
        "must_state": [],
        **united(beside),
        "missing": closing_lacks(v),
    }
    return Finding(status, outcome, (*(found or grounds), *bars, *beside), tuple(undecided))


def _layer(answer: Answer) -> str:
    return answer.table.rules[0].layer


def _against(v: Values) -> list[dict[str, str]]:
    """Return what core itself finds against closing: a review not passed, contents left out."""
    names = {"sent_back": "closure.sent_back", "unstated": "closure.lacking"}
    return [{"id": name} for name, node in names.items() if v[node]]


CLOSURE = Question(
    id="closure",
    zh="准予办结",
    en="permission to close",
    parts=(
        Part("closure.ground", Mode.GROUNDS, sense=Sense.FREES, answers_no=True),
        Part("closure.bar", Mode.GROUNDS, sense=Sense.BINDS, answers_no=True),
        Part("closure.reviewed_by"),
        Part("closure.must_state", Mode.GROUNDS, sense=Sense.BINDS, answers_no=True),
    ),
    describe=_closure,
    nodes=("closure.sent_back", "closure.lacking"),
)
RETENTION = Question(
    id="retention",
    zh="保存期限",
    en="retention",
    parts=(
        Part("retention.years", sense=Sense.BINDS),
        Part("retention.covers", sense=Sense.BINDS),
    ),
    describe=keys_finding(["retention.years", "retention.covers"], ["years", "covers", "from"]),
)

QUESTIONS = (SIGNOFF, CONTACT, REPLY_FORM, REPLY_APPROVAL, PUBLICATION, CLOSURE, RETENTION)
