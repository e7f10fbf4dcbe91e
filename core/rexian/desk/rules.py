"""The rules that a desk works under, and the digest by which a correction of them shows."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from rexian.explain import Ruler
from rexian.jurisdictions import edition_day
from rexian.model.case import Case
from rexian.tellers import Teller


@dataclass(frozen=True)
class Rules:
    """A ruler with the digests of what it rules by."""

    ruler: Ruler
    _digests: dict[tuple[str, ...], str] = field(default_factory=dict, repr=False)

    @cached_property
    def teller(self) -> Teller:
        """Tells people about the rulings."""
        return Teller(self.ruler.jurisdiction)

    def under(self, case: Case) -> str:
        """Return the digest of the rules, readings and calendars under which a case is ruled.

        The editions are those in force at its first dispatch. The same editions with another
        digest have been corrected; a new edition leaves tickets in hand alone.
        """
        received = case.ticket.get("received_at")
        return self.on(edition_day(case.events, received if isinstance(received, int) else None))

    def on(self, day: date | None) -> str:
        """Return the digest of what is in force on a day."""
        stack = self.ruler.jurisdiction.stack
        editions = tuple(layer.edition(day).id for _depth, layer in stack)
        if editions not in self._digests:
            self._digests[editions] = self._digest(day)
        return self._digests[editions]

    def all(self) -> frozenset[str]:
        """Return the digests of what has been in force on any day."""
        editions = [
            e for _depth, layer in self.ruler.jurisdiction.stack for e in layer.document.editions
        ]
        days = [None, date.min, *(edition.in_force for edition in editions)]
        return frozenset(self.on(day) for day in days)

    def _digest(self, day: date | None) -> str:
        told = [
            self.ruler.jurisdiction.fingerprint(day),
            *(f"{name}={choice}" for name, choice in sorted(self.ruler.readings.items())),
            *(version.fingerprint for version in self.ruler.calendars.versions),
        ]
        return hashlib.sha256("\n".join(told).encode()).hexdigest()[:16]
