"""The value of a field, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rexian.i18n import _
from rexian.model.fields import Field
from rexian.model.values import read_fields
from rexian.words import listed, say_time


def say_field(field: Field, value: Any) -> str:
    """Say the value of a field as a record's JSON holds it."""
    found = read_fields({field.id: field}, {field.id: value}).get(field.id)
    if found is None:
        return ""
    if isinstance(found, bool):
        return _("yes") if found else _("no")
    if isinstance(found, Mapping):
        limits = [f"{clock} {say_time(each['at'])}" for clock, each in value.items()]
        return listed(limits)
    if isinstance(found, tuple):
        return listed([_word(field, each) for each in found])
    return say_time(value) if field.type.value == "instant" else _word(field, str(found))


def _word(field: Field, value: str) -> str:
    return field.terms.label(value) if field.terms is not None else value
