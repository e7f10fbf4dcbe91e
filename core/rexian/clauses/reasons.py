"""Why nothing implements a clause: a short, closed list of reasons.

All but one say why software has nothing to do there; that one says that nobody has done it yet.
"""

from __future__ import annotations

from rexian.model.terms import Term, Terms

#: The reason of a reform's clause that only removes a rule.
REPEALED = "repealed"
#: The reason that is none: the clause is still to be encoded, so it is open work.
NOT_YET = "not_yet_modelled"

REASONS = Terms(
    "reason",
    (
        Term(
            "identification",
            "标明文件本身：文号、标题、主送、落款、抄送",
            "names the document itself: number, title, addressees, date, copies",
        ),
        Term(
            "purpose",
            "目的、依据与原则，用于理解条文",
            "purpose, basis or principle: it guides the reading of the rest",
        ),
        Term(
            "definition",
            "说明用语、制度或环节是什么",
            "says what a word, a system or a stage is",
        ),
        Term(
            "restated",
            "总括之语，具体规则在其他条文",
            "says in general what other clauses lay down in particular",
        ),
        Term(
            "institution",
            "机构、分工、人员与经费，不影响单件工单",
            "bodies, tasks, staff and funds: no ticket turns on it",
        ),
        Term(
            "conduct",
            "办理的态度与质量，只能由人评判",
            "conduct and quality of work, which only people can judge",
        ),
        Term(
            "discretion",
            "可做可不做，由人酌情决定",
            "may be done or left, as people see fit",
        ),
        Term(
            "desk",
            "随工单办理由人在工作台完成，无须裁断",
            "people do it as they handle the ticket: there is nothing to decide",
        ),
        Term(
            "platform",
            "平台自身的建设、对接与安全，不影响单件工单",
            "how the platform itself is built, linked and kept safe: no ticket turns on it",
        ),
        Term(
            "knowledge_base",
            "知识库的内容与维护",
            "what the knowledge base holds and how it is kept",
        ),
        Term(
            "merger",
            "热线归并，一次性工作，与工单办理无关",
            "the merging of hotlines, done once and apart from any ticket",
        ),
        Term(
            "elsewhere",
            "在平台之外进行：宣传、培训、表彰、保障等",
            "done away from the platform: publicity, training, awards, support",
        ),
        Term(
            "other_law",
            "指向其他规定，以其规定为准",
            "points to other rules, which then prevail",
        ),
        Term(
            "appellant",
            "约束诉求人，不约束办理单位",
            "binds those who call, not those who handle tickets",
        ),
        Term(
            "roster",
            "名录、号码或联系方式，供查阅",
            "a list of members, numbers or contacts, to look things up in",
        ),
        Term(
            "lost",
            "来源文本缺失，不作推定",
            "lost from the source text: nothing is inferred",
        ),
        Term(
            "commencement",
            "施行、解释与细则的制定",
            "commencement, interpretation and rules still to be made",
        ),
        Term(
            REPEALED,
            "删去一条规则，别无规定",
            "removes a rule and says nothing else",
        ),
        Term(
            NOT_YET,
            "尚未建模，有待处理",
            "not yet modelled: still to be done",
        ),
    ),
)
