"""The units that documents name as members."""

import re
from importlib.resources import files
from pathlib import Path

import pytest
from rexian.discovery import load
from rexian.errors import DefinitionError
from rexian.people.members import Member, members_of


@pytest.fixture
def listing(enact, package):
    """Make a jurisdiction whose plugin lists member units as told."""
    file = Path(str(files(package))) / "member_units.csv"

    def make(text):
        file.write_text(text, encoding="utf-8")
        return enact()

    yield make
    file.unlink(missing_ok=True)


def test_a_plugins_list_is_names_and_types(listing):
    place = listing("name,type\n甲局,county_department\n乙镇,township\n")
    assert members_of(place) == (Member("甲局", "county_department"), Member("乙镇", "township"))


def test_a_place_whose_plugin_has_no_list_names_none(enact):
    assert members_of(enact()) == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("unit,type\n", "the first line must be name,type"),
        ("name,type\n甲局,office\n", "line 2: write a name and a unit type's id"),
        ("name,type\n甲局\n", "line 2"),
        ("name,type\n,branch\n", "line 2"),
        ("name,type\n甲局,branch\n甲局,section\n", "a unit stands there twice"),
    ],
)
def test_a_list_that_is_not_as_it_has_to_be_is_the_plugins_mistake(listing, text, told):
    place = listing(text)
    with pytest.raises(DefinitionError, match=re.escape(told)):
        members_of(place)


@pytest.mark.documents
def test_the_city_names_its_member_units_and_nobody_in_them():
    found = {member.name: member.type for member in members_of(load("nanchang_city"))}
    assert len(found) == 70
    assert found["市市场监督管理局"] == "city_department"
    assert found["市税务局"] == "vertical"
    assert found["市总工会"] == "party_body"
    assert not any(re.search(r"\d", name) for name in found)


@pytest.mark.documents
def test_the_citys_members_are_not_a_bureaus():
    assert members_of(load("nanchang_amr")) == ()
