"""The menu of a ticket: every command, what may be done now first, and why not of the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Input, Static

from rexian.desk.acts import Done
from rexian.desk.offering import Menu, menu
from rexian.i18n import _, marked
from rexian.lifecycle.commands import COMMANDS
from rexian.lifecycle.stages import STAGES
from rexian.saying.width import steady
from rexian.tui.act.dialog import ActDialog
from rexian.tui.bench import Dialog, newest
from rexian.tui.widgets.keybar import Keybar
from rexian.tui.widgets.sheet import Column, Row, Sheet


class CommandMenu(Dialog[Done | None]):
    """What may be done to a ticket; it is answered with what came of what was done."""

    CSS_PATH = "act.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", marked("up"), show=False, priority=True),
        Binding("down", "move(1)", marked("down"), show=False, priority=True),
        Binding("enter", "choose", marked("choose it"), priority=True),
        Binding("f3", "others", marked("for other roles")),
        Binding("escape", "dismiss_none", marked("close")),
    ]

    def __init__(self, number: str) -> None:
        super().__init__()
        self._number = number
        self._menu: Menu | None = None
        self._others = False

    def compose(self) -> Iterable[Widget]:
        """Put it together."""
        with Vertical(classes="box"):
            yield Static(self._number, markup=False, id="heading")
            yield Input(placeholder=_("type to find"), compact=True)
            yield Sheet([Column("", 2), Column(_("command"), 14), Column(_("now"), 20, share=1)])
            yield Static("", markup=False, id="why")
            yield Keybar()

    def on_mount(self) -> None:
        """Ask what may be done."""
        self.query_one(Sheet).can_focus = False
        self.query_one(Input).focus()
        self.news()

    @newest
    async def news(self) -> None:
        """Ask anew."""
        number = self._number
        self._menu = await self.ask(lambda seat: menu(seat.deployment, seat.actor, number))
        self.query_one("#heading", Static).update(steady(self._heading(self._menu)))
        self._show()

    @staticmethod
    def _heading(found: Menu) -> str:
        return "  ".join(filter(None, [found.number, found.title, STAGES.label(found.stage)]))

    @on(Input.Changed)
    def _show(self) -> None:
        """Show the commands in which what is typed stands."""
        if self._menu is not None:
            typed = self.query_one(Input).value
            self.query_one(Sheet).show(list(rows(self._menu, typed, others=self._others)))

    @on(Sheet.Moved)
    def _moved(self, event: Sheet.Moved) -> None:
        """Say why not, of what is marked."""
        told = self._menu.allowed[event.key] if self._menu and event.key else {}
        self.query_one("#why", Static).update(steady(_why(told)))

    @on(Sheet.Chosen)
    def _chosen(self) -> None:
        self.action_choose()

    def action_move(self, by: int) -> None:
        """Move in the list."""
        self.query_one(Sheet).action_move(by)

    def action_others(self) -> None:
        """Show what is for other roles too, or no longer."""
        self._others = not self._others
        self._show()

    def action_choose(self) -> None:
        """Open the dialog of what is marked."""
        key = self.query_one(Sheet).key
        if key is not None:
            self.app.push_screen(ActDialog(command=key, number=self._number), self._acted)

    def _acted(self, done: Done | None) -> None:
        """Once something is done, the menu has served its turn."""
        if done is not None:
            self.dismiss(done)
        else:
            self.news()


def rows(found: Menu, typed: str, *, others: bool) -> Iterable[Row]:
    """Yield the commands: what may be done now, then what not, last what is for other roles."""
    wanted = typed.strip().casefold()
    listed = sorted(found.allowed.items(), key=lambda each: _rank(each[1]))
    for name, told in listed:
        command = COMMANDS[name]
        texts = (name.replace("_", "-"), command.zh, command.en)
        if (told["permitted"] or others or wanted) and any(
            wanted in text.casefold() for text in texts
        ):
            mark = "*" if name in found.begun else ""
            state = f"{_('draft')} {_state(told)}" if mark else _state(told)
            yield Row(name, (mark, command.label(), state), tones=_tones(told))


def _rank(told: Mapping[str, Any]) -> int:
    return 2 if not told["permitted"] else 0 if told["allowed"] else 1


def _state(told: Mapping[str, Any]) -> str:
    if told["allowed"]:
        return _("possible")
    if not told["permitted"]:
        return _("for other roles")
    said = _("against the rules: {why}") if told["overridable"] else _("not now: {why}")
    return said.format(why=told["why"])


def _tones(told: Mapping[str, Any]) -> dict[int, str]:
    if not told["permitted"]:
        return {0: "dim", 1: "dim", 2: "dim"}
    return {0: "told", 2: "calm" if told["allowed"] else "soon"}


def _why(told: Mapping[str, Any]) -> str:
    """Say what stands against a command, what it wants, what is to be known of it."""
    if not told:
        return ""
    lines = [told["why"]] if told["why"] else []
    lines += [_("to fill in: {what}").format(what=each["said"]) for each in told["fill_in"]]
    lines += [_("to know: {what}").format(what=each["said"]) for each in told["told"]]
    return "\n".join(lines)
