"""A made-up document that assesses: every form of indicator, an exclusion, a reading of the month.

Closing takes two working days for an inquiry, ten for a complaint; signing takes one.
"""

from __future__ import annotations

from dataclasses import replace

from rexian.assess.declarations import (
    Assessment,
    Exclusion,
    at,
    by,
    by_reading,
    count_of,
    due,
    mean,
    named_only,
    ratio,
)
from rexian.assess.units import bottom_in_year, bottom_streak, bottom_two, period
from rexian.document import Channels, Document, Edition
from rexian.facts import explained, kind, policy_basis
from rexian.jurisdictions import Jurisdiction, Layer
from rexian.model.terms import Term
from rexian.questions.ratings import (
    asked_to_return,
    discontent,
    first_rating,
    last_rating,
    rated,
)
from rexian.questions.states import close_state, sign_state
from rexian.rules.conditions import ALWAYS
from rexian.rules.readings import Reading
from rexian.rules.rule import art, limit, value
from rexian.worktime.period import working_days

MONTH = Reading(
    id="assessment_month",
    zh="月份",
    en="month",
    choices=(Term("settled", "结果", "settled"), Term("dispatched", "派单", "dispatched")),
    default="settled",
    per=art("1"),
    why=("", ""),
)
SETTLED = ("done", "done_late", "overdue")
DISPATCHED = at("dispatch_at")
CONTENT = ("satisfied", "basically_satisfied")

RULES = (
    limit("sign.all", working_days(1), per=art("1")),
    limit("close.inquiry", working_days(2), when=kind.is_("inquiry"), per=art("1")),
    limit("close.complaint", working_days(10), when=kind.is_("complaint"), per=art("1")),
)
NOT_COUNTED = (
    value(
        "counted_in_assessment.no_policy_basis", {}, when=~policy_basis & explained, per=art("2")
    ),
)
INDICATORS = (
    ratio(
        "sign_rate",
        zh="签收率",
        en="sign rate",
        of=sign_state.is_("done"),
        among=sign_state.in_(*SETTLED),
        month=by_reading(MONTH, settled=due("sign"), dispatched=DISPATCHED),
        per=art("3"),
    ),
    ratio(
        "return_rate",
        zh="退单率",
        en="return rate",
        of=asked_to_return,
        among=ALWAYS,
        month=by(DISPATCHED),
        better=None,
        per=art("3"),
    ),
    ratio(
        "close_rate",
        zh="办结率",
        en="closing rate",
        of=close_state.is_("done"),
        among=close_state.in_(*SETTLED),
        month=by_reading(MONTH, settled=due("close"), dispatched=DISPATCHED),
        per=art("3"),
    ),
    ratio(
        "satisfaction_first",
        zh="首次满意率",
        en="first satisfaction",
        of=first_rating.in_(*CONTENT),
        among=rated(first_rating),
        month=by(at("first_rated_at")),
        excluding=Exclusion("counted_in_assessment", discontent(first_rating)),
        per=art("3"),
    ),
    ratio(
        "satisfaction_final",
        zh="最终满意率",
        en="final satisfaction",
        of=last_rating.in_(*CONTENT),
        among=rated(last_rating),
        month=by(at("last_rated_at")),
        excluding=Exclusion("counted_in_assessment"),
        per=art("3"),
    ),
    mean(
        "handling_time",
        zh="处理时间",
        en="handling time",
        start="dispatch_at",
        end="close_done_at",
        month=by(at("close_done_at")),
        per=art("3"),
    ),
    count_of(
        "overdue",
        zh="超期件",
        en="overdue",
        of=close_state.in_("overdue", "done_late"),
        month=by(due("close")),
        better="less",
        per=art("3"),
    ),
    named_only("news", zh="动态", en="news", per=art("3"), note=("写的", "written")),
)
UNITS = (
    value("ranking.bottom", {"measure": "interview", "by": "a", "on": "b"}, when=bottom_two,
          per=art("4")),
    value("ranking.running", {"measure": "rectification_order", "by": "c", "on": "b"},
          when=bottom_streak.at_least(3), per=art("5")),
    value("ranking.in_year", {"measure": "rectification_order", "by": "c", "on": "b"},
          when=bottom_two & bottom_in_year.at_least(4), per=art("6")),
    value("assessment_use.year", {"into": "annual_assessment"}, when=period.is_("year"),
          per=art("7")),
    value("recheck.ask", {"by": "b", "to": "a"}, per=art("8"), strength="may"),
)  # fmt: skip
ASSESSMENT = Assessment(rules=NOT_COUNTED, indicators=INDICATORS, units=UNITS)


def layer(package="rexian", assessment=ASSESSMENT, rules=RULES, name="town", upper=None):
    """Return the document; its clause index is the package's."""
    document = Document(
        id=name,
        title=name,
        title_en=name,
        number="1",
        issuer=name,
        place=(name, name),
        editions=(Edition("1"),),
        upper=upper,
    )
    said = (*rules, *assessment.rules)
    return Layer(document, Channels(), (MONTH,), said, package, assessment)


TOWN = Jurisdiction((layer(),))
#: A body that assesses the units inside it.
BUREAU = Jurisdiction((layer(assessment=replace(ASSESSMENT, inside=True)),))
