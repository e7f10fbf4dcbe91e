"""What `rexian doctor` looks at in the database: that it opens, is this place's, and keeps data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, Engine, func, select

from rexian.desk.keyfit import check_fit, locked_sample
from rexian.errors import RexianError
from rexian.i18n import _
from rexian.instants import DAY, Instant, to_datetime
from rexian.people.accounts import list_accounts
from rexian.privacy.keyfile import VARIABLE, deployment_key, is_open_to_others
from rexian.privacy.vault import Vault
from rexian.settings.checks import Check
from rexian.settings.database import shown_url
from rexian.settings.model import Settings
from rexian.store import lookups
from rexian.store.engine import is_sqlite, open_engine
from rexian.store.failures import told
from rexian.store.migrations import check_current
from rexian.store.schema import events, tickets

#: Settings of a server by which what is acknowledged may be lost when it goes down.
_SAFE = {"fsync": {"on"}, "full_page_writes": {"on"}, "synchronous_commit": {"on", "remote_apply"}}
#: Seconds after which `tick` should have run again, and after which clocks are badly behind.
_SOON, _LATE = 3600, DAY


def check_database(
    settings: Settings, jurisdiction: str | None, now: Instant, environ: Mapping[str, str]
) -> Iterator[Check]:
    """Check the database and the key that its data are locked with.

    Args:
        settings: the deployment's.
        jurisdiction: the id of its jurisdiction; None where that cannot be loaded.
        now: what the clock tells.
        environ: the environment, which may hold the key.
    """
    place = shown_url(settings.database)
    try:
        engine = open_engine(settings.database)
    except RexianError as error:
        how = _("make it by rexian init, or have the server started and its password at hand")
        yield Check("database", "mend", str(error), how)
        yield from _key(settings, None, environ)
        return
    with closing(_Closing(engine)):
        try:
            check_current(engine)
            with told(engine.url), engine.begin() as connection:
                yield from _of_database(connection, engine, place, jurisdiction, now)
                sample = locked_sample(connection)
        except RexianError as error:
            yield Check("database", "mend", str(error), _("run rexian db upgrade"))
            sample = None
    yield from _key(settings, sample, environ)


class _Closing:
    """An engine as `closing` takes it."""

    def __init__(self, engine: Engine) -> None:
        self.close = engine.dispose


def _of_database(
    connection: Connection, engine: Engine, place: str, jurisdiction: str | None, now: Instant
) -> Iterator[Check]:
    found = lookups.about(connection, "jurisdiction")
    if jurisdiction is not None and found is not None and found != jurisdiction:
        said = _("{place}: the database is that of {found}, and the settings say {wanted}")
        how = _("mend jurisdiction or database in the settings")
        said = said.format(place=place, found=found, wanted=jurisdiction)
        yield Check("database", "mend", said, how)
    else:
        n = connection.scalar(select(func.count()).select_from(tickets))
        yield Check("database", "ok", _("{place}, tickets: {n}").format(place=place, n=n))
    yield _durability(connection, sqlite=is_sqlite(engine))
    yield _accounts(connection)
    yield from _times(connection, now)


def _durability(connection: Connection, *, sqlite: bool) -> Check:
    if sqlite:
        mode = connection.exec_driver_sql("PRAGMA journal_mode").scalar()
        level = connection.exec_driver_sql("PRAGMA synchronous").scalar()
        said = f"journal_mode={mode}, synchronous={level}"
        if (mode, level) == ("wal", 2):
            return Check("durability", "ok", said)
        return Check("durability", "mend", said, _("put the database on a local disk"))
    found = {name: str(connection.exec_driver_sql(f"SHOW {name}").scalar()) for name in _SAFE}
    said = ", ".join(f"{name}={value}" for name, value in found.items())
    if all(found[name] in safe for name, safe in _SAFE.items()):
        return Check("durability", "ok", said)
    return Check("durability", "mend", said, _("set them to on in postgresql.conf"))


def _accounts(connection: Connection) -> Check:
    active = [account for account in list_accounts(connection) if account.active]
    admins = [account for account in active if "admin" in account.roles]
    said = _("users: {n}, administrators: {admins}")
    said = said.format(n=len(active), admins=len(admins))
    if admins:
        return Check("accounts", "ok", said)
    return Check("accounts", "mend", said, _("restore a backup: nobody can manage users"))


def _times(connection: Connection, now: Instant) -> Iterator[Check]:
    newest = select(func.max(tickets.c.id)).scalar_subquery()
    last = connection.scalar(select(func.max(events.c.recorded)).where(events.c.ticket == newest))
    if last is not None and last > now:
        said = _("the ledger's last record is of {then}, which is to come")
        how = _("the clock is wrong; set it, best by NTP")
        yield Check("clock", "mend", said.format(then=_shown(last)), how)
    yield _ticked(lookups.about(connection, "tick"), now, any_record=last is not None)


def _ticked(then: str | None, now: Instant, *, any_record: bool) -> Check:
    how = _("have rexian tick run every few minutes: docs/deploy.md shows how")
    if then is None:
        return Check("tick", "mend" if any_record else "mind", _("it has never run"), how)
    said = _("it ran last at {then}").format(then=_shown(int(then)))
    since = now - int(then)
    if since <= _SOON:
        return Check("tick", "ok", said)
    return Check("tick", "mend" if since > _LATE else "mind", said, how)


def _key(settings: Settings, sample: bytes | None, environ: Mapping[str, str]) -> Iterator[Check]:
    """Check the key; the sample is something that the database holds locked with it."""
    file = settings.key_file
    where = VARIABLE if VARIABLE in environ else str(file)
    try:
        check_fit(Vault(deployment_key(file)), sample)
    except RexianError as error:
        yield Check("key", "mend", str(error), _("put the copy of the key file back"))
        return
    if where != VARIABLE and is_open_to_others(file):
        said = _("{path}: others on this machine may read it").format(path=file)
        yield Check("key", "mend", said, f"chmod 600 {_quoted(file)}")
        return
    yield Check("key", "ok", where)


def _quoted(path: Path) -> str:
    text = str(path)
    return f"'{text}'" if " " in text else text


def _shown(instant: Instant) -> str:
    return f"{to_datetime(instant):%Y-%m-%d %H:%M}"
