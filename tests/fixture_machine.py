"""A desk at which anybody tries anything: its moves, and what has to hold after every one of them.

The laws are told of what is stored, by means of their own: a recount, a fold over prefixes, a look
at who was let in. Only `project`, the one way from records to rows, is asked as it is.
"""

import shutil
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from fixture_desk import JOINING, PEOPLE, UNITS, Clock, people
from hypothesis import note
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from rexian.desk.act import act
from rexian.desk.acts import Act
from rexian.desk.deployment import Deployment
from rexian.desk.joining import join
from rexian.desk.project import project
from rexian.desk.receive import receive
from rexian.desk.rules import Rules
from rexian.desk.tick import tick
from rexian.desk.verify import verify
from rexian.errors import RexianError
from rexian.instants import DAY, format_instant
from rexian.lifecycle.commands import COMMANDS
from rexian.lifecycle.record import first_broken
from rexian.lifecycle.stages import ALIVE, ENDED, STEPS, UNDER_WAY
from rexian.lifecycle.standing import standing_of
from rexian.model.fields import FieldType
from rexian.model.vocabulary import ACTORS
from rexian.people.accounts import Account
from rexian.people.permissions import PERMISSIONS, Scope
from rexian.people.roles import ROLES
from rexian.privacy.keyfile import new_key
from rexian.privacy.masking import masked
from rexian.privacy.vault import Vault
from rexian.settings.logs import open_log
from rexian.settings.reading import settings_of
from rexian.settings.ruling import ruler_of
from rexian.store import read
from rexian.store.engine import open_engine
from rexian.store.write import Store
from sqlalchemy import event

#: What nobody may find in the ledger: made-up data of a citizen, as people write them.
PHONE, IDENTITY, CALLER_NAME = "13812345678", "110101199003077758", "欧阳测试"
PLANTED = f"请联系 {PHONE}，证件 {IDENTITY}"
SOME_TIME = "2026-03-02T09:00"
#: Somebody who may do everything for one unit and for the centre, and act against the rules.
CHIEF = Account("chief", "章乙", "住建局", tuple(ROLES.ids), tuple(ACTORS.ids))
#: The way of a ticket from stage to stage, as the chief brings it on.
ROAD = {
    "received": ("accept", {}),
    "accepted": ("dispatch", {"unit": "住建局"}),
    "dispatched": ("sign", {}),
    "handling": ("reply", {"medium": "platform"}),
    "replied": ("request_closure", {}),
    "closing": ("review_closure", {"passed": True}),
    "reviewed": ("close", {}),
    "closed": ("follow_up", {"rating": "dissatisfied"}),
    "followed_up": ("redo", {}),
}
ACCOUNTS = {account.username: account for account in (*PEOPLE, CHIEF)}
ABOVE = {unit.name: unit.parent for unit in UNITS}
OFFICE = {"clerk", "reviewer", "inspector", "leader", "admin"}
_LEDGER = ("events", "tickets", "assignments", "clocks", "counters", "secrets", "keys", "requests")
_EVERYTHING = [f"SELECT * FROM {table} ORDER BY 1, 2" for table in _LEDGER]  # noqa: S608 - these names
_COUNTED = (
    "SELECT id, view FROM tickets",
    "SELECT DISTINCT ticket, unit FROM assignments",
    "SELECT unit, view, sum(n) FROM counters GROUP BY unit, view",
)
_TOLD = "SELECT fields || notes FROM events UNION ALL SELECT title FROM tickets"
MENDING = {"voided", "corrected"}
#: What ends a ticket, and would leave little to try if it came often.
RARE = {"withdraw", "merge", "void", "refuse", "transfer", "archive"}


def line(unit):
    """A unit and those above it."""
    found = []
    while unit is not None:
        found.append(unit)
        unit = ABOVE[unit]
    return found


def may_look(account, standing, row):
    """Whether somebody may know of a ticket, told anew: the tester's own law."""
    if account.unit and row.about in line(account.unit) and row.kind in {None, "report"}:
        return False
    own = any(account.unit in line(holder.unit) for holder in standing.holders)
    return bool(OFFICE & set(account.roles)) or own


def may_do(account, command, standing):
    own = any(account.unit in line(holder.unit) for holder in standing.holders)
    scopes = [PERMISSIONS[command].get(role, Scope.NONE) for role in account.roles]
    return Scope.ANY in scopes or (own and Scope.OWN in scopes)


def told_of(wanted):
    """What somebody wants, without what they leave out."""
    told = {name: getattr(wanted, name) for name in Act.__slots__}
    return {name: value for name, value in told.items() if value}


# --- what people write -------------------------------------------------------------------------


_WRITTEN = {
    FieldType.FLAG: lambda _field, _now: st.booleans(),
    FieldType.COUNT: lambda field, _now: st.integers(field.least, 4),
    FieldType.INSTANT: lambda _field, now: st.integers(-20, 20).map(
        lambda days: format_instant(now + days * DAY)
    ),
    FieldType.PERIOD: lambda _field, _now: st.sampled_from(["2wd", "5wd", "30d", "4h"]),
    FieldType.GIVEN: lambda _field, now: st.just({"close": format_instant(now + 12 * DAY)}),
    FieldType.STATED: lambda _field, _now: st.sampled_from([True, "有依据", PLANTED]),
}


def _raw(field, now):
    """What somebody may write into a field: mostly what suits it, now and then a phone number."""
    kind = field.type
    if kind in _WRITTEN:
        return _WRITTEN[kind](field, now)
    if field.id in {"unit", "about"}:
        return st.sampled_from([unit.name for unit in UNITS])
    if kind is FieldType.TEXT or not field.terms:
        return st.sampled_from(["情况说明", PLANTED])
    options = st.sampled_from(field.terms.ids)
    many = kind in {FieldType.MANY, FieldType.TEXTS, FieldType.REASONS}
    return st.lists(options, max_size=3, unique=True) if many else options


_USUAL = ("kind", "title", "difficult", "solved", "channel", "about")


@st.composite
def written(draw, command, now, version, numbers):
    """The particulars of a command, as somebody may write them."""
    fields = dict(command.fields)
    names = set(command.must)
    optional = sorted(fields.keys() - names)
    names |= set(
        draw(st.lists(st.sampled_from(optional), max_size=4, unique=True)) if optional else ()
    )
    if command.type in {"received", "classified"}:
        names |= set(draw(st.lists(st.sampled_from(_USUAL), max_size=3, unique=True)))
    told = {name: draw(_raw(fields[name], now), label=name) for name in sorted(names)}
    if "seq" in told:
        told["seq"] = draw(st.integers(1, max(version, 1)))
    if "ticket" in told:
        told["ticket"] = draw(st.sampled_from(numbers))
    return told


def texts(command):
    named = {"phone": st.just(PHONE), "name": st.just(CALLER_NAME)}
    return st.fixed_dictionaries(
        {}, optional={name: named.get(name, st.just(PLANTED)) for name in command.secrets}
    )


# --- the machine -------------------------------------------------------------------------------

_TEMPLATE = {}
_RULES = {}


def template():
    """A database with people in it, made once."""
    if "path" not in _TEMPLATE:
        folder = TemporaryDirectory(prefix="rexian-machine-")
        path = Path(folder.name) / "template.db"
        people(f"sqlite:///{path}")
        _TEMPLATE.update(path=path, folder=folder)
    return _TEMPLATE["path"]


def rules_of(jurisdiction, folder):
    if jurisdiction not in _RULES:
        settings = settings_of(
            {"jurisdiction": jurisdiction, "database": "x.db"}, folder / "t.toml"
        )
        _RULES[jurisdiction] = Rules(ruler_of(settings))
    return _RULES[jurisdiction]


def hasty(engine):
    """Have nobody wait for the disk: nothing here outlives the test."""
    engine.dispose()
    event.listen(engine, "connect", lambda c, _r: c.execute("PRAGMA synchronous = OFF").fetchall())


class DeskMachine(RuleBasedStateMachine):
    """Random commands by random people at random times, under one jurisdiction."""

    jurisdiction = ""

    def __init__(self):
        super().__init__()
        self.folder = TemporaryDirectory(prefix="rexian-machine-")
        home = Path(self.folder.name)
        shutil.copy(template(), home / "rexian.db")
        settings = settings_of(
            {"jurisdiction": self.jurisdiction, "database": "rexian.db"}, home / "rexian.toml"
        )
        engine = open_engine(settings.database)
        hasty(engine)
        self.clock = Clock(SOME_TIME)
        self.deployment = Deployment(
            settings,
            Store(engine),
            rules_of(self.jurisdiction, home),
            Vault(new_key().encode()),
            open_log(settings.log, masked),
            self.clock,
        )
        self.actors = {name: account.actor for name, account in ACCOUNTS.items()}
        self.numbers, self.known, self.fixed, self.touched = [], {}, {}, set()

    def teardown(self):
        if self.numbers:
            found = verify(self.deployment)
            assert found.is_clean, found.found.kept
        self.deployment.store.close()
        self.folder.cleanup()

    # --- moves

    @initialize(data=st.data())
    def first(self, data):
        """Take down a ticket or two, and bring them on their way."""
        for far in data.draw(st.lists(st.integers(0, 10), min_size=1, max_size=2), label="far"):
            kind = data.draw(st.sampled_from(["complaint", "help", "report"]), label="kind")
            self._take_down("clerk", {"kind": kind, "difficult": False}, {"phone": PHONE})
            for _step in range(far):
                self._go_on(self.numbers[-1])

    @rule(data=st.data(), who=st.sampled_from(sorted(ACCOUNTS)))
    def take_down(self, data, who):
        command = COMMANDS["new"]
        fields = data.draw(written(command, self.clock.now, 0, self.numbers))
        fields.pop("received_at", None)
        self._take_down(who, fields, data.draw(texts(command)))

    @rule(seconds=st.sampled_from([60, 3600, 5 * 3600, DAY, 3 * DAY, 9 * DAY, 40 * DAY]))
    def wait(self, seconds):
        self.clock.now += seconds

    @rule(data=st.data())
    def go_on(self, data):
        """The chief brings a ticket on its way, against the rules if need be."""
        self._go_on(data.draw(st.sampled_from(self.numbers), label="number"))

    @rule(data=st.data(), part=st.sampled_from(["host", "co"]))
    def bring_in(self, data, part):
        """A unit is brought in, to help or instead of the one that has it, or one inside it."""
        number = data.draw(st.sampled_from(self.numbers), label="number")
        command = data.draw(st.sampled_from(["dispatch", "assign", "pre_assign"]), label="command")
        unit = data.draw(st.sampled_from([unit.name for unit in UNITS]), label="unit")
        told = {"unit": unit, **({"part": part} if command != "pre_assign" else {})}
        self._give("chief", Act(command, number, told, override="特事特办"))

    def _go_on(self, number):
        way = ROAD.get(self._row(number).stage)
        if way is not None:
            self._give("chief", Act(way[0], number, way[1], override="特事特办"))

    @rule(data=st.data())
    def likely(self, data):
        """Somebody who may, does something that the stage allows."""
        number = data.draw(st.sampled_from(self.numbers), label="number")
        standing = standing_of(self._records(number))
        open_to = [name for name, c in COMMANDS.items() if standing.stage in STEPS[c.type].at]
        if not open_to:
            return
        common = [name for name in open_to if name not in RARE] or open_to
        pool = open_to if data.draw(st.integers(0, 7), label="rare") == 0 else common
        name = data.draw(st.sampled_from(pool), label="command")
        may = [who for who, account in ACCOUNTS.items() if may_do(account, name, standing)]
        if may:
            who = data.draw(st.sampled_from(may), label="who")
            why = data.draw(st.sampled_from([None, "特事特办", PLANTED]), label="override")
            self._command(data, who, COMMANDS[name], number, override=why)

    @rule(data=st.data(), who=st.sampled_from(sorted(ACCOUNTS)))
    def wild(self, data, who):
        """Anybody tries anything, perhaps late, perhaps having looked at it long ago."""
        number = data.draw(st.sampled_from([*self.numbers, "202600000000"]), label="number")
        command = COMMANDS[data.draw(st.sampled_from(list(COMMANDS)), label="command")]
        ago = data.draw(st.sampled_from([None, 0, 600, 3600, 3 * DAY, -60]), label="ago")
        self._command(
            data,
            who,
            command,
            number,
            at=None if ago is None else self.clock.now - ago,
            expected=data.draw(st.sampled_from([None, 1, 3])),
            late_because=data.draw(st.sampled_from([None, PLANTED])),
            override=data.draw(st.sampled_from([None, PLANTED])),
        )

    @rule()
    def ticking(self):
        before = {number: len(self._records(number)) for number in self.numbers}
        told = tick(self.deployment)
        self.touched = set(self.numbers)
        written_ = sum(len(self._records(number)) - n for number, n in before.items())
        assert told.fell_due + told.grounds + told.recomputed == written_
        again = tick(self.deployment)
        assert (again.fell_due, again.grounds, again.recomputed) == (0, 0, 0)

    def _take_down(self, who, fields, secrets):
        wanted = Act("new", "", fields, secrets)
        done = self._try(who, lambda actor: receive(self.deployment, actor, wanted).done)
        if done is not None:
            assert "clerk" in ACCOUNTS[who].roles
            self.numbers.append(done.number)
            self._done(who, done, None)

    def _command(self, data, who, command, number, **more):
        version = len(self._records(number)) if number in self.numbers else 0
        fields = data.draw(written(command, self.clock.now, version, self.numbers), label="fields")
        self._give(who, Act(command.id, number, fields, data.draw(texts(command)), **more))

    def _give(self, who, wanted):
        """Have somebody give a command, and look whether he might."""
        number = wanted.number
        before = standing_of(self._records(number)) if number in self.numbers else None
        row = self._row(number) if number in self.numbers else None
        do = join if wanted.command in JOINING else act
        note(f"{who}: {told_of(wanted)}")
        done = self._try(who, lambda actor: do(self.deployment, actor, wanted))
        if done is None:
            return
        assert may_look(ACCOUNTS[who], before, row)
        assert may_do(ACCOUNTS[who], wanted.command, before)
        assert wanted.expected in {None, before.version}
        self._done(who, done, wanted.override)
        if wanted.command in JOINING:
            self.touched.add(wanted.fields["ticket"])

    def _try(self, who, do):
        """Return what came of it; whatever is refused, has changed nothing."""
        before = self._dump()
        try:
            return do(self.actors[who])
        except RexianError as error:
            told = str(error)
            note(f"-> {type(error).__name__}: {told}")
            assert told
            assert "\n" not in told
            assert self._dump() == before
            return None

    def _done(self, who, done, reason):
        self.touched.add(done.number)
        records = self._records(done.number)
        assert (done.version, done.stage) == (len(records), standing_of(records).stage)
        # What the step calls for is recorded behind it.
        last = next(record for record in reversed(records) if record.type != "ground_met")
        assert (last.actor, last.recorded) == (who, self.clock.now)
        assert last.role in ACCOUNTS[who].roles
        assert bool(done.overridden) == ("override" in last.notes)
        if done.overridden:
            assert reason
            assert "leader" in ACCOUNTS[who].roles
            assert last.notes["override"]["reason"] == masked(reason)

    # --- what is stored

    def _records(self, number):
        return self._ledger(number)[0]

    def _ledger(self, number):
        with self.deployment.store.reading() as connection:
            found = read.ticket_by_number(connection, number)
            pairs = read.records(connection, found.id)
        return tuple(record for record, _l in pairs), tuple(link for _r, link in pairs)

    def _row(self, number):
        with self.deployment.store.reading() as connection:
            return read.ticket_by_number(connection, number).ticket

    def _stored(self, number):
        with self.deployment.store.reading() as connection:
            found = read.ticket_by_number(connection, number)
            return found, read.projection(connection, found.id)

    def _dump(self):
        return self._read(*_EVERYTHING)

    def _read(self, *texts_):
        with self.deployment.store.reading() as connection:
            return [connection.exec_driver_sql(each).fetchall() for each in texts_]

    # --- laws

    @invariant()
    def laws_hold(self):
        if self.touched:
            self._ledgers_only_grow()
            self._counts_are_right()
            self._nobody_is_named()
        self.touched = set()

    def _ledgers_only_grow(self):
        for number in self.touched:
            records, links = self._ledger(number)
            were, had = self.known.get(number, ((), ()))
            assert (records[: len(were)], links[: len(had)]) == (were, had)
            assert [record.seq for record in records] == list(range(1, len(records) + 1))
            assert first_broken(number, records, links) is None
            for place in range(len(were), len(records)):
                self._lawful(records[:place], records[place])
            found, stored = self._stored(number)
            assert (found.version, found.link) == (len(records), links[-1])
            right = project(number, records, self.deployment.rules)
            assert stored.ticket == right.ticket
            assert _by_key(stored.assignments) == _by_key(right.assignments)
            assert _by_key(stored.clocks) == _by_key(right.clocks)
            self._lateness_stays(number, records, stored)
            self.known[number] = records, links

    def _lawful(self, before, record):
        """A record may only follow where the ticket's stage, or its unit's own part, allows it."""
        standing = standing_of(before)
        if record.type == "received":
            assert not before
            return
        unit = record.fields.get("unit")
        parts = {(h.part, h.tier) for h in standing.holders if h.unit == unit} - {("host", "host")}
        allowed = STEPS[record.type].at | (UNDER_WAY if parts else frozenset())
        assert standing.stage in allowed
        assert record.occurred <= record.recorded
        if record.type in {"fell_due", "ground_met"}:
            assert standing.stage in ALIVE
        if standing.stage in ENDED:
            assert record.type in {"archived", "noted", "voided"}

    def _lateness_stays(self, number, records, stored):
        """A clock that was stopped stays as it was, unless somebody mends what happened."""
        known = self.fixed.setdefault(number, {})
        if any(r.type in MENDING for r in records[len(self.known.get(number, ((), ()))[0]) :]):
            known.clear()
        for clock in stored.clocks:
            if clock.done_at is not None:
                key = (clock.unit, clock.tier, clock.clock, clock.done_at)
                assert known.setdefault(key, clock) == clock

    def _counts_are_right(self):
        rows, units, kept = self._read(*_COUNTED)
        views = dict(rows)
        counted = Counter(("", view) for view in views.values())
        counted.update((unit, views[ticket]) for ticket, unit in units)
        assert {(unit, view): n for unit, view, n in kept if n} == dict(counted)

    def _nobody_is_named(self):
        (told,) = self._read(_TOLD)
        whole = "\n".join(part for (part,) in told)
        for secret in (PHONE, IDENTITY, CALLER_NAME):
            assert secret not in whole


def _by_key(rows):
    return sorted(rows, key=lambda row: (row.unit, row.tier, getattr(row, "clock", "")))
