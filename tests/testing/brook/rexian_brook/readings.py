from rexian.plugin import Reading, Term, art, hookimpl

HARD = Reading(
    id="hard",
    zh="疑难是否须三次以上",
    en="whether a hard case must have come three times",
    choices=(
        Term("both", "两者兼备", "both must hold"),
        Term("either", "有一即可", "either will do"),
    ),
    default="both",
    per=art("3"),
    why=("原文用“且”", "the text says and"),
)


@hookimpl
def readings():
    return [HARD]
