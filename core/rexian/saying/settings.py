"""Settings and checks in words: values, where they come from, whether something must be mended."""

from __future__ import annotations

from rexian.i18n import _, language
from rexian.settings.checks import State
from rexian.settings.chosen import Chosen
from rexian.tellers import locators
from rexian.words import join


def say_value(value: object) -> str:
    """Say a setting's value; `-` where there is none."""
    if isinstance(value, dict):
        return ", ".join(f"{key} = {choice}" for key, choice in value.items()) or "-"
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "-"
    return "-" if value is None else str(value)


def say_source(source: str) -> str:
    """Say where a setting's value comes from."""
    return {"file": _("in the file"), "default": _("by default")}.get(source, source)


def say_check(state: State) -> str:
    """Say how something that was checked stands."""
    return {"ok": _("[ok]"), "mind": _("[mind]"), "mend": _("[mend]")}[state]


def say_choices(chosen: Chosen) -> list[str]:
    """Say a reading's choices, one a line: `>` before the one that holds here."""
    reading = chosen.reading
    return [
        f"{'>' if term.id == chosen.choice else ' '} {term.label()}"
        + (_(" (default)") if term.id == reading.default else "")
        for term in reading.choices
    ]


def say_clauses(chosen: Chosen) -> str:
    """Say which clauses are read."""
    return join(locators(chosen.clauses))


def say_why(chosen: Chosen) -> str:
    """Say why the default is the default."""
    zh, en = chosen.reading.why
    return en if language() == "en" else zh
