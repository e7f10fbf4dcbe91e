"""What tests of reforms share: a town with a few rules, and reforms of it written as text."""

import pytest
from rexian.facts import given_close, kind
from rexian.model.terms import Term
from rexian.reforms.apply import reformed
from rexian.reforms.places import Source
from rexian.reforms.read import read_reform
from rexian.rules.readings import Reading
from rexian.rules.rule import clause, given, limit, steps, value
from rexian.worktime.period import working_days

HEADING = "reform: faster\nof: town\ntitle: {zh: 加快, en: Faster}\ncites: 设想文件\nchanges:\n"
FREE_DAY = Reading(
    id="free_day",
    zh="当日是否计入",
    en="whether the day itself counts",
    choices=(Term("yes", "计入", "it does"), Term("no", "不计入", "it does not")),
    default="no",
    per=clause("art9"),
    why=("沿用惯例", "as is usual"),
)
ONE, TWO, THREE = clause("art1"), clause("art2"), clause("art3")


@pytest.fixture(scope="session")
def town(enact):
    """A town that limits closing by kind, returning from the signing, and extensions."""
    return enact(
        limit("close.inquiry", working_days(2), when=kind.is_("inquiry"), per=ONE),
        limit("close.complaint", working_days(10), when=kind.is_("complaint"), per=ONE),
        given(
            "close.set",
            "close",
            when=given_close.is_("law"),
            over=("close.inquiry", "close.complaint"),
            per=TWO,
        ),
        limit("return.all", working_days(1), start="signed", strength="in_principle", per=THREE),
        value("extension.may.any", {}, per=THREE),
        value("extension.times.once", {"max_times": 1, "times_strength": "must"}, per=THREE),
        steps("signoff.head", {"role": "unit_head", "fields": ("lead",)}, per=THREE),
        readings=(FREE_DAY,),
    )


@pytest.fixture(scope="session")
def read(town):
    """Read the changes of a reform of the town, or of another place."""

    def make(changes, place=town, heading=HEADING):
        return read_reform(Source("faster.yaml", heading + changes), place)

    return make


@pytest.fixture(scope="session")
def amend(town, read):
    """Return the town, or another place, with these changes made."""

    def make(changes, place=town, heading=HEADING):
        return reformed(place, read(changes, place, heading))

    return make


@pytest.fixture(scope="session")
def rules():
    """Return the rules of a place's own document by id."""

    def by_id(place):
        return {rule.id: rule for rule in place.layers[0].rules}

    return by_id
