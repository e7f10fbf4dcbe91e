"""Variants by name: shipped with plugins, from files of the user's own, several at once."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest
from rexian.errors import InputError, PluginWarning
from rexian.reforms.variants import beside, shipped, varied
from rexian.rules.rule import clause, limit
from rexian.worktime.period import working_days

TEXT = """\
reform: {name}
of: {of}
title: {{zh: 改, en: change}}
cites: y
changes:
- {{replace: close.all, limit: {limit}, per: x}}
"""


def days(place):
    [close] = [rule for rule in place.layer("shire").rules if rule.id == "close.all"]
    return str(close.outcome.period)


@pytest.fixture
def ships(tmp_path, monkeypatch):
    """Make an importable package that ships these reforms."""

    def make(package, **reforms):
        folder = tmp_path / "plugins" / package / "reforms"
        folder.mkdir(parents=True)
        (folder.parent / "__init__.py").touch()
        for name, text in reforms.items():
            (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
        monkeypatch.syspath_prepend(str(tmp_path / "plugins"))
        monkeypatch.setitem(sys.modules, package, None)
        del sys.modules[package]
        return package

    return make


@pytest.fixture
def shire(enact, ships):
    """A shire whose plugin ships two reforms of it."""
    quick, slow = (
        TEXT.format(name=name, of="shire", limit=days)
        for name, days in (("quick", "5wd"), ("slow", "20wd"))
    )
    place = enact(limit("close.all", working_days(10), per=clause("art1")), name="shire")
    package = ships("rexian_shire", quick=quick, slow=slow)
    return replace(place, layers=(replace(place.layers[0], package=package),), _plans={})


@pytest.fixture
def ward(enact, shire):
    """A ward of the shire, with nothing shipped and a rule of its own."""
    return enact(limit("sign.all", working_days(1), per=clause("art1")), under=shire, name="ward")


@pytest.fixture
def own(tmp_path, monkeypatch):
    """Write a reform of the user's own and return its path, as seen from where the user is."""
    monkeypatch.chdir(tmp_path)

    def make(name="mine", of="shire", limit="7wd", file=None):
        path = tmp_path / (file or f"{name}.yaml")
        path.write_text(TEXT.format(name=name, of=of, limit=limit), encoding="utf-8")
        return path.name

    return make


def test_a_shipped_reform_goes_by_its_name(shire):
    found = varied(shire, "quick")
    assert (found.id, days(found), days(shire)) == ("shire+quick", "5wd", "10wd")


def test_it_is_there_for_those_below_too(ward):
    found = varied(ward, "quick")
    assert (found.id, days(found)) == ("ward+quick", "5wd")
    assert [heading.id for heading in shipped(ward)] == ["quick", "slow"]


def test_several_are_made_in_order(shire):
    found = varied(shire, "quick+slow")
    assert (found.id, days(found)) == ("shire+quick+slow", "20wd")
    assert days(varied(shire, "slow+quick")) == "5wd"


def test_once_made_a_variant_is_kept(shire):
    assert varied(shire, "quick") is varied(shire, "quick")


def test_a_file_is_named_by_its_path_and_from_then_on_by_its_name(shire, own):
    found = varied(shire, own())
    assert (found.id, days(found)) == ("shire+mine", "7wd")
    assert varied(shire, "mine") is found
    assert varied(shire, "./mine.yaml+quick").id == "shire+mine+quick"


def test_an_edited_file_is_read_again(shire, own):
    assert days(varied(shire, own(limit="7wd"))) == "7wd"
    assert days(varied(shire, own(limit="8wd"))) == "8wd"


def test_a_plus_in_a_path_parts_nothing(shire, own):
    assert days(varied(shire, own(file="a+b.yaml"))) == "7wd"


def test_a_file_may_not_take_the_name_of_a_shipped_one(shire, own):
    with pytest.raises(InputError, match=r"mine.yaml: a reform called quick is shipped already"):
        varied(shire, own(name="quick", file="mine.yaml"))


def test_a_copy_of_a_shipped_one_is_that_one(shire, own):
    assert days(varied(shire, own(name="quick", limit="5wd"))) == "5wd"


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("quik", "shire has no reform 'quik'; did you mean quick?"),
        ("zzz", "shire has no reform 'zzz'; known: quick, slow"),
        ("quick+quick", "shire+quick has the reform quick already"),
        ("", "shire has no reform ''"),
        ("./none.yaml", "none.yaml: No such file"),
    ],
)
def test_an_unknown_one_is_told_with_the_nearest(shire, own, asked, told):
    own("another")
    with pytest.raises(InputError) as refused:
        varied(shire, asked)
    assert str(refused.value).startswith(told)


def test_where_none_is_shipped_a_file_is_suggested(town):
    with pytest.raises(InputError, match=r"'quick'; none is shipped: name a file, as in town\+\./"):
        varied(town, "quick")


def test_rules_that_do_not_fit_together_are_one_line(shire, own):
    path = own()
    with Path(path).open("a", encoding="utf-8") as file:
        file.write("- {add: close.a, limit: 1d, over: close.b, per: x}\n")
        file.write("- {add: close.b, limit: 1d, over: close.a, per: x}\n")
    with pytest.raises(
        InputError, match=r"mine.yaml: the rules do not fit together: rules go over"
    ):
        varied(shire, path)


def test_of_two_documents_that_ship_one_name_the_nearest_has_it(enact, ships, shire):
    text = TEXT.format(name="quick", of="shire", limit="1wd")
    near = enact(under=shire, name="near")
    layer = replace(near.layers[0], package=ships("rexian_near", quick=text))
    place = replace(near, layers=(layer, *near.layers[1:]), _plans={})
    assert days(varied(place, "quick")) == "1wd"
    assert days(varied(shire, "quick")) == "5wd"


def test_a_broken_shipped_file_is_a_warning_and_harms_no_other(enact, ships):
    good = TEXT.format(name="good", of="lea", limit="5wd")
    misnamed = TEXT.format(name="other", of="lea", limit="5wd")
    package = ships("rexian_lea", bad="reform: bad\n", good=good, misnamed=misnamed)
    place = enact(limit("close.all", working_days(10), per=clause("art1")), name="lea")
    place = replace(place, layers=(replace(place.layers[0], package=package),), _plans={})
    with pytest.warns(PluginWarning) as warned:
        assert [heading.id for heading in shipped(place)] == ["good"]
    assert [str(found.message).partition(": ")[0] for found in warned] == [
        "rexian_lea/reforms/bad.yaml, line 1, column 1",
        "rexian_lea/reforms/misnamed.yaml",
    ]


def test_beside_each_place_stand_its_variants(shire, ward, town, own):
    chosen = beside([shire, town, ward], ["quick", own(), "quick+slow"])
    assert [found.id for found in chosen] == [
        "shire", "shire+quick", "shire+mine", "shire+quick+slow",
        "town",
        "ward", "ward+quick", "ward+mine", "ward+quick+slow",
    ]  # fmt: skip


def test_no_place_stands_there_twice(shire):
    chosen = beside([shire, varied(shire, "quick"), shire], ["quick"])
    assert [found.id for found in chosen] == ["shire", "shire+quick"]
    assert beside([shire], []) == [shire]


def test_one_file_by_two_paths_is_one_reform(shire, own):
    path = own()
    chosen = beside([shire], [path, f"./{path}"])
    assert [found.id for found in chosen] == ["shire", "shire+mine"]


def test_a_reform_of_none_of_them_is_refused(shire, town, own):
    with pytest.raises(InputError, match=r"--reform quick: it is a reform of none of: town$"):
        beside([town], ["quick"])
    with pytest.raises(InputError, match=r"--reform quik: .* shire; did you mean quick"):
        beside([shire], ["quik"])
    path = own(of="elsewhere")
    with pytest.raises(InputError, match=f"--reform {path}: it is a reform of none of: shire$"):
        beside([shire], [path])


def test_two_reforms_of_one_name_are_refused(shire, own):
    first = own(file="one.yaml", limit="6wd")
    with pytest.raises(InputError, match=r"two reforms are called shire\+mine"):
        beside([shire], [first, own(file="two.yaml", limit="8wd")])
