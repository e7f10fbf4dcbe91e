"""Roles, and as whom of a document each may act."""

from rexian.people.roles import IMPLIED, POSTS, ROLES, posts_of


def test_every_role_says_what_it_implies():
    assert set(IMPLIED) == set(ROLES.ids)
    assert set().union(*IMPLIED.values()) <= set(POSTS.ids)


def test_roles_are_found_by_their_chinese_names():
    names = "受理员 承办单位经办人 单位负责人 单位主要负责人 审核员 督查员 领导 管理员"
    assert tuple(ROLES.find(name) for name in names.split()) == ROLES.ids


def test_posts_are_what_the_roles_imply_and_what_was_given():
    posts = posts_of(["leader"], ["county_leader_in_charge"])
    assert posts == {"county_leader_in_charge"}
    assert posts_of(["reviewer", "inspector"]) >= {"closure_reviewer", "inspector"}


def test_a_principal_is_a_head_but_a_head_no_principal():
    assert "unit_head" in posts_of(["unit_principal"])
    assert "unit_principal" not in posts_of(["unit_head"])


def test_nobody_is_a_leader_of_the_documents_by_role_alone():
    assert posts_of(["leader", "admin"]) == frozenset()
