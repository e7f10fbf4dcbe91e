"""Hiding: what people write into a record, without what a citizen could be known by."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rexian.privacy.masking import masked


def hidden(value: Any, names: Sequence[str]) -> Any:
    """Return JSON whose texts show neither a citizen's numbers nor these names."""
    if isinstance(value, str):
        return masked(value, names)
    if isinstance(value, dict):
        return {key: hidden(item, names) for key, item in value.items()}
    return [hidden(item, names) for item in value] if isinstance(value, list) else value
