"""What can go wrong for a user, as one sentence each."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


class RexianError(Exception):
    """Base of every error that Rexian raises on purpose; its text is one clear line."""


class InputError(RexianError, ValueError):
    """Bad input: what is wrong, where, and what would be right."""


class DefinitionError(RexianError):
    """A plugin or a rule set that cannot be compiled: it names the rule, question or fact."""


def nearest(word: str, known: Iterable[str]) -> str:
    """Return `; did you mean X?` for the known word nearest to `word`, else an empty string."""
    found = difflib.get_close_matches(word, list(known), n=1, cutoff=0.5)
    return f"; did you mean {found[0]}?" if found else ""
