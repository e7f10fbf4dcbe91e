"""`rexian check` and `rexian diff --all` over the five documents, beside what they must do anyway.

As whole processes: beside loading the five, which both must do first. Within one: beside evaluating
every case that shows something once on each side, as `explain` would; what is above that is finding
the cells, judging them and making up the cases. Runs alternate and medians count, as in `start.py`.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rexian.analysis.check import Checker
from rexian.analysis.laxer import upper_of
from rexian.analysis.pairs import Pair, Pairing
from rexian.analysis.sides import Side
from rexian.cli.sides import Bench
from rexian.discovery import load_all
from rexian.explain import state_of
from start import seconds

PYTHON = [sys.executable, "-c"]
LOAD = "from rexian.discovery import load_all; load_all()"
REXIAN = "from rexian.cli.main import main; main()"
TOGETHER = 2.0


def processes(runs: int) -> None:
    commands = {"check": ["check"], "diff --all": ["diff", "--all"]}
    times: dict[str, list[float]] = {name: [] for name in ("load", *commands)}
    for _ in range(runs + 1):
        times["load"].append(seconds([*PYTHON, LOAD]))
        for name, arguments in commands.items():
            times[name].append(seconds([*PYTHON, REXIAN, *arguments]))
    load, *both = (statistics.median(column[1:]) for column in times.values())
    for name, taken in zip(commands, both, strict=True):
        print(f"rexian {name:12} {taken:5.2f} s: {taken / load:4.1f}x loading the five (aim 3)")
    print(f"together            {sum(both):5.2f} s (aim {TOGETHER}); loading alone {load:.2f} s")


def timed(run: Callable[[], Any]) -> tuple[float, Any]:
    began = time.perf_counter()
    found = run()
    return time.perf_counter() - began, found


def shown(pairs: list[Pair]) -> list[tuple[Any, Side, str]]:
    """Every case that shows a difference, with each side and the part it is shown on."""
    return [
        (each.witness, side, each.difference.part.id)
        for pair in pairs
        for each in pair.shown
        for side in pair.sides
    ]


def within(runs: int) -> None:
    places = list(load_all().values())
    ratios, counted = [], 0
    for _ in range(runs + 1):
        bench, sides = Bench(), [Side(place) for place in places]
        rulers = {side: bench.prover.ruler(side) for side in sides}
        whole, pairs = timed(lambda s=sides, b=bench: list(Pairing(b.judge, b.prover).all(s)))
        cases = shown(pairs)
        floor, _ = timed(
            lambda c=cases, r=rulers: [state_of(w.case, r[s], part, w.part) for w, s, part in c]
        )
        ratios.append(whole / floor)
        counted = len(cases) // 2
    print(f"diff of ten pairs, {counted} differences: {statistics.median(ratios[1:]):.1f}x "
          "evaluating the cases that show them (aim 10)")  # fmt: skip
    checked, _ = timed(lambda: [list(Checker(bench.judge, bench.prover).check(side, upper_of(side)))
                                for side in map(Side, places)])  # fmt: skip
    print(f"check of five documents within one process: {checked:.2f} s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    runs = 2 if parser.parse_args().quick else 7
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        processes(runs)
    os.chdir(Path(__file__).parent)
    within(runs)


if __name__ == "__main__":
    main()
