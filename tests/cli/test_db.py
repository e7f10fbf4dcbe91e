"""`rexian db`: upgrade, back up, restore."""

import json
import shutil
import sys
from types import SimpleNamespace

import pytest
from fixture_desk import UNITS
from fixture_ledger import CALLER, anchor
from rexian.cli.main import main
from rexian.privacy import journal
from rexian.store.engine import open_engine
from rexian.store.migrations import known, revision_of
from rexian.store.write import Store

pytestmark = pytest.mark.documents


@pytest.fixture
def place(desk):
    desk.number = desk.signed(secrets=CALLER)
    desk.checkpoint = anchor(desk)
    return desk


@pytest.fixture
def rexian(monkeypatch, capsys):
    """Run a command in a folder that has settings, with nobody logged in."""

    def run(folder, *arguments):
        monkeypatch.setenv("REXIAN_CONFIG", str(folder))
        monkeypatch.setenv("REXIAN_SESSION", "nobody's")
        monkeypatch.setattr(sys, "argv", ["rexian", *map(str, arguments)])
        with pytest.raises(SystemExit) as left:
            main()
        out, err = capsys.readouterr()
        told = json.loads(out) if "--json" in arguments and out else None
        return SimpleNamespace(code=left.value.code or 0, out=out, err=err, told=told)

    return run


@pytest.fixture
def elsewhere(place, tmp_path):
    """Another machine: the same settings and key, and no database yet."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    for name in ("rexian.toml", "rexian.key"):
        shutil.copy(place.config.parent / name, folder)
    return folder


def entries(store, act):
    with store.reading() as conn:
        return list(journal.entries(conn, journal.Asked(act=act)))


class TestUpgrade:
    def test_what_is_up_to_date_stays(self, place, rexian):
        told = rexian(place.config, "db", "upgrade")
        assert told.code == 0
        assert f"up to date, revision {known()[-1]}" in told.out
        assert entries(place.deployment.store, "upgraded") == []

    def test_what_is_empty_is_set_up(self, elsewhere, rexian):
        open_engine(str(elsewhere / "rexian.db"), new=True).dispose()
        told = rexian(elsewhere, "db", "upgrade", "--json")
        assert (told.code, told.told["was"], told.told["revision"]) == (0, None, known()[-1])
        with Store(open_engine(str(elsewhere / "rexian.db"))) as store:
            assert revision_of(store.engine) == known()[-1]
            [entry] = entries(store, "upgraded")
        assert entry.detail == {"was": None, "revision": known()[-1]}

    def test_nothing_there_is_one_line(self, elsewhere, rexian):
        told = rexian(elsewhere, "db", "upgrade")
        assert (told.code, told.out) == (2, "")
        assert told.err.count("\n") == 1
        assert "run rexian init" in told.err


class TestBackup:
    def test_a_timer_may_with_nobody_logged_in(self, place, terminal, tmp_path):
        assert terminal(place, None, "db", "backup", tmp_path / "there.zip").code == 0

    def test_it_stands_in_the_journal(self, place, terminal, tmp_path):
        told = terminal(place, "admin", "db", "backup", tmp_path / "there.zip", "--json")
        assert told.told == {
            "file": str(tmp_path / "there.zip"),
            "bytes": (tmp_path / "there.zip").stat().st_size,
        }
        [entry] = entries(place.deployment.store, "backup")
        assert (entry.actor, entry.detail) == ("-", {"file": "there.zip"})

    def test_where_it_cannot_be_written(self, place, terminal, tmp_path):
        told = terminal(place, "admin", "db", "backup", tmp_path / "nowhere" / "there.zip")
        assert told.code == 2
        assert "No such file or directory" in told.err

    def test_no_citizen_is_in_it(self, place, terminal, tmp_path):
        file = tmp_path / "there.zip"
        terminal(place, "admin", "db", "backup", file)
        shutil.unpack_archive(file, tmp_path / "open")
        told = b"".join(path.read_bytes() for path in (tmp_path / "open").iterdir())
        assert UNITS[0].name.encode() in told
        assert not [value for value in CALLER.values() if value.encode() in told]


class TestRestore:
    @pytest.fixture
    def archive(self, place, terminal, tmp_path):
        terminal(place, "admin", "db", "backup", tmp_path / "there.zip")
        return tmp_path / "there.zip"

    def verified(self, rexian, folder, place):
        told = rexian(folder, "verify", "--json", "--anchor", place.checkpoint.root)
        assert told.code == 0, told.out
        return told.told["tickets"], told.told["records"]

    def test_into_an_empty_place(self, place, archive, elsewhere, rexian):
        told = rexian(elsewhere, "db", "restore", archive)
        assert (told.code, told.err) == (0, "")
        assert told.out.splitlines()[0].endswith("rexian.db: 1 tickets restored")
        assert "rexian verify" in told.out
        assert self.verified(rexian, elsewhere, place) == (1, 4)
        with Store(open_engine(str(elsewhere / "rexian.db"))) as store:
            [entry] = entries(store, "restored")
        assert entry.detail == {"file": "there.zip"}

    def test_from_a_file_to_a_server(self, place, archive, elsewhere, rexian, request):
        server = request.getfixturevalue("postgresql")
        name = server.new()
        text = f'jurisdiction = "yiyang"\ndatabase = "{server.url(name)}"\n'
        (elsewhere / "rexian.toml").write_text(text)
        assert rexian(elsewhere, "db", "restore", archive).code == 0
        assert self.verified(rexian, elsewhere, place) == (1, 4)
        server.drop(name)

    def test_never_over_what_is_there(self, place, archive, rexian):
        told = rexian(place.config, "db", "restore", archive)
        assert (told.code, told.out) == (2, "")
        assert "is not empty" in told.err

    def test_without_its_key_it_warns(self, archive, elsewhere, rexian):
        (elsewhere / "rexian.key").unlink()
        told = rexian(elsewhere, "db", "restore", archive, "--json")
        assert (told.code, told.told["tickets"]) == (0, 1)
        assert "rexian.key" in told.err

    def test_what_is_no_backup(self, elsewhere, tmp_path, rexian):
        (tmp_path / "no.zip").write_text("no")
        told = rexian(elsewhere, "db", "restore", tmp_path / "no.zip")
        assert told.code == 2
        assert "this is no backup of Rexian" in told.err
