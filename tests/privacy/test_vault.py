"""The vault: what is locked opens with its key alone; callers are found without their number."""

import hashlib

import pytest
from cryptography.fernet import Fernet
from hypothesis import given
from hypothesis import strategies as st
from rexian.privacy.keyfile import new_key
from rexian.privacy.vault import File, UnreadableError, Vault, digest_of

OLD, NEW = new_key(), new_key()
VAULT = Vault(OLD.encode())
BOTH = Vault(f"{NEW}\n{OLD}".encode())
KEY = VAULT.new_key()


@given(st.text(max_size=200))
def test_a_text_comes_back(text):
    assert KEY.unlock(KEY.lock("content", text).locked) == text


@given(st.text(max_size=20), st.binary(max_size=200))
def test_a_file_comes_back_with_its_name(filename, content):
    file = File(filename, content)
    assert KEY.unlock_file(KEY.lock_file("attachment", file).locked) == file


def test_a_secret_is_named_and_digested_and_tells_nothing_else():
    secret = KEY.lock("phone", "13800001234")
    assert secret.name == "phone"
    assert secret.digest == hashlib.sha256(secret.locked).hexdigest() == digest_of(secret.locked)
    assert b"1234" not in secret.locked
    assert secret.locked != KEY.lock("phone", "13800001234").locked


def test_names_of_a_few_characters_are_locked_at_one_length():
    sizes = {len(KEY.lock("name", "甲" * n).locked) for n in (2, 3, 4, 5)}
    assert len(sizes) == 1


def test_when_it_was_locked_is_not_told():
    assert Fernet(OLD).extract_timestamp(VAULT.lock_text("told")) == 0


def test_another_tickets_key_opens_nothing():
    with pytest.raises(UnreadableError, match="damaged or another ticket's"):
        VAULT.new_key().unlock(KEY.lock("content", "told").locked)


def test_what_is_damaged_is_told():
    locked = bytearray(KEY.lock("content", "told").locked)
    locked[-10] ^= 1
    with pytest.raises(UnreadableError, match="damaged"):
        KEY.unlock(bytes(locked))


def test_a_tickets_key_opens_with_the_deployments_and_no_other():
    secret = KEY.lock("content", "told")
    assert VAULT.open_key(KEY.wrapped).unlock(secret.locked) == "told"
    with pytest.raises(UnreadableError, match="key file does not fit this database"):
        Vault(NEW.encode()).open_key(KEY.wrapped)


def test_a_key_shows_itself_to_nobody():
    told = repr(KEY) + repr(VAULT)
    assert KEY.wrapped.decode() not in told
    assert OLD not in told


def test_a_text_of_no_ticket():
    assert BOTH.unlock_text(VAULT.lock_text("联系人")) == "联系人"
    with pytest.raises(UnreadableError, match="key file"):
        VAULT.unlock_text(BOTH.lock_text("联系人"))


def test_locking_anew_takes_the_first_key():
    moved = BOTH.relocked(KEY.wrapped)
    secret = KEY.lock("content", "told")
    assert Vault(NEW.encode()).open_key(moved).unlock(secret.locked) == "told"
    with pytest.raises(UnreadableError):
        VAULT.open_key(moved)


SAME = ["13800001234", "138 0000 1234", "+86 138-0000-1234", "008613800001234", "013800001234"]
SAME_LANDLINE = ["0791-86000000", "(0791) 8600 0000", "+86 791 86000000", "0086-0791-86000000"]


@pytest.mark.parametrize("ways", [[*SAME, "１３８００００１２３４"], SAME_LANDLINE])
def test_a_number_has_one_tag_however_it_is_written(ways):
    assert len({VAULT.caller_tag(way) for way in ways}) == 1


def test_numbers_that_differ_have_tags_that_differ():
    numbers = ["13800001234", "13800001235", "86000000", "0791-86000000", "0793-86000000"]
    assert len({VAULT.caller_tag(number) for number in numbers}) == len(numbers)


@pytest.mark.parametrize("nothing", ["", " ", "拒绝提供", "-"])
def test_no_number_has_no_tag(nothing):
    assert VAULT.caller_tag(nothing) is None
    assert VAULT.caller_tags(nothing) == ()


def test_a_tag_is_the_deployments_own():
    other = Vault(NEW.encode())
    number = "13800001234"
    assert VAULT.caller_tag(number) == Vault(OLD.encode()).caller_tag(number)
    assert VAULT.caller_tag(number) != other.caller_tag(number)
    assert BOTH.caller_tags(number) == (other.caller_tag(number), VAULT.caller_tag(number))
    assert hashlib.sha256(number.encode()).hexdigest()[:32] != VAULT.caller_tag(number)


def test_a_seal_holds_for_its_root_under_any_of_the_keys():
    seal = VAULT.seal("root")
    assert BOTH.seal_holds("root", seal)
    assert not BOTH.seal_holds("rot", seal)
    assert not Vault(NEW.encode()).seal_holds("root", seal)
    assert seal != VAULT.caller_tag("root")


def test_each_purpose_has_a_key_of_its_own():
    assert not VAULT.seal("13800001234").startswith(VAULT.caller_tag("13800001234"))


@pytest.mark.parametrize("master", [b"", b"short"])
def test_what_is_no_key_makes_no_vault(master):
    with pytest.raises(ValueError):  # noqa: PT011 - whichever of cryptography's
        Vault(master)
