"""Units: added, moved, put out of use, and reached."""

from dataclasses import replace

import pytest
from rexian.errors import InputError
from rexian.people.accounts import deactivate
from rexian.people.units import (
    Contact,
    Unit,
    add_unit,
    change_unit,
    contacts_of,
    find_unit,
    list_units,
    set_contacts,
    unit_in_use,
    unit_named,
)
from rexian.privacy import journal
from rexian.store.schema import units
from sqlalchemy import select

FAKE = (
    Contact("张某", "leader", "副局长", "0791-00000000", ""),
    Contact("李某", mobile="10000000000"),
)


@pytest.fixture
def conn(peopled):
    with peopled.engine.begin() as found:
        yield found
        found.rollback()


def locked(text):
    return text.encode()[::-1]


def unlocked(kept):
    return kept[::-1].decode()


def refused(work, *arguments):
    with pytest.raises(InputError) as error:
        work(*arguments)
    return str(error.value)


def test_a_unit_is_what_it_was_added_as(conn, by):
    add_unit(conn, Unit("丙中心", "企事业单位", "市局", "丙区"), by)
    assert find_unit(conn, "丙中心") == Unit("丙中心", "enterprise", "市局", "丙区")


def test_all_are_listed_each_after_the_one_above_it(conn):
    names = [unit.name for unit in list_units(conn)]
    assert set(names) == {"市局", "甲分局", "甲所", "乙分局"}
    assert names.index("市局") < names.index("甲分局") < names.index("甲所")


def test_a_name_is_taken_once(conn, by):
    assert refused(add_unit, conn, Unit("甲所", "branch"), by) == "unit 甲所: there is one already"


@pytest.mark.parametrize("name", ["", " 甲", "甲\n乙"])
def test_a_name_is_one_that_can_be_read(conn, by, name):
    assert "write a name" in refused(add_unit, conn, Unit(name, "branch"), by)


def test_a_type_that_is_not_known_is_told_with_the_nearest(conn, by):
    told = refused(add_unit, conn, Unit("丙", "county_departmnt"), by)
    assert "county_department" in told


def test_a_unit_above_must_be_there(conn, by):
    told = refused(add_unit, conn, Unit("丙", "branch", "乙分居"), by)
    assert told == "there is no unit 乙分居; did you mean 乙分局?"


def test_a_unit_does_not_come_to_stand_below_itself(conn, by):
    moved = replace(unit_named(conn, "市局"), parent="甲所")
    assert refused(change_unit, conn, moved, by) == (
        "unit 市局 cannot stand below 甲所, which stands below it"
    )


def test_a_unit_moves(conn, by):
    change_unit(conn, replace(unit_named(conn, "甲所"), parent="乙分局"), by)
    assert unit_named(conn, "甲所").parent == "乙分局"


def test_a_unit_with_units_below_it_stays_in_use(conn, by):
    told = refused(change_unit, conn, replace(unit_named(conn, "市局"), active=False), by)
    assert told == "unit 市局 cannot go out of use: 2 units stand below it"


def test_a_unit_with_users_or_tickets_stays_in_use(conn, by, put_ticket):
    add_unit(conn, Unit("丙分局", "branch"), by)
    put_ticket(conn, 1, ["丙分局"])
    assert "1 open tickets" in refused(
        change_unit, conn, replace(unit_named(conn, "丙分局"), active=False), by
    )
    change_unit(conn, replace(unit_named(conn, "甲所"), active=False), by)
    told = refused(change_unit, conn, replace(unit_named(conn, "甲分局"), active=False), by)
    assert "1 users act for it" in told


def test_a_unit_goes_out_of_use_once_nothing_hangs_on_it(conn, by):
    deactivate(conn, "hand", by)
    for name in ("甲所", "甲分局"):
        change_unit(conn, replace(unit_named(conn, name), active=False), by)
    assert refused(unit_in_use, conn, "甲所") == "unit 甲所 is out of use"
    assert "out of use" in refused(add_unit, conn, Unit("丙", "branch", "甲分局"), by)


def test_whom_to_reach_is_kept_locked(conn, by):
    set_contacts(conn, "甲所", FAKE, locked, by)
    stored = conn.execute(select(units.c.contacts).where(units.c.name == "甲所")).scalar_one()
    assert "张某".encode() not in stored
    assert contacts_of(conn, unlocked) == {"甲所": FAKE}


def test_whom_to_reach_at_a_unit_that_is_not_there_is_not_kept(conn, by):
    assert "there is no unit" in refused(set_contacts, conn, "谁", FAKE, locked, by)


def test_the_journal_keeps_what_was_done_but_nobodys_name(conn, by):
    set_contacts(conn, "甲所", FAKE, locked, by)
    change_unit(conn, replace(unit_named(conn, "甲所"), area="丁区"), by)
    found = list(journal.entries(conn, journal.Asked(actor="root")))[-2:]
    assert [entry.act for entry in found] == ["unit_changed", "unit_changed"]
    assert found[1].detail["area"] == "丁区"
    assert "张某" not in str([entry.detail for entry in found])
