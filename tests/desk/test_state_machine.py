"""Anybody tries anything, under each of the five documents: the laws of the desk hold throughout.

`REXIAN_MACHINE=EXAMPLESxSTEPS` asks for more than the suite does, as 400x80.
"""

import os

import pytest
from fixture_machine import DeskMachine
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

pytestmark = pytest.mark.documents
JURISDICTIONS = ("nanchang_amr", "nanchang_city", "nanchang_nrp", "shicheng", "yiyang")
EXAMPLES, STEPS = map(int, os.environ.get("REXIAN_MACHINE", "10x25").split("x"))


@pytest.mark.parametrize("jurisdiction", JURISDICTIONS)
def test_the_desk_keeps_its_laws_whatever_anybody_tries(jurisdiction):
    machine = type("Machine", (DeskMachine,), {"jurisdiction": jurisdiction})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
