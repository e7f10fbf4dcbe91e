"""What is known of a ticket: the appeal, who has it, who approves, what may be done now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rexian.i18n import _
from rexian.lifecycle.commands import COMMANDS
from rexian.saying import doing, ticket
from rexian.saying.approvals import steps
from rexian.tui.ticket.attached import attached
from rexian.tui.ticket.pairs import Section
from rexian.words import join, listed

Told = Mapping[str, Any]


def sections(told: Told) -> Iterator[Section]:
    """Yield the sections of the pane."""
    yield Section(_("appeal"), [*ticket.citizen(told), *ticket.facts(told)])
    yield Section(_("in hand"), [*ticket.routing(told["routing"]), *ticket.holders(told)])
    approvals = [(step.what, join([step.who, step.said()])) for step in steps(told)]
    yield Section(_("approvals"), approvals)
    files = [(f"#{each.seq}", each.filename) for each in attached(told)]
    yield Section(_("attachments"), files)
    yield Section(_("possible now"), list(_possible(told["allowed"])))


def _possible(allowed: Mapping[str, Told]) -> Iterator[tuple[str, str]]:
    may = [COMMANDS[name].label() for name, found in allowed.items() if found["allowed"]]
    if may:
        yield _("you may now"), listed(may)
    yield from doing.forbidden(allowed)
