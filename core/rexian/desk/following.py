"""What follows: the steps that the rules call for once something has happened."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rexian.desk.rules import Rules
from rexian.desk.ticket import Opened
from rexian.explain import ruled
from rexian.instants import Instant
from rexian.lifecycle.history import case_of
from rexian.lifecycle.moment import Objection
from rexian.lifecycle.record import Record
from rexian.lifecycle.standing import standing_of
from rexian.model.case import Case

#: Who records what nobody did: time brings it about, or somebody's act does.
TICK = "tick"
#: The questions whose answer calls for a step, and the key of their answer that says so.
CALLING: Mapping[str, str] = {
    "report_up": "required",
    "redo_required": "required",
    "escalated_review": "required",
    "performance_statement": "required",
    "supervision": "triggered",
    "petition_transfer": "required",
    "accountability": "triggered",
}


def newly_met(number: str, records: Sequence[Record], rules: Rules, at: Instant) -> list[Record]:
    """Return records of the grounds that are met now and were not recorded before."""
    case = case_of(number, records, now=at)
    known = {
        (record.fields["question"], record.fields["ground"])
        for record in records
        if record.type == "ground_met"
    }
    return [
        Record(0, "ground_met", at, at, TICK, TICK, TICK, told)
        for told in _met(case, rules)
        if (told["question"], told["ground"]) not in known
    ]


def _met(case: Case, rules: Rules) -> Iterator[dict[str, Any]]:
    for question, ruling in ruled(case, rules.ruler, CALLING.keys()).items():
        outcome: dict[str, Any] = ruling["outcome"] or {}
        if outcome.get(CALLING[question]):
            whole = {"id": ruling["rule"], **{k: ruling[k] for k in ("rule", "layer", "citations")}}
            for ground in outcome.get("grounds") or [whole]:
                kept = {key: ground.get(key) for key in ("by", "rule", "layer", "citations")}
                yield {"question": question, "ground": ground["id"], **kept}


def to_be_told(opened: Opened, made: Sequence[Record], rules: Rules) -> Iterator[Objection]:
    """Yield what whoever took a step should know of it: what it calls for, what it leaves open."""
    for record in made:
        if record.type == "ground_met":
            told = record.fields
            ground = {"id": told["ground"], **{k: told[k] for k in ("rule", "layer", "citations")}}
            yield Objection("met", told["question"], binding=False, ground=ground)
    case = case_of(opened.number, [*opened.records, *made])
    close = ruled(case, rules.ruler, {"close"})["close"]
    if close["status"] == "missing_fact" and standing_of([*opened.records, *made]).is_open:
        yield Objection("hangs", "close", tuple(close["facts"]), binding=False)
