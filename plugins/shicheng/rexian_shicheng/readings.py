"""Readings: where the document can be read two ways, and how it is read by default."""

from __future__ import annotations

from collections.abc import Sequence

from rexian.plugin import Reading, Term, clause, hookimpl

# 一、工单签批

CLOSE_LIMIT_FROM = Reading(
    id="close_limit_from",
    zh="办结时限从何而来",
    en="where the time for closing comes from",
    choices=(
        Term("signoff", "只由主要负责人签批确定", "only from the principal's sign-off"),
        Term("upper_rules", "也可依上级规则在平台等处设定", "also set by the rules above"),
    ),
    default="signoff",
    per=clause("pre.basis", "s1.specify", "s3.twodays"),
    ambiguity=82,
    why=(
        "本制度只要求签批明确办理时限，赣州市规则不在收录之内",
        "the text has the sign-off fix the limit; the Ganzhou rules are not in the collection",
    ),
)

# 三、定期交办

SIGN_LIMIT_FROM = Reading(
    id="sign_limit_from",
    zh="“超期未签收”的期限从何而来",
    en="where the time for signing comes from that a ticket may overrun",
    choices=(
        Term("entered", "以录入的签收时限为准", "the limit that has been entered"),
        Term("silent", "未规定，不计时", "none: the text is silent"),
    ),
    default="entered",
    per=clause("s3.unsigned"),
    ambiguity=83,
    why=(
        "条文以另有签收时限为前提，录入后方能判断超期",
        "the text presupposes a limit set elsewhere; once entered, overrunning can be told",
    ),
)

AFTER_NOTICE = Reading(
    id="after_notice",
    zh="告知后到何时仍未签收算“依然超期”",
    en="until when a ticket must be signed for after the notice",
    choices=(
        Term("next_working_day", "至告知后的下一个工作日", "until the next working day"),
        Term("silent", "未规定，不计时也不扣分", "none: no limit and no deduction"),
    ),
    default="next_working_day",
    per=clause("s3.deduct"),
    ambiguity=88,
    why=(
        "条文没有第二个期限；给承办单位留一个工作日办理签收",
        "the text has no second limit; it leaves the unit one working day to sign",
    ),
)

TWO_DAYS = Reading(
    id="two_days",
    zh="“距离办结期小于两天”如何计算",
    en="how less than two days before closing is counted",
    choices=(
        Term("clock", "不足48小时", "less than 48 clock hours"),
        Term("working", "不足两个工作日（承办单位）", "less than two working days (the unit)"),
    ),
    default="clock",
    per=clause("s3.twodays"),
    ambiguity=84,
    why=(
        "条文未称工作日，“小于”不含本数",
        "the text does not say working days, and less than excludes the number itself",
    ),
)


# 三第二句 疑难、推诿工单

MONDAY = Reading(
    id="monday",
    zh="“每周一和周二上午”是否包括周一下午",
    en="whether Monday and Tuesday mornings takes in Monday afternoon",
    choices=(
        Term("morning", "周一上午和周二上午", "Monday morning and Tuesday morning"),
        Term("all_day", "周一全天和周二上午", "all of Monday, and Tuesday morning"),
    ),
    default="morning",
    per=clause("s3.monday"),
    ambiguity=85,
    why=(
        "“上午”一并修饰两日；周一下午产生的工单须提示核对",
        "the one word for morning serves both days; a ticket of Monday afternoon is to be checked",
    ),
)

REFERRED_TICKETS = Reading(
    id="referred_tickets",
    zh="报县领导签批的是疑难、推诿工单还是所有工单",
    en="whether only hard and disputed tickets go to county leaders, or every ticket",
    choices=(
        Term("hard", "只有疑难、推诿工单", "hard and disputed tickets only"),
        Term("all", "所有工单", "every ticket"),
    ),
    default="hard",
    per=clause("s3.comb", "s3.monday", "s3.other"),
    ambiguity=86,
    why=(
        "整句以梳理疑难、推诿工单起头",
        "the sentence sets out from sorting the hard and disputed ones",
    ),
)

KEY_CASES = Reading(
    id="key_cases",
    zh="重点疑难工单由谁签批",
    en="who signs for key cases",
    choices=(
        Term("hotline_leader", "县政府热线分管领导", "the county leader in charge of the hotline"),
        Term("by_time", "与其他工单一样按产生时间", "by the time they came, like the others"),
    ),
    default="hotline_leader",
    per=clause("s3.key"),
    ambiguity=87,
    why=(
        "专为重点工单而设，先于按时间的一般规定",
        "it is made for them, and goes before the general rule by time",
    ),
)

# 四、提级转办

FIVE_DAYS = Reading(
    id="cannot_in_five_days",
    zh="“五个工作日内无法完成处理”须届满还是可以预见",
    en="whether the five working days must be over, or may be foreseen not to suffice",
    choices=(
        Term("foreseen", "预见短期内无法解决即可", "it may be foreseen"),
        Term("over", "须五个工作日届满（承办单位）", "they must be over (the unit)"),
    ),
    default="foreseen",
    per=clause("s4.ground"),
    ambiguity=89,
    why=(
        "“无法完成”说的是能否，不是已否",
        "the text speaks of what cannot be done, not of what has not been done",
    ),
)

UNCLEAR_UNIT = Reading(
    id="unclear_unit",
    zh="难以明确承办单位的，是否须同时情况复杂",
    en="whether a matter without a clear unit must be complex as well",
    choices=(
        Term("any", "不须", "no: any such matter"),
        Term("complex", "须同时情况复杂、办理难度大", "yes: complex matters only"),
    ),
    default="any",
    per=clause("s4.ground"),
    ambiguity=89,
    why=(
        "“或”连接两种各自独立的情形",
        "the or joins two limbs that stand by themselves",
    ),
)

# 五、现场督办

ATTENDANCE = Reading(
    id="attendance",
    zh="“不到场、不表态、不处理”有其一还是三者兼有才扣分",
    en="whether any of not coming, taking no position and doing nothing costs points, or all",
    choices=(
        Term("any", "有其一即扣分", "any of them"),
        Term("all", "三者兼有才扣分（承办单位）", "all of them (the unit)"),
    ),
    default="any",
    per=clause("s5.deduct"),
    ambiguity=97,
    why=(
        "必须到场、答复、处理，是三项各自的要求",
        "coming, answering and dealing with it are each required",
    ),
)

# 八、约谈问责

SHIRKING_OR_DELAY = Reading(
    id="shirking_or_delay",
    zh="“推诿扯皮、久拖不办且反映强烈”须否兼备",
    en="whether shirking and long delay must come together",
    choices=(
        Term("either", "有其一并反映强烈（诉求人）", "either, with strong reaction (appellant)"),
        Term("both", "两者兼有并反映强烈（承办单位）", "both, with strong reaction (unit)"),
    ),
    default="either",
    per=clause("s8.shirk"),
    ambiguity=95,
    why=(
        "顿号并列，“且”及于两者",
        "the two are listed side by side, and the condition goes with each",
    ),
)


# 八、约谈问责

RANKING_GRADES = Reading(
    id="ranking_grades",
    zh="同时达到几档排名后果的，是否并用",
    en="whether a unit that meets several grades bears the consequences of all",
    choices=(
        Term("all_apply", "各档并用", "all of them apply"),
        Term("highest", "只用最重一档（承办单位）", "only the gravest (the unit)"),
    ),
    default="all_apply",
    per=clause("s8.bottom2", "s8.three", "s8.four", "s8.rectify3", "s8.five"),
    ambiguity=94,
    why=(
        "三档分由不同主体对不同对象作出，原文未写吸收",
        "each grade has another body act on another person, and nothing says one absorbs another",
    ),
)


@hookimpl
def readings() -> Sequence[Reading]:
    """Return the readings in the order of the sections they read."""
    return (
        CLOSE_LIMIT_FROM,
        SIGN_LIMIT_FROM,
        AFTER_NOTICE,
        TWO_DAYS,
        MONDAY,
        REFERRED_TICKETS,
        KEY_CASES,
        FIVE_DAYS,
        UNCLEAR_UNIT,
        ATTENDANCE,
        SHIRKING_OR_DELAY,
        RANKING_GRADES,
    )
