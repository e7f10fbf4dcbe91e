"""The line at the head of every page: which desk it is, where one can go, and who sits here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from rich.cells import cell_len
from textual.content import Content
from textual.widgets import Static

from rexian.i18n import _
from rexian.saying.width import cut, steady
from rexian.tui.places import PLACES

if TYPE_CHECKING:
    from rexian.tui.app import Workbench

#: The least room for who sits here.
_WHO = 8


class Masthead(Static):
    """It is drawn anew whenever its page is shown; where there is no room it says less."""

    def on_mount(self) -> None:
        """Fill it in."""
        self.refresh_told()

    def on_resize(self) -> None:
        """Say as much as there is room for."""
        self.refresh_told()

    def refresh_told(self) -> None:
        """Say it as it is now."""
        bench = cast("Workbench", self.app)
        here = bench.place_of(self.screen)
        places = [(each.id == here, each.key, _(each.label)) for each in PLACES]
        mark = f" {steady(_('no database'))} " if bench.cut_off else ""
        room = self.size.width - cell_len(mark)
        place, tabs, who = said(bench.place_name, places, bench.who, room)
        told = [Content(place)] if place else []
        for (is_here, _key, _label), tab in zip(places, tabs, strict=True):
            told.append(Content(tab).stylize("reverse" if is_here else "dim"))
        lost = Content(mark).stylize("bold reverse $late") if mark else Content("")
        self.update(Content("").join([lost, *told, Content(who)]))


def said(
    place: str, places: Sequence[tuple[bool, str, str]], who: str, room: int
) -> tuple[str, list[str], str]:
    """Return what a room's width holds: the desk, the tabs, and who sits here.

    Where it does not hold all, first the desk goes, then the labels of other places; their keys
    and who sits here never go, though a long name is cut.
    """
    desk, who = f" {steady(place)} ", f" {steady(who)}"
    tabs = [f" {key} {label} " for _is_here, key, label in places]
    keys = [f" {key} {label} " if is_here else f" {key} " for is_here, key, label in places]
    for name, shown in ((desk, tabs), ("", tabs), (desk, keys), ("", keys)):
        left = room - sum(map(cell_len, (name, *shown)))
        if left >= min(cell_len(who), _WHO):
            return name, shown, cut(who, left)
    return "", keys, ""
