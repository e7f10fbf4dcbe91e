"""The keys of every page: each does one thing, is told of in both languages, and can be found."""

from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest
import rexian.tui
from rexian.tui.palette import Commands
from rexian.tui.places import PLACES
from test_i18n import wrapped
from textual.binding import BindingsMap
from textual.dom import DOMNode

pytestmark = pytest.mark.documents
MESSAGES = set(wrapped())
#: Keys that mean the same everywhere, to whatever has the focus first.
EVERYWHERE = {"escape", "enter", "tab", "shift+tab"}


def modules():
    for found in walk_packages(rexian.tui.__path__, "rexian.tui."):
        yield import_module(found.name)


def bound():
    """Every class of the workbench that has keys, with them."""
    for module in modules():
        for each in vars(module).values():
            own = isinstance(each, type) and each.__module__ == module.__name__
            if own and issubclass(each, DOMNode) and "BINDINGS" in vars(each):
                yield each, list(BindingsMap(each.BINDINGS))


def test_whatever_a_key_does_is_a_message_of_the_catalogue():
    told = {(c.__name__, b.description) for c, keys in bound() for _key, b in keys}
    assert len(told) > 30
    assert {each for each in told if each[1] and each[1] not in MESSAGES} == set()
    assert {place.label for place in PLACES} <= MESSAGES


def test_whatever_is_offered_in_a_footer_says_what_it_does():
    silent = [
        (c.__name__, k) for c, keys in bound() for k, b in keys if b.show and not b.description
    ]
    assert [each for each in silent if each[1] not in EVERYWHERE] == []


def test_every_place_has_a_key_of_its_own():
    assert len({place.key for place in PLACES}) == len({place.id for place in PLACES})
    assert [place.key for place in PLACES] == sorted(place.key for place in PLACES)


def clashes(screen):
    """Keys that would do one thing or another, depending on what has the focus."""
    taken = {}
    for node, bindings in screen._binding_chain:
        for key, binding in bindings:
            ours = binding.description in MESSAGES and key not in EVERYWHERE
            if ours and _is_offered(screen, node, binding):
                taken.setdefault(key, set()).add(binding.action)
    return {key: actions for key, actions in taken.items() if len(actions) > 1}


def _is_offered(screen, node, binding):
    return screen.app._check_action_state(binding.action, node)


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.id)
async def test_keys_of_a_page(desk, workbench, place):
    desk.dispatched()
    async with workbench(desk, "admin", size=(100, 90), language="en") as bench:
        await bench.press(place.key)
        page = bench.screen
        assert clashes(page) == {}
        told = {each.binding.description for each in page.active_bindings.values()} - {""}
        names = [hit.text async for hit in Commands(page).discover()]
        enabled = {e.binding.description for e in page.active_bindings.values() if e.enabled}
        for each in enabled - {""}:
            assert any(name.startswith(f"{each}  (") for name in names), each
        await bench.press("question_mark")
        assert bench.screen.is_modal
        shown = bench.told
        assert [each for each in told if " ".join(each.split()) not in shown] == []
        assert page.HELP in MESSAGES


def test_pages_stand_where_places_say():
    for place in PLACES:
        page = getattr(import_module(place.module), place.page)
        assert Path(import_module(place.module).__file__).name == "page.py"
        assert place.open().__class__ is page
