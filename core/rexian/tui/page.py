"""A page of the workbench: its masthead, what it is about, and its keys."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget

from rexian.i18n import marked
from rexian.tui.bench import AtTheBench
from rexian.tui.widgets.keybar import Keybar
from rexian.tui.widgets.masthead import Masthead


class Page(AtTheBench[None]):
    """A page; a page of its own gives its `body`.

    Attributes:
        HELP: what it is for and how it is used, a message of the catalogue.
    """

    HELP: ClassVar[str] = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark", "help", marked("help"), key_display="?"),
    ]

    def compose(self) -> Iterable[Widget]:
        """Put it together."""
        yield Masthead()
        yield from self.body()
        yield Keybar()

    def body(self) -> Iterable[Widget]:
        """Yield what stands between masthead and keys."""
        return ()

    def action_help(self) -> None:
        """Show what the page is for, and its keys."""
        from rexian.tui.help import Help

        self.app.push_screen(Help(self))
