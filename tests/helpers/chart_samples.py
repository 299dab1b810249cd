"""Charts made by hand, one of every kind and shape, and any chart for property tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st
from intervals import interval
from msgspec.structs import replace
from strategies import fractions, intervals, records

from factcheck.model.chart import (
    Band,
    BandChart,
    ConditionChart,
    Curve,
    Moment,
    RankChart,
    RankedGroup,
    TrendChart,
)
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.spec import Direction, Verdict
from factcheck.model.told import told
from factcheck.model.unit import Unit, UnitKind

if TYPE_CHECKING:
    from factcheck.model.chart import Chart

REPORTS = Unit(UnitKind.COUNT, "reports")
SHARE = Unit(UnitKind.SHARE)
POINTS = Unit(UnitKind.POINTS)
YEAR = Unit(UnitKind.COUNT, is_year=True)
JUST_UNDER_TEN = interval("[9/100,1/10)")
NASTY = "<script>alert('x')</script> & \"\x1b[31m\u202e\ufffe " + "long " * 40


def band(claimed: str, found: str, unit: Unit = SHARE, label: str | None = None) -> Band:
    """Return a band from two sets; the words of each are its notation."""
    return Band(
        label, unit, (interval(claimed),), claimed, (interval(found),), found, Verdict.REFUTED
    )


READINGS = BandChart(
    (
        replace(
            band("[9/100,1/10)", "[3/50,3/50]", label="2018"),
            narrow=interval("[19/200,1/10)"),
            wide=interval("[8/100,1/10)"),
        ),
        replace(
            band("[9/100,1/10)", "(3/20,1]", label="2020"),
            narrow=interval("[19/200,1/10)"),
            wide=interval("[8/100,1/10)"),
            without=interval("[0,1]"),
            without_text="0 % to 100 %",
            without_verdict=Verdict.UNDETERMINED,
        ),
    )
)
UNLIKE = BandChart(
    (
        replace(band("[3,5]", "[4,9]", REPORTS, "in reports"), wide=interval("[2,6]")),
        replace(band("(-inf,-3]", "(-inf,inf)", POINTS, "in points"), verdict=None),
        replace(band("[1/2,inf)", "[0,0]", SHARE, NASTY), without=interval("[0,1/3)")),
    )
)
SINGLE = BandChart((band("[8500,9500)", "[9167,9167]", REPORTS),))
MEMBERS = BandChart(
    (
        replace(band("[1/2,3/5]", "[0,1/5]", label="one"), verdict=None),
        Band("other", SHARE, (interval("[4/5,1]"),), "80 % or more", (), told("nothing")),
    ),
    are_members=True,
)
TREND = TrendChart(
    "sum(t.n)",
    REPORTS,
    Direction.RISING,
    "rising at each of 3 steps from 2018 to 2021",
    "rises at 1 to 2 of 3 steps, not from 2018 to 2019",
    (
        Moment("2017", Fraction(2017), Interval.point(12), False),
        Moment("2018", Fraction(2018), Interval.point(10), True),
        Moment("2019", Fraction(2019), Interval.point(9), True, False),
        Moment("2020", Fraction(2020), interval("[9,12)"), True),
        Moment("2021", Fraction(2021), Interval.point(14), True, True),
        Moment("2022", Fraction(2022), interval("[2,inf)"), False),
        Moment("2023", Fraction(2023), interval("(-inf,3]"), False),
    ),
    verdict=Verdict.REFUTED,
)
FLAT = TrendChart(
    "mean(t.n)",
    SHARE,
    Direction.FLAT,
    "within 2 points of 2018, until 2020",
    "is within the limit at 1 of 2 later periods",
    (
        Moment("2018", Fraction(0), Interval.point(Fraction(1, 2)), True),
        Moment("2019", Fraction(1), Interval.point(Fraction(51, 100)), True, True),
        Moment("2020", Fraction(2), Interval.point(Fraction(60, 100)), True, False),
    ),
    limit=interval("[48/100,52/100]"),
)
RANK = RankChart(
    "sum(t.n)",
    REPORTS,
    True,
    "place 2",
    "place 2 of 20",
    (
        RankedGroup("1", "Zürich", Interval.point(42), "42 reports", False),
        RankedGroup("2", "Basel", Interval.point(17), "17 reports", True, is_tied=True),
        RankedGroup("3 to 4", NASTY, interval("(3,9]"), "more than 3 to 9", False, is_sure=False),
        RankedGroup("18", "Thun", Interval.point(1), "1 report", False, skipped=13),
    ),
    skipped=2,
    verdict=Verdict.SUPPORTED,
)
BELOW_ZERO = RankChart(
    "change(t.a -> t.b)",
    Unit(UnitKind.RELATIVE_CHANGE),
    False,
    "place 1",
    "place 1 of 2",
    (
        RankedGroup("1", "a", Interval.point(Fraction(-1, 2)), "−50 %", True),
        RankedGroup("2", "b", interval("[-1/10,1/5]"), "−10 % to 20 %", False),
    ),
)
CURVES = ConditionChart(
    "share(reports, referrals)",
    SHARE,
    interval("(0,1]"),
    (interval("(0,10/63)"),),
    "share(reports, referrals) is less than 10/63 (15.87 %)",
    "referrals is at most 1,246",
    (
        Curve(
            "just-under-ten",
            "share(reports, relevant)",
            SHARE,
            JUST_UNDER_TEN,
            "9 % to under 10 %",
            ((Fraction(0), Fraction(0)), (Fraction(1), Fraction(63, 100))),
            ((Fraction(0), Fraction(1)), (Fraction(1), Fraction(1))),
        ),
        Curve(
            "at-most",
            "cases",
            REPORTS,
            interval("(-inf,50]"),
            "at most 50",
            (),
            (
                (Fraction(0), Fraction(80)),
                (Fraction(1, 2), Fraction(80)),
                (Fraction(1), Fraction(9)),
            ),
        ),
        Curve(
            "at-least",
            "cases",
            REPORTS,
            interval("(50,inf)"),
            "more than 50",
            ((Fraction(0), Fraction(5)), (Fraction(1), Fraction(90))),
            (),
        ),
    ),
)
APART = ConditionChart(
    "a / b",
    Unit(UnitKind.FACTOR),
    interval("[0,inf)"),
    (interval("[0,1/3]"), interval("(2,inf)")),
    "a / b is at most 1/3 (0.333), or more than 2",
)
WHOLE = ConditionChart("n", REPORTS, interval("[0,9]"), (interval("[0,9]"),), "", "n is at most 7")
WHATEVER = ConditionChart("n", REPORTS, interval("(-inf,inf)"), (interval("(-inf,inf)"),), "")
EVERY: dict[str, Chart] = {
    "readings": READINGS,
    "unlike": UNLIKE,
    "single": SINGLE,
    "members": MEMBERS,
    "trend": TREND,
    "flat": FLAT,
    "rank": RANK,
    "below zero": BELOW_ZERO,
    "curves": CURVES,
    "apart": APART,
    "whole": WHOLE,
    "whatever": WHATEVER,
}

UNITS = st.sampled_from([REPORTS, SHARE, POINTS, YEAR, *map(Unit, UnitKind)])
TEXTS = st.text(max_size=80) | st.just(NASTY)
NUMBERS = fractions() | st.builds(
    lambda digits, power: Fraction(digits) * Fraction(10) ** power,
    st.integers(-999, 999),
    st.integers(-40, 40),
)
_VERDICTS = st.sampled_from(Verdict) | st.none()


@st.composite
def sets(draw: st.DrawFn) -> Interval:
    """Return an interval, of huge or tiny numbers too."""
    if draw(st.booleans()):
        return draw(intervals())
    lower, upper = sorted((draw(NUMBERS), draw(NUMBERS)))
    return Interval(lower, upper)


@st.composite
def bands(draw: st.DrawFn) -> Band:
    """Return any band."""
    pieces = draw(st.lists(sets(), max_size=3))
    return Band(
        draw(TEXTS | st.none()),
        draw(UNITS),
        (draw(sets()),),
        draw(TEXTS),
        tuple(pieces),
        draw(TEXTS),
        draw(_VERDICTS),
        draw(sets() | st.none()),
        draw(sets() | st.none()),
        draw(sets() | st.none()),
        draw(TEXTS),
        draw(_VERDICTS),
    )


@st.composite
def trends(draw: st.DrawFn) -> TrendChart:
    """Return any trend, with at least two claimed periods."""
    found = draw(st.lists(sets(), min_size=2, max_size=8))
    first = draw(st.integers(0, len(found) - 2))
    last = draw(st.integers(first + 1, len(found) - 1))
    fits = st.sampled_from([True, False, None])
    moments = tuple(
        Moment(draw(TEXTS), Fraction(place), each, first <= place <= last, draw(fits))
        for place, each in enumerate(found)
    )
    return TrendChart(
        draw(TEXTS),
        draw(UNITS),
        draw(st.sampled_from(Direction)),
        draw(TEXTS),
        draw(TEXTS),
        moments,
        draw(sets() | st.none()),
        draw(_VERDICTS),
    )


@st.composite
def ranks(draw: st.DrawFn) -> RankChart:
    """Return any ranking."""
    group = records(
        RankedGroup,
        TEXTS,
        TEXTS,
        sets(),
        TEXTS,
        st.booleans(),
        st.booleans(),
        st.booleans(),
        st.integers(0, 9999),
    )
    groups = tuple(draw(st.lists(group, min_size=1, max_size=6)))
    skipped = draw(st.integers(0, 9999))
    words = draw(TEXTS), draw(TEXTS), draw(TEXTS)
    unit, is_highest = draw(UNITS), draw(st.booleans())
    return RankChart(words[0], unit, is_highest, words[1], words[2], groups, skipped)


@st.composite
def curves(draw: st.DrawFn) -> Curve:
    """Return any curve over the places from 0 to 1."""
    ends: list[tuple[tuple[Fraction, Fraction], ...]] = []
    for _ in range(2):
        several = st.lists(NUMBERS, min_size=2, max_size=4)
        numbers = draw(several | st.just([]) if ends[:1] != [()] else several)
        most = max(len(numbers) - 1, 1)
        ends.append(tuple((Fraction(n, most), each) for n, each in enumerate(numbers)))
    unit, claimed = draw(UNITS), draw(sets())
    return Curve(draw(TEXTS), draw(TEXTS), unit, claimed, draw(TEXTS), ends[0], ends[1])


@st.composite
def conditions(draw: st.DrawFn) -> ConditionChart:
    """Return any condition."""
    compatible = tuple(draw(st.lists(sets(), min_size=1, max_size=3)))
    several = tuple(draw(st.lists(curves(), max_size=2)))
    measure, unit, possible = draw(TEXTS), draw(UNITS), draw(sets())
    return ConditionChart(measure, unit, possible, compatible, draw(TEXTS), draw(TEXTS), several)


@st.composite
def band_charts(draw: st.DrawFn) -> BandChart:
    """Return any chart of bands."""
    return BandChart(tuple(draw(st.lists(bands(), min_size=1, max_size=4))), draw(st.booleans()))


CHARTS = st.one_of(band_charts(), trends(), ranks(), conditions())
