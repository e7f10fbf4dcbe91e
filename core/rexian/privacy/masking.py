"""Masking: people's numbers, names and addresses shown so that they are recognised, not learnt.

Every character that is hidden becomes one asterisk, so that a text keeps its length. Nothing here
knows whose text it is; what a running text says in words alone, a name say, is hidden only where
the name is given.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from rexian.privacy.numbers import LONGEST, SHORTEST, Digits, cue_before, hidden

HIDDEN = "*"

#: Characters that people and their programs write in place of ASCII ones, one for one.
_SPACES = "\t\u00a0\u00ad\u2007\u2009\u200b\u200c\u200d\u202f\u2060\u3000\ufeff"
_HYPHENS = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63"
_PLAIN = str.maketrans(
    {
        **{chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
        **dict.fromkeys(_SPACES, " "),
        **dict.fromkeys(_HYPHENS, "-"),
    }
)
_GROUP = r"[0-9]+(?:[Xx](?![0-9A-Za-z]))?"
_RUN = re.compile(rf"{_GROUP}(?:[ ()\-]{{1,3}}{_GROUP})*")
_GROUPS = re.compile(_GROUP)
_DAY = r"(?:19|20)[0-9]{2}-(?:0?[1-9]|1[0-2])-(?:0?[1-9]|[12][0-9]|3[01])(?![0-9])"
_DAYS = re.compile(rf"(?<![0-9])(?<![0-9]-){_DAY}(?: ?[-~至到] ?{_DAY})*")
_EMAIL = re.compile(r"(?<![A-Za-z0-9._%+-])([A-Za-z0-9._%+-]+)@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][ ·•.\-]?"
    r"(?=[A-Z]{0,5}[0-9])([A-HJ-NP-Z0-9]{4}[A-HJ-NP-Z0-9挂学警港澳领]|[A-HJ-NP-Z0-9]{6})"
    r"(?![A-Z0-9])",
    re.IGNORECASE,
)


def masked(text: str, names: Iterable[str] = ()) -> str:
    """Hide people's numbers in a running text, and the names given.

    Numbers are those of telephones, identity cards, bank cards and licence plates, and e-mail
    addresses; full-width characters, and spaces or hyphens between digits, make no difference.
    Ticket numbers, dates, amounts and the numbers of clauses stay.
    """
    for name in names:
        if len(name) > 1:
            text = text.replace(name, masked_name(name))
    plain = text.translate(_PLAIN)
    shown = list(text)
    for place in _hidden(plain):
        shown[place] = HIDDEN
    return "".join(shown)


def _hidden(plain: str) -> Iterator[int]:
    """Yield the places of a text that are to be hidden."""
    for found in _EMAIL.finditer(plain):
        start, end = found.span(1)
        yield from range(start + (end - start > 1), end)
    for found in _PLATE.finditer(plain):
        yield from range(found.start(1), found.end(1) - 2)
    dated = _DAYS.sub(lambda day: "/" * len(day[0]), plain)
    for run in _RUN.finditer(dated):
        start, end = run.span()
        if end - start >= SHORTEST:
            yield from _numbers(
                dated, [group.span() for group in _GROUPS.finditer(dated, start, end)]
            )


def _numbers(plain: str, groups: Sequence[tuple[int, int]]) -> Iterator[int]:
    """Yield the places hidden of some groups of digits: the longest number from each start."""
    first = 0
    while first < len(groups):
        cue = cue_before(plain, groups[first][0])
        for last, digits in _candidates(plain, groups, first):
            inside = groups[first : last + 1]
            told = hidden(_described(plain, inside, digits, cue))
            if told:
                places = [place for group in inside for place in range(*group)]
                yield from (places[place] for place in told)
                first = last
                break
        first += 1


def _candidates(plain: str, groups: Sequence[tuple[int, int]], first: int) -> list[tuple[int, str]]:
    """Return at which groups a number that starts with one may end, the furthest first."""
    found, digits = [], ""
    for place in range(first, len(groups)):
        digits += plain[slice(*groups[place])]
        if len(digits) > LONGEST:
            break
        if len(digits) >= SHORTEST:
            found.append((place, digits))
    return found[::-1]


def _described(plain: str, groups: Sequence[tuple[int, int]], digits: str, cue: str) -> Digits:
    start, end = groups[0][0], groups[-1][1]
    joined = _is_letter(plain[max(0, start - 1) : start]) or _is_letter(plain[end : end + 1])
    return Digits(digits, tuple([last - first for first, last in groups]), cue, not joined)


def _is_letter(text: str) -> bool:
    return text.isascii() and text.isalpha()


#: Surnames of two characters, where a given name follows.
_SURNAME = re.compile(
    "(?:欧阳|太史|端木|上官|司马|东方|独孤|南宫|万俟|闻人|夏侯|诸葛|尉迟|公羊|赫连|澹台|皇甫|宗政|濮阳|"
    "公冶|太叔|申屠|公孙|慕容|仲孙|钟离|长孙|宇文|司徒|鲜于|司空|令狐)(?=.)"
)
_STYLED = re.compile(r"(.)(先生|女士|小姐|同志|老师|师傅|某某?)")
_WORDS = re.compile(r"[A-Za-z]+")


def masked_name(name: str) -> str:
    """Hide a person's name but for the surname: 张三丰 as 张**, John Smith as J*** S****."""
    name = name.strip()
    if _STYLED.fullmatch(name):
        return name
    if name.isascii():
        return _WORDS.sub(lambda word: _starred(word[0], 1), name)
    kept = 2 if _SURNAME.match(name) else 1
    return "".join(
        char if place < kept < len(name) or not char.isalpha() else HIDDEN
        for place, char in enumerate(name)
    )


def masked_phone(phone: str) -> str:
    """Hide what is said to be a telephone number: 13812341234 as 138****1234.

    What is not written like one shows a third of its digits at most, and at its end only.
    """
    shown = masked(phone)
    if shown != phone:
        return shown
    plain = phone.translate(_PLAIN)
    digits = [place for place, char in enumerate(plain) if char in "0123456789"]
    kept = set(digits[len(digits) - len(digits) // 3 :])
    return "".join(
        HIDDEN if char.isalnum() and place not in kept else char for place, char in enumerate(plain)
    )


_PLACE = re.compile(
    r"(?:[^省]{2,6}?(?:省|自治区|特别行政区))?"
    r"(?:[^市州盟]{1,8}?(?:(?<![超城夜菜门])市(?!场)|自治州|地区|盟))?"
    r"(?:[^区县市旗]{1,8}?(?:县|旗|(?<![小社园校厂景街院片山库])区|(?<![超城菜夜门])市(?!场)))?"
    r"(?:[^乡镇街道]{1,8}?(?:街道|镇|乡))?"
)


def masked_address(address: str) -> str:
    """Hide an address but for province, city, county and township, whichever of them it names."""
    address = address.strip()
    kept = _PLACE.match(address)
    return _starred(address, kept.end() if kept else 0)


def _starred(text: str, kept: int) -> str:
    return text[:kept] + HIDDEN * (len(text) - kept)
