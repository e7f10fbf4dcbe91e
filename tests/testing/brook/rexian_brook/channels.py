from rexian.plugin import Channels, Prefix, Term, art, hookimpl


@hookimpl
def channels():
    return Channels(
        prefixes=(Prefix("QX", ("brook_app",), per=art("1")),),
        terms=(Term("brook_app", "清溪通", "Qingxi app"),),
    )
