"""Duties: the watch around the clock, the liaisons and their list, training and analysis."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rexian.plugin import (
    Duty,
    Reading,
    Term,
    by_reading,
    clause,
    continuous,
    duty,
    every_day,
    hookimpl,
    once,
    period_unset,
    standing,
)

# 三、工作职责(一) 局热线办公室

OFFICE = (
    duty(
        "rules",
        standing(),
        zh="牵头制定局热线运行的规章制度",
        en="have rules for running the bureau's hotline work",
        who="hotline_office",
        per=clause("s3a.1.rules"),
    ),
    duty(
        "training",
        period_unset(),
        zh="开展热线业务培训",
        en="train in hotline work",
        who="hotline_office",
        per=clause("s3a.1.train"),
    ),
    duty(
        "analysis",
        period_unset(),
        zh="收集社情民意，评估热线运行",
        en="gather public opinion and evaluate how the hotline runs",
        who="hotline_office",
        per=clause("s3a.1.analyse"),
    ),
)

# 三、工作职责(二) 成员单位

LIAISON = duty(
    "liaison",
    standing(1, per="unit"),
    zh="明确接收、办理工单的热线联系人",
    en="name a liaison who receives and handles tickets",
    who="member_unit",
    per=clause("s3a.2.liaison"),
)

# 三、工作流程(一)(四)

WATCH = (
    duty(
        "watch",
        continuous(),
        zh="全天候登录热线平台，初审派来的工单",
        en="watch the platform around the clock and look through what comes in",
        who="hotline_staff",
        per=clause("s3b.1.login"),
    ),
    duty(
        "track",
        continuous(),
        zh="实时追踪办理进度，督促按时回复",
        en="track progress as it happens and urge timely replies",
        who="hotline_staff",
        to="handler",
        per=clause("s3b.4.track"),
    ),
)

# 四、工作要求(三)：名单于2月25日前报送（2023年2月21日印发，当年2月25日为星期六）

BEFORE_THE_25TH = Reading(
    id="before_the_25th",
    zh="“2月25日前”是否含25日",
    en="whether before 25 February takes in the 25th",
    choices=(
        Term("twenty_fifth", "含25日，遇休息日顺延", "the 25th is in, and moves over days off"),
        Term("twenty_fourth", "不含25日，至24日止", "the 25th is out: by the 24th"),
    ),
    default="twenty_fifth",
    per=clause("s4.3.list"),
    ambiguity=34,
    why=(
        "期限以日数届满为准，遇休息日顺延；提醒按较早的一日发出",
        "a day named is the last one, and moves over days off; the reminder heeds the earlier day",
    ),
)
STAFF = (
    duty(
        "handlers",
        standing(1, per="unit"),
        zh="指定办理工单的专人",
        en="assign people to handle tickets",
        who="member_unit",
        per=clause("s4.3.staff"),
    ),
    duty(
        "liaison_list",
        by_reading(
            BEFORE_THE_25TH,
            {
                "twenty_fifth": once(date(2023, 2, 25), roll=True),
                "twenty_fourth": once(date(2023, 2, 25), inclusive=False),
            },
        ),
        zh="报送热线联系人名单",
        en="file the list of liaisons",
        who="member_unit",
        to="hotline_office",
        per=clause("s4.3.list"),
    ),
)

# 附件1 备注1

DAILY = duty(
    "receive_tickets",
    every_day(),
    zh="收件、与热线办公室联络并回复工单",
    en="receive tickets, keep in touch with the hotline office and reply",
    who="liaison",
    to="hotline_office",
    per=clause("an1.note1"),
)


@hookimpl
def duties() -> Sequence[Duty]:
    """Return the duties in the order of the sections."""
    return (*OFFICE, LIAISON, *WATCH, *STAFF, DAILY)
