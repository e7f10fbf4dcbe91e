"""Answers are compared by what they say, not by where they stand."""

from rexian.saying.differing import differ


def ruling(outcome, status="decided"):
    return {"status": status, "outcome": outcome}


def test_clauses_make_no_difference():
    one = {"due_at": "2026-03-04", "rule": "close.a", "citations": [{"locator": "第一条"}]}
    other = {"due_at": "2026-03-04", "rule": "close.b", "citations": [], "layer": "city"}
    assert not differ([ruling(one), ruling(other)])


def test_due_times_do_and_so_does_silence():
    one, other = ruling({"due_at": "2026-03-04"}), ruling({"due_at": "2026-03-05"})
    assert differ([one, one, other])
    assert differ([one, ruling(None, "silent")])
    assert not differ([ruling(None, "silent")] * 2)


def test_what_stands_under_a_ground_counts_and_its_clause_does_not():
    def grounds(**more):
        return ruling({"grounds": [{"id": "late", "citations": [1], **more}]})

    assert not differ([grounds(), grounds(citations=[2])])
    assert differ([grounds(), grounds(forms=["order"])])


def test_nothing_differs_from_nothing():
    assert not differ([])
    assert not differ([ruling(None, "silent")])
