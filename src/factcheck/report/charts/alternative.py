"""What a chart says, in sentences, for whoever does not see it."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from factcheck.model.chart import BandChart, ConditionChart, RankChart, TrendChart
from factcheck.model.told import told, told_join
from factcheck.model.verdict_words import word_of
from factcheck.model.wording import word_number, word_set
from factcheck.report.charts.bands import claimed_of, result_of
from factcheck.report.charts.condition import sentences
from factcheck.report.charts.rank import left_out, name_of
from factcheck.report.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.chart import Chart, Curve
    from factcheck.model.fraction import Fraction
    from factcheck.model.spec import Verdict


def title_of(chart: Chart) -> str:
    """Return what kind of chart it is, in a few words."""
    match chart:
        case BandChart() if chart.are_members:
            return told("What each member says, and what the others leave")
        case BandChart():
            return told("What is claimed, and what the evidence permits")
        case TrendChart():
            return told("{measure} over time", measure=one_line(chart.measure))
        case RankChart():
            return told("The ranking by {measure}", measure=one_line(chart.measure))
        case ConditionChart():
            return told("When the members are compatible")
        case _:
            assert_never(chart)


def alternative(chart: Chart) -> str:
    """Return everything that a chart says, in sentences that can be told in another language."""
    match chart:
        case BandChart():
            said = _of_bands(chart)
        case TrendChart():
            said = _of_trend(chart)
        case RankChart():
            said = _of_rank(chart)
        case ConditionChart():
            said = _of_condition(chart)
        case _:
            assert_never(chart)
    return told_join(" ", (told("{sentence}.", sentence=each) for each in said))


def _of_bands(chart: BandChart) -> Iterator[str]:
    for band in chart.bands:
        parts = [claimed_of(band), result_of(band, are_members=chart.are_members)]
        if band.without is not None:
            words = told("without the assumptions {numbers}", numbers=band.without_text)
            parts.append(_judged(words, band.without_verdict))
        name, said = one_line(band.label), told_join("; ", parts)
        if name:
            yield told("{name}: claimed {sentence}", name=name, sentence=said)
        else:
            yield told("Claimed {sentence}", sentence=said)


def _judged(words: str, verdict: Verdict | None) -> str:
    if verdict is None:
        return words
    return told("{words} ({verdict})", words=words, verdict=word_of(verdict))


def _of_trend(chart: TrendChart) -> Iterator[str]:
    yield told("Claimed: {numbers}", numbers=chart.claimed_text)
    yield _judged(told("Found: {numbers}", numbers=chart.found_text), chart.verdict)
    claimed = [each for each in chart.moments if each.is_claimed]
    first, last = claimed[0], claimed[-1]
    yield told(
        "{measure} goes from {first} ({start}) to {last} ({end})",
        measure=one_line(chart.measure),
        first=word_set(first.found, chart.unit),
        start=one_line(first.label),
        last=word_set(last.found, chart.unit),
        end=one_line(last.label),
    )
    missed = [one_line(each.label) for each in claimed if each.fits is False]
    if missed:
        yield told("Not as claimed: {periods}", periods=told_join(", ", _shortened(missed)))


_SHOWN = 10


def _shortened(names: list[str]) -> list[str]:
    rest = len(names) - _SHOWN
    return names if rest <= 0 else [*names[:_SHOWN], left_out(rest)]


def _of_rank(chart: RankChart) -> Iterator[str]:
    yield told("Claimed: {numbers}", numbers=chart.claimed_text)
    yield _judged(told("Found: {numbers}", numbers=chart.found_text), chart.verdict)
    lines: list[str] = []
    for group in chart.groups:
        if group.skipped:
            lines.append(left_out(group.skipped))
        lines.append(told_join(" ", (one_line(name_of(group)), one_line(group.text))))
    if chart.skipped:
        lines.append(left_out(chart.skipped))
    yield told_join("; ", lines)


def _of_condition(chart: ConditionChart) -> Iterator[str]:
    yield from map(one_line, sentences(chart))
    for curve in chart.curves:
        yield from _of_curve(chart, curve)


def _of_curve(chart: ConditionChart, curve: Curve) -> Iterator[str]:
    yield told(
        "{member}: {measure} is claimed to be {numbers}",
        member=one_line(curve.member),
        measure=one_line(curve.measure),
        numbers=curve.claimed_text,
    )
    if curve.lower:
        yield told("The other members leave at least {ends}", ends=_ends(chart, curve, curve.lower))
    if curve.upper:
        yield told("They leave at most {ends}", ends=_ends(chart, curve, curve.upper))


def _ends(
    chart: ConditionChart, curve: Curve, points: tuple[tuple[Fraction, Fraction], ...]
) -> str:
    """Return the points of a curve: ``0 % at 0 %, 63 % at 100 %``."""
    return told_join(
        ", ",
        (
            told(
                "{number} at {place}",
                number=word_number(number, curve.unit),
                place=word_number(place, chart.unit),
            )
            for place, number in points
        ),
    )
