"""What the desk records besides the events that rules ask: mending, joining, and time's own."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from rexian.model.events import EVENT_TYPES, EventType
from rexian.model.fields import Field, FieldType


def _type(key: str, zh: str, en: str, *fields: Field) -> EventType:
    return EventType(key, zh, en, fields=MappingProxyType({field.id: field for field in fields}))


def _text(key: str, zh: str, en: str) -> Field:
    return Field(key, zh, en, type=FieldType.TEXT)


def _count(key: str, zh: str, en: str) -> Field:
    return Field(key, zh, en, type=FieldType.COUNT, least=1)


_REASON = _text("reason", "理由", "reason")
_PLACE = _count("seq", "记录序号", "place of the record")
_TICKET = _text("ticket", "工单号", "ticket number")
_CLOCK = _text("clock", "时限", "clock")
_UNIT = _text("unit", "单位", "unit")

#: What the desk knows of a ticket besides the facts that rules ask: a title without anybody's name,
#: the unit that a report is about, which never sees it, and the area by which a unit is looked up.
TOLD: Mapping[str, Field] = MappingProxyType(
    {
        field.id: field
        for field in (
            _text("title", "标题", "title"),
            _text("about", "被举报单位", "unit reported"),
            _text("area", "所在区域", "area"),
        )
    }
)

#: What people record of a ticket besides its events. `classified` may hold any ticket fact under
#: `facts`, `corrected` the event's particulars as they should be under `fields`.
MENDING: Mapping[str, EventType] = MappingProxyType(
    {
        kind.id: kind
        for kind in (
            _type("classified", "认定", "classified"),
            _type(
                "corrected",
                "更正",
                "corrected",
                _PLACE,
                Field("at", "应为时间", "the right time", type=FieldType.INSTANT),
                _REASON,
            ),
            _type("voided", "作废", "voided", _PLACE, _REASON),
            _type("withdrawn", "撤诉", "withdrawn", _REASON),
            _type("merged", "并入", "merged", _TICKET, _REASON),
            _type("linked", "关联", "linked", _TICKET, _count("calls", "反映次数", "times raised")),
            _type("noted", "备注", "noted"),
        )
    }
)

#: What time alone brings about, and a correction of rules or calendar; `tick` records them.
TIMELY: Mapping[str, EventType] = MappingProxyType(
    {
        kind.id: kind
        for kind in (
            _type("fell_due", "到期", "fell due", _CLOCK, _UNIT),
            _type("ground_met", "触发情形", "ground met", _text("question", "事项", "question")),
            _type("recomputed", "时限重算", "clocks worked out anew"),
        )
    }
)

#: Every type of record.
RECORD_TYPES: Mapping[str, EventType] = MappingProxyType({**EVENT_TYPES, **MENDING, **TIMELY})
