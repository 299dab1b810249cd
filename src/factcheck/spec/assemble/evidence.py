"""Sources, and tables with their columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.decimal_text import TooLongError, parse_decimal
from factcheck.model.near import quoted
from factcheck.model.spec import (
    ColumnDeclaration,
    ColumnKind,
    ColumnType,
    EmptyCell,
    Source,
    TableDeclaration,
)
from factcheck.spec.assemble.markers import parse_marker
from factcheck.spec.assemble.read import (
    blocks,
    flag,
    items,
    name,
    pairs,
    placed,
    scalar,
    scope,
    text,
)
from factcheck.spec.codes import WRONG_VALUE

if TYPE_CHECKING:
    from fractions import Fraction

    from factcheck.model.spec import Marker
    from factcheck.spec.assemble.context import Context
    from factcheck.spec.document.node import Mapping, Scalar


def build_source(key: Scalar, block: Mapping) -> Source:
    """Return the record of a source."""
    return Source(
        key.text,
        key.span,
        title=text(block, "title"),
        publisher=text(block, "publisher"),
        url=text(block, "url"),
        archived=text(block, "archived"),
        published=text(block, "published"),
        accessed=text(block, "accessed"),
    )


def build_table(context: Context, key: Scalar, block: Mapping) -> TableDeclaration:
    """Return the record of an evidence table."""
    file = placed(block, "file")
    assert file is not None
    header = items(block, "header")
    delimiter = text(block, "delimiter")
    return TableDeclaration(
        key.text,
        key.span,
        file=file,
        source=context.check_source(name(block, "source")),
        key=tuple(item.text for item in items(block, "key") or ()),
        scope=scope(block),
        is_illustrative=flag(block, "illustrative"),
        delimiter="\t" if delimiter == "tab" else delimiter,
        encoding=text(block, "encoding") or "utf-8",
        header=None if header is None else tuple(item.text for item in header),
        totals=tuple((column, label.text) for column, label in pairs(block, "totals")),
        columns=tuple(build_column(context, *column) for column in blocks(block, "columns")),
        empty=_empty(block),
        markers=_markers(context, block),
    )


def build_column(context: Context, key: Scalar, block: Mapping) -> ColumnDeclaration:
    """Return what is declared of a column."""
    kind, kind_of_cells = text(block, "kind"), text(block, "type")
    return ColumnDeclaration(
        key.text,
        key.span,
        header=text(block, "from") or key.text,
        unit=text(block, "unit"),
        scale=positive(context, block, "scale"),
        kind=None if kind is None else ColumnKind(kind),
        over=text(block, "over"),
        type=None if kind_of_cells is None else ColumnType(kind_of_cells),
        map=tuple((cell, label.text) for cell, label in pairs(block, "map")),
        domain=tuple(item.text for item in items(block, "domain") or ()),
        rounded=positive(context, block, "rounded"),
        empty=_empty(block),
        markers=_markers(context, block),
    )


def _empty(block: Mapping) -> EmptyCell | None:
    meaning = text(block, "empty")
    return None if meaning is None else EmptyCell(meaning)


def positive(context: Context, block: Mapping, key: str) -> Fraction | None:
    """Return the number under a key, whose pattern says that it is above 0."""
    found = scalar(block, key)
    if found is None:
        return None
    try:
        return parse_decimal(found.text)
    except TooLongError as error:
        context.report(WRONG_VALUE, f"{quoted(found.text)}: {error}", found.span)
        return None


def _markers(context: Context, block: Mapping) -> tuple[tuple[str, Marker], ...]:
    found: list[tuple[str, Marker]] = []
    for marker, meaning in pairs(block, "markers"):
        try:
            found.append((marker, parse_marker(meaning.text)))
        except ValueError as error:
            hint = "write a range from its lower to its upper end: 'suppressed 1..4'"
            context.report(WRONG_VALUE, str(error), meaning.span, hint)
    return tuple(found)
