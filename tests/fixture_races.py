"""Doing things at once: in threads, or in programs of their own (`python -m fixture_races`)."""

import json
import os
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path

from fixture_desk import Clock
from rexian.desk.act import act
from rexian.desk.acts import Act
from rexian.desk.deployment import opened
from rexian.errors import Conflicting
from rexian.instants import format_instant
from rexian.people.actor import Actor
from rexian.settings.reading import read_settings


def at_once(works, seconds=120):
    """Do things at the same moment; return what came of each, an error where it raised one.

    Nobody may be left waiting.
    """
    told, start = [None] * len(works), threading.Barrier(len(works))

    def run(place, work):
        start.wait()
        try:
            told[place] = work()
        except Exception as error:  # noqa: BLE001 - whatever it is, the test tells
            told[place] = error

    threads = [threading.Thread(target=run, args=each, daemon=True) for each in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=seconds)
    assert not any(thread.is_alive() for thread in threads), "somebody still waits"
    return told


def operator(name):
    """One of many who handle the same unit's tickets."""
    return Actor(name, name, "住建局", frozenset({"handler"}), frozenset({"handler"}))


def race(deployment, name, numbers, start):
    """Sign for every ticket that somebody saw dispatched; tell which he got, and who got others.

    Each begins elsewhere, so that all meet all.
    """
    won, lost, worst = [], {}, 0.0
    for number in [*numbers[start:], *numbers[:start]]:
        began = time.perf_counter()
        try:
            act(deployment, operator(name), Act("sign", number, expected=3))
            won.append(number)
        except Conflicting as error:
            lost[number] = str(error)
        worst = max(worst, time.perf_counter() - began)
    return {"name": name, "won": won, "lost": lost, "worst": worst}


def settle(told, numbers, signers):
    """What has to hold after a race: every ticket one winner, and every loser told whom."""
    won = Counter(number for each in told for number in each["won"])
    assert won == Counter(numbers)
    winner = {number: each["name"] for each in told for number in each["won"]}
    assert signers == winner
    for each in told:
        assert len(each["won"]) + len(each["lost"]) == len(numbers)
        for number, line in each["lost"].items():
            assert line.startswith(f"{number}: {winner[number]} came first: signed, ")


def programs(config, now, names, numbers, seconds=120):
    """Race in programs of their own; each tells what came of it."""
    asked = [
        json.dumps([str(config), now, name, list(numbers), place % len(numbers)])
        for place, name in enumerate(names)
    ]
    path = os.pathsep.join([str(Path(__file__).parent), os.environ.get("PYTHONPATH", "")])
    env = {**os.environ, "PYTHONPATH": path, "REXIAN_LANG": "en"}
    running = [
        subprocess.Popen(  # noqa: S603 - this very module
            [sys.executable, "-m", "fixture_races", each],
            env=env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for each in asked
    ]
    for program in running:
        assert program.stdout.readline() == "ready\n"
    for program in running:
        program.stdin.write("go\n")
        program.stdin.flush()
    told = [program.communicate(timeout=seconds)[0] for program in running]
    assert [program.returncode for program in running] == [0] * len(running)
    return [json.loads(each) for each in told]


def _program(config, now, name, numbers, start):
    with opened(read_settings(Path(config), {}), Clock(format_instant(now))) as deployment:
        print("ready", flush=True)  # noqa: T201 - to whoever started it
        sys.stdin.readline()
        print(json.dumps(race(deployment, name, numbers, start)))  # noqa: T201


if __name__ == "__main__":
    _program(*json.loads(sys.argv[1]))
