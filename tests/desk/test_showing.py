"""Showing a ticket: to whom, with what masked, and never unnoticed."""

import json

import pytest
from fixture_desk import BY
from rexian.desk.attached import attachments
from rexian.desk.showing import told
from rexian.errors import InputError, Refused
from rexian.people.responsibilities import Responsibility, add_responsibilities
from rexian.privacy import journal
from rexian.privacy.erasure import erase
from rexian.privacy.vault import File

pytestmark = pytest.mark.documents

CALLER = {
    "name": "欧阳明月",
    "phone": "13812345678",
    "address": "弋阳县南岩镇建设路8号",
    "content": "欧阳明月反映每晚施工，回电13812345678",
}
CITIZENS = ("欧阳明月", "13812345678", "建设路8号")


def shown(desk, number, who="clerk", **more):
    return told(desk.deployment, desk.actor(who), number, **more)


def texts(found):
    return {text["name"]: text["text"] for text in found["secrets"]}


def journalled(desk, number):
    with desk.deployment.store.reading() as connection:
        return [(e.actor, e.act, dict(e.detail)) for e in journal.who_saw(connection, number)]


def test_a_ticket_is_one_json_document(desk):
    found = shown(desk, desk.signed(secrets=CALLER))
    assert json.loads(json.dumps(found)) == found


def test_how_it_stands(desk):
    number = desk.signed(kind="complaint", channel="city_12345", title="夜间施工")
    found = shown(desk, number, "handler")
    assert (found["number"], found["version"], found["stage"]) == (number, 4, "handling")
    assert (found["title"], found["kind"], found["channel"]) == (
        "夜间施工",
        "complaint",
        "city_12345",
    )
    assert found["facts"]["kind"] == "complaint"
    [holder] = found["holders"]
    assert (holder["unit"], holder["part"], holder["tier"]) == ("住建局", "host", "host")
    assert holder["since"] == "2026-03-02T09:00:00+08:00"


def test_the_clocks_with_what_is_left_and_their_clauses(desk):
    number = desk.signed()
    clocks = {clock["clock"]: clock for clock in shown(desk, number)["clocks"]}
    close, sign = clocks["close"], clocks["sign"]
    assert close["due_at"] == "2026-03-16T23:59:59+08:00"
    assert close["remaining"] == 14 * 86400 + 15 * 3600 - 1
    assert (close["late"], close["done_at"]) == (False, None)
    assert [c["locator"] for c in close["citations"]] == ["第十三条"]
    assert (sign["done_at"], sign["remaining"], sign["late"]) == (
        "2026-03-02T09:00:00+08:00",
        None,
        False,
    )
    desk.at("2026-03-17T00:00")
    clocks = {clock["clock"]: clock for clock in shown(desk, number)["clocks"]}
    assert (clocks["close"]["late"], clocks["close"]["remaining"]) == (True, -1)


def test_a_co_handling_units_clocks_stand_under_its_name(desk):
    number = desk.signed()
    desk.at("2026-03-03T09:00")
    desk.act("clerk", "dispatch", number, {"unit": "城管局", "part": "co"})
    signs = {
        clock["unit"]: clock for clock in shown(desk, number)["clocks"] if clock["clock"] == "sign"
    }
    assert signs["城管局"]["due_at"] == "2026-03-04T23:59:59+08:00"
    assert signs["城管局"]["citations"][0]["locator"] == "第十三条"
    assert signs[None]["done_at"] is not None


def test_the_timeline_tells_who_did_what_when_and_why_against_the_rules(desk):
    number = desk.signed()
    desk.at("2026-03-02T10:00")
    desk.act("handler", "contact", number, {"mode": "sms"}, at=desk.clock.now - 600)
    entries = shown(desk, number)["timeline"]
    assert [entry["type"] for entry in entries] == [
        "received",
        "accepted",
        "dispatched",
        "signed",
        "contacted",
    ]
    assert [entry["seq"] for entry in entries] == [1, 2, 3, 4, 5]
    last = entries[-1]
    assert (last["actor"], last["role"], last["unit"]) == ("handler", "handler", "住建局")
    assert last["at"] == "2026-03-02T09:50:00+08:00"
    assert last["recorded"] == "2026-03-02T10:00:00+08:00"
    assert last["fields"]["mode"] == "sms"
    assert entries[3]["notes"]["stopped"][0]["done_at"] == "2026-03-02T09:00:00+08:00"


def test_what_was_declared_void_or_mended_shows_as_that(desk):
    number = desk.signed()
    desk.act("handler", "contact", number, {"mode": "sms"})
    desk.act("handler", "contact", number, {"mode": "phone"})
    desk.act("admin", "void", number, {"seq": 5, "reason": "录错"})
    desk.act("admin", "correct", number, {"seq": 6, "fields": {"mode": "sms"}, "reason": "录错"})
    entries = {entry["seq"]: entry for entry in shown(desk, number)["timeline"]}
    assert entries[5]["void"] is True
    assert entries[6]["void"] is False
    assert entries[6]["corrected_by"] == 8


def test_personal_data_are_masked_everywhere(desk):
    number = desk.dispatched(secrets=CALLER, title="施工扰民，电话13812345678")
    found = shown(desk, number, "handler")
    assert texts(found) == {
        "name": "欧阳**",
        "phone": "138****5678",
        "address": "弋阳县南岩镇*****",
        "content": "欧阳**反映每晚施工，回电138****5678",
    }
    whole = json.dumps(found, ensure_ascii=False)
    assert not any(datum in whole for datum in CITIZENS)


def test_looking_is_entered_in_the_journal_and_so_is_revealing_with_its_purpose(desk):
    number = desk.dispatched(secrets=CALLER)
    shown(desk, number, "handler")
    found = shown(desk, number, reveal="回访核实")
    assert texts(found) == CALLER
    assert journalled(desk, number) == [
        ("handler", "viewed", {}),
        ("clerk", "revealed", {"purpose": "回访核实"}),
    ]


def test_nothing_is_revealed_without_a_purpose(desk):
    number = desk.new(secrets=CALLER)
    with pytest.raises(InputError, match="--reveal PURPOSE"):
        shown(desk, number, reveal="  ")
    assert journalled(desk, number) == []


def test_nothing_is_revealed_to_whom_it_is_not_permitted(desk):
    number = desk.new(secrets=CALLER)
    with pytest.raises(Refused, match="see personal data"):
        shown(desk, number, "admin", reveal="好奇")
    assert journalled(desk, number) == []
    assert texts(shown(desk, number, "admin"))["phone"] == "138****5678"


def test_who_asked_to_remain_unknown_is_so_to_the_units(open_desk):
    desk = open_desk("nanchang_city")
    first = desk.dispatched(secrets=CALLER, identity="confidential")
    number = desk.dispatched(
        secrets=CALLER, identity="confidential", refusal_grounds=[], findings=[]
    )
    found = shown(desk, number, "handler")
    assert found["rulings"]["identity_masking"]["outcome"]["mask"] is True
    assert texts(found)["name"] == "****"
    assert texts(found)["phone"] == "*" * 11
    assert texts(found)["content"] == "欧阳**反映每晚施工，回电138****5678"
    assert found["same_caller"] == []
    with pytest.raises(Refused, match="第十三条"):
        shown(desk, number, "handler", reveal="联系")
    assert texts(shown(desk, number, reveal="回访"))["name"] == "欧阳明月"
    assert shown(desk, number)["same_caller"] == [first]


def test_a_ticket_that_is_not_ones_own_is_not_there(desk):
    number = desk.dispatched("住建局")
    with pytest.raises(InputError, match=f"there is no ticket {number}"):
        shown(desk, number, "other")
    with pytest.raises(InputError, match="there is no ticket 1"):
        shown(desk, "1", "other")
    assert journalled(desk, number) == []


def test_a_report_is_never_shown_to_the_unit_that_it_is_about(desk):
    number = desk.dispatched("住建局", kind="report")
    desk.act("clerk", "classify", number, {"about": "住建局"})
    for who in ("handler", "head", "principal", "section"):
        with pytest.raises(InputError, match="there is no ticket"):
            shown(desk, number, who)
    assert shown(desk, number, "inspector")["about"] == "住建局"


def test_the_same_callers_tickets_and_those_linked_as_far_as_one_sees_them(desk):
    first = desk.dispatched("城管局", secrets=CALLER)
    second = desk.dispatched("住建局", secrets=CALLER)
    desk.act("clerk", "link", second, {"ticket": first})
    found = shown(desk, second)
    assert (found["same_caller"], found["linked"], found["calls"]) == ([first], [first], 2)
    found = shown(desk, second, "handler")
    assert (found["same_caller"], found["linked"]) == ([], [])


def test_callers_without_a_number_are_not_taken_for_one(desk):
    desk.new()
    assert shown(desk, desk.new())["same_caller"] == []


def test_what_has_been_erased_is_not_there(desk):
    number = desk.new(secrets=CALLER)
    ticket = desk.ticket(number).id
    desk.deployment.store.run(lambda connection: erase(connection, ticket))
    found = shown(desk, number, reveal="回访")
    assert set(texts(found).values()) == {None}


def test_attachments_are_named_and_taken_out_for_a_purpose(desk):
    number = desk.new(secrets=CALLER)
    file = File("13812345678.txt", b"every night")
    desk.act("clerk", "note", number, secrets={"text": "见附件"}, files=(file,))
    found = shown(desk, number)
    assert [text["text"] for text in found["secrets"] if text["seq"] == 2] == [
        "见附件",
        "138****5678.txt",
    ]
    assert attachments(desk.deployment, desk.actor("clerk"), number, "核实") == [(2, file)]
    assert journalled(desk, number)[-1] == (
        "clerk",
        "exported",
        {"purpose": "核实", "what": "attachments"},
    )
    with pytest.raises(Refused):
        attachments(desk.deployment, desk.actor("admin"), number, "好奇")


PLACES = ("nanchang_city", "nanchang_nrp", "nanchang_amr", "yiyang", "shicheng")


@pytest.mark.parametrize("place", PLACES)
def test_under_every_document_all_its_questions_are_answered(open_desk, place):
    desk = open_desk(place)
    found = shown(desk, desk.signed())
    assert len(found["rulings"]) >= 30
    assert {clock["question"] for clock in found["clocks"]} <= set(found["rulings"])
    assert all(each["allowed"] is (each["why"] is None) for each in found["allowed"].values())


def test_who_answers_for_it_is_told_until_somebody_has_it(desk):
    entry = Responsibility("real_estate_registration", "住建局", "城关镇", "权责清单第3项")
    desk.deployment.store.run(lambda connection: add_responsibilities(connection, [entry], BY))
    number = desk.new(subject="real_estate_registration", area="城关镇")
    found = told(desk.deployment, desk.actor("clerk"), number)["routing"]
    assert found["suggested"] == [{"unit": "住建局", "area": "城关镇", "source": "权责清单第3项"}]
    assert found["principle"] == ["territory", "who_manages"]
    desk.act("clerk", "accept", number)
    desk.act("clerk", "dispatch", number, {"unit": "住建局"})
    assert told(desk.deployment, desk.actor("clerk"), number)["routing"] is None
