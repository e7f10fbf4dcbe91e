"""Units and contacts as spreadsheets: the bureaus' form, a list, and what is amiss in either.

Nobody in them is real, and no number can be dialled.
"""

from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from rexian.errors import InputError
from rexian.model.vocabulary import UNIT_TYPES
from rexian.people.importing import Imported, import_units
from rexian.people.units import CONTACT_PARTS, Contact, Unit, contacts_of, find_unit, list_units
from rexian.people.units_xlsx import read_units, units_workbook
from rexian.people.xlsx import SheetError

FORM = ["姓 名", "职 务", "办公电话", "手机号码"]
TYPES = (
    "局机关科室, 局属单位, 分局, 乡镇（街道）, 县直部门, 市直部门, 垂管单位, 党群机关, 企事业单位"
)
HEAD = ["单位名称", "姓名", "职务", "办公电话", "手机号码", "身份", "单位类型", "上级单位", "区域"]


@pytest.fixture
def sheet(tmp_path):
    """Write rows as a spreadsheet and return its path."""

    def write(*rows, more=()):
        book = Workbook()
        book.active.title = "名单"
        for row in rows:
            book.active.append(row)
        for row in more:
            if len(book.worksheets) == 1:
                book.create_sheet("续")
            book["续"].append(row)
        path = tmp_path / "units.xlsx"
        book.save(path)
        return path

    return write


@pytest.fixture
def conn(peopled):
    with peopled.engine.begin() as found:
        yield found
        found.rollback()


def locked(text):
    return text.encode()


def unlocked(kept):
    return kept.decode()


def amiss(path):
    with pytest.raises(SheetError) as error:
        read_units(path)
    return list(error.value.problems)


def test_the_bureaus_form_is_read_as_it_is_filled_in(sheet):
    path = sheet(
        ["南昌市自然资源和规划局"],
        ["成员单位热线联系人名单"],
        ["单位名称", "甲所"],
        FORM,
        ["张某", "科员", "0791-00000000", "10000000000"],
        ["李某", "主任", None, 10000000001],
        ["备注：联系人负责日常收件。"],
    )
    [told] = read_units(path)
    assert (told.name, told.type, told.parent, told.row.number) == ("甲所", None, None, 3)
    assert told.contacts == [
        Contact("张某", "liaison", "科员", "0791-00000000", "10000000000"),
        Contact("李某", "liaison", "主任", "", "10000000001"),
    ]


def test_several_forms_may_stand_in_one_file(sheet):
    form = (["单位名称", "甲所"], FORM, ["张某"])
    other = (["单位名称", None, "乙分局"], FORM, ["李某"], ["王某"])
    found = {told.name: told for told in read_units(sheet(*form, *other, more=form))}
    assert [contact.name for contact in found["乙分局"].contacts] == ["李某", "王某"]
    assert [contact.name for contact in found["甲所"].contacts] == ["张某", "张某"]


def test_a_list_has_a_row_a_person_and_leaves_out_the_unit_below_itself(sheet):
    path = sheet(
        ["序号", *HEAD],
        [1, "丙局", "张某", "副局长", None, None, "分管领导", "市直部门", None, None],
        [2, None, "李某", None, "（0791）00000000", "+86 100 0000 0000", "联系人"],
        [3, "丙所", None, None, None, None, None, "局属单位", "丙局", "丙区"],
    )
    one, other = read_units(path)
    assert (one.name, one.type) == ("丙局", "city_department")
    assert one.contacts == [
        Contact("张某", "leader", "副局长"),
        Contact("李某", "liaison", "", "(0791)00000000", "+8610000000000"),
    ]
    assert (other.type, other.parent, other.area) == ("subordinate", "丙局", "丙区")
    assert other.contacts == []


def test_everything_amiss_is_told_with_its_place_and_what_would_be_right(sheet):
    path = sheet(
        HEAD,
        [None, "张某"],
        ["甲所", "张某", None, "没有", "123", "局长", "分居"],
        ["甲所", None, "科员"],
        ["甲所", None, None, None, None, None, "分局", "市局"],
        ["甲所", None, None, None, None, None, "township", "丁局"],
    )
    place, same = "units.xlsx: sheet 名单, row ", "of the same unit; write the same in both"
    assert amiss(path) == [
        f"{place}2, column 单位名称: whose row is this? write the unit's name",
        f"{place}3, column 单位类型: 分居 is none of: {TYPES}",
        f"{place}3, column 办公电话: not an office's number; write it like 0791-00000000",
        f"{place}3, column 手机号码: not a mobile number; write its 11 digits",
        f"{place}3, column 身份: 局长 is none of: 分管领导, 联系人",
        f"{place}4, column 姓名: the name of whoever this is about is missing",
        f"{place}6, column 单位类型: another row says 分局 {same}",
        f"{place}6, column 上级单位: another row says 市局 {same}",
    ]


def test_the_error_is_one_line_that_says_how_much_more_is_amiss(sheet):
    with pytest.raises(InputError) as error:
        read_units(sheet(HEAD, [None, "张某"], [None, "李某"], [None, "王某"]))
    assert str(error.value).endswith("write the unit's name (and 2 more)")
    assert "\n" not in str(error.value)


def test_a_form_without_its_units_name_is_told(sheet):
    told = amiss(sheet(["单位名称"], FORM, ["张某"]))
    assert told[0].endswith("row 1, column 单位名称: the unit's name is missing beside it")


def test_a_column_that_is_not_known_is_told(sheet):
    with pytest.raises(InputError, match="row 1: column 手机号马 is not known; did you"):
        read_units(sheet(["单位名称", "姓名", "手机号马"], ["甲所", "张某", "1"]))


def test_a_column_that_stands_there_twice_is_told(sheet):
    with pytest.raises(InputError, match="row 1: a column stands there twice"):
        read_units(sheet(["单位名称", "姓名", "单位"], ["甲所", "张某", "乙所"]))


def test_a_file_without_a_head_is_told_what_it_has_to_be(sheet):
    with pytest.raises(InputError, match="no unit in it; the head has to be: 单位名称, 姓名, 职务"):
        read_units(sheet(["甲所", "张某"]))


@pytest.mark.parametrize("content", [b"", b"name,phone\n", b"PK\x03\x04broken"])
def test_what_is_no_spreadsheet_is_told(tmp_path, content):
    path = tmp_path / "units.xls"
    path.write_bytes(content)
    with pytest.raises(InputError, match=r"no spreadsheet in the form \.xlsx"):
        read_units(path)


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(InputError, match="No such file"):
        read_units(tmp_path / "none.xlsx")


NAMES = st.text("甲乙丙丁ab =+-@", min_size=1, max_size=6).map(str.strip).filter(bool)
TEXTS = st.text("甲乙丙 =@1", max_size=4).map(str.strip)
CONTACTS = st.builds(
    Contact,
    NAMES,
    st.sampled_from(CONTACT_PARTS.ids),
    TEXTS,
    st.sampled_from(["", "0791-00000000", "12345转00"]),
    st.sampled_from(["", "10000000000"]),
)
UNITS = st.dictionaries(
    NAMES.map("单元{}".format),
    st.tuples(st.sampled_from(UNIT_TYPES.ids), TEXTS, st.lists(CONTACTS, max_size=3)),
    min_size=1,
    max_size=4,
)


@settings(max_examples=40)
@given(UNITS)
def test_what_is_written_is_read_again(tmp_path_factory, told):
    units = [Unit(name, kind, None, area or None) for name, (kind, area, _c) in told.items()]
    contacts = {name: tuple(found) for name, (_k, _a, found) in told.items()}
    path = Path(tmp_path_factory.mktemp("sheets")) / "u.xlsx"
    path.write_bytes(units_workbook(units, contacts))
    read = read_units(path)
    assert [Unit(t.name, t.type, t.parent, t.area) for t in read] == units
    assert {t.name: tuple(t.contacts) for t in read} == contacts


def test_the_list_written_has_the_forms_columns_and_no_formula():
    written = units_workbook([Unit("=1+1", "branch", "市局")], {})
    page = load_workbook(BytesIO(written)).active
    assert [cell.value for cell in page[1]] == HEAD
    assert (page["A2"].value, page["A2"].data_type) == ("=1+1", "s")
    assert (page["G2"].value, page["H2"].value) == ("分局", "市局")
    assert {str(each.sqref) for each in page.data_validations.dataValidation} == {
        "F2:F1000",
        "G2:G1000",
    }


def test_units_and_contacts_come_in(conn, sheet, by):
    path = sheet(
        HEAD,
        ["丙所", "张某", None, None, None, None, "局属单位", "丙局"],
        ["丙局", None, None, None, None, None, "分局", "市局", "丙区"],
        ["甲所", "李某"],
        ["乙分局"],
    )
    assert import_units(conn, path, locked, by) == Imported(("丙所", "丙局"), ("甲所",))
    assert find_unit(conn, "丙所") == Unit("丙所", "subordinate", "丙局")
    assert find_unit(conn, "甲所") == Unit("甲所", "subordinate", "甲分局", "甲区")
    found = {name: [c.name for c in told] for name, told in contacts_of(conn, unlocked).items()}
    assert found == {"丙所": ["张某"], "甲所": ["李某"]}


def test_the_same_again_changes_nothing(conn, sheet, by):
    path = sheet(HEAD, ["甲分局", None, None, None, None, None, "分局", "市局", "甲区"])
    assert import_units(conn, path, locked, by) == Imported((), ())


def test_the_tree_can_be_turned_over(conn, sheet, by):
    path = sheet(
        HEAD,
        ["市局", None, None, None, None, None, None, "丙"],
        ["丙", None, None, None, None, None, "分局", None],
    )
    import_units(conn, path, locked, by)
    assert find_unit(conn, "市局").parent == "丙"


def test_nothing_is_half_imported(conn, sheet, by):
    before = list_units(conn)
    path = sheet(
        HEAD,
        ["丙局", "张某", None, None, None, None, "分局"],
        ["丁局", "张某"],
        ["戊局", None, None, None, None, None, "分局", "巳局"],
        ["市局", None, None, None, None, None, None, "甲所"],
    )
    with pytest.raises(SheetError) as error:
        import_units(conn, path, locked, by)
    places = [problem.partition(", ")[2] for problem in error.value.problems]
    assert [place.partition(": ")[0] for place in places] == [
        "row 3, column 单位类型",
        "row 4, column 上级单位",
        "row 5, column 上级单位",
    ]
    assert places[0].endswith("企事业单位")
    assert "there is no unit 巳局 in use" in places[1]
    assert "市局 cannot stand below 甲所" in places[2]
    assert list_units(conn) == before
    assert contacts_of(conn, unlocked) == {}
