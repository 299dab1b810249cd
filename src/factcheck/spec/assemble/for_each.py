"""Claims of one shape: the rows that ``for_each`` names, and a claim with the values of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from factcheck.model.near import did_you_mean, quoted
from factcheck.model.problem import Problem
from factcheck.model.rubric import CLASS
from factcheck.model.spec import Template
from factcheck.spec.assemble.placeholders import Row, check_placeholders, filled
from factcheck.spec.assemble.read import as_name, items, name
from factcheck.spec.codes import CLASS_TOO_EARLY, FOR_EACH, UNKNOWN_NAME
from factcheck.spec.document.node import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.span import Span
    from factcheck.spec.assemble.context import Context

MOST_CLAIMS = 100_000


def rows_of(context: Context, key: Scalar, block: Mapping, above: str) -> tuple[Row, ...]:
    """Return the rows that a claim is repeated for; one at most where something is wrong with them.

    For the rows of a table that was not read yet it is one that stands for all of them, and the
    claim is noted as a template.
    """
    entry = block.entry("for_each")
    assert entry is not None
    assert isinstance(entry.node, Mapping)
    if context.row is not None:
        message = "a claim with 'for_each' cannot be a part of one that has it too"
        context.report(FOR_EACH, message, entry.key.span, "name all values in one 'for_each'")
        return ()
    before = len(context.problems)
    rows = tuple(_rows(context, key, entry.node, above))
    if not rows:
        return ()
    inner = replace(block, entries=tuple(each for each in block.entries if each is not entry))
    check_placeholders(context, inner, rows[0], entry.key.span)
    context.claims_made += len(rows)
    if context.claims_made > MOST_CLAIMS:
        message = f"'for_each' makes more than {MOST_CLAIMS:,} claims in this file"
        hint = "divide the claims among several files, or claim it of each group with 'by'"
        context.report(FOR_EACH, message, entry.key.span, hint)
    return rows if len(context.problems) == before else rows[:1]


def _rows(context: Context, key: Scalar, block: Mapping, above: str) -> Iterator[Row]:
    entry = block.entry("rows")
    if entry is None:
        yield from _rows_of_table(context, key, block, above)
        return
    assert isinstance(entry.node, Sequence)
    written = [item for item in entry.node.items if isinstance(item, Mapping)]
    first = tuple(each.key.text for each in written[0].entries)
    met: set[tuple[str, ...]] = set()
    for item in written:
        values = {
            each.key.text: each.node.text for each in item.entries if isinstance(each.node, Scalar)
        }
        _check_names(context, item, first)
        row = tuple(values.get(each, "") for each in first)
        if row in met:
            message = "this row is the same as one before it"
            context.report(FOR_EACH, message, item.span, "remove it")
        met.add(row)
        yield Row(values)


def _check_names(context: Context, item: Mapping, names: tuple[str, ...]) -> None:
    """Note names that a row has and the first has not, or the other way round."""
    own = [each.key.text for each in item.entries]
    for each in item.entries:
        if each.key.text not in names:
            message = f"the first row has no {quoted(each.key.text)}"
            hint = did_you_mean(each.key.text, names)
            context.report(FOR_EACH, message, each.key.span, hint)
    absent = [each for each in names if each not in own]
    if absent and set(own) <= set(names):
        message = f"this row has no {quoted(absent[0])}, which the first one has"
        context.report(FOR_EACH, message, item.span, f"add '{absent[0]}: …'")


def _rows_of_table(context: Context, key: Scalar, block: Mapping, above: str) -> Iterator[Row]:
    table, columns = name(block, "table"), items(block, "columns")
    assert table is not None
    assert columns is not None
    if not _is_table(context, table.value, table.span):
        return
    names = tuple(as_name(each) for each in columns)
    if table.value in context.declared.classified:
        for each in names:
            if each.value == CLASS:
                message = "'for_each' repeats a claim before the rubric has classified any row"
                hint = "write the classes out under 'rows', or claim it of each class with 'by'"
                context.report(CLASS_TOO_EARLY, message, each.span, hint)
    own = f"{above}{key.text}"
    read = None if context.rows is None else context.rows.get(own)
    if read is None:
        context.templates.append(Template(own, key.span, table, names))
        yield Row({each.value: "1" for each in names}, is_trial=True)
        return
    # A table with a fault makes one claim that says so, without any row.
    assert not isinstance(read, Problem)
    if not read:
        message = f"the table {quoted(table.value)} has no row to make a claim of"
        context.report(FOR_EACH, message, table.span, "a claim that is never made checks nothing")
    for values in read:
        yield Row(dict(zip((each.value for each in names), values, strict=True)))


def _is_table(context: Context, table: str, span: Span) -> bool:
    declared = context.declared
    if table in declared.vintages:
        message = f"{quoted(table)} comes in vintages, and 'for_each' does not say which to take"
        context.report(FOR_EACH, message, span, "write the 'rows' out")
        return False
    if table not in declared.tables:
        message = f"there is no table {quoted(table)}"
        context.report(UNKNOWN_NAME, message, span, did_you_mean(table, declared.tables))
        return False
    context.used["names"].add(table)
    return True


def with_values(key: Scalar, block: Mapping, row: Row) -> tuple[Scalar, Mapping]:
    """Return the id and the block of the claim that one row makes."""
    values = ",".join(f"{each}={value}" for each, value in row.values.items())
    entries = tuple(each for each in block.entries if each.key.text != "for_each")
    made = filled(replace(block, entries=entries), row)
    return replace(key, text=f"{key.text}[{values}]"), made
