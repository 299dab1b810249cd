"""Sources, and tables with their columns."""

from __future__ import annotations

from posixpath import normpath
from typing import TYPE_CHECKING

from msgspec.structs import replace

from factcheck.model.dates import first_day, is_date
from factcheck.model.decimal_text import TooLongError, parse_decimal
from factcheck.model.near import quoted
from factcheck.model.rounding import NEAREST, table_rounding_named
from factcheck.model.spec import (
    ColumnDeclaration,
    ColumnKind,
    ColumnType,
    EmptyCell,
    Source,
    TableDeclaration,
)
from factcheck.spec.assemble.cell_range import build_range
from factcheck.spec.assemble.dates import check_publication, checked_date, checked_scope
from factcheck.spec.assemble.layout import (
    build_join,
    build_stack,
    build_unpivot,
    skipped_rows,
)
from factcheck.spec.assemble.markers import build_markers, build_profile
from factcheck.spec.assemble.read import (
    as_text,
    blocks,
    entries,
    flag,
    items,
    name,
    pairs,
    placed,
    scalar,
    text,
    texts,
    whole,
)
from factcheck.spec.assemble.rubric_column import check_class
from factcheck.spec.assemble.sampling import build_sampling, same_sample
from factcheck.spec.assemble.tongue import check_print, checked_locale
from factcheck.spec.assemble.units import build_unit
from factcheck.spec.codes import SHAPE, WRONG_VALUE
from factcheck.spec.document.node import Mapping, Scalar
from factcheck.spec.expression import parse_pattern, parse_row_expression

if TYPE_CHECKING:
    from factcheck.model.fraction import Fraction
    from factcheck.model.rounding import Rounding
    from factcheck.model.span import Text
    from factcheck.spec.assemble.context import Context
    from factcheck.spec.document.node import Entry


def build_source(context: Context, key: Scalar, block: Mapping) -> Source:
    """Return the record of a source."""
    check_publication(context, block)
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


def build_tables(context: Context, key: Scalar, block: Mapping) -> tuple[TableDeclaration, ...]:
    """Return the record of an evidence table, or one for each of its vintages."""
    table = _build_table(context, key, block)
    vintages = entries(block, "vintages")
    if not vintages:
        return (table,)
    made = tuple(_vintage(context, table, entry) for entry in vintages)
    for place, vintage in enumerate(made):
        _check_others(context, vintage, made[:place])
    return made


def _build_table(context: Context, key: Scalar, block: Mapping) -> TableDeclaration:
    header = items(block, "header")
    delimiter = text(block, "delimiter")
    columns = tuple(build_column(context, *column, block) for column in blocks(block, "columns"))
    check_class(context, block, columns)
    check_print(context, block)
    return TableDeclaration(
        key.text,
        key.span,
        file=placed(block, "file"),
        source=context.check_source(name(block, "source")),
        key=texts(block, "key"),
        scope=checked_scope(context, block),
        is_illustrative=flag(block, "illustrative"),
        perturbation=positive(context, block, "perturbation"),
        may_be_empty=flag(block, "may_be_empty"),
        delimiter="\t" if delimiter == "tab" else delimiter,
        encoding=text(block, "encoding") or "utf-8",
        locale=checked_locale(context, block),
        lang=text(block, "lang"),
        header=None if header is None else tuple(item.text for item in header),
        totals=tuple((column, label.text) for column, label in pairs(block, "totals")),
        columns=columns,
        sampling=build_sampling(context, block),
        same_sample=same_sample(block),
        empty=_empty(block),
        markers=build_markers(context, block),
        profile=build_profile(block),
        has_footnotes=flag(block, "footnotes"),
        files=tuple((label, as_text(path)) for label, path in pairs(block, "files")),
        adds=text(block, "adds"),
        header_row=whole(block, "header_row"),
        header_rows=whole(block, "header_rows") or 1,
        skip=skipped_rows(context, block),
        sheet=text(block, "sheet"),
        cell_range=build_range(context, block),
        fill_down=texts(block, "fill_down"),
        unpivot=build_unpivot(context, block),
        stack=build_stack(context, block),
        ticks=tuple((column, each.text) for column, each in pairs(block, "ticks")),
        join=build_join(context, block),
        rubric=placed(block, "rubric"),
        connection=placed(block, "connection"),
        relation=placed(block, "table"),
        resource=placed(block, "resource"),
        layout=text(block, "layout"),
        has_partitions=text(block, "partitions") is not None,
        min_cell=whole(block, "min_cell"),
    )


def _vintage(context: Context, table: TableDeclaration, entry: Entry) -> TableDeclaration:
    """Return one edition of a table, which expressions call like all others."""
    date, path = entry.key, entry.node
    assert isinstance(path, Scalar)
    checked_date(context, as_text(date))
    return replace(
        table,
        name=f"{table.name}@{date.text}",
        span=date.span,
        file=as_text(path),
        base=table.name,
        vintage=as_text(date),
    )


def _check_others(
    context: Context, vintage: TableDeclaration, before: tuple[TableDeclaration, ...]
) -> None:
    """Note a vintage that begins on the day of one before it, or is the same file."""
    assert vintage.vintage is not None
    assert vintage.file is not None
    date, path = vintage.vintage, vintage.file
    for other in before:
        assert other.vintage is not None
        assert other.file is not None
        if is_date(date.value) and first_day(date.value) == _day_of(other.vintage.value):
            message = (
                f"the vintages {quoted(other.vintage.value)} and {quoted(date.value)} begin on the "
                "same day, so that nobody can tell which is the later"
            )
            hint = "date them more exactly: 2016-01-15 and 2016-01-31"
            context.report(SHAPE, message, date.span, hint)
        if normpath(path.value) == normpath(other.file.value):
            message = (
                f"the vintages {quoted(other.vintage.value)} and {quoted(date.value)} are the same "
                f"file, {quoted(path.value)}"
            )
            hint = "name the file of each edition, or use 'file' for a table that has one"
            context.report(SHAPE, message, path.span, hint)


def _day_of(date: str) -> str | None:
    return first_day(date) if is_date(date) else None


ANY_STEP = "any"


def build_column(
    context: Context, key: Scalar, block: Mapping, table: Mapping
) -> ColumnDeclaration:
    """Return what is declared of a column of a table."""
    kind, kind_of_cells = text(block, "kind"), text(block, "type")
    computed = scalar(block, "compute")
    has_any_step = text(block, "step") == ANY_STEP
    step, rounding = _rounded(context, block)
    return ColumnDeclaration(
        key.text,
        key.span,
        header=text(block, "from") or key.text,
        unit=build_unit(context, block),
        scale=positive(context, block, "scale"),
        kind=None if kind is None else ColumnKind(kind),
        over=text(block, "over"),
        type=None if kind_of_cells is None else ColumnType(kind_of_cells),
        map=tuple((cell, label.text) for cell, label in pairs(block, "map")),
        domain=tuple(item.text for item in items(block, "domain") or ()),
        rounded=step,
        rounding=rounding,
        perturbation=positive(context, block, "perturbation"),
        empty=_empty(block),
        markers=build_markers(context, block),
        profile=build_profile(block),
        has_footnotes=flag(block, "footnotes"),
        compute=None if computed is None else context.parse_here(computed, parse_row_expression),
        compute_text=None if computed is None else as_text(computed).value,
        parse=_pattern(context, block),
        ignore=texts(block, "ignore"),
        is_exact=flag(block, "exact"),
        locale=checked_locale(context, block),
        step=None if has_any_step else positive(context, block, "step"),
        has_any_step=has_any_step,
        sampling=build_sampling(context, block, table),
    )


def _rounded(context: Context, block: Mapping) -> tuple[Fraction | None, Rounding | None]:
    """Return the step to which a column was rounded, and how, where that is declared."""
    entry = block.entry("rounded")
    if entry is None or not isinstance(entry.node, Mapping):
        return positive(context, block, "rounded"), None
    mode = text(entry.node, "mode")
    rounding = NEAREST if mode is None else table_rounding_named(mode)
    return positive(context, entry.node, "to"), rounding


def _pattern(context: Context, block: Mapping) -> Text | None:
    """Return the pattern of a column's texts, which has to say how they come apart."""
    written = scalar(block, "parse")
    if written is not None:
        context.parse_here(written, parse_pattern)
    return None if written is None else as_text(written)


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
