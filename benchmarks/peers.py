"""What benchmarks need to give a peer the same rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rexian.rules.table import Enacted


def ranked(rules: Sequence[Enacted]) -> Iterator[Enacted]:
    """Yield nearer documents' rules first, and each rule after those that go over it."""
    left = sorted(rules, key=lambda e: (e.depth, e.rule.followed is None))
    while left:
        over = {(e.layer, name) for e in left for name in e.rule.over}
        first = next(e for e in left if (e.layer, e.rule.id) not in over)
        left.remove(first)
        yield first
