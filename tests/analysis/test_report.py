"""Reports: what is told of findings and differences is what JSON can hold, in both languages."""

import json

import pytest
from rexian.acknowledged import acknowledge
from rexian.analysis.laxer import upper_of
from rexian.analysis.pairs import Pairing
from rexian.analysis.relation import Relation
from rexian.analysis.report import check_report, pair_report
from rexian.facts import kind
from rexian.model.terms import Term
from rexian.rules.readings import Reading
from rexian.rules.rule import limit, value
from rexian.worktime.period import natural_days, working_days

ART = ("art1",)
INQUIRY, PRAISE = kind.is_("inquiry"), kind.is_("praise")
CITE = [{"document": "town", "locator": "Article 1", "clause": "art1"}]


@pytest.fixture
def checked(checker, prover):
    def tell(side):
        return check_report(checker.check(side, upper_of(side)), prover)

    return tell


@pytest.fixture
def paired(judge, prover):
    def tell(one, other, **more):
        return pair_report(Pairing(judge, prover).pair(one, other), prover, **more)

    return tell


def test_what_is_open_and_what_is_answered_for_is_counted(town, checked):
    check = acknowledge("gap", "close", when=PRAISE, why=("原文如此", "so it is"), per=ART)
    rule = limit("close.x", working_days(3), when=INQUIRY, per=ART)
    told = checked(town(rule, checks=[check]))
    assert (told["by_kind"], told["acknowledged"], told["open"]) == ({"gap": 2}, 1, 1)
    assert [f["acknowledged"] for f in told["findings"]] == [
        {"by": "check", "why": {"zh": "原文如此", "en": "so it is"}},
        None,
    ]


def test_a_gap_is_told_with_its_cases_its_fact_and_a_case_that_is_ruled_silent(town, checked):
    told = checked(town(limit("close.x", working_days(3), when=~PRAISE, per=ART)))
    [found] = json.loads(json.dumps(told))["findings"]
    assert found["when"] == {"zh": "诉求类型 = 感谢", "en": "kind = praise"}
    assert (found["kind"], found["jurisdiction"], found["part"]) == ("gap", "town", "close")
    assert (found["about"], found["rules"], found["against"]) == ("kind", [], None)
    witness = found["witness"]
    assert witness["case"]["ticket"] == {"kind": "praise"}
    assert witness["case"]["jurisdiction"] == "town"
    assert witness["rulings"]["town"]["close"]["status"] == "silent"


def test_a_conflict_is_told_with_every_rule_what_it_says_and_where(town, checked):
    rules = (
        limit("close.all", working_days(3), per=ART),
        limit("close.x", natural_days(60), when=INQUIRY, followed="专门 / special", per=ART),
    )
    [found] = checked(town(*rules))["findings"]
    assert [rule["rule"] for rule in found["rules"]] == ["close.x", "close.all"]
    first = found["rules"][0]
    assert first["says"] == {"zh": "60个自然日", "en": "60 d"}
    assert first["citations"] == CITE
    assert (first["layer"], first["inherited"]) == ("town", False)
    assert found["acknowledged"]["by"] == "followed"
    assert found["witness"]["rulings"]["town"]["close"]["status"] == "conflict"


def test_a_laxer_rule_is_told_beside_the_one_above_with_a_start_that_shows_it(town, checked):
    """Published to 31 December 2026, a Thursday: from the 28th the 30th and the 31st."""
    city = town(limit("close.city", working_days(2), per=ART), name="city")
    bureau = town(limit("close.own", working_days(3), per=ART), under=city.jurisdiction)
    [found] = checked(bureau)["findings"]
    assert [rule["rule"] for rule in found["against"]["rules"]] == ["close.city"]
    assert (found["against"]["jurisdiction"], found["against"]["part"]) == ("city", "close")
    assert found["starts"] == {
        "earlier": None,
        "later": {
            "start": "2026-12-28T23:59:59+08:00",
            "first_due_at": "2026-12-31T23:59:59+08:00",
            "second_due_at": "2026-12-30T23:59:59+08:00",
        },
    }
    rulings = found["witness"]["rulings"]
    assert {place: ruled["close"]["rule"] for place, ruled in rulings.items()} == {
        "town": "close.own",
        "city": "close.city",
    }


def test_a_dead_rule_is_told_without_a_case(town, checked):
    never = limit("close.x", working_days(3), when=INQUIRY & PRAISE, per=ART)
    [found] = checked(town(never))["findings"]
    assert (found["when"], found["witness"]) == ({"zh": "（无）", "en": "(none)"}, None)


ONE = (
    limit("close.inquiry", working_days(2), when=INQUIRY, per=ART),
    limit("close.rest", natural_days(4), when=~INQUIRY, per=ART),
    limit("sign.x", working_days(1), per=ART),
)
OTHER = (limit("close.all", working_days(3), per=ART),)


def test_differences_are_counted_by_relation_those_of_one_side_by_its_id(town, paired):
    told = paired(town(*ONE), town(*OTHER, name="other"))
    assert (told["first"], told["second"]) == ("town", "other")
    assert {name: n for name, n in told["totals"].items() if n} == {
        "stricter": 1,
        "not_comparable": 1,
        "only_town": 1,
    }
    assert told["by_question"]["sign"]["only_town"] == 1
    assert set(told["totals"]) == {
        "same", "stricter", "looser", "only_town", "only_other", "not_comparable",
    }  # fmt: skip


def test_a_difference_is_told_from_both_sides_with_one_case_ruled_by_both(town, paired):
    told = json.loads(json.dumps(paired(town(*ONE), town(*OTHER, name="other"))))
    [stricter] = [d for d in told["differences"] if d["relation"] == "stricter"]
    assert stricter["when"]["en"] == "kind = inquiry"
    assert stricter["first"]["says"] == {"zh": "2个工作日", "en": "2 wd"}
    assert stricter["second"]["says"] == {"zh": "3个工作日", "en": "3 wd"}
    rulings = stricter["witness"]["rulings"]
    assert {place: r["close"]["outcome"]["limit"]["n"] for place, r in rulings.items()} == {
        "town": 2,
        "other": 3,
    }
    [alone] = [d for d in told["differences"] if d["relation"] == "only_town"]
    assert alone["second"]["rules"] == []
    assert alone["second"]["says"]["en"] == "not laid down"


def test_limits_that_have_no_order_are_told_with_a_start_each_way(town, paired):
    told = paired(town(*ONE), town(*OTHER, name="other"))
    [mixed] = [d for d in told["differences"] if d["relation"] == "not_comparable"]
    assert mixed["starts"]["earlier"]["start"] == "2026-12-25T23:59:59+08:00"
    assert mixed["starts"]["later"]["start"] == "2026-12-27T23:59:59+08:00"


def test_everything_is_counted_though_not_everything_is_listed(town, paired):
    told = paired(town(*ONE), town(*OTHER, name="other"), listed={Relation.STRICTER})
    assert [d["relation"] for d in told["differences"]] == ["stricter"]
    assert told["totals"]["not_comparable"] == 1


def test_under_which_readings_a_case_is_ruled_is_told_where_they_were_chosen(town, checked):
    read = Reading(
        id="which", zh="哪种", en="which", default="one", per=(), why=("甲", "because"),
        choices=(Term("one", "一", "one"), Term("silent", "无", "none")),
    )  # fmt: skip
    rule = value("dispatch.by.x", {"by": "hotline_centre"}, when=read.is_("one"), per=ART)
    [found] = checked(town(rule, readings=[read]))["findings"]
    assert found["hangs_on"] == "which"
    assert found["readings"] == {"which": "silent"}
    assert found["witness"]["readings"] == {"town": {"which": "silent"}}
    assert found["acknowledged"] == {
        "by": "reading", "reading": "which", "why": {"zh": "甲", "en": "because"},
    }  # fmt: skip
