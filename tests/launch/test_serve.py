"""`rexian serve`, for real: a browser's requests, its websocket, what no other page may."""

import asyncio
import os
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import asynccontextmanager

import pytest

pytest.importorskip("textual_serve")
import aiohttp
from rexian.desk.founding import Wanted, found
from rexian.errors import InputError
from rexian.instants import parse_instant
from rexian.launch.browsers import Address
from rexian.launch.serve import serve

pytestmark = pytest.mark.documents
PASSWORD = "correct horse"  # noqa: S105 - made up
#: Seconds in which a process starts on a machine that does other things too.
PATIENCE = 40
#: The server's process.
SERVER = []


def free_port():
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        return bound.getsockname()[1]


def command(*arguments):
    return [sys.executable, "-m", "rexian", "serve", *map(str, arguments)]


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A place that is set up, and the token of somebody who is logged in at its machine."""
    folder = tmp_path_factory.mktemp("place")
    made = found(
        Wanted(folder, "yiyang", admin="admin", password=PASSWORD),
        parse_instant("2026-03-02T09:00"),
        {},
    )
    return made.settings.file


@pytest.fixture(scope="module")
def served(place, tmp_path_factory):
    """A server for two sessions at once, started by somebody who has a session of his own."""
    state, port = tmp_path_factory.mktemp("state"), free_port()
    environ = {
        **os.environ,
        "REXIAN_SESSION": "the-machine-users-token",
        "XDG_STATE_HOME": str(state),
        "LC_ALL": "en_US.UTF-8",
        "PYTHONUNBUFFERED": "1",
    }
    server = subprocess.Popen(  # noqa: S603 - this very interpreter
        command("--config", place, "--port", port, "--sessions", 2),
        env=environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    SERVER[:] = [server.pid]
    assert f"http://127.0.0.1:{port}" in server.stdout.readline()
    yield f"http://127.0.0.1:{port}", state
    server.send_signal(signal.SIGINT)
    out, err = server.communicate(timeout=PATIENCE)
    assert "the-machine-users-token" not in out + err


@asynccontextmanager
async def browser(url, origin=None):
    """A websocket as a page from an origin opens it; by default the server's own page."""
    address = url.replace("http", "ws") + "/ws?width=80&height=24"
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(address, origin=origin or url) as opened,
    ):
        yield opened


async def drawn_until(opened, text):
    """Return what has been drawn once a text has."""
    drawn, until = "", time.monotonic() + PATIENCE
    while text not in drawn:
        assert time.monotonic() < until
        message = await opened.receive(timeout=PATIENCE)
        assert message.type is aiohttp.WSMsgType.BINARY, message
        drawn += re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", message.data.decode("utf-8", "replace"))
    return drawn


async def all_gone():
    """Wait until the processes of those who have left have ended."""
    until = time.monotonic() + PATIENCE
    while sessions := [each for each in children() if "--fresh" in each]:
        assert time.monotonic() < until, sessions
        await asyncio.sleep(0.1)


def children():
    """The command lines of the processes that this one's servers have started."""
    ran = subprocess.run(  # noqa: S603 - what the system says
        ["/bin/ps", "-o", "args=", "--ppid", str(SERVER[0])],
        capture_output=True,
        check=False,
        text=True,
    )
    return ran.stdout.splitlines()


async def typed(opened, text):
    for key in text:
        await opened.send_json(["stdin", key])


async def test_a_browser_is_asked_who_it_is_and_comes_in_by_password(served):
    url, state = served
    async with browser(url) as opened:
        await drawn_until(opened, "user name")
        await typed(opened, "admin\r")
        await asyncio.sleep(0.5)
        await typed(opened, f"{PASSWORD}\r")
        await drawn_until(opened, "admin administrator")
    assert list(state.rglob("session-*")) == []


async def test_only_its_own_page_opens_a_websocket(served):
    url, _state = served
    port = url.rpartition(":")[2]
    for origin in ("http://evil.example", f"http://evil.example:{port}", "null"):
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            async with browser(url, origin):
                pass
        assert refused.value.status == 403


async def test_a_name_that_points_here_without_being_ours_is_not_answered(served):
    url, _state = served
    headers = {"Host": "evil.example"}
    async with aiohttp.ClientSession() as session, session.get(url, headers=headers) as answer:
        assert answer.status == 421


async def test_the_page_and_all_it_names_come_from_this_server(served):
    url, _state = served
    async with aiohttp.ClientSession() as session:
        async with session.get(url) as answer:
            page, policy = await answer.text(), answer.headers["Content-Security-Policy"]
        named = re.findall(r'(?:src|href)="([^"]+)"', page.replace('href="data:,"', ""))
        async with session.get(f"{url}/page/page.css") as answer:
            styles = await answer.text()
        fonts = re.findall(r'url\("../([^"]+)"\)', styles)
        for file in [*named, *fonts]:
            async with session.get(f"{url}/{file}") as answer:
                assert answer.status == 200, file
    assert len(named) == 4
    assert "://" not in page + styles
    assert policy.startswith("default-src 'self';")
    assert "frame-ancestors 'none'" in policy


async def test_beyond_so_many_at_once_others_are_told_to_wait(served):
    url, _state = served
    await all_gone()
    async with browser(url), browser(url):
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            async with browser(url):
                pass
        assert refused.value.status == 503
        async with aiohttp.ClientSession() as session, session.get(url) as answer:
            assert "All 2 places" in await answer.text()


def test_a_port_that_is_taken_is_told_in_one_line(place):
    with socket.create_server(("127.0.0.1", 0)) as bound:
        port = bound.getsockname()[1]
        with pytest.raises(InputError, match=f"^port {port} is taken; name another one"):
            serve(port=port, config=place)


def test_nothing_is_served_where_nothing_is_set_up(tmp_path):
    with pytest.raises(InputError, match="run rexian init"):
        serve(config=tmp_path / "rexian.toml")


def test_a_public_url_has_no_path(place):
    with pytest.raises(InputError, match="write https://NAME, with no path"):
        serve(public_url="https://12345.example/desk", config=place)


LOCAL = Address("127.0.0.1", 8345)
OPEN = Address("0.0.0.0", 8345)  # noqa: S104 - what is tested
BEHIND = Address("127.0.0.1", 8345, "https://12345.example")


@pytest.mark.parametrize(
    ("address", "origin", "host", "own"),
    [
        (LOCAL, "http://127.0.0.1:8345", "127.0.0.1:8345", True),
        (LOCAL, "http://localhost:8345", "localhost:8345", True),
        (LOCAL, "http://localhost:9999", "localhost:8345", False),
        (LOCAL, "http://evil.example:8345", "evil.example:8345", False),
        (LOCAL, "http://10.0.0.7:8345", "10.0.0.7:8345", False),
        (LOCAL, "", "127.0.0.1:8345", False),
        (OPEN, "http://10.0.0.7:8345", "10.0.0.7:8345", True),
        (OPEN, f"http://{socket.gethostname()}:8345", f"{socket.gethostname()}:8345", True),
        (OPEN, "http://10.0.0.8:8345", "10.0.0.7:8345", False),
        (OPEN, "http://evil.example:8345", "evil.example:8345", False),
        (BEHIND, "https://12345.example", "12345.example", True),
        (BEHIND, "https://12345.example", "127.0.0.1:8345", True),
        (BEHIND, "https://evil.example", "12345.example", False),
        (BEHIND, "http://12345.example", "127.0.0.1:8345", False),
    ],
)
def test_whose_page_it_is(address, origin, host, own):
    assert address.is_own(origin, host) is own


def test_only_loopback_goes_without_a_warning():
    assert LOCAL.is_local
    assert Address("::1", 8345).is_local
    assert Address("::1", 8345).shown == "http://[::1]:8345"
    assert not OPEN.is_local
