"""What is filled in and not sent yet, kept as a draft."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from rexian.desk import drafts
from rexian.desk.asking import Entered
from rexian.desk.seat import Seat

#: Has work done at the desk.
Ask = Callable[[Callable[[Seat], object]], Awaitable[object]]


class Keeper:
    """Keeps what is filled in for one command on one ticket.

    Attributes:
        entered: what is filled in now.
        turn: held by whoever keeps, discards or sends it, so that nothing is kept once it is sent.
        is_over: whether it has been sent, or is to be left as it is.
    """

    def __init__(self, command: str, number: str) -> None:
        self._command, self._number = command, number
        self.entered = self._kept = Entered(number=number)
        self.turn = asyncio.Lock()
        self.is_over = False

    def begin(self, entered: Entered) -> None:
        """Begin with something that need not be kept again."""
        self.entered = self._kept = entered

    async def keep(self, ask: Ask) -> None:
        """Keep what is filled in, unless it is kept already.

        Raises:
            RexianError: it cannot be kept.
        """
        async with self.turn:
            entered = self.entered
            if entered != self._kept and not self.is_over:
                await ask(lambda s: drafts.keep(s.deployment, s.actor, self._command, entered))
                self._kept = entered

    async def discard(self, ask: Ask) -> None:
        """Throw the draft away."""
        async with self.turn:
            await ask(self.discarded)

    def discarded(self, seat: Seat) -> None:
        """Do that, at the desk."""
        drafts.discard(seat.deployment, seat.actor, self._command, self._number)
