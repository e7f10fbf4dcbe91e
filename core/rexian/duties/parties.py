"""Who has duties and towards whom: the contract's roles and bodies, and those only duties name."""

from __future__ import annotations

from rexian.errors import DefinitionError, nearest
from rexian.model.terms import Term
from rexian.model.vocabulary import ACTORS

PARTIES = ACTORS.extended(
    (
        Term("member_unit", "成员单位", "member unit"),
        Term("hotline_staff", "热线工作人员", "hotline staff"),
        Term("liaison", "联络员", "liaison", ("联系人",)),
        Term("joint_meeting_office", "联席会议办公室", "office of the joint meeting"),
        Term("service_centre", "政务服务中心", "government service centre"),
        Term("county_government", "县区政府", "county government"),
        Term("county_leaders", "县领导", "county leaders"),
        Term("upper_centre", "上级热线中心", "hotline centre of the level above"),
        Term("peer_departments", "同级部门", "departments of the same level"),
        Term("hotline_platform", "热线平台", "hotline platform"),
        Term("party_group", "局党组", "bureau's party group"),
    )
)


def party(named: str | Term) -> Term:
    """Return a party by its id, or the party of a plugin's own.

    Raises:
        DefinitionError: no party has this id.
    """
    if isinstance(named, Term):
        return named
    if named not in PARTIES:
        raise DefinitionError(f"there is no party {named!r}{nearest(named, PARTIES.ids)}")
    return PARTIES[named]
