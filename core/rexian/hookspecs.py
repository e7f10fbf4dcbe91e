"""What a plugin may say: one hook a family, each returning declarations.

A jurisdiction's package implements them in modules of the same names; core calls each once, when
the jurisdiction is loaded, checks the types, and does all evaluating itself.
"""

from __future__ import annotations

from collections.abc import Sequence

import pluggy

from rexian.acknowledged import Acknowledged
from rexian.assess.declarations import Assessment
from rexian.document import Channels, Document
from rexian.duties.duty import Duty
from rexian.forms import Form
from rexian.model.terms import Term
from rexian.rules.readings import Reading
from rexian.rules.rule import Rule

#: The version of these hooks; a plugin's package states it as `HOOK_API`.
HOOK_API = 1
PROJECT = "rexian"

hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


@hookspec
def document() -> Document:  # type: ignore[empty-body]  # a specification has no body
    """Return what the document is and above which one it stands. Required."""


@hookspec
def channels() -> Channels:  # type: ignore[empty-body]
    """Return the channels that core does not know, and the prefixes of ticket numbers."""


@hookspec
def words() -> Sequence[Term]:  # type: ignore[empty-body]
    """Return the words that outcomes hold and core does not know: bodies, forms, ways."""


@hookspec
def readings() -> Sequence[Reading]:  # type: ignore[empty-body]
    """Return the points on which the text can be read two ways."""


@hookspec
def intake() -> Sequence[Rule]:  # type: ignore[empty-body]
    """Return the rules on taking in, refusing, masking and reporting appeals."""


@hookspec
def deadlines() -> Sequence[Rule]:  # type: ignore[empty-body]
    """Return the rules on limits, extensions, returns, redoing and reminding."""


@hookspec
def routing() -> Sequence[Rule]:  # type: ignore[empty-body]
    """Return the rules on dispatching, on disputed responsibility, and on who does which act."""


@hookspec
def approvals() -> Sequence[Rule]:  # type: ignore[empty-body]
    """Return the rules on signing off, contact, replies, publication, closing and keeping."""


@hookspec
def escalation() -> Sequence[Rule]:  # type: ignore[empty-body]
    """Return the rules on redoing, reviewing higher up, supervising and holding to account."""


@hookspec
def assessment() -> Assessment:  # type: ignore[empty-body]
    """Return what counts, the indicators, and what follows from a unit's rank."""


@hookspec
def duties() -> Sequence[Duty]:  # type: ignore[empty-body]
    """Return the tasks that fall due by the calendar, and those that always stand."""


@hookspec
def forms() -> Sequence[Form]:  # type: ignore[empty-body]
    """Return the papers whose contents the document lays down."""


@hookspec
def checks() -> Sequence[Acknowledged]:  # type: ignore[empty-body]
    """Return the findings of `rexian check` that are the document's own, each with its reason."""


#: The hooks that return rules.
RULE_HOOKS = ("intake", "routing", "deadlines", "approvals", "escalation")
#: Every module a jurisdiction's package may have.
MODULES = (
    "document",
    "channels",
    "words",
    "readings",
    *RULE_HOOKS,
    "assessment",
    "duties",
    "forms",
    "checks",
)
