"""The page: whole by itself, in one language, every link to somewhere on it."""

from html.parser import HTMLParser

import pytest
from rexian.documents.page import page

pytestmark = pytest.mark.usefixtures("english")

VOID = {"meta", "br"}


class Reader(HTMLParser):
    """Reads a page, and refuses one whose elements do not nest."""

    def __init__(self, text):
        super().__init__()
        self.open, self.elements, self.texts = [], [], []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "style" not in self.open and data.strip():
            self.texts.append(" ".join(data.split()))

    def all(self, tag, key):
        return [found[key] for name, found in self.elements if name == tag and key in found]

    def every(self, key):
        return [found[key] for _name, found in self.elements if key in found]


@pytest.fixture
def read(comparison):
    return Reader(page(comparison))


def test_it_is_in_the_interface_language(monkeypatch, comparison):
    assert Reader(page(comparison)).all("html", "lang") == ["en"]
    monkeypatch.setenv("REXIAN_LANG", "zh")
    assert Reader(page(comparison)).all("html", "lang") == ["zh-CN"]


def test_it_needs_nothing_else(comparison, read):
    text = page(comparison)
    assert "://" not in text
    assert "url(" not in text
    assert "@import" not in text
    assert not {"script", "link", "img", "iframe"} & {name for name, _attrs in read.elements}
    assert read.every("src") == []


def test_the_matrix_comes_first_and_leads_to_each_pair(read):
    links = [href.removeprefix("#") for href in read.all("a", "href")]
    assert links[:3] == ["hill.lake", "hill.lake%2Bfaster", "lake.lake%2Bfaster"]
    assert links[3:] == [
        "hill.lake.sign",
        "hill.lake.close",
        "hill.lake%2Bfaster.close",
        "lake.lake%2Bfaster.close",
    ]
    ids = read.every("id")
    assert {link.replace("%2B", "+") for link in links} <= set(ids)
    assert len(ids) == len(set(ids))


def test_counts_stand_as_marks(read):
    assert "B1 #1" in read.texts
    assert "= the same" in " ".join(read.texts)


def test_texts_are_texts(read):
    assert "kind is help & <more>" in read.texts
    assert any("Rules of <Hill> [hill]" in text for text in read.texts)


def test_what_was_read_otherwise_is_told(read):
    assert any("readings: closing=strict" in text for text in read.texts)


def test_a_witness_folds_away_with_its_case_file(read):
    assert read.texts.count("witness") == 2
    assert "3 wd [art 1]" in read.texts
    assert read.texts.count("- ticket: {kind: help} - ticket: {kind: help}") == 2


def test_what_is_the_same_folds_away(read):
    assert read.texts.count("the same: 1") == 2
