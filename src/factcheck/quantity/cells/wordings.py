"""The figures in words among cells that a reading rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.plan import Premise
from factcheck.model.told import told, told_digits, told_join

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
            name = told_join(": ", (column, told("“{text}”", text=text)))
            yield Premise("wording", name, told("the cell {name} is read generously", name=name))
        else:
            words = told(
                "the {n} figures in words of {column}, such as “{text}”, are read generously",
                n=told_digits(f"{number:,}"),
                column=column,
                text=text,
            )
            yield Premise("wording", column, words)
