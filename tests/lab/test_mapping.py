"""Mappings: files and their mistakes, and what a header says by itself."""

from pathlib import Path

import pytest
from rexian.errors import InputError
from rexian.lab.mapping import read_mapping, recognise

EXAMPLES = Path(__file__).parents[2] / "examples"
COLUMNS = '[columns]\n"时间" = "received_at"\n'


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    monkeypatch.setenv("REXIAN_LANG", "en")


@pytest.fixture
def write(tmp_path):
    def write(text):
        path = tmp_path / "m.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_a_file_says_what_columns_and_words_mean(write):
    mapping = read_mapping(
        write(
            '[columns]\n"号" = "number"\n"收" = "received_at"\n"结" = "closed"\n"类" = "kind"\n'
            '"单位" = "dispatched.unit"\n"限" = "given.close.at"\n'
            '[values.kind]\n"求决" = "求助"\n"未知" = ""\n'
            '[derive.urgency]\nfrom = "题"\npatterns = [{ match = "^急", value = "接诉即办" }]\n'
            '[defaults]\n"dispatched.unit_type" = "县直部门"\ndifficult = false\n'
            '[format]\ntime = "%d.%m.%Y"\nmissing = ["?"]\ndelimiter = ";"\nsheet = "表"\n'
        )
    )
    assert mapping.columns == {
        "号": "number",
        "收": "received_at",
        "结": "closed.at",
        "类": "kind",
        "单位": "dispatched.unit",
        "限": "given.close.at",
    }
    assert mapping.values == {"kind": {"求决": "help", "未知": None}}
    assert mapping.derived["urgency"].patterns == (("^急", "prompt"),)
    assert mapping.defaults == {"dispatched.unit_type": "county_department", "difficult": False}
    assert (mapping.time, mapping.missing) == ("%d.%m.%Y", ("?",))
    assert (mapping.delimiter, mapping.sheet) == (";", "表")
    assert mapping.sources == ("号", "收", "结", "类", "单位", "限", "题")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("columns = 3", "columns: Input should be a valid dictionary"),
        ("", "columns: missing"),
        ("[columns]\n", "columns: Dictionary should have at least 1 item"),
        ('[columns]\na = "clsed"\n', "columns: a: 'clsed' is neither .*; did you mean closed"),
        ('[columns]\na = "kind"\nb = "kind"\n', "columns: b: kind has a column already"),
        (
            '[columns]\na = "followed_up.rating"\n',
            "columns: a: followed_up.rating needs a column that says when: map one to followed_up",
        ),
        (COLUMNS + '[vlaues.kind]\na = "help"', "no key 'vlaues'; did you mean values"),
        (COLUMNS + "[format]\ntme = ''", "format: there is no key 'tme'; did you mean time"),
        (COLUMNS + '[format]\ndelimiter = "，"', "format: delimiter: String should match"),
        (COLUMNS + '[values.kind]\n"投拆" = "complain"', "values: kind: 投拆: .*mean complaint"),
        (COLUMNS + '[values.knid]\na = "help"', "values: knid: .*; did you mean kind"),
        (COLUMNS + "[defaults]\ncalls = 0", "defaults: calls: 0 is not a whole number from 1"),
        (COLUMNS + '[defaults]\nclosed = "2025-01-01"', "a time comes from a column"),
        (
            COLUMNS + '[derive.kind]\nfrom = "a"\npatterns = [{ match = "(", value = "help" }]',
            r"derive: kind: \(: not a regular expression",
        ),
        (
            COLUMNS + '[derive.kind]\nfrom = "a"\npatterns = [{ macth = "a", value = "help" }]',
            "derive: kind: patterns: 0: match: missing",
        ),
        (
            COLUMNS + '[derive.kind]\nform = "a"\nfrom = "a"\npatterns = []',
            "derive: kind: (patterns: List should|there is no key 'form')",
        ),
        ("[columns\n", "Expected ']'"),
    ],
)
def test_a_mistake_is_one_sentence_with_file_and_key(write, text, sentence):
    path = write(text)
    with pytest.raises(InputError, match=sentence) as caught:
        read_mapping(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert "\n" not in str(caught.value)


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(InputError, match=r"none\.toml: No such file"):
        read_mapping(tmp_path / "none.toml")


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.toml")), ids=lambda path: path.stem)
def test_shipped_mappings_are_read(path):
    assert "received_at" in read_mapping(path).columns.values()


def test_there_are_three_shipped_mappings():
    assert {path.stem for path in EXAMPLES.glob("*.toml")} >= {"wenzheng", "nyc311", "pingshan"}


@pytest.mark.parametrize(
    ("header", "target"),
    [
        ("工单编号", "number"),
        ("工单号", "number"),
        ("诉求类型", "kind"),
        ("工单类型", "kind"),
        ("受理时间", "received_at"),
        ("来电时间", "received_at"),
        ("创建时间", "received_at"),
        ("留言时间", "received_at"),
        ("派单时间", "dispatched.at"),
        ("签收时间", "signed.at"),
        ("办结时间", "closed.at"),
        ("答复时间", "closed.at"),
        ("结案时间", "closed.at"),
        ("承办单位", "dispatched.unit"),
        ("处置部门", "dispatched.unit"),
        ("紧急程度", "urgency"),
        ("申请退单时间", "return_requested.at"),
        (" 办结时间（年月日）* ", "closed.at"),
        ("Created Date", "received_at"),
        ("received_at", "received_at"),
        ("closed", "closed.at"),
        ("dispatched.unit_type", "dispatched.unit_type"),
        ("disputed", "disputed"),
    ],
)
def test_a_header_is_recognised(header, target):
    assert recognise([header, "诉求内容"]).columns == {header: target}


def test_of_several_headers_the_better_is_taken_and_the_other_serves_elsewhere():
    columns = ["受理时间", "来电时间", "答复时间", "办结时间"]
    assert recognise(columns).columns == {
        "来电时间": "received_at",
        "受理时间": "accepted.at",
        "办结时间": "closed.at",
        "答复时间": "reply_submitted.at",
    }


def test_what_has_no_time_of_its_own_is_left_out():
    assert recognise(["受理时间", "满意度"]).columns == {"受理时间": "received_at"}
    both = recognise(["受理时间", "满意度", "回访时间"]).columns
    assert both["满意度"] == "followed_up.rating"


def test_names_phones_and_texts_are_never_recognised():
    assert not recognise(["姓名", "联系电话", "诉求内容", "地址", "事项", "备注"]).columns
