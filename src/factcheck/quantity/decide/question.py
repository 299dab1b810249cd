"""What is asked of a system of rows: whether measures lie in claimed sets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from factcheck.model.interval import Interval
    from factcheck.model.plan import Target
    from factcheck.quantity.measures import Measures
    from factcheck.quantity.rational import Value

PROFILES = (0, 1, 2)
"""The places of the strict, default and lenient profile."""
NAMES = ("strict", "default", "lenient")


class Question(Struct, frozen=True):
    """A target and its measure over the unknown numbers."""

    target: Target
    value: Value
    by_profile: tuple[Value, Value, Value] | None = None
    """The measures of the three profiles, where they are not one; ``value`` is the second."""

    def value_in(self, profile: int) -> Value:
        """Return what is measured in a profile."""
        return self.value if self.by_profile is None else self.by_profile[profile]

    def set_in(self, profile: int) -> Interval:
        """Return what is claimed in a profile."""
        claimed = self.target.claimed
        return (claimed.strict, claimed.default, claimed.lenient)[profile]

    @property
    def values(self) -> tuple[Value, ...]:
        """Every measure that is asked about."""
        return (self.value,) if self.by_profile is None else self.by_profile


def question_of(target: Target, measures: Measures) -> Question:
    """Return a target with what it measures over the unknown numbers."""
    value = measures.value_of(target.measure)
    if target.by_profile is None:
        return Question(target, value)
    strict, default, lenient = target.by_profile
    return Question(
        target,
        value,
        (measures.value_of(strict), measures.value_of(default), measures.value_of(lenient)),
    )
