"""Plugins worked on in their folders, beside those that are installed."""

import sys
from importlib.metadata import EntryPoint
from types import SimpleNamespace

import pytest
from rexian import discovery
from rexian.discovery import GROUP, beside, installed, load
from rexian.errors import InputError, PluginWarning
from rexian.scaffold.create import create

RULE = """
from rexian.plugin import hookimpl, limit, working_days

@hookimpl
def deadlines():
    return [limit("sign.all", working_days({n}), per=())]
"""


@pytest.fixture
def village(tmp_path):
    return create("village", tmp_path).folder


def days(folder):
    """How many working days a folder's plugin gives for signing."""
    with beside(folder):
        [enacted] = [e for e in load("village").plan().rules if e.rule.id == "sign.all"]
    return enacted.rule.outcome.period.n


def write(folder, n):
    (folder / "rexian_village" / "deadlines.py").write_text(RULE.format(n=n), encoding="utf-8")


def test_a_folder_counts_as_installed_only_meanwhile(village):
    path = list(sys.path)
    with beside(village) as names:
        assert names == ("village",)
        assert "village" in installed()
        assert load("village").id == "village"
        assert "rexian_village.document" in sys.modules
    assert "village" not in installed()
    assert "rexian_village" not in {name.partition(".")[0] for name in sys.modules}
    assert sys.path == path
    with pytest.raises(InputError, match="no jurisdiction 'village' is installed"):
        load("village")


def test_all_is_put_back_where_something_fails_meanwhile(village):
    path = list(sys.path)
    with pytest.raises(ZeroDivisionError), beside(village):
        raise ZeroDivisionError
    assert sys.path == path
    assert "village" not in installed()


def test_what_was_changed_is_read_again(village):
    write(village, 1)
    assert days(village) == 1
    write(village, 12)
    assert days(village) == 12


def test_a_copy_goes_before_the_plugin_it_is_a_copy_of(village, tmp_path):
    (tmp_path / "copies").mkdir()
    copy = create("village", tmp_path / "copies").folder
    write(village, 1)
    write(copy, 22)
    with beside(village):
        load("village")
        before = sys.modules["rexian_village"]
        assert days(copy) == 22
        assert sys.modules["rexian_village"] is before


def test_its_package_may_stand_in_a_folder_of_sources(village):
    (village / "src").mkdir()
    (village / "rexian_village").rename(village / "src" / "rexian_village")
    with beside(village):
        assert load("village").layers[0].package == "rexian_village"


@pytest.mark.parametrize(
    ("project", "told"),
    [
        (None, "no plugin: pyproject.toml: No such file or directory"),
        ("[project\n", "it is no TOML"),
        ('[project]\nname = "other"\n', "no entry point in the group rexian.jurisdictions"),
    ],
)
def test_a_folder_that_holds_no_plugin(tmp_path, project, told):
    if project is not None:
        (tmp_path / "pyproject.toml").write_text(project, encoding="utf-8")
    with pytest.raises(InputError) as refused, beside(tmp_path):
        pass
    assert told in str(refused.value)
    assert str(tmp_path) in str(refused.value)
    assert "\n" not in str(refused.value)


def claim(distribution, value):
    return EntryPoint("village", value, GROUP)._for(SimpleNamespace(name=distribution))


def test_of_several_that_claim_an_id_the_first_by_name_has_it(monkeypatch):
    points = [claim("b-village", "b"), claim("c-village", "c"), claim("a-village", "a")]
    monkeypatch.setattr(discovery, "entry_points", lambda **_: points)
    with pytest.warns(PluginWarning) as told:
        assert installed()["village"].value == "a"
    assert [str(warning.message) for warning in told] == [
        f"a-village and {other} both claim the id village; that of a-village is used"
        for other in ("b-village", "c-village")
    ]
