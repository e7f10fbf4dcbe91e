"""Start of the workbench, as whole processes in a terminal: until its queue is drawn.

    uv run python benchmarks/tui_start.py [--quick]

Beside it Textual's minimal app, which shows one line. Both run in a pseudo-terminal that answers
what terminals are asked; the clock stops when a given text has been written to it. Runs alternate,
so that a machine whose speed drifts treats both alike; the median of the pairwise ratios counts.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import pty
import select
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time
from pathlib import Path

from rexian.assess.periods import Month
from rexian.people.sessions import log_in
from rexian.settings.model import Settings
from rexian.showcase.founding import staged
from rexian.showcase.month import lived

AIM = 2.5
MINIMAL = """
from textual.app import App
from textual.widgets import Static

class Minimal(App):
    def compose(self):
        yield Static("usable-now")

Minimal().run()
"""
#: What a terminal is asked, and what it says to it.
ASKED = {b"\x1b[6n": b"\x1b[1;9R", b"\x1b[c": b"\x1b[?62;c"}
_SIZE = struct.pack("HHHH", 24, 80, 0, 0)


def seconds(command: list[str], environment: dict[str, str], text: str) -> float:
    """Return how long a process takes until it has written a text to its terminal."""
    began = time.perf_counter()
    child, terminal = pty.fork()
    if child == 0:
        os.execve(command[0], command, environment)  # noqa: S606 - our own
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, _SIZE)
    written, wanted = b"", text.encode()
    while wanted not in written:
        if not select.select([terminal], [], [], 60)[0]:
            raise TimeoutError(written[-2000:])
        found = os.read(terminal, 65536)
        for asked, answer in ASKED.items():
            if asked in found:
                os.write(terminal, answer)
        written += found
    took = time.perf_counter() - began
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(terminal)
    return took


def desk(folder: Path) -> tuple[Settings, str, str]:
    """Make up a desk; return it, the token of somebody at it, and a number in his queue."""
    with staged(folder, "yiyang", Month(2025, 9), 60, 12345) as stage:
        for _day in lived(stage.play):
            pass
        place = stage.play.deployment
        with place.store.reading() as connection:
            found = connection.exec_driver_sql(
                "SELECT number FROM tickets WHERE is_open AND due_at IS NOT NULL "
                "ORDER BY due_at, id LIMIT 1"
            )
            number = str(found.scalar_one())
        # The desk's own clock stands in that month, the workbench's does not.
        token = log_in(place.store, "clerk1", stage.password, 4_000_000_000)
        return place.settings, token, number


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    runs = 5 if parser.parse_args().quick else 15
    with tempfile.TemporaryDirectory() as place:
        settings, token, number = desk(Path(place, "desk"))
        environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        environment |= {"TERM": "xterm-256color", "LANG": "zh_CN.UTF-8", "REXIAN_SESSION": token}
        minimal = Path(place, "minimal.py")
        minimal.write_text(MINIMAL, encoding="utf-8")
        config = ["--config", str(settings.file)]
        ours = [sys.executable, "-c", "from rexian.cli.main import main; main()", "tui", *config]
        theirs = [sys.executable, str(minimal)]
        pairs = [
            (seconds(ours, environment, number), seconds(theirs, environment, "usable-now"))
            for _run in range(runs + 1)
        ][1:]
    ratio = statistics.median(a / b for a, b in pairs)
    mine, other = (statistics.median(column) * 1000 for column in zip(*pairs, strict=True))
    label = "rexian tui, logged in, queue drawn"
    print(f"{label:40} {mine:7.0f} ms beside {other:6.0f} ms: {ratio:5.2f}x (aim {AIM})")


if __name__ == "__main__":
    main()
