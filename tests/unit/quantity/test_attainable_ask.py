from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from attainable_questions import known, mean, read, scale, share
from exact import exact

from factcheck.model.attainable import Question, Scale
from factcheck.model.interval import Interval
from factcheck.model.unit import UnitKind
from factcheck.quantity.attainable.ask import MAX_KNOWN, MAX_NUMBERS, QuestionError

if TYPE_CHECKING:
    from collections.abc import Callable


def interval(lower: str, upper: str, *, closed: tuple[bool, bool] = (True, True)) -> Interval:
    return Interval(exact(lower), exact(upper), *closed)


def test_digits_may_have_been_rounded_either_way() -> None:
    found = read("64%")
    assert found.allowed == interval("0.635", "0.645")
    assert found.usual == interval("0.635", "0.645", closed=(True, False))
    assert (found.target, found.step, found.rounding) == (exact("0.64"), exact("0.01"), "any")
    assert found.read_as == "rounded to the nearest, halves either way"


def test_a_way_of_rounding_that_is_said_is_the_only_one() -> None:
    found = read("5.19", "floor")
    assert found.allowed == found.usual == interval("5.19", "5.2", closed=(True, False))
    assert found.read_as == "rounded down"


def test_a_mean_of_zero_may_be_negative_before_it_is_rounded() -> None:
    assert read("0.0").allowed == interval("-0.05", "0.05")
    assert read("0").allowed == interval("-0.5", "0.5")


def test_words_that_widen_a_number_enter_with_their_lenient_set() -> None:
    found = read("around 64 percent")
    assert found.allowed == interval("0.62", "0.66")
    assert found.usual.is_within(found.allowed)
    assert (found.rounding, found.step) == (None, None)
    assert found.read_as.startswith("approx: ")


def test_a_bare_fraction_in_words_enters_with_its_default_set() -> None:
    found = read("two in three")
    assert found.allowed == found.usual
    assert (found.rounding, found.target) == (None, exact("2/3"))


def test_words_without_a_number_have_a_target_all_the_same() -> None:
    found = read("the vast majority")
    assert found.target in found.allowed


def test_a_bound_that_leaves_its_number_out_has_another_target() -> None:
    assert read("more than 5").target == 6


def test_a_mean_below_a_number_may_be_below_zero() -> None:
    assert read("less than 5").allowed == interval("0", "5", closed=(True, False))
    assert read("less than 5", may_be_negative=True).allowed.lower is None
    assert read("at most 5", may_be_negative=True).usual == Interval.at_most(exact("5"))
    assert read("up to 5", may_be_negative=True).allowed == interval("0", "5")


@pytest.mark.parametrize("text", ["two in three", "around 64 percent", "nothing"])
def test_words_were_not_rounded(text: str) -> None:
    with pytest.raises(QuestionError, match="is no number that was rounded"):
        read(text, "half-up")


@pytest.mark.parametrize("text", ["64%", "0.64", "two in three", "1.00"])
def test_what_can_be_a_share(text: str) -> None:
    assert share(text, 8).scale == scale("0", "1")


@pytest.mark.parametrize("text", ["64", "5 points", "CHF 5"])
def test_what_is_no_share(text: str) -> None:
    with pytest.raises(QuestionError, match=r"is no share of 8; write 64%, 0\.64 or two"):
        share(text, 8)


WRONG: list[tuple[Callable[[], Question], str]] = [
    (lambda: mean("fell by 5%", 8), "'fell by 5%' is a change, not a number of its own"),
    (lambda: mean("5", 8, sd="up 5%"), "'up 5%' is a change"),
    (lambda: mean("5", 8, scale(step="0")), "a step is above zero"),
    (lambda: mean("5", 8, scale("7", "1")), "least number is above its greatest"),
    (lambda: mean("5", 8, scale("1", "7", step="4")), "do not lead from its least number"),
    (lambda: mean("5", 8, scale("1", "7"), known=(known("8", 1),)), "8 is no number of the scale"),
    (lambda: mean("5", 8, scale("1", "7"), known=(known("0", 1),)), "0 is no number of the scale"),
    (lambda: mean("5", 8, known=(known("0.5", 1),)), r"0\.5 is no number of the scale"),
    (lambda: mean("5", 8, known=(known("1", 1), known("1", 2))), "a number is named twice"),
    (lambda: mean("5", 8, known=(known("1", 9),)), "more numbers are known than there are: 8"),
    (lambda: mean("5", MAX_NUMBERS + 1, sd="1"), "for at most 10,000 numbers, not 10,001"),
    (lambda: mean("5", 1, sd="1"), "one number has no standard deviation"),
    (lambda: mean("5", 8, sd="-1"), "a standard deviation is never below zero: '-1'"),
    (
        lambda: mean("5", 8, sd="-1", rounding="ceiling-or-floor"),
        "a standard deviation is never below zero: '-1'",
    ),
    (lambda: mean("5", 8, sd="5%"), "'5' and its standard deviation '5%' are in different units"),
    (lambda: mean("5%", 8, sd="5"), "'5%' and its standard deviation '5' are in different units"),
    (lambda: share("64%", 8, sd="0.5"), "'64%' and its standard deviation '0.5' are in different"),
    (lambda: mean("$5", 8, sd="CHF 2"), "'CHF 2' are in different units"),
    (
        lambda: mean("5", 8, known=tuple(known(str(n), 0) for n in range(MAX_KNOWN + 1))),
        "of at most 100 numbers it can be said how often they are there, not of 101",
    ),
]


@pytest.mark.parametrize(("ask", "message"), WRONG, ids=[message for _, message in WRONG])
def test_what_makes_no_sense(ask: Callable[[], Question], message: str) -> None:
    with pytest.raises(QuestionError, match=message):
        ask()


def test_a_deviation_begins_at_zero() -> None:
    found = mean("5", 8, sd="0").deviation
    assert found is not None
    assert (found.allowed, found.usual) == (
        interval("0", "0.5"),
        interval("0", "0.5", closed=(True, False)),
    )


def test_one_number_has_a_deviation_that_divides_by_n() -> None:
    assert mean("5", 1, sd="0", divides_by_n=True).divides_by_n


def test_a_mean_may_have_a_unit() -> None:
    assert mean("$5.20", 8).printed.unit.kind is UnitKind.AMOUNT


@pytest.mark.parametrize(
    ("of", "least", "most", "places"),
    [
        (Scale(), None, None, ("3", "-1/2")),
        (scale("1", "7"), 0, 6, ("2", "-3/2")),
        (scale("1"), 0, None, ("2", "-3/2")),
        (scale(None, "7"), 0, None, ("4", "15/2")),
        (scale("1", "7", items=3), 0, 18, ("6", "-9/2")),
        (scale("1", "7", step="0.5"), 0, 12, ("4", "-3")),
    ],
)
def test_places_on_a_scale(
    of: Scale, least: int | None, most: int | None, places: tuple[str, str]
) -> None:
    assert (of.least, of.most) == (least, most)
    assert [of.place(exact(each)) for each in ("3", "-1/2")] == [exact(each) for each in places]
    assert of.number(of.place(exact("3"))) == 3
