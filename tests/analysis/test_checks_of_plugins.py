"""The documents checked: what a reader has found amiss with them is found, and answered for.

The numbers are those of the ambiguities that readings name, the list of what the texts leave unsaid
or contradict.
"""

from typing import NamedTuple

import pytest
from rexian.analysis.check import Checked
from rexian.analysis.laxer import upper_of
from rexian.analysis.relation import Relation
from rexian.analysis.report import told_cells
from rexian.explain import Ruler, explain

pytestmark = pytest.mark.documents
PLACES = ("nanchang_amr", "nanchang_city", "nanchang_nrp", "shicheng", "yiyang")


@pytest.fixture(scope="module")
def checked(five, checker):
    """Everything found of each document."""
    return {name: list(checker.check(side, upper_of(side))) for name, side in five.items()}


def when(found):
    return told_cells(found.side, found.grid, found.cells)["en"]


@pytest.mark.parametrize("name", PLACES)
def test_all_that_is_found_of_a_document_is_answered_for(checked, name):
    open_ones = [(c.finding.kind, c.finding.part.id, when(c.finding))
                 for c in checked[name] if c.reason is None]  # fmt: skip
    assert open_ones == []
    assert checked[name]


@pytest.mark.parametrize("name", PLACES)
def test_every_reason_is_given_in_both_languages(checked, name):
    assert [c for c in checked[name] if len({*c.reason.why} - {""}) != 2] == []


def said_of(part, ruling):
    """What a ruling says of a part: of one of several, under its key."""
    _question, _dot, key = part.id.partition(".")
    outcome = ruling["outcome"] or {}
    return outcome.get(key) if key else ruling["outcome"]


@pytest.mark.parametrize("name", PLACES)
def test_every_silence_is_shown_by_a_case_of_which_nothing_is_said(checked, name, chinese_days):
    for c in checked[name]:
        found, witness = c.finding, c.witness
        if found.kind == "gap" and witness.part == "host":
            ruler = Ruler(found.side.jurisdiction, chinese_days, found.side.readings)
            ruling = explain(witness.case, ruler)["rulings"][found.question]
            assert not said_of(found.part, ruling), (found.part.id, when(found))


class Amiss(NamedTuple):
    """Something known to be amiss: what it is, where, and words of the cases it is found in."""

    number: int
    place: str
    kind: str
    part: str
    of: str = ""
    reading: str | None = None
    under: str | None = None

    def is_it(self, c: Checked) -> bool:
        """Whether a finding is this one."""
        found = c.finding
        hangs = found.hangs_on or (c.reason and c.reason.reading)
        return (
            (found.kind, found.part.id) == (self.kind, self.part)
            and self.of in when(found)
            and (self.reading is None or (hangs is not None and hangs.id == self.reading))
            and (self.under is None or found.side.chosen[self.reading] == self.under)
        )


CITY, NRP, AMR = "nanchang_city", "nanchang_nrp", "nanchang_amr"
KNOWN = [
    # The number of days for provincial tickets is lost from the text.
    Amiss(1, CITY, "gap", "close", "", "provincial_days", "unknown"),
    # Other provincial platforms: the bureau's table against the city's reference to four days.
    Amiss(2, NRP, "laxer", "close", "wenzheng_jiangxi, governor_suggestion", "provincial_table"),
    Amiss(2, NRP, "laxer", "close", "channel = minsheng", "provincial_table"),
    Amiss(2, NRP, "laxer", "close", "leader_mailbox", "provincial_table"),
    Amiss(2, NRP, "laxer", "close", "channel = provincial_gov_mailbox", "provincial_table"),
    # 60 natural days in the annex, 10 working days in the text.
    Amiss(3, NRP, "conflict", "close", "channel = provincial_gov_mailbox"),
    # A unit may object for a day where the platform's window is two hours.
    Amiss(5, NRP, "squeezed", "object", "", "internal_window"),
    # The unit's day and the bureau's own are one and the same day.
    Amiss(14, NRP, "squeezed", "object", "channel in {city_12345"),
    # What is printed once in a merged cell may be meant for the first row only.
    Amiss(21, NRP, "gap", "reply_approval.seal", "", "merged_cell", "first"),
    Amiss(25, NRP, "gap", "reply_approval.seal", "", "leader_signs", "instructed"),
    # The template's title covers municipal channels, the text that asks for it does not.
    Amiss(27, NRP, "gap", "reply_form.sections", "channel in {city_12345", "template_scope"),
    # Municipal channels: no time to submit a reply, no seal.
    Amiss(29, NRP, "gap", "submit_reply", "channel in {city_12345"),
    Amiss(29, NRP, "gap", "reply_approval.seal", "channel in {city_12345"),
    # Reports of wrongdoing are in the aims, but not among what is taken.
    Amiss(30, NRP, "gap", "accept.decision", "kind = report", "reports_of_wrongdoing", "silent"),
    # Items lost from the city's list, which the bureau's has.
    Amiss(41, AMR, "laxer", "accept.refuse", "refusal_grounds.petition_channel"),
    Amiss(41, AMR, "laxer", "accept.refuse", "refusal_grounds.litigation_or_review"),
    Amiss(42, AMR, "laxer", "accept.refuse", "subject = personal_record_query"),
    # Redoing and sending back: help and opinions are in neither list.
    Amiss(47, CITY, "gap", "redo", "kind = help", "redo_help", "silent"),
    Amiss(47, CITY, "gap", "send_back", "kind = help", "redo_help", "silent"),
    Amiss(47, CITY, "gap", "redo", "kind = opinion", "redo_opinion", "silent"),
    Amiss(54, CITY, "gap", "extension.approver", "", "extension_approver", "silent"),
    # How many returns bring a meeting.
    Amiss(66, "yiyang", "gap", "disputed_to", "not disputed"),
    Amiss(70, "yiyang", "gap", "redo", "not kind in {praise, other}", "redo_limit", "silent"),
    # Complaints are not among the emergencies listed.
    Amiss(75, "yiyang", "gap", "emergency_transfer", "kind = complaint", "emergency_kinds"),
    Amiss(77, "yiyang", "gap", "extension.approver", "", "extension_approver", "silent"),
    # Nothing limits closing before the principal has signed off.
    Amiss(82, "shicheng", "gap", "close", "given.close = none"),
    Amiss(83, "shicheng", "gap", "sign", "given.sign = none"),
    Amiss(86, "shicheng", "gap", "dispatch.via", "not difficult", "referred_tickets"),
    Amiss(88, "shicheng", "gap", "sign_after_notice", "", "after_notice", "silent"),
    # Whether a pre-assignment refused counts among the two returns.
    Amiss(101, AMR, "gap", "disputed_to", "objections >= 2", "returns_counted"),
    Amiss(103, AMR, "gap", "extension.approver", "", "extension_approver", "silent"),
]


@pytest.mark.parametrize("known", KNOWN, ids=lambda k: f"{k.number}-{k.place}-{k.part}")
def test_what_is_known_to_be_amiss_is_found(checked, known):
    found = [c for c in checked[known.place] if known.is_it(c)]
    assert found, [(c.finding.kind, c.finding.part.id, when(c.finding))
                   for c in checked[known.place] if c.finding.kind == known.kind]  # fmt: skip
    assert all(c.witness is not None for c in found)


@pytest.mark.parametrize(
    "known", [k for k in KNOWN if k.reading], ids=lambda k: f"{k.number}-{k.reading}"
)
def test_the_reading_it_hangs_on_has_its_number(five, known):
    assert five[known.place].jurisdiction.readings[known.reading].ambiguity == known.number


class Differs(NamedTuple):
    """Something on which two documents are known to differ."""

    number: int
    first: str
    second: str
    part: str
    of: str
    relation: Relation


@pytest.mark.parametrize(
    "known",
    [
        # An hour for signing provincial tickets, where the city gives a day.
        Differs(4, NRP, CITY, "sign", "not channel in {city_12345", Relation.STRICTER),
        # Inquiries cannot be extended in Nanchang; nothing bars it in Yiyang.
        Differs(8, CITY, "yiyang", "extension.bar", "kind = inquiry", Relation.ONLY_FIRST),
        Differs(8, CITY, "yiyang", "extension.times", "", Relation.STRICTER),
        Differs(8, CITY, "yiyang", "extension.cap", "", Relation.LOOSER),
        # A day for returning from receipt, and from signing.
        Differs(13, CITY, "yiyang", "return", "", Relation.STRICTER),
        # Into the petition system there, and not elsewhere.
        Differs(12, CITY, "shicheng", "petition_transfer", "", Relation.ONLY_SECOND),
        # Shicheng limits neither closing by kind nor signing nor returning.
        Differs(82, "shicheng", "yiyang", "return", "", Relation.ONLY_SECOND),
    ],
    ids=lambda k: f"{k.number}-{k.part}",
)
def test_where_documents_are_known_to_differ_they_are_told_to(compared, known):
    found = {
        (d.relation if ids == (known.first, known.second) else d.relation.turned, when_of(d, pair))
        for pair in compared
        for ids in [tuple(side.jurisdiction.id for side in pair.sides)]
        if set(ids) == {known.first, known.second}
        for d in [each.difference for each in pair.shown]
        if d.part.id == known.part
    }
    assert any(relation is known.relation and known.of in cases for relation, cases in found), found


def when_of(difference, pair):
    return told_cells(pair.first, difference.grid, difference.cells)["en"]
