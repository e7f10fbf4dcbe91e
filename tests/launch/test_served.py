"""The end of a served process: it comes however the process behaves."""

import asyncio
import shlex
import sys

import pytest

pytest.importorskip("textual_serve")
from rexian.launch.served import Served
from textual_serve.download_manager import DownloadManager

#: Processes that say they are there and then hear nothing, leave at once, or go on.
DEAF = "print('__GANGLION__', flush=True); import time; time.sleep(600)"
GONE = "print('__GANGLION__', flush=True)"
POLITE = "print('__GANGLION__', flush=True); import sys; sys.stdin.buffer.read(5)"


class Browser:
    def __init__(self):
        self.closed = asyncio.Event()

    async def write(self, _told):
        pass

    async def close(self):
        self.closed.set()


async def served(program, patience):
    browser = Browser()
    found = Served(
        f"exec {shlex.join([sys.executable, '-c', program])}",
        write_bytes=browser.write,
        write_str=browser.write,
        close=browser.close,
        download_manager=DownloadManager(),
    )
    found.patience = patience
    await found.start(80, 24)
    return found, browser


@pytest.mark.parametrize("program", [DEAF, GONE, POLITE])
async def test_a_process_ends_once_its_browser_is_gone(program):
    found, browser = await served(program, 2.0)
    async with asyncio.timeout(15):
        await found.stop()
    assert found._process.returncode is not None
    assert browser.closed.is_set()
    await found.stop()


async def test_one_that_takes_nothing_any_more_is_ended():
    found, _browser = await served(DEAF, 0.3)
    async with asyncio.timeout(15):
        while await found.send_bytes(b"x" * 65536):
            pass
        await found._process.wait()
        await found.stop()


async def test_a_browser_hears_that_its_process_has_ended():
    found, browser = await served(GONE, 5.0)
    async with asyncio.timeout(15):
        await browser.closed.wait()
    await found.stop()
