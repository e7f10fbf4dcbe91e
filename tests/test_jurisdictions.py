"""Jurisdictions: found, loaded in chains, compiled by edition; a broken plugin harms nobody."""

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from importlib.metadata import EntryPoint
from types import ModuleType, SimpleNamespace

import pluggy
import pytest
from rexian import discovery
from rexian.discovery import GROUP, chain, load_all
from rexian.document import Channels, Document, Edition, Prefix
from rexian.errors import DefinitionError, InputError
from rexian.facts import channel
from rexian.hookspecs import HOOK_API, PROJECT
from rexian.instants import parse_instant
from rexian.jurisdictions import edition_day
from rexian.loading import register
from rexian.model.events import Event
from rexian.model.terms import Term
from rexian.plugin import hookimpl, kind
from rexian.rules.readings import Reading
from rexian.rules.rule import limit, value
from rexian.rules.scalar import evaluate
from rexian.ruletable import say
from rexian.worktime.period import working_days

pytestmark = pytest.mark.usefixtures("english")
ALWAYS_ONE = (Edition("1"),)
ONE_DAY, TWO_DAYS = working_days(1), working_days(2)


def document_of(name, upper=None, editions=ALWAYS_ONE):
    return Document(
        id=name,
        title=name,
        title_en=name,
        number="1",
        issuer=name,
        place=(name, name),
        editions=editions,
        upper=upper,
    )


@pytest.fixture
def plugin(monkeypatch):
    """Make a plugin of these hooks, importable as `plugin_<name>`, and return its entry point."""

    def make(name, *, upper=None, api=HOOK_API, editions=ALWAYS_ONE, **hooks):
        module = ModuleType(f"plugin_{name}")
        if api is not None:
            module.HOOK_API = api
        hooks.setdefault("document", lambda: document_of(name, upper, editions))
        for hook, implementation in hooks.items():
            if implementation is not None:
                setattr(module, hook, hookimpl(implementation))
        monkeypatch.setitem(sys.modules, module.__name__, module)
        return entry(name, module.__name__)

    return make


def entry(name, value):
    point = EntryPoint(name, value, GROUP)
    return point._for(SimpleNamespace(name=f"dist-{name}"))


def rules(*found):
    def deadlines() -> Sequence[object]:
        return found

    return deadlines


@pytest.fixture
def install(monkeypatch):
    """Let these entry points be all that is installed."""

    def make(*points):
        found = {point.name: point for point in points}
        monkeypatch.setattr(
            discovery, "installed", lambda group=GROUP: found if group == GROUP else {}
        )
        discovery.loaded.cache_clear()
        return found

    yield make
    discovery.loaded.cache_clear()


SIGN_ONE = limit("sign.all", ONE_DAY, per=())
SIGN_TWO = limit("sign.all", TWO_DAYS, per=())


def decided(jurisdiction, part, chinese_days, **facts):
    """The layer and rule that decide a part, else the verdict."""
    found = evaluate(jurisdiction.plan(), facts, (), None, chinese_days)[part].decision
    return found.rules[0].layer if hasattr(found, "rules") else found.value


def test_a_chain_is_nearest_first_and_the_nearest_answers(plugin, chinese_days):
    points = {
        "city": plugin("city", deadlines=rules(SIGN_TWO, limit("redo.all", TWO_DAYS, per=()))),
        "town": plugin("town", upper="city", deadlines=rules(SIGN_ONE)),
    }
    town = chain("town", points)
    assert [layer.id for layer in town.layers] == ["town", "city"]
    assert (town.id, town.document.upper) == ("town", "city")
    assert decided(town, "sign", chinese_days) == "town"
    assert decided(town, "redo", chinese_days) == "city"
    assert decided(chain("city", points), "sign", chinese_days) == "city"


def test_what_is_not_inherited_stays_with_its_document(plugin, chinese_days):
    own = value("accept.decision.known", {"decision": "answer_now"}, per=(), inherited=False)
    shared = value(
        "accept.decision.asked", {"decision": "ask"}, when=kind.is_("help"), per=(),
        over=("accept.decision.known",),
    )  # fmt: skip
    points = {
        "city": plugin("city", intake=rules(own, shared)),
        "town": plugin("town", upper="city"),
    }
    assert decided(chain("city", points), "accept.decision", chinese_days, kind="praise") == "city"
    town = chain("town", points)
    assert decided(town, "accept.decision", chinese_days, kind="praise") == "silent"
    assert decided(town, "accept.decision", chinese_days, kind="help") == "city"


def test_what_several_hooks_return_is_one_set_of_rules(plugin):
    town = plugin("town", deadlines=rules(SIGN_ONE), intake=rules(value("report_up.x", {}, per=())))
    found = chain("town", {"town": town})
    assert {rule.id for rule in found.layers[0].rules} == {"sign.all", "report_up.x"}


def broken_hook():
    raise ZeroDivisionError("division by zero")


def asking_hook(case):
    return [case]


def misspelt_hook():
    return ()


def going_first(make):
    point = make("town")
    sys.modules["plugin_town"].deadlines = pluggy.HookimplMarker(PROJECT)(tryfirst=True)(rules())
    return point


NOT_A_PLUGIN = entry("town", "plugin_that_is_not_there")

BROKEN = {
    "its package is missing": (lambda _: NOT_A_PLUGIN, "plugin_that_is_not_there"),
    "it states no version of hooks": (lambda p: p("town", api=None), "hook API none; this is 1"),
    "it was written for other hooks": (lambda p: p("town", api=2), "hook API 2; this is 1"),
    "it has no document": (lambda p: p("town", document=None), "document"),
    "it calls itself otherwise": (
        lambda p: p("town", document=lambda: document_of("village")), "village",
    ),
    "its document is none": (lambda p: p("town", document=lambda: "the town's rules"), "Document"),
    "its channels are none": (lambda p: p("town", channels=lambda: ["wechat"]), "Channels"),
    "its reading is none": (lambda p: p("town", readings=lambda: ["redo"]), "Reading"),
    "its rule is none": (lambda p: p("town", deadlines=lambda: ["sign in a day"]), "Rule"),
    "its hook returns no list": (lambda p: p("town", deadlines=lambda: 5), "deadlines"),
    "its hook fails": (lambda p: p("town", deadlines=broken_hook), "division by zero"),
    "its hook asks for arguments": (lambda p: p("town", deadlines=asking_hook), "deadlines"),
    "it implements no known hook": (lambda p: p("town", deadline=misspelt_hook), "deadline"),
    "what is above it is missing": (lambda p: p("town", upper="metropolis"), "metropolis"),
    "it stands under itself": (lambda p: p("town", upper="town"), "stands under itself"),
    "it asks to go first": (going_first, "out of turn"),
    "its rule answers no question": (
        lambda p: p("town", deadlines=rules(limit("sing.all", ONE_DAY, per=()))), "sing.all",
    ),
    "its rule cites no clause of its": (
        lambda p: p("town", deadlines=rules(limit("sign.all", ONE_DAY, per=("art1",)))), "art1",
    ),
    "its rule goes over none": (
        lambda p: p("town", deadlines=rules(limit("sign.a", ONE_DAY, per=(), over=("sign.b",)))),
        "sign.b",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_plugin_among_several_is_a_warning_that_names_it(plugin, install, name):
    make, sentence = BROKEN[name]
    point = make(plugin)
    install(plugin("sound", deadlines=rules(SIGN_ONE)), point)
    with pytest.warns(UserWarning, match="dist-town") as warned:
        found = load_all()
    assert list(found) == ["sound"]
    [told] = [str(warning.message) for warning in warned]
    assert "town" in told
    assert "dist-town" in told
    assert sentence in told
    assert "\n" not in told


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_plugin_that_is_asked_for_is_an_error_that_names_it(plugin, install, name):
    make, sentence = BROKEN[name]
    point = make(plugin)
    install(plugin("sound"), point)
    with pytest.raises(InputError) as refused:
        discovery.load("town")
    told = str(refused.value)
    assert "dist-town" in told
    assert sentence in told
    assert "\n" not in told


def test_under_a_broken_plugin_nothing_stands(plugin, install):
    install(
        plugin("city", api=7),
        plugin("town", upper="city"),
        plugin("village", deadlines=rules(SIGN_ONE)),
    )
    with pytest.warns(UserWarning, match="dist-city") as warned:
        assert list(load_all()) == ["village"]
    assert all("dist-city" in str(warning.message) for warning in warned)
    assert len(list(warned)) == 2


def test_two_documents_under_each_other_are_refused(plugin, install):
    install(plugin("city", upper="town"), plugin("town", upper="city"))
    with pytest.raises(InputError, match="town stands under itself"):
        discovery.load("town")


def test_a_name_that_is_not_installed_is_told_with_the_nearest(plugin, install):
    install(plugin("shicheng"), plugin("yiyang"))
    with pytest.raises(InputError) as refused:
        discovery.load("yiyan")
    assert str(refused.value) == "no jurisdiction 'yiyan' is installed; did you mean yiyang?"


def test_nothing_wrong_is_no_warning(plugin, install, recwarn):
    install(plugin("city"), plugin("town", upper="city"))
    assert list(load_all()) == ["city", "town"]
    assert list(recwarn) == []


@pytest.mark.parametrize("way", ["tryfirst", "trylast", "hookwrapper", "wrapper"])
def test_a_plugin_that_reorders_hooks_is_refused(way):
    module = ModuleType("plugin_pushing")

    def deadlines():
        yield

    module.deadlines = pluggy.HookimplMarker(PROJECT)(**{way: True})(deadlines)
    with pytest.raises(DefinitionError) as refused:
        register([("pushing", [module])])
    assert "pushing" in str(refused.value)
    assert "out of turn" in str(refused.value)


def test_what_is_installed_is_found_without_importing_it(monkeypatch):
    point = EntryPoint("ghost", "plugin_that_is_not_there", GROUP)
    monkeypatch.setattr(discovery, "entry_points", lambda **_: [point])
    assert discovery.installed() == {"ghost": point}


OLD, NEW = Edition("2020", date(2020, 1, 1)), Edition("2025", date(2025, 7, 1))


@pytest.mark.parametrize(
    ("day", "edition"),
    [
        (None, "2025"),
        (date(2019, 1, 1), "2020"),
        (date(2020, 1, 1), "2020"),
        (date(2025, 6, 30), "2020"),
        (date(2025, 7, 1), "2025"),
    ],
)
def test_the_edition_in_force_on_a_day(enact, day, edition):
    assert enact(editions=(OLD, NEW)).layers[0].edition(day).id == edition


def test_an_edition_always_in_force(enact):
    layer = enact(editions=(Edition("lost"), NEW)).layers[0]
    assert layer.edition(date(1990, 1, 1)).id == "lost"
    assert layer.edition(date(2026, 1, 1)).id == "2025"


EDITED = (
    limit("close.old", ONE_DAY, per=("art1",), editions=("2020",)),
    limit("close.new", TWO_DAYS, per=("art2",), editions=("2025",)),
    limit("sign.all", ONE_DAY, per=("art3",)),
)


def e(name, at, **fields):
    return {"type": name, "at": at, **fields}


@pytest.mark.parametrize(
    ("events", "received", "rule_id"),
    [
        ([e("dispatched", "2025-06-30T23:00")], None, "close.old"),
        ([e("dispatched", "2025-07-01T00:00")], None, "close.new"),
        ([e("dispatched", "2025-06-30T23:00"), e("dispatched", "2025-07-09T09:00")], None,
         "close.old"),
        ([e("dispatched", "2025-07-01T09:00")], "2025-06-30T09:00", "close.new"),
        ([], "2025-06-30T09:00", "close.old"),
        ([], "2025-07-01T09:00", "close.new"),
        ([], None, "close.new"),
    ],
)  # fmt: skip
def test_the_edition_at_first_dispatch_governs(enact, rule, events, received, rule_id):
    town = enact(*EDITED, editions=(OLD, NEW))
    ticket = {"received_at": received} if received else {}
    told = rule("close", town, ticket, events)
    assert told["rule"] == rule_id
    assert told["edition"] == ("2020" if rule_id == "close.old" else "2025")


def test_an_edition_change_leaves_a_ticket_in_hand_alone(enact, rule):
    """Sent a day before the change, still open long after it."""
    town = enact(*EDITED, editions=(OLD, NEW))
    events = [e("dispatched", "2025-06-30T09:00")]
    before = rule("close", town, {}, events, now="2025-06-30T10:00")["outcome"]
    after = rule("close", town, {}, events, now="2025-08-01T10:00")["outcome"]
    assert before["due_at"] == after["due_at"] == "2025-07-01T23:59:59+08:00"


def test_an_upper_documents_edition_changes_by_itself(enact, rule):
    city = enact(
        limit("sign.old", ONE_DAY, per=("art1",), editions=("2020",)),
        limit("sign.new", TWO_DAYS, per=("art2",), editions=("2025",)),
        name="city",
        editions=(OLD, NEW),
    )
    town = enact(limit("redo.all", ONE_DAY, per=("art1",)), under=city)
    told = rule("sign", town, {}, [e("dispatched", "2025-06-30T09:00")])
    assert (told["rule"], told["edition"], told["inherited"]) == ("sign.old", "2020", True)


def test_a_rule_may_go_over_one_that_its_edition_no_longer_has(enact):
    town = enact(
        limit("close.all", TWO_DAYS, per=(), editions=("2020",)),
        limit("close.help", ONE_DAY, when=kind.is_("help"), over=("close.all",), per=()),
        editions=(OLD, NEW),
    )
    assert len(town.plan(date(2026, 1, 1)).rules) == 1
    assert len(town.plan(date(2021, 1, 1)).rules) == 2


def test_a_plan_is_compiled_once_an_edition(enact):
    town = enact(*EDITED, editions=(OLD, NEW))
    assert town.plan(date(2021, 1, 1)) is town.plan(date(2022, 1, 1))
    assert town.plan() is town.plan(date(2026, 1, 1)) is not town.plan(date(2021, 1, 1))


@pytest.mark.parametrize(
    ("events", "received", "day"),
    [
        ([], None, None),
        ([], "2025-06-30T23:59", date(2025, 6, 30)),
        ([("signed", "2025-07-02T00:00")], "2025-06-30T23:59", date(2025, 6, 30)),
        ([("dispatched", "2025-07-01T00:00"), ("dispatched", "2025-08-01T00:00")], "2025-06-30",
         date(2025, 7, 1)),
    ],
)  # fmt: skip
def test_the_day_that_governs_a_case(events, received, day):
    happened = [Event(name, parse_instant(at), {}) for name, at in events]
    assert edition_day(happened, parse_instant(received) if received else None) == day


TWO_WAYS = Reading(
    id="redo_limit",
    zh="重办期限",
    en="limit of a redo",
    choices=(Term("one", "一日", "one day"), Term("silent", "未规定", "none")),
    default="one",
    per=("art1",),
    why=("因", "because"),
)


def test_the_nearest_document_reads_a_point_that_two_read(enact):
    nearer = replace(TWO_WAYS, default="silent")
    town = enact(readings=(nearer,), under=enact(readings=(TWO_WAYS,), name="city"))
    assert town.readings["redo_limit"].default == "silent"
    assert "redispatch" in town.readings


def test_a_reading_is_chosen_by_name(enact):
    town = enact(readings=(TWO_WAYS,))
    assert town.chosen({"redo_limit": "silent"}) == {"reading.redo_limit": "silent"}
    with pytest.raises(
        InputError, match="town has no reading 'redo_limits'; did you mean redo_limit"
    ):
        town.chosen({"redo_limits": "one"})
    with pytest.raises(InputError, match="reading redo_limit has no choice 'two'"):
        town.chosen({"redo_limit": "two"})


PREFIXES = Channels(
    (
        Prefix("DHXX", ("city_12345",), ("art1",)),
        Prefix("DH", ("county_12345",), ("art1",)),
        Prefix("省工单DH", ("china_gov", "provincial_12345"), ("art2",)),
    ),
    (Term("village_wall", "村口告示", "village wall"),),
)


@pytest.mark.parametrize(
    ("ticket", "shown"),
    [
        ({"number": "DHXX2025"}, "city_12345"),
        ({"number": "DHX2025"}, "county_12345"),
        ({"number": "省工单DH2025"}, "china_gov|provincial_12345"),
        ({"number": "XX2025"}, None),
        ({"number": "DHXX2025", "channel": "wechat"}, "wechat"),
        ({}, None),
    ],
)
def test_a_number_shows_its_channel_unless_one_is_stated(enact, ticket, shown):
    assert enact(channels=PREFIXES).facts_of(ticket).get("channel") == shown


def test_a_chain_knows_the_channels_of_all_its_documents(enact):
    town = enact(under=enact(channels=PREFIXES, name="city"))
    assert "village_wall" in town.channel_fact.terms
    assert town.channel_fact.groups == (("china_gov", "provincial_12345"),)
    assert town.facts_of({"number": "DHXX1"})["channel"] == "city_12345"


@pytest.mark.parametrize("written", ["village_wall", "村口告示", "Village Wall"])
def test_a_stated_channel_is_settled_by_whose_it_is(enact, written):
    town = enact(under=enact(channels=PREFIXES, name="city"))
    assert town.settled({"kind": "help", "channel": written}) == {
        "kind": "help",
        "channel": "village_wall",
    }
    assert town.facts_of({"number": "DHXX1", "channel": written})["channel"] == "village_wall"


def test_a_channel_that_nobody_of_the_chain_knows_is_an_error_with_the_nearest(enact):
    town = enact(under=enact(channels=PREFIXES, name="city"))
    message = "^ticket: channel: 'villag_wall' is not known to town; did you mean village_wall\\?$"
    with pytest.raises(InputError, match=message):
        town.facts_of({"channel": "villag_wall"})
    with pytest.raises(InputError, match="'village_wall' is not known to city; "):
        enact(name="city").facts_of({"channel": "village_wall"})


def test_a_channel_left_open_matters_only_where_the_rules_part(enact, rule):
    both = ("china_gov", "provincial_12345")
    ticket, sent = {"number": "省工单DH1"}, [e("dispatched", "2026-03-02T09:00")]
    alike = enact(limit("close.a", ONE_DAY, when=channel.in_(*both), per=()), channels=PREFIXES)
    apart = enact(limit("close.a", ONE_DAY, when=channel.is_(both[0]), per=()), channels=PREFIXES)
    assert rule("close", alike, ticket, sent)["status"] == "decided"
    told = rule("close", apart, ticket, sent)
    assert (told["status"], told["facts"]) == ("missing_fact", ["channel"])


def test_a_rule_is_cited_by_document_locator_and_clause(enact):
    town = enact(limit("sign.all", ONE_DAY, per=("art3", "art1")))
    assert town.cite(town.plan().rules[0]) == [
        {"document": "town", "locator": "Article 3", "clause": "art3"},
        {"document": "town", "locator": "Article 1", "clause": "art1"},
    ]


def test_the_fingerprint_tells_rules_and_readings_apart_and_nothing_else(enact):
    base = enact(SIGN_ONE).fingerprint()
    assert enact(SIGN_ONE).fingerprint() == base
    others = [
        enact(SIGN_TWO),
        enact(limit("sign.all", ONE_DAY, when=kind.is_("help"), per=())),
        enact(SIGN_ONE, readings=(TWO_WAYS,)),
        enact(limit("sign.every", ONE_DAY, per=())),
        enact(limit("sign.all", ONE_DAY, strength="may", per=())),
        enact(SIGN_ONE, limit("redo.all", ONE_DAY, per=())),
    ]
    prints = [other.fingerprint() for other in others]
    assert len({base, *prints}) == 7


def test_the_fingerprint_is_the_same_in_another_process():
    """Sets have no order of their own: what is told of a condition must not hang on one."""
    told = (
        "from rexian.discovery import installed, load;"
        "print(*(load(name).fingerprint() for name in sorted(installed())))"
    )
    prints = {
        subprocess.run(  # noqa: S603 - this very interpreter
            [sys.executable, "-c", told],
            env={"PYTHONHASHSEED": seed, "PATH": ""},
            capture_output=True, text=True, check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }  # fmt: skip
    assert len(prints) == 1


def test_the_fingerprint_tells_over_and_followed_apart(enact):
    """Which of two clashing rules is followed is part of what the rules say."""
    one = limit("sign.a", ONE_DAY, per=())
    plain = limit("sign.b", TWO_DAYS, per=())
    over = limit("sign.b", TWO_DAYS, per=(), over=("sign.a",))
    followed = limit("sign.b", TWO_DAYS, per=(), followed="the later clause")
    prints = {enact(one, other).fingerprint() for other in (plain, over, followed)}
    assert len(prints) == 3


def bringing(*words):
    def hook() -> Sequence[object]:
        return words

    return hook


def test_a_plugin_brings_words_for_its_outcomes(plugin):
    chief = Term("town.street_chief", "街长", "street chief")
    by_chief = value("dispatch.by.chief", {"by": chief.id}, per=())
    found = chain("town", {"town": plugin("town", words=bringing(chief), routing=rules(by_chief))})
    (rule,) = found.layers[0].rules
    assert say(rule.outcome, "zh", "dispatch.by") == "由街长派单"
    assert "street chief" in say(rule.outcome, "en", "dispatch.by")


def test_words_of_one_plugin_are_not_anothers(plugin):
    point = plugin("town", words=bringing(Term("chief", "街长", "street chief")))
    with pytest.raises(InputError, match=r"its word 'chief' is to be called town\.chief"):
        chain("town", {"town": point})


def test_words_are_no_list_of_texts(plugin):
    with pytest.raises(InputError, match="its hook words returned 'x', not a Term"):
        chain("town", {"town": plugin("town", words=bringing("x"))})
