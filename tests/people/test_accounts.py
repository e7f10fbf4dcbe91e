"""Users: added, changed, taken out of use."""

import contextlib
import threading
from dataclasses import replace

import pytest
from rexian.errors import InputError
from rexian.people.accounts import (
    Account,
    account_named,
    add_account,
    change_account,
    deactivate,
    find_account,
    list_accounts,
    set_password,
)
from rexian.people.sessions import log_in
from rexian.privacy import journal
from rexian.store.schema import accounts, sessions
from sqlalchemy import select


@pytest.fixture
def conn(peopled):
    with peopled.engine.begin() as found:
        yield found
        found.rollback()


def refused(work, *arguments):
    with pytest.raises(InputError) as error:
        work(*arguments)
    return str(error.value)


def test_a_user_is_what_was_added_with_words_as_ids(conn, by):
    told = Account("li", " 李某 ", "甲所", ("单位负责人", "handler"), ("单位分管领导",))
    add_account(conn, told, None, by)
    found = find_account(conn, "li")
    assert found == Account("li", "李某", "甲所", ("unit_head", "handler"), ("unit_deputy",))


def test_whoever_acts_has_the_posts_of_his_roles(conn, by):
    account = Account("li", "李某", "甲所", ("unit_head",), ("unit_deputy",))
    add_account(conn, account, None, by)
    acting = account_named(conn, "li").actor
    assert (acting.username, acting.unit, acting.roles) == ("li", "甲所", {"unit_head"})
    assert acting.posts == {"unit_head", "handling_unit", "each_level", "unit_deputy"}


@pytest.mark.parametrize("username", ["", "两 个", "a" * 65, "a/b"])
def test_a_user_name_is_short_and_plain(conn, by, username):
    assert "write letters" in refused(add_account, conn, Account(username, "某"), None, by)


def test_a_user_name_is_taken_once(conn, by):
    assert refused(add_account, conn, Account("hand", "某"), None, by) == (
        "user hand: there is one already"
    )


@pytest.mark.parametrize(
    ("account", "told"),
    [
        (Account("li", "  "), "user li: the person's name is missing"),
        (Account("li", "某", roles=("handler",)), "user li: the role unit's handler needs a unit"),
        (Account("li", "某", "甲局"), "there is no unit 甲局"),
        (Account("li", "某", roles=("clerck",)), "'clerck' is not known here; did you mean clerk?"),
        (Account("li", "某", posts=("unit_deputi",)), "'unit_deputi' is not known here; did you"),
    ],
)
def test_what_is_amiss_is_told(conn, by, account, told):
    assert refused(add_account, conn, account, None, by).startswith(told)
    assert find_account(conn, "li") is None


@pytest.mark.parametrize(
    ("password", "told"),
    [("1234567", "too short"), ("li-the-user", "must not be the user name")],
)
def test_a_weak_password_is_not_set(conn, by, password, told):
    account = Account("li-the-user", "某")
    assert told in refused(add_account, conn, account, password, by)


def test_an_administrator_is_always_left(conn, by):
    last = "root is the last administrator; make another one first"
    root = account_named(conn, "root")
    assert refused(deactivate, conn, "root", by) == last
    assert refused(change_account, conn, replace(root, roles=("clerk",)), by) == last
    add_account(conn, Account("two", "某", roles=("admin",)), None, by)
    deactivate(conn, "root", by)
    assert refused(deactivate, conn, "two", by) == last.replace("root", "two")


def test_two_administrators_who_take_each_other_out_at_once_leave_one(peopled, by):
    def appoint(conn):
        add_account(conn, Account("two", "某", roles=("admin",)), None, by)

    peopled.run(appoint)
    met, done = threading.Barrier(2), []

    def take_out(username):
        def work(conn):
            # SQLite lets one begin at a time, so the other is not waited for long.
            with contextlib.suppress(threading.BrokenBarrierError):
                met.wait(0.2)
            deactivate(conn, username, by)

        try:
            done.append(peopled.run(work))
        except InputError as error:
            done.append(str(error))

    threads = [threading.Thread(target=take_out, args=(name,)) for name in ("root", "two")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len([told for told in done if told is None]) == 1
    assert any("last administrator" in (told or "") for told in done)


def test_a_user_who_is_not_there_is_told_with_the_nearest(conn, by):
    told = "there is no user hnd; did you mean hand?"
    assert refused(deactivate, conn, "hnd", by) == told


def test_users_are_listed_by_name(conn):
    assert [account.username for account in list_accounts(conn)] == ["hand", "root"]


def test_no_password_stands_in_the_database(conn):
    stored = conn.execute(select(accounts.c.password)).scalars().all()
    assert all(text.startswith("$argon2id$") and "password" not in text for text in stored)


@pytest.mark.parametrize(
    "end",
    [
        lambda conn, by: set_password(conn, "hand", "new-password", by),
        lambda conn, by: deactivate(conn, "hand", by),
    ],
    ids=["a new password", "going out of use"],
)
def test_the_users_sessions_end_with(peopled, by, end):
    for username in ("root", "hand", "hand"):
        log_in(peopled, username, f"{username}-password", by.at)
    peopled.run(lambda conn: end(conn, by))
    with peopled.reading() as conn:
        assert conn.execute(select(sessions.c.username)).scalars().all() == ["root"]


def test_the_journal_keeps_roles_but_neither_names_nor_passwords(conn, by):
    add_account(conn, Account("li", "李某", roles=("clerk",)), "li-password", by)
    set_password(conn, "li", "other-password", by)
    found = list(journal.entries(conn, journal.Asked(actor="root")))[-2:]
    assert [entry.act for entry in found] == ["account_added", "password_changed"]
    assert (found[0].detail["user"], found[0].detail["roles"]) == ("li", "clerk")
    assert "李某" not in str(found)
    assert "-password" not in str(found)
