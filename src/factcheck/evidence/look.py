"""A look at one file that may become evidence: how it is cut, and what its columns hold."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.evidence.content import ChangedError, ContentError, unpacked
from factcheck.evidence.find import refuse_cutting
from factcheck.evidence.frame import Frame
from factcheck.evidence.guess import HEAD, Cut, guess_cut, guess_rows
from factcheck.evidence.locate import STORES, WORKBOOKS, locate, unreadable
from factcheck.evidence.profile import TableProfile, profile
from factcheck.evidence.records import numbered
from factcheck.evidence.source import Origin, fingerprint_of
from factcheck.evidence.table import CHANGED, Plain, open_table
from factcheck.evidence.workbook import read_workbook, sheet_records
from factcheck.model.problem import Problem, ProblemsError
from factcheck.model.span import Span, Text
from factcheck.model.spec import TableDeclaration

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

    from factcheck.evidence.locate import Located
    from factcheck.model.cell import Fault
    from factcheck.model.cell_range import CellRange


class Known(Struct, frozen=True):
    """What somebody knows of a file already; ``None`` for what is to be found out."""

    delimiter: str | None = None
    encoding: str | None = None
    header_row: int | None = None
    sheet: str | None = None
    cell_range: CellRange | None = None


class Look(Struct, frozen=True):
    """What was seen."""

    cut: Cut
    is_workbook: bool
    profile: TableProfile


def look_at(file: Path, known: Known) -> Look:
    """Return how a file seems to be cut, and what its columns hold then.

    Raises ``ProblemsError``, whose problems have no place in a claim file, where it is no file
    that may be evidence, and where it cannot be cut into equally long rows.
    """
    text = _named(file)
    with _without_places(text):
        return _look(_located(file, text), known)


def read_rows(file: Path, known: Known) -> Frame:
    """Return the rows of one file as a run would read them, cut as tables are unless known.

    They are read when they are asked for; see ``reading``. Raises ``ProblemsError`` as
    ``look_at``.
    """
    text = _named(file)
    with _without_places(text):
        located = _located(file, text)
        declaration = _as_known(located, known)
        if located.suffix in STORES:
            refuse_cutting(declaration, located)
        return _opened(declaration, located)


def reading(file: Path) -> AbstractContextManager[None]:
    """Return what makes problems of what is wrong with a file while its rows are read."""
    return _without_places(_named(file))


def _named(file: Path) -> Text:
    """Return the name of a file as if a claim file beside it said it."""
    name = file.absolute().name
    return Text(name, Span(name, 1, 1, 1, 1))


def _located(file: Path, text: Text) -> Located:
    place = file.absolute()
    return locate(text, place.parent, Path(place.resolve().anchor))


@contextmanager
def _without_places(text: Text) -> Iterator[None]:
    """Make every error of a file a problem that has no place in a claim file."""
    try:
        yield
    except ContentError as error:
        raise _without_place(error.fault) from error
    except ChangedError as error:
        raise _without_place(CHANGED) from error
    except OSError as error:
        raise ProblemsError(_placeless(unreadable(text, error))) from error
    except ProblemsError as error:
        raise ProblemsError(_placeless(error)) from error


def _without_place(fault: Fault) -> ProblemsError:
    return ProblemsError([Problem(fault.code, fault.message, hint=fault.hint)])


def _placeless(error: ProblemsError) -> list[Problem]:
    return [Problem(one.code, one.message, hint=one.hint) for one in error.problems]


def _look(located: Located, known: Known) -> Look:
    cut, declaration = _cut_of(located, known)
    return Look(cut, located.suffix in WORKBOOKS, profile(_opened(declaration, located)))


def _cut_of(located: Located, known: Known) -> tuple[Cut, TableDeclaration]:
    if located.suffix in STORES:
        # What somebody knows of its cutting is refused, not passed over.
        declaration = _as_known(located, known)
        refuse_cutting(declaration, located)
        return Cut(), declaration
    if located.suffix in WORKBOOKS:
        cut = _guess_sheet(located, known)
        return cut, _declared(located, cut, known, delimiter=None)
    cut = _guess_text(located, known)
    return cut, _declared(located, cut, known, delimiter=cut.delimiter)


def _opened(declaration: TableDeclaration, located: Located) -> Frame:
    """Return the rows of a table as a run would read them."""
    table = open_table(Origin(declaration, (located,)), "en")
    whole = [fault for fault in table.faults if fault.column is None]
    # Asked before the rows are: a byte that does not fit would end them with another error.
    fault = whole[0] if whole else fingerprint_of(table.sources).fault
    if fault is not None:
        raise ContentError(fault)
    rows = table.rows
    assert rows is not None
    assert table.header is not None
    if not isinstance(rows, Plain):
        return rows
    return Frame(table.header.headers, lambda: numbered(rows.content, rows.shape))


def _guess_sheet(located: Located, known: Known) -> Cut:
    rows = sheet_records(read_workbook(located), known.sheet, known.cell_range)
    return guess_rows([row for _, row in rows()], header_row=known.header_row)


def _guess_text(located: Located, known: Known) -> Cut:
    with unpacked(located) as binary:
        head = binary.read(HEAD + 1)
    return guess_cut(
        head[:HEAD],
        located.suffix,
        is_whole=len(head) <= HEAD,
        encoding=known.encoding,
        delimiter=known.delimiter,
        header_row=known.header_row,
    )


def _as_known(located: Located, known: Known) -> TableDeclaration:
    """Return a table that is cut as tables are, unless somebody knows otherwise."""
    return TableDeclaration(
        name="table",
        span=located.file.span,
        file=located.file,
        delimiter=known.delimiter,
        encoding=known.encoding or "utf-8",
        header_row=known.header_row,
        sheet=known.sheet,
        cell_range=known.cell_range,
    )


def _declared(
    located: Located, cut: Cut, known: Known, *, delimiter: str | None
) -> TableDeclaration:
    return TableDeclaration(
        name="table",
        span=located.file.span,
        file=located.file,
        delimiter=delimiter,
        encoding=cut.encoding,
        header_row=cut.header_row,
        header_rows=cut.header_rows,
        skip=cut.skip,
        sheet=known.sheet,
        cell_range=known.cell_range,
    )
