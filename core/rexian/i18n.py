"""The interface language: Chinese unless the locale or configuration says otherwise."""

from __future__ import annotations

import gettext
import os
from functools import lru_cache
from pathlib import Path

LANGUAGES = ("zh", "en")
_LOCALES = Path(__file__).parent / "locales"


def language() -> str:
    """Return the interface language: `REXIAN_LANG`, else the locale's if English, else Chinese."""
    chosen = os.environ.get("REXIAN_LANG") or os.environ.get("LC_ALL") or os.environ.get("LANG", "")
    return "en" if chosen.lower().startswith("en") else "zh"


@lru_cache
def _catalogue(code: str) -> gettext.NullTranslations:
    return gettext.translation("rexian", _LOCALES, languages=[code], fallback=True)


def marked(message: str) -> str:
    """Return the message as it is; it is marked for the catalogue and translated where shown."""
    return message


def _(message: str) -> str:
    """Return the message in the interface language; the English text is its key."""
    return _catalogue(language()).gettext(message)
