"""Assessment: the document has the office evaluate its work and lays down no figure.

The city's figures hold, and its exclusions, for the units to which the bureau transfers tickets.
"""

from __future__ import annotations

from rexian.plugin import Assessment, hookimpl


@hookimpl
def assessment() -> Assessment:
    """Return nothing but whose work it is: on figures the document is silent."""
    return Assessment(inside=True)
