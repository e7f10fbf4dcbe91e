"""The way in: the place is opened, somebody logs in, and logs in anew when his session is over."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Mapping
from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING

from rexian.desk.deployment import Deployment
from rexian.desk.seat import Seat, seat_of
from rexian.errors import RexianError
from rexian.people.kept import forget_token, keep_token, kept_token
from rexian.people.preferences import preferences_of
from rexian.people.sessions import LoggedOut, limits_of, log_in, log_out
from rexian.settings.finding import UnconfiguredError
from rexian.settings.language import VARIABLE
from rexian.tui.line import Line
from rexian.tui.opening import Opening

if TYPE_CHECKING:
    from rexian.tui.app import Workbench
    from rexian.tui.door.made import Made


class Entrance:
    """Lets somebody in at a workbench."""

    def __init__(self, bench: Workbench, opening: Opening) -> None:
        self._bench = bench
        self._opening = opening
        self._held = ExitStack()
        self._again: asyncio.Future[None] | None = None

    async def come_in(self) -> bool:
        """Open the place and let somebody in; return whether anybody came in.

        It has to be called in a worker.
        """
        place = await self._opened()
        if place is None:
            return False
        deployment, made = place
        token = await self._known(deployment, made)
        try:
            await self._sit(deployment, token)
        except LoggedOut:
            return await self.let_in(deployment)
        return True

    async def let_in(self, deployment: Deployment) -> bool:
        """Have somebody log in; return whether anybody did."""
        from rexian.tui.door.login import Login

        asked = Login(deployment, self._let_in_by(deployment))
        token = await self._bench.push_screen_wait(asked)
        if token is None:
            return False
        await self._sit(deployment, token)
        return True

    async def come_again(self, line: Line) -> None:
        """Have whoever sits here log in anew; all who ask at once wait for the same answer.

        What is open stays open, unless it is somebody else who logs in.
        """
        if self._bench.line is not line:
            return
        if self._again is None:
            self._again = asyncio.get_running_loop().create_future()
            self._bench.run_worker(self._coming_again(line), exit_on_error=False)
        # Whoever asked may be given up meanwhile, the others still wait.
        await asyncio.shield(self._again)

    async def _coming_again(self, line: Line) -> None:
        from rexian.tui.door.login import Login

        was = self._bench.seat.actor.username if self._bench.seat else ""
        asked = Login(line.deployment, self._let_in_by(line.deployment), username=was)
        try:
            token = await self._bench.push_screen_wait(asked)
            if token is None:
                self._bench.exit()
                return
            await self._sit(line.deployment, token)
        finally:
            done, self._again = self._again, None
            if done is not None:
                done.set_result(None)
        if self._bench.seat and self._bench.seat.actor.username != was:
            await self._bench.renew()

    async def leave(self) -> None:
        """End the session of whoever sits here."""
        line = self._bench.line
        if line is None:
            return
        place = line.deployment
        ended = partial(log_out, token=line.token, now=place.now())
        await asyncio.to_thread(place.store.run, ended, news=None)
        if self._opening.remembers:
            await asyncio.to_thread(forget_token, place.settings.database)
        self._bench.seat = None

    async def settle_preferences(self, seat: Seat) -> bool:
        """Speak and look as somebody prefers; return whether it speaks otherwise than before."""
        found = await asyncio.to_thread(_preferences, seat)
        return self._bench.settle(
            spoken(found.get("language") or seat.deployment.settings.language), found.get("theme")
        )

    def close(self) -> None:
        """Close the place."""
        self._held.close()

    # --- how ------------------------------------------------------------------------------------

    async def _opened(self) -> tuple[Deployment, Made | None] | None:
        """Open the place; help whoever has none, or one that is amiss. None if he gives up."""
        config, made = self._opening.config, None
        while True:
            try:
                opening = self._opening.open(config)
                deployment = await asyncio.to_thread(self._held.enter_context, opening)
            except UnconfiguredError:
                if not self._opening.remembers:
                    raise
                made = await self._first_run()
                if made is None:
                    return None
                config = made.config
            except (RexianError, OSError) as error:
                if not await self._again_after(error):
                    return None
            else:
                self._bench.settle(spoken(deployment.settings.language))
                return deployment, made

    async def _first_run(self) -> Made | None:
        from rexian.tui.door.first_run import FirstRun

        return await self._bench.push_screen_wait(FirstRun())

    async def _again_after(self, error: Exception) -> bool:
        from rexian.tui.door.trouble import Trouble

        again: bool | None = await self._bench.push_screen_wait(Trouble(str(error)))
        return bool(again)

    async def _known(self, deployment: Deployment, made: Made | None) -> str | None:
        """Return the token of whoever is known here already."""
        if not self._opening.remembers:
            return None
        if made is not None and made.password is not None:
            let_in = self._let_in_by(deployment)
            return await asyncio.to_thread(let_in, made.username, made.password)
        return await asyncio.to_thread(kept_token, deployment.settings.database)

    def _let_in_by(self, deployment: Deployment) -> _LetIn:
        return _LetIn(deployment, remembers=self._opening.remembers)

    async def _sit(self, deployment: Deployment, token: str | None) -> None:
        seat = await asyncio.to_thread(seat_of, deployment, token)
        self._bench.line = Line(deployment, token or "")
        self._bench.seat = seat
        await self.settle_preferences(seat)


class _LetIn:
    """Lets in whoever knows a password; it takes its time, so it is for a thread."""

    def __init__(self, deployment: Deployment, *, remembers: bool) -> None:
        self._deployment = deployment
        self._remembers = remembers

    def __call__(self, username: str, password: str) -> str:
        place = self._deployment
        token = log_in(place.store, username, password, place.now(), limits_of(place.settings))
        if self._remembers:
            keep_token(place.settings.database, token)
        return token


def spoken(preferred: str | None, environ: Mapping[str, str] = os.environ) -> str:
    """Return which language to settle on: the environment's goes before what is preferred."""
    return "" if environ.get(VARIABLE) else preferred or ""


def _preferences(seat: Seat) -> Mapping[str, str]:
    with seat.deployment.store.reading() as connection:
        return preferences_of(connection, seat.actor.username)
