"""A program that goes on with the old key while another puts a new one in its place."""

from dataclasses import replace

import pytest
from rexian.desk import checkpoints
from rexian.desk.rekeying import rekey
from rexian.errors import Refused
from rexian.privacy.keyfile import read_key_file
from rexian.privacy.vault import Vault
from rexian.store import schema
from sqlalchemy import func, select

pytestmark = pytest.mark.documents

ANEW = "start Rexian anew"


@pytest.fixture(params=[True, False], ids=["dropped", "kept"])
def rekeyed(request, desk):
    """A desk whose key was replaced while it was open, with a ticket in it."""
    desk.number = desk.new(secrets={"phone": "13800138000"})
    rekey(desk.deployment, "admin", drop_old=request.param)
    return desk


def rows(desk):
    with desk.deployment.store.reading() as connection:
        tables = (schema.events, schema.keys, schema.secrets, schema.checkpoints, schema.requests)
        return [connection.scalar(select(func.count()).select_from(table)) for table in tables]


def anew(desk):
    """The same place opened by a program that was started since."""
    vault = Vault(read_key_file(desk.deployment.settings.key_file))
    desk.deployment = replace(desk.deployment, vault=vault)
    return desk


def test_nothing_is_written_with_the_old_key(rekeyed):
    before = rows(rekeyed)
    with pytest.raises(Refused, match=ANEW):
        rekeyed.new(secrets={"phone": "13800138001"})
    with pytest.raises(Refused, match=ANEW):
        rekeyed.act("clerk", "accept", rekeyed.number, key="outside-1")
    with pytest.raises(Refused, match=ANEW):
        rekeyed.deployment.store.run(
            lambda c: checkpoints.anchor(c, rekeyed.deployment.vault, rekeyed.clock.now)
        )
    assert rows(rekeyed) == before


def test_with_the_new_key_it_goes_on(rekeyed):
    anew(rekeyed).act("clerk", "accept", rekeyed.number)
    assert rekeyed.row(rekeyed.number).stage == "accepted"
    assert rekeyed.new(secrets={"phone": "13800138000"})


def test_what_was_being_written_meanwhile_is_locked_anew_before_the_old_key_goes(desk, monkeypatch):
    """A ticket prepared before the key was replaced is written right after."""
    run, late = desk.deployment.store.run, []
    old = desk.deployment.vault.new_key().wrapped

    def overtaking(_self, work, **more):
        done = run(work, **more)
        if not late:
            late.append("written")
            number = select(schema.tickets.c.id)
            run(
                lambda c: c.execute(
                    schema.keys.update()
                    .where(schema.keys.c.ticket == c.scalar(number))
                    .values(wrapped=old)
                )
            )
        return done

    number = desk.new(title="夜间施工")
    monkeypatch.setattr(type(desk.deployment.store), "run", overtaking)
    rekey(desk.deployment, "admin", drop_old=True)
    monkeypatch.undo()
    with anew(desk).deployment.store.reading() as connection:
        wrapped = connection.scalar(select(schema.keys.c.wrapped))
    assert desk.deployment.vault.open_key(wrapped)
    assert number
