"""What a check of the conformance suite has looked at, and what it found amiss."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Looked:
    """What a check has found.

    Attributes:
        checked: how many things it looked at.
        problems: what is amiss, one line each.
        note: what else is worth knowing.
        halted: whether something, told as a problem, kept the check from looking at all.
    """

    checked: int
    problems: tuple[str, ...] = ()
    note: str = ""
    halted: bool = False


def looked(found: Iterable[Iterable[str]], note: str = "") -> Looked:
    """Return what was found, given the problems of each thing looked at."""
    each = [tuple(problems) for problems in found]
    return Looked(len(each), tuple(line for problems in each for line in problems), note)
