"""What a run over many tickets is asked for: its lines, and what can be entered on each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from rexian.errors import InputError
from rexian.i18n import _
from rexian.jurisdictions import Jurisdiction
from rexian.lab.asked import Asked
from rexian.reforms.variants import shipped
from rexian.rules.readings import Reading
from rexian.tellers import place_of
from rexian.tui.compare.asks import NO, YES, Ask, Option, ask_time, options_of, say_at, yes_or_no
from rexian.tui.compare.outline import Line, Places
from rexian.words import listed

#: What parts the names of several files.
_BETWEEN = ";"


@dataclass(frozen=True, slots=True)
class Wanting:
    """What is asked for, and what can be chosen.

    Attributes:
        places: the jurisdictions that can be chosen, by id; reforms are chosen by themselves.
        reads_files: whether files can be named: not from a browser, which is another machine.
    """

    asked: Asked
    places: Places
    reads_files: bool = True

    def lines(self) -> list[Line]:
        """Return the lines from top to bottom."""
        asked = self.asked
        places = [place_of(self.places[name]) for name in asked.jurisdictions]
        readings = [f"{name}={choice}" for name, choice in asked.readings.items()]
        return [
            Line("files", _("tickets"), _BETWEEN.join(asked.files) or _("the desk's own")),
            Line("mapping", _("what the columns mean"), self._mapping()),
            Line("places", _("jurisdictions"), listed(places) or _("all")),
            Line("reforms", _("beside them with reforms"), listed(asked.reforms) or _("none")),
            Line("readings", _("read otherwise"), listed(readings) or _("none")),
            Line("flip", _("flip every reading"), _said(so=asked.flip_readings)),
            Line("in force", _("by the edition of each ticket's day"), _said(so=asked.as_in_force)),
            Line(
                "at",
                _("as at"),
                _("the last thing that happened") if asked.at is None else say_at(asked.at),
            ),
        ]

    def ask(self, key: str) -> Ask[Asked]:
        """Return what is entered on a line."""
        kind, *rest = key.split(":")
        asks: Mapping[str, Callable[..., Ask[Asked]]] = {
            "files": self._files,
            "mapping": self._mapping_file,
            "places": self._places,
            "reforms": self._reforms,
            "readings": self._which_reading,
            "reading": self._reading,
            "flip": self._flip,
            "in force": self._in_force,
            "at": lambda: ask_time(
                _("as at"), self.asked.at, lambda at: replace(self.asked, at=at)
            ),
        }
        return asks[kind](*rest)

    def without(self, key: str) -> Asked:
        """Return what is asked for with a line as it is by default."""
        blank = Asked()
        defaults: Mapping[str, Callable[[], Asked]] = {
            "files": lambda: replace(self.asked, files=blank.files),
            "mapping": lambda: replace(self.asked, mapping=blank.mapping),
            "places": lambda: replace(self.asked, jurisdictions=blank.jurisdictions),
            "reforms": lambda: replace(self.asked, reforms=blank.reforms),
            "readings": lambda: replace(self.asked, readings=blank.readings),
            "flip": lambda: replace(self.asked, flip_readings=blank.flip_readings),
            "in force": lambda: replace(self.asked, as_in_force=blank.as_in_force),
            "at": lambda: replace(self.asked, at=blank.at),
        }
        return defaults[key]()

    def _mapping(self) -> str:
        return str(self.asked.mapping or _("as their headings say"))

    def _files(self) -> Ask[Asked]:
        return Ask(
            _("files of tickets"),
            self._with_files,
            _BETWEEN.join(self.asked.files),
            free=True,
            example=_("xlsx, csv, jsonl, parquet; several with ; between; nothing: the desk's own"),
        )

    def _with_files(self, text: str) -> Asked:
        names = [each.strip() for each in text.replace("；", _BETWEEN).split(_BETWEEN)]
        found = tuple(str(Path(name).expanduser()) for name in names if name)
        if found and not self.reads_files:
            raise InputError(_("in a browser only the desk's own tickets can be compared"))
        return replace(self.asked, files=found)

    def _mapping_file(self) -> Ask[Asked]:
        return Ask(
            _("a file that says what the columns mean"),
            lambda text: replace(
                self.asked, mapping=Path(text.strip()).expanduser() if text.strip() else None
            ),
            str(self.asked.mapping or ""),
            free=True,
            example=_("such as mapping.toml; nothing: as the headings say"),
        )

    def _places(self) -> Ask[Asked]:
        options = [Option(name, place_of(each), (name,)) for name, each in self.places.items()]
        return Ask(
            _("put a jurisdiction in, or take it out"),
            lambda name: replace(self.asked, jurisdictions=toggled(self.asked.jurisdictions, name)),
            "",
            tuple(options),
        )

    def _reforms(self) -> Ask[Asked]:
        found = {h.id: h for place in self.places.values() for h in shipped(place)}
        return Ask(
            _("put a reform in, or take it out"),
            lambda text: replace(self.asked, reforms=toggled(self.asked.reforms, text.strip())),
            "",
            tuple(Option(name, f"{name} {h.label()}", (h.zh, h.en)) for name, h in found.items()),
            free=True,
            example=_("a name, or a file of one's own"),
        )

    def _readings(self) -> Mapping[str, Reading]:
        chosen = [self.places[name] for name in self.asked.jurisdictions or self.places]
        return {name: each for place in chosen for name, each in place.readings.items()}

    def _which_reading(self) -> Ask[Asked]:
        known = self._readings().values()
        return Ask(
            _("read otherwise"),
            lambda _name: self.asked,
            "",
            tuple(Option(each.id, each.label(), (each.id,)) for each in known),
            next="reading:{}".format,
        )

    def _reading(self, name: str) -> Ask[Asked]:
        reading = self._readings()[name]
        others = {key: each for key, each in self.asked.readings.items() if key != name}
        return Ask(
            reading.label(),
            lambda choice: replace(self.asked, readings={**others, name: choice}),
            self.asked.readings.get(name, reading.default),
            options_of(reading.fact.terms),
        )

    def _flip(self) -> Ask[Asked]:
        return Ask(
            _("flip every reading"),
            lambda value: replace(self.asked, flip_readings=value == YES),
            YES if self.asked.flip_readings else NO,
            yes_or_no(),
        )

    def _in_force(self) -> Ask[Asked]:
        return Ask(
            _("by the edition of each ticket's day"),
            lambda value: replace(self.asked, as_in_force=value == YES),
            YES if self.asked.as_in_force else NO,
            yes_or_no(),
        )


def bare(places: Places) -> dict[str, Jurisdiction]:
    """Return the jurisdictions without the variants that reforms make of them."""
    return {name: each for name, each in places.items() if not each.reforms}


def toggled(now: tuple[str, ...], name: str) -> tuple[str, ...]:
    """Put in what is not there, and take out what is."""
    if not name:
        return now
    return tuple(each for each in now if each != name) if name in now else (*now, name)


def _said(*, so: bool) -> str:
    return _("yes") if so else _("no")
