"""Forms in words: what stands in each field."""

from __future__ import annotations

from rexian.forms import FormField
from rexian.i18n import _
from rexian.words import listed


def holds(field: FormField) -> str:
    """Say what stands in a field."""
    kinds = {
        "text": _("text"),
        "time": _("time"),
        "choice": listed([term.label() for term in field.of]),
        "signature": _("signature"),
        "seal": _("seal"),
    }
    return kinds[field.kind]
