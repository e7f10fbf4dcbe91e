"""What a citizen says stays locked: not in the database, its files, the log, an error or a list.

A ticket lives through a good part of its life with made-up data of one person in it, some of them
where they do not belong. Then everything that the desk has written and said is searched for them.
"""

import json
import zipfile

import pytest
from rexian.errors import RexianError
from rexian.privacy import journal
from rexian.privacy.erasure import erase
from rexian.privacy.vault import File
from rexian.store.backup import backup
from rexian.store.schema import METADATA
from sqlalchemy import select

pytestmark = pytest.mark.documents
NAME, PHONE, ADDRESS = "甄不存", "13800001234", "城关镇乌有路88号7栋"
IDENTITY, MAIL, PLATE = "11010519491231002X", "nobody@example.com", "赣A·00001"
CONTENT, REPLY, NOTE = "水管半夜爆裂淹了楼道", "已换阀门并已赔偿", "此人情绪激动须先安抚"
FILENAME, PICTURE = "甄不存的证件.jpg", b"picture of nobody"
#: By which somebody could be known; and what was said in confidence besides.
PERSON = (NAME, PHONE, "138 0000 1234", ADDRESS, "乌有路", IDENTITY, MAIL, PLATE, FILENAME)
SAID = (CONTENT, REPLY, NOTE, PICTURE.decode())
STRAY = f"{NAME}13800001234再来电，证{IDENTITY}，{MAIL}，{PLATE}"


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request, open_desk, tmp_path):
    url = None
    if request.param == "postgresql":
        # Without units and people in it yet, as `open_desk` wants it.
        server = request.getfixturevalue("postgresql")
        url = server.url(server.new())
    logged = {"log.file": str(tmp_path / "rexian.log"), "log.level": "debug"}
    return open_desk(url=url, **logged)


def refused(desk, *arguments, **more):
    """Have something refused; return what was said of it."""
    with pytest.raises(RexianError) as told:
        desk.act(*arguments, **more)
    return str(told.value)


@pytest.fixture
def lived(place):
    """The number of a ticket that has lived, and what was said of the steps that were refused."""
    told = {"name": NAME, "phone": PHONE, "address": ADDRESS, "content": f"{CONTENT}，{STRAY}"}
    number = place.new(title=f"停水：{STRAY}", secrets=told, key="system-1")
    place.act("clerk", "accept", number)
    place.act("clerk", "dispatch", number, {"unit": "住建局"})
    place.act("handler", "sign", number)
    picture = File(FILENAME, PICTURE)
    place.act("handler", "note", number, secrets={"text": f"{NOTE}，{STRAY}"}, files=(picture,))
    place.act("handler", "contact", number, {"mode": "phone"})
    said = [
        refused(place, "handler", "extend", number, {"length": STRAY}),
        refused(place, "clerk", "classify", number, {"kind": STRAY}),
        refused(place, "clerk", "classify", number, {"received_at": STRAY}),
        refused(place, "clerk", "dispatch", number, {"unit": STRAY}),
        refused(place, "handler", "close", number, override=STRAY),
        refused(place, "handler", "sign", number, secrets={"text": REPLY}),
        refused(place, "other", "note", number, secrets={"text": STRAY}),
        refused(place, "clerk", "accept", STRAY),
        refused(place, "clerk", STRAY, number),
    ]
    place.act("handler", "reply", number, secrets={"text": f"{REPLY}，{STRAY}"}, override=STRAY)
    place.act("admin", "void", number, {"seq": 6, "reason": STRAY})
    place.act("clerk", "withdraw", number, {"reason": STRAY})
    place.tick()
    return number, said


@pytest.mark.usefixtures("lived")
def test_neither_the_database_nor_its_files_hold_it(place, tmp_path):
    backup(place.deployment.store, tmp_path / "kept.zip")
    with place.deployment.store.reading() as connection:
        rows = [
            (table.name, str(value) if isinstance(value, int) else value)
            for table in METADATA.sorted_tables
            for row in connection.execute(select(table))
            for value in row
        ]
    assert {"events", "secrets", "keys", "journal", "tickets", "requests"} <= {t for t, _v in rows}
    for table, value in rows:
        assert found_in(value) == [], table
    with zipfile.ZipFile(tmp_path / "kept.zip") as archive:
        for name in archive.namelist():
            assert found_in(archive.read(name)) == [], name
    for path in place.config.parent.iterdir():
        assert found_in(path.read_bytes()) == [], path.name


@pytest.mark.usefixtures("lived")
def test_no_line_of_the_log_holds_it(place):
    lines = place.deployment.settings.log.file.read_text(encoding="utf-8").splitlines()
    assert len(lines) > 15
    for line in lines:
        assert found_in(line) == [], line


def test_an_error_holds_only_what_was_typed_into_the_wrong_place(lived):
    """What is not typed there and then is never told: nothing that the ticket keeps locked."""
    _number, said = lived
    for line in said:
        assert [each for each in found_in(line) if each not in STRAY] == [], line
        assert "\n" not in line


COMMANDS = [
    ["ticket", "list"],
    ["ticket", "show", "{number}"],
    ["tick"],
    ["doctor"],
    ["config", "show"],
    ["unit", "list"],
    ["verify"],
    ["audit", "who-saw", "{number}"],
    ["audit", "journal"],
]


@pytest.mark.parametrize("form", [[], ["--json"]])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_whatever_is_shown_shows_nobody(place, lived, terminal, form, lang):
    number, _said = lived
    told = 0
    for who in ("clerk", "handler", "inspector", "leader", "admin"):
        for command in COMMANDS:
            typed = [word.format(number=number) for word in command]
            ran = terminal(place, who, *typed, *form, lang=lang)
            assert person_in(ran.out + ran.err) == [], (who, typed)
            told += number in ran.out
    assert told >= 10


def test_who_reveals_it_sees_it_and_is_written_down(place, lived, terminal):
    number, _said = lived
    ran = terminal(place, "clerk", "ticket", "show", number, "--reveal", "回访", "--json")
    assert {NAME, PHONE, ADDRESS} <= set(person_in(ran.out))
    seen = terminal(place, "inspector", "audit", "who-saw", number, "--json").told["entries"]
    assert [(e["actor"], e["act"], e["detail"]) for e in seen] == [
        ("clerk", "revealed", {"purpose": "回访"})
    ]


def test_what_is_erased_is_shown_to_nobody(place, lived, terminal):
    number, _said = lived
    ticket = place.ticket(number).id

    def work(conn):
        journal.write(conn, place.clock.now, "admin", "erased", number)
        return erase(conn, ticket)

    assert place.deployment.store.run(work)
    ran = terminal(place, "clerk", "ticket", "show", number, "--reveal", "回访", "--json")
    assert ran.code == 0, ran.err
    assert found_in(ran.out) == []
    assert terminal(place, "admin", "verify").code == 0


def found_in(content):
    """Return what of the citizen, or of what was said in confidence, stands in something."""
    return [each for each in (*PERSON, *SAID) if each in _text(content)]


def person_in(content):
    return [each for each in PERSON if each in _text(content)]


def _text(content):
    text = content.decode(errors="replace") if isinstance(content, bytes) else str(content)
    return text + text.encode().decode("unicode_escape", errors="ignore") if "\\u" in text else text


@pytest.mark.parametrize("each", [*PERSON, *SAID])
def test_the_search_finds_what_it_looks_for(each):
    assert each in found_in(f"before{each}after")
    assert each in found_in(f"before{each}after".encode())
    assert each in found_in(json.dumps({"told": each}))
