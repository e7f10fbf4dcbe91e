"""The page of units and people."""

from __future__ import annotations

from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from rexian.i18n import marked
from rexian.tui.people.accounts import AccountsView
from rexian.tui.people.duties import DutiesView
from rexian.tui.people.journal import JournalView
from rexian.tui.people.units import UnitsView
from rexian.tui.views import View, ViewsPage


class PeoplePage(ViewsPage):
    """Units, people, responsibility lists and the journal."""

    HELP = marked(
        "Units, who works for them, what they answer for, and the journal of who saw what. "
        "Administrators change them; the journal is for inspectors, leaders and administrators. "
        "In the journal, search for a ticket's number or for a user."
    )
    VIEWS: ClassVar[tuple[type[View[Any]], ...]] = (
        UnitsView,
        AccountsView,
        DutiesView,
        JournalView,
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("u", "view('units')", marked("units"), show=False),
        Binding("p", "view('accounts')", marked("people"), show=False),
        Binding("l", "view('lists')", marked("responsibility lists"), show=False),
        Binding("w", "view('journal')", marked("journal"), show=False),
        Binding("o", "do('contacts')", marked("contacts")),
        Binding("m", "do('members')", marked("member units of the document"), show=False),
        Binding("s", "do('turn')", marked("by unit or by subject"), show=False),
        Binding("f2", "do('password')", marked("password")),
        Binding("f3", "do('unlock')", marked("unlock")),
    ]
