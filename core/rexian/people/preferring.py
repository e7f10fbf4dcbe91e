"""What users may settle for themselves, and in which words."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection

from rexian.errors import InputError, nearest
from rexian.i18n import _
from rexian.model.terms import Term, Terms
from rexian.people.actor import Actor
from rexian.people.preferences import LANGUAGE, THEME, prefer
from rexian.store.write import Store

LANGUAGES = Terms("language", (Term("zh", "中文", "Chinese"), Term("en", "英文", "English")))
#: Colours, by the names that the workbench has for them.
LOOKS = Terms(
    "theme",
    (
        Term("rexian-dark", "深色", "dark"),
        Term("rexian-light", "浅色", "light"),
        Term("rexian-contrast", "高对比度", "high contrast", ("contrast",)),
    ),
)
PREFERENCES: Mapping[str, Terms] = {LANGUAGE: LANGUAGES, THEME: LOOKS}


def settle(store: Store, actor: Actor, wanted: Mapping[str, str]) -> None:
    """Settle something for oneself; an empty value leaves it to the deployment again.

    Raises:
        InputError: there is no such thing to settle, or no such word for it.
    """
    checked = {name: _checked(name, value) for name, value in wanted.items()}

    def write(conn: Connection) -> None:
        for name, value in checked.items():
            prefer(conn, actor.username, name, value)

    store.run(write, news=None)


def _checked(name: str, value: str) -> str | None:
    if name not in PREFERENCES:
        told = _("there is no preference {name!r}; known: {known}")
        known = ", ".join(PREFERENCES)
        raise InputError(told.format(name=name, known=known) + nearest(name, PREFERENCES))
    return PREFERENCES[name].resolve(value) if value else None
