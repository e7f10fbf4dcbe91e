"""A channel that a plugin registers, wherever a ticket may name it: by its id or by its label."""

import json

import pytest

from .conftest import Site

pytestmark = pytest.mark.documents

CHANNELS = """
from rexian.plugin import Channels, Term, hookimpl

@hookimpl
def channels():
    return Channels(terms=(Term("{id}", "民情直通车", "direct line"),))
"""
#: Nobody says when an opinion that came by the channel is to be closed.
DEADLINES = """
from rexian.plugin import art, channel, hookimpl, kind, limit, working_days

DIRECT = channel.is_("{id}")

@hookimpl
def deadlines():
    return (
        limit("close.direct", working_days(2), when=DIRECT & ~kind.is_("opinion"), per=art("1")),
        limit("close.other", working_days(5), when=~DIRECT, per=art("1")),
    )
"""
CLAUSE = '[[clause]]\nid = "art1"\nlocator = "第一条"\nkind = "rule"\n'
ID, LABELS = "qinglan_direct", ["民情直通车", "Direct Line"]
EVENTS = [{"type": "dispatched", "at": "2026-03-02T10:00", "unit": "甲局"}]
#: Dispatched on Monday 2 March 2026, closed two and three working days later.
TABLE = """\
number,kind,channel,received_at,dispatched_at,closed_at
1,help,{},2026-03-02T09:00,2026-03-02T10:00,2026-03-04T10:00
2,help,{},2026-03-02T09:00,2026-03-02T10:00,2026-03-05T10:00
"""
MAPPING = """\
[columns]
number = "number"
kind = "kind"
channel = "channel"
received_at = "received_at"
dispatched_at = "dispatched"
closed_at = "closed"
"""


@pytest.fixture(scope="module")
def town(tmp_path_factory, distribution):
    """A site on which two places call channels of their own by one label."""
    made = Site(tmp_path_factory.mktemp("town"))
    for place, name in (("qinglan", ID), ("baihe", "baihe_bus")):
        code = {"channels": CHANNELS, "deadlines": DEADLINES}
        written = {module: text.format(id=name) for module, text in code.items()}
        folder = distribution(f"rexian-{place}", place, **written)
        (folder / f"rexian_{place}" / "clauses.toml").write_text(CLAUSE, encoding="utf-8")
        made.install(folder)
    return made


@pytest.fixture
def case(tmp_path):
    """Write a case whose ticket came by a channel, and return its file."""

    def write(channel, **more):
        ticket = {"kind": "help", "channel": channel, "received_at": "2026-03-02T09:00"}
        raw = {"id": "A1", "jurisdiction": "qinglan", "ticket": ticket, "events": EVENTS, **more}
        path = tmp_path / "case.json"
        path.write_text(json.dumps(raw), encoding="utf-8")
        return path

    return write


@pytest.fixture
def tickets(tmp_path, monkeypatch):
    """Write a table whose tickets came by a channel, and return its file."""
    monkeypatch.chdir(tmp_path)

    def write(channel, other=None):
        path = tmp_path / "tickets.csv"
        path.write_text(TABLE.format(channel, other or channel), encoding="utf-8")
        return path

    return write


@pytest.fixture
def mapping(tmp_path):
    path = tmp_path / "mapping.toml"
    path.write_text(MAPPING, encoding="utf-8")
    return path


@pytest.mark.parametrize("channel", [ID, *LABELS])
def test_a_case_names_it_by_id_or_label(town, case, channel):
    file = case(channel, expect={"close": {"rule": "close.direct", "due_at": "2026-03-04"}})
    town.rexian("explain", file, "--check")
    assert town.json("explain", file)["rulings"]["close"]["rule"] == "close.direct"


def test_a_label_is_each_places_own_channel(town, case):
    told = town.json("explain", case("民情直通车"), "-j", "qinglan", "-j", "baihe")["cases"]
    assert [one["rulings"]["close"]["rule"] for one in told] == ["close.direct"] * 2


def test_a_case_that_misspells_it_is_told_the_nearest_and_whose_it_is(town, case):
    file = case("qinglan_drect", expect={"close": {"rule": "close.direct"}})
    for way in ([], ["--check"], ["--json"]):
        ran = town.rexian("explain", file, *way, code=2)
        assert ran.stdout == ""
        assert ran.stderr == (
            f"rexian: {file}: case A1: ticket: channel: 'qinglan_drect' is not known to qinglan; "
            "did you mean qinglan_direct?\n"
        )


def test_where_one_of_several_does_not_know_it_that_one_is_named(town, case):
    ran = town.rexian("explain", case(ID), "-j", "qinglan", "-j", "baihe", code=2)
    assert "case A1: ticket: channel: 'qinglan_direct' is not known to baihe;" in ran.stderr


@pytest.mark.parametrize("channel", [ID, *LABELS])
def test_a_table_names_it_by_id_or_label(town, tickets, channel):
    told = town.json("compare", tickets(channel), "-j", "qinglan")["jurisdictions"]["qinglan"]
    assert (told["decided"], told["on_time"], told["late"]) == (2, 1, 1)


def test_a_label_in_a_table_is_each_places_own_channel(town, tickets):
    told = town.json("compare", tickets("民情直通车"), "-j", "qinglan", "-j", "baihe")
    late = {place: found["late"] for place, found in told["jurisdictions"].items()}
    assert late == {"qinglan": 1, "baihe": 1}


def test_a_channel_of_one_place_is_unknown_to_another(town, tickets):
    told = town.json("compare", tickets(ID), "-j", "qinglan", "-j", "baihe")["jurisdictions"]
    assert (told["qinglan"]["decided"], told["qinglan"]["missing_fact"]) == (2, 0)
    assert (told["baihe"]["decided"], told["baihe"]["missing_fact"]) == (0, 2)


def test_a_row_that_misspells_it_is_rejected_with_the_nearest(town, tickets, mapping):
    file = tickets(ID, "qinglan_drect")
    ran = town.rexian("compare", file, "-j", "qinglan", "--mapping", mapping, "--json", code=1)
    assert json.loads(ran.stdout)["rejected"] == 1
    rejects = (file.parent / "tickets.rejects.csv").read_text(encoding="utf-8-sig")
    assert rejects.splitlines()[1:] == [
        f"{file},3,channel,***,not known here; did you mean qinglan_direct?"
    ]


def test_a_mapping_says_which_words_mean_it(town, tickets, mapping):
    words = '[values.channel]\n"直通" = "民情直通车"\n'
    mapping.write_text(MAPPING + words, encoding="utf-8")
    ran = town.json("compare", tickets("直通"), "-j", "qinglan", "--mapping", mapping)
    assert ran["jurisdictions"]["qinglan"]["late"] == 1
    mapping.write_text(MAPPING + words.replace("车", "东"), encoding="utf-8")
    ran = town.rexian("compare", tickets("直通"), "-j", "qinglan", "--mapping", mapping, code=2)
    assert "channel: 直通: '民情直通东' is not known here; did you mean 民情直通车?" in ran.stderr


def test_cases_made_up_for_findings_about_it_are_read_again(town, tmp_path):
    folder = tmp_path / "found"
    arguments = ["check", "-j", "qinglan", "--kind", "gap", "--cases", folder, "--json"]
    told = json.loads(town.rexian(*arguments, code=1).stdout)
    found = told["jurisdictions"]["qinglan"]["findings"]
    stated = [each["witness"]["case"]["ticket"] for each in found if each["part"] == "close"]
    assert stated == [{"kind": "opinion", "channel": ID}]
    [written] = folder.iterdir()
    assert f"  channel: {ID}\n" in written.read_text(encoding="utf-8")
    town.rexian("explain", written, "--check")
