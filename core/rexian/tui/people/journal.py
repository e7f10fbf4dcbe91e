"""The view of the journal: who saw, exported or printed what, and what administrators did."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rexian.desk import auditing
from rexian.desk.seat import Seat
from rexian.i18n import _, marked
from rexian.people.actor import Actor
from rexian.people.permissions import allowed
from rexian.privacy.journal import Asked, Entry
from rexian.saying.audit import heads, say_entry
from rexian.store.read import ticket_by_number
from rexian.tui.views import View, ViewsPage
from rexian.tui.widgets.sheet import Column, Row

#: How many entries are shown.
SHOWN = 1000


@dataclass(frozen=True, slots=True)
class EntryItem:
    """An entry, and what the holders of accounts are called."""

    entry: Entry
    names: Mapping[str, str]


class JournalView(View[EntryItem]):
    """The last entries; those of a ticket's number or of a user where one is searched for."""

    id: ClassVar[str] = "journal"
    label: ClassVar[str] = marked("journal")
    key: ClassVar[str] = "w"
    asks: ClassVar[bool] = True

    def open_to(self, actor: Actor) -> bool:
        """Whether somebody may read the journal."""
        return allowed(actor, "audit", own=False)

    def columns(self) -> Sequence[Column]:
        """Return its columns."""
        time, user, act, ticket, more = heads()
        return (
            Column(time, 16),
            Column(user, 16, share=1),
            Column(act, 14, share=1),
            Column(ticket, 14),
            Column(more, 14, share=3),
        )

    def read(self, seat: Seat, sought: str) -> Sequence[EntryItem]:
        """Return who saw a ticket, or the last entries of a user or of all."""
        with seat.deployment.store.reading() as conn:
            names = auditing.names_of(conn)
            if sought and ticket_by_number(conn, sought) is not None:
                found = auditing.who_saw(conn, seat.actor, sought)
            else:
                asked = Asked(actor=_user(sought, names))
                found = auditing.read_journal(conn, seat.actor, asked, SHOWN)
        return [EntryItem(entry, names) for entry in found]

    def row(self, item: EntryItem) -> Row:
        """Return an entry as a row."""
        return Row(str(item.entry.id), say_entry(item.entry, item.names))

    def told(self, item: EntryItem) -> str:
        """Tell everything about an entry."""
        told = zip(heads(), self.row(item).cells, strict=True)
        return "\n".join(f"{name}: {value}" for name, value in told if value)

    def can(self, _actor: Actor) -> Collection[str]:
        """Return what somebody may do with the journal."""
        return {"export"}

    async def do(self, page: ViewsPage, _action: str, _item: EntryItem | None) -> None:
        """Hand it out."""
        await page.hand_out_rows("journal.xlsx", _("journal"))


def _user(sought: str, names: Mapping[str, str]) -> str | None:
    """Return whose entries are wanted: a user name, or what its holder is called."""
    called = next((user for user, name in names.items() if name == sought), sought)
    return called or None
