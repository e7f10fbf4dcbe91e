"""The page of settings."""

from __future__ import annotations

from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from rexian.i18n import marked
from rexian.tui.settings.own import OwnView
from rexian.tui.settings.place import ChecksView, FileView
from rexian.tui.settings.readings import ReadingsView
from rexian.tui.views import View, ViewsPage


class SettingsPage(ViewsPage):
    """One's own settings, the readings, the place's file, and what is to be mended."""

    HELP = marked(
        "Your own language, colours and password; how the documents are read here; "
        "the place's settings, and whether anything has to be mended."
    )
    VIEWS: ClassVar[tuple[type[View[Any]], ...]] = (OwnView, ReadingsView, FileView, ChecksView)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o", "view('own')", marked("one's own"), show=False),
        Binding("n", "view('readings')", marked("readings"), show=False),
        Binding("f", "view('file')", marked("the file"), show=False),
        Binding("h", "view('checks')", marked("checks"), show=False),
    ]
