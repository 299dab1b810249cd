"""The class of a row beside what its unknown cells may be.

A class hangs on the inputs of a rubric. Where a measure tests an input beside the class, the two
are tried together: a row under 12 is not counted in the class of those over 18.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.filter.assumed import Assumed, AssumedRounded
from factcheck.model.cell import Missing, is_unknown
from factcheck.model.plan import ObstacleError
from factcheck.model.rubric import CLASS, CategoryDomain, NumberDomain, UnknownPolicy
from factcheck.model.spec import ColumnType

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from factcheck.model.cell import KeyValue
    from factcheck.model.fraction import Fraction
    from factcheck.model.rubric import RubricInput
    from factcheck.quantity.cells.classify import Classifier
    from factcheck.quantity.cells.evidence_view import TableView

UNTRIED = "\x00untried"
"""Stands for an unknown value that no test looks at."""


def with_each_class(
    view: TableView, row: Mapping[str, KeyValue], assumed: dict[str, KeyValue]
) -> Iterator[dict[str, KeyValue]]:
    """Yield a row, some unknown values of which are assumed, with each class it then may have.

    Nothing is yielded for values that no cell of the table can have.
    """
    classifier = view.classifier
    if classifier is None or row[CLASS] is Missing.NONE:
        yield assumed
        return
    is_open = is_unknown(row[CLASS])
    for class_ in _classes_if(classifier, row, assumed):
        yield {**assumed, CLASS: Assumed(class_) if is_open else class_}


def _classes_if(
    classifier: Classifier, row: Mapping[str, KeyValue], assumed: Mapping[str, KeyValue]
) -> tuple[str, ...]:
    if classifier.rubric.unknown is UnknownPolicy.NO_MATCH:
        # What a cell is in truth makes no difference: nobody knows it.
        return classifier.classes_of(row)
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
        elif _is_worded(classifier, each):
            # Some text, of which only the tests know anything.
            inputs[each.column] = row[each.column]
        else:
            return ()
    return classifier.classes_of(inputs)


def _is_readable(classifier: Classifier, of: RubricInput, key: str) -> bool:
    try:
        classifier.values.read(of, key)
    except ObstacleError:
        return False
    return True


def _is_worded(classifier: Classifier, of: RubricInput) -> bool:
    """Whether the cells of an input are ranges of numbers in words."""
    is_text = classifier.values.reader.columns[of.column].type is not ColumnType.NUMBER
    return is_text and isinstance(of.domain, NumberDomain)


def texts_told_apart(view: TableView, column: str) -> tuple[str, ...]:
    """Return the texts of a column that a rubric knows."""
    of = _input(view, column)
    if of is None:
        return ()
    values = of.domain.values if isinstance(of.domain, CategoryDomain) else ()
    return (*values, *(label for label, _ in of.meanings))


def numbers_told_apart(view: TableView, column: str) -> frozenset[Fraction]:
    """Return the numbers of a column at which the class that a rubric gives may change."""
    of, classifier = _input(view, column), view.classifier
    if of is None or classifier is None:
        return frozenset()
    named = {number for text in texts_told_apart(view, column) for number in _numbers_in(text)}
    pieces = (
        piece.values
        for each in classifier.decisions.inputs
        for piece in each.pieces
        if each.input is of
    )
    ends = (end for each in pieces if not isinstance(each, str) for end in (each.lower, each.upper))
    return frozenset(named | {end for end in ends if end is not None})


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
