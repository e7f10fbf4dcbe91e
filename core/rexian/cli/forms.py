"""`rexian forms`: the papers that a document lays down, and whether one is filled in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from rexian.cli import options
from rexian.discovery import load
from rexian.errors import InputError, nearest
from rexian.forms import Form, FormField, misfilled, missing, unknown
from rexian.i18n import _
from rexian.jurisdictions import Jurisdiction

app = options.new_app()
NOT_FILLED_IN = 1


@dataclass(frozen=True, slots=True)
class Found:
    """A form and the document that lays it down."""

    layer: str
    form: Form


@app.command(help=_("List the forms a document lays down, or check one that is filled in."))
def forms(
    name: Annotated[str | None, typer.Argument(help=_("Only this form."))] = None,
    *,
    jurisdiction: Annotated[
        str, typer.Option("-j", "--jurisdiction", metavar="ID", help=_("The jurisdiction."))
    ],
    check: Annotated[
        Path | None,
        typer.Option("--check", metavar="FILE", help=_("A YAML or JSON file of field: value.")),
    ] = None,
    as_json: options.Json = False,
) -> None:
    """Print the forms with their fields; with --check, exit 1 where one is not filled in."""
    found = load(jurisdiction)
    asked = _named(found, name)
    if check is not None:
        _check(asked, check, as_json=as_json)
    elif as_json:
        told = [_form(found, each) for each in asked]
        options.print_json({"jurisdiction": found.id, "forms": told})
    else:
        from rexian.cli.show_forms import show

        show(found, asked)


def _named(jurisdiction: Jurisdiction, name: str | None) -> list[Found]:
    """Return all forms of the chain, nearest first, or those of one id or label."""
    every = [Found(layer.id, form) for _depth, layer in jurisdiction.stack for form in layer.forms]
    if name is None:
        return every
    named = [found for found in every if name in (found.form.id, found.form.zh, found.form.en)]
    if not named:
        told = _("{id} has no form {name!r}").format(id=jurisdiction.id, name=name)
        raise InputError(told + nearest(name, [found.form.id for found in every]))
    return named


def _check(asked: list[Found], path: Path, *, as_json: bool) -> None:
    if len(asked) != 1:
        raise InputError(
            _("--check: name the form to check: {ids}").format(
                ids=", ".join(found.form.id for found in asked) or _("there is none")
            )
        )
    from rexian.model.casefile import load as load_file

    values, form = load_file(path), asked[0].form
    if not isinstance(values, dict):
        raise InputError(_("{path}: the file holds no keys and values").format(path=path))
    values = {str(key): value for key, value in values.items()}
    wrong = misfilled(form, values)
    lacks, strange = missing(form, values), unknown(form, values)
    if as_json:
        told = {"missing": list(lacks), "unknown": list(strange), "wrong": wrong}
        options.print_json({"form": form.id, "ok": not (lacks or strange or wrong), **told})
    else:
        typer.echo("\n".join(_told(form, lacks, strange, wrong)) or _("filled in"))
    if lacks or strange or wrong:
        raise typer.Exit(NOT_FILLED_IN)


def _told(
    form: Form, lacks: tuple[str, ...], strange: tuple[str, ...], wrong: dict[str, str]
) -> Iterator[str]:
    labels = {found.id: found.label() for found in form.fields}
    for key in lacks:
        yield _("missing: {field}").format(field=f"{labels[key]} [{key}]")
    for key in strange:
        yield _("no such field: {key}").format(key=key) + form.suggest(key)
    for key, problem in wrong.items():
        yield f"{labels[key]} [{key}]: {problem}"


def _form(jurisdiction: Jurisdiction, found: Found) -> dict[str, Any]:
    form = found.form
    return {
        "id": form.id,
        "label": {"zh": form.zh, "en": form.en},
        "layer": found.layer,
        "citations": jurisdiction.citations(found.layer, form.per),
        "fields": [_field(jurisdiction, found.layer, each) for each in form.fields],
    }


def _field(jurisdiction: Jurisdiction, layer: str, found: FormField) -> dict[str, Any]:
    return {
        "id": found.id,
        "label": {"zh": found.zh, "en": found.en},
        "kind": found.kind,
        "required": found.required,
        "of": [{"id": t.id, "label": {"zh": t.zh, "en": t.en}} for t in found.of],
        "citations": jurisdiction.citations(layer, found.per),
    }
