from rexian.plugin import art, faults, hookimpl, value

RULES = (
    value(
        "supervision.shirking",
        {"by": "inspection_office"},
        when=faults.has("shirking"),
        per=art("4"),
    ),
    value("supervision.attend.deputy", {"attend": "unit_deputy"}, per=art("4")),
)


@hookimpl
def escalation():
    return RULES
