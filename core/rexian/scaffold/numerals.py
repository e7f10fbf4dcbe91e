"""Numerals as documents number their articles: 第一百二十条, 第十三条, 第13条."""

from __future__ import annotations

#: A numeral, for use in a larger pattern.
NUMERAL = "[〇零一二三四五六七八九十百两]+|[0-9０-９]+"

_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_SCALES = {"十": 10, "百": 100}


def number(numeral: str) -> int:
    """Return what a numeral says: 13 for 十三, 120 for 一百二十."""
    if numeral.isdecimal():
        return int(numeral)
    total, digit = 0, 0
    for char in numeral:
        if char in _SCALES:
            total, digit = total + (digit or 1) * _SCALES[char], 0
        else:
            digit = _DIGITS[char]
    return total + digit
