"""The options of a ticket's commands, made from the table of commands, and what they mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from inspect import Parameter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from rexian.cli import options
from rexian.errors import InputError
from rexian.i18n import _
from rexian.lifecycle.commands import CALLER, Command
from rexian.model.fields import Field, FieldType

if TYPE_CHECKING:
    from rexian.desk.acts import Act

_SEVERAL = frozenset({FieldType.MANY, FieldType.TEXTS, FieldType.REASONS, FieldType.GIVEN})
_METAVARS: Mapping[FieldType, str] = {
    FieldType.TEXT: "TEXT",
    FieldType.STATED: "TEXT",
    FieldType.TEXTS: "TEXT",
    FieldType.REASONS: "REASON",
    FieldType.CHOICE: "WORD",
    FieldType.OPEN: "WORD",
    FieldType.MANY: "WORD",
    FieldType.COUNT: "N",
    FieldType.INSTANT: "TIME",
    FieldType.PERIOD: "10wd",
    FieldType.GIVEN: "CLOCK=TIME[:SOURCE]",
}
#: How many words an option's help lists.
_FEW = 10

Config = options.ConfigFile


def parameters(command: Command) -> list[Parameter]:
    """Return what the command line takes for a command: its ticket, its fields, its texts."""
    return [
        *([] if command.id == "new" else [_number()]),
        *(_parameter(f"field_{f.id}", _field(f)) for f in command.asked.values()),
        *_texts(command),
        *_common(command),
    ]


def act_of(command: Command, given: Mapping[str, Any]) -> Act:
    """Return what somebody wants done, as the options say it.

    Raises:
        InputError: an option is not of its form, or a file cannot be read.
    """
    from rexian.desk.asking import Entered
    from rexian.desk.asking import act_of as asked

    told = {name: given[f"field_{name}"] for name in command.asked}
    entered = Entered(
        number=given["number"] or "",
        fields={name: words for name, words in told.items() if words is not None and words != []},
        mended=tuple(given.get("set") or ()),
        texts=dict(_secrets(command, given)),
        files=tuple(map(str, given.get("file") or ())),
        at=given.get("at"),
        override=given.get("override"),
        late_because=given.get("late_because"),
    )
    wanted = asked(command, entered)
    expected, key, source = given.get("expected"), given["key"], given["source"]
    return replace(wanted, expected=expected, key=key, source=source)


def _number() -> Parameter:
    told = typer.Argument(metavar="NUMBER", help=_("The ticket's number."))
    return _parameter("number", Annotated[str, told], default=Parameter.empty)


def _field(field: Field) -> Any:
    """Return the option of a field."""
    flag = f"--{field.id.replace('_', '-')}"
    if field.type is FieldType.FLAG:
        both = f"{flag}/--not-{flag.removeprefix('--')}"
        return Annotated[bool | None, typer.Option(both, help=_help(field))]
    kind: Any = list[str] | None if field.type in _SEVERAL else str | None
    return Annotated[kind, typer.Option(flag, metavar=_METAVARS[field.type], help=_help(field))]


def _help(field: Field) -> str:
    """Say what an option is, with the words that it takes; their labels will do as well."""
    told = field.label()
    if field.terms is not None:
        words = [f"{term.id} {term.zh}" for term in list(field.terms)[:_FEW]]
        more = ["…"] if len(field.terms) > _FEW else []
        told = _("{label}: {words}").format(label=told, words=", ".join([*words, *more]))
    return _("{label}; repeatable").format(label=told) if field.type in _SEVERAL else told


def _texts(command: Command) -> Iterator[Parameter]:
    """Yield the options of what is kept locked; longer texts may stand in a file."""
    for name in command.secrets:
        told = typer.Option(f"--{name}", metavar="TEXT", help=_SAID[name]())
        yield _parameter(f"text_{name}", Annotated[str | None, told])
        if name not in CALLER:
            help_ = _("The same from a file; - reads stdin.")
            told = typer.Option(f"--{name}-file", metavar="FILE", help=help_)
            yield _parameter(f"from_{name}", Annotated[Path | None, told])
    if {*CALLER} <= {*command.secrets}:
        help_ = _("The appellant's name, phone, address from a file (YAML); - reads stdin.")
        told = typer.Option("--caller", metavar="FILE", help=help_)
        yield _parameter("caller", Annotated[Path | None, told])
    if command.secrets:
        told = typer.Option("--file", metavar="FILE", help=_("An attachment; repeatable."))
        yield _parameter("file", Annotated[list[Path] | None, told])


_SAID = {
    "name": lambda: _("The appellant's name; kept locked."),
    "phone": lambda: _("The appellant's phone number; kept locked."),
    "address": lambda: _("The appellant's address; kept locked."),
    "content": lambda: _("The appeal in full; kept locked."),
    "text": lambda: _("The text; kept locked."),
}


def _common(command: Command) -> Iterator[Parameter]:
    """Yield what can be said of any command."""
    if command.id == "new":
        told = typer.Option("--number", metavar="NUMBER", help=_("By default the day's next."))
        yield _parameter("number", Annotated[str | None, told])
    else:
        yield from _of_a_ticket(command)
    key = typer.Option(
        "--key", metavar="KEY", help=_("An outside system's key: under one key, done once.")
    )
    yield _parameter("key", Annotated[str | None, key])
    source = typer.Option("--source", metavar="NAME", help=_("Through which door it came."))
    yield _parameter("source", Annotated[str, source], default="cli")
    dry = typer.Option("--dry-run", help=_("Only tell what would come of it; nothing is written."))
    yield _parameter("dry_run", Annotated[bool, dry], default=False)
    yield _parameter("config", Config)
    yield _parameter("as_json", options.Json, default=False)


def _of_a_ticket(command: Command) -> Iterator[Parameter]:
    if command.id == "correct":
        help_ = _("A particular of the event as it was; repeatable.")
        told = typer.Option("--set", metavar="KEY=VALUE", help=help_)
        yield _parameter("set", Annotated[list[str] | None, told])
    else:
        told = typer.Option("--at", metavar="TIME", help=_("When it was done, if not now."))
        yield _parameter("at", Annotated[str | None, told])
    told = typer.Option(
        "--expected", metavar="VERSION", help=_("Only if the ticket still stands as you saw it.")
    )
    yield _parameter("expected", Annotated[int | None, told])
    told = typer.Option(
        "--override", metavar="REASON", help=_("Why, although the rules forbid it.")
    )
    yield _parameter("override", Annotated[str | None, told])
    told = typer.Option("--late-because", metavar="REASON", help=_("Why it is only recorded now."))
    yield _parameter("late_because", Annotated[str | None, told])


def _parameter(name: str, annotation: Any, default: Any = None) -> Parameter:
    return Parameter(name, Parameter.KEYWORD_ONLY, default=default, annotation=annotation)


def _secrets(command: Command, given: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    from rexian.model.casefile import read_text_of

    if given.get("caller") is not None:
        yield from _caller(given["caller"])
    for name in command.secrets:
        text, file = given[f"text_{name}"], given.get(f"from_{name}")
        if text is not None and file is not None:
            told = _("--{name} and --{name}-file: give one of them")
            raise InputError(told.format(name=name))
        if file is not None:
            text = read_text_of(file)
        if text is not None:
            yield name, text


def _caller(path: Path) -> Iterator[tuple[str, str]]:
    """Yield what a file tells of the appellant: other users of a machine see options, not files."""
    from rexian.model.casefile import load
    from rexian.model.values import read_mapping, read_text, unknown_key, within

    with within(str(path)):
        for name, value in read_mapping(load(path)).items():
            if name not in CALLER:
                raise InputError(unknown_key(name, CALLER))
            yield name, read_text(value)
