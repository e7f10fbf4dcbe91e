"""Forms: what a filled one lacks, what does not belong in it, what is wrong in it."""

import pytest
from rexian.errors import DefinitionError
from rexian.forms import Form, FormField, misfilled, missing, unknown
from rexian.model.terms import Term

PER = ("art1",)
KINDS = (Term("help", "求助", "help"), Term("other", "其他", "other"))
FORM = Form(
    "return",
    "退单申请",
    "application to return",
    per=PER,
    fields=(
        FormField("number", "编号", "number", per=PER),
        FormField("kind", "类型", "kind", kind="choice", of=KINDS, per=PER),
        FormField("by", "退单时限", "return by", kind="time", per=PER),
        FormField("chief", "主要领导意见", "principal", kind="signature", required=False, per=PER),
        FormField("seal", "公章", "seal", kind="seal", per=PER),
    ),
)
FILLED = {
    "编号": "GA-1",
    "kind": ["求助"],
    "return by": "2026-03-02T10:00",
    "chief": "同意",
    "seal": "局公章",
}


def without(key):
    return {name: value for name, value in FILLED.items() if name != key}


def test_a_form_is_filled_in_by_ids_or_labels_in_either_language():
    assert missing(FORM, FILLED) == unknown(FORM, FILLED) == ()
    assert misfilled(FORM, FILLED) == {}


def test_what_is_required_is_missed_in_the_forms_order():
    assert missing(FORM, {"chief": "同意"}) == ("number", "kind", "by", "seal")
    assert missing(FORM, without("seal")) == ("seal",)
    assert missing(FORM, without("chief")) == ()


@pytest.mark.parametrize("empty", ["", "  ", None, []])
def test_what_is_empty_is_not_filled_in(empty):
    assert missing(FORM, {**FILLED, "编号": empty}) == ("number",)


def test_zero_and_no_are_values():
    assert missing(FORM, {**FILLED, "编号": 0}) == ()
    assert missing(FORM, {**FILLED, "编号": False}) == ()


def test_what_is_no_field_is_told():
    assert unknown(FORM, {**FILLED, "编码": "1", "note": ""}) == ("编码", "note")
    assert FORM.suggest("编码").startswith("; did you mean")


def test_what_is_wrong_in_a_field():
    wrong = misfilled(
        FORM, {"kind": ["求助", "投诉"], "by": "soon", "seal": ["a"], "number": {"a": 1}}
    )
    assert wrong.keys() == {"kind", "by", "seal", "number"}
    assert "'投诉' is not known here" in wrong["kind"]
    assert "'soon' is not a time" in wrong["by"]
    assert "is not plain text" in wrong["seal"]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        (lambda: [FormField("a", "甲", "a", kind="choice", per=PER)], "options go with a choice"),
        (lambda: [FormField("a", "甲", "a", of=KINDS, per=PER)], "options go with a choice"),
        (
            lambda: [FormField("a", "甲", "a", per=PER), FormField("b", "甲", "b", per=PER)],
            "form f: '甲' stands for both a and b",
        ),
    ],
)
def test_a_form_that_makes_no_sense_is_refused(fields, sentence):
    with pytest.raises(DefinitionError, match=sentence):
        Form("f", "表", "form", per=PER, fields=tuple(fields()))
