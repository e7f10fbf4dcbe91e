"""People's numbers in running texts: hidden however they are written, and nothing else is."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rexian.privacy.masking import masked, masked_address, masked_name, masked_phone
from rexian.privacy.numbers import check_digit, passes_luhn

# Every number here is made up and nobody's, as its runs of noughts show.
FULL_WIDTH = str.maketrans("0123456789-+@Xx ", "０１２３４５６７８９－＋＠Ｘｘ\u3000")
#: The example that GB 11643-1999 itself gives, with its check digit.
IDENTITY = "11010519491231002X"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("请拨13800001234", "请拨138****1234"),
        ("请拨138 0000 1234。", "请拨138 **** 1234。"),
        ("138-0000-1234", "138-****-1234"),
        ("1 3 8 0 0 0 0 1 2 3 4", "1 3 8 * * * * 1 2 3 4"),
        ("+86 13800001234", "+86 138****1234"),
        ("8613800001234", "86138****1234"),
        ("008613800001234", "0086138****1234"),
        ("013800001234", "0138****1234"),
        ("１３８００００１２３４", "１３８****１２３４"),
        ("138－0000－1234", "138－****－1234"),
        ("138\u200b0000\u200b1234", "138\u200b****\u200b1234"),
        ("13800001234/13900005678", "138****1234/139****5678"),
        ("13800001234 13900005678", "138****1234 139****5678"),
        ("5 13800001234", "5 138****1234"),
        ("V13800001234", "V138****1234"),
        ("tel13800001234转告", "tel138****1234转告"),
        ("3800001234", "3800001234"),
        ("113800001234", "113800001234"),
        ("12800001234", "12800001234"),
    ],
)
def test_mobiles(text, shown):
    assert masked(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("0791-86000000", "0791-8600****"),
        ("(0791)8600 0000", "(0791)8600 ****"),
        ("（0793）5800000", "（0793）580****"),
        ("079186000000", "07918600****"),
        ("010-60000000", "010-6000****"),
        ("+86 791 86000000", "+86 791 8600****"),
        ("86-10-60000000", "86-10-6000****"),
        ("0791-86000000-8012", "0791-8600****-8012"),
        ("电话：86000000", "电话：8600****"),
        ("座机号码为5800000", "座机号码为580****"),
        ("编号86000000", "编号86000000"),
        ("请拨打12345", "请拨打12345"),
        ("电话回访：20250930", "电话回访：20250930"),
        ("来电20250930", "来电20250930"),
        ("0791-16000000", "0791-16000000"),
    ],
)
def test_landlines_by_their_area_or_by_what_stands_before(text, shown):
    assert masked(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("身份证11010519491231002X", "身份证1101************2X"),
        ("11010519491231002x，", "1101************2x，"),
        ("１１０１０５１９４９１２３１００２Ｘ", "１１０１************２Ｘ"),
        ("110105 19491231 002X", "1101** ******** **2X"),
        ("110105491231002", "1101*********02"),
        # Mistyped, and still somebody's.
        ("110105194912310021", "1101************21"),
        # No such province, no such day.
        ("200105194912310021", "200105194912310021"),
        ("110105194913310021", "110105194913310021"),
        ("110105 19491231 0021", "110105 19491231 0021"),
        ("身份证号：990105194913310021", "身份证号：9901************21"),
    ],
)
def test_identity_cards(text, shown):
    assert masked(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("6222020000000000000", "6222***********0000"),
        ("6222 0200 0000 0000 000", "6222 **** **** ***0 000"),
        ("4111111111111111", "4111********1111"),
        ("4111111111111112", "4111111111111112"),
        ("账号：123456000000", "账号：1234****0000"),
        (
            "卡号6222020000000000000 6222 0200 0000 0000",
            "卡号6222***********0000 6222 **** **** 0000",
        ),
    ],
)
def test_bank_cards_by_their_check_digit_or_by_what_stands_before(text, shown):
    assert masked(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("write to nobody@example.com.", "write to n*****@example.com."),
        ("邮箱nobody＠example.com", "邮箱n*****＠example.com"),
        ("a@example.com", "*@example.com"),
        (".no-body@mail.example.com", ".*******@mail.example.com"),
        ("13800001234@example.com", "1**********@example.com"),
        ("@example", "@example"),
    ],
)
def test_mail_addresses(text, shown):
    assert masked(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("车牌赣A00001", "车牌赣A***01"),
        ("赣A·00001", "赣A·***01"),
        ("赣a 00001", "赣a ***01"),
        ("赣AD00001停在门口", "赣A****01停在门口"),
        ("粤Z0001港", "粤Z***1港"),
        ("云A4纸", "云A4纸"),
        ("青ABCDE", "青ABCDE"),
    ],
)
def test_licence_plates(text, shown):
    assert masked(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "DHXX20250930001",
        "省工单DH20250930001 YY20251008017、WZJX20260310001",
        "2025-10-15 2025-10-09 9:00",
        "2025-10-09-2025-10-20 12:00",
        "2025年10月9日 13:00:00",
        "20250930134500",
        "退款15000元，合计1,234,567.89元，3.8亿元",
        "第十三条第（二）项、13.2.1、国办发〔2020〕53号",
        "住13-1-1201 2025年起",
        "12345、110、400-800-1234",
        "GB 11643-1999",
    ],
)
def test_what_is_nobodys_stays(text):
    assert masked(text) == text


def test_names_that_are_given_are_hidden_wherever_they_stand():
    assert (
        masked("我叫甲乙丙，甲乙丙的电话13800001234", ["甲乙丙", ""])
        == "我叫甲**，甲**的电话138****1234"
    )


PLACES = [
    "请联系{}。",
    "{}",
    "电话{}转王姓住户",
    "他（{}）反映",
    "于2025-10-09 {}来电",
    "5栋 {} 处",
]
GROUPINGS = st.sampled_from(["{}", "{:.3} {} {}", "{:.3}-{}-{}"])
DIGITS = st.text("0123456789", min_size=9, max_size=9)


@st.composite
def mobiles(draw):
    digits = f"1{draw(st.sampled_from('3456789'))}{draw(DIGITS)}"
    between = draw(st.sampled_from(["", " ", "-", "  ", "\u3000", "－"]))
    told = between.join((digits[:3], digits[3:7], digits[7:]))
    prefix = draw(st.sampled_from(["", "+86", "+86 ", "86-", "0086"]))
    return digits, prefix + (told.translate(FULL_WIDTH) if draw(st.booleans()) else told)


@given(mobiles(), st.sampled_from(PLACES))
def test_the_middle_of_a_mobile_never_shows(mobile, place):
    digits, told = mobile
    before, after = place.split("{}")
    shown = masked(before + told + after)
    inside = shown[len(before) : len(shown) - len(after)]
    kept = "".join(str(int(char)) for char in inside if char.isdigit())
    assert kept.removeprefix("0086").removeprefix("86") == digits[:3] + digits[7:]
    assert (shown[: len(before)], shown[len(shown) - len(after) :]) == (before, after)


DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31)).map(lambda day: f"{day:%Y%m%d}")


@given(st.sampled_from(["360102", "110105", "650100"]), DAYS, st.integers(0, 999))
def test_an_identity_card_shows_neither_birthday_nor_sequence(area, born, place):
    number = f"{area}{born}{place:03}"
    number += check_digit(number)
    assert masked(f"证{number}，") == f"证{number[:4]}************{number[-2:]}，"


@given(st.text("0123456789", min_size=15, max_size=15))
def test_a_card_with_its_check_digit_is_hidden(digits):
    [number] = [n for n in (f"4{digits}"[:-1] + str(last) for last in range(10)) if passes_luhn(n)]
    assert masked(number) == f"{number[:4]}********{number[-4:]}"


def test_check_digits_as_published():
    assert check_digit(IDENTITY[:-1]) == IDENTITY[-1]
    assert passes_luhn("79927398713")
    assert [d for d in "0123456789" if passes_luhn(f"7992739871{d}")] == ["3"]


CHINESE = st.text("诉求人反映小区停水噪音扰民请处理", min_size=1, max_size=6)
TICKETS = st.builds(
    "{}{}{:03}".format,
    st.sampled_from(["DHXX", "WZJX", "省工单DH", "YY", "赣服通GFT", "XZLYLYF"]),
    st.dates(date(2000, 1, 1), date(2099, 12, 31)).map(lambda day: f"{day:%Y%m%d}"),
    st.integers(0, 99999),
)
MODERN = st.datetimes(datetime(2000, 1, 1), datetime(2099, 12, 31))  # noqa: DTZ001 - no instants
DATES = st.builds(
    lambda moment, form: f"{moment:{form}}",
    MODERN,
    st.sampled_from(
        ["%Y-%m-%d", "%Y-%m-%d %H:%M", "%Y年%m月%d日", "%Y/%m/%d", "%Y.%m.%d", "%m-%d"]
    ),
)
AMOUNTS = st.one_of(
    st.integers(0, 10**9).map("{}元".format),
    st.integers(0, 10**12).map("{:,}元".format),
    st.decimals(0, 10**6, places=2).map("￥{}".format),
)
CLAUSES = st.builds("第{}条第({})项 {}.{}".format, *[st.integers(1, 99)] * 4)


@given(st.lists(st.tuples(CHINESE, st.one_of(TICKETS, DATES, AMOUNTS, CLAUSES)), max_size=6))
def test_ticket_numbers_dates_amounts_and_clauses_stay(parts):
    text = "，".join(f"{said}{told}" for said, told in parts)
    assert masked(text) == text


@given(st.lists(DATES, min_size=1, max_size=5))
def test_dates_one_after_another_stay(dates):
    text = " ".join(dates)
    assert masked(text) == text


ALPHABET = "0123456789０１８-－ +()（）@.赣AaDXx路号电话：*\u200b"


@given(st.text(ALPHABET, max_size=60))
def test_masking_keeps_the_length_and_changes_nothing_twice(text):
    shown = masked(text)
    assert len(shown) == len(text)
    assert masked(shown) == shown
    assert all(new in (old, "*") for old, new in zip(text, shown, strict=True))


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("张三丰", "张**"),
        ("张三", "张*"),
        ("欧阳娜娜", "欧阳**"),
        ("欧阳", "欧*"),
        ("阿卜杜拉·买买提", "阿***·***"),
        ("John Smith", "J*** S****"),
        (" 李四 ", "李*"),
        ("张先生", "张先生"),
        ("张", "*"),
        ("", ""),
    ],
)
def test_a_name_keeps_its_surname(name, shown):
    assert masked_name(name) == shown


@pytest.mark.parametrize(
    ("phone", "shown"),
    [
        ("13800001234", "138****1234"),
        ("0791-86000000", "0791-8600****"),
        ("86000012", "******12"),
        ("9527", "***7"),
        ("400-800-1234", "***-***-*234"),
        ("微信no_body", "****_****"),
        ("", ""),
    ],
)
def test_a_telephone_number_however_short(phone, shown):
    assert masked_phone(phone) == shown


@given(st.text("0123456789 -+()", max_size=20))
def test_a_telephone_number_never_shows_whole(phone):
    digits = sum(char.isdigit() for char in phone)
    shown = sum(char.isdigit() for char in masked_phone(phone))
    assert digits - shown >= min(4, digits - digits // 3)


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("江西省南昌市东湖区某某路1号2栋301室", "江西省南昌市东湖区"),
        ("弋阳县弋江镇某某街道1号", "弋阳县弋江镇"),
        ("上饶市弋阳县漆工镇某村1号", "上饶市弋阳县漆工镇"),
        ("贵州省黔东南苗族侗族自治州凯里市某路", "贵州省黔东南苗族侗族自治州凯里市"),
        ("红谷滩区某某路", "红谷滩区"),
        ("阳光小区3栋", ""),
        ("菜市场东", ""),
        ("超市旁边", ""),
        ("南昌市", "南昌市"),
        ("", ""),
    ],
)
def test_an_address_keeps_its_places(address, kept):
    assert masked_address(address) == kept + "*" * (len(address) - len(kept))
