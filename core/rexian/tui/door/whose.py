"""Choosing whose rules apply, among what is installed."""

from __future__ import annotations

import asyncio

from textual.widgets import Select

from rexian.discovery import load_all
from rexian.errors import InputError
from rexian.i18n import _, language


class Whose(Select[str]):
    """The installed jurisdictions by the names of their places; loading them takes a moment."""

    def __init__(self) -> None:
        super().__init__([], prompt=_("loading ..."), id="whose")

    async def load(self) -> None:
        """Fill it in.

        Raises:
            InputError: none is installed.
        """
        found = await asyncio.to_thread(load_all)
        if not found:
            raise InputError(_("no jurisdiction is installed: install the plugin of one"))
        english = language() == "en"
        named = [(each.document.place[english], each) for each in found.values()]
        options = [(f"{place}  {each.document.label()}", each.id) for place, each in named]
        self.prompt = _("choose one")
        self.set_options(options)
        self.value = options[-1][1]

    @property
    def chosen(self) -> str | None:
        """The id of the one that is chosen."""
        return None if self.selection is None else self.selection
