"""Passwords: kept as argon2 hashes, made anew once the parameters that are held good change."""

from __future__ import annotations

import secrets
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from rexian.errors import InputError
from rexian.i18n import _

if TYPE_CHECKING:
    from argon2 import PasswordHasher

#: How many characters a password has at the least.
LEAST = 8
#: Without letters and digits that look like one another.
_ALPHABET = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_GENERATED = 16


@lru_cache
def _argon2() -> PasswordHasher:
    from argon2 import PasswordHasher  # noqa: PLC0415 - see `_Hasher`

    return PasswordHasher()


class _Hasher:
    """Argon2, loaded when the first password is compared: most programs compare none."""

    def hash(self, password: str) -> str:
        return _argon2().hash(password)

    def verify(self, stored: str, password: str) -> bool:
        return _argon2().verify(stored, password)

    def check_needs_rehash(self, stored: str) -> bool:
        return _argon2().check_needs_rehash(stored)


_HASHER = _Hasher()


def check_password(password: str, username: str) -> None:
    """Let pass a password that may be set.

    Raises:
        InputError: it is too short, or it is the user name.
    """
    if len(_plain(password)) < LEAST:
        told = _("the password is too short: at least {least} characters")
        raise InputError(told.format(least=LEAST))
    if _plain(password).casefold() == _plain(username).casefold():
        raise InputError(_("the password must not be the user name"))


def hashed(password: str) -> str:
    """Return a password's hash, with its salt and parameters in it."""
    return _HASHER.hash(_plain(password))


def matches(password: str, stored: str | None) -> bool:
    """Whether a password is the one whose hash is stored.

    It takes the same time where there is none to compare with, so that the time does not tell.
    """
    from argon2.exceptions import Argon2Error, InvalidHashError  # noqa: PLC0415 - see `_Hasher`

    try:
        return _HASHER.verify(stored or _nobodys(), _plain(password)) and stored is not None
    except (Argon2Error, InvalidHashError):
        return False


def outdated(stored: str) -> bool:
    """Whether a hash was made with other parameters than those that hold today."""
    return _HASHER.check_needs_rehash(stored)


def generated() -> str:
    """Return a new password that nobody has thought up."""
    return "".join(secrets.choice(_ALPHABET) for _place in range(_GENERATED))


def _plain(password: str) -> str:
    """Return a password as every keyboard and input method would write it."""
    return unicodedata.normalize("NFKC", password)


@lru_cache
def _nobodys() -> str:
    return _HASHER.hash(secrets.token_hex())
