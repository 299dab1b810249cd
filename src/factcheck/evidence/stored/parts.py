"""What a file that keeps its values by type gives: names, rows of texts, columns not to be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from factcheck.evidence.stored.codes import BROKEN_STORE
from factcheck.model.cell import Fault
from factcheck.model.near import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Parts(NamedTuple):
    """The columns and rows of a file."""

    names: tuple[str, ...]
    """One a column, as in the file."""
    rows: Callable[[], Iterator[tuple[int, list[str]]]]
    """Yields each row with its number from 1, one text a column."""
    faults: tuple[Fault, ...]
    """Of columns whose values are no single ones; every text of such a column is empty."""
    is_ordered: bool = True
    """Whether rows come in the order of the file, and the same each time."""


def no_single_values(name: str, what: str, hint: str) -> Fault:
    """Return the fault of one column, which is told where a claim uses it."""
    message = f"column {quoted(name)} holds {what}, which are no values of a table"
    return Fault(BROKEN_STORE, message, name.strip(), hint)
