"""Units and users in words: whom to reach, in which roles, whether somebody is locked out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rexian.i18n import _
from rexian.instants import Instant, format_instant
from rexian.model.terms import Terms
from rexian.people.accounts import Account
from rexian.people.tree import Tree
from rexian.people.units import CONTACT_PARTS, Contact, Unit
from rexian.words import listed, say_time


def say_state(account: Account, now: Instant) -> str:
    """Say whether an account is out of use or locked; nothing where it is neither."""
    if not account.active:
        return _("out of use")
    if account.locked_until is not None and account.locked_until > now:
        return _("locked until {when}").format(when=say_time(format_instant(account.locked_until)))
    return ""


def say_contacts(contacts: Iterable[Contact]) -> str:
    """Say whom to reach, one a line."""
    return "\n".join(
        " ".join(filter(None, (CONTACT_PARTS.label(c.part), c.name, c.post, c.phone, c.mobile)))
        for c in contacts
    )


def say_terms(terms: Terms, ids: Iterable[str]) -> str:
    """Say some of a list's words by their labels."""
    return listed([terms.label(each) for each in ids])


def say_tree(units: Sequence[Unit]) -> list[str]:
    """Return units' names, each further in than the one above it; those out of use say so."""
    tree = Tree({unit.name: unit.parent for unit in units})
    deep = (sum(above in tree.parents for above in tree.line(unit.name)) - 1 for unit in units)
    return [
        "  " * far + unit.name + ("" if unit.active else _(" (out of use)"))
        for unit, far in zip(units, deep, strict=True)
    ]
