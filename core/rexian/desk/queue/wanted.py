"""Which tickets somebody wants to see, in which order."""

from __future__ import annotations

from dataclasses import dataclass

from rexian.lifecycle.stages import PENDING, STAGES, UNDER_WAY
from rexian.model.terms import Term, Terms

#: Queues across the stages: what time and supervision press for.
PRESSING = Terms(
    "queue",
    (
        Term("overdue", "超期", "overdue"),
        Term("due_today", "今日到期", "due today"),
        Term("supervised", "督办", "under supervision"),
    ),
)
#: Every queue: what presses, what waits to be decided, and the stages.
VIEWS = Terms("queue", (*PRESSING, *PENDING, *STAGES))
#: The queues that a desk works from, in the order of the work; they are shown even when empty.
SAVED = (
    "received",
    "accepted",
    "dispatched",
    "handling",
    "due_today",
    "overdue",
    "return",
    "extension",
    "replied",
    "closed",
    "supervised",
)
#: The queues whose tickets are all open.
OPEN = UNDER_WAY | set(PENDING.ids)
#: By what tickets are put in order.
ORDERS = Terms(
    "order",
    (
        Term("due", "到期", "due"),
        Term("received", "来件", "received"),
        Term("number", "编号", "number"),
        Term("unit", "单位", "unit"),
        Term("stage", "环节", "stage"),
        Term("kind", "类别", "kind"),
    ),
)
#: How many tickets a page has.
PAGE = 50


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which tickets somebody wants to see.

    Attributes:
        view: a queue of `VIEWS`; None for every ticket that is open, or that is found.
        unit: whose tickets; those of the units below it are among them. None for all that he sees.
        text: what the number, the title or the name of the host holds.
        limit: how many at most, where they are read page by page.
        after: the number of the last one of the page before.
        order: of `ORDERS`; among equals the next due comes first.
        backward: the other way round; what lacks that by which it is put in order stays last.
        within: seconds within which they are due; what is overdue already is among them.
        callers: tags of one caller, see `searching.callers_of`; None for anybody's tickets.
    """

    view: str | None = None
    unit: str | None = None
    text: str = ""
    limit: int = PAGE
    after: str | None = None
    order: str = "due"
    backward: bool = False
    within: int | None = None
    callers: tuple[str, ...] | None = None

    @property
    def is_search(self) -> bool:
        """Whether they are looked for among all tickets, those long over among them."""
        return bool(self.text) or self.callers is not None

    @property
    def is_plain(self) -> bool:
        """Whether it is one whole queue of the stages, the next due first."""
        plain = self.order == "due" and not self.backward and self.within is None
        return plain and not self.is_search and self.view not in PRESSING
