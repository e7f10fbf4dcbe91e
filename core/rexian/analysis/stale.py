"""Stale acknowledgements: what a plugin says it leaves as it is, and which is not found."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from rexian.acknowledged import FINDINGS, Acknowledged
from rexian.analysis.findings import Claim, Finding
from rexian.analysis.sides import Side, joint_grid
from rexian.errors import DefinitionError, nearest

#: What is found in a document whatever stands above it.
_ITS_OWN = tuple(name for name in FINDINGS.ids if name != "laxer")


def stale(side: Side, upper: Side | None, used: Collection[Acknowledged]) -> Iterator[Finding]:
    """Yield the acknowledgements of a side that answered for no finding.

    Not where they are not meant for it: a text is read otherwise than by default, or what is laxer
    was sought under another document than the one above.

    Raises:
        DefinitionError: one is of a part that no question has.
    """
    parts = {part.id: (question.id, part) for question in side.plan.questions
             for part in question.parts}  # fmt: skip
    expected = _expected(side, upper)
    for check in side.checks:
        if check.part not in parts:
            known = nearest(check.part, parts)
            raise DefinitionError(f"a check acknowledges {check.part}, which is no part{known}")
        if check.finding in expected and not any(check is other for other in used):
            question, part = parts[check.part]
            grid = joint_grid(part, [side], (), [check.when])
            cells = grid.where(part.applies) & grid.where(check.when)
            yield Finding("stale", question, part, grid, cells, (), (Claim(side, None),))


def _expected(side: Side, upper: Side | None) -> Collection[str]:
    """Return which kinds of finding the acknowledgements of a side are meant to meet."""
    if side.readings:
        return ()
    above = side.jurisdiction.above
    is_above = (upper and upper.jurisdiction.id) == (above and above.id)
    return FINDINGS.ids if is_above else _ITS_OWN
