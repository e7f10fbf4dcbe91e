"""What an outcome's keys say, in the order in which people are told: who, what, on which terms."""

from __future__ import annotations

from collections.abc import Mapping

from rexian.words.common import Said, both

_PLAIN = both("{v}", "{v}")

KEYS: Mapping[str, Said] = {
    # the answer itself
    "decision": _PLAIN,
    "allowed": _PLAIN,
    "required": _PLAIN,
    "triggered": _PLAIN,
    "publish": _PLAIN,
    "counted": _PLAIN,
    "mask": _PLAIN,
    "grounds": both("因{v}", "for: {v}"),
    "exclusions": both("因{v}", "for: {v}"),
    "why_not": both("因{v}", "for: {v}"),
    # who, to whom, by which way
    "beforehand": both("事先：{v}", "beforehand: {v}"),
    "steps": both("由{v}批准", "approved by the {v}"),
    "seal": both("盖{v}", "under the {v}"),
    "by": both("经办：{v}", "by the {v}"),
    "to": both("对象：{v}", "to the {v}"),
    "decided_by": both("由{v}决定", "decided by the {v}"),
    "via": both("途径：{v}", "by way of: {v}"),
    "attended_by": both("{v}参加", "attended by the {v}"),
    "decides": both("可决定{v}", "which may decide: {v}"),
    "principle": both("按{v}", "by {v}"),
    "lead": both("主办：{v}", "host: the {v}"),
    "host_is": both("主办即{v}", "the host is the {v}"),
    "first_responsible": both("首接负责：{v}", "first responsible: the {v}"),
    "together_with": both("会同{v}", "together with the {v}"),
    "coordinated_by": both("由{v}统筹", "coordinated by the {v}"),
    "overseen_by": both("由{v}督促", "overseen by {v}"),
    "against": both("对{v}", "against the {v}"),
    # who does which act
    "follow_up_modes": both("回访方式：{v}", "followed up {v}"),
    "follow_up_asks": both("回访询问：{v}", "follow-up asks about {v}"),
    "asks": both("询问{v}", "asking about {v}"),
    # how, and with what
    "at_once": both("随即{v}", "at once: {v}"),
    "mode": both("方式：{v}", "{v}"),
    "otherwise": both("不便时改用{v}", "otherwise {v}"),
    "otherwise_needs": both("并写明{v}", "then stating {v}"),
    "must_record": both("须记录{v}", "recording {v}"),
    "media": both("方式：{v}", "by way of: {v}"),
    "max_chars": both("不超过{v}字", "at most {v} characters"),
    "sections": both("内容：{v}", "holding: {v}"),
    "optional": both("可附{v}", "if need be {v}"),
    "handler_info": both("经办人{v}", "the handler's {v}"),
    "about": both("事由：{v}", "about the {v}"),
    "must_state": both("须有{v}", "stating {v}"),
    "redact": both("隐去{v}", "without {v}"),
    "restricted": _PLAIN,
    "forms": both("方式：{v}", "forms: {v}"),
    "on_unit": both("对单位：{v}", "for the unit: {v}"),
    "on_staff": both("对人员：{v}", "for its staff: {v}"),
    "at_discretion": both("必要时：{v}", "where needed: {v}"),
    "together": _PLAIN,
    "rectify_by_set_date": _PLAIN,
    "attend": both("{v}到场", "on site: the {v}"),
    "ledger": _PLAIN,
    "anew": _PLAIN,
    "excluded_units": both("{v}不参与", "without the {v}"),
    "handled_as": both("按{v}办理", "handled as {v}"),
    "check_at": both("{v}核查", "checked on {v}"),
    # on which terms
    "ask_by": both("申请截至{v}", "ask by {v}"),
    "max_times": both("限{v}次", "at most {v} time(s)"),
    "cap": both("延长不超过{v}", "by {v} at most"),
    "latest_due_at": both("最晚延至{v}", "until {v} at the latest"),
    "after": both("{v}之后", "after: {v}"),
    "approver": both("由{v}批准", "approved by the {v}"),
    "if_granted": both("同意的{v}", "if granted, {v}"),
    "if_refused": both("不同意的{v}", "if not, {v}"),
    "refusal_states": both("不同意的须写明{v}", "a refusal states {v}"),
    "reviewed_by": both("由{v}审核", "reviewed by the {v}"),
    "sent_back_to": both("不合格的退{v}", "if not passed, back to the {v}"),
    "sending_back_states": both("退回须写明{v}", "then stating {v}"),
    "count": both("已退{v}次", "returned {v} time(s) so far"),
    "years": both("{v}年", "{v} years"),
    "from": both("自{v}起算", "from: {v}"),
    "covers": both("包括{v}", "covering {v}"),
    # what is done and what is not
    "ok": _PLAIN,
    "missing": both("尚缺：{v}", "still lacking: {v}"),
    "warnings": both("注意：{v}", "note: {v}"),
    "undetermined": both("待查明：{v}", "to be found out: {v}"),
}
#: What a key says under one question only.
UNDER: Mapping[str, Said] = {
    "dispatch.by": both("由{v}派单", "by the {v}"),
    "dispatch.to": both("派至{v}", "to the {v}"),
    "dispatch.beforehand": both("派前：{v}", "first: {v}"),
    "reply_approval.steps": both("由{v}审批", "approved by the {v}"),
    "signoff.steps": both("由{v}签批", "signed off by the {v}"),
    "contact.by": both("由{v}联系", "by the {v}"),
    "supervision.by": both("督办方：{v}", "by the {v}"),
    "redo_required.by": both("重办：{v}", "by the {v}"),
    "escalated_review.by": both("复核：{v}", "by the {v}"),
    "petition_transfer.to": both("转{v}", "to the {v}"),
    "petition_transfer.by": both("由{v}转", "by the {v}"),
    "report_up.to": both("报{v}", "to the {v}"),
    "retention.years": both("保存{v}年", "{v} years"),
    "retention.years.at_least": both("至少保存{v}年", "at least {v} years"),
}
#: The acts of which is told who does them; those done by the same are told together.
ACTS: Mapping[str, Said] = {
    "contact": both("联系", "contact"),
    "extend": both("延期", "extension"),
    "return": both("退单", "return"),
    "reply": both("回复", "reply"),
    "close": both("办结", "closing"),
    "follow_up": both("回访", "follow-up"),
}
BY_WHOM: Said = both("{acts}：{who}", "{acts}: {who}")
IN_TURN: Said = both("依次", "")
WITH_FIELDS: Said = both("{role}（{fields}）", "{role} ({fields})")
FILLING_IN: Said = both("，写明{fields}", ", filling in {fields}")
CAP: Said = both("延长不超过原办结时限", "by the time for closing at most")

#: Which key holds how strongly another one is meant, where it is not `<key>_strength`.
STRENGTH_OF: Mapping[str, str] = {"max_times": "times_strength", "latest_due_at": "cap_strength"}
#: Keys whose words are ways of which any one will do.
EITHER = frozenset({"mode", "media", "via", "follow_up_modes", "otherwise"})
#: Keys told with another one, or by whoever tells of clauses.
UNTOLD = frozenset(
    {"at_least", "cap_strength", "citations", "id", "layer", "rule", "status", "strength"}
)
#: Keys that single out some of what `forms` lists; what they name is told under them alone.
SINGLED_OUT = ("at_discretion", "on_unit", "on_staff")
#: The parts that decide a key of their question's answer, or a time by which to ask.
PART_OF: Mapping[str, str] = {"times": "max_times", "cap": "latest_due_at"}
#: What is no longer laid down where another reading takes it away.
NAMES: Mapping[str, Said] = {
    "approver": both("批准人", "the approver"),
    "attend": both("到场人", "who comes on site"),
    "beforehand": both("事先程序", "what is done beforehand"),
    "by": both("由谁办", "by whom"),
    "close": both("办结人", "who closes"),
    "contact": both("联系人", "who contacts"),
    "covers": both("保存范围", "what is kept"),
    "decided_by": both("由谁决定", "who decides"),
    "extend": both("延期申请人", "who asks for an extension"),
    "follow_up": both("回访人", "who follows up"),
    "forms": both("方式", "the forms"),
    "handler_info": both("经办人信息", "the handler's particulars"),
    "lead": both("主办单位", "the host"),
    "must_state": both("须说明的内容", "what must be stated"),
    "ask_by": both("申请期限", "by when to ask"),
    "max_chars": both("字数", "how long"),
    "max_times": both("次数", "how often"),
    "media": both("方式", "by which medium"),
    "mode": both("方式", "in which way"),
    "latest_due_at": both("最长时限", "until when at the latest"),
    "principle": both("派单原则", "by which principle"),
    "reply": both("回复人", "who replies"),
    "return": both("退单人", "who returns"),
    "reviewed_by": both("审核人", "who reviews"),
    "seal": both("用印", "the seal"),
    "sections": both("内容", "its sections"),
    "steps": both("审批人", "who approves"),
    "to": both("对象", "to whom"),
    "via": both("途径", "by which way"),
    "years": both("年限", "how many years"),
}
NAMES_UNDER: Mapping[str, Said] = {
    "dispatch.by": both("由谁派单", "who dispatches"),
    "dispatch.to": both("派给谁", "to whom"),
    "contact.by": both("由谁联系", "who contacts"),
    "signoff.steps": both("签批人", "who signs off"),
}
