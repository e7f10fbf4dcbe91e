"""Drafts: kept locked for whoever wrote them, given back whole, gone when they should be."""

import json

import pytest
from rexian.desk import drafts
from rexian.desk.asking import Entered
from rexian.desk.erasing import erase_personal_data
from rexian.desk.rekeying import rekey
from rexian.errors import Refused
from rexian.privacy.keyfile import read_key_file
from rexian.privacy.vault import Vault
from rexian.store.schema import drafts as table
from rexian.store.schema import journal
from sqlalchemy import select

pytestmark = pytest.mark.documents

TEXT = "欧阳明月反映每晚施工"


def entered(number="", **more):
    texts = {"content": TEXT} if not number else {"text": TEXT}
    return Entered(number=number, texts=texts, **more)


def keep(desk, who, command, told):
    drafts.keep(desk.deployment, desk.actor(who), command, told)


def found(desk, who, command, number=""):
    return drafts.draft_of(desk.deployment, desk.actor(who), command, number)


def rows(desk):
    with desk.deployment.store.reading() as connection:
        return connection.execute(select(table)).all()


def test_a_draft_is_given_back_as_it_was_left(desk):
    told = entered(
        fields={"kind": "投诉", "difficult": False, "findings": ["key_case", "别的"]},
        files=("照片.jpg",),
    )
    keep(desk, "clerk", "new", told)
    draft = found(desk, "clerk", "new")
    assert (draft.entered, draft.saved, draft.left_out) == (told, desk.clock.now, ())


def test_what_is_written_over_is_gone(desk):
    keep(desk, "clerk", "new", entered())
    desk.at("2026-03-02T09:05")
    later = Entered(texts={"content": "改了"})
    keep(desk, "clerk", "new", later)
    assert (found(desk, "clerk", "new").entered, len(rows(desk))) == (later, 1)
    assert found(desk, "clerk", "new").saved == desk.clock.now


def test_everybody_has_his_own(desk):
    number = desk.signed()
    keep(desk, "handler", "feedback", entered(number))
    assert found(desk, "head", "feedback", number) is None
    assert found(desk, "handler", "reply", number) is None
    assert found(desk, "handler", "feedback", number).entered == entered(number)


def test_an_empty_one_is_none(desk):
    keep(desk, "clerk", "new", entered())
    keep(desk, "clerk", "new", Entered())
    assert found(desk, "clerk", "new") is None
    assert rows(desk) == []


def test_nothing_of_it_stands_in_plain(desk):
    keep(desk, "clerk", "new", entered())
    keep(desk, "handler", "feedback", entered(desk.signed()))
    for row in rows(desk):
        assert TEXT.encode() not in row.locked
        assert json.dumps(TEXT)[1:-1].encode() not in row.locked


def test_one_of_a_ticket_is_locked_with_the_tickets_key(desk):
    number = desk.signed()
    keep(desk, "handler", "feedback", entered(number))
    [row] = rows(desk)
    with pytest.raises(Exception, match="key file does not fit"):
        desk.deployment.vault.unlock_text(row.locked)


def test_ones_drafts_are_listed_the_newest_first(desk):
    number = desk.signed(title="夜间施工")
    keep(desk, "handler", "reply", entered(number))
    desk.at("2026-03-02T10:00")
    keep(desk, "handler", "feedback", entered(number))
    listed = drafts.drafts_of(desk.deployment, desk.actor("handler"))
    assert [(each.command, each.title) for each in listed] == [
        ("feedback", "夜间施工"),
        ("reply", "夜间施工"),
    ]
    assert drafts.drafts_of(desk.deployment, desk.actor("clerk")) == []


def test_one_is_thrown_away(desk):
    keep(desk, "clerk", "new", entered())
    clerk = desk.actor("clerk")
    assert drafts.discard(desk.deployment, clerk, "new", "")
    assert not drafts.discard(desk.deployment, clerk, "new", "")
    assert found(desk, "clerk", "new") is None


def test_what_a_command_no_longer_asks_is_left_out_and_told(desk):
    old = Entered(fields={"kind": "投诉", "weather": "雨"}, texts={"content": "一", "voice": "二"})
    keep(desk, "clerk", "new", old)
    draft = found(desk, "clerk", "new")
    assert draft.left_out == ("voice", "weather")
    assert draft.entered == Entered(fields={"kind": "投诉"}, texts={"content": "一"})


def test_whoever_erases_a_ticket_erases_its_drafts(desk):
    number = desk.new(secrets={"phone": "13800138000"})
    desk.act("clerk", "withdraw", number, {"reason": "诉求人撤回"})
    desk.act("clerk", "archive", number)
    keep(desk, "clerk", "note", entered(number))
    keep(desk, "clerk", "new", entered())
    desk.at("2029-03-03T09:00")
    erase_personal_data(desk.deployment, desk.actor("admin"), number, "到期")
    assert [row.number for row in rows(desk)] == [""]
    with pytest.raises(Refused, match="erased"):
        keep(desk, "clerk", "note", entered(number))


def test_a_new_key_reads_the_drafts_and_the_old_one_is_refused(desk):
    number = desk.signed()
    keep(desk, "clerk", "new", entered())
    keep(desk, "handler", "feedback", entered(number))
    rekey(desk.deployment, "admin", drop_old=True)
    with pytest.raises(Refused, match="start Rexian anew"):
        found(desk, "clerk", "new")
    with pytest.raises(Refused, match="start Rexian anew"):
        keep(desk, "clerk", "accept", Entered(number="", texts={"content": "换钥之后"}))
    new = Vault(read_key_file(desk.deployment.settings.key_file))
    [locked] = [row.locked for row in rows(desk) if row.number == ""]
    assert TEXT in new.unlock_text(locked)


def test_neither_log_nor_journal_tells_of_them(desk):
    number = desk.signed()
    before = len(journalled(desk))
    keep(desk, "handler", "feedback", entered(number))
    found(desk, "handler", "feedback", number)
    assert len(journalled(desk)) == before


def journalled(desk):
    with desk.deployment.store.reading() as connection:
        return connection.execute(select(journal)).all()
