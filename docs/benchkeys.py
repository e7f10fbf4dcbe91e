"""What docs/workbench.md tells of the workbench's keys, page by page, read off its bindings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module

from rexian.i18n import _, speaking
from rexian.pages.markdown import as_code, plain, table
from rexian.tui.act.dialog import ActDialog
from rexian.tui.act.menu import CommandMenu
from rexian.tui.app import Workbench
from rexian.tui.compare.corpus import CorpusPage
from rexian.tui.page import Page
from rexian.tui.places import PLACES
from rexian.tui.queue.page import Tickets
from rexian.tui.rules.trying import TryPage
from rexian.tui.ticket.page import TicketPage
from rexian.tui.widgets.sheet import Sheet
from textual.binding import Binding, BindingsMap
from textual.dom import DOMNode
from textual.keys import format_key

_HEADS = {"en": ("key", "what it does"), "zh": ("键", "作用")}
#: What is listed besides the places, by the name of its table.
_BESIDES: dict[str, tuple[type[DOMNode], ...]] = {
    "everywhere": (Workbench, Page),
    "lists": (Sheet,),
    "ticket": (TicketPage,),
    "menu": (CommandMenu,),
    "dialog": (ActDialog,),
    "trial": (TryPage,),
    "corpus": (CorpusPage,),
}
#: What these bind stands in tables of its own.
_SHARED = (Page, Sheet)


def tables() -> dict[str, tuple[type[DOMNode], ...]]:
    """Return whose keys each table holds."""
    places: dict[str, tuple[type[DOMNode], ...]] = {
        place.id: (getattr(import_module(place.module), place.page),) for place in PLACES
    }
    return {**places, **_BESIDES, "queue": (*places["queue"], Tickets)}


def keys(classes: Sequence[type[DOMNode]], language: str) -> str:
    """Return a table of what the keys of these classes do, but for what every page has."""
    found: dict[str, list[str]] = {}
    with speaking(language):
        for each in classes:
            for key, binding in _own(each):
                found.setdefault(_(binding.description), []).append(_shown(key, binding))
    rows = [(" ".join(map(as_code, named)), plain(told)) for told, named in found.items()]
    return table(_HEADS[language], rows)


def _own(of: type[DOMNode]) -> Iterator[tuple[str, Binding]]:
    """Yield what a class and those of this house above it bind, the nearest one first."""
    taken = set[str]()
    for each in of.__mro__:
        ours = each.__module__.startswith("rexian.")
        if not ours or (each in _SHARED and each is not of):
            continue
        for key, binding in BindingsMap(vars(each).get("BINDINGS", ())):
            if key not in taken and binding.description:
                taken.add(key)
                yield key, binding


def _shown(key: str, binding: Binding) -> str:
    if binding.key_display:
        return binding.key_display
    return "+".join(format_key(part) if len(part) > 1 else part for part in key.split("+"))
