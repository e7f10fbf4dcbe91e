"""What came of a command on a ticket, in a few lines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.console import Console

from rexian.lifecycle.commands import Command
from rexian.saying.acted import heading, particulars
from rexian.saying.width import fitted

_STYLES = {"": "", "soon": "yellow", "told": "cyan"}


def show(command: Command, told: Mapping[str, Any]) -> None:
    """Print what was done, how the ticket stands now, what is due next, and what to know."""
    console = Console(highlight=False)
    console.print(fitted(heading(command, told), console.width), markup=False, soft_wrap=True)
    for tone, line in particulars(told):
        told_line = fitted(line, console.width)
        console.print(told_line, markup=False, soft_wrap=True, style=_STYLES[tone])
