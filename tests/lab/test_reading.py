"""Reading files: what comes out, what is refused and why, and what is assumed."""

import csv
import json
from datetime import date, datetime
from pathlib import Path

import numpy as np
import polars as pl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from rexian.errors import InputError
from rexian.instants import parse_instant
from rexian.lab import worktime
from rexian.lab.mapping import Mapping, read_mapping
from rexian.lab.reading import read_corpus
from rexian.lab.synthetic import synthetic_month
from rexian.model.events import EVENT_TYPES, read_event, write_event
from rexian.model.fields import FieldType
from rexian.worktime.period import Period
from rexian.worktime.sources import china

ROOT = Path(__file__).parents[2]
DATA = ROOT.parent / "shared" / "data"
HEADER = "工单编号,诉求类型,受理时间,派单时间,办结时间,承办单位\n"
ROW = "DH1,咨询,2025-09-30 10:00:00,2025-09-30 10:30:00,2025-10-09 09:00:00,县住建局\n"


@pytest.fixture(autouse=True)
def _here(monkeypatch, tmp_path):
    monkeypatch.setenv("REXIAN_LANG", "en")
    monkeypatch.chdir(tmp_path)


def csv_file(text, name="t.csv", encoding="utf-8"):
    path = Path(name)
    path.write_bytes(text.encode(encoding))
    return path


def rejects(name="t.rejects.csv"):
    with Path(name).open(encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def events(corpus, *columns):
    return corpus.events.select("ticket", "type", "at", *columns).rows()


def assumed(corpus, part):
    return any(part in sentence for sentence in corpus.assumptions)


# --- a table ---------------------------------------------------------------------------------


def test_a_table_becomes_tickets_and_events():
    corpus = read_corpus(csv_file(HEADER + ROW))
    assert corpus.tickets.rows(named=True) == [
        {
            "row": 2,
            "number": "DH1",
            "received_at": parse_instant("2025-09-30T10:00"),
            "kind": "inquiry",
        }
    ]
    assert events(corpus, "unit") == [
        (0, "dispatched", parse_instant("2025-09-30T10:30"), "县住建局"),
        (0, "closed", parse_instant("2025-10-09T09:00"), None),
    ]
    assert corpus.recorded == {"received", "dispatched", "closed"}
    assert corpus.rejected == 0
    assert not Path("t.rejects.csv").exists()


@pytest.mark.parametrize(
    "encode",
    [
        lambda text: text.encode("utf-8"),
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.encode("gb18030"),
        lambda text: text.encode("utf-16"),
        lambda text: text.replace("\n", "\r\n").encode("utf-8-sig"),
        lambda text: text.replace("\n", "\r\n").encode("gb18030"),
        lambda text: text.replace(",", ";").encode(),
        lambda text: text.replace(",", "\t").encode(),
        lambda text: text.rstrip("\n").encode(),
        lambda text: text.replace("\n", ",\n").encode(),
    ],
)
def test_encodings_line_ends_and_delimiters_are_found_out(encode):
    plain = read_corpus(csv_file(HEADER + ROW, "plain.csv"))
    Path("t.csv").write_bytes(encode(HEADER + ROW))
    corpus = read_corpus("t.csv")
    assert corpus.tickets.equals(plain.tickets)
    assert corpus.events.equals(plain.events)


def test_rows_are_counted_as_a_spreadsheet_shows_them():
    text = (
        "编号,受理时间,备注\n"
        '1,2025-09-01 08:00:00,"两行\n文字, 还有""引号"""\n'
        "\n"
        "2,不详,\n"
        "3,2025-09-02 08:00:00,好\n"
    )
    corpus = read_corpus(csv_file(text))
    assert corpus.tickets["row"].to_list() == [2, 5]
    assert [entry["row"] for entry in rejects()] == ["4"]


def test_no_dispatch_column_means_dispatched_at_the_receipt_and_says_so():
    corpus = read_corpus(csv_file("受理时间,承办单位\n2025-09-30 10:00,县住建局\n"))
    at = parse_instant("2025-09-30T10:00")
    assert events(corpus, "unit") == [(0, "dispatched", at, "县住建局")]
    assert assumed(corpus, "taken to be at its receipt")
    assert assumed(corpus, "whether it was late cannot be told")
    assert "closed" not in corpus.recorded


def test_an_empty_closing_time_means_not_closed_yet():
    text = HEADER + ROW + ROW.replace("2025-10-09 09:00:00", "").replace("DH1", "DH2")
    corpus = read_corpus(csv_file(text))
    assert "closed" in corpus.recorded
    assert [row[0] for row in events(corpus) if row[1] == "closed"] == [0]
    assert assumed(corpus, "1 of 2 tickets have no time of closing: taken as not closed yet")


def test_an_empty_dispatch_time_means_not_dispatched_yet():
    corpus = read_corpus(csv_file(HEADER + "1,咨询,2025-09-30 10:00,,,县住建局\n"))
    assert events(corpus) == []
    assert not assumed(corpus, "taken to be at its receipt")


def test_repeated_numbers_are_kept_and_stated():
    corpus = read_corpus(csv_file(HEADER + ROW + ROW))
    assert corpus.tickets.height == 2
    assert assumed(corpus, "1 rows repeat a ticket number")


def test_what_a_header_means_and_what_is_not_read_is_stated():
    corpus = read_corpus(csv_file("工单号,受理时间,联系电话\n1,2025-09-30 10:00,13800138000\n"))
    assert assumed(corpus, "工单号 = number, 受理时间 = received_at")
    assert assumed(corpus, "columns not read: 联系电话")
    assert "13800138000" not in repr(corpus.tickets.rows())


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2025-09-30 10:00:00", "2025-09-30T10:00:00"),
        ("2025-9-3 8:05", "2025-09-03T08:05:00"),
        ("2025/9/3 8:05:06", "2025-09-03T08:05:06"),
        ("2025.09.03 08:05", "2025-09-03T08:05:00"),
        ("2025年9月3日8时5分", "2025-09-03T08:05:00"),
        ("2025年9月3日 18:05:06", "2025-09-03T18:05:06"),
        ("2025-09-30T10:00:00.250", "2025-09-30T10:00:00"),
        ("2025-09-30T02:00:00Z", "2025-09-30T10:00:00"),
        ("2025-09-30T02:00+00:00", "2025-09-30T10:00:00"),
        ("20250930101112", "2025-09-30T10:11:12"),
        ("1988-07-01 00:00:00", None),
        ("2025-02-29 00:00:00", None),
        ("25-09-30 10:00:00", None),
        ("昨天", None),
    ],
)
def test_times_are_read_as_people_write_them(text, instant):
    corpus = read_corpus(csv_file(f"编号,受理时间\n1,{text}\n2,2025-09-30 11:00:00\n"))
    expected = [] if instant is None else [parse_instant(instant)]
    assert corpus.tickets["received_at"].to_list()[:-1] == expected


def test_a_date_alone_is_the_end_of_the_day_and_what_follows_that_day_does_not_come_before():
    text = "受理时间,派单时间,办结时间\n2025-09-30,2025-09-30,2025-09-30 15:00:00\n"
    corpus = read_corpus(csv_file(text))
    end = parse_instant("2025-09-30T23:59:59")
    assert corpus.tickets["received_at"].to_list() == [end]
    assert events(corpus) == [(0, "dispatched", end), (0, "closed", end)]
    assert assumed(corpus, "受理时间: 1 dates without a time of day")
    assert not assumed(corpus, "办结时间: 1 dates")


def test_half_a_minute_to_midnight_is_a_time_where_it_is_written():
    corpus = read_corpus(csv_file("受理时间\n2025-09-30 23:59:59\n"))
    assert not assumed(corpus, "without a time of day")


# --- a mapping -------------------------------------------------------------------------------


def test_a_mapping_decides_words_derivations_and_defaults():
    Path("m.toml").write_text(
        '[columns]\n"a" = "received_at"\n"k" = "kind"\n"d" = "difficult"\n"f" = "findings"\n'
        '"u" = "dispatched.unit"\n"g" = "given.close.at"\n"p" = "extension_decided.length"\n'
        '"e" = "extension_decided"\n"r" = "extension_decided.granted"\n'
        '[values.kind]\n"求决" = "help"\n"无" = ""\n'
        '[derive.kind]\nfrom = "t"\npatterns = [\n{ match = "^投诉", value = "complaint" },\n'
        '{ match = "诉", value = "report" },\n]\n'
        '[defaults]\n"dispatched.unit_type" = "county_department"\nchannel = "wechat"\n'
        '[format]\ntime = "%m/%d/%Y %I:%M:%S %p"\nmissing = ["?"]\n',
        encoding="utf-8",
    )
    text = (
        "a,k,d,f,u,g,p,e,r,t\n"
        "03/01/2011 02:27:57 PM,求决,是,重点案件；诉求不合理,甲,?,"
        "10wd,03/02/2011 01:00:00 AM,否,投诉\n"
        "03/01/2011 12:00:00 AM,无,?,,乙,03/09/2011 12:00:00 PM,,,,投诉甲\n"
        "03/01/2011 12:00:00 AM,?,false,key_case,?,,,,,起诉\n"
        "03/01/2011 12:00:00 AM,?,,,,,,,,其他\n"
    )
    corpus = read_corpus(csv_file(text), read_mapping(Path("m.toml")))
    assert corpus.rejected == 0
    tickets = corpus.tickets.to_dict(as_series=False)
    assert tickets["received_at"][0] == parse_instant("2011-03-01T14:27:57")
    assert tickets["kind"] == ["help", "complaint", "report", None]
    assert tickets["difficult"] == [True, None, False, None]
    assert tickets["findings"] == [["key_case", "unreasonable"], None, ["key_case"], None]
    assert tickets["given.close.at"] == [None, parse_instant("2011-03-09T12:00"), None, None]
    assert tickets["given.close"] == [None, "platform", None, None]
    assert tickets["channel"] == ["wechat"] * 4
    dispatched = corpus.events.filter(pl.col("type") == "dispatched")
    assert dispatched["unit"].to_list() == ["甲", "乙", None, None]
    assert dispatched["unit_type"].to_list() == ["county_department"] * 4
    decided = corpus.events.filter(pl.col("type") == "extension_decided")
    assert decided.select("ticket", "length", "granted").rows() == [(0, "10wd", False)]
    assert not assumed(corpus, "extensions are not recorded")
    assert assumed(corpus, "t: gives the kind of 3 tickets by its wording")


def test_a_mapping_for_another_table_names_the_nearest_column():
    with pytest.raises(InputError, match=r"^t\.csv: there is no column '?受理日期'?.*受理时间\?$"):
        read_corpus(csv_file(HEADER + ROW), Mapping({"受理日期": "received_at"}))


def test_a_mapping_without_any_time_to_start_from():
    with pytest.raises(InputError, match=r"^t\.csv: no column states received_at or dispatched"):
        read_corpus(csv_file(HEADER + ROW), Mapping({"诉求类型": "kind"}))


# --- rejects ---------------------------------------------------------------------------------


def test_bad_rows_are_named_and_the_rest_go_on():
    text = HEADER + "".join(
        [
            ROW,
            "2,投拆,2025-09-30 10:00,,,\n",
            "3,咨询,2025-13-30 10:00,,,\n",
            "4,咨询,,,,\n",
            "5,咨询,2025-09-30 10:00,,2025-09-29 10:00,\n",
            "6,咨询,2025-09-30 10:00,,,甲,乙\n",
            "7,咨询,2025-09-30 10:00,,,\n",
        ]
    )
    corpus = read_corpus(csv_file(text))
    assert corpus.tickets["row"].to_list() == [2, 8]
    assert corpus.rejected == 5
    found = {(entry["row"], entry["column"]): entry for entry in rejects()}
    assert set(found) == {
        ("3", "诉求类型"),
        ("4", "受理时间"),
        ("5", "受理时间"),
        ("6", "办结时间"),
        ("7", ""),
    }
    assert found["3", "诉求类型"]["reason"] == "not known here; did you mean 投诉?"
    assert found["3", "诉求类型"]["value"] == "***"
    assert found["4", "受理时间"]["value"] == "2025-13-30 10:00"
    assert found["5", "受理时间"]["reason"] == "no time"
    assert "before the receipt" in found["6", "办结时间"]["reason"]
    assert "more cells than the header" in found["7", ""]["reason"]


def test_nobodys_particulars_reach_the_rejects():
    text = "编号,诉求类型,受理时间\n" + "".join(
        f"{n},{kind},{time}\n"
        for n, (kind, time) in enumerate(
            [
                ("13800138000", "2025-09-30 10:00"),
                ("王小明反映漏水", "2025-09-30 10:00"),
                ("a@b.cn", "2025-09-30 10:00"),
                ("张建", "2025-09-30 10:00"),
                ("咨询", "13800138000"),
                ("咨询", "王小明"),
                ("咨询", "360101199001011234"),
            ]
        )
    )
    read_corpus(csv_file(text))
    assert [entry["value"] for entry in rejects()] == ["***"] * 7
    written = Path("t.rejects.csv").read_text(encoding="utf-8")
    assert not any(
        secret in written for secret in ("13800138000", "小明", "a@b.cn", "张建", "360101")
    )


def test_a_word_that_many_rows_share_is_shown():
    text = "诉求类型,受理时间\n" + "求决,2025-09-30 10:00\n" * 5
    assert read_corpus(csv_file(text)).rejected == 5
    assert {entry["value"] for entry in rejects()} == {"求决"}


def test_of_a_recognised_table_only_the_kind_must_be_known():
    corpus = read_corpus(csv_file("诉求类型,来源,受理时间\n咨询,小程序,2025-09-30 10:00\n"))
    assert corpus.rejected == 0
    assert corpus.tickets["channel"].to_list() == [None]
    assert assumed(corpus, "来源: 1 cells hold no known word")


def test_the_rejects_go_where_one_says():
    read_corpus(csv_file("受理时间\n不详\n"), rejects=Path("bad.csv"))
    assert len(rejects("bad.csv")) == 1
    with pytest.raises(InputError, match=r"^none/bad\.csv: "):
        read_corpus("t.csv", rejects=Path("none/bad.csv"))


# --- files that are no good ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.csv", b"", "the file is empty"),
        ("a.csv", b"\n\n", "the file is empty"),
        ("a.csv", "姓名,电话\n甲,1\n".encode(), "no column is recognised as the time of receipt"),
        ("a.csv", b"\xff\xff\xff\n\x80,\x81\n", "not text in gb18030"),
        ("a.xlsx", b"PK nonsense", "cannot be read"),
        ("a.parquet", b"PAR1 nonsense", "cannot be read"),
        ("a.jsonl", b"[1]\nx\n", "no line of it is a JSON object"),
        ("a.jsonl", b"", "no line of it is a JSON object"),
        ("a.docx", b"x", r"files that end in '\.docx' are not read; known: \.csv"),
        ("a.csv", "受理时间\n".encode(), "holds no ticket"),
    ],
)
def test_a_file_that_is_no_good_is_one_sentence(name, content, sentence):
    Path(name).write_bytes(content)
    with pytest.raises(InputError, match=rf"^{name}: .*{sentence}") as caught:
        read_corpus(name)
    assert "\n" not in str(caught.value)


def test_files_that_are_not_there():
    with pytest.raises(InputError, match=r"^none\.csv: No such file"):
        read_corpus("none.csv")
    with pytest.raises(InputError, match=r"^x\*\.csv: no file matches"):
        read_corpus("x*.csv")
    with pytest.raises(InputError, match=r"^\.: a directory; name its files"):
        read_corpus(".")
    with pytest.raises(InputError, match="no file is named"):
        read_corpus([])


def test_an_encoding_that_does_not_exist():
    mapping = Mapping({"受理时间": "received_at"}, encoding="gbq")
    with pytest.raises(InputError, match="there is no encoding 'gbq'"):
        read_corpus(csv_file("受理时间\n2025-09-30\n"), mapping)


# --- several files ---------------------------------------------------------------------------


def test_files_are_joined_and_what_one_does_not_record_is_not_recorded():
    csv_file(HEADER + ROW, "a1.csv")
    csv_file("工单编号,受理时间\n9,2025-09-30 10:00\n", "a2.csv")
    seen = []
    corpus = read_corpus("a*.csv", progress=lambda *told: seen.append(told))
    assert corpus.tickets["number"].to_list() == ["DH1", "9"]
    assert corpus.events["ticket"].to_list() == [0, 0, 1]
    assert corpus.recorded == {"received", "dispatched"}
    assert assumed(corpus, "not every file records these events, so they count as not recorded")
    assert assumed(corpus, "a2.csv: no column says when a ticket was dispatched")
    assert seen == [(0, 2, "a1.csv"), (1, 2, "a2.csv"), (2, 2, "")]


def test_a_file_named_twice_is_read_once():
    csv_file(HEADER + ROW)
    assert read_corpus(["t.csv", "t.*", Path("t.csv")]).tickets.height == 1


# --- spreadsheets and parquet ----------------------------------------------------------------


def test_a_spreadsheet_with_dates_of_every_sort():
    with xlsxwriter.Workbook("t.xlsx") as book:
        sheet = book.add_worksheet("工单")
        moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        sheet.write_row(1, 0, ["工单编号", "诉求类型", "受理时间", "派单时间", "办结时间"])
        sheet.write_row(2, 0, [20250930001, "咨询"])
        sheet.write_datetime(2, 2, datetime.fromisoformat("2025-09-30T10:00"), moment)
        sheet.write(2, 3, 45930.5)
        sheet.write(2, 4, "2025/10/9 9:00")
        sheet.write_row(4, 0, ["0007", "建议", "2025-09-30 11:00:00"])
    corpus = read_corpus("t.xlsx")
    assert corpus.tickets["row"].to_list() == [3, 5]
    assert corpus.tickets["number"].to_list() == ["20250930001", "0007"]
    assert [at for _, _, at in events(corpus)] == [
        parse_instant("2025-09-30T12:00"),
        parse_instant("2025-10-09T09:00"),
    ]


def test_a_spreadsheet_column_of_dates_alone():
    with xlsxwriter.Workbook("t.xlsx") as book:
        sheet = book.add_worksheet()
        day = book.add_format({"num_format": "yyyy/m/d"})
        sheet.write(0, 0, "受理时间")
        sheet.write_datetime(1, 0, datetime.fromisoformat("2025-09-30"), day)
        sheet.write(2, 0, 45931)
    corpus = read_corpus("t.xlsx")
    ends = [parse_instant("2025-09-30"), parse_instant("2025-10-01")]
    assert corpus.tickets["received_at"].to_list() == ends
    assert assumed(corpus, "2 dates without a time of day")


def test_a_sheet_by_name():
    with xlsxwriter.Workbook("t.xlsx") as book:
        book.add_worksheet("说明").write(0, 0, "无")
        book.add_worksheet("工单").write_column(0, 0, ["受理时间", "2025-09-30 10:00:00"])
    columns = {"受理时间": "received_at"}
    assert read_corpus("t.xlsx", Mapping(columns, sheet="工单")).tickets.height == 1
    with pytest.raises(
        InputError, match=r"t\.xlsx: there is no sheet '工单表'; did you mean 工单\?"
    ):
        read_corpus("t.xlsx", Mapping(columns, sheet="工单表"))


def test_parquet_with_typed_times():
    pl.DataFrame(
        {
            "受理时间": [datetime.fromisoformat("2025-09-30T10:00")],
            "派单时间": pl.Series(
                [datetime.fromisoformat("2025-09-30T03:00")]
            ).dt.replace_time_zone("UTC"),
            "办结时间": [date(2025, 10, 9)],
            "反映次数": [3],
        }
    ).write_parquet("t.parquet")
    corpus = read_corpus("t.parquet")
    assert corpus.tickets["received_at"].to_list() == [parse_instant("2025-09-30T10:00")]
    assert corpus.tickets["calls"].to_list() == [3]
    assert [at for _, _, at in events(corpus)] == [
        parse_instant("2025-09-30T11:00"),
        parse_instant("2025-10-09"),
    ]


# --- cases -----------------------------------------------------------------------------------


def jsonl(*lines, name="t.jsonl"):
    text = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    Path(name).write_text(text + "\n", encoding="utf-8")
    return Path(name)


def test_flat_json_lines_are_a_table():
    corpus = read_corpus(jsonl({"kind": "咨询", "received_at": "2025-09-30T10:00", "calls": 2}))
    assert corpus.tickets["calls"].to_list() == [2]
    assert corpus.tickets["row"].to_list() == [1]


def test_cases_keep_every_event_with_its_particulars():
    case = {
        "id": "S1",
        "now": "2025-10-20",
        "ticket": {
            "number": "DH1",
            "kind": "投诉",
            "received_at": "2025-09-30T10:00",
            "findings": ["key_case", "重点案件", "several_units"],
            "requires": [],
            "given": {"close": {"at": "2026-01-19", "source": "law"}, "sign": "2025-10-01"},
        },
        "events": [
            {"type": "closed", "at": "2025-10-09T09:00"},
            {"type": "dispatched", "at": "2025-09-30T11:00", "unit": "甲", "part": "主办"},
            {"type": "extension_decided", "at": "2025-10-08", "granted": True, "length": "5wd"},
            {"type": "contacted", "at": "2025-10-09T09:00", "mode": "电话", "reason": True},
            {"type": "followed_up", "at": "2025-10-21T09:00", "rating": "满意", "mode": "人工"},
        ],
    }
    other = {
        "ticket": {"kind": "help", "given": {"close": "2026-01-20"}},
        "events": [
            {"type": "objected", "at": "2025-10-01T09:00", "reasons": True, "basis": "依据"},
            {"type": "objected", "at": "2025-10-02T09:00", "reasons": ["领导未签字", "其他、理由"]},
        ],
    }
    corpus = read_corpus(jsonl(case, "", other))
    assert corpus.recorded == set(EVENT_TYPES)
    tickets = corpus.tickets.to_dict(as_series=False)
    assert tickets["row"] == [1, 3]
    assert tickets["kind"] == ["complaint", "help"]
    assert tickets["findings"] == [["key_case", "several_units"], None]
    assert tickets["given.close"] == ["law", "platform"]
    assert tickets["given.close.at"] == [parse_instant("2026-01-19"), parse_instant("2026-01-20")]
    assert tickets["given.sign.at"] == [parse_instant("2025-10-01"), None]
    assert tickets["received_at"] == [parse_instant("2025-09-30T10:00"), None]
    rows = corpus.events.to_dicts()
    assert [(row["ticket"], row["type"]) for row in rows] == [
        (0, "dispatched"),
        (0, "extension_decided"),
        (0, "closed"),
        (0, "contacted"),
        (1, "objected"),
        (1, "objected"),
    ]
    assert rows[0]["unit"] == "甲"
    assert rows[0]["part"] == "host"
    assert (rows[1]["granted"], rows[1]["length"]) == (True, "5wd")
    assert (rows[3]["mode"], rows[3]["reason"]) == ("phone", "true")
    assert (rows[4]["reasons"], rows[4]["basis"]) == (["stated"], "依据")
    assert rows[5]["reasons"] == ["leader_not_signed", "其他、理由"]


def test_bad_cases_are_named_and_the_rest_go_on():
    good = {"ticket": {"kind": "help", "received_at": "2025-09-30"}, "events": []}
    corpus = read_corpus(
        jsonl(
            good,
            "{not json",
            {"ticket": {"kind": "hlep", "received_at": "2025-09-30"}},
            {"ticket": good["ticket"], "events": [{"type": "clsed", "at": "2025-10-01"}]},
            {"ticket": good["ticket"], "events": [{"type": "closed", "at": "x"}]},
            {"ticket": good["ticket"], "events": [{"type": "closed"}]},
            {
                "ticket": good["ticket"],
                "events": [{"type": "closed", "at": "2025-10-01", "rating": "满意"}],
            },
            {"ticket": {"kind": "help"}},
        )
    )
    assert corpus.tickets["row"].to_list() == [1]
    reasons = {entry["row"]: (entry["column"], entry["reason"]) for entry in rejects()}
    assert reasons["2"] == ("", "not a JSON object")
    assert reasons["3"] == ("ticket.kind", "not known here; did you mean help?")
    assert reasons["4"] == ("events.type", "no such event; did you mean closed?")
    assert reasons["5"][0] == "events.at"
    assert reasons["6"] == ("events.at", "an event without a time")
    assert reasons["7"] == ("events.rating", "such an event has no rating")
    assert reasons["8"] == ("ticket.received_at", "no time, and no event")


@pytest.mark.parametrize(
    ("case", "sentence"),
    [
        ({"ticket": {"knd": "help"}}, "ticket: there is no key 'knd'; did you mean kind"),
        ({"tickets": 1, "ticket": {}}, "there is no key 'tickets'; did you mean ticket"),
        ({"events": [{"typ": "closed"}]}, "events: there is no key 'typ'; did you mean type"),
        ({"events": 3}, "events: not a list of events"),
        ({"ticket": 3}, "ticket: not a mapping"),
        (
            {"ticket": {"given": {"clos": "2025-01-01"}}},
            "there is no key 'clos'; did you mean close",
        ),
    ],
)
def test_a_key_that_no_case_has_is_one_sentence(case, sentence):
    with pytest.raises(InputError, match=rf"^t\.jsonl: .*{sentence}"):
        read_corpus(jsonl(case))


def canonical(value):
    """Return a value of the desk as a column holds it."""
    if isinstance(value, tuple):
        return list(value)
    return str(value) if isinstance(value, Period) else value


def test_columns_hold_what_the_desk_reads(histories):
    @given(st.lists(histories, min_size=1, max_size=4))
    @settings(max_examples=60, deadline=None)
    def law(drawn):
        ticket = {"received_at": "2026-01-01"}
        written = [{"ticket": ticket, "events": list(map(write_event, events))} for events in drawn]
        corpus = read_corpus(jsonl(*written))
        assert corpus.rejected == 0
        for n, events in enumerate(drawn):
            rows = corpus.events.filter(pl.col("ticket") == n).drop("ticket").to_dicts()
            found = [{k: v for k, v in row.items() if v is not None} for row in rows]
            assert found == [as_a_row(read_event(write_event(event))) for event in events]

    law()


def as_a_row(event):
    fields = EVENT_TYPES[event.type].fields
    stated = {True: "true", False: ""}
    row = {"type": event.type, "at": event.at}
    for name, value in event.fields.items():
        flagged = fields[name].type is FieldType.STATED and isinstance(value, bool)
        row[name] = stated[value] if flagged else canonical(value)
    return row


# --- what comes back, and real data ----------------------------------------------------------


def test_a_written_month_reads_back():
    month = synthetic_month(tickets=300)
    frame = month.tickets.with_row_index("ticket").with_columns(pl.col("ticket").cast(pl.Int32))
    for kind in ("dispatched", "signed", "closed"):
        own = month.events.filter(pl.col("type") == kind).select("ticket", pl.col("at").alias(kind))
        frame = frame.join(own, on="ticket", how="left")
    clock = pl.col("received_at", "dispatched", "signed", "closed")
    frame = frame.with_columns(pl.from_epoch(clock).dt.strftime("%Y-%m-%d %H:%M:%S"))
    frame.drop("ticket", "row").write_csv("t.csv")
    corpus = read_corpus("t.csv")
    names = month.tickets.columns[1:]
    assert corpus.tickets.select(names).equals(month.tickets.select(names))
    assert corpus.events.equals(month.events.select("ticket", "type", "at"))
    assert corpus.recorded == month.recorded


def shared(name, mapping):
    path = DATA / name
    if not path.exists():
        pytest.skip("the shared data is not here")
    return read_corpus(path, read_mapping(ROOT / "examples" / f"{mapping}.toml"))


def within(corpus, days):
    closed = corpus.events.filter(pl.col("type") == "closed")
    received = corpus.tickets["received_at"].gather(closed["ticket"]).to_numpy()
    taken = worktime.count(china(), received, closed["at"].to_numpy())
    return int(np.count_nonzero(taken <= days))


def test_wenzheng_comes_out_as_its_description_says():
    corpus = shared("wenzheng_replies.csv", "wenzheng")
    assert (corpus.tickets.height, corpus.rejected) == (2816, 0)
    assert [within(corpus, n) for n in (3, 5, 10, 15, 30)] == [711, 1078, 1737, 2103, 2568]
    # The subject's first word alone: 咨询, 投诉 and 反映, 请求, 建议, 举报.
    kinds = dict(corpus.tickets["kind"].value_counts().iter_rows())
    assert kinds == {
        "inquiry": 513,
        "complaint": 404 + 284,
        "help": 288,
        "suggestion": 98,
        "report": 81,
        None: 1148,
    }
    assert assumed(corpus, "taken to be at its receipt")


def test_nyc_is_read_but_for_a_closing_in_1900():
    corpus = shared("nyc311_2011.csv", "nyc311")
    assert (corpus.tickets.height, corpus.rejected) == (1999, 1)
    assert [(entry["row"], entry["column"]) for entry in rejects("nyc311_2011.rejects.csv")] == [
        (str(bad_row()), "Closed Date")
    ]
    assert corpus.events.filter(pl.col("type") == "closed").height == 2000 - 42 - 1
    assert assumed(corpus, "42 of 1999 tickets have no time of closing")
    assert corpus.events["unit"].drop_nulls().n_unique() == 13


def bad_row():
    with (DATA / "nyc311_2011.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return next(n for n, row in enumerate(rows, start=2) if "1900" in row["Closed Date"])


def test_pingshan_has_no_closing_time_and_none_is_invented():
    corpus = shared("pingshan_tickets.csv", "pingshan")
    assert (corpus.tickets.height, corpus.rejected) == (10000, 0)
    assert "closed" not in corpus.recorded
    assert set(corpus.events["type"]) == {"dispatched"}
    assert assumed(corpus, "whether it was late cannot be told")
    kinds = dict(corpus.tickets["kind"].value_counts().iter_rows())
    assert kinds.pop(None) == 20
    assert kinds == {
        "complaint": 9341,
        "inquiry": 415,
        "suggestion": 172,
        "help": 40,
        "praise": 11,
        "other": 1,
    }
    assert corpus.events["unit"].n_unique() == 156
    assert corpus.tickets.filter(pl.col("channel") == "city_12345").height == 1618
