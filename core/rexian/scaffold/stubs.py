"""Clause stubs: an entry of the index for every article, with all of it still to be written."""

from __future__ import annotations

import json
from itertools import pairwise

from rexian.clauses.reasons import NOT_YET
from rexian.scaffold.headings import Heading, headings

#: An anchor is no shorter than this, and grows until the text has it once.
_ANCHOR = 12

_ENTRY = """[[clause]]
id = {id}
locator = {locator}
{anchor}kind = "rule"
gist_zh = {zh}
gist_en = {en}
review = "draft"
because = "{because}"
"""


def index_of(text: str) -> str:
    """Return a document's clause index: a stub for each article, or each section if it has none."""
    found, squeezed = headings(text), _squeezed(text)
    starts = [len(_squeezed(text[: heading.start])) for heading in found]
    passages = [squeezed[a:b] for a, b in pairwise([*starts, len(squeezed)])]
    return "\n".join(
        _entry(heading, _anchor(passage, squeezed))
        for heading, passage in zip(found, passages, strict=True)
    )


def _entry(heading: Heading, anchor: str) -> str:
    return _ENTRY.format(
        id=_quoted(heading.id),
        locator=_quoted(heading.locator),
        anchor=f"anchor = {_quoted(anchor)}\n" if anchor else "",
        zh=_quoted(f"{heading.locator}：要点待写。"),
        en=_quoted(f"{heading.en}: gist still to be written."),
        because=NOT_YET,
    )


def _anchor(passage: str, squeezed: str) -> str:
    """Return the shortest beginning of a passage that the text has once; none if there is none."""
    for length in range(min(_ANCHOR, len(passage)), len(passage) + 1):
        if squeezed.find(passage[:length]) == squeezed.rfind(passage[:length]):
            return passage[:length]
    return ""


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _quoted(text: str) -> str:
    """Write a text as TOML does; a basic string is quoted as in JSON."""
    return json.dumps(text, ensure_ascii=False)
