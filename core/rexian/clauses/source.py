"""The article itself, read in place from a deployment's own copy of a document.

Clauses are found by their anchors once both are freed of white space; where that fails, once the
width of letters and punctuation counts for nothing either, in which copies differ.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

from rexian.clauses.index import Clause
from rexian.errors import InputError
from rexian.i18n import _

_SENTENCE_END = re.compile(r"[。；;！？!?]+[”’』」）)]*")
_NUMBERED = re.compile(
    r"第[一二三四五六七八九十百]+[章条]|[（(][一二三四五六七八九十]+[）)]"
    r"|[一二三四五六七八九十]+[、是]|\d+[.．、]|附件|抄送"
)
#: A line shorter than this was not broken for want of room, so what follows it is a new paragraph.
_FULL_LINE = 20


@dataclass(frozen=True)
class Source:
    """A copy of a document."""

    text: str

    def places(self, clause: Clause) -> list[range]:
        """Return the stretches of the text that are a clause's anchor; best just one."""
        return next((at for form in (self._plain, self._folded) if (at := form.find(clause))), [])

    def passages(self, clauses: Iterable[Clause]) -> dict[str, str | None]:
        """Return the text of each clause by id; None where its anchor is not there just once."""
        places = {clause.id: self.places(clause) for clause in clauses}
        starts = sorted(at[0].start for at in places.values() if len(at) == 1)
        return {
            name: self._passage(at[0], starts) if len(at) == 1 else None
            for name, at in places.items()
        }

    def _passage(self, anchor: range, anchors: list[int]) -> str:
        """Return whole sentences: from the anchor's until the one in which the next begins."""
        sentences, paragraphs = self._starts
        begin = sentences[bisect_right(sentences, anchor.start) - 1]
        least = _next(sentences, anchor.stop, len(self.text))
        following = _next(anchors, anchor.start + 1, len(self.text))
        before = sentences[bisect_right(sentences, following) - 1]
        upto = max(least, min(before, _next(paragraphs, anchor.stop, len(self.text))))
        return " ".join(re.sub(r"\s*\n\s*", "", self.text[begin:upto]).split())

    @cached_property
    def _plain(self) -> _Squeezed:
        return _Squeezed(self.text, str)

    @cached_property
    def _folded(self) -> _Squeezed:
        return _Squeezed(self.text, partial(unicodedata.normalize, "NFKC"))

    @cached_property
    def _starts(self) -> tuple[list[int], list[int]]:
        """Where sentences and where paragraphs begin."""
        paragraphs = [0, *_paragraphs(self.text)]
        ends = [match.end() for match in _SENTENCE_END.finditer(self.text)]
        return sorted({*paragraphs, *ends}), paragraphs


def read_source(path: Path) -> Source:
    """Read a deployment's own copy of a document.

    Raises:
        InputError: it is no text, in UTF-8 or GB18030.
    """
    raw = path.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return Source(text)
    raise InputError(_("{path} is no text; save the document as plain text").format(path=path))


@dataclass(frozen=True)
class _Squeezed:
    """A text without white space, each of its characters in some form."""

    text: str
    form: Callable[[str], str]

    @cached_property
    def _offsets(self) -> list[int]:
        return [at for at, char in enumerate(self.text) for _c in self._of(char)]

    @cached_property
    def _squeezed(self) -> str:
        return self._of(self.text)

    def _of(self, text: str) -> str:
        return "".join(c for char in text for c in self.form(char) if not c.isspace())

    def find(self, clause: Clause) -> list[range]:
        """Return where the clause's anchor stands in the text."""
        wanted, offsets = self._of(clause.anchor), self._offsets
        starts = [m.start() for m in re.finditer(f"(?={re.escape(wanted)})", self._squeezed)]
        return [
            range(offsets[at], offsets[at + len(wanted) - 1] + 1) for at in starts if clause.anchor
        ]


def _paragraphs(text: str) -> Iterator[int]:
    """Yield where a new paragraph begins: at a line that does not go on with the one before."""
    before = ""
    for match in re.finditer(r"[^\n]*\S[^\n]*", text):
        line = match.group()
        if match.start() and not _goes_on(before.strip(), line):
            yield match.start()
        before = line


def _goes_on(before: str, line: str) -> bool:
    if len(before) < _FULL_LINE or "\t" in before or "\t" in line:
        return False
    ended = before[-1] in "。；;！？!?：:"
    return not ended and _NUMBERED.match(line.strip()) is None


def _next(places: list[int], at: int, default: int) -> int:
    """Return the first of some sorted places that is not before one."""
    found = bisect_left(places, at)
    return places[found] if found < len(places) else default
