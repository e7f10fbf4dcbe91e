"""Columns of words, as people write them, into canonical values.

A column of a closed list, of counts or of flags holds few different words: each is read once, by
the reader that the desk uses, and the column looked up. Lists and free text go by expression.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import polars as pl

from rexian.errors import InputError
from rexian.i18n import _
from rexian.model.fields import Field, FieldType, Value
from rexian.model.values import read_fields

if TYPE_CHECKING:
    from collections.abc import Iterable

ITEM_END = "\x1f"
"""Ends each item of a list that reached a column as a list, so that it is not split again."""
_MOST_WORDS = 5_000
_SEPARATORS = r"[、；;|，,]"
_LISTS = {FieldType.MANY, FieldType.TEXTS, FieldType.REASONS}
_WORDS = {FieldType.CHOICE, FieldType.FLAG, FieldType.COUNT, FieldType.PERIOD}
_SCALARS: Mapping[FieldType, pl.DataType] = {
    FieldType.FLAG: pl.Boolean(),
    FieldType.COUNT: pl.Int64(),
}
_TRUTHS = {"true": True, "yes": True, "是": True, "false": False, "no": False, "否": False}


def dtype_of(field: Field) -> pl.DataType:
    """Return the type of the column that holds a field's canonical values."""
    if field.type in _LISTS:
        return pl.List(pl.String())
    if field.type is FieldType.INSTANT:
        return pl.Int64()
    return _SCALARS.get(field.type, pl.String())


def cleaned(raw: pl.Series, missing: Iterable[str]) -> pl.Series:
    """Return the column trimmed, with cells that say nothing null; lists become one text each."""
    if isinstance(raw.dtype, pl.List):
        items = raw.list.eval(pl.element().cast(pl.String) + ITEM_END)
        return items.list.join("", ignore_nulls=True)
    if raw.dtype.is_temporal():
        return raw
    text = raw.cast(pl.String).str.strip_chars()
    return text.set(text.is_in(["", *missing]), None)


def read_cells(raw: pl.Series, field: Field, words: Mapping[str, Value | None]) -> pl.Series:
    """Return canonical values; null where there is none, or where the word is not known.

    Args:
        raw: what `cleaned` returned.
        field: what the column states.
        words: what particular words mean, before anything else.

    Raises:
        InputError: the column holds so many different words that it cannot be such a column.
    """
    if field.type in _WORDS:
        return _look_up(raw, field, words)
    if field.type in _LISTS:
        return _lists(raw, field, words)
    meanings = {word: value for word, value in words.items() if isinstance(value, str)}
    text = raw.replace(meanings) if meanings else raw
    if field.type is FieldType.OPEN:
        return _replaced(text, _wordings(field))
    # Of what was stated, false is the text that states nothing; true states no more than itself.
    stated = {word: "true" if truth else "" for word, truth in _TRUTHS.items()}
    return _replaced(text, stated) if field.type is FieldType.STATED else text


def problem(field: Field, word: str) -> str:
    """Return why a word is not read, without the word itself."""
    if field.type is FieldType.COUNT:
        return _("not a whole number from {least}").format(least=field.least)
    if field.type is FieldType.FLAG:
        return _("neither true nor false")
    if field.terms is None:
        return _("not a period; write 10wd")
    return _("not known here") + field.terms.hint(word)


def _look_up(raw: pl.Series, field: Field, words: Mapping[str, Value | None]) -> pl.Series:
    distinct = raw.drop_nulls().unique()
    if len(distinct) > _MOST_WORDS:
        message = _("more than {n} different values: this is no column of {what}")
        raise InputError(message.format(n=_MOST_WORDS, what=field.label()))
    read = [words[word] if word in words else _read(field, word) for word in distinct]
    known = pl.DataFrame({"word": distinct, "value": pl.Series(read, dtype=dtype_of(field))})
    joined = raw.rename("word").to_frame().join(known, on="word", how="left", maintain_order="left")
    return joined["value"]


def _read(field: Field, word: str) -> object:
    try:
        value = read_fields({field.id: field}, {field.id: word})[field.id]
    except InputError:
        return None
    return str(value) if field.type is FieldType.PERIOD else value


def _lists(raw: pl.Series, field: Field, words: Mapping[str, Value | None]) -> pl.Series:
    """Return lists of ids or texts; of ids, a list with a word that is not known is null."""
    own = {word: item for word, value in words.items() for item in _items(value)}
    meanings = {**_wordings(field), **own}
    if field.type is FieldType.REASONS:
        meanings.update({word: "stated" if truth else "" for word, truth in _TRUTHS.items()})
    item = pl.element().str.strip_chars()
    fallback = None if field.type is FieldType.MANY else item
    read = pl.when(item != "").then(
        item.str.to_lowercase().replace_strict(meanings, default=fallback, return_dtype=pl.String)
    )
    lists = _split(raw).list.eval(pl.when(item == "").then(pl.lit("")).otherwise(read))
    unread = lists.list.eval(pl.element().is_null()).list.any()
    kept = lists.list.eval(pl.element().filter(pl.element() != "")).list.unique(maintain_order=True)
    return kept.to_frame("kept").select(pl.when(~unread).then("kept").alias(raw.name)).to_series()


def _split(raw: pl.Series) -> pl.Series:
    """Return the items of each list, however it was written: as a list, as JSON, or divided."""
    column = pl.col(raw.name)
    json = column.str.slice(2, column.str.len_chars() - 4).str.replace_all(r'",\s*"', ITEM_END)
    return (
        raw.to_frame()
        .select(
            pl.when(column.str.contains(ITEM_END, literal=True))
            .then(column)
            .when(column == "[]")
            .then(pl.lit(""))
            .when(column.str.starts_with('["') & column.str.ends_with('"]'))
            .then(json)
            .otherwise(column.str.replace_all(_SEPARATORS, ITEM_END))
            .str.split(ITEM_END)
        )
        .to_series()
    )


def _replaced(text: pl.Series, meanings: Mapping[str, str]) -> pl.Series:
    return (
        text.to_frame("text")
        .select(
            pl.col("text")
            .str.to_lowercase()
            .replace_strict(meanings, default=pl.col("text"), return_dtype=pl.String)
            .alias(text.name)
        )
        .to_series()
    )


def _wordings(field: Field) -> dict[str, str]:
    terms = () if field.terms is None else field.terms
    return {wording.casefold(): term.id for term in terms for wording in term.wordings}


def _items(value: Value | None) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()
