"""What assessment asks of a unit's own stretch of a ticket: how it was rated, whether given back.

All of it counts since the unit's dispatch: what appellants said of a former unit's work is told of
that unit. A follow-up that reached nobody, or of which no rating is recorded, is no rating.
"""

from __future__ import annotations

from rexian.model.vocabulary import RATINGS, Term, Terms
from rexian.questions.states import STATES
from rexian.rules.conditions import Condition
from rexian.rules.examples import after, standing, told_in
from rexian.rules.facts import Choice, Flag
from rexian.rules.nodes import Node, derived, first, happened, last, moment

_GIVEN = tuple(term for term in RATINGS if term.id != "unreached")
_RATED = {"rating": tuple(term.id for term in _GIVEN)}
_TERMS = Terms("rating given", (*_GIVEN, Term("none", "未评价", "not rated")))

#: What the first follow-up that reached the appellant found.
first_rating = Choice(
    id="first_rating", zh="首次评价", en="first rating", optional=True, terms=_TERMS
)
#: What the last follow-up that reached the appellant found.
last_rating = Choice(
    id="last_rating", zh="最终评价", en="final rating", optional=True, terms=_TERMS
)
#: The unit asked for the ticket to be returned.
asked_to_return = Flag(id="asked_to_return", zh="已申请退单", en="return requested", optional=True)
#: A return that the unit asked for was granted.
return_granted = Flag(id="return_granted", zh="退单获准", en="return granted", optional=True)
#: How the clock for returning the ticket stands.
return_state = Choice(
    id="return.state",
    zh="退单时限状态",
    en="state of return to the platform",
    optional=True,
    terms=STATES,
)
#: How the clock for objecting inside a body stands.
object_state = Choice(
    id="object.state",
    zh="内部异议时限状态",
    en="state of objection inside the body",
    optional=True,
    terms=STATES,
)


def rated(rating: Choice) -> Condition:
    """A rating was given."""
    return ~rating.is_("none")


def discontent(rating: Choice) -> Condition:
    """The rating is dissatisfied or very dissatisfied."""
    return rating.in_("dissatisfied", "very_dissatisfied")


NODES: tuple[Node, ...] = (
    first("first_rated", "followed_up", since="dispatch", where=_RATED),
    last("last_rated", "followed_up", since="dispatch", where=_RATED),
    moment("first_rated"),
    moment("last_rated"),
    derived(
        first_rating,
        lambda o, v: o.choice(first_rating, v["first_rated"], "rating", "none"),
        needs=["first_rated"],
        example=told_in("rating", "none", "followed_up", since=after("dispatch")),
    ),
    derived(
        last_rating,
        lambda o, v: o.choice(last_rating, v["last_rated"], "rating", "none"),
        needs=["last_rated"],
        example=told_in("rating", "none", "followed_up", since=after("dispatch")),
    ),
    happened(asked_to_return, "return_requested", since="dispatch"),
    happened(return_granted, "return_decided", since="dispatch", where={"granted": (True,)}),
    derived(
        return_state,
        lambda o, v: o.state(return_state, v["return"]),
        needs=["return"],
        example=standing("return"),
    ),
    derived(
        object_state,
        lambda o, v: o.state(object_state, v["object"]),
        needs=["object"],
        example=standing("object"),
    ),
)
