"""Passwords and their hashes."""

import pytest
from argon2 import PasswordHasher, extract_parameters
from argon2.profiles import RFC_9106_LOW_MEMORY
from hypothesis import given
from hypothesis import strategies as st
from rexian.errors import InputError
from rexian.people import passwords


@given(st.text(min_size=1, max_size=20), st.text(min_size=1, max_size=20))
def test_only_the_same_password_matches(password, other):
    stored = passwords.hashed(password)
    assert passwords.matches(password, stored)
    same = passwords._plain(password) == passwords._plain(other)
    assert passwords.matches(other, stored) is same


def test_a_password_is_the_same_from_every_keyboard():
    assert passwords.matches("ＡＢ１２３４５６", passwords.hashed("AB123456"))


def test_the_same_password_is_hashed_anew_each_time():
    assert passwords.hashed("one-password") != passwords.hashed("one-password")


@pytest.mark.parametrize("stored", [None, "", "not a hash"])
def test_nothing_matches_where_there_is_no_hash(stored):
    assert not passwords.matches("", stored)


def test_a_hash_made_with_other_parameters_is_outdated(monkeypatch):
    stored = passwords.hashed("one-password")
    assert not passwords.outdated(stored)
    monkeypatch.setattr(passwords, "_HASHER", PasswordHasher(time_cost=2, memory_cost=16))
    assert passwords.outdated(stored)


def test_by_default_the_parameters_are_those_recommended(monkeypatch):
    monkeypatch.undo()
    held = passwords._argon2()
    assert (held.time_cost, held.memory_cost) == (
        RFC_9106_LOW_MEMORY.time_cost,
        RFC_9106_LOW_MEMORY.memory_cost,
    )


def test_a_generated_password_may_be_set():
    found = {passwords.generated() for _time in range(20)}
    assert len(found) == 20
    for password in found:
        passwords.check_password(password, "someone")


def test_a_password_of_eight_characters_is_long_enough():
    passwords.check_password("八个汉字也就够了", "someone")
    with pytest.raises(InputError, match="at least 8 characters"):
        passwords.check_password("七个汉字不够长", "someone")


class Watched(PasswordHasher):
    """Notes by which parameters, and so how long, each password is compared."""

    def __init__(self, **parameters):
        super().__init__(**parameters)
        self.compared = []

    def verify(self, stored, password):
        self.compared.append(extract_parameters(stored))
        return super().verify(stored, password)


def test_comparing_takes_the_same_work_where_there_is_no_such_user(monkeypatch):
    hasher = Watched(time_cost=2, memory_cost=4096)
    monkeypatch.setattr(passwords, "_HASHER", hasher)
    passwords._nobodys.cache_clear()
    assert not passwords.matches("wrong-password", passwords.hashed("one-password"))
    assert not passwords.matches("wrong-password", None)
    some, none = hasher.compared
    assert some == none
