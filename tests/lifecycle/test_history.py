"""From records to a case: void, corrected, classified, linked."""

from rexian.instants import parse_instant
from rexian.lifecycle.history import case_of, facts_told, happened, holding, voided
from rexian.lifecycle.record import Record

NOON = parse_instant("2026-03-02T12:00")


def record(seq, kind, minutes=0, /, **fields):
    at = NOON + 60 * minutes
    return Record(seq, kind, at, at, "a", "clerk", "cli", fields)


RECEIVED = record(1, "received", facts={"kind": "complaint", "received_at": "2026-03-02T12:00"})
DISPATCHED = record(2, "dispatched", 5, unit="甲局", unit_type="township")
SIGNED = record(3, "signed", 9, unit="甲局")
LIFE = (RECEIVED, DISPATCHED, SIGNED)


def events(*records):
    return [(e.type, e.at, e.unit) for e in case_of("7", records).events]


def test_records_become_the_events_of_a_case_with_its_facts():
    case = case_of("7", LIFE)
    assert (case.id, case.ticket["number"], case.ticket["kind"]) == ("7", "7", "complaint")
    assert case.ticket["received_at"] == NOON
    assert events(*LIFE) == [
        ("received", NOON, None),
        ("dispatched", NOON + 300, "甲局"),
        ("signed", NOON + 540, "甲局"),
    ]


def test_events_stand_in_the_order_in_which_they_happened():
    late = record(4, "contacted", 7, mode="sms")
    assert [e[0] for e in events(*LIFE, late)] == ["received", "dispatched", "contacted", "signed"]
    assert [r.seq for r in happened([*LIFE, late])] == [1, 2, 4, 3]


def test_what_happens_later_than_now_is_left_out():
    assert len(case_of("7", LIFE, now=NOON + 300).events) == 2


def test_what_is_locked_and_what_the_desk_alone_records_is_no_event():
    more = [
        record(4, "noted", locked={"text": "00"}),
        record(5, "fell_due", clock="sign", unit="", due_at=NOON),
        record(6, "feedback", 20, unit="甲局", locked={"text": "00"}),
    ]
    assert [e[0] for e in events(*LIFE, *more)] == ["received", "dispatched", "signed", "feedback"]


def test_later_statements_say_better():
    more = [
        record(4, "classified", facts={"kind": "help", "difficult": True}),
        record(5, "classified", facts={"difficult": False}),
    ]
    told = facts_told([*LIFE, *more])
    assert (told["kind"], told["difficult"]) == ("help", False)


def test_a_void_statement_says_nothing():
    more = [
        record(4, "classified", facts={"kind": "help"}),
        record(5, "voided", seq=4, reason="x"),
    ]
    assert facts_told([*LIFE, *more])["kind"] == "complaint"


def test_a_link_says_how_often_and_one_without_a_count_says_nothing():
    assert facts_told([*LIFE, record(4, "linked", ticket="8", calls=3)])["calls"] == 3
    assert "calls" not in facts_told([*LIFE, record(4, "linked", ticket="8")])


def test_a_voiding_is_void_itself_where_a_later_one_says_so():
    once = [*LIFE, record(4, "voided", seq=3, reason="x")]
    twice = [*once, record(5, "voided", seq=4, reason="x")]
    thrice = [*twice, record(6, "voided", seq=5, reason="x")]
    assert [voided(each) for each in (once, twice, thrice)] == [{3}, {4}, {5, 3}]
    assert [[e[0] for e in events(*each)] for each in (once, twice, thrice)] == [
        ["received", "dispatched"],
        ["received", "dispatched", "signed"],
        ["received", "dispatched"],
    ]


def test_a_correction_mends_time_and_particulars_and_keeps_the_rest():
    more = record(4, "corrected", seq=2, at="2026-03-02T12:03", fields={"unit": "乙局"}, reason="x")
    mended = holding([*LIFE, more])[1]
    assert (mended.occurred, mended.fields) == (
        NOON + 180, {"unit": "乙局", "unit_type": "township"},
    )  # fmt: skip
    assert events(*LIFE, more)[1] == ("dispatched", NOON + 180, "乙局")


def test_of_two_corrections_each_holds_and_a_void_one_does_not():
    more = [
        record(4, "corrected", seq=2, at="2026-03-02T12:03", fields={}, reason="x"),
        record(5, "corrected", seq=2, fields={"unit": "乙局"}, reason="x"),
    ]
    assert events(*LIFE, *more)[1] == ("dispatched", NOON + 180, "乙局")
    void = record(6, "voided", seq=4, reason="x")
    assert events(*LIFE, *more, void)[1] == ("dispatched", NOON + 300, "乙局")


def test_a_correction_of_what_is_void_mends_nothing():
    more = [
        record(4, "voided", seq=3, reason="x"),
        record(5, "corrected", seq=3, at="2026-03-02T12:03", fields={}, reason="x"),
    ]
    assert [e[0] for e in events(*LIFE, *more)] == ["received", "dispatched"]


def test_a_ticket_that_is_void_keeps_what_was_told_of_it():
    void = [*LIFE, record(4, "voided", seq=1, reason="x")]
    assert facts_told(void) == {"kind": "complaint", "received_at": "2026-03-02T12:00"}
    assert [e[0] for e in events(*void)] == ["dispatched", "signed"]
