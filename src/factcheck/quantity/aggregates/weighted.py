"""Weighted means: sums of numbers times weights, over the sum of the weights.

Where one of both is known, the product is linear in the other. A product of two unknown numbers
is an unknown number of its own, which lies between the smallest and the largest number times the
weights.
"""

from __future__ import annotations

from math import ceil, floor
from typing import TYPE_CHECKING

from factcheck.model.cell import number_key
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.linear import Form, Row, constant
from factcheck.model.near import quoted
from factcheck.model.plan import Obstacle, ObstacleError
from factcheck.model.told import told, told_count
from factcheck.quantity.aggregates.cell_sums import sum_at
from factcheck.quantity.codes import NEGATIVE_WEIGHT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factcheck.model.cell import Cell
    from factcheck.quantity.aggregates.gathered import Gathered
    from factcheck.quantity.aggregates.split import Undecided
    from factcheck.quantity.cells.evidence_view import TableView
    from factcheck.quantity.unknowns import Choice, Unknowns

MAX_TRIED = 16
"""Whole numbers of a range of which each is tried for all rows at once."""
MAX_APART = 100
"""Past this many cells with something unknown, these are taken together."""
ZERO = Fraction(0)
_PARTS = (Fraction(1, 64), Fraction(1, 2), Fraction(63, 64))
"""Where in a set of numbers some are tried."""
_NOT_NEGATIVE = Interval.at_least(0)


def add_products(gathered: Gathered, places: Sequence[int], unknowns: Unknowns) -> None:
    """Add cells whose rows surely belong to a weighted mean.

    Rows without a number or without a weight are left out. Raises ``ObstacleError`` for a
    negative weight.
    """
    view, column, weight = gathered.view, gathered.column, gathered.second
    products = weights = ZERO
    for place in places:
        number, by = gathered.number_at(place, column), gathered.number_at(place, weight)
        rows = view.index.cells[place].rows
        if number is not None and by is not None and by >= 0:
            weights += rows * by
            products += rows * by * number
        elif _are_there(view, place, (column, weight)):
            gathered.unknown.add(place)
    gathered.form += constant(products)
    gathered.valued += constant(weights)
    if len(gathered.unknown) > MAX_APART:
        _add_together(gathered, unknowns)
        return
    for place in sorted(gathered.unknown):
        _add_cell(gathered, place, unknowns)


def _are_there(view: TableView, place: int, columns: tuple[str, str]) -> bool:
    """Whether rows have a number and a weight, of which at least one is unknown or rounded."""
    cell = view.index.cells[place]
    if any(view.spread_of(cell, column) is None for column in columns):
        return False
    _require_weights(view, cell, columns[1])
    return True


def _add_cell(gathered: Gathered, place: int, unknowns: Unknowns) -> None:
    """Add one cell: its sums are the same numbers as in every other term."""
    view, column, weight = gathered.view, gathered.column, gathered.second
    cell = view.index.cells[place]
    numbers, weights = view.spread_of(cell, column), view.spread_of(cell, weight)
    of_numbers, of_weights = (sum_at(view, place, each, unknowns) for each in (column, weight))
    assert numbers is not None
    assert weights is not None
    assert of_numbers is not None
    assert of_weights is not None
    if not of_weights.is_constant:
        unknowns.rows.append(Row("weights", of_weights, _NOT_NEGATIVE))
    product = _Product(
        f"{view.name}.{column}×{weight}#{place}",
        told(
            "{column} times {weight} of {rows}",
            column=column,
            weight=weight,
            rows=view.describe(place),
        ),
        [numbers.bounds],
        [weights.bounds],
        is_whole=view.is_whole(cell, column),
    )
    (form,) = product.forms([of_numbers], [of_weights], unknowns)
    gathered.choices += product.choices([form], [of_weights])
    gathered.has_products = gathered.has_products or bool(product.unknown)
    gathered.form += form
    gathered.valued += of_weights


def _add_together(gathered: Gathered, unknowns: Unknowns) -> None:
    """Add many cells as one: no wider than each of them, but for what they have with others."""
    view, column, weight = gathered.view, gathered.column, gathered.second
    numbers: list[Interval] = []
    total = products = Interval.point(0)
    for place in sorted(gathered.unknown):
        cell = view.index.cells[place]
        spreads = [view.spread_of(cell, each) for each in (column, weight)]
        number, by = (spread.bounds for spread in spreads if spread is not None)
        by = _not_negative(by)
        numbers.append(number)
        total += by.scaled(cell.rows)
        products += (number * by).scaled(cell.rows)
    label = told_count(
        len(numbers),
        "{column} and {weight} of {n} cell of {table}",
        "{column} and {weight} of {n} cells of {table}",
        column=column,
        weight=weight,
        table=view.name,
    )
    name = f"{view.name}.{column}×{weight}"
    of_weights = _noted(unknowns, f"{name} weights", total, label)
    hull = numbers[0]
    for number in numbers[1:]:
        hull = hull.hull(number)
    if hull.lower is not None and hull.lower == hull.upper:
        form = of_weights.scaled(hull.lower)
    else:
        form = _noted(unknowns, name, products, label)
        unknowns.rows.extend(_between(form, of_weights, hull, label))
    gathered.choices.append(())
    gathered.form += form
    gathered.valued += of_weights


def _noted(unknowns: Unknowns, name: str, bounds: Interval, label: str) -> Form:
    if bounds.is_point:
        assert bounds.lower is not None
        return constant(bounds.lower)
    return unknowns.add(name, bounds, label, is_integer=False)


def _not_negative(weights: Interval) -> Interval:
    kept = weights.intersect(_NOT_NEGATIVE)
    assert kept is not None  # was required before
    return kept


def split_products(
    view: TableView,
    group: Undecided,
    pair: tuple[str, str],
    split: dict[str | None, list[Form]],
    unknowns: Unknowns,
) -> list[tuple[Choice, ...]] | None:
    """Add the sums of products of undecided rows to ``split``, for each way.

    It has the sums of the numbers and of the weights; nothing is added where the rows have no
    number or no weight. Return the choices of the products that are unknown numbers of their
    own; ``None`` where there are none.
    """
    column, weight = pair
    spreads = dict(group.spreads)
    if column not in spreads or weight not in spreads:
        return None
    for cell in group.cells:
        _require_weights(view, cell, weight)
    unknowns.rows.extend(Row("weights", form, _NOT_NEGATIVE) for form in split[weight])
    product = _Product(
        f"{group.name}.{column}×{weight}",
        told(
            "{column} times {weight} of {rows}",
            column=column,
            weight=weight,
            rows=told("undecided rows of {table}", table=view.name),
        ),
        [group.bounds_of(column, way) for way in range(len(group.ways))],
        [group.bounds_of(weight, way) for way in range(len(group.ways))],
        is_whole=all(view.is_whole(cell, column) for cell in group.cells),
    )
    forms = product.forms(split[column], split[weight], unknowns)
    split[f"{column}×{weight}"] = forms
    if not product.unknown:
        return None
    if spreads[column].is_free and spreads[weight].is_free:
        return product.choices(forms, split[weight])
    total = _total(view, group, pair)
    unknowns.rows.append(Row(product.label, sum(forms, start=Form()), total))
    return [] if total.is_point else [()]


def _total(view: TableView, group: Undecided, pair: tuple[str, str]) -> Interval:
    """Return what the sum of products over all undecided rows can be."""
    total = Interval.point(0)
    for cell in group.cells:
        numbers, weights = (view.spread_of(cell, column) for column in pair)
        assert numbers is not None
        assert weights is not None
        total += (numbers.bounds * _not_negative(weights.bounds)).scaled(cell.rows)
    return total


class _Product:
    """The products of numbers and weights that lie in some sets, one for each way."""

    def __init__(
        self,
        name: str,
        label: str,
        numbers: Sequence[Interval],
        weights: Sequence[Interval],
        *,
        is_whole: bool,
    ) -> None:
        self.name = name
        self.label = label
        self.numbers = numbers
        self.weights = weights
        self.is_whole = is_whole
        """Whether the numbers are whole."""

    @property
    def unknown(self) -> list[int]:
        """The ways in which both sides of the product are unknown."""
        pairs = enumerate(zip(self.numbers, self.weights, strict=True))
        return [way for way, (n, w) in pairs if not n.is_point and not w.is_point]

    def forms(
        self, of_numbers: Sequence[Form], of_weights: Sequence[Form], unknowns: Unknowns
    ) -> list[Form]:
        """Return sums of products, given the sums of the numbers and of the weights."""
        return [
            self._form(way, *sums, unknowns)
            for way, sums in enumerate(zip(of_numbers, of_weights, strict=True))
        ]

    def _form(self, way: int, of_numbers: Form, of_weights: Form, unknowns: Unknowns) -> Form:
        numbers, weights = self.numbers[way], self.weights[way]
        if numbers.is_point:
            assert numbers.lower is not None
            return of_weights.scaled(numbers.lower)
        if weights.is_point:
            assert weights.lower is not None
            return of_numbers.scaled(weights.lower)
        anything = Interval.everything()
        form = unknowns.add(f"{self.name}.{way}", anything, self.label, is_integer=False)
        unknowns.rows.extend(_between(form, of_weights, numbers, self.label))
        return form

    def choices(
        self, products: Sequence[Form], of_weights: Sequence[Form]
    ) -> list[tuple[Choice, ...]]:
        """Return which products surely can be: those in which all rows of a way have one number.

        Nothing where all can be that lie between the smallest and the largest.
        """
        tried = [self._tried(way) for way in self.unknown]
        is_closed = all(n.lower_closed and n.upper_closed for n in self.numbers)
        if not all(tried):
            return [()]
        if not tried or (is_closed and not self.is_whole):
            return []
        pairs = [(products[way], of_weights[way]) for way in self.unknown]
        choices = [
            tuple(
                _product_row(*pair, numbers[min(number, len(numbers) - 1)])
                for pair, numbers in zip(pairs, tried, strict=True)
            )
            for number in range(max(map(len, tried)))
        ]
        return [tuple(dict.fromkeys(choices))]

    def _tried(self, way: int) -> list[Fraction]:
        """Return some numbers of a set: whole ones spread over it, else one; none if unbounded."""
        bounds = self.numbers[way]
        if bounds.lower is None or bounds.upper is None:
            return []
        if not self.is_whole:
            width = bounds.upper - bounds.lower
            return [bounds.lower + width * part for part in _PARTS]
        first, last = ceil(bounds.lower), floor(bounds.upper)
        step = max(1, -(-(last - first) // MAX_TRIED))
        return [Fraction(n) for n in dict.fromkeys((*range(first, last + 1, step), last))]


def _between(products: Form, weights: Form, numbers: Interval, label: str) -> Iterator[Row]:
    """Yield that products lie between the smallest and the largest number times the weights."""
    if numbers.lower is not None:
        yield Row(label, products - weights.scaled(numbers.lower), _NOT_NEGATIVE)
    if numbers.upper is not None:
        yield Row(label, weights.scaled(numbers.upper) - products, _NOT_NEGATIVE)


def _product_row(product: Form, weights: Form, number: Fraction) -> Row:
    return Row("choice", product - weights.scaled(number), Interval.point(0))


def _require_weights(view: TableView, cell: Cell, column: str) -> None:
    """Raise ``ObstacleError`` where a weight is negative."""
    spread = view.spread_of(cell, column)
    assert spread is not None
    if spread.bounds.intersect(_NOT_NEGATIVE) is not None:
        return
    upper = spread.bounds.upper
    assert upper is not None
    message = told(
        "column {column} of table {table} holds weights, and {number} is negative",
        column=quoted(column),
        table=quoted(view.name),
        number=number_key(upper),
    )
    raise ObstacleError(Obstacle("fault", message, NEGATIVE_WEIGHT))
