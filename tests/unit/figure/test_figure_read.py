"""Keys beside the words, units of the measure, and what a figure says of itself."""

from __future__ import annotations

import pytest
from exact import exact
from hypothesis import given
from hypothesis import strategies as st

import factcheck.figure
from factcheck.figure import (
    HEDGES_VERSION,
    currency_named,
    hedge_classes,
    measure_named,
    read_figure,
)
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.unit import Unit, UnitKind


def default(text: str, **keys: object) -> Interval:
    return read_figure(text, **keys).profiles.default  # type: ignore[arg-type]


def half_open(lower: str, upper: str) -> Interval:
    return Interval(exact(lower), exact(upper), True, False)


def amount(noun: str | None) -> Unit:
    return Unit(UnitKind.AMOUNT, noun)


def count(noun: str) -> Unit:
    return Unit(UnitKind.COUNT, noun)


# The class given by the checker.


def test_reads_exact_makes_a_round_count_exact() -> None:
    figure = read_figure("9,000 reports", reads="exact")
    assert figure.profiles.lenient == Interval.point(9000)
    assert (figure.hedge, figure.is_bare) == ("exact", True)


def test_reads_replaces_the_class_of_the_words() -> None:
    assert default("around 9,000", reads="gt") == Interval.at_least(9000, closed=False)
    assert default("about 20 to 30", reads="bare") == Interval(Fraction(20), Fraction(30))


def test_reads_makes_unknown_words_harmless() -> None:
    figure = read_figure("wrongly around 9,000 nasty things", reads="approx")
    assert figure.profiles.default == half_open("8500", "9500")


def test_reads_never_hides_a_second_number_or_a_direction() -> None:
    with pytest.raises(factcheck.figure.FigureError):
        read_figure("from some 9,000 then 8,000", reads="approx")
    assert read_figure("some 9,000 fewer", reads="exact").value == -9000


def test_one_word_of_quantity_can_be_read_as_another() -> None:
    assert default("most", reads="vast_majority").lower == Fraction(3, 4)


def test_classes_of_other_languages_can_be_chosen() -> None:
    assert default("100", reads="aine") == Interval(Fraction(85), Fraction(115))
    assert default("0.5", reads="near_halved") == Interval(exact("0.5"), exact("0.6"), False, True)


# The precision given by the checker.


@pytest.mark.parametrize(
    ("text", "to", "expected"),
    [
        ("9,000", "1000", half_open("8500", "9500")),
        ("9,000", "1,000", half_open("8500", "9500")),
        ("about 9,000", "500", half_open("8750", "9250")),
        ("93.5%", "0.1", half_open("0.9345", "0.9355")),
        ("82 million", "1000000", half_open("81500000", "82500000")),
        ("half", "1", half_open("0.495", "0.505")),
        ("doubled", "0.1", half_open("1.95", "2.05")),
        ("fell by 58%", "2", half_open("0.57", "0.59").mirrored()),
    ],
)
def test_a_stated_precision_is_a_rounding_interval(text: str, to: str, expected: Interval) -> None:
    figure = read_figure(text, to=to)
    profiles = figure.profiles
    assert profiles.strict == profiles.default == profiles.lenient == expected
    assert figure.is_bare
    assert to in figure.rule


# Points, shares, changes.


def test_a_percent_sign_can_mean_points() -> None:
    figure = read_figure("rose by 3%", unit="points")
    assert figure.unit == Unit(UnitKind.POINTS)
    assert figure.profiles.default == half_open("2.5", "3.5")
    assert figure.has_percent_sign


def test_a_percentage_claimed_of_points_keeps_its_sign_for_a_finding() -> None:
    points = Unit(UnitKind.POINTS)
    assert read_figure("63%", expects=points).has_percent_sign
    assert not read_figure("63 points", expects=points).has_percent_sign
    assert default("5", expects=points) == half_open("4.5", "5.5")


@pytest.mark.parametrize(
    ("text", "kind", "lower"),
    [
        ("fell to 46 percent", UnitKind.SHARE, "0.455"),
        ("fell to 46 percent", UnitKind.FACTOR, "0.455"),
        ("fell to 46 percent", UnitKind.RELATIVE_CHANGE, "-0.545"),
        ("46 percent of the previous level", UnitKind.SHARE, "0.455"),
        ("63%", UnitKind.RELATIVE_CHANGE, "0.625"),
        ("-3.5%", UnitKind.SHARE, "-0.0355"),
        ("a third", UnitKind.RELATIVE_CHANGE, "191/600"),
        ("most", UnitKind.FACTOR, "0.5"),
        ("none", UnitKind.FACTOR, "0"),
        ("1.62", UnitKind.FACTOR, "1.615"),
        ("3", UnitKind.FACTOR, "2.5"),
    ],
)
def test_the_unit_of_the_measure_decides(text: str, kind: UnitKind, lower: str) -> None:
    figure = read_figure(text, expects=Unit(kind))
    assert figure.unit.kind is kind
    assert figure.profiles.default.lower == exact(lower)


# Nouns and measures.


@pytest.mark.parametrize("noun", ["reports", "report", "Reports of abuse", "reports."])
def test_a_noun_of_the_unit_may_follow_in_either_number(noun: str) -> None:
    assert read_figure(f"9,123 {noun}", expects=count("reports")).unit == count("reports")


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("one child", "children"),
        ("12 parties", "party"),
        ("5 criminal cases", "criminal case"),
        ("3 boxes", "box"),
        ("2 losses", "loss"),
        ("2 ties", "tie"),
        ("nearly 12,000 times", "times"),
        ("5 points", "home_points"),
    ],
)
def test_nouns_are_compared_by_their_stems(text: str, noun: str) -> None:
    figure = read_figure(text, expects=count("things"), nouns=("", *noun.split("_"), "points"))
    assert figure.unit == count("things")


def test_a_noun_that_nobody_declared_is_kept_as_printed() -> None:
    assert read_figure("9,000 odd Reports").unit == count("Reports")
    assert read_figure("5 more people").unit == count("people")


def test_a_share_may_name_its_whole() -> None:
    for text in ("half the reports", "one in five children", "half of them", "half our reports"):
        assert read_figure(text).unit == Unit(UnitKind.SHARE)


@pytest.mark.parametrize(
    ("text", "expects", "value"),
    [
        ("5 km", amount("m"), 5000),
        ("5m", amount("m"), 5),
        ("5 t", amount("kg"), 5000),
        ("2 hours", amount("minutes"), 120),
        ("5 million Swiss francs", amount("CHF"), 5_000_000),
        ("5", amount("CHF"), 5),
        ("CHF 5 million francs", amount("CHF"), 5_000_000),
        ("$5 m", amount("USD"), 5_000_000),
        ("-$5", amount("USD"), -5),
        ("12 years", count("years"), 12),
    ],
)
def test_amounts_come_in_the_unit_of_the_measure(text: str, expects: Unit, value: int) -> None:
    figure = read_figure(text, expects=expects)
    assert figure.unit == expects
    assert figure.value == value


@pytest.mark.parametrize(
    ("text", "noun", "lower", "upper", "rule"),
    [
        ("39,000 kg", "tonnes", "38.5", "39.5", "two significant figures"),
        ("39,000 metres", "km", "38.5", "39.5", "two significant figures"),
        ("38,900 kWh", "MWh", "38.85", "38.95", "the zeros that it ends in"),
        ("38,900 g", "kg", "38.85", "38.95", "the zeros that it ends in"),
        ("2,340 minutes", "hours", "38.91666", "39.08333", "the zeros that it ends in"),
        ("38,901 kg", "tonnes", "38.9005", "38.9015", "rounded to that unit"),
        ("2000 kg", "tonnes", "1.95", "2.05", "two significant figures"),
        ("38.9 thousand kg", "tonnes", "38.85", "38.95", "its last printed digit"),
        ("39 thousand kg", "tonnes", "38.5", "39.5", "its word of scale"),
        ("39 tonnes", "kg", "38500", "39500", "rounded to that unit"),
    ],
)
def test_a_number_is_as_round_as_it_is_printed_before_it_is_converted(
    text: str, noun: str, lower: str, upper: str, rule: str
) -> None:
    figure = read_figure(text, expects=amount(noun))
    found = figure.profiles.default
    assert found.lower is not None
    assert found.upper is not None
    assert abs(found.lower - exact(lower)) < exact("0.00001")
    assert abs(found.upper - exact(upper)) < exact("0.00001")
    assert (found.lower_closed, found.upper_closed) == (True, False)
    assert rule in figure.rule


@given(st.integers(1, 10**7), st.sampled_from(["kg", "g"]), st.booleans())
def test_what_a_round_number_allows_does_not_hang_on_the_unit_of_the_measure(
    number: int, noun: str, is_rate: bool
) -> None:
    sizes = {"kg": 1000, "g": 10**6}
    text = f"{number:,} {noun}"
    own = read_figure(text, expects=amount(noun), rate_like=is_rate)
    found = read_figure(text, expects=amount("tonnes"), rate_like=is_rate)
    # Where nothing is rounded in its own unit, in another the last whole one is.
    last = half_open(f"{number - 1}.5", f"{number}.5")
    for profile in ("strict", "default", "lenient"):
        here, there = getattr(own.profiles, profile), getattr(found.profiles, profile)
        back = there.scaled(Fraction(sizes[noun]))
        if is_rate or last.is_within(here):
            assert back == here
        else:
            assert here.is_point
            assert last.is_within(back)


def test_an_amount_without_a_declared_unit_takes_that_of_the_print() -> None:
    assert read_figure("5 francs", expects=amount(None)).unit == amount("CHF")
    assert read_figure("about 5 kilometres").unit == amount("km")
    assert read_figure("between $5 and $10 million").unit == amount("USD")
    assert read_figure("$5-10 million").unit == amount("USD")


@pytest.mark.parametrize(
    ("word", "name"),
    [("francs", "CHF"), ("CHF", "CHF"), ("sq. km", "km²"), ("reports", None), ("francs a", None)],
)
def test_measures_are_known_by_their_words(word: str, name: str | None) -> None:
    assert measure_named(word) == name


@pytest.mark.parametrize(
    ("word", "code"), [("$", "USD"), ("francs", "CHF"), ("km", None), ("°C", None), ("", None)]
)
def test_currencies_are_told_from_other_measures(word: str, code: str | None) -> None:
    assert currency_named(word) == code


# Counts that are no change.


def test_a_count_may_stay_as_it_is_or_change_to_a_level() -> None:
    reports = count("reports")
    for text, value in (("lost 0", 0), ("rose to 9,123", 9123), ("9 or more", 9)):
        assert read_figure(text, expects=reports, never_negative=True).value == value
    assert read_figure("lost 10", expects=reports).value == -10


def test_a_letter_s_may_be_declared() -> None:
    assert read_figure("20s", expects=amount("s")).value == 20


# Means, rates and indices.


def test_a_whole_number_of_a_rate_is_rounded() -> None:
    assert default("12", rate_like=True) == half_open("11.5", "12.5")
    assert default("9,000", rate_like=True) == half_open("8999.5", "9000.5")
    assert default("2018", rate_like=True) == half_open("2017.5", "2018.5")
    assert default("exactly 12", rate_like=True) == half_open("11.5", "12.5")
    assert read_figure("at least 12", rate_like=True).profiles.lenient.lower == exact("11.5")


# What a figure says of itself.


def test_a_figure_carries_its_value_grain_and_quantum_in_its_unit() -> None:
    figure = read_figure("about 65%")
    assert (figure.value, figure.grain, figure.quantum) == (
        Fraction(65, 100),
        Fraction(5, 100),
        Fraction(1, 100),
    )
    million = read_figure("82 million")
    assert million.grain == million.quantum == 1_000_000
    assert read_figure("more than half").grain == Fraction(1, 10)
    assert read_figure("the vast majority").value is None


@pytest.mark.parametrize(
    ("text", "is_bare"),
    [
        ("9,000", True),
        ("exactly 9,000", True),
        ("20 to 30", True),
        ("half", True),
        ("around 9,000", False),
        ("around 20 to 30", False),
        ("hundreds", False),
    ],
)
def test_a_figure_without_a_hedge_is_bare(text: str, is_bare: bool) -> None:
    assert read_figure(text).is_bare is is_bare


@pytest.mark.parametrize("text", ["three times more than", "a threefold increase", "up threefold"])
def test_times_more_reports_the_other_reading(text: str) -> None:
    figure = read_figure(text)
    [(name, profiles)] = figure.alternatives
    assert figure.profiles.default.middle == 3
    assert profiles.default == Interval(exact("3.8"), exact("4.2"))
    assert name.startswith("4 times")


def test_the_other_reading_of_decimals_is_rounded_like_the_first() -> None:
    [(name, profiles)] = read_figure("1.5 times higher").alternatives
    assert name.startswith("2.5 times")
    assert profiles.default == Interval(exact("2.45"), exact("2.55"))


@pytest.mark.parametrize("text", ["three times as many", "twice as many", "three times the level"])
def test_times_as_many_has_one_reading(text: str) -> None:
    assert read_figure(text).alternatives == ()


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("63%", "rounded at its last printed digit"),
        ("1.5", "rounded at its last printed digit"),
        ("9,000", "rounded to two significant figures"),
        ("9,167", "not round is exact"),
        ("2018", "a four-digit year is exact"),
        ("2000 kg", "a round number without a hedge, rounded to two significant figures"),
        ("2000 kilograms", "a round number without a hedge, rounded to two significant figures"),
        ("CHF 2000", "a round number without a hedge, rounded to two significant figures"),
        ("1998 tonnes", "a number without a hedge that is not round is exact"),
        ("2000 reports", "rounded to two significant figures"),
        ("2055 reports", "not round is exact"),
        ("3 million", "printed in its word of scale"),
        ("9,120", "not round is exact"),
        ("$1,794,000", "an amount without a hedge, rounded to the zeros that it ends in"),
        ("$1,800,000", "rounded to two significant figures"),
        ("three times more", "; or 4 times, if 'more' is taken literally"),
        ("1.5 times higher", "; or 2.5 times, if 'higher' is taken literally"),
        ("threefold", "; or 4 times, if '-fold' is taken literally"),
        ("855 of 9,499", "two counts that are not round"),
        ("half", "a fraction without a hedge"),
        ("doubled", "a multiple without a hedge"),
        ("1.5 times", "rounded at its last printed digit"),
        ("fell by 58%", "a change downwards is negative"),
        ("around 9,000", "approx: on both sides of the number"),
        ("5 to 10", "range: from the first number to the second"),
    ],
)
def test_the_rule_is_one_sentence(text: str, rule: str) -> None:
    sentence = read_figure(text).rule
    assert rule in sentence
    assert sentence.endswith(".")
    assert sentence.count(". ") == 0


# The table itself.


def test_classes_are_listed_with_examples_of_their_own() -> None:
    examples = {choice.name: choice.example for choice in hedge_classes()}
    del examples["aine"]
    for name, example in examples.items():
        assert read_figure(example).hedge == name


def test_the_table_has_a_version() -> None:
    assert HEDGES_VERSION.isdigit()
    with pytest.raises(AttributeError, match="nothing_else"):
        _ = factcheck.figure.nothing_else


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("two hundred", 200),
        ("one hundred twenty-five", 125),
        ("twenty-five hundred", 2500),
        ("a thousand and one", 1001),
        ("a hundred and two thousand", 102_000),
        ("nine hundred", 900),
        ("9 hundred", 900),
        ("two and a half thousand", 2500),
        ("two and a quarter million", 2_250_000),
        ("three quarters of a million", 750_000),
        ("half a billion", 500_000_000),
        ("5bn", 5_000_000_000),
        ("9'000", 9000),
        ("9\u202f000\u202f000", 9_000_000),
        ("9\u00a0000 reports", 9000),
        ("minus five", -5),
        ("two million and a half", 2_500_000),
        ("one million two hundred thousand", 1_200_000),
        ("2 dozen", 24),
        ("zero", 0),
        ("c.95", 95),
        ("about .95", Fraction(95, 100)),
    ],
)
def test_numbers_in_words_and_digits(text: str, value: Fraction | int) -> None:
    assert read_figure(text).value == value


def test_an_and_divides_a_range() -> None:
    expected = Interval(Fraction(100), Fraction(200))
    assert default("between one hundred and two hundred") == expected
    assert default("between −5 and −3") == Interval(Fraction(-5), Fraction(-3))
    assert default("-5 to 5") == Interval(Fraction(-5), Fraction(5))
    assert default("between a third and a half").upper == Fraction(1, 2)


def test_words_after_a_change_or_a_whole_say_nothing_of_the_number() -> None:
    for text in (
        "fell by 58% in the first 18 weeks",
        "58 percent lower than in 2020",
        "a drop of 58 percent",
        "58 percent fewer small children",
        "58 percent fewer reports, in total",
    ):
        assert read_figure(text).value == Fraction(-58, 100)


def test_a_hedge_at_the_very_end_is_heard() -> None:
    assert default("two thirds of the reports or more").upper == 1
    assert default("rose between 5 percent and 10 percent").upper == exact("0.1")


def test_depths_at_and_near_zero_stay_sensible() -> None:
    assert default("about 0 cases") == Interval(Fraction(0), Fraction(1))
    assert default("just over 0%") == Interval(Fraction(0), exact("0.01"), False, True)
    assert default("well under 1") == Interval.point(0)
    assert default("0") == Interval.point(0)
    assert default("nearly one in twenty").lower == exact("0.045")
    assert default("nearly five quarters").upper == Fraction(5, 4)


def test_negative_numbers_are_hedged_on_their_magnitude() -> None:
    assert default("nearly -3") == Interval(Fraction(-3), Fraction(-2), False, True)
    assert default("at least -5") == Interval.at_least(-5)
    assert default("up to -5") == Interval(Fraction(-5), Fraction(0))


def test_multiples_downwards_are_turned_around() -> None:
    assert default("fell by a factor of 2.5").middle == Fraction(2, 5)
    assert default("less than halved") == Interval(Fraction(1, 2), Fraction(1), False, True)
    assert default("increased by a factor of three").middle == 3


def test_a_share_beyond_all_is_left_to_the_evidence() -> None:
    assert default("more than 150 percent") == Interval.at_least(Fraction(3, 2), closed=False)
