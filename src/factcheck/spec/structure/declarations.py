"""Which keys of tables, columns, quantities and assumptions go together.

The same rules stand in ``claim_rules.py`` as JSON Schema.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.near import quoted
from factcheck.spec.codes import MIXED_FORMS, NO_FORM, UNUSED_KEY
from factcheck.spec.document.node import Entry, Mapping, Scalar
from factcheck.spec.structure.form_fault import FormFault, value_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.spec.document.node import Node
    from factcheck.spec.structure.plain import Path

_Pair = tuple[str, str, str, str]
_FROM_ONE_PLACE = "a table comes from one file, from several files of one shape, or in vintages"
_KEEP_ONE = "keep one of the two"
_ONE_SIZE = "the margin that was published says how sure a number is, or how many were asked does"
_ONE_SOURCE: tuple[_Pair, ...] = (
    ("file", "files", _FROM_ONE_PLACE, _KEEP_ONE),
    ("file", "vintages", _FROM_ONE_PLACE, _KEEP_ONE),
    ("files", "vintages", _FROM_ONE_PLACE, _KEEP_ONE),
    *(
        ("connection", key, "a table lies in a database or in files", _KEEP_ONE)
        for key in ("file", "files", "vintages", "resource", "partitions")
    ),
    ("resource", "table", "a resource of a Data Package is no table of a database", _KEEP_ONE),
    ("header", "header_row", "'header' is for a file without a header row", _KEEP_ONE),
    ("header", "header_rows", "'header' is for a file without a header row", _KEEP_ONE),
    ("margin", "n", _ONE_SIZE, _KEEP_ONE),
)
_NOT_IN_FILE = "a calculated column does not stand in the file"
_COLUMN_PAIRS: tuple[_Pair, ...] = (
    ("exact", "rounded", "numbers are exact or rounded", _KEEP_ONE),
    ("exact", "perturbation", "numbers are exact or perturbed", _KEEP_ONE),
    ("margin", "n", _ONE_SIZE, _KEEP_ONE),
    *(
        ("compute", key, _NOT_IN_FILE, f"declare {quoted(key)} of the column it is calculated from")
        for key in ("from", "parse", "ignore", "markers", "footnotes")
    ),
)


def declaration_faults(root: Mapping) -> Iterator[FormFault]:
    """Yield what is wrong with the keys of tables, quantities and assumptions."""
    rules = (("evidence", _table), ("quantities", _quantity), ("assumptions", _assumption))
    for name, rule in rules:
        for entry, node in _blocks(value_of(root, name)):
            yield from rule(entry, node, (name, entry.key.text))


def _blocks(section: Node | None) -> Iterator[tuple[Entry, Mapping]]:
    for entry in section.entries if isinstance(section, Mapping) else ():
        if isinstance(entry.node, Mapping) and not entry.node.is_doubtful:
            yield entry, entry.node


def _table(_: Entry, node: Mapping, path: Path) -> Iterator[FormFault]:
    keys = {inner.key.text: inner.key for inner in node.entries}
    yield from _exclusive(keys, path, _ONE_SOURCE)
    if "files" in keys and "adds" not in keys:
        message = "'files' needs 'adds': the column that tells the rows of the files apart"
        yield FormFault(path, NO_FORM, message, keys["files"].span, "add 'adds: …', a new name")
    if "adds" in keys and "files" not in keys:
        message = "'adds' needs 'files': the labels and paths of several files"
        yield FormFault(path, NO_FORM, message, keys["adds"].span, "add 'files', or remove it")
    yield from _idle_parts(keys, path)
    for entry, column in _blocks(value_of(node, "columns")):
        inner = {each.key.text: each.key for each in column.entries}
        here = (*path, "columns", entry.key.text)
        yield from _exclusive(inner, here, _COLUMN_PAIRS)
        yield from _idle_over(column, inner, here)


def _idle_parts(keys: dict[str, Scalar], path: Path) -> Iterator[FormFault]:
    """Yield what names a part of something that is not named itself."""
    if "connection" in keys and "table" not in keys:
        message = "'connection' needs 'table': the table or view of the database"
        hint = "add 'table: …', with its schema where it has one: table: public.police"
        yield FormFault(path, NO_FORM, message, keys["connection"].span, hint)
    if "table" in keys and not keys.keys() & {"connection", "file"}:
        message = "'table' needs 'connection' or 'file': the database that holds it"
        hint = "add 'connection: FACTCHECK_…', or the file of a SQLite or DuckDB database"
        yield FormFault(path, NO_FORM, message, keys["table"].span, hint)
    for key, what in (("resource", "the descriptor"), ("partitions", "the files")):
        if key in keys and "file" not in keys:
            message = f"{quoted(key)} needs 'file': {what}"
            yield FormFault(path, NO_FORM, message, keys[key].span, "add 'file: …', or remove it")


def _idle_over(column: Mapping, keys: dict[str, Scalar], path: Path) -> Iterator[FormFault]:
    """Yield an ``over`` of a column that is no stock."""
    kind = value_of(column, "kind")
    if "over" not in keys or (isinstance(kind, Scalar) and kind.text == "stock"):
        return
    beside = f"'kind: {kind.text}'" if isinstance(kind, Scalar) else "no 'kind'"
    message = f"'over' says along which column a stock is never summed, and there is {beside}"
    hint = "add 'kind: stock', or remove 'over'"
    yield FormFault(path, UNUSED_KEY, message, keys["over"].span, hint)


def _exclusive(
    keys: dict[str, Scalar], path: Path, pairs: tuple[_Pair, ...]
) -> Iterator[FormFault]:
    """Yield the first pair of keys that exclude each other."""
    for one, other, why, hint in pairs:
        if one in keys and other in keys:
            later = max(keys[one], keys[other], key=lambda key: key.span)
            message = f"{quoted(one)} and {quoted(other)} exclude each other: {why}"
            yield FormFault(path, MIXED_FORMS, message, later.span, hint)
            return


def _quantity(entry: Entry, node: Mapping, path: Path) -> Iterator[FormFault]:
    keys = {inner.key.text: inner.key for inner in node.entries}
    if not keys.keys() & {"is", "measure", "part_of", "missing"}:
        message = f"nothing says what the quantity {quoted(entry.key.text)} is"
        hint = "add 'is', 'measure', 'part_of' or 'missing'"
        yield FormFault(path, NO_FORM, message, entry.key.span, hint)
    if "measure" in keys and "missing" in keys:
        message = "a quantity with a 'measure' is not 'missing'"
        yield FormFault(path, MIXED_FORMS, message, keys["missing"].span, "remove one of the two")


def _assumption(entry: Entry, node: Mapping, path: Path) -> Iterator[FormFault]:
    keys = {inner.key.text: inner.key for inner in node.entries}
    forms = [key for key in keys if key in {"holds", "apart", "same"}]
    if not forms:
        message = f"the assumption {quoted(entry.key.text)} assumes nothing"
        hint = "add 'holds: a part of b', 'apart' with a list, or 'same' with 'of'"
        yield FormFault(path, NO_FORM, message, entry.key.span, hint)
        return
    if len(forms) > 1:
        first, second = forms[:2]
        message = f"{quoted(first)} and {quoted(second)} are two assumptions"
        yield FormFault(path, MIXED_FORMS, message, keys[second].span, "make two entries of them")
        return
    yield from _companions(path, forms[0], keys)


def _companions(path: Path, form: str, keys: dict[str, Scalar]) -> Iterator[FormFault]:
    """Yield keys that the form of an assumption lacks or has no use for."""
    if form == "same" and "of" not in keys:
        message = "'same' needs 'of': the names that it bridges"
        yield FormFault(path, NO_FORM, message, keys["same"].span, "add 'of: [a, b]'")
    if form != "same" and "of" in keys:
        message = f"'of' belongs to 'same', not to {quoted(form)}"
        yield FormFault(path, MIXED_FORMS, message, keys["of"].span, "remove it")
    if form != "holds" and "one_for_one" in keys:
        message = f"'one_for_one' belongs to 'a part of b', not to {quoted(form)}"
        yield FormFault(path, MIXED_FORMS, message, keys["one_for_one"].span, "remove it")
