"""Appeals that nobody made: what arrives in a month, drawn from a seed, with what will come of it.

How often what happens is plausible and no more; it is fitted to no place. Numbers that look like
phone numbers belong to nobody.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

from rexian.instants import DAY, Instant
from rexian.jurisdictions import Jurisdiction
from rexian.showcase.cast import Cast
from rexian.showcase.clock import HOUR, Office

_KINDS = {
    "inquiry": 30,
    "complaint": 30,
    "help": 22,
    "report": 7,
    "suggestion": 5,
    "opinion": 3,
    "praise": 2,
    "other": 1,
}
#: Working days from signing to replying, about which times are drawn.
_TAKES = {"inquiry": 1, "help": 3, "complaint": 5, "report": 6}
_USUAL = 3
_MATTERS = (
    "小区夜间施工噪声",
    "路灯不亮",
    "医保缴费时间",
    "拖欠工资",
    "停水何时恢复",
    "预付卡退费",
    "学区划分",
    "占道经营",
    "公交线路调整",
    "物业收费标准",
    "油烟扰民",
    "井盖破损",
    "不动产登记材料",
    "食品标签问题",
    "公园增设座椅",
)
_URGENT = "燃气泄漏险情"
#: Grounds for which an appeal is not taken in, whatever the document says of them.
GROUNDS = (
    "outside_jurisdiction",
    "already_handled",
    "secret_or_privacy",
    "litigation_or_review",
)
_HOURS = (9, 9, 9, 10, 10, 10, 11, 11, 14, 15, 15, 15, 16, 16, 17, 19, 21)
#: Fewer call on days off.
_DAY_OFF = 0.45
#: One in so many is made again by the same caller.
_REPEATED = 8
#: What has the ticket go to the other unit first, which then does not help with it.
_TO_ANOTHER = frozenset({"given_back", "given_back_late"})
_ENDS_EARLY = frozenset({"refused", "withdrawn", "mistyped"})
_CALLERS = "1990000"
#: Most call by telephone.
_BY_PHONE, _USUALLY = "12345", 12

#: Of a thousand appeals, so many turn out so.
_ODDS: Mapping[str, int] = {
    "refused": 60,
    "undetermined": 20,
    "signed_late": 70,
    "given_back": 70,
    "given_back_late": 35,
    "joint": 50,
    "extended": 90,
    "extended_late": 30,
    "slow": 70,
    "baseless": 40,
    "sent_back": 60,
    "withdrawn": 15,
    "mistyped": 10,
    "dissatisfied": 140,
    "dissatisfied_again": 350,
    "unreached": 50,
}
#: What is seen in every month, however few the tickets.
_SURE: Sequence[Mapping[str, Any]] = (
    {"kind": "help", "title": _URGENT, "facts": {"urgency": "emergency"}, "takes": 1},
    {"kind": "report", "fate": {"about"}},
    {"kind": "inquiry", "fate": {"refused"}},
    {"kind": "complaint", "fate": {"undetermined", "signed_late"}},
    {"kind": "complaint", "facts": {"difficult": True}, "fate": {"slow"}},
    {"kind": "complaint", "fate": {"dissatisfied", "dissatisfied_again"}},
    {"kind": "complaint", "fate": {"given_back"}},
    {"kind": "help", "fate": {"given_back_late", "extended"}},
    {"kind": "help", "fate": {"withdrawn"}},
    {"kind": "help", "fate": {"joint", "sent_back"}},
    {"kind": "complaint", "fate": {"extended_late"}},
    {"kind": "opinion", "fate": {"mistyped", "baseless"}},
)
#: Within so many days from the first those come.
_EARLY = 8


@dataclass(frozen=True, slots=True)
class Appeal:
    """What somebody calls about, and how it will go.

    Attributes:
        at: when the call comes.
        unit: whose matter it is; `wrong` to whom it may go first by mistake.
        caller: what looks like the number it comes from.
        facts: what is known of it as it comes.
        fate: what will come of it, of the words of `_ODDS`.
        takes: how many working days the unit needs.
    """

    at: Instant
    kind: str
    title: str
    unit: str
    wrong: str
    caller: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    fate: frozenset[str] = frozenset()
    takes: int = _USUAL
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Season:
    """On which days, by their numbers, about how many appeals arrive; the seed tells which."""

    days: Sequence[int]
    tickets: int
    seed: int


def appeals(season: Season, place: Jurisdiction, cast: Cast, office: Office) -> list[Appeal]:
    """Return what arrives in a season, in order of time: the same for the same arguments."""
    days = season.days
    dice = Random(season.seed)  # noqa: S311 - nothing secret hangs on it
    weights = [1.0 if office.is_working_day(day) else _DAY_OFF for day in days]
    found = [
        _drawn(dice, day, place, cast) for day in dice.choices(days, weights, k=season.tickets)
    ]
    early = [day for day in days[:_EARLY] if office.is_working_day(day)]
    for n, (appeal, sure) in enumerate(zip(found, _SURE, strict=False)):
        found[n] = _made(appeal, sure, early[n % len(early)])
    every = [*found, *_called_again(dice, found, max(days))]
    return sorted(every, key=lambda appeal: appeal.at)


def _drawn(dice: Random, day: int, place: Jurisdiction, cast: Cast) -> Appeal:
    kind = dice.choices(list(_KINDS), list(_KINDS.values()))[0]
    unit, wrong = dice.sample([each.name for each in cast.units], 2)
    difficult = dice.random() < 0.05
    fate = {name for name, odds in _ODDS.items() if dice.randrange(1000) < odds}
    if fate & _TO_ANOTHER:
        fate.discard("joint")
    return Appeal(
        at=day * DAY + dice.choice(_HOURS) * HOUR + dice.randrange(HOUR),
        kind=kind,
        title=dice.choice(_MATTERS),
        unit=unit,
        wrong=wrong,
        caller=f"{_CALLERS}{dice.randrange(10_000):04}",
        facts={"channel": _channel(dice, place), "difficult": difficult},
        fate=frozenset(fate),
        takes=max(1, round(_TAKES.get(kind, _USUAL) * dice.lognormvariate(0, 0.5)))
        * (2 if difficult else 1),
        seed=dice.randrange(1 << 30),
    )


def _channel(dice: Random, place: Jurisdiction) -> str:
    known = [str(value) for value in place.channel_fact.values]
    return dice.choices(known, [_USUALLY if _BY_PHONE in name else 1 for name in known])[0]


def _made(appeal: Appeal, sure: Mapping[str, Any], day: int) -> Appeal:
    """Return an appeal to which something is certain to happen."""
    facts = {**appeal.facts, "difficult": False, **sure.get("facts", {})}
    others = {name: sure[name] for name in ("kind", "title", "takes") if name in sure}
    fate = frozenset(sure.get("fate", ()))
    return replace(appeal, at=day * DAY + appeal.at % DAY, facts=facts, fate=fate, **others)


def _called_again(dice: Random, found: Sequence[Appeal], last: int) -> list[Appeal]:
    """Return what those call about once more who have called before: some at once, some later."""
    repeated = [appeal for appeal in found if not appeal.fate & _ENDS_EARLY]
    again = []
    for n, earlier in enumerate(dice.sample(repeated, len(repeated) // _REPEATED + 1)):
        at_once = n % 3 == 0
        wait = dice.randrange(HOUR, DAY) if at_once else dice.randrange(4, 12) * DAY
        fate = frozenset({"duplicate"} if at_once else ())
        again.append(replace(earlier, at=earlier.at + wait, fate=fate, seed=earlier.seed + 1))
    return [appeal for appeal in again if appeal.at < (last + 1) * DAY]
