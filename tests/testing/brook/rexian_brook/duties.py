from rexian.plugin import art, duty, every_month, hookimpl, standing

REPORT = duty(
    "report", every_month(), zh="报送月报", en="send in the month's report", who="handling_unit",
    per=art("6"),
)  # fmt: skip
WATCH = duty(
    "watch", standing(), zh="专人值守", en="have someone on duty", who="handling_unit", per=art("6")
)


@hookimpl
def duties():
    return [REPORT, WATCH]
