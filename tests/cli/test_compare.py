"""`rexian compare`: what it tells of single tickets."""

import pytest

pytestmark = pytest.mark.documents

TICKETS = """工单号,诉求类型,来源渠道,来件时间,办结时间
A1,咨询,南昌市12345,2026-03-02 09:00,2026-03-05 10:00
A2,咨询,南昌市12345,2026-03-02 09:00,2026-03-12 10:00
"""
PLACES = ("-j", "yiyang", "-j", "nanchang_city")


@pytest.fixture
def file(tmp_path):
    found = tmp_path / "tickets.csv"
    found.write_text(TICKETS, encoding="utf-8")
    return str(found)


def test_as_many_tickets_of_a_pair_of_clauses_as_one_asks_for(desk, terminal, file):
    for asked, listed in (("0", 0), ("1", 1), ("9", 2)):
        command = ("compare", file, *PLACES, "--examples", asked, "--json")
        [pair] = terminal(desk, None, *command).told["differences"][0]["pairs"]
        assert (pair["tickets"], len(pair["examples"])) == (2, listed)


def test_a_ticket_of_a_file_is_printed_as_a_case(desk, terminal, file, tmp_path):
    printed = terminal(desk, None, "compare", file, "--case", "A2")
    assert printed.code == 0
    case = tmp_path / "case.yaml"
    case.write_text(printed.out, encoding="utf-8")
    told = terminal(desk, None, "explain", str(case), "-j", "nanchang_city", "--json").told
    # Three working days from the second of March.
    assert told["rulings"]["close"]["outcome"]["due_at"] == "2026-03-05T23:59:59+08:00"
    assert told["rulings"]["close"]["outcome"]["late"] is True


def test_a_ticket_of_the_desk_is_printed_as_a_case_to_those_who_see_it(desk, terminal):
    number = desk.signed(kind="complaint")
    printed = terminal(desk, "handler", "compare", "--case", number)
    assert printed.code == 0
    assert f"id: {number}" in printed.out.replace('"', "")
    assert "signed" in printed.out
    refused = terminal(desk, "other", "compare", "--case", number)
    assert (refused.code, refused.out) == (2, "")
