"""Cells that look like the label of a row of totals."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from factcheck.evidence.raw import RawRequest

MAX_SHOWN = 20
MAX_SEARCHED = 40
"""Columns that no claim uses are searched too, the first ones of a table."""

BLANKS = "".join(chr(code) for code in range(0x3001) if chr(code).isspace())
"""What Python strips from a text."""
LABELS = frozenset(
    {
        "total",
        "totals",
        "total:",
        "all",
        "overall",
        "sum",
        "grand total",
        "subtotal",
        "sub-total",
        "in total",
        "all ages",
        "all persons",
        "both sexes",
        "everyone",
        "combined",
        "insgesamt",
        "gesamt",
        "summe",
        "alle",  # codespell:ignore alle
        "zusammen",
        "total général",
        "ensemble",
        "tous",
        "toutes",
        "somme",  # codespell:ignore somme
        "totale",
        "totali",
        "tutti",
        "tutte",
        "somma",
        "todos",
        "todas",
        "suma",
        "totales",
        "total general",
        "total geral",
        "totaal",
        "allemaal",
        "totalt",
        "samtlige",
        "samtliga",
        "i alt",
        "razem",
        "ogółem",
        "celkem",
        "összesen",
    }
)
"""In lower case."""


def is_total_label(text: str) -> bool:
    """Whether a whole cell is a word for a total, whatever its case."""
    return text.strip().lower() in LABELS


def total_labels(texts: Iterable[str]) -> set[str]:
    """Return the labels of totals among some cells, without surrounding blanks."""
    return {text.strip() for text in texts if is_total_label(text)}


def labels_beside_others(texts: Collection[str]) -> set[str]:
    """Return the labels of totals among the cells of a column that has others beside them.

    A column that says "All ages" in every row has no parts that a total could be summed with.
    """
    labels = total_labels(texts)
    return labels if any(not is_total_label(text) for text in texts) else set()


class TotalSearch:
    """Gathers the labels of totals in the columns that nothing is grouped by.

    Rows that are declared as totals are left out, as they are never summed with their parts.
    """

    def __init__(self, request: RawRequest) -> None:
        self._declared = request.totals
        self._texts: dict[int, set[str]] = {column: set() for column in request.searched}
        # Of the texts that are no labels, one is enough.
        self._others: set[int] = set()

    def add(self, columns: Sequence[Sequence[str]]) -> None:
        """Look at a batch of rows, given column by column."""
        places = self._undeclared(columns)
        for column, labels in self._texts.items():
            cells = columns[column]
            texts = set(cells) if places is None else {cells[place] for place in places}
            found = {text for text in texts if is_total_label(text)}
            labels.update(found)
            if len(found) < len(texts):
                self._others.add(column)

    def found(self) -> frozenset[tuple[int, str]]:
        """Return each column with each label that stands beside others in it."""
        return frozenset(
            (column, label)
            for column, texts in self._texts.items()
            if column in self._others
            for label in total_labels(texts)
        )

    def _undeclared(self, columns: Sequence[Sequence[str]]) -> list[int] | None:
        """Return the places of the rows that are not declared as totals; ``None`` for all."""
        declared = {
            place
            for column, labels in self._declared
            for place, text in enumerate(columns[column])
            if text.strip() in labels
        }
        if not declared:
            return None
        return [place for place in range(len(columns[0])) if place not in declared]
