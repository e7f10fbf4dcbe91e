"""The line from the screens to the desk: what is asked is done in threads, under one's own name."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

from rexian.desk.deployment import Deployment
from rexian.desk.seat import Seat, seat_of

T = TypeVar("T")


class Line:
    """A deployment, and the session of whoever sits at the screen."""

    def __init__(self, deployment: Deployment, token: str) -> None:
        self.deployment = deployment
        self.token = token

    async def ask(self, work: Callable[[Seat], T]) -> T:
        """Have work done at the desk while the screen goes on.

        Who it is and what he may is read anew for each: roles change, sessions end.

        Raises:
            LoggedOut: the session has ended.
            RexianError: whatever the work raises.
        """
        return await asyncio.to_thread(lambda: work(seat_of(self.deployment, self.token)))
