"""Rules: what a plugin's author may get wrong in writing one is told in one line."""

import pytest
from rexian.errors import DefinitionError
from rexian.facts import kind
from rexian.rules.rule import art, before, clause, limit, steps, value
from rexian.worktime.period import working_days

DAY = working_days(1)
FOUR = art("4")


@pytest.mark.parametrize(
    ("write", "said"),
    [
        (
            lambda: limit("sign.a", DAY, per="art4"),
            """sign.a: per is 'art4'; write per=art("4") or per=clause("annex.1")""",
        ),
        (
            lambda: limit("sign.a", DAY, per=(FOUR, art("5"))),
            """sign.a: per is a tuple of tuple; write per=art("4") or per=clause("annex.1")""",
        ),
        (
            lambda: limit("sign.a", DAY, per=FOUR, over="sign.all"),
            """sign.a: over is 'sign.all'; write over=("sign.all",)""",
        ),
        (
            lambda: limit("sign.a", DAY, per=FOUR, over=["sign.all"]),
            """sign.a: over is a list of str; write over=("sign.all",)""",
        ),
        (
            lambda: limit("sign.a", DAY, per=FOUR, editions="2020"),
            """sign.a: editions is '2020'; write editions=("2020",)""",
        ),
        (
            lambda: limit("sign.a", DAY, per=FOUR, when=kind),
            """sign.a: when is a Choice; write a condition: when=kind.is_("inquiry")""",
        ),
        (
            lambda: limit("sign.a", DAY, per=FOUR, followed=True),
            """sign.a: followed is True; write followed="中文 / English\"""",
        ),
        (
            lambda: limit("sign.a", "5wd", per=FOUR),
            "sign.a: its time is '5wd'; write a period: working_days(5)",
        ),
        (
            lambda: before("remind.a", "close", 1, per=FOUR),
            "remind.a: its time is 1; write a period: working_days(5)",
        ),
        (
            lambda: value("dispatch.by.a", "handler", per=FOUR),
            """dispatch.by.a: what it says is 'handler'; write keys: {"by": "handler"}""",
        ),
        (
            lambda: steps("signoff.a", "unit_head", per=FOUR),
            """signoff.a: steps is a tuple of str; write each as {"role": "unit_head"}""",
        ),
        (
            lambda: art("4", "art13.repeat"),
            """art("art13.repeat") cites no clause; write art("13.repeat")""",
        ),
    ],
)
def test_a_mistake_names_the_rule_and_what_would_be_right(write, said):
    with pytest.raises(DefinitionError) as refused:
        write()
    assert str(refused.value) == said


def test_articles_are_cited_without_their_art():
    assert art("4", "13.repeat") == ("art4", "art13.repeat") == clause("art4", "art13.repeat")
