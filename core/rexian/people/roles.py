"""The roles of the desk: what an account is there for, and as whom of a document it may act."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from rexian.model.terms import Term, Terms
from rexian.model.vocabulary import ACTORS

ROLES = Terms(
    "role",
    (
        Term("clerk", "受理员", "clerk"),
        Term("handler", "承办单位经办人", "unit's handler", ("经办人",)),
        Term("unit_head", "单位负责人", "unit head"),
        Term("unit_principal", "单位主要负责人", "unit's principal"),
        Term("reviewer", "审核员", "reviewer"),
        Term("inspector", "督查员", "inspector"),
        Term("leader", "领导", "leader"),
        Term("admin", "管理员", "administrator"),
    ),
)

#: What an account may be named besides its roles: a role or a body of the documents.
POSTS = ACTORS

#: As whom each role acts under any document. Which leader somebody is, or of which inspecting
#: body, no role tells: such posts are given to the account itself. 负责人 takes in the principal;
#: 分管领导 is a person of its own.
IMPLIED: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "clerk": frozenset({"hotline_centre", "hotline_office"}),
        "handler": frozenset({"handler", "handling_unit"}),
        "unit_head": frozenset({"unit_head", "handling_unit", "each_level"}),
        "unit_principal": frozenset({"unit_principal", "unit_head", "handling_unit", "each_level"}),
        "reviewer": frozenset({"closure_reviewer", "hotline_centre", "specialist"}),
        "inspector": frozenset({"inspector"}),
        "leader": frozenset(),
        "admin": frozenset(),
    }
)


def posts_of(roles: Iterable[str], given: Iterable[str] = ()) -> frozenset[str]:
    """Return as whom an account may act: what its roles imply, and what it was given."""
    return frozenset(given).union(*(IMPLIED[role] for role in roles))
