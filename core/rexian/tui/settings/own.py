"""What is one's own: language, colours, password."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rexian.desk.seat import Seat
from rexian.i18n import _, language, marked
from rexian.people.actor import Actor
from rexian.people.kept import keep_token, kept_token
from rexian.people.preferences import LANGUAGE, THEME, preferences_of
from rexian.people.preferring import LANGUAGES, LOOKS, PREFERENCES, settle
from rexian.people.sessions import OwnPassword, change_own_password, limits_of
from rexian.settings.language import VARIABLE
from rexian.tui.people.passwords import new_password, password_lines
from rexian.tui.views import View, ViewsPage
from rexian.tui.widgets.filling import Choice, Filling, Line, Values, words_of
from rexian.tui.widgets.sheet import Column, Row

_PASSWORD = "password"  # noqa: S105 - the name of a row


@dataclass(frozen=True, slots=True)
class Own:
    """One thing that a user settles for himself; `note` says what else is to be known."""

    id: str
    label: str
    value: str
    note: str


class OwnView(View[Own]):
    """What is one's own."""

    id: ClassVar[str] = "own"
    label: ClassVar[str] = marked("one's own")
    key: ClassVar[str] = "o"

    def columns(self) -> Sequence[Column]:
        """Return its columns."""
        return (Column(_("setting"), 12), Column(_("value"), 16), Column("", 30, share=1))

    def read(self, seat: Seat, _sought: str) -> Sequence[Own]:
        """Return what somebody has settled, and what holds where nothing is."""
        with seat.deployment.store.reading() as conn:
            found = preferences_of(conn, seat.actor.username)
        fixed = (
            _("fixed by {variable}").format(variable=VARIABLE) if os.environ.get(VARIABLE) else ""
        )
        spoken = LANGUAGES.label(found.get(LANGUAGE) or language())
        look = LOOKS.label(found.get(THEME) or LOOKS.ids[0])
        return (
            Own(LANGUAGE, _("language"), spoken, fixed or _note(LANGUAGE, found)),
            Own(THEME, _("colours"), look, _note(THEME, found)),
            Own(_PASSWORD, _("password"), "********", _("Enter sets another one")),
        )

    def row(self, item: Own) -> Row:
        """Return one of them as a row."""
        return Row(item.id, (item.label, item.value, item.note), tones={2: "dim"})

    def told(self, item: Own) -> str:
        """Tell everything about one of them."""
        return "\n".join(filter(None, (f"{item.label}: {item.value}", item.note)))

    def can(self, _actor: Actor) -> Collection[str]:
        """Return what somebody may do: everything is his own."""
        return {"change"}

    async def choose(self, page: ViewsPage, item: Own) -> None:
        """Settle it otherwise."""
        await self.do(page, "change", item)

    async def do(self, page: ViewsPage, _action: str, item: Own | None) -> None:
        """Settle something otherwise, at once."""
        if item is None:
            return
        if item.id == _PASSWORD:
            await _renew(page)
        elif await page.app.push_screen_wait(_preferring(item)):
            page.bench.settle_preferences()


def _note(name: str, found: Mapping[str, str]) -> str:
    return _("chosen by yourself") if name in found else _("by default")


def _preferring(item: Own) -> Filling[bool]:
    words = words_of(PREFERENCES[item.id])
    chosen = next((key for key, label in words if label == item.value), None)

    def work(seat: Seat, values: Values) -> bool:
        settle(seat.deployment.store, seat.actor, {item.id: values["value"] or ""})
        return True

    choice = Choice("value", item.label, words, chosen, blank=_("by default"))
    return Filling(item.label, [choice], work)


async def _renew(page: ViewsPage) -> None:
    """Have somebody set another password; his session goes on under a new token."""
    line = page.bench.line
    if line is None:
        return
    token = await page.app.push_screen_wait(_renewing(line.token))
    if token is not None:
        line.token = token
        page.notify(_("the password is set"))


def _renewing(before: str) -> Filling[str]:
    """Return a dialog that sets one's own password; it is answered with a token."""

    def work(seat: Seat, values: Values) -> str:
        place = seat.deployment
        new, _made_up = new_password(values)
        wanted = OwnPassword(seat.actor.username, values["present"], new)
        limits = limits_of(place.settings)
        token = change_own_password(place.store, wanted, place.now(), limits)
        if kept_token(place.settings.database) == before:
            keep_token(place.settings.database, token)
        return token

    present = Line("present", _("present password"), secret=True)
    return Filling(_("password"), [present, *password_lines(needed=True)], work)
