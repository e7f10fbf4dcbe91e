"""Kill programs that write, and a server, hundreds of times; nothing acknowledged may be lost.

    uv run python benchmarks/crash.py [--rounds 300]

Rounds are those of `tests/fixture_crash.py`. A third as often the server of PostgreSQL is killed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from fixture_crash import rounds  # type: ignore[import-not-found] # of the tests
from fixture_databases import served, set_up  # type: ignore[import-not-found] # of the tests


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=300)
    n = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder, served() as server:
        file, url = f"sqlite:///{folder}/crash.db", server.url("postgres")
        set_up(file)
        set_up(url)
        tell("SQLite, programs killed", n, file)
        tell("PostgreSQL, programs killed", n, url)
        tell("PostgreSQL, server killed", n // 3, url, server.kill, server.start)


def tell(what: str, n: int, url: str, *how: Any) -> None:
    start = time.monotonic()
    written = rounds(url, n, *how)
    spent = time.monotonic() - start
    print(f"{what}: {n} rounds, {written} writes acknowledged, none lost, {spent:.0f} s")


if __name__ == "__main__":
    main()
