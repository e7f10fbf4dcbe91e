"""The log: a line of JSON for what was done, by whom and how long it took; no personal data.

Only the keys named here are ever written, each with a value of its own kind; whatever else is
handed over is dropped. Of errors the class is written, and of Rexian's own the sentence, masked.
Without a configured file nothing is logged, and the machinery is not even imported.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TextIO, TypeAlias

from rexian.errors import InputError, RexianError, refusal
from rexian.i18n import _
from rexian.settings.model import STDERR, Log

if TYPE_CHECKING:
    from structlog.typing import EventDict, FilteringBoundLogger

#: What a line may tell besides its time, level and event.
KEYS: Mapping[str, type] = {
    "number": str,  # the ticket's
    "version": int,  # the ticket's after what was done
    "command": str,
    "actor": str,  # the account's name
    "role": str,
    "source": str,  # cli, tui, tick, or an outside system
    "count": int,
    "duration_ms": float,
    "error": str,  # its class
    "message": str,  # of Rexian's own errors
}
#: What every line tells, put there by the log itself.
_OWN = ("time", "level", "event")
#: Masks personal data within a text; see `rexian.privacy.masking`.
Mask: TypeAlias = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Logger:
    """Writes to the log, if there is one.

    Attributes:
        mask: what hides personal data that an error's sentence may quote.
    """

    mask: Mask
    _lines: FilteringBoundLogger | None = field(default=None, repr=False)

    def info(self, event: str, **told: Any) -> None:
        """Write that something was done; `event` is an id, such as `ticket.signed`."""
        if self._lines is not None:
            self._lines.info(event, **self._masked(told))

    def failed(self, event: str, error: BaseException, **told: Any) -> None:
        """Write that something went wrong: a refusal as information, anything else as an error."""
        if self._lines is None:
            return
        told["error"] = type(error).__name__
        if isinstance(error, InputError) and error.__cause__ is None:
            # What was typed wrongly may be anything: a name where a number is wanted, too.
            told.pop("number", None)
        elif isinstance(error, RexianError):
            told["message"] = str(error)
        write = self._lines.info if isinstance(error, RexianError) else self._lines.error
        write(event, **self._masked(told))

    def _masked(self, told: Mapping[str, Any]) -> dict[str, Any]:
        return {k: self.mask(v) if isinstance(v, str) else v for k, v in told.items()}

    @contextmanager
    def timed(self, event: str, **told: Any) -> Iterator[dict[str, Any]]:
        """Write how long something took and how it ended; add to what is yielded to tell more."""
        more, began = dict(told), time.perf_counter()
        try:
            yield more
        except BaseException as error:
            self.failed(event, error, **{**more, "duration_ms": _since(began)})
            raise
        self.info(event, **{**more, "duration_ms": _since(began)})


def open_log(log: Log, mask: Mask) -> Logger:
    """Return the deployment's log.

    Raises:
        InputError: its file cannot be written.
    """
    if log.file is None:
        return Logger(mask)
    import structlog  # noqa: PLC0415 - a fifth of a second that only those who log wait for

    made = structlog.wrap_logger(
        structlog.WriteLogger(_opened(log)),
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=False, key="time"),
            _kept,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(log.level),
        cache_logger_on_first_use=True,
    )
    return Logger(mask, made)


def _opened(log: Log) -> TextIO:
    if log.file is None or log.file == STDERR:
        return sys.stderr
    try:
        # Line by line and at the end, so that programs that share the file do not cut in.
        return log.file.open("a", encoding="utf-8", buffering=1)
    except OSError as error:
        told = _("the log {file} cannot be written: {error}")
        raise InputError(told.format(file=log.file, error=refusal(error))) from None


def _kept(_logger: object, _method: str, told: EventDict) -> EventDict:
    """Keep what a line may tell."""
    own = {key: told[key] for key in _OWN}
    return own | {key: told[key] for key, kind in KEYS.items() if _fits(told.get(key), kind)}


def _fits(value: object, kind: type) -> bool:
    return isinstance(value, (int, float) if kind is float else kind)


def _since(began: float) -> float:
    return round((time.perf_counter() - began) * 1000, 3)
