"""Backups: the whole database as one archive that either kind of database can be restored from.

An archive is a zip of a file per table, a row a line as a JSON array, and of `manifest.json`: the
schema's revision, and each table's columns, number of rows and digest. What is secret stays locked;
the deployment's key is not in it. Sessions are left out: whoever was logged in logs in anew.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import zlib
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from sqlalchemy import Connection, LargeBinary, Table, func, insert, select, text

from rexian.errors import InputError, refusal
from rexian.files import written_whole
from rexian.i18n import _
from rexian.store import schema
from rexian.store.failures import place
from rexian.store.migrations import known, revision_of, upgrade
from rexian.store.write import Store

FORMAT = 1
_MANIFEST = "manifest.json"
#: How many rows are held at a time.
_AT_A_TIME = 1000


def backup(store: Store, path: Path) -> None:
    """Write everything that the database holds at one moment, whole or not at all.

    What stood at `path` stands until the archive is complete.

    Raises:
        InputError: the archive cannot be written.
        RexianError: the database refuses.
    """
    revision = revision_of(store.engine)
    with written_whole(path) as whole, whole.open("w+b") as file:
        with store.reading() as connection:
            _write(file, connection, revision)
        file.flush()
        os.fsync(file.fileno())


def restore(store: Store, path: Path) -> None:
    """Fill an empty database with what an archive holds; the archive is read through before.

    Raises:
        InputError: the database is not empty; the archive is none, damaged, or of another revision.
        RexianError: the database refuses.
    """
    try:
        with ZipFile(path) as archive:
            tables = _checked(archive, path)
            if revision_of(store.engine) is None:
                upgrade(store.engine)
            store.run(lambda connection: _fill(connection, archive, tables, path))
    except OSError as error:
        raise InputError(f"{path}: {refusal(error)}") from None
    except (BadZipFile, KeyError, TypeError, ValueError, zlib.error) as error:
        if isinstance(error, InputError):
            raise
        raise InputError(_("{path}: this is no backup of Rexian").format(path=path)) from error


def _tables() -> list[Table]:
    """Return the tables of a backup, such that each comes after those that it refers to."""
    return [table for table in schema.METADATA.sorted_tables if table is not schema.sessions]


# --- writing ------------------------------------------------------------------------------------


def _write(file: IO[bytes], connection: Connection, revision: str | None) -> None:
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        tables = {}
        for table in _tables():
            with archive.open(_name(table), "w", force_zip64=True) as rows:
                tables[table.name] = _write_table(rows, connection, table)
        manifest = {"format": FORMAT, "revision": revision, "tables": tables}
        archive.writestr(_MANIFEST, json.dumps(manifest, indent=1))


def _write_table(file: IO[bytes], connection: Connection, table: Table) -> Mapping[str, Any]:
    """Write a table's rows by their keys; return what the manifest says of it."""
    binary = _binary(table)
    digest, n = hashlib.sha256(), 0
    rows = select(table).order_by(*table.primary_key).execution_options(yield_per=_AT_A_TIME)
    for row in connection.execute(rows):
        values = [_told(value) if at in binary else value for at, value in enumerate(row)]
        line = json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
        file.write(line)
        digest.update(line)
        n += 1
    columns = [column.name for column in table.columns]
    return {"columns": columns, "rows": n, "sha256": digest.hexdigest()}


def _name(table: Table) -> str:
    return f"{table.name}.jsonl"


def _binary(table: Table) -> frozenset[int]:
    """Return the places of columns that hold no text."""
    columns = enumerate(table.columns)
    return frozenset(at for at, column in columns if isinstance(column.type, LargeBinary))


def _told(value: bytes | None) -> str | None:
    return None if value is None else base64.b64encode(value).decode()


# --- reading ------------------------------------------------------------------------------------


def _checked(archive: ZipFile, path: Path) -> Mapping[str, Any]:
    """Return what the manifest says of each table, once it is found to be true."""
    manifest = json.loads(archive.read(_MANIFEST))
    tables: Mapping[str, Any] = manifest["tables"]
    if manifest["format"] != FORMAT or manifest["revision"] != known()[-1]:
        told = _("{path}: a backup of revision {found}, where this Rexian has {own}")
        message = told.format(path=path, found=manifest["revision"], own=known()[-1])
        raise InputError(message)
    for table in _tables():
        digest, n = hashlib.sha256(), 0
        with archive.open(_name(table)) as lines:
            for line in lines:
                digest.update(line)
                n += 1
        said = tables[table.name]
        if (n, digest.hexdigest()) != (said["rows"], said["sha256"]):
            told = _("{path}: {file} in it is damaged")
            raise InputError(told.format(path=path, file=_name(table)))
    return tables


def _fill(connection: Connection, archive: ZipFile, tables: Mapping[str, Any], path: Path) -> None:
    for table in _tables():
        if connection.scalar(select(func.count()).select_from(select(table).limit(1).subquery())):
            told = _("{database} is not empty; {path} can only be restored into an empty one")
            message = told.format(database=place(connection.engine.url), path=path)
            raise InputError(message)
    for table in _tables():
        with archive.open(_name(table)) as lines:
            rows = _rows(lines, table, tables[table.name]["columns"])
            if any(key.column.table is table for key in table.foreign_keys):
                rows = iter(_parents_first(list(rows), table))
            while some := list(islice(rows, _AT_A_TIME)):
                connection.execute(insert(table), some)
    if connection.dialect.name == "postgresql":
        connection.execute(
            text(
                "SELECT setval(pg_get_serial_sequence('tickets', 'id'), "
                "coalesce(max(id), 0) + 1, false) FROM tickets"
            )
        )


def _rows(lines: IO[bytes], table: Table, columns: Sequence[str]) -> Iterator[dict[str, Any]]:
    binary = {table.columns[at].name for at in _binary(table)}
    for line in lines:
        row = dict(zip(columns, json.loads(line), strict=True))
        for name in binary:
            row[name] = None if row[name] is None else base64.b64decode(row[name])
        yield row


def _parents_first(rows: Sequence[dict[str, Any]], table: Table) -> Iterator[dict[str, Any]]:
    """Yield rows that refer to rows of their own table after those."""
    ((key, parent),) = (
        (foreign.column.name, foreign.parent.name)
        for foreign in table.foreign_keys
        if foreign.column.table is table
    )
    waiting: dict[Any, list[dict[str, Any]]] = {}
    for row in rows:
        waiting.setdefault(row[parent], []).append(row)
    ready = waiting.pop(None, [])
    while ready:
        row = ready.pop()
        ready += waiting.pop(row[key], [])
        yield row
