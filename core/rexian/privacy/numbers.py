"""Numbers of people: whether digits are a telephone's, an identity card's or a bank card's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

#: A telephone without its area code has the fewest digits, a bank account the most.
SHORTEST, LONGEST = 7, 23
#: What stands before digits and says what they are; a link may stand between them.
_CUE_LENGTH = 12
_CUE = re.compile(
    r"(?:(?P<telephone>电话|座机|固话|联系方式|致电|拨打|来电|tel\.?)|(?P<identity>身份证|证件)|"
    r"(?P<account>卡号|银行卡|账号|帐号|账户|帐户))(?:号码|号)?[ :为是]{0,3}$",
    re.IGNORECASE,
)

#: As many digits as are dialled at most: 00, 86, an area's four and eight.
_DIALLED = 16
_COUNTRY = re.compile(r"(?:00)?86(?=0?1[03-9]|0?[2-9])")
_MOBILE = re.compile(r"0?1[3-9][0-9]{9}")
_AREA = re.compile(r"0(?:10|2[0-9]|[3-9][0-9]{2})(?=[2-8][0-9]{6,7}$)")
_LOCAL = re.compile(r"[2-8][0-9]{6,7}")
_CARD = re.compile(r"(?:[3-6]|9558)[0-9]*")
_UNIONPAY = re.compile(r"62(?:[0-9]{14}|[0-9]{17})")
#: GB/T 2260: the provinces that an identity card may name.
_PROVINCE = re.compile("1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]")
#: GB 11643-1999: the weights of an identity card's digits, and the check digit of each remainder.
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"


@dataclass(frozen=True, slots=True)
class Digits:
    """Digits as they stand in a text.

    Attributes:
        digits: ASCII digits, an identity card's last `X` among them.
        sizes: how many of them stand together, group by group.
        cue: what the words before them call them: `telephone`, `identity`, `account`, or nothing.
        apart: whether no letter before or behind makes them part of some other number.
    """

    digits: str
    sizes: tuple[int, ...]
    cue: str = ""
    apart: bool = True

    @property
    def grouped(self) -> bool:
        """Whether the groups are such as people write: digits one by one, or three and more."""
        return self.sizes[0] >= 3 or set(self.sizes) == {1}


def cue_before(text: str, place: int) -> str:
    """Return what the words before a place call the digits that stand there; often nothing."""
    found = _CUE.search(text[max(0, place - _CUE_LENGTH) : place])
    return (found and found.lastgroup) or ""


def hidden(found: Digits) -> range | None:
    """Return which of the digits are to be hidden, or None if they are nobody's number."""
    size = len(found.digits)
    telephone = _telephone(found) if size <= _DIALLED else None
    if telephone is not None:
        return telephone
    if _is_identity(found) or (size in {15, 18} and found.cue == "identity"):
        return range(4, size - 2)
    if _is_card(found):
        return range(4, size - 4)
    return None


def _telephone(found: Digits) -> range | None:
    """Return the four digits to hide: a mobile's middle ones, any other telephone's last."""
    country = _COUNTRY.match(found.digits)
    own = _without(found, country.end()) if country else found
    start = len(found.digits) - len(own.digits)
    if own.grouped and _MOBILE.fullmatch(own.digits):
        return range(len(found.digits) - 8, len(found.digits) - 4)
    dialled = own.digits if own.digits.startswith("0") or not start else f"0{own.digits}"
    listed = (own.grouped or start) and _AREA.match(dialled)
    if listed or (_LOCAL.fullmatch(found.digits) and _told_local(found)):
        return range(len(found.digits) - 4, len(found.digits))
    return None


def _without(found: Digits, prefix: int) -> Digits:
    """Return the digits behind a country's prefix."""
    sizes = list(found.sizes)
    while prefix >= sizes[0]:
        prefix -= sizes.pop(0)
    sizes[0] -= prefix
    return Digits(found.digits[-sum(sizes) :], tuple(sizes))


def _told_local(found: Digits) -> bool:
    """Whether digits without an area code are said to be a telephone's, and are not a date."""
    return found.cue == "telephone" and _date(found.digits) is None


def _is_identity(found: Digits) -> bool:
    """Whether digits are those of an identity card.

    Fifteen or eighteen digits that name a province and a day of birth are, even if the check digit
    is wrong: somebody has mistyped it. Inside a word, or written in groups, it must be right.
    """
    digits = found.digits
    if not _PROVINCE.match(digits):
        return False
    whole = found.apart and len(found.sizes) == 1
    if len(digits) == 15:
        return whole and _date(f"19{digits[6:12]}") is not None
    born = _date(digits[6:14]) if len(digits) == 18 else None
    return born is not None and (whole or digits[17].upper() == check_digit(digits[:17]))


def check_digit(seventeen: str) -> str:
    """Return the last place of an identity card's number from the seventeen before it."""
    weighed = sum(int(digit) * by for digit, by in zip(seventeen, _WEIGHTS, strict=True))
    return _CHECKS[weighed % 11]


def _is_card(found: Digits) -> bool:
    digits, size = found.digits, len(found.digits)
    *groups, _last = found.sizes
    if not digits.isdecimal() or not found.apart or not (set(groups) <= {4} or groups == [6]):
        return False
    if size >= 12 and found.cue == "account":
        return True
    shaped = 16 <= size <= 19 and _CARD.fullmatch(digits) is not None
    return shaped and (_UNIONPAY.fullmatch(digits) is not None or passes_luhn(digits))


def passes_luhn(digits: str) -> bool:
    """Whether a card number's check digit is right (ISO/IEC 7812-1, annex B)."""
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits))]
    return sum(n // 10 + n % 10 for n in doubled) % 10 == 0


def _date(digits: str) -> date | None:
    """Return the day that eight digits name, from 1900 to 2099."""
    if digits[:2] not in {"19", "20"} or not digits.isdecimal() or len(digits) != 8:
        return None
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None
