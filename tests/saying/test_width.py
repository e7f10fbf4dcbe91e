"""Lines that fit a column."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rexian.saying.width import fitted
from rich.cells import cell_len


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("由热线办派单", 8, ["由热线办", "派单"]),
        ("由热线办；派单", 8, ["由热线", "办；派单"]),
        ("截至2026-03-04 24:00止", 10, ["截至", "2026-03-04", "24:00止"]),
        ("an ordinary sentence", 12, ["an ordinary", "sentence"]),
        ("一\n二", 8, ["一", "二"]),
        ("按（某）办", 6, ["按", "（某）", "办"]),
        ("", 8, [""]),
    ],
)
def test_where_lines_break(text, width, lines):
    assert fitted(text, width).split("\n") == lines


PIECES = st.sampled_from(["一二；", "（三）", "12 ", "ab、", "“四", "五”。", " "])


@given(st.lists(PIECES, max_size=20).map("".join), st.integers(12, 30))
def test_nothing_is_lost_and_nothing_is_too_wide(text, width):
    lines = fitted(text, width).split("\n")
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert max(map(cell_len, lines)) <= width
    assert not any(line.startswith(tuple("；）、”。")) for line in lines)
