"""A whole command at the desk, beside its parts; and `tick`, beside how much it finds due.

The command is `sign` on SQLite with every commit on the disk: permission, stage, rulings, record,
projection, transaction. Beside it stand ruling the case as `explain` does, without other readings,
and writing the same rows. `tick` is run with the same number of tickets due among few stored and
among many: its cost is to follow what is due.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rexian.desk.act import act
from rexian.desk.acts import Act
from rexian.desk.deployment import Deployment
from rexian.desk.preparing import prepare
from rexian.desk.receive import receive
from rexian.desk.rules import Rules
from rexian.desk.tick import tick
from rexian.explain import ruled
from rexian.instants import DAY, parse_instant
from rexian.lifecycle.history import case_of
from rexian.people.actor import Actor
from rexian.people.roles import posts_of
from rexian.privacy.keyfile import new_key
from rexian.privacy.vault import Vault
from rexian.questions import QUESTIONS
from rexian.settings.logs import Logger
from rexian.settings.reading import settings_of
from rexian.settings.ruling import ruler_of
from rexian.store.engine import open_engine
from rexian.store.migrations import upgrade
from rexian.store.schema import units
from rexian.store.write import Store
from sqlalchemy import insert

UNIT = "住建局"
START = parse_instant("2026-03-02T09:00")
EVERY = {question.id for question in QUESTIONS}


class Clock:
    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> int:
        return self.now


def person(role: str, unit: str | None = None) -> Actor:
    return Actor(role, role, unit, frozenset({role}), posts_of((role,)))


CLERK, HANDLER = person("clerk"), person("handler", UNIT)


@contextmanager
def desk(jurisdiction: str) -> Iterator[tuple[Deployment, Clock]]:
    with tempfile.TemporaryDirectory() as folder:
        settings = settings_of({"jurisdiction": jurisdiction}, Path(folder) / "rexian.toml")
        engine = open_engine(settings.database, new=True)
        upgrade(engine)
        clock, rules = Clock(), Rules(ruler_of(settings))
        with Store(engine) as store:
            row = {"name": UNIT, "type": "county_department", "active": True}
            store.run(lambda connection: connection.execute(insert(units), [row]))
            vault = Vault(new_key().encode())
            yield Deployment(settings, store, rules, vault, Logger(str), clock), clock


def dispatched(deployment: Deployment, kind: str = "complaint") -> str:
    facts = {"kind": kind, "channel": "county_12345", "title": "小区夜间施工"}
    number = receive(deployment, CLERK, Act("new", fields=facts)).done.number
    act(deployment, CLERK, Act("accept", number))
    act(deployment, CLERK, Act("dispatch", number, {"unit": UNIT}))
    return number


def timed(run: Callable[[], Any]) -> float:
    began = time.perf_counter()
    run()
    return time.perf_counter() - began


def command(jurisdiction: str, n: int) -> None:
    with desk(jurisdiction) as (deployment, _clock):
        numbers = [dispatched(deployment) for _ in range(2 * n)]
        whole = [timed(lambda t=t: act(deployment, HANDLER, Act("sign", t))) for t in numbers[:n]]
        steps = [prepare(deployment, HANDLER, Act("sign", t)) for t in numbers[n:]]
        stored = [timed(lambda s=s: deployment.store.write([s.change])) for s in steps]
        cases = [case_of(s.change.number, s.change.records, now=START) for s in steps]
        rulings = [timed(lambda c=c: ruled(c, deployment.rules.ruler, EVERY)) for c in cases]
    took, ruling, writing = map(statistics.median, (whole, rulings, stored))
    print(
        f"sign under {jurisdiction:13}: {took * 1e3:5.2f} ms whole; "
        f"{took / ruling:4.1f}x ruling every question once, {took / writing:4.1f}x writing its rows"
    )


def ticking(jurisdiction: str, due: int, few: int, many: int) -> None:
    times = {}
    for stored in (few, many):
        with desk(jurisdiction) as (deployment, clock):
            for _ in range(stored - due):
                dispatched(deployment, "suggestion")
            clock.now += DAY
            tick(deployment, clock.now)
            clock.now += 30 * DAY
            tick(deployment, clock.now)
            for _ in range(due):
                dispatched(deployment)
            clock.now += 2 * DAY
            times[stored] = timed(lambda d=deployment, c=clock: tick(d, c.now))
    print(
        f"tick, {due} tickets due: {times[few] / due * 1e3:.1f} ms each among {few} stored, "
        f"{times[many] / times[few]:.2f}x that among {many} (aim 1.5)"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer tickets")
    quick = parser.parse_args().quick
    for name in ("yiyang", "shicheng", "nanchang_city", "nanchang_amr"):
        command(name, 40 if quick else 200)
    ticking("yiyang", 50, 100, *((600,) if quick else (4000,)))


if __name__ == "__main__":
    main()
