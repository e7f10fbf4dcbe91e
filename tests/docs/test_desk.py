"""What docs/desk.md and the READMEs show of the desk is what happens there."""

import importlib.util
import re
import sys
from pathlib import Path

import pytest
from rexian.lifecycle.commands import COMMANDS

ROOT = Path(__file__).parent.parent.parent
_spec = importlib.util.spec_from_file_location("sessions", ROOT / "docs" / "sessions.py")
sessions = importlib.util.module_from_spec(_spec)
sys.modules["sessions"] = sessions
_spec.loader.exec_module(sessions)

PAGES = ("docs/desk.md", "docs/desk.zh.md")
_TYPED = re.compile(r"^\w*\$ rexian (.*)$", re.MULTILINE)
_LINK = re.compile(r"\]\(([^):#]*)(?:#([^)]*))?\)")


def _text(page):
    return (ROOT / page).read_text(encoding="utf-8")


def _anchors(page):
    heads = re.findall(r"^#+ (.*)$", _text(page), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", head).lower().replace(" ", "-") for head in heads}


@pytest.mark.documents
@pytest.mark.parametrize("page", sessions.PAGES)
def test_whoever_does_what_the_page_shows_sees_what_it_shows(page, tmp_path):
    done = sessions.played(_text(page), sessions.PAGES[page], tmp_path.resolve())
    assert done
    assert "\n\n".join(str(each) for each in done if not each.is_so) == ""


def test_both_languages_do_the_same_in_the_same_order():
    english, chinese = (
        [re.findall(r"[a-z-]+", typed)[:2] for typed in _TYPED.findall(_text(page))]
        for page in PAGES
    )
    assert english == chinese
    for shape in ("\n## ", "\n### ", "\n```", "\n| ", "](deploy", "](privacy"):
        assert _text(PAGES[0]).count(shape) == _text(PAGES[1]).count(shape)


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page):
    for file, anchor in _LINK.findall(_text(page)):
        there = f"docs/{file}" if file else page
        assert (ROOT / there).exists(), there
        assert not anchor or anchor in _anchors(there), anchor


@pytest.mark.parametrize("page", PAGES)
def test_every_command_of_a_ticket_is_told(page):
    verbs = [command.replace("_", "-") for command in COMMANDS]
    assert [verb for verb in verbs if f" `{verb}` |" not in _text(page)] == []


def test_what_the_tables_say_by_hand():
    """What a reader of lifecycle and permissions finds there, looked up on the page."""
    page = _text("docs/desk.md")
    assert "| sign for it `sign` | 3 | 4 |  |" in page
    assert "| archive it `archive` | 8–9, 11–14 | 10 |  |" in page
    assert "| sign for it `sign` | ○ | ○ | ○ | ○ |  |  |  |  |" in page
    assert "| act against the rules |  |  |  |  |  |  | ● |  |" in page


@pytest.mark.documents
def test_a_session_on_a_page_is_written_anew_where_it_is_not_so(tmp_path):
    page = (
        "```console\n# 2026-03-02 08:30\n$ rexian init . -j yiyang --yes\n...\n"
        "$ rexian config path\nelsewhere\n```\n\nAnd so on.\n"
    )
    done = sessions.played(page, "en", tmp_path.resolve())
    assert [each.is_so for each in done] == [True, False]
    told = f"{sessions.PLACE}/rexian.toml"
    assert sessions.mended(page, done) == page.replace("elsewhere", told)


@pytest.mark.documents
def test_an_exit_code_that_is_not_told_is_not_so(tmp_path):
    page = "```console\n# 2026-03-02 08:30\n$ rexian ticket list\n…\n```\n"
    [listed] = sessions.played(page, "en", tmp_path.resolve())
    assert (listed.left, listed.is_so) == (2, False)
