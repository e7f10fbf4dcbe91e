"""Tables: every cell as direct evaluation has it, and what cannot be compiled."""

from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rexian.discovery import installed, load
from rexian.errors import DefinitionError
from rexian.rules import table as tables
from rexian.rules.conditions import ALWAYS
from rexian.rules.facts import Flag
from rexian.rules.grid import members
from rexian.rules.outcomes import Limit, Value
from rexian.rules.rule import Rule
from rexian.rules.table import Conflict, Decided, Enacted, Verdict, compile_table
from rexian.worktime.period import working_days

OUTCOMES = (Limit(working_days(1)), Limit(working_days(2)), Value({"by": "centre"}))
slow = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)  # tables of some hundred cells, each worked out by hand


@st.composite
def rule_sets(draw, conditions):
    """Rules of up to three documents; over= never forms a ring, for it looks back only."""
    found = []
    for depth in range(draw(st.integers(1, 3))):
        names = [f"q.r{n}" for n in range(draw(st.integers(0, 4)))]
        for place, name in enumerate(names):
            earlier = st.sets(st.sampled_from(names[:place])) if place else st.just(set())
            rule = Rule(
                name,
                draw(st.sampled_from(OUTCOMES)),
                ("art1",),
                draw(conditions),
                over=tuple(sorted(draw(earlier))),
                followed=draw(st.sampled_from([None, None, "the later clause"])),
            )
            found.append(Enacted(rule, f"layer{depth}", depth))
    return found


def plain(decision):
    """A table's decision in the words of direct evaluation."""
    if isinstance(decision, Verdict):
        return decision.value
    if isinstance(decision, Conflict):
        return frozenset((e.layer, e.rule.id) for e in decision.candidates)
    return tuple((e.layer, e.rule.id) for e in decision.rules)


def cases(table):
    """A case for each cell, in the order of the cells."""
    held = [
        [*(values[-1] for values in axis.classes), *(plane for plane, _ in axis.planes)]
        for axis in table.grid.axes
    ]
    names = [axis.fact.id for axis in table.grid.axes]
    return (dict(zip(names, values, strict=True)) for values in product(*held))


def check_every_cell(table, oracle):
    """Compare every cell with what direct evaluation makes of its completions."""
    axes = table.grid.axes
    every = enumerate(zip(product(*(range(axis.size) for axis in axes)), cases(table), strict=True))
    known, unknown = {}, {}
    for cell, (classes, values) in every:
        if all(index < len(axis.classes) for axis, index in zip(axes, classes, strict=True)):
            known[classes] = (cell, oracle.decide(values))
        else:
            unknown[classes] = cell
    told = [plain(decision) for decision in table.decisions]
    for cell, answer in known.values():
        assert told[table.cells[cell]] == answer
    for classes, cell in unknown.items():
        found = {known[way][1] for way in product(*turns(axes, classes))}
        check_unknown(table, told[table.cells[cell]], found, oracle)


def turns(axes, classes):
    """Per axis, the classes a cell may turn out to be in."""
    for axis, index in zip(axes, classes, strict=True):
        past = index - len(axis.classes)
        yield axis.planes[past][1] if past >= 0 else (index,)


def check_unknown(table, told, found, oracle):
    if len({oracle.outcome(answer) for answer in found}) > 1:
        assert told == ("missing_fact" if table.rules else "silent")
    else:
        assert oracle.outcome(told) == oracle.outcome(next(iter(found)))


@slow
@given(data=st.data())
def test_every_cell_is_what_direct_evaluation_says(world, direct, data):
    rules = data.draw(rule_sets(world.conditions))
    applies = data.draw(st.just(ALWAYS) | world.conditions)
    check_every_cell(compile_table("q", rules, applies), direct(rules, applies))


@slow
@given(data=st.data())
def test_an_unknown_is_missing_only_when_it_changes_the_answer(world, direct, data):
    """Over the values themselves, whatever classes the grid has put them in."""
    rules = data.draw(rule_sets(world.conditions).filter(bool))
    oracle, table = direct(rules), compile_table("q", rules)
    case = data.draw(world.cases)
    facts = [axis.fact for axis in table.grid.axes]
    ways = oracle.ways(case, facts)
    told = {oracle.outcome(answer) for answer in ways.values()}
    if len(told) > 1:
        assert table.decide(case) is Verdict.MISSING
    else:
        assert {oracle.outcome(plain(table.decide(case)))} == told


@slow
@given(data=st.data())
def test_the_missing_facts_are_exactly_those_that_matter(world, direct, data):
    rules = data.draw(rule_sets(world.conditions).filter(bool))
    oracle, table = direct(rules), compile_table("q", rules)
    case = data.draw(world.cases)
    facts = [axis.fact for axis in table.grid.axes]
    ways = {way: oracle.outcome(answer) for way, answer in oracle.ways(case, facts).items()}
    matter = [
        fact.id
        for place, fact in enumerate(facts)
        if any(
            answer != ways[other]
            for way, answer in ways.items()
            for other in ways
            if way[:place] + way[place + 1 :] == other[:place] + other[place + 1 :]
        )
    ]
    assert list(table.missing(case)) == matter
    assert bool(matter) is (table.decide(case) is Verdict.MISSING)


@slow
@given(data=st.data())
def test_an_answer_from_several_rules_names_those_that_may_decide(world, direct, data):
    rules = data.draw(rule_sets(world.conditions).filter(bool))
    oracle, table = direct(rules), compile_table("q", rules)
    case = data.draw(world.cases)
    told = table.decide(case)
    if isinstance(told, Decided):
        facts = [axis.fact for axis in table.grid.axes]
        may = {name for answer in oracle.ways(case, facts).values() for name in answer}
        assert set(plain(told)) == may


@slow
@given(data=st.data())
def test_order_never_decides_within_a_document(world, data):
    rules = data.draw(rule_sets(world.conditions).filter(bool))
    shuffled = data.draw(st.permutations(rules))
    one, other = compile_table("q", rules), compile_table("q", shuffled)
    for values in cases(one):
        told, again = one.decide(values), other.decide(values)
        assert tables.same_answer(told, again) or set(plain(told)) == set(plain(again))


@pytest.mark.parametrize("name", sorted(installed()))
def test_every_cell_of_every_table_of_what_is_installed(direct, name):
    for asked in load(name).plan().parts.values():
        for table in asked.tables:
            check_every_cell(table, direct(table.rules, table.applies))


@pytest.mark.parametrize("name", sorted(installed()))
def test_no_rule_installed_is_dead(name):
    """Every rule decides some case in which nothing is unknown."""
    for asked in load(name).plan().parts.values():
        for table in asked.tables:
            indices = {table.cells[cell] for cell in members(table.grid.known)}
            told = [plain(table.decisions[index]) for index in indices]
            spoken = {rule for answer in told if not isinstance(answer, str) for rule in answer}
            assert {(e.layer, e.rule.id) for e in table.rules if e.depth == 0} <= spoken


LOUD = Flag(id="loud", zh="响", en="loud", optional=True)
WET = Flag(id="wet", zh="湿", en="wet", optional=True)
ONE, TWO = OUTCOMES[:2]


def enacted(name, when=ALWAYS, outcome=ONE, depth=0, layer="town", **relation):
    return Enacted(Rule(f"q.{name}", outcome, ("art1",), when, **relation), layer, depth)


def decide(*rules, **values):
    return compile_table("q", rules).decide(values)


def test_nothing_said_is_silence_even_where_facts_are_unknown():
    assert compile_table("q", []).decide({}) is Verdict.SILENT
    assert compile_table("q", [], LOUD).decide({"loud": None}) is Verdict.SILENT
    assert compile_table("q", [], LOUD).decide({"loud": False}) is Verdict.NOT_APPLICABLE


def test_a_rule_decides_its_cases_and_the_rest_is_silence():
    rule = enacted("loud", LOUD)
    assert decide(rule, loud=True) == Decided((rule,))
    assert decide(rule, loud=False) is Verdict.SILENT
    assert decide(rule, loud=None) is Verdict.MISSING


def test_rules_with_equal_outcomes_make_an_unknown_harmless():
    loud, quiet = enacted("loud", LOUD), enacted("quiet", ~LOUD)
    told = decide(loud, quiet, loud=None)
    assert isinstance(told, Decided)
    assert told.outcome == ONE
    assert told.rules in ((loud, quiet), (quiet, loud))


def test_only_rules_that_may_decide_are_named():
    """Whether it is loud is unknown; that it is wet is not, so the dry rule has no say."""
    loud, quiet = enacted("loud", LOUD & WET), enacted("quiet", ~LOUD & WET)
    dry = enacted("dry", ~WET)
    told = decide(loud, quiet, dry, loud=None, wet=True)
    assert isinstance(told, Decided)
    assert {each.rule.id for each in told.rules} == {"q.loud", "q.quiet"}


def test_an_unordered_overlap_is_a_conflict_that_lists_both():
    loud, wet = enacted("loud", LOUD), enacted("wet", WET, TWO)
    told = decide(loud, wet, loud=True, wet=True)
    assert isinstance(told, Conflict)
    assert told.candidates == (loud, wet)
    assert (told.followed, told.outcome) == (None, None)


def test_a_conflict_follows_the_rule_that_says_so_and_keeps_both():
    loud = enacted("loud", LOUD)
    wet = enacted("wet", WET, TWO, followed="the later clause")
    told = decide(loud, wet, loud=True, wet=True)
    assert isinstance(told, Conflict)
    assert (told.followed, told.outcome) == (wet, TWO)
    assert told.candidates == (loud, wet)


def test_over_settles_an_overlap_and_only_the_overlap():
    loud, wet = enacted("loud", LOUD, over=("q.wet",)), enacted("wet", WET, TWO)
    assert decide(loud, wet, loud=True, wet=True) == Decided((loud,))
    assert decide(loud, wet, loud=False, wet=True) == Decided((wet,))


def test_a_rule_that_yields_does_not_come_back_when_its_better_yields_too():
    first = enacted("first", LOUD, over=("q.second",))
    second, third = enacted("second", WET, over=("q.third",)), enacted("third", ALWAYS, TWO)
    assert decide(first, second, third, loud=False, wet=True) == Decided((second,))
    told = decide(first, second, third, loud=True, wet=True)
    assert told == Decided((first,))


def test_the_nearer_document_answers_and_the_upper_fills_its_silence():
    near = enacted("near", LOUD)
    far = enacted("far", ALWAYS, TWO, depth=1, layer="city")
    assert decide(near, far, loud=True) == Decided((near,))
    assert decide(near, far, loud=False) == Decided((far,))


def test_documents_apart_may_use_one_rule_id():
    near = enacted("all", LOUD)
    far = enacted("all", ALWAYS, TWO, depth=1, layer="city")
    assert decide(near, far, loud=False) == Decided((far,))


def test_a_document_that_contradicts_itself_is_not_saved_by_the_upper():
    clash = (enacted("a", LOUD), enacted("b", LOUD, TWO))
    far = enacted("far", ALWAYS, depth=1, layer="city")
    assert decide(*clash, far, loud=True) == Conflict(clash)


@pytest.mark.parametrize(
    "rings",
    [
        {"a": ("b",), "b": ("a",)},
        {"a": ("b",), "b": ("c",), "c": ("a",)},
        {"a": ("a",)},
    ],
)
def test_rules_over_each_other_in_a_ring_are_refused(rings):
    rules = [
        enacted(name, over=tuple(f"q.{other}" for other in over)) for name, over in rings.items()
    ]
    with pytest.raises(DefinitionError, match=r"q\.a.*over"):
        compile_table("q", rules)


def test_over_names_a_rule_of_the_same_document_and_question():
    near = enacted("near", over=("q.fra",))
    far = enacted("far", depth=1, layer="city")
    with pytest.raises(DefinitionError, match=r"q.near goes over q.fra, which town does not have"):
        compile_table("q", [near, far])
    other = enacted("far")
    with pytest.raises(DefinitionError, match=r"did you mean q.far\?"):
        compile_table("q", [near, other])


def test_a_table_with_too_many_decisions_is_refused():
    rules = [enacted(f"r{n}", outcome=Limit(working_days(n))) for n in range(8)]
    flags = [Flag(id=f"f{n}", zh=f"标{n}", en=f"f{n}") for n in range(9)]
    clashing = [
        enacted(f"r{n}", when=flag, outcome=rules[n % 8].rule.outcome)
        for n, flag in enumerate(flags)
    ]
    with pytest.raises(DefinitionError, match=r"q has \d+ decisions, more than 256"):
        compile_table("q", clashing)
