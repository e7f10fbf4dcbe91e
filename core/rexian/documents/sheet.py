"""A comparison as a sheet: one row for each pair of rules, for spreadsheet programs.

Columns are named by ids, so that programs may rely on them; what stands in them is for people.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from rexian.analysis.relation import Relation
from rexian.documents.comparison import Asked, Comparison, Group, Standing, relation_label

COLUMNS = (
    "first",
    "second",
    "question",
    "question_label",
    "part",
    "relation",
    "relation_label",
    "when",
    "first_says",
    "first_where",
    "first_rules",
    "second_says",
    "second_where",
    "second_rules",
    "starts",
    "witness",
    "first_ruling",
    "second_ruling",
)
#: What a spreadsheet program takes for the beginning of a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def sheet(comparison: Comparison) -> bytes:
    """Return a comparison as CSV; the mark at its head tells spreadsheet programs it is UTF-8."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for standing in comparison.standings:
        for asked in standing.questions:
            writer.writerows(_row(standing, asked, group) for group in asked.groups)
    return text.getvalue().encode("utf-8-sig")


def _row(standing: Standing, asked: Asked, group: Group) -> list[str]:
    return [_harmless(text) for text in _cells(standing, asked, group)]


def _cells(standing: Standing, asked: Asked, group: Group) -> Iterator[str]:
    first, second = standing.first, standing.second
    alone = {Relation.ONLY_FIRST: f"only_{first.id}", Relation.ONLY_SECOND: f"only_{second.id}"}
    yield from (first.id, second.id, asked.id, asked.label, group.part)
    yield alone.get(group.relation, group.relation.value)
    yield relation_label(group.relation, first.name, second.name)
    yield group.when
    for said in (group.first, group.second):
        yield from (said.says, said.where, " ".join(said.rules))
    yield "\n".join(group.starts)
    yield group.example.told if group.example else ""
    yield from (told for _name, told in group.example.ruled) if group.example else ("", "")


def _harmless(text: str) -> str:
    """Return a text that no spreadsheet program takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text
