from rexian.plugin import Assessment, art, bottom_streak, bottom_two, hookimpl, named_only, value

SPEED = named_only(
    "speed", zh="平均用时", en="mean time", per=art("5"), note=("未写明口径", "no measure stated")
)
RANKING = value(
    "ranking.last",
    {"measure": "interview", "by": "hotline_centre", "on": "unit_deputy"},
    when=bottom_two & bottom_streak.at_least(2),
    per=art("5"),
)


@hookimpl
def assessment():
    return Assessment(indicators=(SPEED,), units=(RANKING,))
