"""Plans: rules sorted to their questions, and everything worked out before it is needed."""

from itertools import pairwise

import pytest
from rexian.errors import DefinitionError
from rexian.model.terms import Term, Terms
from rexian.rules.conditions import ALWAYS
from rexian.rules.facts import Choice, Flag
from rexian.rules.nodes import Node, derived
from rexian.rules.plan import Asked, build_plan, part_of
from rexian.rules.question import Clock, Finding, Mode, Part, Question, Start
from rexian.rules.rule import before, given, limit, same_as, steps, value
from rexian.rules.table import Enacted
from rexian.worktime.period import working_days

DAY = working_days(1)
loud = Flag(id="loud", zh="响", en="loud")
late = Flag(id="late", zh="迟", en="late", optional=True)
CLOCK = Clock("began", "dispatched", "ended", starts={"signed": Start("signed_at", "signed")})


def question(name, *parts, nodes=()):
    return Question(
        id=name,
        zh=name,
        en=name,
        parts=parts or (Part(name, clock=CLOCK),),
        describe=lambda _: Finding("silent", None, ()),
        nodes=nodes,
    )


def node(name, *needs):
    return Node(name, lambda _o, _v: None, needs)


CLOSE, EXTEND = question("close"), question("extend")
MOMENTS = (node("began"), node("ended"), node("signed_at"))


def plan(*rules, questions=(CLOSE, EXTEND), nodes=MOMENTS, base=("loud",), upper=()):
    enacted = [Enacted(rule, "town", 0) for rule in rules]
    enacted += [Enacted(rule, "city", 1) for rule in upper]
    return build_plan(questions, nodes, dict.fromkeys(base), {}, enacted)


def order(built):
    return [step.id for step in built.steps]


def test_everything_comes_after_what_it_needs():
    asked = limit("extend.late", DAY, when=late & loud, per=())
    overdue = derived(late, lambda _o, v: v["close"].late, needs=["close"])
    built = plan(limit("close.all", DAY, per=()), asked, nodes=(*MOMENTS, overdue))
    places = {name: place for place, name in enumerate(order(built))}
    assert places["began"] < places["close"] < places["late"] < places["extend"]
    assert places["ended"] < places["close"]


def test_only_what_the_rules_call_for_is_worked_out():
    assert order(plan()) == ["extend", "close"] or order(plan()) == ["close", "extend"]
    assert set(order(plan(limit("close.all", DAY, per=())))) == {
        "close", "extend", "began", "ended", "signed_at",
    }  # fmt: skip


def test_given_facts_are_no_steps():
    assert "loud" not in order(plan(limit("close.loud", DAY, when=loud, per=())))


def test_a_questions_own_nodes_are_wanted_once_a_document_speaks_on_it():
    asked = question("close", nodes=("extra",))
    nodes = (*MOMENTS, node("extra", "deeper"), node("deeper"))
    assert "extra" not in order(plan(questions=[asked], nodes=nodes))
    spoken = order(plan(limit("close.all", DAY, per=()), questions=[asked], nodes=nodes))
    assert spoken.index("deeper") < spoken.index("extra")


@pytest.mark.parametrize("rule", [
    same_as("extend.with", "close", per=()),
    before("extend.before", "close", DAY, per=()),
])  # fmt: skip
def test_a_clock_that_hangs_on_another_comes_after_it(rule):
    spoken = order(plan(rule, limit("close.all", DAY, per=())))
    assert spoken.index("close") < spoken.index("extend")


def test_a_limit_given_elsewhere_needs_the_time_given():
    rule = given("close.given", "close", per=())
    assert "given.close.at" in order(plan(rule, nodes=(*MOMENTS, node("given.close.at"))))
    with pytest.raises(DefinitionError, match=r"there is no fact given\.close\.at"):
        plan(rule)


def test_questions_that_need_one_another_are_refused_with_their_ring():
    rules = [same_as("close.with", "extend", per=()), same_as("extend.with", "close", per=())]
    with pytest.raises(DefinitionError) as refused:
        plan(*rules)
    told = str(refused.value)
    assert told.startswith("questions need one another in a ring: ")
    ring = told.rpartition(": ")[2].split(" -> ")
    assert ring in (["close", "extend", "close"], ["extend", "close", "extend"])


def test_the_ring_is_printed_in_the_order_of_need():
    """close asks late, which reads extend, which is due with close."""
    overdue = derived(late, lambda _o, v: v["extend"].late, needs=["extend"])
    rules = [limit("close.late", DAY, when=late, per=()), same_as("extend.with", "close", per=())]
    with pytest.raises(DefinitionError) as refused:
        plan(*rules, nodes=(*MOMENTS, overdue))
    ring = str(refused.value).rpartition(": ")[2].split(" -> ")
    assert set(ring) == {"close", "late", "extend"}
    needs = {("close", "late"), ("late", "extend"), ("extend", "close")}
    assert set(pairwise(ring)) == needs


def test_a_fact_that_nobody_works_out_is_refused_with_the_nearest():
    lost = Flag(id="laud", zh="?", en="?")
    with pytest.raises(DefinitionError, match="there is no fact laud; did you mean loud"):
        plan(limit("close.all", DAY, when=lost, per=()))


def test_a_rule_of_no_question_is_refused_with_the_nearest():
    with pytest.raises(
        DefinitionError, match=r"rule clsoe\.all answers no known question; did you mean close"
    ):
        plan(limit("clsoe.all", DAY, per=()))


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (
            value("close.all", {}, per=()),
            "close.all: close is written with limit, given, same_as or before, not value",
        ),
        (limit("plain.all", DAY, per=()), "plain.all: plain is written with value, not limit"),
        (value("rows.all", {}, per=()), "rows.all: rows is written with steps, not value"),
        (steps("cap.all", {}, per=()), "cap.all: cap is written with value or limit, not steps"),
        (
            limit("cap.all", DAY, start="signed", per=()),
            "cap.all: cap cannot start from 'signed'",
        ),
        (
            value("told.all", {"by": "handler"}, per=()),
            "told.all: told needs mode, as in value('told.all', {'mode': …}, …)",
        ),
        (
            value("cap.all", {"cap": DAY}, per=()),
            "cap.all says cap: 1wd; a period stands by itself, as in limit('cap.all', …)",
        ),
    ],
)
def test_a_rule_that_its_part_cannot_have_is_refused(rule, said):
    named = ("close", "plain", "rows", "cap", "told")
    forms = {"rows": ("steps",), "cap": ("value", "limit")}
    parts = [
        Part(
            name,
            clock=CLOCK if name == "close" else None,
            untimed=forms.get(name, ("value",)),
            needs="mode" if name == "told" else "",
        )
        for name in named
    ]
    asked = [question(part.id, part) for part in parts]
    with pytest.raises(DefinitionError) as refused:
        plan(rule, questions=asked)
    assert str(refused.value) == said


def test_two_rules_of_one_document_have_two_names():
    rule = limit("close.all", DAY, per=())
    with pytest.raises(DefinitionError, match=r"town has two rules called close\.all"):
        plan(rule, rule)
    assert len(plan(rule, upper=[rule]).rules) == 2


def test_a_start_that_the_clock_does_not_have_is_refused_with_the_nearest():
    with pytest.raises(
        DefinitionError, match=r"close\.all: close cannot start from 'sined'; did you mean signed"
    ):
        plan(limit("close.all", DAY, start="sined", per=()))


@pytest.mark.parametrize(
    ("rule", "part"),
    [
        ("close.all", "close"),
        ("extension.may.ground", "extension.may"),
        ("extension.bar.no.reason", "extension.bar"),
        ("close.special.law", "close"),
    ],
)
def test_a_rule_answers_the_longest_part_that_its_name_starts_with(rule, part):
    parts = ("close", "extension.may", "extension.bar", "special.law")
    assert part_of(rule, parts) == part


def test_a_rule_needs_a_name_of_its_own_besides_its_part():
    with pytest.raises(DefinitionError, match="rule close answers no known question"):
        part_of("close", ["close"])


def tables(mode):
    asked = question("ground", Part("ground", mode))
    own = [value("ground.a", {}, per=()), value("ground.b", {}, when=loud, per=())]
    return plan(*own, questions=[asked], upper=[value("ground.a", {}, per=())]).parts["ground"]


def named(asked: Asked):
    return [[(e.layer, e.rule.id) for e in table.rules] for table in asked.tables]


def test_the_nearest_document_answers_from_one_table():
    nearest = plan(
        value("ground.a", {}, when=loud, per=()),
        questions=[question("ground", Part("ground", Mode.NEAREST))],
        upper=[value("ground.a", {}, per=())],
    ).parts["ground"]
    assert named(nearest) == [[("town", "ground.a"), ("city", "ground.a")]]


def test_grounds_have_a_table_each_whoever_states_them():
    assert named(tables(Mode.GROUNDS)) == [
        [("town", "ground.a")], [("town", "ground.b")], [("city", "ground.a")],
    ]  # fmt: skip


def test_where_the_strictest_holds_each_document_has_a_table():
    assert named(tables(Mode.STRICTEST)) == [
        [("town", "ground.a"), ("town", "ground.b")],
        [("city", "ground.a")],
    ]


def test_the_rules_of_a_plan_are_told_nearest_first():
    built = plan(limit("close.all", DAY, per=()), upper=[limit("close.fallback", DAY, per=())])
    assert [(e.layer, e.rule.id) for e in built.rules] == [
        ("town", "close.all"), ("city", "close.fallback"),
    ]  # fmt: skip


def test_a_jurisdictions_own_words_are_known_to_its_tables():
    channel = Choice(
        id="loud", zh="?", en="?", open=True, terms=Terms("words", (Term("a", "甲", "a"),))
    )
    wider = Choice(
        id="loud",
        zh="?",
        en="?",
        terms=Terms("words", (Term("a", "甲", "a"), Term("b", "乙", "b"))),
    )
    rules = [Enacted(limit("close.b", DAY, when=channel.is_("b"), per=()), "town", 0)]
    built = build_plan([CLOSE], MOMENTS, {"loud": "b"}, {"loud": wider}, rules)
    assert built.parts["close"].tables[0].decide({"loud": "b"}).outcome.period == DAY
    with pytest.raises(DefinitionError, match="asks whether loud is 'b', which it cannot be"):
        build_plan([CLOSE], MOMENTS, {"loud": "b"}, {}, rules)


def test_a_name_is_either_a_question_or_a_node():
    with pytest.raises(DefinitionError, match="close is both a question and a node"):
        plan(nodes=(*MOMENTS, node("close")))


def test_a_part_may_apply_to_some_cases_only():
    asked = question("close", Part("close", applies=loud, clock=CLOCK))
    built = plan(limit("close.all", DAY, when=ALWAYS, per=()), questions=[asked])
    table = built.parts["close"].tables[0]
    assert [table.decide({"loud": held}).__class__.__name__ for held in (True, False)] == [
        "Decided", "Verdict",
    ]  # fmt: skip
