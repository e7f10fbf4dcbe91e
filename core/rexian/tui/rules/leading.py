"""Leading on: from what something leads to, to what is shown there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from rexian.tui.rules import targets as on
from rexian.tui.rules.clauses import clause_view, clauses, duty_view, form_view
from rexian.tui.rules.library import Library
from rexian.tui.rules.places import coverage_view, place_view, places_view
from rexian.tui.rules.questions import questions_view, table_view
from rexian.tui.rules.readings import reading_view, readings_view
from rexian.tui.rules.rule import cell_view, rule_view
from rexian.tui.rules.views import View

_VIEWS: Mapping[type[on.Target], Callable[[Library, Any], View]] = {
    on.Shelf: lambda library, _to: places_view(library),
    on.OnPlace: lambda library, to: place_view(library, to.place),
    on.OnClauses: lambda library, to: clauses(library, to.place, to.kind),
    on.OnClause: lambda library, to: clause_view(library, to.place, to.layer, to.name),
    on.OnForm: lambda _library, to: form_view(to.place, to.name),
    on.OnDuty: lambda _library, to: duty_view(to.place, to.name),
    on.OnQuestions: lambda library, to: questions_view(library, to.place),
    on.OnTable: lambda library, to: table_view(library, to.place, to.question),
    on.OnLine: lambda library, to: cell_view(library, to.asked, to.told),
    on.OnRule: lambda library, to: rule_view(library, to.place, to.enacted),
    on.OnReadings: lambda library, to: readings_view(library, to.place),
    on.OnReading: lambda library, to: reading_view(library, to.place, to.reading),
    on.OnCoverage: lambda library, to: coverage_view(library, to.place),
}


def opened(library: Library, to: on.Target) -> View:
    """Put together what a target leads to; it takes its time, so it is for a thread."""
    return _VIEWS[type(to)](library, to)
