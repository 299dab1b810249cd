"""What medians, extremes, correlations and the like can be, where something of them is unknown.

Terms that hang on the same rows are filled in together where there are few ways to do so; else
each is bounded by itself, and it is not known which of their numbers go together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.cell import is_unknown, name_in
from factcheck.model.expression import AggregateFunction
from factcheck.model.term_columns import measures_of
from factcheck.quantity.aggregates.completions import completions_of, opened_rows
from factcheck.quantity.aggregates.gathered import named
from factcheck.quantity.aggregates.samples import surely
from factcheck.quantity.aggregates.single import value_of_term
from factcheck.quantity.aggregates.statistics import NOT_COUNTED_OUT, statistic_of
from factcheck.quantity.aggregates.together import noted_together
from factcheck.quantity.cells.class_worlds import is_open

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from factcheck.model.bound import TableTerm
    from factcheck.quantity.aggregates.gathered import Gathered
    from factcheck.quantity.rational import Quotient, Value
    from factcheck.quantity.unknowns import Unknowns


def values_of_terms(
    terms: Sequence[Gathered], linear: Sequence[tuple[Gathered, Quotient]], unknowns: Unknowns
) -> dict[TableTerm, Value]:
    """Return what each term is, or can be, as a number over the reading's unknown numbers.

    ``linear`` are the other terms of the table with their numbers; what they leave open may be
    the same as here. Raises ``ObstacleError`` where there is no number at all, or not one that
    can be told.
    """
    for each in terms:
        each.unknown |= _unknown_places(each)
    known = {id(each): value for each, value in linear}
    values: dict[TableTerm, Value] = {}
    for group in _connected([*terms, *(each for each, _ in linear)]):
        new = [each for each in group if id(each) not in known]
        old = [each for each in group if id(each) in known]
        together = _together(new, old, [known[id(each)] for each in old], unknowns)
        if together is None:
            is_alone = len(group) == 1
            together = [value_of_term(each, unknowns, is_alone=is_alone) for each in new]
            _note_products(old, group, unknowns)
        values |= {each.term: value for each, value in zip(new, together, strict=True)}
    for each in terms:
        _note_words(each, unknowns)
    return values


def _note_products(
    linear: Sequence[Gathered], group: Sequence[Gathered], unknowns: Unknowns
) -> None:
    """Note which products surely can be.

    An unknown number that stands in a product and by itself too is not known to be the same.
    """
    for each in linear:
        unknowns.choices += each.choices
        pair = measures_of(each.term)
        if each.has_products and any(
            each.column in measures_of(other.term) and measures_of(other.term) != pair
            for other in group
        ):
            unknowns.choices.append(())


def _unknown_places(gathered: Gathered) -> set[int]:
    """Return the cells that surely belong to a term and of which something is unknown."""
    term, rows = gathered.term, gathered.view.index.rows
    match term.function:
        case AggregateFunction.DISTINCT:
            return {p for p in gathered.known if is_unknown(name_in(rows[p][gathered.column]))}
        case AggregateFunction.LAST:
            hidden = {p for p in gathered.known if is_unknown(name_in(rows[p][gathered.second]))}
            return hidden | _without_number(gathered, gathered.column)
        case AggregateFunction.CORRELATION:
            both = [_without_number(gathered, column) for column in measures_of(term)]
            return set[int]().union(*both)
        case _:
            return _without_number(gathered, gathered.column)


def _without_number(gathered: Gathered, column: str) -> set[int]:
    """Return the sure cells whose numbers in a column are not known exactly."""
    every = ((place, surely(gathered, place, column)) for place in gathered.known)
    return {place for place, item in every if item is not None and not item.bounds.is_point}


def _connected(terms: Sequence[Gathered]) -> list[list[Gathered]]:
    """Return terms in groups that have no unknown row in common."""
    groups: list[tuple[set[int], list[Gathered]]] = []
    for each in terms:
        mine = each.open
        apart = [group for group in groups if group[0].isdisjoint(mine)]
        shared = [group for group in groups if not group[0].isdisjoint(mine)]
        joined = [other for _, others in shared for other in others]
        places = mine.union(*(places for places, _ in shared))
        groups = [*apart, (places, [*joined, each])]
    return [group for _, group in groups]


def _together(
    new: Sequence[Gathered],
    old: Sequence[Gathered],
    numbers: Sequence[Quotient],
    unknowns: Unknowns,
) -> list[Quotient] | None:
    """Return new terms filled in together with others; ``None`` where not needed, or too much.

    Of the others, ``numbers`` are what they are; sums need no filling in among themselves.
    """
    group = [*new, *old]
    places = set[int]().union(*(each.open for each in group))
    is_needed = bool(new) or any(each.has_products for each in old)
    if not places or not is_needed or any(_is_not_tried(each, places) for each in group):
        return None
    opened = opened_rows(group, sorted(places))
    if opened is None:
        return None
    entries = [[option[n] for rows in opened for option in rows.options] for n in range(len(group))]
    statistics = [
        statistic_of(each, places, [entry for entry in some if entry is not None])
        for each, some in zip(group, entries, strict=True)
    ]
    completions = completions_of(opened, statistics)
    return noted_together(unknowns, [named(each) for each in new], numbers, completions)


def _is_not_tried(gathered: Gathered, places: Collection[int]) -> bool:
    """Whether a term is not told by which rows belong to it.

    Of a row whose class a rubric leaves open, a sum may take a part.
    """
    function = gathered.term.function
    if function in {AggregateFunction.SUM, AggregateFunction.TOTAL}:
        return any(is_open(gathered.view, place) for place in places)
    return function in NOT_COUNTED_OUT


def _note_words(gathered: Gathered, unknowns: Unknowns) -> None:
    """Remember the figures in words that a term was read from."""
    for place in sorted(gathered.open):
        for column in measures_of(gathered.term):
            cell = gathered.view.index.cells[place]
            gathered.view.note_wording(cell, column, unknowns.wordings)
