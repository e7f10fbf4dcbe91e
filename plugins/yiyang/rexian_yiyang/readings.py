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

# 第十二条 退回与重办

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


@hookimpl
def readings() -> Sequence[Reading]:
    """Return the readings in the order of the articles they read."""
    return (
        OUTSIDE_SCOPE,
        PETITION,
        NO_BASIS,
        RETURN_DECIDER,
        REDO_LIMIT,
        REDISPATCH,
        REPEATED_INQUIRY,
        EMERGENCY_KINDS,
        EMERGENCY_LIMIT,
        EXTENSION_APPROVER,
    )
