"""A backup holds everything, and goes into either kind of database; half of one goes nowhere."""

import json
from zipfile import ZipFile

import pytest
import rexian.store.backup as module
from fixture_changes import DISPATCHED, SIGNED, following, opening
from rexian.errors import InputError
from rexian.store import read, schema
from rexian.store.backup import backup, restore
from rexian.store.change import Secret
from rexian.store.engine import open_engine
from rexian.store.write import Store
from sqlalchemy import insert, select


def filled(store):
    (made,) = store.write(
        [
            opening(
                after=DISPATCHED,
                secrets=(Secret("d", "content", b"\x00\xfe"),),
                key=(b"\x01", None),
                request=("k", "asked"),
            )
        ]
    )
    store.write([following(opening(after=DISPATCHED), SIGNED, ticket_id=made)])
    store.run(people)


def people(connection):
    unit = {"type": "street", "area": None, "contacts": b"\xff", "active": True}
    named = [("丙组", None), ("甲局", "丙组"), ("乙科", "甲局")]
    for name, parent in named:
        connection.execute(insert(schema.units).values(name=name, parent=parent, **unit))
    account = {"name": "值班员", "unit": "乙科", "roles": "clerk", "posts": "", "active": True}
    connection.execute(insert(schema.accounts).values(username="clerk1", **account))
    connection.execute(
        insert(schema.sessions).values(digest="s", username="clerk1", opened=1, expires=2)
    )


def everything(store):
    with store.reading() as connection:
        return {
            table.name: sorted(map(tuple, connection.execute(select(table))), key=repr)
            for table in schema.METADATA.sorted_tables
            if table is not schema.sessions
        }


@pytest.fixture
def made(database, tmp_path):
    filled(database)
    backup(database, tmp_path / "b.zip")
    return tmp_path / "b.zip"


@pytest.fixture
def empty(empty_url):
    with Store(open_engine(empty_url, new=True)) as store:
        yield store


def test_all_comes_back_in_either_kind(database, made, empty):
    restore(empty, made)
    assert everything(empty) == everything(database)
    with empty.reading() as connection:
        assert connection.execute(select(schema.sessions)).all() == []
        assert read.counts(connection) == {"handling": 1}
    # The next ticket gets an id of its own.
    (new,) = empty.write([opening("T2")])
    assert new > 1


def test_only_an_empty_database_is_filled(database, made):
    before = everything(database)
    with pytest.raises(InputError, match=r"is not empty.*b\.zip can only be restored"):
        restore(database, made)
    assert everything(database) == before


def changed(made, name, change):
    """The archive with one of its files changed."""
    other = made.with_name("other.zip")
    with ZipFile(made) as source, ZipFile(other, "w") as target:
        for file in source.namelist():
            content = source.read(file)
            target.writestr(file, change(content) if file == name else content)
    return other


def test_a_changed_row_is_found(made, empty):
    other = changed(made, "events.jsonl", lambda content: content.replace(b"clerk", b"clark"))
    with pytest.raises(InputError, match=r"events\.jsonl in it is damaged"):
        restore(empty, other)


def test_another_revision_is_refused(made, empty):
    def older(content):
        return json.dumps({**json.loads(content), "revision": "0000"}).encode()

    with pytest.raises(InputError, match="a backup of revision 0000, where this Rexian has"):
        restore(empty, changed(made, "manifest.json", older))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 half", b"hello"])
def test_what_is_no_backup_is_told(empty, tmp_path, content):
    (tmp_path / "x.zip").write_bytes(content)
    with pytest.raises(InputError, match=r"x\.zip: this is no backup of Rexian"):
        restore(empty, tmp_path / "x.zip")


def test_half_an_archive_is_told(made, empty):
    made.write_bytes(made.read_bytes()[:-200])
    with pytest.raises(InputError, match="no backup of Rexian"):
        restore(empty, made)


def test_a_missing_archive_or_folder_is_told(database, empty, tmp_path):
    with pytest.raises(InputError, match=r"none\.zip: No such file"):
        restore(empty, tmp_path / "none.zip")
    with pytest.raises(InputError, match=r"b\.zip: No such file"):
        backup(database, tmp_path / "no" / "b.zip")


def test_what_stood_there_stands_until_all_is_written(database, made, monkeypatch):
    before = made.read_bytes()

    def fail(*_arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("rexian.store.backup._write_table", fail)
    with pytest.raises(InputError, match=r"b\.zip: No space left on device"):
        backup(database, made)
    assert made.read_bytes() == before
    assert [file.name for file in made.parent.glob(".rexian-*")] == []


def test_it_is_of_one_moment(database, tmp_path, monkeypatch):
    """What is written while the backup is being made is not in it by halves."""
    filled(database)
    write_table, numbers = module._write_table, iter(range(100))

    def beside(*arguments):
        database.write([opening(f"N{next(numbers)}", DISPATCHED)])
        return write_table(*arguments)

    monkeypatch.setattr(module, "_write_table", beside)
    backup(database, tmp_path / "b.zip")
    with ZipFile(tmp_path / "b.zip") as archive:
        tickets = [json.loads(row) for row in archive.read("tickets.jsonl").splitlines()]
        events = archive.read("events.jsonl").splitlines()
        counters = [json.loads(row) for row in archive.read("counters.jsonl").splitlines()]
    assert next(numbers) > len(tickets)
    assert len(events) == sum(ticket[2] for ticket in tickets)
    assert sum(n for unit, _, _, n in counters if unit == "") == len(tickets)
