"""`rexian unit`: units, their contacts, and what they answer for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from rexian.cli import options, unit_duties
from rexian.cli.caller import managing
from rexian.cli.session import seated
from rexian.i18n import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rexian.desk.seat import Seat
    from rexian.people.units import Contact, Unit

app = options.new_group(_("Units: their tree, their contacts, and what they answer for."))
app.add_typer(unit_duties.app, name="duties")

UnitName = Annotated[str, typer.Argument(metavar="UNIT", help=_("The unit's name."))]
Area = Annotated[
    str | None, typer.Option("--area", metavar="AREA", help=_("Where it answers for."))
]
Parent = Annotated[
    str | None, typer.Option("--parent", metavar="UNIT", help=_("The unit above it."))
]


@app.command(help=_("Add a unit."))
def add(
    name: UnitName,
    unit_type: Annotated[
        str, typer.Option("--type", metavar="TYPE", help=_("As in county_department or 县直部门."))
    ],
    parent: Parent = None,
    area: Area = None,
    config: options.ConfigFile = None,
) -> None:
    """Add a unit to the tree."""
    from rexian.people.units import Unit, add_unit

    unit = Unit(name, unit_type, parent, area)
    with managing(config) as (deployment, by):
        deployment.store.run(lambda conn: add_unit(conn, unit, by))
    typer.echo(_("unit {name} is added").format(name=name))


@app.command("list", help=_("Units as a tree; with their contacts for whoever handles tickets."))
def list_(
    config: options.ConfigFile = None,
    *,
    everything: Annotated[bool, typer.Option("--all", help=_("Those out of use too."))] = False,
    contacts: Annotated[bool, typer.Option("--contacts", help=_("Whom to reach."))] = False,
    tickets: Annotated[
        bool, typer.Option("--tickets", help=_("How many open tickets are with each."))
    ] = False,
    as_json: options.Json = False,
) -> None:
    """List units; that contacts were seen is kept in the journal."""
    from rexian.people.units import list_units
    from rexian.people.workload import open_tickets

    with seated(config) as seat:
        with seat.deployment.store.reading() as conn:
            found = [unit for unit in list_units(conn) if unit.active or everything]
            load = open_tickets(conn, seat.actor) if tickets else None
        reached = _reached(seat) if contacts else None
    if as_json:
        options.print_json({"units": [_as_json(unit, reached, load) for unit in found]})
        return
    from rexian.cli.show_people import show_units

    show_units(found, reached, load)


@app.command(help=_("Give a unit another type, place or area, or put it out of use."))
def change(
    name: UnitName,
    unit_type: Annotated[str | None, typer.Option("--type", metavar="TYPE")] = None,
    parent: Parent = None,
    area: Area = None,
    config: options.ConfigFile = None,
    *,
    top: Annotated[bool, typer.Option("--top", help=_("No unit stands above it."))] = False,
    active: Annotated[
        bool | None, typer.Option("--active/--inactive", help=_("Whether it is in use."))
    ] = None,
) -> None:
    """Change a unit; what is not named stays as it is. Its name always does."""
    from rexian.people.units import change_unit, unit_named

    given = {"type": unit_type, "parent": parent, "area": area, "active": active}
    changes: dict[str, Any] = {key: value for key, value in given.items() if value is not None}
    changes |= {"parent": None} if top else {}
    with managing(config) as (deployment, by):
        deployment.store.run(
            lambda conn: change_unit(conn, replace(unit_named(conn, name), **changes), by)
        )
    typer.echo(_("unit {name} is changed").format(name=name))


@app.command("import", help=_("Take in units and contacts from a spreadsheet, all or nothing."))
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE.xlsx")],
    config: options.ConfigFile = None,
    *,
    as_json: options.Json = False,
) -> None:
    """Take in the bureaus' form (单位名称, 姓名, 职务, 办公电话, 手机号码) or a list like it."""
    from rexian.desk.importing import take_in_units

    with managing(config) as (deployment, by), unit_duties.rejected_told(as_json=as_json):
        vault = deployment.vault
        done = deployment.store.run(lambda conn: take_in_units(conn, vault, file, by))
    if as_json:
        told = {"added": list(done.added), "changed": list(done.changed), "problems": []}
        options.print_json(told)
        return
    told_ = _("{added} units are new, {changed} have changed")
    typer.echo(told_.format(added=len(done.added), changed=len(done.changed)))


@app.command(help=_("Write units and contacts into a spreadsheet that can be taken in again."))
def export(
    file: Annotated[Path, typer.Argument(metavar="FILE.xlsx")],
    config: options.ConfigFile = None,
) -> None:
    """Write the units in use; that it was done is kept in the journal."""
    from rexian.people.exporting import export_units

    with seated(config) as seat:
        place = seat.deployment
        n = export_units(place.store, seat.actor, place.vault.unlock_text, place.now(), file)
    typer.echo(_("{file}: {n} units").format(file=file, n=n))


@app.command(help=_("The units that the document names as members; they can be added at once."))
def members(
    config: options.ConfigFile = None,
    *,
    add_them: Annotated[bool, typer.Option("--add", help=_("Add those not here yet."))] = False,
    as_json: options.Json = False,
) -> None:
    """List the document's member units, by name and type alone."""
    from rexian.people.members import add_members, members_of
    from rexian.people.tree import read_tree

    if add_them:
        with managing(config) as (deployment, by):
            place = deployment.rules.ruler.jurisdiction
            deployment.store.run(lambda conn: add_members(conn, place, by))
    with seated(config) as seat, seat.deployment.store.reading() as conn:
        found = members_of(seat.deployment.rules.ruler.jurisdiction)
        known = set(read_tree(conn).parents)
    if as_json:
        each = [{"name": m.name, "type": m.type, "here": m.name in known} for m in found]
        options.print_json({"members": each})
        return
    from rexian.cli.show_people import show_members

    show_members(found, known)


def _reached(seat: Seat) -> Mapping[str, tuple[Contact, ...]]:
    """Return whom to reach at each unit; the journal keeps it."""
    from rexian.people.reaching import contacts_for

    unlock, now = seat.deployment.vault.unlock_text, seat.deployment.now()
    return seat.deployment.store.run(lambda conn: contacts_for(conn, seat.actor, unlock, now))


def _as_json(unit: Unit, reached: Any, load: Mapping[str, int] | None) -> dict[str, Any]:
    told: dict[str, Any] = {
        "name": unit.name,
        "type": unit.type,
        "parent": unit.parent,
        "area": unit.area,
        "active": unit.active,
    }
    if load is not None:
        told["open_tickets"] = load.get(unit.name, 0)
    if reached is None:
        return told
    found: tuple[Contact, ...] = reached.get(unit.name, ())
    return {**told, "contacts": [_contact(each) for each in found]}


def _contact(contact: Contact) -> dict[str, str]:
    from dataclasses import asdict

    return asdict(contact)
