"""Reading a reform: strictly, over one jurisdiction, every mistake told at its place."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, cast

from rexian.errors import InputError, nearest
from rexian.i18n import _
from rexian.jurisdictions import Jurisdiction, Layer
from rexian.model.values import known_hint
from rexian.questions import NODES
from rexian.reforms import outcomes
from rexian.reforms.apply import in_force
from rexian.reforms.parts import PARTS, Vocabulary
from rexian.reforms.places import Placed, Source, read_places
from rexian.reforms.reform import Change, Heading, Reform, Stated
from rexian.rules.facts import Fact
from rexian.rules.plan import part_of
from rexian.rules.rule import Rule
from rexian.rules.text import parse

HEAD = ("reform", "of", "title", "cites", "changes")
DOES = ("replace", "remove", "add")
CHANGE = (*DOES, "when", *outcomes.KEYS, "over", "followed", "editions", "inherited", "per")
#: What names a reform behind the `+`: no sign that parts names or belongs to a path.
_NAME = re.compile(r"[^\W_][\w-]*")
_RULE = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)+")


@dataclass(frozen=True, slots=True)
class _Entry:
    """One change as it stands in the file: what it does to which rule, and its other keys."""

    does: Literal["replace", "remove", "add"]
    rule: Placed
    fields: Mapping[str, Placed]
    place: Placed

    @property
    def id(self) -> str:
        return self.rule.text()


def read_heading(source: Source) -> Heading:
    """Read what a reform is called and which document it is of.

    Raises:
        InputError: the file is no reform; the message says where and why.
    """
    top = read_places(source)
    return _heading(top.mapping(HEAD), top)


def read_reform(source: Source, jurisdiction: Jurisdiction) -> Reform:
    """Read a reform of a document in a jurisdiction's chain.

    Raises:
        InputError: the file is no reform, or one that cannot be made; the message says where,
            why, and what is nearest to what it may mean.
    """
    try:
        top = read_places(source)
        keys = top.mapping(HEAD)
        heading = _heading(keys, top)
        known = [layer.id for _depth, layer in jurisdiction.stack]
        if heading.of not in known:
            told = _("{of} is not in the chain of {id}").format(of=heading.of, id=jurisdiction.id)
            keys["of"].refuse(told + known_hint(heading.of, known))
        items = _wanted(keys, "changes", top).items()
        if not items:
            keys["changes"].refuse(_("there is no change"))
        changes = read_changes(items, jurisdiction.layer(heading.of), jurisdiction)
        return Reform(heading, changes)
    except RecursionError:
        raise InputError(_("{path}: nested too deeply").format(path=source.name)) from None


def read_changes(
    items: Sequence[Placed], layer: Layer, jurisdiction: Jurisdiction
) -> tuple[Change, ...]:
    """Read changes to one document of a jurisdiction's chain, or to an overlay that lies over it.

    Raises:
        InputError: one of them cannot be made; see `read_reform`.
    """
    entries = [_entry(item) for item in items]
    reader = _Reader(jurisdiction, layer, entries)
    return tuple(reader.change(entry) for entry in entries)


def askable(jurisdiction: Jurisdiction) -> dict[str, Fact]:
    """Return every fact that a rule of the chain may ask: given, worked out, or a reading."""
    worked_out = {node.fact.id: node.fact for node in NODES if node.fact is not None}
    return {**worked_out, **jurisdiction.domains}


def _heading(keys: Mapping[str, Placed], top: Placed) -> Heading:
    name, of, title, cites = (_wanted(keys, key, top) for key in HEAD[:-1])
    if not _NAME.fullmatch(name.text()):
        told = _("{name!r} is no name: write letters and digits, as in yiyang+faster")
        name.refuse(told.format(name=name.text()))
    return Heading(name.text(), *read_both(title), of.text(), cites.text())


def _wanted(keys: Mapping[str, Placed], key: str, top: Placed) -> Placed:
    if key not in keys:
        top.refuse(_("no {key}; a reform has {keys}").format(key=key, keys=_listed(HEAD)))
    return keys[key]


def read_both(placed: Placed) -> tuple[str, str]:
    """Read a text in Chinese and English: one text for both, or `zh` and `en`.

    Raises:
        InputError: it is neither.
    """
    if not placed.is_mapping:
        return placed.text(), placed.text()
    titles = placed.mapping(("zh", "en"))
    for key in ("zh", "en"):
        if key not in titles:
            placed.refuse(_("no {key}; write {{zh: …, en: …}}").format(key=key))
    return titles["zh"].text(), titles["en"].text()


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names)


def _entry(placed: Placed) -> _Entry:
    keys = placed.mapping(CHANGE)
    doing = [name for name in DOES if name in keys]
    if len(doing) != 1:
        placed.refuse(_("a change has one of {keys}").format(keys=_listed(DOES)))
    does = cast(Literal["replace", "remove", "add"], doing[0])
    return _Entry(does, keys[does], {k: v for k, v in keys.items() if k != does}, placed)


class _Reader:
    """A reader of changes to one document, in view of the rules it has before and after them."""

    def __init__(self, jurisdiction: Jurisdiction, layer: Layer, entries: Sequence[_Entry]) -> None:
        self.layer, self.entries = layer, entries
        self.before = in_force(layer)
        self.facts = askable(jurisdiction)
        self.words = Vocabulary(jurisdiction)
        self._refuse_repeats()
        for entry in entries:
            self._was(entry)
            self._part(entry)

    def change(self, entry: _Entry) -> Change:
        """Return a change as data."""
        if "per" not in entry.fields:
            entry.place.refuse(_("no per; say where the reform has this, as in per: 第十三条"))
        per = entry.fields["per"].text()
        if entry.does == "remove":
            for key in entry.fields.keys() - {"per"}:
                told = _("to remove a rule takes no {key}; write replace to change it")
                entry.fields[key].refuse(told.format(key=key))
            return Change(entry.does, entry.id, per, {})
        return Change(entry.does, entry.id, per, self._stated(entry, self._was(entry)))

    def _refuse_repeats(self) -> None:
        seen: set[str] = set()
        for entry in self.entries:
            if entry.id in seen:
                entry.rule.refuse(_("{rule} is changed twice").format(rule=entry.id))
            seen.add(entry.id)

    def _was(self, entry: _Entry) -> Rule | None:
        """Return the rule that is replaced or removed; None for one that is added."""
        name = entry.id
        if entry.does == "add":
            if name in self.before:
                told = _("{id} has a rule {rule} already; write replace to change it")
                entry.rule.refuse(told.format(id=self.layer.id, rule=name))
            return None
        if name not in self.before:
            told = _("{id} has no rule {rule!r}").format(id=self.layer.id, rule=name)
            entry.rule.refuse(told + nearest(name, self.before))
        return self.before[name]

    def _stated(self, entry: _Entry, was: Rule | None) -> Stated:
        fields, part = entry.fields, PARTS[self._part(entry)]
        stated: Stated = {}
        outcome = outcomes.read(fields, part, was.outcome if was else None, self.words)
        if outcome is not None:
            stated["outcome"] = outcome
        elif was is None:
            told = _("{rule} has no answer: write {keys}")
            entry.rule.refuse(told.format(rule=entry.id, keys=outcomes.suited(part)))
        if "when" in fields:
            with fields["when"].within():
                stated["when"] = parse(fields["when"].raw, self.facts)
        if "over" in fields:
            stated["over"] = tuple(self._over(entry, item) for item in fields["over"].items())
        if "followed" in fields:
            stated["followed"] = fields["followed"].text()
        if "editions" in fields:
            stated["editions"] = tuple(self._edition(e) for e in fields["editions"].items())
        if "inherited" in fields:
            stated["inherited"] = fields["inherited"].flag()
        return stated

    def _part(self, entry: _Entry) -> str:
        """Return the part that a rule answers by its id."""
        fitting = [part for part in PARTS if entry.id.startswith(f"{part}.")]
        if not fitting or not _RULE.fullmatch(entry.id):
            told = _("{rule!r} answers no question").format(rule=entry.id)
            stem = entry.id.rpartition(".")[0] or entry.id
            hint = "" if stem in PARTS else nearest(stem, PARTS)
            entry.rule.refuse(told + hint + _("; write question.name, as in close.praise"))
        return max(fitting, key=len)

    def _over(self, entry: _Entry, item: Placed) -> str:
        name, rivals = item.text(), self._after - {entry.id}
        if name not in rivals:
            part = self._part(entry)
            same = [rule for rule in rivals if part_of(rule, PARTS) == part]
            told = _("{id} has no rule {rule!r}").format(id=self.layer.id, rule=name)
            item.refuse(told + nearest(name, same))
        if part_of(name, PARTS) != self._part(entry):
            told = _("{other} answers another question than {rule}")
            item.refuse(told.format(other=name, rule=entry.id))
        return name

    @cached_property
    def _after(self) -> set[str]:
        """The ids of the rules that the document has once it is changed."""
        removed = {entry.id for entry in self.entries if entry.does == "remove"}
        return {*self.before, *(entry.id for entry in self.entries)} - removed

    def _edition(self, item: Placed) -> str:
        known = [edition.id for edition in self.layer.document.editions]
        if item.text() not in known:
            told = _("{id} has no edition {edition!r}")
            said = told.format(id=self.layer.id, edition=item.text())
            item.refuse(said + known_hint(item.text(), known))
        return item.text()
