"""Serving the workbench to browsers: a process for each, and nobody else's page in between.

textual-serve draws a process in a browser. What is added: requests must name this server, a
websocket must come from its own page, there are only so many at once, the page loads nothing from
elsewhere, and what goes wrong is logged without what anybody typed.
"""

from __future__ import annotations

import asyncio
import ipaddress
import logging
import socket
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from html import escape
from pathlib import Path
from string import Template
from urllib.parse import quote, urlsplit

from aiohttp import web
from textual_serve.server import Server, to_int

from rexian.i18n import _, language
from rexian.launch.served import Served

_PAGE = Path(__file__).parent / "page"
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
#: How many characters of text a browser shows may be asked for, in pixels of height.
_SMALLEST, _USUAL, _LARGEST = 8, 16, 40
#: Every how many seconds a browser says that it is there.
_HEARTBEAT = 15
#: How many cells a browser shows that does not say so.
_SIZE = {"width": 80, "height": 24}
_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; connect-src 'self' ws: wss:; frame-ancestors 'none'; form-action 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(frozen=True, slots=True)
class Address:
    """Where it is served.

    Attributes:
        public: the URL by which browsers reach it through a proxy, without a path.
    """

    host: str
    port: int
    public: str | None = None

    @property
    def shown(self) -> str:
        """The URL that people are told."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return self.public or f"http://{host}:{self.port}"

    @property
    def is_local(self) -> bool:
        """Whether only this machine reaches it."""
        return self.host in _LOOPBACK

    def serves(self, host: str) -> bool:
        """Whether a request that names a host is for this server.

        A name that somebody else has made to point here is not: his page would pass for ours.
        """
        if self.public is not None and host == urlsplit(self.public).netloc:
            return True
        name = urlsplit(f"//{host}").hostname or ""
        if self.is_local:
            return name in _LOOPBACK
        return name in {self.host, socket.gethostname()} or _is_number(name)

    def is_own(self, origin: str, host: str) -> bool:
        """Whether a page from some origin is this server's, asked for under the same host."""
        if self.public is not None and origin == self.public.rstrip("/"):
            return True
        return self.serves(host) and urlsplit(origin).netloc == host


class Browsers(Server):
    """Serves a command to browsers."""

    def __init__(self, command: str, address: Address, title: str, sessions: int) -> None:
        super().__init__(command, address.host, address.port, title, address.shown)
        self._address = address
        self._sessions = sessions
        self._open = 0

    def serve_on(self, bound: socket.socket) -> None:
        """Serve until interrupted."""
        self.initialize_logging()
        web.run_app(self._make_app(), sock=bound, print=None, access_log=None)

    def initialize_logging(self) -> None:
        """Log what goes wrong as one line; a traceback would show what was typed."""
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(_OneLine("rexian: %(name)s: %(message)s"))
        logging.basicConfig(level="WARNING", handlers=[handler])

    async def _make_app(self) -> web.Application:
        app = await super()._make_app()
        app.middlewares.append(self._guard)
        app.router.add_static("/page", _PAGE, name="page")
        return app

    async def on_startup(self, app: web.Application) -> None:
        """Say nothing: the command has."""

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Let pass what is asked of this server, and by its own page."""
        if not self._address.serves(request.host):
            return web.Response(status=421, text=_("this server is not called that"))
        if request.path == "/ws":
            own = self._address.is_own(request.headers.get("Origin", ""), request.host)
            if not own:
                return web.Response(status=403, text=_("only this server's own page may do that"))
            return await handler(request)
        response = await handler(request)
        if not response.prepared:
            response.headers.update(_HEADERS)
        return response

    async def handle_index(self, request: web.Request) -> web.Response:
        """Answer with the page in which the workbench is drawn."""
        if self._open >= self._sessions:
            return web.Response(status=503, text=self._full())
        asked = request.query.get("fontsize", "")
        size = int(asked) if asked.isdecimal() else _USUAL
        told = {
            "lang": language(),
            "title": self.title,
            "loading": _("The workbench is opening ..."),
            "closed": _("You have left the workbench."),
            "again": _("Log in again"),
            "size": str(min(max(size, _SMALLEST), _LARGEST)),
        }
        page = Template((_PAGE / "index.html").read_text(encoding="utf-8"))
        text = page.substitute({name: escape(value) for name, value in told.items()})
        return web.Response(text=text, content_type="text/html")

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """Draw a process of its own for a browser, as long as there is a place."""
        if self._open >= self._sessions:
            raise web.HTTPServiceUnavailable(text=self._full())
        self._open += 1
        try:
            return await self._drawn(request)
        finally:
            self._open -= 1

    async def _drawn(self, request: web.Request) -> web.WebSocketResponse:
        """Draw a process until it ends or the browser is gone; then the process ends too."""
        websocket = web.WebSocketResponse(heartbeat=_HEARTBEAT)
        await websocket.prepare(request)

        async def close() -> None:
            await websocket.close()

        served = Served(
            self.command,
            write_bytes=websocket.send_bytes,
            write_str=websocket.send_str,
            close=close,
            download_manager=self.download_manager,
        )
        size = (to_int(request.query.get(name, ""), usual) for name, usual in _SIZE.items())
        try:
            await served.start(*size)
            await self._process_messages(websocket, served)
        finally:
            await asyncio.shield(served.stop())
        return websocket

    async def handle_download(self, request: web.Request) -> web.StreamResponse:
        """Hand a file to the browser; its name may be Chinese."""
        key = request.match_info["key"]
        try:
            wanted = await self.download_manager.get_download_metadata(key)
        except KeyError:
            raise web.HTTPNotFound from None
        response = web.StreamResponse(headers=_HEADERS)
        response.content_type = wanted.mime_type
        named = f"attachment; filename*=UTF-8''{quote(wanted.file_name)}"
        response.headers["Content-Disposition"] = named
        await response.prepare(request)
        async for chunk in self.download_manager.download(key):
            await response.write(chunk)
        await response.write_eof()
        return response

    def _full(self) -> str:
        told = _("All {n} places at the workbench are taken; try again later.")
        return told.format(n=self._sessions)


class _OneLine(logging.Formatter):
    """Leaves out where an error happened."""

    def formatException(self, ei: object) -> str:  # noqa: ARG002, N802 - logging's names
        return ""


def _is_number(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
