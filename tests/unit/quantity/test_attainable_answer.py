from __future__ import annotations

import pytest
from attainable_questions import known, mean, scale, share
from exact import exact
from msgspec.structs import replace

from factcheck.bounds.check import refutes
from factcheck.model.attainable import Answer, Miss, Power, Question
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.linear import Form, Row, System, Variable
from factcheck.quantity.attainable import deviations
from factcheck.quantity.attainable.answer import answer, check_example
from factcheck.quantity.attainable.squares import MAX_STEPS, Search


def system_of(found: Answer) -> System:
    form = Form(found.row.constant, ((found.row.name, found.row.multiple),))
    whole = Variable(found.row.name, found.row.bounds, is_integer=True)
    return System((whole,), (Row("printed", form, found.row.allowed),))


def test_no_count_of_8_gives_64_percent() -> None:
    found = answer(share("64%", 8))
    assert found.is_possible is False
    assert found.because == ("8 times that is 5.08 to 5.16, and no whole number lies there",)
    assert [(each.total, each.mean) for each in found.nearest] == [
        (5, exact("0.625")),
        (6, exact("0.75")),
    ]
    # 13 of the 101 whole percentages are those of a count: 12 and 13 % are both 1 of 8.
    assert found.power == Power(Fraction(88, 101), True, exact("0.92"))
    assert found.refutation is not None
    assert refutes(system_of(found), found.refutation)


def test_5_of_8_give_62_5_percent() -> None:
    found = answer(share("62.5%", 8))
    assert (found.is_possible, found.is_usual) == (True, True)
    assert found.example is not None
    assert (found.example.total, found.example.mean) == (5, exact("0.625"))
    assert system_of(found).admits({"count": Fraction(found.example.total)})


def test_a_half_that_was_rounded_down_is_possible_but_not_usual() -> None:
    found = answer(share("12%", 8))
    assert (found.is_possible, found.is_usual) == (True, False)
    assert answer(share("12%", 8, rounding="half-up")).is_possible is False
    assert answer(share("13%", 8)).is_usual


def test_words_are_read_generously_before_anything_is_called_impossible() -> None:
    assert answer(share("two in three", 8)).is_possible is False
    assert answer(share("two in three", 9)).is_possible is True
    found = answer(share("around 64 percent", 8))
    assert (found.is_possible, found.is_usual, found.power) == (True, False, None)


def test_a_figure_without_an_upper_end_is_possible() -> None:
    found = answer(mean("more than 5", 3))
    assert found.example is not None
    assert found.example.mean > 5
    assert answer(mean("less than 5", 3)).is_possible is True
    assert answer(mean("at most 5", 3, scale(None, "4"))).is_possible is True


@pytest.mark.parametrize(
    ("question", "because"),
    [
        (share("101%", 8), "a share is 0 % to 100 %"),
        (mean("8.00", 10, scale("0", "7")), "the mean of numbers on this scale is 0 to 7"),
        (mean("0.50", 10, scale("1")), "the mean of numbers on this scale is at least 1"),
        (mean("7.50", 10, scale(None, "7")), "the mean of numbers on this scale is at most 7"),
        (
            mean("5.19", 28),
            "28 times that is 145.18 to 145.46, and no whole number lies there",
        ),
        (
            mean("5.19", 7, scale(items=2)),
            "7 times that is 36.295 to 36.365, and no multiple of 1/2 lies there",
        ),
        (
            mean("1.19", 7, scale("0.25", "9.25")),
            "7 times that is 8.295 to 8.365, and no number in steps of 1 from 7/4 lies there",
        ),
        (
            mean("6.00", 10, scale("1", "7"), known=(known("1", 5),)),
            "10 times that is 59.95 to 60.05, but with the numbers that are known it is 15 to 40",
        ),
    ],
)
def test_why_a_mean_is_impossible(question: Question, because: str) -> None:
    found = answer(question)
    assert (found.is_possible, found.because) == (False, (because,))
    assert found.refutation is not None
    assert refutes(system_of(found), found.refutation)


def test_the_next_mean_inside_the_scale_is_told() -> None:
    assert [each.mean for each in answer(mean("8.00", 10, scale("0", "7"))).nearest] == [7]
    assert [each.mean for each in answer(mean("-1.00", 10, scale("0", "7"))).nearest] == [0]
    # Counted from above, the next places lie the other way round.
    found = answer(mean("5.19", 28, scale(None, "7"))).nearest
    assert [each.mean for each in found] == [exact("145/28"), exact("146/28")]


def example_of(question: Question) -> tuple[tuple[Fraction, int], ...]:
    found = answer(question)
    assert found.is_possible, found.because
    assert found.example is not None
    return found.example.numbers


def test_numbers_are_shown_that_have_both() -> None:
    numbers = example_of(mean("5.21", 28, scale("1", "7"), sd="1.6"))
    assert sum(times for _, times in numbers) == 28
    assert sum(number * times for number, times in numbers) == 146


def test_a_population_divides_by_n() -> None:
    zero_and_one = ((Fraction(0), 1), (Fraction(1), 1))
    assert example_of(mean("0.5", 2, sd="0.500", divides_by_n=True)) == zero_and_one
    assert example_of(mean("0.5", 2, sd="0.707")) == zero_and_one
    assert answer(mean("0.5", 2, sd="0.500")).is_possible is False


def test_numbers_that_are_known_are_among_those_shown() -> None:
    of, three = scale("0", "7"), (known("3", 3),)
    numbers = dict(example_of(mean("2.82", 22, of, sd="2.32", known=(known("4", 0), *three))))
    assert numbers[Fraction(3)] == 3
    assert Fraction(4) not in numbers
    at_least = (known("4", 2, is_exact=False),)
    assert dict(example_of(mean("4.0", 5, of, sd="0.0", known=at_least))) == {Fraction(4): 5}


def test_all_numbers_may_be_known() -> None:
    every = (known("1", 1), known("2", 1))
    assert len(example_of(mean("1.5", 2, sd="0.71", known=every))) == 2
    assert answer(mean("1.5", 2, sd="0.72", known=every)).is_possible is False
    assert answer(mean("1.6", 2, sd="0.71", known=every)).is_possible is False


@pytest.mark.parametrize(
    ("question", "miss", "because"),
    [
        (
            mean("5.23", 35, sd="2.55"),
            Miss.PARITY,
            (
                "sum 183: the squares must add up to 1,177.05 to 1,178.78 and to an odd number, as "
                "the sum is; none lies there"
            ),
        ),
        (
            mean("2.00", 5, sd="0.80"),
            Miss.NONE_WHOLE,
            "sum 10: the squares must add up to 22.5281 to 22.5921, and no whole number lies there",
        ),
        (
            mean("2.50", 6, sd="0.1"),
            Miss.TOO_SMALL,
            "sum 15: the squares must add up to 37.5125 to 37.6125, and no whole number lies there",
        ),
        (
            mean("2.50", 6, sd="less than 0.5"),
            Miss.TOO_SMALL,
            (
                "sum 15: the squares must add up to 37.5 to under 38.75, but those of 6 such "
                "numbers add up to 39 or more"
            ),
        ),
        (
            mean("4.00", 5, scale("0", "7"), sd="5"),
            Miss.TOO_LARGE,
            (
                "sum 20: the squares must add up to 161 to 201, but those of 5 such numbers add up "
                "to 134 or less"
            ),
        ),
        (
            mean("0.00", 3, sd="2.236"),
            Miss.SEARCHED,
            (
                "sum 0: the squares must add up to 9.99 to 10; no 3 such numbers have both, "
                "as a search of all of them shows"
            ),
        ),
    ],
)
def test_why_a_deviation_is_impossible(question: Question, miss: Miss, because: str) -> None:
    found = answer(question)
    assert found.is_possible is False
    assert because in found.because
    assert miss is found.tried[0].miss or miss is Miss.TOO_SMALL


def test_how_numbers_are_counted_is_said_where_they_are_not_taken_as_they_are() -> None:
    first = answer(mean("4.2", 5, scale("1", "7"), sd="4")).because[0]
    assert first == "numbers are counted in steps of 1 up from 1"
    first = answer(mean("4.2", 5, scale(None, "7", items=2), sd="0.01")).because[0]
    assert first == "numbers are counted in steps of 1/2 down from 7"


def test_a_deviation_beyond_the_scale_needs_no_sum_after_the_other() -> None:
    found = answer(mean("3", 10_000, scale("1", "5", items=100), sd="9"))
    assert found.is_possible is False
    assert [each.miss for each in found.tried] == [Miss.TOO_LARGE] * deviations.MOST_TRIED
    # The greatest one there is, of as many 1 as 5.
    assert answer(mean("3.00", 10_000, scale("1", "5"), sd="2.0001")).is_possible is True
    assert answer(mean("3.00", 10_000, scale("1", "5"), sd="2.0002")).is_possible is False


def test_many_numbers_are_found() -> None:
    assert answer(mean("3", 10_000, scale("1", "5", items=100), sd="1")).is_possible is True
    assert answer(mean("3.00", 9_999, sd="more than 1000000")).is_possible is True


def test_only_the_first_sums_are_told_of() -> None:
    found = answer(mean("3", 100, scale("0", "9"), sd="0.001"))
    assert len(found.tried) == deviations.MOST_TRIED
    assert found.because[-1] == "and so on for every other sum that the mean allows"


def test_the_nearest_deviations_are_those_of_all_possible_means() -> None:
    found = answer(mean("4.2", 5, scale("1", "7"), sd="4")).nearest
    assert [each.variance for each in found] == [exact("9.2")]
    found = answer(mean("5.23", 35, sd="2.55")).nearest
    variances = [each.variance for each in found]
    assert None not in variances
    below, above = (each or Fraction(0) for each in variances)
    assert below < exact("2.545") ** 2
    assert above > exact("2.555") ** 2


def test_a_deviation_without_an_end_has_a_nearest_one_on_one_side_alone() -> None:
    found = answer(mean("4.00", 5, scale("0", "7"), sd="more than 5"))
    assert found.is_possible is False
    assert [each.variance for each in found.nearest] == [exact("13.5")]
    found = answer(mean("2.50", 6, sd="less than 0.5"))
    assert [each.variance for each in found.nearest] == [exact("0.3")]


def test_the_nearest_deviation_may_be_that_of_a_mean_further_off() -> None:
    found = answer(mean("3.3", 10, scale("1", "5", step="0.5"), sd="1.234"))
    assert [each.total for each in found.tried] == [46, 45, 47]
    below, above = ((each.mean, each.variance or Fraction(0)) for each in found.nearest)
    assert (below[0], above[0]) == (exact("3.25"), exact("3.35"))
    assert below[1] < exact("1.234") ** 2 < above[1]


def test_the_next_sum_of_squares_may_be_that_of_no_numbers() -> None:
    # With a sum of 0, three whole numbers have squares that add up to 8 and 14, not 10 or 12.
    found = answer(mean("0.00", 3, sd="2.12")).nearest
    assert [each.variance for each in found] == [4, 7]
    only = (known("1", 0),)
    found = answer(mean("0.67", 3, scale("0", "2"), sd="1.00", known=only)).nearest
    assert [each.variance for each in found] == [exact("4/3")]


def test_with_many_sums_no_nearest_deviation_is_looked_for() -> None:
    assert answer(mean("3", 100, scale("0", "9"), sd="0.001")).nearest == ()


def test_on_a_scale_without_ends_n_sums_stand_for_all() -> None:
    assert answer(mean("at least 3", 5, sd="0.01")).is_possible is False
    assert answer(mean("less than 3", 5, sd="0.01")).is_possible is False
    assert answer(mean("less than 3", 5, sd="at least 2")).is_possible is True
    # With an end they are endless.
    assert answer(mean("at least 3", 5, scale("0"), sd="at least 2")).is_possible is True


def test_a_search_that_is_cut_short_decides_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    question = mean("1000000", 3, sd="1290000.00")
    monkeypatch.setattr(deviations, "Search", lambda _=MAX_STEPS: Search(10))
    found = answer(question)
    assert found.is_possible is None
    assert found.steps == 10
    assert found.because == ()
    assert answer(mean("at least 3", 5, scale("0"), sd="0.01")).is_possible is None


def test_what_a_quick_look_leaves_open_is_looked_at_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deviations, "QUICK_STEPS", -11)
    assert answer(mean("3.00", 3, scale("1", "5"), sd="1.00")).is_possible is True
    found = answer(mean("0.00", 3, sd="22.383"))
    assert (found.is_possible, found.tried[0].miss) == (False, Miss.SEARCHED)


def test_where_the_next_deviation_stays_open_none_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deviations, "NEAR_STEPS", 1)
    found = answer(mean("5.23", 35, sd="2.55"))
    assert (found.is_possible, found.nearest) == (False, ())


def test_an_example_that_is_none_is_not_believed() -> None:
    found = answer(mean("1.5", 2, sd="0.71"))
    example = found.example
    assert example is not None
    check_example(found.question, found.row, example)
    one, two = Fraction(1), Fraction(2)
    for wrong in (
        replace(example, total=4),
        replace(example, mean=two),
        replace(example, variance=one),
        replace(example, numbers=((one, 1), (two, 2))),
        replace(example, numbers=((one, 2),)),
        replace(example, numbers=((Fraction(0), 1), (Fraction(3), 1)), variance=exact("4.5")),
    ):
        with pytest.raises(AssertionError):
            check_example(found.question, found.row, wrong)


def test_a_figure_is_blind_where_every_print_is_possible() -> None:
    assert power(mean("2.5", 200)) == Power(Fraction(0), True, Fraction(-19))
    # A quarter and three quarters are printed in two ways.
    assert power(mean("2.5", 4)) == Power(exact("0.4"), True, exact("0.6"))
    assert power(mean("2.5", 4, rounding="half-up")) == Power(exact("0.6"), True, exact("0.6"))
    assert power(mean("2.5", 4, scale(step="0.5"))).grim_ratio == exact("0.2")


def power(question: Question) -> Power:
    found = answer(question).power
    assert found is not None
    return found


def test_the_power_of_what_is_too_much_to_count_is_about_right() -> None:
    # A million shares: 8 in 9 and more are impossible, whatever is printed.
    found = power(share("0.111111", 9))
    assert not found.is_exact
    assert found.impossible == 1 - exact("0.000009")
    # Every second mean of 4 is printed in two ways, on each of 10,000 numbers.
    found = power(mean("2.5", 4, scale("0", "10000")))
    assert (found.impossible, found.is_exact) == (exact("0.4"), False)
    # With half of them known only half of the means are left.
    half = (known("0", 2),)
    assert power(mean("2.5", 4, scale("0", "10000"), known=half)).impossible > exact("0.6")


def test_all_numbers_may_be_known_and_none_be_left() -> None:
    every = (known("1", 1), known("2", 1))
    assert len(example_of(mean("1.5", 2, scale("1", "2"), sd="0.71", known=every))) == 2
    assert answer(mean("1.5", 2, scale("1", "2"), sd="0.5", known=every)).is_possible is False


def test_there_may_be_no_greater_deviation_though_the_scale_had_room() -> None:
    # Two numbers of 0, 2 and 3 have the sum 4 as 2 and 2 alone.
    found = answer(mean("2.00", 2, scale("0", "3"), sd="0.5", known=(known("1", 0),)))
    assert [each.variance for each in found.nearest] == [0]


def test_what_is_known_may_vary_too_much_for_every_sum() -> None:
    ones = (known("1", 78),)
    found = answer(mean("6", 1000, scale("1", "7", items=100), sd="0", known=ones))
    assert (found.is_possible, found.tried[0].miss) == (False, Miss.TOO_SMALL)
    ones = (known("1", 20),)
    found = answer(mean("2.100", 200, scale("1", "5", items=2), sd="1.440", known=ones))
    assert (found.is_possible, found.tried[0].miss) == (False, Miss.TOO_LARGE)


def test_the_power_where_all_is_known() -> None:
    every = (known("1", 1), known("2", 1))
    assert power(mean("1.5", 2, known=every)).impossible == 1
    assert power(mean("1.5", 2, scale("1", "2"), known=every)).impossible == Fraction(10, 11)
    none = tuple(known(each, 0) for each in ("1", "2"))
    assert power(mean("1.5", 2, scale("1", "2"), known=none)).impossible == 1


def test_the_sum_lies_between_n_times_what_was_printed() -> None:
    assert answer(share("64%", 8)).between == Interval(exact("5.08"), exact("5.16"))
