"""Cold start, as whole processes: what a user waits for before anything happens.

`rexian --help` beside a minimal Typer group with lazy commands, and `rexian explain` on one case
beside `python -c "import typer"`. Runs alternate, so that a machine whose speed drifts treats both
alike; the median of the pairwise ratios is what counts.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

MINIMAL = """
import typer
from typer.core import TyperCommand, TyperGroup

class Lazy(TyperGroup):
    def __init__(self, **settings):
        stubs = {name: TyperCommand(name, help=name) for name in "abcdef"}
        super().__init__(**{**settings, "commands": stubs})

app = typer.Typer(cls=Lazy, no_args_is_help=True, rich_markup_mode=None,
                  pretty_exceptions_enable=False, add_completion=False)

@app.callback()
def main(): pass

app()
"""
CASE = """
jurisdiction: yiyang
now: 2025-10-09T12:00
ticket: {kind: inquiry, received_at: 2025-09-30T09:40}
events:
  - {type: dispatched, at: 2025-09-30T10:00}
  - {type: signed, at: 2025-10-09T09:00}
"""


def seconds(command: list[str]) -> float:
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    began = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, env=environment)  # noqa: S603 - ours
    return time.perf_counter() - began


def compare(label: str, ours: list[str], theirs: list[str], runs: int, aim: float) -> None:
    seconds(ours), seconds(theirs)
    pairs = [(seconds(ours), seconds(theirs)) for _ in range(runs)]
    ratio = statistics.median(a / b for a, b in pairs)
    mine, other = (statistics.median(column) * 1000 for column in zip(*pairs, strict=True))
    print(f"{label:40} {mine:7.0f} ms beside {other:6.0f} ms: {ratio:5.2f}x (aim {aim})")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    runs = 5 if parser.parse_args().quick else 21
    python = [sys.executable]
    with tempfile.TemporaryDirectory() as folder:
        minimal, case = Path(folder, "minimal.py"), Path(folder, "case.yaml")
        minimal.write_text(MINIMAL, encoding="utf-8")
        case.write_text(CASE, encoding="utf-8")
        rexian = [*python, "-c", "from rexian.cli.main import main; main()"]
        compare(
            "rexian --help / minimal lazy group",
            [*rexian, "--help"],
            [*python, str(minimal), "--help"],
            runs,
            1.3,
        )
        compare(
            "rexian explain / import typer",
            [*rexian, "explain", str(case), "--json"],
            [*python, "-c", "import typer"],
            runs,
            5.0,
        )


if __name__ == "__main__":
    main()
