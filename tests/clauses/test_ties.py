"""Ties: everything declared is listed with what it cites, and must cite clauses there are."""

from dataclasses import replace

import pytest
from rexian.acknowledged import acknowledge
from rexian.assess.declarations import Assessment, named_only
from rexian.clauses.ties import DECLARATIONS, Tie, check_citations, declarations
from rexian.document import Channels, Prefix
from rexian.duties.declare import every_day
from rexian.duties.duty import duty, item
from rexian.errors import DefinitionError
from rexian.forms import Form, FormField
from rexian.model.terms import Term
from rexian.rules.readings import Reading
from rexian.rules.rule import art, limit, value
from rexian.worktime.period import working_days

READING = Reading(
    id="r", zh="读", en="read", choices=(Term("a", "甲", "a"),), default="a", per=art("2"),
    why=("因", "so"),
)  # fmt: skip
FIELD = FormField(id="name", zh="姓名", en="name", per=art("8"))
DUTY = duty(
    "log_in", every_day(), zh="登录", en="log in", who="unit_head", per=art("5"),
    agenda=(item("hard", zh="疑难", en="hard ones", per=art("6")),),
)  # fmt: skip


@pytest.fixture
def layer(enact):
    rule = limit("sign.all", working_days(1), per=art("1"))
    made = enact(
        rule, readings=[READING], channels=Channels((Prefix("X", ("wechat",), art("3")),))
    ).layers[0]
    figure = named_only("share", zh="率", en="share", per=art("4"), note=("无", "none"))
    use = value("assessment_use.year", {"into": "x"}, per=art("4"))
    form = Form(id="slip", zh="单", en="slip", per=art("7"), fields=(FIELD,))
    left = acknowledge("gap", "close", why=("无", "none"), per=art("9"))
    return replace(
        made,
        assessment=Assessment((), (figure,), (use,)),
        duties=(DUTY,),
        forms=(form,),
        checks=(left,),
    )


def test_everything_declared_is_listed(layer):
    assert list(declarations(layer)) == [
        Tie("rule", "sign.all", art("1")),
        Tie("reading", "r", art("2")),
        Tie("prefix", "X", art("3")),
        Tie("indicator", "share", art("4")),
        Tie("unit_rule", "assessment_use.year", art("4")),
        Tie("duty", "log_in", art("5")),
        Tie("agenda_item", "log_in.hard", art("6")),
        Tie("form", "slip", art("7")),
        Tie("form_field", "slip.name", art("8")),
        Tie("check", "close", art("9")),
    ]


def test_every_kind_has_its_name(layer):
    assert {tie.kind for tie in declarations(layer)} == set(DECLARATIONS.ids)


def test_all_citations_are_right(layer):
    check_citations(layer, layer.clauses())


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize("number", range(1, 9))
def test_a_citation_of_nothing_is_told(layer, number):
    known = {name: found for name, found in layer.clauses().items() if name != f"art{number}"}
    with pytest.raises(DefinitionError) as caught:
        check_citations(layer, known)
    cited = f" cites clause 'art{number}', which clauses.toml does not have; did you mean art"
    assert cited in str(caught.value)
