"""The column ``class`` of a rubric, where a table's own declaration names it.

A rubric classifies the rows when everything else of the table is done, so that nothing which makes
the rows can go by their classes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.near import quoted
from factcheck.model.row_parts import row_columns
from factcheck.model.rubric import CLASS
from factcheck.spec.assemble.read import blocks, entries, items, scalar
from factcheck.spec.codes import CLASS_TOO_EARLY
from factcheck.spec.document.node import Mapping

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factcheck.model.span import Span
    from factcheck.model.spec import ColumnDeclaration
    from factcheck.spec.assemble.context import Context

_LISTS = ("key", "fill_down")
_BLOCKS = ("totals", "ticks", "stack")


def check_class(context: Context, block: Mapping, columns: Sequence[ColumnDeclaration]) -> None:
    """Note uses of ``class`` in the declaration of a table whose rubric adds that column."""
    if block.entry("rubric") is None:
        return
    for key, span in (*_in_layout(block), *_in_columns(block, columns)):
        message = (
            f"{quoted(key)} names the column 'class', which the rubric adds when the rows are made"
        )
        hint = (
            "test the classes in claims, 'count(table[class = …])', or use the columns that the "
            "rubric looks at"
        )
        context.report(CLASS_TOO_EARLY, message, span, hint)


def _in_layout(block: Mapping) -> Iterator[tuple[str, Span]]:
    """Yield the keys of the table that name the column, and where."""
    for key in _LISTS:
        yield from ((key, each.span) for each in items(block, key) or () if each.text == CLASS)
    for key in _BLOCKS:
        yield from ((key, each.key.span) for each in entries(block, key) if each.key.text == CLASS)
    added = scalar(block, "adds")
    if added is not None and added.text == CLASS:
        yield "adds", added.span
    for key, listed in (("unpivot", ("columns", "into", "value")), ("join", ("on",))):
        inner = block.entry(key)
        if inner is not None and isinstance(inner.node, Mapping):
            found = [each for name in listed for each in items(inner.node, name) or ()]
            found += [each.key for name in listed for each in entries(inner.node, name)]
            yield from ((key, each.span) for each in found if each.text == CLASS)


def _in_columns(block: Mapping, columns: Sequence[ColumnDeclaration]) -> Iterator[tuple[str, Span]]:
    """Yield what is declared of columns by the class: calculations, and what a stock is over."""
    for column in columns:
        if column.compute is not None:
            yield from (
                ("compute", each.span) for each in row_columns(column.compute) if each.name == CLASS
            )
    for _, inner in blocks(block, "columns"):
        over = scalar(inner, "over")
        if over is not None and over.text == CLASS:
            yield "over", over.span
