"""What a plugin's author hands over, checked where it is declared: one line says what is wrong."""

from __future__ import annotations

from typing import Any

from rexian.errors import DefinitionError


def one(place: str, found: object, kind: Any, told: str) -> None:
    """Refuse what is not of a kind; `told` says what would be right.

    Raises:
        DefinitionError: it is of another kind.
    """
    if not isinstance(found, kind):
        raise DefinitionError(f"{place} is {_shown(found)}; write {told}")


def several(place: str, found: object, kind: Any, told: str) -> None:
    """Refuse what is not a tuple of a kind; `told` says what would be right.

    Raises:
        DefinitionError: it is no tuple, or holds something of another kind.
    """
    if not isinstance(found, tuple) or not all(isinstance(item, kind) for item in found):
        raise DefinitionError(f"{place} is {_shown(found)}; write {told}")


def _shown(found: object) -> str:
    if isinstance(found, tuple | list) and found:
        kinds = dict.fromkeys(type(item).__name__ for item in found)
        return f"a {type(found).__name__} of {', '.join(kinds)}"
    simple = isinstance(found, str | int | float | tuple | list | None)
    return repr(found) if simple else f"a {type(found).__name__}"
