"""What a plugin may say: one hook a family, each returning declarations.

A jurisdiction's package implements them in modules of the same names; core calls each once, when
the jurisdiction is loaded, checks the types, and does all evaluating itself.
"""

from __future__ import annotations

from collections.abc import Sequence

import pluggy

from rexian.document import Channels, Document
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
def readings() -> Sequence[Reading]:  # type: ignore[empty-body]
    """Return the points on which the text can be read two ways."""


@hookspec
def intake() -> Sequence[Rule]:  # type: ignore[empty-body]
    """Return the rules on taking in, refusing, masking and reporting appeals."""


@hookspec
def deadlines() -> Sequence[Rule]:  # type: ignore[empty-body]
    """Return the rules on limits, extensions, returns, redoing and reminding."""


#: The hooks that return rules.
RULE_HOOKS = ("intake", "deadlines")
#: Every module a jurisdiction's package may have.
MODULES = ("document", "channels", "readings", *RULE_HOOKS)
