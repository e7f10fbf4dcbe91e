"""Reading local parameters: each rule with the paper it stands in, and how long it holds."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import yaml

from rexian.clauses.index import Clause
from rexian.i18n import _
from rexian.model.terms import shown
from rexian.reforms.outcomes import KEYS
from rexian.reforms.places import Placed
from rexian.reforms.read import read_both

#: What a local parameter states besides its rule.
_PAPER = ("gist", "source")
_CHANGE = ("add", "when", *KEYS, "over", "followed", "per", *_PAPER)
_SOURCE = ("title", "number", "date", "in_force", "until")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A local parameter.

    Attributes:
        rule: where its rule's id stands.
        change: the rule as a reform states it, without the paper.
        clause: the paper, and the place in it.
        issued: the day the paper was issued.
        first: the first day it holds; None where it always did.
        last: the last day it holds; None where no end is set.
    """

    rule: Placed
    change: Placed
    clause: Clause
    issued: date
    first: date | None = None
    last: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether it holds for tickets dispatched on a day."""
        return (self.first or day) <= day <= (self.last or day)


def read_parameter(item: Placed) -> Parameter:
    """Read one entry of a file of local parameters.

    Raises:
        InputError: something in it is missing or amiss; the message says where.
    """
    if not item.is_mapping:
        item.refuse(_("write `add: …` with its limit, per, gist and source"))
    for key in item.any_mapping():
        if key.node.value in ("replace", "remove"):
            told = _("local parameters only add; make a reform to {does} a rule of the document")
            key.refuse(told.format(does=key.node.value))
    keys = wanted(item.mapping(_CHANGE), ("add", "per", *_PAPER), item)
    paper = wanted(keys["source"].mapping(_SOURCE), ("title", "date"), keys["source"])
    first, last = (_date(paper[key]) if key in paper else None for key in ("in_force", "until"))
    if first is not None and last is not None and last < first:
        paper["until"].refuse(_("it ends before it is in force"))
    issued = _date(paper["date"])
    clause = _clause(keys, paper, issued)
    return Parameter(keys["add"], _without(item, _PAPER), clause, issued, first, last)


def wanted(keys: Mapping[str, Placed], names: Sequence[str], where: Placed) -> dict[str, Placed]:
    """Return the keys, none of those named being absent.

    Raises:
        InputError: one is.
    """
    for key in names:
        if key not in keys:
            told = _("no {key} here; write {keys}")
            where.refuse(told.format(key=key, keys=", ".join(names)))
    return dict(keys)


def _date(placed: Placed) -> date:
    try:
        return date.fromisoformat(placed.text())
    except ValueError:
        told = _("{value} is not a date; write 2026-02-16")
        placed.refuse(told.format(value=shown(placed.text())))


def _clause(keys: Mapping[str, Placed], paper: Mapping[str, Placed], issued: date) -> Clause:
    """Return the clause that a parameter cites: the paper by its title, and the place in it."""
    zh, en = read_both(paper["title"])
    gist_zh, gist_en = read_both(keys["gist"])
    number = [paper["number"].text()] if "number" in paper else []
    return Clause(
        id=f"local.{keys['add'].text()}",
        locator=f"《{zh.strip('《》')}》{keys['per'].text()}",
        kind="rule",
        gist_zh=gist_zh,
        gist_en=gist_en,
        note_zh=" ".join([zh, *number, issued.isoformat()]),
        note_en=" ".join([en, *number, issued.isoformat()]),
    )


def _without(item: Placed, keys: Collection[str]) -> Placed:
    """Return a placed mapping without some of its keys."""
    node = item.node
    kept = [pair for pair in node.value if pair[0].value not in keys]
    return Placed(yaml.MappingNode(node.tag, kept, node.start_mark, node.end_mark), item.source)
