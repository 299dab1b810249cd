"""What may not be asked of a table with ``min_cell``, because the answer would disclose rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from factcheck.model.disclosure import is_of_all_rows
from factcheck.model.form import BoundSum
from factcheck.model.near import quoted
from factcheck.model.plan import Obstacle, ObstacleError
from factcheck.model.term_columns import measures_of
from factcheck.model.told import told
from factcheck.quantity.disclosure_codes import DISCLOSES

if TYPE_CHECKING:
    from factcheck.model.bound import TableTerm
    from factcheck.model.plan import BoundReading
    from factcheck.model.spec import TableDeclaration
    from factcheck.quantity.aggregates.gathered import Gathered


def refuse_term(declaration: TableDeclaration, term: TableTerm) -> None:
    """Raise ``ObstacleError`` for a term that is the number of single rows, whatever these are."""
    if declaration.min_cell is None or is_of_all_rows(term):
        return
    message = told(
        "{term} is decided by a single row, or by few, which `min_cell` of table {table} hides",
        term=quoted(term.text),
        table=quoted(declaration.called),
    )
    hint = told("of such a table counts, sums, means and what is made of them can be asked")
    raise ObstacleError(Obstacle("missing", message, DISCLOSES, hint))


def refuse_form(declaration: TableDeclaration, bound: BoundReading) -> None:
    """Raise ``ObstacleError`` for a sum of parts, in which every single number is looked at."""
    if declaration.min_cell is not None and isinstance(bound.form, BoundSum):
        message = told(
            "whether parts add up to a total hangs on how each of their numbers is printed, which "
            "`min_cell` of table {table} hides",
            table=quoted(declaration.called),
        )
        hint = told("compare the sum of the parts with the total, in a claim with 'holds'")
        raise ObstacleError(Obstacle("missing", message, DISCLOSES, hint))


def refuse_disclosing(gathered: Gathered) -> None:
    """Raise ``ObstacleError`` for a term that would tell something of too few rows.

    Of rows that ``min_cell`` hides is known how many there may be, and nothing of what they hold.
    """
    view, term = gathered.view, gathered.term
    least = view.declaration.min_cell
    if least is None:
        return
    for column in measures_of(term):
        place = view.measures.index(column)
        marks = (view.index.cells[each].marks[place] for each in gathered.known)
        if gathered.perhaps or any(mark is not None and mark.is_hidden for mark in marks):
            message = told(
                "{term} is of groups with fewer than {n} rows, among others, which `min_cell` of "
                "table {table} hides",
                term=quoted(term.text),
                n=least,
                table=quoted(view.declaration.called),
            )
            hint = told("ask about groups with more rows, and test fewer columns in the file")
            raise ObstacleError(Obstacle("missing", message, DISCLOSES, hint))
        if view.may_be_moved(column):
            message = told(
                "{term} adds numbers that are rounded or moved, which `min_cell` of table {table} "
                "does not go with",
                term=quoted(term.text),
                table=quoted(view.declaration.called),
            )
            raise ObstacleError(Obstacle("missing", message, DISCLOSES))


def without_values(obstacle: Obstacle) -> Obstacle:
    """Return an obstacle without a hint that may list values of a table with ``min_cell``."""
    return obstacle if obstacle.code is DISCLOSES else replace(obstacle, hint=None)
