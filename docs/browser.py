"""Take the picture of the workbench in a browser, as `rexian serve` serves it.

    uv run python docs/browser.py

It needs Chromium on the path. Browser and server run on this machine alone, and are ended after it.
"""

from __future__ import annotations

import asyncio
import base64
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import aiohttp
from rexian.assess.periods import Month
from rexian.clock import wall_clock
from rexian.instants import DAY, date_of
from rexian.showcase.cast import VISITED
from rexian.showcase.founding import staged
from rexian.showcase.month import lived

PICTURE = Path(__file__).parent / "pictures" / "browser.png"
PORT = 18345
_SIZE = (1060, 600)
_ADDRESS = re.compile(r"ws://\S+")
Ask = Callable[..., Awaitable[dict[str, Any]]]


@contextmanager
def running(*command: str, **how: Any) -> Iterator[subprocess.Popen[str]]:
    """Run a program, and end it."""
    with subprocess.Popen(command, text=True, **how) as program:  # noqa: S603 - named here
        try:
            yield program
        finally:
            program.terminate()


async def photographed(browser: str, password: str) -> bytes:
    """Log in at the workbench in a browser; return what it shows then."""
    async with aiohttp.ClientSession() as session:
        root = browser.split("/devtools", maxsplit=1)[0].replace("ws:", "http:")
        async with session.get(f"{root}/json/list") as reply:
            pages = await reply.json()
        page = next(each["webSocketDebuggerUrl"] for each in pages if each["type"] == "page")
        async with session.ws_connect(page, max_msg_size=0) as socket:
            numbers = count(1)

            async def ask(method: str, **params: Any) -> dict[str, Any]:
                number = next(numbers)
                await socket.send_json({"id": number, "method": method, "params": params})
                while True:
                    told = await socket.receive_json()
                    if told.get("id") == number:
                        return dict(told["result"])

            await asyncio.sleep(20)
            for text in (VISITED[0], password):
                await _typed(ask, text)
            await asyncio.sleep(20)
            shot = await ask("Page.captureScreenshot", format="png")
            return base64.b64decode(shot["data"])


async def _typed(ask: Ask, text: str) -> None:
    """Type a text, and Enter."""
    await ask("Input.insertText", text=text)
    await asyncio.sleep(1)
    key = {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 13, "text": "\r"}
    for kind in ("keyDown", "keyUp"):
        await ask("Input.dispatchKeyEvent", type=kind, **key)
    await asyncio.sleep(1)


def main() -> None:
    """Live the month, serve the place, and take the picture."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome") or "chromium"
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        place = Path(folder) / "desk"
        # The server tells the time by the clock on the wall: what is late is late by days.
        last = date_of(wall_clock() // DAY - 30)
        with staged(place, "yiyang", Month(last.year, last.month), 40, 12345) as stage:
            for _day in lived(stage.play):
                pass
            password = stage.password
        served = (sys.executable, "-m", "rexian", "serve", "--config", str(place))
        browser = (
            chromium, "--headless=new", "--no-sandbox", "--hide-scrollbars",
            "--remote-debugging-port=0", f"--user-data-dir={folder}/profile",
            f"--window-size={_SIZE[0]},{_SIZE[1]}", f"http://127.0.0.1:{PORT}/?fontsize=15",
        )  # fmt: skip
        with running(*served, "--port", str(PORT), stdout=subprocess.PIPE) as server:
            assert server.stdout is not None  # noqa: S101 - it is a pipe
            server.stdout.readline()
            with running(*browser, stderr=subprocess.PIPE) as shown:
                assert shown.stderr is not None  # noqa: S101 - it is a pipe
                address = next(filter(None, map(_ADDRESS.search, shown.stderr)))[0]
                PICTURE.write_bytes(asyncio.run(photographed(address, password)))


if __name__ == "__main__":
    main()
