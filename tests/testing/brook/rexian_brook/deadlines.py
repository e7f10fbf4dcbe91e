from rexian.plugin import art, calls, difficult, hookimpl, kind, limit, natural_days, working_days

from rexian_brook.readings import HARD

OFTEN = calls.at_least(3)
HARD_CASE = (OFTEN & difficult) | (HARD.is_("either") & (OFTEN | difficult))
RULES = (
    limit("sign.all", working_days(1), per=art("2")),
    limit("close.inquiry", working_days(2), when=kind.is_("inquiry"), per=art("3")),
    limit("close.other", working_days(5), when=~kind.is_("inquiry"), per=art("3")),
    limit(
        "close.hard",
        working_days(15),
        when=HARD_CASE,
        over=("close.inquiry", "close.other"),
        per=art("3"),
    ),
    limit("redo.old", natural_days(3), editions=("2020",), per=art("3")),
)


@hookimpl
def deadlines():
    return RULES
