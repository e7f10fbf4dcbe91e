"""A case, read from mappings: canonical values, order, the moment, and the way back."""

import datetime as dt
import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rexian.errors import InputError
from rexian.instants import parse_instant
from rexian.model.case import Case, read_case, write_case
from rexian.model.events import EVENT_TYPES, Event
from rexian.model.fields import FieldType, Given
from rexian.model.ticket import FIELDS
from rexian.model.vocabulary import GIVEN_KEYS, GIVEN_SOURCES
from rexian.worktime.period import Period, Unit, working_days


def ticket(**facts):
    return read_case({"ticket": facts}).ticket


def event(kind, at="2025-10-09T09:00", **fields):
    return read_case({"ticket": {}, "events": [{"type": kind, "at": at, **fields}]}).events[0]


def at(text):
    return parse_instant(text)


class TestTicket:
    def test_only_what_was_given_is_there(self):
        assert ticket(kind="inquiry") == {"kind": "inquiry"}

    def test_chinese_and_english_labels_become_ids(self):
        facts = ticket(kind="投诉", channel="WeChat", faults=["办理不力", "delay"])
        assert facts == {
            "kind": "complaint",
            "channel": "wechat",
            "faults": ("poor_handling", "delay"),
        }

    def test_a_single_value_is_a_list_of_one_and_repeats_count_once(self):
        assert ticket(findings="key_case")["findings"] == ("key_case",)
        assert ticket(findings=["key_case", "重点案件"])["findings"] == ("key_case",)
        assert ticket(findings=[])["findings"] == ()

    @pytest.mark.parametrize("blank", [None, "", "  "])
    def test_a_blank_value_is_unknown(self, blank):
        assert ticket(kind=blank, difficult=blank, calls=blank, findings=blank) == {}

    @pytest.mark.parametrize(
        ("written", "meant"),
        [(True, True), ("是", True), ("yes", True), (False, False), ("否", False), ("No", False)],
    )
    def test_flags(self, written, meant):
        assert ticket(difficult=written)["difficult"] is meant

    @pytest.mark.parametrize(("written", "meant"), [(3, 3), ("3", 3), (1, 1)])
    def test_counts(self, written, meant):
        assert ticket(calls=written)["calls"] == meant

    @pytest.mark.parametrize("written", [0, -1, "three", 2.0, True, [2], "²", 10**12])
    def test_what_is_no_count(self, written):
        with pytest.raises(InputError, match=r"ticket: calls: .* is not a whole number from 1"):
            ticket(calls=written)

    @pytest.mark.parametrize("written", ["maybe", 1, 0, ["是"]])
    def test_what_is_no_flag(self, written):
        with pytest.raises(InputError, match=r"ticket: difficult: .* is neither true nor false"):
            ticket(difficult=written)

    @pytest.mark.parametrize(
        "written",
        [
            "2025-10-09",
            dt.date(2025, 10, 9),
            "2025-10-09T23:59:59",
            "2025-10-09T15:59:59+00:00",
            dt.datetime(2025, 10, 9, 15, 59, 59, tzinfo=dt.UTC),
        ],
    )
    def test_times(self, written):
        # 20,370 days from 1970-01-01 to 2025-10-09, and that day's last second
        assert ticket(received_at=written)["received_at"] == 20_370 * 86_400 + 86_399

    @pytest.mark.parametrize(
        "written",
        ["2025-02-30", "soon", 20251009, 3.5, True, ["2025-10-09"], "9999-12-31T23:00-05:00"],
    )
    def test_what_is_no_time(self, written):
        with pytest.raises(InputError, match="ticket: received_at: "):
            ticket(received_at=written)

    def test_a_number_is_text_whichever_way_it_is_written(self):
        assert ticket(number=20250930001) == ticket(number=" 20250930001 ")
        assert ticket(number="007")["number"] == "007"

    @pytest.mark.parametrize("written", [1.5, True, ["a"], {"a": 1}, Decimal(1)])
    def test_what_is_no_text(self, written):
        with pytest.raises(InputError, match=r"ticket: number: .* is not a text"):
            ticket(number=written)

    def test_a_subject_may_be_unheard_of(self):
        assert ticket(subject="不动产登记")["subject"] == "real_estate_registration"
        assert ticket(subject="river_dredging")["subject"] == "river_dredging"

    def test_given_limits(self):
        limits = ticket(given={"close": "2026-01-19", "签收": {"at": "2026-01-05T12:00"}})["given"]
        assert limits == {
            "close": Given(at("2026-01-19T23:59:59"), "platform"),
            "sign": Given(at("2026-01-05T12:00"), "platform"),
        }
        assert ticket(given={"close": {"at": "2026-01-19", "source": "转办单"}})["given"] == {
            "close": Given(at("2026-01-19T23:59:59"), "form")
        }

    @pytest.mark.parametrize(
        ("written", "sentence"),
        [
            ("2026-01-19", "ticket: given: '2026-01-19' is not a mapping"),
            ({"clsoe": "2026-01-19"}, "ticket: given: 'clsoe' is not known here; did you mean c"),
            ({"close": "soon"}, "ticket: given: close: at: 'soon' is not a time"),
            ({"close": {"source": "form"}}, "ticket: given: close: no `at`"),
            ({"close": {"at": "2026-01-19", "src": "law"}}, "given: close: there is no key 'src'"),
            ({"close": {"at": "2026-01-19", "source": "me"}}, "close: source: 'me' is not known"),
        ],
    )
    def test_what_is_no_given_limit(self, written, sentence):
        with pytest.raises(InputError) as caught:
            ticket(given=written)
        assert sentence in str(caught.value)

    @pytest.mark.parametrize("written", ["潮汐专线", " tide_line "])
    def test_a_channel_that_core_does_not_know_stays_as_it_is_written(self, written):
        case = read_case({"ticket": {"channel": written}})
        assert case.ticket == {"channel": written.strip()}
        assert read_case(write_case(case)) == case

    def test_a_channel_is_a_text(self):
        with pytest.raises(InputError, match=r"ticket: channel: \['wechat'\] is not a text"):
            ticket(channel=["wechat"])


class TestEvents:
    def test_they_are_taken_in_order_of_time_and_in_file_order_at_one_time(self):
        case = read_case(
            {
                "ticket": {},
                "events": [
                    {"type": "closed", "at": "2025-10-10"},
                    {"type": "assigned", "at": "2025-10-09T09:00"},
                    {"type": "signed", "at": "2025-10-09T09:00"},
                    {"type": "dispatched", "at": "2025-10-08T16:00"},
                ],
            }
        )
        assert [e.type for e in case.events] == ["dispatched", "assigned", "signed", "closed"]

    def test_a_unit_may_stand_on_any(self):
        for kind in EVENT_TYPES:
            assert event(kind, unit="甲局").unit == "甲局"
        assert event("signed").unit is None

    def test_fields_that_are_absent_were_not_recorded(self):
        assert event("dispatched") == Event("dispatched", at("2025-10-09T09:00"), {})

    def test_fields_are_canonical(self):
        assert event("signoff", role="单位主要领导", fields=["lead", "办理时限"]).fields == {
            "role": "unit_principal",
            "fields": ("lead", "limit"),
        }
        assert event("extension_requested", length="10wd").fields == {"length": working_days(10)}
        assert event("followed_up", rating="不满意").fields == {"rating": "dissatisfied"}
        assert event("reply_submitted", chars=0, conforming="是").fields == {
            "chars": 0,
            "conforming": True,
        }

    def test_reasons_are_texts_and_one_id_that_matters(self):
        assert event("objected", reasons="非本单位职责").fields["reasons"] == ("非本单位职责",)
        assert event("objected", reasons=["领导未签字", "太忙"]).fields["reasons"] == (
            "leader_not_signed",
            "太忙",
        )
        assert event("objected", reasons=True).fields["reasons"] == ("stated",)
        assert event("objected", reasons=False).fields["reasons"] == ()

    def test_what_was_stated_is_a_text_or_the_mere_fact(self):
        assert event("objected", basis="三定方案").fields["basis"] == "三定方案"
        assert event("objected", basis=True).fields["basis"] is True
        assert event("objected", basis="否").fields["basis"] is False

    @pytest.mark.parametrize(
        ("entry", "sentence"),
        [
            ({"at": "2025-10-09"}, "case: event 2: no `type`"),
            ({"type": "signed"}, "case: event 2: signed: no `at`; write at: 2025-09-30T10:00"),
            ({"type": "sined", "at": "2025-10-09"}, "type: 'sined' is no event; did you mean sig"),
            ({"type": 3, "at": "2025-10-09"}, "case: event 2: type: 3 is no event"),
            ({"type": "签收", "at": "2025-10-09"}, "case: event 2: type: '签收' is no event"),
            ({"type": "signed", "at": "x"}, "case: event 2: signed: at: 'x' is not a time"),
            (
                {"type": "return_decided", "at": "2025-10-09", "grnted": True},
                "event 2: return_decided: there is no key 'grnted'; did you mean granted?",
            ),
            (
                {"type": "followed_up", "at": "2025-10-09", "rating": "gut"},
                "event 2: followed_up: rating: 'gut' is not known here",
            ),
            (
                {"type": "extension_requested", "at": "2025-10-09", "length": "ten"},
                "event 2: extension_requested: length: 'ten' is not a limit",
            ),
            ("signed", "case: event 2: 'signed' is not a mapping"),
        ],
    )
    def test_a_wrong_one_is_named_with_its_place(self, entry, sentence):
        fine = {"type": "received", "at": "2025-10-01"}
        with pytest.raises(InputError) as caught:
            read_case({"ticket": {}, "events": [fine, entry]})
        assert sentence in str(caught.value)


RAW = {
    "ticket": {"received_at": "2025-09-30T08:00"},
    "events": [
        {"type": "dispatched", "at": "2025-09-30T10:00"},
        {"type": "signed", "at": "2025-10-09T09:00"},
    ],
}


class TestCase:
    def test_its_moment_is_now_else_the_last_event_else_the_receipt(self):
        assert read_case({**RAW, "now": "2025-10-20"}).moment == at("2025-10-20T23:59:59")
        assert read_case(RAW).moment == at("2025-10-09T09:00")
        assert read_case({"ticket": RAW["ticket"]}).moment == at("2025-09-30T08:00")
        assert read_case({"ticket": {}}).moment is None

    def test_events_after_now_are_left_out(self):
        early = read_case({**RAW, "now": "2025-10-09T08:59"})
        assert [e.type for e in early.events] == ["dispatched"]
        on_time = read_case({**RAW, "now": "2025-10-09T09:00"})
        assert [e.type for e in on_time.events] == ["dispatched", "signed"]

    def test_what_surrounds_the_ticket_is_kept(self):
        case = read_case(
            {
                "id": 7,
                "title": "题",
                "jurisdiction": "tideshire",
                "clauses": "tideshire/art1",
                "note": "注",
                "ticket": None,
                "expect": {"close": {"due_at": "2025-10-10"}},
            }
        )
        assert case == Case(
            id="7",
            title="题",
            jurisdiction="tideshire",
            clauses=("tideshire/art1",),
            note="注",
            expect={"close": {"due_at": "2025-10-10"}},
        )

    @pytest.mark.parametrize(
        ("raw", "sentence"),
        [
            ([], "here: [] is not a mapping"),
            (3, "here: 3 is not a mapping"),
            ({}, "here: no `ticket`"),
            ({"tickt": {}}, "here: there is no key 'tickt'; did you mean ticket?"),
            ({"ticket": {"knd": "help"}}, "here: ticket: there is no key 'knd'; did you mean kind"),
            ({"ticket": {"kind": "hlep"}}, "here: ticket: kind: 'hlep' is not known here; did you"),
            ({"ticket": ["help"]}, "here: ticket: ['help'] is not a mapping"),
            ({"ticket": {}, "now": "soon"}, "here: now: 'soon' is not a time"),
            ({"ticket": {}, "expect": "much"}, "here: expect: 'much' is not a mapping"),
            ({"ticket": {}, "clauses": [{"a": 1}]}, "here: clauses: {'a': 1} is not a text"),
            ({"ticket": {}, "id": ["S1"]}, "here: id: ['S1'] is not a text"),
        ],
    )
    def test_a_wrong_one_says_where_and_what(self, raw, sentence):
        with pytest.raises(InputError) as caught:
            read_case(raw, where="here")
        assert str(caught.value).startswith(sentence)

    def test_dates_expected_as_dates_are_written_as_text(self):
        case = read_case({"ticket": {}, "expect": {"close": {"due_at": [dt.date(2025, 10, 10)]}}})
        assert write_case(case)["expect"] == {"close": {"due_at": ["2025-10-10"]}}

    def test_it_is_written_with_times_as_iso_text(self):
        written = write_case(read_case({**RAW, "now": "2025-10-20"}))
        assert written == {
            "now": "2025-10-20T23:59:59+08:00",
            "ticket": {"received_at": "2025-09-30T08:00:00+08:00"},
            "events": [
                {"type": "dispatched", "at": "2025-09-30T10:00:00+08:00"},
                {"type": "signed", "at": "2025-10-09T09:00:00+08:00"},
            ],
        }


FLAG_WORDS = {"true", "yes", "是", "false", "no", "否"}
TEXTS = (
    st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1)
    .map(str.strip)
    .filter(lambda text: text and text.casefold() not in FLAG_WORDS)
)
INSTANTS = st.integers(at("1990-01-01"), at("2099-12-30"))


def ids(field):
    return st.sampled_from(field.terms.ids)


def free(field):
    """Texts that are no wording of a known term, and ids."""
    if field.terms is None:
        return TEXTS
    return ids(field) | TEXTS.filter(lambda text: field.terms.find(text) is None)


def values(field):
    return {
        FieldType.TEXT: lambda: TEXTS,
        FieldType.STATED: lambda: TEXTS | st.booleans(),
        FieldType.TEXTS: lambda: st.lists(free(field), unique=True).map(tuple),
        FieldType.REASONS: lambda: st.lists(free(field), unique=True).map(tuple),
        FieldType.CHOICE: lambda: ids(field),
        FieldType.OPEN: lambda: free(field),
        FieldType.MANY: lambda: st.lists(ids(field), unique=True).map(tuple),
        FieldType.FLAG: st.booleans,
        FieldType.COUNT: lambda: st.integers(field.least, 999_999_999),
        FieldType.INSTANT: lambda: INSTANTS,
        FieldType.PERIOD: lambda: st.builds(
            Period, st.integers(0, 999), st.sampled_from([Unit.WORKING_DAY, Unit.HOUR, Unit.MONTH])
        ),
        FieldType.GIVEN: lambda: st.dictionaries(
            st.sampled_from(GIVEN_KEYS.ids),
            st.builds(Given, INSTANTS, st.sampled_from(GIVEN_SOURCES.ids)),
        ),
    }[field.type]()


def facts(fields):
    return st.fixed_dictionaries({}, optional={key: values(f) for key, f in fields.items()})


EVENTS = st.sampled_from(list(EVENT_TYPES.values())).flatmap(
    lambda kind: st.builds(Event, st.just(kind.id), INSTANTS, facts(kind.fields))
)
CASES = st.builds(
    Case,
    id=st.none() | TEXTS,
    jurisdiction=st.none() | TEXTS,
    now=st.none() | st.just(at("2099-12-31")),
    ticket=facts(FIELDS),
    events=st.lists(EVENTS, max_size=4).map(lambda es: tuple(sorted(es, key=lambda e: e.at))),
    title=st.none() | TEXTS,
    note=st.none() | TEXTS,
    clauses=st.lists(TEXTS, max_size=3).map(tuple),
    expect=st.dictionaries(TEXTS, st.dictionaries(TEXTS, st.booleans() | st.none() | TEXTS)),
)


@given(CASES)
def test_a_case_survives_being_written_as_json_and_read_again(case):
    assert read_case(json.loads(json.dumps(write_case(case)))) == case


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
PLACES = [(name, key) for name, kind in EVENT_TYPES.items() for key in kind.fields]


def complaint(raw):
    """Return the sentence about a wrong case, None about a right one."""
    try:
        read_case(raw)
    except InputError as error:
        return str(error)
    return None


def is_none_or_one_short_line(sentence):
    return sentence is None or (sentence.isprintable() and len(sentence) < 1200)


@given(st.sampled_from(list(FIELDS)), JUNK)
def test_junk_in_a_ticket_fact_is_at_worst_one_line(key, junk):
    assert is_none_or_one_short_line(complaint({"ticket": {key: junk}}))


@given(st.sampled_from(PLACES), JUNK, JUNK)
def test_junk_in_an_event_is_at_worst_one_line(place, junk, time):
    kind, key = place
    fine = {"type": kind, "at": "2025-10-09"}
    assert is_none_or_one_short_line(complaint({"events": [fine | {key: junk}]}))
    assert is_none_or_one_short_line(complaint({"events": [fine | {"at": time}]}))


@given(JUNK)
def test_junk_in_place_of_a_case_is_one_line(junk):
    sentence = complaint(junk)
    assert sentence
    assert is_none_or_one_short_line(sentence)
