"""Typed fields: what values a ticket fact, or a particular of an event, may take.

A value is *canonical* once read: an id, a text, a bool, a whole number, a tuple of texts, an
instant, a period, or the limits given from outside. Everything behind the edge sees only those.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final, TypeAlias

from rexian.model.terms import Labelled, Terms
from rexian.worktime.period import Period

if TYPE_CHECKING:
    from rexian.instants import Instant


class FieldType(Enum):
    """What values a field takes; the comment says what the canonical value is."""

    TEXT = "text"  # a text
    STATED = "stated"  # a text, or a bool where only the fact of it was recorded
    TEXTS = "texts"  # a tuple of texts, some of which may be known ids
    REASONS = "reasons"  # the same; `stated` alone where only the fact of it was recorded
    CHOICE = "choice"  # an id; of an open choice, also a word that some jurisdiction may know
    OPEN = "open"  # a known id, or any other text
    MANY = "many"  # a tuple of ids
    FLAG = "flag"  # a bool
    COUNT = "count"  # a whole number
    INSTANT = "instant"  # an instant
    PERIOD = "period"  # a `Period`
    GIVEN = "given"  # a mapping of clock to `Given`


class Unknown(Enum):
    """The type of `UNKNOWN`, so that annotations can tell it from a value."""

    UNKNOWN = "unknown"


UNKNOWN: Final = Unknown.UNKNOWN


@dataclass(frozen=True, slots=True)
class Given:
    """A limit set outside the document: the instant at which it ends, and who set it."""

    at: Instant
    source: str


Value: TypeAlias = str | bool | int | tuple[str, ...] | Period | Mapping[str, Given]


@dataclass(frozen=True, slots=True, kw_only=True)
class Field(Labelled):
    """A named, typed place for a value.

    `default` is what absence means; UNKNOWN is "nobody knows" on a ticket and "not recorded" on
    an event. `least` is the smallest number that a count may have. A choice is `open` where a
    jurisdiction may know more of it: what core does not know is read as it is written.
    """

    type: FieldType
    terms: Terms | None = None
    default: Value | Unknown = UNKNOWN
    least: int = 0
    open: bool = False
