"""Every page of the workbench on the screens that people have, by program.

A page that is added to `PLACES` is looked at by itself. What is found is said line by line.
"""

import gettext
import re
import unicodedata
from pathlib import Path

import pytest
import rexian
from rexian.tui.bench import Dialog
from rexian.tui.places import PLACES
from rexian.tui.widgets.keybar import Keybar
from rexian.tui.widgets.masthead import Masthead
from rexian.tui.widgets.sheet import Sheet
from rich.cells import cell_len

pytestmark = pytest.mark.documents
SIZES = ((80, 24), (100, 30), (140, 40))
#: Keys that leave a page, or write a file.
LEFT_ALONE = {"x", "q"}
CATALOGUE = gettext.translation(
    "rexian", Path(rexian.__file__).parent / "locales", languages=["zh"]
)


def lines(screen):
    return ["".join(s.text for s in strip) for strip in screen._compositor.render_strips()]


def uneven(screen):
    """Lines that are not as wide as the screen."""
    width = screen.size.width
    return [f"{cell_len(line)} cells: {line}" for line in lines(screen) if cell_len(line) != width]


def unsteady(screen):
    """Characters that some terminals draw wider than others, where columns stand."""
    shown = lines(screen)
    for widget in screen.query("Sheet, Keybar, Masthead"):
        region = widget.region.intersection(screen.region)
        for line in shown[region.y : region.bottom] if widget.display else ():
            # Whatever stands to its left may hold anything.
            text = within(line, region.x, region.right)
            found = {c for c in text if unicodedata.east_asian_width(c) == "A"}
            # Scroll bars and frames are lines and blocks, which every terminal draws in one cell.
            found = {c for c in found if not 0x2500 <= ord(c) < 0x25A0}
            if found:
                yield f"{type(widget).__name__}: {sorted(found)} in {text.strip()}"


def within(line, left, right):
    """The part of a line between two cells."""
    at, found = 0, []
    for character in line:
        if left <= at < right:
            found.append(character)
        at += cell_len(character)
    return "".join(found)


def cut(screen, language):
    """Keys that the line at the foot cuts or leaves out, and places that the masthead does."""
    for bar in screen.query(Keybar):
        line = lines(screen)[bar.region.y]
        told = [f" {each.shown} {each.description}" for each in bar.shown]
        yield from (
            f"the line at the foot has no {each}: {line}" for each in told if each not in line
        )
        left = [each.action for each in bar.left_out]
        # In English some pages have more to say than a small terminal holds.
        if left and (language == "zh" or screen.size.width > SIZES[0][0] or "help" in left):
            yield f"the line at the foot leaves out {left}: {line}"
    for masthead in screen.query(Masthead):
        told = lines(screen)[masthead.region.y]
        for place in PLACES:
            if f" {place.key} " not in told:
                yield f"the masthead has no {place.key}: {told}"


def outside(screen):
    """Widgets that stand where nobody sees them."""
    if screen.max_scroll_x or screen.max_scroll_y:
        yield f"the screen scrolls by {screen.max_scroll_x}, {screen.max_scroll_y}"
    for widget in screen.walk_children():
        scrolled = any(each.is_scrollable for each in widget.ancestors[:-1] if each is not screen)
        shown = widget.display and widget.region.area and not scrolled
        if shown and not screen.region.contains_region(widget.region):
            yield f"{widget!r} at {widget.region}"


def untranslated(screen):
    """English messages on a Chinese screen, though the catalogue has their Chinese."""
    for line in lines(screen):
        for phrase in re.split(r"\s{2,}|[│┃▌▎▊]", line):
            # A key may stand before what it does.
            text = re.sub(r"^(.|f\d+|\^.) ", "", phrase.strip())
            if re.search("[a-z]{2}", text) and CATALOGUE.gettext(text) != text:
                yield f"{text!r} in {line.strip()}"


def amiss(screen, language):
    found = [*uneven(screen), *unsteady(screen), *cut(screen, language), *outside(screen)]
    return [*found, *untranslated(screen)] if language == "zh" else found


def at(screen, size, problems):
    name = type(screen).__name__
    return [f"{name} {size[0]}x{size[1]}: {each}" for each in problems]


@pytest.fixture
def busy(open_desk):
    """A desk with tickets at several stages, one of them late and with a wide title."""
    desk = open_desk()
    desk.new(title="“小区”夜间施工——扰民…①")
    desk.dispatched(title="物业费" * 30)
    desk.signed(title="停水")
    desk.at("2026-03-20T09:00").tick()
    return desk


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_every_page_fits_every_screen(busy, workbench, language):
    found = []
    async with workbench(busy, "admin", language=language) as bench:
        for place in PLACES:
            await bench.press(place.key)
            for size in SIZES:
                await bench.pilot.resize_terminal(*size)
                await bench.settled()
                found += at(bench.screen, size, amiss(bench.screen, language))
    assert "\n".join(found) == ""


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.id)
async def test_every_dialog_fits_the_smallest_screen(busy, workbench, place, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    found, size = [], SIZES[0]
    async with workbench(busy, "clerk", size=size) as bench:
        await bench.press(place.key)
        page = bench.screen
        for key in simple_keys(page):
            await bench.press(key)
            if isinstance(bench.screen, Dialog):
                found += at(bench.screen, size, amiss(bench.screen, "zh"))
            for _close in range(3):
                if bench.screen is not page:
                    await bench.press("escape")
    assert "\n".join(found) == ""


def simple_keys(page):
    """Single letters and function keys that do something on a page itself."""
    for key, active in page.active_bindings.items():
        simple = re.fullmatch(r"[a-z]|f\d+|question_mark", key) and key not in LEFT_ALONE
        if simple and active.enabled and active.node is page:
            yield key


def test_what_is_too_wide_is_found():
    assert within("|中文|ab", 1, 5) == "中文"
    assert cell_len("中文") == 4
    assert CATALOGUE.gettext("unit") == "单位"
    assert issubclass(Sheet, object)
