"""Places in a ranking, groups, and how many of them a claim is about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factcheck.model.expression import Column
from factcheck.model.expression_text import column_shape
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.near import quoted
from factcheck.model.spec import Place, Quantifier, Selection
from factcheck.spec.assemble.read import as_name, as_text
from factcheck.spec.codes import FORM_VALUE
from factcheck.spec.document.node import Scalar, Sequence
from factcheck.spec.expression import parse_column

if TYPE_CHECKING:
    from factcheck.model.span import Span, Text
    from factcheck.spec.assemble.context import Context
    from factcheck.spec.document.node import Node

Groups = tuple[tuple["Text", ...], ...]

_PLACE = re.compile(
    r"(?P<not>not )?(?:in )?"
    r"(?:(?P<end>first|last)|(?P<from>top |bottom )?(?P<number>[1-9][0-9]{0,5})"
    r"|(?P<lower>[1-9][0-9]{0,5}) ?\.\. ?(?P<upper>[1-9][0-9]{0,5}))"
)
_COUNT = re.compile(
    r"(?:(?P<how>exactly|at least|at most|more than|fewer than) )?(?P<number>[0-9]{1,9})"
    r"|(?P<lower>[0-9]{1,9}) ?\.\. ?(?P<upper>[0-9]{1,9})"
)
_WHOLE = re.compile(r"0|[1-9][0-9]{0,8}")


def build_columns(context: Context, written: tuple[Scalar, ...]) -> tuple[Column, ...]:
    """Return columns, each as a name or as ``table.column``; faulty ones are left out."""
    columns: list[Column] = []
    for each in written:
        column = _column(context, each)
        if column is None:
            continue
        context.check_names(column)
        if any((one.table, one.column) == (column.table, column.column) for one in columns):
            message = f"the column {quoted(each.text)} is named twice"
            context.report(FORM_VALUE, message, each.span, "remove it once")
        columns.append(column)
    return tuple(columns)


def _column(context: Context, written: Scalar) -> Column | None:
    """Return a column; one with blanks or signs in it needs no backticks here."""
    name = as_name(written)
    if "`" in name.value:
        return context.parse(written, parse_column)
    shape = column_shape(name.value)
    return Column(None, name.value, name.span) if shape is None else Column(*shape, name.span)


def build_place(context: Context, written: Scalar) -> Place | None:
    """Return the places that a group is claimed to have."""
    text = as_text(written)
    match = _PLACE.fullmatch(text.value)
    if match is None:
        context.report_value(
            FORM_VALUE,
            f"{quoted(text.value)} is no place in a ranking",
            text.span,
            "places are written 1, 1..3, top 3, bottom 3, first, last, not in top 10",
            text=text.value,
        )
        return None
    first, last = _places(match)
    if first > last:
        message = f"the range of places {quoted(text.value)} begins after its end"
        context.report_value(FORM_VALUE, message, text.span, f"write {last}..{first}")
    is_from_end = match["end"] == "last" or match["from"] == "bottom "
    return Place(first, last, text, is_from_end, match["not"] is not None)


def _places(match: re.Match[str]) -> tuple[int, int]:
    """Return the first and the last of the places, counted from their end of the ranking."""
    if match["end"]:
        return 1, 1
    if match["lower"]:
        return int(match["lower"]), int(match["upper"])
    number = int(match["number"])
    return (1 if match["from"] else number), number


def build_groups(context: Context, node: Node, columns: int, key: str) -> Groups:
    """Return the groups under a key: a value for each column of ``by``, for each group.

    One with another number of values is noted as a problem, and so is one that is listed twice.
    """
    listed = node.items if isinstance(node, Sequence) else (node,)
    groups: dict[tuple[str, ...], tuple[Text, ...]] = {}
    for each in listed:
        group = _group(each)
        values = tuple(value.value for value in group)
        shown = ", ".join(values)
        if len(group) != columns:
            message = (
                f"the group {quoted(shown)} has {_counted(len(group), 'value')}, and 'by' names "
                f"{_counted(columns, 'column')}"
            )
            hint = _shape_hint(columns, key)
            context.report_value(FORM_VALUE, message, each.span, hint)
        elif values in groups:
            message = f"the group {quoted(shown)} is listed twice"
            context.report_value(FORM_VALUE, message, each.span, "remove it once")
        groups[values] = group
    return tuple(groups.values())


def _group(node: Node) -> tuple[Text, ...]:
    values = node.items if isinstance(node, Sequence) else (node,)
    return tuple(as_name(value) for value in values if isinstance(value, Scalar))


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _shape_hint(columns: int, key: str) -> str:
    if columns == 1:
        return f"several groups are a list: {key}: [a, b]"
    values = ", ".join("abcdefgh"[:columns])
    return f"each group is a list of its own: {key}: [[{values}]]"


def every_group(span: Span) -> Selection:
    """Return what a claim about each group means that does not say in how many of them."""
    return Selection(Quantifier.ALL, Quantifier.ALL.value, span)


def build_selection(context: Context, node: Node, columns: int) -> Selection | None:
    """Return which of the groups are meant: so many, or those that are listed."""
    if isinstance(node, Sequence):
        groups = build_groups(context, node, columns, "in")
        shown = ", ".join(" / ".join(value.value for value in group) for group in groups)
        return Selection(Quantifier.THESE, shown, node.span, groups=groups)
    assert isinstance(node, Scalar)
    text = as_text(node)
    if text.value in {"all", "none"}:
        return Selection(Quantifier(text.value), text.value, text.span)
    count = _count(context, text)
    if count is None:
        return None
    return Selection(Quantifier.COUNT, text.value, text.span, count)


def _count(context: Context, text: Text) -> Interval | None:
    """Return the numbers of groups that words such as ``at least 7`` allow."""
    match = _COUNT.fullmatch(text.value)
    if match is None:
        message = f"{quoted(text.value)} does not say how many of the groups"
        hint = "write all, none, 7, at least 7, 7..9, or a list of groups: [Aarau, Baden]"
        context.report_value(FORM_VALUE, message, text.span, hint, text=text.value)
        return None
    if match["lower"]:
        lower, upper = int(match["lower"]), int(match["upper"])
        if lower > upper:
            message = f"the range {quoted(text.value)} begins above its end"
            context.report_value(FORM_VALUE, message, text.span, f"write {upper}..{lower}")
            return None
        return Interval(Fraction(lower), Fraction(upper))
    return _worded(match["how"], int(match["number"]))


def _worded(how: str | None, number: int) -> Interval:
    match how:
        case "at least":
            return Interval.at_least(number)
        case "at most":
            return Interval.at_most(number)
        case "more than":
            return Interval.at_least(number, closed=False)
        case "fewer than":
            return Interval.at_most(number, closed=False)
        case _:
            return Interval.point(number)


def build_number_of_groups(context: Context, node: Node) -> int | None:
    """Return how many groups ``of`` says there are, where a claim is about each of them."""
    value = as_text(node) if isinstance(node, Scalar) else None
    if value is not None and _WHOLE.fullmatch(value.value):
        return int(value.value)
    found = "a list" if value is None else quoted(value.value)
    message = f"'of' says how many groups there are, and {found} is no whole number"
    hint = "write the number, 'of: 8'; which groups are meant stands under 'in'"
    context.report_value(FORM_VALUE, message, node.span, hint)
    return None
