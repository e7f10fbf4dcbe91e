"""Reading reforms: every mistake is told at its place, with what is nearest to what was meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rexian.errors import InputError
from rexian.reforms.places import Source
from rexian.reforms.read import read_heading, read_reform
from rexian.rules.rule import clause, value

TOP = ("reform", "of", "title", "cites", "changes")


def told(read, changes, **more):
    with pytest.raises(InputError) as refused:
        read(changes, **more)
    return str(refused.value)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        # conditions: the place is the word's
        ("replace: close.set, when: ^knd = praise", "there is no fact 'knd'; did you mean kind?"),
        ("replace: close.set, when: kind = ^prase", "has no value 'prase'; did you mean praise?"),
        ("replace: close.set, when: 诉求类型 = ^咨旬", "did you mean 咨询?"),
        ("replace: close.set, when: calls ^and x", "calls is a number: write calls >= 3"),
        ("replace: close.set, when: difficult and^", "the condition breaks off here"),
        ("replace: close.set, when: ^[difficult]", "write a text here"),
        # which rule
        ("replace: ^close.complant, limit: 7wd", "'close.complant'; did you mean close.complaint?"),
        ("remove: ^close.st", "town has no rule 'close.st'; did you mean close.set?"),
        ("add: ^close.set, limit: 7wd", "town has a rule close.set already; write replace"),
        ("add: ^close, limit: 7wd", "'close' answers no question; write question.name"),
        ("add: ^clse.new, limit: 7wd", "'clse.new' answers no question; did you mean close?"),
        ("add: ^close.New, limit: 7wd", "'close.New' answers no question"),
        ("remove: close.set, limit: ^7wd", "to remove a rule takes no limit; write replace"),
        # over whom, of which edition
        ("replace: close.set, over: ^close.inqiry", "did you mean close.inquiry?"),
        ("replace: close.set, over: [^return.all]", "return.all answers another question than"),
        ("replace: close.set, over: [^close.set]", "town has no rule 'close.set'"),
        ("replace: close.set, editions: [^'2']", "town has no edition '2'; known: 1"),
        ("replace: close.set, inherited: ^maybe", "'maybe' is neither true nor false"),
        ("replace: close.set, ^lmit: 3wd", "there is no key 'lmit'; did you mean limit?"),
        # answers
        ("replace: close.set, limit: ^7", "'7' is not a limit"),
        ("replace: close.set, limit: ^3wh", "3wh cannot be counted here"),
        ("replace: close.set, limit: ^given", "given cannot be counted here"),
        ("replace: close.set, limit: 3wd, from: ^signed", "not known here; known: dispatched"),
        ("replace: return.all, from: ^sgned", "did you mean signed?"),
        (
            "replace: close.set, from: ^dispatched",
            "only the limit of a clock runs `from` something",
        ),
        ("replace: close.set, given: ^cls", "'cls' is not known here; did you mean close?"),
        ("replace: close.set, same_as: ^extension", "'extension' is not known here"),
        ("replace: close.set, same_as: ^remind", "'remind' is not known here"),
        ("replace: close.set, before: ^{clock: sign}", "no period; write {clock: close, period: 1"),
        ("replace: close.set, before: {clock: sign, period: ^immediate}", "cannot be counted"),
        ("replace: close.set, limit: 3wd, given: ^close", "one answer: limit or given, not both"),
        ("replace: close.set, steps: ^[{role: handler}]", "close has no steps: write limit, given"),
        ("replace: close.set, strength: ^shall", "known: must, in_principle, may"),
        ("add: ^close.new, strength: may", "write limit, given, same_as or before"),
        ("add: ^close.new, says: {to: handler}", "write limit, given, same_as or before"),
        ("add: ^signoff.new, says: {by: handler}", "signoff.new has no answer: write steps"),
        ("replace: extension.times.once, limit: ^3wd", "extension.times has no limit: write says"),
        ("add: extension.cap.new, given: ^close", "extension.cap has no given: write says or lim"),
        ("add: extension.cap.new, limit: 5wd, from: ^signed", "only the limit of a clock runs"),
        ("replace: extension.times.once, says: {^max_tims: 2}", "did you mean max_times?"),
        ("replace: extension.times.once, says: {max_times: ^two}", "'two' is not a whole number"),
        ("replace: extension.times.once, says: ^{count: 2}", "needs max_times in its `says`"),
        ("replace: extension.times.once, says: ^twice", "write `key: value` here"),
        (
            "add: return_permission.must_state.new, says: {must_state: ^basis}",
            "here: [basis]",
        ),
        ("add: extension.approver.new, says: {approver: ^hotline_center}", "mean hotline_centre?"),
        ("replace: signoff.head, steps: [{role: ^unit_hed}]", "did you mean unit_head?"),
        ("replace: signoff.head, steps: [^{fields: [lead]}]", "a step has a role"),
        ("replace: signoff.head, steps: [{role: handler, fields: [^led]}]", "did you mean lead?"),
    ],
)
def test_mistakes_are_told_at_their_place(read, change, problem):
    """A `^` stands before what is wrong."""
    line = f"- {{{change}, per: x}}\n"
    said = told(read, line.replace("^", ""))
    assert said.startswith(f"faster.yaml, line 6, column {line.index('^') + 1}: "), said
    assert problem in said
    assert "\n" not in said


@pytest.mark.parametrize("change", ["limit: 7wd", "replace: close.set, add: close.new"])
def test_a_change_does_one_thing_to_one_rule(read, change):
    assert told(read, f"- {{{change}, per: x}}\n") == (
        "faster.yaml, line 6, column 3: a change has one of replace, remove, add"
    )


def test_the_line_is_the_one_of_the_mistake(read):
    changes = (
        "- replace: close.set\n  when: >-\n    kind = complaint and\n    knd = praise\n  per: x\n"
    )
    assert told(read, changes) == (
        "faster.yaml, line 9, column 5: there is no fact 'knd'; did you mean kind?"
    )


def test_every_change_cites(read):
    assert told(read, "- {remove: close.set}\n").startswith(
        "faster.yaml, line 6, column 3: no per;"
    )


def test_a_rule_is_changed_once(read):
    said = told(read, "- {remove: close.set, per: x}\n- {replace: close.set, limit: 1d, per: y}\n")
    assert said == "faster.yaml, line 7, column 13: close.set is changed twice"


def test_what_the_reform_removes_is_nothing_to_go_over(read):
    said = told(
        read,
        "- {replace: close.set, over: [close.inquiry], per: x}\n"
        "- {remove: close.inquiry, per: y}\n",
    )
    assert "line 6, column 31: town has no rule 'close.inquiry'" in said


@pytest.mark.parametrize("key", TOP)
def test_everything_at_the_top_is_needed(town, key):
    lines = {
        "reform": "reform: faster",
        "of": "of: town",
        "title": "title: x",
        "cites": "cites: y",
        "changes": "changes: [{remove: close.set, per: x}]",
    }
    whole = "\n".join(lines.values())
    assert read_reform(Source("f.yaml", whole), town).name == "faster"
    without = "\n".join(line for name, line in lines.items() if name != key)
    with pytest.raises(InputError, match=f"f.yaml, line 1, column 1: no {key}; a reform has"):
        read_reform(Source("f.yaml", without), town)


@pytest.mark.parametrize(
    ("top", "problem"),
    [
        ("reform: 快 些\nof: town\ntitle: x\ncites: y", "line 1, column 9: '快 些' is no name"),
        ("reform: a+b\nof: town\ntitle: x\ncites: y", "line 1, column 9: 'a+b' is no name"),
        ("reform: a.b\nof: town\ntitle: x\ncites: y", "line 1, column 9: 'a.b' is no name"),
        ("reform: a\nof: twon\ntitle: x\ncites: y", "line 2, column 5: twon is not in the chain o"),
        ("reform: a\nof: town\ntitle: {zh: 甲}\ncites: y", "line 3, column 8: no en; write {zh:"),
        ("reform: a\nof: town\ntitle: {zh: 甲, e: b}\ncites: y", "line 3, column 16: there is no"),
        ("reform: a\nof: town\ntitle: [x]\ncites: y", "line 3, column 8: write a text here"),
        ("reform: a\nof: town\ntitle: x\ncits: y", "line 4, column 1: there is no key 'cits'; did"),
    ],
)
def test_mistakes_at_the_top(town, top, problem):
    with pytest.raises(InputError) as refused:
        read_reform(Source("f.yaml", f"{top}\nchanges: [{{remove: close.set, per: x}}]"), town)
    assert problem in str(refused.value)


def test_no_change_is_no_reform(read):
    assert told(read, "  []\n") == "faster.yaml, line 6, column 3: there is no change"


def test_a_heading_is_read_without_its_document():
    text = "reform: 加快\nof: nowhere\ntitle: {zh: 快, en: fast}\ncites: 2025\nchanges: [x]"
    found = read_heading(Source("f.yaml", text))
    assert (found.id, found.of, found.zh, found.en, found.cites) == (
        "加快", "nowhere", "快", "fast", "2025",
    )  # fmt: skip


def test_one_title_may_serve_both_languages():
    found = read_heading(Source("f.yaml", "reform: a\nof: b\ntitle: 快\ncites: c\nchanges: [x]"))
    assert (found.zh, found.en) == ("快", "快")


def test_from_the_usual_start_undoes_another(read):
    [change] = read("- {replace: return.all, from: dispatched, per: x}\n").changes
    assert change.stated["outcome"].start is None


def test_an_emptied_over_is_stated(read):
    [change] = read("- {replace: close.set, over: [], per: x}\n").changes
    assert change.stated == {"over": ()}


def test_words_that_a_rule_of_the_chain_uses_are_known(enact, read):
    place = enact(value("dispatch.by.all", {"by": "night_watch"}, per=clause("art1")))
    [change] = read(
        "- {add: dispatch.by.night, says: {by: night_watch}, when: difficult, per: x}\n", place
    ).changes
    assert change.stated["outcome"].says == {"by": "night_watch"}


_BITS = st.sampled_from(
    [
        "- ", "  ", "{", "}", "[", "]", ": ", "\n", ", ", "replace", "remove", "add", "close.set",
        "close.new", "limit", "7wd", "when", "kind", " = ", "help", "over", "says", "per", "x", "'",
        '"', "steps", "role", "before", "!", "&a ", "*a", "|", ">", "#", "，", "非", "null", "3.5",
    ]
)  # fmt: skip


@given(bits=st.lists(_BITS, max_size=24))
def test_no_text_brings_the_reader_down(read, bits):
    said = None
    try:
        read("- replace: close.set\n  per: x\n  " + "".join(bits))
    except InputError as refused:
        said = str(refused)
    assert said is None or (said.startswith("faster.yaml") and "\n" not in said)
