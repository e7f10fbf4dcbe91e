"""The dialog of a command: what the rules say of it, its form, and its sending."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Static

from rexian.desk.acts import Act, Done
from rexian.desk.asking import Entered, Words, act_of
from rexian.desk.drafts import Draft
from rexian.desk.giving import give, told_of
from rexian.desk.offering import Offer, offer
from rexian.desk.seat import Seat
from rexian.desk.trying import Trial, tried
from rexian.errors import Conflicting, Refused, RexianError
from rexian.i18n import _, marked
from rexian.lifecycle.commands import COMMANDS, Command
from rexian.lifecycle.stages import STAGES
from rexian.saying.acted import heading, particulars
from rexian.saying.width import steady
from rexian.tui.act.form import Form
from rexian.tui.act.keeper import Keeper
from rexian.tui.act.told import Line, accompanied, drawn, foretold, restored, wanted
from rexian.tui.bench import newest, working
from rexian.tui.lines import Lines
from rexian.tui.widgets.keybar import Keybar

#: Seconds after the last key until the step is tried, and until what is typed is kept.
TRIED_AFTER, KEPT_AFTER = 0.3, 0.5
#: From so many columns on, what is said stands beside the form.
WIDE = 110
_SOURCE = "tui"


class ActDialog(Lines[Done | None]):
    """Something is done to a ticket; it is answered with what came of it."""

    CSS_PATH = "act.tcss"
    HELP = marked(
        "What is done to a ticket is filled in here. Enter goes on to the next, and takes what is "
        "marked in a list; Tab leaves what is typed as it is. What the rules say of the step as "
        "it stands is told below. What is typed is kept until it is sent."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "send", marked("send"), priority=True),
        Binding("f2", "more", marked("everything")),
        Binding("f8", "discard", marked("discard the draft")),
        Binding("escape", "dismiss_none", marked("close, keep the draft")),
    ]

    def __init__(
        self,
        command: str,
        number: str | None = None,
        given: Mapping[str, Words] | None = None,
    ) -> None:
        super().__init__()
        self._command = COMMANDS[command]
        self._number = number or ""
        self._given = given or {}
        self._offer: Offer | None = None
        self._trial: Trial | None = None
        self._said: list[Line] = []
        self._draft: Draft | None = None
        self._keeper = Keeper(command, self._number)
        self._waiting: dict[str, Timer] = {}
        self._is_sending = self._is_there = False
        self._company: tuple[str, ...] = ()
        self._came: Done | None = None

    @property
    def number(self) -> str:
        """The ticket's; empty for a new one."""
        return self._number

    # --- opening ------------------------------------------------------------------------------

    def compose(self) -> Iterable[Widget]:
        """Put it together; the form comes once it is known what it has to ask."""
        with Vertical(classes="box"):
            yield Static(steady(self._heading()), markup=False, id="heading")
            with Vertical(id="middle"), VerticalScroll(id="beside", can_focus=False):
                yield Static("", id="wanted")
                yield Static("", id="told")
            yield Keybar()

    def on_mount(self) -> None:
        """Ask what is needed."""
        self._laid_out()
        self.open()

    @working
    async def open(self) -> None:
        """Show the form, with what was begun before."""
        self._offer = found = await self.ask(self._ask_offer)
        self._draft = found.draft
        if self._number:
            self.bench.on_ticket(self._number)
            self._is_there = True
        await self._put_form(found.draft.entered if found.draft else Entered())
        self._say()

    def _ask_offer(self, seat: Seat) -> Offer:
        return offer(seat.deployment, seat.actor, self._command.id, self._number)

    async def _put_form(self, entered: Entered) -> None:
        """Put a form up, and fill it in."""
        assert self._offer is not None  # noqa: S101 - it is what the form is made from
        for old in self.query(Form):
            await old.remove()
        form = Form(self._command, self._offer, reads_files=not self.bench.is_web)
        await self.query_one("#middle").mount(form, before=0)
        given = {name: said for name, said in self._given.items() if name in self._command.asked}
        own = replace(entered, fields={**given, **entered.fields}, number=self._number)
        await form.fill(own)
        self._keeper.begin(form.entered(self._number))
        form.enter()
        self.query_one("#heading", Static).update(steady(self._heading()))
        self.refresh_bindings()
        self.try_it()

    @property
    def form(self) -> Form | None:
        """The form, once it is there."""
        return next(iter(self.query(Form)), None)

    def _heading(self) -> str:
        title = self._offer.title if self._offer else ""
        stage = STAGES.label(self._offer.stage) if self._offer and self._offer.stage else ""
        parts = (self._command.label(), self._number, title, stage)
        return "  ".join(part for part in parts if part)

    # --- while it is filled in ----------------------------------------------------------------

    @on(Form.Changed)
    def _changed(self) -> None:
        """Try what stands there now, and keep it, once the keys rest."""
        if self.form is None or self._keeper.is_over or not self.is_attached:
            return
        self._keeper.entered = self.form.entered(self._number)
        self._say()
        self._later("try", TRIED_AFTER, self.try_it)
        self._later("keep", KEPT_AFTER, self.keep)

    def _later(self, name: str, after: float, do: Any) -> None:
        if name in self._waiting:
            self._waiting[name].stop()
        self._waiting[name] = self.set_timer(after, do)

    def _wanted(self, entered: Entered) -> Act:
        """Return what is asked of the desk.

        Raises:
            InputError, OSError: something is not of its form, or a file cannot be read.
        """
        version = self._offer.version if self._offer else None
        return replace(act_of(self._command, entered), expected=version, source=_SOURCE)

    @newest
    async def try_it(self) -> None:
        """Ask the desk what would come of the step as it is filled in."""
        form = self.form
        if form is None or self._keeper.is_over:
            return
        entered = replace(self._keeper.entered, files=())
        trial = await self.ask(lambda seat: self._tried(seat, entered))
        if trial.is_stale:
            await self._overtaken(str(trial.why))
            return
        self._trial = trial
        await self._asked_besides(form, trial)
        self._say()

    def _tried(self, seat: Seat, entered: Entered) -> Trial:
        try:
            wanted_ = self._wanted(entered)
        except (RexianError, OSError) as error:
            return Trial(_plainly(self._command, str(error)), is_ruled=False)
        trial = tried(seat.deployment, seat.actor, wanted_)
        return replace(trial, why=trial.why and _plainly(self._command, trial.why))

    async def _asked_besides(self, form: Form, trial: Trial) -> None:
        """Ask for the reason that the desk wants."""
        as_such = bool(self._offer and self._offer.row["overridable"] and not trial.is_ruled)
        over = "override" if trial.overridable or as_such else None
        await form.add(*(name for name in (over, trial.lacks) if name and form.knows(name)))

    def _say(self) -> None:
        """Say what is wanted, and what the rules say."""
        found = self._offer
        if found is None or not self.is_attached:
            return
        entered = self._keeper.entered
        filled = {*entered.fields, *entered.texts}
        listed_ = wanted(found.row["fill_in"], self._trial, filled)
        self.query_one("#wanted", Static).update(drawn(listed_))
        self.query_one("#wanted").display = bool(listed_)
        lines = [
            *accompanied(self._company),
            *restored(self._draft),
            *self._said,
            *foretold(self._trial, found.row),
        ]
        self.query_one("#told", Static).update(drawn(lines))

    def accompanied(self, names: tuple[str, ...]) -> None:
        """Say who else has the ticket open."""
        self._company = names
        self._say()

    def news(self) -> Any:
        """Somebody has changed something: try anew, which tells whether it concerns this."""
        return self.try_it() if self.form is not None else None

    # --- keeping ------------------------------------------------------------------------------

    @working
    async def keep(self) -> None:
        """Keep what is filled in."""
        await self._keeper.keep(self.ask)

    def action_dismiss_none(self) -> None:
        """Keep what is filled in, and close."""
        self.leave()

    @working
    async def leave(self) -> None:
        """Do that, beside the events; what cannot be kept for good does not hold anybody back."""
        try:
            await self._keeper.keep(self.ask)
        except Refused as refused:
            self.bench.tell(refused)
        self._keeper.is_over = True
        self.dismiss(None)

    async def on_unmount(self) -> None:
        """Keep it, too, where the workbench is closed as a whole: nobody can log in any more."""
        if self._is_there:
            self.bench.off_ticket(self._number)
        if self.bench.line is not None:
            with suppress(RexianError):
                await self._keeper.keep(self.bench.line.ask)

    @working
    async def action_discard(self) -> None:
        """Throw the draft away, and begin anew."""
        await self._keeper.discard(self.ask)
        self._draft, self._said = None, []
        await self._put_form(Entered())
        self._say()

    # --- sending ------------------------------------------------------------------------------

    @on(Form.Sent)
    def _pressed(self) -> None:
        self.send()

    def action_send(self) -> None:
        """Do it once what is being typed is there."""
        self.once_typed()

    def finish(self) -> None:
        """Do it."""
        self.send()

    @working
    async def send(self) -> None:
        """Do it; whatever stands against it is said, and nothing that is filled in is lost."""
        form = self.form
        if form is None or self._is_sending:
            return
        wrong = form.wrong()
        if wrong is not None:
            wrong.enter()
            return
        self._is_sending = True
        try:
            async with self._keeper.turn:
                entered = form.entered(self._number)
                done, told = await self.ask(lambda seat: self._given_to(seat, entered))
                self._keeper.is_over = True
        except Conflicting as conflict:
            await self._overtaken(str(conflict))
        except (RexianError, OSError) as error:
            self._refused(_plainly(self._command, str(error)))
        else:
            self._done(done, told)
        finally:
            self._is_sending = False

    def _given_to(self, seat: Seat, entered: Entered) -> tuple[Done, dict[str, Any]]:
        received = give(seat.deployment, seat.actor, self._wanted(entered))
        self._keeper.discarded(seat)
        return received.done, told_of(seat.deployment, received)

    def _done(self, done: Done, told: Mapping[str, Any]) -> None:
        """Say what came of it, and close."""
        lines = [heading(self._command, told), *(line for _tone, line in particulars(told))]
        self.app.notify("\n".join(lines), markup=False, timeout=8)
        if told.get("earlier"):
            from rexian.tui.act.earlier import Earlier

            self._came = done
            self.app.push_screen(Earlier(done.number, told["earlier"]), self._linked)
        else:
            self.dismiss(done)

    def _linked(self, _none: None) -> None:
        self.dismiss(self._came)

    async def _overtaken(self, why: str) -> None:
        """Say who came first, and take the ticket as it now stands; what is typed stays."""
        self._offer = await self.ask(self._ask_offer)
        self._said = [
            ("late", why),
            ("soon", _("what you have typed is kept; send again if it still holds")),
        ]
        self.query_one("#heading", Static).update(steady(self._heading()))
        self.try_it()

    def _refused(self, why: str) -> None:
        """Say why not."""
        self._said = []
        self._trial = replace(self._trial or Trial(), why=why, told=None, is_ruled=False)
        self.try_it()
        self._say()
        self.app.notify(why, severity="error", markup=False, timeout=8)

    # --- keys and room ------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what can be done now."""
        if action == "more":
            return self.form is not None and self.form.hides
        if action == "discard":
            return self._draft is not None
        return super().check_action(action, parameters)

    def action_next_line(self) -> None:
        """Go on to what comes next."""
        if self.form is not None and self.focused is not None:
            self.form.go_on(self.focused)

    @working
    async def action_more(self) -> None:
        """Ask everything that can be said."""
        if self.form is not None:
            await self.form.add_all()
            self.refresh_bindings()

    def on_resize(self) -> None:
        """Put what is said beside the form where there is room."""
        self._laid_out()

    def _laid_out(self) -> None:
        self.set_class(self.app.size.width >= WIDE, "-wide")


def _plainly(command: Command, why: str) -> str:
    """Say what is wrong without the names by which the command line is typed."""
    told = why.removeprefix(f"{command.id.replace('_', '-')}: ")
    name, _colon, rest = told.partition(": ")
    field = command.fields.get(name)
    return told if field is None else f"{field.label()}: {rest}"
