"""The form of a command: rows to fill in, and what has been filled in as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual import on
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Button, Static

from rexian.desk.asking import Entered, Words
from rexian.desk.offering import Offer
from rexian.i18n import _
from rexian.lifecycle.commands import Command
from rexian.model.fields import FieldType
from rexian.tui.act.asked import COMMON, FILES, MENDED, Asked, Option, asked_of, first_of
from rexian.tui.act.choices import row_of
from rexian.tui.act.fields import LABELS, Row
from rexian.tui.act.finder import Finder
from rexian.tui.widgets.sheet import fit


class Form(VerticalScroll, can_focus=False):
    """The form; what is seldom said is found by its name and added."""

    DEFAULT_CSS = """
    Form { height: 1fr; scrollbar-size-vertical: 1; }
    Form #rows { height: auto; }
    Form #more { height: auto; }
    Form #more .label { width: 17; color: $text-muted; }
    Form #more Finder { width: 1fr; }
    Form #more Input { width: 1fr; background: $panel; }
    Form Button { margin: 1 0 0 17; }
    """

    class Changed(Message):
        """Something else is filled in."""

    class Sent(Message):
        """The button was pressed."""

    def __init__(self, command: Command, offer: Offer, *, reads_files: bool = True) -> None:
        """Make it; who sits at a browser does not read the files of the machine that serves it."""
        super().__init__()
        self._command = command
        asked = (each for each in asked_of(command, offer) if reads_files or each.id != FILES)
        self._every = {each.id: each for each in asked}
        first = [name for name in first_of(command, offer) if name in self._every]
        self._first: Sequence[str] = first or self._alone()

    def _alone(self) -> Sequence[str]:
        """Return what is asked of a command that has nothing of its own to be filled in."""
        return [name for name in self._every if name not in COMMON][:1]

    def compose(self) -> Iterable[Widget]:
        """Put it together."""
        with Vertical(id="rows"):
            yield from (row_of(self._every[name]) for name in self._first)
        with Horizontal(id="more"):
            yield Static(fit(_("anything else"), LABELS), markup=False, classes="label")
            hint = _("type what else is to be said")
            yield Finder(self._rest(self._first), eager=False, hint=hint)
        yield Button(_("send"), variant="primary", compact=True)

    # --- what is filled in --------------------------------------------------------------------

    def entered(self, number: str) -> Entered:
        """Return what is filled in."""
        words = {row.asked.id: row.words for row in self.rows if row.words is not None}
        texts = {name: str(words.pop(name)) for name in self._command.secrets if name in words}
        files, mended = (_listed(words.pop(name, None)) for name in (FILES, MENDED))
        own = self._command.asked
        told = {name: str(words[name]) for name in COMMON if name in words and name not in own}
        fields = {name: said for name, said in words.items() if name in own}
        return Entered(
            number=number, fields=fields, texts=texts, files=files, mended=mended, **told
        )

    async def fill(self, entered: Entered) -> None:
        """Fill in what was filled in before."""
        common = {name: getattr(entered, name) for name in COMMON}
        given = {**entered.fields, **entered.texts, FILES: entered.files, MENDED: entered.mended}
        own = self._command.asked
        given |= {name: said for name, said in common.items() if said and name not in own}
        said = {name: words for name, words in given.items() if name in self._every}
        said = {name: words for name, words in said.items() if words or words is False}
        await self.add(*said)
        for row in self.rows:
            if row.asked.id in said:
                row.fill(said[row.asked.id])

    @property
    def rows(self) -> list[Row]:
        """The rows that are shown."""
        return list(self.query(Row))

    def row(self, name: str) -> Row | None:
        """Return one that is shown."""
        return next((row for row in self.rows if row.asked.id == name), None)

    def wrong(self) -> Row | None:
        """Look at all that is filled in; return the first row in which something is wrong."""
        wrong = [row for row in self.rows if row.look()]
        return wrong[0] if wrong else None

    def enter(self) -> None:
        """Put the focus on the first row, or on the button where there is none."""
        if self.rows:
            self.rows[0].enter()
        else:
            self.query_one(Button).focus()

    def go_on(self, focused: Widget) -> None:
        """Go on from a line to what comes next, once that is settled."""
        finder = next((each for each in focused.ancestors if isinstance(each, Finder)), None)
        if finder is not None:
            finder.settle()
        if finder is None or finder.parent is not self.query_one("#more"):
            self.screen.focus_next()

    # --- more of it ---------------------------------------------------------------------------

    async def add(self, *names: str) -> None:
        """Show rows that are not shown yet."""
        shown = self.shown
        missing = [row_of(self._every[name]) for name in names if name not in shown]
        if missing:
            with self.app.batch_update():
                await self.query_one("#rows").mount(*missing)
            self.query_one("#more Finder", Finder).offer(self._rest(self.shown))

    async def add_all(self) -> None:
        """Show every row."""
        await self.add(*self._every)

    @property
    def shown(self) -> list[str]:
        """What is asked already."""
        return [row.asked.id for row in self.rows]

    @property
    def hides(self) -> bool:
        """Whether something is not asked yet."""
        return len(self.rows) < len(self._every)

    def knows(self, name: str) -> bool:
        """Whether it can be asked at all."""
        return name in self._every

    def _rest(self, shown: Iterable[str]) -> list[Option]:
        left = [each for name, each in self._every.items() if name not in set(shown)]
        return [Option(each.id, each.label, _sort(each)) for each in left]

    @on(Finder.Chosen)
    async def _wanted(self, event: Finder.Chosen) -> None:
        """Add what was found; with nothing found, go on to the button."""
        event.stop()
        event.finder.fill("")
        if event.value in self._every:
            await self.add(event.value)
            self.call_after_refresh(self.rows[-1].enter)
        else:
            self.query_one(Button).focus()

    @on(Finder.Typed)
    def _typed(self, event: Finder.Typed) -> None:
        event.stop()

    @on(Row.Changed)
    def _changed(self, event: Row.Changed) -> None:
        event.stop()
        if event.row.asked.id == "text":
            self._counted(str(event.row.words or ""))
        self.post_message(self.Changed())

    def _counted(self, text: str) -> None:
        """Fill in how many characters a text has, unless somebody has counted otherwise."""
        row = self.row("chars")
        if row is not None and row.words in {None, self._count}:
            self._count = str(len(text)) if text else None
            row.fill(self._count or "")

    _count: str | None = None

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        event.stop()
        self.post_message(self.Sent())


def _listed(words: Words | None) -> Sequence[str]:
    return () if words is None or isinstance(words, bool | str) else tuple(words)


def _sort(asked: Asked) -> str:
    """Say what sort of thing is asked."""
    if asked.field is not None and asked.field.type is FieldType.FLAG:
        return _("yes or no")
    return asked.example
