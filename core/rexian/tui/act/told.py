"""What is said beside a form: what stands against the step, what is wanted, what would come."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from textual.content import Content

from rexian.desk.drafts import Draft
from rexian.desk.trying import Trial
from rexian.i18n import _
from rexian.instants import format_instant
from rexian.lifecycle.stages import STAGES
from rexian.saying.acted import particulars
from rexian.saying.width import steady
from rexian.words import listed, say_time

#: A line, and its tone: one of `Sheet`'s.
Line: TypeAlias = tuple[str, str]
Objection: TypeAlias = Mapping[str, Any]


def accompanied(names: Sequence[str]) -> list[Line]:
    """Say who else has the ticket open."""
    told = _("also open at: {names}")
    return [("told", told.format(names=listed(names)))] if names else []


def restored(draft: Draft | None) -> list[Line]:
    """Say that a draft was filled in, and what of it could not be."""
    if draft is None:
        return []
    time = say_time(format_instant(draft.saved))
    lines = [("told", _("draft of {time}; F8 discards it").format(time=time))]
    if draft.left_out:
        left = listed(draft.left_out)
        lines.append(("soon", _("no longer asked, left out: {fields}").format(fields=left)))
    return lines


def foretold(trial: Trial | None, row: Mapping[str, Any]) -> Iterator[Line]:
    """Yield what the rules say of the step as it is filled in; at first, of the step as such."""
    if trial is None or not trial.is_ruled:
        yield from against(row["objections"], row["why"], overridable=row["overridable"])
        yield from (("soon", _("to know: {what}").format(what=e["said"])) for e in row["told"])
        if trial is not None and trial.why and trial.why != row["why"]:
            yield "dim", trial.why
    elif trial.told is None:
        yield from against(trial.objections, trial.why, overridable=trial.overridable)
    else:
        stage = STAGES.label(trial.told["stage"])
        if trial.told["overridden"]:
            yield "soon", _("against the rules; it would then be: {stage}").format(stage=stage)
        else:
            told = _("nothing stands against it; it would then be: {stage}")
            yield "calm", told.format(stage=stage)
        yield from particulars(trial.told)


def against(
    objections: Iterable[Objection], why: str | None, *, overridable: bool
) -> Iterator[Line]:
    """Yield what stands against a step, a line each."""
    found = list(objections)
    if why is None:
        return
    if not found:
        yield "late", why
    for each in found:
        yield "late", _("not allowed: {why}").format(why=each["said"])
    if overridable:
        yield "soon", _("you may go on all the same: say why against the rules")


def wanted(
    fill_in: Iterable[Objection], trial: Trial | None, filled: Collection[str]
) -> list[Line]:
    """Return what the rules want filled in, ticked off as far as can be known."""
    return [
        _ticked(each, n, trial, filled)
        for each in fill_in
        for n in range(max(1, len(each["words"])))
    ]


def _ticked(each: Objection, n: int, trial: Trial | None, filled: Collection[str]) -> Line:
    about = each["about"][n] if each["words"] else None
    label = each["words"][n] if each["words"] else each["said"]
    if trial is None or not trial.is_ruled:
        is_there = about in filled
    else:
        left = [
            o
            for o in trial.objections
            if (o["id"], o["question"]) == (each["id"], each["question"])
        ]
        is_there = not any(about is None or about in o["about"] for o in left)
    return ("calm", f"[x] {label}") if is_there else ("strong", f"[ ] {label}")


def drawn(lines: Iterable[Line]) -> Content:
    """Return lines as they are drawn."""
    styles = {"late": "$late", "soon": "$soon", "calm": "$calm", "told": "$told"}
    styles |= {"dim": "$text-muted", "strong": "bold", "": ""}
    return Content("\n").join(Content.styled(steady(text), styles[tone]) for tone, text in lines)
