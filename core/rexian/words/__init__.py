"""How limits, roles, outcomes, strengths and silence are said to people, in either language.

What a document's rules say is keys and words by id. `phrases` says what a key means and in which
order keys are told, `answers` what yes and no mean, `labels` what a word is called under its key.
A key or a word of somebody else's plugin that none of them knows is told by its id.
"""

from __future__ import annotations

from rexian.words.answers import CHECKS
from rexian.words.common import CONFLICT, SILENCE, join, listed, say_status, softened
from rexian.words.labels import learn, say_word
from rexian.words.limits import say_asking, say_limit, say_time
from rexian.words.outcomes import (
    say_absent,
    say_ground,
    say_keys,
    say_part,
    say_silence,
    say_value,
)

__all__ = [
    "CHECKS",
    "CONFLICT",
    "SILENCE",
    "join",
    "learn",
    "listed",
    "say_absent",
    "say_asking",
    "say_ground",
    "say_keys",
    "say_limit",
    "say_part",
    "say_silence",
    "say_status",
    "say_time",
    "say_value",
    "say_word",
    "softened",
]
