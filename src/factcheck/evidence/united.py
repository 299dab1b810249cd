"""Several scans of the same rows as one, and each one's part of the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from factcheck.evidence.raw import RawRequest, RawScan, RawSet

if TYPE_CHECKING:
    from collections.abc import Iterable

    from factcheck.evidence.raw import RawGroup
    from factcheck.model.cell import Cut

    _Cuts = dict[int, set[Cut]]

_Of = TypeVar("_Of")


def united(first: RawRequest, others: Iterable[RawRequest]) -> tuple[RawRequest, list[RawRequest]]:
    """Return a scan that answers the first one and every other that fits, and all it answers.

    Two fit where they read the columns that both use in the same way. Sets of the same dimensions
    become one with the measures of both.
    """
    whole, members = first, [first]
    for other in dict.fromkeys(others):
        if other != first and _fit(whole, other):
            whole = _joined(whole, other)
            members.append(other)
    return whole, members


def part_of(whole: RawRequest, found: RawScan, part: RawRequest) -> RawScan:
    """Return what ``part`` asks for out of the answer to the scan it was united in.

    A set that shares its groups with more measures, or with more cuts, may have several groups
    that are one for it: their rows and numbers add up.
    """
    places = {one.dimensions: place for place, one in enumerate(whole.sets)}
    groups = []
    for one in part.sets:
        place = places[one.dimensions]
        groups.append(_with_measures(whole.sets[place], one, found.groups[place]))
    searched, doubted = set(part.searched), set(part.doubted)
    return RawScan(
        found.rows,
        tuple(groups),
        frozenset(pair for pair in found.totals if pair[0] in searched),
        tuple(pair for pair in found.doubts if pair[0] in doubted),
    )


def _with_measures(
    whole: RawSet, part: RawSet, groups: tuple[RawGroup, ...]
) -> tuple[RawGroup, ...]:
    """Return the groups of a set with the measures that a part of it asks for."""
    if whole.measures == part.measures:
        return groups
    kept = [whole.measures.index(column) for column in part.measures]
    return tuple(
        group._replace(measures=tuple(group.measures[index] for index in kept)) for group in groups
    )


def _fit(one: RawRequest, other: RawRequest) -> bool:
    """Whether two scans read the columns that both use in the same way.

    Where the one tells all numbers apart and the other only between its cuts, both together
    would be groups by all numbers, of which there may be far too many.
    """
    common = _used(one) & _used(other)
    grouped = _dimensions(one) & _dimensions(other)
    return (
        one.totals == other.totals
        and all(_reading(one, column) == _reading(other, column) for column in common)
        and all(bool(one.cuts_of(each)) == bool(other.cuts_of(each)) for each in grouped)
    )


def _reading(request: RawRequest, column: int) -> tuple[object, ...]:
    return request.special_of(column), request.form_of(column), column in request.texts


def _used(request: RawRequest) -> set[int]:
    return _dimensions(request) | {column for one in request.sets for column in one.measures}


def _dimensions(request: RawRequest) -> set[int]:
    return {column for one in request.sets for column in one.dimensions}


def _joined(one: RawRequest, other: RawRequest) -> RawRequest:
    """Return a scan that answers both, with the cuts of both."""
    measures: dict[tuple[int, ...], set[int]] = {}
    cuts: dict[tuple[int, ...], _Cuts] = {}
    every: _Cuts = {}
    for request in (one, other):
        for each in request.sets:
            measures.setdefault(each.dimensions, set()).update(each.measures)
            for column, _ in request.cuts:
                if column in each.dimensions:
                    own = cuts.setdefault(each.dimensions, {})
                    own.setdefault(column, set()).update(request.cuts_in(each, column))
        for column, of in request.cuts:
            every.setdefault(column, set()).update(of)
    return RawRequest(
        tuple(
            RawSet(dimensions, tuple(sorted(of)), _ascending(cuts.get(dimensions, {})))
            for dimensions, of in measures.items()
        ),
        _merged(one.special, other.special),
        _sorted(one.searched, other.searched),
        one.totals,
        one.texts | other.texts,
        _merged(one.forms, other.forms),
        _sorted(one.doubted, other.doubted),
        _ascending(every),
        has_base=one.has_base and other.has_base,
    )


def _ascending(cuts: _Cuts) -> tuple[tuple[int, tuple[Cut, ...]], ...]:
    """Return the cuts of each column from the lowest to the highest."""
    return tuple(
        (column, tuple(sorted(cuts[column], key=lambda cut: cut.place))) for column in sorted(cuts)
    )


def _merged(
    one: tuple[tuple[int, _Of], ...], other: tuple[tuple[int, _Of], ...]
) -> tuple[tuple[int, _Of], ...]:
    """Return what both say of columns; of one that both use they say the same."""
    found = {**dict(one), **dict(other)}
    return tuple((column, found[column]) for column in sorted(found))


def _sorted(one: tuple[int, ...], other: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(sorted({*one, *other}))
