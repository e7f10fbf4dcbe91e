"""Markdown: tables and cells that hold several lines, safe for what a table cannot hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def table(names: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table with named columns, its cells as `cell` writes them."""
    return "\n".join([_row(names), _row(["---"] * len(names)), *(_row(row) for row in rows)])


def cell(told: Iterable[str]) -> str:
    """Return a cell of several lines."""
    return "<br>".join(told)


def plain(text: str) -> str:
    """Return a text as a cell may hold it, on one line and with no sign of a table's own."""
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")


def as_code(text: str) -> str:
    """Return an id, set apart."""
    return f"`{text}`"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
