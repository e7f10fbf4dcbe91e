"""`rexian init`, `config` and `doctor` at the command line."""

import json
import sys
from types import SimpleNamespace

import pytest
from rexian.cli import main as cli

JURISDICTION = "shicheng"
pytestmark = pytest.mark.documents


@pytest.fixture
def run(monkeypatch, capsys, tmp_path):
    monkeypatch.chdir(tmp_path)
    for name in ("REXIAN_CONFIG", "REXIAN_DATABASE", "REXIAN_KEY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("REXIAN_LANG", "en")
    monkeypatch.setenv("COLUMNS", "160")

    def rexian(*arguments):
        monkeypatch.setattr(sys, "argv", ["rexian", *map(str, arguments)])
        with pytest.raises(SystemExit) as left:
            cli.main()
        out, err = capsys.readouterr()
        return SimpleNamespace(code=left.value.code or 0, out=out, err=err)

    return rexian


@pytest.fixture
def deployment(run, tmp_path):
    (tmp_path / "words").write_text("correct horse battery\n", encoding="utf-8")
    made = run("init", ".", "-j", JURISDICTION, "--password-file", "words", "--yes")
    assert made.code == 0
    return tmp_path


def test_init_makes_a_deployment_that_the_doctor_finds_well(run, tmp_path):
    made = run("init", "desk", "-j", JURISDICTION, "--admin", "wang", "--json")
    told = json.loads(made.out)
    home = tmp_path.resolve() / "desk"
    assert (told["jurisdiction"], told["admin"]) == (JURISDICTION, "wang")
    assert told["file"] == str(home / "rexian.toml")
    assert len(told["password"]) >= 12
    found = run("doctor", "--config", "desk", "--json")
    checks = {check["id"]: check["state"] for check in json.loads(found.out)["checks"]}
    for well in ("settings", "jurisdiction", "readings", "database", "durability", "key"):
        assert (well, checks[well]) == (well, "ok")


def test_init_tells_what_it_made_and_a_made_up_password_once(run):
    made = run("init", "desk", "-j", JURISDICTION, "--yes")
    assert made.code == 0
    for told in ("Settings: ", "Rules: ", "Database: ", "Key: ", "Administrator: admin"):
        assert told in made.out
    assert made.out.count("Password, shown this once: ") == 1
    again = run("init", "desk", "-j", JURISDICTION, "--yes")
    assert (again.code, again.out) == (2, "")
    assert "is there already; rexian config shows it" in again.err


@pytest.mark.usefixtures("deployment")
def test_a_password_from_a_file_is_not_told(run):
    made = run("init", "other", "-j", JURISDICTION, "--password-file", "words")
    assert made.code == 0
    assert "correct horse" not in made.out
    assert "Password" not in made.out


def test_init_never_waits_where_nobody_answers(run):
    asked = run("init", "desk")
    assert asked.code == 2
    assert "whose rules apply? name one with -j: " in asked.err
    assert JURISDICTION in asked.err


def test_what_init_refuses_is_one_line(run, tmp_path):
    (tmp_path / "empty").touch()
    for arguments, told in (
        (("-j", "shichen"), "no jurisdiction 'shichen' is installed; did you mean shicheng?"),
        (("-j", JURISDICTION, "--password-file", "empty"), "empty: there is no password in it"),
        (("-j", JURISDICTION, "--password-file", "gone"), "gone: No such file or directory"),
        (("-j", JURISDICTION, "--database", "mysql://x"), "database: 'mysql' is not a kind"),
        (("-j", JURISDICTION, "--admin", "a b"), "user name 'a b': write letters, digits"),
    ):
        refused = run("init", "desk", *arguments)
        assert refused.code == 2
        assert told in refused.err
        assert refused.err.count("\n") == 1
        assert not (tmp_path / "desk" / "rexian.toml").exists()


def test_init_asks_where_somebody_answers(run, monkeypatch, tmp_path):
    asked = []
    answers = {"Whose rules apply": JURISDICTION, "Database": "d.db", "The admin": "li"}

    def prompt(text, **_more):
        asked.append(text)
        found = [answer for start, answer in answers.items() if text.startswith(start)]
        return found[0] if found else "horse battery staple"

    monkeypatch.setattr("typer.prompt", prompt)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    made = run("init", "desk")
    assert made.code == 0
    assert "Administrator: li" in made.out
    assert "Password, shown" not in made.out
    assert (tmp_path / "desk" / "d.db").exists()
    assert [text.split()[0] for text in asked] == ["Whose", "Database:", "The", "Password", "Once"]


@pytest.mark.usefixtures("deployment")
def test_config_shows_every_setting_and_where_it_comes_from(run, monkeypatch):
    plain = run("config")
    assert (plain.code, "lockout.time" in plain.out) == (0, True)
    monkeypatch.setenv("REXIAN_DATABASE", "postgresql://desk:hush@db/desk")
    told = json.loads(run("config", "show", "--json").out)["settings"]
    assert told["jurisdiction"] == {"value": JURISDICTION, "source": "file"}
    assert told["session"] == {"value": "12h", "source": "default"}
    assert told["database"] == {
        "value": "postgresql+psycopg://desk:***@db/desk", "source": "REXIAN_DATABASE",
    }  # fmt: skip
    assert "hush" not in run("config", "show").out


def test_config_sets_a_key_and_tells_the_path(deployment, run):
    assert run("config", "set", "session", "8h").code == 0
    assert json.loads(run("config", "show", "--json").out)["settings"]["session"] == {
        "value": "8h", "source": "file",
    }  # fmt: skip
    refused = run("config", "set", "sesion", "8h")
    assert (refused.code, "did you mean session?" in refused.err) == (2, True)
    assert run("config", "path").out.strip() == str(deployment.resolve() / "rexian.toml")


def test_config_check_and_doctor_tell_what_to_mend(deployment, run):
    assert run("config", "check").code == 0
    run("config", "set", "local", "local.yaml")
    for command in (("config", "check"), ("doctor",)):
        found = run(*command)
        assert found.code == 1
        assert "[mend] jurisdiction: " in found.out
        assert "local.yaml: No such file" in found.out
    (deployment / "rexian.toml").write_text("jurisdiction = 1\nsesion = 2\n", encoding="utf-8")
    found = run("doctor", "--json")
    told = json.loads(found.out)
    assert (found.code, told["ok"]) == (1, False)
    amiss = [check for check in told["checks"] if check["id"] == "settings"]
    assert [check["state"] for check in amiss] == ["mend", "mend"]
    assert amiss[0]["label"] == {"zh": "配置文件", "en": "settings"}


def test_without_a_deployment_every_command_says_what_to_do(run, monkeypatch, tmp_path):
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    for command in (("config",), ("config", "check"), ("doctor",)):
        told = run(*command)
        assert told.code == 2
        assert "run rexian init" in told.err


@pytest.mark.usefixtures("deployment")
def test_the_deployments_language_is_spoken_unless_the_user_chose(run, monkeypatch):
    run("config", "set", "language", "en")
    monkeypatch.delenv("REXIAN_LANG")
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert "settings: " in run("doctor").out
    monkeypatch.setenv("REXIAN_LANG", "zh")
    assert "配置文件: " in run("doctor").out
