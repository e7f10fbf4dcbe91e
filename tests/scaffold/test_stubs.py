"""Clause stubs."""

from pathlib import Path

import pytest
from rexian.clauses.index import parse_index
from rexian.clauses.source import Source
from rexian.scaffold.stubs import index_of

SOURCES = Path(__file__).parents[3] / "shared" / "sources"
TEXT = (
    "某县热线办法\n第一条 承办单位应当按时签收工单。\n第二条 承办单位应当按时办结工单。\n"
    "第三条 称“热线”的，指 12345 热线\\电话。\n"
)


def test_each_article_is_a_draft_that_says_it_is_not_yet_modelled():
    found = parse_index(index_of(TEXT))
    assert list(found) == ["art1", "art2", "art3"]
    first = found["art1"]
    assert (first.locator, first.kind, first.review) == ("第一条", "rule", "draft")
    assert first.because == "not_yet_modelled"
    assert first.gist_zh
    assert first.gist_en
    assert first.gist_zh != first.gist_en
    assert "签收" not in first.gist_zh  # gists are the author's own words, never the text's


def test_anchors_are_short_and_there_once():
    source = Source(TEXT)
    for clause in parse_index(index_of(TEXT)).values():
        assert len(source.places(clause)) == 1
        assert len(clause.anchor) == 12


def test_an_anchor_grows_until_the_text_has_it_once():
    text = (
        "第一条 承办单位应当在收到工单后三日内签收。\n第二条 略。\n"
        "附：第一条 承办单位应当在收到工单后五日内签收。\n"
    )
    first = parse_index(index_of(text))["art1"]
    assert first.anchor == "第一条承办单位应当在收到工单后三"


def test_what_the_text_has_twice_from_end_to_end_has_no_anchor():
    text = "第一条 甲。\n第二条 乙。第一条 甲。\n"
    assert parse_index(index_of(text))["art1"].anchor == ""


@pytest.mark.skipif(not SOURCES.is_dir(), reason="the documents' texts are not here")
@pytest.mark.parametrize("document", ["yiyang", "nanchang_city", "nanchang_nrp", "shicheng"])
def test_each_stub_finds_its_article_in_the_document(document):
    text = (SOURCES / f"{document}.txt").read_text(encoding="utf-8")
    found = parse_index(index_of(text))
    for name, passage in Source(text).passages(found.values()).items():
        squeezed = "".join((passage or "").split())
        assert squeezed.startswith(found[name].anchor), name
