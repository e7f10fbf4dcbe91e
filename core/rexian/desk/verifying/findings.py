"""What may be amiss with a ledger and what is read from it, and how each is told in one line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from rexian.i18n import _, marked

#: How many are kept; of the others it is only told how many there are.
MOST = 1000

#: Every kind of finding with its sentence; what stands in brackets comes from the finding.
KINDS: Mapping[str, str] = {
    "record_altered": marked("{ticket}: record {record} is not as it was written"),
    "record_missing": marked("{ticket}: record {record} is missing"),
    "record_misplaced": marked(
        "{ticket}: record {record} is out of order: it stands in the place of record {found}"
    ),
    "record_unreadable": marked("{ticket}: record {record} cannot be read"),
    "head_differs": marked(
        "{ticket}: the ticket says that its chain ends with record {stored}, and it ends with "
        "another record {right}"
    ),
    "unruly": marked("{ticket}: no case can be made of its records: {why}"),
    "orphaned": marked("{table}: there are rows of ticket row {id}, and no such ticket"),
    "ticket_missing": marked(
        "{ticket}: it is missing; checkpoint {checkpoint} holds it at record {record}"
    ),
    "rolled_back": marked(
        "{ticket}: it ends with record {found}; checkpoint {checkpoint} holds it at record {record}"
    ),
    "rewritten": marked(
        "{ticket}: its records up to {record} are not those that checkpoint {checkpoint} holds"
    ),
    "checkpoint_missing": marked("checkpoint {checkpoint} is missing"),
    "checkpoint_altered": marked("checkpoint {checkpoint}: its root is not that of what it covers"),
    "seal_broken": marked("checkpoint {checkpoint}: its seal is not of this deployment's key"),
    "unanchored": marked(
        "{ticket}: it is said to be anchored, and no checkpoint holds it at record {record}: a "
        "checkpoint is missing"
    ),
    "root_unknown": marked("no checkpoint has the root {root}: checkpoints are missing or altered"),
    "journal_broken": marked("journal: entry {entry} is altered or missing"),
    "journal_cut": marked(
        "journal: its entries up to {entry} are not those that checkpoint {checkpoint} holds"
    ),
    "secret_altered": marked(
        "{ticket}: what is locked as {name} is not what record {record} names"
    ),
    "secret_missing": marked("{ticket}: what record {record} has locked as {name} is missing"),
    "secret_unknown": marked("{ticket}: something is locked as {name} that no record names"),
    "key_missing": marked("{ticket}: its key is gone, and the journal does not say who erased it"),
    "key_unreadable": marked("{ticket}: the key file does not open its key"),
    "caller_differs": marked("{ticket}: the mark of its caller is not that of the number locked"),
    "row_missing": marked("{ticket}: {table} has no row {key}"),
    "row_surplus": marked("{ticket}: {table} has a row {key} that its records do not bring about"),
    "row_differs": marked("{ticket}: {place}: {column} is {stored}, and should be {right}"),
    "counter_differs": marked("counters: {unit} {view} is {stored}, and should be {right}"),
}
#: What can be worked out anew from the ledger, and is by `rexian verify --rebuild`.
REBUILT = frozenset(
    {"row_missing", "row_surplus", "row_differs", "counter_differs", "caller_differs"}
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is amiss.

    Attributes:
        kind: of `KINDS`.
        about: what its sentence names; `ticket`, `record`, `checkpoint` and so on.
    """

    kind: str
    about: Mapping[str, Any]

    def line(self) -> str:
        """Tell it in the interface language."""
        place = " ".join(filter(None, (self.about.get("table"), self.about.get("key"))))
        return _(KINDS[self.kind]).format(place=place, **self.about)


@dataclass(slots=True)
class Findings:
    """What has been found so far.

    Attributes:
        kept: the first `MOST` of them.
        more: how many there are besides.
    """

    kept: list[Finding] = field(default_factory=list)
    more: int = 0

    def add(self, kind: str, **about: Any) -> None:
        """Add one."""
        if len(self.kept) < MOST:
            self.kept.append(Finding(kind, about))
        else:
            self.more += 1
