"""Documents: what a plugin says about the text it encodes, and the channels it knows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rexian.i18n import language
from rexian.model.terms import Term


@dataclass(frozen=True, slots=True)
class Edition:
    """One state of a document's text.

    Attributes:
        id: usually the day it was issued.
        in_force: the first day it applies; None where it always did, or the day is not known.
    """

    id: str
    in_force: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document: what it is called, who issued it, and the document it stands under.

    Attributes:
        id: the jurisdiction's id.
        title: its title, in Chinese.
        title_en: its title, in English.
        number: its document number.
        issuer: who issued it, in Chinese.
        place: what people call the jurisdiction, in Chinese and English.
        editions: oldest first.
        upper: the id of the document above it, if it is in the collection.
        note: what a reader should know about the text itself.
    """

    id: str
    title: str
    title_en: str
    number: str
    issuer: str
    place: tuple[str, str]
    editions: tuple[Edition, ...]
    upper: str | None = None
    note: str = ""

    def label(self) -> str:
        """Return the title in the interface language."""
        return self.title_en if language() == "en" else self.title


@dataclass(frozen=True, slots=True)
class Prefix:
    """A prefix of ticket numbers, the channels it may stand for, and the clauses that say so."""

    text: str
    channels: tuple[str, ...]
    per: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Channels:
    """The channels of a jurisdiction: those core does not know, and its number prefixes."""

    prefixes: tuple[Prefix, ...] = ()
    terms: tuple[Term, ...] = ()

    def channel_of(self, number: str) -> str | None:
        """Return the channel that a ticket number shows, `a|b` where its prefix leaves two open.

        The longest prefix wins: `DHXX` is one channel's and `省工单DH` another's.
        """
        fitting = [prefix for prefix in self.prefixes if number.startswith(prefix.text)]
        if not fitting:
            return None
        longest = max(fitting, key=lambda prefix: len(prefix.text))
        return "|".join(longest.channels)
