"""What may be done to a ticket now, and what not and why, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rexian.i18n import _
from rexian.lifecycle.commands import COMMANDS

Told = Mapping[str, Any]


def forbidden(allowed: Mapping[str, Told]) -> Iterator[tuple[str, str]]:
    """Yield what the rules forbid although stage and roles would allow it, and why."""
    for name, found in allowed.items():
        against = [each for each in found["objections"] if each["question"]]
        if against and not found["allowed"]:
            yield _("not {command}").format(command=COMMANDS[name].label()), found["why"]
