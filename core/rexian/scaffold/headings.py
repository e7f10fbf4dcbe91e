"""Headings: where a document's articles begin; in one that has none, its numbered sections.

A line that begins with 第…条 may be an article, or the middle of a sentence that cites one and was
broken there; what the line before looks like and how the numbers run on tell them apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from rexian.scaffold.numerals import NUMERAL, number

_ARTICLE = re.compile(
    rf"^[ \t　]*第\s*(?P<n>{NUMERAL})\s*条(?P<gap>[\s　【\[（(：:]|$)?", re.MULTILINE
)
_LEVELS = (
    re.compile(rf"^[ \t　]*第\s*(?P<n>{NUMERAL})\s*[章节]", re.MULTILINE),
    re.compile(rf"^[ \t　]*(?P<n>{NUMERAL})\s*、", re.MULTILINE),
    re.compile(rf"^[ \t　]*[（(]\s*(?P<n>{NUMERAL})\s*[）)]", re.MULTILINE),
)
_LETTERS = ("ch", "s", "i")
_LOCATORS = ("第{}章", "{}", "（{}）")
_IN_ENGLISH = ("Chapter {}", "Section {}", "Item {}")
_ENDED = "。；;：:！!？?）)」”"
#: A line shorter than this was not broken for want of room.
_FULL_LINE = 20


@dataclass(frozen=True, slots=True)
class Heading:
    """Where a clause begins.

    Attributes:
        id: the clause's id: `art13`, `s3.1`.
        locator: where it stands, as people cite it.
        en: the same in English.
        start: the offset at which it begins in the text.
    """

    id: str
    locator: str
    en: str
    start: int


@dataclass(frozen=True, slots=True)
class _Mark:
    """A numbered line: its level, its number as a number and as written, and where it begins."""

    level: int
    n: int
    written: str
    start: int


def headings(text: str) -> list[Heading]:
    """Return where the clauses of a document begin: its articles, else its numbered sections."""
    return list(_articles(text)) or list(_sections(text))


def _articles(text: str) -> Iterator[Heading]:
    last, part = 0, 1
    for match in _ARTICLE.finditer(text):
        n, set_off = number(match["n"]), match["gap"] is not None
        fresh = _is_fresh(text, match.start())
        anew = n == 1 and last > 0 and set_off
        next_one = n == last + 1 and (set_off or fresh)
        # A copy may have lost articles, so that the numbers leap.
        if anew or next_one or (n > last and set_off and fresh):
            last, part = n, part + anew
            names = (f"art{n}", f"第{match['n']}条", f"Article {n}")
            yield Heading(*_in_part(part, names), match.start() + _indent(match.group()))


def _in_part(part: int, names: tuple[str, str, str]) -> tuple[str, str, str]:
    """Return an id, a locator and its English; further parts are those that count anew."""
    name, locator, en = names
    return (
        names if part == 1 else (f"p{part}.{name}", f"第{part}部分{locator}", f"Part {part}, {en}")
    )


def _is_fresh(text: str, at: int) -> bool:
    """Whether a line begins a paragraph, and does not go on with the one before."""
    above = text[:at].rstrip(" \t　").rsplit("\n", 2)
    before = above[-2].strip() if len(above) > 1 else ""
    return len(before) < _FULL_LINE or before[-1] in _ENDED


def _sections(text: str) -> Iterator[Heading]:
    marks = list(_in_sequence(_marks(text)))
    above: list[tuple[_Mark, str]] = []
    taken: dict[str, int] = {}
    part, top = 1, min((mark.level for mark in marks), default=0)
    for mark, following in zip_longest(marks, marks[1:]):
        if mark.level == top and mark.n == 1:
            part, taken = part + bool(taken), {}
        above = [found for found in above if found[0].level < mark.level]
        above.append((mark, _named(mark, above, taken)))
        opens = following is not None and following.level > mark.level
        if not (opens and _is_title(text[mark.start : following.start])):
            found = [one for one, _name in above]
            names = (above[-1][1], _cited(found), _in_english(found))
            yield Heading(*_in_part(part, names), mark.start)


def _marks(text: str) -> list[_Mark]:
    found = [
        _Mark(level, number(match["n"]), match["n"], match.start() + _indent(match.group()))
        for level, pattern in enumerate(_LEVELS)
        for match in pattern.finditer(text)
    ]
    return sorted(found, key=lambda mark: mark.start)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" \t　"))


def _in_sequence(marks: Iterable[_Mark]) -> Iterator[_Mark]:
    """Leave out what does not go on with the numbers; a slip may give one number twice."""
    last: dict[int, int] = {}
    for mark in marks:
        if mark.n == 1 or mark.n - last.get(mark.level, 0) in {0, 1}:
            last = {level: n for level, n in last.items() if level < mark.level}
            last[mark.level] = mark.n
            yield mark


def _named(mark: _Mark, above: Sequence[tuple[_Mark, str]], taken: dict[str, int]) -> str:
    """Return a section's id; a number that comes twice has a letter after it: `s3`, `s3b`.

    Below a section the number alone says which item is meant: 三（一） is `s3.1`.
    """
    letters = "" if above and mark.level == len(_LEVELS) - 1 else _LETTERS[mark.level]
    name = ".".join([*(name for _mark, name in above[-1:]), f"{letters}{mark.n}"])
    taken[name] = taken.get(name, 0) + 1
    return name if taken[name] == 1 else f"{name}{chr(ord('a') + taken[name] - 1)}"


def _cited(above: Iterable[_Mark]) -> str:
    return "".join(_LOCATORS[mark.level].format(mark.written) for mark in above)


def _in_english(above: Iterable[_Mark]) -> str:
    return ", ".join(_IN_ENGLISH[mark.level].format(mark.n) for mark in above)


def _is_title(body: str) -> bool:
    """Whether a section has nothing of its own but its title before what stands under it."""
    return not re.search(r"[。；;！!？?]", body)
