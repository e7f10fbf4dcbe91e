"""How a deployment reads its documents: every ambiguity, its choices, and which one holds here."""

from __future__ import annotations

from dataclasses import dataclass

from rexian.jurisdictions import Jurisdiction
from rexian.rules.readings import Reading
from rexian.settings.model import Settings


@dataclass(frozen=True, slots=True)
class Chosen:
    """A reading as it stands at a deployment.

    Attributes:
        choice: the one that holds here.
        stated: whether the deployment's file says so; the default holds otherwise.
        clauses: the clauses read, as citations.
    """

    reading: Reading
    choice: str
    stated: bool
    clauses: tuple[dict[str, str], ...]


def readings_chosen(jurisdiction: Jurisdiction, settings: Settings) -> list[Chosen]:
    """Return every reading of a deployment's documents, in their order."""
    return [
        Chosen(
            reading,
            settings.readings.get(name, reading.default),
            name in settings.readings,
            _clauses(jurisdiction, reading),
        )
        for name, reading in jurisdiction.readings.items()
    ]


def _clauses(jurisdiction: Jurisdiction, reading: Reading) -> tuple[dict[str, str], ...]:
    for _depth, layer in jurisdiction.stack:
        if reading in layer.readings:
            return tuple(jurisdiction.citations(layer.id, reading.per))
    return ()
