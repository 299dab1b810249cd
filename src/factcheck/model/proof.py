"""What was proved of some rows, complete enough for anybody to check it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from factcheck.model.certificate import Refutation
    from factcheck.model.fraction import Fraction
    from factcheck.model.interval import Interval


class ProvedNumber(Struct, frozen=True):
    """An unknown number with its own bounds."""

    name: str
    bounds: Interval
    is_whole: bool


class ProvedRow(Struct, frozen=True):
    """``constant`` plus a multiple of each number lies in ``allowed``, as ``statement`` says."""

    statement: str
    constant: Fraction
    terms: tuple[tuple[str, Fraction], ...]
    allowed: Interval


class Impossibility(Struct, frozen=True):
    """Rows that leave nothing possible together with those of the whole."""

    what: str
    """What is impossible, in words: ``the members together``."""
    rows: tuple[ProvedRow, ...]
    """They follow on those of the whole: the first has the next number."""
    refutation: Refutation


class Proved(Struct, frozen=True):
    """A system of rows, what is impossible with it and what is possible."""

    numbers: tuple[ProvedNumber, ...]
    rows: tuple[ProvedRow, ...]
    impossible: tuple[Impossibility, ...] = ()
    possible: tuple[tuple[str, Fraction], ...] = ()
    """A number for each unknown, with which everything is true; empty for none."""
