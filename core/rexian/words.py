"""How limits, roles, outcomes, strengths and silence are said to people, in either language."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeAlias

from rexian.i18n import language
from rexian.model.vocabulary import ACTORS, GIVEN_KEYS, REFUSAL_GROUNDS, STRENGTHS
from rexian.rules.outcomes import Steps, Value

Said: TypeAlias = Mapping[str, str]
Grounds: TypeAlias = Callable[[Mapping[str, Any], str], str]

SILENCE = {"zh": "未规定", "en": "not laid down"}
CONFLICT = {"zh": "条文冲突", "en": "clauses clash"}
STATUSES: Mapping[str, Said] = {
    "silent": SILENCE,
    "not_applicable": {"zh": "不涉及", "en": "does not arise"},
    "missing_fact": {"zh": "缺少事实", "en": "a fact is missing"},
    "conflict": CONFLICT,
}

_UNITS: Mapping[str, Said] = {
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

#: What an outcome's key says, in the order in which people are told.
_KEYS: Mapping[str, Said] = {
    "decision": {"zh": "{v}", "en": "{v}"},
    "allowed": {"zh": "{v}", "en": "{v}"},
    "required": {"zh": "{v}", "en": "{v}"},
    "mask": {"zh": "{v}", "en": "{v}"},
    "grounds": {"zh": "因{v}", "en": "for: {v}"},
    "why_not": {"zh": "因{v}", "en": "for: {v}"},
    "by": {"zh": "经办：{v}", "en": "by the {v}"},
    "to": {"zh": "对象：{v}", "en": "to the {v}"},
    "about": {"zh": "事由：{v}", "en": "about the {v}"},
    "must_state": {"zh": "须有{v}", "en": "stating {v}"},
    "ask_by": {"zh": "申请截至{v}", "en": "ask by {v}"},
    "max_times": {"zh": "限{v}次", "en": "at most {v} time(s)"},
    "latest_due_at": {"zh": "最晚延至{v}", "en": "until {v} at the latest"},
    "approver": {"zh": "由{v}批准", "en": "approved by the {v}"},
    "count": {"zh": "已退{v}次", "en": "returned {v} time(s) so far"},
    "undetermined": {"zh": "待查明：{v}", "en": "to be found out: {v}"},
}
#: Which key holds how strongly another one is meant.
_STRENGTH_OF = {"max_times": "times_strength", "latest_due_at": "cap_strength"}
_CAP = {"zh": "延长不超过原办结时限", "en": "by the time for closing at most"}
_YES_OR_NO: Mapping[str, Mapping[bool, Said]] = {
    "allowed": {
        True: {"zh": "可以", "en": "allowed"},
        False: {"zh": "不可以", "en": "not allowed"},
    },
    "required": {
        True: {"zh": "须报告", "en": "required"},
        False: {"zh": "无需", "en": "not required"},
    },
    "mask": {
        True: {"zh": "须隐去身份", "en": "to be masked"},
        False: {"zh": "无需隐去", "en": "need not be masked"},
    },
}
_WORDS: Mapping[str, Said] = {
    "accept": {"zh": "受理", "en": "taken in"},
    "refuse": {"zh": "不予受理", "en": "refused"},
    "ask": {"zh": "请示后定", "en": "ask before deciding"},
    "answer_now": {"zh": "当场解答", "en": "answered at once"},
    "sign": {"zh": "签收", "en": "signing"},
    "reply": {"zh": "回复", "en": "reply"},
    "reason": {"zh": "理由", "en": "the reason"},
    "reasons": {"zh": "理由", "en": "the reasons"},
    "basis": {"zh": "依据", "en": "the basis"},
    "suggested_unit": {"zh": "建议承办单位", "en": "the unit suggested"},
    "explanation": {"zh": "解释说明", "en": "an explanation"},
    "contact": {"zh": "联系方式", "en": "whom to contact"},
    "destination": {"zh": "转接去向", "en": "where it is passed on"},
    "advice": {"zh": "建议", "en": "advice"},
    "channel": {"zh": "反映渠道", "en": "the channel to use"},
}
#: What stands against a permission, where it is no ground of a document's own.
CHECKS: Mapping[str, Said] = {
    "late": {"zh": "已过规定期限", "en": "too late"},
    "too_often": {"zh": "超过规定次数", "en": "too often"},
    "too_long": {"zh": "超过最长时限", "en": "too long"},
    "unstated": {"zh": "未写明须说明的内容", "en": "what must be stated is not"},
    "unapproved": {"zh": "未经规定的人批准", "en": "not approved by whom it must be"},
}
#: What a part's rules mean where they say no more than that it is so.
_PARTS: Mapping[str, Said] = {
    "accept.refuse": {"zh": "不予受理", "en": "refused"},
    "extension.may": {"zh": "可以延期", "en": "may be extended"},
    "extension.bar": {"zh": "不予延期", "en": "may not be extended"},
    "return_permission.may": {"zh": "可以退单", "en": "may be returned"},
    "return_permission.bar": {"zh": "不得退单", "en": "may not be returned"},
    "identity_masking": {"zh": "须隐去身份", "en": "to be masked"},
    "report_up": {"zh": "须报告", "en": "to be reported"},
}
#: What is no longer laid down where another reading takes it away.
_NAMES: Mapping[str, Said] = {
    "approver": {"zh": "批准人", "en": "the approver"},
    "by": {"zh": "由谁办", "en": "by whom"},
    "must_state": {"zh": "须说明的内容", "en": "what must be stated"},
    "ask_by": {"zh": "申请期限", "en": "by when to ask"},
    "max_times": {"zh": "次数", "en": "how often"},
    "latest_due_at": {"zh": "最长时限", "en": "until when at the latest"},
}
#: The parts that decide a key of their question's answer, or a time by which to ask.
_PART_OF = {"times": "max_times", "cap": "latest_due_at"}
_ASKING = {"zh": "{v}申请", "en": "ask {v}"}
_ALLOWED = {"zh": "可以", "en": "allowed"}
_AND = {"zh": "、", "en": ", "}
_OR = {"zh": "或", "en": " or "}
_GAP = {"zh": "", "en": " "}
_NEXT = {"zh": "；", "en": "; "}


def say_limit(limit: Mapping[str, Any], strength: str = "must", code: str | None = None) -> str:
    """Say a limit as CONTRACT's JSON has it, with its strength where it is not a must."""
    code = code or language()
    unit, n = limit["unit"], limit["n"]
    text = _SAME_DAY[code] if (unit, n) == ("natural_day", 0) else _UNITS[unit][code].format(n=n)
    if "before" in limit:
        clock = GIVEN_KEYS.label(limit["before"], code)
        text = (_UNTIL if n == 0 else _BEFORE)[code].format(clock=clock, limit=text)
    return _softened(text, strength, code)


def say_value(outcome: Value | Steps, code: str | None = None, part: str = "") -> str:
    """Say what a value holds; one that holds nothing says what its part means."""
    code = code or language()
    opening = [_PARTS[part][code]] if part in _PARTS else []
    said = [*opening, *say_keys(outcome.says, code)] or [_ALLOWED[code]]
    return _softened(join(said, code), outcome.says.get("strength", outcome.strength), code)


def say_keys(
    says: Mapping[str, Any], code: str | None = None, ground: Grounds | None = None
) -> list[str]:
    """Say the keys of an outcome, one phrase each; what is empty is not said.

    `ground` says what stands under a ground that is a document's own.
    """
    return list(_phrases(says, code or language(), ground or say_ground))


def _phrases(says: Mapping[str, Any], code: str, ground: Grounds) -> Iterator[str]:
    for key, form in _KEYS.items():
        value = says.get(key)
        if value in (None, [], (), "") or (key == "count" and not value):
            continue
        phrase = form[code].format(v=_said(key, value, code, ground))
        yield _softened(phrase, says.get(_STRENGTH_OF.get(key, ""), "must"), code)
    if "cap_strength" in says and says.get("latest_due_at") is None:
        yield _softened(_CAP[code], says["cap_strength"], code)


def _said(key: str, value: Any, code: str, ground: Grounds) -> str:
    if isinstance(value, bool):
        return _YES_OR_NO[key][value][code]
    if isinstance(value, list | tuple):
        return _AND[code].join(_item(item, code, ground) for item in value)
    return say_time(value) if _is_time(value) else say_word(value, code)


def _item(item: Any, code: str, ground: Grounds) -> str:
    if isinstance(item, Mapping):
        return ground(item, code)
    if isinstance(item, list | tuple):
        return _OR[code].join(say_word(word, code) for word in item)
    return say_word(item, code)


def say_absent(says: Mapping[str, Any], code: str | None = None) -> list[str]:
    """Say which keys of an outcome hold nothing."""
    code = code or language()
    gone = [_NAMES[key][code] for key, value in says.items() if value is None and key in _NAMES]
    return [f"{name}{_GAP[code]}{SILENCE[code]}" for name in gone]


def say_silence(part: str, code: str | None = None) -> str:
    """Say that a part is not laid down: the whole answer, or the key that the part decides."""
    key = part.rpartition(".")[2]
    named = say_absent({_PART_OF.get(key, key): None}, code)
    return named[0] if named else SILENCE[code or language()]


def say_asking(limit: str, part: str, code: str | None = None) -> str:
    """Say a limit of a part: of one that limits the asking, that it does."""
    return _ASKING[code or language()].format(v=limit) if part.endswith(".ask_by") else limit


def say_ground(ground: Mapping[str, Any], code: str) -> str:
    """Say a ground by its id; one that has no word of its own is its own word."""
    name = ground["id"]
    return CHECKS[name][code] if name in CHECKS else REFUSAL_GROUNDS.label(name, code)


def say_word(word: Any, code: str | None = None) -> str:
    """Say one value: a role or a body by its name, a word of the outcomes by its label."""
    if not isinstance(word, str):
        return str(word)
    return _WORDS[word][code or language()] if word in _WORDS else ACTORS.label(word, code)


def say_time(text: str | None) -> str:
    """Write a time as people do: minutes, and the end of a day as 24:00."""
    if text is None:
        return ""
    moment = datetime.fromisoformat(text)
    if (moment.hour, moment.minute, moment.second) == (23, 59, 59):
        return f"{moment:%Y-%m-%d} 24:00"
    return f"{moment:%Y-%m-%d %H:%M}"


def say_status(status: str, code: str | None = None) -> str:
    """Say a ruling's status."""
    return STATUSES[status][code or language()]


def join(phrases: Sequence[str], code: str | None = None) -> str:
    """Join phrases into one line."""
    return _NEXT[code or language()].join(phrases)


def listed(words: Sequence[str], code: str | None = None) -> str:
    """Join words into a list."""
    return _AND[code or language()].join(words)


def _softened(text: str, strength: str, code: str) -> str:
    return text if strength == "must" else f"{text} ({STRENGTHS.label(strength, code)})"


def _is_time(value: Any) -> bool:
    return isinstance(value, str) and value[10:11] == "T" and value.endswith("+08:00")
