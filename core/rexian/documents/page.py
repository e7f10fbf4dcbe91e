"""A comparison as one page that needs nothing else: no network, no script, good on paper."""

from __future__ import annotations

from collections.abc import Mapping

from jinja2 import Environment, PackageLoader

from rexian.analysis.relation import Relation
from rexian.documents.comparison import MARKS, Comparison, Standing, marked_counts, relation_label
from rexian.i18n import _, language

_TEMPLATE = "comparison.html.j2"
_LANG = {"zh": "zh-CN", "en": "en"}


def page(comparison: Comparison) -> str:
    """Return a comparison as HTML in the interface language."""
    environment = Environment(
        loader=PackageLoader("rexian.documents"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    template = environment.get_template(_TEMPLATE)
    return template.render(
        lang=_LANG[language()],
        words=_words(),
        comparison=comparison,
        numbers={place.id: n for n, place in enumerate(comparison.places, start=1)},
        legend={mark: relation_label(r, "A", "B") for r, mark in MARKS.items()},
        marks={relation.value: mark for relation, mark in MARKS.items()},
        same=Relation.SAME,
        counted=marked_counts,
        related=_related,
        anchor=_anchor,
    )


def _related(standing: Standing, relation: Relation) -> str:
    return relation_label(relation, standing.first.name, standing.second.name)


def _anchor(standing: Standing, question: str = "") -> str:
    """Return the id of the place on the page where a pair, or one question of it, is told."""
    return ".".join(filter(None, (standing.first.id, standing.second.id, question)))


def _words() -> Mapping[str, str]:
    """Return the words of the page itself."""
    return {
        "title": _("Hotline rules compared"),
        "rows": _("A is the row or the first number, B the column or the second"),
        "edition": _("edition"),
        "readings": _("readings"),
        "pairs": _("Every two"),
        "questions": _("By question"),
        "question": _("question"),
        "relation": _("relation"),
        "when": _("when"),
        "witness": _("witness"),
        "explained": _("explained"),
        "file": _("as a case file"),
        "alike": _("the same"),
    }
