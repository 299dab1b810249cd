"""How the rows of a table are laid out: what is left out, put below each other or joined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.near import quoted
from factcheck.model.spec import Join, Stack, Unpivot
from factcheck.spec.assemble.read import entries, items, name, pairs, scalar, text
from factcheck.spec.codes import SHAPE, UNKNOWN_NAME
from factcheck.spec.document.node import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.spec.assemble.context import Context
    from factcheck.spec.document.node import Entry


def skipped_rows(context: Context, block: Mapping) -> tuple[int, ...]:
    """Return the rows that ``skip`` leaves out: those of a list, or the first so many."""
    count = scalar(block, "skip")
    if count is not None:
        return tuple(range(1, int(count.text) + 1))
    rows: list[int] = []
    for item in items(block, "skip") or ():
        row = int(item.text)
        if row in rows:
            message = f"the row {row} is left out already"
            context.report(SHAPE, message, item.span, "remove it")
        rows.append(row)
    return tuple(rows)


def build_unpivot(context: Context, block: Mapping) -> Unpivot | None:
    """Return which columns become rows."""
    entry = block.entry("unpivot")
    if entry is None:
        return None
    inner = entry.node
    assert isinstance(inner, Mapping)
    into, value = text(inner, "into"), text(inner, "value")
    assert into is not None
    assert value is not None
    columns = tuple(_columns(context, inner))
    for new in ("into", "value"):
        found = scalar(inner, new)
        assert found is not None
        if found.text in columns or (new == "value" and found.text == into):
            message = f"{quoted(found.text)} is the name of two columns of 'unpivot'"
            context.report(SHAPE, message, found.span, "give the new column a name of its own")
    return Unpivot(columns, into, value, entry.key.span)


def _columns(context: Context, inner: Mapping) -> Iterator[str]:
    """Yield the headers of a list, or the range that stands there instead, without blanks."""
    one = scalar(inner, "columns")
    if one is None:
        yield from _distinct(context, items(inner, "columns") or (), "unpivot")
        return
    lower, upper = (end.strip() for end in one.text.split(".."))
    if int(lower) > int(upper):
        message = f"the range {quoted(one.text)} begins above its end"
        context.report(SHAPE, message, one.span, f"write {upper}..{lower}")
    yield f"{lower}..{upper}"


def _distinct(context: Context, found: tuple[Scalar, ...], key: str) -> Iterator[str]:
    """Yield the texts of a list of columns; one that is listed twice is noted as a problem."""
    met: set[str] = set()
    for item in found:
        if item.text in met:
            message = f"the column {quoted(item.text)} is listed twice under {quoted(key)}"
            context.report(SHAPE, message, item.span, "remove it once")
        met.add(item.text)
        yield item.text


def build_stack(context: Context, block: Mapping) -> Stack | None:
    """Return which lists of columns are put below each other."""
    entry = block.entry("stack")
    if entry is None:
        return None
    lists: list[tuple[str, tuple[str, ...]]] = []
    sides: list[Scalar] = []
    for inner in entries(block, "stack"):
        if isinstance(inner.node, Sequence):
            lists.append((inner.key.text, _stacked(context, inner, lists)))
        else:
            sides.append(inner.key)
    if not lists:
        message = "'stack' lists no columns"
        hint = "write the columns that come below each other: points: [home_points, away_points]"
        context.report(SHAPE, message, entry.key.span, hint)
    for side in sides[1:]:
        message = f"{quoted(sides[0].text)} holds the headers already"
        context.report(SHAPE, message, side.span, "remove one of the two")
    return Stack(tuple(lists), sides[0].text if sides else "", entry.key.span)


def _stacked(
    context: Context, entry: Entry, before: list[tuple[str, tuple[str, ...]]]
) -> tuple[str, ...]:
    """Return the columns of one list; one of another length than the first is a problem."""
    assert isinstance(entry.node, Sequence)
    found = tuple(item for item in entry.node.items if isinstance(item, Scalar))
    columns = tuple(_distinct(context, found, entry.key.text))
    if before and len(columns) != len(before[0][1]):
        first, listed = before[0]
        message = (
            f"{quoted(entry.key.text)} lists {len(columns)} columns and {quoted(first)} "
            f"{len(listed)}; what is put below each other comes in lists of one length"
        )
        context.report(SHAPE, message, entry.node.span, "list a column for each of the others")
    return columns


def build_join(context: Context, block: Mapping) -> Join | None:
    """Return which table's columns are added."""
    entry = block.entry("join")
    if entry is None:
        return None
    inner = entry.node
    assert isinstance(inner, Mapping)
    table = name(inner, "table")
    assert table is not None
    context.check(table, context.declared.tables, UNKNOWN_NAME, "table", "names")
    written = entries(inner, "on")
    on = (
        tuple((mine, theirs.text) for mine, theirs in pairs(inner, "on"))
        if written
        else tuple((each, each) for each in _distinct(context, items(inner, "on") or (), "on"))
    )
    return Join(table, on, text(inner, "unmatched"), entry.key.span)
