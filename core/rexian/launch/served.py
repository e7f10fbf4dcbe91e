"""One process that is served to a browser, and its end, which comes however it behaves."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable

from aiohttp import ClientConnectionError
from textual_serve.app_service import AppService

#: Seconds that a process has to leave once its browser is gone, and to take what is typed.
PATIENCE = 20.0


class Served(AppService):
    """A process; one that hangs, or is left by its browser and does not end, is ended."""

    patience = PATIENCE

    async def stop(self) -> None:
        """Have the process leave, and end it if it does not."""
        if self._task is None or self._process is None:
            return
        await self._in_time(super().stop())
        self._task = None
        if not await self._in_time(self._process.wait()):
            self._end()
            await self._process.wait()

    async def send_bytes(self, data: bytes) -> bool:
        """Hand over what is typed; a process that does not take it hangs, and is ended."""
        return await self._handed_over(super().send_bytes(data))

    async def send_meta(self, data: dict[str, str | int | bool | None]) -> bool:
        """Hand over what else the process is told; see `send_bytes`."""
        return await self._handed_over(super().send_meta(data))

    async def run(self) -> None:
        """Pass on what the process draws; once it has ended, let its browser know."""
        await super().run()
        try:
            await self.remote_close()
        except ClientConnectionError:
            return

    async def _handed_over(self, handing: Awaitable[bool]) -> bool:
        done = asyncio.ensure_future(handing)
        if not await self._in_time(done):
            self._end()
            return False
        return done.result()

    async def _in_time(self, waited_for: Awaitable[object]) -> bool:
        try:
            await asyncio.wait_for(waited_for, self.patience)
        except TimeoutError:
            return False
        return True

    def _end(self) -> None:
        if self._process is not None and self._process.returncode is None:
            self._process.kill()
