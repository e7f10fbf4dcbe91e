"""What may be imported by whom, where the clock may not be read, and that core knows no limit."""

import ast
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from rexian.discovery import installed

ROOT = Path(__file__).parent.parent
CORE = ROOT / "core" / "rexian"
CORE_FILES = sorted(CORE.rglob("*.py"))
PLUGIN_FILES = sorted(ROOT.glob("plugins/*/rexian_*/*.py"))
HEAVY = ("textual", "sqlalchemy", "polars", "numpy")
CASE = """
jurisdiction: {name}
ticket: {{kind: inquiry, received_at: 2026-03-02T08:00}}
events: [{{type: dispatched, at: 2026-03-02T09:00}}]
"""
#: Run the command line with the arguments given, then tell which modules it has loaded.
PROBE = """
import sys
from rexian.cli.main import main
try:
    main()
except SystemExit as left:
    assert not left.code, left.code
names = {name.partition(".")[0] for name in sys.modules}
print("LOADED", *sorted(names))
"""


def loaded(*arguments):
    ran = subprocess.run(  # noqa: S603 - this very interpreter
        [sys.executable, "-c", PROBE, *map(str, arguments)],
        capture_output=True,
        check=False,
        text=True,
    )
    assert ran.returncode == 0, ran.stderr
    return set(ran.stdout.rpartition("LOADED ")[2].split())


def packages():
    """The packages of installed jurisdictions."""
    return {point.value.partition(":")[0] for point in installed().values()}


def test_help_loads_no_heavy_part_and_no_plugin():
    assert loaded("--help").isdisjoint({*HEAVY, "pydantic", *packages()})


@pytest.mark.documents
def test_listing_tickets_loads_nothing_of_the_workbench(desk, monkeypatch):
    desk.new()
    monkeypatch.setenv("REXIAN_CONFIG", str(desk.config))
    monkeypatch.setenv("REXIAN_SESSION", lasting(desk, "clerk"))
    found = loaded("ticket", "list", "--json")
    assert found.isdisjoint({"textual", "polars", "numpy", "alembic", "openpyxl", "jinja2"})


def test_a_place_on_sqlite_loads_nothing_of_postgresql(tmp_path):
    told = "import sys, rexian.desk.deployment, rexian.tui.app, rexian.tui.queue.page\n"
    told += "from rexian.store.engine import open_engine\n"
    told += "open_engine(sys.argv[1], new=True).dispose(); print(*sys.modules)"
    ran = subprocess.run(  # noqa: S603 - this very interpreter
        [sys.executable, "-c", told, str(tmp_path / "rexian.db")],
        capture_output=True,
        check=True,
        text=True,
    )
    found = set(ran.stdout.split())
    assert "sqlalchemy.dialects.sqlite" in found
    assert found.isdisjoint({"sqlalchemy.dialects.postgresql", "psycopg", "yaml"})


def lasting(desk, who):
    """The token of a session that is not over by the machine's clock either."""
    desk.at("2090-01-01T09:00")
    return desk.token(who)


@pytest.mark.parametrize("own", [None, "0"])
def test_input_methods_come_first_unless_the_user_settles_it(own):
    """The terminals' newer way of reporting keys breaks up what an input method commits."""
    told = "import os, rexian.tui; print(os.environ['TEXTUAL_DISABLE_KITTY_KEY'])"
    environ = {k: v for k, v in os.environ.items() if k != "TEXTUAL_DISABLE_KITTY_KEY"}
    if own is not None:
        environ["TEXTUAL_DISABLE_KITTY_KEY"] = own
    ran = subprocess.run(  # noqa: S603 - this very interpreter
        [sys.executable, "-c", told], capture_output=True, check=True, env=environ, text=True
    )
    assert ran.stdout.strip() == (own or "1")


@pytest.mark.parametrize("name", sorted(installed()))
def test_explaining_a_case_loads_no_heavy_part(tmp_path, name):
    case = tmp_path / "case.yaml"
    case.write_text(CASE.format(name=name), encoding="utf-8")
    found = loaded("explain", case, "--json")
    assert found.isdisjoint(HEAVY)
    assert packages() & found


def test_a_calendar_question_loads_no_heavy_part_and_no_plugin():
    assert loaded("calendar", "add", "2026-03-02", "2wd").isdisjoint({*HEAVY, *packages()})


@pytest.mark.documents
def test_asking_for_one_jurisdiction_loads_its_chain_only(tmp_path):
    case = tmp_path / "case.yaml"
    case.write_text(CASE.format(name="shicheng"), encoding="utf-8")
    assert packages() & loaded("explain", case, "--json") == {"rexian_shicheng"}


def test_core_loads_no_plugin():
    told = "import sys, rexian.plugin, rexian.explain, rexian.jurisdictions; print(*sys.modules)"
    ran = subprocess.run(  # noqa: S603
        [sys.executable, "-c", told], capture_output=True, check=True, text=True
    )
    assert packages().isdisjoint(name.partition(".")[0] for name in ran.stdout.split())


@cache
def nodes(path):
    """Everything of which a file's code is made."""
    return list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def imports(path):
    """Every module that a file imports, wherever in it."""
    for node in nodes(path):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module


def test_core_names_no_jurisdiction_in_its_imports():
    plugins = packages()
    found = [(path, name) for path in CORE_FILES for name in imports(path)]
    assert [(path, name) for path, name in found if name.partition(".")[0] in plugins] == []


def test_a_plugin_imports_cores_public_names_and_its_own_and_nothing_else():
    strangers = [
        (path, name)
        for path in PLUGIN_FILES
        for name in imports(path)
        if name != "rexian.plugin"
        and name.partition(".")[0] != path.parent.name
        and name.partition(".")[0] not in sys.stdlib_module_names
    ]
    assert strangers == []


@pytest.mark.documents
def test_every_installed_plugin_of_this_repository_is_looked_at():
    looked_at = {path.parent.name for path in PLUGIN_FILES}
    assert looked_at == {name for name in packages() if name.startswith("rexian_")}


READS_THE_CLOCK = {
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("datetime", "today"),
    ("date", "today"),
    ("time", "time"),
    ("time", "time_ns"),
    ("time", "localtime"),
    ("time", "gmtime"),
}
BELOW_THE_FACES = [
    path for path in CORE_FILES if path.relative_to(CORE).parts[0] not in ("cli", "clock.py", "tui")
]


def clock_reads(path):
    for node in nodes(path):
        if isinstance(node, ast.Attribute):
            owner = node.value
            name = getattr(owner, "id", None) or getattr(owner, "attr", None)
            if (name, node.attr) in READS_THE_CLOCK:
                yield f"line {node.lineno}: {name}.{node.attr}"
        if isinstance(node, ast.ImportFrom) and node.module == "time":
            yield from (f"line {node.lineno}: {n.name}" for n in node.names if n.name == "time")


def test_nothing_below_the_faces_reads_the_clock():
    assert [(path, read) for path in BELOW_THE_FACES for read in clock_reads(path)] == []


def test_the_look_out_for_clocks_sees_one(tmp_path):
    source = tmp_path / "reader.py"
    source.write_text(
        "import datetime\nfrom datetime import date\ndatetime.datetime.now()\ndate.today()\n",
        encoding="utf-8",
    )
    assert list(clock_reads(source)) == ["line 3: datetime.now", "line 4: date.today"]


PERIODS = {"working_days", "natural_days", "hours", "minutes", "months"}


def lengths(path):
    """Every number with which a file makes a period."""
    for node in nodes(path):
        if isinstance(node, ast.Call) and getattr(node.func, "id", None) in PERIODS:
            yield from (arg.value for arg in node.args if isinstance(arg, ast.Constant))


def test_how_long_anything_may_take_stands_in_plugins_only():
    """But for one working day: the step by which a day off is left."""
    found = {path: set(lengths(path)) - {1} for path in CORE_FILES}
    assert [str(path) for path, numbers in found.items() if numbers] == []
    assert any(set(lengths(path)) - {1} for path in PLUGIN_FILES)
