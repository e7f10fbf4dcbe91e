"""Looking for the tickets of whoever calls from a number; the journal keeps that somebody did."""

from __future__ import annotations

import re
import unicodedata

from sqlalchemy import Connection

from rexian.desk.deployment import Deployment
from rexian.desk.queue.listing import places
from rexian.desk.queue.wanted import Wanted
from rexian.errors import InputError
from rexian.i18n import _
from rexian.people import permissions
from rexian.people.actor import Actor
from rexian.privacy import journal

#: A mobile number, or a landline's with its area code, however it is spaced.
_WHOLE = re.compile(
    r"(?:\+?86[- ]?)?(?:1[3-9][0-9](?:[- ]?[0-9]{4}){2}|0[0-9]{2,3}[- ]?[0-9]{7,8})"
)


def callers_of(deployment: Deployment, actor: Actor, phone: str) -> tuple[str, ...]:
    """Return the tags by which `Wanted` finds whoever calls from a whole number.

    The number itself is kept nowhere, nor is it told anywhere.

    Raises:
        InputError: it holds no digits.
        Refused: they may not look for callers.
    """
    permissions.check(actor, "find_caller")
    tags, now = deployment.vault.caller_tags(phone), deployment.now()
    if not tags:
        raise InputError(_("a telephone number has digits; write the whole number"))

    def entered(connection: Connection) -> None:
        found = len(places(connection, actor, Wanted(callers=tags), now))
        journal.write(connection, now, actor.username, "searched", detail={"found": found})

    deployment.store.run(entered, news=None)
    return tags


def is_whole_number(text: str) -> bool:
    """Whether a text is a whole telephone number, as no ticket's number and no title is."""
    return bool(_WHOLE.fullmatch(unicodedata.normalize("NFKC", text).strip()))
