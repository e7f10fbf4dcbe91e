"""What somebody wants done, what it would write, and what came of it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from rexian.instants import Instant
from rexian.lifecycle.moment import Objection
from rexian.lifecycle.record import canonical
from rexian.privacy.vault import File, Vault
from rexian.store.change import Change


@dataclass(frozen=True, slots=True)
class Act:
    """What somebody wants done to a ticket.

    Attributes:
        number: the ticket's; a new one may leave it to the desk.
        fields: the command's particulars, as people or programs write them.
        secrets: texts to be kept locked, by name.
        files: attachments to be kept locked.
        at: when it was done, if not now.
        expected: the version that they saw, if they say so.
        override: why the step is taken although the rules stand against it.
        late_because: why it is only recorded now.
        key: an outside system's key; under one key a thing is done once.
        source: through which door it came.
    """

    command: str
    number: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)
    secrets: Mapping[str, str] = field(default_factory=dict)
    files: tuple[File, ...] = ()
    at: Instant | None = None
    expected: int | None = None
    override: str | None = None
    late_because: str | None = None
    key: str | None = None
    source: str = "cli"


@dataclass(frozen=True, slots=True)
class Done:
    """What came of it.

    Attributes:
        told: what whoever did it should know, though nothing forbids it.
        overridden: what stood against it and was overridden.
    """

    number: str
    version: int
    stage: str
    told: tuple[Objection, ...] = ()
    overridden: tuple[Objection, ...] = ()


@dataclass(frozen=True, slots=True)
class Prepared:
    """A step that may be taken: what it writes, and what is to be told of it."""

    change: Change
    told: tuple[Objection, ...]
    overridden: tuple[Objection, ...]

    def done(self) -> Done:
        """Return what came of it once it is written."""
        change = self.change
        version = change.version + len(change.records)
        stage = change.after.ticket.stage
        return Done(change.number, version, stage, self.told, self.overridden)


def asked_of(wanted: Act) -> str:
    """Return what somebody asks for as one text, the same whenever they ask for the same."""
    files = [[file.filename, hashlib.sha256(file.content).hexdigest()] for file in wanted.files]
    told = [wanted.command, wanted.number, dict(wanted.fields), dict(wanted.secrets), files]
    return canonical(told)


def request_of(wanted: Act, vault: Vault) -> tuple[str, str] | None:
    """Return an outside system's key with a seal of what it asks for, which tells nothing of it."""
    return None if wanted.key is None else (wanted.key, vault.seal(asked_of(wanted)))
