"""The journal's entries in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rexian.i18n import _
from rexian.instants import format_instant
from rexian.lifecycle.record import canonical
from rexian.privacy.journal import ACTS, Entry
from rexian.words import say_time


def heads() -> tuple[str, ...]:
    """Return what stands over the entries in a table."""
    return (_("time"), _("user"), _("deed"), _("ticket"), _("more"))


def say_entry(entry: Entry, names: Mapping[str, str]) -> tuple[str, ...]:
    """Say an entry under those heads."""
    return (
        say_time(format_instant(entry.at)),
        say_actor(entry.actor, names),
        ACTS.label(entry.act),
        entry.number or "",
        say_detail(entry.detail),
    )


def say_actor(actor: str, names: Mapping[str, str]) -> str:
    """Say who did something: the account, and what its holder is called."""
    name = names.get(actor)
    return f"{actor} ({name})" if name and name != actor else actor


def say_detail(detail: Mapping[str, Any]) -> str:
    """Say an entry's detail on one line: a purpose by itself, other things by their keys."""
    return "; ".join(
        f"{key}={value if isinstance(value, str) else canonical(value)}"
        for key, value in detail.items()
    )
