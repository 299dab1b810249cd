"""Tables of Data Packages as ordinary ones: what the descriptor says becomes a declaration."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from factcheck.evidence.locate import TEXTS, locate
from factcheck.evidence.package.codes import UNREAD_PACKAGE
from factcheck.evidence.package.dialect import Dialect, dialect_of
from factcheck.evidence.package.inline import inline_rows
from factcheck.evidence.package.missing import MissingValue, declared_missing
from factcheck.evidence.package.node import Node, is_text, text_in
from factcheck.evidence.package.read import Places, beside, read_json
from factcheck.evidence.package.resource import (
    chosen,
    encoding_of,
    paths_of,
    refuse_format,
    refuse_unread,
)
from factcheck.evidence.package.schema import schema_of
from factcheck.model.packaged import Packaged
from factcheck.model.problem import Problem, ProblemsError
from factcheck.model.span import Text
from factcheck.model.table_declaration import ColumnDeclaration

if TYPE_CHECKING:
    from factcheck.evidence.given import Given
    from factcheck.evidence.package.schema import Schema
    from factcheck.model.packaged import Described
    from factcheck.model.table_declaration import TableDeclaration

_UTF_8 = "utf-8"
_SECOND_VERSION = "/2."


def resolved(table: TableDeclaration, places: Places) -> tuple[TableDeclaration, Given | None]:
    """Return a table with what its package says of it, and its rows where they stand there.

    Raises ``ProblemsError`` with the first thing that is wrong with the package.
    """
    assert table.file is not None
    package, described = read_json(table.file, places)
    resource = chosen(package, table, table.file)
    refuse_unread(resource)
    files = [described]
    dialect_node = _loaded(resource, "dialect", places, files)
    schema_node = _loaded(resource, "schema", places, files)
    dialect = Dialect() if dialect_node is None else dialect_of(dialect_node)
    paths = paths_of(resource)
    data = resource.get("data")
    located = [_located(each, resource, places) for each in paths]
    is_printed = all(_is_text(path.value) for path in located) and data is None
    schema = None
    if schema_node is not None:
        is_ordered = any(_is_second(each) for each in (package, resource, schema_node))
        schema = schema_of(schema_node, table, is_printed=is_printed, is_ordered=is_ordered)
    made = _with_schema(table, schema, tuple(files), is_inline=data is not None)
    if data is not None:
        _refuse_cut(table, resource, dialect_node)
        _refuse_locale(table, resource)
        return made, inline_rows(data)
    if not is_printed:
        _refuse_locale(table, resource)
    made = _with_dialect(made, dialect, schema, resource)
    return _with_files(made, located), None


def _is_text(path: str) -> bool:
    return path.lower().removesuffix(".gz").endswith(TEXTS)


def _is_second(node: Node) -> bool:
    """Whether a descriptor says that it follows version 2, where columns have an order."""
    return isinstance(node.value, dict) and _SECOND_VERSION in (text_in(node, "$schema") or "")


def _loaded(resource: Node, key: str, places: Places, files: list[Described]) -> Node | None:
    """Return a schema or dialect, from its own file where it has one, which joins ``files``."""
    found = resource.get(key)
    if found is None or not is_text(found.value):
        return found
    node, described = read_json(beside(found), places)
    if described.file.value not in [each.file.value for each in files]:
        files.append(described)
    return node


def _located(node: Node, resource: Node, places: Places) -> Text:
    """Return the path of a file of rows; raises ``ProblemsError`` where it may not be read."""
    path = beside(node)
    refuse_format(resource, node.text())
    try:
        locate(path, places.folder.resolve(), places.root.resolve())
    except ProblemsError as error:
        told = error.problems[0]
        raise ProblemsError([replace(told, message=f"{node.place}: {told.message}")]) from error
    return path


def _with_schema(
    table: TableDeclaration, schema: Schema | None, files: tuple[Described, ...], *, is_inline: bool
) -> TableDeclaration:
    if schema is None:
        return replace(table, package=Packaged(files, is_inline=is_inline))
    package = Packaged(
        files,
        schema.fields,
        schema.match,
        schema.place,
        schema.faults,
        schema.notes,
        is_inline,
    )
    # Rows that are made of several columns have no key that the package could know.
    is_turned = table.unpivot is not None or table.stack is not None
    key = table.key or (() if is_turned else schema.key)
    return replace(table, package=package, columns=schema.columns, key=key)


def _with_dialect(
    table: TableDeclaration, dialect: Dialect, schema: Schema | None, resource: Node
) -> TableDeclaration:
    """Return a table cut as its dialect says, where the claim file does not say it itself."""
    encoding = encoding_of(resource)
    relation = None if dialect.table is None else Text(dialect.table, resource.file.span)
    made = replace(
        table,
        delimiter=table.delimiter or dialect.delimiter,
        encoding=table.encoding if table.encoding != _UTF_8 else encoding or _UTF_8,
        sheet=table.sheet or dialect.sheet,
        relation=table.relation or relation,
    )
    if dialect.null is not None:
        made = _with_null(made, dialect.null)
    if table.header is not None or table.header_row is not None or table.header_rows > 1:
        return made
    if not dialect.has_header:
        if schema is None:
            raise resource.error("a table without a header needs a `schema` with the names")
        return replace(made, header=schema.fields, skip=table.skip or dialect.skip)
    return replace(
        made,
        header_row=dialect.header_row,
        header_rows=dialect.header_rows,
        skip=table.skip or dialect.skip,
    )


def _with_null(table: TableDeclaration, null: str) -> TableDeclaration:
    """Return a table in whose cells a text stands for no value, unless it is declared already."""
    whole = ColumnDeclaration("", table.span, "")
    _, markers = declared_missing([MissingValue(null)], table, whole, is_required=False)
    return replace(table, markers=(*table.markers, *markers))


def _with_files(table: TableDeclaration, paths: list[Text]) -> TableDeclaration:
    if len(paths) == 1:
        return replace(table, file=paths[0])
    return replace(table, file=None, files=tuple((path.value, path) for path in paths))


def _refuse_locale(table: TableDeclaration, resource: Node) -> None:
    """Raise ``ProblemsError`` for digits of a locale in a file that prints no numbers."""
    if table.locale is not None or any(column.locale for column in table.columns):
        message = f"{resource.place}: the file keeps numbers, not how they are printed"
        problem = Problem(UNREAD_PACKAGE, message, table.span, hint="remove `locale`")
        raise ProblemsError([problem])


def _refuse_cut(table: TableDeclaration, resource: Node, dialect: Node | None) -> None:
    """Raise ``ProblemsError`` for what would say how rows are cut that stand in the descriptor."""
    if dialect is not None and dialect.value:
        raise dialect.error("`data` has its rows and columns already", UNREAD_PACKAGE)
    told = {
        "delimiter": table.delimiter is not None,
        "encoding": table.encoding != _UTF_8,
        "header": table.header is not None,
        "header_row": table.header_row is not None,
        "header_rows": table.header_rows > 1,
        "skip": bool(table.skip),
        "sheet": table.sheet is not None,
        "range": table.cell_range is not None,
    }
    keys = ", ".join(f"`{key}`" for key, is_told in told.items() if is_told)
    if keys:
        message = f"{resource.place}: the rows stand in the descriptor, and {keys} would cut a text"
        assert table.file is not None
        problem = Problem(UNREAD_PACKAGE, message, table.file.span, hint=f"remove {keys}")
        raise ProblemsError([problem])
