"""The vault: what is locked with a ticket's own key, and what with the deployment's.

A ticket's secrets are locked with its key, its key with the deployment's; whoever destroys the one
row that holds the ticket's key has erased them all. Fernet locks: AES-128-CBC with HMAC-SHA256.
A caller is found again by a tag, which nobody without the deployment's key can make.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from dataclasses import dataclass

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from rexian.errors import RexianError
from rexian.i18n import _
from rexian.store.change import Secret

#: A token of Fernet tells when it was made; the ledger does, so here it tells nothing.
_NO_TIME = 0
_TAG_LENGTH = 32
_NAME_LENGTH = 4
_FULL_WIDTH = {0xFF10 + n: str(n) for n in range(10)}
_MOBILE = re.compile(r"(?:(?:00)?86)?0?(1[3-9][0-9]{9})")
_LANDLINE = re.compile(r"(?:00)?86(?=0?[1-9][0-9]{8,10}$)")


class UnreadableError(RexianError):
    """Something that is locked with another key than those at hand."""


@dataclass(frozen=True, slots=True)
class File:
    """An attachment; its name may tell as much as what is in it."""

    filename: str
    content: bytes


class TicketKey:
    """A ticket's own key, unlocked. `wrapped` is the form in which the database keeps it."""

    __slots__ = ("_fernet", "wrapped")

    def __init__(self, key: bytes, wrapped: bytes) -> None:
        self._fernet = Fernet(key)
        self.wrapped = wrapped

    def lock(self, name: str, text: str) -> Secret:
        """Lock a text of the ticket; `name` says which, and is not secret."""
        return self._lock(name, text.encode())

    def lock_file(self, name: str, file: File) -> Secret:
        """Lock an attachment with its name."""
        filename = file.filename.encode()
        size = len(filename).to_bytes(_NAME_LENGTH, "big")
        return self._lock(name, size + filename + file.content)

    def unlock(self, locked: bytes) -> str:
        """Return a text that was locked.

        Raises:
            UnreadableError: it was locked with another ticket's key, or is damaged.
        """
        return self._unlock(locked).decode()

    def unlock_file(self, locked: bytes) -> File:
        """Return an attachment that was locked.

        Raises:
            UnreadableError: it was locked with another ticket's key, or is damaged.
        """
        told = self._unlock(locked)
        start = _NAME_LENGTH + int.from_bytes(told[:_NAME_LENGTH], "big")
        return File(told[_NAME_LENGTH:start].decode(), told[start:])

    def _lock(self, name: str, content: bytes) -> Secret:
        locked = self._fernet.encrypt_at_time(content, _NO_TIME)
        return Secret(digest_of(locked), name, locked)

    def _unlock(self, locked: bytes) -> bytes:
        try:
            return self._fernet.decrypt(locked)
        except InvalidToken:
            raise UnreadableError(_("what is locked here is damaged or another ticket's")) from None


def digest_of(locked: bytes) -> str:
    """Return the digest by which the ledger names what is locked: SHA-256, hexadecimal."""
    return hashlib.sha256(locked).hexdigest()


class Vault:
    """What the deployment's key locks, finds and seals.

    Args:
        master: the deployment's keys, a line each, as `keyfile.read_key_file` returns them. The
            first one locks, tags and seals; what any of them has locked is unlocked.

    Raises:
        ValueError: one of them is not a key.
    """

    __slots__ = ("_fernets", "_seals", "_tags")

    def __init__(self, master: bytes) -> None:
        keys = master.split()
        self._fernets = MultiFernet(Fernet(key) for key in keys)
        self._tags = [_derived(key, b"rexian caller tag 1") for key in keys]
        self._seals = [_derived(key, b"rexian checkpoint seal 1") for key in keys]

    def new_key(self) -> TicketKey:
        """Return a key for a new ticket."""
        key = Fernet.generate_key()
        return TicketKey(key, self._lock(key))

    def open_key(self, wrapped: bytes) -> TicketKey:
        """Return a ticket's key as the database keeps it, unlocked.

        Raises:
            UnreadableError: the key file is another deployment's.
        """
        return TicketKey(self._unlock(wrapped), wrapped)

    def lock_text(self, text: str) -> bytes:
        """Lock a text that belongs to no ticket, as a unit's contacts."""
        return self._lock(text.encode())

    def unlock_text(self, locked: bytes) -> str:
        """Return a text that was locked with the deployment's key.

        Raises:
            UnreadableError: the key file is another deployment's.
        """
        return self._unlock(locked).decode()

    def relocked(self, locked: bytes) -> bytes:
        """Return what the deployment's keys have locked, locked with the first of them.

        Raises:
            UnreadableError: the key file is another deployment's.
        """
        return self._lock(self._unlock(locked))

    def caller_tag(self, phone: str) -> str | None:
        """Return what a caller is found again by; None for a number without digits.

        The same number has the same tag however it is written, with +86 or hyphens or full-width.
        """
        return next(iter(self.caller_tags(phone)), None)

    def caller_tags(self, phone: str) -> tuple[str, ...]:
        """Return a caller's tags under each of the deployment's keys, the first one's first."""
        number = _dialled(phone)
        return tuple(_hmac(key, number)[:_TAG_LENGTH] for key in self._tags) if number else ()

    def seal(self, root: str) -> str:
        """Return the seal of a checkpoint, which nobody without the deployment's key can make."""
        return _hmac(self._seals[0], root)

    def seal_holds(self, root: str, seal: str) -> bool:
        """Whether one of the deployment's keys has made a checkpoint's seal."""
        return any(hmac.compare_digest(_hmac(key, root), seal) for key in self._seals)

    def _lock(self, content: bytes) -> bytes:
        return self._fernets.encrypt_at_time(content, _NO_TIME)

    def _unlock(self, locked: bytes) -> bytes:
        try:
            return self._fernets.decrypt(locked)
        except InvalidToken:
            told = _(
                "the key file does not fit this database; put the right one back, "
                "or start Rexian anew if the key has been replaced"
            )
            raise UnreadableError(told) from None


def _derived(key: bytes, purpose: bytes) -> bytes:
    """Return a key of one purpose, from which the key it comes from cannot be found."""
    derivation = HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose)
    return derivation.derive(base64.urlsafe_b64decode(key))


def _hmac(key: bytes, text: str) -> str:
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


def _dialled(phone: str) -> str:
    """Return a telephone number's digits as they are dialled inside the country."""
    digits = re.sub(r"[^0-9]", "", phone.translate(_FULL_WIDTH))
    mobile = _MOBILE.fullmatch(digits)
    if mobile:
        return mobile[1]
    listed = _LANDLINE.match(digits)
    return f"0{digits[listed.end() :].lstrip('0')}" if listed else digits
