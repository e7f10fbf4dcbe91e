"""Forms: the transfer form, the applications to return and to extend, the reply (annexes 1–4)."""

from __future__ import annotations

from collections.abc import Sequence

from rexian.plugin import Form, FormField, Term, art, clause, hookimpl

# 附件1 转办单

KINDS = (
    Term("complaint", "投诉", "complaint"),
    Term("report", "举报", "report of wrongdoing"),
    Term("help", "求助", "request for help"),
    Term("inquiry", "咨询", "inquiry"),
    Term("suggestion", "意见建议", "opinion or suggestion"),
    Term("other", "其他", "other"),
)
SPECIAL = (
    Term("seal", "盖章回复", "a sealed reply"),
    Term("leader", "领导审定", "a leader's approval"),
    Term("publication", "回复公开发布", "publication of the reply"),
)


def appeal(per: tuple[str, ...], limits: tuple[str, ...]) -> tuple[FormField, ...]:
    """Return the block on the ticket, which all three forms have.

    Args:
        per: the clause that lays the block down.
        limits: the clause that lays down the three limits.
    """
    return (
        FormField("appellant", "诉求人姓名或称呼", "appellant's name", per=per),
        FormField("phone", "联系电话", "appellant's phone", per=per),
        FormField("content", "诉求内容", "what is asked for", per=per),
        FormField("return_by", "退单时限", "return by", kind="time", per=limits),
        FormField("extend_by", "申请延期时限", "ask to extend by", kind="time", per=limits),
        FormField("complete_by", "完成时限", "complete by", kind="time", per=limits),
    )


TRANSFER = Form(
    id="transfer",
    zh="群众诉求转办单",
    en="transfer form",
    per=art("8.1.pre", "8.2.form", "11"),
    fields=(
        FormField("kind", "类型", "kind", kind="choice", of=KINDS, per=clause("an1.kind")),
        FormField(
            "transferred_at", "转办时间", "transferred at", kind="time", per=clause("an1.time")
        ),
        FormField("number", "平台编号", "platform number", per=clause("an1.time")),
        FormField("times", "转办次数", "transferred how often", per=clause("an1.time")),
        FormField("source", "工单来源", "source of the ticket", per=clause("an1.time")),
        *appeal(clause("an1.content"), clause("an1.limits")),
        FormField("requirement", "办理要求", "requirement", per=clause("an1.req")),
        FormField(
            "special_requirements",
            "特殊要求",
            "special requirements",
            kind="choice",
            of=SPECIAL,
            required=False,
            per=art("11.special"),
        ),
        FormField(
            "handler_opinion",
            "消保科经办人意见",
            "opinion of the desk's handler",
            kind="signature",
            per=clause("an1.opinion"),
        ),
        FormField(
            "head_opinion",
            "消保科负责人意见",
            "opinion of the desk's head",
            kind="signature",
            per=clause("an1.opinion"),
        ),
        FormField(
            "supervisor_opinion",
            "消保科分管领导意见",
            "opinion of the leader in charge of the desk",
            kind="signature",
            per=clause("an1.opinion", "art8.2.form"),
        ),
        FormField(
            "bureau_opinion",
            "市局主要领导意见",
            "opinion of the bureau's principal",
            kind="signature",
            required=False,
            per=clause("an1.chief"),
        ),
        FormField(
            "liaison",
            "接收单位联络员签名",
            "receiving unit's liaison",
            kind="signature",
            per=clause("an1.sign"),
        ),
        FormField("signed_at", "签收时间", "signed for at", kind="time", per=clause("an1.sign")),
    ),
)

# 附件2 退单申请

RETURN = Form(
    id="return",
    zh="群众诉求退单申请",
    en="application to return",
    per=art("8.1.pre.refuse", "8.3.4h"),
    fields=(
        FormField(
            "transferred_at", "转办时间", "transferred at", kind="time", per=clause("an2.head")
        ),
        FormField("number", "平台编号", "platform number", per=clause("an2.head")),
        *appeal(clause("an2.head"), clause("an2.head")),
        FormField("requirement", "办理要求", "requirement", per=clause("an2.head")),
        FormField("reason", "退单理由和依据", "reason and basis", per=clause("an2.reason")),
        FormField("suggested_unit", "建议承办单位", "unit suggested", per=clause("an2.reason")),
        FormField(
            "handler_opinion",
            "退单单位经办人意见",
            "opinion of the unit's handler",
            kind="signature",
            per=clause("an2.handler"),
        ),
        FormField(
            "head_opinion",
            "退单单位负责人意见",
            "opinion of the unit's head",
            kind="signature",
            per=clause("an2.handler"),
        ),
        # 预分派阶段由单位负责人签批即可，正式分派后由分管领导签批。
        FormField(
            "deputy_opinion",
            "退单单位分管领导意见",
            "opinion of the unit's leader in charge",
            kind="signature",
            required=False,
            per=clause("an2.opinion"),
        ),
        FormField(
            "received_by",
            "消保科经办人签名",
            "desk's handler",
            kind="signature",
            per=clause("an2.recv"),
        ),
        FormField(
            "received_at",
            "消保科签收时间",
            "received by the desk at",
            kind="time",
            per=clause("an2.recv"),
        ),
    ),
)

# 附件3 延期办理申请

EXTENSION = Form(
    id="extension",
    zh="群众诉求延期办理申请",
    en="application to extend",
    per=art("8.4.ext"),
    fields=(
        FormField(
            "transferred_at", "转办时间", "transferred at", kind="time", per=clause("an3.head")
        ),
        FormField("number", "平台编号", "platform number", per=clause("an3.head")),
        *appeal(clause("an3.head"), clause("an3.head")),
        FormField("requirement", "办理要求", "requirement", per=clause("an3.head")),
        FormField("reason", "延期理由", "reason", per=clause("an3.reason")),
        FormField("length", "延长时间", "how long", per=clause("an3.reason")),
        FormField(
            "handler_opinion",
            "承办单位经办人意见",
            "opinion of the unit's handler",
            kind="signature",
            per=clause("an3.handler"),
        ),
        FormField(
            "head_opinion",
            "承办单位负责人意见",
            "opinion of the unit's head",
            kind="signature",
            per=clause("an3.handler"),
        ),
        FormField(
            "deputy_opinion",
            "承办单位分管领导意见",
            "opinion of the unit's leader in charge",
            kind="signature",
            per=clause("an3.opinion"),
        ),
        FormField(
            "received_by",
            "消保科经办人签名",
            "desk's handler",
            kind="signature",
            per=clause("an3.recv"),
        ),
        FormField(
            "received_at",
            "消保科签收时间",
            "received by the desk at",
            kind="time",
            per=clause("an3.recv"),
        ),
    ),
)

# 附件4 工单回复

REPLY = Form(
    id="reply",
    zh="工单回复",
    en="reply",
    per=art("8.4.result", "18.submit"),
    fields=(
        FormField("number", "工单号", "ticket number", per=clause("an4.no")),
        FormField("channel", "渠道来源", "channel", per=clause("an4.no")),
        FormField("problem", "反映的问题", "problem reported", per=clause("an4.open")),
        FormField("investigation", "调查情况", "investigation", per=clause("an4.1")),
        FormField("handling", "处理情况", "handling", per=clause("an4.2")),
        FormField("contact", "沟通反馈情况", "contact with the appellant", per=clause("an4.3")),
        # 第十八条(二)：佐证材料必要时提供。
        FormField("evidence", "相关佐证材料", "evidence", required=False, per=clause("an4.4")),
        FormField("handler", "经办人名字", "handler's name", per=clause("an4.sign")),
        FormField("post", "职务", "handler's post", per=clause("an4.sign")),
        FormField("mobile", "手机号", "handler's mobile", per=clause("an4.sign")),
        FormField("unit", "经办单位", "handler's unit", per=clause("an4.sign")),
        FormField("seal", "公章", "unit's seal", kind="seal", per=clause("an4.sign")),
        FormField("date", "日期", "date", kind="time", per=clause("an4.sign")),
    ),
)


@hookimpl
def forms() -> Sequence[Form]:
    """Return the forms in the order of the annexes."""
    return (TRANSFER, RETURN, EXTENSION, REPLY)
