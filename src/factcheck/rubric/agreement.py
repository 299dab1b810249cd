"""Two people's codes compared: agreement, and how large each class is over their disagreements."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from factcheck.model.agreement import Agreement, Checked, ClassShare, Pair
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.spec import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from factcheck.model.agreement import Coder
    from factcheck.model.figure import Figure

MAX_SUMS = 100_000
"""So many different sums of contested units are told apart."""

_ZERO = Fraction(0)


class NothingSharedError(Exception):
    """No unit was coded by both, or those that were stand for nothing."""


def compare(
    first: Coder,
    second: Coder,
    *,
    classes: tuple[str, ...] | None = None,
    is_weighted: bool = False,
) -> Agreement:
    """Return how far two people's codes of the same units agree.

    ``classes`` are those that there are, in their order; by default those that occur, sorted. A
    unit stands for what the first table says. Raises ``NothingSharedError`` where there is
    nothing to take a share of.
    """
    pairs = tuple(_pairs(first, second))
    total = sum((pair.weight for pair in pairs), start=_ZERO)
    if total == 0:
        raise NothingSharedError
    if classes is None:
        classes = tuple(sorted({label for each in pairs for label in (each.first, each.second)}))
    met = Counter((pair.first, pair.second) for pair in pairs)
    return Agreement(
        coders=(first.name, second.name),
        classes=classes,
        pairs=pairs,
        total=total,
        confusion=tuple(tuple(met[one, other] for other in classes) for one in classes),
        shares=tuple(_share_of(name, pairs, total) for name in classes),
        left_out=tuple(_left_out(first, second)),
        is_weighted=is_weighted,
    )


def _pairs(first: Coder, second: Coder) -> Iterator[Pair]:
    given = {each.unit: each.label for each in second.codes}
    for each in first.codes:
        other = given.get(each.unit)
        if each.label is not None and other is not None:
            yield Pair(each.unit, each.label, other, each.weight)


def _share_of(name: str, pairs: Iterable[Pair], total: Fraction) -> ClassShare:
    """Return a class with what both put into it, and what only one of them did."""
    agreed, contested = _ZERO, []
    for pair in pairs:
        if pair.first == pair.second == name:
            agreed += pair.weight
        elif name in (pair.first, pair.second):
            contested.append(pair.weight)
    most = sum(contested, start=agreed)
    return ClassShare(name, agreed, tuple(contested), Interval(agreed / total, most / total))


def _left_out(first: Coder, second: Coder) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield why units are left out, and which they are; nothing that holds of none."""
    by_first = {each.unit: each.label for each in first.codes}
    by_second = {each.unit: each.label for each in second.codes}
    every = tuple(dict.fromkeys((*by_first, *by_second)))
    groups = {
        f"not in the table of {second.name}": [u for u in by_first if u not in by_second],
        f"not in the table of {first.name}": [u for u in by_second if u not in by_first],
    }
    both = [unit for unit in every if unit in by_first and unit in by_second]
    empty = [(unit, by_first[unit] is None, by_second[unit] is None) for unit in both]
    groups[f"not coded by {first.name}"] = [u for u, one, other in empty if one and not other]
    groups[f"not coded by {second.name}"] = [u for u, one, other in empty if other and not one]
    groups["coded by neither"] = [u for u, one, other in empty if one and other]
    for why, units in groups.items():
        if units:
            yield why, tuple(units)


def check_share(agreement: Agreement, name: str, figure: Figure) -> Checked:
    """Return whether a figure of a class's share holds, whoever is right where they disagree.

    As for every claim, hedged words are refuted only if no share that is possible is in their
    lenient set. ``name`` is one of the classes.
    """
    share = next(each for each in agreement.shares if each.name == name)
    sums = _sums_of(share.contested)
    profiles = figure.profiles
    if sums is None:
        usual, generous = (
            _verdict_by_ends(share.within, claimed)
            for claimed in (profiles.default, profiles.lenient)
        )
    else:
        possible = [(share.agreed + each) / agreement.total for each in sums]
        usual, generous = (
            _verdict_on(possible, claimed) for claimed in (profiles.default, profiles.lenient)
        )
    is_searched = sums is not None
    if usual is Verdict.REFUTED and not figure.is_bare and generous is not Verdict.REFUTED:
        return Checked(name, figure, Verdict.UNDETERMINED, is_searched, is_wording=True)
    return Checked(name, figure, usual, is_searched)


def _sums_of(numbers: Iterable[Fraction]) -> list[Fraction] | None:
    """Return every sum of some of the numbers; ``None`` where they are too many."""
    found = {_ZERO}
    for number, times in Counter(numbers).items():
        if len(found) * (times + 1) > MAX_SUMS:
            return None
        found = {each + number * chosen for each in found for chosen in range(times + 1)}
    return sorted(found)


def _verdict_on(possible: Iterable[Fraction], claimed: Interval) -> Verdict:
    """Return how the shares that are possible lie to the claimed ones."""
    sides = {share in claimed for share in possible}
    if sides == {True}:
        return Verdict.SUPPORTED
    return Verdict.REFUTED if sides == {False} else Verdict.UNDETERMINED


def _verdict_by_ends(within: Interval, claimed: Interval) -> Verdict:
    """Return the same where only the least and the largest share are known to be possible."""
    if within.is_within(claimed):
        return Verdict.SUPPORTED
    return Verdict.REFUTED if within.is_apart_from(claimed) else Verdict.UNDETERMINED
