"""Readings: where the document can be read two ways, and how it is read by default."""

from __future__ import annotations

from collections.abc import Sequence

from rexian.plugin import Reading, Term, art, clause, hookimpl

# 第八条 退单、承办、延期、催办

RETURN_SIGNER = Reading(
    id="return_signer",
    zh="退单申请由谁签批",
    en="who signs an application to return",
    choices=(
        Term(
            "per_stage",
            "预分派由单位负责人，分派后由分管领导",
            "the unit's head when pre-assigned, its leader in charge once assigned",
        ),
        Term(
            "deputy",
            "一律由分管领导（消保科）",
            "the leader in charge at either stage (the desk)",
        ),
    ),
    default="per_stage",
    per=art("8.1.pre.refuse", "8.3.approve") + clause("an2.handler", "an2.opinion"),
    ambiguity=100,
    why=(
        "两处各就一个阶段作规定，附件2两栏都有，并不矛盾",
        "each passage speaks of its own stage, and the form has room for both signatures",
    ),
)

# 按诉求类型的读法是上位文件“参照”二字的读法，不在此重复。
MINSHENG_CLOSE = Reading(
    id="minsheng_close",
    zh="民声通道工单未写明完成时限的，办结时限从何而来",
    en="where a Minsheng ticket's time for closing comes from when its form states none",
    choices=(
        Term(
            "upper_document",
            "依上位文件的省级平台时限（诉求人）",
            "the upper document's limit for provincial platforms (the appellant)",
        ),
        Term(
            "given_only",
            "以平台或转办单另定的为准，未定则待定",
            "only what the platform or the form sets; open until then",
        ),
    ),
    default="upper_document",
    per=art("8.4.due", "11") + clause("an1.limits"),
    ambiguity=98,
    why=(
        "本规则没有时限数字，下位规则不得放宽上位文件的时限",
        "the text has no number, and lower rules cannot relax the upper document's",
    ),
)

# 与上位文件同一问题，多一种读法，故沿用其编号重述。
EXTENSION_APPROVER = Reading(
    id="extension_approver",
    zh="延期由谁批准",
    en="who approves an extension",
    choices=(
        Term("centre", "平台，即市热线中心", "the platform, that is the hotline centre"),
        Term(
            "unit_deputy",
            "承办单位分管领导签署即可（承办单位）",
            "the unit's leader in charge (the unit)",
        ),
        Term("silent", "未规定", "none: the text is silent"),
    ),
    default="centre",
    per=art("8.4.ext") + clause("an3.opinion", "an3.recv"),
    ambiguity=103,
    why=(
        "附件3只有承办单位意见和消保科签收两栏；延长的是平台的时限，由平台批准",
        "annex 3 holds the unit's opinion and a receipt; the time is the platform's to extend",
    ),
)

DAY_BEFORE = Reading(
    id="day_before_closing",
    zh="“办结时限前一日”是工作日还是自然日",
    en="whether the day before the time for closing is a working or a natural day",
    choices=(
        Term("working_day", "前一工作日（承办单位）", "the working day before (the unit)"),
        Term("natural_day", "前一自然日", "the natural day before"),
    ),
    default="working_day",
    per=art("8.5.urge"),
    ambiguity=104,
    why=(
        "前一日为休息日的，提前到最近的工作日，消保科当日有人催办",
        "where that day is off, the last working day before, when the desk is there to urge",
    ),
)

# 第十八条 提交工单回复

SUBMIT_BY = Reading(
    id="submit_by",
    zh="转办单完成时限与平台办结时限的关系",
    en="how the form's limit for the reply stands to the platform's time for closing",
    choices=(
        Term(
            "day_before",
            "未另写明的，比平台早一个工作日",
            "a working day before the platform's where the form states none",
        ),
        Term("same", "同为平台办结时限（承办单位）", "the platform's own (the unit)"),
    ),
    default="day_before",
    per=art("18.submit", "8.7") + clause("an1.limits"),
    ambiguity=107,
    why=(
        "回复先交消保科再上平台，转办单时限须早于平台时限",
        "replies go to the desk before the platform, so the form's limit must fall earlier",
    ),
)


@hookimpl
def readings() -> Sequence[Reading]:
    """Return the readings in the order of the articles they read."""
    return (RETURN_SIGNER, MINSHENG_CLOSE, EXTENSION_APPROVER, DAY_BEFORE, SUBMIT_BY)
