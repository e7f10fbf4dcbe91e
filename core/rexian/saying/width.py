"""Texts that fit a column: broken into lines, cut, or made as wide on every terminal.

Chinese breaks between any two characters, but never before a stop.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from rich.cells import cell_len, set_cell_size

#: What cannot stand at the head of a line, and what cannot stand at the foot of one.
_STOPS = "，。；：、？！）》”’」』…,.;:)]"
_OPENERS = "（《“‘「『(["
#: A run of letters and digits, or one character; with the openers before and the stops after it.
_PIECE = re.compile(rf"[{re.escape(_OPENERS)}]*(?:[!-~]+|\s+|.)[{re.escape(_STOPS)}]*")


def fitted(text: str, width: int) -> str:
    """Break a text into lines no wider than so many columns; what is longer still is left whole."""
    return "\n".join(line for part in text.split("\n") for line in _lines(part, width))


def _lines(text: str, width: int) -> Iterator[str]:
    line = ""
    for piece in _PIECE.findall(text):
        if line and cell_len((line + piece).rstrip()) > width:
            yield line.rstrip()
            line = ""
        line += piece if line else piece.lstrip()
    yield line.rstrip()


def cut(text: str, width: int) -> str:
    """Return a text that takes no more than so many cells; what is cut ends in two dots."""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, max(0, width - 2)).rstrip() + ".." if width > 2 else text[:0]


#: Characters that some terminals draw one cell wide and others two, and what stands for them.
_STEADY = str.maketrans(
    {
        "\N{LEFT DOUBLE QUOTATION MARK}": "\N{FULLWIDTH QUOTATION MARK}",
        "\N{RIGHT DOUBLE QUOTATION MARK}": "\N{FULLWIDTH QUOTATION MARK}",
        "\N{LEFT SINGLE QUOTATION MARK}": "\N{FULLWIDTH APOSTROPHE}",
        "\N{RIGHT SINGLE QUOTATION MARK}": "\N{FULLWIDTH APOSTROPHE}",
        "\N{HORIZONTAL ELLIPSIS}": "..",
        "\N{EM DASH}": "--",
        "\N{EN DASH}": "-",
        "\N{MIDDLE DOT}": "\N{KATAKANA MIDDLE DOT}",
        "\N{MULTIPLICATION SIGN}": "x",
        "\N{RIGHTWARDS ARROW}": "->",
        "\N{DEGREE CELSIUS}": "度",
        "\N{DEGREE SIGN}": "度",
    }
)


def steady(text: str) -> str:
    """Return a text that is as wide on every terminal: for fixed columns and borders."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", text).translate(_EACH)


class _Each(dict[int, str]):
    """What stands for each character, found out once."""

    def __missing__(self, code: int) -> str:
        self[code] = "".join(map(_one, _STEADY.get(code, chr(code))))
        return self[code]


def _one(character: str) -> str:
    if unicodedata.east_asian_width(character) != "A":
        return character
    told = unicodedata.normalize("NFKC", character)
    return told if told.isascii() else "?"


_EACH = _Each()
