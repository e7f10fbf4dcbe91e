"""How a deployment rules cases: its jurisdiction with what is local, its calendar, its readings."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from rexian.discovery import load
from rexian.explain import Ruler
from rexian.jurisdictions import Jurisdiction
from rexian.model.values import within
from rexian.settings.model import Settings
from rexian.worktime.history import CalendarHistory
from rexian.worktime.sources import china, with_overrides


def ruler_of(settings: Settings) -> Ruler:
    """Return what a deployment's cases are ruled by.

    Raises:
        InputError: its jurisdiction cannot be loaded, or a file or reading of its own is amiss.
    """
    jurisdiction = ruling_jurisdiction(settings)
    with within(f"{settings.file}: readings"):
        jurisdiction.chosen(settings.readings)
    return Ruler(jurisdiction, calendars_of(settings), settings.readings)


def ruling_jurisdiction(settings: Settings) -> Jurisdiction:
    """Return a deployment's jurisdiction, its local parameters laid over the document.

    Raises:
        InputError: it cannot be loaded, or a local parameter is amiss.
    """
    with within(f"{settings.file}: jurisdiction"):
        found = load(settings.jurisdiction)
    if settings.local is None:
        return found
    from rexian.settings.local import laid_over, read_local  # noqa: PLC0415 - YAML comes with it

    return laid_over(found, read_local(settings.local))


def calendars_of(settings: Settings) -> CalendarHistory:
    """Return the versions of a deployment's calendar.

    Raises:
        InputError: a file of corrected days cannot be read, or is amiss.
    """
    return corrected(settings.calendar)


def corrected(files: Iterable[Path]) -> CalendarHistory:
    """Return the built-in calendar with files of corrected days on top, one after another.

    A file that says when its notice was announced is a version of its own, so that what was timely
    before then stays timely; one that does not corrects the version before it.

    Raises:
        InputError: a file cannot be read, or is amiss, or they are out of order.
    """
    history = CalendarHistory((china(),))
    for file in files:
        version = with_overrides(history.current, file)
        with within(str(file)):
            if version.announced == history.current.announced:
                history = CalendarHistory((*history.versions[:-1], version))
            else:
                history = history.with_version(version)
    return history
