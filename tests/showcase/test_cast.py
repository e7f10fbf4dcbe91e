"""The cast: whoever a document may name is there, and each does what is his."""

import pytest
from rexian.discovery import load
from rexian.model.vocabulary import ACTORS
from rexian.people.permissions import PERMISSIONS, allowed
from rexian.people.roles import ROLES
from rexian.showcase.cast import VISITED, cast_for

pytestmark = pytest.mark.documents
PLACES = ("nanchang_amr", "nanchang_city", "nanchang_nrp", "shicheng", "yiyang")


@pytest.fixture(params=PLACES)
def cast(request):
    return cast_for(load(request.param))


def test_every_role_and_every_post_is_held(cast):
    actors = [account.actor for account in cast.accounts]
    assert {role for actor in actors for role in actor.roles} == set(ROLES.ids)
    assert frozenset().union(*(actor.posts for actor in actors)) == set(ACTORS.ids)


def test_nobody_has_a_name_of_his_own(cast):
    names = [account.name for account in cast.accounts]
    words = ("受理员", "审核员", "督查员", "领导", "管理员", "经办人", "负责人")
    assert all(any(word in name for word in words) for name in names)
    assert len({account.username for account in cast.accounts}) == len(cast.accounts)
    assert {*VISITED} <= {account.username for account in cast.accounts}


def test_somebody_can_do_everything(cast):
    holders = [cast.units[0].name, *([cast.body.name] if cast.body else [])]
    commands = [name for name in PERMISSIONS if PERMISSIONS[name]]
    assert all(cast.who(command, holders, holders[0], None) for command in commands)


def test_a_units_own_people_come_first(cast):
    first, second = (unit.name for unit in cast.units[:2])
    assert cast.who("contact", [first], first, None).unit == first
    assert cast.who("sign_form", [second], second, None).unit == second
    assert cast.who("sign_form", [second], first, None).unit == second


def test_a_post_is_asked_for(cast):
    found = cast.who("decide_return", [], None, "inspection_group")
    assert "inspection_group" in found.posts
    assert allowed(found, "decide_return", own=False)
    assert cast.who("archive", [], None, "inspection_group") is None


def test_a_bureau_works_inside_itself_and_a_county_does_not():
    bureau, county, city = (
        cast_for(load(name)) for name in ("nanchang_amr", "yiyang", "nanchang_city")
    )
    assert {unit.parent for unit in bureau.units} == {bureau.body.name}
    assert bureau.named("clerk1").unit == bureau.body.name
    assert (county.body, county.named("clerk1").unit) == (None, None)
    types = {unit.type for unit in county.units}, {unit.type for unit in city.units}
    assert "county_department" in types[0]
    assert "city_department" in types[1]
