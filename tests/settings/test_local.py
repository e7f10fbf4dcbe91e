"""Local parameters: laid over a made-up document, and over the one that states no limit at all."""

import pytest
from rexian.discovery import load
from rexian.errors import InputError
from rexian.facts import kind
from rexian.reforms.places import Source
from rexian.rules.rule import art, limit, value
from rexian.settings.local import laid_over, local_name
from rexian.worktime.period import working_days

PAPER = """
    per: 第二条
    gist: {zh: 十个工作日, en: ten working days}
    source:
      title: {zh: 办理时限通知, en: Notice on limits}
      number: 热线〔2026〕1号
      date: 2026-01-05
"""
TEN_DAYS = f"of: town\nchanges:\n  - add: close.local\n    limit: 10wd{PAPER}"


@pytest.fixture
def town(enact):
    """A document that has limits for complaints and consultations, and for nothing else."""
    return enact(
        limit("close.complaint", working_days(5), when=kind.is_("complaint"), per=art("1")),
        limit("close.inquiry", working_days(2), when=kind.is_("inquiry"), per=art("2")),
        value("supervision.late", {"by": "hotline_centre"}, per=art("3"), when=kind.is_("help")),
    )


def lay(town, text):
    return laid_over(town, Source("local.yaml", text))


def close_of(rule, town, what):
    dispatched = {"type": "dispatched", "at": "2026-03-02T10:00", "unit": "甲局"}
    return rule("close", town, {"kind": what}, [dispatched], now="2026-03-03T10:00")


def test_what_the_document_leaves_open_the_deployment_decides_and_says_so(town, rule):
    told = close_of(rule, lay(town, TEN_DAYS), "help")
    assert told["outcome"]["limit"] == {"n": 10, "unit": "working_day"}
    assert told["outcome"]["due_at"] == "2026-03-16T23:59:59+08:00"
    assert (told["rule"], told["layer"], told["inherited"]) == ("close.local", "town.local", False)
    assert told["edition"] == "2026-01-05"
    assert told["citations"] == [
        {
            "document": "town.local",
            "locator": "《办理时限通知》第二条",
            "clause": "local.close.local",
        }
    ]


def test_the_document_goes_first_wherever_it_speaks(town, rule):
    found = lay(town, TEN_DAYS)
    for what, days, clause in (("complaint", 5, "art1"), ("inquiry", 2, "art2")):
        told = close_of(rule, found, what)
        assert told["outcome"]["limit"]["n"] == days
        assert [c["clause"] for c in told["citations"]] == [clause]
    assert close_of(rule, town, "help")["status"] == "silent"


def test_a_document_above_goes_first_too(town, enact, rule):
    bureau = enact(under=town, name="bureau")
    found = lay(bureau, TEN_DAYS.replace("of: town", "of: bureau"))
    assert close_of(rule, found, "complaint")["layer"] == "town"
    assert close_of(rule, found, "help")["layer"] == "bureau.local"


def test_the_paper_is_told_with_the_clause(town):
    layer = lay(town, TEN_DAYS).overlays[-1]
    clause = layer.clauses()["local.close.local"]
    assert (clause.gist_zh, clause.gist_en) == ("十个工作日", "ten working days")
    assert clause.note_en == "Notice on limits 热线〔2026〕1号 2026-01-05"
    assert layer.document.upper == "town"
    assert "town" in layer.document.title_en


def test_the_id_stays_and_the_fingerprint_changes(town):
    found = lay(town, TEN_DAYS)
    assert (found.id, local_name(found)) == ("town", "town.local")
    assert found.fingerprint() != town.fingerprint()
    longer = lay(town, TEN_DAYS.replace("10wd", "11wd"))
    assert longer.fingerprint() != found.fingerprint()


def test_grounds_unite_with_the_documents_own(town, rule):
    text = "of: town\nchanges:\n  - add: supervision.local\n    when: kind = help" + PAPER
    found = lay(town, text + "    says: {by: inspection_office}\n")
    told = rule("supervision", found, {"kind": "help"}, [])
    assert [(g["id"], g["layer"]) for g in told["outcome"]["grounds"]] == [
        ("local", "town.local"),
        ("late", "town"),
    ]


def test_two_parameters_share_the_silence_by_their_conditions(town, rule):
    second = f"  - add: close.praise\n    limit: 3wd\n    when: kind = praise{PAPER}"
    found = lay(town, f"{TEN_DAYS}{second}    over: close.local\n")
    assert close_of(rule, found, "praise")["outcome"]["limit"]["n"] == 3
    assert close_of(rule, found, "help")["outcome"]["limit"]["n"] == 10


def _broken(old, new):
    assert old in TEN_DAYS
    return TEN_DAYS.replace(old, new)


MISTAKES = {
    "1, column 5: these are local parameters of city": _broken("of: town", "of: city"),
    "3, column 5: no add here": _broken("add: close.local\n    ", ""),
    "3, column 5: local parameters only add; make a reform to replace": _broken("add:", "replace:"),
    "3, column 10: 'clsoe.local' answers no question": _broken("close.local", "clsoe.local"),
    "4, column 5: there is no key 'limti'; did you mean limit?": _broken("limit", "limti"),
    "4, column 12: '10xd' is not a limit": _broken("10wd", "10xd"),
    "3, column 5: no per here; write add, per, gist, source": _broken("    per: 第二条\n", ""),
    "6, column 11: no en": _broken(", en: ten working days", ""),
    "8, column 7: no title here; write title, date": _broken(
        "title: {zh: 办理时限通知, en: Notice on limits}", "number: x"
    ).replace("\n      number: 热线〔2026〕1号", ""),
    "10, column 13: 'spring' is not a date; write 2026-02-16": _broken("2026-01-05", "spring"),
    "3, column 10: close.complaint decides no case": _broken(
        "close.local", "close.complaint\n    when: kind = complaint"
    ),
    "2, column 10: there is no change": "of: town\nchanges: []\n",
    "1, column 1: no changes here; write of, changes": "of: town\n",
}


@pytest.mark.parametrize("told", MISTAKES)
def test_a_mistake_is_told_at_its_place(town, told):
    with pytest.raises(InputError) as caught:
        lay(town, MISTAKES[told])
    assert f"local.yaml, line {told}" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_rules_that_clash_are_refused(town):
    ring = f"  - add: close.two\n    limit: 3wd{PAPER}    over: close.local\n"
    with pytest.raises(InputError, match=r"^local.yaml: the rules do not fit together: .*ring"):
        lay(town, f"{TEN_DAYS}    over: close.two\n{ring}")


def test_an_overlay_of_the_same_name_is_not_hidden(town):
    once = lay(town, TEN_DAYS)
    with pytest.raises(InputError, match=r"an installed overlay is called town.local already"):
        lay(once, TEN_DAYS)


@pytest.mark.documents
def test_a_county_without_a_limit_of_its_own_gets_one(rule):
    found = lay(load("shicheng"), TEN_DAYS.replace("of: town", "of: shicheng"))
    assert close_of(rule, found, "complaint")["outcome"]["due_at"] == "2026-03-16T23:59:59+08:00"
    signed_off = [
        {"type": "dispatched", "at": "2026-03-02T10:00", "unit": "甲局"},
        {
            "type": "signoff", "at": "2026-03-02T12:00", "role": "unit_principal",
            "fields": ["limit"], "due_at": "2026-03-05",
        },
    ]  # fmt: skip
    told = rule("close", found, {"kind": "complaint"}, signed_off, now="2026-03-03T10:00")
    assert (told["layer"], told["outcome"]["due_at"]) == ("shicheng", "2026-03-05T23:59:59+08:00")


def dated(name, days, held):
    return f"  - add: close.{name}\n    limit: {days}wd{PAPER}      {held}\n"


def limit_on(rule, town, day):
    dispatched = {"type": "dispatched", "at": f"{day}T10:00", "unit": "甲局"}
    told = rule("close", town, {"kind": "help"}, [dispatched], now=f"{day}T11:00")
    return (told["outcome"] or {"limit": {"n": None}})["limit"]["n"], told["edition"]


def test_a_parameter_that_is_replaced_leaves_tickets_in_hand_alone(town, rule):
    text = "of: town\nchanges:\n"
    text += dated("first", 10, "in_force: 2026-02-01\n      until: 2026-06-30")
    found = lay(town, text + dated("second", 8, "in_force: 2026-07-01"))
    assert limit_on(rule, found, "2026-01-30") == (None, None)
    assert limit_on(rule, found, "2026-02-02") == (10, "2026-02-01")
    assert limit_on(rule, found, "2026-06-30") == (10, "2026-02-01")
    assert limit_on(rule, found, "2026-07-01") == (8, "2026-07-01")


def test_a_parameter_may_end_without_another(town, rule):
    found = lay(town, "of: town\nchanges:\n" + dated("first", 10, "until: 2026-06-30"))
    assert limit_on(rule, found, "2026-06-30") == (10, "before")
    assert limit_on(rule, found, "2026-07-01") == (None, None)


def test_a_parameter_without_days_holds_beside_one_with_them(town, rule):
    praise = dated("praise", 3, "in_force: 2026-07-01").replace(
        "limit: 3wd", "when: kind = praise\n    over: close.local\n    limit: 3wd"
    )
    found = lay(town, TEN_DAYS + praise)
    assert limit_on(rule, found, "2026-06-30") == (10, "before")
    assert limit_on(rule, found, "2026-07-01") == (10, "2026-07-01")


def test_an_end_before_the_beginning_is_refused(town):
    text = "of: town\nchanges:\n" + dated("x", 1, "in_force: 2026-07-01\n      until: 2026-06-30")
    with pytest.raises(InputError, match="line 12, column 14: it ends before it is in force"):
        lay(town, text)


def test_two_that_hold_at_once_are_refused(town):
    text = "of: town\nchanges:\n" + dated("x", 1, "until: 2026-07-01")
    told = "line 12, column 10: close.y holds for cases for which close.x holds too"
    with pytest.raises(InputError, match=told):
        lay(town, text + dated("y", 2, "in_force: 2026-07-01"))
    assert lay(town, text + dated("y", 2, "in_force: 2026-07-02"))
