"""YAML that knows where it stands: every mistake is told with line and column."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, NoReturn

import yaml

from rexian.errors import InputError
from rexian.i18n import _
from rexian.model.casefile import nodes_of
from rexian.model.terms import shown
from rexian.model.values import unknown_key
from rexian.rules.text import MisreadError

_TAGS = "tag:yaml.org,2002:"
_YES, _NO = ("yes", "true", "on"), ("no", "false", "off")


@dataclass(frozen=True, slots=True)
class Source:
    """The text of a reform, and what its file is called."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece of a YAML text: a text or number, a list, or a mapping."""

    node: yaml.Node
    source: Source

    def refuse(self, problem: str, at: int | None = None) -> NoReturn:
        """Tell what is wrong here, or at the character `at` of a text.

        Raises:
            InputError: always; it names the file, the line and the column.
        """
        mark = self.node.start_mark
        line, column = mark.line + 1, mark.column + 1
        if at is not None:
            place = self._place(at)
            line = self.source.text.count("\n", 0, place) + 1
            column = place - self.source.text.rfind("\n", 0, place)
        told = _("{file}, line {line}, column {column}: {problem}")
        raise InputError(
            told.format(file=self.source.name, line=line, column=column, problem=problem)
        )

    @contextmanager
    def within(self) -> Iterator[None]:
        """Tell where an input error arose: of a condition the very word."""
        try:
            yield
        except MisreadError as error:
            self.refuse(error.problem, error.column - 1)
        except InputError as error:
            self.refuse(str(error))

    def mapping(self, known: Collection[str]) -> dict[str, Placed]:
        """Return the values under these keys; what is blank counts as absent."""
        found = {}
        for key, value in self.any_mapping().items():
            if key.node.value not in known:
                key.refuse(unknown_key(key.node.value, known))
            if not value.is_blank:
                found[key.node.value] = value
        return found

    def any_mapping(self) -> Mapping[Placed, Placed]:
        """Return the values of a mapping by their placed keys, whatever these are."""
        if not self.is_mapping:
            self.refuse(_("write `key: value` here"))
        source = self.source
        return {Placed(key, source): Placed(value, source) for key, value in self.node.value}

    @property
    def is_mapping(self) -> bool:
        """Whether it holds keys with values."""
        return isinstance(self.node, yaml.MappingNode)

    @property
    def is_blank(self) -> bool:
        """Whether nothing is written: null, or a text without a visible character."""
        if not isinstance(self.node, yaml.ScalarNode):
            return False
        return self.node.tag == f"{_TAGS}null" or not self.node.value.strip()

    def items(self) -> list[Placed]:
        """Return the items of a list; a single value is a list of one."""
        if isinstance(self.node, yaml.SequenceNode):
            return [Placed(item, self.source) for item in self.node.value]
        return [self]

    @property
    def raw(self) -> str:
        """The text as it stands; a number is taken as its digits."""
        if not isinstance(self.node, yaml.ScalarNode) or self.is_blank:
            self.refuse(_("write a text here"))
        return str(self.node.value)

    def text(self) -> str:
        """Return the text without the blanks around it."""
        return self.raw.strip()

    def plain(self) -> Any:
        """Return a text, a whole number, yes or no, or a tuple of such."""
        if isinstance(self.node, yaml.SequenceNode):
            return tuple(item.plain() for item in self.items())
        if not isinstance(self.node, yaml.ScalarNode) or self.is_blank:
            self.refuse(_("write a text, a whole number, true or false, or a list of them"))
        tag, value = self.node.tag.removeprefix(_TAGS), self.node.value
        if tag == "bool" and value.casefold() in (*_YES, *_NO):
            return value.casefold() in _YES
        if tag == "int":
            return int(value)
        if tag != "str":
            told = _("{value} is neither a text nor a whole number; put a text in quotes")
            self.refuse(told.format(value=shown(value)))
        return value

    def flag(self) -> bool:
        """Return yes or no."""
        found = self.plain()
        if not isinstance(found, bool):
            self.refuse(_("{value} is neither true nor false").format(value=shown(found)))
        return found

    def _place(self, at: int) -> int:
        """Return where in the source a character of this text stands.

        Line breaks and quotes are all that YAML adds, so the other characters are met in order.
        """
        raw = self.source.text[self.node.start_mark.index : self.node.end_mark.index]
        # A block of text opens with a line of its own, a quoted one with its quote.
        place = raw.find("\n") + 1 if raw[0] in "|>" else int(raw[0] in "'\"")
        for character in self.node.value[:at]:
            if not character.isspace():
                place = raw.find(character, place) + 1
                if not place:  # written as an escape
                    return int(self.node.start_mark.index)
        following = self.node.value[at : at + 1]
        met = raw.find(following, place) if following.strip() else -1
        return int(self.node.start_mark.index) + (place if met < 0 else met)


def read_places(source: Source) -> Placed:
    """Return a YAML text as a placed mapping.

    Raises:
        InputError: it is no YAML, or empty.
    """
    node = nodes_of(source.text, source.name)
    if node is None:
        raise InputError(_("{file}: there is nothing in it").format(file=source.name))
    return Placed(node, source)
