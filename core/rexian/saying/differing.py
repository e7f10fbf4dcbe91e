"""Whether jurisdictions answer a question alike: what they say is compared, not where it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

#: What tells where an answer comes from, and not what it is.
_WHENCE = frozenset({"rule", "layer", "citations", "reform"})


def differ(rulings: Sequence[Mapping[str, Any]]) -> bool:
    """Whether some rulings on one question give different answers."""
    first, *others = [_answer(ruling) for ruling in rulings] or [None]
    return any(other != first for other in others)


def _answer(ruling: Mapping[str, Any]) -> Any:
    return ruling["status"], _bare(ruling["outcome"])


def _bare(value: Any) -> Any:
    """Return an outcome without whence it comes."""
    if isinstance(value, Mapping):
        return {key: _bare(each) for key, each in value.items() if key not in _WHENCE}
    return [_bare(each) for each in value] if isinstance(value, list) else value
