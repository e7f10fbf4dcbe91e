"""Where one can go in the workbench: one table for the tabs, the keys and the palette."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from rexian.i18n import marked

if TYPE_CHECKING:
    from rexian.tui.page import Page


@dataclass(frozen=True, slots=True)
class Place:
    """A screen that is always there.

    Attributes:
        key: the key that leads there.
        label: a message of the catalogue.
        module: where its page is; nothing of it is imported before somebody goes there.
    """

    id: str
    key: str
    label: str
    module: str
    page: str

    def open(self) -> Page:
        """Return its page, new."""
        page: type[Page] = getattr(import_module(self.module), self.page)
        return page()


PLACES = (Place("queue", "1", marked("tickets"), "rexian.tui.queue.page", "QueuePage"),)
