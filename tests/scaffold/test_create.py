"""A scaffolded distribution."""

import tomllib
from pathlib import Path

import pytest
import yaml
from rexian import hookspecs
from rexian.accounting import accounts, faults, totals
from rexian.discovery import beside, load
from rexian.errors import InputError
from rexian.model.case import read_cases
from rexian.scaffold.create import create
from rexian.testing import check_case
from rexian.testing.conformance import CHECKS, conform
from rexian.testing.places import under_test

PLUGINS = Path(__file__).parents[2] / "plugins"
DOCUMENT = "某县热线办法\n第一条 承办单位应当按时签收工单。\n第二条 承办单位应当按时办结工单。\n"
SECTIONS = "某县制度\n一、签收\n（一）当日签收。\n（二）不得拒签。\n二、办结。五日内办结。\n"


@pytest.fixture
def document(tmp_path):
    file = tmp_path / "document.txt"
    file.write_text(DOCUMENT, encoding="utf-8")
    return file


def test_it_loads_and_is_without_fault(tmp_path, document):
    made = create("songhu_town", tmp_path, document=document)
    with beside(made.folder) as names:
        assert names == ("songhu_town",)
        place = load("songhu_town")
        found = accounts(place)
        assert list(faults(place)) == []
        assert [case.id for case in read_cases(made.folder / "tests" / "cases.yaml")] == [
            "first-case"
        ]
    assert totals(found)["total"] == made.clauses == 2
    assert totals(found)["accounted"] == 0
    assert all(account.not_yet for account in found)


def test_its_first_case_is_as_expected(tmp_path, document):
    made = create("songhu", tmp_path, document=document)
    with beside(made.folder):
        [case] = read_cases(made.folder / "tests" / "cases.yaml")
        assert case.expect["close"] == {"status": "silent", "outcome": None}
        assert check_case(case) == []


@pytest.mark.documents
@pytest.mark.parametrize(
    ("text", "upper"),
    [(None, None), (DOCUMENT, None), (DOCUMENT, "nanchang_city"), (SECTIONS, "shicheng")],
)
def test_it_passes_the_conformance_suite_as_it_stands(tmp_path, document, text, upper):
    document.write_text(text or "", encoding="utf-8")
    made = create("songhu", tmp_path, document=document if text else None, upper=upper)
    with beside(made.folder):
        [plugin] = under_test(made.folder)
        results = list(conform(plugin.name, plugin.files))
    assert len(results) == len(CHECKS)
    assert [line for result in results for line in result.looked.problems] == []


@pytest.mark.documents
def test_under_another_document_the_first_case_is_answered_from_above(tmp_path):
    made = create("songhu", tmp_path, upper="nanchang_city")
    with beside(made.folder):
        place = load("songhu")
        [case] = read_cases(made.folder / "tests" / "cases.yaml")
        assert [layer.id for layer in place.layers] == ["songhu", "nanchang_city"]
        assert case.expect["close"] == {"inherited": True, "layer": "nanchang_city"}
        assert check_case(case) == []
    project = tomllib.loads((made.folder / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["dependencies"] == ["rexian", "rexian-nanchang-city"]


@pytest.mark.documents
def test_under_a_silent_document_the_first_case_is_silent(tmp_path):
    made = create("songhu", tmp_path, upper="shicheng")
    [case] = yaml.safe_load((made.folder / "tests" / "cases.yaml").read_text(encoding="utf-8"))
    assert case["expect"]["close"] == {"status": "silent", "outcome": None}


def test_it_has_a_module_for_every_hook_and_each_returns_nothing(tmp_path):
    made = create("songhu", tmp_path)
    modules = {file.stem for file in (made.folder / made.package).glob("*.py")}
    assert modules == {"__init__", *hookspecs.MODULES}
    with beside(made.folder):
        [layer] = load("songhu").layers
    assert (layer.rules, layer.readings, layer.duties, layer.forms, layer.checks) == ((),) * 5
    assert (layer.assessment.indicators, layer.channels.prefixes) == ((), ())


def test_without_a_document_the_index_is_empty_and_shows_how_to_write_one(tmp_path):
    made = create("songhu", tmp_path)
    index = (made.folder / made.package / "clauses.toml").read_text(encoding="utf-8")
    assert made.clauses == 0
    assert tomllib.loads(index) == {}
    assert "# [[clause]]" in index


def test_it_is_built_like_the_plugins_of_this_repository(tmp_path):
    made = create("songhu_town", tmp_path)
    ours, theirs = (
        tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))
        for folder in (made.folder, PLUGINS / "yiyang")
    )
    assert ours["build-system"] == theirs["build-system"]
    assert ours["project"]["name"] == made.distribution == "rexian-songhu-town"
    assert ours["project"]["requires-python"] == theirs["project"]["requires-python"]
    assert ours["project"]["version"] == theirs["project"]["version"]
    assert ours["project"]["entry-points"] == {
        "rexian.jurisdictions": {"songhu_town": "rexian_songhu_town"}
    }


@pytest.mark.parametrize(
    "name", ["Songhu", "songhu-town", "松湖", "1st", "_town", "class", "", "a.b", "../up", "a b"]
)
def test_a_name_that_will_not_do(tmp_path, name):
    with pytest.raises(InputError, match="xinjian_district") as refused:
        create(name, tmp_path)
    assert "\n" not in str(refused.value)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.documents
def test_an_installed_jurisdiction_is_not_scaffolded_again(tmp_path):
    with pytest.raises(InputError, match="yiyang is installed already"):
        create("yiyang", tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_an_existing_folder_is_left_as_it_is(tmp_path):
    (tmp_path / "songhu").mkdir()
    (tmp_path / "songhu" / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match="is there already"):
        create("songhu", tmp_path)
    assert [file.name for file in (tmp_path / "songhu").iterdir()] == ["mine.txt"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is empty"),
        (b" \n\n", "is empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "is no text"),
        ("没有编号的一段话。".encode(), "nothing to split"),
    ],
)
def test_a_document_that_will_not_do_leaves_nothing_behind(tmp_path, content, told):
    file = tmp_path / "document.txt"
    file.write_bytes(content)
    with pytest.raises(InputError, match=told) as refused:
        create("songhu", tmp_path, document=file)
    assert "\n" not in str(refused.value)
    assert str(file) in str(refused.value)
    assert list(tmp_path.iterdir()) == [file]


def test_a_document_above_that_is_not_installed_leaves_nothing_behind(tmp_path):
    with pytest.raises(InputError, match="no jurisdiction 'nowhere' is installed"):
        create("songhu", tmp_path, upper="nowhere")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(InputError, match="there is no folder"):
        create("songhu", tmp_path / "nowhere")


def test_a_write_that_fails_leaves_nothing_behind(tmp_path, monkeypatch):
    written = []

    def fail(self, *_arguments, **_settings):
        written.append(self)
        if len(written) == 5:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", fail)
    with pytest.raises(OSError, match="No space"):
        create("songhu", tmp_path)
    assert list(tmp_path.iterdir()) == []
