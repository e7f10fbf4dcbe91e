"""What yes and no mean under a key, what a part's rules mean, what stands against a permission."""

from __future__ import annotations

from collections.abc import Mapping

from rexian.words.common import Said, both

#: What a key that is the answer says when it is so, and when it is not.
YES_OR_NO: Mapping[str, Mapping[bool, Said]] = {
    "allowed": {True: both("可以", "allowed"), False: both("不可以", "not allowed")},
    "required": {True: both("需要", "required"), False: both("不需要", "not required")},
    "triggered": {True: both("应启动", "triggered"), False: both("不启动", "not triggered")},
    "publish": {
        True: both("公开", "to be published"),
        False: both("不予公开", "not to be published"),
    },
    "counted": {True: both("计入", "counted"), False: both("不计入", "not counted")},
    "mask": {
        True: both("须隐去身份", "to be masked"),
        False: both("无需隐去", "need not be masked"),
    },
    "ok": {True: both("已齐备", "complete"), False: both("未齐备", "not complete")},
}
#: What a key adds when it is so; when it is not, it adds nothing.
WHEN_SO: Mapping[str, Said] = {
    "at_once": both("立即", "at once"),
    "anew": both("须重新联系", "to be contacted anew"),
    "restricted": both("限定知悉范围", "only for those who must know"),
    "ledger": both("列入督办台账", "entered in the supervision ledger"),
    "rectify_by_set_date": both("限期整改", "to be put right by a set date"),
    "together": both("可单独或合并适用", "singly or together"),
}
#: What a part's rules mean by themselves, before what else they say.
PARTS: Mapping[str, Said] = {
    "accept.refuse": both("不予受理", "refused"),
    "identity_masking": both("须隐去身份", "to be masked"),
    "report_up": both("须报告", "to be reported"),
    "extension.may": both("可以延期", "may be extended"),
    "extension.bar": both("不予延期", "may not be extended"),
    "return_permission.may": both("可以退单", "may be returned"),
    "return_permission.bar": both("不得退单", "may not be returned"),
    "publication.required": both("须公开", "to be published"),
    "publication.bar": both("不予公开", "not to be published"),
    "publication.restricted": WHEN_SO["restricted"],
    "closure.ground": both("可以办结", "may be closed"),
    "closure.bar": both("不得办结", "may not be closed"),
    "redo_required": both("须重办", "to be redone"),
    "escalated_review": both("须提级复核", "to be reviewed by a higher body"),
    "performance_statement": both("须作履职情况说明", "a statement on performance is due"),
    "supervision": both("应督办", "to be supervised"),
    "petition_transfer": both("转信访", "passed to the petition channel"),
    "accountability": both("应问责", "to be held to account"),
    "counted_in_assessment": both("不计入考核", "not counted in assessment"),
}
#: What a part decides, where neither that nor the name of its key tells it.
PART_NAMES: Mapping[str, Said] = {
    "accept.decision": both("受理与否", "whether it is taken in"),
    "publication.redact": both("公开时隐去", "what is left out"),
    "supervision.ledger": both("督办台账", "the supervision ledger"),
}
#: What it means that no rule of a part holds, where that is an answer and no silence.
NOT_MET: Mapping[str, Said] = {
    "redo_required": YES_OR_NO["required"][False],
    "escalated_review": YES_OR_NO["required"][False],
    "performance_statement": YES_OR_NO["required"][False],
    "petition_transfer": YES_OR_NO["required"][False],
    "publication.required": both("未要求公开", "publication not demanded"),
}
ALLOWED = both("可以", "allowed")
#: What stands against a permission, where it is no ground of a document's own.
CHECKS: Mapping[str, Said] = {
    "late": both("已过规定期限", "too late"),
    "too_often": both("超过规定次数", "too often"),
    "too_long": both("超过最长时限", "too long"),
    "unstated": both("未写明须说明的内容", "what must be stated is not"),
    "unapproved": both("未经规定的人批准", "not approved by whom it must be"),
    "sent_back": both("办结审核未通过", "its review for closing was not passed"),
}
