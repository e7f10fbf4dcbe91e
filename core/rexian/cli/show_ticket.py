"""One ticket for people: how it stands, what is due, what was done, and what may be done now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from rexian.cli.ticket import verb
from rexian.i18n import _, language
from rexian.instants import Instant, parse_instant
from rexian.lifecycle.commands import COMMANDS
from rexian.lifecycle.kinds import RECORD_TYPES, TOLD
from rexian.lifecycle.stages import PENDING, STAGES
from rexian.model.fields import Field
from rexian.model.ticket import FIELDS
from rexian.model.values import read_fields
from rexian.model.vocabulary import UNIT_TYPES
from rexian.people.roles import ROLES
from rexian.questions import QUESTIONS
from rexian.saying.left import say_left
from rexian.saying.width import fitted
from rexian.tellers import Teller, locators
from rexian.words import join, listed, say_time, say_word

Told = Mapping[str, Any]

#: The room between two columns.
GAP = 2
_LABELS = {question.id: question for question in QUESTIONS}
#: The texts that are kept locked and told once, of the whole ticket.
_TEXTS = {
    "name": lambda: _("name"),
    "phone": lambda: _("phone"),
    "address": lambda: _("address"),
    "content": lambda: _("the appeal"),
}


def show(told: Told, teller: Teller, now: Instant, *, rulings: bool = False) -> None:
    """Print a ticket in as many columns as the terminal has."""
    console = Console(highlight=False, markup=False)
    console.print(Text(fitted(_heading(told), console.width), style="bold"))
    _print_pairs(console, list(_about(told)))
    _print_clocks(console, told["clocks"], now)
    _print_timeline(console, told)
    _print_pairs(console, list(_may(told["allowed"])))
    if rulings:
        from rexian.cli.show_explain import show_rulings

        console.print()
        show_rulings(console, teller, {"rulings": told["rulings"], "assignments": []})


def _routing(told: Told | None) -> Iterator[tuple[str, str]]:
    """Yield to whom the ticket may go: by the responsibility lists, and on which principle."""
    if told is None:
        return
    if told["suggested"]:
        units = [f"{each['unit']} [{each['source']}]" for each in told["suggested"]]
        yield _("answers for it"), listed(units)
    if told["principle"]:
        words = [say_word(word, key="principle", question="dispatch") for word in told["principle"]]
        yield _("principle"), listed(words)


def _heading(told: Told) -> str:
    stage = STAGES.label(told["stage"])
    waiting = [PENDING.label(each) for each in told["pending"]]
    state = listed([stage, *waiting, *([_("supervised")] if told["supervised"] else [])])
    version = _("version {n}").format(n=told["version"])
    return "  ".join(part for part in (told["number"], told["title"], state, version) if part)


def _about(told: Told) -> Iterator[tuple[str, str]]:
    """Yield what is known of the ticket: facts, who raised it, who has it, what it hangs with."""
    for name, value in told["facts"].items():
        yield FIELDS[name].label(), say_field(FIELDS[name], value)
    if told["about"]:
        yield TOLD["about"].label(), told["about"]
    for text in told["secrets"]:
        if text["name"] in _TEXTS:
            yield _TEXTS[text["name"]](), _shown(text)
    yield from _routing(told["routing"])
    for holder in told["holders"]:
        yield _part(holder), _holder(holder)
    if told["linked"]:
        yield _("linked with"), listed(told["linked"])
    if told["same_caller"]:
        yield _("the same caller's"), listed(told["same_caller"])


def _shown(text: Told) -> str:
    return _("erased") if text["text"] is None else text["text"]


def _part(holder: Told) -> str:
    if holder["part"] == "asked":
        return _("asked beforehand")
    if holder["tier"] == "unit":
        return _("inside the body")
    return _("co-handling") if holder["part"] == "co" else _("host")


def _holder(holder: Told) -> str:
    kind = UNIT_TYPES.label(holder["unit_type"]) if holder["unit_type"] else None
    since = _("since {time}").format(time=say_time(holder["since"]))
    stage = STAGES.label(holder["stage"])
    waiting = [PENDING.label(each) for each in holder["pending"]]
    return listed([part for part in (holder["unit"], kind, stage, *waiting, since) if part])


def _print_pairs(console: Console, pairs: Sequence[tuple[str, str]]) -> None:
    """Print what is told beside what it is about."""
    if not pairs:
        return
    labels = min(console.width // 3, max(cell_len(label) for label, _text in pairs))
    table = Table.grid(padding=(0, GAP, 0, 0))
    for label, text in pairs:
        room = console.width - labels - 2 * GAP
        table.add_row(Text(fitted(label, labels), style="dim"), Text(fitted(text, room)))
    console.print(table)


def _print_clocks(console: Console, clocks: Sequence[Told], now: Instant) -> None:
    if not clocks:
        return
    table = Table(box=None, header_style="dim", padding=(0, GAP, 0, 0), pad_edge=False)
    for name in (_("clock"), _("due"), _("state"), _("by")):
        table.add_column(name, overflow="fold", no_wrap=name == _("due"))
    for clock in clocks:
        is_over = clock["done_at"] is None and clock["late"]
        table.add_row(*_clock(clock, now), style="red" if is_over else "")
    console.print()
    console.print(table)


def _clock(clock: Told, now: Instant) -> list[str]:
    label = _LABELS[clock["question"]].label()
    if clock["unit"]:
        label = _("{clock}: {unit}").format(clock=label, unit=clock["unit"])
    due = say_time(clock["due_at"])
    if clock["calendar"] == "provisional":
        due = _("{time} (provisional)").format(time=due)
    return [label, due, _state(clock, now), join(locators(clock["citations"]))]


def _state(clock: Told, now: Instant) -> str:
    if clock["done_at"] is None:
        if clock["late"] is None and clock["remaining"] < 0:
            return _("lapsed")
        return say_left(parse_instant(clock["due_at"]), now)
    told = {True: _("late {time}"), False: _("in time {time}"), None: _("done {time}")}
    return told[clock["late"]].format(time=say_time(clock["done_at"]))


def _print_timeline(console: Console, told: Told) -> None:
    """Print what was done, in the order in which it was recorded."""
    table = Table(box=None, header_style="dim", padding=(0, GAP, 0, 0), pad_edge=False)
    table.add_column("#", justify="right")
    table.add_column(_("happened"), no_wrap=True)
    for name in (_("what"), _("by whom"), _("particulars")):
        table.add_column(name, overflow="fold")
    texts = {(text["seq"], text["name"]): _shown(text) for text in told["secrets"]}
    for entry in told["timeline"]:
        row = [str(entry["seq"]), say_time(entry["at"]), _what(entry), _whom(entry)]
        style = "dim strike" if entry["void"] else ""
        table.add_row(*row, join(list(_particulars(entry, texts))), style=style)
    console.print()
    console.print(table)
    console.print()


def _what(entry: Told) -> str:
    return RECORD_TYPES[entry["type"]].label()


def _whom(entry: Told) -> str:
    role = ROLES.label(entry["role"]) if entry["role"] in ROLES else ""
    return f"{entry['actor']} {role}".strip()


def _particulars(entry: Told, texts: Mapping[tuple[int, str], str]) -> Iterator[str]:
    known: Mapping[str, Field] = RECORD_TYPES[entry["type"]].fields
    for name, value in entry["fields"].items():
        if name in known and value != "":
            yield f"{known[name].label()} {_asked(name, value) or say_field(known[name], value)}"
    for name, value in (entry["fields"].get("facts") or {}).items():
        yield f"{FIELDS[name].label()} {say_field(FIELDS[name], value)}"
    for name in entry["secrets"]:
        if name not in _TEXTS:
            yield texts[entry["seq"], name]
    yield from _noted(entry["notes"])
    if entry["corrected_by"]:
        yield _("corrected by record {n}").format(n=entry["corrected_by"])


def _asked(name: str, value: Any) -> str:
    """Say the clock or the question that a record of the desk's own is about."""
    question = str(value).partition(".")[0]
    named = name in {"clock", "question"} and question in _LABELS
    return _LABELS[question].label() if named else ""


def _noted(notes: Told) -> Iterator[str]:
    """Yield what the desk held beside a record: an override and why, why it was entered late."""
    override = notes.get("override")
    if override:
        against = join([each["said"] for each in override["against"]])
        told = _("against the rules ({against}), because: {reason}")
        yield told.format(against=against, reason=override["reason"])
    if notes.get("late_because"):
        yield _("entered late, because: {reason}").format(reason=notes["late_because"])


def _may(allowed: Mapping[str, Told]) -> Iterator[tuple[str, str]]:
    """Yield what may be done now, and what is forbidden although the stage would allow it."""
    may = [_named(name) for name, found in allowed.items() if found["allowed"]]
    if may:
        yield _("you may now"), listed(may)
    for name, found in allowed.items():
        against = [each for each in found["objections"] if each["question"]]
        if against and not found["allowed"]:
            yield _("not {command}").format(command=COMMANDS[name].label()), found["why"]


def _named(command: str) -> str:
    """Say a command by its verb; an English label would only say the same."""
    return verb(command) if language() == "en" else f"{COMMANDS[command].label()} {verb(command)}"


def say_field(field: Field, value: Any) -> str:
    """Say the value of a field as a record's JSON holds it."""
    found = read_fields({field.id: field}, {field.id: value}).get(field.id)
    if found is None:
        return ""
    if isinstance(found, bool):
        return _("yes") if found else _("no")
    if isinstance(found, Mapping):
        limits = [f"{clock} {say_time(each['at'])}" for clock, each in value.items()]
        return listed(limits)
    if isinstance(found, tuple):
        return listed([_word(field, each) for each in found])
    return say_time(value) if field.type.value == "instant" else _word(field, str(found))


def _word(field: Field, value: str) -> str:
    return field.terms.label(value) if field.terms is not None else value
