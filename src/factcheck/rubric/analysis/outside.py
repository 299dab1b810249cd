"""Tests that reach beyond the domain of their input, at an end that somebody wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.rubric import NumberDomain, Numbers
from factcheck.rubric.analysis import tell
from factcheck.rubric.analysis.findings import Kind
from factcheck.rubric.analysis.shown import whole_ends
from factcheck.rubric.sets import holds_any
from factcheck.rubric.sfeel.show import show_tests

if TYPE_CHECKING:
    from factcheck.model.interval import Interval
    from factcheck.model.rubric import RubricTest
    from factcheck.rubric.analysis.grid import Grid
    from factcheck.rubric.analysis.shelf import Shelf


def put_outside(grid: Grid, shelf: Shelf) -> None:
    """Add the tests of rules that match something, but reach out of the domain as well."""
    domains = {axis.input.name: axis.input.domain for axis in grid.axes}
    for rule in grid.living:
        for test in grid.rubric.rules[rule].tests:
            domain = domains[test.input]
            far = _outside(test, domain) if isinstance(domain, NumberDomain) else None
            if far is not None:
                shelf.put(Kind.OUTSIDE_DOMAIN, tell.outside, grid, rule, test.input, far)


def _outside(test: RubricTest, domain: NumberDomain) -> str | None:
    """Return the first part of a test with an end beyond the domain; ``None`` without any."""
    assert isinstance(test.allowed, Numbers)
    within = whole_ends(domain.within, domain)
    for interval in test.allowed.intervals:
        part = whole_ends(interval, domain) if holds_any(interval, domain) else interval
        if _ends_below(part, within) or _ends_below(part.mirrored(), within.mirrored()):
            return show_tests(Numbers((interval,)), domain)
    return None


def _ends_below(part: Interval, within: Interval) -> bool:
    """Whether an end of a part is smaller than all numbers of the domain."""
    if within.lower is None:
        return False
    return any(end is not None and end < within.lower for end in (part.lower, part.upper))
