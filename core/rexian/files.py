"""Files written whole or not at all: a reader never finds half of one, nor half of several."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from rexian.errors import InputError, refusal
from rexian.i18n import _

#: How the folders are called in which files are written before they take their place.
_ASIDE = ".rexian-"


def write_whole(path: Path, content: bytes) -> None:
    """Write a file; what stood there before stands until everything is written.

    Raises:
        InputError: it cannot be written.
    """
    with written_whole(path) as whole:
        whole.write_bytes(content)


@contextmanager
def written_whole(path: Path) -> Iterator[Path]:
    """Yield where to write a file; once that is done, and not before, it takes its place.

    Raises:
        InputError: it cannot be written.
    """
    with refusals_told(path), TemporaryDirectory(dir=path.parent, prefix=_ASIDE) as aside:
        whole = Path(aside) / path.name
        yield whole
        whole.replace(path)


def write_new(folder: Path, files: Mapping[str, str]) -> None:
    """Write files by their names into a folder, which is made where there is none.

    Raises:
        InputError: one of the names is taken, and nothing is written; or the folder cannot be.
    """
    taken = [name for name in files if (folder / name).exists()]
    if taken:
        told = _("{file} is there already; nothing is written")
        raise InputError(told.format(file=folder / taken[0]))
    with refusals_told(folder):
        if not folder.exists():
            folder.mkdir()
        with TemporaryDirectory(dir=folder, prefix=_ASIDE) as aside:
            for name, text in files.items():
                (Path(aside) / name).write_text(text, encoding="utf-8")
            _move_all(Path(aside), folder, list(files))


def _move_all(source: Path, target: Path, names: Sequence[str]) -> None:
    """Move files, and take back those already moved if one cannot be."""
    for place, name in enumerate(names):
        try:
            (source / name).rename(target / name)
        except OSError:
            for moved in names[:place]:
                (target / moved).unlink()
            raise


@contextmanager
def refusals_told(path: Path) -> Iterator[None]:
    """Turn the system's refusal into one line that names what could not be written."""
    try:
        yield
    except OSError as error:
        raise InputError(f"{path}: {refusal(error)}") from None
