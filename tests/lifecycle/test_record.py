"""Records: one text stands for each, and the chain breaks where anything is altered."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rexian.lifecycle.record import START, Record, canonical, first_broken, link, links

_ATOMS = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=4)
_JSON = _ATOMS | st.lists(_ATOMS, max_size=2)
_FIELDS = st.dictionaries(st.text(max_size=4), _JSON, max_size=2)
_RECORDS = st.lists(
    st.builds(
        Record,
        seq=st.just(0),
        type=st.sampled_from(["received", "signed", "noted"]),
        occurred=st.integers(0, 2**40),
        recorded=st.integers(0, 2**40),
        actor=st.text(max_size=5),
        role=st.text(max_size=5),
        source=st.text(max_size=5),
        fields=_FIELDS,
        notes=_FIELDS,
    ),
    min_size=1,
    max_size=4,
).map(lambda found: [replace(r, seq=n) for n, r in enumerate(found, start=1)])
OTHERS = {
    "seq": lambda seq: seq + 1,
    "type": lambda kind: f"{kind}x",
    "occurred": lambda at: at + 1,
    "recorded": lambda at: at - 1,
    "actor": lambda who: f"{who}x",
    "role": lambda role: f"{role}x",
    "source": lambda source: f"{source}x",
    "fields": lambda fields: {**fields, "more": 1},
    "notes": lambda notes: {**notes, "more": None},
}


def test_every_part_of_a_record_is_covered():
    assert OTHERS.keys() == set(Record.__slots__)


@given(_RECORDS)
def test_a_chain_as_it_was_made_is_whole(records):
    assert first_broken("1", records, links("1", START, records)) is None


@given(_RECORDS, st.data())
def test_whatever_is_altered_breaks_the_chain_at_its_place(records, data):
    made = links("1", START, records)
    place = data.draw(st.integers(0, len(records) - 1))
    part = data.draw(st.sampled_from(sorted(OTHERS)))
    altered = replace(records[place], **{part: OTHERS[part](getattr(records[place], part))})
    assert first_broken("1", [*records[:place], altered, *records[place + 1 :]], made) == place + 1


@given(_RECORDS, st.data())
def test_an_altered_link_breaks_the_chain_at_its_place(records, data):
    made = links("1", START, records)
    place = data.draw(st.integers(0, len(made) - 1))
    made[place] = made[place][::-1] if made[place] != made[place][::-1] else "0" * 64
    assert first_broken("1", records, made) == place + 1


@given(_RECORDS.filter(lambda found: len(found) > 1), st.data())
def test_a_record_taken_out_breaks_the_chain_where_it_stood(records, data):
    made = links("1", START, records)
    place = data.draw(st.integers(0, len(records) - 2))
    rest = [*records[:place], *records[place + 1 :]]
    assert first_broken("1", rest, [*made[:place], *made[place + 1 :]]) == place + 1


@given(_RECORDS)
def test_a_chain_is_one_tickets(records):
    assert first_broken("2", records, links("1", START, records)) == 1


@given(_RECORDS, st.integers(0, 5))
def test_a_chain_goes_on_where_it_ended(records, cut):
    cut = min(cut, len(records))
    first = links("1", START, records[:cut])
    rest = links("1", first[-1] if first else START, records[cut:])
    assert [*first, *rest] == links("1", START, records)


def test_what_a_link_covers_is_written_down_so():
    """The text by hand, so that other programs can check a ledger."""
    record = Record(1, "signed", 60, 120, "甲", "handler", "cli", {"unit": "住建局"}, {})
    # printf '["7","",1,"signed",60,120,"甲","handler","cli",{"unit":"住建局"},{}]' | sha256sum
    assert link("7", START, record) == (
        "b6c897824eb7d0197fbdce7a198f82c9e89690fc7844468917c056edd857c867"
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"b": 1, "a": [True, None]}, '{"a":[true,null],"b":1}'),
        ("\u4f4f\u5efa\u5c40\n", '"住建局\\n"'),
        ({}, "{}"),
    ],
)
def test_one_text_stands_for_a_value(value, text):
    assert canonical(value) == text


@given(_JSON)
def test_a_value_comes_back_from_its_text(value):
    assert json.loads(canonical(value)) == value
