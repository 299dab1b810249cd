"""What was proved of a dispute's rows, complete enough for anybody to check it again."""

from __future__ import annotations

from msgspec import Struct

from factcheck.model.certificate import Certificate, Refutation
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
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


class SaidOutlook(Struct, frozen=True):
    """What a report says of a dispute in one profile, to be checked again."""

    sets: tuple[Interval, ...] = ()
    """The condition over the real numbers; empty for none."""
    whole: Interval | None = None
    """The condition that whole numbers add."""
    is_undetermined: bool = False
    proved: Proved | None = None


class SaidDispute(Struct, frozen=True):
    """What a report says of a dispute, to be checked again."""

    profiles: tuple[SaidOutlook, SaidOutlook, SaidOutlook]
    without: SaidOutlook


NOTHING_SAID = SaidDispute((SaidOutlook(), SaidOutlook(), SaidOutlook()), SaidOutlook())
"""What a report says of a dispute that it does not have."""


class Shown(Struct, frozen=True):
    """What is believed instead of a search: what a report can show."""

    certificates: tuple[Certificate, ...] = ()
    disputes: tuple[tuple[str, SaidDispute], ...] = ()
    """Each with the dispute's id."""
