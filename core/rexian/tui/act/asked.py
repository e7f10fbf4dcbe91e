"""What the form of a command asks: pure, one entry for each thing that can be filled in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from rexian.desk.offering import Offer
from rexian.i18n import _
from rexian.instants import format_instant
from rexian.lifecycle.commands import CALLER, Command
from rexian.lifecycle.kinds import RECORD_TYPES
from rexian.model.fields import Field, FieldType
from rexian.model.terms import Terms
from rexian.model.vocabulary import UNIT_TYPES
from rexian.words import say_time


class Way(Enum):
    """How something is filled in."""

    LINE = "line"  # one line
    MASKED = "masked"  # one line that only shows while it is being written
    LONG = "long"  # a text of many lines
    LINES = "lines"  # several, one a line
    PICK = "pick"  # one of a closed list
    SEVERAL = "several"  # some of a closed list
    FIND = "find"  # found by typing, in a list that may leave room for other words


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose.

    Attributes:
        value: what is filled in.
        label: what is shown.
        hint: what is said of it besides.
    """

    value: str
    label: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that can be filled in.

    Attributes:
        id: the field's, the locked text's, or what is common to all commands.
        field: the field that reads it; None for what is none.
        options: what can be chosen.
        open: whether other words will do as well.
        must: whether the command cannot be without it.
        example: what it looks like.
        limit: how many characters it may have.
    """

    id: str
    label: str
    way: Way
    field: Field | None = None
    options: tuple[Option, ...] = ()
    open: bool = False
    must: bool = False
    example: str = ""
    limit: int | None = None


#: Chosen so in a list of two: yes and no.
YES, NO = "yes", "no"
FILES, MENDED = "files", "mended"
#: What can be said of every command.
COMMON = ("at", "override", "late_because")
#: What is asked first of a command that can be told a great deal.
_FIRST = {
    "new": (
        *CALLER, "content", "title", "kind", "channel", "subject", "area", "received_at",
    ),
    "classify": ("kind", "subject", "title", "area", "findings"),
    "reply": ("text", "medium", "chars", "sections"),
    "remind": ("about", "unit", "via"),
}  # fmt: skip
#: As many as this are asked all at once.
_FEW = 5
_UNITS = frozenset({"unit", "about", "suggested_unit"})
_WAYS = {
    FieldType.TEXT: Way.LINE,
    FieldType.STATED: Way.LINE,
    FieldType.COUNT: Way.LINE,
    FieldType.INSTANT: Way.LINE,
    FieldType.PERIOD: Way.LINE,
    FieldType.OPEN: Way.FIND,
    FieldType.CHOICE: Way.PICK,
    FieldType.FLAG: Way.PICK,
    FieldType.MANY: Way.SEVERAL,
    FieldType.TEXTS: Way.SEVERAL,
    FieldType.REASONS: Way.SEVERAL,
    FieldType.GIVEN: Way.LINES,
}
_EXAMPLES = {
    FieldType.INSTANT: "2026-03-02T09:00",
    FieldType.PERIOD: "10wd",
    FieldType.GIVEN: "close=2026-03-09T17:00:ticket",
}


def asked_of(command: Command, offer: Offer) -> tuple[Asked, ...]:
    """Return everything that a command's form can ask, what is asked first coming first."""
    every = {each.id: each for each in _every(command, offer)}
    first = [name for name in first_of(command, offer) if name in every]
    return tuple(every[name] for name in dict.fromkeys([*first, *every]))


def first_of(command: Command, offer: Offer) -> tuple[str, ...]:
    """Return what is asked at once: what must be, what the rules want, what is usual."""
    wanted = [name for each in offer.row["fill_in"] for name in each["about"]]
    grounds = [each["id"] for each in offer.row["fill_in"]]
    approver = ["approved_by"] if "unapproved" in grounds else []
    usual = _FIRST.get(command.id, ())
    if command.id not in _FIRST:
        own = [name for name in command.asked if name not in _UNITS]
        usual = (*command.secrets, *own) if len(own) <= _FEW else command.secrets
    mended = [MENDED] if command.id == "correct" else []
    return tuple(dict.fromkeys([*command.must, *usual, *approver, *wanted, *mended]))


def _every(command: Command, offer: Offer) -> Iterator[Asked]:
    for name in command.secrets:
        yield _text(name, offer)
    for name, field in command.asked.items():
        yield replace(_field(field, offer), must=name in command.must)
    if command.secrets:
        yield Asked(FILES, _("attachments"), Way.LINES, example=_("the path of a file, one a line"))
    if command.id == "correct":
        yield Asked(MENDED, _("as it was"), Way.LINES, example=_mended(offer))
    yield from _common(command)


def _common(command: Command) -> Iterator[Asked]:
    if command.id == "new":
        return
    if command.id != "correct":
        when = Field(id="at", zh="办理时间", en="when it was done", type=FieldType.INSTANT)
        example = _EXAMPLES[FieldType.INSTANT]
        yield Asked("at", when.label(), Way.LINE, when, example=example)
    yield Asked("override", _("why against the rules"), Way.LINE)
    yield Asked("late_because", _("why only now"), Way.LINE)


def _text(name: str, offer: Offer) -> Asked:
    way = Way.MASKED if name in CALLER else Way.LONG
    return Asked(name, _SAID[name](), way, limit=None if name in CALLER else offer.limit)


_SAID = {
    "name": lambda: _("name"),
    "phone": lambda: _("phone"),
    "address": lambda: _("address"),
    "content": lambda: _("the appeal"),
    "text": lambda: _("the text"),
}


def _field(field: Field, offer: Offer) -> Asked:
    asked = Asked(field.id, field.label(), _WAYS[field.type], field)
    if field.id in _UNITS:
        open_ = field.type is FieldType.STATED
        return replace(asked, way=Way.FIND, options=tuple(_units(offer)), open=open_)
    if field.id == "seq":
        return replace(asked, way=Way.FIND, options=tuple(_records(offer)))
    if field.id == "ticket":
        return replace(asked, way=Way.FIND, options=tuple(_others(offer)), open=True)
    if field.id == "channel":
        return replace(asked, options=_terms(offer.channels))
    options = _yes_and_no() if field.type is FieldType.FLAG else _terms(field.terms)
    if field.id == "role":
        options = tuple(sorted(options, key=lambda each: each.value not in offer.posts))
    example = _EXAMPLES.get(field.type, "")
    open_ = field.type in {FieldType.OPEN, FieldType.TEXTS, FieldType.REASONS}
    return replace(asked, options=options, open=open_, example=example)


def _yes_and_no() -> tuple[Option, ...]:
    return Option(YES, _("yes")), Option(NO, _("no"))


def _terms(terms: Terms | None) -> tuple[Option, ...]:
    return tuple(Option(term.id, term.label()) for term in terms or ())


def _units(offer: Offer) -> Iterator[Option]:
    """Yield the units: those that answer for the matter, those that have it, then the others."""
    for each in offer.suggested:
        source = each.source or _("responsibility list")
        yield Option(each.unit, each.unit, _("answers for it: {source}").format(source=source))
    for unit in offer.units:
        if unit.name not in {each.unit for each in offer.suggested}:
            has_it = _("has it") if unit.name in offer.holders else ""
            hint = " ".join(filter(None, [UNIT_TYPES.label(unit.type), unit.area or "", has_it]))
            yield Option(unit.name, unit.name, hint)


def _records(offer: Offer) -> Iterator[Option]:
    for seq, kind, at in reversed(offer.records):
        label = RECORD_TYPES[kind].label()
        yield Option(str(seq), str(seq), f"{label} {say_time(format_instant(at))}")


def _others(offer: Offer) -> Iterator[Option]:
    for number, title, received in offer.others:
        hint = _("the same caller's: {title} {time}")
        time = say_time(format_instant(received))
        yield Option(number, number, hint.format(title=title, time=time))


def _mended(offer: Offer) -> str:
    """Say how a record's particulars are mended."""
    return _("KEY=VALUE, one a line, such as unit={unit}").format(
        unit=offer.holders[0] if offer.holders else offer.units[0].name if offer.units else "..."
    )


def matching(options: Iterable[Option], typed: str) -> Sequence[Option]:
    """Return the options in which what is typed stands: at the head, in them, in what is said."""
    wanted = typed.strip().casefold()
    if not wanted:
        return list(options)
    ranked = [(_rank(each, wanted), each) for each in options]
    found = [(rank, each) for rank, each in ranked if rank is not None]
    return [each for _rank, each in sorted(found, key=lambda pair: pair[0])]


def _rank(option: Option, wanted: str) -> int | None:
    label, value, hint = (t.casefold() for t in (option.label, option.value, option.hint))
    if label.startswith(wanted):
        return 0
    return 1 if wanted in label or wanted in value else 2 if wanted in hint else None
