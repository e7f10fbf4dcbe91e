"""The attachments of a ticket, as it tells of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rexian.desk.locking import ATTACHED


@dataclass(frozen=True, slots=True)
class Attached:
    """An attachment.

    Attributes:
        seq: the place of its record.
        name: what it is called among the record's locked texts.
        filename: its file's name, as much of it as is told; empty where it is erased.
    """

    seq: int
    name: str
    filename: str


def attached(told: Mapping[str, Any]) -> list[Attached]:
    """Return what is attached to a ticket."""
    return [
        Attached(text["seq"], text["name"], text["text"] or "")
        for text in told["secrets"]
        if text["name"].startswith(ATTACHED)
    ]
