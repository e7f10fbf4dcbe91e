"""Readings: where the document can be read two ways, and how it is read by default."""

from __future__ import annotations

from collections.abc import Sequence

from rexian.plugin import Reading, Term, art, clause, hookimpl

# 第八条 退单、承办、延期、催办、督办

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

RETURNS_COUNTED = Reading(
    id="returns_counted",
    zh="“被退单2次”是否计入预分派阶段的退单",
    en="whether a refusal to be pre-assigned counts among the two returns",
    choices=(
        Term(
            "once_assigned", "只计分派后的退单（消保科）", "only returns once assigned (the desk)"
        ),
        Term("all", "预分派阶段的也计入（承办单位）", "those at pre-assignment too (the unit)"),
    ),
    default="once_assigned",
    per=art("8.3.twice", "8.1.pre.refuse"),
    ambiguity=101,
    why=(
        "该项所称退单以签收《转办单》为前提，预分派的答复另见第（一）项",
        "the paragraph is about returns once the form is signed; the other is dealt with above it",
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

# 与上位文件同一问题，同样的读法，沿用其编号。
LONG_UNSIGNED = Reading(
    id="long_unsigned",
    zh="“长期不主动签收”是多久",
    en="how long not signing for a long time is",
    choices=(
        Term("unset", "未定，不据此督办（承办单位）", "not settled: nothing follows (the unit)"),
        Term("past_closing", "办结期限已过仍未签收", "beyond the time for closing"),
    ),
    default="unset",
    per=art("8.6.1"),
    ambiguity=105,
    why=(
        "文本无数，推定的长短不能据以督办单位",
        "the text gives no length, and none that is inferred can be held against a unit",
    ),
)

REPEATEDLY = Reading(
    id="repeatedly",
    zh="“多次”是几次",
    en="how often repeatedly is",
    choices=(
        Term("twice", "两次（诉求人）", "twice (the appellant)"),
        Term("three_times", "三次（承办单位）", "three times (the unit)"),
    ),
    default="twice",
    per=art("8.6.2", "8.6.4"),
    ambiguity=105,
    why=(
        "同款第3、5项都以两次为限",
        "items 3 and 5 of the same list both draw the line at two",
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


# 第十八条（二）（四）（六） 回复的审定和盖章

SECTION_SEAL = Reading(
    id="section_seal",
    zh="科室承办的，《工单回复》盖什么章",
    en="which seal a section's reply bears",
    choices=(
        Term("unit_seal", "依文字为承办单位公章", "the handling unit's, as the text has it"),
        Term("bureau_seal", "科室无公章，加盖市局公章", "the bureau's, sections having none"),
    ),
    default="unit_seal",
    per=art("18.2.seal") + clause("an4.sign"),
    ambiguity=108,
    why=(
        "条文对科室和局属单位未作区分，且只是“一般”",
        "the text makes no difference between sections and units, and says only normally",
    ),
)

UNREASONABLE_CASE = Reading(
    id="unreasonable_case",
    zh="“无理诉求”是单独一种还是须同时无政策法规依据",
    en="whether an unreasonable demand must also lack a basis",
    choices=(
        Term("by_itself", "单独一种", "it stands by itself"),
        Term("without_basis", "须同时无依据（承办单位）", "it must lack a basis too (the unit)"),
    ),
    default="by_itself",
    per=art("18.4.content", "18.4.sec", "18.4.sub"),
    why=(
        "“且”连接依据与空间两项，“或”另起一种诉求",
        "the and joins basis and room; the or opens another kind of demand",
    ),
)

ORDINARY_APPROVAL = Reading(
    id="ordinary_approval",
    zh="一般工单的回复由谁审定",
    en="who approves the reply to an ordinary ticket",
    choices=(
        Term("unit_head", "承办单位负责人", "the handling unit's head"),
        Term(
            "silent", "本规则未规定，依上位文件", "not laid down here: the upper document answers"
        ),
    ),
    default="unit_head",
    per=art("5.unit", "18.2.seal"),
    ambiguity=108,
    why=(
        "第五条要求呈批，未写层级的，由单位负责人审定",
        "article 5 has replies submitted for approval; with no level named it is the head's",
    ),
)

FORM_LEADER = Reading(
    id="form_leader",
    zh="《转办单》写明领导审定的，局属单位承办时由谁审定",
    en="whose leader approves where the form asks for a leader and a subordinate unit handles",
    choices=(
        Term("bureau", "市局主要领导", "the bureau's principal"),
        Term("own", "局属单位主要领导（承办单位）", "the unit's own principal (the unit)"),
    ),
    default="bureau",
    per=art("11.special", "18.6.spec"),
    why=(
        "写明的是通常审定以外的“特殊要求”，本单位主要领导审定已有规定",
        "it is a special requirement, beyond the approval by the unit's own that is usual",
    ),
)

# 第十九条 每月通报

ASSESSMENT_MONTH = Reading(
    id="assessment_month",
    zh="工单的各项指标计入哪个月（原文未明）",
    en="to which month a ticket belongs in each figure, which is not said",
    choices=(
        Term(
            "settled",
            "到期、办结或评价之月",
            "the month in which the matter was due, closed or rated",
        ),
        Term("dispatched", "派单之月", "the month of its dispatch"),
    ),
    default="settled",
    per=art("19.monthly"),
    why=(
        "每件只计一次，且到月底结果已定；按派单之月，月底未到期的工单哪个月都不计",
        "each ticket counts once, settled by the month's end; by dispatch some never would",
    ),
)

BASICALLY_SATISFIED = Reading(
    id="basically_satisfied",
    zh="“基本满意”是否计入满意率",
    en="whether basically satisfied counts as satisfied",
    choices=(
        Term("counts", "计入（承办单位）", "it does (the unit)"),
        Term("not", "不计入，只计满意", "it does not: only satisfied"),
    ),
    default="counts",
    per=art("19.monthly"),
    why=(
        "督办、重办各条只针对不满意，基本满意不在其列",
        "what is supervised or redone is the dissatisfied alone",
    ),
)


# 第二十条 责任追究

# 这两项与上位文件同一问题，同样的读法，沿用其编号。
FALSE_REPLY = Reading(
    id="false_reply",
    zh="弄虚作假与回复不一致、造成后果是否须兼备",
    en="whether falsification must also have had an effect",
    choices=(
        Term("with_effect", "须造成不良影响或后果（承办单位）", "only with it (the unit)"),
        Term("either", "弄虚作假本身即追责", "falsification will do"),
    ),
    default="with_effect",
    per=art("20.2"),
    why=(
        "三个分句连贯一气，末句限定前两句",
        "the three phrases run on, and the last qualifies those before it",
    ),
)

SENT_BACK_TWICE = Reading(
    id="sent_back_twice",
    zh="敷衍推诿造成不满意的，是否也须连续两次发回",
    en="whether dissatisfaction through shirking also needs sending back twice",
    choices=(
        Term("both_limbs", "须连续两次发回（承办单位）", "it does (the unit)"),
        Term("second_only", "造成不满意即追责", "dissatisfaction will do"),
    ),
    default="both_limbs",
    per=art("20.3"),
    why=(
        "“被连续两次发回重办”在句末，统领前面两种情形；主观过错只限定前一种",
        "sending back twice closes the item and governs both limbs; the fault only the first",
    ),
)


@hookimpl
def readings() -> Sequence[Reading]:
    """Return the readings in the order of the articles they read."""
    return (
        RETURN_SIGNER,
        RETURNS_COUNTED,
        MINSHENG_CLOSE,
        EXTENSION_APPROVER,
        DAY_BEFORE,
        LONG_UNSIGNED,
        REPEATEDLY,
        SUBMIT_BY,
        SECTION_SEAL,
        UNREASONABLE_CASE,
        ORDINARY_APPROVAL,
        FORM_LEADER,
        ASSESSMENT_MONTH,
        BASICALLY_SATISFIED,
        FALSE_REPLY,
        SENT_BACK_TWICE,
    )
