"""Figures in words to sets of numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.figure.codes import UNIT_MISMATCH
from factcheck.figure.digits import DigitFormat, format_of_locale
from factcheck.figure.errors import FigureError
from factcheck.figure.lexicons import (
    LANGUAGES,
    currency_named,
    measure_named,
    measure_of,
)
from factcheck.figure.read import MAX_LENGTH, read_figure
from factcheck.figure.table import hedge_table
from factcheck.figure.vocabulary import HedgeClass

if TYPE_CHECKING:
    HEDGES_VERSION: str
    """The version of the table of hedge classes, from the lexicon file."""

__all__ = [
    "HEDGES_VERSION",
    "LANGUAGES",
    "MAX_LENGTH",
    "UNIT_MISMATCH",
    "DigitFormat",
    "FigureError",
    "HedgeClass",
    "currency_named",
    "format_of_locale",
    "hedge_classes",
    "measure_named",
    "measure_of",
    "read_figure",
]


def hedge_classes() -> tuple[HedgeClass, ...]:
    """Return the classes that ``reads`` takes, in the order of the published table."""
    return hedge_table().classes


def __getattr__(name: str) -> str:
    """Read the table only when somebody asks for its version."""
    if name == "HEDGES_VERSION":
        return hedge_table().version
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
