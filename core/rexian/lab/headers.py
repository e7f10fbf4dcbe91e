"""Headers that ticket tables are known to have, by what their columns say.

To these come the labels and ids of the vocabulary itself: every fact by its label, and every event
by its label with 时间 or 日期 after it, such as 签收时间.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

#: Target to headers, the best first: of several in one table the first is taken. A header under
#: two targets goes to the first of them that no better header has taken: 受理时间 is the receipt
#: unless a column says when the call came in.
HEADERS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "number": (
            "工单编号", "工单号", "工单编码", "工单流水号", "诉求编号", "受理编号", "受理单号",
            "事件编号", "留言编号", "来电编号", "流水号", "编号", "ticket number", "ticket no",
            "ticket id", "case number", "case id", "request id", "service request number",
            "unique key",
        ),
        "kind": (
            "诉求类型", "工单类型", "诉求类别", "工单类别", "诉求性质", "问题性质", "来电类型",
            "留言类型", "受理类型", "kind of appeal",
        ),
        "channel": (
            "来源渠道", "诉求来源", "工单来源", "诉求渠道", "受理渠道", "来件渠道", "受理方式",
            "渠道", "来源", "source channel",
        ),
        "received_at": (
            "来电时间", "来件时间", "留言时间", "诉求时间", "反映时间", "提交时间", "接收时间",
            "登记时间", "创建时间", "创建日期", "受理时间", "受理日期", "received", "received at",
            "received date", "created date", "created at", "create time", "created", "opened at",
            "submitted at",
        ),
        "accepted.at": ("受理时间", "受理日期", "accepted at"),
        "dispatched.at": (
            "派单时间", "派单日期", "派发时间", "派遣时间", "分派时间", "下派时间", "交办时间",
            "交办日期", "dispatched at", "dispatch time", "assigned date",
        ),
        "signed.at": ("签收时间", "签收日期", "接单时间", "signed at"),
        "closed.at": (
            "办结时间", "办结日期", "结案时间", "结案日期", "完结时间", "办理完成时间", "关闭时间",
            "答复时间", "答复日期", "回复时间", "closed date", "closed at", "close time",
            "resolved at",
        ),
        "reply_submitted.at": ("答复时间", "答复日期", "回复时间", "reply time"),
        "followed_up.at": ("回访时间", "回访日期"),
        "followed_up.rating": ("满意度", "满意情况", "满意度评价", "回访结果", "评价结果"),
        "dispatched.unit": (
            "承办单位", "主办单位", "承办部门", "办理单位", "责任单位", "处置单位", "处置部门",
            "处理单位", "处理部门", "责任部门", "handling unit", "department", "agency",
        ),
        "dispatched.unit_type": ("承办单位类型", "单位类型", "单位类别"),
        "calls": ("反映次数", "来电次数", "诉求次数", "times raised"),
        "difficult": ("疑难复杂", "是否疑难", "疑难工单"),
        "urgency": ("紧急程度", "紧急级别", "紧急类型"),
    }
)  # fmt: skip
