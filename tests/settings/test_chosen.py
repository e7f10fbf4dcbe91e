"""How a deployment reads its documents."""

import pytest
from rexian.settings.chosen import readings_chosen
from rexian.settings.reading import settings_of
from rexian.settings.ruling import ruling_jurisdiction

pytestmark = pytest.mark.documents


def chosen(tmp_path, **readings):
    raw = {"jurisdiction": "yiyang", "readings": readings}
    settings = settings_of(raw, tmp_path / "rexian.toml", {})
    found = readings_chosen(ruling_jurisdiction(settings), settings)
    return {each.reading.id: each for each in found}


def test_the_default_holds_unless_the_file_says_otherwise(tmp_path):
    one = chosen(tmp_path)["redispatch"]
    assert (one.choice, one.stated) == (one.reading.default, False)
    other = chosen(tmp_path, redispatch="runs_on")["redispatch"]
    assert (other.choice, other.stated) == ("runs_on", True)


def test_the_clauses_that_are_read_are_cited(tmp_path):
    clauses = chosen(tmp_path)["redispatch"].clauses
    assert {each["document"] for each in clauses} == {"yiyang"}
    assert "第十三条" in {each["locator"] for each in clauses}
