"""A million tickets under every jurisdiction: closing limit and due date, beside peers and a floor.

    uv run --group bench python benchmarks/tickets.py [--quick]

OpenFisca-core and polars get the same rules, translated from the conditions themselves into
`numpy.select` and when/then over Enum columns, and the due dates of every limit on every day ready
to be gathered. OpenFisca is timed with its simulation ready, and from columns of codes or text, as
the others start; codes hold the events of each type
apart, as coding leaves them. The floor is a gather by hand: one table from
codes to limits, one from limit and day to due date, in pieces that fit the cache. All answers are
compared before anything is timed.
"""

from __future__ import annotations

import argparse
import operator
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import reduce
from itertools import product
from typing import Any, NamedTuple

import numpy as np
import polars as pl
from openfisca_core.entities import build_entity
from openfisca_core.indexed_enums import Enum, EnumArray
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable
from peers import ranked
from rexian.discovery import installed, load
from rexian.facts import GIVEN_FACTS
from rexian.instants import DAY, parse_instant
from rexian.jurisdictions import Jurisdiction
from rexian.lab import worktime
from rexian.lab.columns import Tickets, coded
from rexian.lab.corpus import EVENT_KIND, Corpus
from rexian.lab.evaluate import evaluate
from rexian.model.vocabulary import CHANNELS, KINDS, URGENCIES
from rexian.rules import scalar
from rexian.rules.conditions import And, Atom, Condition, Not, Or
from rexian.rules.facts import Flag
from rexian.rules.outcomes import Limit
from rexian.rules.table import Enacted, Table, Verdict
from rexian.worktime.calendar import NAT
from rexian.worktime.history import CalendarHistory
from rexian.worktime.period import Period
from rexian.worktime.sources import china

LOW, HIGH = parse_instant("2025-01-01T00:00"), parse_instant("2025-12-01T00:00")
FIRST, DAYS = LOW // DAY, (HIGH - LOW) // DAY + 1
CALENDARS = CalendarHistory((china(),))
WORDS = {"kind": KINDS.ids, "channel": CHANNELS.ids, "urgency": URGENCIES.ids}
#: What the corpus tells of; every other fact is the same for all tickets.
VARYING = (*WORDS, "calls", "difficult")
#: What a corpus tells of: the events that the closing hangs on, some of which it never has.
RECORDED = frozenset({"dispatched", "closed", "signoff", "transferred_to_petition"})
MOST_CALLS = 4
PIECE = 1 << 15

Answers = list[tuple[Any, Any]]


def corpus_of(size: int) -> Corpus:
    """Return tickets that were all dispatched once; most are closed, none was signed off."""
    rng = np.random.default_rng(1)
    start = rng.integers(LOW, HIGH, size)
    closed = np.flatnonzero(rng.random(size) < 0.9)
    tickets = {
        "row": np.arange(size),
        **{name: rng.choice(words, size) for name, words in WORDS.items()},
        "calls": rng.integers(1, MOST_CALLS + 1, size),
        "difficult": rng.random(size) < 0.1,
    }
    dispatches = {"ticket": np.arange(size), "type": ["dispatched"] * size, "at": start}
    closings = {
        "ticket": closed,
        "type": ["closed"] * closed.size,
        "at": start[closed] + rng.integers(3600, 30 * DAY, closed.size),
    }
    frames = [
        pl.DataFrame(found, schema_overrides={"type": EVENT_KIND})
        for found in (dispatches, closings)
    ]
    events = pl.concat(frames).sort("ticket", "at")
    return Corpus(pl.DataFrame(tickets), events, RECORDED)


class Rules(NamedTuple):
    """What a jurisdiction says of closing, for whoever is not Rexian."""

    name: str
    table: Table
    fixed: dict[str, Any]
    ranked: tuple[Enacted, ...]
    """The rules, such that the first whose condition holds decides."""
    periods: list[Period]
    due: np.ndarray[Any, np.dtype[np.int64]]
    """Due dates, a stretch of days for each period, and one without any."""


def rules_of(jurisdiction: Jurisdiction) -> Rules:
    plan = jurisdiction.plan()
    table = plan.parts["close"].tables[0]
    fixed = scalar.evaluate(plan, {}, (), None, CALENDARS)
    outcomes = [enacted.rule.outcome for enacted in table.rules]
    periods = list(dict.fromkeys(o.period for o in outcomes if isinstance(o, Limit)))
    days = np.arange(FIRST, FIRST + DAYS) * DAY
    stretches = [worktime.add(china(), days, period)[0] for period in periods]
    due = np.concatenate([*stretches, np.full(DAYS, NAT)])
    return Rules(jurisdiction.id, table, fixed, tuple(ranked(table.rules)), periods, due)


def limit_of(rules: Rules, enacted: Enacted) -> int:
    outcome = enacted.rule.outcome
    return rules.periods.index(outcome.period) if isinstance(outcome, Limit) else -1


def told(condition: Condition, rules: Rules, ask: Callable[[Atom], Any]) -> Any:
    """Return a condition in a peer's own terms, or its truth where no fact in it varies."""
    match condition:
        case Flag():
            return told(condition.atom, rules, ask)
        case Atom(fact=fact):
            return ask(condition) if fact.id in VARYING else condition.holds(rules.fixed)
        case Not(term=term):
            found = told(term, rules, ask)
            return not found if isinstance(found, bool) else ~found
        case And(terms=terms) | Or(terms=terms):
            weak = isinstance(condition, And)
            found = [told(term, rules, ask) for term in terms]
            if (not weak) in [f for f in found if isinstance(f, bool)]:
                return not weak
            found = [f for f in found if not isinstance(f, bool)]
            return reduce(operator.and_ if weak else operator.or_, found) if found else weak
    raise TypeError(condition)


def branches(rules: Rules, ask: Callable[[Atom], Any]) -> Iterator[tuple[Any, int]]:
    """Yield each rule's condition in a peer's terms with its limit, until one always holds."""
    for enacted in rules.ranked:
        condition = told(enacted.rule.when, rules, ask)
        if condition is not False:
            yield condition, limit_of(rules, enacted)
        if condition is True:
            return


# --- the floor -------------------------------------------------------------------------------


class Floor:
    """One table from codes to limit, one from limit and day to due date."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        asked = [axis.fact.id for axis in rules.table.grid.axes]
        self.facts = [name for name in VARYING if name in asked]
        domains = [self.values(name) for name in self.facts]
        self.sizes = [len(domain) for domain in domains]
        limits = [self.limit(dict(zip(self.facts, way, strict=True))) for way in product(*domains)]
        self.limits = np.array(limits, np.uint8)

    def values(self, name: str) -> tuple[Any, ...]:
        return tuple(range(MOST_CALLS + 1)) if name == "calls" else GIVEN_FACTS[name].values

    def limit(self, values: dict[str, Any]) -> int:
        decision = self.rules.table.decide({**self.rules.fixed, **values})
        outcome = None if isinstance(decision, Verdict) else decision.outcome
        none = len(self.rules.periods)
        return self.rules.periods.index(outcome.period) if isinstance(outcome, Limit) else none

    def run(self, facts: dict[str, Any], start: Any) -> tuple[Any, Any]:
        limit, due = np.empty(start.size, np.uint8), np.empty(start.size, np.int64)
        for low in range(0, start.size, PIECE):
            rows = slice(low, low + PIECE)
            joint: Any = np.int16(0)
            for name, size in zip(self.facts, self.sizes, strict=True):
                joint = joint * np.int16(size) + facts[name][rows]
            joint = np.broadcast_to(joint, start[rows].shape)
            self.limits.take(joint, mode="clip", out=limit[rows])
            slot = start[rows] // DAY
            slot -= FIRST
            slot += limit[rows] * np.int64(DAYS)
            due[rows] = self.rules.due[slot]
        return limit, due


# --- polars ----------------------------------------------------------------------------------


def polars_columns(rules: Rules) -> tuple[pl.Expr, pl.Expr]:
    def ask(atom: Atom) -> pl.Expr:
        column = pl.col(atom.fact.id)
        if atom.at_least is not None:
            return column >= atom.at_least
        if atom.fact.id == "difficult":
            return column
        options = sorted(map(str, atom.values))
        if len(options) == 1:
            return column == options[0]
        return column.is_in(pl.Series(options, dtype=pl.Enum(WORDS[atom.fact.id])).implode())

    none = len(rules.periods)
    chain: Any = pl
    for condition, limit in branches(rules, ask):
        chain = chain.when(condition).then(pl.lit(limit if limit >= 0 else none, pl.UInt8))
    limit = pl.lit(none, pl.UInt8) if chain is pl else chain.otherwise(pl.lit(none, pl.UInt8))
    slot = limit.cast(pl.Int64) * DAYS + pl.col("start") // DAY - FIRST
    due = pl.lit(pl.Series(rules.due)).gather(slot)
    return limit.alias(f"{rules.name} limit"), due.alias(f"{rules.name} due")


def polars_frame(corpus: Corpus, start: Any) -> pl.DataFrame:
    words = [pl.col(name).cast(pl.Enum(ids)) for name, ids in WORDS.items()]
    return corpus.tickets.with_columns(*words, start=start)


# --- OpenFisca -------------------------------------------------------------------------------


class Fisca:
    """The rules as variables of OpenFisca: a limit and a due date for each jurisdiction."""

    def __init__(self, every: Sequence[Rules], inputs: dict[str, Any]) -> None:
        ticket = build_entity("ticket", "tickets", "A ticket", is_person=True)
        system = TaxBenefitSystem([ticket])
        self.names = [rules.name for rules in every]
        self.enums = {name: Enum(name, {i: i for i in ids}) for name, ids in WORDS.items()}
        for name in inputs:
            system.add_variable(self.given(name, ticket))
        for rules in every:
            system.add_variable(self.limit(rules, ticket))
            system.add_variable(self.due(rules, ticket))
        self.system = system
        self.ready = self.filled(inputs)

    def filled(self, inputs: dict[str, Any]) -> Any:
        """Return a simulation that holds these columns: codes, or an array of texts."""
        size = inputs["start"].size
        simulation = SimulationBuilder().build_default_simulation(self.system, count=size)
        for name, column in inputs.items():
            coded_words = name in WORDS and column.dtype.kind == "i"
            held = EnumArray(column, self.enums[name]) if coded_words else column
            simulation.set_input(name, "2025", held)
        return simulation

    def given(self, name: str, ticket: Any) -> type[Variable]:
        kind = {"difficult": bool, "calls": int, "start": int}.get(name, Enum)
        said: dict[str, Any] = {"value_type": kind, "entity": ticket}
        if kind is Enum:
            said |= {
                "possible_values": self.enums[name],
                "default_value": next(iter(self.enums[name])),
            }
        return variable(name, said)

    def limit(self, rules: Rules, ticket: Any) -> type[Variable]:
        none = len(rules.periods)

        def formula(tickets: Any, period: Any) -> Any:
            found = list(branches(rules, lambda atom: self.ask(tickets, period, atom)))
            if not found:
                return np.full(tickets.count, none, np.int32)
            masks = [np.full(tickets.count, c) if isinstance(c, bool) else c for c, _ in found]
            return np.select(masks, [n if n >= 0 else none for _, n in found], none)

        return variable(
            f"limit_{rules.name}", {"value_type": int, "entity": ticket, "formula": formula}
        )

    def ask(self, tickets: Any, period: Any, atom: Atom) -> Any:
        column = tickets(atom.fact.id, period)
        if atom.at_least is not None:
            return column >= atom.at_least
        if atom.fact.id == "difficult":
            return column
        members = self.enums[atom.fact.id]
        return reduce(operator.or_, [column == members[value] for value in sorted(atom.values)])

    def due(self, rules: Rules, ticket: Any) -> type[Variable]:
        due = np.maximum(rules.due, 0).astype(np.int32)

        def formula(tickets: Any, period: Any) -> Any:
            limit = tickets(f"limit_{rules.name}", period)
            return due[limit * DAYS + tickets("start", period) // DAY - FIRST]

        return variable(
            f"due_{rules.name}", {"value_type": int, "entity": ticket, "formula": formula}
        )

    def run(self, held: Any) -> Answers:
        answers = []
        for name in self.names:
            held.delete_arrays(f"limit_{name}")
            held.delete_arrays(f"due_{name}")
            due = held.calculate(f"due_{name}", "2025")
            answers.append((held.calculate(f"limit_{name}", "2025"), due))
        return answers


def variable(name: str, said: dict[str, Any]) -> type[Variable]:
    return type(name, (Variable,), {**said, "definition_period": DateUnit.YEAR})


# --- Rexian ----------------------------------------------------------------------------------


def rexian(jurisdictions: Sequence[Jurisdiction], each: Sequence[Tickets]) -> Answers:
    """Evaluate the close clock anew: nothing that an earlier round found out is kept."""
    events = replace(each[0].events, marked={})
    answers = []
    for jurisdiction, tickets in zip(jurisdictions, each, strict=True):
        fresh = replace(tickets, events=events)
        close = evaluate(jurisdiction.plan(), fresh, HIGH, CALENDARS)["close"]
        answers.append((close.codes, close.due))
    return answers


def unindexed(jurisdictions: Sequence[Jurisdiction], each: Sequence[Tickets]) -> Answers:
    """The same where the events of each type have yet to be found."""
    events = replace(each[0].events, marked={}, _kin={})
    return rexian(jurisdictions, [replace(tickets, events=events) for tickets in each])


def everything(jurisdictions: Sequence[Jurisdiction], each: Sequence[Tickets]) -> None:
    events = replace(each[0].events, marked={})
    for jurisdiction, tickets in zip(jurisdictions, each, strict=True):
        fresh = replace(tickets, events=events)
        close = evaluate(jurisdiction.plan(), fresh, HIGH, CALENDARS)["close"]
        _ = close.codes, close.start, close.due, close.done, close.late, close.provisional


# --- the comparison --------------------------------------------------------------------------


def measure(runs: dict[str, Callable[[], Any]], repeats: int) -> dict[str, float]:
    """Return each contender's median milliseconds; a round runs every contender once."""
    spent: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(repeats):
        for name, run in runs.items():
            begin = time.perf_counter()
            run()
            spent[name].append(time.perf_counter() - begin)
    return {name: statistics.median(times) * 1e3 for name, times in spent.items()}


def agree(name: str, answers: Answers, ours: Answers) -> None:
    for (_, due), (_, expected) in zip(answers, ours, strict=True):
        theirs = np.where(np.asarray(due) <= 0, np.int64(NAT), due)
        assert (theirs == expected).all(), f"{name} differs: {(theirs != expected).sum()} tickets"


class Contest:
    """The same tickets in every contender's own dress."""

    def __init__(self, size: int) -> None:
        self.corpus = corpus_of(size)
        self.jurisdictions = [load(name) for name in sorted(installed())]
        rules = [rules_of(jurisdiction) for jurisdiction in self.jurisdictions]
        code = coded(self.corpus)
        self.each = [code.of(jurisdiction) for jurisdiction in self.jurisdictions]
        dispatched = self.corpus.events.filter(pl.col("type") == "dispatched")
        self.start = dispatched["at"].to_numpy()
        self.facts: dict[str, Any] = {name: self.each[0].facts[name] for name in VARYING}
        self.floors = [Floor(found) for found in rules]
        self.frame = polars_frame(self.corpus, self.start)
        self.columns = [column for found in rules for column in polars_columns(found)]
        seconds = self.start.astype(np.int32)
        self.codes = {**self.facts, "difficult": self.facts["difficult"] == 1, "start": seconds}
        texts = {name: self.corpus.tickets[name].to_numpy().astype(str) for name in WORDS}
        self.texts = {**self.codes, **texts}
        self.fisca = Fisca(rules, self.codes)

    def bare(self) -> Answers:
        return [floor.run(self.facts, self.start) for floor in self.floors]

    def rexian(self) -> Answers:
        return rexian(self.jurisdictions, self.each)

    def rexian_unindexed(self) -> Answers:
        return unindexed(self.jurisdictions, self.each)

    def all_of_the_clock(self) -> None:
        everything(self.jurisdictions, self.each)

    def rexian_from_text(self) -> Answers:
        code = coded(self.corpus)
        return rexian(self.jurisdictions, [code.of(found) for found in self.jurisdictions])

    def polars(self, frame: pl.DataFrame | None = None) -> Answers:
        held = self.frame if frame is None else frame
        found = held.lazy().select(self.columns).collect().get_columns()
        return [(limit, due.to_numpy()) for limit, due in zip(found[::2], found[1::2], strict=True)]

    def polars_from_text(self) -> Answers:
        return self.polars(polars_frame(self.corpus, self.start))

    def fisca_ready(self) -> Answers:
        return self.fisca.run(self.fisca.ready)

    def fisca_from_codes(self) -> Answers:
        return self.fisca.run(self.fisca.filled(self.codes))

    def fisca_from_text(self) -> Answers:
        return self.fisca.run(self.fisca.filled(self.texts))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="a tenth of the tickets")
    quick = parser.parse_args().quick
    size = 100_000 if quick else 1_000_000
    contest = Contest(size)
    ours = contest.rexian()
    for run in (contest.bare, contest.polars_from_text, contest.fisca_from_text):
        agree(run.__name__, run(), ours)
    runs: dict[str, Callable[[], Any]] = {
        "bare gather, from codes": contest.bare,
        "rexian, from codes": contest.rexian,
        "rexian, events unindexed": contest.rexian_unindexed,
        "rexian, all of the clock": contest.all_of_the_clock,
        "polars, from codes": contest.polars,
        "OpenFisca-core, made ready": contest.fisca_ready,
        "OpenFisca-core, from codes": contest.fisca_from_codes,
        "rexian, from text": contest.rexian_from_text,
        "polars, from text": contest.polars_from_text,
        "OpenFisca-core, from text": contest.fisca_from_text,
    }
    times = measure(runs, 5 if quick else 9)
    print(f"{size:,} tickets x {len(contest.each)} jurisdictions, limit and due date")
    own = times["rexian, from codes"]
    for name, spent in times.items():
        print(f"{name:28}{spent:9.1f} ms{spent / own:8.2f} of rexian from codes")
    ready = times["OpenFisca-core, made ready"]
    print(
        f"OpenFisca-core made ready / rexian, events unindexed: "
        f"{ready / times['rexian, events unindexed']:.1f} (the least favourable pairing)"
    )
    print(f"rexian / bare gather: {own / times['bare gather, from codes']:.2f} (aim: at most 2)")
    for given in ("from codes", "from text"):
        ratio = times[f"OpenFisca-core, {given}"] / times[f"rexian, {given}"]
        print(f"OpenFisca-core / rexian, {given}: {ratio:.1f} (aim: at least 5)")


if __name__ == "__main__":
    main()
