"""How a ticket stands: the laws of the fold, over whatever may have been recorded."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rexian.lifecycle.kinds import RECORD_TYPES
from rexian.lifecycle.record import Record
from rexian.lifecycle.stages import PENDING, STAGES, STEPS, UNDER_WAY
from rexian.lifecycle.standing import Standing, standing_at, standing_of

UNITS = ("甲局", "乙局", "丙局")
#: What says something besides what happens.
BESIDES = {"received", "voided", "corrected"}
MOVING = sorted(RECORD_TYPES.keys() - BESIDES)
QUIET = ("noted", "classified", "linked", "recomputed", "fell_due", "ground_met", "reported")


def record(seq, kind, at=None, /, **fields):
    return Record(seq, kind, at or seq * 60, seq * 60, "a", "clerk", "cli", fields)


def history(*kinds):
    """Records told in short: a type, or a type with its particulars."""
    told = [(kind, {}) if isinstance(kind, str) else kind for kind in kinds]
    return [record(seq, kind, **fields) for seq, (kind, fields) in enumerate(told, start=1)]


_PARTICULARS = st.fixed_dictionaries(
    {},
    optional={
        "unit": st.sampled_from(UNITS),
        "part": st.sampled_from(["host", "co"]),
        "granted": st.booleans(),
        "passed": st.booleans(),
        "accept": st.booleans(),
    },
)
_COMMON = st.sampled_from(["dispatched", "assigned", "signed", "return_requested", "preassigned"])
_ONE = st.tuples(st.sampled_from(MOVING) | _COMMON, _PARTICULARS).map(
    lambda one: (one[0], {k: v for k, v in one[1].items() if k in RECORD_TYPES[one[0]].fields})
)
HISTORIES = st.lists(_ONE, max_size=12).map(lambda found: history("received", *found))


def still(standing):
    """A standing without its version."""
    return replace(standing, version=0)


# --- laws


@given(HISTORIES)
def test_what_always_holds(records):
    standing = standing_of(records)
    assert standing.version == len(records)
    assert standing.stage in STAGES
    assert standing.pending <= set(PENDING.ids)
    assert standing.is_open == (standing.stage in UNDER_WAY)
    asked = standing.pending.union(*(holder.pending for holder in standing.holders))
    assert not asked or standing.is_open
    assert standing.view == standing.stage or standing.view in asked
    assert standing.round == 1 + sum(r.type == "redo_sent" for r in records)


@given(HISTORIES)
def test_nobody_holds_a_ticket_twice_and_it_has_one_host(records):
    standing = standing_of(records)
    held = [(holder.unit, holder.tier) for holder in standing.holders]
    assert len(held) == len(set(held))
    hosts = [h for h in standing.holders if (h.part, h.tier) == ("host", "host")]
    assert hosts == ([standing.host] if standing.host else [])
    inner = [h for h in standing.holders if (h.part, h.tier) == ("host", "unit")]
    assert len(inner) <= 1
    for holder in standing.holders:
        assert standing.holder(holder.unit) is not None
        assert holder.part == "co" or not holder.pending


@given(HISTORIES, st.data())
def test_a_void_record_moved_nothing(records, data):
    place = data.draw(st.integers(1, len(records)))
    void = [*records, record(len(records) + 1, "voided", seq=place)]
    if place == 1:
        assert still(standing_of(void)) == Standing(
            stage="void", round=standing_of(void).round, supervised=standing_of(void).supervised
        )
        return
    without = [r for r in records if r.seq != place]
    assert still(standing_of(void)) == still(standing_of(without))
    again = [*void, record(len(void) + 1, "voided", seq=len(void))]
    assert still(standing_of(again)) == still(standing_of(records))


@given(HISTORIES, st.data())
def test_a_corrected_record_moved_what_it_should_have(records, data):
    place = data.draw(st.integers(1, len(records)))
    fields = data.draw(_PARTICULARS)
    corrected = [*records, record(len(records) + 1, "corrected", seq=place, fields=fields)]
    right = [replace(r, fields={**r.fields, **fields}) if r.seq == place else r for r in records]
    assert still(standing_of(corrected)) == still(standing_of(right))


@given(HISTORIES, st.sampled_from(QUIET))
def test_what_is_only_said_moves_nothing(records, kind):
    more = [*records, record(len(records) + 1, kind, 10**6)]
    assert still(standing_of(more)) == still(standing_of(records))


@given(HISTORIES, st.integers(0, 13 * 60))
def test_how_a_ticket_stood_is_told_by_what_had_happened(records, at):
    then = [r for r in records if r.occurred <= at]
    assert still(standing_at(records, at)) == still(standing_of(then))
    assert still(standing_at(records, 10**9)) == still(standing_of(records))


@given(HISTORIES, st.sampled_from(UNITS), st.data())
def test_a_unit_that_helps_never_moves_the_ticket(records, unit, data):
    records = [*records, record(len(records) + 1, "dispatched", unit=unit, part="co")]
    before = standing_of(records)
    if (holder := before.holder(unit)) is None or holder.part != "co":
        return
    kind = data.draw(
        st.sampled_from(
            ["signed", "return_requested", "extension_requested", "reply_submitted",
             "closure_requested", "return_decided", "extension_decided"]
        )
    )  # fmt: skip
    act = record(len(records) + 1, kind, unit=unit, granted=data.draw(st.booleans()))
    after = standing_of([*records, act])
    assert (after.stage, after.pending, after.host) == (
        before.stage, before.pending, before.host,
    )  # fmt: skip


def test_where_each_step_of_the_table_leads():
    for kind, step in STEPS.items():
        if step.to is None or kind in {"closure_reviewed", "received"}:
            continue
        assert standing_of(history("received", (kind, {"unit": "甲局"}))).stage in {
            step.to, "received",
        }  # fmt: skip


# --- a life


@pytest.mark.parametrize(
    ("records", "stage", "view", "holders"),
    [
        (["received"], "received", "received", []),
        (["received", ("preassigned", {"unit": "甲局"})], "received", "preassignment", ["甲局"]),
        (
            ["received", ("preassigned", {"unit": "甲局"}), ("dispatched", {"unit": "乙局"})],
            "dispatched",
            "dispatched",
            ["乙局"],
        ),
        (
            ["received", ("preassigned", {"unit": "甲局"}), "refused"],
            "refused",
            "refused",
            ["甲局"],
        ),
        (
            ["received", ("dispatched", {"unit": "甲局"}), "signed", "return_requested"],
            "handling",
            "return",
            ["甲局"],
        ),
        (
            [
                "received",
                ("dispatched", {"unit": "甲局"}),
                "signed",
                "return_requested",
                ("return_decided", {"granted": True}),
            ],
            "accepted",
            "accepted",
            [],
        ),
        (
            [
                "received",
                ("dispatched", {"unit": "甲局"}),
                ("dispatched", {"unit": "乙局", "part": "co"}),
                ("extension_requested", {"unit": "乙局"}),
            ],
            "dispatched",
            "extension",
            ["甲局", "乙局"],
        ),
        (
            [
                "received",
                ("dispatched", {"unit": "甲局"}),
                "signed",
                "extension_requested",
                "closed",
            ],
            "closed",
            "closed",
            ["甲局"],
        ),
        (
            [
                "received",
                ("dispatched", {"unit": "甲局"}),
                "signed",
                "reply_submitted",
                ("assigned", {"unit": "丙局"}),
                ("signed", {"unit": "丙局"}),
            ],
            "replied",
            "replied",
            ["甲局", "丙局"],
        ),
    ],
)
def test_a_life_told_step_by_step(records, stage, view, holders):
    standing = standing_of(history(*records))
    assert (standing.stage, standing.view) == (stage, view)
    assert [holder.unit for holder in standing.holders] == holders
