"""Broken distributions beside sound ones: a line that names each, and no harm to the others."""

import json
from pathlib import Path

import pytest

from .conftest import DISTRIBUTIONS, Site

pytestmark = pytest.mark.documents
CASE = Path(__file__).parents[2] / "examples" / "case.yaml"
FIVE = {"nanchang_amr", "nanchang_city", "nanchang_nrp", "shicheng", "yiyang"}
HOOK = "from rexian.plugin import *\n@hookimpl\ndef {name}():\n    return {found}\n"
NOT_THERE = {"__init__": "import nowhere_to_be_found\n"}
OTHER_HOOKS = {"__init__": "HOOK_API = 99\n"}
NO_EDITIONS = (
    "Document(id='no_editions', title='v', title_en='v', number='', issuer='', place=('v', 'v'), "
    "editions=())"
)

#: Broken plugins by id: their code, and what is told of them.
PLUGINS = {
    "not_there": (NOT_THERE, "ModuleNotFoundError: No module named 'nowhere_to_be_found'"),
    "ends_the_process": ({"__init__": "raise SystemExit(7)\n"}, "SystemExit: 7"),
    "no_python": ({"deadlines": "def\n\n\n"}, "SyntaxError"),
    "no_list": (
        {"deadlines": HOOK.format(name="deadlines", found=5)},
        "its hook deadlines returned 5, not a list",
    ),
    "no_duty": (
        {"duties": HOOK.format(name="duties", found="['x\\ny']")},
        "its hook duties returned 'x\\ny', not a Duty",
    ),
    "other_hooks": (OTHER_HOOKS, "hook API 99; this is 1"),
    "no_editions": ({"document": HOOK.format(name="document", found=NO_EDITIONS)}, "IndexError"),
}
#: Broken overlays by name: their code, what they say they lie over, and what is told of them.
OVERLAYS = {
    "not_there": (NOT_THERE, "yiyang", "nowhere_to_be_found"),
    "other_hooks": (OTHER_HOOKS, "yiyang", "hook API 99; this is 1"),
    "elsewhere": ({}, "shicheng", "it lies over 'shicheng', not 'yiyang'"),
    "no_question": (
        {"deadlines": HOOK.format(name="deadlines", found="[limit('sing.a', hours(1), per=())]")},
        "yiyang",
        "sing.a",
    ),
}


@pytest.fixture(scope="module")
def wreck(tmp_path_factory, distribution):
    """A site on which all of them are installed, a sound overlay and a stray one too."""
    site = Site(tmp_path_factory.mktemp("wreck"))
    for name, (code, _told) in PLUGINS.items():
        site.install(distribution(f"{name}-plugin", name, **code))
    for name, (code, upper, _told) in OVERLAYS.items():
        overlay = {"group": "rexian.overlays", "upper": upper}
        site.install(distribution(f"{name}-overlay", f"yiyang.{name}", **overlay, **code))
    stray = {"group": "rexian.overlays", "upper": "nowhere"}
    site.install(distribution("stray", "nowhere.site", **stray), DISTRIBUTIONS / "yiyang_site")
    return site


@pytest.fixture(scope="module")
def listed(wreck):
    return wreck.rexian("jurisdictions", "--json")


@pytest.fixture(scope="module")
def explained(wreck):
    return wreck.rexian("explain", CASE, "--json")


def test_whatever_is_sound_is_listed_and_each_that_is_not_is_told_once(listed):
    assert {one["id"] for one in json.loads(listed.stdout)["jurisdictions"]} == FIVE
    lines = listed.stderr.splitlines()
    assert len(lines) == len(set(lines)) == len(PLUGINS) + len(OVERLAYS) + 1
    assert all(line.startswith("rexian: ") for line in lines)


@pytest.mark.parametrize("name", PLUGINS)
def test_a_broken_plugin_is_named_in_one_line(listed, name):
    named = f"rexian: the plugin {name} ({name}-plugin) is broken: "
    [line] = [line for line in listed.stderr.splitlines() if line.startswith(named)]
    assert PLUGINS[name][1] in line


@pytest.mark.parametrize("name", OVERLAYS)
def test_a_broken_overlay_is_named_in_one_line(listed, name):
    named = f"rexian: the plugin yiyang.{name} ({name}-overlay) is broken: "
    [line] = [line for line in listed.stderr.splitlines() if line.startswith(named)]
    assert OVERLAYS[name][2] in line


def test_an_overlay_on_nothing_is_told_where_all_are_listed(listed):
    told = "rexian: the overlay nowhere.site (stray) lies over nowhere, which is not installed"
    assert told in listed.stderr.splitlines()


def test_a_document_goes_on_without_its_broken_overlays(explained):
    rulings = json.loads(explained.stdout)["rulings"]
    assert rulings["close"]["rule"] == "close.inquiry"
    assert rulings["followup"]["layer"] == "yiyang.site"


def test_of_what_does_not_concern_the_document_nothing_is_told(explained):
    assert len(explained.stderr.splitlines()) == len(OVERLAYS)
    assert "plugin)" not in explained.stderr


def test_tickets_are_compared_under_all_that_are_sound(wreck, tmp_path):
    file = tmp_path / "tickets.csv"
    file.write_text("number,kind,received_at\n1,inquiry,2026-03-02T10:00\n", encoding="utf-8")
    ran = wreck.rexian("compare", file, "--json")
    assert set(json.loads(ran.stdout)["jurisdictions"]) == FIVE
    assert all(line.startswith("rexian: ") for line in ran.stderr.splitlines())
    assert len(ran.stderr.splitlines()) == len(PLUGINS) + len(OVERLAYS) + 1


def test_a_broken_plugin_that_is_asked_for_is_bad_input(wreck):
    ran = wreck.rexian("explain", CASE, "-j", "not_there", code=2)
    assert ran.stdout == ""
    [line] = ran.stderr.splitlines()
    assert line.startswith("rexian: the plugin not_there (not_there-plugin) is broken: ")


@pytest.fixture(scope="module")
def claimed(tmp_path_factory, distribution):
    """A site on which one id of its own and one of the five are claimed twice."""
    site = Site(tmp_path_factory.mktemp("claimed"))
    site.install(
        DISTRIBUTIONS / "songhu",
        distribution("another-songhu", "songhu"),
        distribution("zz-yiyang", "yiyang"),
    )
    return site.rexian("jurisdictions", "--json")


def test_of_two_that_claim_one_id_the_first_by_name_has_it(claimed):
    titles = {j["id"]: j["document"] for j in json.loads(claimed.stdout)["jurisdictions"]}
    assert titles["songhu"] == "songhu"
    assert titles["yiyang"].startswith("弋阳县")


def test_both_that_claim_one_id_are_named(claimed):
    told = "rexian: {} and {} both claim the id {}; that of {} is used"
    assert claimed.stderr.splitlines() == [
        told.format("another-songhu", "rexian-songhu", "songhu", "another-songhu"),
        told.format("rexian-yiyang", "zz-yiyang", "yiyang", "rexian-yiyang"),
    ]
