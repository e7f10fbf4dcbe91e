"""What `rexian user` and `rexian unit` show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rich.console import Console
from rich.table import Table

from rexian.i18n import _
from rexian.instants import Instant
from rexian.model.vocabulary import SUBJECTS, UNIT_TYPES
from rexian.people.accounts import Account
from rexian.people.actor import Actor
from rexian.people.members import Member
from rexian.people.responsibilities import Responsibility, Suggestion
from rexian.people.roles import POSTS, ROLES
from rexian.people.units import Contact, Unit
from rexian.saying.people import say_contacts, say_state, say_terms, say_tree


def show_accounts(accounts: Iterable[Account], now: Instant) -> None:
    """Show users, one a row."""
    _table(
        (_("user"), _("name"), _("unit"), _("roles"), _("posts"), ""),
        (
            (
                each.username,
                each.name,
                each.unit or "",
                say_terms(ROLES, each.roles),
                say_terms(POSTS, each.posts),
                say_state(each, now),
            )
            for each in accounts
        ),
    )


def show_actor(actor: Actor) -> None:
    """Show who is logged in."""
    told = {
        _("user"): actor.username,
        _("name"): actor.name,
        _("unit"): actor.unit or _("none"),
        _("roles"): say_terms(ROLES, [role for role in ROLES.ids if role in actor.roles]),
        _("posts"): say_terms(POSTS, [post for post in POSTS.ids if post in actor.posts]),
    }
    table = Table(box=None, show_header=False, pad_edge=False)
    for name, value in told.items():
        table.add_row(name, value)
    _console().print(table)


def show_units(
    units: Sequence[Unit],
    contacts: Mapping[str, tuple[Contact, ...]] | None = None,
    load: Mapping[str, int] | None = None,
) -> None:
    """Show units as a tree; with their contacts and open tickets, where those are given."""
    columns: dict[str, list[str]] = {
        _("unit"): say_tree(units),
        _("type"): [UNIT_TYPES.label(unit.type) for unit in units],
        _("area"): [unit.area or "" for unit in units],
    }
    if load is not None:
        columns[_("open tickets")] = [str(load.get(unit.name, 0)) for unit in units]
    if contacts is not None:
        columns[_("contacts")] = [say_contacts(contacts.get(unit.name, ())) for unit in units]
    _table(list(columns), zip(*columns.values(), strict=True))


def show_members(members: Sequence[Member], known: Iterable[str]) -> None:
    """Show the units that a document names, and which of them are here."""
    here = set(known)
    if not members:
        _console().print(_("no list of member units comes with the document"))
        return
    _table(
        (_("unit"), _("type"), ""),
        ((m.name, UNIT_TYPES.label(m.type), _("here") if m.name in here else "") for m in members),
    )


def show_responsibilities(found: Iterable[Responsibility]) -> None:
    """Show what units answer for."""
    _table(
        (_("subject"), _("area"), _("unit"), _("source")),
        ((SUBJECTS.label(r.subject), r.area or _("anywhere"), r.unit, r.source) for r in found),
    )


def show_suggestions(found: Sequence[Suggestion]) -> None:
    """Show which units answer for a subject, or that none is known to."""
    if not found:
        _console().print(_("no unit is known to answer for it"))
        return
    _table(
        (_("unit"), _("type"), _("area"), _("source")),
        ((s.unit, UNIT_TYPES.label(s.unit_type), s.area or _("anywhere"), s.source) for s in found),
    )


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    table = Table(box=None, header_style="dim", padding=(0, 2, 0, 0))
    for head in heads:
        table.add_column(head, overflow="fold")
    for row in rows:
        table.add_row(*row)
    _console().print(table)


def _console() -> Console:
    return Console(highlight=False, markup=False)
