"""Whoever acts at the desk, and whoever changes who may."""

from __future__ import annotations

from dataclasses import dataclass

from rexian.instants import Instant


@dataclass(frozen=True, slots=True)
class Actor:
    """An account that has been recognised.

    Attributes:
        unit: the unit for which it acts; None for one that acts for none.
        roles: of `rexian.people.roles.ROLES`.
        posts: the documents' roles and bodies as which it may act, those that its roles imply
            among them.
    """

    username: str
    name: str
    unit: str | None
    roles: frozenset[str]
    posts: frozenset[str]


@dataclass(frozen=True, slots=True)
class By:
    """Who changes units or accounts, and when; the journal keeps it."""

    username: str
    at: Instant
