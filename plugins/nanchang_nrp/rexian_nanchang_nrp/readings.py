"""Readings: where the document can be read two ways, and how it is read by default."""

from __future__ import annotations

from collections.abc import Sequence

from rexian.plugin import Reading, Term, clause, hookimpl

# 一、二 受理范围

REPORTS = Reading(
    id="reports_of_wrongdoing",
    zh="举报见于工作目标而不见于受理范围，是否受理",
    en="whether reports of wrongdoing, named in the aim but not in the scope, are taken in",
    choices=(
        Term("complaint", "视同投诉受理（诉求人）", "taken in as complaints (the appellant)"),
        Term("silent", "未规定", "none: the scope does not name them"),
    ),
    default="complaint",
    per=clause("s1.kinds", "s2.2"),
    ambiguity=30,
    why=(
        "目标段要求及时处理举报，受理范围又只列“主要”的几项",
        "the aim asks that they be handled, and the scope lists the main matters only",
    ),
)

# 三、工作流程（二） 对口分发

FORWARDED_BY = Reading(
    id="forwarded_by",
    zh="“局办公室”是局办公室还是局热线办公室",
    en="whether the bureau's office that forwards tickets is the general or the hotline office",
    choices=(
        Term("general_office", "局办公室，经办公系统转发", "the general office, which has the OA"),
        Term("hotline_office", "局热线办公室（审批科）", "the hotline office (approval section)"),
    ),
    default="general_office",
    per=clause("s3b.2.other", "s3a.1.core"),
    ambiguity=31,
    why=(
        "热线办公室另有名称，负责跟踪督办；公文由局办公室经办公系统转发",
        "the hotline office has a name of its own and tracks; papers go out from the general one",
    ),
)

# 三、工作流程（三） 退件、回复与审签

INTERNAL_WINDOW = Reading(
    id="internal_window",
    zh="省专班工单成员单位告知非本部门职能的期限",
    en="by when a unit must say that a provincial ticket is not its own",
    choices=(
        Term("own", "1个工作日，平台退回另计（承办单位）", "1 working day, beside the platform's"),
        Term("platform", "与平台退回同时到期", "together with the return to the platform"),
    ),
    default="own",
    per=clause("s3b.3.notmine", "an2.return"),
    ambiguity=5,
    why=(
        "两处期限对象不同；2小时后的异议转为局内改派",
        "the two bind different units; a later objection leads to another unit of the bureau",
    ),
)

LEAD_DAY = Reading(
    id="lead_day",
    zh="“提前1个工作日”逢节假日如何计算",
    en="how one working day ahead is counted around holidays",
    choices=(
        Term("working", "期限前最后一个工作日", "the last working day before"),
        Term("natural", "期限前一自然日（承办单位）", "the natural day before (the unit)"),
    ),
    default="working",
    per=clause("s3b.3.2.lead"),
    ambiguity=28,
    why=(
        "原文写明工作日",
        "the text says working day",
    ),
)

TEMPLATE_SCOPE = Reading(
    id="template_scope",
    zh="“工单回复”模板用于哪些渠道",
    en="for which channels the reply template is",
    choices=(
        Term("provincial", "只用于省专班（承办单位）", "provincial ones only (the unit)"),
        Term("all", "省市各渠道", "provincial and municipal ones"),
    ),
    default="provincial",
    per=clause("s3b.3.2.template", "s3b.3.1.city"),
    ambiguity=27,
    why=(
        "正文只对省专班要求，市级回复可用电话；附件标题称省市，市级自愿采用不妨",
        "the body asks it of provincial ones only, and lets municipal replies be given by phone",
    ),
)

LEADER_SIGNS = Reading(
    id="leader_signs",
    zh="省专班回复是否都须领导审签并盖章",
    en="whether every provincial reply needs a leader's signature and a seal",
    choices=(
        Term("all", "都须（附件2）", "every one (annex 2)"),
        Term(
            "instructed",
            "处理意见要求的才须（正文）（承办单位）",
            "only where the ticket demands it (body; the unit)",
        ),
    ),
    default="all",
    per=clause("an2.leader", "an2.seal", "s3b.3.2.chief"),
    ambiguity=25,
    why=(
        "附件对省专班一律要求，正文只是在有要求时提高到局主要领导和局公章",
        "the annex asks it of all; the body raises it where the ticket demands more",
    ),
)

WHICH_LEADER = Reading(
    id="which_leader",
    zh="“领导审签”是哪一级领导",
    en="which leader signs a provincial reply",
    choices=(
        Term("unit", "经办单位主要领导", "the unit's principal"),
        Term("deputy", "局分管领导", "the bureau's leader in charge"),
        Term("bureau", "局主要领导（诉求人）", "the bureau's principal (the appellant)"),
    ),
    default="unit",
    per=clause("an2.leader", "an3.4"),
    ambiguity=26,
    why=(
        "模板的佐证材料列有单位主要领导审签单；局主要领导另有专门规定",
        "the template lists a slip signed by the unit's principal; the bureau's has its own rule",
    ),
)

WHOSE_SEAL = Reading(
    id="whose_seal",
    zh="“单位公章”是哪个公章",
    en="whose seal the unit's seal is",
    choices=(
        Term(
            "by_unit",
            "经办单位的公章，科室无章的盖局公章",
            "the unit's; the bureau's for sections, which have none",
        ),
        Term("unit", "一律经办单位公章", "always the unit's"),
        Term("bureau", "一律局公章", "always the bureau's"),
    ),
    default="by_unit",
    per=clause("an2.seal"),
    ambiguity=26,
    why=(
        "局属单位和分局各有公章，机关科室没有",
        "subordinate units and branches have seals of their own, sections have not",
    ),
)

# 四之二、附件2 办结时限

GIVEN_LIMIT = Reading(
    id="given_limit",
    zh="“以工单要求为准”与“以热线平台系统设定为准”",
    en="whether the ticket's demand, the platform's setting or either prevails over the table",
    choices=(
        Term("either", "均优先于本表，两者俱有时先工单", "either; the ticket's first"),
        Term("ticket", "只以工单要求为准", "only what the ticket demands"),
        Term("platform", "只以平台设定为准", "only what the platform is set to"),
    ),
    default="either",
    per=clause("s4.2.override", "an2.note"),
    ambiguity=19,
    why=(
        "正文与附件各有明文，互不排斥",
        "the body says the one and the annex the other, and neither excludes the other",
    ),
)

PROVINCIAL_TABLE = Reading(
    id="provincial_table",
    zh="省专班期限依本方案还是依市办法“参照省12345”",
    en="whether this table or the city's reference to the provincial line sets the limits",
    choices=(
        Term("bureau", "依本方案附件2（承办单位）", "this bureau's table (the unit)"),
        Term("city", "依市办法（诉求人）", "the city's measures (the appellant)"),
    ),
    default="bureau",
    per=clause("s4.2.wz5", "s4.2.ms10", "s4.2.other10", "s4.2.override"),
    ambiguity=2,
    why=(
        "期限随渠道由平台设定，本表照录；下位文件虽不能放宽上位，平台设定可以",
        "the platform sets limits by channel and the table records them",
    ),
)

PROVINCIAL_INQUIRY = Reading(
    id="provincial_inquiry",
    zh="省专班的咨询件按渠道还是按咨询定时限",
    en="whether an inquiry from a provincial channel goes by its channel or as an inquiry",
    choices=(
        Term("channel", "按渠道", "by its channel"),
        Term("kind", "一律3个工作日", "3 working days like any inquiry"),
    ),
    default="channel",
    per=clause("s4.2.consult", "an2.city.consult"),
    ambiguity=20,
    why=(
        "附件2只在市级一栏另定咨询类，省专班按渠道定",
        "annex 2 sets inquiries apart for municipal channels only",
    ),
)

MERGED_CELL = Reading(
    id="merged_cell",
    zh="“1小时内签收，2小时内退回”印在首行，是否通用于省专班各行",
    en="whether signing in 1 hour and returning in 2, printed once, bind all provincial rows",
    choices=(
        Term("all", "合并单元格，各行通用", "a merged cell: all rows"),
        Term("first", "只及首行问政江西（承办单位）", "its own row, Wenzheng Jiangxi (the unit)"),
    ),
    default="all",
    per=clause("an2.sign", "an2.return"),
    ambiguity=21,
    why=(
        "市级的办理要求同样只印一次，而各行都有要求",
        "the municipal demands are printed once as well, and every row must have some",
    ),
)

PROVINCIAL_RETURN_START = Reading(
    id="provincial_return_start",
    zh="省专班“2小时内退回”从何时算起",
    en="from when the two hours for returning a provincial ticket run",
    choices=(
        Term("dispatched", "派发之时", "from dispatch"),
        Term("signed", "签收之时（承办单位）", "from signing (the unit)"),
    ),
    default="dispatched",
    per=clause("an2.return"),
    ambiguity=22,
    why=(
        "与签收并列，未写明另自签收起算，取较严者",
        "it stands beside signing, and nothing says it runs from there",
    ),
)

PROVINCIAL_CHANNELS = Reading(
    id="provincial_channels",
    zh="市长留言、市委书记留言是否属省级平台",
    en="whether messages to the mayor and the city secretary are provincial platforms",
    choices=(
        Term("by_name", "不属，名为市级", "no: they are the city's by name"),
        Term("by_table", "属，列入省专班", "yes: the annex counts them in"),
    ),
    default="by_table",
    per=clause("s3b.3.2.list", "an2.szly", "an2.swsj"),
    ambiguity=24,
    why=(
        "正文将市委书记留言等称为省级平台，并指明见附件2",
        "the body calls messages to the city secretary a provincial platform and points to annex 2",
    ),
)

# 四之四 追责问责

ADVERSE_EFFECT = Reading(
    id="adverse_effect",
    zh="“等造成不良影响”是否及于所列各情形",
    en="whether the adverse effect qualifies every ground listed",
    choices=(
        Term("every", "及于各情形（承办单位）", "every ground (the unit)"),
        Term("last", "只及于弄虚作假（诉求人）", "falsification only (the appellant)"),
    ),
    default="every",
    per=clause("s4.4.grounds"),
    ambiguity=35,
    why=(
        "“等”总括所列各项，其后的结果同样及于各项",
        "the words that sum up the list carry the effect to all of it",
    ),
)


@hookimpl
def readings() -> Sequence[Reading]:
    """Return the points on which the text can be read two ways, in its own order."""
    return (
        REPORTS,
        FORWARDED_BY,
        INTERNAL_WINDOW,
        LEAD_DAY,
        TEMPLATE_SCOPE,
        LEADER_SIGNS,
        WHICH_LEADER,
        WHOSE_SEAL,
        GIVEN_LIMIT,
        PROVINCIAL_TABLE,
        PROVINCIAL_INQUIRY,
        MERGED_CELL,
        PROVINCIAL_RETURN_START,
        PROVINCIAL_CHANNELS,
        ADVERSE_EFFECT,
    )
