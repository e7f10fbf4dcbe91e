"""What can be entered on each line of a draft."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from rexian.i18n import _
from rexian.jurisdictions import Jurisdiction
from rexian.model.events import EVENT_TYPES, Event
from rexian.model.fields import Given
from rexian.model.ticket import FIELDS
from rexian.model.vocabulary import CHANNELS, GIVEN_KEYS, GIVEN_SOURCES
from rexian.rules.readings import Reading
from rexian.tellers import place_of
from rexian.tui.compare.asks import Ask, Option, ask_field, ask_time, options_of
from rexian.tui.compare.draft import Draft, Side
from rexian.tui.compare.outline import NEW_EVENT, NEW_FACT, NEW_SIDE, NOW, Places

#: Who sets a limit where nothing is said of it.
_PLATFORM = "platform"


@dataclass(frozen=True, slots=True)
class Entering:
    """A draft, and what can be entered into it.

    Attributes:
        places: the jurisdictions that can be chosen, by id.
    """

    draft: Draft
    places: Places

    def ask(self, key: str) -> Ask[Draft]:
        """Return what is entered on a line."""
        kind, *rest = key.split(":")
        asks: Mapping[str, Callable[..., Ask[Draft]]] = {
            "side": self._side,
            NEW_SIDE: partial(self._side, len(self.draft.sides)),
            "reads": self._which_reading,
            "read": self._reading,
            NEW_FACT: self._which_fact,
            "fact": self._fact,
            "given": self._limit,
            "source": self._source,
            NEW_EVENT: self._which_event,
            "event": self._time,
            "details": self._which_detail,
            "detail": self._detail,
            NOW: self._now,
        }
        return asks[kind](*rest)

    # --- jurisdictions ------------------------------------------------------------------------

    def _side(self, place: str | int) -> Ask[Draft]:
        number, sides = int(place), self.draft.sides
        return Ask(
            _("jurisdiction"),
            lambda name: self.draft.beside(number, Side(name)),
            sides[number].jurisdiction if number < len(sides) else "",
            tuple(_named(name, found) for name, found in self.places.items()),
        )

    def _readings(self, place: str) -> Mapping[str, Reading]:
        return self.places[self.draft.sides[int(place)].jurisdiction].readings

    def _which_reading(self, place: str) -> Ask[Draft]:
        known = self._readings(place).values()
        options = [Option(each.id, each.label(), (each.id, each.zh, each.en)) for each in known]
        return self._which(_("read otherwise"), options, f"read:{place}:{{}}")

    def _reading(self, place: str, name: str) -> Ask[Draft]:
        reading = self._readings(place)[name]
        now = self.draft.sides[int(place)].readings.get(name, reading.default)
        return Ask(
            reading.label(),
            lambda choice: self.draft.read(
                int(place), name, None if choice == reading.default else choice
            ),
            now,
            options_of(reading.fact.terms),
        )

    # --- facts --------------------------------------------------------------------------------

    def _which_fact(self) -> Ask[Draft]:
        options = [
            Option(f"fact:{known.id}", known.label(), (known.id, known.zh, known.en))
            for known in FIELDS.values()
            if known.id != "given"
        ]
        for term in GIVEN_KEYS:
            label = _("limit given: {clock}").format(clock=term.label())
            options.append(Option(f"given:{term.id}", label, term.wordings))
        return self._which(_("which fact"), options, "{}")

    def _fact(self, name: str) -> Ask[Draft]:
        more = tuple(self._channels()) if name == "channel" else ()
        put = partial(self.draft.entered, name)
        return ask_field(FIELDS[name], self.draft.ticket.get(name), put, more)

    def _channels(self) -> Iterator[Option]:
        """Yield the channels that one of the jurisdictions knows besides core's.

        Two may mean different ones by one wording: each settles which of its own it is.
        """
        known = [self.places.get(side.jurisdiction) for side in self.draft.sides]
        own = [term for found in known if found for term in found.channels.terms]
        for label, term in {term.zh: term for term in own if not CHANNELS.find(term.zh)}.items():
            yield Option(label, term.label(), term.wordings)

    def _limit(self, clock: str) -> Ask[Draft]:
        now = self.draft.given.get(clock)
        source = now.source if now else _PLATFORM
        label = _("limit given: {clock}").format(clock=GIVEN_KEYS.label(clock))
        return ask_time(
            label,
            now.at if now else None,
            lambda at: self.draft.limited(clock, Given(at, source)),
        )

    def _source(self, clock: str) -> Ask[Draft]:
        now = self.draft.given[clock]
        return Ask(
            _("by"),
            lambda source: self.draft.limited(clock, Given(now.at, source)),
            now.source,
            options_of(GIVEN_SOURCES),
        )

    # --- events -------------------------------------------------------------------------------

    def _which_event(self) -> Ask[Draft]:
        """Ask what has happened; it is taken to be when the last thing did, until one says."""
        at, place = self.draft.case.moment, len(self.draft.events)
        options = [Option(e.id, e.label(), (e.id, e.zh, e.en)) for e in EVENT_TYPES.values()]
        return Ask(
            _("what has happened"),
            lambda kind: self.draft.happening(place, Event(kind, at or 0, {})),
            "",
            tuple(options),
            next=lambda _kind: f"event:{place}",
        )

    def _time(self, place: str) -> Ask[Draft]:
        event = self.draft.events[int(place)]
        return ask_time(
            EVENT_TYPES[event.type].label(),
            event.at,
            lambda at: self.draft.happening(int(place), replace(event, at=at)),
        )

    def _which_detail(self, place: str) -> Ask[Draft]:
        known = EVENT_TYPES[self.draft.events[int(place)].type].fields.values()
        options = [Option(each.id, each.label(), (each.id, each.zh, each.en)) for each in known]
        return self._which(_("which particular"), options, f"detail:{place}:{{}}")

    def _detail(self, place: str, name: str) -> Ask[Draft]:
        event = self.draft.events[int(place)]
        known = EVENT_TYPES[event.type].fields[name]
        put = partial(self.draft.detailed, int(place), name)
        return ask_field(known, event.fields.get(name), put)

    def _now(self) -> Ask[Draft]:
        return ask_time(_("as at"), self.draft.now, self.draft.as_at)

    def _which(self, title: str, options: list[Option], key: str) -> Ask[Draft]:
        """Ask for a line to go on with; nothing is entered by that."""
        return Ask(title, lambda _value: self.draft, "", tuple(options), next=key.format)


def _named(name: str, found: Jurisdiction) -> Option:
    document = found.document
    return Option(name, place_of(found), (name, document.title, document.title_en, *document.place))
