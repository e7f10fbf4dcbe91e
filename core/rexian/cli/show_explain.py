"""A case's rulings for people: the clocks, what each comes from, and what is 未规定."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from rexian.discovery import load
from rexian.i18n import _
from rexian.model.case import Case
from rexian.questions import QUESTIONS
from rexian.rules.question import Question
from rexian.saying.width import fitted
from rexian.tellers import Teller, place
from rexian.words import join, listed, say_limit, say_status, say_time, say_word

Ruling = Mapping[str, Any]

#: The room that a column needs for a jurisdiction beside others; with less they stand below
#: one another.
BESIDE = 30
#: How the width is shared out where they do: the question, the places, the answer.
SHARES = (4, 5, 12)
#: The width from which on the facts behind a clock are shown beside it.
WIDE = 120
#: The columns that hold a time and are never broken.
TIMES = (2, 3)
#: The room on either side of a column.
GAP = 2
OPEN = ("missing_fact", "conflict")
#: The keys of answers that are told only where they are so.
TRIGGERS = ("required", "triggered", "mask")
QUIET = ("silent", "not_applicable")


def show(case: Case, told: Sequence[Mapping[str, Any]]) -> None:
    """Print a case under one jurisdiction in full, under several side by side."""
    console = Console(highlight=False, markup=False)
    console.print(Text(_heading(case, told), style="bold"))
    if len(told) == 1:
        _show_one(console, told[0])
    elif console.width >= BESIDE * (len(told) + 1):
        console.print(_beside(_Several(told), console.width))
    else:
        console.print(_below(_Several(told), console.width))
    console.print()


def _heading(case: Case, told: Sequence[Mapping[str, Any]]) -> str:
    now = told[0]["now"]
    as_at = _("as at {now}").format(now=say_time(now)) if now else ""
    parts = [case.id or "", case.title or "", as_at]
    return "  ".join(part for part in parts if part)


def _show_one(console: Console, told: Mapping[str, Any]) -> None:
    show_rulings(console, Teller(load(told["jurisdiction"])), told)


def show_rulings(console: Console, teller: Teller, told: Mapping[str, Any]) -> None:
    """Print a case's rulings under one jurisdiction in full."""
    rulings = told["rulings"]
    console.print(teller.jurisdiction.heading())
    clocks = _clocks(teller, rulings, wide=console.width >= WIDE)
    if clocks.row_count:
        console.print(clocks)
    console.print(_paired(list(_lines(teller, told)), console.width))


def _paired(lines: Sequence[tuple[str, str, str]], width: int) -> Table:
    """Set what is said beside what it is about."""
    labels = min(width // 4, max(cell_len(label) for _style, label, _text in lines))
    table = Table.grid(padding=(0, GAP), pad_edge=True)
    for style, label, text in lines:
        left = fitted(label, labels)
        table.add_row(left, fitted(text, width - labels - 3 * GAP), style=style)
    return table


def _clocks(teller: Teller, rulings: Mapping[str, Ruling], *, wide: bool) -> Table:
    """Return the clocks that run or have run, each with what it comes from."""
    table = Table(box=None, header_style="dim", padding=(0, 1))
    names = [_("clock"), _("limit"), _("from"), _("due"), _("state"), _("by")]
    for number, name in enumerate([*names, _("why")] if wide else names):
        table.add_column(name, overflow="fold", no_wrap=number in TIMES)
    for question in QUESTIONS:
        ruling, label = rulings[question.id], question.label()
        by = [teller.by(ruling), listed(teller.reasons(ruling))][: 1 + wide]
        for outcome in _outcomes(ruling):
            if not outcome["waiting_for"]:
                table.add_row(label, *_clock(outcome), *by)
                label, by = "", []
    return table


def _clock(outcome: Ruling) -> list[str]:
    due = say_time(outcome["due_at"])
    start = say_time(outcome["from"])
    if start[:4] == due[:4]:
        start = start[5:]
    if outcome["calendar"] == "provisional":
        due += "\n" + _("provisional")
    if outcome["base_due_at"] != outcome["due_at"]:
        due += "\n" + _("was {base}").format(base=say_time(outcome["base_due_at"]))
    return ["\n".join(_limit(outcome)), start, due, _state(outcome)]


def _limit(outcome: Ruling) -> list[str]:
    """Say a limit, and to whom what is done within it goes."""
    limit = say_limit(outcome["limit"], outcome["strength"])
    whom = outcome.get("to")
    return [limit, _("to the {whom}").format(whom=say_word(whom))] if whom else [limit]


def _waiting(teller: Teller, ruling: Ruling) -> Iterator[str]:
    """Yield the clocks that do not run yet, and for what they wait."""
    for outcome in _outcomes(ruling):
        if outcome["waiting_for"]:
            yield f"{join([*_limit(outcome), _state(outcome)])}  [{teller.by(ruling)}]"


def _state(outcome: Ruling) -> str:
    if outcome["waiting_for"]:
        return _("waits for: {event}").format(event=_event(outcome["waiting_for"]))
    done = outcome["done_at"]
    if done:
        said = {True: _("late"), False: _("in time"), None: _("done")}[outcome["late"]]
        return f"{said} {say_time(done)[5:]}"
    return "" if outcome["late"] is None else _("overdue") if outcome["late"] else _("open")


def _lines(teller: Teller, told: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield everything that is no clock: its style, what it is about, and what is said of it."""
    rulings = told["rulings"]
    yield from _answers(teller, rulings)
    yield from _units(told["assignments"])
    for line in teller.readings(rulings):
        yield "cyan", _("reading"), line
    for label, near in teller.near_misses(rulings):
        yield "dim", label, near
    idle = [q.label() for q in QUESTIONS if _is_not_called_for(rulings[q.id])]
    if idle:
        yield "dim", _("not called for"), listed(idle)
    for status in QUIET:
        named = [q.label() for q in QUESTIONS if rulings[q.id]["status"] == status]
        if named:
            yield "dim", say_status(status), listed(named)


def _answers(teller: Teller, rulings: Mapping[str, Ruling]) -> Iterator[tuple[str, str, str]]:
    """Yield the clocks that wait, what is allowed or demanded, and what stays open."""
    for question in QUESTIONS:
        waiting = _waiting(teller, rulings[question.id])
        yield from (("", question.label(), told) for told in waiting)
    for question in QUESTIONS:
        ruling = rulings[question.id]
        if _is_told(ruling):
            yield "", question.label(), _permission(teller, question, ruling)
    for question in QUESTIONS:
        if rulings[question.id]["status"] in OPEN:
            yield "yellow", question.label(), _open_point(teller, question, rulings[question.id])


def _is_told(ruling: Ruling) -> bool:
    return not (ruling["status"] != "decided" or _is_clock(ruling) or _is_not_called_for(ruling))


def _is_not_called_for(ruling: Ruling) -> bool:
    """Whether a trigger is not set off, and nothing is left that might yet set it off."""
    outcome = ruling["outcome"] or {}
    decided = ruling["status"] == "decided" and not outcome.get("undetermined")
    return decided and any(outcome.get(key) is False for key in TRIGGERS)


def _units(assignments: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, str, str]]:
    """Yield what is due of each unit where there are several: of one alone all has been said."""
    if len(assignments) > 1:
        for unit in assignments:
            yield "", unit["unit"] or "-", join([_part(unit), *_dues(unit)])


def _permission(teller: Teller, question: Question, ruling: Ruling) -> str:
    by = teller.by(ruling)
    said = join(teller.keys(question.id, ruling))
    return f"{said}  [{by}]" if by else said


def _open_point(teller: Teller, question: Question, ruling: Ruling) -> str:
    """Say on which facts an answer hangs, and what is known of it; or which clauses clash."""
    if ruling["status"] != "missing_fact":
        return f"{say_status('conflict')}: {teller.conflict(ruling)}"
    hangs = _("hangs on: {facts}").format(facts=listed(teller.facts(ruling["facts"])))
    if ruling["outcome"] is None or _is_clock(ruling):
        return hangs
    return join([hangs, *teller.keys(question.id, ruling)])


def _part(unit: Mapping[str, Any]) -> str:
    if unit["tier"] == "unit":
        return _("inside the body")
    return _("co-handling") if unit["part"] == "co" else _("host")


def _dues(unit: Mapping[str, Any]) -> Iterator[str]:
    for question in QUESTIONS:
        for outcome in _outcomes(unit["rulings"].get(question.id, {"outcome": None})):
            if outcome["due_at"]:
                yield f"{question.label()} {say_time(outcome['due_at'])} {_state(outcome)}"


@dataclass(frozen=True)
class _Several:
    """The rulings of one case under several jurisdictions."""

    told: Sequence[Mapping[str, Any]]

    @cached_property
    def tellers(self) -> Mapping[str, Teller]:
        """Who tells of each jurisdiction."""
        names = (ruled["jurisdiction"] for ruled in self.told)
        return {name: Teller(load(name)) for name in names}

    def asked(self) -> list[Question]:
        """Return the questions on which one of the jurisdictions speaks, the clocks first."""
        found = [
            question
            for question in QUESTIONS
            if any(ruled["rulings"][question.id]["status"] not in QUIET for ruled in self.told)
        ]
        return sorted(found, key=lambda question: question.parts[0].clock is None)

    def answers(self, question: Question, between: str) -> list[tuple[str, str]]:
        """Return what each jurisdiction answers, with the place it is called by."""
        return [
            (place(ruled["jurisdiction"]), self._answer(ruled, question, between))
            for ruled in self.told
        ]

    def _answer(self, ruled: Mapping[str, Any], question: Question, between: str) -> str:
        ruling, teller = ruled["rulings"][question.id], self.tellers[ruled["jurisdiction"]]
        if ruling["status"] in QUIET:
            return say_status(ruling["status"])
        if ruling["outcome"] is None or ruling["status"] == "missing_fact":
            return _open_point(teller, question, ruling)
        if not _is_clock(ruling):
            return _permission(teller, question, ruling)
        outcome = ruling["outcome"]
        said = [
            say_time(outcome["due_at"]) or _state(outcome),
            say_limit(outcome["limit"], outcome["strength"]),
            f"[{teller.by(ruling)}]",
        ]
        return between.join(said)


def _beside(several: _Several, width: int) -> Table:
    """Set the jurisdictions beside one another, a column each."""
    asked = several.asked()
    labels = min(BESIDE // 2, max((cell_len(question.label()) for question in asked), default=0))
    room = (width - labels - 2) // len(several.told) - 2
    table = Table(box=None, header_style="bold", padding=(0, 1))
    table.add_column("", width=labels)
    for ruled in several.told:
        table.add_column(fitted(place(ruled["jurisdiction"]), room), width=room)
    for question in asked:
        cells = [fitted(answer, room) for _place, answer in several.answers(question, "\n")]
        table.add_row(fitted(question.label(), labels), *cells)
    return table


def _below(several: _Several, width: int) -> Table:
    """Set the jurisdictions below one another; those that answer alike stand together."""
    table = Table(box=None, show_header=False, padding=(0, 1))
    widths = [share * (width - 2 * len(SHARES)) // sum(SHARES) for share in SHARES]
    for room in widths:
        table.add_column(width=room)
    quiet = {say_status(status) for status in QUIET}
    for question in several.asked():
        alike: dict[str, list[str]] = {}
        for where, answer in several.answers(question, "  "):
            alike.setdefault(answer, []).append(where)
        rows = [(listed(alike[answer]), answer, "") for answer in alike if answer not in quiet]
        rest = [(_("the others"), answer, "dim") for answer in sorted(quiet & alike.keys())]
        label = question.label()
        for who, answer, style in [*rows, *rest]:
            first, *others = map(fitted, (label, who, answer), widths)
            table.add_row(Text(first, style="bold"), *others, style=style)
            label = ""
    return table


def _outcomes(ruling: Ruling) -> list[Ruling]:
    """Return the clocks of a ruling: none where it is about something else."""
    if not _is_clock(ruling):
        return []
    return [ruling["outcome"], *ruling["outcome"].get("also", [])]


def _is_clock(ruling: Ruling) -> bool:
    return bool(ruling["outcome"]) and "limit" in ruling["outcome"]


def _event(name: str) -> str:
    from rexian.model.events import EVENT_TYPES

    if name in EVENT_TYPES:
        return EVENT_TYPES[name].label()
    return next((question.label() for question in QUESTIONS if question.id == name), name)
