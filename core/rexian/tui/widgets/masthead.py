"""The line at the head of every page: which desk it is, where one can go, and who sits here."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.content import Content
from textual.widgets import Static

from rexian.i18n import _
from rexian.tui.places import PLACES

if TYPE_CHECKING:
    from rexian.tui.app import Workbench


class Masthead(Static):
    """It is drawn anew whenever its page is shown."""

    def on_mount(self) -> None:
        """Fill it in."""
        self.refresh_told()

    def refresh_told(self) -> None:
        """Say it as it is now."""
        bench = cast("Workbench", self.app)
        tabs = [self._tab(bench, each.id, each.key, _(each.label)) for each in PLACES]
        told = Content(" ").join([Content(f" {bench.place_name} "), *tabs, Content(bench.who)])
        self.update(told)

    @staticmethod
    def _tab(bench: Workbench, place: str, key: str, label: str) -> Content:
        text = Content(f" {key} {label} ")
        style = "reverse" if bench.current_mode == place else "dim"
        return text.stylize(style)
