"""Write the generated pages of these docs; with `--check`, see that they are as they should be.

    uv run python docs/build.py [--check]

A page has one function here, which returns the text that should stand in it. Where only a part of
a page is generated, it stands between two marks, and the rest is written by hand.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from functools import cache, partial
from pathlib import Path

import benchkeys
import deskwork
import keys
import reference
import wordlists
from rexian.discovery import load
from rexian.pages.matrix import matrix_page
from rexian.pages.rules import rules_page
from rexian.pages.sheet import Sheet

DOCS = Path(__file__).parent
#: The documents of this workspace, in the order of the matrix's columns.
PLACES = ("nanchang_city", "nanchang_nrp", "nanchang_amr", "yiyang", "shicheng")
_DESK = {"stages": deskwork.stages, "commands": deskwork.commands, "roles": deskwork.roles}
_BEGIN, _END = "<!-- generated: {name} -->", "<!-- end of {name} -->"


def hooks() -> str:
    """Return the page on hooks: what rules answer, and every name a plugin may import."""
    places = [load(place) for place in PLACES]
    parts, by_key = partial(reference.parts, places), partial(keys.words_by_key, places)
    names, words = reference.names, wordlists.words
    return _filled("hooks.md", parts=parts, names=names, keys=by_key, words=words)


def cases() -> str:
    """Return the page on cases: what a ticket may state, and what may have happened to it."""
    return _filled("cases.md", ticket=wordlists.ticket, events=wordlists.events)


def desk(page: str, language: str) -> str:
    """Return the page on the desk in one language: who may do what, and at which stage."""
    said = {name: partial(part, language) for name, part in _DESK.items()}
    return _filled(page, **said)


def workbench(page: str, language: str) -> str:
    """Return the page on the workbench in one language: what its keys do."""
    said = {
        f"keys of {name}": partial(benchkeys.keys, classes, language)
        for name, classes in benchkeys.tables().items()
    }
    return _filled(page, **said)


def rules(place: str) -> str:
    """Return a document's rule tables, in both languages."""
    return rules_page(_sheet(place))


def matrix(language: str) -> str:
    """Return the comparison matrix in one language."""
    return matrix_page([_sheet(place) for place in PLACES], language)


@cache
def _sheet(place: str) -> Sheet:
    return Sheet(load(place))


PAGES: Mapping[str, Callable[[], str]] = {
    "hooks.md": hooks,
    "cases.md": cases,
    "desk.md": partial(desk, "desk.md", "en"),
    "desk.zh.md": partial(desk, "desk.zh.md", "zh"),
    "workbench.md": partial(workbench, "workbench.md", "en"),
    "workbench.zh.md": partial(workbench, "workbench.zh.md", "zh"),
    "matrix.md": partial(matrix, "zh"),
    "matrix.en.md": partial(matrix, "en"),
    **{f"rules/{place}.md": partial(rules, place) for place in PLACES},
}


def _filled(page: str, **parts: Callable[[], str]) -> str:
    """Return a page written by hand with its generated parts filled in."""
    text = (DOCS / page).read_text(encoding="utf-8")
    for name, part in parts.items():
        begin, end = _BEGIN.format(name=name), _END.format(name=name)
        before, _mark, rest = text.partition(begin)
        text = f"{before}{begin}\n\n{part()}\n\n{end}{rest.partition(end)[2]}"
    return text


def stale() -> list[str]:
    """Return the pages that are not as they should be."""
    return [name for name, page in PAGES.items() if _text(name) != page()]


def _text(name: str) -> str:
    file = DOCS / name
    return file.read_text(encoding="utf-8") if file.is_file() else ""


def main() -> int:
    """Write what is stale; with `--check`, only name it, and return 1 where something is."""
    found = stale()
    if "--check" in sys.argv[1:]:
        sys.stderr.writelines(f"docs/{name} is stale: run docs/build.py\n" for name in found)
        return bool(found)
    for name in found:
        (DOCS / name).write_text(PAGES[name](), encoding="utf-8")
        sys.stdout.write(f"docs/{name}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
