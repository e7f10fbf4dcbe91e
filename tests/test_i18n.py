"""The two languages: every sentence has its Chinese, every word its two labels."""

import ast
import gettext
import io
import re
import string
from functools import cache
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from rexian import facts, questions
from rexian.discovery import installed, load
from rexian.errors import nearest, refusal
from rexian.i18n import _, language
from rexian.model import vocabulary
from rexian.model.events import EVENT_TYPES
from rexian.model.terms import Labelled, Terms
from rexian.model.ticket import FIELDS
from rexian.rules.conditions import ALWAYS
from rexian.rules.facts import Choice
from rexian.rules.settled import settled

CORE = Path(__file__).parents[1] / "core" / "rexian"
HOME = CORE / "locales" / "zh" / "LC_MESSAGES"
CHINESE = re.compile(r"[\u4e00-\u9fff]")
#: Messages that need no Chinese character: what they hold is said, or they are a mark.
BARE = {"({what})", "{point}: {chosen}", "{question}: {change}", " or "}


@cache
def catalogue():
    with (HOME / "rexian.po").open("rb") as file:
        return read_po(file, locale="zh")


@cache
def wrapped():
    """Every plain string that the source gives to `_` or `marked`, inside f-strings too."""
    return {
        node.args[0].value
        for path in CORE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if getattr(getattr(node, "func", None), "id", None) in ("_", "marked")
        and isinstance(node.args[0], ast.Constant)
    }


def placeholders(text):
    fields = string.Formatter().parse(text)
    return sorted((name, how or "") for _text, name, _spec, how in fields if name is not None)


def test_every_message_has_its_chinese():
    told = {message.id for message in catalogue() if message.id and message.string}
    source = wrapped()
    assert len(source) > 200
    assert source - told == set()


def test_no_translation_is_a_guess_or_left_over():
    messages = [message for message in catalogue() if message.id]
    assert [message.id for message in messages if message.fuzzy] == []
    assert {message.id for message in messages} - wrapped() == set()


def test_translations_are_chinese():
    bare = {m.id for m in catalogue() if m.id and not CHINESE.search(m.string)}
    assert {text for text in bare if re.search(r"[a-z]{2}", re.sub(r"{.*?}", "", text))} <= BARE


def test_both_languages_hold_the_same_values():
    for message in catalogue():
        if "{a, b}" in message.id:  # braces of a condition, not of a value
            assert "{a, b}" in message.string
        elif message.id:
            assert placeholders(message.string) == placeholders(message.id), message.id


def test_the_compiled_catalogue_is_the_written_one():
    compiled = io.BytesIO()
    write_mo(compiled, catalogue())
    compiled.seek(0)
    with (HOME / "rexian.mo").open("rb") as file:
        found = gettext.GNUTranslations(file)
    wanted = gettext.GNUTranslations(compiled)
    for message in catalogue():
        if message.id:
            assert found.gettext(message.id) == wanted.gettext(message.id) == message.string


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, "zh"),
        ({"LANG": "C.UTF-8"}, "zh"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "REXIAN_LANG": "en"}, "en"),
        ({"LANG": "en_US.UTF-8", "REXIAN_LANG": "zh"}, "zh"),
    ],
)
def test_the_language_spoken(monkeypatch, environment, expected):
    for name in ("REXIAN_LANG", "LC_ALL", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert language() == expected
    assert _("late") == {"zh": "超期", "en": "late"}[expected]


def test_errors_speak_chinese(monkeypatch):
    monkeypatch.setenv("REXIAN_LANG", "zh")
    assert nearest("yiyan", ["yiyang"]) == "；是否为yiyang？"
    assert refusal(FileNotFoundError(2, "No such file or directory")) == "没有这个文件或目录"


def lists():
    for name in vocabulary.__all__:
        found = getattr(vocabulary, name)
        if isinstance(found, Terms):
            yield from found


def labelled():
    yield from lists()
    yield from FIELDS.values()
    yield from facts.GIVEN_FACTS.values()
    for kind in EVENT_TYPES.values():
        yield kind
        yield from kind.fields.values()
    yield from questions.QUESTIONS
    for name in installed():
        jurisdiction = load(name)
        parts = jurisdiction.plan().parts.values()
        axes = [axis for asked in parts for table in asked.tables for axis in table.grid.axes]
        for fact in [*jurisdiction.domains.values(), *(axis.fact for axis in axes)]:
            yield fact
            if isinstance(fact, Choice):
                yield from fact.terms
        for reading in jurisdiction.readings.values():
            yield reading
            yield from reading.choices


def test_everything_that_has_a_label_has_both():
    found = list(labelled())
    assert len(found) > 300
    for item in found:
        assert isinstance(item, Labelled)
        assert CHINESE.search(item.zh) or item.zh.isascii(), item
        assert item.zh.strip(), item
        assert item.en.strip(), item
        assert not CHINESE.search(item.en), item


def test_every_reading_says_why_in_both_languages():
    for name in installed():
        for reading in load(name).readings.values():
            zh, en = reading.why
            assert CHINESE.search(zh), (name, reading.id)
            assert en, (name, reading.id)
            assert not CHINESE.search(en), (name, reading.id)


def test_every_place_is_called_by_two_names():
    for name in installed():
        zh, en = load(name).document.place
        assert CHINESE.search(zh), name
        assert not CHINESE.search(en), name


def test_a_condition_settled_by_its_readings_asks_no_reading():
    for name in installed():
        jurisdiction = load(name)
        chosen = {reading.id: reading.default for reading in jurisdiction.readings.values()}
        for enacted in jurisdiction.plan().rules:
            left = settled(enacted.rule.when, chosen)
            if left is not None and left != ALWAYS:
                assert not [a for a in left.atoms() if a.fact.id.startswith("reading.")]
