"""The class of a row beside what its unknown cells may be.

A class hangs on the inputs of a rubric. Where a measure tests an input beside the class, the two
are tried together: a row under 12 is not counted in the class of those over 18.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, assert_never

from factcheck.filter.assumed import Assumed, AssumedNone, AssumedRounded
from factcheck.model.cell import Missing, OneOf, is_unknown
from factcheck.model.dates import LAST_ORDINAL, day_of, is_date
from factcheck.model.fraction import Fraction
from factcheck.model.plan import ObstacleError
from factcheck.model.rubric import OTHER, CategoryDomain, NumberDomain, UnknownPolicy
from factcheck.model.spec import ColumnType

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from factcheck.model.cell import KeyValue
    from factcheck.model.rubric import RubricInput
    from factcheck.quantity.cells.classify import Classifier, Said
    from factcheck.quantity.cells.evidence_view import TableView

UNTRIED = "\x00untried"
"""Stands for an unknown value that no test looks at."""


def with_each_class(
    view: TableView, row: Mapping[str, KeyValue], assumed: dict[str, KeyValue]
) -> Iterator[dict[str, KeyValue]]:
    """Yield a row, some unknown values of which are assumed, with each class it then may have.

    So with everything that a rubric adds: whether the row counts, and its score. Nothing is
    yielded for values that no cell of the table can have.
    """
    added = () if view.classifier is None else view.classifier.added
    asked = [column for column in added if column in row]
    if view.classifier is None or all(row[column] is Missing.NONE for column in asked):
        yield assumed
        return
    different: dict[tuple[KeyValue, ...], None] = {}
    for way in _ways_if(view.classifier, row, assumed):
        different[tuple(_tried(way[column], row[column]) for column in asked)] = None
    for values in different:
        yield {**assumed, **dict(zip(asked, values, strict=True))}


def _tried(value: str | Literal[Missing.NONE], key: KeyValue) -> KeyValue:
    """Return what a rubric may say of a row as a value tried, where that is not known."""
    if not is_unknown(key):
        return value
    return Assumed(value) if isinstance(value, str) else AssumedNone()


def _ways_if(
    classifier: Classifier, row: Mapping[str, KeyValue], assumed: Mapping[str, KeyValue]
) -> tuple[Said, ...]:
    inputs: dict[str, KeyValue] = {}
    for each in classifier.rubric.inputs:
        key = assumed[each.column]
        if not isinstance(key, Assumed) or key == UNTRIED:
            inputs[each.column] = row[each.column]
        elif isinstance(key, AssumedRounded) and isinstance(each.domain, CategoryDomain):
            # Categories are told apart by what is printed.
            inputs[each.column] = row[each.column]
        elif _is_readable(classifier, each, key):
            inputs[each.column] = key
        elif _is_worded(classifier, each, key):
            # Some text, of which only the tests know anything.
            inputs[each.column] = row[each.column]
        else:
            return ()
    # Under `no match` it makes no difference what a cell is in truth: nobody knows it.
    is_moot = classifier.rubric.unknown is UnknownPolicy.NO_MATCH
    return classifier.ways_of(row if is_moot else inputs)


def is_added(view: TableView, column: str) -> bool:
    """Whether a column is one that a rubric adds: what it holds hangs on other columns."""
    return view.classifier is not None and column in view.classifier.added


def is_open(view: TableView, place: int) -> bool:
    """Whether a rubric leaves open what it says of a cell's rows."""
    return bool(open_columns(view, place))


def open_columns(view: TableView, place: int) -> tuple[str, ...]:
    """Return the columns in which a rubric leaves open what it says of a cell's rows."""
    added = () if view.classifier is None else view.classifier.added
    row = view.index.rows[place]
    return tuple(column for column in added if isinstance(row.get(column), OneOf))


def _is_readable(classifier: Classifier, of: RubricInput, key: str) -> bool:
    try:
        classifier.values.read(of, key)
    except ObstacleError:
        return False
    return True


def _is_worded(classifier: Classifier, of: RubricInput, key: str) -> bool:
    """Whether a text may be a range of numbers, or of days, in words."""
    if not isinstance(of.domain, NumberDomain) or (of.domain.is_date and is_date(key)):
        return False
    return classifier.values.reader.columns[of.column].type is ColumnType.TEXT


def texts_told_apart(view: TableView, column: str) -> tuple[str, ...]:
    """Return the texts of a column that a rubric knows, or at which its class may change."""
    of = _input(view, column)
    if of is None:
        return ()
    labels = tuple(label for label, _ in of.meanings)
    match of.domain:
        case NumberDomain(is_date=True):
            return (*_days(view, of), *labels)
        case NumberDomain():
            return labels
        case CategoryDomain():
            return (*_written(view, of.domain, column), *labels)
        case _:
            assert_never(of.domain)


def _written(view: TableView, domain: CategoryDomain, column: str) -> tuple[str, ...]:
    """Return the categories as a column has them, which may be ``TRUE`` for ``true``."""
    if not domain.is_boolean:
        return tuple(value for value in domain.values if value != OTHER)
    met = view.reader.columns[column].values
    written = ([each for each in met if each.casefold() == value] for value in domain.values)
    pairs = zip(domain.values, written, strict=True)
    return tuple(each for value, found in pairs for each in found or [value])


def days_told_apart(view: TableView, column: str) -> tuple[str, ...]:
    """Return days around which the class that a rubric gives may change."""
    of = _input(view, column)
    has_dates = of is not None and isinstance(of.domain, NumberDomain) and of.domain.is_date
    return _days(view, of) if of is not None and has_dates else ()


def _days(view: TableView, of: RubricInput) -> tuple[str, ...]:
    """Return the days at which pieces of a domain begin and end, and those beside them."""
    near = {int(end) + step for end in _ends(view, of) for step in (-1, 0, 1)}
    return tuple(day_of(day) for day in sorted(near) if 1 <= day <= LAST_ORDINAL)


def numbers_told_apart(view: TableView, column: str) -> frozenset[Fraction]:
    """Return the numbers of a column at which the class that a rubric gives may change."""
    of = _input(view, column)
    if of is None:
        return frozenset()
    if isinstance(of.domain, NumberDomain) and of.domain.is_date:
        # A number is a year.
        return frozenset(Fraction(int(day[:4])) for day in _days(view, of))
    named = {number for text in texts_told_apart(view, column) for number in _numbers_in(text)}
    return frozenset(named | _ends(view, of))


def _ends(view: TableView, of: RubricInput) -> set[Fraction]:
    """Return the numbers at which the pieces of an input's domain begin and end."""
    assert view.classifier is not None
    pieces = (
        piece.values
        for each in view.classifier.decisions.inputs
        for piece in each.pieces
        if each.input is of
    )
    ends = (end for each in pieces if not isinstance(each, str) for end in (each.lower, each.upper))
    return {end for end in ends if end is not None}


def must_be_whole(view: TableView, column: str) -> bool:
    """Whether a rubric says that a column holds whole numbers."""
    of = _input(view, column)
    return of is not None and isinstance(of.domain, NumberDomain) and of.domain.is_integer


def _numbers_in(text: str) -> tuple[Fraction, ...]:
    from factcheck.quantity.cells.input_values import number_in

    number = number_in(text)
    return () if number is None else (number,)


def _input(view: TableView, column: str) -> RubricInput | None:
    classifier = view.classifier
    if classifier is None:
        return None
    return next((each for each in classifier.rubric.inputs if each.column == column), None)
