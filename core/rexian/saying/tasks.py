"""Tasks in words, and as JSON: what is to be done, whose it is, and where that is laid down."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rexian.desk.tasks import Task, binding
from rexian.duties.parties import PARTIES
from rexian.instants import format_instant
from rexian.jurisdictions import Jurisdiction
from rexian.tellers import locators


def told(jurisdiction: Jurisdiction, found: Sequence[Task]) -> list[dict[str, Any]]:
    """Return tasks as JSON can hold them."""
    known = Known(jurisdiction)
    return [
        {
            "id": task.id,
            "state": task.state,
            "due_on": task.due_on.isoformat(),
            "clause": task.clause,
            "duty": task.about,
            "label": known.labels(task),
            "who": task.who,
            "fell_due": _instant(task.fell_due),
            "done_at": _instant(task.done_at),
            "done_by": task.done_by,
        }
        for task in found
    ]


class Known:
    """What a jurisdiction says today of the duties that tasks come from."""

    def __init__(self, jurisdiction: Jurisdiction) -> None:
        self._jurisdiction = jurisdiction
        self._duties = {found.duty.id: found for found in binding(jurisdiction)}

    def label(self, task: Task) -> str:
        """Return what is to be done; of a duty that is no more, its id."""
        found = self._duties.get(task.about)
        return found.duty.label() if found else task.about

    def labels(self, task: Task) -> dict[str, str]:
        """Return what is to be done in both languages."""
        found = self._duties.get(task.about)
        zh, en = (found.duty.zh, found.duty.en) if found else (task.about, task.about)
        return {"zh": zh, "en": en}

    def told(self, task: Task) -> str:
        """Say whose task it is, and where that is laid down."""
        found = self._duties.get(task.about)
        who = task.who and (PARTIES.label(task.who) if task.who in PARTIES else task.who)
        cited = self._jurisdiction.citations(found.layer, found.duty.per) if found else ()
        return " ".join([*([who] if who else []), *(f"[{where}]" for where in locators(cited))])


def _instant(at: int | None) -> str | None:
    return None if at is None else format_instant(at)
