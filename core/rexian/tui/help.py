"""Help: what a page is for, and every key that does something on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

from rich.table import Table
from rich.text import Text
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from rexian.i18n import _, marked
from rexian.tui.bench import AtTheBench, Dialog


class Help(Dialog[None]):
    """The help of a page."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,f1,q", "dismiss_none", marked("close"))
    ]

    def __init__(self, page: AtTheBench[Any]) -> None:
        super().__init__()
        self._page = page

    def compose(self) -> Iterable[Widget]:
        """Put it together."""
        with VerticalScroll(classes="box"):
            if self._page.HELP:
                yield Static(_(self._page.HELP), markup=False, id="about")
            yield Static(self._keys())

    def _keys(self) -> Table:
        table = Table.grid(padding=(0, 2))
        for keys, told in self._told():
            table.add_row(Text(keys, style="bold"), Text(told))
        return table

    def _told(self) -> Iterator[tuple[str, str]]:
        """Yield what can be done, each with all its keys."""
        keys: dict[str, list[str]] = {}
        for active in self._page.active_bindings.values():
            if active.binding.description:
                shown = active.binding.key_display or self.app.get_key_display(active.binding)
                keys.setdefault(active.binding.description, []).append(shown)
        for told, found in keys.items():
            yield " ".join(found), told
