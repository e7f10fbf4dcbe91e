"""The page of the duties: what falls due day by day, overdue first, and what has no day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from rexian.assess.periods import Month, month_of
from rexian.desk.agenda import Agenda, Item, agenda, is_his
from rexian.desk.seat import Seat
from rexian.desk.tasks import STATES, mark_done
from rexian.documents.tables import write_table
from rexian.duties.expand import Bound
from rexian.duties.parties import PARTIES
from rexian.i18n import _, marked
from rexian.instants import format_instant, to_datetime
from rexian.people.permissions import Scope, scope
from rexian.saying import duties as said
from rexian.tui.bench import newest, working
from rexian.tui.listing import Lines, Listing, named
from rexian.tui.widgets.sheet import Column, Row
from rexian.words import join, say_time

_TONES = {"overdue": "late", "open": "told", "done": "dim", "planned": ""}
#: How many days before its day a task is told to be near.
_NEAR = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the list: something with a day, or a duty without one.

    Attributes:
        instead: what it has instead of a day.
    """

    key: str
    item: Item | None
    bound: Bound | None
    instead: str = ""

    @property
    def state(self) -> str:
        """How it stands; empty of what has no day."""
        return self.item.state if self.item else ""

    @property
    def who(self) -> str | None:
        """Who has to do it."""
        if self.item is not None:
            return self.item.who
        duty = self.bound.duty if self.bound else None
        return duty.who.id if duty and duty.who else None


class DutiesPage(Listing):
    """What falls due by the calendar."""

    HELP = marked(
        "What the documents have the office do, whatever the tickets: what is overdue first, then "
        "day by day, then what has no day. [ and ] lead to other months; d marks a task as done."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("d", "done", marked("mark as done")),
        Binding("m", "mine", marked("mine, or all")),
        Binding("f", "undone", marked("only what is to be done"), show=False),
        Binding("left_square_bracket", "shift(-1)", marked("earlier"), key_display="["),
        Binding("right_square_bracket", "shift(1)", marked("later"), key_display="]"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._month: Month | None = None
        self._agenda: Agenda | None = None
        self._mine = False
        self._undone = False

    def columns(self) -> Sequence[Column]:
        """Return the columns of the duties."""
        return [
            Column(_("by the day"), 10),
            Column(_("state"), 8),
            Column(_("what is to be done"), 20, share=3),
            Column(_("who"), 12, share=1),
            Column(_("by"), 14, share=1),
        ]

    @property
    def month(self) -> Month:
        """The month that is shown."""
        return self._month or month_of(self.bench.deployment.now())

    @newest
    async def news(self) -> None:
        """Read the agenda anew."""
        first, last = (to_datetime(at).date() for at in (self.month.first, self.month.last))
        self._agenda = await self.ask(lambda seat: agenda(seat, first, last))
        self.redraw()

    def redraw(self) -> None:
        """Show the agenda."""
        if self._agenda is None:
            return
        today = self._agenda.today
        lines = self._shown()
        self.sheet.show([self._row(line, today) for line in lines])
        self.say(*self._told(lines))
        self.refresh_bindings()

    def _lines(self) -> Iterator[_Line]:
        if self._agenda is None:
            return
        for n, item in enumerate(self._agenda.items):
            key = f"task {item.task.id}" if item.task else f"day {n}"
            yield _Line(key, item, item.bound)
        for n, (instead, found) in enumerate(said.undated(self._agenda.told)):
            yield _Line(f"undated {n}", None, found, instead)

    def _shown(self) -> list[_Line]:
        return [
            line
            for line in self._lines()
            if (not self._mine or self._is_mine(line))
            and (
                not self._undone
                or (line.item is not None and line.item.state in {"open", "overdue"})
            )
            and self.holds(*self._texts(line))
        ]

    def _is_mine(self, line: _Line) -> bool:
        seat = self.bench.seat
        return seat is not None and is_his(seat.actor, line.who)

    def _texts(self, line: _Line) -> tuple[str, str, str]:
        """Say what is to be done, who does it, and from which article."""
        if line.bound is not None:
            return said.what(self.bench.deployment.rules.ruler.jurisdiction, line.bound)
        assert line.item is not None  # noqa: S101 - what has no day has its duty
        who = line.item.who or ""
        return line.item.about, PARTIES.label(who) if who in PARTIES else who, ""

    def _row(self, line: _Line, today: date) -> Row:
        what, who, by = self._texts(line)
        texts = [text.split("\n")[0] for text in (what, who, by)]
        item = line.item
        if item is None:
            return Row(line.key, ("", line.instead, *texts), tones={1: "dim"})
        if item.days:
            assert item.entry is not None  # noqa: S101 - only the calendar's have several days
            how = said.run(item.days, item.entry).split("\n")[1]
            return Row(line.key, (str(item.due_on), how, *texts), tones={1: "dim"})
        return Row(
            line.key, (str(item.due_on), _state(item, today), *texts), tones=_tones(item, today)
        )

    def _told(self, lines: Sequence[_Line]) -> list[str | Content]:
        states = [line.state for line in lines]
        parts: list[str | Content] = [Content(str(self.month)).stylize("bold")]
        parts += [
            Content(f"{STATES.label(state)} {states.count(state)}").stylize(f"${_colour(state)}")
            for state in ("overdue", "open", "done")
            if state in states
        ]
        parts.append(_("mine alone") if self._mine else _("everybody's"))
        if self._undone:
            parts.append(_("only what is to be done"))
        return parts

    # --- what is told of one ------------------------------------------------------------------

    def _chosen(self) -> _Line | None:
        return next((line for line in self._lines() if line.key == self.sheet.key), None)

    def on_sheet_moved(self) -> None:
        """Tell of the duty under the cursor."""
        line = self._chosen()
        if line is not None:
            what, *_more = self._texts(line)
            self.tell(what.split("\n")[0], self._about(line))
        elif self._agenda is not None:
            self.tell(_("Nothing is to be done."), ())
        self.refresh_bindings()

    def _about(self, line: _Line) -> Lines:
        what, who, by = self._texts(line)
        yield from ((_("points"), point) for point in what.split("\n")[1:])
        for each in who.split("\n"):
            yield _("who"), each
        yield _("by"), by
        item = line.item
        if item is None:
            yield _("by the day"), line.instead
            return
        days = said.run(item.days, item.entry) if item.days and item.entry else ""
        calendar = said.when(item.entry) if item.entry and not days else days or str(item.due_on)
        yield _("by the day"), join(calendar.split("\n"))
        if item.task is None:
            yield _("state"), _("not entered as a task")
            return
        yield _("state"), STATES.label(item.task.state)
        if item.task.done_at is not None:
            told = [say_time(format_instant(item.task.done_at)), item.task.done_by or ""]
            yield _("done"), join(told)
        yield _("ID"), item.task.id

    # --- actions ------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether something can be done now: tasks are for the office, and done once."""
        if action == "done":
            seat = self.bench.seat
            line = self._chosen() if self._agenda else None
            task = line.item.task if line and line.item else None
            may = seat is not None and scope(seat.actor, "list") is Scope.ANY
            return may and task is not None and task.done_at is None
        return super().check_action(action, parameters)

    @working
    async def action_done(self) -> None:
        """Mark the task under the cursor as done."""
        line = self._chosen()
        if line is None or line.item is None or line.item.task is None:
            return
        task = line.item.task.id
        await self.ask(lambda seat: _done(seat, task))
        self.notify(_("{task}: marked as done").format(task=self._texts(line)[0]), markup=False)
        self.news()

    def action_mine(self) -> None:
        """Show what is one's own alone, or everybody's."""
        self._mine = not self._mine
        self.redraw()

    def action_undone(self) -> None:
        """Show only the tasks that are to be done, or everything."""
        self._undone = not self._undone
        self.redraw()

    def action_shift(self, by: int) -> None:
        """Go to another month."""
        self._month = self.month.shifted(by)
        self.news()

    @working
    async def action_export(self) -> None:
        """Write what is shown as a spreadsheet."""
        if self._agenda is None:
            return
        today, lines = self._agenda.today, self._shown()
        name = named(_("duties {month}").format(month=self.month), self.bench.deployment.now())
        heads = [column.title for column in self.columns()]
        rows = [(*self._row(line, today).cells[:2], *self._texts(line)) for line in lines]
        title = str(self.month)
        await self.hand_out(
            name, lambda _seat, file: write_table(file, title, heads, rows), new=True
        )


def _done(seat: Seat, task: str) -> None:
    place = seat.deployment
    at = place.now()
    place.store.run(lambda connection: mark_done(connection, seat.actor, task, at))


def _state(item: Item, today: date) -> str:
    if item.state in {"done", "overdue"}:
        return STATES.label(item.state)
    return said.how_far(item.due_on, today)


def _colour(state: str) -> str:
    return "text-muted" if state == "done" else _TONES[state]


def _tones(item: Item, today: date) -> dict[int, str]:
    near = item.state == "open" and item.due_on - today <= _NEAR
    tone = "soon" if near else _TONES[item.state]
    return {0: tone, 1: tone} if tone else {}
