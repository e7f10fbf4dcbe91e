"""Readings: where the document can be read two ways, and how it is read by default."""

from __future__ import annotations

from collections.abc import Sequence

from rexian.plugin import Reading, Term, art, hookimpl

# 第九条、第十条 受理范围

OUTSIDE_SCOPE = Reading(
    id="outside_scope",
    zh="紧急、警务类诉求未列入第十条，可否不予受理",
    en="whether emergency and police matters, unlisted in article 10, are refused",
    choices=(
        Term("refused", "不予受理（第九条已划定范围）", "refused: article 9 draws the scope"),
        Term("accepted", "予以受理（第十条列举已尽）", "accepted: article 10 lists all grounds"),
    ),
    default="refused",
    per=art("9", "10.7", "11.explain"),
    why=(
        "第九条只受理非紧急、非警务类诉求，范围外的由首接人员解释并帮助转接",
        "article 9 takes in only what is neither emergency nor police; the rest is passed on",
    ),
)

PETITION = Reading(
    id="petition_same_matter",
    zh="已进入信访渠道的，是否也须以同一事实和理由提出",
    en="whether a matter in the petition channel must also be raised on the same facts",
    choices=(
        Term("no", "否，进入信访渠道即不予受理", "no: being in petition is enough"),
        Term("yes", "是，须先核实是否同一事项（诉求人）", "yes: first find out (the appellant)"),
    ),
    default="no",
    per=art("10.4"),
    ambiguity=74,
    why=(
        "“仍以同一事实和理由”紧接“已依法依规办结”，只限定后一情形",
        "the words on same facts follow the second limb and qualify that alone",
    ),
)

NO_BASIS = Reading(
    id="no_basis_at_intake",
    zh="确无政策法规依据的，受理时即可拒绝还是受理后办结",
    en="whether a matter without basis is refused at intake or closed after handling",
    choices=(
        Term("refused", "已认定的不予受理", "refused where found evident"),
        Term("accepted", "受理后由承办单位解释办结（诉求人）", "accepted, closed (the appellant)"),
    ),
    default="refused",
    per=art("10.5", "12.6"),
    ambiguity=73,
    why=(
        "第十条明列此情形；难以当场认定的不在此列，由承办单位按第十二条办结",
        "article 10 lists it; what is not evident at intake is left to closing by article 12",
    ),
)

# 第十二条 退回、督办、重办与归档

RETURN_DECIDER = Reading(
    id="return_decider",
    zh="“由同级热线中心决定”是否也适用于一般退回",
    en="whether the hotline centre decides ordinary returns too",
    choices=(
        Term("all_returns", "适用于所有退回", "every return"),
        Term("after_meeting", "只适用于推诿扯皮当面解决的", "only those settled at a meeting"),
    ),
    default="all_returns",
    per=art("12.3.decide"),
    why=(
        "不予受理或再次派发只有热线中心能作出，一般退回也须有人决定",
        "only the centre can refuse or dispatch again, and ordinary returns need a decision too",
    ),
)

SHIRKING = Reading(
    id="shirking",
    zh="何时算出现推诿扯皮",
    en="when units are passing the matter to one another",
    choices=(
        Term("two_returns", "两次退回，或已认定", "two returns, or where it is found"),
        Term("found", "只在已认定时（承办单位）", "only where it is found (the units)"),
    ),
    default="two_returns",
    per=art("12.3.meeting"),
    ambiguity=66,
    why=(
        "条文没有次数；两个单位先后不接，已是推诿扯皮",
        "the text has no number; two units in turn declining is passing it on",
    ),
)

POOR_HANDLING = Reading(
    id="poor_handling",
    zh="“且责任部门办理不力”是否也限定超期未办结",
    en="whether overdue tickets too are supervised only where they were handled poorly",
    choices=(
        Term("both", "两种情形都须办理不力", "both cases need poor handling"),
        Term("second", "只限定两次不满意（诉求人）", "only the second (the appellant)"),
    ),
    default="both",
    per=art("12.5.trigger"),
    ambiguity=67,
    why=(
        "“且”字承接并列的两类工单，仅超期的先行预警",
        "the words follow both kinds of ticket; what is only overdue gets a warning",
    ),
)

REDO_LIMIT = Reading(
    id="redo_limit",
    zh="重新办理的时限",
    en="the limit for redoing",
    choices=(
        Term("kind", "按原诉求类型的办结时限", "the limit of the ticket's kind"),
        Term("ticket", "按原工单的办结时限，含疑难件", "the ticket's own, hard cases included"),
        Term("silent", "未规定", "none: the text is silent"),
    ),
    default="kind",
    per=art("12.7.redo1", "13.consult", "13.help", "13.complaint", "13.repeat"),
    ambiguity=70,
    why=(
        "重办仍是该类诉求的办理，自发回重办起重新计算",
        "redoing is handling that kind of appeal again, counted from when it was sent back",
    ),
)

INSPECTION = Reading(
    id="inspection_from",
    zh="何时转政府办督察股跟踪督办",
    en="from when the government inspection office follows a ticket",
    choices=(
        Term("second_redo", "再次办理后仍不满意", "the second redo has not satisfied either"),
        Term("first_redo", "重新办理后仍不满意（诉求人）", "the first has not (the appellant)"),
    ),
    default="second_redo",
    per=art("12.7.track"),
    ambiguity=71,
    why=(
        "先由主管部门督促、承办单位再次办理，仍不满意的才升级",
        "first the department urges and the unit handles it again; only then does it go higher",
    ),
)

LONG_PENDING = Reading(
    id="long_pending",
    zh="“长期得不到妥善处理”多久算长期",
    en="how long is long for a matter not properly dealt with",
    choices=(
        Term("unset", "未规定，不自行触发", "not laid down: never by itself"),
        Term("overdue", "超过办结时限仍未解决（诉求人）", "overdue and unsolved (the appellant)"),
    ),
    default="unset",
    per=art("12.7.track"),
    ambiguity=70,
    why=("条文没有期限", "the text has no number"),
)

RECORDS_KEPT = Reading(
    id="records_kept",
    zh="至少保存三年是否只指电话录音",
    en="whether the three years hold for recordings of calls alone",
    choices=(
        Term("recordings", "只指电话录音", "recordings alone"),
        Term("all", "所有归档材料", "everything archived"),
    ),
    default="recordings",
    per=art("12.9.years", "12.9.scope"),
    ambiguity=76,
    why=("条文只为电话录音定了年限", "the text sets years for recordings alone"),
)

# 第十三条 限时办结

REDISPATCH = Reading(
    id="redispatch",
    zh="再次派发后办结期限是否重新起算",
    en="whether the time for closing starts anew on re-dispatch",
    choices=(
        Term("restarts", "自再次派发之日重新起算（新承办单位）", "anew, for the new unit"),
        Term("runs_on", "自首次派发之日连续计算（诉求人）", "from the first dispatch on"),
    ),
    default="restarts",
    per=art("12.3.return", "12.3.decide", "13.sign", "13.consult"),
    ambiguity=65,
    why=(
        "签收、退回各一个工作日已占满咨询件期限，连续计算则新单位无时可用",
        "signing and returning use up an inquiry's two days, leaving a new unit none",
    ),
)

REPEATED_INQUIRY = Reading(
    id="repeated_inquiry",
    zh="来电三次以上且疑难的十五个工作日是否适用于咨询",
    en="whether the 15 days for repeated hard matters cover inquiries",
    choices=(
        Term("covered", "适用，条文未分类型", "covered: the text names no kind"),
        Term("not_covered", "不适用，仍为两个工作日（诉求人）", "not covered (the appellant)"),
    ),
    default="covered",
    per=art("13.repeat", "13.consult"),
    ambiguity=68,
    why=(
        "条文只看来电次数与疑难复杂，由热线中心认定本单",
        "the text looks to calls and difficulty alone, as the centre finds for this ticket",
    ),
)

# 第十四条 突发事件

EMERGENCY_KINDS = Reading(
    id="emergency_kinds",
    zh="突发事件中的投诉是否也立即转办",
    en="whether complaints in an emergency are transferred at once too",
    choices=(
        Term("listed", "只限求助、举报", "only requests for help and reports, as listed"),
        Term("complaints", "投诉比照办理（诉求人）", "complaints too, by analogy (the appellant)"),
    ),
    default="listed",
    per=art("14.transfer"),
    ambiguity=75,
    why=("条文只列求助、举报", "the text lists requests for help and reports alone"),
)

EMERGENCY_LIMIT = Reading(
    id="emergency_limit",
    zh="“立即转相关单位”有无分钟数",
    en="how long “at once” is in an emergency",
    choices=(
        Term("at_once", "立即，不计时", "at once, no clock"),
        Term("half_hour", "参照半小时（诉求人）", "half an hour, by analogy (the appellant)"),
    ),
    default="at_once",
    per=art("14.transfer"),
    ambiguity=75,
    why=(
        "条文没有数字，半小时只是其他地方的做法",
        "the text has no number; half an hour is the practice of other places",
    ),
)

# 第十五条 延期

EXTENSION_APPROVER = Reading(
    id="extension_approver",
    zh="延期由谁批准",
    en="who approves an extension",
    choices=(
        Term("centre", "派单的热线中心", "the hotline centre that dispatched"),
        Term("silent", "未规定", "the text is silent"),
    ),
    default="centre",
    per=art("15.when"),
    ambiguity=77,
    why=(
        "申请既向派单的热线中心提出，自应由其答复",
        "the request goes to the centre that dispatched, so the centre answers it",
    ),
)

# 第十九条 首接负责

FOLLOW_UP = Reading(
    id="follow_up_by",
    zh="回访由谁进行",
    en="who follows up",
    choices=(
        Term("centre", "热线中心，承办单位只作答复联系", "the centre; the unit only answers"),
        Term("unit", "首接负责的承办单位", "the unit first responsible"),
    ),
    default="centre",
    per=art("19.unit", "7.3", "12.7.call"),
    ambiguity=72,
    why=(
        "第七条、第十二条把回访和满意度调查交给热线中心，承办单位不宜自评",
        "articles 7 and 12 give follow-up to the centre, and a unit should not rate itself",
    ),
)

# 第二十一条、第二十五条 月度指标

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
    per=art("21", "25"),
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
    per=art("21", "25"),
    why=(
        "第二十六条只称不满意、非常不满意，基本满意不在其列",
        "article 26 speaks of dissatisfied and very dissatisfied alone",
    ),
)

RETURN_COUNTED = Reading(
    id="return_counted",
    zh="退单率按申请还是按获准的退单计算",
    en="whether the return rate counts returns asked for or granted",
    choices=(
        Term("asked", "按申请退回的", "those asked for"),
        Term("granted", "只计获准退回的", "only those granted"),
    ),
    default="asked",
    per=art("21", "12.3.return"),
    why=(
        "第十二条以“申请退回”称退单，是否获准另由热线中心决定",
        "article 12 calls the unit's own request a return; granting it is the centre's",
    ),
)

# 第二十六条 不纳入考核

OPINION_IS_SUGGESTION = Reading(
    id="opinion_is_suggestion",
    zh="“建议类诉求”是否包括意见",
    en="whether suggestions left out of assessment include opinions",
    choices=(
        Term("no", "不包括", "they do not"),
        Term("yes", "包括（承办单位）", "they do (the unit)"),
    ),
    default="no",
    per=art("26.1", "13.help"),
    ambiguity=69,
    why=(
        "第十三条并列建议、意见，第二十六条只称建议",
        "article 13 lists both, article 26 names suggestions alone",
    ),
)

# 第二十八条 责任追究

FALSE_REPLY = Reading(
    id="false_reply",
    zh="弄虚作假是否须造成不良影响或严重后果",
    en="whether falsification must have had an adverse effect",
    choices=(
        Term("with_effect", "须造成不良影响或严重后果", "it must have had one"),
        Term("alone", "弄虚作假即追究（诉求人）", "falsification is enough (the appellant)"),
    ),
    default="with_effect",
    per=art("28.3"),
    why=("后果紧接前文，限定全项", "the effect closes the sentence and qualifies all of it"),
)


@hookimpl
def readings() -> Sequence[Reading]:
    """Return the readings in the order of the articles they read."""
    return (
        OUTSIDE_SCOPE,
        PETITION,
        NO_BASIS,
        RETURN_DECIDER,
        SHIRKING,
        POOR_HANDLING,
        REDO_LIMIT,
        INSPECTION,
        LONG_PENDING,
        RECORDS_KEPT,
        REDISPATCH,
        REPEATED_INQUIRY,
        EMERGENCY_KINDS,
        EMERGENCY_LIMIT,
        EXTENSION_APPROVER,
        FOLLOW_UP,
        ASSESSMENT_MONTH,
        BASICALLY_SATISFIED,
        RETURN_COUNTED,
        OPINION_IS_SUGGESTION,
        FALSE_REPLY,
    )
