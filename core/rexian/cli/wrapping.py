"""Lines that fit a column: Chinese breaks between any two characters, but never before a stop."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.cells import cell_len

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
