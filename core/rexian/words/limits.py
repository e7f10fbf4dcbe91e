"""Limits and times as people write them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from rexian.i18n import language
from rexian.model.vocabulary import GIVEN_KEYS
from rexian.words.common import Said, both, softened

_UNITS: Mapping[str, Said] = {
    "minute": both("{n}分钟", "{n} min"),
    "hour": both("{n}小时", "{n} h"),
    "working_day": both("{n}个工作日", "{n} wd"),
    "natural_day": both("{n}个自然日", "{n} d"),
    "month": both("{n}个月", "{n} mo"),
    "immediate": both("立即", "at once"),
    "given": both("以另定时限为准", "as given"),
}
_SAME_DAY = both("当日", "same day")
_BEFORE = both("{clock}前{limit}", "{limit} before {clock}")
_UNTIL = both("{clock}到期前", "until {clock} is due")
_ASKING = both("{v}申请", "ask {v}")


def say_limit(limit: Mapping[str, Any], strength: str = "must", code: str | None = None) -> str:
    """Say a limit as CONTRACT's JSON has it, with its strength where it is not a must."""
    code = code or language()
    unit, n = limit["unit"], limit["n"]
    text = _SAME_DAY[code] if (unit, n) == ("natural_day", 0) else _UNITS[unit][code].format(n=n)
    if "before" in limit:
        clock = GIVEN_KEYS.label(limit["before"], code)
        text = (_UNTIL if n == 0 else _BEFORE)[code].format(clock=clock, limit=text)
    return softened(text, strength, code)


def say_asking(limit: str, part: str, code: str | None = None) -> str:
    """Say a limit of a part: of one that limits the asking, that it does."""
    return _ASKING[code or language()].format(v=limit) if part.endswith(".ask_by") else limit


def say_time(text: str | None) -> str:
    """Write a time as people do: minutes, and the end of a day as 24:00."""
    if text is None:
        return ""
    moment = datetime.fromisoformat(text)
    if (moment.hour, moment.minute, moment.second) == (23, 59, 59):
        return f"{moment:%Y-%m-%d} 24:00"
    return f"{moment:%Y-%m-%d %H:%M}"


def is_time(value: object) -> bool:
    """Whether a value is a time as CONTRACT's JSON writes it."""
    return isinstance(value, str) and value[10:11] == "T" and value.endswith("+08:00")
