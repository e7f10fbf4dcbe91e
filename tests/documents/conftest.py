"""A comparison of three made-up places, as the faces word one."""

from collections import Counter

import pytest
from rexian.analysis.relation import Relation
from rexian.documents.comparison import (
    Asked,
    Comparison,
    Example,
    Group,
    Place,
    Said,
    Standing,
)


def asked(name, label, *groups):
    return Asked(name, label, Counter(group.relation for group in groups), groups)


def standing(first, second, *questions):
    totals = Counter(group.relation for found in questions for group in found.groups)
    return Standing(first, second, totals, questions)


@pytest.fixture
def places():
    return (
        Place("hill", "Hill", "Rules of <Hill> [hill]", "2024", ("closing=strict",)),
        Place("lake", "Lake", "Rules of Lake [lake]", "2023"),
        Place("lake+faster", "Lake+faster", "Rules of Lake [lake+faster]", "2023"),
    )


@pytest.fixture
def groups():
    """One group that is mixed, with everything a group may hold, and one that is the same."""
    mixed = Group(
        "close",
        Relation.INCOMPARABLE,
        "kind is help & <more>",
        Said("3 wd", "art 1", ("close.help",)),
        Said("4 d", "art 2; art 3", ("close.help", "close.more")),
        ("from 2026-03-02: Hill 03-05, Lake 03-06", "from 2026-03-06: Hill 03-11, Lake 03-10"),
        Example(
            "kind help",
            (("Hill", "3 wd [art 1]"), ("Lake", "=4 d")),
            "- ticket: {kind: help}\n- ticket: {kind: help}\n",
        ),
    )
    alike = Group("close", Relation.SAME, "=1+1", Said("5 wd", "art 4"), Said("5 wd"))
    return mixed, alike


@pytest.fixture
def comparison(places, groups):
    """Hill and lake differ on closing, lake alone speaks on signing; the rest is the same."""
    hill, lake, faster = places
    mixed, alike = groups
    alone = Group("sign", Relation.ONLY_SECOND, "in every case", Said("not laid down"), Said("1 d"))
    return Comparison(
        places,
        (
            standing(hill, lake, asked("sign", "signing", alone), asked("close", "closing", mixed)),
            standing(hill, faster, asked("close", "closing", mixed, alike)),
            standing(lake, faster, asked("close", "closing", alike)),
        ),
    )
