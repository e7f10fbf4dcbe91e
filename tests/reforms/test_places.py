"""YAML that knows where it stands."""

import pytest
from rexian.errors import InputError
from rexian.reforms.places import Source, read_places
from rexian.rules.text import MisreadError


def value_of(text, key="k"):
    return read_places(Source("f.yaml", text)).mapping((key,))[key]


@pytest.mark.parametrize(
    ("text", "word", "line", "column"),
    [
        ("k: 甲 乙 丙", "乙", 1, 6),
        ("k: '甲 乙 丙'", "丙", 1, 9),
        ('k:   "甲 乙 丙"', "乙", 1, 9),
        ("k: 甲\n  乙 丙", "丙", 2, 5),
        ("# x\nk: >-\n  甲\n\n  乙 丙\n", "乙", 5, 3),
        ("k: |\n  甲\n  乙 丙\n", "丙", 3, 5),
        ("k: >\n   甲 甲 乙\n", "乙", 2, 8),
        ("k: 甲 乙\r\n", "乙", 1, 6),
        ("k: 𠮷𠮷 乙", "乙", 1, 7),
    ],
)
def test_a_word_inside_a_text_is_found_however_the_text_is_written(text, word, line, column):
    placed = value_of(text)
    with pytest.raises(InputError) as refused, placed.within():
        raise MisreadError("amiss", placed.raw.index(word) + 1)
    assert str(refused.value) == f"f.yaml, line {line}, column {column}: amiss"


def test_the_end_of_a_text_has_a_place_too():
    placed = value_of("k: 甲 且")
    with pytest.raises(InputError, match="line 1, column 7: amiss"), placed.within():
        raise MisreadError("amiss", len("甲 且") + 1)


def test_of_a_word_written_as_an_escape_the_text_is_told():
    placed = value_of('k: "\\u7532 x"')
    with pytest.raises(InputError, match="line 1, column 4: amiss"), placed.within():
        raise MisreadError("amiss", 3)


def test_an_error_without_a_place_of_its_own_is_told_at_the_value():
    placed = value_of("\nk: x")
    with pytest.raises(InputError, match="line 2, column 4: no such thing"), placed.within():
        raise InputError("no such thing")


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("k: 12", 12),
        ("k: -3", -3),
        ("k: 0123", "0123"),
        ("k: true", True),
        ("k: no", False),
        ("k: '12'", "12"),
        ("k: 2023-06-05", "2023-06-05"),
        ("k: [a, [b, 2]]", ("a", ("b", 2))),
    ],
)
def test_values_are_plain(text, plain):
    found = value_of(text).plain()
    assert (found, type(found)) == (plain, type(plain))


@pytest.mark.parametrize("text", ["k: 1.5", "k: {a: b}", "k: [a, null]", "k: !x y"])
def test_what_is_no_plain_value_is_refused_where_it_stands(text):
    with pytest.raises(InputError, match=r"f.yaml, line 1, column \d+: "):
        value_of(text).plain()


@pytest.mark.parametrize("text", ["k:", "k: null", "k: ''", "k: ' '"])
def test_what_is_blank_is_absent(text):
    assert read_places(Source("f.yaml", text)).mapping(("k",)) == {}


def test_an_unknown_key_is_told_where_it_stands_with_the_nearest():
    with pytest.raises(InputError, match=r"f.yaml, line 2, column 1: .*'lmit'.*mean limit"):
        read_places(Source("f.yaml", "when: x\nlmit: y")).mapping(("when", "limit"))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "f.yaml: there is nothing in it"),
        ("# only a remark", "f.yaml: there is nothing in it"),
        ("k: [", "f.yaml: line 2, column 1: not YAML"),
        ("k: x\nk: y", "f.yaml: line 2, column 1: not YAML: the key 'k' stands twice"),
        ("[" * 5000, "f.yaml: nested too deeply"),
    ],
)
def test_what_is_no_yaml_is_one_line(text, told):
    with pytest.raises(InputError) as refused:
        read_places(Source("f.yaml", text))
    assert str(refused.value).startswith(told)
    assert "\n" not in str(refused.value)
