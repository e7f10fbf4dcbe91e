"""The interface language: Chinese unless the locale or configuration says otherwise."""

from __future__ import annotations

import gettext
import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path

LANGUAGES = ("zh", "en")
_LOCALES = Path(__file__).parent / "locales"
_SPOKEN: ContextVar[str] = ContextVar("spoken", default="")
#: What was settled for the whole program.
_settled = ""


def language() -> str:
    """Return the interface language: `REXIAN_LANG`, else the locale's if English, else Chinese.

    Inside `speaking` it is the language spoken there; else what was settled for the program.
    """
    spoken = _SPOKEN.get() or _settled
    if spoken:
        return spoken
    chosen = os.environ.get("REXIAN_LANG") or os.environ.get("LC_ALL") or os.environ.get("LANG", "")
    return "en" if chosen.lower().startswith("en") else "zh"


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Say everything in one language meanwhile, for a page that is written in both."""
    before = _SPOKEN.set(code)
    try:
        yield
    finally:
        _SPOKEN.reset(before)


def settle(code: str) -> None:
    """Have the whole program, all its threads and tasks, say everything in one language.

    An empty code leaves it to the environment again.
    """
    global _settled  # noqa: PLW0603 - the one thing that all threads share
    _settled = code


@lru_cache
def _catalogue(code: str) -> gettext.NullTranslations:
    return gettext.translation("rexian", _LOCALES, languages=[code], fallback=True)


def marked(message: str) -> str:
    """Return the message as it is; it is marked for the catalogue and translated where shown."""
    return message


def _(message: str) -> str:
    """Return the message in the interface language; the English text is its key."""
    return _catalogue(language()).gettext(message)
