"""Applying reforms: what changes, what is kept, and what becomes of the rest of the chain."""

from dataclasses import replace

import pytest
from rexian.document import Edition
from rexian.errors import DefinitionError, InputError
from rexian.reforms.apply import reformed
from rexian.rules.conditions import ALWAYS
from rexian.rules.outcomes import Limit
from rexian.rules.rule import clause, limit
from rexian.worktime.period import working_days

DISPATCHED = {"type": "dispatched", "at": "2026-03-02T09:00", "unit": "甲局"}
SEVEN = "- {replace: close.complaint, limit: 7wd, per: 第一条（拟）}\n"


def test_a_replaced_rule_keeps_what_the_reform_does_not_state(town, amend, rules):
    before, after = (
        rules(town)["return.all"],
        rules(amend("- {replace: return.all, limit: 3wd, per: x}\n")),
    )
    assert after["return.all"].outcome == Limit(working_days(3), "in_principle", "signed")
    assert after["return.all"].when is before.when
    after = rules(amend("- {replace: close.set, when: difficult, per: x}\n"))["close.set"]
    assert after.outcome == rules(town)["close.set"].outcome
    assert after.over == ("close.inquiry", "close.complaint")


def test_the_other_rules_stay_as_they_are(town, amend, rules):
    after = rules(amend(SEVEN))
    assert list(after) == list(rules(town))
    assert [name for name, rule in after.items() if rule is not rules(town)[name]] == [
        "close.complaint"
    ]


def test_a_removed_rule_goes_and_its_name_leaves_the_rules_that_went_over_it(amend, rules):
    after = rules(amend("- {remove: close.inquiry, per: x}\n"))
    assert "close.inquiry" not in after
    assert after["close.set"].over == ("close.complaint",)


def test_an_added_rule_stands_beside_the_others(amend, rules):
    added = rules(
        amend("- {add: close.hard, limit: 1mo, when: difficult, over: close.complaint, per: x}\n")
    )["close.hard"]
    assert (str(added.outcome.period), added.over) == ("1mo", ("close.complaint",))
    assert (added.followed, added.editions, added.inherited) == (None, (), True)
    bare = rules(amend("- {add: sign.all, limit: 1wd, per: x}\n"))["sign.all"]
    assert (bare.when, bare.over, bare.outcome) == (ALWAYS, (), Limit(working_days(1)))


def test_a_rule_may_go_over_one_that_the_same_reform_adds(amend, rule):
    both = amend(
        "- {replace: close.set, over: [close.hard, close.complaint, close.inquiry], per: x}\n"
        "- {add: close.hard, limit: 1d, when: difficult, over: [close.complaint], per: y}\n"
    )
    ticket = {"kind": "complaint", "difficult": True}
    assert rule("close", both, ticket, [DISPATCHED])["rule"] == "close.hard"
    by_law = {"close": {"at": "2026-04-01", "source": "law"}}
    assert rule("close", both, {**ticket, "given": by_law}, [DISPATCHED])["rule"] == "close.set"


def test_a_variant_is_named_after_its_reforms(town, amend):
    once = amend(SEVEN)
    assert (once.id, once.document.id, once.reforms) == ("town+faster", "town", ("faster",))
    again = amend(
        SEVEN.replace("7", "6"), once, "reform: more\nof: town\ntitle: x\ncites: y\nchanges:\n"
    )
    assert again.id == "town+faster+more"
    assert town.id == "town"


def test_the_ruling_changes_and_cites_the_reform(town, amend, rule):
    # 10 and 7 working days from Monday, 2 March 2026: 16 and 11 March.
    ticket = {"kind": "complaint"}
    told = rule("close", town, ticket, [DISPATCHED])["outcome"]
    assert told["due_at"] == "2026-03-16T23:59:59+08:00"
    told = rule("close", amend(SEVEN), ticket, [DISPATCHED])
    assert told["outcome"]["due_at"] == "2026-03-11T23:59:59+08:00"
    assert told["citations"] == [
        {
            "document": "town",
            "locator": "第一条（拟）",
            "clause": "faster.close.complaint",
            "reform": "faster",
        }
    ]


def test_what_the_reform_leaves_alone_is_cited_as_before(amend, rule):
    told = rule("close", amend(SEVEN), {"kind": "inquiry"}, [DISPATCHED])
    assert told["citations"] == [{"document": "town", "locator": "Article 1", "clause": "art1"}]


def test_its_clauses_join_the_index(amend):
    changed = amend(SEVEN + "- {remove: close.inquiry, per: 第二条（拟）}\n")
    clauses = changed.layers[0].clauses()
    stated, repealing = clauses["faster.close.complaint"], clauses["faster.close.inquiry"]
    assert (stated.locator, stated.gist_zh, stated.gist_en) == ("第一条（拟）", "加快", "Faster")
    assert (stated.because, stated.note_zh) == (None, "设想文件")
    assert (repealing.locator, repealing.because) == ("第二条（拟）", "repealed")
    assert "art1" in clauses


def test_fingerprints_tell_variants_apart(town, amend):
    found = {
        town.fingerprint(),
        amend(SEVEN).fingerprint(),
        amend(SEVEN.replace("7", "6")).fingerprint(),
        amend("- {remove: close.complaint, per: x}\n").fingerprint(),
        amend("- {replace: close.complaint, when: difficult, per: x}\n").fingerprint(),
    }
    assert len(found) == 5
    assert amend(SEVEN).fingerprint() == amend(SEVEN).fingerprint()


def test_a_reform_of_the_document_above_reaches_those_below(town, enact, amend, rule):
    ward = enact(limit("sign.all", working_days(1), per=clause("art1")), under=town, name="ward")
    changed = amend(SEVEN, ward)
    assert (changed.id, changed.document.id) == ("ward+faster", "ward")
    told = rule("close", changed, {"kind": "complaint"}, [DISPATCHED])
    assert (told["layer"], told["inherited"]) == ("town", True)
    assert told["outcome"]["limit"] == {"n": 7, "unit": "working_day"}
    assert told["citations"][0]["reform"] == "faster"
    assert changed.layers[0] is ward.layers[0]


def test_an_overlay_is_reformed_like_a_document(town, enact, amend, rule):
    site = enact(limit("followup.all", working_days(3), per=clause("art1")), name="town.site")
    laid = replace(town, overlays=site.layers, _plans={})
    heading = "reform: later\nof: town.site\ntitle: x\ncites: y\nchanges:\n"
    changed = amend("- {replace: followup.all, limit: 5wd, per: z}\n", laid, heading)
    closed = {"type": "closed", "at": "2026-03-03T09:00"}
    told = rule("followup", changed, {"kind": "help"}, [DISPATCHED, closed])
    assert told["outcome"]["due_at"] == "2026-03-10T23:59:59+08:00"
    assert (told["layer"], changed.id) == ("town.site", "town+later")


def test_earlier_editions_keep_rules_that_stand_in_them_alone(enact, amend):
    old = limit("sign.all", working_days(3), editions=("1",), per=clause("art1"))
    new = limit("sign.all", working_days(2), editions=("2",), per=clause("art1"))
    place = enact(old, new, editions=(Edition("1"), Edition("2")))
    kept, changed = amend("- {replace: sign.all, limit: 1wd, per: x}\n", place).layers[0].rules
    assert kept is old
    assert (changed.outcome.period, changed.editions) == (working_days(1), ("2",))


def test_a_reform_of_another_place_is_refused(enact, read):
    elsewhere = enact(limit("sign.all", working_days(1), per=clause("art1")), name="elsewhere")
    with pytest.raises(InputError, match="faster is of town, which is not in the chain of elsewh"):
        reformed(elsewhere, read(SEVEN))


def test_rules_that_clash_are_a_conflict_as_in_any_document(amend, rule):
    told = rule(
        "close",
        amend("- {add: close.praise, limit: 1wd, when: kind = complaint, per: x}\n"),
        {"kind": "complaint"},
        [DISPATCHED],
    )
    assert told["status"] == "conflict"
    assert {c["rule"] for c in told["candidates"]} == {"close.complaint", "close.praise"}


def test_which_of_two_is_followed_may_be_stated(amend, rule):
    told = rule(
        "close",
        amend(
            "- {add: close.new, limit: 1wd, when: kind = complaint, followed: 新法优先, per: x}\n"
        ),
        {"kind": "complaint"},
        [DISPATCHED],
    )
    assert (told["status"], told["followed_because"]) == ("conflict", "新法优先")
    assert told["outcome"]["limit"]["n"] == 1


def test_rules_over_each_other_in_a_ring_do_not_compile(amend):
    ring = amend("- {replace: close.complaint, over: [close.set], per: x}\n")
    with pytest.raises(DefinitionError, match="in a ring"):
        ring.plan()


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("dissatisfied >= 2", "dissatisfied"),
        ("close.state = overdue", "close.state"),
        ("reading.free_day = yes", "reading.free_day"),
        ("当日是否计入 = 计入", "reading.free_day"),
        ("part = co", "part"),
        ("findings.key_case", "findings.key_case"),
        ("given.close = law", "given.close"),
    ],
)
def test_conditions_may_ask_everything_that_rules_may_ask(amend, rules, text, fact):
    changed = rules(amend(f"- {{replace: close.set, when: '{text}', per: x}}\n"))
    assert [atom.fact.id for atom in changed["close.set"].when.atoms()] == [fact]
