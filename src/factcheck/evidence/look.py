"""A look at one file that may become evidence: how it is cut, and what its columns hold."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.evidence.content import ChangedError, ContentError, opened
from factcheck.evidence.frame import Frame
from factcheck.evidence.guess import HEAD, Cut, guess_cut, guess_rows
from factcheck.evidence.locate import WORKBOOKS, locate, unreadable
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


class Known(Struct, frozen=True):
    """What somebody knows of a file already; ``None`` for what is to be found out."""

    delimiter: str | None = None
    encoding: str | None = None
    header_row: int | None = None
    sheet: str | None = None


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
        declaration = TableDeclaration(
            name="table",
            span=text.span,
            file=text,
            delimiter=known.delimiter,
            encoding=known.encoding or "utf-8",
            header_row=known.header_row,
            sheet=known.sheet,
        )
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
    is_workbook = located.suffix in WORKBOOKS
    cut = _guess_sheet(located, known) if is_workbook else _guess_text(located, known)
    declaration = _declared(located, cut, known.sheet, is_workbook=is_workbook)
    return Look(cut, is_workbook, profile(_opened(declaration, located)))


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
    rows = sheet_records(read_workbook(located), known.sheet)
    return guess_rows([row for _, row in rows()], header_row=known.header_row)


def _guess_text(located: Located, known: Known) -> Cut:
    with opened(located) as binary:
        head = binary.read(HEAD)
    return guess_cut(
        head,
        located.suffix,
        is_whole=located.size <= HEAD,
        encoding=known.encoding,
        delimiter=known.delimiter,
        header_row=known.header_row,
    )


def _declared(
    located: Located, cut: Cut, sheet: str | None, *, is_workbook: bool
) -> TableDeclaration:
    return TableDeclaration(
        name="table",
        span=located.file.span,
        file=located.file,
        delimiter=None if is_workbook else cut.delimiter,
        encoding=cut.encoding,
        header_row=cut.header_row,
        header_rows=cut.header_rows,
        skip=cut.skip,
        sheet=sheet,
    )
