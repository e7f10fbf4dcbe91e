"""The conformance suite: what any jurisdiction's plugin must fulfil, whoever wrote it.

Checks are about what is there: a plugin that says nothing yet passes them.
"""

from __future__ import annotations

import pkgutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from rexian.accounting import faults
from rexian.clauses.ties import check_citations, declarations
from rexian.errors import DefinitionError, InputError, RexianError, nearest
from rexian.hookspecs import MODULES
from rexian.i18n import _
from rexian.model.terms import Labelled
from rexian.rules.grid import MOST_CELLS
from rexian.rules.table import MOST_DECISIONS, Table
from rexian.testing.cases import Worked
from rexian.testing.coverage import coverage
from rexian.testing.files import CaseFiles
from rexian.testing.idle import dead_rules, indicators_of, units_of
from rexian.testing.labels import labels
from rexian.testing.looked import Looked, looked
from rexian.testing.noticing import Noticing, plans_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Check(Labelled):
    """One thing that a plugin must fulfil.

    Attributes:
        look: looks at a plugin.
        of_cases: whether it needs the worked cases, which an installed plugin may come without.
    """

    look: Callable[[Worked], Looked]
    of_cases: bool = False

    def run(self, worked: Worked) -> Looked:
        """Look at a plugin; what keeps the check from its end is a problem too."""
        try:
            return self.look(worked)
        except RexianError as error:
            return Looked(0, (str(error),), halted=True)


@dataclass(frozen=True, slots=True)
class Result:
    """A check and what it has found."""

    check: Check
    looked: Looked

    @property
    def passed(self) -> bool:
        """Whether nothing is amiss."""
        return not self.looked.problems


def conform(name: str, files: CaseFiles) -> Iterator[Result]:
    """Check a plugin by its entry point's name.

    One that does not load has no further checks, and worked cases that cannot be read have none
    beside the one that says so.
    """
    try:
        worked = Worked.of(name, files)
    except InputError as error:
        yield Result(HOOKS, Looked(0, (str(error),)))
        return
    at_hand = files.home is not None
    for check in CHECKS:
        if at_hand or not check.of_cases:
            result = Result(check, check.run(worked))
            yield result
            at_hand = at_hand and not (check.of_cases and result.looked.halted)


def hooks(worked: Worked) -> Looked:
    """Look for modules that core does not call, now that what it calls has been found sound."""
    declared = sum(1 for _tie in declarations(worked.layer))
    return Looked(declared, tuple(_never_loaded(worked.layer.package)))


def _never_loaded(package: str) -> Iterator[str]:
    for module in pkgutil.iter_modules(getattr(sys.modules.get(package), "__path__", ())):
        if f"{package}.{module.name}" not in sys.modules:
            told = _("module {name} is never loaded: no hook's module imports it")
            yield told.format(name=module.name) + nearest(module.name, MODULES)


def citations(worked: Worked) -> Looked:
    """Look at every clause and at everything that must cite one."""
    known, layer = worked.layer.clauses(), worked.layer
    check_citations(layer, known)
    number = len(known) + sum(1 for _tie in declarations(layer))
    return Looked(number, tuple(faults(worked.nearest)))


def tables(worked: Worked) -> Looked:
    """Compile what the plugin says, in every edition."""
    try:
        plans = [*plans_of(worked.jurisdiction).values(), units_of(worked.jurisdiction)]
        plans.append(indicators_of(worked))
    except DefinitionError as error:
        return Looked(0, (str(error),))
    parts = [asked for plan in plans for asked in plan.parts.values()]
    compiled = {(t.name, t.grid.cells): t for a in parts for t in a.tables if t.rules}
    return Looked(len(compiled), note=_largest(list(compiled.values())))


def _largest(compiled: list[Table]) -> str:
    if not compiled:
        return ""
    wide = max(compiled, key=lambda table: table.grid.cells)
    deep = max(compiled, key=lambda table: len(table.decisions))
    told = _(
        "largest: {wide}, {cells:,} of {most_cells:,} cells; "
        "{deep}, {decisions} of {most_decisions} decisions"
    )
    return told.format(
        wide=wide.name,
        cells=wide.grid.cells,
        most_cells=MOST_CELLS,
        deep=deep.name,
        decisions=len(deep.decisions),
        most_decisions=MOST_DECISIONS,
    )


def cases(worked: Worked) -> Looked:
    """Rule every worked case, under every reading it names, and every worked stretch of days."""
    files = worked.files
    return looked(
        (f"{file.name}: {name}: {line}" for line in worked.check(entry))
        for file in [*files.cases, *files.flips, *files.days]
        for name, entry in files.entries(file)
    )


def mutations(worked: Worked) -> Looked:
    """Change every rule in every way that changes a table, and see whether a case notices."""
    noticing = Noticing(worked)
    told = _("no worked case notices: {mutant}")
    return looked(
        () if noticing.notices(mutant) else (told.format(mutant=mutant),)
        for mutant in noticing.mutants()
    )


HOOKS = Check(id="hooks", zh="钩子与类型", en="hooks and types", look=hooks)
CASES = Check(id="cases", zh="案例符合预期", en="worked cases are met", look=cases, of_cases=True)
CHECKS = (
    HOOKS,
    Check(id="citations", zh="条款与引用", en="clauses and citations", look=citations),
    Check(id="tables", zh="规则表不越界", en="tables within bounds", look=tables),
    Check(id="labels", zh="中英文齐备", en="labels in both languages", look=labels),
    Check(id="dead_rules", zh="无空设的规则", en="nothing declared in vain", look=dead_rules),
    CASES,
    Check(
        id="coverage", zh="案例无遗漏", en="cases leave nothing out",
        look=coverage, of_cases=True,
    ),
    Check(
        id="mutations", zh="案例察觉规则改动", en="cases notice changed rules",
        look=mutations, of_cases=True,
    ),
)  # fmt: skip
