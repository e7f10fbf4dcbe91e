"""The line of keys at the foot: what fits, what is left out, and what the mouse does with it."""

from rexian.tui.widgets.keybar import Keybar, Told, fitting
from textual.app import App
from textual.binding import Binding
from textual.widgets import Input


def told(*descriptions):
    """Keys of two cells and a gap each, beside what they do."""
    return [Told(each, "F", each, each, enabled=True) for each in descriptions]


def fit(room, *descriptions):
    return [each.description for each in fitting(told(*descriptions), room)]


def test_what_comes_first_is_kept_and_nothing_is_cut():
    # " F " and "ab " are six cells each.
    assert fit(18, "ab", "cd", "ef") == ["ab", "cd", "ef"]
    assert fit(17, "ab", "cd", "ef") == ["ab", "cd"]
    assert fit(11, "ab", "cd", "ef") == ["ab"]
    assert fit(5, "ab", "cd", "ef") == []


def test_a_key_that_is_less_never_takes_the_room_of_one_that_is_more():
    assert fit(14, "ab", "a longer one", "ef") == ["ab"]


def test_help_is_kept_wherever_it_stands():
    assert fit(14, "ab", "cd", "help") == ["ab", "help"]
    assert fit(14, "help", "ab", "cd") == ["help", "ab"]


def test_chinese_takes_two_cells_a_character():
    assert told("签收")[0].width == 8


class Desk(App):
    BINDINGS = (
        Binding("f2", "add", "add"),
        Binding("f3", "add", "add again"),
        Binding("f4", "bar", "bar"),
        Binding("f5", "clear", "clear", show=False),
    )
    ENABLE_COMMAND_PALETTE = False

    def __init__(self):
        super().__init__()
        self.done, self.barred, self.drawn = [], False, 0

    def compose(self):
        yield Input()
        yield Counted()

    def check_action(self, action, _parameters):
        return None if action == "bar" and self.barred else True

    def action_add(self):
        self.done.append("add")

    def action_bar(self):
        self.done.append("bar")


class Counted(Keybar):
    def render(self):
        self.app.drawn += 1
        return super().render()


async def test_each_action_is_told_once_by_its_first_key():
    async with Desk().run_test() as pilot:
        await pilot.pause()
        assert pilot.app.query_one(Keybar).render().plain == " f2 add  f4 bar "


async def test_it_is_drawn_anew_only_when_it_says_something_else():
    async with Desk().run_test() as pilot:
        app = pilot.app
        await pilot.pause()
        drawn = app.drawn
        app.refresh_bindings()
        await pilot.pause()
        assert app.drawn == drawn
        app.barred = True
        app.refresh_bindings()
        await pilot.pause()
        assert app.drawn == drawn + 1
        [_add, bar] = app.query_one(Keybar).shown
        assert not bar.enabled


async def test_a_click_presses_the_key_unless_it_does_nothing_now():
    async with Desk().run_test() as pilot:
        app = pilot.app
        await pilot.pause()
        await pilot.click(Keybar, offset=(3, 0))
        await pilot.click(Keybar, offset=(9, 0))
        await pilot.click(Keybar, offset=(40, 0))
        assert app.done == ["add", "bar"]
        app.barred = True
        app.refresh_bindings()
        await pilot.pause()
        await pilot.click(Keybar, offset=(9, 0))
        assert app.done == ["add", "bar"]


async def test_what_is_pointed_at_stands_out():
    async with Desk().run_test() as pilot:
        bar = pilot.app.query_one(Keybar)
        await pilot.pause()
        before = bar.render().spans
        await pilot.hover(Keybar, offset=(9, 0))
        assert bar.render().spans != before
        await pilot.hover(Input)
        assert bar.render().spans == before


async def test_a_narrow_line_leaves_out_the_last():
    async with Desk().run_test(size=(12, 5)) as pilot:
        await pilot.pause()
        bar = pilot.app.query_one(Keybar)
        assert bar.render().plain == " f2 add "
        assert [each.key for each in bar.left_out] == ["f4"]
