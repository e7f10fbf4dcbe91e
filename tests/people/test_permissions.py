"""Who may do what: every command, every role, for the own unit's tickets and for others'.

The matrix is written from the documents, a line a command with the places that it was read
against: c the city's measures, a market regulation's rules, n natural resources' plan, y Yiyang's
measures, s Shicheng's system. `*` any ticket, `o` the own unit's alone, `.` none.
"""

import itertools

import pytest
from rexian.errors import Refused
from rexian.lifecycle.commands import COMMANDS
from rexian.people.permissions import BESIDES, PERMISSIONS, allowed, check, why_not
from rexian.people.roles import ROLES

COLUMNS = (
    "clerk", "handler", "unit_head", "unit_principal", "reviewer", "inspector", "leader", "admin",
)  # fmt: skip
MATRIX = """
                    c h u p r i l a
new                 * . . . . . . .   c14.1 y12.1: the hotline's staff take appeals down
accept              * . . . * . * .   c14.1 hard ones the specialist; c12 y11 in doubt up the levels
refuse              * . . . * . * .   c12 y11 likewise; y12.3 the centre decides
hand_over           * . . . . . . .   c15 y14 a9: centre and desk pass emergencies on at once
report              * . . . * * . .   c12 y11 up the levels; a8.3 a8.6 the desk; c33 special reports
pre_assign          * . . . . . . .   a8.1 the desk
answer_preassign    . o o o . . . .   a8.1 the unit, signed by its head
dispatch            * . . . * . * .   c14.2 y12.2 centre; c14.1 specialist; a9 a8.3 s3 leaders
assign              * o o o . . * .   a8.2 n3.2 the desk; c8.3 n3.3 in the unit; a8.3 a9 leaders
sign_form           . o o o . . . .   a8.2 an1: the unit's liaison signs the transfer form
sign                o o o o . . . .   c15 y13 the unit; a8.1 n3.1 the bureau's desk for the bureau
object              . o o o . . . .   a8.3 the unit; n3.3 the unit tells the desk
return              o o o o . . . .   c14.3 y12.3 the unit; a8.1 a10 n3.1 the bureau's desk
decide_return       . . . . * * * .   c14.3 inspectors; y12.3 the centre; a8.3 the principal
dispute             * . . . * * . .   c14.2 y12.3 s3: the centre finds that units shirk
sign_off            . . o o . . * .   s1 the principal; a8.2 leaders sign transfer forms
contact             * o o o . . . .   c14.4 a12 n3.3 y12.4 s1 the unit; s4 y13 the centre
extend              o o o o . . . .   c16 a8.4 y15 the unit; the bureau's desk towards the platform
decide_extension    . . . . * . * .   c16 y15: the centre that dispatched it
remind              * . . . . * . .   a8.5 the desk; s3 the centre; c14.5 supervision
feedback            o o o o . . . .   c15 the unit within 24 hours; the bureau's desk for it
attend              . o o o . . . .   s5 the unit's deputy or principal comes in person
reply               o o o o . . . .   c14.4 a18 n3.3 y12.4 s1 the unit; y13 the centre at once
approve             . . o o . . * .   c14.4 each level; a18.4-6 n3.3 s1 principals and leaders
seal                . o o o . . . .   a18.2 n3.3 s1: the unit puts its seal
request_closure     o o o o . . . .   c14.6 the unit; the bureau's desk for it
review_closure      . . . . * . . .   c14.6 reviewers
close               * o o o * . . .   y12.6 c14.6 the unit; a8.7 n3.5 the desk; y13 the centre
follow_up           * o o o . . . .   c14.7 y12.7 s6 the centre; y19 a16 the unit, as some read it
verify_fault        . . . . * * . .   c14.7 inspectors; y7.2 y12.7 the centre verifies
redo                . . . . * * . .   c14.7 inspectors; y12.7 the centre
escalate            . . . . * * . .   c31; y12.7 the centre passes it to the inspection office
supervise           . . . . . * * .   c14.5 a8.6 y12.5 inspectors; s5 leaders on site
explain_performance . o o o . . . .   c31 a18.5: the unit
transfer            * . . . . * . .   s4 the centre; c29 the hotline
refuse_cooperation  * o o o . * . .   c42.1 a20.1 y28.1: whoever is left alone, and the centre
archive             * . . . . . . .   c14.8 a8.8 y12.9: centre and desk
classify            * . . . * * . .   c14.5 c14.7 judged by the hotline, never by the unit
correct             . . . . . . . *   mending is the administrator's, with a reason
void                . . . . . . . *
withdraw            * . . . . . . .   whoever took it down hears of it
merge               * . . . . . . .
link                * . . . . . . .   c29 repeated appeals are found by the hotline
note                * o o o * * * .
show                * o o o * * * *   c28 whoever manages and uses it; units their own
list                * o o o * * * *
reveal              * o o o * * * .   c27 y22 a22: only who handles appeals
find_caller         * . . . * * * .   c29 the hotline finds who has called before; no unit does
override            . . . . . . * .
backdate            . . . . * . * .
erase               . . . . . . . *
people              . . . . . . . *
maintain            . . . . . . . *   c28 whoever manages the system answers for it
audit               . . . . . * * *
"""
MEANS = {"*": (True, True), "o": (True, False), ".": (False, False)}
EXPECTED = {
    line.split()[0]: dict(zip(COLUMNS, line.split()[1:9], strict=True))
    for line in MATRIX.strip().splitlines()[1:]
}


def test_the_matrix_has_every_command_and_every_role():
    assert set(EXPECTED) == {*COMMANDS, *BESIDES.ids} == set(PERMISSIONS)
    assert set(COLUMNS) == set(ROLES.ids)


@pytest.mark.parametrize("command", EXPECTED)
def test_each_role_may_what_the_documents_give_it(command, actor):
    for role, mark in EXPECTED[command].items():
        found = tuple(allowed(actor(role, unit="甲局"), command, own=own) for own in (True, False))
        assert found == MEANS[mark], role


@pytest.mark.parametrize("command", EXPECTED)
def test_several_roles_may_what_any_of_them_may(command, actor):
    for roles in itertools.combinations(COLUMNS, 2):
        wants = [MEANS[EXPECTED[command][role]] for role in roles]
        for place, own in enumerate((True, False)):
            expected = any(want[place] for want in wants)
            assert allowed(actor(*roles), command, own=own) is expected


def test_nobody_without_a_role_may_anything(actor):
    assert not any(allowed(actor(), command, own=True) for command in PERMISSIONS)


def test_a_refusal_says_who_may(actor):
    with pytest.raises(Refused) as refused:
        check(actor("handler"), "decide_extension", own=True)
    assert str(refused.value) == "decide an extension: this is for reviewer; leader"


def test_a_refusal_says_that_it_is_another_units_ticket(actor, monkeypatch):
    told = why_not(actor("handler"), "sign")
    assert told == "sign for it: you may, but only with tickets of your own unit"
    monkeypatch.setenv("REXIAN_LANG", "zh")
    assert why_not(actor("clerk"), "erase").startswith("销毁个人信息")


def test_who_may_is_let_pass(actor):
    check(actor("clerk"), "dispatch")
    check(actor("handler"), "sign", own=True)
