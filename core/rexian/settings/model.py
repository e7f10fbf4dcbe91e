"""`rexian.toml`: what a deployment settles for itself, read strictly.

Paths in it are relative to the file. Secrets never stand in it: the password of a database comes
from the environment or from `~/.pgpass`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PrivateAttr, ValidationInfo

from rexian.settings.database import database_url
from rexian.settings.spans import read_span

#: How many wrong passwords lock an account at the least and at the most.
_FEWEST, _MOST = 3, 100


#: What stands for stderr in place of a log file.
STDERR = Path("-")


def _located(written: object, info: ValidationInfo) -> Path:
    if not isinstance(written, str | Path) or not str(written).strip():
        raise ValueError
    return _folder(info) / Path(written).expanduser()


def _log_file(written: object, info: ValidationInfo) -> Path:
    return STDERR if written == str(STDERR) else _located(written, info)


def _folder(info: ValidationInfo) -> Path:
    folder: Path = (info.context or {})["folder"]
    return folder


def _listed(written: object) -> object:
    if isinstance(written, str):
        return (written,)
    return tuple(written) if isinstance(written, list) else written


def _place(written: object, info: ValidationInfo) -> str:
    """Return a jurisdiction with what is a path in it made to start from the file's folder."""
    if not isinstance(written, str) or not all(part.strip() for part in written.split("+")):
        raise ValueError
    parts = [part.strip() for part in written.split("+")]
    return "+".join(str(_folder(info) / part) if _is_path(part) else part for part in parts)


def _is_path(part: str) -> bool:
    return "/" in part or "\\" in part or part.endswith((".yaml", ".yml"))


def _database(written: object, info: ValidationInfo) -> str:
    if not isinstance(written, str) or not written.strip():
        raise ValueError
    return database_url(written.strip(), _folder(info))


Located: TypeAlias = Annotated[Path, BeforeValidator(_located)]
Span: TypeAlias = Annotated[int, BeforeValidator(read_span)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Lockout(_Part):
    """How often a password may be wrong, and for how many seconds an account is locked then."""

    failures: Annotated[int, Field(ge=_FEWEST, le=_MOST)] = 5
    time: Annotated[Span, Field(gt=0)] = 15 * 60


class Log(_Part):
    """Where the log goes, `-` being stderr; without a file nothing is logged."""

    file: Annotated[Path, BeforeValidator(_log_file)] | None = None
    level: Literal["debug", "info", "warning", "error"] = "info"


class Settings(_Part):
    """A deployment's settings; lengths of time are in seconds, and paths are whole.

    Attributes:
        jurisdiction: what `rexian.discovery.load` takes: an id, a variant, or a plugin's folder.
        database: a URL of SQLite or PostgreSQL, without a password unless it came from the
            environment.
        key_file: where the key is by which personal data are locked.
        language: of the interface, `zh` or `en`; None leaves it to the environment.
        calendar: files of corrected days, each a version on top of the one before it.
        local: the file of local parameters.
        readings: the choices that differ from the documents' defaults.
        backdating: how far back an act may be recorded without the permission to do so.
        session: how long one stays logged in.
        checkpoints: how far apart the ledger is anchored.
    """

    jurisdiction: Annotated[str, BeforeValidator(_place)]
    database: Annotated[str, BeforeValidator(_database), Field(validate_default=True)] = "rexian.db"
    key_file: Annotated[Located, Field(validate_default=True)] = Path("rexian.key")
    language: Literal["zh", "en"] | None = None
    calendar: Annotated[tuple[Located, ...], BeforeValidator(_listed)] = ()
    local: Located | None = None
    readings: dict[str, str] = {}
    backdating: Span = 30 * 60
    session: Annotated[Span, Field(gt=0)] = 12 * 3600
    checkpoints: Annotated[Span, Field(gt=0)] = 24 * 3600
    lockout: Lockout = Lockout()
    log: Log = Log()

    _file: Path = PrivateAttr(default=Path())

    @property
    def file(self) -> Path:
        """The file that the settings stand in."""
        return self._file

    @property
    def folder(self) -> Path:
        """The folder that their paths start from."""
        return self._file.parent

    def model_post_init(self, context: Any, /) -> None:
        """Remember which file it was read from."""
        self._file = context["file"]
