"""The view of the units: their tree, what is with each, and who acts for it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import ClassVar

from rexian.desk.seat import Seat
from rexian.i18n import _, marked
from rexian.model.vocabulary import SUBJECTS, UNIT_TYPES
from rexian.people.accounts import Account, list_accounts
from rexian.people.actor import Actor
from rexian.people.members import add_members, members_of
from rexian.people.permissions import allowed
from rexian.people.reaching import contacts_for
from rexian.people.responsibilities import Responsibility, list_responsibilities
from rexian.people.roles import ROLES
from rexian.people.units import Contact, Unit, add_unit, change_unit, check_name, list_units
from rexian.people.workload import open_tickets
from rexian.saying.people import say_contacts, say_terms, say_tree
from rexian.tui.people.common import managed, manages, one_of, units_in_use
from rexian.tui.views import Told, View, ViewsPage, taking_in
from rexian.tui.widgets.filling import Choice, Filling, Flag, Line, Part, Values, words_of
from rexian.tui.widgets.sheet import Column, Row


@dataclass(frozen=True, slots=True)
class UnitItem:
    """A unit with what hangs on it.

    Attributes:
        shown: its name, indented.
        tickets: how many open tickets are with it; None for who may not know.
        members: who acts for it; None for who may not know.
    """

    unit: Unit
    shown: str
    tickets: int | None
    members: tuple[Account, ...] | None
    answers: tuple[Responsibility, ...]


class UnitsView(View[UnitItem]):
    """The units."""

    id: ClassVar[str] = "units"
    label: ClassVar[str] = marked("units")
    key: ClassVar[str] = "u"

    def columns(self) -> Sequence[Column]:
        """Return its columns."""
        return (
            Column(_("unit"), 26, share=2),
            Column(_("type"), 14, share=1),
            Column(_("open tickets"), 12, right=True),
            Column(_("people"), 6, right=True),
            Column(_("area"), 10, share=1),
        )

    def read(self, seat: Seat, _sought: str) -> Sequence[UnitItem]:
        """Return the units, each after the one above it."""
        with seat.deployment.store.reading() as conn:
            found, load = list_units(conn), open_tickets(conn, seat.actor)
            people = list_accounts(conn) if manages(seat.actor) else None
            answers = list_responsibilities(conn)
        anybodys = allowed(seat.actor, "list", own=False)
        return [
            UnitItem(
                unit,
                shown,
                load.get(unit.name, 0 if anybodys else None),
                None if people is None else _acting(unit, people),
                tuple(each for each in answers if each.unit == unit.name),
            )
            for unit, shown in zip(found, say_tree(found), strict=True)
        ]

    def row(self, item: UnitItem) -> Row:
        """Return a unit as a row."""
        unit = item.unit
        tickets = "" if item.tickets is None else str(item.tickets)
        people = "" if item.members is None else str(len(item.members))
        cells = (item.shown, UNIT_TYPES.label(unit.type), tickets, people, unit.area or "")
        return Row(unit.name, cells, tone="" if unit.active else "dim")

    def told(self, item: UnitItem) -> str:
        """Tell everything about a unit; not whom to reach there, which is kept in the journal."""
        unit = item.unit
        lines = [unit.name, f"{_('type')}: {UNIT_TYPES.label(unit.type)}"]
        lines.append(f"{_('the unit above it')}: {unit.parent or _('none')}")
        lines.append(f"{_('area')}: {unit.area or _('anywhere')}")
        if not unit.active:
            lines.append(_("out of use"))
        if item.tickets is not None:
            lines.append(f"{_('open tickets')}: {item.tickets}")
        if item.members is not None:
            lines += ["", f"{_('people')}: {len(item.members)}"]
            lines += [f"  {m.username} {m.name} {say_terms(ROLES, m.roles)}" for m in item.members]
        lines += ["", f"{_('it answers for')}: {len(item.answers)}"]
        lines += [f"  {SUBJECTS.label(r.subject)} {r.area} {r.source}" for r in item.answers]
        return "\n".join(lines)

    def can(self, actor: Actor) -> Collection[str]:
        """Return what somebody may do with units."""
        if manages(actor):
            return {"add", "change", "remove", "take_in", "export", "contacts", "members"}
        return {"export", "contacts"} if allowed(actor, "reveal", own=False) else ()

    async def do(self, page: ViewsPage, action: str, item: UnitItem | None) -> None:
        """Add, change, close, take in or hand out units, or tell whom to reach."""
        if action == "add":
            await page.fill(_adding(await page.ask(units_in_use), item))
        elif action == "take_in":
            await page.fill(taking_in(_("take in units"), "units.xlsx", _take_in))
        elif action == "export":
            await page.hand_out("units.xlsx", _hand_out)
        elif action == "members":
            await page.fill(await page.ask(_members))
        elif item is None:
            return
        elif action == "change":
            await page.fill(_changing(await page.ask(units_in_use), item.unit))
        elif action == "remove":
            await page.fill(_closing(item.unit))
        elif action == "contacts":
            found = await page.ask(lambda seat: _contacts(seat, item.unit.name))
            told = say_contacts(found) or _("nobody is known to be reached there")
            await page.app.push_screen_wait(Told(f"{item.unit.name}\n\n{told}"))


def _acting(unit: Unit, people: Sequence[Account]) -> tuple[Account, ...]:
    return tuple(each for each in people if each.active and each.unit == unit.name)


def _parts(known: Sequence[str], unit: Unit | None, parent: str) -> list[Part]:
    return [
        Choice("type", _("type"), words_of(UNIT_TYPES), unit.type if unit else None),
        Line("parent", _("the unit above it"), parent, known=known, check=one_of(known)),
        Line("area", _("area"), (unit.area or "") if unit else ""),
    ]


def _adding(known: Sequence[str], beside: UnitItem | None) -> Filling[str]:
    parent = (beside.unit.parent or "") if beside else ""

    def work(seat: Seat, values: Values) -> str:
        unit = Unit(values["name"], values["type"], values["parent"] or None, values["area"])
        managed(seat, lambda conn, by: add_unit(conn, unit, by))
        return _("unit {name} is added").format(name=unit.name)

    name = Line("name", _("name"), check=check_name)
    return Filling(_("add a unit"), [name, *_parts(known, None, parent)], work)


def _changing(known: Sequence[str], unit: Unit) -> Filling[str]:
    def work(seat: Seat, values: Values) -> str:
        parent, area = values["parent"] or None, values["area"] or None
        wanted = replace(
            unit, type=values["type"], parent=parent, area=area, active=values["active"]
        )
        managed(seat, lambda conn, by: change_unit(conn, wanted, by))
        return _("unit {name} is changed").format(name=unit.name)

    active = Flag("active", _("in use"), unit.active)
    return Filling(unit.name, [*_parts(known, unit, unit.parent or ""), active], work)


def _closing(unit: Unit) -> Filling[str]:
    def work(seat: Seat, _values: Values) -> str:
        managed(seat, lambda conn, by: change_unit(conn, replace(unit, active=False), by))
        return _("unit {name} is changed").format(name=unit.name)

    said = _("Put it out of use? Nothing may hang on it any more: no unit, user or open ticket.")
    return Filling(unit.name, [], work, said=said)


def _take_in(seat: Seat, values: Values) -> str:
    from rexian.desk.importing import take_in_units

    file, vault = Path(values["file"]).expanduser(), seat.deployment.vault
    done = managed(seat, lambda conn, by: take_in_units(conn, vault, file, by))
    told = _("{added} units are new, {changed} have changed")
    return told.format(added=len(done.added), changed=len(done.changed))


def _hand_out(seat: Seat, file: Path) -> None:
    from rexian.people.exporting import export_units

    place = seat.deployment
    export_units(place.store, seat.actor, place.vault.unlock_text, place.now(), file)


def _members(seat: Seat) -> Filling[str]:
    """Return a dialog that adds the units that the document names."""
    place = seat.deployment.rules.ruler.jurisdiction
    named = members_of(place)

    def work(seat: Seat, _values: Values) -> str:
        added = managed(seat, lambda conn, by: add_members(conn, place, by))
        return _("{added} units are new, {changed} have changed").format(added=added, changed=0)

    told = _("The document names {n} member units. Add those that are not here yet?")
    said = told.format(n=len(named)) if named else ""
    return Filling(
        _("member units"),
        [],
        work,
        said=said or _("no list of member units comes with the document"),
    )


def _contacts(seat: Seat, unit: str) -> tuple[Contact, ...]:
    unlock, now = seat.deployment.vault.unlock_text, seat.deployment.now()
    found = seat.deployment.store.run(lambda conn: contacts_for(conn, seat.actor, unlock, now))
    return found.get(unit, ())
