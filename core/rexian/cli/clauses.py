"""`rexian clauses`: every clause of a document, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from rexian.accounting import Account, accounts, totals
from rexian.clauses.index import KINDS, REVIEWS, Clause
from rexian.clauses.reasons import REASONS
from rexian.clauses.source import read_source
from rexian.cli import options
from rexian.discovery import load, load_all
from rexian.errors import InputError, nearest
from rexian.i18n import _
from rexian.ruletable import question_tables

app = options.new_app()
NOT_FOUND = 1


@app.command(help=_("List the clauses of a document and what became of each; or show one whole."))
def clauses(
    clause: Annotated[
        str | None, typer.Argument(metavar="CLAUSE", help=_("Show this clause whole."))
    ] = None,
    jurisdiction: Annotated[
        str | None,
        typer.Option("-j", "--jurisdiction", metavar="ID", help=_("Only this jurisdiction.")),
    ] = None,
    kind: Annotated[
        str | None, typer.Option("--kind", help=_("Only rules, duties or references."))
    ] = None,
    review: Annotated[
        str | None, typer.Option("--review", help=_("Only those at draft, or reviewed."))
    ] = None,
    source: Annotated[
        Path | None,
        typer.Option("--source", metavar="FILE", help=_("Read the articles in your own copy.")),
    ] = None,
    *,
    still_open: Annotated[
        bool, typer.Option("--open", help=_("Only those unaccounted for."))
    ] = False,
    as_json: options.Json = False,
) -> None:
    """Print the clauses of one document, or of all that are installed, with totals."""
    _check(kind, "--kind", KINDS)
    _check(review, "--review", REVIEWS)
    of_one = source is not None or clause is not None
    if of_one and jurisdiction is None:
        raise InputError(_("a clause and --source need a jurisdiction: -j ID"))
    found = _accounts(jurisdiction)
    if clause is not None:
        wanted = [_named(clause, found)]
    else:
        wanted = [a for a in found if _is_wanted(a, kind, review, still_open=still_open)]
    articles = _articles(source, [a.clause for a in found])
    _print(Listing(found, wanted, articles, whole=clause is not None), as_json=as_json)
    missing = [a.clause.id for a in wanted if articles and articles[a.clause.id] is None]
    if missing:
        told = _("{file}: the anchors of these clauses are not there just once: {ids}")
        typer.echo(told.format(file=source, ids=", ".join(missing)), err=True)
        raise typer.Exit(NOT_FOUND)


@dataclass(frozen=True, slots=True)
class Listing:
    """What was asked for.

    Attributes:
        found: every account of the jurisdictions asked about, which the totals count.
        wanted: those to be listed.
        articles: their text by id where a copy was given, None where it was not found.
        whole: whether one clause is shown whole.
    """

    found: Sequence[Account]
    wanted: Sequence[Account]
    articles: Mapping[str, str | None]
    whole: bool


def _accounts(jurisdiction: str | None) -> list[Account]:
    places = [load(jurisdiction)] if jurisdiction else load_all().values()
    return [account for place in places for account in accounts(place)]


def _is_wanted(a: Account, kind: str | None, review: str | None, *, still_open: bool) -> bool:
    right_kind = kind in (None, a.clause.kind)
    return right_kind and review in (None, a.clause.review) and not (still_open and a.accounted)


def _named(clause: str, found: Sequence[Account]) -> Account:
    known = {account.clause.id: account for account in found}
    if clause not in known:
        raise InputError(
            _("there is no clause {name!r}").format(name=clause) + nearest(clause, known)
        )
    return known[clause]


def _check(chosen: str | None, option: str, known: Sequence[str]) -> None:
    if chosen is not None and chosen not in known:
        told = _("{option} {value}: write one of {known}")
        raise InputError(told.format(option=option, value=chosen, known=", ".join(known)))


def _articles(source: Path | None, clauses: Sequence[Clause]) -> Mapping[str, str | None]:
    return read_source(source).passages(clauses) if source else {}


def _print(listing: Listing, *, as_json: bool) -> None:
    if as_json:
        options.print_json(_whole(listing) if listing.whole else _all(listing))
        return
    from rexian.cli.show_clauses import show, show_whole

    (show_whole if listing.whole else show)(listing)


def _all(listing: Listing) -> dict[str, Any]:
    names = dict.fromkeys(account.jurisdiction for account in listing.found)
    own = {name: [a for a in listing.found if a.jurisdiction == name] for name in names}
    return {
        **totals(listing.found),
        "jurisdictions": {name: totals(found) for name, found in own.items()},
        "clauses": [_entry(account, listing.articles) for account in listing.wanted],
    }


def _whole(listing: Listing) -> dict[str, Any]:
    [account] = listing.wanted
    rules = {tie.id for tie in account.ties if tie.kind == "rule"}
    tables = question_tables(load(account.jurisdiction), None)
    rows = [
        {"question": table["id"], **row}
        for table in tables
        for row in table["rows"]
        if row["rule"] in rules and row["layer"] == account.jurisdiction
    ]
    return {**_entry(account, listing.articles), "rules": rows}


def _entry(account: Account, articles: Mapping[str, str | None]) -> dict[str, Any]:
    clause = account.clause
    reason = REASONS[clause.because] if clause.because else None
    return {
        "jurisdiction": account.jurisdiction,
        "id": clause.id,
        "locator": clause.locator,
        "kind": clause.kind,
        "gist": {"zh": clause.gist_zh, "en": clause.gist_en},
        "accounted": account.accounted,
        "executable": account.executable,
        "ties": [{"kind": tie.kind, "id": tie.id} for tie in account.ties],
        "because": reason and {"id": reason.id, "zh": reason.zh, "en": reason.en},
        "core": clause.core,
        "note": {"zh": clause.note_zh, "en": clause.note_en} if clause.note_en else None,
        "review": clause.review,
        "anchor": clause.anchor,
        **({"text": articles[clause.id]} if articles else {}),
    }
