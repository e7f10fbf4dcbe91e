"""The events of a ticket: what somebody did, when, and which particulars were recorded of it."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from rexian.errors import InputError
from rexian.i18n import _
from rexian.instants import Instant, format_instant
from rexian.model import vocabulary as words
from rexian.model.fields import Field, FieldType, Value
from rexian.model.terms import Labelled, shown
from rexian.model.values import (
    is_blank,
    known_hint,
    read_fields,
    read_instant,
    within,
    write_fields,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rexian.model.vocabulary import Terms


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened; a field that is absent was not recorded."""

    type: str
    at: Instant
    fields: Mapping[str, Value]

    @property
    def unit(self) -> str | None:
        """The unit that the event is about, where one was recorded."""
        unit = self.fields.get("unit")
        return unit if isinstance(unit, str) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventType(Labelled):
    """A kind of event and the particulars that may be recorded of it."""

    fields: Mapping[str, Field]


def read_event(raw: Mapping[str, object]) -> Event:
    """Read one event of a case.

    Raises:
        InputError: the type or a key is unknown, `at` is missing, or a value does not suit.
    """
    kind = _read_type(raw.get("type"))
    with within(kind.id):
        fields = {key: value for key, value in raw.items() if key not in ("type", "at")}
        return Event(kind.id, _read_at(raw.get("at")), read_fields(kind.fields, fields))


def write_event(event: Event) -> dict[str, object]:
    """Return an event as JSON can hold it; `read_event` gives the same event back."""
    fields = write_fields(EVENT_TYPES[event.type].fields, event.fields)
    return {"type": event.type, "at": format_instant(event.at), **fields}


def _read_type(raw: object) -> EventType:
    if is_blank(raw):
        raise InputError(_("no `type`; write type: dispatched"))
    if not isinstance(raw, str) or raw not in EVENT_TYPES:
        raise InputError(
            _("type: {value} is no event").format(value=shown(raw)) + known_hint(raw, EVENT_TYPES)
        )
    return EVENT_TYPES[raw]


def _read_at(raw: object) -> Instant:
    if is_blank(raw):
        raise InputError(_("no `at`; write at: 2025-09-30T10:00"))
    with within("at"):
        return read_instant(raw)


def _choice(key: str, terms: Terms, zh: str, en: str) -> Field:
    return Field(key, zh, en, type=FieldType.CHOICE, terms=terms)


def _open(key: str, terms: Terms, zh: str, en: str) -> Field:
    return Field(key, zh, en, type=FieldType.OPEN, terms=terms)


def _many(key: str, terms: Terms, zh: str, en: str) -> Field:
    return Field(key, zh, en, type=FieldType.MANY, terms=terms)


def _field(key: str, kind: FieldType, zh: str, en: str) -> Field:
    return Field(key, zh, en, type=kind)


def _type(key: str, zh: str, en: str, *fields: Field) -> EventType:
    """Describe a type of event; the unit may stand on any."""
    known = {field.id: field for field in (_UNIT, *fields)}
    return EventType(key, zh, en, fields=MappingProxyType(known))


_UNIT = _field("unit", FieldType.TEXT, "单位", "unit")
_UNIT_TYPE = _choice("unit_type", words.UNIT_TYPES, "单位类型", "type of unit")
_PART = _choice("part", words.PARTS, "主办或协办", "host or co-handling")
_APPROVED_BY = _choice("approved_by", words.ACTORS, "批准人", "approved by")
_ROLE = _choice("role", words.ROLES, "角色", "role")
_TO = _open("to", words.ACTORS, "对象", "to")
_VIA = _open("via", words.VIAS, "途径", "by way of")
_REASONS = Field("reasons", "理由", "reasons", type=FieldType.REASONS, terms=words.REASONS)
_REASON = _field("reason", FieldType.STATED, "原因", "reason")
_BASIS = _field("basis", FieldType.STATED, "依据", "basis")
_SUGGESTED_UNIT = _field("suggested_unit", FieldType.STATED, "建议承办单位", "suggested unit")
_EXPLAINED = _field("explained", FieldType.FLAG, "已向诉求人解释", "explained to the appellant")
_GRANTED = _field("granted", FieldType.FLAG, "同意", "granted")
_LENGTH = _field("length", FieldType.PERIOD, "时长", "length")

_TABLE = (
    _type("received", "来件", "received"),
    _type("accepted", "受理", "accepted"),
    _type(
        "refused",
        "不予受理",
        "refused",
        _many("grounds", words.REFUSAL_GROUNDS, "情形", "grounds"),
    ),
    _type("handed_over", "紧急转交", "handed over in an emergency", _TO, _VIA),
    _type("reported", "报告", "reported", _TO),
    _type("dispatched", "派单", "dispatched", _UNIT_TYPE, _PART),
    _type("preassigned", "预分派", "pre-assigned"),
    _type(
        "preassign_answered",
        "答复预分派",
        "pre-assignment answered",
        _field("accept", FieldType.FLAG, "接受", "accepts"),
        _APPROVED_BY,
    ),
    _type("assigned", "转办", "assigned", _UNIT_TYPE, _PART, _VIA, _APPROVED_BY),
    _type("form_signed", "转办单签收", "transfer form signed"),
    _type("signed", "签收", "signed"),
    _type(
        "objected",
        "提出异议",
        "objected",
        _APPROVED_BY,
        _REASONS,
        _BASIS,
        _SUGGESTED_UNIT,
    ),
    _type("return_requested", "申请退单", "return requested", _REASONS, _BASIS, _SUGGESTED_UNIT),
    _type("return_decided", "退单审批", "return decided", _GRANTED, _REASONS),
    _type("disputed", "职责争议", "disputed"),
    _type(
        "signoff",
        "领导签批",
        "sign-off",
        _ROLE,
        _many("fields", words.SIGNOFF_FIELDS, "签批内容", "fields filled in"),
        _field("due_at", FieldType.INSTANT, "限定时间", "due at"),
    ),
    _type(
        "contacted",
        "联系诉求人",
        "appellant contacted",
        _choice("mode", words.CONTACT_MODES, "方式", "mode"),
        _REASON,
        _field("purpose", FieldType.STATED, "目的", "purpose"),
    ),
    _type(
        "extension_requested",
        "申请延期",
        "extension requested",
        _LENGTH,
        _REASON,
        _BASIS,
        _EXPLAINED,
    ),
    _type("extension_decided", "延期审批", "extension decided", _GRANTED, _LENGTH),
    _type(
        "reminded",
        "催办",
        "reminded",
        _choice("about", words.REMINDER_SUBJECTS, "事由", "about"),
        _TO,
        _VIA,
    ),
    _type("feedback", "反馈", "feedback"),
    _type(
        "attended",
        "到场",
        "attended on site",
        _ROLE,
        _field("stated", FieldType.FLAG, "已表态", "stated a position"),
        _field("handled", FieldType.FLAG, "已处理", "dealt with it"),
    ),
    _type(
        "reply_submitted",
        "提交回复",
        "reply submitted",
        _open("medium", words.REPLY_MEDIA, "方式", "medium"),
        _field("chars", FieldType.COUNT, "字数", "characters"),
        _many("sections", words.REPLY_SECTIONS, "内容", "sections"),
        _field("items", FieldType.COUNT, "诉求事项数", "items raised"),
        _field("items_answered", FieldType.COUNT, "已答事项数", "items answered"),
        _many("handler_info", words.HANDLER_INFO, "经办人信息", "handler's particulars"),
        _REASONS,
        _BASIS,
        _SUGGESTED_UNIT,
        _field("next_steps", FieldType.STATED, "下一步措施", "next steps"),
        _field("lead_and_process", FieldType.STATED, "责任领导和办理过程", "leader and process"),
        _field("conforming", FieldType.FLAG, "符合规范", "conforms to the standard"),
    ),
    _type("reply_approved", "审批回复", "reply approved", _ROLE),
    _type("sealed", "盖章", "sealed", _choice("seal", words.SEALS, "印章", "seal")),
    _type(
        "closure_requested",
        "申请办结",
        "closure requested",
        Field("missing", "缺少内容", "missing", type=FieldType.TEXTS, terms=words.CLOSURE_PARTS),
    ),
    _type(
        "closure_reviewed",
        "办结审核",
        "closure reviewed",
        _field("passed", FieldType.FLAG, "通过", "passed"),
    ),
    _type("closed", "办结", "closed"),
    _type(
        "followed_up",
        "回访",
        "followed up",
        _choice("rating", words.RATINGS, "评价", "rating"),
        _open("mode", words.FOLLOWUP_MODES, "方式", "mode"),
    ),
    _type(
        "fault_verified",
        "责任核实",
        "fault verified",
        _field("unit_at_fault", FieldType.FLAG, "承办单位有责任", "the unit is at fault"),
    ),
    _type("redo_sent", "退回重办", "sent back to be redone"),
    _type("escalated", "提级办理", "escalated"),
    _type(
        "supervised",
        "督办",
        "supervised",
        _open("by", words.ACTORS, "督办方", "by"),
        _open("form", words.SUPERVISION_FORMS, "形式", "form"),
    ),
    _type("explained_performance", "履职情况说明", "statement on performance of duty"),
    _type("transferred_to_petition", "转信访", "transferred to the petition channel"),
    _type("cooperation_refused", "拒不配合", "cooperation refused", _PART),
    _type("archived", "归档", "archived"),
)

EVENT_TYPES: Mapping[str, EventType] = MappingProxyType({kind.id: kind for kind in _TABLE})
