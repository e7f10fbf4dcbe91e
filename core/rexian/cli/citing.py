"""How a declaration of any document of a chain is cited."""

from __future__ import annotations

from collections.abc import Sequence

from rexian.jurisdictions import Jurisdiction


def citations(jurisdiction: Jurisdiction, layer: str, per: Sequence[str]) -> list[dict[str, str]]:
    """Return clauses of one document of the chain: document, locator and clause id."""
    clauses = jurisdiction.layer(layer).clauses()
    return [{"document": layer, "locator": clauses[name].locator, "clause": name} for name in per]


def locators(jurisdiction: Jurisdiction, layer: str, per: Sequence[str]) -> list[str]:
    """Return the articles of clauses, each once."""
    cited = citations(jurisdiction, layer, per)
    return list(dict.fromkeys(entry["locator"] for entry in cited))
