"""Witnesses: cases made up so that facts are as wanted, each ruled by `explain` to see that so."""

from dataclasses import replace
from datetime import date

import pytest
from rexian.discovery import installed, load
from rexian.document import Edition
from rexian.explain import Ruler, explain
from rexian.facts import GIVEN_FACTS, VIEW_FACTS, disputed, given_close, kind, unit_at_fault
from rexian.instants import parse_instant
from rexian.jurisdictions import edition_day
from rexian.model.assignments import assignments, host_events, is_joint
from rexian.questions import NODES
from rexian.questions.history import signed_off, signoff_role
from rexian.questions.record import (
    dissatisfied,
    objections,
    received_slot,
    return_requests,
)
from rexian.questions.returns import returns
from rexian.questions.states import (
    close_state,
    sign_after_notice_state,
    sign_state,
    submit_reply_state,
)
from rexian.rules.facts import Choice, Count
from rexian.rules.readings import READING
from rexian.rules.rule import before, given, limit, value
from rexian.rules.scalar import evaluate
from rexian.witness.drafts import CO_UNIT
from rexian.witness.exemplifier import Exemplifier
from rexian.worktime.period import IMMEDIATELY, hours, natural_days, working_days

ART = ("art1",)
FACTS = {node.fact.id: node for node in NODES if node.fact is not None}
CLOCKS = [
    limit(f"{clock}.all", working_days(5), per=ART)
    for clock in (
        "sign", "sign_after_notice", "close", "feedback", "redo", "submit_reply",
        "escalation_check", "return", "object",
    )
]  # fmt: skip


def asking(*facts):
    """Rules that ask these facts, a number up to three."""
    return [
        value(f"supervision.{place}", {}, when=condition, per=ART)
        for place, fact in enumerate(facts)
        for condition in [
            fact.is_(fact.terms.ids[0])
            if isinstance(fact, Choice)
            else fact.at_least(3)
            if isinstance(fact, Count)
            else fact
        ]
    ]


@pytest.fixture(scope="session")
def ruler(enact, chinese_days):
    """How a made-up town rules with these rules."""
    return lambda *rules, **more: Ruler(enact(*rules, **more), chinese_days)


@pytest.fixture(scope="session")
def everything(ruler):
    """A ruler whose rules ask every fact that is worked out and limit every clock."""
    return ruler(*CLOCKS, *asking(*(node.fact for node in FACTS.values())))


@pytest.fixture(scope="session")
def shown(everything):
    """Find a witness where every fact is asked: its events by type, and what is worked out."""
    found = Exemplifier([everything])

    def ask(**wanted):
        witness = found.witness({name.replace("__", "."): v for name, v in wanted.items()})
        return witness and [event.type for event in witness.case.events]

    return ask


def state(witness, at):
    """Everything about the case of the unit that a witness speaks of."""
    case, town = witness.case, at.jurisdiction
    units = [unit for unit in assignments(case.events) if unit.part == "co"]
    events = units[0].events if witness.part == "co" else host_events(case.events)
    seen = {"part": witness.part, "joint": is_joint(case.events)}
    facts = {**town.facts_of(case.ticket), **town.chosen(at.readings), **seen}
    day = edition_day(case.events, case.ticket.get("received_at"))
    return evaluate(town.plan(day), facts, events, case.moment, at.calendars)


def ruled(witness, at, question):
    return explain(witness.case, at)["rulings"][question]["outcome"]


def test_every_fact_that_is_worked_out_says_how_its_values_come_about():
    assert [fact for fact, node in FACTS.items() if node.example is None] == []


@pytest.mark.parametrize("name", sorted(installed()))
def test_every_fact_that_a_document_asks_is_given_or_has_an_example(name):
    asked = {
        axis.fact.id
        for part in load(name).plan().parts.values()
        for table in part.tables
        for axis in table.grid.axes
    }
    known = {*GIVEN_FACTS, *VIEW_FACTS, *FACTS}
    assert [fact for fact in asked - known if not fact.startswith(READING)] == []


@pytest.mark.parametrize("fact", [node.fact for node in FACTS.values()], ids=lambda fact: fact.id)
def test_every_value_of_every_fact_comes_about_as_its_example_says(everything, fact):
    values = range(4) if isinstance(fact, Count) else fact.values
    found = {option: Exemplifier([everything]).witness({fact.id: (option,)}) for option in values}
    assert {option: state(w, everything)[fact.id] for option, w in found.items()} == {
        option: option for option in values
    }


def test_what_is_not_wanted_otherwise_needs_nothing_to_happen(shown):
    assert shown(dissatisfied=(0, 1), redos=(0,), escalated=(False,), joint=(False,)) == []


def test_a_number_is_so_many_acts_and_no_more(shown):
    assert shown(dissatisfied=(3,)) == ["followed_up"] * 3


def test_acts_count_since_the_event_they_are_counted_from(shown):
    assert shown(sign_reminders=(2,)) == ["dispatched", "reminded", "reminded"]


def test_acts_stand_before_or_after_what_divides_them(shown):
    apart = {"redos": (1,), "dissatisfied": (1,)}
    assert shown(**apart, dissatisfied_once_redone=(0,)) == ["followed_up", "redo_sent"]
    assert shown(**apart, dissatisfied_once_redone=(1,)) == ["redo_sent", "followed_up"]


def test_a_row_of_acts_may_have_been_broken(shown):
    wanted = {"objections": (2,), "objections_once_assigned": (1,)}
    assert shown(**wanted) == ["objected", "assigned", "objected"]


def test_one_act_serves_several_facts(everything):
    found = Exemplifier([everything])
    wanted = {"supervised_by": ("data_bureau",), "on_site": (True,), "under_supervision": (True,)}
    (event,) = found.witness(wanted).case.events
    assert event.fields == {"by": "data_bureau", "form": "on_site"}


def test_who_came_and_who_dealt_with_it_may_be_two(everything):
    wanted = {"deputy_attended": (True,), "principal_came": (True,), "principal_attended": (False,)}
    events = Exemplifier([everything]).witness(wanted).case.events
    roles = [event.fields["role"] for event in events if event.type == "attended"]
    assert sorted(roles) == ["unit_deputy", "unit_principal"]


def test_a_request_that_waits_no_more_has_been_decided(shown):
    wanted = {"extension__reason": (True,), "extension__basis": (True,)}
    asked = ["dispatched", "extension_requested"]
    assert shown(**wanted, extension__pending=(True,)) == asked
    assert shown(**wanted, extension__pending=(False,)) == [*asked, "extension_decided"]


@pytest.mark.parametrize(
    "wanted",
    [
        {"objections": (0, 1), "objections_once_assigned": (2,)},
        {"principal_attended": (True,), "principal_came": (False,)},
        {"signed_off": (False,), "signoff_role": ("unit_principal",)},
        {"part": ("co",), "joint": (False,)},
        {"channel": ("no_such_channel",)},
        {"asked_to_return": (True,), "return_requests": (0,)},
    ],
    ids=" ".join,
)
def test_what_cannot_be_has_no_witness(everything, wanted):
    assert Exemplifier([everything]).witness(wanted) is None


def test_two_facts_that_exclude_each_other_do_so_beside_others(everything):
    wanted = {
        "principal_attended": (True,), "principal_came": (False,), "deputy_came": (True,),
        "supervised_by": ("inspector",), "dissatisfied": (2,), "redo.state": ("open",),
    }  # fmt: skip
    assert Exemplifier([everything]).witness(wanted) is None


def test_past_the_highest_threshold_a_number_makes_no_difference(ruler):
    rules = [
        value(f"supervision.{n}", {}, when=fact.at_least(2), per=ART)
        for n, fact in enumerate((objections, return_requests, returns))
    ]
    at = ruler(*rules)
    wanted = {"objections": (2,), "return_requests": (2,), "returns": (2,)}
    assert state(Exemplifier([at]).witness(wanted), at)["returns"] == 4


# What a ticket states.


def test_a_ticket_states_what_is_not_taken_for_granted_and_in_its_own_order(everything):
    wanted = {
        "findings.several_units": (True,), "calls": (1, 2), "difficult": (False,),
        "urgency": ("ordinary", "prompt"), "findings.kb_answerable": (True,),
        "kind": ("suggestion", "help"), "findings.key_case": (False,),
    }  # fmt: skip
    case = Exemplifier([everything]).witness(wanted).case
    assert list(case.ticket.items()) == [
        ("kind", "help"),
        ("difficult", False),
        ("findings", ("kb_answerable", "several_units")),
    ]
    assert (case.events, case.now) == ((), None)


def test_a_limit_from_outside_has_its_source_and_ends_well_after_the_dispatch(ruler):
    at = ruler(
        given("close.law", "close", when=given_close.is_("law"), per=ART), *asking(close_state)
    )
    wanted = {"close.state": ("open",), "given.close": ("law", "ticket")}
    case = Exemplifier([at]).witness(wanted).case
    assert case.ticket["given"]["close"].source == "law"
    assert ruled(Exemplifier([at]).witness(wanted), at, "close")["due_at"] > "2025-04-01"


def test_what_events_establish_too_the_ticket_may_state(ruler):
    found = Exemplifier([ruler(*asking(disputed, unit_at_fault))])
    case = found.witness({"disputed": (True,), "unit_at_fault": (False,)}).case
    assert (case.ticket, case.events) == ({"disputed": True, "unit_at_fault": False}, ())


@pytest.mark.parametrize(
    ("slot", "received"),
    [("mon_am", "2025-03-03"), ("mon_pm", "2025-03-03"), ("tue_am", "2025-03-04")],
)
def test_an_appeal_comes_in_the_half_day_wanted(ruler, slot, received):
    found = Exemplifier([ruler(*asking(received_slot, dissatisfied))])
    case = found.witness({"received_slot": (slot,), "dissatisfied": (1,)}).case
    noon = parse_instant(f"{received}T12:00")
    assert (case.ticket["received_at"] < noon) is slot.endswith("am")
    assert abs(case.ticket["received_at"] - noon) < 12 * 3600
    assert case.events[0].at > case.ticket["received_at"]


# Clocks.


def test_a_clock_stands_as_wanted_by_the_rule_of_its_own_document(ruler):
    rules = [limit("close.help", working_days(5), when=kind.is_("help"), per=ART)]
    at = ruler(*rules, *asking(close_state))
    found = Exemplifier([at])
    late = found.witness({"close.state": ("done_late",)})
    assert (late.case.ticket, late.case.now) == ({"kind": "help"}, None)
    assert [event.type for event in late.case.events] == ["dispatched", "closed"]
    assert ruled(late, at, "close")["late"] is True
    overdue = found.witness({"close.state": ("overdue",)})
    assert [event.type for event in overdue.case.events] == ["dispatched"]
    assert overdue.case.now > overdue.case.events[0].at
    assert ruled(overdue, at, "close")["done_at"] is None
    assert found.witness({"close.state": ("overdue",), "kind": ("report",)}) is None
    assert found.witness({"close.state": ("unset",), "kind": ("report",)}).case.events == ()


def test_a_clock_without_a_limit_stays_unset_though_it_starts(ruler):
    rules = [limit("close.help", working_days(5), when=kind.is_("help"), per=ART)]
    at = ruler(*rules, *CLOCKS[:1], *asking(close_state, sign_state))
    witness = Exemplifier([at]).witness({"close.state": ("unset",), "sign.state": ("open",)})
    assert witness.case.ticket["kind"] != "help"


def test_what_is_due_at_once_is_neither_kept_nor_missed(ruler):
    at = ruler(limit("sign.now", IMMEDIATELY, per=ART), *asking(sign_state))
    found = Exemplifier([at])
    assert found.witness({"sign.state": ("overdue", "done_late")}) is None
    assert found.witness({"sign.state": ("done",)}) is not None


def test_one_clock_runs_out_while_another_runs_on(ruler):
    rules = [
        limit("sign.day", working_days(1), per=ART),
        limit("close.all", working_days(3), per=ART),
    ]
    at = ruler(*rules, *asking(sign_state, close_state))
    witness = Exemplifier([at]).witness({"sign.state": ("overdue",), "close.state": ("open",)})
    told = explain(witness.case, at)["rulings"]
    assert (told["sign"]["outcome"]["late"], told["close"]["outcome"]["late"]) == (True, False)


def test_a_clock_begins_after_another_has_run_out(shown):
    assert shown(close__state=("overdue",), redo__state=("open",)) == ["dispatched", "redo_sent"]
    first = {"sign__state": ("done_late",), "close__state": ("done",)}
    assert shown(**first) == ["dispatched", "closed", "signed"]


def test_a_clock_may_hang_on_another(ruler):
    rules = [
        limit("close.help", working_days(5), when=kind.is_("help"), per=ART),
        before("submit_reply.all", "close", working_days(1), per=ART),
    ]
    at = ruler(*rules, *asking(submit_reply_state))
    witness = Exemplifier([at]).witness({"submit_reply.state": ("done_late",)})
    assert witness.case.ticket == {"kind": "help"}
    assert ruled(witness, at, "submit_reply")["late"] is True


def test_a_limit_may_turn_on_what_happened(ruler):
    rules = [
        limit("sign.all", working_days(1), per=ART),
        limit("sign_after_notice.late", natural_days(2), when=sign_state.is_("overdue"), per=ART),
    ]
    at = ruler(*rules, *asking(sign_after_notice_state))
    witness = Exemplifier([at]).witness({"sign_after_notice.state": ("open",)})
    assert [event.type for event in witness.case.events] == ["dispatched", "reminded"]
    assert ruled(witness, at, "sign")["late"] is True


def test_a_sign_off_may_set_the_limit(ruler):
    rules = [given("close.signed", "signoff", when=signed_off, per=ART)]
    at = ruler(*rules, *asking(close_state, signoff_role))
    wanted = {"close.state": ("overdue",), "signoff_role": ("unit_principal",)}
    witness = Exemplifier([at]).witness(wanted)
    assert [event.type for event in witness.case.events] == ["dispatched", "signoff"]
    assert ruled(witness, at, "close")["late"] is True


def test_readings_of_the_desk_hold(enact, chinese_days):
    rules = [limit("close.all", working_days(5), per=ART), *asking(close_state, dissatisfied)]
    at = Ruler(enact(*rules), chinese_days, {"redispatch": "runs_on"})
    witness = Exemplifier([at]).witness({"close.state": ("done",)})
    assert state(witness, at)["close.state"] == "done"


# Several jurisdictions, and whose case it is.


def test_a_case_for_two_holds_by_the_clocks_of_both(ruler):
    one = ruler(limit("sign.hour", hours(1), per=ART), *asking(sign_state))
    other = ruler(
        limit("sign.days", working_days(8), when=kind.is_("help"), per=ART),
        limit("sign.day", working_days(1), when=kind.is_("praise"), per=ART),
        *asking(sign_state),
        name="city",
    )
    found = Exemplifier([one, other])
    for option in sign_state.terms.ids:
        witness = found.witness({"sign.state": (option,)})
        assert [state(witness, at)["sign.state"] for at in (one, other)] == [option] * 2
    assert found.witness({"sign.state": ("open",), "kind": ("report",)}) is None
    assert Exemplifier([one]).witness({"sign.state": ("open",), "kind": ("report",)}) is not None


def test_only_one_desk_gives_the_case_its_jurisdiction(ruler):
    one, other = ruler(*CLOCKS), ruler(*CLOCKS, name="city")
    assert Exemplifier([other]).witness({}).case.jurisdiction == "city"
    assert Exemplifier([one, other]).witness({}).case.jurisdiction is None


def test_a_co_handling_unit_has_acts_of_its_own(everything):
    witness = Exemplifier([everything]).witness({"part": ("co",), "sign.state": ("done",)})
    assert witness.part == "co"
    assert [(event.type, event.unit) for event in witness.case.events] == [
        ("dispatched", CO_UNIT),
        ("signed", CO_UNIT),
    ]
    (unit,) = explain(witness.case, everything)["assignments"]
    assert unit["rulings"]["sign"]["outcome"]["late"] is False


def test_a_host_has_another_unit_beside_it(everything):
    witness = Exemplifier([everything]).witness({"joint": (True,), "sign.state": ("done_late",)})
    assert witness.part == "host"
    assert [event.unit for event in witness.case.events] == [None, CO_UNIT, None]
    assert state(witness, everything)["joint"] is True


# When a case begins.


@pytest.mark.parametrize(
    ("in_force", "day"),
    [
        (None, "2025-03-03"),
        (date(2020, 1, 1), "2025-03-03"),
        (date(2025, 6, 2), "2025-06-02"),
        (date(2025, 6, 3), "2025-06-09"),
    ],
)
def test_a_case_begins_on_a_monday_under_the_newest_edition(ruler, in_force, day):
    editions = (Edition("1"), Edition("2", in_force=in_force)) if in_force else (Edition("1"),)
    at = ruler(*CLOCKS, *asking(sign_state), editions=editions)
    witness = Exemplifier([at]).witness({"sign.state": ("open",)})
    assert witness.case.events[0].at == parse_instant(f"{day}T09:00")


# Nothing that a case can spare.


@pytest.mark.parametrize(
    "wanted",
    [
        {"close.state": ("done_late",), "dissatisfied": (2,), "redo.state": ("open",)},
        {"reminder_answered": (True,), "reply_reminders": (2,), "sign.state": ("done",)},
        {"deputy_attended": (True,), "supervised_by": ("inspector",), "replied": (True,)},
        {"extension.pending": (False,), "extension.length": (True,), "returns": (1,)},
        {"feedback.state": ("overdue",), "return_permission.preassigned": (True,)},
    ],
    ids=" ".join,
)
def test_nothing_can_be_left_out(everything, wanted):
    witness = Exemplifier([everything]).witness(wanted)

    def is_as_wanted(case):
        told = state(replace(witness, case=case), everything)
        return all(told[fact] in values for fact, values in wanted.items())

    case = witness.case
    assert is_as_wanted(case)
    now = case.moment
    for place, event in enumerate(case.events):
        others = [*case.events[:place], *case.events[place + 1 :]]
        assert not is_as_wanted(replace(case, events=tuple(others), now=now)), event
    for name in case.ticket:
        ticket = {key: held for key, held in case.ticket.items() if key != name}
        assert not is_as_wanted(replace(case, ticket=ticket)), name


@pytest.mark.documents
@pytest.mark.parametrize("name", sorted(installed()))
def test_every_decision_of_every_table_has_a_witness_that_meets_it(name, chinese_days):
    at = Ruler(load(name), chinese_days)
    found, plan = Exemplifier([at]), at.jurisdiction.plan()
    for table in (table for asked in plan.parts.values() for table in asked.tables):
        defaults = table.grid.known
        for place, axis in enumerate(table.grid.axes):
            if axis.fact.id.startswith(READING):
                chosen = plan.base[axis.fact.id]
                own = [i for i, values in enumerate(axis.classes) if chosen in values]
                defaults &= table.grid.slab(place, own)
        for decision in table.decisions:
            cells = table.where(decision) & defaults
            if cells:
                assert meets(found, at, table, decision, cells), (table.name, decision)


def meets(found, at, table, decision, cells):
    """Whether a case can be made for one of the first cells that hold the decision."""
    for _ in range(40):
        cell = (cells & -cells).bit_length() - 1
        classes = zip(table.grid.axes, table.grid.decode(cell), strict=True)
        wanted = {axis.fact.id: axis.classes[index] for axis, index in classes}
        wanted = {fact: held for fact, held in wanted.items() if not fact.startswith(READING)}
        witness = found.witness(wanted)
        if witness is not None:
            return table.decide(state(witness, at)) == decision
        cells &= cells - 1
        if not cells:
            return False
    return False
