"""The showcase for people: a row a day, the month's figures, the comparison, and what to try."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from rexian.cli import show_assess, show_compare
from rexian.i18n import _
from rexian.model.terms import Term
from rexian.tellers import place
from rexian.words import listed

if TYPE_CHECKING:
    from rexian.showcase.founding import Staged
    from rexian.showcase.month import Day

Count = Callable[["Day"], int]


def _of(*commands: str) -> Count:
    return lambda day: sum(day.taken[command] for command in commands)


_DAY, _ALL = Term("day", "日期", "day"), Term("all", "合计", "all")
_COLUMNS: Sequence[tuple[Term, Count]] = (
    (Term("new", "来件", "new"), _of("new")),
    (Term("sent", "派单", "sent"), _of("dispatch", "assign")),
    (Term("signed", "签收", "sign"), _of("sign", "sign_form")),
    (Term("returned", "退单", "back"), _of("return", "object")),
    (Term("extended", "延期", "more"), _of("extend")),
    (Term("replied", "回复", "reply"), _of("reply")),
    (Term("closed", "办结", "done"), _of("close")),
    (Term("followed_up", "回访", "ask"), _of("follow_up")),
    (Term("redone", "重办", "redo"), _of("redo")),
    (Term("supervised", "督办", "watch"), _of("supervise")),
    (Term("archived", "归档", "file"), _of("archive")),
    (Term("fell_due", "到期", "due"), lambda day: day.fell_due),
    (Term("refused", "被拒", "no"), lambda day: len(day.refused)),
)


def in_brief(day: Day) -> str:
    """Say in a line what a day was like."""
    parts = (
        (_("{n} came in"), day.taken["new"]),
        (_("{n} closed"), day.taken["close"]),
        (_("{n} fell due"), day.fell_due),
        (_("{n} supervised"), day.taken["supervise"]),
        (_("{n} refused"), len(day.refused)),
    )
    told = [form.format(n=n) for form, n in parts if n]
    return f"{day.on:%m-%d}  " + (listed(told) if told else _("nothing happened"))


def show(stage: Staged, days: Sequence[Day], report: Mapping[str, Any]) -> None:
    """Print the month, its assessment, its comparison, and what to try next."""
    console = Console(highlight=False, markup=False)
    name = stage.play.deployment.rules.ruler.jurisdiction.id
    told = _("{place}, {month}: a month of made-up tickets at the desk")
    _head(console, told.format(place=place(name), month=stage.play.month))
    console.print(_days(days))
    _head(console, _("What the month comes to, unit by unit"))
    show_assess.show(report["assessment"])
    _head(console, _("The same tickets under every document"))
    show_compare.show(report)
    _show_next(console, stage, list(report["jurisdictions"]))


def _head(console: Console, told: str) -> None:
    console.print()
    console.print(Text(told, style="bold reverse"))


def _days(days: Sequence[Day]) -> Table:
    """Return a row for every day on which something happened, and one for them all."""
    table = Table(box=None, header_style="dim", padding=(0, 0, 0, 1), show_footer=True)
    table.add_column(_DAY.label(), footer=_ALL.label(), no_wrap=True)
    for label, count in _COLUMNS:
        total = str(sum(map(count, days)))
        table.add_column(label.label(), footer=total, justify="right", no_wrap=True)
    for day in days:
        figures = [count(day) for _label, count in _COLUMNS]
        if any(figures):
            table.add_row(f"{day.on:%m-%d}", *(str(n) if n else "" for n in figures))
    return table


def _show_next(console: Console, stage: Staged, names: Sequence[str]) -> None:
    several = " ".join(f"-j {name}" for name in names[-2:])
    console.print()
    console.print(_("What to try next:"))
    for command, why in (
        (_entering(stage), _("the month's desk, and where it is")),
        ("rexian user login clerk1", _("the password is {word}").format(word=stage.password)),
        ("rexian ticket list", _("what is to be done next")),
        ("rexian assess --month 2025-09", _("the month's figures again")),
        (f"rexian compare {several}", _("its tickets under other rules")),
        ("rexian verify", _("the ledger's chains and what is worked out from them")),
        (f"rexian rules -j {names[-1]} --question close", _("a question as a decision table")),
    ):
        console.print(f"  {command}\n      {why}", soft_wrap=True)


def _entering(stage: Staged) -> str:
    return f"cd {'/d ' if sys.platform == 'win32' else ''}{stage.config.parent}"
