"""Text to codes: polars columns as small integers, with -1 for what is absent."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import polars as pl

from rexian.model.events import EVENT_TYPES
from rexian.model.fields import FieldType
from rexian.worktime.calendar import NAT
from rexian.worktime.period import parse_period

Codes: TypeAlias = npt.NDArray[np.signedinteger[Any]]
Instants: TypeAlias = npt.NDArray[np.int64]

_SEPARATOR = "\x1f"


@dataclass(frozen=True, slots=True, eq=False)
class Coded:
    """A column as codes into its distinct values.

    Attributes:
        codes: a row's index into `values`, -1 where it has none.
        values: the distinct values, as a case would hold them.
    """

    codes: Codes
    values: tuple[Any, ...]

    def told(self, tell: Callable[[Any], Any], absent: Any, kind: Any) -> npt.NDArray[Any]:
        """Return what is told of each value by its code, and last of an absent one."""
        return np.array([*map(tell, self.values), absent], kind)


def places_among(values: Sequence[str], default: int = -1) -> Callable[[pl.Expr], pl.Expr]:
    """Return what turns texts into their places among the values; others take the default."""
    kind = pl.Int8 if len(values) <= np.iinfo(np.int8).max else pl.Int16
    words = pl.Enum(values)
    return lambda text: text.cast(words, strict=False).to_physical().cast(kind).fill_null(default)


def codes_among(column: pl.Series, values: Sequence[str]) -> Codes:
    """Return each text's place among the values, -1 where it is null or none of them."""
    name = column.name
    return column.to_frame().select(places_among(values)(pl.col(name))).to_series().to_numpy()


def coded_text(column: pl.Series, likely: Sequence[str] = ()) -> Coded:
    """Code texts by their distinct values, without looking for them if the likely ones suffice."""
    if column.dtype == pl.Null:
        return Coded(np.full(len(column), -1, np.int8), ())
    if likely:
        codes = codes_among(column, likely)
        if np.count_nonzero(codes < 0) == column.null_count():
            return Coded(codes, tuple(likely))
    values: list[str] = column.drop_nulls().unique(maintain_order=True).cast(pl.String).to_list()
    return Coded(codes_among(column, values), tuple(values))


def instants(column: pl.Series) -> Instants:
    """Return instants, NAT where there is none."""
    return column.cast(pl.Int64).fill_null(NAT).to_numpy()


def truths(column: pl.Series) -> Codes:
    """Return 1 and 0 for true and false, -1 for null."""
    return column.cast(pl.Int8).fill_null(-1).to_numpy()


def field_column(name: str, column: pl.Series) -> Coded | Instants:
    """Code the column of an event's field by what the field holds.

    Lists come as lists of texts, periods as `str(period)` writes them.
    """
    kind = _FIELD_TYPES[name]
    if kind is FieldType.INSTANT:
        return instants(column)
    if kind is FieldType.STATED and column.dtype == pl.String:
        column = column != ""
    if column.dtype == pl.Boolean:
        return Coded(truths(column), (False, True))
    if column.dtype == pl.List:
        coded = coded_text(column.cast(pl.List(pl.String)).list.join(_SEPARATOR))
        return Coded(coded.codes, tuple(map(_listed, coded.values)))
    coded = coded_text(column.cast(pl.String))
    read = _READERS.get(kind, str)
    return Coded(coded.codes, tuple(map(read, coded.values)))


def _listed(text: str) -> tuple[str, ...]:
    return tuple(text.split(_SEPARATOR)) if text else ()


_READERS: Mapping[FieldType, Callable[[str], Any]] = {
    FieldType.COUNT: int,
    FieldType.PERIOD: parse_period,
}
_FIELD_TYPES: Mapping[str, FieldType] = {
    field.id: field.type for event in EVENT_TYPES.values() for field in event.fields.values()
}
