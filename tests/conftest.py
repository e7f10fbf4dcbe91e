"""What tests of rules, questions and rulings share: made-up documents, and cases ruled by them."""

import sys

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from rexian.discovery import installed
from rexian.document import Channels, Document, Edition
from rexian.explain import Ruler, explain
from rexian.facts import stated_as
from rexian.instants import DAY, parse_instant
from rexian.jurisdictions import Jurisdiction, Layer
from rexian.model.case import read_case
from rexian.model.events import EVENT_TYPES, Event
from rexian.model.fields import FieldType
from rexian.worktime.history import CalendarHistory
from rexian.worktime.period import hours, natural_days, working_days
from rexian.worktime.sources import china

# How fast examples come is the machine's affair, which may be shared.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")

ALWAYS_ONE = (Edition("1"),)
CLAUSE = '[[clause]]\nid = "art{n}"\nlocator = "Article {n}"\nkind = "rule"\n'


DOCUMENTS = {"nanchang_amr", "nanchang_city", "nanchang_nrp", "shicheng", "yiyang"}


def pytest_collection_modifyitems(items):
    """Core is tested without any plugin too; what asks the real documents is then left out."""
    if installed().keys() >= DOCUMENTS:
        return
    for item in items:
        if item.get_closest_marker("documents"):
            item.add_marker(pytest.mark.skip(reason="the five documents are not installed"))


@pytest.fixture
def english(monkeypatch):
    monkeypatch.setenv("REXIAN_LANG", "en")


@pytest.fixture(scope="session")
def chinese_days():
    return CalendarHistory((china(),))


@pytest.fixture(scope="session")
def package(tmp_path_factory):
    """The name of an importable package whose clause index has the articles 1 to 9."""
    root = tmp_path_factory.mktemp("documents")
    home = root / "rexian_made_up"
    home.mkdir()
    (home / "__init__.py").touch()
    index = "".join(CLAUSE.format(n=n) for n in range(1, 10))
    (home / "clauses.toml").write_text(index, encoding="utf-8")
    sys.path.insert(0, str(root))
    yield home.name
    sys.path.remove(str(root))


@pytest.fixture(scope="session")
def enact(package):
    """Make a jurisdiction of these rules, under another one if it is given."""

    def make(*rules, readings=(), under=None, name="town", editions=ALWAYS_ONE, channels=None):
        document = Document(
            id=name,
            title=name,
            title_en=name,
            number="1",
            issuer=name,
            place=(name, name),
            editions=editions,
            upper=under and under.id,
        )
        layer = Layer(document, channels or Channels(), tuple(readings), rules, package)
        return Jurisdiction((layer, *(under.layers if under else ())))

    return make


@pytest.fixture(scope="session")
def tell(chinese_days):
    """Rule a case, written as in a file, and return everything told of it."""

    def ask(jurisdiction, ticket=None, events=(), *, now=None, calendars=None, **ruler):
        case = read_case({"ticket": ticket or {}, "events": list(events), "now": now})
        return explain(case, Ruler(jurisdiction, calendars or chinese_days, **ruler))

    return ask


@pytest.fixture(scope="session")
def rule(tell):
    """Rule a case and return one question's ruling."""

    def ask(question, jurisdiction, ticket=None, events=(), **more):
        return tell(jurisdiction, ticket, events, **more)["rulings"][question]

    return ask


MARCH = parse_instant("2026-03-02T08:00")
UNITS = ("甲局", "乙局", "丙局")
_MOMENTS = st.integers(0, 40 * 48).map(lambda half_hours: MARCH + half_hours * 1800)
_FIELDS = {
    FieldType.FLAG: st.booleans(),
    FieldType.COUNT: st.integers(0, 3),
    FieldType.INSTANT: _MOMENTS.map(lambda moment: moment // DAY * DAY + DAY - 1),
    FieldType.PERIOD: st.sampled_from([working_days(2), natural_days(3), hours(4)]),
    FieldType.STATED: st.sampled_from(["said", True, ""]),
    FieldType.TEXT: st.sampled_from(UNITS),
}


def _values(field):
    if field.type in _FIELDS:
        return _FIELDS[field.type]
    options = st.sampled_from(field.terms.ids)
    several = field.type in {FieldType.MANY, FieldType.TEXTS, FieldType.REASONS}
    return st.lists(options, max_size=2, unique=True).map(tuple) if several else options


def _event(kind):
    fields = {name: _values(field) for name, field in EVENT_TYPES[kind].fields.items()}
    return st.builds(Event, st.just(kind), _MOMENTS, st.fixed_dictionaries({}, optional=fields))


@pytest.fixture(scope="session")
def histories():
    """A strategy for what may have happened to a ticket, dispatches more often than the rest."""
    kinds = st.sampled_from([*EVENT_TYPES, *["dispatched"] * 6, *["extension_requested"] * 3])
    events = st.lists(kinds.flatmap(_event), max_size=9)
    return events.map(lambda found: tuple(sorted(found, key=lambda event: event.at)))


@pytest.fixture(scope="session")
def stated():
    """Return a strategy for the facts that a ticket may state, as a jurisdiction knows them."""

    def of(jurisdiction):
        known = {
            stated_as(name): st.sampled_from(fact.values or (1, 2, 3, 4, 5, 6))
            for name, fact in jurisdiction.domains.items()
            if not name.startswith("reading.")
        }
        ends = {f"{name}.at": _FIELDS[FieldType.INSTANT] for name in known if "given." in name}
        few = st.sets(st.sampled_from(sorted(known)), max_size=6)
        facts = few.flatmap(lambda names: st.fixed_dictionaries({n: known[n] for n in names}))
        received = st.fixed_dictionaries({}, optional={"received_at": _MOMENTS})
        return st.builds(
            lambda *found: {**found[0], **found[1], **found[2]},
            st.fixed_dictionaries(ends),
            facts,
            received,
        )

    return of
