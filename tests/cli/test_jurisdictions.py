"""`rexian jurisdictions` at the command line."""

import json
import sys
from importlib.metadata import EntryPoint
from types import ModuleType, SimpleNamespace

import pytest
from rexian import discovery
from rexian.cli.main import main
from rexian.document import Document, Edition
from rexian.plugin import HOOK_API, hookimpl
from rexian.rules.rule import limit
from rexian.worktime.period import working_days


@pytest.fixture
def run(monkeypatch, capsys):
    monkeypatch.setenv("REXIAN_LANG", "en")
    monkeypatch.setenv("COLUMNS", "160")
    monkeypatch.setattr(sys, "argv", ["rexian", "jurisdictions"])

    def listed(*arguments):
        monkeypatch.setattr(sys, "argv", ["rexian", "jurisdictions", *arguments])
        with pytest.raises(SystemExit) as left:
            main()
        out, err = capsys.readouterr()
        return SimpleNamespace(code=left.value.code or 0, out=out, err=err)

    yield listed
    discovery.loaded.cache_clear()


@pytest.fixture
def beside(monkeypatch):
    """Install one more plugin beside the real ones."""

    def make(**hooks):
        module = ModuleType("plugin_village")
        module.HOOK_API = hooks.pop("api", HOOK_API)
        for name, implementation in hooks.items():
            setattr(module, name, hookimpl(implementation))
        monkeypatch.setitem(sys.modules, module.__name__, module)
        point = EntryPoint("village", module.__name__, discovery.GROUP)
        found = {
            **discovery.installed(),
            "village": point._for(SimpleNamespace(name="village-rules")),
        }
        monkeypatch.setattr(
            discovery,
            "installed",
            lambda group=discovery.GROUP: found if group == discovery.GROUP else {},
        )
        discovery.loaded.cache_clear()

    return make


def village():
    return Document(
        id="village", title="村规", title_en="Village rules", number="1", issuer="村",
        place=("村", "Village"), editions=(Edition("1"),),
    )  # fmt: skip


@pytest.mark.documents
def test_what_is_installed(run):
    told = {one["id"]: one for one in json.loads(run("--json").out)["jurisdictions"]}
    assert set(told) == set(discovery.installed())
    yiyang = told["yiyang"]
    assert (yiyang["number"], yiyang["upper"]) == ("弋府办字〔2023〕51号", None)
    assert yiyang["clauses"]["total"] == 127
    assert 0 < yiyang["clauses"]["accounted"] <= 127
    assert told["nanchang_amr"]["upper"] == told["nanchang_nrp"]["upper"] == "nanchang_city"


def test_for_people(run):
    told = run()
    assert told.code == 0
    assert all(name in told.out for name in discovery.installed())


BROKEN = {
    "written for other hooks": {"api": 9, "document": village},
    "rules that do not compile": {
        "document": village,
        "deadlines": lambda: [limit("sing.all", working_days(1), per=())],
    },
    "a hook that fails": {"document": village, "deadlines": lambda: 1 / 0},
    "no clause index": {
        "document": village,
        "deadlines": lambda: [limit("sign.all", working_days(1), per=("art1",))],
    },
}


@pytest.mark.documents
@pytest.mark.parametrize("hooks", BROKEN.values(), ids=BROKEN)
def test_a_broken_plugin_is_one_line_on_stderr_and_harms_nobody(run, beside, hooks):
    beside(**hooks)
    told = run("--json")
    assert told.code == 0
    names = [one["id"] for one in json.loads(told.out)["jurisdictions"]]
    assert "yiyang" in names
    assert "village" not in names
    [line] = told.err.splitlines()
    assert line.startswith("rexian: the plugin village (village-rules) is broken: ")


def test_a_warning_is_told_anew_to_whoever_runs_the_command_again(run, beside):
    beside(api=9, document=village)
    assert run().err == run().err != ""
