"""Forms: the list of liaisons and the reply to tickets of provincial channels (annexes 1, 3)."""

from __future__ import annotations

from collections.abc import Sequence

from rexian.plugin import Form, FormField, clause, hookimpl

# 附件1 热线联系人名单：每名联系人一行

LIAISONS = Form(
    id="liaison_list",
    zh="成员单位热线联系人名单",
    en="list of liaisons",
    per=clause("s4.3.list"),
    fields=(
        FormField("unit", "单位名称", "unit", per=clause("an1.unit")),
        FormField("name", "姓名", "name", per=clause("an1.fields")),
        FormField("post", "职务", "post", per=clause("an1.fields")),
        FormField("office_phone", "办公电话", "office phone", per=clause("an1.fields")),
        FormField("mobile", "手机号码", "mobile", per=clause("an1.fields")),
    ),
)

# 附件3 工单回复

REPLY = Form(
    id="reply",
    zh="工单回复",
    en="reply",
    per=clause("s3b.3.2.template"),
    fields=(
        FormField("number", "工单号", "ticket number", per=clause("an3.no")),
        FormField("channel", "渠道来源", "channel", per=clause("an3.open")),
        FormField("problem", "反映的问题", "problem reported", per=clause("an3.open")),
        FormField("investigation", "调查情况", "investigation", per=clause("an3.1")),
        FormField("handling", "处理情况", "handling", per=clause("an3.2")),
        FormField("contact", "沟通反馈情况", "contact with the appellant", per=clause("an3.3")),
        FormField("evidence", "相关佐证材料", "evidence", per=clause("an3.4")),
        FormField("handler", "经办人名字", "handler's name", per=clause("an3.sign")),
        FormField("post", "职务", "handler's post", per=clause("an3.sign")),
        FormField("mobile", "手机号", "handler's mobile", per=clause("an3.sign")),
        FormField("unit", "经办单位", "handler's unit", per=clause("an3.sign")),
        FormField("date", "日期", "date", kind="time", per=clause("an3.date")),
    ),
)


@hookimpl
def forms() -> Sequence[Form]:
    """Return the forms in the order of the annexes."""
    return (LIAISONS, REPLY)
