"""Files of worked cases: what they hold, how their entries are named, and what is refused."""

from datetime import date

import pytest
from rexian.errors import InputError
from rexian.testing.files import CaseFiles, Days, Flip

pytestmark = pytest.mark.usefixtures("english")
CASES = """
- id: one
  ticket: {kind: help}
  expect: {close: {status: silent}}
- ticket: {kind: inquiry}
- id: one
  ticket: {kind: complaint}
"""


@pytest.fixture
def files(tmp_path):
    def make(**texts):
        for name, text in texts.items():
            (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
        return CaseFiles(tmp_path)

    return make


def names(found, stem):
    return [name for name, _entry in found.entries(found.home / f"{stem}.yaml")]


def test_cases_are_named_by_id_else_by_place_and_each_by_itself(files):
    assert names(files(cases=CASES), "cases") == ["one", "2", "one #2"]


def test_files_of_a_kind_are_read_in_the_order_of_their_names(files):
    found = files(cases_b="- {id: b, ticket: {}}", cases="- {id: a, ticket: {}}", other="- 1")
    assert [path.name for path in found.cases] == ["cases.yaml", "cases_b.yaml"]
    assert list(found.by_id) == ["a", "b"]


def test_a_flip_names_a_case_of_any_file_or_has_its_own(files):
    own = "{id: own, ticket: {kind: help}, expect: {sign: {late: true}}}"
    found = files(
        cases_more="- {id: a, ticket: {kind: help}, expect: {close: {late: false}}}",
        readings=(
            "- {case: a, readings: {x: 'yes'}}\n"
            "- {case: a, readings: {x: 'no', y: 2}, expect: {redo: {late: true}}}\n"
            f"- {{case: {own}, readings: {{x: a}}}}"
        ),
    )
    [flips] = found.flips.values()
    assert [str(flip) for flip in flips] == ["a x=yes", "a x=no y=2", "own x=a"]
    assert [flip.case.expect for flip in flips] == [
        {"close": {"late": False}}, {"redo": {"late": True}}, {"sign": {"late": True}},
    ]  # fmt: skip
    assert all(isinstance(flip, Flip) for flip in flips)
    assert flips[1].readings == {"x": "no", "y": "2"}


def test_days_on_which_duties_fall_due(files):
    found = files(
        duties="- {from: 2026-01-01, to: 2026-01-31, readings: {x: a}, "
        "due: {report: [2026-01-31], meeting: []}}"
    )
    [[days]] = found.days.values()
    assert days == Days(
        date(2026, 1, 1), date(2026, 1, 31), {"x": "a"},
        {"report": (date(2026, 1, 31),), "meeting": ()},
    )  # fmt: skip
    assert names(found, "duties") == ["2026-01-01 2026-01-31 x=a"]


def test_where_there_is_nothing_there_are_no_entries(files, tmp_path):
    assert files(cases="").entries(tmp_path / "cases.yaml") == ()
    assert CaseFiles(None).cases == CaseFiles(None).flips == CaseFiles(None).days == {}


@pytest.mark.parametrize(
    ("stem", "text", "told"),
    [
        ("cases", "- {id: a, tickets: {}}",
         "case a: there is no key 'tickets'; did you mean ticket?"),
        ("cases", "- 7", "case 1: 7 is not a mapping; write `key: value`"),
        ("readings", "- {readings: {x: a}}", "case 1: no key case"),
        ("readings", "- {case: one}", "case 1: no key readings"),
        ("readings", "- {case: ones, readings: {x: a}}",
         "case 1: there is no case ones; did you mean one?"),
        ("readings", "- {case: one, reading: {x: a}}",
         "case 1: there is no key 'reading'; did you mean readings?"),
        ("readings", "- {case: one, readings: [x]}",
         "case 1: readings: ['x'] is not a mapping; write `key: value`"),
        ("readings", "- {case: one, readings: {x: [a]}}",
         "case 1: readings: ['a'] is not a text; put it in quotes"),
        ("duties", "- {from: 2026-01-01, due: {}}", "case 1: no key to"),
        ("duties", "- {from: 2026-01-01, to: 2026-01-31, due: {report: [often]}}",
         "case 1: due: 'often' is not"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_file_and_entry(files, stem, text, told):
    found = files(**{"cases": "- {id: one, ticket: {}}", stem: text})
    with pytest.raises(InputError) as refused:
        found.entries(found.home / f"{stem}.yaml")
    assert str(refused.value).startswith(f"{found.home / stem}.yaml: {told}")
