"""Everything that `rexian doctor` looks at in a place whose settings can be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta

from rexian.desk.health import check_database
from rexian.errors import InputError
from rexian.instants import Instant
from rexian.settings.checks import (
    Check,
    check_calendar,
    check_file,
    check_machine,
    check_rules,
)
from rexian.settings.model import Settings
from rexian.settings.ruling import ruling_jurisdiction


def check_place(
    settings: Settings, now: Instant, environ: Mapping[str, str], offset: timedelta
) -> Iterator[Check]:
    """Check the settings, rules, calendar, database, key and machine of a place.

    Args:
        settings: the place's.
        now: what the clock tells.
        environ: the environment, which may hold the key.
        offset: how far the machine's time zone is from UTC.
    """
    yield from check_file(settings.file)
    yield from check_rules(settings)
    try:
        jurisdiction = ruling_jurisdiction(settings).id
    except InputError:
        jurisdiction = None
    yield check_calendar(settings, now)
    yield from check_database(settings, jurisdiction, now, environ)
    yield from check_machine(settings, now, offset)
