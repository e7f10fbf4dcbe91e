"""docs/deploy.md: its settings are those there are, its files do what is said of them."""

import re
import tomllib
from pathlib import Path

import pytest
from rexian.discovery import load
from rexian.instants import parse_instant
from rexian.reforms.places import Source
from rexian.settings.local import laid_over
from rexian.settings.reading import settings_of
from rexian.settings.ruling import corrected
from rexian.settings.showing import shown

DOCS = Path(__file__).parent.parent.parent / "docs"
PAGES = ("deploy.md", "deploy.zh.md")
BLOCK = re.compile(r"^```(\w*)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMENT = re.compile(r"\s+# .*$", re.MULTILINE)


def page(name):
    return (DOCS / name).read_text(encoding="utf-8")


def blocks(name):
    """The page's blocks: language, file and text, what stands in them as a remark left out."""
    found = BLOCK.findall(page(name))
    return [(language, file, COMMENT.sub("", text)) for language, file, text in found]


def block(name, wanted):
    [text] = [text for language, file, text in blocks(name) if wanted in (language, file)]
    return text


def test_both_pages_have_the_same_blocks():
    assert blocks(PAGES[0]) == blocks(PAGES[1])


@pytest.mark.parametrize("name", PAGES)
def test_every_setting_stands_on_the_page(name, tmp_path):
    raw = tomllib.loads(block(name, "toml"))
    settings = settings_of(raw, tmp_path / "rexian.toml", environ={})
    example = {each.key for each in shown(settings, environ={}) if each.source == "file"}
    keys = {each.key for each in shown(settings, environ={})}
    assert example == keys
    rows = re.findall(r"^\| (`.*?) \|", page(name), re.MULTILINE)
    told = {key for row in rows for key in re.findall(r"`([a-z_.]+)`", row)}
    assert keys <= told


@pytest.mark.documents
@pytest.mark.parametrize("name", PAGES)
def test_the_local_parameter_does_what_is_said_of_it(name, rule):
    found = laid_over(load("shicheng"), Source("local.yaml", block(name, "local.yaml")))
    dispatched = {"type": "dispatched", "at": "2026-03-02T10:00", "unit": "甲局"}
    told = rule("close", found, {"kind": "complaint"}, [dispatched], now="2026-03-03T10:00")
    assert (told["layer"], told["outcome"]["limit"]["n"]) == ("shicheng.local", 10)
    assert told["citations"][0]["locator"].endswith("的通知（示例）》第二条")


@pytest.mark.documents
@pytest.mark.parametrize("name", PAGES)
def test_the_readings_chosen_are_there(name):
    chosen = tomllib.loads(block(name, "toml"))["readings"]
    assert load("yiyang").chosen(chosen)


@pytest.mark.parametrize("name", PAGES)
def test_the_file_of_corrected_days(name, tmp_path):
    file = tmp_path / "2027-flood.yaml"
    file.write_text(block(name, "2027-flood.yaml"), encoding="utf-8")
    history = corrected([file])
    closed, made_up = (parse_instant(day) // 86400 for day in ("2027-07-05", "2027-07-10"))
    for known, monday in (("2027-07-03T19:59", True), ("2027-07-03T20:00", False)):
        calendar = history.as_of(parse_instant(known))
        assert calendar.is_working_day(closed) is monday
        assert calendar.is_working_day(made_up) is not monday
