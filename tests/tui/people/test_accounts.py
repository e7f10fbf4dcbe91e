"""Accounts and the journal, from the keyboard to the database."""

import pytest
from argon2 import PasswordHasher
from fixture_desk import BY
from rexian.people import passwords
from rexian.people.accounts import Account, account_named, set_password
from rexian.people.sessions import log_in
from rexian.privacy import journal
from rexian.privacy.journal import Asked

pytestmark = pytest.mark.documents


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "_HASHER", quick)
    passwords._nobodys.cache_clear()
    yield
    passwords._nobodys.cache_clear()


def account(desk, name):
    with desk.deployment.store.reading() as connection:
        return account_named(connection, name)


async def found(bench, *keys):
    """Go to the one account that is searched for."""
    await bench.press("7", "p", "slash")
    await bench.paste(keys[0])
    await bench.press("enter", *keys[1:])


async def test_an_account_is_added_and_may_log_in(desk, workbench):
    async with workbench(desk, "admin", language="en") as bench:
        await bench.press("7", "p", "a")
        await bench.paste("zhao")
        await bench.press("tab")
        await bench.paste("赵某")
        await bench.press("tab")
        await bench.paste("城管局")
        await bench.press("tab", "down", "space", "ctrl+s")
        assert "Password, shown this once:" in bench.text
        password = bench.text.partition("shown this once: ")[2].split()[0]
        await bench.press("enter")
        assert password not in bench.text
    assert account(desk, "zhao") == Account("zhao", "赵某", "城管局", ("handler",))
    assert log_in(desk.deployment.store, "zhao", password, desk.clock.now)
    with desk.deployment.store.reading() as connection:
        told = [e.detail for e in journal.entries(connection, Asked(act="account_added"))]
    assert password not in str(told)


async def test_a_handler_needs_a_unit(desk, workbench):
    async with workbench(desk, "admin", language="en") as bench:
        await bench.press("7", "p", "a")
        await bench.paste("zhao")
        await bench.press("tab", "tab", "tab", "down", "space", "ctrl+s")
        assert "the role unit's handler needs a unit" in bench.told


async def test_roles_and_posts_are_changed(desk, workbench):
    async with workbench(desk, "admin") as bench:
        await found(bench, "reviewer", "e", "tab", "tab", "home", "space", "ctrl+s")
    assert account(desk, "reviewer").roles == ("clerk", "reviewer")


async def test_the_last_administrator_stays(desk, workbench):
    async with workbench(desk, "admin", language="en") as bench:
        await found(bench, "admin", "d", "ctrl+s")
        assert "admin is the last administrator" in bench.text
    assert account(desk, "admin").active


async def test_an_account_is_taken_out_of_use_and_back_in(desk, workbench):
    async with workbench(desk, "admin", language="en") as bench:
        await found(bench, "inspector", "d", "ctrl+s")
        assert not account(desk, "inspector").active
        assert "out of use" in bench.text
        await bench.press("e", "tab", "tab", "tab", "tab", "space", "ctrl+s")
    assert account(desk, "inspector").active


async def test_two_passwords_that_differ_change_nothing(desk, workbench):
    desk.deployment.store.run(lambda c: set_password(c, "handler", "old-password", BY))
    async with workbench(desk, "admin", language="en") as bench:
        await found(bench, "孙二", "f2")
        await bench.paste("short")
        assert "the password is too short" in bench.text
        await bench.paste("-but-longer")
        assert "the password is too short" not in bench.text
        await bench.press("tab")
        await bench.paste("another-one")
        await bench.press("ctrl+s")
        assert "the two passwords differ" in bench.text
        assert "another-one" not in bench.text
    assert log_in(desk.deployment.store, "handler", "old-password", desk.clock.now)


async def test_a_password_is_typed_twice_and_holds(desk, workbench):
    async with workbench(desk, "admin", language="en") as bench:
        await found(bench, "孙二", "f2")
        await bench.paste("new-password")
        await bench.press("tab")
        await bench.paste("new-password")
        await bench.press("ctrl+s")
        assert "user handler: the password is set" in bench.told
    assert log_in(desk.deployment.store, "handler", "new-password", desk.clock.now)


async def test_whom_wrong_passwords_locked_out_is_let_in(desk, workbench):
    store, now = desk.deployment.store, desk.clock.now
    store.run(lambda c: set_password(c, "handler", "old-password", BY))
    for _attempt in range(5):
        with pytest.raises(Exception, match="password"):
            log_in(store, "handler", "wrong", now)
    async with workbench(desk, "admin", language="en") as bench:
        await found(bench, "孙二")
        assert "locked" in bench.text
        await bench.press("f3", "ctrl+s")
        assert "locked" not in bench.text.splitlines()[3]
    assert account(desk, "handler").locked_until is None


async def test_the_journal_of_a_user_and_of_a_ticket(desk, workbench):
    number = desk.new(secrets={"content": "停水"})
    store, now = desk.deployment.store, desk.clock.now
    store.run(lambda c: journal.write(c, now, "clerk", "revealed", number, detail={"purpose": "x"}))
    async with workbench(desk, "inspector", language="en") as bench:
        await bench.press("7", "w")
        rows = len(bench.screen.sheet)
        assert rows > 10
        await bench.press("slash")
        await bench.paste(number)
        assert len(bench.screen.sheet) == 1
        assert "purpose=x" in bench.text
        await bench.press("escape", "slash")
        await bench.paste("钱一")
        assert {item.entry.actor for item in bench.screen._items.values()} == {"clerk"}


async def test_the_journal_is_not_for_everybody(desk, workbench):
    async with workbench(desk, "clerk", language="en") as bench:
        await bench.press("7", "w")
        assert "journal" not in bench.text
        assert bench.screen.view.id == "units"
