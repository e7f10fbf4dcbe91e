"""Reading tickets from files into a corpus: columns all the way, never a ticket at a time.

A row that contradicts itself, or that cannot be read, is left out and named in the rejects; the
rest go on. What a file does not say is stated as an assumption and never filled in, with one
exception: where no column tells when a ticket was dispatched, it is taken to be at its receipt.

An event before the receipt is refused. Other orders are not: a table has one time for each type of
event, and with a second dispatch a signature may well come before the one that it shows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from rexian.errors import InputError
from rexian.i18n import _
from rexian.lab import mapping as mappings
from rexian.lab.casefiles import is_cases, read_cases
from rexian.lab.converting import Source, convert
from rexian.lab.parts import Part, joined, part_of_table
from rexian.lab.rejects import Rejects
from rexian.lab.tables import Table, open_table
from rexian.lab.targets import fields
from rexian.model.terms import shown
from rexian.model.values import within
from rexian.model.vocabulary import CHANNELS, Terms

if TYPE_CHECKING:
    from rexian.lab.corpus import Corpus
    from rexian.model.fields import Field

Progress: TypeAlias = Callable[[int, int, str], None]
"""Told before each file, and once at the end: files done, files in all, the file now read."""
_MAGIC = "*?["


def read_corpus(
    paths: Path | str | Sequence[Path | str],
    mapping: mappings.Mapping | None = None,
    rejects: Path | None = None,
    progress: Progress | None = None,
    channels: Terms = CHANNELS,
) -> Corpus:
    """Read tickets from one or more files (.csv .tsv .xlsx .jsonl .parquet); globs are expanded.

    Args:
        paths: the files.
        mapping: what their columns state; by default each header is to speak for itself.
        rejects: where to write the rows that could not be read, if there are any; by default
            `<first file's stem>.rejects.csv` in the current directory.
        progress: told how far the reading is.
        channels: the channels that may occur.

    Raises:
        InputError: a file is missing, cannot be opened, holds no ticket or does not fit the
            mapping, or the rejects cannot be written.
    """
    files, log = _expanded(paths), Rejects()
    corpus = gathered(files, log, mapping, progress, channels)
    log.write(rejects or default_rejects(files))
    return corpus


def gathered(
    paths: Path | str | Sequence[Path | str],
    log: Rejects,
    mapping: mappings.Mapping | None = None,
    progress: Progress | None = None,
    channels: Terms = CHANNELS,
) -> Corpus:
    """Read tickets as `read_corpus` does, what is rejected into a log instead of a file.

    Raises:
        InputError: as `read_corpus`.
    """
    files, known = _expanded(paths), fields(channels)
    parts = []
    for done, path in enumerate(files):
        if progress:
            progress(done, len(files), str(path))
        with within(str(path)):
            parts.append(_read_file(path, mapping, log, known))
    if progress:
        progress(len(files), len(files), "")
    return joined(parts, log)


def default_rejects(paths: Path | str | Sequence[Path | str]) -> Path:
    """Return where the rows of files that could not be read are written unless one says."""
    return Path(f"{_expanded(paths)[0].stem}.rejects.csv")


def _expanded(paths: Path | str | Sequence[Path | str]) -> list[Path]:
    listed = [paths] if isinstance(paths, Path | str) else paths
    found = [path for written in listed for path in _matching(str(written))]
    if not found:
        raise InputError(_("no file is named"))
    return list(dict.fromkeys(found))


def _matching(written: str) -> list[Path]:
    path = Path(written)
    if path.is_dir():
        raise InputError(_("{path}: a directory; name its files").format(path=written))
    if path.exists() or not any(mark in written for mark in _MAGIC):
        return [path]
    root = Path(path.anchor)
    matching = sorted(root.glob(str(path.relative_to(root))))
    if not matching:
        raise InputError(_("{path}: no file matches").format(path=written))
    return matching


def _read_file(
    path: Path, mapping: mappings.Mapping | None, log: Rejects, known: Mapping[str, Field]
) -> Part:
    table = open_table(path, mapping)
    for row, reason in table.unread:
        log.add(path, "", [row], reason)
    if mapping is None and is_cases(table):
        return read_cases(table, Source(path, mappings.Mapping({}, missing=()), known, log))
    reading = mapping or _recognised(table)
    source = Source(path, reading, known, log, spreadsheet=table.spreadsheet)
    _note_columns(table, source)
    return part_of_table(convert(table, source), source)


def _recognised(table: Table) -> mappings.Mapping:
    reading = mappings.recognise(table.columns)
    if not {"received_at", "dispatched.at"} & set(reading.columns.values()):
        names = ", ".join(table.columns)
        message = _(
            "no column is recognised as the time of receipt; name the columns in a mapping file; "
            "the first row holds: {names}"
        )
        raise InputError(message.format(names=shown(names)))
    return reading


def _note_columns(table: Table, source: Source) -> None:
    """State what the header was taken to mean, unless a mapping said so."""
    if not source.reading.recognised:
        return
    pairs = ", ".join(f"{column} = {to}" for column, to in source.reading.columns.items())
    source.notes.append(_("columns recognised by their names: {pairs}").format(pairs=pairs))
    others = [column for column in table.columns if column not in source.reading.columns]
    if others:
        names = ", ".join(others)
        source.notes.append(_("columns not read: {names}").format(names=names))
