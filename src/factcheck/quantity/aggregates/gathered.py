"""The cells of a table that one term looks at."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from factcheck.model.fraction import Fraction
from factcheck.model.linear import Form
from factcheck.model.term_columns import dimensions_of, measures_of
from factcheck.model.told import told, told_and, told_count

if TYPE_CHECKING:
    from factcheck.model.bound import TableTerm
    from factcheck.model.cell import Cell
    from factcheck.quantity.cells.evidence_view import TableView
    from factcheck.quantity.cells.index import Places
    from factcheck.quantity.unknowns import Choice


@dataclass(slots=True)
class Gathered:
    """The cells of one term, and the parts of its linear form if it has one."""

    view: TableView
    term: TableTerm
    left_out: Places = frozenset()
    """Places of cells that it leaves out whatever their values, as a column does not apply."""
    known: list[int] = field(default_factory=list)
    """Places of the cells whose rows surely belong to it."""
    perhaps: list[int] = field(default_factory=list)
    """Places of the cells whose rows may belong to it, each row for itself."""
    unknown: set[int] = field(default_factory=set)
    """Places of sure cells of whose numbers something is unknown."""
    form: Form = field(default_factory=Form)
    """The sum, or the number of rows for a count; the sum of products for a weighted mean."""
    valued: Form = field(default_factory=Form)
    """How many rows have a value, for a mean; the sum of the weights for a weighted mean."""
    known_valued: Fraction = Fraction(0)
    """The part of ``valued`` that is known."""

    has_products: bool = False
    """Whether an unknown number times an unknown weight is an unknown number of its own."""
    choices: list[tuple[Choice, ...]] = field(default_factory=list)
    """Which of these numbers surely can be, unless it is found out otherwise."""
    exact: dict[str, bool] = field(default_factory=dict)
    """Whether the numbers of a column are what is printed, once it was asked."""

    def number_at(self, place: int, column: str) -> Fraction | None:
        """Return the one number that all rows of a cell have, if it is known exactly.

        The short way for the many cells of which this is so.
        """
        if column not in self.exact:
            self.exact[column] = not self.view.may_be_moved(column)
        if not self.exact[column]:
            return None
        cell = self.view.index.cells[place]
        position = self.view.measures.index(column)
        if cell.marks[position] is not None:
            return None
        measured = cell.measured[position]
        return measured.minimum if measured.minimum == measured.maximum else None

    @property
    def rows(self) -> int:
        """How many rows surely belong to it."""
        return sum(cell.rows for cell in self.cells)

    @property
    def undecided(self) -> int:
        """How many rows may belong to it or not."""
        return sum(self.view.index.cells[place].rows for place in self.perhaps)

    @property
    def column(self) -> str:
        """The column that the term is of; no count of rows has one."""
        assert self.term.column is not None
        return self.term.column

    @property
    def second(self) -> str:
        """The second column of a term that has two."""
        assert self.term.second is not None
        return self.term.second

    @property
    def cells(self) -> list[Cell]:
        """The cells whose rows surely belong to it."""
        return [self.view.index.cells[place] for place in self.known]

    @property
    def open(self) -> set[int]:
        """Places of all the cells that leave something open."""
        return self.unknown.union(self.perhaps)


class Named(NamedTuple):
    """An unknown number: its name, and what would have to be known to know it."""

    name: str
    label: str


def named(gathered: Gathered) -> Named:
    """Return the name of a term that hangs on something unknown, and on what."""
    view, term = gathered.view, gathered.term
    columns = told_and(dict.fromkeys((*measures_of(term), *dimensions_of(term))))
    parts = [told("undecided rows of {table}", table=view.name)] if gathered.perhaps else []
    if len(gathered.unknown) == 1:
        parts += [
            told("{column} of {rows}", column=columns, rows=view.describe(place))
            for place in gathered.unknown
        ]
    elif gathered.unknown:
        some = told_count(
            sum(view.index.cells[place].rows for place in gathered.unknown),
            "{n} row of {table}",
            "{n} rows of {table}",
            table=view.name,
        )
        parts.append(told("{column} of {rows}", column=columns, rows=some))
    return Named(term.text, told_and(parts))
