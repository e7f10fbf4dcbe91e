"""What can go wrong for a user, as one sentence each."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from rexian.i18n import _, marked


class RexianError(Exception):
    """Base of every error that Rexian raises on purpose; its text is one clear line."""


class InputError(RexianError, ValueError):
    """Bad input: what is wrong, where, and what would be right."""


class DefinitionError(RexianError):
    """A plugin or a rule set that cannot be compiled: it names the rule, question or fact."""


class PluginWarning(UserWarning):
    """A plugin that is left out, or laid aside for another; its text is one clear line."""


def nearest(word: str, known: Iterable[str]) -> str:
    """Return `; did you mean X?` for the known word nearest to `word`, else an empty string."""
    found = difflib.get_close_matches(word, list(known), n=1, cutoff=0.5)
    return _("; did you mean {word}?").format(word=found[0]) if found else ""


#: What systems most often say; other reasons stay in the words of the system.
_REFUSALS = (
    marked("No such file or directory"),
    marked("Is a directory"),
    marked("Not a directory"),
    marked("Permission denied"),
    marked("File name too long"),
    marked("No space left on device"),
    marked("Read-only file system"),
)


def refusal(error: OSError) -> str:
    """Return why the system refused to open or write a file, in the interface language."""
    return _(error.strerror) if error.strerror else str(error)


class Refused(RexianError):  # noqa: N818 - an answer, not a fault
    """A step that is not allowed, or that another operator's change stands against."""


class Conflicting(Refused):
    """Somebody else has changed the same ticket meanwhile."""
