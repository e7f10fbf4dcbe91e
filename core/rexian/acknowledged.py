"""Acknowledged findings: what a document itself leaves as it is, and why.

`rexian check` finds silences, contradictions and laxer rules in what a plugin encodes. Where the
text truly is so, the plugin says so here, with the cases it is so for; what lies outside them stays
a finding.
"""

from __future__ import annotations

from dataclasses import dataclass

from rexian.errors import DefinitionError, nearest
from rexian.model.terms import Term, Terms
from rexian.rules.conditions import ALWAYS, Condition

#: What can be found amiss with rules.
FINDINGS = Terms(
    "finding",
    (
        Term("gap", "未规定", "gap"),
        Term("overlap", "重复规定", "overlap"),
        Term("conflict", "自相矛盾", "conflict"),
        Term("dead", "永不适用", "dead rule"),
        Term("laxer", "宽于上位文件", "laxer than the document above"),
        Term("squeezed", "期限倒挂", "due out of order"),
        Term("stale", "确认落空", "acknowledged in vain"),
    ),
)


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """A finding that is the document's own.

    Attributes:
        finding: what is found, of `FINDINGS`.
        part: the part of a question it is found in.
        why: why it stays as it is, in both languages.
        per: the clauses that show it.
        when: the cases it is so for.
        rule: the id of the rule it is about; None for any of the part.
    """

    finding: str
    part: str
    why: tuple[str, str]
    per: tuple[str, ...]
    when: Condition = ALWAYS
    rule: str | None = None


def acknowledge(  # noqa: PLR0913 - each part of an acknowledgement is named at the call
    finding: str,
    part: str,
    *,
    why: tuple[str, str],
    per: tuple[str, ...],
    when: Condition = ALWAYS,
    rule: str | None = None,
) -> Acknowledged:
    """Leave a finding of `rexian check` as it is, for the cases in which the text says so.

    Raises:
        DefinitionError: there is no such kind of finding.
    """
    if finding not in FINDINGS:
        raise DefinitionError(f"there is no finding {finding!r}{nearest(finding, FINDINGS.ids)}")
    return Acknowledged(finding, part, why, per, when, rule)
