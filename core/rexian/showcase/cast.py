"""The cast: made-up units, and people of every role, named by what they are there for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import Connection

from rexian.instants import Instant
from rexian.jurisdictions import Jurisdiction
from rexian.model.vocabulary import ACTORS
from rexian.people.accounts import Account, add_account
from rexian.people.actor import Actor, By
from rexian.people.permissions import allowed
from rexian.people.tree import Tree, owns
from rexian.people.units import Unit, add_unit

#: Units of a county or city, by what they are called after its first character, and their types.
#: None is the department's of that level.
_DEPARTMENTS = (
    ("住建局", None),
    ("城管局", None),
    ("市场监管局", None),
    ("人社局", None),
    ("教体局", None),
    ("交通运输局", None),
    ("生态环境局", "vertical"),
    ("供水公司", "enterprise"),
)
_TOWNSHIP = ("城关镇", "township")
#: Units inside a bureau.
_INSIDE = (
    ("业务一科", "section"),
    ("业务二科", "section"),
    ("服务中心", "subordinate"),
    ("城东分局", "branch"),
    ("城西分局", "branch"),
)
#: What ends the name of a city; every other place is taken for a county.
_CITY = "市"

#: People of the office: user name, name, role, and the posts that no role implies.
_OFFICE = (
    ("clerk1", "受理员甲", "clerk", ()),
    ("clerk2", "受理员乙", "clerk", ()),
    ("reviewer1", "审核员甲", "reviewer", ("closure_reviewer", "specialist")),
    (
        "inspector1",
        "督查员甲",
        "inspector",
        ("inspection_office", "inspection_group", "competent_department", "hotline_centre"),
    ),
    ("leader1", "分管领导甲", "leader", ("unit_deputy", "section_supervisor", "desk_supervisor")),
)
_ADMIN = ("admin", "管理员甲", "admin", ())
#: Whoever has the posts that nobody else has.
_CHIEF = ("leader2", "主要领导甲", "leader")
#: People of every unit: role, and the posts that it does not imply.
_IN_UNITS = (
    ("handler", "经办人", ()),
    ("unit_head", "负责人", ("unit_deputy",)),
    ("unit_principal", "主要负责人", ()),
)
#: The administrator's user name, who is there before anybody else.
ADMIN = _ADMIN[0]
#: Those whom a visitor may log in as.
VISITED = ("clerk1",)


@dataclass(frozen=True)
class Cast:
    """Who plays.

    Attributes:
        body: the unit to which the platform dispatches everything; None where the place dispatches
            to its units itself.
        units: the units that handle tickets.
        accounts: the people, in the order in which they are turned to.
    """

    body: Unit | None
    units: tuple[Unit, ...]
    accounts: tuple[Account, ...]

    @cached_property
    def tree(self) -> Tree:
        """How the units stand to one another."""
        return Tree({unit.name: unit.parent for unit in self._everyone()})

    @cached_property
    def _people(self) -> Mapping[str, Actor]:
        return {account.username: account.actor for account in self.accounts}

    def _everyone(self) -> Iterator[Unit]:
        if self.body is not None:
            yield self.body
        yield from self.units

    def settle(self, connection: Connection, at: Instant) -> None:
        """Enter the units and people in a database; within `Store.run`."""
        by = By(ADMIN, at)
        for unit in self._everyone():
            add_unit(connection, unit, by)
        for account in self.accounts:
            if account.username != ADMIN:
                add_account(connection, account, None, by)

    def named(self, username: str) -> Actor:
        """Return whoever has a user name."""
        return self._people[username]

    def who(
        self, command: str, holders: Sequence[str], unit: str | None, post: str | None
    ) -> Actor | None:
        """Return who does something to a ticket: a unit's own people first where one is named.

        None where nobody may, or nobody who may holds the post.
        """
        able = [
            actor
            for actor in self._people.values()
            if (post is None or post in actor.posts)
            and allowed(actor, command, own=owns(self.tree, actor.unit, holders))
        ]
        return min(able, key=lambda actor: actor.unit != unit, default=None)


def cast_for(jurisdiction: Jurisdiction) -> Cast:
    """Return the cast that suits a place: a bureau with units inside it, a city or a county."""
    place = jurisdiction.document.place[0]
    if jurisdiction.layers[0].assessment.inside:
        body = Unit(place, "city_department")
        units = tuple(Unit(name, kind, place) for name, kind in _INSIDE)
        return Cast(body, units, tuple(_people(units, body.name)))
    return Cast(None, units := tuple(_units_of(place)), tuple(_people(units, None)))


def _units_of(place: str) -> Iterator[Unit]:
    first, usual = (
        ("市", "city_department") if place.endswith(_CITY) else ("县", "county_department")
    )
    for name, kind in _DEPARTMENTS:
        yield Unit(first + name, kind or usual)
    yield Unit(*_TOWNSHIP)


def _people(units: Sequence[Unit], desk: str | None) -> Iterator[Account]:
    """Yield the people of the office, whose clerks are a body's own desk, and those of units."""
    office = [_account(*each, unit=desk if each[2] == "clerk" else None) for each in _OFFICE]
    inside = [
        Account(f"{role.removeprefix('unit_')}{n}", f"{unit.name}{name}", unit.name, (role,), posts)
        for n, unit in enumerate(units, start=1)
        for role, name, posts in _IN_UNITS
    ]
    held = frozenset[str]().union(*(each.actor.posts for each in (*office, *inside)))
    others = tuple(post for post in ACTORS.ids if post not in held)
    yield from office
    yield _account(*_CHIEF, others)
    yield from inside
    yield _account(*_ADMIN)


def _account(
    username: str, name: str, role: str, posts: Sequence[str], *, unit: str | None = None
) -> Account:
    return Account(username, name, unit, (role,), tuple(posts))
