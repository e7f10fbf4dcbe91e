"""What every screen of the workbench can do: ask the desk, say what went wrong, tell its keys."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar, ParamSpec, TypeVar, cast

from textual import work
from textual.binding import ActiveBinding, BindingType
from textual.screen import ModalScreen, Screen
from textual.worker import Worker, WorkerState

from rexian.desk.seat import Seat
from rexian.i18n import _

if TYPE_CHECKING:
    from rexian.tui.app import Workbench

T = TypeVar("T")
Told = TypeVar("Told")
P = ParamSpec("P")


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

    @property
    def bench(self) -> Workbench:
        """The workbench that it belongs to."""
        return cast("Workbench", self.app)

    async def ask(self, asked: Callable[[Seat], Told]) -> Told:
        """Have work done at the desk; call it in what is marked `working` or `newest`.

        Raises:
            RexianError: whatever the work raises; left alone, it is said to the user.
        """
        return await self.bench.ask(asked)

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

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "dismiss_none", "")]

    def action_dismiss_none(self) -> None:
        """Close it without an answer."""
        self.dismiss(None)


def _said(active: ActiveBinding) -> ActiveBinding:
    binding = active.binding
    return active._replace(
        binding=replace(binding, description=binding.description and _(binding.description))
    )
