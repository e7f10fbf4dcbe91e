"""Where a document's clauses begin."""

from pathlib import Path

import pytest
from rexian.scaffold.headings import headings

SOURCES = Path(__file__).parents[3] / "shared" / "sources"


def ids(text):
    return [heading.id for heading in headings(text)]


def test_articles_under_chapters_are_the_clauses():
    text = "某县办法\n第一章 总则\n第一条 为了规范。\n第二条 受理。\n（一）咨询；\n（二）投诉。\n"
    found = headings(text)
    assert [(h.id, h.locator, h.en) for h in found] == [
        ("art1", "第一条", "Article 1"),
        ("art2", "第二条", "Article 2"),
    ]
    assert [text[h.start : h.start + 3] for h in found] == ["第一条", "第二条"]


def test_articles_may_follow_their_number_at_once_and_be_indented():
    assert ids("　　第一条为了规范。\n　　第二条热线受理诉求。\n") == ["art1", "art2"]


def test_numbers_may_be_arabic():
    assert ids("第1条 为了规范。\n第2条 受理。\n") == ["art1", "art2"]


def test_a_line_broken_before_a_citation_is_no_article():
    text = (
        "第一条 诉求人对承办单位的办理结果不满意的，由热线中心按照\n"
        "第二条规定的程序发回重办。\n"
        "第二条 发回重办的，承办单位应当另行指定人员，不得由原经办人依照\n"
        "第三条 第一款办理。\n"
        "第三条 本办法自印发之日起施行。\n"
    )
    found = headings(text)
    assert [h.id for h in found] == ["art1", "art2", "art3"]
    assert text[found[1].start :].startswith("第二条 发回重办")


def test_lost_articles_leave_a_gap():
    assert ids("第一条 甲。\n第二条 乙。\n第五条 丙。\n") == ["art1", "art2", "art5"]


def test_an_annex_that_counts_anew_is_a_part_of_its_own():
    found = headings("第一条 甲。\n第二条 乙。\n附件\n第一条 丙。\n第二条 丁。\n")
    assert [h.id for h in found] == ["art1", "art2", "p2.art1", "p2.art2"]
    assert (found[2].locator, found[2].en) == ("第2部分第一条", "Part 2, Article 1")


def test_without_articles_its_sections_are_the_clauses():
    text = "某县制度\n为提升效能，制定本制度。\n一、签批。须由负责人签批。\n二、回访。每日回访。\n"
    found = headings(text)
    assert [(h.id, h.locator, h.en) for h in found] == [
        ("s1", "一", "Section 1"),
        ("s2", "二", "Section 2"),
    ]


def test_items_stand_under_their_section_and_its_bare_title_is_no_clause():
    text = "一、目标\n高效。\n二、职责\n(一)办公室。负责受理。\n（二）成员。办理。\n三、要求\n"
    found = headings(text)
    assert [h.id for h in found] == ["s1", "s2.1", "s2.2", "s3"]
    assert (found[1].locator, found[1].en) == ("二（一）", "Section 2, Item 1")


def test_a_number_given_twice_by_a_slip_has_a_letter_the_second_time():
    text = "一、甲。\n二、职责\n（一）乙。\n二、流程\n（一）丙。\n三、丁。\n"
    assert ids(text) == ["s1", "s2.1", "s2b.1", "s3"]


def test_sections_may_stand_under_chapters():
    assert ids("第一章 总则\n一、甲。\n二、乙。\n第二章 附则\n一、丙。\n") == [
        "ch1.s1",
        "ch1.s2",
        "ch2.s1",
    ]


def test_chapters_alone_are_the_clauses():
    assert ids("第一章 总则\n为了规范。\n第二章 附则\n施行。\n") == ["ch1", "ch2"]


@pytest.mark.parametrize("text", ["", "\n \n", "没有编号的一段话。\n", "hello\n"])
def test_what_is_not_numbered_has_no_clauses(text):
    assert headings(text) == []


@pytest.mark.skipif(not SOURCES.is_dir(), reason="the documents' texts are not here")
@pytest.mark.parametrize(
    ("document", "count", "last"),
    [
        ("yiyang", 32, "art32"),
        ("nanchang_amr", 24, "art24"),
        ("nanchang_city", 32, "art43"),  # eleven articles are lost from that copy
        ("shicheng", 8, "s8"),
        ("nanchang_nrp", 14, "p2.s4"),  # a model reply is annexed, numbered anew
    ],
)
def test_the_five_documents(document, count, last):
    found = ids((SOURCES / f"{document}.txt").read_text(encoding="utf-8"))
    assert (len(found), found[-1]) == (count, last)
    assert len(set(found)) == count
