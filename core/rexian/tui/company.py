"""Who else has open what is open here: it is said to the desk, and to the pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from rexian.desk import presence
from rexian.desk.seat import Seat
from rexian.errors import RexianError

if TYPE_CHECKING:
    from rexian.tui.app import Workbench


class Company:
    """The tickets that are open at a workbench, and who else has them open."""

    def __init__(self, bench: Workbench) -> None:
        self._bench = bench
        self._open = Counter[str]()
        #: Where it is yet to be said that nobody is there any more.
        self._known = set[str]()

    def come(self, number: str) -> None:
        """A page of a ticket has been opened."""
        self._open[number] += 1
        self._known.add(number)
        self._do(lambda seat: self._stay(seat, number))

    def go(self, number: str) -> None:
        """A page of a ticket has been closed."""
        self._open[number] -= 1
        if self._open[number] <= 0:
            del self._open[number]
            self._do(lambda seat: self._gone(seat, number))

    def beat(self) -> None:
        """Say again that the tickets are open here."""
        for number in self._open:
            self._do(lambda seat, number=number: self._stay(seat, number))  # type: ignore[misc] # mypy does not infer it

    def look(self) -> None:
        """Look who else is there."""
        for number in self._open:
            self._do(lambda seat, number=number: self._seen(seat, number))  # type: ignore[misc] # as above

    def leave(self, seat: Seat) -> None:
        """Close everything; it takes its time."""
        for number in tuple(self._known):
            with suppress(RexianError):
                self._gone(seat, number)

    def _gone(self, seat: Seat, number: str) -> None:
        presence.go(seat.deployment, seat.actor, number)
        self._known.discard(number)

    def _stay(self, seat: Seat, number: str) -> None:
        presence.come(seat.deployment, seat.actor, number)
        self._seen(seat, number)

    def _seen(self, seat: Seat, number: str) -> None:
        names = presence.company(seat.deployment, seat.actor, number)
        self._bench.call_later(self._tell, number, tuple(names))

    def _tell(self, number: str, names: tuple[str, ...]) -> None:
        for page in self._bench.pages:
            if getattr(page, "number", None) == number and hasattr(page, "accompanied"):
                # In its turn among the page's own affairs: it may not be put together yet.
                page.call_later(page.accompanied, names)

    def _do(self, work: Callable[[Seat], None]) -> None:
        # Begun by the worker: the workbench may be closed before it comes to it.
        begin = partial(self._done, work)
        self._bench.run_worker(begin, exit_on_error=False)  # type: ignore[arg-type] # mypy takes the result for Never

    async def _done(self, work: Callable[[Seat], None]) -> None:
        # Whatever keeps it from being said keeps other things from being done, and is told there.
        line = self._bench.line
        if line is not None:
            with suppress(RexianError):
                await line.ask(work)
