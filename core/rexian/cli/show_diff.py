"""Two jurisdictions compared, for people: what differs by question, side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from rexian.analysis.relation import Relation
from rexian.documents.comparison import Asked, Counts, Group, Said, Standing, relation_label
from rexian.i18n import _
from rexian.saying.width import fitted
from rexian.words import listed

#: From this width on, what each side says stands beside the cases in one table.
WIDE = 110
#: How the width is shared out there: the relation, the cases, either side.
SHARES = (3, 8, 8, 8)
INDENT = 2
GAP = 2
STYLES: Mapping[Relation, str] = {
    Relation.STRICTER: "green",
    Relation.LOOSER: "yellow",
    Relation.INCOMPARABLE: "magenta",
}


def show(standing: Standing, *, totals_only: bool) -> None:
    """Print how one place stands to another: in all, then question by question."""
    console = Console(highlight=False, markup=False, emoji=False)
    sheet = _Sheet(standing, console.width)
    console.print(*sheet.heading(), sep="\n")
    if not totals_only:
        console.print(*sheet.blocks(), sep="\n")


class _Sheet:
    """Two places, set in a width."""

    def __init__(self, standing: Standing, width: int) -> None:
        self.standing, self.width = standing, width
        self.names = (standing.first.name, standing.second.name)

    def heading(self) -> Iterator[Text]:
        told = _("{a} compared with {b}").format(a=self.names[0], b=self.names[1])
        yield Text(fitted(told, self.width), style="bold")
        yield Text(fitted(self._counts(self.standing.totals), self.width))

    def blocks(self) -> Iterator[Text | Table | Padding]:
        """Yield the questions of which something is told, then those that are the same."""
        alike = []
        for asked in self.standing.questions:
            if asked.groups:
                yield Text("")
                yield from self._question(asked)
            elif set(asked.counts) == {Relation.SAME}:
                alike.append(asked.label)
        if alike:
            yield Text("")
            told = _("the same throughout: {questions}").format(questions=listed(alike))
            yield Text(fitted(told, self.width), style="dim")

    def _counts(self, counts: Counts) -> str:
        """Say how often they stand how to each other."""
        return listed(
            [
                _("{kind} {n}").format(kind=relation_label(r, *self.names), n=counts[r])
                for r in Relation
                if counts.get(r)
            ]
        )

    def _question(self, asked: Asked) -> Iterator[Text | Table | Padding]:
        told = f"{asked.label} ({asked.id})  {self._counts(asked.counts)}"
        yield Text(fitted(told, self.width), style="bold")
        in_full = any(group.example for group in asked.groups)
        if self.width >= WIDE and not in_full:
            yield self._table(asked.groups)
            return
        for group in asked.groups:
            yield from self._block(group)

    def _table(self, groups: Sequence[Group]) -> Table:
        room = self.width - 2 * len(SHARES)
        widths = [share * room // sum(SHARES) for share in SHARES]
        table = Table(box=None, header_style="dim", padding=(0, 1))
        for name, width in zip((_("relation"), _("when"), *self.names), widths, strict=True):
            table.add_column(fitted(name, width), width=width, overflow="fold")
        for group in groups:
            told = (
                self._relation(group),
                "\n".join([group.when, *group.starts]),
                _said(group.first),
                _said(group.second),
            )
            cells = [fitted(text, width) for text, width in zip(told, widths, strict=True)]
            table.add_row(Text(cells[0], style=STYLES.get(group.relation, "")), *cells[1:])
        return table

    def _relation(self, group: Group) -> str:
        return relation_label(group.relation, *self.names)

    def _block(self, group: Group) -> Iterator[Text | Padding]:
        """Yield a group: relation and cases over the width, what either side says beneath."""
        room = self.width - INDENT
        heading = _("{point}: {chosen}").format(point=self._relation(group), chosen=group.when)
        text = Text(fitted(heading, room))
        text.stylize(STYLES.get(group.relation, ""), 0, len(self._relation(group)))
        yield _indented(text, 1)
        yield _indented(self._beside(group), 2)
        for line in self._below(group):
            yield _indented(Text(fitted(line, room - INDENT), style="dim"), 2)

    def _beside(self, group: Group) -> Table:
        room = (self.width - 2 * INDENT - GAP) // 2
        table = Table.grid(padding=(0, GAP, 0, 0))
        sides = zip(self.names, (group.first, group.second), strict=True)
        told = [_("{point}: {chosen}").format(point=n, chosen=_said(said)) for n, said in sides]
        for _side in self.names:
            table.add_column(width=room, overflow="fold")
        table.add_row(*(fitted(text, room) for text in told))
        return table

    def _below(self, group: Group) -> Iterator[str]:
        """Yield the starts that tell limits apart, and the case with how either side rules it."""
        yield from group.starts
        if group.example:
            yield _("{point}: {chosen}").format(point=_("witness"), chosen=group.example.told)
            for name, told in group.example.ruled:
                ruled = _("{point}: {chosen}").format(point=name, chosen=told)
                yield _("{point}: {chosen}").format(point=_("explained"), chosen=ruled)


def _said(said: Said) -> str:
    return f"{said.says} [{said.where}]" if said.where else said.says


def _indented(block: Text | Table, depth: int) -> Padding:
    return Padding(block, (0, 0, 0, depth * INDENT), expand=False)
