"""The page of a jurisdiction's rule tables."""

import pytest
from rexian.facts import difficult, kind, urgency
from rexian.model.terms import Term
from rexian.pages.rules import rules_page
from rexian.pages.sheet import Sheet
from rexian.rules.readings import Reading
from rexian.rules.rule import limit, value
from rexian.worktime.period import minutes, working_days

TWO = working_days(2)
INQUIRY = limit("close.inquiry", TWO, when=kind.is_("inquiry"), per=("art1",))
SHORT = Reading(
    id="short", zh="短|长", en="short or long", per=(), why=("因", "because"), default="no",
    choices=(Term("yes", "是", "yes"), Term("no", "否", "no")),
)  # fmt: skip


@pytest.fixture
def page(enact):
    def write(*rules, **more):
        return rules_page(Sheet(enact(*rules, **more)))

    return write


@pytest.fixture
def row(page):
    """Return the cells of a rule's row, found by the rule's id."""

    def find(name, *rules, **more):
        [found] = [x for x in page(*rules, **more).splitlines() if x.endswith(f"`{name}` |")]
        return [cell.strip() for cell in found.strip("|").split(" | ")]

    return find


def test_a_row_in_full(row):
    assert row("close.inquiry", INQUIRY) == [
        "诉求类型为咨询<br>kind of appeal is inquiry", "2个工作日<br>2 wd", "Article 1",
        "`close.inquiry`",
    ]  # fmt: skip


def test_it_reads_the_same_in_any_interface_language(page, monkeypatch):
    english = page(INQUIRY)
    monkeypatch.setenv("REXIAN_LANG", "zh")
    assert page(INQUIRY) == english


def test_silence_is_a_row(page):
    assert "| 诉求类型非咨询<br>kind of appeal is not inquiry | 未规定<br>not laid down |" in page(
        INQUIRY
    )


def test_a_clash_is_a_row_that_names_the_rule_followed(page):
    nine = limit("close.all", working_days(9), followed="it came later", per=("art3",))
    [clash] = [line for line in page(INQUIRY, nine).splitlines() if "条文冲突" in line]
    assert "clauses clash: 2 wd / 9 wd; until that is mended close.all is followed" in clash
    assert "Article 1；Article 3" in clash
    assert "`close.inquiry`<br>`close.all` |" in clash


def test_what_is_inherited_is_marked_with_whose_it_is(row, enact):
    city = enact(limit("close.help", TWO, when=kind.is_("help"), per=("art2",)), name="city")
    assert row("close.help", INQUIRY, under=city)[2] == "Article 2<br>上位 inherited: `city`"
    assert row("close.inquiry", INQUIRY, under=city)[2] == "Article 1"


def test_what_yields_to_a_rule_is_named_with_it(page):
    hard = limit("close.hard", working_days(9), when=difficult, over=("close.inquiry",), per=())
    assert "| `close.hard`<br>优先于 over `close.inquiry` |" in page(INQUIRY, hard)


def test_readings_are_numbered_and_told(page):
    told = page(
        limit("close.usual", TWO, when=SHORT.is_("no"), per=("art1",)),
        limit("close.short", minutes(9), when=SHORT.is_("yes"), per=("art1",)),
        readings=(SHORT,),
    )
    assert "| 一律 (读法1)<br>in every case (reading 1) |" in told
    assert "| *按读法1a*<br>*by reading 1a* | *9分钟*<br>*9 min* |" in told
    assert told.count("- 读法 reading 1 `short`: 短|长 · short or long\n") == 1
    assert "  - a. `yes` 是 · yes\n  - b. `no` 否 · no **默认 default**: 因 · because" in told


def test_parts_of_a_question_are_told_apart(page):
    told = page(
        value("extension.times.once", {"max_times": 1}, per=("art1",)),
        value("extension.approver.head", {"approver": "unit_head"}, per=("art1",)),
    )
    assert "| 次数<br>how often | 一律<br>in every case | 限1次<br>at most 1 time(s) |" in told
    assert "| 批准人<br>the approver | 一律<br>in every case |" in told


def test_when_a_question_arises_at_all_is_said(page):
    told = page(
        limit("emergency_transfer.now", minutes(30), per=()), limit("close.all", TWO, per=())
    )
    assert told.count("It arises only where: urgency is public emergency or major matter.") == 1
    assert told.count("仅涉及：紧急程度为公共突发/重大。") == 1


def test_every_question_stands_either_in_the_contents_or_among_the_silent(page):
    told = page(INQUIRY)
    assert "- [办结 · closing](#close)" in told
    assert '<a id="close"></a>' in told
    assert "- 签收 · signing (`sign`)" in told.partition("## 未规定 · not laid down")[2]


def test_one_question_alone(enact):
    sheet = Sheet(enact(INQUIRY, limit("sign.all", TWO, per=("art1",))))
    told = rules_page(sheet, "close")
    assert [line for line in told.splitlines() if line.startswith("## ")] == [
        "## 办结 · closing (close)"
    ]
    assert rules_page(sheet, "redo").endswith("## 重办 · redo (redo)\n\n未规定 · not laid down\n")


def test_no_cell_breaks_the_table(page):
    told = page(
        limit("close.all", TWO, when=SHORT.is_("no") & urgency.is_("emergency"), per=("art1",)),
        readings=(SHORT,),
    )
    rows = [line for line in told.splitlines() if line.startswith("|")]
    assert {line.replace("\\|", "").count("|") for line in rows} == {5}
