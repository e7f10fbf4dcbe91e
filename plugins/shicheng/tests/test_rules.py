"""What Shicheng's rules make of co-handling units."""


def test_a_co_handling_unit_has_its_own_sign_off(worked):
    case = worked.cases["co-handling-unit-signed-off"]
    told = worked.explained(case)["assignments"]
    co = next(found for found in told if found["part"] == "co")
    close, remind = (co["rulings"][name]["outcome"] for name in ("close", "remind"))
    assert (co["unit"], close["due_at"][:10]) == ("乙局", "2026-03-20")
    assert remind["due_at"] == "2026-03-18T23:59:59+08:00"


def test_a_co_handling_unit_signs_off_meets_and_replies_for_itself(worked):
    told = worked.explained("co-handling-unit-in-order")["assignments"]
    asked = ("signoff", "contact", "reply_form", "reply_approval")
    ok = {found["part"]: [found["rulings"][q]["outcome"]["ok"] for q in asked] for found in told}
    assert ok == {"host": [False] * 4, "co": [True] * 4}


def test_the_document_inherits_nothing(worked):
    assert [layer.id for layer in worked.jurisdiction.layers] == ["shicheng"]
    assert worked.jurisdiction.document.number == "石府办字〔2021〕55号"
