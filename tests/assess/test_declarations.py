"""Declarations of assessment: what an author may get wrong is told in one line."""

import pytest
from rexian.assess.declarations import Assessment, Exclusion, at, by, count_of, due, mean, ratio
from rexian.assess.indicators import check_indicators
from rexian.errors import DefinitionError
from rexian.facts import kind
from rexian.rules.conditions import ALWAYS
from rexian.rules.rule import art

pytestmark = pytest.mark.usefixtures("english")
MONTH = by(at("dispatch_at"))
NAMED = {"zh": "率", "en": "rate", "per": art("4")}


def rate(**more):
    told = {"of": ALWAYS, "among": ALWAYS, "month": MONTH, **NAMED, **more}
    return ratio("rate", **told)


def time(**more):
    return mean(
        "time", **{"start": "dispatch_at", "end": "closed_at", "month": MONTH, **NAMED, **more}
    )


@pytest.mark.parametrize(
    ("write", "said"),
    [
        (
            lambda: rate(excluding=(Exclusion("counted_in_assessment"),)),
            """excluding is a tuple of Exclusion; write one Exclusion("counted_in_assessment")""",
        ),
        (lambda: rate(of=kind), "indicator rate: of is a Choice; write a condition: "),
        (lambda: rate(among="all"), "indicator rate: among is 'all'; write a condition: "),
        (lambda: rate(month=at("closed_at")), "indicator rate: month is a Moment; write month_of("),
        (lambda: rate(per="art4"), "indicator rate: per is 'art4'; write per=art("),
        (lambda: rate(note="no"), "indicator rate: note is 'no'; write ("),
        (lambda: time(start=at("dispatch_at")), "indicator time: start is a Moment; write "),
        (lambda: count_of("n", of=True, month=MONTH, **NAMED), "indicator n: of is True; write a"),
        (lambda: by("closed_at"), "month_of is a tuple of str; write moment_of("),
        (lambda: Exclusion(kind), "part is a Choice; write "),
        (
            lambda: Exclusion("close", when="x"),
            "Exclusion('close'): when is 'x'; write a condition",
        ),
        (lambda: Assessment(indicators=rate()), "assessment: indicators is a Indicator; write ("),
        (lambda: Assessment(rules=(rate(),)), "assessment: rules is a tuple of Indicator; write"),
        (lambda: Assessment(units="x"), "assessment: units is 'x'; write rules: "),
    ],
)
def test_what_is_of_the_wrong_kind_is_refused_where_it_stands(write, said):
    with pytest.raises(DefinitionError) as refused:
        write()
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("indicator", "said"),
    [
        (
            rate(excluding=Exclusion("counted")),
            "rate: Exclusion('counted') names no grounds; did you mean counted_in_assessment?",
        ),
        (rate(excluding=Exclusion("xyz")), "names no grounds; there are accept.refuse, "),
        (rate(month=by(due("clse"))), "due_of('clse') names no clock; did you mean close?"),
        (rate(month=by(at("closed"))), "moment_of('closed') names no instant; did you mean "),
        (time(end="finished_at"), "indicator time: end('finished_at') names no instant; "),
    ],
)
def test_what_an_indicator_names_is_there(indicator, said):
    with pytest.raises(DefinitionError) as refused:
        check_indicators([rate(), indicator])
    assert said in str(refused.value)


def test_sound_ones_pass():
    check_indicators(
        [rate(excluding=Exclusion("counted_in_assessment")), time(), rate(month=by(due("close")))]
    )
