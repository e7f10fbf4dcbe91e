"""`rexian user` and `rexian unit`, from the command line to the database and back."""

import io
import json
import shutil
import sys
from types import SimpleNamespace

import pytest
import typer
from argon2 import PasswordHasher
from openpyxl import Workbook, load_workbook
from rexian.cli.caller import new_password_of, password_of
from rexian.cli.main import COMMANDS, main
from rexian.clock import wall_clock
from rexian.desk.deployment import open_deployment
from rexian.desk.founding import Wanted, found
from rexian.errors import InputError
from rexian.instants import parse_instant
from rexian.model.vocabulary import UNIT_TYPES
from rexian.people import kept, passwords
from rexian.privacy import journal

pytestmark = pytest.mark.documents
HEAD = ["单位名称", "姓名", "职务", "办公电话", "手机号码", "身份", "单位类型", "上级单位"]


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    monkeypatch.setattr(
        passwords, "_HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    )
    passwords._nobodys.cache_clear()
    yield
    passwords._nobodys.cache_clear()


@pytest.fixture(scope="module")
def founded(tmp_path_factory):
    folder = tmp_path_factory.mktemp("founded")
    wanted = Wanted(folder, "nanchang_city", admin="root", password="root-password")  # noqa: S106
    found(wanted, parse_instant("2026-03-02T08:00"), {})
    return folder


@pytest.fixture
def place(founded, tmp_path, monkeypatch):
    """A deployment with one administrator, in the current folder."""
    folder = tmp_path / "place"
    shutil.copytree(founded, folder)
    monkeypatch.setenv("REXIAN_LANG", "en")
    for variable in ("REXIAN_CONFIG", "REXIAN_DATABASE", "REXIAN_KEY", kept.VARIABLE):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr(kept, "user_state_path", lambda *_a, **_more: tmp_path / "state")
    return folder


@pytest.fixture
def rexian(place, monkeypatch, capsys):
    """Run a command; `typed` is what stands on stdin, which is no terminal."""

    def run(*arguments, typed=""):
        monkeypatch.chdir(place)
        monkeypatch.setattr(sys, "argv", ["rexian", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed.encode())))
        with pytest.raises(SystemExit) as left:
            main()
        out, err = capsys.readouterr()
        return left.value.code or 0, out, err

    return run


@pytest.fixture
def admin(rexian):
    code, out, _err = rexian("user", "login", "root", "--password-file", "-", typed="root-password")
    assert (code, out) == (0, "logged in: root\n")
    return rexian


@pytest.fixture
def sheet(place):
    def write(*rows):
        book = Workbook()
        book.active.title = "名单"
        for row in rows:
            book.active.append(row)
        book.save(place / "in.xlsx")
        return "in.xlsx"

    return write


def told(ran):
    code, out, err = ran
    assert (code, err) == (0, "")
    return json.loads(out)


def test_both_are_commands():
    assert {"user", "unit"} <= COMMANDS.keys()


def test_nothing_is_told_to_nobody(rexian):
    line = "rexian: nobody is logged in here; run rexian user login\n"
    for command in (
        ("user", "list"),
        ("user", "whoami"),
        ("user", "add", "li"),
        ("unit", "list"),
        ("unit", "export", "out.xlsx"),
        ("unit", "members"),
        ("unit", "duties", "list"),
    ):
        assert rexian(*command) == (3, "", line), command


def test_a_wrong_password_lets_nobody_in(rexian):
    ran = rexian("user", "login", "root", "--password-file", "-", typed="root-passwort")
    assert ran == (3, "", "rexian: user name or password is wrong\n")


def test_where_nobody_can_be_asked_a_password_is_not_waited_for(rexian):
    code, out, err = rexian("user", "login", "root")
    assert (code, out) == (2, "")
    assert err == "rexian: nobody is there to be asked for a password; write --password-file\n"


def test_a_password_on_the_command_line_is_not_taken(rexian):
    code, _out, err = rexian("user", "login", "root", "--password", "root-password")
    assert code == 2
    assert "root-password" not in err


def test_a_user_is_added_logs_in_and_does_not_manage(admin):
    admin("unit", "add", "甲局", "--type", "市直部门")
    made = told(admin("user", "add", "li", "--unit", "甲局", "--role", "经办人", "--json"))
    assert made["username"] == "li"
    ran = admin("user", "login", "li", "--password-file", "-", typed=made["password"] + "\n")
    assert ran[0] == 0
    assert told(admin("user", "whoami", "--json")) == {
        "username": "li",
        "name": "li",
        "unit": "甲局",
        "roles": ["handler"],
        "posts": ["handler", "handling_unit"],
    }
    refused = "rexian: manage units and users: this is for administrator\n"
    assert admin("user", "list") == (3, "", refused)
    assert admin("unit", "add", "乙局", "--type", "branch") == (3, "", refused)
    assert admin("unit", "list", "--contacts") == (3, "", refused)


def test_a_user_is_changed_and_listed(admin, place):
    (place / "pw").write_text("li-password\n", encoding="utf-8")
    for unit in ("甲局", "乙局"):
        admin("unit", "add", unit, "--type", "city_department")
    admin("user", "add", "li", "--name", "李某", "--role", "clerk", "--password-file", "pw")
    change = ("--unit", "甲局", "--role", "unit_head", "--post", "unit_deputy")
    assert admin("user", "change", "li", *change)[:2] == (0, "user li is changed\n")
    [li, _root] = told(admin("user", "list", "--json"))["users"]
    assert li == {
        "username": "li",
        "name": "李某",
        "unit": "甲局",
        "roles": ["unit_head"],
        "posts": ["unit_deputy"],
        "active": True,
        "locked_until": None,
        "logged_in_since": None,
    }
    assert "李某" in admin("user", "list")[1]
    admin("user", "change", "li", "--no-unit", "--no-posts", "--role", "clerk")
    [li, _root] = told(admin("user", "list", "--json"))["users"]
    assert (li["unit"], li["posts"]) == (None, [])


def test_a_user_out_of_use_is_listed_on_request_and_comes_back(admin):
    admin("user", "add", "li", "--role", "clerk")
    assert admin("user", "deactivate", "li")[:2] == (0, "user li is out of use\n")
    assert "li" not in admin("user", "list")[1].split()
    assert "out of use" in admin("user", "list", "--all")[1]
    admin("user", "change", "li", "--active")
    assert "li" in admin("user", "list")[1].split()


def test_a_locked_user_is_unlocked(admin):
    admin("user", "add", "li", "--role", "clerk")
    for _time in range(5):
        ran = admin("user", "login", "li", "--password-file", "-", typed="wrong-password")
    assert "locked for 15 more min" in ran[2]
    assert "locked until" in admin("user", "list")[1]
    assert admin("user", "unlock", "li")[:2] == (0, "user li may log in again\n")
    assert "locked until" not in admin("user", "list")[1]


def test_whoever_sets_his_own_password_says_the_present_one_and_stays_logged_in(admin, place):
    (place / "new").write_text("new-password", encoding="utf-8")
    (place / "old").write_text("root-passwort", encoding="utf-8")
    own = ("user", "password", "--password-file", "new", "--current-file", "old")
    assert admin(*own) == (3, "", "rexian: user name or password is wrong\n")
    (place / "old").write_text("root-password", encoding="utf-8")
    assert admin(*own)[:2] == (0, "user root: the password is set\n")
    assert told(admin("user", "whoami", "--json"))["username"] == "root"
    ran = admin("user", "login", "root", "--password-file", "-", typed="root-password")
    assert ran[0] == 3


def test_an_administrator_sets_anothers_password(admin):
    admin("user", "add", "li", "--role", "clerk")
    made = told(admin("user", "password", "li", "--json"))
    ran = admin("user", "login", "li", "--password-file", "-", typed=made["password"])
    assert ran[0] == 0


def test_logged_out_is_logged_out(admin):
    token = kept.kept_token(database_here())
    assert admin("user", "logout")[:2] == (0, "logged out\n")
    assert admin("user", "whoami")[0] == 3
    assert admin("user", "logout")[0] == 0
    assert token not in {None, kept.kept_token(database_here())}


def test_a_token_in_the_environment_is_enough(admin, monkeypatch):
    token = kept.kept_token(database_here())
    kept.forget_token(database_here())
    assert admin("user", "whoami")[0] == 3
    monkeypatch.setenv(kept.VARIABLE, token)
    assert told(admin("user", "whoami", "--json"))["username"] == "root"


def database_here():
    with open_deployment(None, wall_clock) as deployment:
        return deployment.settings.database


def test_units_come_in_and_go_out_again(admin, sheet, place):
    file = sheet(
        HEAD,
        ["甲局", "张某", "副局长", "0791-00000000", "10000000000", "分管领导", "市直部门"],
        ["甲所", None, None, None, None, None, "局属单位", "甲局"],
    )
    assert admin("unit", "import", file)[:2] == (0, "2 units are new, 0 have changed\n")
    [one, other] = told(admin("unit", "list", "--contacts", "--json"))["units"]
    assert (one["name"], one["type"], one["contacts"][0]["name"]) == (
        "甲局",
        "city_department",
        "张某",
    )
    assert (other["parent"], other["contacts"]) == ("甲局", [])
    assert "张某" not in admin("unit", "list")[1]
    assert "\n  甲所" in admin("unit", "list")[1]
    assert admin("unit", "export", "out.xlsx")[:2] == (0, "out.xlsx: 2 units\n")
    assert load_workbook(place / "out.xlsx").active["B2"].value == "张某"
    assert admin("unit", "import", "out.xlsx")[0] == 0


def test_contacts_are_locked_and_that_they_were_seen_is_kept(admin, sheet, place):
    admin("unit", "import", sheet(HEAD, ["甲局", "张某某", *[None] * 4, "市直部门"]))
    admin("unit", "list", "--contacts")
    admin("unit", "export", "out.xlsx")
    for file in place.glob("rexian.db*"):
        assert "张某某".encode() not in file.read_bytes()
    with open_deployment(None, wall_clock) as deployment, deployment.store.reading() as conn:
        acts = [entry.act for entry in journal.entries(conn, journal.Asked(actor="root"))]
    assert acts[-2:] == ["revealed", "exported"]


def test_a_sheet_with_anything_amiss_is_told_line_by_line_and_left_out(admin, sheet):
    file = sheet(HEAD, ["甲局", "张某", None, "没有"], ["乙局", *[None] * 5, "分居"])
    code, out, err = admin("unit", "import", file)
    assert (code, out) == (1, "")
    place, types = "rexian: in.xlsx: sheet 名单, row", ", ".join(term.zh for term in UNIT_TYPES)
    phone = "column 办公电话: not an office's number; write it like 0791-00000000"
    kind = f"column 单位类型: 分居 is none of: {types}"
    assert err.splitlines() == [f"{place} 2, {phone}", f"{place} 3, {kind}"]
    assert told(admin("unit", "list", "--json"))["units"] == []
    code, out, _err = admin("unit", "import", file, "--json")
    assert (code, len(json.loads(out)["problems"])) == (1, 2)


def test_a_unit_is_changed_and_put_out_of_use(admin):
    admin("unit", "add", "甲局", "--type", "city_department")
    admin("unit", "add", "甲所", "--type", "subordinate", "--parent", "甲局")
    code, _out, err = admin("unit", "change", "甲局", "--inactive")
    assert code == 2
    assert err == "rexian: unit 甲局 cannot go out of use: 1 units stand below it\n"
    assert admin("unit", "change", "甲所", "--top", "--area", "甲区", "--inactive")[0] == 0
    assert [u["name"] for u in told(admin("unit", "list", "--json"))["units"]] == ["甲局"]
    units = told(admin("unit", "list", "--all", "--json"))["units"]
    assert {(u["name"], u["parent"], u["area"], u["active"]) for u in units} == {
        ("甲局", None, None, True),
        ("甲所", None, "甲区", False),
    }


def test_the_documents_members_are_listed_and_added_once(admin):
    found = told(admin("unit", "members", "--json"))["members"]
    assert {"name": "市教育局", "type": "city_department", "here": False} in found
    admin("unit", "add", "市教育局", "--type", "city_department")
    assert all(
        each["here"] for each in told(admin("unit", "members", "--add", "--json"))["members"]
    )
    assert len(told(admin("unit", "list", "--json"))["units"]) == len(found)
    assert admin("unit", "members", "--add")[0] == 0


def test_responsibility_lists_come_in_suggest_and_go_out(admin, sheet):
    for unit in ("甲局", "乙局"):
        admin("unit", "add", unit, "--type", "city_department")
    file = sheet(
        ["事项", "区域", "承办单位"], ["市场监管", None, "甲局"], ["市场监管", "乙区", "乙局"]
    )
    assert admin("unit", "duties", "import", file)[:2] == (0, "2 rows are taken in\n")
    found = told(admin("unit", "duties", "suggest", "市场监管", "--area", "乙区", "--json"))
    assert [s["unit"] for s in found["suggestions"]] == ["乙局", "甲局"]
    assert "甲局" in admin("unit", "duties", "suggest", "market_regulation")[1]
    assert "no unit is known" in admin("unit", "duties", "suggest", "噪声")[1]
    assert len(told(admin("unit", "duties", "list", "--json"))["responsibilities"]) == 2
    assert admin("unit", "duties", "export", "out.xlsx")[:2] == (0, "out.xlsx: 2 rows\n")
    assert admin("unit", "duties", "import", "out.xlsx", "--replace")[0] == 0
    assert "in.xlsx" in admin("unit", "duties", "list")[1]
    bad = sheet(["事项", "承办单位"], ["噪声", "丙局"])
    code, out, err = admin("unit", "duties", "import", bad, "--replace")
    assert (code, out) == (1, "")
    assert "row 2, column 承办单位: there is no unit 丙局 in use" in err
    assert len(told(admin("unit", "duties", "list", "--json"))["responsibilities"]) == 2


@pytest.fixture
def typing(monkeypatch):
    """Let somebody sit at the terminal who types these passwords, one after another."""

    def sit(*typed):
        answers = iter(typed)
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(isatty=lambda: True))
        monkeypatch.setattr(typer, "prompt", lambda _q, *, hide_input: hide_input and next(answers))

    return sit


def test_a_password_is_typed_unseen(typing):
    typing("typed-password")
    assert password_of(None, "Password") == "typed-password"


def test_a_new_password_is_typed_twice(typing):
    typing("typed-password", "typed-password")
    assert new_password_of(None, "Password") == ("typed-password", False)
    typing("typed-password", "typed-passwort")
    with pytest.raises(InputError, match="the two passwords differ"):
        new_password_of(None, "Password")


def test_an_empty_file_holds_no_password(tmp_path):
    (tmp_path / "pw").write_text("\n", encoding="utf-8")
    with pytest.raises(InputError, match="there is no password in it"):
        password_of(tmp_path / "pw", "Password")
