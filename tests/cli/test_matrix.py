"""The matrix at the command line: legible where there is room, folded where there is less."""

from collections import Counter

import pytest
from rexian.analysis.relation import Relation
from rexian.cli.show_matrix import show
from rexian.documents.comparison import Asked, Comparison, Place, Standing

SAME, STRICTER, ONLY = Relation.SAME, Relation.STRICTER, Relation.ONLY_SECOND


def asked(**counts):
    labels = {"sign": "signing", "close": "closing"}
    return tuple(Asked(name, labels[name], Counter(found)) for name, found in counts.items())


@pytest.fixture
def comparison():
    hill, lake, moor = (Place(name, name.title(), name, "1") for name in ("hill", "lake", "moor"))
    return Comparison(
        (hill, lake, moor),
        (
            Standing(hill, lake, Counter({SAME: 12, STRICTER: 3}),
                     asked(close={SAME: 12, STRICTER: 3})),
            Standing(hill, moor, Counter({ONLY: 2}), asked(sign={ONLY: 2})),
            Standing(lake, moor, Counter({ONLY: 2}), asked(sign={ONLY: 2})),
        ),
    )  # fmt: skip


@pytest.fixture
def told(comparison, monkeypatch, capsys):
    monkeypatch.setenv("REXIAN_LANG", "en")

    def lines(columns):
        monkeypatch.setenv("COLUMNS", str(columns))
        show(comparison)
        return [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]

    return lines


def test_a_triangle_then_question_by_question(told):
    lines = told(200)
    assert lines[1:] == [
        "2 3",
        "1 Hill =12 <3 B2",
        "2 Lake B2",
        "3 Moor",
        "",
        "question 1-2 1-3 2-3",
        "signing B2 B2",
        "closing =12 <3",
    ]


def test_pairs_fold_where_there_is_no_room(told):
    lines = told(36)
    heads = [line for line in lines if line.startswith("question")]
    assert heads == ["question 1-2 1-3", "question 2-3"]
    assert [line for line in lines if line.startswith("closing")] == ["closing =12 <3", "closing"]


def test_the_legend_says_what_each_mark_means(told):
    legend = " ".join(told(200)[:1])
    for mark in ("= the same", "< A stricter", "> A looser", "A only A", "B only B",
                 "# not comparable"):  # fmt: skip
        assert mark in legend
