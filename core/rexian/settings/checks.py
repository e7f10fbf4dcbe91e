"""What `rexian doctor` looks at: a line for each thing, whether it is well, and how to mend it.

Here stands what can be told without the database: the file, the rules, the calendar, the machine.
"""

from __future__ import annotations

import shutil
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Literal, TypeAlias

from rexian.errors import InputError, PluginWarning, refusal
from rexian.i18n import _
from rexian.instants import DAY, Instant, date_of, parse_instant, to_datetime
from rexian.jurisdictions import Jurisdiction
from rexian.model.terms import Term, Terms
from rexian.model.values import within
from rexian.settings.database import sqlite_path
from rexian.settings.model import STDERR, Settings
from rexian.settings.reading import problems
from rexian.settings.ruling import calendars_of, ruling_jurisdiction

#: `mend`: it must be mended before the desk works as it should; `mind`: good to know.
State: TypeAlias = Literal["ok", "mind", "mend"]

SUBJECTS = Terms(
    "what is checked",
    (
        Term("settings", "配置文件", "settings"),
        Term("jurisdiction", "辖区", "jurisdiction"),
        Term("plugins", "插件", "plugins"),
        Term("readings", "读法", "readings"),
        Term("local", "本地参数", "local parameters"),
        Term("calendar", "日历", "calendar"),
        Term("database", "数据库", "database"),
        Term("durability", "落盘", "durability"),
        Term("key", "密钥", "key"),
        Term("accounts", "账号", "accounts"),
        Term("tick", "到期处理", "tick"),
        Term("disk", "磁盘", "disk space"),
        Term("clock", "时钟", "clock"),
        Term("log", "日志", "log"),
        Term("encoding", "字符编码", "encoding"),
        Term("locale", "区域设置", "locale"),
        Term("width", "字符宽度", "character widths"),
    ),
)

#: Free bytes under which writing will soon fail, and under which that is in sight.
_FULL, _FILLING = 512 * 2**20, 5 * 2**30
#: For how many days ahead due times are counted at the most: a year.
_AHEAD = 365
#: No clock that is right tells an earlier time than that at which this was written.
_WRITTEN = parse_instant("2026-01-01T00:00")
_SHANGHAI_OFFSET = timedelta(hours=8)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at.

    Attributes:
        subject: of `SUBJECTS`.
        told: how it stands, as a sentence.
        how: how to mend it; empty where there is nothing to mend.
    """

    subject: str
    state: State
    told: str
    how: str = ""


def check_file(path: Path) -> list[Check]:
    """Check that a settings file can be read; each thing amiss in it is a check of its own."""
    try:
        amiss = problems(path)
    except InputError as error:
        amiss = [str(error)]
    if not amiss:
        return [Check("settings", "ok", str(path))]
    how = _("mend the file, or set the key by rexian config set")
    return [Check("settings", "mend", told, how) for told in amiss]


def check_rules(settings: Settings) -> Iterator[Check]:
    """Check that the jurisdiction loads, and with it what the deployment adds and chooses."""
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always", PluginWarning)
        try:
            found = ruling_jurisdiction(settings)
        except InputError as error:
            how = _("rexian jurisdictions lists what is installed")
            yield Check("jurisdiction", "mend", str(error), how)
            found = None
    for warning in warned:
        how = _("mend or uninstall the plugin")
        yield Check("plugins", "mind", str(warning.message), how)
    if found is not None:
        yield from _of_jurisdiction(settings, found)


def _of_jurisdiction(settings: Settings, found: Jurisdiction) -> Iterator[Check]:
    fingerprint = found.fingerprint()
    told = _("{place}, rules {fingerprint}").format(place=found.heading(), fingerprint=fingerprint)
    yield Check("jurisdiction", "ok", told)
    yield _readings(settings, found)
    if settings.local is not None:
        rules = found.overlays[-1].rules
        told = _("rules where the document is silent: {n}").format(n=len(rules))
        yield Check("local", "ok", f"{settings.local}: {told}")


def _readings(settings: Settings, found: Jurisdiction) -> Check:
    try:
        with within(f"{settings.file}: readings"):
            found.chosen(settings.readings)
    except InputError as error:
        how = _("rexian rules -j {id} tells a question's readings").format(id=found.id)
        return Check("readings", "mend", str(error), how)
    told = _("{n} of {all} otherwise than by default")
    return Check("readings", "ok", told.format(n=len(settings.readings), all=len(found.readings)))


def check_calendar(settings: Settings, now: Instant) -> Check:
    """Check that the calendar covers the coming year; what is not published is provisional."""
    try:
        calendar = calendars_of(settings).current
    except InputError as error:
        return Check("calendar", "mend", str(error), _("mend the file of corrected days"))
    today = now // DAY
    if calendar.published is None or not calendar.unpublished(today, today + _AHEAD):
        return Check("calendar", "ok", _("{name}, published").format(name=calendar.name))
    last = date_of(calendar.published[1])
    told = _("{name}, published until {day}; later working days are provisional")
    how = _("once the notice is out, upgrade chinese-calendar or name a file under calendar")
    state: State = "mend" if calendar.unpublished(today, today) else "mind"
    return Check("calendar", state, told.format(name=calendar.name, day=last), how)


def check_machine(settings: Settings, now: Instant, offset: timedelta) -> Iterator[Check]:
    """Check the disk, the clock and the log.

    Args:
        settings: the deployment's.
        now: what the clock tells.
        offset: how far the machine's time zone is from UTC.
    """
    yield _disk(sqlite_path(settings.database) or settings.file)
    yield _clock(now, offset)
    yield _log(settings)


def _disk(file: Path) -> Check:
    try:
        free = shutil.disk_usage(file.parent).free
    except OSError as error:
        return Check("disk", "mend", f"{file.parent}: {refusal(error)}", _("make the folder"))
    told = _("{free} MiB free in {folder}").format(free=free // 2**20, folder=file.parent)
    if free >= _FILLING:
        return Check("disk", "ok", told)
    state: State = "mend" if free < _FULL else "mind"
    return Check("disk", state, told, _("make room, or move the database to a larger disk"))


def _clock(now: Instant, offset: timedelta) -> Check:
    told = f"{to_datetime(now):%Y-%m-%d %H:%M:%S} (+08:00)"
    if now < _WRITTEN:
        return Check("clock", "mend", told, _("the clock is wrong; set it, best by NTP"))
    if offset != _SHANGHAI_OFFSET:
        how = _("the machine's time zone is not China's: mind it in cron and the task scheduler")
        return Check("clock", "mind", told, how)
    return Check("clock", "ok", told)


def _log(settings: Settings) -> Check:
    file = settings.log.file
    if file is None:
        return Check("log", "ok", _("none is kept"))
    if file == STDERR:
        return Check("log", "ok", "stderr")
    try:
        with file.open("a", encoding="utf-8"):
            return Check("log", "ok", str(file))
    except OSError as error:
        how = _("make the folder and let the desk's user write there, or change log.file")
        return Check("log", "mend", f"{file}: {refusal(error)}", how)
