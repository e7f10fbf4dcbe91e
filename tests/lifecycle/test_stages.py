"""The table of steps: it knows every record, and no ticket is stuck before its end."""

import pytest
from rexian.lifecycle.commands import COMMANDS
from rexian.lifecycle.kinds import MENDING, RECORD_TYPES, TIMELY
from rexian.lifecycle.stages import ALIVE, ENDED, PENDING, STAGES, STEPS, UNDER_WAY, WITH_A_UNIT
from rexian.model.events import EVENT_TYPES

#: Where a ticket stays for good.
FINAL = {"archived", "void"}
#: What leads elsewhere than the table's `to` by what it holds; see `standing._stage`.
ELSEWHERE = {
    "return_decided": {"accepted"},
    "closure_reviewed": {"handling"},
    "preassign_answered": {"accepted"},
    "voided": {"void"},
}


def leads():
    """Every stage with those that may follow it."""
    found = {stage: set() for stage in STAGES.ids}
    for kind, step in STEPS.items():
        ends = ELSEWHERE.get(kind, set()) | ({step.to} if step.to else set())
        for stage in step.at:
            found[stage] |= ends - {stage}
    return found


def reached(start):
    seen, waiting, ways = {start}, [start], leads()
    while waiting:
        more = ways[waiting.pop()] - seen
        seen |= more
        waiting += more
    return seen


def test_every_type_of_record_has_its_step_and_no_other():
    assert (
        STEPS.keys() == RECORD_TYPES.keys() == EVENT_TYPES.keys() | MENDING.keys() | TIMELY.keys()
    )


def test_steps_speak_of_stages_that_there_are():
    for step in STEPS.values():
        assert step.at <= set(STAGES.ids)
        assert step.to is None or step.to in STAGES
        assert {step.opens, step.settles} - {None} <= set(PENDING.ids)


def test_every_stage_is_reached_from_the_first():
    assert reached("received") == set(STAGES.ids)


@pytest.mark.parametrize("stage", sorted(set(STAGES.ids) - FINAL))
def test_every_stage_is_left_again_and_comes_to_the_archive(stage):
    assert leads()[stage]
    assert "archived" in reached(stage)


@pytest.mark.parametrize("stage", sorted(FINAL))
def test_what_is_final_is_final(stage):
    assert leads()[stage] == set()
    follows = {kind for kind, step in STEPS.items() if stage in step.at}
    assert follows == ({"noted"} if stage == "archived" else set())


def test_a_ticket_begins_with_being_received_and_never_again():
    assert STEPS["received"].at == frozenset()


@pytest.mark.parametrize("pending", PENDING.ids)
def test_whatever_is_asked_for_can_be_decided(pending):
    (opens,) = [step for step in STEPS.values() if step.opens == pending]
    (settles,) = [step for step in STEPS.values() if step.settles == pending]
    assert opens.at <= settles.at


def test_the_groups_of_stages_part_them():
    assert WITH_A_UNIT < UNDER_WAY < ALIVE
    assert not ALIVE & ENDED
    assert set(STAGES.ids) == ALIVE | ENDED | FINAL


def test_every_record_of_people_has_one_command():
    types = [command.type for command in COMMANDS.values()]
    assert sorted(types) == sorted(RECORD_TYPES.keys() - TIMELY.keys())


def test_what_a_command_must_have_it_may_have():
    for command in COMMANDS.values():
        assert set(command.must) <= command.fields.keys()
