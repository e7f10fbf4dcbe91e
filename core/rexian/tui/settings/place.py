"""How the place is set up: every setting of its file, and what is well and what is not."""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from typing import ClassVar

from rexian.clock import zone_offset
from rexian.desk.doctor import check_place
from rexian.desk.seat import Seat
from rexian.i18n import _, marked
from rexian.people.actor import Actor
from rexian.people.permissions import allowed
from rexian.saying.settings import say_check, say_source, say_value
from rexian.settings.checks import SUBJECTS, Check
from rexian.settings.showing import Shown, shown
from rexian.tui.views import View, ViewsPage
from rexian.tui.widgets.sheet import Column, Row

_TONES = {"ok": "calm", "mind": "soon", "mend": "late"}


class FileView(View[Shown]):
    """The settings as they stand in the file."""

    id: ClassVar[str] = "file"
    label: ClassVar[str] = marked("the file")
    key: ClassVar[str] = "f"

    def open_to(self, actor: Actor) -> bool:
        """Whether somebody may look: in a browser he is not on the machine itself."""
        return allowed(actor, "maintain", own=False)

    def columns(self) -> Sequence[Column]:
        """Return its columns."""
        return (
            Column(_("setting"), 18),
            Column(_("value"), 40, share=3),
            Column(_("whence"), 14, share=1),
        )

    def read(self, seat: Seat, _sought: str) -> Sequence[Shown]:
        """Return the settings, in the order of the file."""
        return shown(seat.deployment.settings)

    def row(self, item: Shown) -> Row:
        """Return a setting as a row."""
        tone = "dim" if item.source == "default" else ""
        return Row(item.key, (item.key, say_value(item.value), say_source(item.source)), tone=tone)

    def told(self, item: Shown) -> str:
        """Tell everything about a setting."""
        return f"{item.key} = {say_value(item.value)}\n{say_source(item.source)}"

    def can(self, _actor: Actor) -> Collection[str]:
        """Return what somebody may do: the file is written at the command line."""
        return {"export"}

    async def do(self, page: ViewsPage, _action: str, _item: Shown | None) -> None:
        """Hand the list out."""
        await page.hand_out_rows("settings.xlsx", _("settings"))


class ChecksView(View[Check]):
    """What is well and what is not; the same as `rexian doctor` tells."""

    id: ClassVar[str] = "checks"
    label: ClassVar[str] = marked("checks")
    key: ClassVar[str] = "h"
    lasting: ClassVar[bool] = True

    def open_to(self, actor: Actor) -> bool:
        """Whether somebody may look: in a browser he is not on the machine itself."""
        return allowed(actor, "maintain", own=False)

    def columns(self) -> Sequence[Column]:
        """Return its columns."""
        return (
            Column("", 8),
            Column(_("what is checked"), 14),
            Column(_("how it stands"), 30, share=2),
            Column(_("how to mend it"), 22, share=1),
        )

    def read(self, seat: Seat, _sought: str) -> Sequence[Check]:
        """Check everything."""
        place = seat.deployment
        return list(check_place(place.settings, place.now(), os.environ, zone_offset()))

    def row(self, item: Check) -> Row:
        """Return a check as a row."""
        cells = (say_check(item.state), SUBJECTS.label(item.subject), item.told, item.how)
        return Row(f"{item.subject} {item.told}", cells, tones={0: _TONES[item.state]})

    def told(self, item: Check) -> str:
        """Tell everything about a check."""
        lines = [f"{say_check(item.state)} {SUBJECTS.label(item.subject)}", "", item.told]
        return "\n".join([*lines, "", item.how] if item.how else lines)

    def can(self, _actor: Actor) -> Collection[str]:
        """Return what somebody may do."""
        return {"export"}

    async def do(self, page: ViewsPage, _action: str, _item: Check | None) -> None:
        """Hand the list out."""
        await page.hand_out_rows("checks.xlsx", _("checks"))
