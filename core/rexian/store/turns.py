"""Whose turn it is to write to a file of SQLite: in order, and many in one commit.

SQLite has one writer at a time, and lets those who wait for it starve one another. Within a program
writers therefore queue; the first of the queue leads: it writes for all who wait behind it in one
transaction, whose cost is the disk's, and hands the lead on.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from threading import Lock
from typing import Generic, TypeVar

from rexian.errors import RexianError
from rexian.i18n import _, marked

_BROKEN_OFF = marked(
    "the writing was broken off; look whether the step was recorded, then repeat it"
)

Asked = TypeVar("Asked")
Told = TypeVar("Told")


class Turn(Generic[Asked, Told]):
    """One writer's place in the queue, with what it asks and what comes of it.

    Attributes:
        asked: what is to be written; None for a writer that will write alone.
        taken: whether it is being written.
    """

    __slots__ = ("_woken", "asked", "done", "error", "taken", "told")

    def __init__(self, asked: Asked | None) -> None:
        self.asked = asked
        self.told: Told | None = None
        self.error: BaseException | None = None
        self.taken = self.done = False
        self._woken = Lock()
        self._woken.acquire()

    def wait(self) -> None:
        """Wait until it is done, or its turn to lead."""
        self._woken.acquire()

    def wake(self) -> None:
        """Let the writer go on that waits."""
        self._woken.release()


class Turns(Generic[Asked, Told]):
    """The queue of a program's writers."""

    def __init__(self, lead: Callable[[Sequence[Turn[Asked, Told]]], None]) -> None:
        """Make a queue whose leader calls `lead` with the turns to be written together."""
        self._lead = lead
        self._lock = Lock()
        self._queue: deque[Turn[Asked, Told]] = deque()

    def write(self, asked: Asked) -> Told:
        """Have something written, with what others ask at the same time, and return what came."""
        turn: Turn[Asked, Told] = Turn(asked)
        self._queued(turn)
        if not turn.done:
            self._led(turn)
        if turn.error is not None:
            raise turn.error
        return turn.told  # type: ignore[return-value] # set wherever no error is

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Wait for a turn to write by oneself; the others wait meanwhile."""
        turn: Turn[Asked, Told] = Turn(None)
        self._queued(turn)
        try:
            yield
        finally:
            self._hand_on(1)

    def _queued(self, turn: Turn[Asked, Told]) -> None:
        """Queue and come back when it is done or to be led."""
        with self._lock:
            self._queue.append(turn)
            leads = len(self._queue) == 1
        if leads:
            return
        try:
            turn.wait()
        except BaseException:
            self._leave(turn)
            raise

    def _led(self, turn: Turn[Asked, Told]) -> None:
        """Write for oneself and all behind who may be written together."""
        with self._lock:
            together = [turn]
            for other in list(self._queue)[1:]:
                if other.asked is None:
                    break
                other.taken = True
                together.append(other)
        try:
            self._lead(together)
        except BaseException:
            for one in together:
                one.error = one.error or RexianError(_(_BROKEN_OFF))
            raise
        finally:
            for one in together:
                one.done = True
            self._hand_on(len(together))
            for follower in together[1:]:
                follower.wake()

    def _hand_on(self, done: int) -> None:
        """Take those who are done from the queue, and wake whoever leads next."""
        with self._lock:
            for _turn in range(done):
                self._queue.popleft()
            following = self._queue[0] if self._queue else None
        if following is not None:
            following.wake()

    def _leave(self, turn: Turn[Asked, Told]) -> None:
        """Leave the queue when interrupted; whoever is being written for waits for the end."""
        with self._lock:
            leads = not turn.taken and self._queue[0] is turn
            if not leads and not turn.taken:
                self._queue.remove(turn)
        if leads:
            self._hand_on(1)
        if turn.taken and not turn.done:
            turn.wait()
