"""Whether the worked cases speak of everything that a document does, and say something each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rexian.duties.schedule import Dated
from rexian.i18n import _
from rexian.model.case import Case
from rexian.rules.plan import part_of
from rexian.rules.readings import Reading
from rexian.testing.cases import Worked
from rexian.testing.files import Days, Flip
from rexian.testing.looked import Looked, looked


def coverage(worked: Worked) -> Looked:
    """Look at every question, reading and dated duty of a document, and at every worked case."""
    taken = _taken(worked)
    return looked(
        [
            *(_question(worked, question) for question in _questions(worked)),
            *(_choice(*pair, taken) for r in _ruled_on(worked) for pair in _others(r)),
            *(_duty(worked, n) for n in dict.fromkeys([*_dated(worked), *_worked_duties(worked)])),
            *(_entry(worked, where, entry) for where, entry in _entries(worked)),
        ]
    )


def _questions(worked: Worked) -> list[str]:
    """Return the questions on which the document speaks."""
    plan = worked.jurisdiction.plan()
    of = {part.id: question.id for question in plan.questions for part in question.parts}
    return list(dict.fromkeys(of[part_of(rule.id, plan.parts)] for rule in worked.layer.rules))


def _question(worked: Worked, question: str) -> Iterator[str]:
    cases = [case for cases in worked.files.cases.values() for case in cases]
    if not any(question in case.expect for case in cases):
        yield _("{question}: the document speaks on it, and no case does").format(question=question)


def _ruled_on(worked: Worked) -> list[Reading]:
    """Return the document's readings that rulings turn on; the others are no case's."""
    asked = frozenset[str]().union(*worked.jurisdiction.plan().needs.values())
    return [reading for reading in worked.layer.readings if reading.fact.id in asked]


def _others(reading: Reading) -> list[tuple[str, str]]:
    return [(reading.id, term.id) for term in reading.choices if term.id != reading.default]


def _taken(worked: Worked) -> set[tuple[str, str]]:
    """Return the choices of readings under which some case is ruled otherwise than by default."""
    flips = [flip for flips in worked.files.flips.values() for flip in flips]
    return {pair for f in flips if worked.check(f.case) for pair in f.readings.items()}


def _choice(reading: str, choice: str, taken: set[tuple[str, str]]) -> Iterator[str]:
    if (reading, choice) not in taken:
        told = _("reading {reading}: no case shows what {choice} changes")
        yield told.format(reading=reading, choice=choice)


def _dated(worked: Worked) -> list[str]:
    return [d.id for d in worked.layer.duties if isinstance(d.schedule.read({}), Dated)]


def _worked_duties(worked: Worked) -> list[str]:
    days = [days for found in worked.files.days.values() for days in found]
    return [name for found in days for name, due in found.due.items() if due]


def _duty(worked: Worked, name: str) -> Iterator[str]:
    if name not in _worked_duties(worked):
        yield _("duty {duty}: no worked days say when it falls due").format(duty=name)
    elif name not in _dated(worked):
        yield _("duty {duty}: there are worked days, and it has no date").format(duty=name)


def _entries(worked: Worked) -> Iterator[tuple[str, Case | Flip | Days]]:
    files = worked.files
    for file in [*files.cases, *files.flips, *files.days]:
        yield from ((f"{file.name}: {name}", entry) for name, entry in files.entries(file))


def _entry(worked: Worked, where: str, entry: Case | Flip | Days) -> Iterator[str]:
    expects = entry.due if isinstance(entry, Days) else _case(entry).expect
    if not expects or not all(_says_something(keys) for keys in expects.values()):
        yield _("{where}: it expects nothing").format(where=where)
    if isinstance(entry, Case):
        yield from _named(worked, where, entry)


def _case(entry: Case | Flip) -> Case:
    return entry.case if isinstance(entry, Flip) else entry


def _says_something(keys: object) -> bool:
    """Whether there is something to compare; that nothing falls due is something, too."""
    return bool(keys) or not isinstance(keys, Mapping)


def _named(worked: Worked, where: str, case: Case) -> Iterator[str]:
    named = [c.id for cases in worked.files.cases.values() for c in cases if c.id == case.id]
    if case.id and len(named) > 1:
        yield _("{where}: another case has this id").format(where=where)
    if case.jurisdiction not in (None, worked.jurisdiction.id, worked.layer.id):
        yield _("{where}: it is a case of {jurisdiction}").format(
            where=where, jurisdiction=case.jurisdiction
        )
