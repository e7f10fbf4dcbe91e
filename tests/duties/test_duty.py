"""Declaring a duty: who, towards whom, and what is refused."""

import pytest
from rexian.duties.declare import continuous
from rexian.duties.duty import duty
from rexian.duties.parties import PARTIES
from rexian.errors import DefinitionError
from rexian.model.terms import Term
from rexian.model.vocabulary import ACTORS


def declared(**more):
    return duty("it", continuous(), **{"zh": "做", "en": "do", "who": None, "per": ("a",), **more})


def test_parties_are_known_by_id_or_a_plugins_own():
    grid = Term("grid_office", "网格办", "grid office")
    found = declared(who="member_unit", to=grid)
    assert (found.who, found.to) == (PARTIES["member_unit"], grid)
    assert (declared().who, declared().to) == (None, None)


def test_every_role_and_body_of_the_contract_is_a_party():
    assert set(ACTORS.ids) < set(PARTIES.ids)


@pytest.mark.parametrize("key", ["who", "to"])
def test_a_party_misspelt_is_refused(key):
    with pytest.raises(DefinitionError, match="'member_units'; did you mean member_unit"):
        declared(**{key: "member_units"})
