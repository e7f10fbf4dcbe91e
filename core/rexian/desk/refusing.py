"""Refusals: what stands against a step, said in one line with its clauses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from rexian.errors import Refused
from rexian.i18n import _
from rexian.lifecycle.commands import Command
from rexian.lifecycle.moment import Objection
from rexian.lifecycle.stages import PENDING, STAGES
from rexian.model.ticket import FIELDS
from rexian.model.vocabulary import ACTORS
from rexian.questions import QUESTIONS
from rexian.tellers import Teller, locators
from rexian.words import join, listed
from rexian.words.labels import say_word


class Forbidden(Refused):
    """A step that the ticket's stage or the rules stand against.

    Attributes:
        objections: everything that does.
    """

    def __init__(
        self, number: str, command: Command, objections: Iterable[Objection], teller: Teller
    ) -> None:
        self.objections = tuple(objections)
        told = join([say_objection(objection, teller) for objection in self.objections])
        super().__init__(
            _("{ticket}: {command} is not allowed: {why}").format(
                ticket=number, command=command.label(), why=told
            )
        )

    @property
    def by_stage(self) -> bool:
        """Whether it is the ticket's stage that stands against it, not the rules."""
        return all(not objection.question for objection in self.objections)


def say_objection(objection: Objection, teller: Teller) -> str:
    """Say what stands against a step, and where that is laid down."""
    if objection.ground is not None:
        told = teller.ground(objection.ground)
        return _called_for(objection, told) if objection.id == "met" else told
    told = _WAYS[objection.id](objection)
    where = locators(objection.citations)
    return f"{told} [{join(where)}]" if where else told


def say_about(objection: Objection) -> list[str]:
    """Return what has to be filled in because of an objection, each in words."""
    if objection.id not in _LISTING:
        return []
    return [_word(each, objection.question) for each in objection.about]


def _called_for(objection: Objection, ground: str) -> str:
    told = _("{question}: {ground}")
    return told.format(question=_question(objection), ground=ground)


def _question(objection: Objection) -> str:
    return next(each.label() for each in QUESTIONS if each.id == objection.question)


def _hangs(objection: Objection) -> str:
    told = _("{question}: {why}")
    return told.format(question=_question(objection), why=_facts(objection))


def _facts(objection: Objection) -> str:
    names = [FIELDS[name].label() if name in FIELDS else name for name in objection.about]
    return _("it hangs on what is not known yet: {facts}; classify it").format(facts=listed(names))


def _unstated(objection: Objection) -> str:
    words = [_word(word, objection.question) for word in objection.about]
    return _("it has to state: {what}").format(what=listed(words))


def _missing(objection: Objection) -> str:
    words = [_word(word, objection.question) for word in objection.about]
    return _("still missing: {what}").format(what=listed(words))


def _style(objection: Objection) -> str:
    words = [_word(word, objection.question) for word in objection.about]
    return _("not as it should be: {what}").format(what=listed(words))


def _whose(objection: Objection) -> str:
    roles = [ACTORS.label(role) for role in objection.about]
    return _("this is for {role} to do").format(role=listed(roles))


def _first(objection: Objection) -> str:
    return _("{role} comes first").format(role=ACTORS.label(objection.about[0]))


def _stage(objection: Objection) -> str:
    stage = STAGES.label(objection.about[0])
    return _("the ticket is at the stage {stage}").format(stage=stage)


def _waiting(objection: Objection) -> str:
    return _("nothing waits for that: {what}").format(what=PENDING.label(objection.about[0]))


def _undecided(objection: Objection) -> str:
    return _("first this has to be decided: {what}").format(what=PENDING.label(objection.about[0]))


def _already(objection: Objection) -> str:
    return _("it is there already: {what}").format(what=PENDING.label(objection.about[0]))


def _word(word: str, question: str) -> str:
    if word in ACTORS:
        return ACTORS.label(word)
    return say_word(word, key="missing", question=question)


def _too_early(objection: Objection) -> str:
    if not objection.about:
        return _("at that time the ticket was not there yet")
    stage = STAGES.label(objection.about[0])
    return _("at that time the ticket was at the stage {stage}").format(stage=stage)


#: Objections that are about contents, each of which may be there or not.
_LISTING = frozenset({"unstated", "missing", "style"})
_PLAIN: Mapping[str, Callable[[Objection], str]] = {
    "not_allowed": lambda _o: _("no ground for it is met"),
    "no_ground": lambda _o: _("no ground for refusing it is met; classify it"),
    "too_long": lambda _o: _("it would last longer than the document allows"),
    "excluded": lambda _o: _("this unit may not review the matter again"),
    "unreviewed": lambda _o: _("the closure has to be reviewed first"),
    "uncalled": lambda _o: _("the document does not call for it"),
    "has_it": lambda _o: _("this unit has the ticket already, as its host"),
    "handed_on": lambda _o: _("the report is about this unit"),
}
_WAYS: Mapping[str, Callable[[Objection], str]] = {
    **_PLAIN,
    "facts": _facts,
    "hangs": _hangs,
    "unstated": _unstated,
    "missing": _missing,
    "style": _style,
    "whose": _whose,
    "unapproved": _whose,
    "first": _first,
    "stage": _stage,
    "waiting": _waiting,
    "too_early": _too_early,
    "already": _already,
    "undecided": _undecided,
}
