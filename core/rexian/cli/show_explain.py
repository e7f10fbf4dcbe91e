"""A case's rulings for people: the clocks, what each comes from, and what is 未规定."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from rich.console import Console
from rich.table import Table

from rexian.i18n import _, language
from rexian.jurisdictions import load
from rexian.model.case import Case
from rexian.questions import QUESTIONS
from rexian.rules.question import Question
from rexian.words import say_item, say_limit

Ruling = Mapping[str, Any]

_STATUS = {
    "silent": _("not laid down"),
    "not_applicable": _("does not arise"),
    "missing_fact": _("hangs on: {facts}"),
    "conflict": _("the text contradicts itself"),
}


def show(case: Case, told: Sequence[Mapping[str, Any]]) -> None:
    """Print a case under one jurisdiction in full, under several side by side."""
    console = Console(highlight=False)
    console.print(_heading(case, told), style="bold")
    if len(told) == 1:
        _show_one(console, told[0])
    else:
        console.print(_side_by_side(told))
    console.print()


def _heading(case: Case, told: Sequence[Mapping[str, Any]]) -> str:
    now = told[0]["now"]
    as_at = _("as at {now}").format(now=_when(now)) if now else ""
    parts = [case.id or "", case.title or "", as_at]
    return "  ".join(part for part in parts if part)


def _show_one(console: Console, told: Mapping[str, Any]) -> None:
    rulings = told["rulings"]
    console.print(_place(told["jurisdiction"]))
    console.print(_clocks(rulings))
    for question in QUESTIONS:
        ruling = rulings[question.id]
        if ruling["status"] == "decided" and not _is_clock(ruling):
            console.print(f"  {question.label()}: {_permission(ruling)}", soft_wrap=True)
    for status in ("conflict", "missing_fact", "silent", "not_applicable"):
        _show_rest(console, rulings, status)
    _show_readings(console, rulings)
    for unit in told["assignments"]:
        _show_unit(console, unit)


def _clocks(rulings: Mapping[str, Ruling]) -> Table:
    table = Table(box=None, pad_edge=True, header_style="dim")
    for name in (_("clock"), _("limit"), _("from"), _("due"), _("state"), _("by")):
        table.add_column(name, overflow="fold")
    for question in QUESTIONS:
        ruling = rulings[question.id]
        if _is_clock(ruling):
            for number, outcome in enumerate(_outcomes(ruling)):
                table.add_row(*_clock_row(question, ruling, outcome, first=number == 0))
    return table


def _clock_row(question: Question, ruling: Ruling, outcome: Ruling, *, first: bool) -> list[str]:
    due = _when(outcome["due_at"])
    if outcome["calendar"] == "provisional":
        due += _(" (provisional)")
    if outcome["base_due_at"] != outcome["due_at"]:
        due += _(" (was {base})").format(base=_when(outcome["base_due_at"]))
    label = question.label() if first else ""
    if "to" in outcome:
        label += f" > {say_item(outcome['to'])}"
    return [
        label,
        say_limit(outcome["limit"], outcome["strength"]),
        _when(outcome["from"]),
        due,
        _state(outcome),
        _by(ruling) if first else "",
    ]


def _state(outcome: Ruling) -> str:
    if outcome["waiting_for"]:
        return _("waits for {event}").format(event=_event(outcome["waiting_for"]))
    done = outcome["done_at"]
    if done:
        late = _("late") if outcome["late"] else _("in time")
        return _("done {when}, {late}").format(when=_when(done), late=late)
    return "" if outcome["late"] is None else _("overdue") if outcome["late"] else _("open")


def _permission(ruling: Ruling) -> str:
    """Say a ruling that is no clock: its answer, its terms, what stands against it, its clause."""
    outcome = ruling["outcome"]
    said = [
        _key(name, value)
        for name, value in outcome.items()
        if value not in (None, [], {}) and name != "undetermined"
    ]
    return f"{'; '.join(said)}  [{_by(ruling)}]"


def _key(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return f"{name} {_('yes') if value else _('no')}"
    if isinstance(value, list):
        return f"{name} {', '.join(_item(item) for item in value)}"
    return f"{name} {_when(value) if _is_time(value) else say_item(value)}"


def _item(item: Any) -> str:
    if isinstance(item, Mapping):
        return f"{item.get('id')} ({'; '.join(_locators(item.get('citations', [])))})"
    return "/".join(item) if isinstance(item, list) else say_item(item)


def _show_rest(console: Console, rulings: Mapping[str, Ruling], status: str) -> None:
    named = [
        question.label() + _detail(rulings[question.id])
        for question in QUESTIONS
        if rulings[question.id]["status"] == status
    ]
    if named:
        label = _STATUS[status].partition(":")[0]
        console.print(f"  {label}: {', '.join(named)}", style="dim", soft_wrap=True)


def _detail(ruling: Ruling) -> str:
    if ruling["status"] == "missing_fact":
        return f" ({', '.join(ruling['facts'])})"
    if ruling["status"] == "conflict":
        rules = " / ".join(
            "; ".join(_locators(found["citations"])) for found in ruling["candidates"]
        )
        return f" ({rules})"
    return ""


def _show_readings(console: Console, rulings: Mapping[str, Ruling]) -> None:
    for question in QUESTIONS:
        for reading in rulings[question.id]["readings"]:
            others = "; ".join(
                f"{choice} -> {', '.join(f'{k} {_short(v)}' for k, v in changed.items())}"
                for choice, changed in reading["alternatives"].items()
            )
            line = f"  {_('reading')} {reading['id']} = {reading['chosen']} ({question.label()}): "
            console.print(line + others, style="cyan", soft_wrap=True)


def _show_unit(console: Console, unit: Mapping[str, Any]) -> None:
    part = _("co-handling") if unit["part"] == "co" else _("host")
    tier = _("inside the body") if unit["tier"] == "unit" else part
    dues = [
        f"{question.label()} {_when(ruling['outcome']['due_at'])} {_state(ruling['outcome'])}"
        for question in QUESTIONS
        if (ruling := unit["rulings"].get(question.id))
        and _is_clock(ruling)
        and ruling["outcome"]["due_at"]
    ]
    console.print(f"  {unit['unit'] or '-'} ({tier}): {'; '.join(dues)}", soft_wrap=True)


def _side_by_side(told: Sequence[Mapping[str, Any]]) -> Table:
    table = Table(show_lines=False, header_style="bold")
    table.add_column(_("question"), overflow="fold")
    for ruled in told:
        table.add_column(_place(ruled["jurisdiction"]), overflow="fold")
    for question in QUESTIONS:
        rulings = [ruled["rulings"][question.id] for ruled in told]
        if any(ruling["status"] not in ("silent", "not_applicable") for ruling in rulings):
            table.add_row(question.label(), *(_cell(ruling) for ruling in rulings))
    return table


def _cell(ruling: Ruling) -> str:
    if ruling["outcome"] is None:
        return _STATUS[ruling["status"]].format(facts=", ".join(ruling.get("facts", [])))
    if not _is_clock(ruling):
        return _permission(ruling)
    return "\n".join(
        f"{_when(found['due_at']) or _state(found)}  "
        f"{say_limit(found['limit'], found['strength'])}\n[{_by(ruling)}]"
        for found in _outcomes(ruling)[:1]
    )


def _outcomes(ruling: Ruling) -> list[Ruling]:
    return [ruling["outcome"], *ruling["outcome"].get("also", [])]


def _is_clock(ruling: Ruling) -> bool:
    return bool(ruling["outcome"]) and "limit" in ruling["outcome"]


def _by(ruling: Ruling) -> str:
    mark = _(" (inherited)") if ruling["inherited"] else ""
    return "; ".join(_locators(ruling["citations"])) + mark


def _locators(citations: Sequence[Mapping[str, str]]) -> list[str]:
    return list(dict.fromkeys(c["locator"] for c in citations))


def _place(name: str) -> str:
    zh, en = load(name).document.place
    return f"{en if language() == 'en' else zh} ({name})"


def _event(name: str) -> str:
    from rexian.model.events import EVENT_TYPES

    if name in EVENT_TYPES:
        return EVENT_TYPES[name].label()
    return next((question.label() for question in QUESTIONS if question.id == name), name)


def _short(value: Any) -> str:
    return _when(value) if _is_time(value) else str(value)


def _is_time(value: Any) -> bool:
    return isinstance(value, str) and value[10:11] == "T" and value.endswith("+08:00")


def _when(text: str | None) -> str:
    """Write a time as people do: minutes, and the end of a day as 24:00."""
    if text is None:
        return ""
    moment = datetime.fromisoformat(text)
    if (moment.hour, moment.minute, moment.second) == (23, 59, 59):
        return f"{moment:%Y-%m-%d} 24:00"
    return f"{moment:%Y-%m-%d %H:%M}"
