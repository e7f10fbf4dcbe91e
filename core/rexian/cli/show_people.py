"""What `rexian user` and `rexian unit` show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rich.console import Console
from rich.table import Table

from rexian.i18n import _
from rexian.instants import Instant, format_instant
from rexian.model.terms import Terms
from rexian.model.vocabulary import SUBJECTS, UNIT_TYPES
from rexian.people.accounts import Account
from rexian.people.actor import Actor
from rexian.people.members import Member
from rexian.people.responsibilities import Responsibility, Suggestion
from rexian.people.roles import POSTS, ROLES
from rexian.people.tree import Tree
from rexian.people.units import CONTACT_PARTS, Contact, Unit
from rexian.words import listed, say_time


def show_accounts(accounts: Iterable[Account], now: Instant) -> None:
    """Show users, one a row."""
    _table(
        (_("user"), _("name"), _("unit"), _("roles"), _("posts"), ""),
        (
            (
                each.username,
                each.name,
                each.unit or "",
                _labels(ROLES, each.roles),
                _labels(POSTS, each.posts),
                _state(each, now),
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
        _("roles"): _labels(ROLES, [role for role in ROLES.ids if role in actor.roles]),
        _("posts"): _labels(POSTS, [post for post in POSTS.ids if post in actor.posts]),
    }
    table = Table(box=None, show_header=False, pad_edge=False)
    for name, value in told.items():
        table.add_row(name, value)
    _console().print(table)


def show_units(units: Sequence[Unit], contacts: Mapping[str, tuple[Contact, ...]] | None) -> None:
    """Show units as a tree; with their contacts, where those are given."""
    tree = Tree({unit.name: unit.parent for unit in units})
    heads = [_("unit"), _("type"), _("area")]
    if contacts is not None:
        heads.append(_("contacts"))
    rows = []
    for unit in units:
        deep = sum(above in tree.parents for above in tree.line(unit.name)) - 1
        name = "  " * deep + unit.name + ("" if unit.active else _(" (out of use)"))
        row = [name, UNIT_TYPES.label(unit.type), unit.area or ""]
        rows.append(row if contacts is None else [*row, _people(contacts.get(unit.name, ()))])
    _table(heads, rows)


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


def _state(account: Account, now: Instant) -> str:
    if not account.active:
        return _("out of use")
    if account.locked_until is not None and account.locked_until > now:
        return _("locked until {when}").format(when=say_time(format_instant(account.locked_until)))
    return ""


def _people(contacts: Iterable[Contact]) -> str:
    return "\n".join(
        " ".join(filter(None, (CONTACT_PARTS.label(c.part), c.name, c.post, c.phone, c.mobile)))
        for c in contacts
    )


def _labels(terms: Terms, ids: Iterable[str]) -> str:
    return listed([terms.label(each) for each in ids])


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    table = Table(box=None, header_style="dim", padding=(0, 2, 0, 0))
    for head in heads:
        table.add_column(head, overflow="fold")
    for row in rows:
        table.add_row(*row)
    _console().print(table)


def _console() -> Console:
    return Console(highlight=False, markup=False)
