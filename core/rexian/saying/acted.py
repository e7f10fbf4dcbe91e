"""What came of a command on a ticket, or would come of it, in a few lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rexian.i18n import _
from rexian.lifecycle.commands import Command
from rexian.lifecycle.stages import PENDING, STAGES
from rexian.words import listed, say_time


def heading(command: Command, told: Mapping[str, Any]) -> str:
    """Say what was done and how the ticket stands now."""
    if told.get("dry_run"):
        said = _("{ticket}  {command}: would then be {stage} (version {n}); nothing was written")
    else:
        said = _("{ticket}  {command}: now {stage} (version {n})")
    return said.format(
        ticket=told["number"],
        command=command.label(),
        stage=STAGES.label(told["stage"]),
        n=told["version"],
    )


def particulars(told: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what is due next and what is to be known, each with its tone, see `Sheet`'s."""
    for pending in told["pending"]:
        yield "", _("waiting: {what}").format(what=PENDING.label(pending))
    if told["due_at"]:
        yield "", _("next due: {time}").format(time=say_time(told["due_at"]))
    for objection in told["overridden"]:
        yield "soon", _("overridden: {what}").format(what=objection["said"])
    for objection in told["told"]:
        yield "soon", _("to know: {what}").format(what=objection["said"])
    if told.get("earlier"):
        numbers = listed(told["earlier"])
        yield "told", _("the same caller's earlier tickets: {numbers}").format(numbers=numbers)
