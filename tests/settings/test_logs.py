import json
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rexian.errors import InputError, Refused
from rexian.settings.logs import KEYS, _kept, open_log
from rexian.settings.model import STDERR, Log

PHONE = "13900000000"


def hide(text):
    return text.replace(PHONE, "139****0000")


@pytest.fixture
def log(tmp_path):
    """A log in a file, and what reads its lines back."""
    file = tmp_path / "desk.log"

    def lines():
        return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]

    return open_log(Log.model_construct(file=file, level="info"), hide), lines


def test_a_line_tells_what_was_done_by_whom_and_when(log):
    logger, lines = log
    logger.info("ticket.signed", number="TS20260105001", version=3, command="sign", actor="wang")
    (line,) = lines()
    assert line.pop("time")[:2] == "20"
    assert line == {
        "level": "info", "event": "ticket.signed", "number": "TS20260105001", "version": 3,
        "command": "sign", "actor": "wang",
    }  # fmt: skip


def test_what_is_not_known_to_be_harmless_is_dropped(log):
    logger, lines = log
    told = {"phone": PHONE, "title": PHONE, "number": {"phone": PHONE}, "count": PHONE}
    logger.info("ticket.received", actor="wang", exc_info=PHONE, **told)
    (line,) = lines()
    assert set(line) == {"time", "level", "event", "actor"}


@given(st.dictionaries(st.from_regex(r"[a-z]{1,12}", fullmatch=True), st.text(), max_size=5))
def test_no_key_but_those_named_is_ever_written(told):
    line = _kept(None, "info", {**told, "time": "t", "level": "info", "event": "e"})
    assert set(line) <= {"time", "level", "event", *KEYS}


def test_errors_are_told_by_class_and_our_own_by_their_sentence_masked(log):
    logger, lines = log
    logger.failed("ticket.call", Refused(f"caller {PHONE} is known"), command="new")
    logger.failed("ticket.call", KeyError(PHONE), command="new")
    ours, other = lines()
    assert (ours["level"], ours["error"]) == ("info", "Refused")
    assert ours["message"] == "caller 139****0000 is known"
    assert (other["level"], other["error"]) == ("error", "KeyError")
    assert "message" not in other
    assert PHONE not in json.dumps([ours, other])


def test_how_long_something_took_and_how_it_ended(log):
    logger, lines = log
    with logger.timed("tick", source="tick") as more:
        more["count"] = 7
    with pytest.raises(Refused), logger.timed("tick", source="tick"):
        raise Refused("no")
    done, refused = lines()
    assert done["count"] == 7
    assert 0 <= done["duration_ms"] < 60_000
    assert (refused["error"], refused["source"]) == ("Refused", "tick")
    assert "duration_ms" in refused


def test_what_is_below_the_level_is_not_written(tmp_path):
    file = tmp_path / "desk.log"
    logger = open_log(Log.model_construct(file=file, level="error"), hide)
    logger.info("ticket.signed")
    logger.failed("ticket.signed", ValueError())
    assert [json.loads(line)["level"] for line in file.read_text().splitlines()] == ["error"]


def test_a_log_that_cannot_be_written_is_one_line(tmp_path):
    with pytest.raises(InputError, match=r"^the log .*gone.*cannot be written: No such file"):
        open_log(Log.model_construct(file=tmp_path / "gone" / "a.log", level="info"), hide)


def test_without_a_file_nothing_is_logged_and_nothing_imported():
    program = (
        "import sys; from rexian.settings.logs import open_log; from rexian.settings.model import"
        " Log; log = open_log(Log(), str); log.info('a', number='1'); log.failed('b', KeyError());"
        " print('structlog' in sys.modules)"
    )
    told = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert (told.stdout.strip(), told.stderr) == ("False", "")


def test_stderr_is_a_log_too(capsys):
    open_log(Log.model_construct(file=STDERR, level="info"), hide).info("tick", count=2)
    assert json.loads(capsys.readouterr().err)["count"] == 2
