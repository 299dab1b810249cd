"""Numbers that rows never tell apart, taken together.

Cells of one group that occur only in its totals are such numbers: every row has the same multiple
of each. Their sum is one number with the sum of their ends, and whatever it is, it can be shared
out among them (in linear programming: presolve of parallel columns, Andersen and Andersen 1995).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from factcheck.bounds.limits import ONE, Limit, Near
from factcheck.model.certificate import End, Use
from factcheck.model.linear import ZERO, Form

if TYPE_CHECKING:
    from collections.abc import Iterable

    from factcheck.bounds.limits import Limits
    from factcheck.model.fraction import Fraction
    from factcheck.model.linear import Row

WORTH = 100
"""With fewer terms in rows of several numbers there is little to take together."""

Point = dict[str, "Fraction"]


class Merged(Struct, frozen=True):
    """Limits with fewer numbers, each of which stands for itself or for several."""

    limits: Limits
    """Known numbers are in no row any more. What gives an end to several is not told."""
    members: dict[str, tuple[str, ...]]
    """For each number that stands for several, those, itself among them."""
    left_out: frozenset[str]
    """The numbers for which another one stands."""
    is_worth: bool
    """Whether there is so much that it was worth a look."""

    def form(self, form: Form) -> Form:
        """Return a form, which has equal multiples of numbers that are one, in what is left."""
        if not self.left_out:
            return form
        return replace(form, terms=tuple(t for t in form.terms if t[0] not in self.left_out))


def unmerged(limits: Limits) -> Merged:
    """Return limits as they are."""
    return Merged(limits, {}, frozenset(), is_worth=False)


def merged(limits: Limits, goal: Form | None = None) -> Merged:
    """Return limits with all numbers taken together that no row, and not the goal, tells apart."""
    terms = sum(len(row.form.terms) for row in limits.rows.values())
    if terms < WORTH:
        return unmerged(limits)
    groups = [group for group in _alike(limits, goal) if len(group) > 1]
    members = {group[0]: tuple(group) for group in groups}
    left_out = frozenset(name for group in groups for name in group[1:])
    lower, upper = dict(limits.lower), dict(limits.upper)
    for first, names in members.items():
        lower[first] = _together(lower[name] for name in names)
        if all(name in upper for name in names):
            upper[first] = _together(upper[name] for name in names)
        else:
            upper.pop(first, None)
        for name in names[1:]:
            del lower[name]
            upper.pop(name, None)
    rows = {place: _shortened(row, left_out, limits.fixed) for place, row in limits.rows.items()}
    short = replace(limits, lower=lower, upper=upper, rows=rows)
    return Merged(short, members, left_out, is_worth=True)


def _alike(limits: Limits, goal: Form | None) -> Iterable[list[str]]:
    """Return the numbers with a lower end, those together that have equal multiples everywhere."""
    columns: dict[str, list[int]] = {name: [] for name in limits.lower if name not in limits.fixed}
    forms = [(place, row.form) for place, row in limits.rows.items()]
    for place, form in [*forms, *(() if goal is None else ((-1, goal),))]:
        for name, multiple in form.terms:
            column = columns.get(name)
            if column is not None:
                column += (place, multiple.numerator, multiple.denominator)
    groups: dict[tuple[int, ...], list[str]] = {}
    for name, column in columns.items():
        groups.setdefault(tuple(column), []).append(name)
    return groups.values()


def _together(limits: Iterable[Limit]) -> Limit:
    real, small = ZERO, ZERO
    for each in limits:
        real += each.at.real
        small += each.at.small
    return Limit(Near(real, small), Use("", End.LOWER, ONE))


def _shortened(row: Row, left_out: frozenset[str], fixed: dict[str, Fraction]) -> Row:
    known = row.form.constant
    terms = []
    for name, multiple in row.form.terms:
        if name in fixed:
            known += multiple * fixed[name]
        elif name not in left_out:
            terms.append((name, multiple))
    return replace(row, form=Form(known, tuple(terms)))


def shared_out(point: Point, merged: Merged, limits: Limits) -> None:
    """Give each number that others stood for its part, in place."""
    for first, names in merged.members.items():
        rest = point[first] - sum((limits.lower[name].at.real for name in names), start=ZERO)
        is_open = any(
            limit is not None and limit.at.small
            for name in names
            for limit in (limits.lower[name], limits.upper.get(name))
        )
        if is_open and rest:
            _share_evenly(point, names, limits, rest)
        else:
            _fill_up(point, names, limits, rest)


def _fill_up(point: Point, names: tuple[str, ...], limits: Limits, rest: Fraction) -> None:
    """Give the first numbers as much as they can take; whole numbers stay whole."""
    for name in names:
        low, high = limits.lower[name].at.real, limits.upper.get(name)
        part = rest if high is None else min(rest, high.at.real - low)
        point[name] = low + part
        rest -= part


def _share_evenly(point: Point, names: tuple[str, ...], limits: Limits, rest: Fraction) -> None:
    """Give each number a part of what there is, so that none is at an end."""
    widths = {
        name: limits.upper[name].at.real - limits.lower[name].at.real
        for name in names
        if name in limits.upper
    }
    width, free = sum(widths.values(), start=ZERO), len(names) - len(widths)
    share = rest / width if width else ZERO
    if free:
        share = min(share, ONE) / 2
        rest -= share * width
    for name in names:
        part = widths[name] * share if name in widths else rest / free
        point[name] = limits.lower[name].at.real + part
