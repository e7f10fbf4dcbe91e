"""Whether people are told everything in both languages, and whether each id is one thing's own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from rexian.assess.units import MEASURES, USES
from rexian.i18n import _
from rexian.jurisdictions import Layer
from rexian.model.terms import Labelled
from rexian.model.vocabulary import ACTORS
from rexian.rules.outcomes import Steps, Value
from rexian.rules.rule import Rule
from rexian.testing.cases import Worked
from rexian.testing.looked import Looked, looked
from rexian.words import say_value
from rexian.words.labels import knows_word
from rexian.words.phrases import ACTS, KEYS, UNTOLD

_CHINESE = re.compile(r"[\u4e00-\u9fff]")
#: What an id looks like in a Chinese sentence.
_AN_ID = re.compile(r"[a-z]_|[a-z]{4}")
_KNOWN_KEYS = frozenset({*KEYS, *ACTS, *UNTOLD, "role", "fields"})
#: The words of rules on units that stand in lists of their own.
_OF_UNITS = {"measure": MEASURES, "into": USES, **dict.fromkeys(("by", "on", "to"), ACTORS)}


def labels(worked: Worked) -> Looked:
    """Look at every label, gist, word and sentence of a document, and at every id."""
    layer = worked.layer
    return looked(
        [
            *(_pair(place, zh, en) for place, zh, en in _pairs(layer)),
            *(_prose(*told) for told in _told(layer)),
            *(_rule(rule) for rule in layer.rules),
            *(_unit_rule(rule) for rule in layer.assessment.units),
            *(_twice(kind, ids) for kind, ids in _ids(layer)),
        ]
    )


def _pairs(layer: Layer) -> Iterator[tuple[str, str, str]]:
    """Yield everything that has two wordings: where it stands, its Chinese, its English."""
    document = layer.document
    yield ("document", document.title, document.title_en)
    yield ("document.place", *document.place)
    yield from _labelled("channel", layer.channels.terms)
    for reading in layer.readings:
        yield from _labelled("reading", [reading])
        yield from _labelled(f"reading {reading.id}", reading.choices)
        yield (f"reading {reading.id}.why", *reading.why)
    for indicator in layer.assessment.indicators:
        yield from _labelled("indicator", [indicator])
    for duty in layer.duties:
        yield from _labelled("duty", [duty])
        parties = [found for found in (duty.who, duty.to) if found]
        yield from _labelled(f"duty {duty.id}", [*parties, *duty.agenda])
    for form in layer.forms:
        yield from _labelled("form", [form])
        yield from _labelled(f"form {form.id}", form.fields)
        yield from _labelled(f"form {form.id}", [term for f in form.fields for term in f.of])
    yield from ((f"check {check.part}.why", *check.why) for check in layer.checks)


def _told(layer: Layer) -> Iterator[tuple[str, str, str]]:
    """Yield what is told in whole sentences, which may quote a word of the document."""
    for name, clause in layer.clauses().items():
        yield (f"clause {name}", clause.gist_zh, clause.gist_en)
    for indicator in layer.assessment.indicators:
        if any(indicator.note) or indicator.measure == "none":
            yield (f"indicator {indicator.id}.note", *indicator.note)


def _labelled(kind: str, found: Iterable[Labelled]) -> Iterator[tuple[str, str, str]]:
    yield from ((f"{kind} {each.id}", each.zh, each.en) for each in found)


def _pair(place: str, zh: str, en: str) -> Iterator[str]:
    if not zh.strip():
        yield _("{place}: no Chinese wording").format(place=place)
    elif not (zh.isascii() or _CHINESE.search(zh)):
        yield _("{place}: its Chinese wording is not Chinese").format(place=place)
    if not en.strip():
        yield _("{place}: no English wording").format(place=place)
    elif _CHINESE.search(en):
        yield _("{place}: its English wording is not English").format(place=place)


def _prose(place: str, zh: str, en: str) -> Iterator[str]:
    if not _CHINESE.search(zh):
        yield _("{place}: nothing is said in Chinese").format(place=place)
    if not en.strip() or sum(char.isascii() for char in en) * 2 < len(en):
        yield _("{place}: nothing is said in English").format(place=place)


def _rule(rule: Rule) -> Iterator[str]:
    if rule.followed is not None:
        zh, _bar, en = rule.followed.partition(" / ")
        yield from _prose(f"rule {rule.id}: followed", zh, en)
    unsaid = [*_unknown_keys(rule), *_unknown_words(rule)]
    yield from unsaid
    if isinstance(rule.outcome, Value | Steps) and not unsaid:
        yield from _sentences(rule, rule.outcome)


def _unknown_keys(rule: Rule) -> Iterator[str]:
    for key, _held in _spoken(rule):
        if key not in _KNOWN_KEYS and not key.endswith("strength"):
            yield _("rule {rule} says {key}, which has no wording").format(rule=rule.id, key=key)
    if isinstance(rule.outcome, Steps) and any("role" not in step for step in rule.outcome.steps):
        yield _("rule {rule}: a step without a role").format(rule=rule.id)


def _unknown_words(rule: Rule) -> Iterator[str]:
    question = rule.id.partition(".")[0]
    for key, held in _spoken(rule):
        under = "steps" if key == "role" else key
        for word in [] if key.endswith("strength") else _words(held):
            if not knows_word(word, key=under, question=question):
                yield _wordless(rule, key, word)


def _wordless(rule: Rule, key: str, word: str) -> str:
    told = _("rule {rule} says {key}: {word}, which has no wording")
    return told.format(rule=rule.id, key=key, word=word)


def _sentences(rule: Rule, outcome: Value | Steps) -> Iterator[str]:
    part = rule.id.rpartition(".")[0]
    zh, en = say_value(outcome, "zh", part), say_value(outcome, "en", part)
    if _AN_ID.search(zh):
        yield _("rule {rule} does not read as Chinese: {said}").format(rule=rule.id, said=zh)
    if _CHINESE.search(en) or "_" in en:
        yield _("rule {rule} does not read as English: {said}").format(rule=rule.id, said=en)


def _unit_rule(rule: Rule) -> Iterator[str]:
    for key, held in _spoken(rule):
        for word in _words(held):
            known = word in _OF_UNITS[key] if key in _OF_UNITS else knows_word(word)
            if not known:
                yield _wordless(rule, key, word)


def _spoken(rule: Rule) -> Iterator[tuple[str, Any]]:
    """Yield every key that a rule says, with what it holds."""
    yield from rule.outcome.says.items()
    if isinstance(rule.outcome, Steps):
        for step in rule.outcome.steps:
            yield from step.items()


def _words(held: Any) -> Iterator[str]:
    if isinstance(held, str):
        yield held
    elif isinstance(held, list | tuple):
        for item in held:
            yield from _words(item)


def _ids(layer: Layer) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield the ids that must differ from one another."""
    yield "reading", [reading.id for reading in layer.readings]
    yield "indicator", [indicator.id for indicator in layer.assessment.indicators]
    yield "duty", [duty.id for duty in layer.duties]
    yield from ((f"duty {d.id}: item", [item.id for item in d.agenda]) for d in layer.duties)
    yield "form", [form.id for form in layer.forms]


def _twice(kind: str, ids: Sequence[str]) -> Iterator[str]:
    for name in dict.fromkeys(ids):
        if ids.count(name) > 1:
            yield _("{kind} {name} is declared twice").format(kind=kind, name=name)
