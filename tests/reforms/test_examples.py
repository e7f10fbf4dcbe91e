"""The shipped examples change the rulings they are meant to change, and no others.

All tickets are dispatched on Monday, 1 September 2025; no holiday falls before 1 October. So 2, 3,
5, 7, 8, 10, 12 and 15 working days end on the 3rd, 4th, 8th, 10th, 11th, 15th, 17th and 22nd.
"""

import zipfile
from pathlib import Path

import pytest
from rexian.discovery import installed, load
from rexian.reforms.variants import shipped
from rexian.rules.table import Conflict

pytestmark = pytest.mark.documents
DISPATCHED = {"type": "dispatched", "at": "2025-09-01T10:00", "unit": "甲局"}
REDO = {"type": "redo_sent", "at": "2025-09-01T11:00"}
SIGNED_OFF = {
    "type": "signoff", "at": "2025-09-01T12:00", "role": "unit_principal",
    "fields": ["limit"], "due_at": "2025-09-20",
}  # fmt: skip
HARD = {"calls": 3, "difficult": True}
MAYOR, LINE, MAILBOX = "mayor_message", "provincial_12345", "provincial_gov_mailbox"


def given(source):
    return {"given": {"close": {"at": "2025-09-25", "source": source}}}


def close(kind, channel="wechat", *events, **facts):
    return "close", {"kind": kind, "channel": channel, **facts}, events


def redo(kind, channel="wechat", **facts):
    return "redo", {"kind": kind, "channel": channel, **facts}, [REDO]


#: By variant: a ticket, when it is due as things are, and when under the reform.
DUE = {
    "yiyang+faster": [
        (close("complaint"), "09-15", "09-10"),
        (close("report"), "09-15", "09-10"),
        (close("complaint", **HARD), "09-22", "09-17"),
        (close("help"), "09-08", "09-08"),
        (close("report", **given("law")), "09-25", "09-25"),
        (redo("complaint"), "09-15", "09-10"),
        # As the text is read by default a redo goes by the kind alone.
        (redo("complaint", **HARD), "09-15", "09-10"),
    ],
    "nanchang_city+provincial": [
        (close("help", LINE), "09-05", "09-08"),
        (close("inquiry", LINE), "09-05", "09-08"),
        (close("help", MAILBOX), "09-05", "09-08"),
        (close("help", MAYOR), "09-15", "09-15"),
        (close("help"), "09-15", "09-15"),
        (redo("help", LINE), "09-05", "09-08"),
    ],
    "nanchang_amr+provincial": [(close("help", LINE), "09-05", "09-08")],
    # The bureau has a number of its own for closing, and none for redoing.
    "nanchang_nrp+provincial": [
        (close("help", LINE), "09-05", "09-05"),
        (redo("help", LINE), "09-05", "09-08"),
    ],
    "shicheng+limits": [
        (close("inquiry"), None, "09-03"),
        (close("report"), None, "09-15"),
        (close("praise"), None, "09-08"),
        (close("report", "wechat", SIGNED_OFF), "09-20", "09-20"),
        (close("report", **given("platform")), None, "09-25"),
    ],
    "nanchang_amr+own_limits": [
        (close("inquiry"), "09-04", "09-03"),
        (close("help"), "09-15", "09-11"),
        (close("help", LINE), "09-05", "09-05"),
        (close("help", **given("form")), "09-25", "09-25"),
        (close("help", **given("law")), "09-25", "09-25"),
    ],
    "nanchang_nrp+mailbox": [
        (close("help", MAILBOX), "10-31", "10-31"),
        (close("help", "minsheng"), "09-11", "09-11"),
    ],
}


@pytest.mark.parametrize(
    ("variant", "case", "due"),
    [(name, case, due) for name, cases in DUE.items() for case, *due in cases],
)
def test_when_a_ticket_is_due(rule, variant, case, due):
    question, ticket, events = case
    places = [load(variant.partition("+")[0]), load(variant)]
    told = [rule(question, place, ticket, [DISPATCHED, *events]) for place in places]
    assert [found["outcome"] and found["outcome"]["due_at"][5:10] for found in told] == due


def test_where_the_number_is_printed_nothing_hangs_on_the_lost_one(rule):
    ticket = {"kind": "help", "channel": LINE}
    hanging = [
        {reading["id"] for reading in rule("close", load(name), ticket, [DISPATCHED])["readings"]}
        for name in ("nanchang_city", "nanchang_city+provincial")
    ]
    assert "provincial_days" in hanging[0]
    assert hanging[1] == set()


def test_a_limit_of_the_bureaus_own_is_not_inherited(rule):
    ticket = {"kind": "help", "channel": "wechat"}
    before, after = (
        rule("close", load(name), ticket, [DISPATCHED])
        for name in ("nanchang_amr", "nanchang_amr+own_limits")
    )
    assert (before["layer"], before["inherited"]) == ("nanchang_city", True)
    assert (after["layer"], after["inherited"]) == ("nanchang_amr", False)
    assert after["citations"][0]["reform"] == "own_limits"


def test_its_cap_on_extensions_becomes_a_must(rule):
    ticket = {"kind": "help", "channel": "wechat"}
    strengths = [
        rule("extension", load(name), ticket, [DISPATCHED])["outcome"]["cap_strength"]
        for name in ("nanchang_amr", "nanchang_amr+own_limits")
    ]
    assert strengths == ["in_principle", "must"]


def test_the_mailbox_is_in_conflict_no_more(rule):
    ticket = {"kind": "help", "channel": MAILBOX}
    before, after = (
        rule("close", load(name), ticket, [DISPATCHED])
        for name in ("nanchang_nrp", "nanchang_nrp+mailbox")
    )
    assert [found["status"] for found in (before, after)] == ["conflict", "decided"]
    assert {found["rule"] for found in (before, after)} == {"close.mailbox_by_annex"}
    assert "reform" not in after["citations"][0]


def conflicts(place):
    return {
        tuple(enacted.rule.id for enacted in decision.candidates)
        for asked in place.plan().parts.values()
        for table in asked.tables
        for decision in table.decisions
        if isinstance(decision, Conflict)
    }


@pytest.mark.parametrize("name", sorted(installed()))
def test_none_brings_a_conflict_and_each_has_a_fingerprint_of_its_own(name):
    base = load(name)
    variants = [load(f"{name}+{heading.id}") for heading in shipped(base)]
    assert variants
    assert all(conflicts(variant) <= conflicts(base) for variant in variants)
    prints = [place.fingerprint() for place in (base, *variants)]
    assert len(set(prints)) == len(prints)


@pytest.mark.parametrize("name", sorted(installed()))
def test_each_says_that_it_is_made_up(name):
    for heading in shipped(load(name)):
        assert heading.zh.endswith("（示例）")
        assert heading.en.endswith("(an example)")
        assert "未经任何机关通过" in heading.cites


@pytest.mark.parametrize("name", sorted(installed()))
def test_its_wheel_contains_them(name, tmp_path):
    build = pytest.importorskip("hatchling.builders.wheel", reason="hatchling builds the wheels")
    folder = Path(__file__).parents[2] / "plugins" / name
    [wheel] = build.WheelBuilder(str(folder)).build(directory=str(tmp_path))
    packed = zipfile.ZipFile(wheel).namelist()
    there = {str(p.relative_to(folder)) for p in folder.glob(f"rexian_{name}/reforms/*.yaml")}
    assert there
    assert there <= set(packed)
