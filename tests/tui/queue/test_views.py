"""The names of the queues: which are named, and how they are broken into lines."""

from hypothesis import given
from hypothesis import strategies as st
from rexian.desk.queue import SAVED, VIEWS
from rexian.tui.queue.views import broken, named


def test_the_queues_to_work_from_are_named_even_when_empty():
    labels = "待受理 待派单 待签收 在办 今日到期 超期 退单待审 延期待审 待审批 待回访 督办"
    assert [VIEWS.label(view, "zh") for view in named({}, everything=False)] == labels.split()


def test_others_are_named_where_something_stands_in_them():
    counts = {"closing": 2, "archived": 5, "void": 0}
    assert named(counts, everything=False) == [*SAVED, "closing"]
    assert named(counts, everything=True) == [*SAVED, "closing", "archived"]


@given(st.lists(st.integers(1, 40), max_size=30), st.integers(1, 120))
def test_lines_hold_every_name_once_and_fit(lengths, room):
    lines = list(broken(lengths, room))
    assert [place for a, b in lines for place in range(a, b)] == list(range(len(lengths)))
    for a, b in lines:
        assert b - a == 1 or sum(lengths[a:b]) + 2 * (b - a - 1) <= room
