"""The interface language that a deployment has chosen."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from rexian.i18n import speaking
from rexian.settings.model import Settings

#: The variable by which a user chooses for themselves.
VARIABLE = "REXIAN_LANG"


@contextmanager
def in_its_language(settings: Settings, environ: Mapping[str, str] = os.environ) -> Iterator[None]:
    """Speak a deployment's language meanwhile; the user's own choice goes before it."""
    if settings.language is None or environ.get(VARIABLE):
        yield
        return
    with speaking(settings.language):
        yield
