"""Scenes: what must happen for several facts to be so at once, put into one order.

Each fact asks for a way: steps in order. Ways share acts where they can (a closing that ends one
clock ends the other), so that the scene with the least in it comes first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeAlias

from rexian.rules.examples import LATER, Act, Later
from rexian.rules.nodes import RECORDED

Moment: TypeAlias = Act | Later
Scene: TypeAlias = tuple[Moment, ...]

#: The order of a ticket's life; what happens before a long time passes comes before `Later`.
LIFE = (
    "received", "accepted", "refused", "handed_over", "reported", "preassigned",
    "preassign_answered", "dispatched", "signed", "assigned", "form_signed", "objected",
    "return_requested", "return_decided", "disputed", "signoff", "contacted", "reminded",
    "extension_requested", "extension_decided", "cooperation_refused", "reply_submitted",
    "reply_approved", "sealed", "closure_requested", "closure_reviewed", "closed", "followed_up",
    "fault_verified", "redo_sent", "escalated", "supervised", "attended", "feedback",
    "explained_performance", "transferred_to_petition", "archived",
)  # fmt: skip
_PLACE = {kind: place for place, kind in enumerate(LIFE)}


def scenes(ways: Sequence[Scene]) -> Iterator[Scene]:
    """Yield scenes in which every way happens, each once, the likeliest first."""
    in_order = sorted(dict.fromkeys(way for way in ways if way), key=len, reverse=True)
    yield from _woven((), in_order, set())


def _woven(scene: Scene, ways: Sequence[Scene], seen: set[tuple[int, Scene]]) -> Iterator[Scene]:
    if not ways:
        yield scene
        return
    for further in _taken_in(scene, ways[0], 0):
        if (len(ways), further) not in seen:
            seen.add((len(ways), further))
            yield from _woven(further, ways[1:], seen)


def _taken_in(scene: Scene, way: Scene, since: int) -> Iterator[Scene]:
    """Yield the scene with the steps of a way in it, in their order, after a place."""
    if not way:
        yield scene
        return
    step, rest = way[0], way[1:]
    for place in range(since, len(scene)):
        both = united(scene[place], step)
        if both is not None:
            yield from _taken_in((*scene[:place], both, *scene[place + 1 :]), rest, place + 1)
    for place in _places(scene, step, since):
        for one in _of_one_type(step):
            yield from _taken_in((*scene[:place], one, *scene[place:]), rest, place + 1)


def united(one: Moment, other: Moment) -> Moment | None:
    """Return the act that serves both, if one can."""
    if not (isinstance(one, Act) and isinstance(other, Act)):
        return one if one == other else None
    types = tuple(kind for kind in one.types if kind in other.types)
    if not types:
        return None
    fields = dict(one.fields)
    for name, options in other.fields:
        shared = _shared(fields.get(name, RECORDED), options)
        if not shared:
            return None
        fields[name] = shared
    return Act(types, tuple(fields.items()))


def _shared(one: tuple[object, ...], other: tuple[object, ...]) -> tuple[object, ...]:
    if RECORDED in (one, other):
        return other if one == RECORDED else one
    return tuple(value for value in one if value in other)


def _places(scene: Scene, step: Moment, since: int) -> Iterator[int]:
    """Yield where a step may come in: where it belongs in a ticket's life, then elsewhere."""
    usual = _usual_place(scene, step, since)
    yield usual
    yield from (place for place in range(len(scene), since - 1, -1) if place != usual)


def _usual_place(scene: Scene, step: Moment, since: int) -> int:
    for place in range(since, len(scene)):
        if _rank(scene[place]) > _rank(step):
            return place
    return len(scene)


def _rank(moment: Moment) -> int:
    return len(LIFE) if isinstance(moment, Later) else _PLACE[moment.types[0]]


def _of_one_type(step: Moment) -> Iterator[Moment]:
    if isinstance(step, Later):
        yield step
    else:
        yield from (replace(step, types=(kind,)) for kind in step.types)


def smaller(scene: Scene) -> Iterator[Scene]:
    """Yield the scene with one thing less in it: a moment, or a field of an act."""
    for place, moment in enumerate(scene):
        before, after = scene[:place], scene[place + 1 :]
        yield (*before, *after)
        if isinstance(moment, Act):
            for name, _options in moment.fields:
                fields = tuple(field for field in moment.fields if field[0] != name)
                yield (*before, replace(moment, fields=fields), *after)


def takes_long(scene: Scene) -> bool:
    """Whether a long time passes in a scene."""
    return LATER in scene
