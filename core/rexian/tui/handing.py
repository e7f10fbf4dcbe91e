"""Handing files over: in a terminal they are saved, in a browser they are downloaded."""

from __future__ import annotations

import asyncio
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from rexian.files import write_whole
from rexian.i18n import _

if TYPE_CHECKING:
    from rexian.tui.app import Workbench


async def hand_over(bench: Workbench, content: Path | bytes, name: str) -> None:
    """Hand a file over under a name, and say where it is.

    Raises:
        InputError: it cannot be saved.
    """
    found = content if isinstance(content, bytes) else await asyncio.to_thread(content.read_bytes)
    if bench.is_web:
        bench.deliver_binary(BytesIO(found), save_filename=name)
        told = _("{file} goes to the browser's downloads").format(file=name)
    else:
        saved = await asyncio.to_thread(_saved, found, Path(name))
        told = _("saved: {file}").format(file=saved)
    bench.notify(told, markup=False)


def _saved(content: bytes, path: Path) -> Path:
    """Save a file in the current folder; no file is written over."""
    names = (path if n == 1 else path.with_stem(f"{path.stem}-{n}") for n in count(1))
    free = next(each for each in names if not each.exists())
    write_whole(free, content)
    return free.resolve()
