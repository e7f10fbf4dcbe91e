"""A desk for tests: a place that is set up, with units, people of every role, and its own clock.

`open_desk` opens one under any jurisdiction, in a folder of the test's own; `desk` is the one that
most tests need. Whoever acts is named by the user name of `PEOPLE`.
`terminal` has people of a desk type commands of `rexian`, each logged in under his own name.
"""

import hashlib
import json
import secrets
import shutil
import sys
from types import SimpleNamespace

import pytest
from rexian.cli.main import main
from rexian.desk import deployment as deployments
from rexian.desk.act import act
from rexian.desk.acts import Act
from rexian.desk.deployment import opened
from rexian.desk.joining import join
from rexian.desk.receive import receive
from rexian.desk.tick import tick
from rexian.desk.ticket import open_ticket
from rexian.instants import parse_instant
from rexian.people.accounts import Account, account_named, add_account
from rexian.people.actor import By
from rexian.people.sessions import SESSION
from rexian.people.units import Unit, add_unit
from rexian.privacy.keyfile import new_key_file
from rexian.settings.reading import read_settings
from rexian.store import read
from rexian.store.engine import open_engine
from rexian.store.migrations import upgrade
from rexian.store.schema import sessions
from rexian.store.write import Store
from sqlalchemy import insert

MONDAY = "2026-03-02T09:00"
UNITS = (
    Unit("住建局", "county_department"),
    Unit("物业科", "section", "住建局"),
    Unit("城管局", "county_department"),
    Unit("城关镇", "township"),
    Unit("供水公司", "enterprise"),
)
PEOPLE = (
    Account("clerk", "钱一", None, ("clerk",)),
    Account("handler", "孙二", "住建局", ("handler",)),
    Account("head", "李三", "住建局", ("unit_head",)),
    Account("principal", "周四", "住建局", ("unit_principal",)),
    Account("section", "吴五", "物业科", ("handler",)),
    Account("other", "郑六", "城管局", ("handler",)),
    Account("other_principal", "王七", "城管局", ("unit_principal",)),
    Account("reviewer", "冯八", None, ("reviewer",)),
    Account("inspector", "陈九", None, ("inspector",), ("inspection_office",)),
    Account("leader", "褚十", None, ("leader",), ("county_leader_in_charge",)),
    Account("admin", "卫甲", None, ("admin",)),
)
BY = By("admin", parse_instant(MONDAY))
#: Commands that concern two tickets.
JOINING = {"link", "merge"}


class Desk:
    """A deployment, and its people doing things at times that the test sets."""

    def __init__(self, deployment, clock):
        self.deployment, self.clock = deployment, clock

    @property
    def config(self):
        return self.deployment.settings.file

    def at(self, time):
        """Set the clock."""
        self.clock.now = parse_instant(time)
        return self

    def actor(self, who):
        with self.deployment.store.reading() as connection:
            return account_named(connection, who).actor

    def token(self, who):
        """Open a session for somebody, without the password that takes its time on purpose."""
        token, now = secrets.token_hex(), self.clock.now
        opened = insert(sessions).values(
            digest=hashlib.sha256(token.encode()).hexdigest(),
            username=who,
            opened=now,
            expires=now + SESSION,
        )
        self.deployment.store.run(lambda connection: connection.execute(opened))
        return token

    def new(self, who="clerk", *, secrets=(), number="", key=None, **fields):
        """Take down a ticket, a complaint if nothing else is said; return its number."""
        wanted = Act("new", number, {"kind": "complaint", **fields}, dict(secrets), key=key)
        return receive(self.deployment, self.actor(who), wanted).done.number

    def act(self, who, command, number, fields=None, **more):
        """Have somebody give a command; what is not a field goes by the names of `Act`."""
        wanted = Act(command, number, fields or {}, **more)
        do = join if command in JOINING else act
        return do(self.deployment, self.actor(who), wanted)

    def dispatched(self, unit="住建局", **fields):
        """Take down, accept and dispatch a ticket; return its number."""
        number = self.new(**fields)
        self.act("clerk", "accept", number)
        self.act("clerk", "dispatch", number, {"unit": unit})
        return number

    def signed(self, who="handler", unit="住建局", **fields):
        """Dispatch a ticket and have the unit sign for it; return its number."""
        number = self.dispatched(unit, **fields)
        self.act(who, "sign", number)
        return number

    def tick(self):
        return tick(self.deployment, self.clock.now)

    def ticket(self, number):
        with self.deployment.store.reading() as connection:
            return open_ticket(connection, number)

    def row(self, number):
        return self.ticket(number).row

    def projection(self, number):
        return self.ticket(number).before

    def records(self, number):
        return self.ticket(number).records

    def counts(self, unit=""):
        with self.deployment.store.reading() as connection:
            return read.counts(connection, unit)


class Clock:
    """Tells the time that it is set to."""

    def __init__(self, time):
        self.now = parse_instant(time)

    def __call__(self):
        return self.now


@pytest.fixture(scope="session")
def peopled(tmp_path_factory):
    """A database with units and people in it, from which others are copied."""
    path = tmp_path_factory.mktemp("peopled") / "rexian.db"
    people(f"sqlite:///{path}")
    return path


def people(url):
    """Set up an empty database with units and people in it."""
    engine = open_engine(url, new=True)
    upgrade(engine)
    with Store(engine) as store:
        store.run(_peopling)


def _peopling(connection):
    for unit in UNITS:
        add_unit(connection, unit, BY)
    for account in PEOPLE:
        add_account(connection, account, None, BY)


@pytest.fixture
def open_desk(tmp_path, peopled):
    """Open a desk; further settings go into its `rexian.toml` as they are written there.

    `url` may name an empty database of another kind, `name` keeps several apart in one test.
    """
    held = []

    def make(jurisdiction="yiyang", *, url=None, name="place", at=MONDAY, **settings):
        folder = tmp_path / name
        folder.mkdir()
        if url is None:
            shutil.copy(peopled, folder / "rexian.db")
        else:
            people(url)
            settings["database"] = url
        new_key_file(folder / "rexian.key")
        lines = [f'jurisdiction = "{jurisdiction}"']
        lines += [f"{key} = {_toml(value)}" for key, value in settings.items()]
        (folder / "rexian.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
        clock = Clock(at)
        context = opened(read_settings(folder / "rexian.toml", {}), clock)
        held.append(context)
        return Desk(context.__enter__(), clock)

    yield make
    for context in held:
        context.__exit__(None, None, None)


def _toml(value):
    return f'"{value}"' if isinstance(value, str) else str(value).lower()


@pytest.fixture
def desk(open_desk):
    """A county's desk on SQLite."""
    return open_desk()


@pytest.fixture
def terminal(monkeypatch, capsys):
    """Type a command as somebody at a desk: its exit code, what it printed, and its JSON."""
    really_opened = deployments.opened

    def type_(desk, who, *arguments, lang="en", stdin=None):
        token = "nobody's" if who is None else desk.token(who)
        monkeypatch.setenv("REXIAN_SESSION", token)
        monkeypatch.setenv("REXIAN_LANG", lang)
        monkeypatch.setenv("REXIAN_CONFIG", str(desk.config))
        monkeypatch.delenv("REXIAN_TRACEBACK", raising=False)
        monkeypatch.setattr(
            deployments, "opened", lambda settings, _now: really_opened(settings, desk.clock)
        )
        monkeypatch.setattr(sys, "argv", ["rexian", *map(str, arguments)])
        if stdin is not None:
            raw = SimpleNamespace(read=stdin.encode)
            monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=raw))
        with pytest.raises(SystemExit) as left:
            main()
        out, err = capsys.readouterr()
        told = json.loads(out) if "--json" in arguments and out else None
        return SimpleNamespace(code=left.value.code or 0, out=out, err=err, told=told)

    return type_
