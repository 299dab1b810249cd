"""What was proved of a dispute's rows, complete enough for anybody to check it again."""

from __future__ import annotations

from msgspec import Struct

from factcheck.model.certificate import Refutation
from factcheck.model.fraction import Fraction
from factcheck.model.linear import Row, Variable


class Impossibility(Struct, frozen=True):
    """Rows that leave nothing possible together with those of the whole."""

    what: str
    """What is impossible, in words: ``the members together``."""
    rows: tuple[Row, ...]
    """They follow on those of the whole: the first has the next number."""
    refutation: Refutation


class Proved(Struct, frozen=True):
    """A system of rows, what is impossible with it and what is possible."""

    variables: tuple[Variable, ...]
    rows: tuple[Row, ...]
    impossible: tuple[Impossibility, ...] = ()
    possible: tuple[tuple[str, Fraction], ...] | None = None
    """A number for each unknown, with which everything is true; ``None`` for none."""


class DisputeProofs(Struct, frozen=True):
    """What shows the results of a dispute: one for each profile, and without its assumptions."""

    default: Proved
    strict: Proved | None = None
    """``None`` where the words are those of the default profile, and so is the proof."""
    lenient: Proved | None = None
    """As ``strict``."""
    without: Proved | None = None
    """``None`` where nothing is assumed."""
