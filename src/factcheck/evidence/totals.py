"""Cells that look like the label of a row of totals."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_SHOWN = 20
MAX_SEARCHED = 40
"""Columns that no claim uses are searched too, the first ones of a table."""

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
        "geral",
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
