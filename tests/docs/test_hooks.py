"""docs/hooks.md says what `rexian.hookspecs` and `rexian.plugin` have, and its examples load."""

import inspect
import re
from pathlib import Path

import pytest
from rexian import hookspecs, plugin
from rexian.assess import units
from rexian.discovery import beside, load
from rexian.questions import QUESTIONS
from rexian.rules.conditions import Condition
from rexian.scaffold.create import create
from rexian.words import CHECKS
from rexian.words.labels import WORDS

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "hooks.md").read_text(encoding="utf-8")
SPECS = [
    name
    for name, what in vars(hookspecs).items()
    if inspect.isfunction(what) and what.__module__ == hookspecs.__name__
]
SECTIONS = dict(re.findall(r"^### `(\w+)`\n(.*?)(?=^##)", PAGE, re.MULTILINE | re.DOTALL))
CLAUSE = '[[clause]]\nid = "{id}"\nlocator = "{id}"\nkind = "rule"\n\n'


def blocks(text):
    return re.findall(r"^```python\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def test_every_hook_has_its_section_and_no_other():
    assert list(SECTIONS) == list(hookspecs.MODULES)
    assert set(SECTIONS) == set(SPECS)


@pytest.mark.parametrize("name", SPECS)
def test_a_hooks_signature_is_the_exact_one(name):
    signature = str(inspect.signature(getattr(hookspecs, name))).replace("'", "")
    assert blocks(SECTIONS[name])[0] == f"def {name}{signature}\n"


@pytest.mark.parametrize("name", SPECS)
def test_a_hook_says_what_it_returns_since_when_and_shows_it(name):
    assert "Returns " in SECTIONS[name]
    assert f"Added in hook API {hookspecs.HOOK_API} " in " ".join(SECTIONS[name].split())
    assert blocks(SECTIONS[name])[1].startswith(f"# {name}.py\n")


def test_the_examples_together_are_a_plugin_that_loads(tmp_path):
    made = create("liuxi", tmp_path)
    code = {name: blocks(section)[1] for name, section in SECTIONS.items()}
    for name, text in code.items():
        (made.folder / made.package / f"{name}.py").write_text(text, encoding="utf-8")
    cited = dict.fromkeys(re.findall(r'art\("(\d+)"\)', "".join(code.values())))
    index = "".join(CLAUSE.format(id=f"art{article}") for article in cited)
    (made.folder / made.package / "clauses.toml").write_text(index, encoding="utf-8")
    with beside(made.folder):
        place = load("liuxi")
        [layer] = place.layers
    assert len(layer.rules) == 14
    for ticket in ({"number": "LXT1"}, {"channel": "liuxi_app"}, {"channel": "柳溪通"}):
        assert place.facts_of(ticket)["channel"] == "liuxi_app"
    assert all((layer.readings, layer.duties, layer.forms, layer.checks, layer.channels.prefixes))
    assert all((layer.assessment.indicators, layer.assessment.units))


@pytest.mark.parametrize("name", plugin.__all__)
def test_every_name_of_the_plugin_api_is_told(name):
    assert re.search(rf"`{name}[`(]", PAGE)


def test_each_name_is_told_with_its_meaning():
    names = PAGE.partition("<!-- generated: names -->")[2].partition("<!-- end of names -->")[0]
    rows = re.findall(r"^\| `(\w+)[^`]*` \| (.*) \|$", names, re.MULTILINE)
    assert {name for name, _meaning in rows} == set(plugin.__all__)
    assert all(meaning.strip() for _name, meaning in rows)


def test_every_part_of_every_question_is_told():

    told = PAGE.partition("<!-- generated: parts -->")[2].partition("<!-- end of parts -->")[0]
    parts = [part.id for question in (*QUESTIONS, *units.QUESTIONS) for part in question.parts]
    assert sorted(re.findall(r"^\| `([\w.]+)` \|", told, re.MULTILINE)) == sorted(parts)


BY_KEY = PAGE.partition("<!-- generated: keys -->")[2].partition("<!-- end of keys -->")[0]
WORDINGS = PAGE.partition("\n## Wordings")[2].partition("\n## ")[0]
CONDITIONS = [
    condition
    for row in re.findall(r"^\| .+? \| (`.+?) \|", WORDINGS, re.MULTILINE)
    for condition in re.findall(r"`([^`]+)`", row)
]


@pytest.mark.parametrize("written", CONDITIONS)
def test_a_wordings_condition_can_be_written_so(written):
    found = eval(written, {name: getattr(plugin, name) for name in plugin.__all__})  # noqa: S307 - the page's own code
    assert isinstance(found, Condition)


def test_every_fact_of_a_case_has_a_wording():
    names = PAGE.partition("#### Facts of the ticket")[2].partition("#### Assessment")[0]
    facts = re.findall(r"^\| `(\w+)", names, re.MULTILINE)
    assert len(facts) > 80
    assert [name for name in facts if not re.search(rf"`[^`]*\b{name}\b[^`]*`", WORDINGS)] == []


def test_what_core_holds_against_a_request_is_told():
    told = PAGE.partition("### What core holds against a request")[2].partition("\n##")[0]
    rows = re.findall(r"^\| `(\w+)` \| `(\w+)` \|", told, re.MULTILINE)
    assert {check for _question, check in rows} == set(CHECKS)
    asked = {question.id for question in QUESTIONS}
    assert {question for question, _check in rows} < asked


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("return_permission.must_state", ["reasons", "basis", "suggested_unit"]),
        ("must_record", ["mode", "reason", "purpose"]),
        ("handler_info", ["name", "phone", "mobile", "post", "unit"]),
        ("measure", ["interview", "rectification_order"]),
        ("at_once", ["sign", "assign", "return"]),
    ],
)
def test_the_words_of_a_key_are_told(key, words):
    """What core's lists and the documents have there, read off them by hand."""
    [row] = re.findall(rf"^\| `{re.escape(key)}` \| (.*) \|$", BY_KEY, re.MULTILINE)
    assert re.findall(r"`(\w+)`", row.partition(" *")[0]) == words


def test_every_word_that_documents_share_is_told():
    shared = BY_KEY.partition("**Under any key**")[2]
    assert re.findall(r"`(\w+)`", shared) == list(WORDS)
