"""How limits, roles, strengths and silence are said to people, in either language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rexian.i18n import language
from rexian.model.vocabulary import ACTORS, GIVEN_KEYS, STRENGTHS
from rexian.rules.outcomes import Steps, Value

SILENCE = {"zh": "未规定", "en": "not laid down"}

_UNITS = {
    "minute": {"zh": "{n}分钟", "en": "{n} min"},
    "hour": {"zh": "{n}小时", "en": "{n} h"},
    "working_day": {"zh": "{n}个工作日", "en": "{n} wd"},
    "natural_day": {"zh": "{n}个自然日", "en": "{n} d"},
    "month": {"zh": "{n}个月", "en": "{n} mo"},
    "immediate": {"zh": "立即", "en": "at once"},
    "given": {"zh": "以另定时限为准", "en": "as given"},
}
_SAME_DAY = {"zh": "当日", "en": "same day"}
_BEFORE = {"zh": "{clock}前{limit}", "en": "{limit} before {clock}"}
_UNTIL = {"zh": "{clock}到期前", "en": "until {clock} is due"}


def say_limit(limit: Mapping[str, Any], strength: str = "must", code: str | None = None) -> str:
    """Say a limit as CONTRACT's JSON has it, with its strength where it is not a must."""
    code = code or language()
    unit, n = limit["unit"], limit["n"]
    text = _SAME_DAY[code] if (unit, n) == ("natural_day", 0) else _UNITS[unit][code].format(n=n)
    if "before" in limit:
        clock = GIVEN_KEYS.label(limit["before"], code)
        text = (_UNTIL if n == 0 else _BEFORE)[code].format(clock=clock, limit=text)
    return text if strength == "must" else f"{text} ({STRENGTHS.label(strength, code)})"


def say_value(outcome: Value | Steps, code: str | None = None) -> str:
    """Say what a value holds, roles by name."""
    said = [f"{key} {say_item(value, code)}" for key, value in outcome.says.items()]
    return "; ".join(said) or ("可以" if (code or language()) == "zh" else "allowed")


def say_item(value: Any, code: str | None = None) -> str:
    """Say one value: a role by its name, a list item by item, a choice with `/`."""
    if isinstance(value, list | tuple):
        return ", ".join("/".join(v) if isinstance(v, tuple) else say_item(v, code) for v in value)
    return ACTORS.label(value, code) if isinstance(value, str) else str(value)
