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


PLACES = (
    Place("queue", "1", marked("tickets"), "rexian.tui.queue.page", "QueuePage"),
    Place("ledger", "2", marked("supervision"), "rexian.tui.ledger.page", "LedgerPage"),
    Place("assessment", "3", marked("assessment"), "rexian.tui.assessment.page", "AssessmentPage"),
    Place("duties", "4", marked("duties"), "rexian.tui.duties.page", "DutiesPage"),
    Place("rules", "5", marked("rules"), "rexian.tui.rules.page", "RulesPage"),
    Place("compare", "6", marked("compare"), "rexian.tui.compare.page", "ComparePage"),
    Place("people", "7", marked("units and people"), "rexian.tui.people.page", "PeoplePage"),
    Place("settings", "8", marked("settings"), "rexian.tui.settings.page", "SettingsPage"),
)
