"""Acting: who saw what, what is against the rules, what is asked twice, what ends a ticket."""

import pytest
from rexian.desk.erasing import erase_personal_data
from rexian.errors import Conflicting, InputError, Refused
from rexian.instants import parse_instant

pytestmark = pytest.mark.documents
REASON = "县长批示由本局办理，联系 13812345678"


def clock(desk, number, name, unit="", tier="host"):
    rows = desk.projection(number).clocks
    return next(c for c in rows if (c.unit, c.tier, c.clock) == (unit, tier, name))


# --- the version somebody saw


def test_whoever_saw_an_earlier_version_is_told_who_came_first(desk):
    number = desk.dispatched()
    desk.act("handler", "sign", number)
    before = desk.records(number)
    with pytest.raises(Conflicting, match=f"{number}: handler came first: signed"):
        desk.act("handler", "feedback", number, expected=3)
    assert desk.records(number) == before
    assert desk.act("handler", "feedback", number, expected=4).version == 5


@pytest.mark.parametrize("never", [0, -1, 4, 99])
def test_a_version_that_never_was_is_no_version_seen(desk, never):
    number = desk.dispatched()
    with pytest.raises(InputError, match=f"{number}: there is no version {never}.* 3"):
        desk.act("handler", "sign", number, expected=never)


def test_what_came_of_it_tells_version_and_stage(desk):
    done = desk.act("handler", "sign", desk.dispatched())
    assert (done.version, done.stage, done.told, done.overridden) == (4, "handling", (), ())


# --- against the rules


def refusable(desk):
    """A ticket of which a ground for refusal has been found: Yiyang's article 10(4)."""
    return desk.new(refusal_grounds=["petition_channel"])


def test_a_ground_for_refusal_stands_against_accepting_with_its_clause(desk):
    with pytest.raises(Refused, match="第十条"):
        desk.act("clerk", "accept", refusable(desk))


def test_who_may_override_gives_a_reason_and_the_ledger_keeps_it(desk):
    number = refusable(desk)
    with pytest.raises(Refused):
        desk.act("leader", "accept", number)
    done = desk.act("leader", "accept", number, override=REASON)
    assert (done.stage, [each.id for each in done.overridden]) == ("accepted", ["petition_channel"])
    told = desk.records(number)[-1].notes["override"]
    assert told["reason"] == "县长批示由本局办理，联系 138****5678"
    assert [(each["id"], each["question"]) for each in told["against"]] == [
        ("petition_channel", "accept")
    ]
    assert "第十条" in told["against"][0]["said"]


def test_who_may_not_override_is_told_who_may(desk):
    with pytest.raises(Refused, match=r"第十条.*act against the rules: this is for leader"):
        desk.act("clerk", "accept", refusable(desk), override=REASON)


def test_no_reason_moves_the_stage(desk):
    number = desk.new()
    with pytest.raises(Refused, match="at the stage to be accepted"):
        desk.act("leader", "decide_return", number, {"granted": True}, override=REASON)


def test_nothing_is_noted_where_there_was_nothing_to_override(desk):
    number = desk.new()
    assert desk.act("leader", "accept", number, override=REASON).overridden == ()
    assert desk.records(number)[-1].notes == {}


# --- what is asked twice


def test_the_same_request_under_the_same_key_is_done_once(desk):
    number = desk.dispatched()
    first = desk.act("handler", "sign", number, key="platform-1")
    again = desk.act("handler", "sign", number, key="platform-1")
    assert (again.number, again.version, again.stage) == (number, first.version, first.stage)
    assert len(desk.records(number)) == 4


def test_another_request_under_the_same_key_is_refused(desk):
    number = desk.dispatched()
    desk.act("handler", "sign", number, key="platform-1")
    with pytest.raises(Refused, match=f"platform-1 asked for something else before.*{number}"):
        desk.act("handler", "feedback", number, key="platform-1")
    with pytest.raises(Refused, match="something else"):
        desk.new(key="platform-1")
    assert len(desk.records(number)) == 4


def test_a_ticket_is_taken_down_once_under_a_key(desk):
    first, again = (desk.new(key="k", secrets={"phone": "13800138000"}) for _ in range(2))
    assert first == again
    with pytest.raises(Refused, match="something else"):
        desk.new(key="k", secrets={"phone": "13900139000"})
    assert desk.counts() == {"received": 1}


# --- the end


def archived(desk):
    number = desk.new(secrets={"phone": "13800138000", "content": "夜间施工"})
    desk.act("clerk", "withdraw", number, {"reason": "诉求人撤回"})
    desk.act("clerk", "archive", number)
    return number


def test_an_archived_ticket_takes_notes_and_nothing_else(desk):
    number = archived(desk)
    assert (desk.row(number).stage, desk.row(number).is_open) == ("archived", False)
    for command, fields in (("classify", {"kind": "help"}), ("accept", {}), ("archive", {})):
        with pytest.raises(Refused, match="archived"):
            desk.act("clerk", command, number, fields)
    with pytest.raises(Refused, match="archived"):
        desk.act("admin", "void", number, {"seq": 2, "reason": "误撤"})
    assert desk.act("clerk", "note", number, secrets={"text": "补充"}).stage == "archived"


def test_erasing_waits_for_the_archive_and_for_the_years_that_it_is_kept(desk):
    number = desk.new(secrets={"phone": "13800138000"})
    admin = desk.actor("admin")
    with pytest.raises(Refused, match="archive it first"):
        erase_personal_data(desk.deployment, admin, number, "到期")
    number = archived(desk)
    with pytest.raises(Refused, match=r"to be kept until 2029-03-02 .*第十二条"):
        erase_personal_data(desk.deployment, admin, number, "到期")
    with pytest.raises(Refused, match="administrator"):
        erase_personal_data(desk.deployment, desk.actor("leader"), number, "到期")


def test_what_is_erased_stays_in_the_chain_and_takes_no_text_any_more(desk):
    number = archived(desk)
    before = desk.ticket(number)
    desk.at("2029-03-03T09:00")
    assert erase_personal_data(desk.deployment, desk.actor("admin"), number, "到期")
    assert not erase_personal_data(desk.deployment, desk.actor("admin"), number, "到期")
    after = desk.ticket(number)
    assert (after.records, after.link, after.before) == (before.records, before.link, before.before)
    with pytest.raises(Refused, match="personal data are erased"):
        desk.act("clerk", "note", number, secrets={"text": "补充"})
    assert desk.act("clerk", "note", number).version == before.standing.version + 1


def test_a_caller_whose_data_are_erased_is_not_found_again(desk):
    number = archived(desk)
    desk.at("2029-03-03T09:00")
    erase_personal_data(desk.deployment, desk.actor("admin"), number, "到期")
    other = desk.new(secrets={"phone": "13800138000"})
    assert desk.records(other)[0].fields.keys() >= {"facts", "locked"}
    assert "caller" not in str(desk.records(other))


# --- what nobody wrote down rightly


@pytest.mark.parametrize(
    ("command", "fields", "told"),
    [
        ("sing", {}, "there is no command sing; did you mean sign"),
        ("dispatch", {}, "unit is missing"),
        ("dispatch", {"unit": "住建厅"}, "there is no unit 住建厅; did you mean 住建局"),
        ("dispatch", {"unti": "住建局"}, "unti"),
        ("accept", {"seq": 1}, "seq"),
    ],
)
def test_what_is_written_wrongly_is_one_line(desk, command, fields, told):
    with pytest.raises(InputError, match=told) as caught:
        desk.act("clerk", command, desk.new(), fields)
    assert "\n" not in str(caught.value)


def test_a_command_takes_no_text_but_its_own(desk):
    with pytest.raises(InputError, match="accept takes no text content"):
        desk.act("clerk", "accept", desk.new(), secrets={"content": "夜间施工"})


def test_there_is_no_ticket_of_that_number(desk):
    with pytest.raises(InputError, match="there is no ticket 202603029999"):
        desk.act("clerk", "accept", "202603029999")


def test_time_on_a_ticket_never_runs_backwards(desk):
    """Two machines' clocks differ by seconds: the later act is not before the earlier one."""
    number = desk.dispatched()
    desk.at("2026-03-02T10:00:05").act("handler", "sign", number)
    desk.at("2026-03-02T10:00:02").act("handler", "feedback", number)
    signed, fed_back = desk.records(number)[-2:]
    assert fed_back.occurred == fed_back.recorded == signed.occurred
    assert clock(desk, number, "sign").done_at == parse_instant("2026-03-02T10:00:05")
