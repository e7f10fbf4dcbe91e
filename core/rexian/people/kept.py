"""The token of a session, kept between one command and the next: in the user's own folder.

Whoever can read the file is logged in; only its owner can. A program may hand the token over in
the environment instead.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from platformdirs import user_state_path

#: The variable that holds a token and goes before what is kept.
VARIABLE = "REXIAN_SESSION"


def kept_token(place: str) -> str | None:
    """Return the token kept for a place, such as its database's URL; None where there is none."""
    given = os.environ.get(VARIABLE)
    if given:
        return given
    file = _file(place)
    return file.read_text(encoding="ascii") if file.is_file() else None


def keep_token(place: str, token: str) -> None:
    """Keep a token for a place, in place of one kept before; nobody else can read it."""
    file = _file(place)
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # A temporary file is its owner's alone from the moment it is made.
    handle, aside = tempfile.mkstemp(dir=file.parent)
    with os.fdopen(handle, "w", encoding="ascii") as written:
        written.write(token)
    Path(aside).replace(file)


def forget_token(place: str) -> None:
    """Forget the token kept for a place."""
    _file(place).unlink(missing_ok=True)


def _file(place: str) -> Path:
    name = hashlib.sha256(place.encode()).hexdigest()[:16]
    return user_state_path("rexian", appauthor=False) / f"session-{name}"
