"""Which command a function key stands for: one table for the queue and for a ticket's page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rexian.i18n import marked


@dataclass(frozen=True, slots=True)
class Key:
    """A function key.

    Attributes:
        label: what it does, a message of the catalogue.
        commands: what it may stand for, in the order in which they are tried.
    """

    key: str
    label: str
    commands: tuple[str, ...]


KEYS: tuple[Key, ...] = (
    Key("f2", marked("sign"), ("sign", "sign_form", "answer_preassign")),
    Key("f3", marked("dispatch"), ("dispatch", "assign", "pre_assign")),
    Key("f4", marked("return"), ("return", "object", "decide_return")),
    Key("f5", marked("extend"), ("extend", "decide_extension")),
    Key("f6", marked("reply"), ("reply", "feedback")),
    Key("f7", marked("approve"), ("approve", "sign_off", "review_closure", "seal")),
    Key("f8", marked("close it"), ("request_closure", "close")),
)
BY_KEY = {each.key: each for each in KEYS}


def command_for(key: Key, allowed: Mapping[str, Mapping[str, Any]]) -> str:
    """Return which command a key stands for now.

    That is the first that is allowed, else the first that the roles permit, else the first: a
    forbidden one is explained where it is given.
    """
    for wanted in ("allowed", "permitted"):
        found = [name for name in key.commands if allowed.get(name, {}).get(wanted)]
        if found:
            return found[0]
    return key.commands[0]


def is_possible(key: Key, allowed: Mapping[str, Mapping[str, Any]]) -> bool:
    """Whether something that a key stands for may be done now."""
    return any(allowed.get(name, {}).get("allowed") for name in key.commands)
