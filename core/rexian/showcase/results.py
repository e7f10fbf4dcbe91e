"""What a month at the desk comes to: its figures by unit, and the same tickets everywhere else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import func, select

from rexian.instants import format_instant
from rexian.jurisdictions import Jurisdiction
from rexian.lab.assess import How
from rexian.lab.assess_report import Ranks, report
from rexian.lab.compare import Comparison, compare
from rexian.lab.storecorpus import corpus_of_store
from rexian.lifecycle.moment import Objection
from rexian.showcase.founding import Staged
from rexian.showcase.month import Day, Play
from rexian.showcase.performer import Refusal
from rexian.store.schema import events, tickets


def worked_out(play: Play, places: Sequence[Jurisdiction]) -> dict[str, Any]:
    """Return the comparison of several places over a month's tickets, and the month's assessment.

    The assessment stands under the key `assessment` of CONTRACT's report of a comparison.
    """
    ruler = play.deployment.rules.ruler
    with play.deployment.store.reading() as connection:
        whole = corpus_of_store(connection)
        own = corpus_of_store(connection, play.month)
    how = How(ruler.calendars, ruler.readings)
    return {
        **compare(whole, places, Comparison(ruler.calendars)),
        "assessment": report(own, ruler.jurisdiction, play.month, how, Ranks()),
    }


def told(staged: Staged, days: Sequence[Day]) -> dict[str, Any]:
    """Return what happened at the desk day by day, as JSON can hold it."""
    play = staged.play
    with play.deployment.store.reading() as connection:
        stages = connection.execute(
            select(tickets.c.stage, func.count().label("n"))
            .group_by(tickets.c.stage)
            .order_by(tickets.c.stage)
        )
        return {
            "jurisdiction": play.deployment.rules.ruler.jurisdiction.id,
            "month": str(play.month),
            "seed": play.seed,
            "config": str(staged.config),
            "stages": {row.stage: row.n for row in stages},
            "tickets": connection.scalar(select(func.count()).select_from(tickets)),
            "records": connection.scalar(select(func.count()).select_from(events)),
            "days": [_day(day) for day in days],
            "refused": [_refusal(each) for day in days for each in day.refused],
        }


def total(days: Sequence[Day]) -> Counter[str]:
    """Return how often each command was carried out in all."""
    return sum((day.taken for day in days), Counter[str]())


def _day(day: Day) -> dict[str, Any]:
    return {
        "on": day.on.isoformat(),
        "commands": dict(sorted(day.taken.items())),
        "fell_due": day.fell_due,
        "grounds": day.grounds,
        "refused": len(day.refused),
    }


def _refusal(refused: Refusal) -> dict[str, Any]:
    return {
        "at": format_instant(refused.at),
        "number": refused.number,
        "command": refused.command,
        "why": refused.told,
        "objections": [_objection(each) for each in refused.objections],
    }


def _objection(objection: Objection) -> Mapping[str, Any]:
    return {
        "id": objection.id,
        "question": objection.question,
        "about": list(objection.about),
        "citations": [dict(citation) for citation in objection.citations],
    }
