"""The clause index: read strictly, each mistake told in one line."""

import pytest
from rexian.clauses.index import Clause, parse_index, read_index
from rexian.errors import DefinitionError

pytestmark = pytest.mark.usefixtures("english")

LEAST = {"id": "art1", "locator": "Article 1", "kind": "rule"}


def written(*entries):
    return "\n".join(
        "[[clause]]\n" + "\n".join(f'{key} = "{value}"' for key, value in entry.items())
        for entry in entries
    )


def test_an_entry_becomes_a_clause():
    told = {
        **LEAST, "anchor": "五日内", "gist_zh": "五日内办结。", "gist_en": "Closed in five days.",
        "review": "reviewed", "note_zh": "注", "note_en": "a note",
    }  # fmt: skip
    assert parse_index(written(told)) == {"art1": Clause(**told)}


def test_what_is_left_out():
    clause = parse_index(written(LEAST))["art1"]
    assert (clause.review, clause.because, clause.core, clause.anchor) == ("draft", None, None, "")


def test_the_order_is_the_documents():
    entries = [{**LEAST, "id": name} for name in ("art2", "art10", "art1")]
    assert list(parse_index(written(*entries))) == ["art2", "art10", "art1"]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"becuase": "purpose"}, "clause art1: unknown key 'becuase'; did you mean because?"),
        ({"kind": "law"}, "clause art1: kind 'law' is none of rule, duty, reference"),
        ({"review": "done"}, "clause art1: review 'done' is none of draft, reviewed"),
        ({"because": "boring"}, "clause art1: because 'boring' is none of identification, "),
        ({"locator": " "}, "clause art1: locator must be a text, and not an empty one"),
        ({"note_en": "so"}, "clause art1: a note is written in both languages"),
        ({"core": "closed"}, "core 'closed': write one of event.…, fact.…, question.…"),
        ({"core": "event.close"}, "core has no event 'close'; did you mean closed?"),
        ({"core": "question.acept"}, "core has no question 'acept'; did you mean accept?"),
        ({"core": "event.closed", "because": "desk"}, "no `because` to give; keep one"),
    ],
)
def test_a_mistake_is_told(change, told):
    with pytest.raises(DefinitionError) as caught:
        parse_index(written({**LEAST, **change}))
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("core", ["event.closed", "question.accept", "fact.kind"])
def test_what_core_does_is_named(core):
    assert parse_index(written({**LEAST, "core": core}))["art1"].core == core


@pytest.mark.parametrize("key", LEAST)
def test_a_key_that_must_be_there(key):
    entry = {name: value for name, value in LEAST.items() if name != key}
    with pytest.raises(DefinitionError, match=f"no '{key}'"):
        parse_index(written(entry))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[[clause]", "cannot be read"),
        ("clause = 1", r"write each clause under \[\[clause\]\]"),
        ("clause = [1]", r"write each clause under \[\[clause\]\]"),
        ("[[clauses]]", "'clauses'; it may hold"),
        (written(LEAST, LEAST), "clause art1 twice"),
        (written(LEAST).replace('"rule"', "1"), "kind must be a text"),
    ],
)
def test_a_file_that_is_no_index(text, told):
    with pytest.raises(DefinitionError, match=told):
        parse_index(text)


def test_a_package_without_an_index_has_no_clauses():
    assert read_index("json") == {}


def test_an_index_in_another_encoding(tmp_path, monkeypatch):
    home = tmp_path / "rexian_gb"
    home.mkdir()
    (home / "__init__.py").touch()
    (home / "clauses.toml").write_bytes("# 第一条".encode("gb18030"))
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(DefinitionError, match=r"clauses\.toml cannot be read"):
        read_index(home.name)


def test_a_package_with_one(package):
    assert read_index(package)["art3"].locator == "Article 3"


def test_both_languages(monkeypatch):
    clause = Clause(**LEAST, gist_zh="办结", gist_en="closing", note_zh="注", note_en="note")
    assert (clause.gist(), clause.note()) == ("closing", "note")
    monkeypatch.setenv("REXIAN_LANG", "zh")
    assert (clause.gist(), clause.note()) == ("办结", "注")
