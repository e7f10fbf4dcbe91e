"""`rexian plugin`: scaffold a jurisdiction's plugin, and test it."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from rexian.cli import options
from rexian.cli.new_plugin import new
from rexian.i18n import _

if TYPE_CHECKING:
    from rexian.testing.conformance import Result
    from rexian.testing.places import UnderTest

app = options.new_group(_("Scaffold a jurisdiction of your own, and test it."))
NOT_PASSED = 1


app.command(help=_("Scaffold a jurisdiction: a stub for every article of its document."))(new)


@app.command("test", help=_("Run the conformance suite on a plugin; it need not be installed."))
def run_suite(
    path: Annotated[
        str, typer.Argument(metavar="PATH", help=_("Its folder, or the id of an installed one."))
    ],
    *,
    as_json: options.Json = False,
) -> None:
    """Print a line a check, and what is amiss; exit 1 where something is."""
    with ExitStack() as held:
        plugins = _found(path, held)
        told = [_as_json(each) if as_json else _shown(each) for each in plugins]
    if as_json:
        documents = [document for document, _passed in told]
        options.print_json(documents[0] if len(told) == 1 else {"jurisdictions": documents})
    if not all(passed for _document, passed in told):
        raise typer.Exit(NOT_PASSED)


def _found(path: str, held: ExitStack) -> list[UnderTest]:
    """Return the plugins of a folder, held as if installed, or an installed one by its id."""
    from rexian.discovery import OVERLAYS, beside, installed
    from rexian.errors import InputError, nearest
    from rexian.testing.places import installed_under_test, under_test

    folder = Path(path)
    if folder.is_dir():
        held.enter_context(beside(folder))
        return under_test(folder)
    known = {**installed(), **installed(OVERLAYS)}
    if path not in known:
        told = _("{path}: neither a plugin's folder nor an installed jurisdiction")
        raise InputError(told.format(path=path) + nearest(path, known))
    return [installed_under_test(path)]


def _as_json(plugin: UnderTest) -> tuple[dict[str, Any], bool]:
    from rexian.testing.conformance import conform

    results = list(conform(plugin.name, plugin.files))
    document = {"jurisdiction": plugin.name, "checks": [_check(result) for result in results]}
    return document, all(result.passed for result in results)


def _check(result: Result) -> dict[str, Any]:
    found = result.looked
    return {
        "id": result.check.id,
        "label": {"zh": result.check.zh, "en": result.check.en},
        "passed": result.passed,
        "checked": found.checked,
        "problems": list(found.problems),
        **({"note": found.note} if found.note else {}),
    }


def _shown(plugin: UnderTest) -> tuple[None, bool]:
    from rexian.cli.show_plugin import show

    return None, show(plugin)
