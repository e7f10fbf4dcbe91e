"""One ticket in words: how it stands, what is known of it, and who has it.

What is said is made of the JSON that `rexian.desk.showing.told` gives.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rexian.i18n import _
from rexian.lifecycle.kinds import TOLD
from rexian.lifecycle.stages import PENDING, STAGES
from rexian.model.ticket import FIELDS
from rexian.model.vocabulary import UNIT_TYPES
from rexian.saying.field import say_field
from rexian.words import listed, say_time, say_word

Told = Mapping[str, Any]

#: The texts that are kept locked and told once, of the whole ticket.
TEXTS = {
    "name": lambda: _("name"),
    "phone": lambda: _("phone"),
    "address": lambda: _("address"),
    "content": lambda: _("the appeal"),
}


def heading(told: Told) -> str:
    """Say which ticket it is and how it stands, in one line."""
    version = _("version {n}").format(n=told["version"])
    parts = (told["number"], told["title"], standing(told), version)
    return "  ".join(part for part in parts if part)


def standing(told: Told) -> str:
    """Say a ticket's stage, and what is waited for."""
    stage = STAGES.label(told["stage"])
    waiting = [PENDING.label(each) for each in told["pending"]]
    return listed([stage, *waiting, *([_("supervised")] if told["supervised"] else [])])


def about(told: Told) -> Iterator[tuple[str, str]]:
    """Yield what is known of the ticket: facts, who raised it, who has it, what it hangs with."""
    yield from facts(told)
    yield from citizen(told)
    yield from routing(told["routing"])
    yield from holders(told)
    if told["linked"]:
        yield _("linked with"), listed(told["linked"])
    if told["same_caller"]:
        yield _("the same caller's"), listed(told["same_caller"])
    if told["present"]:
        yield _("also open at"), listed(told["present"])


def facts(told: Told) -> Iterator[tuple[str, str]]:
    """Yield the facts of a ticket, and what it is about."""
    for name, value in told["facts"].items():
        yield FIELDS[name].label(), say_field(FIELDS[name], value)
    if told["about"]:
        yield TOLD["about"].label(), told["about"]


def citizen(told: Told) -> Iterator[tuple[str, str]]:
    """Yield who raised a matter and in which words, as much of it as is told."""
    for text in told["secrets"]:
        if text["name"] in TEXTS:
            yield TEXTS[text["name"]](), shown(text)


def shown(text: Told) -> str:
    """Say a text that is kept locked, or that it is erased."""
    return _("erased") if text["text"] is None else text["text"]


def routing(told: Told | None) -> Iterator[tuple[str, str]]:
    """Yield to whom the ticket may go: by the responsibility lists, and on which principle."""
    if told is None:
        return
    if told["suggested"]:
        units = [f"{each['unit']} [{each['source']}]" for each in told["suggested"]]
        yield _("answers for it"), listed(units)
    if told["principle"]:
        words = [say_word(word, key="principle", question="dispatch") for word in told["principle"]]
        yield _("principle"), listed(words)


def holders(told: Told) -> Iterator[tuple[str, str]]:
    """Yield who has the ticket: each part of it, and in whose hands it is since when."""
    for holder in told["holders"]:
        yield part(holder), holding(holder)


def part(holder: Told) -> str:
    """Say which part of a ticket somebody has."""
    if holder["part"] == "asked":
        return _("asked beforehand")
    if holder["tier"] == "unit":
        return _("inside the body")
    return _("co-handling") if holder["part"] == "co" else _("host")


def holding(holder: Told) -> str:
    """Say who has a part of a ticket, how far he is, and since when."""
    kind = UNIT_TYPES.label(holder["unit_type"]) if holder["unit_type"] else None
    since = _("since {time}").format(time=say_time(holder["since"]))
    stage = STAGES.label(holder["stage"])
    waiting = [PENDING.label(each) for each in holder["pending"]]
    return listed([part for part in (holder["unit"], kind, stage, *waiting, since) if part])
