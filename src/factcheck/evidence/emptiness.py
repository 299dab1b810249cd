"""Tables and columns that hold nothing: most often an export that broke off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.evidence.content import ContentError
from factcheck.model.cell import Fault
from factcheck.model.near import quoted
from factcheck.model.problem import Code
from factcheck.model.spec import EmptyCell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.evidence.column import ReadColumn
    from factcheck.evidence.frame import Frame
    from factcheck.model.spec import TableDeclaration

NO_ROWS = Code(
    "FC268",
    "no-rows",
    "A table has a header and no rows.",
    "A sum of no rows is 0, and so is their count: an export that broke off after its header would "
    "support any claim that there were none. Complete the file, correct `skip`, or the columns "
    "under `on` where `unmatched: drop` leaves out all rows. Where the table truly has no rows, "
    "add `may_be_empty: true` under it; each file of a table of several `files` is asked, and the "
    "table that a `join` names.",
)

NO_VALUES = Code(
    "FC269",
    "no-values",
    "A column that claims use applies to no row.",
    "Every cell stands for `not applicable`, as `empty` or `markers` declare it, so that all rows "
    "are left out. A sum of no rows is 0, whatever the true number is. Declare the cells "
    "`unknown` if they could hold any value, or `0` if they are zero. Where the column truly "
    "applies to no row, add `may_be_empty: true` under the table.",
)

CODES: tuple[Code, ...] = (NO_ROWS, NO_VALUES)


def no_rows(declaration: TableDeclaration, line: int | None, *, file: str | None = None) -> Fault:
    """Return the fault of a table without rows, whose header stands on a line, if it has one.

    ``file`` is the one of several that has none.
    """
    table = quoted(declaration.called)
    where = "" if file is None else f": file {quoted(file)}"
    if file is None and declaration.join is not None and declaration.join.unmatched == "drop":
        partner = quoted(declaration.join.table.value)
        said = f"has no rows left: it has none, or none has a partner in table {partner}"
    else:
        header = "" if line is None else f"a header (line {line}) and "
        besides = " besides those that `skip` leaves out" if declaration.skip else ""
        said = f"has {header}no rows{besides}"
    hint = f"if it truly has none, add `may_be_empty: true` under {table}"
    return Fault(NO_ROWS, f"table {table}{where} {said}", hint=hint)


def require_rows(frame: Frame, declaration: TableDeclaration, *, file: str | None = None) -> None:
    """Raise ``ContentError`` for a part of a table, or its partner, that has no rows."""
    if not declaration.may_be_empty and next(frame.rows(), None) is None:
        raise ContentError(no_rows(declaration, frame.header_line, file=file))


def no_values(column: ReadColumn, table: str) -> Iterator[Fault]:
    """Yield a fault for a column that claims use and that applies to no row.

    Such rows are left out, so that none would be there.
    """
    if column.seen.plain_maximum is not None:
        return
    gaps = {one.gap for one in column.meanings.values() if not one.is_total}
    if gaps == {EmptyCell.NOT_APPLICABLE}:
        name = column.rules.name
        yield Fault(
            NO_VALUES,
            f"column {quoted(name)} has no value: all its cells are declared not applicable",
            name,
            f"if it truly has none, add `may_be_empty: true` under {quoted(table)}",
        )
