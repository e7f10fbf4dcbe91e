"""`rexian ticket`: a ticket's whole life, one verb for each thing that is done to it."""

from __future__ import annotations

import importlib
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from rexian.cli import options
from rexian.i18n import _
from rexian.lifecycle.commands import COMMANDS

#: What makes no record: the module that has it, and its line of help.
BESIDES = {
    "list": ("ticket_list", _("The tickets before you, the next due first.")),
    "supervision": (
        "ticket_supervision",
        _("The supervision ledger: what is called for, under way, near, or settled."),
    ),
    "show": ("ticket_show", _("One ticket: how it stands, its clocks, what was done.")),
    "drafts": ("ticket_drafts", _("What you have begun at the workbench and not sent.")),
    "erase": ("ticket_erase", _("Destroy a ticket's personal data for good.")),
}


def verb(command: str) -> str:
    """Return what a command is called on the command line."""
    return command.replace("_", "-")


VERBS = {verb(name): command for name, command in COMMANDS.items()}


class TicketGroup(TyperGroup):
    """A group whose commands stand as stubs for help; the one that is called is made then."""

    def __init__(self, **settings: Any) -> None:
        lines = {name: line for name, (_module, line) in BESIDES.items()}
        lines |= {name: command.label() for name, command in VERBS.items()}
        stubs = {name: TyperCommand(name, help=line) for name, line in lines.items()}
        super().__init__(**{**settings, "commands": stubs})

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command called and put it in its stub's place."""
        name, stub, rest = super().resolve_command(ctx, args)
        return name, stub and _made(str(name)), rest

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - as every group's
        """Return the commands as they follow one another in a ticket's life."""
        return list(self.commands)


def _made(name: str) -> Any:
    if name in BESIDES:
        made = importlib.import_module(f"rexian.cli.{BESIDES[name][0]}").app
    else:
        from rexian.cli.ticket_verb import app_of

        made = app_of(VERBS[name])
    command = typer.main.get_command(made)
    command.name = name
    return command


app = options.new_group(
    _("Take down tickets, see them, and do what is to be done to them."), TicketGroup
)


@app.callback()
def ticket() -> None:
    """Hold the options that all verbs share: none."""
