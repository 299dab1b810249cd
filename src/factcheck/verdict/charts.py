"""What is drawn of a verdict: the claimed bands against what is found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from factcheck.model.chart import Band, BandChart, ConditionChart, RankChart, TrendChart
from factcheck.model.dispute import DisputeVerdict
from factcheck.model.exact_wording import word_all_exactly
from factcheck.model.interval import Interval
from factcheck.model.told import told, told_choice, told_join
from factcheck.model.wording import difference_of, word_set, worded_unit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factcheck.model.chart import Chart, Intervals
    from factcheck.model.dispute import BoundMember, Condition, PossibleDispute
    from factcheck.model.plan import BoundReading, Target
    from factcheck.model.possible import Permitted, Possible
    from factcheck.model.result import Assessment, NumberSet
    from factcheck.model.spec import Verdict
    from factcheck.model.unit import Unit


def charted(possible: Possible, permitted: Permitted, judged: Assessment) -> Assessment:
    """Return a reading with its chart, where there is something to draw.

    ``permitted`` is what the verdict was found by.
    """
    chart = _chart(possible, permitted, judged)
    return judged if chart is None else replace(judged, chart=chart)


def _chart(possible: Possible, permitted: Permitted, judged: Assessment) -> Chart | None:
    drawn = possible.chart
    if isinstance(drawn, RankChart | TrendChart):
        return _with_result(drawn, judged)
    if judged.claimed is None or judged.found is None:
        return None
    bound = possible.bound
    if possible.told is not None:
        return BandChart((_as_told(judged, judged.claimed, judged.found),))
    if not all(target.is_decisive for target in bound.targets):
        # Numbers that allow it are no proof of it: a band around them would look like one.
        return None
    if bound.figure is not None:
        return BandChart((_of_figure(bound, judged, judged.claimed, judged.found),))
    return BandChart(tuple(_of_comparison(possible, permitted, judged)))


def _with_result(drawn: RankChart | TrendChart, judged: Assessment) -> Chart | None:
    """Return a chart with what it says of the claim; ``None`` where nothing is possible."""
    claimed, found = judged.claimed, judged.found
    if claimed is None or found is None:
        return None
    return replace(drawn, claimed_text=claimed.text, found_text=found.text, verdict=judged.verdict)


def _as_told(judged: Assessment, claimed: NumberSet, found: NumberSet) -> Band:
    """Return the band of a form that counts groups, or adds up parts."""
    band = Band(
        judged.name,
        claimed.unit,
        (claimed.interval,),
        claimed.text,
        (found.interval,),
        found.text,
        judged.verdict,
    )
    return _with_alternative(band, judged)


def _of_figure(
    bound: BoundReading, judged: Assessment, claimed: NumberSet, found: NumberSet
) -> Band:
    target = bound.targets[0]
    strict, lenient = target.claimed.strict, target.claimed.lenient
    is_alike = target.by_profile is None
    band = Band(
        judged.name,
        worded_unit(claimed.unit, bound.figure),
        (claimed.interval,),
        claimed.text,
        judged.compared or (found.interval,),
        found.text,
        judged.verdict,
        strict if is_alike and strict != claimed.interval else None,
        lenient if is_alike and lenient != claimed.interval else None,
    )
    return _with_alternative(band, judged)


def _with_alternative(band: Band, judged: Assessment) -> Band:
    """Return a band with what is found without the assumptions, where that is something else."""
    other = judged.without_assumptions
    if other is None or other.found is None or (other.found.interval,) == band.found:
        return band
    return replace(
        band,
        without=other.found.interval,
        without_text=other.found.text,
        without_verdict=other.verdict,
    )


def _of_comparison(possible: Possible, permitted: Permitted, judged: Assessment) -> Iterator[Band]:
    """Yield the difference of two sides against what it has to be, for each step of a chain."""
    targets = possible.bound.targets
    without = possible.without_assumptions
    others: Sequence[Interval | None] = [None] * len(targets)
    if without is not None and without is not permitted and without.found:
        others = without.found
    for target, found, other in zip(targets, permitted.found, others, strict=True):
        is_one = len(targets) == 1
        label = judged.name if is_one else told_join(": ", (judged.name or "", target.text))
        yield _difference(target, label, (found, other), judged.verdict if is_one else None)


def _difference(
    target: Target,
    label: str | None,
    found: tuple[Interval, Interval | None],
    verdict: Verdict | None,
) -> Band:
    own, unit = target.measure.unit, difference_of(found[0], target.measure.unit)[1]
    claimed = _sides(target)
    shown, *_ = difference_of(found[0], own)
    other = None if found[1] is None else difference_of(found[1], own)[0]
    band = Band(
        label,
        unit,
        tuple(difference_of(each, own)[0] for each in claimed),
        _told_difference(claimed, own),
        (shown,),
        told("difference {number}", number=word_set(shown, unit)),
        verdict,
    )
    if other is None or other == shown:
        return band
    return replace(
        band, without=other, without_text=told("difference {number}", number=word_set(other, unit))
    )


def _sides(target: Target) -> Intervals:
    """Return the sets in which a difference is as claimed."""
    claimed = target.claimed.default
    if not target.is_negated:
        return (claimed,)
    assert claimed.lower is not None
    assert claimed.upper is not None
    return (
        Interval.at_most(claimed.lower, closed=not claimed.lower_closed),
        Interval.at_least(claimed.upper, closed=not claimed.upper_closed),
    )


def _told_difference(claimed: Intervals, unit: Unit) -> str:
    each = (word_set(*difference_of(one, unit)) for one in claimed)
    return told("a difference of {numbers}", numbers=told_choice(each))


def together(readings: Sequence[Assessment]) -> BandChart | None:
    """Return one chart of all readings' bands; ``None`` where fewer than two have any."""
    charts = [each.chart for each in readings if isinstance(each.chart, BandChart)]
    if len(charts) <= 1:
        return None
    return BandChart(tuple(band for chart in charts for band in chart.bands))


def dispute_chart(possible: PossibleDispute) -> Chart | None:
    """Return what is drawn of a dispute.

    That is for which numbers the members are compatible or, where they are not, what each of
    them says against what the others leave it.
    """
    return _condition_chart(possible) or _member_chart(possible)


def _condition_chart(possible: PossibleDispute) -> ConditionChart | None:
    drawn = possible.chart
    if drawn is None or possible.profiles is None:
        return None
    usual = possible.profiles[1]
    if usual.verdict not in {DisputeVerdict.COMPATIBLE, DisputeVerdict.ONLY_IF}:
        return None
    return replace(
        drawn,
        condition=_in_words(usual.condition),
        whole=_in_words(usual.integer_condition),
    )


def _in_words(condition: Condition | None) -> str:
    if condition is None:
        return ""
    return told(
        "{measure} is {numbers}",
        measure=condition.measure,
        numbers=word_all_exactly(condition.sets, condition.unit),
    )


def _member_chart(possible: PossibleDispute) -> BandChart | None:
    """Return what each member says against what it could say; ``None`` where that is not known."""
    left = {each.member: each.allowed for each in possible.concessions}
    bands = tuple(
        _of_member(each, left[each.name]) for each in possible.bound.members if each.name in left
    )
    return BandChart(bands, are_members=True) if bands else None


def _of_member(member: BoundMember, left: Interval | None) -> Band:
    (target, *_) = member.targets
    claimed, unit = target.claimed.default, worded_unit(target.measure.unit, member.figure)
    return Band(
        member.name,
        unit,
        (claimed,),
        word_set(claimed, unit, beside=left),
        () if left is None else (left,),
        told("nothing") if left is None else word_set(left, unit, beside=claimed),
    )
