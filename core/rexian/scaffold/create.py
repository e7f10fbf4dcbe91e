"""A new jurisdiction's distribution: checked, rendered, and put in place whole or not at all."""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from string import Template
from tempfile import TemporaryDirectory
from typing import Any

from rexian.clauses.index import parse_index
from rexian.clauses.source import read_source
from rexian.discovery import installed, load
from rexian.errors import InputError
from rexian.explain import Ruler, explain
from rexian.i18n import _
from rexian.model.case import read_case
from rexian.model.yamltext import read_yaml
from rexian.scaffold.stubs import index_of
from rexian.worktime.history import CalendarHistory
from rexian.worktime.sources import china

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_TEMPLATES = files("rexian.scaffold") / "templates"
_FIRST_CASE = _TEMPLATES / "tests" / "cases.yaml.in"

_NO_CLAUSES = """# One entry a clause, in the order of the document:
#
# [[clause]]
# id = "art1"
# locator = "第一条"
# anchor = "a short piece of the text that stands in it once"
# kind = "rule"
# gist_zh = "what it says, in your own words"
# gist_en = "the same in English"
# review = "draft"
# because = "not_yet_modelled"
"""


@dataclass(frozen=True, slots=True)
class Created:
    """A distribution that has been written.

    Attributes:
        id: the jurisdiction's id.
        folder: where it stands.
        distribution: the name under which it is installed.
        package: the name under which it is imported.
        clauses: how many clause stubs it has.
        files: what was written, relative to the folder.
    """

    id: str
    folder: Path
    distribution: str
    package: str
    clauses: int
    files: tuple[str, ...]


def create(
    name: str, into: Path, *, document: Path | None = None, upper: str | None = None
) -> Created:
    """Write the distribution of a new jurisdiction, of which nothing is encoded yet.

    Args:
        name: its id: letters, digits and underscores, all in lower case.
        into: the folder in which its own is made.
        document: the text of its document, of which every article becomes a clause.
        upper: the id of the document above it.

    Raises:
        InputError: the name will not do, the folder is there already, the document above is not
            installed, or the text has no articles.
        OSError: a file cannot be read or written.
    """
    target = into / name
    _check(name, target)
    above = installed().get(upper or "")
    index = _index(document)
    distribution = f"rexian-{name.replace('_', '-')}"
    needs = ["rexian", *([above.dist.name] if above and above.dist else [])]
    words = {
        "id": name,
        "title": name.replace("_", " ").title(),
        "package": f"rexian_{name}",
        "distribution": distribution,
        "dependencies": ", ".join(f'"{need}"' for need in needs),
        "upper": f'        upper="{upper}",\n' if upper else "",
    }
    words |= _first_answer(words, upper)
    written = dict(_rendered(words)) | {f"rexian_{name}/clauses.toml": index or _NO_CLAUSES}
    _write(target, written)
    count = len(parse_index(index))
    return Created(name, target, distribution, words["package"], count, tuple(sorted(written)))


def _check(name: str, target: Path) -> None:
    if not _NAME.fullmatch(name) or keyword.iskeyword(name):
        told = _("{name!r} will not do as an id; write a lower-case name such as xinjian_district")
        raise InputError(told.format(name=name))
    if name in installed():
        raise InputError(_("a jurisdiction {id} is installed already").format(id=name))
    if not target.parent.is_dir():
        raise InputError(_("there is no folder {folder}").format(folder=target.parent))
    if target.exists():
        raise InputError(_("{folder} is there already").format(folder=target))


def _index(document: Path | None) -> str:
    """Return the index of a document's clauses; of no document, an empty one.

    Raises:
        InputError: the document is empty, or nothing in it is numbered.
    """
    if document is None:
        return ""
    text = read_source(document).text
    if not text.strip():
        raise InputError(_("{file} is empty").format(file=document))
    found = index_of(text)
    if not found:
        told = _(
            "{file}: no line begins with 第…条, 第…章, 一、 or （一）: there is nothing to split"
        )
        raise InputError(told.format(file=document))
    return found


def _first_answer(words: Mapping[str, str], upper: str | None) -> Mapping[str, str]:
    """Return what the first case expects: silence, or what the document above answers.

    Raises:
        InputError: the document above is not installed.
    """
    silent = {
        "told": "Nothing is encoded yet, so the document is silent.",
        "close": "{status: silent, outcome: null}",
    }
    if upper is None:
        return silent
    ruler = Ruler(load(upper), CalendarHistory((china(),)))
    text = Template(_FIRST_CASE.read_text(encoding="utf-8")).substitute(words, told="", close="{}")
    found: Any = read_yaml(text)
    ruling = explain(read_case(found[0]), ruler)["rulings"]["close"]
    if ruling["rule"] is None:
        return silent
    return {
        "told": f"Nothing is encoded yet, so {ruling['layer']} above it answers.",
        "close": f"{{inherited: true, layer: {ruling['layer']}}}",
    }


def _rendered(words: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for path, template in _templates(_TEMPLATES):
        name = path.removesuffix(".in").replace("package/", f"{words['package']}/")
        yield name, Template(template.read_text(encoding="utf-8")).substitute(words)


def _templates(folder: Traversable, under: str = "") -> Iterator[tuple[str, Traversable]]:
    for found in folder.iterdir():
        if found.is_dir():
            yield from _templates(found, f"{under}{found.name}/")
        elif found.name.endswith(".in"):
            yield f"{under}{found.name}", found


def _write(target: Path, written: Mapping[str, str]) -> None:
    """Write everything beside the target first, so that it comes into being whole."""
    with TemporaryDirectory(dir=target.parent, prefix=".rexian-") as aside:
        whole = Path(aside) / target.name
        for name, text in written.items():
            file = whole / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        whole.rename(target)
