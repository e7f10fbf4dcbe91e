"""What came of a command on a ticket, in a few lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rich.console import Console

from rexian.i18n import _
from rexian.lifecycle.commands import Command
from rexian.lifecycle.stages import PENDING, STAGES
from rexian.saying.width import fitted
from rexian.words import listed, say_time


def show(command: Command, told: Mapping[str, Any]) -> None:
    """Print what was done, how the ticket stands now, what is due next, and what to know."""
    console = Console(highlight=False)
    done = _("{ticket}  {command}: now {stage} (version {n})").format(
        ticket=told["number"],
        command=command.label(),
        stage=STAGES.label(told["stage"]),
        n=told["version"],
    )
    console.print(fitted(done, console.width), markup=False, soft_wrap=True)
    for style, line in _lines(told):
        console.print(fitted(line, console.width), markup=False, soft_wrap=True, style=style)


def _lines(told: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for pending in told["pending"]:
        yield "", _("waiting: {what}").format(what=PENDING.label(pending))
    if told["due_at"]:
        yield "", _("next due: {time}").format(time=say_time(told["due_at"]))
    for objection in told["overridden"]:
        yield "yellow", _("overridden: {what}").format(what=objection["said"])
    for objection in told["told"]:
        yield "yellow", _("to know: {what}").format(what=objection["said"])
    if told.get("earlier"):
        numbers = listed(told["earlier"])
        yield "cyan", _("the same caller's earlier tickets: {numbers}").format(numbers=numbers)
