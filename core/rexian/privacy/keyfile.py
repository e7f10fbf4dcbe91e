"""The deployment's key: a file of one line for each key, of which the first locks.

A key is 32 random bytes in URL-safe base64, as Fernet takes them. Older keys stand below the first
one and only unlock, until everything has been locked anew. Lines that begin with `#` are remarks.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from pathlib import Path

from cryptography.fernet import Fernet

from rexian.errors import InputError, refusal
from rexian.i18n import _

#: Where the key may stand instead of in a file; several are separated by spaces or line ends.
VARIABLE = "REXIAN_KEY"
_REMARK = "#"
_HEAD = (
    "# The key to citizens' data: lost, nobody can read them. Keep copies, apart from backups.\n"
    "# 群众信息的密钥，遗失后任何人都无法读出。请另存副本，并与数据库备份分开保管。\n"
)


def new_key_file(path: Path) -> None:
    """Write a key file that only its owner may read.

    Raises:
        InputError: something stands there already, which is never written over; or it cannot be
            written.
    """
    _write(path, [new_key()])


def new_key() -> str:
    """Return a new key."""
    return Fernet.generate_key().decode()


def read_key_file(path: Path) -> bytes:
    """Return the keys of a file, a line each.

    Raises:
        InputError: it is not there, cannot be read, or holds something else.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        told = _("{path}: the key file is not there; put its copy back, citizens' data need it")
        raise InputError(told.format(path=path)) from None
    except OSError as error:
        raise InputError(f"{path}: {refusal(error)}") from None
    except UnicodeDecodeError:
        raise InputError(_("{path}: this is not a key file").format(path=path)) from None
    return "\n".join(_keys(str(path), text.splitlines())).encode()


def deployment_key(path: Path) -> bytes:
    """Return the deployment's keys: from the environment's `REXIAN_KEY`, else from its file.

    Raises:
        InputError: there is none, or it is not a key.
    """
    given = os.environ.get(VARIABLE)
    if given is None:
        return read_key_file(path)
    return "\n".join(_keys(VARIABLE, given.split())).encode()


def _keys(whose: str, lines: Iterable[str]) -> list[str]:
    found = []
    for place, line in enumerate(lines, start=1):
        if line.strip() and not line.startswith(_REMARK):
            if not _is_key(line.strip()):
                told = _("{path}: line {line} is not a key; a key is 44 letters, digits, - and _")
                raise InputError(told.format(path=whose, line=place))
            found.append(line.strip())
    if not found:
        raise InputError(_("{path}: no key stands there").format(path=whose))
    return found


def _is_key(text: str) -> bool:
    try:
        Fernet(text)
    except ValueError:
        return False
    return True


def is_open_to_others(path: Path) -> bool:
    """Whether others on this machine than the file's owner may read or change it."""
    shared = stat.S_IRWXG | stat.S_IRWXO
    return os.name == "posix" and bool(path.stat().st_mode & shared)


def put_new_key_first(path: Path) -> None:
    """Write a new key above those of a file: from now on it locks, and they unlock.

    Raises:
        InputError: the file cannot be read or written, or the environment's key goes before it.
    """
    if VARIABLE in os.environ:
        told = _("{name} holds the key and goes before {path}; take it away first")
        raise InputError(told.format(name=VARIABLE, path=path))
    _replace(path, [new_key(), *read_key_file(path).decode().split()])


def keep_first_key(path: Path) -> None:
    """Take all keys but the first out of a file: what is still locked with them is lost.

    Raises:
        InputError: the file cannot be read or written.
    """
    _replace(path, read_key_file(path).decode().split()[:1])


def _replace(path: Path, keys: list[str]) -> None:
    """Write a key file anew; the old one stands until the new one is whole."""
    beside = path.with_name(f"{path.name}.new")
    _write(beside, keys)
    try:
        beside.replace(path)
    except OSError as error:
        beside.unlink()
        raise InputError(f"{path}: {refusal(error)}") from None


def _write(path: Path, keys: list[str]) -> None:
    try:
        opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        told = _("{path} is there already; a key is never written over")
        raise InputError(told.format(path=path)) from None
    except OSError as error:
        raise InputError(f"{path}: {refusal(error)}") from None
    try:
        with os.fdopen(opened, "w", encoding="utf-8") as file:
            file.write(_HEAD + "".join(f"{key}\n" for key in keys))
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        path.unlink()
        raise InputError(f"{path}: {refusal(error)}") from None
