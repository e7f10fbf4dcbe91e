"""Outcomes as a reform writes them: `write` and `read` are each other's inverse."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

from rexian.errors import nearest
from rexian.i18n import _
from rexian.model.terms import shown
from rexian.model.values import known_hint
from rexian.model.vocabulary import ACTORS, SIGNOFF_FIELDS, STRENGTHS, Terms
from rexian.reforms.parts import CLOCKS, GIVEN, LISTS, NUMBERS, Vocabulary
from rexian.reforms.places import Placed
from rexian.rules.outcomes import (
    TIMED,
    Before,
    Given,
    Limit,
    Outcome,
    Same,
    Says,
    Steps,
    Strength,
    Value,
)
from rexian.rules.question import Part
from rexian.worktime.period import IMMEDIATELY, OFFICE_SECONDS, Period, Unit, parse_period

#: The keys that say which form an outcome has; one of them alone, for a value is what it `says`.
FORMS = (*TIMED, "steps")
#: Every key by which a change states an outcome.
KEYS = (*FORMS, "from", "says", "strength")
_UNCOUNTED = (Unit.GIVEN, *OFFICE_SECONDS)


def write(outcome: Outcome) -> dict[str, Any]:
    """Return an outcome as plain keys; what is as usual is left out."""
    told = _form_of(outcome)
    if outcome.says or isinstance(outcome, Value):
        told["says"] = _plain(outcome.says)
    if outcome.strength != "must":
        told["strength"] = outcome.strength
    return told


def _form_of(outcome: Outcome) -> dict[str, Any]:
    match outcome:
        case Limit(period=period, start=start):
            return {"limit": str(period), **({"from": start} if start else {})}
        case Given(key=key):
            return {"given": key}
        case Same(clock=clock):
            return {"same_as": clock}
        case Before(clock=clock, period=period):
            moved = {"on_working_day": True} if outcome.on_working_day else {}
            return {"before": {"clock": clock, "period": str(period), **moved}}
        case Steps(steps=steps):
            return {"steps": [_plain(step) for step in steps]}
    return {}


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, tuple | list) else value


def read(
    fields: Mapping[str, Placed], part: Part, was: Outcome | None, words: Vocabulary
) -> Outcome | None:
    """Return the outcome that a change states for a part; None where it states none.

    What it leaves out is as it was in the rule that it replaces, else as usual.

    Raises:
        InputError: it states something that the part cannot have; the message says where.
    """
    stated = [name for name in KEYS if name in fields]
    if not stated:
        return None
    return _Reader(fields, part, was, words).read()


def suited(part: Part) -> str:
    """Return the keys of which a rule on a part has one, as a sentence lists them."""
    *others, last = _suited(part)
    if not others:
        return last
    return _("{others} or {last}").format(others=", ".join(others), last=last)


def _suited(part: Part) -> tuple[str, ...]:
    return tuple("says" if form == "value" else form for form in part.forms)


@dataclass(frozen=True, slots=True)
class _Reader:
    fields: Mapping[str, Placed]
    part: Part
    was: Outcome | None
    words: Vocabulary

    def read(self) -> Outcome | None:
        form = self._form()
        strength, says = self._strength(), self._says()
        found = self._formed(form, strength, says)
        if "from" in self.fields and not (isinstance(found, Limit) and self.part.clock):
            self.fields["from"].refuse(_("only the limit of a clock runs `from` something"))
        self._refuse_lack(found)
        return found

    def _form(self) -> str | None:
        """Return the key that says which form the outcome has, if one is stated."""
        forms = [name for name in FORMS if name in self.fields]
        for name in forms[1:]:
            told = _("the rule has one answer: {first} or {second}, not both")
            self.fields[name].refuse(told.format(first=forms[0], second=name))
        form = forms[0] if forms else None
        if form is not None and form not in _suited(self.part):
            told = _("{part} has no {form}: write {suited}")
            said = told.format(part=self.part.id, form=form, suited=suited(self.part))
            self.fields[form].refuse(said)
        return form

    def _formed(self, form: str | None, strength: Strength, says: Says) -> Outcome | None:
        fields = self.fields
        if form == "limit":
            return Limit(self._period(fields["limit"]), strength, self._start(), says)
        if form == "given":
            return Given(_one_of(fields["given"], GIVEN), strength, says)
        if form == "same_as":
            return Same(_one_of(fields["same_as"], CLOCKS), strength, says)
        if form == "before":
            return self._before(strength, says)
        if form == "steps":
            return Steps(tuple(_step(item) for item in fields["steps"].items()), strength, says)
        return self._as_it_was(strength, says)

    def _as_it_was(self, strength: Strength, says: Says) -> Outcome | None:
        """Return the outcome as it was but for what is stated besides its form."""
        if "says" in self.fields and "value" in self.part.forms:
            return Value(says, strength)
        if isinstance(self.was, Limit):
            return Limit(self.was.period, strength, self._start(), says)
        return None if self.was is None else replace(self.was, strength=strength, says=says)

    def _strength(self) -> Strength:
        if "strength" in self.fields:
            return cast(Strength, _one_of(self.fields["strength"], STRENGTHS.ids))
        return self.was.strength if self.was else "must"

    def _says(self) -> Says:
        if "says" not in self.fields:
            return dict(self.was.says) if self.was else {}
        found = self.fields["says"].any_mapping()
        return {key.text(): self._said(key, value) for key, value in found.items()}

    def _said(self, key: Placed, value: Placed) -> Any:
        """Return what stands under a key of the outcome."""
        name, known = key.text(), self.words.keys
        if name not in known:
            told = _("there is no key {key}").format(key=shown(name))
            key.refuse(told + nearest(name, known))
        found = value.plain()
        if name in NUMBERS and type(found) is not int:
            value.refuse(_("{value} is not a whole number").format(value=shown(found)))
        if name in LISTS and not isinstance(found, tuple):
            value.refuse(_("write a list here: [{value}]").format(value=found))
        self._check_words(name, value)
        return found

    def _check_words(self, key: str, value: Placed) -> None:
        for item in value.items():
            word = item.plain()
            if isinstance(word, tuple):
                self._check_words(key, item)
            elif isinstance(word, str) and not self.words.knows(
                word, key, self.part.id.partition(".")[0]
            ):
                told = _("there is no word {word!r} for {key}").format(word=word, key=key)
                item.refuse(told + nearest(word, self.words.words(key)))

    def _period(self, placed: Placed) -> Period:
        with placed.within():
            period = parse_period(placed.text())
        if period.unit in _UNCOUNTED:
            placed.refuse(_("{period} cannot be counted here").format(period=period))
        return period

    def _start(self) -> str | None:
        """Return from what a limit runs; None for the clock's usual start."""
        clock = self.part.clock
        if clock is None or "from" not in self.fields:
            return self.was.start if isinstance(self.was, Limit) else None
        chosen = _one_of(self.fields["from"], (*clock.starts, clock.waiting_for))
        return chosen if chosen in clock.starts else None

    def _before(self, strength: Strength, says: Says) -> Before:
        stated = self.fields["before"]
        keys = stated.mapping(("clock", "period", "on_working_day"))
        for name in ("clock", "period"):
            if name not in keys:
                stated.refuse(_("no {key}; write {{clock: close, period: 1wd}}").format(key=name))
        period = self._period(keys["period"])
        if period == IMMEDIATELY:
            keys["period"].refuse(_("{period} cannot be counted here").format(period=period))
        moved = "on_working_day" in keys and keys["on_working_day"].flag()
        return Before(_one_of(keys["clock"], CLOCKS), period, strength, says, moved)

    def _refuse_lack(self, found: Outcome | None) -> None:
        """Refuse an outcome without what core writes its own answer from."""
        key = self.part.needs
        if found is not None and key and key not in found.says:
            place = self.fields.get("says") or next(iter(self.fields.values()))
            told = _("{part} needs {key} in its `says`")
            place.refuse(told.format(part=self.part.id, key=key))


def _step(placed: Placed) -> dict[str, Any]:
    keys = placed.mapping(("role", "fields"))
    if "role" not in keys:
        placed.refuse(_("a step has a role: write {role: unit_head}"))
    step: dict[str, Any] = {"role": _term(keys["role"], ACTORS)}
    if "fields" in keys:
        step["fields"] = tuple(_term(item, SIGNOFF_FIELDS) for item in keys["fields"].items())
    return step


def _term(placed: Placed, terms: Terms) -> str:
    with placed.within():
        return terms.resolve(placed.text())


def _one_of(placed: Placed, known: tuple[str, ...]) -> str:
    word = placed.text()
    if word not in known:
        told = _("{value} is not known here").format(value=shown(word))
        placed.refuse(told + known_hint(word, known))
    return word
