"""The words of the contract: every enumerated value that a case or a ruling may hold.

The ids are those of the command-line contract and never change; the labels are for people, and
files may use them in place of ids. `also` lists further wordings met in the documents.
"""

from __future__ import annotations

from rexian.model.terms import Labelled, Term, Terms

__all__ = [
    "ACTORS",
    "BODIES",
    "CHANNELS",
    "CLOSURE_PARTS",
    "CONTACT_MODES",
    "DIRECTIVES",
    "DISCLOSURES",
    "FAULTS",
    "FINDINGS",
    "FOLLOWUP_MODES",
    "GIVEN_KEYS",
    "GIVEN_SOURCES",
    "HANDLER_INFO",
    "IDENTITIES",
    "KINDS",
    "PARTS",
    "PHONE_TYPES",
    "RATINGS",
    "REASONS",
    "REFUSAL_GROUNDS",
    "REMINDER_SUBJECTS",
    "REPLY_MEDIA",
    "REPLY_SECTIONS",
    "REQUIREMENTS",
    "ROLES",
    "SEALS",
    "SIGNOFF_FIELDS",
    "STRENGTHS",
    "SUBJECTS",
    "SUPERVISION_FORMS",
    "UNIT_TYPES",
    "URGENCIES",
    "VIAS",
    "Labelled",
    "Term",
    "Terms",
]

# --- what an appeal is -----------------------------------------------------------------------

KINDS = Terms(
    "kind",
    (
        Term("inquiry", "咨询", "inquiry"),
        Term("help", "求助", "request for help"),
        Term("complaint", "投诉", "complaint"),
        Term("report", "举报", "report of wrongdoing"),
        Term("suggestion", "建议", "suggestion"),
        Term("opinion", "意见", "opinion"),
        Term("praise", "感谢", "thanks", ("表扬",)),
        Term("other", "其他", "other"),
    ),
)

CHANNELS = Terms(
    "channel",
    (
        Term("city_12345", "南昌市12345", "Nanchang city 12345 line"),
        Term("wechat", "微信", "WeChat"),
        Term("ganfutong", "赣服通", "Ganfutong app"),
        Term("police", "公安", "police"),
        Term("county_12345", "县12345", "county 12345 line"),
        Term("provincial_12345", "省12345", "provincial 12345 line"),
        Term("china_gov", "中国政府网", "China government website"),
        Term("wenzheng_jiangxi", "问政江西", "Wenzheng Jiangxi"),
        Term("governor_suggestion", "省长建言", "suggestions to the governor"),
        Term("leader_mailbox", "领导信箱", "leaders' mailbox"),
        Term("mayor_message", "市长留言", "messages to the mayor"),
        Term("governor_message", "省长留言", "messages to the governor"),
        Term("city_secretary_message", "市委书记留言", "messages to the city party secretary"),
        Term(
            "provincial_secretary_message",
            "省委书记留言",
            "messages to the provincial party secretary",
        ),
        Term("minsheng", "民声通道", "Minsheng channel", ("省委民声通道", "民生通道")),
        Term("provincial_gov_mailbox", "省政府信箱", "provincial government mailbox"),
    ),
)

URGENCIES = Terms(
    "urgency",
    (
        Term("ordinary", "一般", "ordinary"),
        Term("prompt", "接诉即办", "respond at once"),
        Term(
            "emergency", "公共突发/重大", "public emergency or major matter", ("公共突发", "重大")
        ),
        Term("threat", "扬言、敏感", "threat or sensitive matter", ("扬言", "敏感")),
    ),
)

SUBJECTS = Terms(
    "subject",
    (
        Term("other", "其他", "other"),
        Term("real_estate_registration", "不动产登记", "real estate registration"),
        Term("market_regulation", "市场监管", "market regulation"),
        Term("personal_record_query", "个人信息查询", "query of a personal record"),
        Term(
            "mediation_or_infringement",
            "纠纷调解或侵权投诉",
            "mediation of a dispute, or an infringement",
        ),
    ),
)

IDENTITIES = Terms(
    "identity",
    (
        Term("named", "实名", "named"),
        Term("confidential", "保密", "known but kept secret", ("要求保密",)),
        Term("anonymous", "匿名", "anonymous"),
        Term("withheld", "拒绝提供身份", "asked for and withheld"),
    ),
)

PHONE_TYPES = Terms(
    "phone_type",
    (Term("normal", "普通号码", "ordinary number"), Term("virtual", "虚拟号码", "virtual number")),
)

DIRECTIVES = Terms(
    "directive",
    (
        Term("none", "无", "none"),
        Term("leader_instruction", "领导批示", "a leader's written instruction"),
        Term("government_assignment", "市委市政府交办", "assigned by the government", ("交办",)),
        Term("leader_hotline_day", "领导接听日交办", "from a leader's day at the hotline"),
    ),
)

REQUIREMENTS = Terms(
    "requirement",
    (
        Term("principal_review", "报主要领导审阅", "review by the principal"),
        Term("seal", "盖章", "seal"),
        Term("publication", "公开", "publication"),
    ),
)

DISCLOSURES = Terms(
    "disclosure",
    (
        Term("open", "可公开", "may be published"),
        Term("unfit", "不宜公开", "unfit for publication"),
        Term("secret", "涉密", "secret"),
    ),
)

# --- what has been found about it ------------------------------------------------------------

REFUSAL_GROUNDS = Terms(
    "refusal ground",
    (
        Term("outside_jurisdiction", "非本行政区域或职责范围", "outside the jurisdiction"),
        Term(
            "police_or_emergency_line",
            "属110、119、120等紧急服务",
            "for the police or an emergency line",
        ),
        Term(
            "secret_or_privacy",
            "涉及国家秘密、商业秘密、个人隐私或违背公序良俗",
            "secrets, privacy, or public order and good morals",
        ),
        Term("party_or_judicial_organ", "属党委、人大、政协、监委或司法机关", "for another organ"),
        Term(
            "litigation_or_review",
            "已进入诉讼、仲裁、复议等程序",
            "in litigation, arbitration or review",
        ),
        Term("petition_channel", "已由信访渠道受理", "in the petition channel"),
        Term("already_handled", "已办理或正在办理", "handled already, or in hand"),
        Term("no_legal_basis", "无法律法规政策依据", "no basis in law or policy"),
        Term("false_information", "虚假信息", "false information"),
        Term("malicious_or_vague", "恶意骚扰或诉求不明", "malicious, or too vague"),
        Term("internal_management", "单位内部管理事项", "a unit's internal management"),
        Term("other_law", "法律法规另有规定", "another law governs"),
        Term("undetermined", "尚不能确定", "not yet determined"),
    ),
)

FINDINGS = Terms(
    "finding",
    (
        Term("kb_answerable", "知识库可直接解答", "answerable from the knowledge base"),
        Term("several_units", "涉及多个单位", "concerns several units"),
        Term("unsolvable_soon", "短期内无法解决", "cannot be solved soon"),
        Term("administrative_mediation", "行政调解", "administrative mediation"),
        Term("enforcement_case", "行政执法立案", "an enforcement case"),
        Term("identity_required", "依法须提供身份", "the law requires identity"),
        Term("unreasonable", "诉求不合理", "unreasonable"),
        Term("noncompliant", "不符合规定", "against the rules"),
        Term("key_case", "重点案件", "a key case"),
        Term("verified_true", "查证属实", "verified as true"),
        Term("no_interest", "无直接利害关系", "no interest in the matter"),
        Term("improper_purpose", "目的不正当", "improper purpose"),
        Term("fabricated", "捏造事实", "fabricated"),
    ),
)

FAULTS = Terms(
    "fault",
    (
        Term("poor_handling", "办理不力", "poor handling"),
        Term("inaction", "不作为", "inaction"),
        Term("wrongful_act", "乱作为", "wrongful act"),
        Term("perfunctory", "敷衍塞责", "perfunctory", ("敷衍",)),
        Term("shirking", "推诿扯皮", "shirking", ("推诿",)),
        Term("delay", "拖延", "delay"),
        Term("falsification", "弄虚作假", "falsification"),
        Term("improper_return", "违规退单", "improper return"),
        Term("abuse_of_office", "滥用职权、以权谋私", "abuse of office"),
        Term("retaliation_or_leak", "打击报复或泄露信息", "retaliation or leak"),
        Term("other", "其他", "other"),
    ),
)

# --- who -------------------------------------------------------------------------------------

UNIT_TYPES = Terms(
    "unit type",
    (
        Term("section", "局机关科室", "bureau section", ("科室",)),
        Term("subordinate", "局属单位", "subordinate unit of the bureau"),
        Term("branch", "分局", "branch bureau"),
        Term("township", "乡镇（街道）", "township", ("乡镇", "街道")),
        Term("county_department", "县直部门", "county department"),
        Term("city_department", "市直部门", "city department"),
        Term("vertical", "垂管单位", "vertically managed unit", ("垂管",)),
        Term("party_body", "党群机关", "party body"),
        Term("enterprise", "企事业单位", "enterprise or institution"),
    ),
)

PARTS = Terms("part", (Term("host", "主办", "host"), Term("co", "协办", "co-handling")))

_ROLES = (
    Term("handler", "经办人", "handler"),
    Term("handling_unit", "承办单位", "handling unit"),
    Term("unit_head", "单位负责人", "unit head"),
    Term("unit_principal", "单位主要负责人", "unit's principal", ("单位主要领导",)),
    Term("unit_deputy", "单位分管领导", "unit's leader in charge"),
    Term("section_supervisor", "科室分管领导", "leader in charge of the section"),
    Term("bureau_principal", "局主要领导", "bureau's principal", ("市局主要领导",)),
    Term("desk_supervisor", "消保科分管领导", "leader in charge of the desk"),
    Term("general_office", "局办公室", "bureau's general office"),
    Term("hotline_office", "热线办", "hotline office"),
    Term("hotline_centre", "热线中心", "hotline centre"),
    Term("specialist", "专岗", "ticket specialist"),
    Term("inspector", "督查人员", "inspector"),
    Term("closure_reviewer", "审核人员", "closure reviewer"),
    Term("each_level", "逐级", "each level in turn"),
    Term("staffing_office", "编办", "staffing office"),
    Term("justice_bureau", "司法局", "justice bureau"),
    Term("county_leader_in_charge", "相关工作分管县领导", "county leader in charge of the matter"),
    Term("county_hotline_leader", "县政府热线分管领导", "county leader in charge of the hotline"),
    Term("petition_reception_leader", "接访县领导", "county leader receiving petitioners"),
)

_BODIES = (
    Term("competent_department", "热线主管部门", "department in charge of the hotline"),
    Term("inspection_office", "政府办督察股/督查室", "government inspection office", ("督查室",)),
    Term("inspection_group", "市局督查工作领导小组", "bureau's inspection group"),
    Term("county_department", "县直部门", "county department"),
    Term("city_department", "市直部门", "city department"),
    Term("original_unit", "原承办单位", "original unit"),
    Term("data_bureau", "政数局", "data bureau"),
    Term("petition_bureau", "信访局", "petition bureau"),
)

ROLES = Terms("role", _ROLES)
BODIES = Terms("body", _BODIES)
ACTORS = Terms("role or body", _ROLES + _BODIES)

SEALS = Terms(
    "seal",
    (Term("unit_seal", "单位公章", "unit's seal"), Term("bureau_seal", "局公章", "bureau's seal")),
)

# --- what was done, and how ------------------------------------------------------------------

GIVEN_KEYS = Terms(
    "given limit",
    (
        Term("close", "办结", "close"),
        Term("sign", "签收", "sign"),
        Term("object", "提出异议", "object"),
        Term("extension", "延期", "extension"),
        Term("submit_reply", "提交回复", "submit the reply"),
    ),
)

GIVEN_SOURCES = Terms(
    "source of a given limit",
    (
        Term("platform", "平台", "platform"),
        Term("ticket", "工单", "ticket"),
        Term("form", "转办单", "transfer form"),
        Term("signoff", "领导签批", "sign-off"),
        Term("law", "法律法规", "law"),
    ),
)

VIAS = Terms(
    "means",
    (
        Term("platform", "平台", "platform"),
        Term("phone", "电话", "phone"),
        Term("wechat", "微信", "WeChat"),
        Term("sms", "短信", "text message"),
        Term("written", "书面", "in writing"),
        Term("transfer_form", "转办单", "transfer form"),
        Term("leader", "主要领导", "the principal"),
        Term("meeting", "会商", "joint meeting"),
    ),
)

CONTACT_MODES = Terms(
    "contact mode",
    (
        Term("in_person", "见面", "in person", ("当面",)),
        Term("phone", "电话", "by phone"),
        Term("sms", "短信", "by text message"),
        Term("written", "书面", "in writing"),
    ),
)

FOLLOWUP_MODES = Terms(
    "follow-up mode",
    (
        Term("manual", "人工", "by a person"),
        Term("automatic", "智能", "by machine"),
        Term("sms", "短信", "by text message"),
    ),
)

REPLY_MEDIA = Terms(
    "medium",
    (
        Term("phone", "电话", "phone"),
        Term("wechat", "微信", "WeChat"),
        Term("written", "书面", "in writing"),
        Term("platform", "平台", "platform"),
    ),
)

REPLY_SECTIONS = Terms(
    "reply section",
    (
        Term("investigation", "调查情况", "investigation", ("调查",)),
        Term("handling", "处理情况", "handling", ("处理",)),
        Term("contact", "沟通情况", "contact with the appellant", ("沟通",)),
        Term("evidence", "佐证材料", "evidence"),
        Term("handler", "经办人", "handler"),
    ),
)

HANDLER_INFO = Terms(
    "handler's particular",
    (
        Term("name", "姓名", "name"),
        Term("phone", "电话", "phone"),
        Term("mobile", "手机", "mobile"),
        Term("post", "职务", "post"),
        Term("unit", "单位", "unit"),
    ),
)

SIGNOFF_FIELDS = Terms(
    "sign-off field",
    (
        Term("lead", "牵头领导", "leader in charge"),
        Term("handler", "经办人", "handler"),
        Term("limit", "办理时限", "limit"),
    ),
)

REMINDER_SUBJECTS = Terms(
    "subject of a reminder", (Term("sign", "签收", "signing"), Term("reply", "回复", "reply"))
)

REASONS = Terms(
    "reason",
    (
        Term("leader_not_signed", "领导未签字", "a leader has not signed"),
        Term("stated", "已说明", "stated"),
    ),
)

CLOSURE_PARTS = Terms(
    "part of a closing statement",
    (
        Term("time", "办理时间", "time"),
        Term("unit", "承办单位", "unit"),
        Term("handler", "经办人", "handler"),
        Term("phone", "联系方式", "phone", ("联系电话",)),
        Term("result", "办理结果", "result"),
        Term("basis", "依据", "basis"),
        Term("answer", "答复情况", "answer to the appellant"),
    ),
)

RATINGS = Terms(
    "rating",
    (
        Term("satisfied", "满意", "satisfied"),
        Term("basically_satisfied", "基本满意", "basically satisfied"),
        Term("dissatisfied", "不满意", "dissatisfied"),
        Term("very_dissatisfied", "非常不满意", "very dissatisfied"),
        Term("unreached", "未联系上", "unreached"),
    ),
)

SUPERVISION_FORMS = Terms(
    "form of supervision",
    (
        Term("assignment_order", "交办单", "assignment order"),
        Term("supervision_order", "督办单", "supervision order"),
        Term("rectification_notice", "整改通知", "rectification notice"),
        Term("special_report", "专报", "special report"),
        Term("notice", "通知", "notice"),
        Term("recommendation", "建议", "recommendation"),
        Term("interview", "约谈", "interview"),
        Term("listed", "挂牌督办", "listed supervision"),
        Term("on_site", "现场督办", "on-site supervision"),
    ),
)

STRENGTHS = Terms(
    "strength",
    (
        Term("must", "应当", "must"),
        Term("in_principle", "原则上", "in principle"),
        Term("may", "可以", "may"),
    ),
)
