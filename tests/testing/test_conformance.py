"""The conformance suite: a sound plugin passes, and each check finds the faults it is for."""

from pathlib import Path
from textwrap import dedent

import pytest
from rexian.discovery import beside
from rexian.model.casefile import load
from rexian.rules import grid
from rexian.testing.conformance import CHECKS, conform
from rexian.testing.files import CaseFiles
from rexian.testing.places import under_test

pytestmark = pytest.mark.usefixtures("english")
PACKAGE = "rexian_brook"
FAULTS = load(Path(__file__).parent / "faults.yaml")
ALL = ["hooks", "citations", "tables", "labels", "dead_rules", "cases", "coverage", "mutations"]


def looked(folder):
    """What each check of the plugin in a folder has looked at, by its id."""
    with beside(folder):
        [plugin] = under_test(folder)
        return {found.check.id: found.looked for found in conform(plugin.name, plugin.files)}


def problems(folder):
    found = looked(folder)
    return {name: list(each.problems) for name, each in found.items() if each.problems}


def test_a_sound_plugin_passes(brook):
    found = looked(brook.folder)
    assert list(found) == ALL == [check.id for check in CHECKS]
    assert {name: each.problems for name, each in found.items() if each.problems} == {}


def test_what_is_looked_at_is_counted(brook):
    """Counted by hand in the plugin's files."""
    found = {name: each.checked for name, each in looked(brook.folder).items()}
    # Seven rules on tickets, a reading, a prefix, an indicator, a rule on units, two duties.
    assert found["hooks"] == 13
    assert found["citations"] == 13 + 7
    # sign, close, redo of the old edition, supervision, attend, and the rank of a unit.
    assert found["tables"] == 6
    # Rules on tickets and units, the prefix, the reading, the duties.
    assert found["dead_rules"] == 7 + 1 + 1 + 1 + 2
    assert found["cases"] == 7 + 3 + 1
    # Four questions, the reading's other choice, the dated duty, and every worked case.
    assert found["coverage"] == 4 + 1 + 1 + 11


def test_the_largest_tables_are_told(brook):
    told = looked(brook.folder)["tables"].note
    # Inquiry, another kind or unknown; often or not; difficult, not or unknown; two readings.
    # Decided by one of three rules, or open for want of a fact.
    assert told == "largest: close, 36 of 1,048,576 cells; close, 4 of 256 decisions"


@pytest.mark.parametrize("planted", FAULTS, ids=[entry["fault"] for entry in FAULTS])
def test_a_planted_fault_is_found(brook, planted):
    for swap in planted["swap"]:
        brook.swap(swap["file"], swap["old"], swap["new"])
    assert problems(brook.folder) == planted["told"]


def test_a_plugin_that_does_not_load_has_no_further_checks(brook):
    brook.swap(f"{PACKAGE}/escalation.py", "return RULES", "return 'rules'")
    assert list(looked(brook.folder)) == ["hooks"]


def test_a_module_of_an_unknown_name_is_told(brook):
    """Its hook would never be called, and nobody would know."""
    brook.add(f"{PACKAGE}/form.py", "from rexian.plugin import hookimpl\n")
    assert problems(brook.folder) == {
        "hooks": ["module form is never loaded: no hook's module imports it; did you mean forms?"]
    }


def test_a_module_that_another_one_imports_is_not(brook):
    brook.add(f"{PACKAGE}/roles.py", "OFFICE = 'inspection_office'\n")
    brook.swap(
        f"{PACKAGE}/escalation.py",
        "RULES = (",
        "from rexian_brook.roles import OFFICE\nassert OFFICE\nRULES = (",
    )
    assert problems(brook.folder) == {}


def test_a_table_past_its_bound_does_not_load(brook, monkeypatch):
    monkeypatch.setattr(grid, "MOST_CELLS", 30)
    [told] = problems(brook.folder)["hooks"]
    assert "close needs 36 cells, more than 30: kind (3) x calls (2) x difficult (3)" in told


RING = """
    limit("redo.a", working_days(1), editions=("2020",), over=("redo.b",), per=art("3")),
    limit("redo.b", working_days(2), editions=("2020",), over=("redo.a",), per=art("3")),
"""


def test_an_edition_no_longer_in_force_compiles_too(brook):
    brook.swap(f"{PACKAGE}/deadlines.py", "RULES = (", f"RULES = ({RING}")
    assert problems(brook.folder)["tables"] == [
        "rules go over each other in a ring: redo.a over redo.b over redo.a"
    ]


def test_a_swapped_threshold_is_found(brook):
    """Two calls are now often, so their cases are hard; under the other reading none has one."""
    brook.swap(f"{PACKAGE}/deadlines.py", "calls.at_least(3)", "calls.at_least(2)")
    found, due = problems(brook.folder), "expected '2026-03-09', found '2026-03-23T23:59:59+08:00'"
    assert found["cases"] == [
        "cases.yaml: complaint: close.limit.n: expected 5, found 15",
        f"cases.yaml: complaint: close.due_at: {due}",
        "readings.yaml: neither-often-nor-hard hard=either: close.limit.n: expected 5, found 15",
        f"readings.yaml: neither-often-nor-hard hard=either: close.due_at: {due}",
    ]
    assert found["mutations"] == ["no worked case notices: close.hard: calls >= 1"]


def test_a_file_that_cannot_be_read_is_told_once(brook):
    brook.add("tests/readings.yaml", "- {case: nobody, readings: {hard: either}}\n")
    told = f"{brook.folder}/tests/readings.yaml: case 4: there is no case nobody"
    found = looked(brook.folder)
    assert list(found) == [*ALL[:5], "cases"]
    assert found["cases"].problems == (told,)


def test_without_its_cases_what_needs_none_is_checked(brook):
    with beside(brook.folder):
        found = list(conform("brook", CaseFiles(None)))
    assert [each.check.id for each in found] == ALL[:5]
    assert all(each.passed for each in found)


SITE = {
    "pyproject.toml": """
        [project.entry-points."rexian.overlays"]
        "brook.site" = "brook_site"
    """,
    "brook_site/__init__.py": """
        from datetime import date

        from rexian.plugin import HOOK_API, Document, Edition, art, hookimpl, limit, working_days

        __all__ = ["HOOK_API"]


        @hookimpl
        def document():
            return Document(
                id="brook.site", title="清溪镇通知", title_en="Notice of Qingxi", number="1",
                issuer="清溪镇", place=("清溪镇", "Qingxi"), upper="brook",
                editions=(Edition("2025", date(2025, 1, 1)),),
            )


        @hookimpl
        def deadlines():
            return [limit("redo.all", working_days(2), per=art("1"))]
    """,
    "brook_site/clauses.toml": """
        [[clause]]
        id = "art1"
        locator = "一"
        kind = "rule"
        gist_zh = "两个工作日内重办。"
        gist_en = "Redo within two working days."
    """,
    "tests/cases.yaml": """
        - id: redone
          jurisdiction: brook
          ticket: {kind: complaint}
          events:
          - {type: dispatched, at: 2026-03-02T09:00}
          - {type: closed, at: 2026-03-03T09:00}
          - {type: redo_sent, at: 2026-03-04T09:00}
          expect: {redo: {due_at: 2026-03-06, layer: brook.site, inherited: false}}
    """,
}


@pytest.fixture
def site(tmp_path, brook, planted):
    folder = tmp_path / "site"
    for name, text in SITE.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(dedent(text), encoding="utf-8")
    with beside(brook.folder):
        yield planted(folder)


def test_an_overlay_is_checked_by_itself(site):
    """A rule and a clause of its own: what it lies over is another plugin's to check."""
    found = {name: each.checked for name, each in looked(site.folder).items()}
    assert problems(site.folder) == {}
    assert (found["hooks"], found["citations"], found["dead_rules"]) == (1, 2, 1)
    # The rule dropped, a day less, a day more.
    assert (found["cases"], found["coverage"], found["mutations"]) == (1, 2, 3)


def test_the_faults_of_an_overlay_are_found(site):
    site.swap("brook_site/clauses.toml", 'gist_en = "Redo within two working days."', "")
    site.swap("brook_site/__init__.py", "working_days(2)", "working_days(3)")
    found = problems(site.folder)
    assert found["labels"] == ["clause art1: nothing is said in English"]
    assert found["cases"] == [
        "cases.yaml: redone: redo.due_at: expected '2026-03-06', found '2026-03-09T23:59:59+08:00'"
    ]


def test_an_overlay_that_cannot_be_laid_on_says_why(site):
    site.swap("brook_site/__init__.py", 'upper="brook"', 'upper="ocean"')
    [told] = problems(site.folder)["hooks"]
    assert "brook.site" in told
    assert "it lies over 'ocean', not 'brook'" in told


STEPS = 'RULES = (\n    steps("signoff.deputy", {"fields": ["lead"]}, per=art("4")),'


def test_steps_that_nobody_takes_are_told(brook):
    brook.swap(f"{PACKAGE}/escalation.py", "RULES = (", STEPS)
    brook.swap(f"{PACKAGE}/escalation.py", "hookimpl, value", "hookimpl, steps, value")
    assert problems(brook.folder)["labels"] == ["rule signoff.deputy: a step without a role"]


def test_what_reads_in_neither_language_is_told(brook):
    brook.swap(f"{PACKAGE}/escalation.py", '"attend": "unit_deputy"', '"attend": {"a_role": 1}')
    [zh, en] = problems(brook.folder)["labels"]
    assert zh == ("rule supervision.attend.deputy does not read as Chinese: {'a_role': 1}到场")
    assert en == (
        "rule supervision.attend.deputy does not read as English: on site: the {'a_role': 1}"
    )
