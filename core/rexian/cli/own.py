"""The deployment's own tickets, where a command is given no file of others."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from rexian.cli import options
from rexian.errors import InputError
from rexian.i18n import _

if TYPE_CHECKING:
    from rexian.assess.periods import Stretch
    from rexian.explain import Ruler
    from rexian.instants import Instant
    from rexian.lab.corpus import Corpus


class Own(NamedTuple):
    """A deployment's tickets, what they are ruled by, and what time it is there."""

    corpus: Corpus
    ruler: Ruler
    now: Instant


def own_tickets(config: Path | None, period: Stretch | None = None) -> Own:
    """Read the configured place's tickets for whoever may see them all, and say so on stderr.

    Raises:
        InputError: nothing is configured, something about it is amiss, or there is no ticket yet.
        Refused: nobody is logged in there, or they may not see every ticket.
    """
    from rexian.cli.session import seated
    from rexian.settings.finding import find

    try:
        found = find(config)
    except InputError as error:
        told = _("no ticket file is named, and of one's own: {why}")
        raise InputError(told.format(why=error)) from None
    from rexian.lab.storecorpus import own_corpus

    with seated(found) as seat:
        corpus, place = own_corpus(seat, period), seat.deployment
        told = _("no file is named: the tickets are those of {file}")
        options.warn(told.format(file=place.settings.file))
        return Own(corpus, place.rules.ruler, place.now())
