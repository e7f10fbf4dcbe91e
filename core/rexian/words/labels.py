"""What words are called: under their key by the contract's lists, else by one table for all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from rexian.errors import DefinitionError
from rexian.i18n import language
from rexian.model import vocabulary as lists
from rexian.model.events import EVENT_TYPES
from rexian.model.terms import Labelled


class Words(Protocol):
    """Labelled words by id."""

    def __contains__(self, word: object, /) -> bool:
        """Whether there is this word."""

    def __getitem__(self, word: str, /) -> Labelled:
        """Return the word."""


def _table(*words: tuple[str, str, str]) -> Mapping[str, Labelled]:
    return {word: Labelled(word, zh, en) for word, zh, en in words}


WORDS = _table(
    # decisions and acts
    ("accept", "受理", "taken in"),
    ("refuse", "不予受理", "refused"),
    ("ask", "请示后定", "ask before deciding"),
    ("answer_now", "当场解答", "answered at once"),
    ("sign", "签收", "signing"),
    ("assign", "转办", "assigning it"),
    ("return", "退单", "returning it"),
    ("reply", "回复", "reply"),
    ("hand_over", "移交有关部门", "handing it over"),
    ("dispatched_anew", "重新派发", "dispatched anew"),
    ("dispatch_by_function", "按职能再次派发", "dispatching it anew by function"),
    ("handled_on", "继续办理", "handling goes on"),
    ("redo", "发回重办", "sent back to be redone"),
    ("petition", "信访件", "a petition"),
    ("initial_review", "初审", "an initial review"),
    ("preassignment", "预分派", "pre-assignment"),
    # what is to be stated, asked, recorded
    ("reason", "理由", "the reason"),
    ("reasons", "理由", "the reasons"),
    ("basis", "依据", "the basis"),
    ("suggested_unit", "建议承办单位", "the unit suggested"),
    ("explanation", "解释说明", "an explanation"),
    ("contact", "联系方式", "whom to contact"),
    ("destination", "转接去向", "where it is passed on"),
    ("advice", "建议", "advice"),
    ("channel", "反映渠道", "the channel to use"),
    ("items_answered", "每项诉求的答复", "an answer to every item"),
    ("next_steps", "下一步措施", "the next steps"),
    ("lead_and_process", "牵头负责人和办理流程", "the leader and the process"),
    ("contacted", "是否联系", "whether they were contacted"),
    ("process", "服务过程", "the service"),
    ("result", "办理结果", "the result"),
    ("solved", "是否解决", "whether it is solved"),
    ("satisfaction", "是否满意", "satisfaction"),
    ("opinions", "意见建议", "opinions"),
    ("appellant", "诉求人信息", "the appellant's particulars"),
    # who
    ("its_department", "主管部门", "its department"),
    ("contact_unit", "联动单位", "the liaison unit"),
    ("host_unit", "主办单位", "host unit"),
    ("co_units", "协办单位", "co-handling units"),
    ("member_unit", "热线成员单位", "member unit"),
    ("first_responsible", "首接责任单位", "unit first responsible"),
    ("nearest_function", "职能就近单位", "unit nearest in function"),
    ("county_government", "县区政府", "county government"),
    ("real_estate_registration_centre", "不动产登记中心", "real estate registration centre"),
    ("police_or_emergency_line", "110、119等紧急热线", "police or emergency line"),
    ("unit", "单位", "unit"),
    ("person", "责任人员", "person responsible"),
    # how
    ("function", "部门职能", "function"),
    ("industry", "行业管理", "line of business"),
    ("territory", "属地管理", "territory"),
    ("level", "分级负责", "level"),
    ("who_manages", "谁主管谁负责", "who is in charge of the matter"),
    ("direct_notice", "直接告知", "telling the number"),
    ("one_key_transfer", "一键转接", "one-key transfer"),
    ("three_way_call", "三方通话", "a three-way call"),
    ("ticket_push", "推送工单", "pushing the ticket"),
    ("internal_contact", "内部联系", "internal contact"),
    ("oa", "政务办公系统（OA）", "the office system (OA)"),
    # what is kept
    ("tickets", "工单", "tickets"),
    ("call_records", "电话记录", "records of calls"),
    ("recordings", "电话录音", "recordings of calls"),
    ("replies", "回复", "replies"),
    ("meeting_papers", "会议材料", "meeting papers"),
    ("leader_instructions", "领导批示", "leaders' instructions"),
    ("leaders_instructions", "领导批示", "leaders' instructions"),
    ("transfer_forms", "转办单", "transfer forms"),
    ("return_applications", "退单申请", "applications to return"),
    ("extension_applications", "延期申请", "applications for an extension"),
    ("other", "其他", "others"),
    ("recorded", "录音", "recorded"),
    ("archived_tickets", "归档工单", "archived tickets"),
    ("ratings", "回访评价", "ratings at follow-up"),
    # what follows from a fault
    ("accountability", "追责", "holding to account"),
    ("circular", "通报", "a circular"),
    ("exposure", "媒体曝光", "exposure in the media"),
    ("deduction", "扣分", "deduction of points"),
    ("points_deducted", "扣除考核分", "points deducted in assessment"),
    ("order_to_rectify", "责令整改", "an order to rectify"),
    ("circulated_criticism", "通报批评", "criticism by circular"),
    ("criticism", "批评", "criticism"),
    ("written_self_criticism", "责令书面检查", "a written self-criticism"),
    ("public_apology", "责令公开道歉", "a public apology"),
    ("no_awards", "取消评优评先资格", "no awards"),
)
_INQUIRY = _table(("investigation", "调查处理", "an investigation"))
_STEPS = _table(("each_level", "各级逐级", "superiors, level by level"))
_LEVELS = _table(("each_level", "各级审批", "the approval of each level"))
_CONTACT = _table(
    ("contact", "联系记录", "any contact with the appellant"), ("mode", "联系方式", "the way used")
)
_REPLY = _table(
    ("reply", "提交的回复", "the reply itself"),
    ("media", "规定的回复方式", "the medium laid down"),
    ("max_chars", "规定的篇幅", "the length laid down"),
)
_AMISS = _table(
    ("media", "回复方式不在所列之内", "the medium is not one of those named"),
    ("max_chars", "超过规定字数", "longer than laid down"),
)
_FIELDS_OF = {name: kind.fields for name, kind in EVENT_TYPES.items()}

#: Where words of a key are looked up first; `question.key` before `key`.
BY_KEY: Mapping[str, tuple[Words, ...]] = {
    "about": (lists.REMINDER_SUBJECTS, EVENT_TYPES),
    "after": (EVENT_TYPES,),
    "at_discretion": (_INQUIRY, lists.SUPERVISION_FORMS),
    "contact.missing": (_CONTACT, lists.CONTACT_MODES, _FIELDS_OF["contacted"]),
    "closure.missing": (lists.CLOSURE_PARTS,),
    "closure.must_state": (lists.CLOSURE_PARTS,),
    "excluded_units": (lists.UNIT_TYPES,),
    "fields": (lists.SIGNOFF_FIELDS,),
    "follow_up_modes": (lists.FOLLOWUP_MODES,),
    "forms": (_INQUIRY, lists.SUPERVISION_FORMS),
    "from": (EVENT_TYPES,),
    "handler_info": (lists.HANDLER_INFO,),
    "media": (lists.REPLY_MEDIA,),
    "mode": (lists.CONTACT_MODES,),
    "must_record": (_CONTACT, _FIELDS_OF["contacted"]),
    "optional": (lists.REPLY_SECTIONS,),
    "otherwise": (lists.CONTACT_MODES,),
    "otherwise_needs": (_FIELDS_OF["contacted"],),
    "redact": (lists.HANDLER_INFO,),
    "reply_approval.missing": (_LEVELS, lists.SEALS),
    "reply_form.missing": (_REPLY, lists.REPLY_SECTIONS, lists.HANDLER_INFO, WORDS),
    "reply_form.warnings": (_AMISS,),
    "seal": (lists.SEALS,),
    "sections": (lists.REPLY_SECTIONS,),
    "signoff.missing": (lists.ROLES, lists.SIGNOFF_FIELDS),
    "steps": (_STEPS,),
    "via": (lists.VIAS,),
}
#: Words that plugins have brought along.
_BROUGHT: dict[str, Labelled] = {}
_ANYWHERE: tuple[Words, ...] = (WORDS, lists.ACTORS, lists.UNIT_TYPES, _BROUGHT)


def learn(owner: str, words: Iterable[Labelled]) -> None:
    """Take in the words of a plugin, which its outcomes may then hold.

    Raises:
        DefinitionError: a word does not begin with the plugin's id, so that another plugin's might
            be called the same.
    """
    for word in words:
        if not word.id.startswith(f"{owner}."):
            raise DefinitionError(f"its word {word.id!r} is to be called {owner}.{word.id}")
        _BROUGHT[word.id] = word


def say_word(word: object, code: str | None = None, *, key: str = "", question: str = "") -> str:
    """Say one value under a key of a question's answer; an unknown word is its own label."""
    if isinstance(word, str):
        for words in _tables(key, question):
            if word in words:
                return words[word].label(code or language())
    return str(word)


def _tables(key: str, question: str) -> Iterable[Words]:
    return (*BY_KEY.get(f"{question}.{key}", ()), *BY_KEY.get(key, ()), *_ANYWHERE)


def knows_word(word: str, *, key: str = "", question: str = "") -> bool:
    """Whether a word has a label under a key of a question's answer."""
    return any(word in words for words in _tables(key, question))
