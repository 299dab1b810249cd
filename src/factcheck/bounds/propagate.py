"""Bounds by interval propagation: what each row leaves to each variable, until nothing moves.

Method: feasibility-based bound tightening (Davis 1987; Belotti et al. 2009) in exact rational
arithmetic with open and closed ends. The bounds are valid whatever the number of rounds; they
are sharp for chains in which a variable occurs once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from factcheck.bounds.separate import separate_range
from factcheck.bounds.whole import whole_numbers, whole_row
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

    from factcheck.model.linear import Form, Row, System

MAX_ROUNDS = 30
"""Some systems tighten for ever by ever smaller steps; any round's bounds are valid."""

Box = dict[str, Interval]


def propagate(system: System) -> Box | None:
    """Return bounds on every variable, or ``None`` where the rows contradict each other.

    ``None`` is a proof of contradiction; a box is no proof that a point exists.
    """
    if MEMO not in system.memo:
        system.memo[MEMO] = _propagated(system)
    box = cast("Box | None", system.memo[MEMO])
    return None if box is None else dict(box)


MEMO = "box"
_ROWS_MEMO = "whole rows"


def _propagated(system: System) -> Box | None:
    rows = whole_rows(system)
    if rows is None:
        return None
    box: Box = {}
    for each in system.variables:
        bounds = whole_numbers(each.bounds) if each.is_integer else each.bounds
        if bounds is None:
            return None
        box[each.name] = bounds
    integers = system.integers
    for _ in range(MAX_ROUNDS):
        moved = False
        for row in rows:
            names = tighten(row, box, integers)
            if names is None:
                return None
            moved = moved or bool(names)
        if not moved:
            break
    return box


def whole_rows(system: System) -> tuple[Row, ...] | None:
    """Return a system's rows with sets shrunk to what whole numbers can reach.

    ``None`` where that leaves one of them nothing.
    """
    if _ROWS_MEMO not in system.memo:
        integers = system.integers
        rows = [whole_row(row, integers) for row in system.rows]
        kept = tuple(row for row in rows if row is not None)
        system.memo[_ROWS_MEMO] = kept if len(kept) == len(rows) else None
    return cast("tuple[Row, ...] | None", system.memo[_ROWS_MEMO])


def range_of(
    form: Form, box: Mapping[str, Interval], rows: tuple[Row, ...] = ()
) -> Interval | None:
    """Return bounds on a form from the variables' bounds and from rows of the same direction.

    ``None`` where these leave nothing.
    """
    bounds: Interval | None = image_of(form, box)
    for row in rows:
        ratio = _proportion(form, row.form)
        if ratio is not None and bounds is not None:
            moved = row.allowed.shifted(-row.form.constant).scaled(ratio).shifted(form.constant)
            bounds = bounds.intersect(moved)
    if bounds is None or len(form.terms) < 2:  # noqa: PLR2004 - of a single number the box tells all
        return bounds
    separate = separate_range(form, box, rows)
    return None if separate is None else bounds.intersect(separate)


def image_of(form: Form, box: Mapping[str, Interval]) -> Interval:
    """Return bounds on a form from the variables' bounds alone."""
    # Written out for both ends at once: this is what most of the time is spent on.
    lower: Fraction | None = form.constant
    upper: Fraction | None = form.constant
    lower_closed = upper_closed = True
    for name, multiple in form.terms:
        bounds = box[name]
        least, most = bounds.lower, bounds.upper
        least_closed, most_closed = bounds.lower_closed, bounds.upper_closed
        if multiple.numerator < 0:
            least, most = most, least
            least_closed, most_closed = most_closed, least_closed
        lower = None if lower is None or least is None else lower + least * multiple
        upper = None if upper is None or most is None else upper + most * multiple
        lower_closed, upper_closed = lower_closed and least_closed, upper_closed and most_closed
    return Interval(lower, upper, lower_closed, upper_closed)


def _proportion(form: Form, other: Form) -> Fraction | None:
    """Return ``r`` where ``form`` is ``r`` times ``other`` but for the constants."""
    if not form.terms or len(form.terms) != len(other.terms):
        return None
    ratio = form.terms[0][1] / other.terms[0][1]
    same = all(
        name == other_name and multiple == ratio * other_multiple
        for (name, multiple), (other_name, other_multiple) in zip(
            form.terms, other.terms, strict=True
        )
    )
    return ratio if same else None


def tighten(row: Row, box: Box, integers: AbstractSet[str]) -> list[str] | None:
    """Tighten every variable of one row in place.

    Return those that moved; ``None`` on a contradiction, and then the box is of no use.
    """
    if _is_slack(row, box):
        return []
    known, parts = _parts(row.form, box)
    before = row.allowed.shifted(-known)
    if not parts:
        return [] if 0 in before else None
    moved = []
    for (name, multiple, part), after in zip(parts, _later_parts(parts), strict=True):
        # What is left for one variable's part after what the others can take up.
        reach = before - after
        tighter = box[name].intersect(reach.scaled(1 / multiple))
        if tighter is not None and name in integers:
            tighter = whole_numbers(tighter)
        if tighter is None:
            return None
        if tighter != box[name]:
            moved.append(name)
            box[name] = tighter
            before -= tighter.scaled(multiple)
        else:
            before -= part
    return moved


def _is_slack(row: Row, box: Box) -> bool:
    """Whether a row leaves more room than any of its variables takes up, so that none moves."""
    image, allowed = image_of(row.form, box), row.allowed
    if image.lower is None or image.upper is None:
        return False
    above = None if allowed.upper is None else allowed.upper - image.lower
    below = None if allowed.lower is None else image.upper - allowed.lower
    room = min((each for each in (above, below) if each is not None), default=None)
    widths = (_width(box[name]) * abs(multiple) for name, multiple in row.form.terms)
    return room is None or max(widths, default=Fraction(0)) < room


def _width(bounds: Interval) -> Fraction:
    assert bounds.lower is not None
    assert bounds.upper is not None
    return bounds.upper - bounds.lower


_Part = tuple[str, "Fraction", Interval]
"""An unknown variable of a form, its multiple, and what it adds to the form."""


def _parts(form: Form, box: Box) -> tuple[Fraction, list[_Part]]:
    """Return the known part of a form, and what each unknown variable adds to it."""
    known, parts = form.constant, []
    for name, multiple in form.terms:
        bounds = box[name]
        if bounds.is_point:
            assert bounds.lower is not None
            known += bounds.lower * multiple
        else:
            parts.append((name, multiple, bounds.scaled(multiple)))
    return known, parts


def _later_parts(parts: list[_Part]) -> list[Interval]:
    """Return for each part the sum of those that come after it."""
    sums = [Interval.point(0)]
    for _, _, part in reversed(parts[1:]):
        sums.append(sums[-1] + part)
    return sums[::-1]
