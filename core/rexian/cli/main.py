"""The `rexian` command: a group that loads a command's module only when it is called."""

from __future__ import annotations

import importlib
import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TextIO

import typer
from typer.core import TyperCommand, TyperGroup

from rexian.errors import PluginWarning, Refused, RexianError, refusal
from rexian.i18n import _

REFUSED_INPUT = 2
#: Not permitted, or a conflict with another operator's change.
REFUSED = 3
#: Which extra of the distribution brings what is not always installed.
EXTRAS = {
    "numpy": "lab",
    "polars": "lab",
    "fastexcel": "lab",
    "xlsxwriter": "lab",
    "pytest": "testing",
    "aiohttp": "serve",
    "textual_serve": "serve",
}

#: Each command: the module that has it, and its line of help.
COMMANDS = {
    "demo": ("demo", _("See it work: a month of sample tickets under every jurisdiction.")),
    "explain": ("explain", _("What the documents say about a case, with clauses and due dates.")),
    "compare": ("compare", _("Replay real tickets under several jurisdictions.")),
    "assess": ("assess", _("A month's indicators by unit, ranks, and what follows from them.")),
    "ranking": ("ranking", _("What a history of monthly ranks brings, month by month.")),
    "duties": ("duties", _("What falls due in a period: reports, meetings, filings.")),
    "check": ("check", _("What is amiss with rules: gaps, contradictions, laxer than above.")),
    "diff": ("diff", _("Two rule sets compared case by case: stricter, looser, silent.")),
    "rules": ("rules", _("A question's rules as a decision table.")),
    "clauses": ("clauses", _("Every clause of a document, and what became of it.")),
    "forms": ("forms", _("The forms a document lays down, and whether one is filled in.")),
    "jurisdictions": ("jurisdictions", _("What is installed.")),
    "plugin": ("plugin", _("Scaffold a jurisdiction of your own, and test it.")),
    "init": (
        "init",
        _("Set up a deployment: its settings, key, database and first administrator."),
    ),
    "config": ("config", _("A deployment's settings: show, check, change.")),
    "doctor": ("doctor", _("Check the settings, rules, database, key, machine and terminal.")),
    "tui": (".launch.tui", _("The workbench: the desk from the keyboard, in this terminal.")),
    "serve": (".launch.serve", _("The workbench in a browser, behind its login.")),
    "ticket": ("ticket", _("Take down tickets, see them, and do what is to be done to them.")),
    "tick": ("tick", _("What time alone brings about: overdue, reminders, grounds met.")),
    "user": ("user", _("Users: who may log in, in which roles; log in and out.")),
    "unit": ("unit", _("Units, their contacts, and what each answers for.")),
    "audit": ("audit", _("Who saw, exported or printed what.")),
    "verify": ("verify", _("Check the ledger's chains and what is worked out from them.")),
    "db": ("db", _("The database: upgrade, back up, restore.")),
    "calendar": ("calendar", _("Working days, office hours and due dates.")),
}


class LazyGroup(TyperGroup):
    """A group whose commands stand as stubs for help, and are loaded when one is called."""

    def __init__(self, **settings: Any) -> None:
        stubs = {name: TyperCommand(name, help=line) for name, (_m, line) in COMMANDS.items()}
        super().__init__(**{**settings, "commands": stubs})

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command called and load it in its stub's place."""
        name, stub, rest = super().resolve_command(ctx, args)
        return name, stub and _loaded(str(name)), rest


def _loaded(name: str) -> Any:
    module = importlib.import_module(f".{COMMANDS[name][0]}", __package__)
    command = typer.main.get_command(module.app)
    command.name = name
    return command


app = typer.Typer(
    cls=LazyGroup,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback(help=_("Rexian (热线): 12345 hotline rules as data."))
def rexian() -> None:
    """Hold the options that all commands share: none."""


def main() -> None:
    """Run the command line; whatever goes wrong is one line on stderr and an exit code."""
    try:
        with _warnings_told():
            app(prog_name="rexian")
    except Refused as refused:
        _fail(str(refused), REFUSED)
    except RexianError as error:
        _fail(str(error), REFUSED_INPUT)
    except BrokenPipeError:
        # The reader of our output has gone; nothing more can be said to it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        _fail(f"{error.filename or ''}: {refusal(error)}".lstrip(": "), REFUSED_INPUT)
    except Exception as error:  # no traceback ever reaches a user
        extra = EXTRAS.get(getattr(error, "name", None) or "")
        if isinstance(error, ModuleNotFoundError) and extra:
            told = _("this needs {module}, which is not installed: pip install 'rexian[{extra}]'")
            _fail(told.format(module=error.name, extra=extra), REFUSED_INPUT)
        if os.environ.get("REXIAN_TRACEBACK"):
            raise
        told = _("internal error: {kind}: {error} (REXIAN_TRACEBACK=1 shows where)")
        _fail(told.format(kind=type(error).__name__, error=error), REFUSED_INPUT)


@contextmanager
def _warnings_told() -> Iterator[None]:
    """Tell what is amiss with plugins as one line each on stderr, and each but once."""
    with warnings.catch_warnings():
        warnings.simplefilter("always", PluginWarning)
        others, told = warnings.showwarning, set[str]()

        def show(
            message: Warning | str,
            category: type[Warning],
            filename: str,
            lineno: int,
            file: TextIO | None = None,
            line: str | None = None,
        ) -> None:
            if not issubclass(category, PluginWarning):
                others(message, category, filename, lineno, file, line)
            elif str(message) not in told:
                told.add(str(message))
                sys.stderr.write(f"rexian: {message}\n")

        warnings.showwarning = show
        yield


def _fail(message: str, code: int) -> None:
    sys.stderr.write(f"rexian: {message}\n")
    sys.exit(code)
