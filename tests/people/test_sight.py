"""Who sees which ticket: one by one, and as a list's condition, which must be the same."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rexian.people.actor import Actor
from rexian.people.roles import ROLES
from rexian.people.sight import may_see, visible
from rexian.people.tree import Tree
from rexian.store.engine import open_engine
from rexian.store.schema import METADATA, tickets
from sqlalchemy import select

TREE = Tree({"局": None, "分局": "局", "所": "分局", "外局": None})
UNITS = tuple(TREE.parents)


def someone(*roles, unit=None):
    return Actor("a", "某人", unit, frozenset(roles), frozenset())


def sees(who, holders=(), about=None, kind="complaint"):
    return may_see(who, TREE, holders, about, kind)


def test_a_unit_sees_its_own_and_those_of_units_below_it():
    assert sees(someone("handler", unit="分局"), ["分局"])
    assert sees(someone("handler", unit="分局"), ["外局", "所"])
    assert not sees(someone("handler", unit="分局"), ["局"])
    assert not sees(someone("unit_principal", unit="分局"), ["外局"])


def test_centre_and_leaders_see_all():
    for role in ("clerk", "reviewer", "inspector", "leader", "admin"):
        assert sees(someone(role), ["外局"])


def test_nobody_sees_anything_without_a_role():
    assert not sees(someone(unit="局"), ["局"])


@pytest.mark.parametrize("role", ROLES.ids)
@pytest.mark.parametrize("unit", ["分局", "所"])
def test_no_one_of_the_unit_a_report_is_about_or_below_it_sees_it(role, unit):
    assert not sees(someone(role, unit=unit), ["所", "分局"], about="分局", kind="report")


def test_what_has_no_kind_yet_is_kept_like_a_report():
    assert not sees(someone("handler", unit="分局"), ["分局"], about="分局", kind=None)


def test_the_unit_above_and_others_see_a_report():
    assert sees(someone("handler", unit="局"), ["局"], about="分局", kind="report")
    assert sees(someone("clerk"), ["局"], about="分局", kind="report")
    assert sees(someone("handler", unit="外局"), ["外局"], about="分局", kind="report")


def test_a_complaint_goes_to_the_unit_it_is_about():
    assert sees(someone("handler", unit="分局"), ["分局"], about="分局", kind="complaint")


@pytest.fixture(scope="module")
def conn(tmp_path_factory):
    engine = open_engine(f"sqlite:///{tmp_path_factory.mktemp('sight') / 's.db'}", new=True)
    METADATA.create_all(engine)
    with engine.connect() as found:
        yield found
    engine.dispose()


TICKETS = st.lists(
    st.tuples(
        st.sets(st.sampled_from(UNITS), max_size=2),
        st.sampled_from([None, *UNITS]),
        st.sampled_from([None, "report", "complaint"]),
    ),
    max_size=5,
)
ACTORS = st.builds(
    lambda roles, unit: someone(*roles, unit=unit),
    st.sets(st.sampled_from(ROLES.ids), max_size=2),
    st.sampled_from([None, *UNITS]),
)


@settings(max_examples=60)
@given(TICKETS, ACTORS)
def test_a_list_shows_what_may_be_seen_and_nothing_else(conn, put_ticket, stored, who):
    with conn.begin() as work:
        for place, (holders, about, kind) in enumerate(stored, start=1):
            put_ticket(conn, place, holders, about, kind)
        listed = set(conn.execute(select(tickets.c.id).where(visible(who, TREE))).scalars())
        work.rollback()
    seen = {n for n, told in enumerate(stored, start=1) if may_see(who, TREE, *told)}
    assert listed == seen
