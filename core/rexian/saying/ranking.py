"""What ranks bring, in words: the measure, whose, on whom, why, and what turns on a reading."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rexian.assess.units import MEASURES
from rexian.discovery import load
from rexian.i18n import _
from rexian.words import join, say_word


def measure(one: Mapping[str, Any]) -> str:
    """Say what is done, on whom and by whom."""
    form = _("{measure} of the {on}, by the {by}")
    return form.format(
        measure=MEASURES.label(one["measure"]), on=say_word(one["on"]), by=say_word(one["by"])
    )


def why(one: Mapping[str, Any]) -> str:
    """Say which ranks have brought it about."""
    told = [
        _("{n} from the bottom").format(n=one["rank_from_bottom"]),
        _("months running: {n}").format(n=one["streak"]),
        _("this year: {n}").format(n=one["year_count"]),
    ]
    return join(told)


def readings(jurisdiction: str, told: Iterable[Mapping[str, Any]]) -> list[str]:
    """Say which points are read how, and what else may be chosen."""
    known = load(jurisdiction).readings
    lines = []
    for entry in told:
        terms = known[entry["id"]].fact.terms
        others = [f"{entry['id']}={name}" for name in entry["choices"] if name != entry["chosen"]]
        form = _("{point}: {chosen}")
        line = form.format(point=known[entry["id"]].label(), chosen=terms.label(entry["chosen"]))
        lines.append(f"{line} [{join(others)}]")
    return lines
