"""The page of one ticket: what is known of it, its clocks, what was done, what the rules say."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from textual import on
from textual.binding import ActiveBinding, Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static
from textual.worker import Worker, WorkerState

from rexian.desk import looking
from rexian.desk.acts import Done
from rexian.desk.elsewhere import elsewhere
from rexian.desk.seat import Seat
from rexian.desk.showing import told
from rexian.desk.ticket import unknown
from rexian.i18n import _, marked
from rexian.questions import QUESTIONS
from rexian.saying.explained import citation, explained
from rexian.saying.places import Several
from rexian.saying.ticket import heading
from rexian.saying.width import steady
from rexian.tellers import Teller
from rexian.tui.act.dialog import ActDialog
from rexian.tui.act.menu import CommandMenu
from rexian.tui.bench import newest, working
from rexian.tui.page import Page
from rexian.tui.ticket import clocks, facts, others, rulings, timeline
from rexian.tui.ticket.attached import attached
from rexian.tui.ticket.dialogs import InFull, purpose, saving
from rexian.tui.ticket.elsewhere import Elsewhere
from rexian.tui.ticket.keys import BY_KEY, KEYS, command_for, is_possible
from rexian.tui.ticket.panes import Panes
from rexian.tui.widgets.pick import Pick
from rexian.tui.widgets.sheet import Sheet
from rexian.words import listed

Told = Mapping[str, Any]
_LABELS = {question.id: question for question in QUESTIONS}


@dataclass(frozen=True)
class Looked:
    """A ticket as somebody sees it.

    Attributes:
        plain: the personal data as they are, where he has stated what he needs them for.
    """

    told: Told
    teller: Teller
    plain: tuple[Told, ...] = ()

    def shown(self) -> Told:
        """Return what is shown: the personal data masked, but for those that were revealed."""
        plain = {(text["seq"], text["name"]): text for text in self.plain}
        secrets = [plain.get((each["seq"], each["name"]), each) for each in self.told["secrets"]]
        return {**self.told, "secrets": secrets}


class TicketPage(Page):
    """One ticket."""

    CSS_PATH = "page.tcss"
    HELP = marked(
        "One ticket. Left and right turn its panes; Enter tells a row in full. "
        "A function key opens what it stands for even where it is not possible now, and says why."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(each.key, f"act('{each.key}')", each.label) for each in KEYS),
        Binding("t,space", "menu", marked("menu")),
        Binding("v", "reveal", marked("personal data")),
        Binding("o", "turn_to('elsewhere')", marked("elsewhere")),
        Binding("f", "filter", marked("all rows or less")),
        Binding("a", "save", marked("save an attachment"), show=False),
        Binding("c", "copy", marked("copy"), show=False),
        Binding("x", "export", marked("export"), show=False),
        Binding("r", "read", marked("read anew"), show=False),
        Binding("right,tab", "turn(1)", marked("next pane"), show=False, priority=True),
        Binding("left,shift+tab", "turn(-1)", marked("pane before"), show=False, priority=True),
        Binding("escape", "back", marked("back"), show=False),
    ]

    def __init__(self, number: str) -> None:
        super().__init__()
        self.number = number
        self._looked: Looked | None = None
        self._reading = asyncio.Lock()
        self._elsewhere: Elsewhere | None = None
        self._every = {"rulings": False, "elsewhere": False}

    def body(self) -> Iterable[Widget]:
        """Yield heading and panes."""
        yield Static(self.number, markup=False, id="heading")
        yield Static("", markup=False, id="company")
        yield Panes()

    @property
    def panes(self) -> Panes:
        """The panes."""
        return self.query_one(Panes)

    # --- reading ------------------------------------------------------------------------------

    def on_mount(self) -> None:
        """Read the ticket, and let others know that it is open."""
        self.read()
        self.bench.on_ticket(self.number)

    def on_unmount(self) -> None:
        """Let others know that it is closed."""
        self.bench.off_ticket(self.number)

    @working
    async def read(self) -> None:
        """Read it; the journal keeps that it was seen."""
        async with self._reading:
            await self._read()

    @working
    async def news(self) -> None:
        """Read it anew if it has changed; draw anew what time has moved."""
        # One after the other: a reading that is given up would stand in the journal all the same.
        async with self._reading:
            if self._looked is not None:
                await self._renew(self._looked)

    async def _renew(self, before: Looked) -> None:
        version = await self.ask(self._version)
        if version is None and self.is_current:
            self.bench.tell(unknown(self.number))
            self.dismiss()
        elif version not in {None, before.told["version"]}:
            await self._read()
        else:
            self._draw_clocks()

    def _version(self, seat: Seat) -> int | None:
        return looking.version_of(seat.deployment, seat.actor, self.number)

    async def _read(self) -> None:
        found = await self.ask(self._look)
        # What was hidden meanwhile stays hidden.
        self._looked = replace(found, plain=self._looked.plain if self._looked else ())
        self._elsewhere = None
        self._draw()
        if "elsewhere" in self.panes.seen:
            self.read_elsewhere()

    def _look(self, seat: Seat) -> Looked:
        found = told(seat.deployment, seat.actor, self.number, why_not=True)
        return Looked(found, seat.deployment.rules.teller)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Say what went wrong; a ticket that cannot be seen is left."""
        super().on_worker_state_changed(event)
        if event.state is WorkerState.ERROR and self._looked is None and self.is_current:
            self.dismiss()

    # --- drawing ------------------------------------------------------------------------------

    def _draw(self) -> None:
        """Show everything of the ticket."""
        if self._looked is None:
            return
        found, panes = self._looked.shown(), self.panes
        self.query_one("#heading", Static).update(steady(heading(found)))
        panes.facts.show(facts.sections(found))
        panes.sheet("timeline").show(list(timeline.rows(found)))
        panes.sheet("others").show(list(others.rows(found)))
        self._draw_clocks()
        self._draw_rulings()
        self.refresh_bindings()

    def _draw_clocks(self) -> None:
        if self._looked is not None:
            now = self.bench.deployment.now()
            shown, sheet = list(clocks.rows(self._looked.told, now)), self.panes.sheet("clocks")
            sheet.retitled(clocks.columns(shown))
            sheet.show(shown)

    def _draw_rulings(self) -> None:
        if self._looked is not None:
            found = rulings.rows(
                self._looked.told, self._looked.teller, every=self._every["rulings"]
            )
            self.panes.sheet("rulings").show(list(found))

    def _draw_elsewhere(self) -> None:
        if self._elsewhere is not None:
            sheet = self.panes.sheet("elsewhere")
            every = self._every["elsewhere"]
            sheet.retitled(self._elsewhere.columns(every=every))
            sheet.show(list(self._elsewhere.rows(every=every)))

    def accompanied(self, names: tuple[str, ...]) -> None:
        """Say who else has the ticket open; nowhere any more where the page is being closed."""
        for company in self.query("#company").results(Static):
            company.set_class(bool(names), "-there")
            company.update(steady(_("also open at: {names}").format(names=listed(names))))

    # --- panes --------------------------------------------------------------------------------

    def action_turn(self, by: int) -> None:
        """Turn to the next pane, or the one before."""
        self.panes.turn(by)

    def action_turn_to(self, name: str) -> None:
        """Turn to a pane."""
        self.panes.turn_to(name)

    @on(Panes.Turned)
    def _turned(self, event: Panes.Turned) -> None:
        if event.name == "elsewhere" and self._elsewhere is None and self._looked is not None:
            self.read_elsewhere()
        self.refresh_bindings()

    @newest
    async def read_elsewhere(self) -> None:
        """Ask what other places' documents say."""
        self._elsewhere = await self.ask(self._look_elsewhere)
        self._draw_elsewhere()

    def _look_elsewhere(self, seat: Seat) -> Elsewhere:
        found = elsewhere(seat.deployment, seat.actor, self.number)
        teller = seat.deployment.rules.teller
        return Elsewhere(Several(found["places"], {teller.jurisdiction.id: teller}), found)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - as every screen's
        """Offer to leave out rows only where that is done."""
        return self.panes.shown in self._every if action == "filter" else True

    def action_filter(self) -> None:
        """Show all rows, or those alone that matter."""
        name = self.panes.shown
        self._every[name] = not self._every[name]
        self._draw_rulings()
        self._draw_elsewhere()

    @on(Sheet.Chosen)
    def _chosen(self, event: Sheet.Chosen) -> None:
        """Tell a row in full, or open the ticket that it is about."""
        if self._looked is None or event.key is None:
            return
        if event.sheet.id == "others":
            self.app.push_screen(TicketPage(event.key))
        else:
            self.app.push_screen(self._in_full(self._looked, str(event.sheet.id), event.key))

    def _in_full(self, looked: Looked, pane: str, key: str) -> InFull:
        """Return the dialog that tells a row in full."""
        if pane == "timeline":
            return InFull(f"#{key}", timeline.in_full(looked.shown(), int(key)))
        if pane == "elsewhere" and self._elsewhere is not None:
            return InFull(_LABELS[key].label(), self._elsewhere.in_full(key))
        clock = looked.told["clocks"][int(key)] if pane == "clocks" else None
        question = _LABELS[clock["question"] if clock else key]
        own = clocks.in_full(clock, self.bench.deployment.now()) if clock else []
        said = list(explained(looked.teller, question, looked.told["rulings"]))
        cited = citation(looked.teller, looked.told["rulings"][question.id])
        return InFull(question.label(), [*own, *said], cited)

    # --- doing --------------------------------------------------------------------------------

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys; the foot shows of the function keys those alone that are possible now."""
        found = super().active_bindings
        allowed = self._looked.told["allowed"] if self._looked else {}
        return {key: _footed(key, each, allowed) for key, each in found.items()}

    def action_act(self, key: str) -> None:
        """Open what a function key stands for."""
        if self._looked is not None:
            command = command_for(BY_KEY[key], self._looked.told["allowed"])
            self.app.push_screen(ActDialog(command=command, number=self.number), self._done)

    def action_menu(self) -> None:
        """Open the menu of all commands."""
        self.app.push_screen(CommandMenu(self.number), self._done)

    def _done(self, done: Done | None) -> None:
        """Show what came of it."""
        if done is not None:
            self.news()

    def action_reveal(self) -> None:
        """Show the personal data for a purpose, or hide them again."""
        if self._looked is not None and self._looked.plain:
            self._hide()
        elif self._looked is not None:
            self.app.push_screen(purpose(self.number), self._revealed)

    def _revealed(self, secrets: list[dict[str, Any]] | None) -> None:
        if secrets and self._looked is not None:
            self._looked = replace(self._looked, plain=tuple(secrets))
            self._draw()

    def _hide(self) -> None:
        if self._looked is not None and self._looked.plain:
            self._looked = replace(self._looked, plain=())
            self._draw()

    def on_screen_suspend(self) -> None:
        """Hide personal data from whoever comes by, when another page is gone to."""
        if self.app.screen is not self and isinstance(self.app.screen, Page):
            self._hide()

    @working
    async def action_save(self) -> None:
        """Save an attachment."""
        found = attached(self._looked.shown()) if self._looked else []
        if not found:
            self.notify(_("nothing is attached"))
            return
        chosen = found[0]
        if len(found) > 1:
            names = [(str(place), f"#{e.seq} {e.filename}") for place, e in enumerate(found)]
            place = await self.app.push_screen_wait(Pick(_("save an attachment"), names))
            if place is None:
                return
            chosen = found[int(place)]
        files = await self.app.push_screen_wait(saving(self.number, chosen, web=self.bench.is_web))
        for name, content in files or ():
            await self.bench.hand_over(content, name)

    def action_copy(self) -> None:
        """Copy the ticket's number; of a ruling, where it stands."""
        text = self.number
        if self.panes.shown == "rulings" and self._looked is not None:
            key = self.panes.sheet("rulings").key
            if key is not None:
                text = citation(self._looked.teller, self._looked.told["rulings"][key]) or text
        self.app.copy_to_clipboard(text)
        self.notify(_("copied: {text}").format(text=text), markup=False)

    @working
    async def action_export(self) -> None:
        """Hand over what is shown of the ticket, as a spreadsheet."""
        from rexian.saying.taken import taken

        if self._looked is not None:
            found = self._looked.shown()
            await self.hand_out(f"{self.number}.xlsx", lambda seat, file: taken(seat, found, file))

    def action_read(self) -> None:
        """Read it anew."""
        self.read()

    def action_back(self) -> None:
        """Go back."""
        self.dismiss()


def _footed(key: str, active: ActiveBinding, allowed: Mapping[str, Told]) -> ActiveBinding:
    if key not in BY_KEY or is_possible(BY_KEY[key], allowed):
        return active
    return active._replace(binding=replace(active.binding, show=False))
