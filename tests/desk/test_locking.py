"""Locking: texts are kept apart from the record, which holds their digests and nothing more."""

import pytest
from rexian.desk.acts import Act
from rexian.desk.preparing import prepare
from rexian.errors import InputError
from rexian.privacy.erasure import key_of
from rexian.privacy.vault import File, UnreadableError
from rexian.store.schema import secrets
from sqlalchemy import select

pytestmark = pytest.mark.documents
TEXT = "已到场处理，电话 13812345678"


def kept(desk, number):
    """The locked texts of a ticket, unlocked, by their digests."""
    with desk.deployment.store.reading() as connection:
        ticket = desk.ticket(number).id
        key = key_of(connection, desk.deployment.vault, ticket)
        rows = connection.execute(select(secrets).where(secrets.c.ticket == ticket)).all()
        return {row.digest: (row.name, key.unlock(row.locked)) for row in rows}


def test_a_reply_is_kept_whole_and_the_ledger_holds_its_digest(desk):
    number = desk.signed()
    desk.act("handler", "reply", number, {"medium": "platform"}, secrets={"text": TEXT})
    record = desk.records(number)[-1]
    digest = record.fields["locked"]["text"]
    assert kept(desk, number) == {digest: ("text", TEXT)}
    assert "13812345678" not in str(record)


def test_the_same_text_twice_is_locked_twice(desk):
    number = desk.signed()
    for _n in range(2):
        desk.act("handler", "feedback", number, secrets={"text": TEXT})
    assert list(kept(desk, number).values()) == [("text", TEXT)] * 2


def test_a_text_without_a_character_is_none(desk):
    number = desk.signed()
    desk.act("handler", "feedback", number, secrets={"text": " \n"})
    assert "locked" not in desk.records(number)[-1].fields


def test_a_file_is_locked_with_its_name(desk):
    number = desk.signed()
    photo = File("现场.jpg", b"\xff\xd8")
    desk.act("handler", "reply", number, {"medium": "platform"}, files=(photo,))
    assert list(desk.records(number)[-1].fields["locked"]) == ["file.1"]
    with pytest.raises(InputError, match="takes no text file"):
        desk.act("clerk", "remind", number, {"about": "reply"}, files=(photo,))


def test_nothing_is_locked_by_a_step_that_is_refused(desk):
    number = desk.dispatched()
    with pytest.raises(InputError):
        desk.act("handler", "feedback", number, {"knd": 1}, secrets={"text": TEXT})
    with pytest.raises(InputError):
        prepare(
            desk.deployment,
            desk.actor("other"),
            Act("feedback", number, secrets={"text": TEXT}),
        )
    assert kept(desk, number) == {}


def test_each_ticket_has_a_key_of_its_own(desk):
    one, other = (desk.new(secrets={"content": TEXT}) for _n in range(2))
    with desk.deployment.store.reading() as connection:
        row = connection.execute(
            select(secrets.c.locked).where(secrets.c.ticket == desk.ticket(one).id)
        ).one()
        key = key_of(connection, desk.deployment.vault, desk.ticket(other).id)
    with pytest.raises(UnreadableError):
        key.unlock(row.locked)
