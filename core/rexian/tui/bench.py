"""What every screen of the workbench can do: ask the desk, say what went wrong, tell its keys."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import replace
from functools import cache, cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, ClassVar, ParamSpec, TypeVar, cast

from textual import work
from textual.binding import ActiveBinding, Binding, BindingType
from textual.screen import ModalScreen, Screen
from textual.worker import Worker, WorkerState, active_worker

from rexian.desk.seat import Seat
from rexian.errors import InputError
from rexian.i18n import _, marked

if TYPE_CHECKING:
    from rexian.tui.app import Workbench

T = TypeVar("T")
Told = TypeVar("Told")
P = ParamSpec("P")
#: The group of work that is not `newest`: any number of it may be under way.
_ANY = "default"


def working(task: Callable[P, Coroutine[Any, Any, None]]) -> Callable[P, Worker[None]]:
    """Do something beside a screen's events; what goes wrong in it is said in one line."""
    return work(exit_on_error=False)(task)


def newest(task: Callable[P, Coroutine[Any, Any, None]]) -> Callable[P, Worker[None]]:
    """Do the same, but that only the newest call counts: one that is under way is given up."""
    return work(exit_on_error=False, exclusive=True, group=task.__qualname__)(task)


class AtTheBench(Screen[T]):
    """A page or a dialog; the descriptions of its bindings are messages of the catalogue.

    Attributes:
        HELP: what it is for and how it is used, a message of the catalogue.
    """

    HELP: ClassVar[str] = ""

    @cached_property
    def _asked_last(self) -> dict[str, asyncio.Future[Any]]:
        """What was last asked in each kind of work of which the newest counts."""
        return {}

    @property
    def bench(self) -> Workbench:
        """The workbench that it belongs to."""
        return cast("Workbench", self.app)

    async def ask(self, asked: Callable[[Seat], Told]) -> Told:
        """Have work done at the desk; call it in what is marked `working` or `newest`.

        What is marked `newest` waits for its own older reading, which a thread cannot give up:
        however often it is called, one at a time is under way.

        Raises:
            RexianError: whatever the work raises; left alone, it is said to the user.
        """
        worker = active_worker.get(None)
        group = _ANY if worker is None else worker.group
        if group == _ANY:
            return await self.bench.ask(asked)
        if group in self._asked_last:
            await asyncio.wait([self._asked_last[group]])
        task = asyncio.ensure_future(self.bench.ask(asked))
        self._asked_last[group] = task
        task.add_done_callback(_looked_at)
        return await asyncio.shield(task)

    async def hand_out(
        self, name: str, write: Callable[[Seat, Path], Told], *, new: bool = False
    ) -> Told:
        """Hand over a file that is written at the desk; return what its writing tells.

        In a terminal it is saved, in a browser downloaded: whoever sits there writes no file of
        the machine that serves it. One that has to be `new` gets no other name.

        Raises:
            InputError: it has to be new, and is there already.
            RexianError: whatever the writing raises, or it cannot be saved.
        """
        if new and not self.bench.is_web and Path(name).exists():
            raise InputError(_("{file} is there already; nothing is written").format(file=name))
        with TemporaryDirectory() as folder:
            file = Path(folder) / name
            told = await self.ask(lambda seat: write(seat, file))
            await self.bench.hand_over(file, name)
        return told

    def news(self) -> Worker[None] | None:
        """Take notice that somebody has changed something at the desk; by default of nothing."""
        return None

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys that do something now, each said in the interface language."""
        found = super().active_bindings
        return {key: _said(each) for key, each in found.items()}

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Say in one line what went wrong in work beside the events."""
        if event.state is WorkerState.ERROR and event.worker.error is not None:
            self.bench.tell(event.worker.error)


class Dialog(AtTheBench[T], ModalScreen[T]):
    """Something that has to be answered or closed before one goes on."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "dismiss_none", ""),
        # Where something is typed, a question mark is one.
        Binding("f1,question_mark", "help", marked("help"), show=False),
    ]

    def action_help(self) -> None:
        """Show what it is for, and its keys."""
        from rexian.tui.help import Help

        self.app.push_screen(Help(self))

    def action_dismiss_none(self) -> None:
        """Close it without an answer."""
        self.dismiss(None)


def _looked_at(task: asyncio.Future[Any]) -> None:
    """Take note of what went wrong in work that was given up: nobody else asks."""
    if not task.cancelled():
        task.exception()


def _said(active: ActiveBinding) -> ActiveBinding:
    """Say a key in the interface language; of Textual's own, in English, say nothing."""
    binding = active.binding
    is_own = (binding.action, binding.description) not in _of_textual(type(active.node))
    said = _(binding.description) if binding.description and is_own else ""
    return active._replace(binding=replace(binding, description=said))


@cache
def _of_textual(kind: type) -> frozenset[tuple[str, str]]:
    """Return the actions, and what is said of them, that a screen or widget has from Textual."""
    return frozenset(
        (binding.action, binding.description)
        for each in kind.__mro__
        if each.__module__.startswith("textual.")
        for binding in Binding.make_bindings(vars(each).get("BINDINGS", ()))
    )
