"""Reads the tables in which two people coded the same units."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

from msgspec import Struct
from msgspec.structs import replace

from factcheck.evidence import codes
from factcheck.evidence.coded_codes import (
    CODED_TWICE,
    NO_SUCH_CLASS,
    TOO_MANY_CODES,
    WRONG_COUNT,
)
from factcheck.evidence.look import Known, read_rows, reading
from factcheck.model.agreement import ONE, Coded, Coder
from factcheck.model.cell import number_key
from factcheck.model.decimal_text import TooLongError, parse_decimal
from factcheck.model.near import did_you_mean, quoted
from factcheck.model.problem import Problem, ProblemsError
from factcheck.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from factcheck.evidence.frame import Frame
    from factcheck.model.fraction import Fraction
    from factcheck.model.problem import Code

MAX_UNITS = 200_000
MAX_CLASSES = 500
_MOST_PROBLEMS = 20


class Codes(Struct, frozen=True):
    """The columns of one file that have codes, each with the name of who gave them."""

    file: Path
    columns: tuple[tuple[str, str], ...]
    """Name and column."""


class Asked(Struct, frozen=True):
    """What tables of codes are read for."""

    unit: str
    """The column that tells units apart."""
    count: str | None = None
    """The column that says how many cases a unit stands for."""
    classes: tuple[str, ...] | None = None
    """The classes that there are; ``None`` where any text is one."""
    known: Known = Known()


class _Row(NamedTuple):
    line: int
    unit: str
    labels: list[str]
    number: str | None
    """How many cases it says that the unit stands for."""


class _Read(NamedTuple):
    """What one file says."""

    coders: tuple[Coder, ...]
    is_counted: bool
    """Whether it has the column of counts."""


def read_coders(tables: Sequence[Codes], asked: Asked) -> tuple[Coder, ...]:
    """Return what each person coded, in the order of the tables and their columns.

    Raises ``ProblemsError`` with everything that is wrong with the files: what keeps them from
    being read, columns that are not there, units that come twice, classes that do not exist,
    counts that are none or differ.
    """
    problems: list[Problem] = []
    found: list[_Read] = []
    for table in tables:
        try:
            found.append(_read(table, asked, problems))
        except ProblemsError as error:
            problems += [_placed(each, table.file) for each in error.problems]
    if not problems:
        problems += _too_many_classes(found)
        problems += _unlike_counts(found, asked)
    if problems:
        raise ProblemsError(problems[:_MOST_PROBLEMS])
    weights = _weights(found)
    return tuple(_weighted(coder, weights) for each in found for coder in each.coders)


def _read(table: Codes, asked: Asked, problems: list[Problem]) -> _Read:
    """Return the codes of one file; note what is wrong with single rows."""
    frame = read_rows(table.file, asked.known)
    rows = list(_rows(table, frame, asked))
    seen: dict[str, int] = {}
    for row in rows:
        if not row.unit:
            problems.append(_at(table.file, row, CODED_TWICE, "a row names no unit"))
        elif row.unit in seen:
            message = f"the unit {quoted(row.unit)} stands in line {seen[row.unit]} already"
            problems.append(_at(table.file, row, CODED_TWICE, message))
        seen.setdefault(row.unit, row.line)
        problems += _unknown(table, row, asked.classes)
    weights = [_weight(table.file, row, problems) for row in rows]
    coders = tuple(
        Coder(
            name,
            tuple(_coded(row, place, weight) for row, weight in zip(rows, weights, strict=True)),
        )
        for place, (name, _) in enumerate(table.columns)
    )
    return _Read(coders, asked.count is not None and asked.count in frame.headers)


def _coded(row: _Row, place: int, weight: Fraction) -> Coded:
    return Coded(row.unit, row.labels[place] or None, weight)


def _rows(table: Codes, frame: Frame, asked: Asked) -> Iterator[_Row]:
    """Yield what each row says; raises ``ProblemsError`` for columns, and for too many rows."""
    has_count = asked.count is not None and asked.count in frame.headers
    columns = [asked.unit, *(column for _, column in table.columns)]
    _require(table.file, frame, columns)
    unit, *labels = map(frame.headers.index, columns)
    with reading(table.file):
        for number, (line, cells) in enumerate(frame.rows()):
            if number == MAX_UNITS:
                message = f"{quoted(table.file.name)} has more than {MAX_UNITS:,} units"
                raise ProblemsError([Problem(TOO_MANY_CODES, message)])
            count = cells[frame.headers.index(str(asked.count))] if has_count else None
            yield _Row(line, _text(cells[unit]), [_text(cells[each]) for each in labels], count)


def _text(cell: str) -> str:
    """Return a cell as classes of a rubric are compared."""
    return " ".join(normalize("NFC", cell).split())


def _require(file: Path, frame: Frame, columns: list[str]) -> None:
    problems = [
        Problem(
            codes.UNKNOWN_COLUMN,
            f"{quoted(file.name)} has no column {quoted(column)}",
            hint=did_you_mean(column, filter(None, frame.headers)),
        )
        for column in dict.fromkeys(columns)
        if column not in frame.headers
    ]
    if problems:
        raise ProblemsError(problems)


def _unknown(table: Codes, row: _Row, classes: tuple[str, ...] | None) -> Iterator[Problem]:
    """Yield the problem of each class that does not exist."""
    for label in row.labels:
        if classes is not None and label and label not in classes:
            message = f"{quoted(label)} is no class of the rubric"
            yield _at(table.file, row, NO_SUCH_CLASS, message, did_you_mean(label, classes))


def _weight(file: Path, row: _Row, problems: list[Problem]) -> Fraction:
    if row.number is None:
        return ONE
    text = row.number.strip()
    try:
        number = parse_decimal(text)
    except TooLongError:
        number = None
    if number is None or number < 0:
        message = f"the count of {quoted(row.unit)} is {quoted(text)}"
        hint = "write a number in digits, not below zero, in every row"
        problems.append(_at(file, row, WRONG_COUNT, message, hint))
        return ONE
    return number


def _placed(problem: Problem, file: Path) -> Problem:
    """Return a problem with the file that it is about."""
    return problem if problem.span is not None else replace(problem, span=_file_of(file))


def _file_of(file: Path) -> Span:
    """Return the first line of a file, where what it lacks as a whole is told of."""
    return Span(file.as_posix(), 1, 1, 1, 2)


def _at(file: Path, row: _Row, code: Code, message: str, hint: str | None = None) -> Problem:
    span = Span(file.as_posix(), int(row.line), 1, int(row.line), 2)
    return Problem(code, message, span, hint=hint)


def _too_many_classes(found: list[_Read]) -> Iterator[Problem]:
    coders = (coder for each in found for coder in each.coders)
    given = {each.label for coder in coders for each in coder.codes}
    if len(given) > MAX_CLASSES:
        message = f"the tables have {len(given):,} classes; the limit is {MAX_CLASSES}"
        yield Problem(TOO_MANY_CODES, message, hint="is it the column of the codes?")


def _weights(found: list[_Read]) -> dict[str, Fraction]:
    """Return what units stand for, as the first of the tables that count says it."""
    counting = [each.coders[0] for each in found if each.is_counted]
    return {each.unit: each.weight for coder in reversed(counting) for each in coder.codes}


def _unlike_counts(found: list[_Read], asked: Asked) -> Iterator[Problem]:
    """Yield that no table counts, and each unit that stands for another number in each table."""
    if asked.count is not None and not any(each.is_counted for each in found):
        message = f"no table has the column {quoted(asked.count)}"
        yield Problem(codes.UNKNOWN_COLUMN, message)
    weights = _weights(found)
    for coder in (each.coders[0] for each in found if each.is_counted):
        for each in coder.codes:
            if each.weight != weights[each.unit]:
                one, other = number_key(weights[each.unit]), number_key(each.weight)
                message = (
                    f"the unit {quoted(each.unit)} stands for {one} in one table, and for {other} "
                    f"in the other"
                )
                yield Problem(WRONG_COUNT, message)


def _weighted(coder: Coder, weights: dict[str, Fraction]) -> Coder:
    """Return a coder whose units stand for what some table says."""
    return replace(
        coder,
        codes=tuple(
            replace(each, weight=weights.get(each.unit, each.weight)) for each in coder.codes
        ),
    )
