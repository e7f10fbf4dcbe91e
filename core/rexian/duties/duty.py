"""Duties: what is to be done, by whom, for whom, when, and the clause that says so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rexian.duties.parties import party
from rexian.duties.schedule import Schedule
from rexian.model.terms import Labelled, Term
from rexian.rules.outcomes import Strength


@dataclass(frozen=True, slots=True, kw_only=True)
class Item(Labelled):
    """One thing that a meeting takes up, and the clauses that put it there."""

    per: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty(Labelled):
    """A duty that no single ticket brings about; its labels say what is to be done.

    Attributes:
        schedule: when it falls due.
        who: who has to do it; None where the text does not say.
        to: to whom it goes; None where it goes to nobody, or the text does not say.
        strength: whether it must be done, in principle must, or may.
        per: ids of the clauses it comes from.
        inherited: whether it binds the bureaus below too: a member unit's duty does, what the
            hotline centre does for itself does not.
        agenda: what a meeting takes up.
    """

    schedule: Schedule
    who: Term | None
    to: Term | None
    strength: Strength
    per: tuple[str, ...]
    inherited: bool
    agenda: tuple[Item, ...]


def duty(  # noqa: PLR0913 - each part of a duty is named at the call
    name: str,
    schedule: Schedule,
    *,
    zh: str,
    en: str,
    who: str | Term | None,
    per: tuple[str, ...],
    to: str | Term | None = None,
    strength: Strength = "must",
    inherited: bool = False,
    agenda: Iterable[Item] = (),
) -> Duty:
    """Declare a duty; see `Duty`.

    Raises:
        DefinitionError: there is no party of the id given as `who` or `to`.
    """
    return Duty(
        id=name,
        zh=zh,
        en=en,
        schedule=schedule,
        who=None if who is None else party(who),
        to=None if to is None else party(to),
        strength=strength,
        per=per,
        inherited=inherited,
        agenda=tuple(agenda),
    )


def item(name: str, *, zh: str, en: str, per: tuple[str, ...]) -> Item:
    """Declare something that a meeting takes up."""
    return Item(id=name, zh=zh, en=en, per=per)
