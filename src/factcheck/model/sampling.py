"""What a claim file says of numbers that come from a sample."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.model.table_declaration import ColumnKind
from factcheck.model.unit import is_percent

if TYPE_CHECKING:
    from factcheck.model.fraction import Fraction
    from factcheck.model.table_declaration import ColumnDeclaration, TableDeclaration

    Given = Fraction | str
    """A number for every row, or the name of the column that holds it."""


class Sampling(Struct, frozen=True):
    """How sure numbers of a sample are: by the margin that is printed, or by how many were asked.

    One of ``margin`` and ``asked`` is there.
    """

    confidence: Fraction
    """The level, between 0 and 1."""
    margin: Given | None = None
    """How far the true number may be to either side, as printed: in points for percentages."""
    asked: Given | None = None
    """How many were asked, the base of the shares and counts."""
    design_effect: Given | None = None
    """How many times the variance is that of a simple random sample."""

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that have to be read beside the number."""
        every = (self.margin, self.asked, self.design_effect)
        return tuple(dict.fromkeys(each for each in every if isinstance(each, str)))


def sampling_of(table: TableDeclaration, name: str) -> Sampling | None:
    """Return what is declared of a column's sample; ``None`` where it is none.

    What a table says holds for its columns that are declared to be of shares.
    """
    column = next((each for each in table.columns if each.name == name), None)
    if column is None:
        return None
    if column.sampling is not None or table.sampling is None or name in table.sampling.columns:
        return column.sampling
    return table.sampling if is_of_shares(column) else None


def is_of_shares(column: ColumnDeclaration) -> bool:
    """Whether a column is declared to hold shares, or percentages."""
    return column.kind is ColumnKind.SHARE or (column.kind is None and is_percent(column.unit))
