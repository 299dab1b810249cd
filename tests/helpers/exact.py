"""Fractions of texts, read by the standard library."""

from __future__ import annotations

import fractions

from factcheck.model.fraction import Fraction


def exact(text: str | int | fractions.Fraction) -> Fraction:
    """Return the number of a text such as ``0.5`` or ``1/3``."""
    return Fraction(fractions.Fraction(text))
