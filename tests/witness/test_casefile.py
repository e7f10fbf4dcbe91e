"""Witnesses as files: what is written reads back as the same case."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rexian.instants import parse_instant
from rexian.model.case import Case, read_cases
from rexian.model.events import Event
from rexian.model.fields import Given
from rexian.witness.casefile import written
from rexian.witness.exemplifier import Witness
from rexian.worktime.period import working_days

DISPATCHED = parse_instant("2025-03-03T09:00")
CASE = Case(
    jurisdiction="town",
    now=parse_instant("2025-03-04T09:05:30"),
    ticket={
        "kind": "help",
        "received_at": DISPATCHED,
        "difficult": False,
        "calls": 3,
        "given": {"close": Given(parse_instant("2025-04-02"), "law")},
        "findings": ("kb_answerable", "several_units"),
    },
    events=(
        Event("dispatched", DISPATCHED, {"unit": "协办单位", "part": "co"}),
        Event("extension_requested", DISPATCHED, {"length": working_days(1), "reason": True}),
    ),
)
WRITTEN = """\
id: gap-1
title: 无人规定
jurisdiction: town
now: 2025-03-04T09:05:30
ticket:
  kind: help
  received_at: 2025-03-03T09:00
  difficult: false
  calls: 3
  given: {close: {at: 2025-04-02, source: law}}
  findings: [kb_answerable, several_units]
events:
  - {type: dispatched, at: 2025-03-03T09:00, unit: 协办单位, part: co}
  - {type: extension_requested, at: 2025-03-03T09:00, length: "1wd", reason: true}
expect:
  close: {late: true}
"""


@pytest.fixture(scope="module")
def read_back(tmp_path_factory):
    """Write a case into a file and read it again."""
    path = tmp_path_factory.mktemp("cases") / "case.yaml"

    def ask(case, **extra):
        path.write_text(written(Witness(case, "host"), **extra), encoding="utf-8")
        (found,) = read_cases(path)
        return found

    return ask


def test_a_witness_is_written_as_people_write_a_case():
    extra = {"id": "gap-1", "title": "无人规定", "expect": {"close": {"late": True}}}
    assert written(Witness(CASE, "co"), **extra) == WRITTEN


def test_what_is_written_reads_back_as_the_same_case(read_back):
    assert read_back(CASE) == CASE
    assert read_back(CASE, id="gap-1") == replace(CASE, id="gap-1")


def test_a_case_of_which_nothing_is_told_is_a_case_all_the_same(read_back):
    assert written(Witness(Case(), "host")) == "ticket: {}\n"
    assert read_back(Case()) == Case()


@given(text=st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"])))
def test_any_text_reads_back(read_back, text):
    if text.strip():
        assert read_back(CASE, note=text.strip()).note == text.strip()


@pytest.mark.parametrize(
    "text", ["yes", "No", "null", "~", "007", "1e5", "2025-03-03", "a: b", "- a", "#1", "#", "a #b"]
)
def test_a_text_that_yaml_takes_for_something_else_stands_in_quotes(read_back, text):
    assert read_back(CASE, note=text).note == text
    assert f'note: "{text}"\n' in written(Witness(CASE, "host"), note=text)


def test_what_is_expected_reads_back(read_back):
    expect = {"supervision": {"triggered": True, "grounds[*].id": ["supervision.a"], "by": None}}
    assert read_back(CASE, expect=expect).expect == expect
