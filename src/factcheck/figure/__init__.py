"""Figures in words to sets of numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.figure.codes import UNIT_MISMATCH
from factcheck.figure.errors import FigureError
from factcheck.figure.read import MAX_LENGTH, read_figure
from factcheck.figure.vocabulary import (
    LANGUAGES,
    HedgeClass,
    currency_named,
    lexicon_of,
    measure_named,
    measure_of,
)

if TYPE_CHECKING:
    HEDGES_VERSION: str
    """The version of the table of hedge classes, from the lexicon file."""

__all__ = [
    "HEDGES_VERSION",
    "LANGUAGES",
    "MAX_LENGTH",
    "UNIT_MISMATCH",
    "FigureError",
    "HedgeClass",
    "currency_named",
    "hedge_classes",
    "measure_named",
    "measure_of",
    "read_figure",
]


def hedge_classes(lang: str = "en") -> tuple[HedgeClass, ...]:
    """Return the classes that ``reads`` takes, in the order of the published table."""
    return lexicon_of(lang).classes


def __getattr__(name: str) -> str:
    """Read the lexicon only when somebody asks for its version."""
    if name == "HEDGES_VERSION":
        return lexicon_of("en").version
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
