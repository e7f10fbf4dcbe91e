"""`rexian config`: show, check and change a deployment's settings."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from rexian.cli import options
from rexian.i18n import _

if TYPE_CHECKING:
    from rexian.settings.checks import Check
    from rexian.settings.chosen import Chosen
    from rexian.settings.model import Settings

app = typer.Typer(
    help=_("A deployment's settings: show, check, change."),
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
)
AMISS = 1


@app.callback(invoke_without_command=True)
def config(context: typer.Context) -> None:
    """Show the settings where nothing else is asked for."""
    if context.invoked_subcommand is None:
        show()


@app.command("show", help=_("Every setting, its value, and where that comes from."))
def show(config_file: options.ConfigFile = None, *, as_json: options.Json = False) -> None:
    """Print the settings; the password of a database is hidden."""
    from rexian.settings.finding import find
    from rexian.settings.reading import read_settings
    from rexian.settings.showing import shown

    settings = read_settings(find(config_file))
    found = shown(settings)
    if as_json:
        told = {each.key: {"value": each.value, "source": each.source} for each in found}
        options.print_json({"file": str(settings.file), "settings": told})
        return
    from rexian.cli.show_settings import show_settings
    from rexian.settings.language import in_its_language

    with in_its_language(settings):
        show_settings(settings, found)


@app.command("check", help=_("Whether the file, the rules and the calendar are as they should be."))
def check(config_file: options.ConfigFile = None, *, as_json: options.Json = False) -> None:
    """Print what is amiss; exit 1 where something is. `rexian doctor` checks the rest."""
    from rexian.cli.show_settings import tell_checks
    from rexian.settings.checks import check_file
    from rexian.settings.finding import find
    from rexian.settings.language import in_its_language
    from rexian.settings.reading import read_settings

    file = find(config_file)
    found = check_file(file)
    if found[0].state == "ok":
        settings = read_settings(file)
        with in_its_language(settings):
            well = tell_checks([*check_file(file), *_of_rules(settings)], as_json=as_json)
    else:
        well = tell_checks(found, as_json=as_json)
    if not well:
        raise typer.Exit(AMISS)


def _of_rules(settings: Settings) -> list[Check]:
    from rexian.clock import wall_clock
    from rexian.settings.checks import check_calendar, check_rules

    return [*check_rules(settings), check_calendar(settings, wall_clock())]


@app.command("readings", help=_("Points of the text that can be read two ways, and how here."))
def readings(config_file: options.ConfigFile = None, *, as_json: options.Json = False) -> None:
    """Print every reading with its choices, the one that holds here, and the clauses read."""
    from rexian.settings.chosen import readings_chosen
    from rexian.settings.finding import find
    from rexian.settings.language import in_its_language
    from rexian.settings.reading import read_settings
    from rexian.settings.ruling import ruling_jurisdiction

    settings = read_settings(find(config_file))
    found = readings_chosen(ruling_jurisdiction(settings), settings)
    if as_json:
        options.print_json({"readings": [_reading(each) for each in found]})
        return
    from rexian.cli.show_settings import show_readings

    with in_its_language(settings):
        show_readings(found)


def _reading(chosen: Chosen) -> dict[str, Any]:
    reading = chosen.reading
    return {
        "id": reading.id,
        "label": {"zh": reading.zh, "en": reading.en},
        "choices": [{"id": t.id, "label": {"zh": t.zh, "en": t.en}} for t in reading.choices],
        "default": reading.default,
        "chosen": chosen.choice,
        "source": "file" if chosen.stated else "default",
        "why": dict(zip(("zh", "en"), reading.why, strict=True)),
        "per": list(chosen.clauses),
    }


@app.command("path", help=_("Where the settings are."))
def path(config_file: options.ConfigFile = None) -> None:
    """Print the path of the file."""
    from rexian.settings.finding import find

    typer.echo(find(config_file))


@app.command("set", help=_("Set a key, keeping the comments; an empty value takes it out."))
def set_(
    key: Annotated[str, typer.Argument(metavar="KEY", help=_("As in session or log.level."))],
    value: Annotated[str, typer.Argument(metavar="VALUE", help=_('As in 8h or ["a.yaml"].'))],
    config_file: options.ConfigFile = None,
) -> None:
    """Write one key of the file, and tell of it in the journal; what will not do is refused."""
    from rexian.clock import wall_clock
    from rexian.desk.settling import set_one
    from rexian.settings.finding import find

    file: Path = find(config_file)
    why_not = set_one(file, key, value, wall_clock())
    if why_not is not None:
        options.warn(_("the journal does not tell of it: {why}").format(why=why_not))
    typer.echo(_("{file}: {key} is set").format(file=file, key=key))
