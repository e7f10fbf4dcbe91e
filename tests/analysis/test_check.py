"""Check: what is acknowledged masks its own cases alone, and every finding is shown by a case."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rexian.acknowledged import acknowledge
from rexian.analysis.laxer import upper_of
from rexian.analysis.report import told_cells
from rexian.analysis.sides import Side
from rexian.errors import DefinitionError
from rexian.facts import adverse_effect, difficult, kind
from rexian.model.terms import Term
from rexian.rules.outcomes import Limit
from rexian.rules.readings import Reading
from rexian.rules.rule import limit, value
from rexian.worktime.period import working_days

ART = ("art1",)
INQUIRY, HELP, PRAISE = (kind.is_(k) for k in ("inquiry", "help", "praise"))
WHY = ("原文如此", "the text has it so")


def so(finding="gap", part="close", **more):
    return acknowledge(finding, part, why=WHY, per=ART, **more)


@pytest.fixture
def told(checker):
    """What is found of a side: kind, part, cases, and by what it is answered for."""

    def tell(side):
        return {
            (
                c.finding.kind,
                c.finding.part.id,
                told_cells(c.finding.side, c.finding.grid, c.finding.cells)["en"],
                c.reason and c.reason.by,
            )
            for c in checker.check(side, upper_of(side))
        }

    return tell


SOME = limit("close.some", working_days(3), when=INQUIRY | HELP, per=ART)


def test_a_finding_of_which_nothing_is_said_stays_open(town, told):
    assert told(town(SOME)) == {("gap", "close", "not kind in {inquiry, help}", None)}


def test_an_acknowledgement_masks_its_cases_and_no_others(town, told):
    assert told(town(SOME, checks=[so(when=PRAISE)])) == {
        ("gap", "close", "kind = praise", "check"),
        ("gap", "close", "not kind in {inquiry, help, praise}", None),
    }


def test_a_fault_planted_beside_what_is_acknowledged_is_found(town, told):
    """Thanks alone are left out; then the limit for help is lost as well."""
    checks = [so(when=~(INQUIRY | HELP))]
    assert told(town(SOME, checks=checks)) == {
        ("gap", "close", "not kind in {inquiry, help}", "check")
    }
    faulty = limit("close.some", working_days(3), when=INQUIRY, per=ART)
    assert told(town(faulty, checks=checks)) == {
        ("gap", "close", "not kind in {inquiry, help}", "check"),
        ("gap", "close", "kind = help", None),
    }


def test_each_acknowledgement_answers_for_what_the_ones_before_it_left(town, told):
    checks = [so(when=PRAISE & difficult), so(when=PRAISE | kind.is_("other"))]
    assert told(town(SOME, checks=checks)) == {
        ("gap", "close", "kind in {praise, other}", "check"),
        ("gap", "close", "kind in {complaint, report, suggestion, opinion}", None),
        ("stale", "close", "kind = praise and difficult", None),
    }


def test_an_acknowledgement_is_of_one_part_and_one_kind_of_finding(town, told):
    checks = [so("conflict"), so(part="redo")]
    found = told(town(SOME, checks=checks))
    assert ("gap", "close", "not kind in {inquiry, help}", None) in found
    assert {entry[:3] for entry in found if entry[0] == "stale"} == {
        ("stale", "close", "always"),
        ("stale", "redo", "always"),
    }


def test_what_is_acknowledged_in_vain_is_a_finding(town, told):
    full = limit("close.all", working_days(3), per=ART)
    assert told(town(full, checks=[so(when=PRAISE)])) == {("stale", "close", "kind = praise", None)}


def test_what_is_acknowledged_of_no_part_is_the_plugin_s_mistake(town, checker):
    side = town(SOME, checks=[so(part="clsoe")])
    with pytest.raises(DefinitionError, match=r"clsoe.*did you mean close"):
        list(checker.check(side, None))


def test_there_is_no_acknowledging_of_what_is_no_finding():
    with pytest.raises(DefinitionError, match=r"gpa.*did you mean gap"):
        so("gpa")


@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_what_is_answered_for_and_what_stays_open_are_what_was_found(town, checker, random, data):
    rules = data.draw(random.rules("close", [Limit(working_days(2)), Limit(working_days(4))], 3))
    conditions = data.draw(st.lists(random.conditions, max_size=2))
    checks = [so(finding, when=when) for when in conditions for finding in ("gap", "conflict")]
    answered, left, plain = set(), set(), set()
    for c in checker.check(town(*rules, checks=checks), None):
        if c.finding.kind in {"gap", "conflict"}:
            cases = cases_of(random, c.finding)
            (answered if c.reason and c.reason.by == "check" else left).update(cases)
    for c in checker.check(town(*rules), None):
        if c.finding.kind in {"gap", "conflict"}:
            plain.update(cases_of(random, c.finding))
    assert answered | left == plain
    assert answered == {
        entry for entry in plain if any(when.holds(dict(entry[1:])) for when in conditions)
    }


def cases_of(random, finding):
    return {(finding.kind, *case.items()) for case in random.falling(finding.grid, finding.cells)}


def clash(**more):
    return (
        limit("close.all", working_days(3), per=ART),
        limit("close.help", working_days(5), when=HELP, per=ART, **more),
    )


def test_a_conflict_is_answered_for_by_naming_the_rule_to_follow(town, checker):
    assert [c.reason for c in checker.check(town(*clash()), None)] == [None]
    [found] = checker.check(town(*clash(followed="特别规定 / it is special")), None)
    assert (found.reason.by, found.reason.why) == ("followed", ("特别规定", "it is special"))
    [found] = checker.check(town(*clash(followed="it is special")), None)
    assert found.reason.why == ("it is special", "it is special")


def test_an_overlap_can_only_be_acknowledged(town, told):
    same = (SOME, limit("close.too", working_days(3), when=HELP, per=ART, followed="x"))
    rest = limit("close.rest", working_days(9), when=~(INQUIRY | HELP), per=ART)
    assert told(town(*same, rest)) == {("overlap", "close", "kind = help", None)}
    assert told(town(*same, rest, checks=[so("overlap")])) == {
        ("overlap", "close", "kind = help", "check")
    }


NEVER = [
    limit(f"close.{name}", working_days(9), when=INQUIRY & HELP, over=("close.all",), per=ART)
    for name in ("one", "two")
]
ALL = limit("close.all", working_days(3), per=ART)


def test_a_rule_that_no_case_meets_is_acknowledged_by_name(town, checker):
    side = town(ALL, *NEVER, checks=[so("dead", rule="close.one", when=adverse_effect)])
    found = {c.finding.rules[0].rule.id: c.reason for c in checker.check(side, None)}
    assert found["close.one"].why == WHY
    assert found["close.two"] is None
    assert len(list(checker.check(side, None))) == 2


def test_a_laxer_rule_is_answered_for_in_the_cases_named(town, told):
    city = town(ALL, name="city")
    own = limit("close.own", working_days(9), when=INQUIRY | HELP, per=ART)
    bureau = town(own, under=city.jurisdiction, checks=[so("laxer", when=HELP)])
    assert told(bureau) == {
        ("laxer", "close", "kind = help", "check"),
        ("laxer", "close", "kind = inquiry", None),
    }


READ = Reading(
    id="own_days", zh="几日", en="days", default="nine", per=(), why=("甲", "because"),
    choices=(Term("nine", "九日", "nine"), Term("two", "两日", "two")),
)  # fmt: skip


def lengths(reading):
    return (
        limit("close.nine", working_days(9), when=reading.is_("nine"), per=ART),
        limit("close.two", working_days(2), when=reading.is_("two"), per=ART),
    )


def test_a_laxer_rule_tells_on_which_reading_it_hangs_and_stays_open(town, checker):
    city = town(ALL, name="city")
    bureau = town(*lengths(READ), readings=[READ], under=city.jurisdiction)
    [found] = checker.check(bureau, upper_of(bureau))
    assert (found.finding.hangs_on, found.reason) == (READ, None)


def test_it_is_no_answer_that_the_document_above_can_be_read_otherwise(town, told):
    city = town(*lengths(READ), name="city", readings=[READ])
    own = limit("close.own", working_days(20), per=ART)
    assert ("laxer", "close", "always", None) in told(town(own, under=city.jurisdiction))


def test_a_silence_as_read_is_open_and_one_under_another_reading_is_answered_for(town, told):
    named = limit("close.help", working_days(3), when=HELP & READ.is_("nine"), per=ART)
    rest = limit("close.rest", working_days(3), when=~HELP, per=ART)
    side = town(named, rest, readings=[READ])
    assert told(side) == {("gap", "close", "kind = help", "reading")}
    other = Side(side.jurisdiction, {"own_days": "two"})
    assert told(other) == {("gap", "close", "kind = help", None)}


def test_findings_that_no_case_can_show_are_left_out(town, checker):
    """What is hard is not accepted for it is refused: there nothing is left unsaid."""
    parts = (
        value("accept.decision.take", {"decision": "accept"}, when=~difficult, per=ART),
        value("accept.refuse.hard", {}, when=difficult, per=ART),
    )
    assert list(checker.check(town(*parts), None)) == []
    assert [c.finding.part.id for c in checker.check(town(parts[0]), None)] == ["accept.decision"]


def test_every_finding_but_a_dead_rule_and_a_stale_check_has_a_witness(town, checker):
    clashing = limit("close.too", working_days(5), when=HELP, per=ART)
    never = limit("close.never", working_days(5), when=INQUIRY & HELP, per=ART)
    side = town(SOME, clashing, never, checks=[so("gap", "redo")])
    found = {c.finding.kind: c.witness is not None for c in checker.check(side, None)}
    assert found == {"gap": True, "conflict": True, "dead": False, "stale": False}


def test_under_another_reading_nothing_is_acknowledged_in_vain(town, told):
    """What the document leaves unsaid as it is read by default may be said as read otherwise."""
    rules = limit("close.x", working_days(3), when=~HELP | READ.is_("two"), per=ART)
    side = town(rules, readings=[READ], checks=[so(when=HELP)])
    assert told(side) == {("gap", "close", "kind = help", "check")}
    assert told(Side(side.jurisdiction, {"own_days": "two"})) == set()


def test_a_reading_is_no_answer_where_another_rule_is_as_lax_as_read_otherwise(town, told):
    city = town(limit("close.city", working_days(1), per=ART), name="city")
    bureau = town(*lengths(READ), readings=[READ], under=city.jurisdiction)
    assert told(bureau) == {("laxer", "close", "always", None)}


def test_what_is_laxer_is_acknowledged_of_the_document_above_and_no_other(town, checker):
    """Under another document, which is laxer still, it is not acknowledged in vain."""
    city, elsewhere = (
        town(limit("close.x", working_days(days), per=ART), name=f"under_{days}").jurisdiction
        for days in (3, 30)
    )
    own = limit("close.own", working_days(9), per=ART)
    bureau = town(own, under=city, checks=[so("laxer")])
    assert [c.finding.kind for c in checker.check(bureau, upper_of(bureau))] == ["laxer"]
    assert list(checker.check(bureau, Side(elsewhere))) == []
    strict = town(limit("close.own", working_days(2), per=ART), under=city, checks=[so("laxer")])
    assert [c.finding.kind for c in checker.check(strict, upper_of(strict))] == ["stale"]
    alone = town(own, checks=[so("laxer")])
    assert [c.finding.kind for c in checker.check(alone, None)] == ["stale"]
