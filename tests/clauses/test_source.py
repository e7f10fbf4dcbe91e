"""Articles read in place: found in spite of spacing and width, cut at sentences and paragraphs."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rexian.clauses.index import Clause
from rexian.clauses.source import Source, read_source
from rexian.errors import InputError


def clause(name, anchor):
    return Clause(id=name, locator=name, kind="rule", anchor=anchor)


def passages(text, **anchors):
    return Source(text).passages([clause(name, anchor) for name, anchor in anchors.items()])


def test_the_sentence_that_holds_the_anchor():
    text = "第一条 应当签收。签收后应在两日内办结。办结后应当回访。"
    assert passages(text, a="两日内办结") == {"a": "签收后应在两日内办结。办结后应当回访。"}


def test_it_ends_where_the_next_clauses_sentence_begins():
    text = "第一条 应当签收。签收后应在两日内办结。办结后应当回访。"
    found = passages(text, a="应当签收", b="两日内办结", c="回访")
    assert found == {
        "a": "第一条 应当签收。",
        "b": "签收后应在两日内办结。",
        "c": "办结后应当回访。",
    }


def test_clauses_of_one_sentence_share_it():
    text = "咨询两日办结，求助五日办结；投诉十日办结。"
    found = passages(text, a="咨询两日", b="求助五日", c="投诉十日")
    assert found["a"] == found["b"] == "咨询两日办结，求助五日办结；"
    assert found["c"] == "投诉十日办结。"


def test_it_ends_with_the_paragraph():
    text = "第一条 应当签收\n第二条 应当办结。"
    assert passages(text, a="应当签收") == {"a": "第一条 应当签收"}


def test_a_line_broken_for_want_of_room_goes_on():
    text = "承办单位应当在收到转办单之后的两个工作日以内签\n\n收工单，并联系诉求人。\n第二条 办结。"
    assert passages(text, a="以内签收工单") == {
        "a": "承办单位应当在收到转办单之后的两个工作日以内签收工单，并联系诉求人。"
    }


def test_rows_of_a_table_stay_apart():
    text = "渠道\t前缀\t办理时限和办理的各种要求如下所列\n微信\tWX\t10个工作日\n公安\tGA\t5个工作日"
    assert passages(text, a="微信WX10", b="公安GA5") == {
        "a": "微信 WX 10个工作日",
        "b": "公安 GA 5个工作日",
    }


@pytest.mark.parametrize(
    "text",
    ["应在 １２ 个\n工作日内（含当日），办结。", "应在12个工作日内(含当日),办结。"],
    ids=["full width", "half width"],
)
def test_width_and_space_do_not_count(text):
    assert passages(text, a="在12个工作日内（含当日），办结")["a"] is not None


def test_width_counts_where_it_tells_anchors_apart():
    text = "时限： 年 月。\n时限: 年 月。"
    assert passages(text, a="时限：年", b="时限:年") == {
        "a": "时限： 年 月。",
        "b": "时限: 年 月。",
    }


def test_an_anchor_that_is_missing_or_stands_twice_is_not_found():
    assert passages("办结。办结。", a="办结", b="签收", c="") == {"a": None, "b": None, "c": None}


def test_an_anchor_may_stand_across_sentences():
    text = "第一条 签收。（一）审定签字；（二）盖章。"
    assert passages(text, a="签字；（二）") == {"a": "（一）审定签字；（二）盖章。"}


@given(
    st.text("签收办结，。；（一）\n 　\t第条12Ａ", max_size=80),
    st.text("签收办结，。；（一）\n 第条", min_size=1, max_size=4).filter(str.strip),
    st.text("签收办结，。；（一）\n 　\t第条12Ａ", max_size=80),
)
def test_a_passage_holds_its_anchor_and_is_of_the_text(before, anchor, after):
    text = f"{before}{anchor}{after}"
    found = passages(text, a=anchor)["a"]
    assert (found is None) == (occurrences(anchor, text) != 1)
    assert found is None or bare(anchor) in bare(found)
    assert found is None or bare(found) in bare(text)


def bare(text):
    return re.sub(r"\s", "", text)


def occurrences(anchor, text):
    wanted, whole = bare(anchor), bare(text)
    return sum(whole.startswith(wanted, at) for at in range(len(whole)))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_the_encodings_of_texts(tmp_path, encoding):
    path = tmp_path / "copy.txt"
    path.write_text("第一条 签收。", encoding=encoding)
    assert read_source(path).text == "第一条 签收。"


@pytest.mark.parametrize("raw", [b"PK\x03\x04\x00\x00", b"\xff\xff\xff"])
@pytest.mark.usefixtures("english")
def test_what_is_no_text_is_refused(tmp_path, raw):
    path = tmp_path / "copy.docx"
    path.write_bytes(raw)
    with pytest.raises(InputError, match=r"copy\.docx is no text; save the document as plain text"):
        read_source(path)
