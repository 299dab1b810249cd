"""The figures in words among cells that a reading rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.plan import Premise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.cell import KeyValue

Wordings = dict[str, dict[tuple[str, tuple["KeyValue", ...]], int]]
"""For each column, as ``table.column``, the cells by their text and key, with their rows."""


def wording_premises(wordings: Wordings) -> Iterator[Premise]:
    """Yield a premise for each column with figures in words: they are read generously."""
    for column, cells in wordings.items():
        text, _ = next(iter(cells))
        number = sum(cells.values())
        if number == 1:
            name = f"{column}: “{text}”"
            yield Premise("wording", name, f"the cell {name} is read generously")
        else:
            words = f"the {number:,} figures in words of {column}, such as “{text}”"
            yield Premise("wording", column, f"{words}, are read generously")
