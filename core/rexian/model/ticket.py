"""The facts of a ticket, as one table: whoever needs to know about a ticket fact reads it here."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from rexian.model import vocabulary as words
from rexian.model.fields import UNKNOWN, Field, FieldType, Unknown, Value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rexian.model.vocabulary import Terms


def _choice(key: str, terms: Terms, zh: str, en: str, default: str | Unknown = UNKNOWN) -> Field:
    return Field(key, zh, en, type=FieldType.CHOICE, terms=terms, default=default)


def _many(key: str, terms: Terms, zh: str, en: str) -> Field:
    """Describe a list of what has been found: what is not in it, or no list at all, was not."""
    return Field(key, zh, en, type=FieldType.MANY, terms=terms, default=())


def _flag(key: str, zh: str, en: str, default: Value | Unknown = UNKNOWN) -> Field:
    return Field(key, zh, en, type=FieldType.FLAG, default=default)


_TABLE = (
    Field("number", "工单号", "ticket number", type=FieldType.TEXT),
    _choice("kind", words.KINDS, "诉求类型", "kind of appeal"),
    Field(
        "channel",
        "来源渠道",
        "channel",
        type=FieldType.CHOICE,
        terms=words.CHANNELS,
        open=True,
    ),
    Field("received_at", "来件时间", "received at", type=FieldType.INSTANT),
    _choice("urgency", words.URGENCIES, "紧急程度", "urgency", "ordinary"),
    Field("calls", "反映次数", "times raised", type=FieldType.COUNT, default=1, least=1),
    _flag("difficult", "疑难复杂", "difficult and complex"),
    Field("given", "另定时限", "limits given from outside", type=FieldType.GIVEN),
    Field(
        "subject",
        "事项",
        "subject",
        type=FieldType.OPEN,
        terms=words.SUBJECTS,
        default="other",
    ),
    _choice("belongs_to", words.UNIT_TYPES, "职责归属", "on whose duty list"),
    _choice("identity", words.IDENTITIES, "身份提供", "identity", "named"),
    _choice("phone_type", words.PHONE_TYPES, "号码类型", "type of phone number", "normal"),
    _many("refusal_grounds", words.REFUSAL_GROUNDS, "不予受理情形", "grounds for refusal"),
    _many("findings", words.FINDINGS, "认定情况", "findings"),
    _many("faults", words.FAULTS, "办理过错", "faults in handling"),
    _flag("adverse_effect", "造成不良影响", "adverse effect", default=False),
    _choice("directive", words.DIRECTIVES, "交办来源", "directive", "none"),
    _many("requires", words.REQUIREMENTS, "特别要求", "special requirements"),
    _flag("official_document", "以公文形式交办", "assigned by official document", default=False),
    _choice("disclosure", words.DISCLOSURES, "公开属性", "disclosure", "open"),
    _flag("publish_consent", "同意公开", "consent to publication", default=True),
    _flag("disputed", "职责有争议", "responsibility disputed", default=False),
    _flag("policy_basis", "有政策依据", "has a basis in policy"),
    _flag("explained", "已解释说明", "explained to the appellant"),
    _flag("adopted", "建议已采纳", "suggestion adopted"),
    _flag("handling_room", "有办理空间", "room left for handling"),
    _flag("found_incomplete", "认定未办理到位", "found not fully handled"),
    _flag("unit_at_fault", "承办单位有责任", "the unit is at fault"),
    _flag("should_be_solvable", "应能解决", "should be solvable"),
    _flag("solved", "已解决", "solved"),
)

FIELDS: Mapping[str, Field] = MappingProxyType({field.id: field for field in _TABLE})


def channel_among(channels: Terms) -> Field:
    """Return the channel as one of those that a jurisdiction knows, and no other."""
    return replace(FIELDS["channel"], terms=channels, open=False)
