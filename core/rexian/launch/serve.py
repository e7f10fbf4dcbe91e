"""`rexian serve`: the workbench in browsers."""

from __future__ import annotations

import errno
import os
import shlex
import socket
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

import typer

from rexian.cli import options
from rexian.errors import InputError, refusal
from rexian.i18n import _, language

if TYPE_CHECKING:
    from rexian.launch.browsers import Address

app = options.new_app()
#: What of this machine's user does not reach whoever sits at a browser: his login, his language.
_OWN = ("REXIAN_SESSION", "REXIAN_LANG")


@app.command(help=_("The workbench in a browser, behind its login."))
def serve(
    host: Annotated[
        str, typer.Option("--host", metavar="ADDRESS", help=_("Where it listens."))
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option("--port", metavar="N", min=1, max=65535, help=_("On which port."))
    ] = 8345,
    public_url: Annotated[
        str | None,
        typer.Option("--public-url", metavar="URL", help=_("How a proxy before it is called.")),
    ] = None,
    sessions: Annotated[
        int, typer.Option("--sessions", metavar="N", min=1, help=_("For how many at once."))
    ] = 32,
    config: options.ConfigFile = None,
) -> None:
    """Serve it until interrupted."""
    from rexian.launch.browsers import Address, Browsers
    from rexian.launch.tui import open_place

    address = Address(host, port, public_url and _checked(public_url))
    with open_place(config) as place:
        file, (zh, en) = place.settings.file, place.rules.ruler.jurisdiction.document.place
    title = _("{place} 12345").format(place=en if language() == "en" else zh)
    with _bound(host, port) as bound:
        _tell(address)
        for name in _OWN:
            os.environ.pop(name, None)
        Browsers(_command(file), address, title, sessions).serve_on(bound)


def _command(file: Path) -> str:
    """Return the shell's command for a workbench at which whoever comes has to log in."""
    words = [sys.executable, "-m", "rexian", "tui", "--fresh", "--config", str(file)]
    return subprocess.list2cmdline(words) if os.name == "nt" else f"exec {shlex.join(words)}"


def _checked(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.netloc or parts.path.strip("/"):
        told = _("--public-url {url}: write https://NAME, with no path")
        raise InputError(told.format(url=url))
    return f"{parts.scheme}://{parts.netloc}"


def _bound(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            told = _("port {port} is taken; name another one with --port")
            raise InputError(told.format(port=port)) from None
        raise InputError(f"{host}:{port}: {refusal(error)}") from None


def _tell(address: Address) -> None:
    typer.echo(_("The workbench is at {url}; Ctrl+C ends it.").format(url=address.shown))
    if not address.is_local:
        options.warn(
            _(
                "{host} is reached from other machines, and without TLS passwords cross the "
                "network in the clear: put a reverse proxy with TLS before it"
            ).format(host=address.host)
        )
