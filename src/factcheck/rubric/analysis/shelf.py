"""Findings in order, counted, and listed as long as there are not too many."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, ParamSpec

from factcheck.rubric.analysis.findings import Kind, Level, Tally

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from factcheck.rubric.analysis.findings import Finding

P = ParamSpec("P")

MOST_LISTED = 500
"""Of each sort so many findings are listed; all are counted."""


class Shelf:
    """Gathers findings. A finding that is only counted is never made."""

    def __init__(self, most: int | None = None) -> None:
        self._most = MOST_LISTED if most is None else most
        self._counts: Counter[Hashable] = Counter()
        self._sorts: dict[Hashable, tuple[Kind, Level]] = {}
        self._listed: list[Finding] = []

    def put(
        self, sort: Hashable, make: Callable[P, Finding], *args: P.args, **kwargs: P.kwargs
    ) -> None:
        """Add the finding that a function makes, of a sort that has one kind and level."""
        self._counts[sort] += 1
        if self._counts[sort] > self._most:
            return
        finding = make(*args, **kwargs)
        self._sorts[sort] = (finding.kind, finding.level)
        self._listed.append(finding)

    def is_full(self, sort: Hashable) -> bool:
        """Whether findings of a sort are only counted from now on."""
        return self._counts[sort] >= self._most

    def count(self, sort: Hashable, number: int) -> None:
        """Count findings of a sort that is full."""
        self._counts[sort] += number

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Those that are listed, by kind, the worse ones first, and then as they were put."""
        kinds = {kind: place for place, kind in enumerate(Kind)}
        levels = {level: place for place, level in enumerate(Level)}
        return tuple(sorted(self._listed, key=lambda each: (kinds[each.kind], levels[each.level])))

    @property
    def tallies(self) -> tuple[Tally, ...]:
        """How many there are of each kind and level, in the order of a report."""
        numbers: Counter[tuple[Kind, Level]] = Counter()
        for sort, number in self._counts.items():
            numbers[self._sorts[sort]] += number
        return tuple(
            Tally(kind, level, numbers[kind, level])
            for kind in Kind
            for level in Level
            if numbers[kind, level]
        )
