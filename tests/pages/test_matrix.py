"""The comparison matrix, and the few words of its cells."""

import pytest
from rexian.facts import calls, channel, difficult, findings, given_close, kind, policy_basis
from rexian.pages.brief import BriefSpeaker, cite_briefly
from rexian.pages.matrix import FAMILIES, matrix_page
from rexian.pages.sheet import Sheet
from rexian.questions import QUESTIONS
from rexian.rules.rule import limit, value
from rexian.worktime.period import working_days

TWO = working_days(2)
INQUIRY = limit("close.inquiry", TWO, when=kind.is_("inquiry"), per=("art1",))


@pytest.fixture
def cells():
    """Return the cells beside the point of a question, one for each jurisdiction."""

    def find(point, *jurisdictions, code="en"):
        page = matrix_page([Sheet(found) for found in jurisdictions], code)
        [row] = [line for line in page.splitlines() if line.startswith(f"| **{point}**")]
        return row.strip("| ").split(" | ")[1:]

    return find


def test_a_line_a_rule_then_the_rest(cells, enact):
    town = enact(
        INQUIRY, limit("close.help", working_days(5), when=kind.is_("help"), per=("art2",))
    )
    assert cells("closing", town) == [
        "inquiry — 2 wd (Article 1)<br>request for help — 5 wd (Article 2)<br>else not laid down"
    ]
    assert cells("办结", town, code="zh") == [
        "咨询 — 2个工作日（Article 1）<br>求助 — 5个工作日（Article 2）<br>其余未规定"
    ]


def test_silence_and_what_is_inherited(cells, enact):
    city = enact(INQUIRY, name="city")
    bureau = enact(limit("sign.all", TWO, per=("art1",)), under=city, name="bureau")
    county = enact(limit("sign.all", TWO, per=("art1",)), name="county")
    assert cells("closing", city, bureau, county) == [
        "inquiry — 2 wd (Article 1)<br>else not laid down",
        "→ `city`<br>else not laid down",
        "not laid down",
    ]
    assert cells("signing", city, bureau, county)[0] == "not laid down"


def test_a_lower_document_that_says_more_names_the_upper_once(cells, enact):
    city = enact(INQUIRY, limit("close.rest", TWO, when=~kind.is_("inquiry"), per=("art2",)),
                 name="city")  # fmt: skip
    bureau = enact(limit("close.help", TWO, when=kind.is_("help"), per=("art3",)), under=city)
    assert cells("closing", bureau) == ["request for help — 2 wd (Article 3)<br>→ `city`"]


def test_a_clash_stands_out(cells, enact):
    [told] = cells("closing", enact(INQUIRY, limit("close.all", working_days(9), per=("art3",))))
    assert told.endswith("inquiry — **clauses clash** 2 wd / 9 wd (Article 1；Article 3)")


def test_grounds_are_told_by_their_cases_alone(cells, enact):
    town = enact(value("identity_masking.hard", {}, when=difficult, per=("art1",)))
    assert cells("masking of identity", town) == ["difficult and complex (Article 1)"]


def test_a_point_on_which_all_are_silent_has_no_row(enact):
    assert "follow-up" not in matrix_page([Sheet(enact(INQUIRY))], "en")


def test_every_question_belongs_to_one_family():
    assert [q.id for _name, questions in FAMILIES for q in questions] == [q.id for q in QUESTIONS]


@pytest.mark.parametrize(
    ("condition", "told"),
    [
        (kind.in_("inquiry", "help"), "inquiry/request for help"),
        (~kind.is_("inquiry"), "not inquiry"),
        (given_close.is_("law"), "close limit given: law"),
        (~given_close.is_("law"), "close limit given: not law"),
        (calls.at_least(3), "times raised≥3"),
        (~calls.at_least(3), "times raised<3"),
        (findings.has("key_case"), "a key case"),
        (~policy_basis, "has a basis in policy: no"),
        (
            channel.in_("wechat", "ganfutong", "police", "county_12345", "china_gov"),
            "WeChat/Ganfutong app and 3 more",
        ),
        (
            findings.has_any(
                "key_case", "unreasonable", "noncompliant", "several_units", "fabricated"
            ),
            "a key case/unreasonable and 3 more",
        ),
    ],
)  # fmt: skip
def test_few_words(condition, told):
    assert BriefSpeaker({}).say(condition) == told


@pytest.mark.parametrize(
    ("places", "told"),
    [
        (["A"], " (A)"),
        (["A", "B", "A"], " (A；B)"),
        (["A", "B", "C"], " (A；B etc.)"),
        (["（推定第十条）"], " [（推定第十条）]"),
        (["三(一)末句", "三(一)"], " (三(一))"),
    ],
)
def test_places_are_cited_once_each_and_few(places, told):
    assert cite_briefly(places) == told
