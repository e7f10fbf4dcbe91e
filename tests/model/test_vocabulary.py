"""The words: labelled in both languages, unambiguous, and found by any of their wordings."""

import pytest
from rexian.errors import DefinitionError, InputError
from rexian.model import vocabulary
from rexian.model.events import EVENT_TYPES
from rexian.model.ticket import FIELDS
from rexian.model.vocabulary import CHANNELS, KINDS, ROLES, Term, Terms

LISTS = [value for value in vars(vocabulary).values() if isinstance(value, Terms)]


def everything_labelled():
    for terms in LISTS:
        yield from terms
    yield from FIELDS.values()
    for kind in EVENT_TYPES.values():
        yield kind
        yield from kind.fields.values()


def test_every_id_has_a_label_in_chinese_and_in_english():
    for item in everything_labelled():
        assert item.id.isascii(), item
        assert any("\u4e00" <= letter <= "\u9fff" for letter in item.zh), item
        assert item.en, item
        assert item.en.isascii(), item


@pytest.mark.parametrize("terms", LISTS, ids=lambda terms: terms.name)
def test_ids_are_distinct(terms):
    assert len(set(terms.ids)) == len(terms.terms)


@pytest.mark.parametrize("terms", LISTS, ids=lambda terms: terms.name)
def test_every_wording_leads_back_to_its_id(terms):
    for term in terms:
        for wording in (term.id, term.zh, term.en, *term.also, f" {term.en.upper()} "):
            assert terms.resolve(wording) == term.id


@pytest.mark.parametrize(
    ("name", "wording", "identifier"),
    [
        ("KINDS", "投诉", "complaint"),
        ("CHANNELS", "省12345", "provincial_12345"),
        ("CHANNELS", "民生通道", "minsheng"),
        ("URGENCIES", "接诉即办", "prompt"),
        ("URGENCIES", "公共突发/重大", "emergency"),
        ("FAULTS", "办理不力", "poor_handling"),
        ("REQUIREMENTS", "报主要领导审阅", "principal_review"),
        ("DISCLOSURES", "不宜公开", "unfit"),
        ("UNIT_TYPES", "局机关科室", "section"),
        ("UNIT_TYPES", "垂管", "vertical"),
        ("ROLES", "单位主要领导", "unit_principal"),
        ("ROLES", "市局主要领导", "bureau_principal"),
        ("BODIES", "政数局", "data_bureau"),
    ],
)
def test_the_contracts_chinese_labels_are_understood(name, wording, identifier):
    assert getattr(vocabulary, name).resolve(wording) == identifier


def test_labels_follow_the_language(monkeypatch):
    assert KINDS["complaint"].label("zh") == "投诉"
    assert KINDS["complaint"].label("en") == "complaint"
    monkeypatch.setenv("REXIAN_LANG", "zh")
    assert KINDS["complaint"].label() == "投诉"
    assert KINDS.label("complaint") == "投诉"
    assert KINDS.label("made_up") == "made_up"


def test_an_unknown_word_names_the_nearest():
    with pytest.raises(InputError, match="'complant' is not known here; did you mean complaint"):
        KINDS.resolve("complant")


def test_a_word_near_to_nothing_gets_the_whole_list():
    with pytest.raises(InputError, match="known: inquiry, help, complaint, report"):
        KINDS.resolve("zzzzzz")


@pytest.mark.parametrize("value", [3, True, None, ["help"], {}])
def test_what_is_not_text_is_no_word(value):
    with pytest.raises(InputError):
        KINDS.resolve(value)


def test_channels_can_be_extended_without_touching_the_core_list():
    more = CHANNELS.extended([Term("tide_line", "潮汐专线", "tide line"), CHANNELS["wechat"]])
    assert more.ids == (*CHANNELS.ids, "tide_line")
    assert more.resolve("潮汐专线") == "tide_line"
    assert "tide_line" not in CHANNELS


@pytest.mark.parametrize(
    "intruder",
    [Term("wechat", "另一个", "another"), Term("tide_line", "微信", "tide line")],
    ids=["same id", "same label"],
)
def test_an_extension_cannot_take_over_a_word(intruder):
    with pytest.raises(DefinitionError, match=r"channel: .* stands for both wechat and"):
        CHANNELS.extended([intruder])


def test_a_long_value_is_cut_in_the_sentence():
    with pytest.raises(InputError) as caught:
        ROLES.resolve("x" * 5000)
    assert len(str(caught.value)) < 800
