"""What is required against what happened: which approvals, contents and contacts are missing.

These tell particulars of one case, which no rule asks, so they are read from its history when the
answer is written: a step is named by its role, a content by its field. What was not recorded
proves nothing, so it is missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from rexian.questions.findings import answers_of, met, said
from rexian.rules.answers import Answer
from rexian.rules.history import HISTORY, History, Mark
from rexian.rules.nodes import Values
from rexian.rules.outcomes import Steps

Fields: TypeAlias = Mapping[str, Any]

#: The one thing missing where nothing was submitted at all.
NOTHING = "reply"


def _history(v: Values) -> History:
    found: History = v[HISTORY]
    return found


def signoffs_missing(v: Values) -> list[str]:
    """Return the roles that have not signed off, and the fields their sign-offs leave empty."""
    done = _history(v).recorded(("signoff",), v["dispatch"])
    return [lacking for step in _steps(v["signoff"]) for lacking in _unsigned(step, done)]


def _unsigned(step: Fields, done: Sequence[Fields]) -> list[str]:
    own = [_filled(fields) for fields in done if fields.get("role") == step["role"]]
    if not own:
        return [step["role"]]
    filled = set().union(*own)
    return [field for field in step.get("fields", ()) if field not in filled]


def _filled(fields: Fields) -> set[str]:
    """Return what a sign-off fills in; a time set is a limit."""
    return {*fields.get("fields", ()), *(["limit"] if "due_at" in fields else [])}


def approvals_missing(v: Values) -> list[str]:
    """Return the roles that have not approved the present round's reply, and the seal it lacks."""
    o = _history(v)
    since = o.origin(v["round"])
    approved = {fields.get("role") for fields in o.recorded(("reply_approved",), since)}
    sealed = {fields.get("seal") for fields in o.recorded(("sealed",), since)}
    roles = [step["role"] for step in _steps(v["reply_approval.steps"])]
    seals = [said(answer)["seal"] for answer in met([v["reply_approval.seal"]])]
    return [
        *(role for role in roles if role not in approved),
        *(seal for seal in seals if seal not in sealed),
    ]


def contact_missing(v: Values) -> list[str]:
    """Return the way of contact that has not been used, and what its record leaves out."""
    answer: Answer = v["contact"]
    if answer.outcome is None:
        return []
    says, o = answer.outcome.says, _history(v)
    done = o.recorded(("contacted",), o.origin(v["round" if says.get("anew") else "dispatch"]))
    lacking = [_contact_lacks(fields, says) for fields in done]
    return min(lacking, key=len, default=["contact"])


def _contact_lacks(fields: Fields, says: Mapping[str, Any]) -> list[str]:
    mode = fields.get("mode")
    lacking = [field for field in says.get("must_record", ()) if not fields.get(field)]
    if mode == "in_person" or mode in _listed(says["mode"]):
        return lacking
    if mode is not None and mode == says.get("otherwise"):
        needed = says.get("otherwise_needs", ())
        return [*lacking, *(field for field in needed if not fields.get(field))]
    return [*lacking, *_listed(says["mode"])[:1]]


def _listed(modes: str | Sequence[str]) -> Sequence[str]:
    return [modes] if isinstance(modes, str) else modes


def reply_lacks(v: Values) -> tuple[list[str], list[str]]:
    """Return what the present round's reply lacks, and what about it is only to be noted."""
    parts = ("media", "max_chars", "sections", "handler_info")
    says = said(*(v[f"reply_form.{name}"] for name in parts))
    demands = _demands(answers_of(v["reply_form.must_state"]))
    if v["reply"] is None:
        return ([NOTHING], []) if says or demands else ([], [])
    fields: Fields = _history(v).events[v["reply"]].fields
    style = {
        "media": "media" in says and fields.get("medium") not in (None, *says["media"]),
        "max_chars": fields.get("chars", 0) > says.get("max_chars", INFINITE),
    }
    amiss = [name for name, is_so in style.items() if is_so]
    missing = [
        *(name for name in amiss if not _soft(name, says)),
        *_absent(says.get("sections", ()), _sections(fields)),
        *_absent(says.get("handler_info", ()), _handler(fields)),
        *(_name(demand) for demand in demands if not _stated(demand, fields)),
    ]
    return missing, [name for name in amiss if _soft(name, says)]


def _soft(name: str, says: Mapping[str, Any]) -> bool:
    """Whether what a document says of this is no must, so that falling short is only noted."""
    return bool(says.get(f"{name}_strength", "must") != "must")


#: More characters than any reply has.
INFINITE = 2**31


def _sections(fields: Fields) -> set[str]:
    """Return the sections of a reply: who states the handler has that section."""
    return {*fields.get("sections", ()), *(["handler"] if fields.get("handler_info") else [])}


def _handler(fields: Fields) -> set[str]:
    """Return what a reply tells of its handler: a mobile number is a phone number."""
    told = set(fields.get("handler_info", ()))
    return told | {"phone"} if "mobile" in told else told


def _demands(answers: Iterable[Answer]) -> list[Any]:
    return [demand for answer in met(answers) for demand in said(answer)["must_state"]]


def _name(demand: str | Sequence[str]) -> str:
    return demand if isinstance(demand, str) else demand[0]


def _stated(demand: str | Sequence[str], fields: Fields) -> bool:
    """Whether a reply states a content, or one of several; `items_answered` means every item."""
    if demand == "items_answered":
        raised = fields.get("items")
        return raised is None or fields.get("items_answered", 0) >= raised
    return any(fields.get(name) for name in _listed(demand))


def _absent(required: Iterable[str], there: Iterable[str]) -> list[str]:
    return [item for item in required if item not in set(there)]


def closing_lacks(v: Values) -> list[str]:
    """Return what the last application to close is said to leave out."""
    mark: Mark = v["closure_request"]
    fields: Fields = {} if mark is None else _history(v).events[mark].fields
    return list(fields.get("missing", ()))


def _steps(answer: Answer) -> tuple[Fields, ...]:
    return answer.outcome.steps if isinstance(answer.outcome, Steps) else ()
