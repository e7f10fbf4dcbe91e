"""Erasing: a citizen's data destroyed for good, once the time for which they are kept is over."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection

from rexian.desk.deployment import Deployment
from rexian.desk.drafts import forget
from rexian.desk.permitting import seen
from rexian.desk.rules import Rules
from rexian.desk.ticket import Opened, open_ticket
from rexian.errors import Refused
from rexian.explain import ruled
from rexian.i18n import _
from rexian.instants import Instant, format_instant
from rexian.lifecycle.history import case_of
from rexian.people import permissions
from rexian.people.actor import Actor
from rexian.privacy import journal
from rexian.privacy.erasure import erase, scrub
from rexian.privacy.known import names_of
from rexian.privacy.masking import masked
from rexian.tellers import locators
from rexian.words import join, say_time
from rexian.worktime.period import months

_YEAR = 12


def erase_personal_data(deployment: Deployment, actor: Actor, number: str, reason: str) -> bool:
    """Destroy what a ticket keeps locked; return whether there was anything left to destroy.

    The ledger stays: it holds digests. Who did it, when and why is written into the journal.

    Raises:
        InputError: there is no such ticket.
        Refused: somebody may not, or the ticket is not archived or has to be kept longer.
    """
    permissions.check(actor, "erase")
    now = deployment.now()

    def work(connection: Connection) -> bool:
        opened = open_ticket(connection, number)
        seen(connection, actor, opened)
        names = names_of(connection, deployment.vault, opened.id or 0)
        _let_go(opened, deployment.rules, now)
        erased = erase(connection, opened.id or 0)
        if erased:
            forget(connection, number)
            told = {"reason": masked(reason, names)}
            journal.write(connection, now, actor.username, "erased", number, detail=told)
        return erased

    done = deployment.store.run(work)
    if done:
        scrub(deployment.store.engine)
    return done


def kept_until(opened: Opened, rules: Rules) -> tuple[Instant | None, dict[str, Any]]:
    """Return until when a ticket has to be kept, and the ruling that says so.

    None where it is not archived yet, or where the document sets no time.
    """
    case = case_of(opened.number, opened.records)
    ruling: dict[str, Any] = ruled(case, rules.ruler, {"retention"})["retention"]
    years = (ruling["outcome"] or {}).get("years")
    archived = next((e.at for e in reversed(case.events) if e.type == "archived"), None)
    if years is None or archived is None:
        return None, ruling
    calendar = rules.ruler.calendars.current
    return calendar.add(archived, months(years * _YEAR)), ruling


def _let_go(opened: Opened, rules: Rules, now: Instant) -> None:
    """Let pass a ticket that need not be kept any longer.

    Raises:
        Refused: it is not archived, or the document has it kept longer.
    """
    if opened.standing.stage != "archived":
        raise Refused(_("{ticket}: archive it first").format(ticket=opened.number))
    until, ruling = kept_until(opened, rules)
    if until is not None and until >= now:
        raise Refused(
            _("{ticket}: it is to be kept until {when} [{where}]").format(
                ticket=opened.number,
                when=say_time(format_instant(until)),
                where=join(locators(ruling["citations"])),
            )
        )
