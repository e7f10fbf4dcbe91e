"""Readings: where the document can be read two ways, and how it is read by default."""

from __future__ import annotations

from collections.abc import Sequence

from rexian.plugin import Reading, Term, art, hookimpl

from rexian_nanchang_city.later_readings import LATER

# 第十一条、第十三条 残缺的列举

LOST_GROUNDS = Reading(
    id="lost_refusal_grounds",
    zh="不予受理清单缺失的各项如何对待",
    en="what follows from the grounds of refusal lost from the list",
    choices=(
        Term("ask", "请示后定，不自动拒绝", "ask before refusing"),
        Term("none", "文本所无，照常受理（诉求人）", "none: not in the text (the appellant)"),
    ),
    default="ask",
    per=art("11.head", "12.unsure"),
    ambiguity=41,
    why=(
        "现存各项与市场监管局规则第十条逐项相同，缺项多半亦同，但推定的情形不能据以拒绝",
        "what survives matches the market bureau's list, but an inference refuses nobody",
    ),
)

LOST_IDENTITY_MATTERS = Reading(
    id="lost_identity_matters",
    zh="须提供身份的事项清单缺失的第1项（查询个人信息）如何对待",
    en="what follows from the lost first matter that needs identity (personal records)",
    choices=(
        Term("ask", "未实名的请示后定", "ask where the appellant is not named"),
        Term("none", "文本所无，照常受理（诉求人）", "none: not in the text (the appellant)"),
    ),
    default="ask",
    per=art("13.list"),
    ambiguity=42,
    why=(
        "市场监管局规则的同一清单以查询个人信息为首，缺项多半亦同，但不能据推定拒绝",
        "the market bureau's list opens with personal records, but an inference refuses nobody",
    ),
)

# 第十四条 退单、发回、重办、研判

REDISPATCH = Reading(
    id="redispatch",
    zh="改派后办结期限是否重新起算",
    en="whether the time for closing starts anew on re-dispatch",
    choices=(
        Term("restarts", "自改派之日重新起算（新承办单位）", "anew, for the new unit"),
        Term("runs_on", "自首次派发之日连续计算（诉求人）", "from the first dispatch on"),
    ),
    default="restarts",
    per=art("14.3.agree"),
    ambiguity=50,
    why=(
        "职责界定后“再次转派”，新承办单位从收到工单起才可能办理",
        "the ticket is dispatched again, and the new unit can only act from when it has it",
    ),
)

RETURN_START = Reading(
    id="return_start",
    zh="退单“自收到之日”从何时算起",
    en="from when the time for returning runs",
    choices=(
        Term("dispatched", "派发到单位之时", "from the dispatch to the unit"),
        Term("signed", "单位签收之时（承办单位）", "from the unit's signing (the unit)"),
    ),
    default="dispatched",
    per=art("14.3.return"),
    ambiguity=50,
    why=(
        "签收另有期限，文本对两事用词不同；派发到达即为收到",
        "signing has a limit and a word of its own; what has been dispatched has been received",
    ),
)

HARD_CASE = Reading(
    id="hard_case",
    zh="“疑难、复杂且短期内没有办法解决”须同时具备还是居其一",
    en="whether a hard case must be both difficult and unsolvable soon",
    choices=(
        Term("either", "居其一即研判（诉求人）", "either will do (the appellant)"),
        Term("both", "须同时具备", "both"),
    ),
    default="either",
    per=art("14.5.hard"),
    why=(
        "归类为疑难复杂的即因难以很快解决，文本为改写转载，不宜咬文嚼字",
        "what is difficult is hardly solved soon; a paraphrased text bears no finer reading",
    ),
)

HARD_CASE_START = Reading(
    id="hard_case_start",
    zh="疑难件一个月答复意见从何时算起",
    en="from when the month for an opinion on a hard case runs",
    choices=(
        Term("supervised", "自督办之日", "from supervision"),
        Term("dispatched", "自派发之日（诉求人）", "from dispatch (the appellant)"),
    ),
    default="supervised",
    per=art("14.5.hard"),
    ambiguity=55,
    why=(
        "该句列在督办一项之下；一般办结期限照常进行",
        "the sentence stands under supervision; the ordinary limit runs on besides",
    ),
)

REDO_HELP = Reading(
    id="redo_help",
    zh="求助类工单发回、重办的时限",
    en="the limit for redoing a request for help",
    choices=(
        Term("ten", "10个工作日，同非咨询类", "10 working days, as for all but inquiries"),
        Term("three", "3个工作日（诉求人）", "3 working days (the appellant)"),
        Term("silent", "未规定", "none: the text is silent"),
    ),
    default="ten",
    per=art("14.6.limit3", "14.6.limit10", "14.7.limit3", "14.7.limit10"),
    ambiguity=47,
    why=(
        "第十五条将咨询以外各类一并定为10个工作日",
        "article 15 gives everything but inquiries 10 working days",
    ),
)

REDO_OPINION = Reading(
    id="redo_opinion",
    zh="意见类工单发回、重办的时限",
    en="the limit for redoing an opinion",
    choices=(
        Term("three", "3个工作日，同建议类（诉求人）", "3 working days, as for suggestions"),
        Term("ten", "10个工作日，同非咨询类", "10 working days, as for all but inquiries"),
        Term("silent", "未规定", "none: the text is silent"),
    ),
    default="three",
    per=art("10.scope", "14.6.limit3", "14.6.limit10", "14.7.limit3", "14.7.limit10"),
    ambiguity=47,
    why=(
        "推定第十条将“意见建议”并为一类",
        "article 10 names opinions and suggestions as one category",
    ),
)

REDO_PROVINCIAL = Reading(
    id="redo_provincial",
    zh="省级工单发回、重办按渠道还是按类型定时限",
    en="whether a provincial ticket is redone within its channel's limit or its kind's",
    choices=(
        Term("channel", "按渠道的期限（诉求人）", "the channel's limit (the appellant)"),
        Term("kind", "按诉求类型", "the kind's limit"),
    ),
    default="channel",
    per=art("14.6.limit10", "14.7.limit10", "15.prov"),
    ambiguity=48,
    why=(
        "省级平台仍按其期限考核，且通常较早",
        "the provincial platform goes on counting its own limit, which is mostly the earlier",
    ),
)

# 第十五条 省级工单

PROVINCIAL_DAYS = Reading(
    id="provincial_days",
    zh="省12345工单办结的自然日数（原文数字缺失）",
    en="the number of natural days for provincial tickets, lost from the text",
    choices=(
        Term("four", "4日，据自然资源局方案推定", "4, inferred from the natural resources bureau"),
        Term("unknown", "不详，不计时", "not known: no limit is computed"),
    ),
    default="four",
    per=art("15.prov"),
    ambiguity=1,
    why=(
        "自然资源局依据本办法制定的方案对省12345、中国政府网定为4个自然日",
        "the natural resources bureau, implementing these measures, gives the provincial line 4",
    ),
)

PROVINCIAL_REFERENCE = Reading(
    id="provincial_reference",
    zh="省级其他平台“参照”省12345，是否连期限一并参照",
    en="whether other provincial platforms follow the provincial line's limit too",
    choices=(
        Term("limit", "连期限一并参照（诉求人）", "limit included (the appellant)"),
        Term("process", "只参照流程，期限按类型", "its process only; the limit goes by kind"),
    ),
    default="limit",
    per=art("15.provother"),
    ambiguity=2,
    why=(
        "该句紧接省12345的办结期限，所处理的正是期限",
        "the sentence follows that limit and deals with nothing else",
    ),
)

PROVINCIAL_CHANNELS = Reading(
    id="provincial_channels",
    zh="市长留言、市委书记留言是否属省级平台",
    en="whether messages to the mayor and the city secretary are provincial platforms",
    choices=(
        Term("by_name", "不属，名为市级", "no: they are the city's by name"),
        Term("by_table", "属，同自然资源局附件2的省专班", "yes, as in that bureau's annex 2"),
    ),
    default="by_name",
    per=art("15.provother", "9.channels"),
    ambiguity=24,
    why=(
        "本办法未列省级平台的名单，市领导的留言不以省级论",
        "these measures list no provincial platforms, and the city's leaders are not the province",
    ),
)

# 第十六条 延期

EXTENSION_ASK_BY = Reading(
    id="extension_ask_by",
    zh="“到期前1个工作日内提出”最迟到何时",
    en="until when at the latest an extension may be asked for",
    choices=(
        Term("until_due", "到期之前均可（承办单位）", "until the ticket is due (the unit)"),
        Term("day_before", "至迟到期前一个工作日", "the working day before at the latest"),
    ),
    default="until_due",
    per=art("16.when"),
    ambiguity=6,
    why=(
        "“1个工作日内”至到期为止；到期前最后一个工作日申请可兼顾两种读法",
        "within the last day means until it ends; asking the day before satisfies both readings",
    ),
)

EXTENSION_STATEMENTS = Reading(
    id="extension_statements",
    zh="依据、理由、说明缺一即驳回还是全缺才驳回",
    en="whether one missing statement rejects an extension or only the want of all",
    choices=(
        Term("any", "缺一即驳回", "any one"),
        Term("all", "三者全缺才驳回（承办单位）", "all of them (the unit)"),
    ),
    default="any",
    per=art("16.reject"),
    ambiguity=54,
    why=(
        "三项并列，各以“未”“无”否定，缺任一项都不合要求",
        "the three are listed side by side, each denied by itself",
    ),
)

EXTENSION_EXPLANATION = Reading(
    id="extension_explanation",
    zh="“无情况说明”指未向诉求人说明还是申请中未说明情况",
    en="whether the explanation wanted is one to the appellant or one in the request",
    choices=(
        Term("appellant", "未向诉求人解释说明（诉求人）", "to the appellant"),
        Term("request", "申请中未说明情况，有理由即可", "in the request: its reason will do"),
    ),
    default="appellant",
    per=art("16.explain", "16.reject"),
    why=(
        "同条前句要求与诉求人解释说明，申请中的情况已由“正当理由”涵盖",
        "the article itself asks for one to the appellant; the request's own is its reason",
    ),
)

EXTENSION_APPROVER = Reading(
    id="extension_approver",
    zh="延期由谁批准（原文未明）",
    en="who decides on an extension, which is not said",
    choices=(
        Term("centre", "市热线中心", "the hotline centre"),
        Term("silent", "未规定", "none: the text is silent"),
    ),
    default="centre",
    per=art("16.reject"),
    ambiguity=54,
    why=(
        "申请向热线平台提出，能驳回的只有热线",
        "the request goes to the hotline's platform, and only the hotline can reject it",
    ),
)


# 第十四条、第四十三条 不纳入考核

EXCLUSION_EXPLAINED = Reading(
    id="exclusion_explained",
    zh="“已进行了解释答复”是否限定各类不纳入考核的事项",
    en="whether an explanation is needed for every matter left out of assessment",
    choices=(
        Term("suggestions", "只限定建议未采纳", "only for suggestions not adopted"),
        Term("all", "限定所列各项（诉求人）", "for all that is listed (the appellant)"),
    ),
    default="suggestions",
    per=art("14.7.exclude1", "14.7.exclude2", "14.7.exclude3"),
    ambiguity=56,
    why=(
        "“且已进行了解释答复”紧接“建议未采纳”，其余各项由“以及”另起",
        "the words follow the suggestion not adopted; the other matters are listed apart",
    ),
)

TRUE_BUT_HARASSING = Reading(
    id="true_but_harassing",
    zh="属实诉求不纳入测评，无利害关系与目的不正当须否同时具备",
    en="whether a true appeal must lack interest and be improper to be left out",
    choices=(
        Term("both", "须同时具备（诉求人）", "both (the appellant)"),
        Term("either", "居其一即可", "either will do"),
    ),
    default="both",
    per=art("43.exclude"),
    ambiguity=60,
    why=(
        "仅因与己无关就不计，等于不计一切热心人的举报",
        "to leave out whoever has no interest of their own would leave out every public spirit",
    ),
)

# 第三十七条、第三十八条 月度指标

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
    per=art("37.monthly", "38.bulletin"),
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
    per=art("37.monthly", "38.bulletin"),
    why=(
        "原文只把不满意的发回重办，基本满意不在其列",
        "the text sends back what is dissatisfied alone",
    ),
)


@hookimpl
def readings() -> Sequence[Reading]:
    """Return the points on which the text can be read two ways, of each stage in turn."""
    return (
        LOST_GROUNDS,
        LOST_IDENTITY_MATTERS,
        REDISPATCH,
        RETURN_START,
        HARD_CASE,
        HARD_CASE_START,
        REDO_HELP,
        REDO_OPINION,
        REDO_PROVINCIAL,
        PROVINCIAL_DAYS,
        PROVINCIAL_REFERENCE,
        PROVINCIAL_CHANNELS,
        EXTENSION_ASK_BY,
        EXTENSION_STATEMENTS,
        EXTENSION_EXPLANATION,
        EXTENSION_APPROVER,
        EXCLUSION_EXPLAINED,
        TRUE_BUT_HARASSING,
        ASSESSMENT_MONTH,
        BASICALLY_SATISFIED,
        *LATER,
    )
