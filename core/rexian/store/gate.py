"""The gate at which programs queue before they write to one file of SQLite.

SQLite lets programs that wait for the file poll it, and whoever has just written comes first again.
The locks of the system wake those who wait.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from rexian.errors import InputError, refusal

if sys.platform == "win32":
    import portalocker

    def _lock(file: IO[bytes]) -> None:
        portalocker.lock(file, portalocker.LockFlags.EXCLUSIVE)

    def _unlock(file: IO[bytes]) -> None:
        portalocker.unlock(file)

else:
    import fcntl

    def _lock(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX)

    def _unlock(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)


class Gate:
    """Two locked files beside a database.

    A program waits at the outer one, gives it up once it has the inner one, and writes. So one
    program only stands next, and whoever has just written cannot push in before it.
    """

    def __init__(self, database: Path) -> None:
        """Stand beside a database; the files are made when somebody first writes."""
        self._database = database
        self._files: tuple[IO[bytes], IO[bytes]] | None = None

    @contextmanager
    def passed(self) -> Iterator[None]:
        """Wait for this program's turn, and end it.

        Raises:
            InputError: the files cannot be made.
        """
        outer, inner = self._files = self._files or self._opened()
        _lock(outer)
        try:
            _lock(inner)
        finally:
            _unlock(outer)
        try:
            yield
        finally:
            _unlock(inner)

    def _opened(self) -> tuple[IO[bytes], IO[bytes]]:
        name = self._database.name
        try:
            outer = self._database.with_name(f"{name}.queue").open("ab")
            return outer, self._database.with_name(f"{name}.turn").open("ab")
        except OSError as error:
            raise InputError(f"{self._database}: {refusal(error)}") from None

    def close(self) -> None:
        """Close the files."""
        for file in self._files or ():
            file.close()
