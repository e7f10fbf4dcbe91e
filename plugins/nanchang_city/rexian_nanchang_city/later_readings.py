"""Readings of the later stages: contact, keeping, feedback, repeated dissatisfaction, fault."""

from __future__ import annotations

from rexian.plugin import Reading, Term, art

# 第十三条、第十四条（四） 匿名与联系

MASKED_CONTACT = Reading(
    id="masked_contact",
    zh="身份保密的诉求人由谁联系",
    en="who contacts an appellant whose identity is kept secret",
    choices=(
        Term("relayed", "由热线转达（诉求人）", "the hotline, relaying (the appellant)"),
        Term("handler", "仍由经办人员联系", "the handler all the same"),
    ),
    default="relayed",
    per=art("13.anon", "14.4.contact"),
    ambiguity=64,
    why=(
        "姓名、联系方式已保密，经办人员无从联系，又不能因匿名不予受理",
        "the handler has neither name nor number, and an anonymous appeal is taken in",
    ),
)

# 第十四条（五） 督办

SECOND_TIME = Reading(
    id="second_time",
    zh="二次不满意，督办与提级复核是否并行",
    en="whether dissatisfaction for the second time brings supervision besides a higher review",
    choices=(
        Term("both", "并行（诉求人）", "both (the appellant)"),
        Term("review_only", "只提级复核（承办单位）", "the review only (the unit)"),
    ),
    default="both",
    per=art("14.5.trigger", "31.second"),
    ambiguity=59,
    why=(
        "两条各有规定，互不排除",
        "two articles lay down one each, and neither shuts out the other",
    ),
)

EXCLUDED_SUPERVISED = Reading(
    id="excluded_supervised",
    zh="不纳入回访评价考核的事项，二次不满意是否督办",
    en="whether what does not count in follow-ups is supervised after dissatisfaction twice",
    choices=(
        Term("supervised", "照常督办（诉求人）", "supervised all the same (the appellant)"),
        Term("exempt", "不督办（承办单位）", "exempt (the unit)"),
    ),
    default="supervised",
    per=art("14.5.trigger", "14.7.exclude1", "14.7.exclude2", "14.7.exclude3"),
    ambiguity=10,
    why=(
        "不纳入的只是考核，督办一项未作除外",
        "they are left out of assessment only; supervision makes no exception",
    ),
)

# 第十四条（八） 归档

KEPT_FROM = Reading(
    id="kept_from",
    zh="至少保存3年从何时算起",
    en="from when the three years of keeping run",
    choices=(
        Term("archived", "归档之日（较晚）", "archiving, the later"),
        Term("closed", "办结之日", "closing"),
    ),
    default="archived",
    per=art("14.8.years"),
    ambiguity=63,
    why=(
        "保存的是“归档”的材料，归档才开始保存",
        "what is kept is what has been archived",
    ),
)

# 第十五条第三款 接诉即办

PROMPT_FEEDBACK = Reading(
    id="prompt_feedback",
    zh="接诉即办24小时内反馈从何时算起",
    en="from when the 24 hours for feedback on a prompt case run",
    choices=(
        Term("dispatched", "派发之时（诉求人）", "dispatch (the appellant)"),
        Term("signed", "签收之时（承办单位）", "signing (the unit)"),
    ),
    default="dispatched",
    per=art("15.fast.feedback"),
    ambiguity=51,
    why=(
        "两个时限并列，签收的2小时只能从派发算起",
        "the two limits stand side by side, and the one for signing can only run from dispatch",
    ),
)

# 第三十一条 三次终结

THREE_TIMES = Reading(
    id="three_times",
    zh="三次终结之后再反映的是否一律不予受理",
    en="whether an appeal raised again after three rounds is refused in every case",
    choices=(
        Term(
            "if_handled",
            "依规办结回复的才不予受理（诉求人）",
            "only where it was handled by law (the appellant)",
        ),
        Term("always", "一律不予受理（承办单位）", "in every case (the unit)"),
    ),
    default="if_handled",
    per=art("31.three", "11.7"),
    ambiguity=57,
    why=(
        "不予受理的清单现存各项只收依规办结并回复的，终结不等于办结",
        "the list of grounds holds only what was handled by law and answered",
    ),
)

# 第四十一条（推定） 挂牌督办

TIMES_UNSIGNED = Reading(
    id="times_unsigned",
    zh="催办几次仍不签收为“多次”",
    en="how many reminders in vain make signing refused many times",
    choices=(Term("two", "2次", "two"), Term("three", "3次（承办单位）", "three (the unit)")),
    default="two",
    per=art("41.1"),
    ambiguity=62,
    why=("一次以上即为多次，文本无数", "more than once is many; the text gives no number"),
)

LONG_UNSIGNED = Reading(
    id="long_unsigned",
    zh="多久不签收为“长期”",
    en="how long unsigned is long",
    choices=(
        Term("unset", "未定，不据此督办（承办单位）", "not settled: nothing follows (the unit)"),
        Term("past_closing", "办结期限已过仍未签收", "beyond the time for closing"),
    ),
    default="unset",
    per=art("41.1"),
    ambiguity=62,
    why=(
        "文本无数，推定的长短不能据以督办单位",
        "the text gives no length, and none that is inferred can be held against a unit",
    ),
)

# 第四十二条（推定） 责任追究

FALSE_REPLY = Reading(
    id="false_reply",
    zh="弄虚作假与回复不一致、造成后果是否须兼备",
    en="whether falsification must also have had an effect",
    choices=(
        Term("with_effect", "须造成不良影响或后果（承办单位）", "only with it (the unit)"),
        Term("either", "弄虚作假本身即追责", "falsification will do"),
    ),
    default="with_effect",
    per=art("42.2"),
    why=(
        "“造成……的”统领全句，谎报本身另由第三十三条问责",
        "the effect governs the whole item; falsification by itself falls under article 33",
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
    per=art("42.3"),
    why=(
        "“被连续两次发回重办”在句末，统领前面两种情形；主观过错只限定前一种",
        "sending back twice closes the item and governs both limbs; the fault only the first",
    ),
)

LOST_FAULTS = Reading(
    id="lost_faults",
    zh="责任追究清单缺失的第4项如何对待",
    en="what follows from the fourth item lost from the list of faults",
    choices=(
        Term("none", "文本所无，不据此追责（承办单位）", "none: not in the text (the unit)"),
        Term(
            "as_inferred",
            "据市场监管局规则推定：应当解决的反映3次以上未解决",
            "as in the market bureau: raised three times and not solved though it should be",
        ),
    ),
    default="none",
    per=art("42.3", "42.5"),
    ambiguity=43,
    why=(
        "现存各项与市场监管局规则第二十条逐项相同，缺项多半亦同，但不能据推定追责",
        "what survives matches the market bureau's list, but an inference holds nobody to account",
    ),
)

LATER = (
    MASKED_CONTACT,
    SECOND_TIME,
    EXCLUDED_SUPERVISED,
    KEPT_FROM,
    PROMPT_FEEDBACK,
    THREE_TIMES,
    TIMES_UNSIGNED,
    LONG_UNSIGNED,
    FALSE_REPLY,
    SENT_BACK_TWICE,
    LOST_FAULTS,
)
