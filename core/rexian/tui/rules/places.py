"""Where the browser begins: every installed jurisdiction, and what there is of one."""

from __future__ import annotations

from rexian.accounting import totals
from rexian.clauses.index import KINDS
from rexian.i18n import _, language
from rexian.jurisdictions import Jurisdiction
from rexian.pages.matrix import FAMILIES
from rexian.saying.clauses import KIND_NAMES, sums
from rexian.saying.rules import Asked, read_otherwise, speaks
from rexian.tellers import place_of
from rexian.tui.rules.library import Library, citation
from rexian.tui.rules.targets import (
    OnClauses,
    OnCoverage,
    OnPlace,
    OnQuestions,
    OnReadings,
    OnTable,
)
from rexian.tui.rules.views import Item, Line, ListView, TextView
from rexian.tui.widgets.sheet import Column, Row
from rexian.words import say_status


def places_view(library: Library) -> ListView:
    """Return every installed jurisdiction, that of the desk first."""
    return ListView(
        _("rules"),
        (Column(_("place"), 14, share=1), Column(_("document"), 30, share=4), Column("", 8)),
        tuple(_place(library, place) for place in library.places.values()),
        note="  ".join(library.broken),
        warned=bool(library.broken),
    )


def _place(library: Library, place: Jurisdiction) -> Item:
    mark = _("this desk") if place.id == library.own else ""
    cells = (place_of(place), place.document.label(), mark)
    about = TextView(place_of(place), tuple(_about(place)))
    return Item(Row(place.id, cells, tones={2: "calm"}), OnPlace(place), about, _cite(place))


def _cite(place: Jurisdiction) -> str:
    return citation(place, place.id, ())


def _about(place: Jurisdiction) -> list[Line]:
    """Tell about a document: its name, who issued it, its editions, what stands above it."""
    document = place.document
    editions = [each.id for each in document.editions]
    pairs = (
        (_("title"), document.title),
        ("", document.title_en if language() == "en" else ""),
        (_("document number"), document.number),
        (_("issued by"), document.issuer),
        (_("editions"), ", ".join(editions)),
        (_("above it"), "" if place.above is None else place.above.heading()),
        (_("laid over it"), ", ".join(each.document.label() for each in place.overlays)),
    )
    lines = [Line(text, label, cite=_cite(place)) for label, text in pairs if text]
    if document.note:
        lines.append(Line(document.note, _("on the text"), "soon"))
    return lines


def place_view(library: Library, place: Jurisdiction) -> ListView:
    """Return the ways into a jurisdiction's rules."""
    counted = totals(library.accounts(place))
    silent = sum(not speaks(place, question) for question in place.plan().questions)
    otherwise = read_otherwise(place.readings.values(), library.readings(place))
    about = TextView(place_of(place), tuple(_about(place)))
    asked = _("{n} questions, {silent} not laid down").format(
        n=len(place.plan().questions), silent=silent
    )
    ways = (
        (
            "document",
            _("by document"),
            _("{n} clauses").format(n=counted["total"]),
            OnClauses(place),
        ),
        ("question", _("by question"), asked, OnQuestions(place)),
        (
            "readings",
            _("readings"),
            _("{n} points").format(n=len(place.readings)),
            OnReadings(place),
        ),
        (
            "coverage",
            _("coverage"),
            _("{executable} of {total} executable").format(**counted),
            OnCoverage(place),
        ),
    )
    return ListView(
        place_of(place),
        (Column(_("way in"), 16, share=1), Column(_("what is there"), 30, share=3)),
        tuple(
            Item(Row(key, (name, told)), to, about, _cite(place)) for key, name, told, to in ways
        ),
        note=otherwise or place.document.note,
        warned=bool(otherwise),
    )


def coverage_view(library: Library, place: Jurisdiction) -> ListView:
    """Return how many clauses came to what, by kind, and how many questions are answered."""
    found = library.accounts(place)
    counted = totals(found)
    kinds = [("", _("all clauses"), counted)]
    kinds += [(kind, _(KIND_NAMES[kind]), counted["by_kind"][kind]) for kind in KINDS]
    items = [
        Item(
            Row(f"kind.{kind}", (name, *map(str, _numbers(sums_)))),
            OnClauses(place, kind),
            TextView(_("coverage"), tuple(Line(line) for line in sums(found))),
        )
        for kind, name, sums_ in kinds
    ]
    questions = [question for _family, asked in FAMILIES for question in asked]
    spoken = [q for q in questions if Asked(library.sheet(place), q).rows]
    answered = (
        _("questions"),
        str(len(questions)),
        "",
        str(len(spoken)),
        str(len(questions) - len(spoken)),
    )
    items.append(Item(Row("questions", answered), OnQuestions(place)))
    items += [
        Item(
            Row(question.id, (f"  {question.label()}", "", "", "", say_status("silent")), "dim"),
            OnTable(place, question),
        )
        for question in questions
        if question not in spoken
    ]
    number = _("{n} readings").format(n=len(place.readings))
    items.append(
        Item(Row("readings", (number, str(len(place.readings)), "", "", "")), OnReadings(place))
    )
    return ListView(
        _("coverage"),
        (
            Column("", 20, share=2),
            Column(_("in all"), 6, right=True),
            Column(_("accounted for"), 13, right=True),
            Column(_("executable, answered"), 20, right=True),
            Column(_("open, silent"), 12, right=True),
        ),
        tuple(items),
    )


def _numbers(counted: dict[str, int]) -> tuple[int, ...]:
    total, accounted = counted["total"], counted["accounted"]
    return total, accounted, counted["executable"], total - accounted
