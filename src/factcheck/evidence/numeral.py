"""The numeral in a cell, in whatever format, without the flags, marks and currency beside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factcheck.evidence.cell_meaning import bare_numeral, digits_of
from factcheck.evidence.digits import comma_form, is_english, is_foreign, point_form

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.evidence.markers.signs import SignReader

_HAS_DIGIT = re.compile("[0-9]")


def numeral_of(label: str, signs: SignReader, currency: str | None) -> str | None:
    """Return the numeral of a label in any format, perhaps a percentage; ``None`` without one.

    ``signs`` are those that may stand beside it, ``currency`` is the column's own.
    """
    if _HAS_DIGIT.search(label) is None:
        return None
    for core in _cores(label, signs, currency):
        digits = bare_numeral(core, currency)
        if is_foreign(digits) or is_english(digits):
            return digits
    return None


def _cores(label: str, signs: SignReader, currency: str | None) -> Iterator[str]:
    """Yield a label, and what is left of it without flags where that is a number."""
    yield label
    if signs.is_idle:
        return
    for form in (comma_form(), point_form()):
        stripped = signs.in_form(form).stripped(label, lambda core: digits_of(core, currency))
        if stripped is not None and stripped.number is not None:
            yield stripped.number
