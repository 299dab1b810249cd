"""Numbers as tests write them, and as keys."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from factcheck.model.cell import number_key
from factcheck.model.decimal_text import TooLongError, fraction_of, parse_decimal

if TYPE_CHECKING:
    from factcheck.model.fraction import Fraction

REMEMBERED = 100_000
_FRACTION = re.compile(r"-?[0-9]{1,100}/[1-9][0-9]{0,99}")


@lru_cache(REMEMBERED)
def number_in(text: str) -> Fraction | None:
    """Return the number of a literal, a percentage as a share; ``None`` where it is none.

    A calculated number may have endless decimals; its key, and so its literal, is a fraction.
    """
    is_percent = text.endswith("%")
    plain = text.removesuffix("%").strip()
    try:
        number = fraction_of(plain) if _FRACTION.fullmatch(plain) else parse_decimal(plain)
    except TooLongError:
        return None
    return number / 100 if number is not None and is_percent else number


@lru_cache(REMEMBERED)
def key_of_number(number: Fraction) -> str:
    """Return the key of a number, remembered."""
    return number_key(number)


@lru_cache(REMEMBERED)
def is_number_key(key: str) -> bool:
    """Whether a key spells a number; the label of a row of totals in a number column does not."""
    try:
        fraction_of(key)
    except ValueError:
        return False
    return True


@lru_cache(REMEMBERED)
def number_of_key(key: str) -> Fraction:
    """Return the number that a key of a number column spells."""
    return fraction_of(key)
