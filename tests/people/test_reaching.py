"""Who may see whom to reach at units."""

import pytest
from rexian.errors import Refused
from rexian.people.reaching import contacts_for
from rexian.people.units import Contact, set_contacts
from rexian.privacy import journal

FAKE = (Contact("张某", mobile="10000000000"),)


@pytest.fixture
def conn(peopled, by):
    with peopled.engine.begin() as found:
        set_contacts(found, "甲所", FAKE, str.encode, by)
        yield found
        found.rollback()


@pytest.mark.parametrize("role", ["clerk", "reviewer", "inspector", "leader", "admin"])
def test_the_office_sees_them_and_the_journal_keeps_that(conn, by, actor, role):
    assert contacts_for(conn, actor(role), bytes.decode, by.at) == {"甲所": FAKE}
    [*_before, entry] = journal.entries(conn, journal.Asked())
    assert (entry.actor, entry.act) == ("someone", "revealed")
    assert entry.detail == {"what": "contacts", "units": 1}


@pytest.mark.parametrize("role", ["handler", "unit_head", "unit_principal"])
def test_units_do_not(conn, by, actor, role):
    with pytest.raises(Refused, match="manage units and users"):
        contacts_for(conn, actor(role, unit="甲所"), bytes.decode, by.at)
