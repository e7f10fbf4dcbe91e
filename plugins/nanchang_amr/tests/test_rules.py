"""What the bureau's rules make of cases with several units."""

from rexian.model.case import read_case


def test_each_unit_has_its_own_four_hours(worked):
    """The co-handling section's late objection is its own; the host's window is untouched."""
    said = {"reasons": "非本单位职责", "basis": "三定方案", "suggested_unit": "C科"}
    case = read_case(
        {
            "ticket": {"kind": "complaint", "channel": "city_12345"},
            "events": [
                {"type": "dispatched", "at": "2026-03-10T08:30"},
                {"type": "assigned", "at": "2026-03-10T08:40", "unit": "A科", "part": "host"},
                {"type": "assigned", "at": "2026-03-10T08:40", "unit": "B科", "part": "co"},
                {"type": "form_signed", "at": "2026-03-10T09:00", "unit": "A科"},
                {"type": "form_signed", "at": "2026-03-10T10:00", "unit": "B科"},
                {
                    "type": "objected",
                    "at": "2026-03-10T14:01",
                    "unit": "B科",
                    "approved_by": "unit_deputy",
                    **said,
                },
            ],
        }
    )
    units = {found["unit"]: found["rulings"] for found in worked.explained(case)["assignments"]}
    assert units["A科"]["object"]["outcome"]["due_at"] == "2026-03-10T13:00:00+08:00"
    assert units["A科"]["object"]["outcome"]["done_at"] is None
    assert units["A科"]["return_permission"]["outcome"]["allowed"] is False
    assert units["B科"]["object"]["outcome"]["due_at"] == "2026-03-10T14:00:00+08:00"
    assert units["B科"]["object"]["outcome"]["late"] is True
    assert units["B科"]["return_permission"]["outcome"]["allowed"] is False


def test_each_unit_has_its_own_approval(worked):
    """Host and co-handling unit are of different types; the host alone returns and replies."""
    case = read_case(
        {
            "ticket": {
                "kind": "complaint",
                "channel": "city_12345",
                "policy_basis": False,
                "handling_room": False,
            },
            "events": [
                {"type": "dispatched", "at": "2026-03-10T08:30"},
                {
                    "type": "assigned",
                    "at": "2026-03-10T08:40",
                    "unit": "A科",
                    "unit_type": "section",
                    "part": "host",
                },
                {
                    "type": "assigned",
                    "at": "2026-03-10T08:40",
                    "unit": "B分局",
                    "unit_type": "branch",
                    "part": "co",
                },
            ],
        }
    )
    told = worked.explained(case)
    units = {found["unit"]: found["rulings"] for found in told["assignments"]}
    approvals = {unit: rulings["reply_approval"]["outcome"] for unit, rulings in units.items()}
    assert told["rulings"]["reply_approval"]["outcome"]["steps"] == [{"role": "section_supervisor"}]
    assert approvals["A科"]["steps"] == [{"role": "section_supervisor"}]
    assert approvals["B分局"]["steps"] == [{"role": "unit_principal"}]
    assert units["B分局"]["actor"]["outcome"]["reply"] == "host_unit"
    assert units["B分局"]["actor"]["outcome"]["return"] == "host_unit"
