"""The files of the page: cases that are read and saved, tables that are exported."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rexian.documents.tables import write_table
from rexian.files import write_new
from rexian.i18n import _
from rexian.model.case import Case, read_cases
from rexian.tui.bench import AtTheBench
from rexian.tui.listing import named
from rexian.tui.widgets.filling import Filling, Line
from rexian.tui.widgets.pick import Pick
from rexian.witness.casefile import case_text


async def case_from(screen: AtTheBench[Any]) -> Case | None:
    """Ask for a case file and return a case of it; None where one thinks better of it."""
    asked = Filling(
        _("read a case file"),
        [Line("file", _("file"))],
        lambda _seat, values: read_cases(Path(values["file"]).expanduser()),
    )
    found = await screen.app.push_screen_wait(asked)
    if not found or len(found) == 1:
        return found[0] if found else None
    listed = [
        (str(place), "  ".join(filter(None, (case.id or str(place + 1), case.title))))
        for place, case in enumerate(found)
    ]
    chosen = await screen.app.push_screen_wait(Pick(_("which case"), listed))
    return None if chosen is None else found[int(chosen)]


async def file_of_case(screen: AtTheBench[Any], case: Case) -> None:
    """Save a case as a file, which must not be there yet.

    Raises:
        InputError: in a browser, it cannot be handed over.
    """
    name = f"{case.id or 'case'}.yaml"
    if screen.bench.is_web:
        await screen.bench.hand_over(case_text(case).encode(), name)
        return
    asked = Filling(
        _("save as a case file"),
        [Line("file", _("file"), name)],
        lambda _seat, values: _saved(Path(values["file"]).expanduser(), case),
    )
    saved = await screen.app.push_screen_wait(asked)
    if saved is not None:
        screen.notify(_("saved: {file}").format(file=saved), markup=False)


def _saved(path: Path, case: Case) -> Path:
    write_new(path.parent, {path.name: case_text(case)})
    return path


async def export(
    screen: AtTheBench[Any], title: str, headings: Sequence[str], rows: Sequence[Sequence[object]]
) -> None:
    """Write a table as a spreadsheet and hand it over.

    Raises:
        InputError: it cannot be written.
    """
    name = named(title, screen.bench.deployment.now())
    await screen.hand_out(name, lambda _seat, file: write_table(file, title, headings, rows))
