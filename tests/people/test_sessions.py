"""Logging in, being locked out, and logging out again."""

import threading
from dataclasses import replace
from types import SimpleNamespace

import pytest
from argon2 import PasswordHasher
from rexian.errors import Refused
from rexian.people import passwords
from rexian.people.accounts import account_named, change_account, deactivate, set_password, unlock
from rexian.people.sessions import (
    FAILURES,
    LOCKOUT,
    SESSION,
    Limits,
    authenticate,
    limits_of,
    log_in,
    log_out,
)
from rexian.privacy import journal
from rexian.settings.reading import settings_of
from rexian.store.schema import accounts, sessions
from sqlalchemy import select

WRONG = "user name or password is wrong"
LOCKED = "too many wrong passwords; the account is locked for {} more min"


@pytest.fixture
def now(by):
    return by.at


def denied(store, now, username="hand", tried="wrong-password", **limits):
    with pytest.raises(Refused) as refused:
        log_in(store, username, tried, now, Limits(**limits))
    return str(refused.value)


def who(store, token, now):
    with store.reading() as conn:
        return authenticate(conn, token, now)


def not_told(store, token, now):
    with pytest.raises(Refused) as refused:
        who(store, token, now)
    return str(refused.value)


def test_whoever_knows_the_password_is_known_by_the_token(peopled, now):
    token = log_in(peopled, "hand", "hand-password", now)
    found = who(peopled, token, now)
    assert (found.username, found.name, found.unit) == ("hand", "经办人甲", "甲分局")
    assert found.roles == {"handler"}
    assert found.posts == {"handler", "handling_unit"}


def test_the_database_has_no_token(peopled, now):
    token = log_in(peopled, "hand", "hand-password", now)
    with peopled.reading() as conn:
        [row] = conn.execute(select(sessions)).all()
    assert token not in str(row)
    assert len(row.digest) == 64
    assert (row.opened, row.expires) == (now, now + SESSION)


def test_two_sessions_are_two(peopled, now):
    one, other = (log_in(peopled, "hand", "hand-password", now) for _time in range(2))
    assert one != other
    peopled.run(lambda conn: log_out(conn, one, now))
    assert not_told(peopled, one, now) == "nobody is logged in here; run rexian user login"
    assert who(peopled, other, now).username == "hand"


def test_a_session_ends_after_twelve_hours(peopled, now):
    assert SESSION == 12 * 60 * 60
    token = log_in(peopled, "hand", "hand-password", now)
    assert who(peopled, token, now + SESSION - 1).username == "hand"
    told = not_told(peopled, token, now + SESSION)
    assert told == "the session has expired; run rexian user login"


def test_a_session_is_as_long_as_the_deployment_says(peopled, now):
    token = log_in(peopled, "hand", "hand-password", now, Limits(session=60))
    who(peopled, token, now + 59)
    assert "expired" in not_told(peopled, token, now + 60)


def test_sessions_that_are_over_go_with_the_next_login(peopled, now):
    log_in(peopled, "hand", "hand-password", now)
    log_in(peopled, "root", "root-password", now + SESSION)
    with peopled.reading() as conn:
        assert conn.execute(select(sessions.c.username)).scalars().all() == ["root"]


@pytest.mark.parametrize("token", [None, "", "made-up"])
def test_a_token_that_is_none_lets_nobody_in(peopled, now, token):
    assert "nobody is logged in" in not_told(peopled, token, now)


def test_roles_hold_from_the_next_command_on(peopled, now, by):
    token = log_in(peopled, "hand", "hand-password", now)

    def promote(conn):
        change_account(conn, replace(account_named(conn, "hand"), roles=("unit_head",)), by)

    peopled.run(promote)
    assert who(peopled, token, now).roles == {"unit_head"}


def test_a_user_who_is_not_there_is_told_the_same(peopled, now, by):
    peopled.run(lambda conn: deactivate(conn, "hand", by))
    assert denied(peopled, now, "nobody") == WRONG
    assert denied(peopled, now, "hand", "hand-password") == WRONG
    assert denied(peopled, now, "root") == WRONG


def test_a_user_without_a_password_gets_in_with_none(peopled, now):
    peopled.run(lambda conn: conn.execute(accounts.update().values(password=None)))
    assert denied(peopled, now, "hand", "") == WRONG


def test_the_fifth_wrong_password_locks_for_a_quarter_of_an_hour(peopled, now):
    assert (FAILURES, LOCKOUT) == (5, 15 * 60)
    assert [denied(peopled, now) for _time in range(4)] == [WRONG] * 4
    assert denied(peopled, now) == LOCKED.format(15)
    assert denied(peopled, now + 60, tried="hand-password") == LOCKED.format(14)
    assert denied(peopled, now + LOCKOUT - 1, tried="hand-password") == LOCKED.format(1)
    log_in(peopled, "hand", "hand-password", now + LOCKOUT)


def test_after_the_lock_one_may_be_wrong_as_often_again(peopled, now):
    for _time in range(5):
        denied(peopled, now)
    later = now + LOCKOUT
    assert [denied(peopled, later) for _time in range(4)] == [WRONG] * 4
    assert denied(peopled, later) == LOCKED.format(15)


def test_trying_while_locked_makes_it_no_longer(peopled, now):
    for _time in range(5):
        denied(peopled, now)
    for _time in range(7):
        denied(peopled, now + LOCKOUT - 60)
    log_in(peopled, "hand", "hand-password", now + LOCKOUT)


def test_the_right_password_forgives_the_wrong_ones(peopled, now):
    for _time in range(3):
        assert [denied(peopled, now) for _again in range(4)] == [WRONG] * 4
        log_in(peopled, "hand", "hand-password", now)


def test_a_lock_is_one_users_alone(peopled, now):
    for _time in range(5):
        denied(peopled, now)
    log_in(peopled, "root", "root-password", now)


def test_an_administrator_unlocks(peopled, now, by):
    for _time in range(5):
        denied(peopled, now)
    peopled.run(lambda conn: unlock(conn, "hand", by))
    log_in(peopled, "hand", "hand-password", now)


def test_a_deployment_may_lock_otherwise(peopled, now):
    assert denied(peopled, now, failures=2, lockout=120) == WRONG
    assert denied(peopled, now, failures=2, lockout=120) == LOCKED.format(2)


def test_many_who_guess_at_once_get_five_guesses(peopled, now):
    told = []

    def guess():
        told.append(denied(peopled, now))

    threads = [threading.Thread(target=guess) for _n in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == [LOCKED.format(15)] * 8 + [WRONG] * 4


def test_a_password_that_is_changed_meanwhile_lets_nobody_in(peopled, now, by):
    def changed_first(work, **more):
        peopled.run(lambda conn: set_password(conn, "hand", "new-password", by))
        return peopled.run(work, **more)

    store = SimpleNamespace(reading=peopled.reading, run=changed_first)
    assert denied(store, now, tried="hand-password") == WRONG


def test_a_hash_of_old_parameters_is_made_anew(peopled, now, monkeypatch):
    monkeypatch.setattr(passwords, "_HASHER", PasswordHasher(time_cost=2, memory_cost=32))
    log_in(peopled, "hand", "hand-password", now)
    with peopled.reading() as conn:
        kept = select(accounts.c.password).where(accounts.c.username == "hand")
        assert not passwords.outdated(conn.execute(kept).scalar_one())
    log_in(peopled, "hand", "hand-password", now)


def test_a_wrong_password_leaves_the_old_hash(peopled, now, monkeypatch):
    monkeypatch.setattr(passwords, "_HASHER", PasswordHasher(time_cost=2, memory_cost=32))
    denied(peopled, now)
    log_in(peopled, "hand", "hand-password", now)


def test_the_journal_keeps_who_came_and_who_did_not(peopled, now):
    token = log_in(peopled, "hand", "hand-password", now)
    peopled.run(lambda conn: log_out(conn, token, now + 5))
    peopled.run(lambda conn: log_out(conn, token, now + 6))
    for _time in range(5):
        denied(peopled, now + 7)
    denied(peopled, now + 8, "nobody")
    with peopled.reading() as conn:
        found = [(e.act, e.at - now) for e in journal.entries(conn, journal.Asked(actor="hand"))]
        strangers = list(journal.entries(conn, journal.Asked(actor="?")))
    assert found == [
        ("logged_in", 0),
        ("logged_out", 5),
        *[("login_failed", 7)] * 4,
        ("locked", 7),
    ]
    assert [(entry.act, entry.at - now) for entry in strangers] == [("login_failed", 8)]
    assert "nobody" not in str(strangers)


def test_limits_are_the_deployments(tmp_path):
    told = {"jurisdiction": "a", "session": "8h", "lockout": {"failures": 7, "time": "1h"}}
    settings = settings_of(told, tmp_path / "rexian.toml", {})
    assert limits_of(settings) == Limits(failures=7, lockout=3600, session=8 * 3600)
    usual = settings_of({"jurisdiction": "a"}, tmp_path / "rexian.toml", {})
    assert limits_of(usual) == Limits()
