"""Files of cases: YAML and JSON mean the same, and a bad file is one line that says where."""

import io
import json
import subprocess
import sys

import pytest
from rexian.errors import InputError
from rexian.instants import parse_instant
from rexian.model.case import read_cases
from rexian.model.casefile import load

YAML = """
id: S1
now: 2025-10-09T12:00
ticket:
  kind: 咨询
  number: 0123
  received_at: 2025-09-30
  calls: 2
events:
  - {type: dispatched, at: 2025-09-30T10:00:00+08:00, unit: 县住建局}
  - {type: signed, at: 2025-10-09 09:00:00}
expect:
  close: {due_at: 2025-10-10, late: false, rate: 0.5, rule: null}
"""
JSON = {
    "id": "S1",
    "now": "2025-10-09T12:00",
    "ticket": {"kind": "inquiry", "number": "0123", "received_at": "2025-09-30", "calls": 2},
    "events": [
        {"type": "dispatched", "at": "2025-09-30T10:00", "unit": "县住建局"},
        {"type": "signed", "at": "2025-10-09T09:00"},
    ],
    "expect": {"close": {"due_at": "2025-10-10", "late": False, "rate": 0.5, "rule": None}},
}


@pytest.fixture
def write(tmp_path):
    def _write(name, content):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return _write


def complaint(path):
    """Return what is said of a file, without its directory, having checked that it is one line."""
    with pytest.raises(InputError) as caught:
        read_cases(path)
    sentence = str(caught.value)
    assert sentence.startswith(f"{path}: ")
    assert sentence.isprintable()
    return sentence.removeprefix(f"{path}: ")


class TestReading:
    def test_yaml_and_json_mean_the_same(self, write):
        from_yaml = read_cases(write("a.yaml", YAML))
        assert from_yaml == read_cases(write("a.json", json.dumps(JSON)))
        assert from_yaml[0].ticket["number"] == "0123"
        assert from_yaml[0].now == parse_instant("2025-10-09T12:00:00")

    def test_one_case_or_a_list(self, write):
        assert len(read_cases(write("one.yml", "ticket: {}"))) == 1
        assert [c.id for c in read_cases(write("two.yml", "- {id: a, ticket: {}}\n" * 2))] == [
            "a",
            "a",
        ]

    @pytest.mark.parametrize("content", ["ticket: {kind: help}", '{"ticket": {"kind": "help"}}'])
    @pytest.mark.parametrize("name", ["case.txt", "case"])
    def test_another_suffix_may_hold_either(self, write, name, content):
        assert read_cases(write(name, content))[0].ticket == {"kind": "help"}

    def test_many_brackets_are_not_depth(self, write):
        assert len(read_cases(write("a.yaml", "- {ticket: {kind: help}}\n" * 2_000))) == 2_000

    @pytest.mark.parametrize("content", ["ticket: {kind: 求助}", '{"ticket": {"kind": "求助"}}'])
    def test_standard_input(self, monkeypatch, content):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content.encode())))
        assert read_cases("-")[0].ticket == {"kind": "help"}

    def test_a_byte_order_mark_is_no_part_of_the_text(self, write):
        assert read_cases(write("a.yaml", "\ufeffticket: {kind: help}"))[0].ticket
        assert read_cases(write("a.json", '\ufeff{"ticket": {"kind": "help"}}'))[0].ticket

    def test_anchors_and_merges_work_and_override_as_yaml_says(self, write):
        text = (
            "- id: a\n  ticket: &t\n    deep: &d {x: 1}\n    more: {<<: *d, x: 2}\n"
            "- id: b\n  ticket: {<<: *t, deep: 3}\n"
        )
        first, second = load(write("a.yaml", text))
        assert first["ticket"] == {"deep": {"x": 1}, "more": {"x": 2}}
        assert second["ticket"] == {"deep": 3, "more": {"x": 2}}


class TestBadFiles:
    @pytest.mark.parametrize(
        ("name", "content", "sentence"),
        [
            ("a.yaml", "", "there is no case in it"),
            ("a.yaml", "# nothing\n", "there is no case in it"),
            ("a.json", " ", "there is no case in it"),
            ("a.json", "[]", "there is no case in it"),
            ("a.yaml", "hello", "case 1: 'hello' is not a mapping"),
            ("a.yaml", "- 1", "case 1: 1 is not a mapping"),
            ("a.yaml", "a: b\nc: [d\ne: }", "line 3, column 2: not YAML: "),
            ("a.yaml", "ticket:\n\tkind: help", "line 2, column 1: not YAML: "),
            ("a.yaml", "ticket: {}\n---\nticket: {}", "line 2, column 1: not YAML: "),
            ("a.yaml", "a: *b", "line 1, column 4: not YAML: found undefined alias"),
            ("a.yaml", "a: !!python/name:os.system x", "line 1, column 4: not YAML: could not"),
            ("a.yaml", "? [a]\n: b", "line 1, column 3: not YAML: "),
            (
                "a.yaml",
                "ticket: {difficult: !!bool maybe}",
                "not YAML: a value is not what its tag",
            ),
            ("a.yaml", "ticket: {calls: !!int x}", "not YAML: a value is not what its tag"),
            ("a.yaml", "now: !!timestamp x", "not YAML: a value is not what its tag"),
            ("a.yaml", f"ticket: {{calls: {'9' * 5000}}}", "not YAML: a value is not what its tag"),
            ("a.yaml", "ticket: \x01", "not YAML: unacceptable character"),
            ("a.yaml", b"\x89PNG\r\n\x1a\n\x00\xff", "not UTF-8 text"),
            ("a.yaml", "ticket: {kind: 投诉}".encode("gbk"), "not UTF-8 text"),
            ("a.json", '{"ticket":\n }', "line 2, column 2: not JSON: Expecting value"),
            ("a.json", "ticket: {}", "line 1, column 1: not JSON: "),
            ("a.json", "[" * 100_000, "nested too deeply"),
            ("a.yaml", "[" * 100_000 + "]" * 100_000, "nested too deeply"),
            ("a.yaml", "- " * 100_000, "nested too deeply"),
        ],
    )
    def test_the_text(self, write, name, content, sentence):
        assert complaint(write(name, content)).startswith(sentence)

    @pytest.mark.parametrize(
        ("name", "content", "sentence"),
        [
            (
                "a.yaml",
                "ticket:\n  kind: help\n  kind: report",
                "line 3, column 3: not YAML: the key 'kind' stands twice",
            ),
            (
                "a.yaml",
                "- ticket: &t {kind: help}\n- ticket: {<<: *t, calls: 1, calls: 2}",
                "line 2, column 30: not YAML: the key 'calls' stands twice",
            ),
            ("a.json", '{"ticket": {"kind": 1, "kind": 2}}', "the key 'kind' stands twice"),
            ("a.txt", '{"ticket": {"kind": 1, "kind": 2}}', "the key 'kind' stands twice"),
        ],
    )
    def test_a_key_that_stands_twice(self, write, name, content, sentence):
        assert complaint(write(name, content)).startswith(sentence)

    def test_a_file_that_is_not_there(self, tmp_path):
        assert complaint(tmp_path / "absent.yaml") == "No such file or directory"

    def test_a_directory(self, tmp_path):
        assert complaint(tmp_path) == "Is a directory"

    def test_the_case_is_named_by_its_id_else_by_its_place(self, write):
        fine = "- {id: S1, ticket: {}}\n"
        named = write("a.yaml", f"{fine}- {{id: S2, ticket: {{kind: hlep}}}}")
        assert complaint(named).startswith("case S2: ticket: kind: 'hlep' is not known here")
        placed = write("b.yaml", f"{fine}- {{ticket: {{knd: help}}}}")
        assert complaint(placed).startswith("case 2: ticket: there is no key 'knd'; did you mean")

    def test_a_date_that_does_not_exist_is_reported_with_its_key(self, write):
        path = write("a.yaml", "id: S1\nticket: {received_at: 2025-02-30}")
        assert complaint(path).startswith("case S1: ticket: received_at: '2025-02-30' is not a")


def test_reading_a_json_case_waits_for_no_heavy_library():
    heavy = "numpy polars sqlalchemy textual pydantic yaml"
    script = (
        "import sys, rexian.model.case\n"
        f"print([name for name in {heavy.split()} if name in sys.modules])"
    )
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
