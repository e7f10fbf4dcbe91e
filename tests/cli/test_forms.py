"""`rexian forms` at the command line."""

import json
import sys
from types import SimpleNamespace

import pytest
from rexian.cli.main import main
from rexian.discovery import load

pytestmark = pytest.mark.documents
LIAISON = {"单位名称": "甲科", "姓名": "某人", "职务": "科员", "办公电话": "1", "手机号码": "2"}


@pytest.fixture
def run(monkeypatch, capsys):
    monkeypatch.setenv("REXIAN_LANG", "en")
    monkeypatch.setenv("COLUMNS", "120")

    def forms(*arguments):
        monkeypatch.setattr(sys, "argv", ["rexian", "forms", *map(str, arguments)])
        with pytest.raises(SystemExit) as left:
            main()
        out, err = capsys.readouterr()
        return SimpleNamespace(code=left.value.code or 0, out=out, err=err)

    return forms


@pytest.fixture
def filled(tmp_path):
    def write(values, name="filled.yaml"):
        path = tmp_path / name
        path.write_text(json.dumps(values, ensure_ascii=False), encoding="utf-8")
        return path

    return write


def test_the_forms_of_a_document(run):
    told = json.loads(run("-j", "nanchang_amr", "--json").out)
    assert [form["id"] for form in told["forms"]] == ["transfer", "return", "extension", "reply"]
    assert {form["layer"] for form in told["forms"]} == {"nanchang_amr"}


def test_one_form_by_id_or_label(run):
    by_id = json.loads(run("-j", "nanchang_nrp", "liaison_list", "--json").out)
    by_label = json.loads(run("-j", "nanchang_nrp", "list of liaisons", "--json").out)
    assert by_id == by_label
    [form] = by_id["forms"]
    assert form["citations"][0]["clause"] == "s4.3.list"
    assert form["fields"][0] == {
        "id": "unit",
        "label": {"zh": "单位名称", "en": "unit"},
        "kind": "text",
        "required": True,
        "of": [],
        "citations": [{"document": "nanchang_nrp", "locator": "附件1表头", "clause": "an1.unit"}],
    }


def test_for_people(run, monkeypatch):
    shown = run("-j", "nanchang_amr", "transfer").out
    assert "complaint, report of wrongdoing" in shown
    assert "optional" in shown
    assert "附件1工单内容" in shown
    monkeypatch.setenv("REXIAN_LANG", "zh")
    assert "群众诉求转办单" in run("-j", "nanchang_amr", "transfer").out


@pytest.mark.parametrize("name", ["shicheng", "yiyang", "nanchang_city"])
def test_a_document_that_lays_down_none(run, name):
    assert json.loads(run("-j", name, "--json").out)["forms"] == []
    assert "no form" in run("-j", name).out
    assert load(name).layers[0].forms == ()


def test_a_form_filled_in(run, filled):
    told = run("-j", "nanchang_nrp", "liaison_list", "--check", filled(LIAISON))
    assert (told.code, told.out) == (0, "filled in\n")


def test_what_a_form_lacks_is_one_line_each(run, filled):
    values = {**LIAISON, "手机": "3", "办公电话": ["1"]}
    del values["姓名"]
    path = filled(values)
    told = run("-j", "nanchang_nrp", "liaison_list", "--check", path)
    assert told.code == 1
    assert told.out.splitlines() == [
        "missing: name [name]",
        "no such field: 手机; did you mean 手机号码?",
        "office phone [office_phone]: ['1'] is not plain text",
    ]
    as_json = run("-j", "nanchang_nrp", "liaison_list", "--check", path, "--json")
    assert as_json.code == 1
    assert json.loads(as_json.out) == {
        "form": "liaison_list",
        "ok": False,
        "missing": ["name"],
        "unknown": ["手机"],
        "wrong": {"office_phone": "['1'] is not plain text"},
    }


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["-j", "nanchang_amr", "trnsfer"], "has no form 'trnsfer'; did you mean transfer?"),
        (["-j", "nanchang_amr", "--check", "x.yaml"], "name the form to check: transfer, return"),
        (["-j", "shicheng", "--check", "x.yaml"], "name the form to check: there is none"),
        (["-j", "nanchang_amr", "reply", "--check", "none.yaml"], "none.yaml: No such file"),
    ],
)
def test_bad_input_is_one_line(run, options, sentence):
    told = run(*options)
    assert (told.code, told.out) == (2, "")
    assert sentence in told.err
    assert len(told.err.splitlines()) == 1


def test_a_file_that_is_no_mapping(run, filled):
    told = run("-j", "nanchang_amr", "reply", "--check", filled(["a"]))
    assert told.code == 2
    assert "holds no keys and values" in told.err
