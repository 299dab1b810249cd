"""Tests of rubrics in words: which set they name, and what is refused with which hint."""

from __future__ import annotations

import pytest
from exact import exact

from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.rubric import NumberDomain
from factcheck.rubric import WordsError, categories_in, numbers_in
from factcheck.rubric.codes import OUTSIDE_DOMAIN, UNREADABLE_TEST

ANYTHING = NumberDomain(Interval.everything())
YEARS = NumberDomain(Interval.everything(), unit="years")
PERCENT = NumberDomain(Interval.everything(), is_percent=True)

BELOW_12 = Interval.at_most(12, closed=False)
ABOVE_12 = Interval.at_least(12, closed=False)
AT_LEAST_12 = Interval.at_least(12)
AT_MOST_12 = Interval.at_most(12)
TEN_TO_14 = Interval(Fraction(10), Fraction(14))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12", [Interval.point(12)]),
        ("1,200", [Interval.point(1200)]),
        ("-0.5", [Interval.point(Fraction(-1, 2))]),
        ("−7", [Interval.point(-7)]),
        ("1e3", [Interval.point(1000)]),
        ("under 12", [BELOW_12]),
        ("Below  12", [BELOW_12]),
        ("less than 12", [BELOW_12]),
        ("fewer than 12", [BELOW_12]),
        ("younger than 12", [BELOW_12]),
        ("<12", [BELOW_12]),
        ("< 12", [BELOW_12]),
        ("over 12", [ABOVE_12]),
        ("above 12", [ABOVE_12]),
        ("more than 12", [ABOVE_12]),
        (">12", [ABOVE_12]),
        ("at least 12", [AT_LEAST_12]),
        ("from 12", [AT_LEAST_12]),
        ("not less than 12", [AT_LEAST_12]),
        (">= 12", [AT_LEAST_12]),
        ("≥12", [AT_LEAST_12]),
        ("12 or more", [AT_LEAST_12]),
        ("12 and over", [AT_LEAST_12]),
        ("12 OR OLDER", [AT_LEAST_12]),
        ("12+", [AT_LEAST_12]),
        ("at most 12", [AT_MOST_12]),
        ("up to 12", [AT_MOST_12]),
        ("not more than 12", [AT_MOST_12]),
        ("<=12", [AT_MOST_12]),
        ("12 or less", [AT_MOST_12]),
        ("12 and under", [AT_MOST_12]),
        ("10..14", [TEN_TO_14]),
        ("10 .. 14", [TEN_TO_14]),
        ("10-14", [TEN_TO_14]),
        ("10–14", [TEN_TO_14]),
        ("10 to 14", [TEN_TO_14]),
        ("From 10 to 14", [TEN_TO_14]),
        ("between 10 and 14", [TEN_TO_14]),
        ("-5..-3", [Interval(Fraction(-5), Fraction(-3))]),
        ("3 or 1", [Interval.point(1), Interval.point(3)]),
        ("under 12 or 12", [AT_MOST_12]),
        ("12 or more or under 12", [Interval.everything()]),
        ("5 or 12 or more", [Interval.point(5), AT_LEAST_12]),
        ("not 12", [BELOW_12, ABOVE_12]),
        ("not under 12", [AT_LEAST_12]),
        ("not 12 or more", [BELOW_12]),
        ("not (under 10 or over 14)", [TEN_TO_14]),
        ("not(10..14)", [Interval.at_most(10, closed=False), Interval.at_least(14, closed=False)]),
    ],
)
def test_words_name_a_set_of_numbers(text: str, expected: list[Interval]) -> None:
    assert list(numbers_in(text, ANYTHING).intervals) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("under 12 years", BELOW_12),
        ("10–14 years", TEN_TO_14),
        ("12 years and over", AT_LEAST_12),
        ("1 year", Interval.point(1)),
    ],
)
def test_the_unit_may_stand_beside_a_number(text: str, expected: Interval) -> None:
    assert numbers_in(text, YEARS).intervals == (expected,)


@pytest.mark.parametrize(
    ("text", "lower", "upper"),
    [("10%..20%", "1/10", "1/5"), ("10–20 %", "1/10", "1/5"), ("0..5%", "0", "1/20")],
)
def test_percentages_are_shares(text: str, lower: str, upper: str) -> None:
    expected = Interval(exact(lower), exact(upper))
    assert numbers_in(text, PERCENT).intervals == (expected,)


@pytest.mark.parametrize(
    ("text", "domain", "message", "hint"),
    [
        ("15..12", ANYTHING, "'15..12' runs from a larger number to a smaller one", "12..15"),
        ("young", ANYTHING, "'young' is no number and no range of numbers", "12..15"),
        ("12 or", ANYTHING, "'12 or' is no number", "under 12"),
        ("not 12 or 15", ANYTHING, "'not 12 or 15' can be read in two ways", "not (12 or 15)"),
        ("!= 12", ANYTHING, "'!= 12' is no test", "did you mean 'not 12'?"),
        ("12,5", ANYTHING, "'12,5' is no number", "write"),
        ("1" * 120, ANYTHING, "a number has at most 100 digits", None),
        ("x" * 501, ANYTHING, "is longer than 500 characters", None),
        ("10%", ANYTHING, "'10%' has a percent sign", "unit: percent"),
        ("10", PERCENT, "'10' has no percent sign", "10%"),
        ("years", YEARS, "'years' is no number", "write"),
        ("not", ANYTHING, "'not' is no number", "write"),
    ],
)
def test_other_words_are_refused(
    text: str, domain: NumberDomain, message: str, hint: str | None
) -> None:
    with pytest.raises(WordsError) as refused:
        numbers_in(text, domain)
    assert message in refused.value.message
    assert refused.value.code is UNREADABLE_TEST
    assert hint is None or hint in (refused.value.hint or "")


KINDS = (
    "image",
    "video",
    "sadistic or masochistic",
    "sadistic",
    "masochistic",
    "not known",
    "text",
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("image", ["image"]),
        ("video or image", ["image", "video"]),
        ("not known", ["not known"]),
        ("sadistic or masochistic", ["sadistic or masochistic"]),
        ("not image", [each for each in KINDS if each != "image"]),
        ("not not known", [each for each in KINDS if each != "not known"]),
        (
            "not (image or video)",
            [each for each in KINDS if each not in {"image", "video"}],
        ),
        ("not (text)", [each for each in KINDS if each != "text"]),
        ("not sadistic or masochistic", [e for e in KINDS if e != "sadistic or masochistic"]),
        ("image or image", ["image"]),
    ],
)
def test_words_name_categories(text: str, expected: list[str]) -> None:
    assert list(categories_in(text, KINDS).values) == expected


def test_a_category_may_begin_with_the_word_not() -> None:
    known = ("true", "not checkable", "checkable")
    assert categories_in("not checkable", known).values == ("not checkable",)
    assert categories_in("not checkable or true", known).values == ("true", "not checkable")
    assert categories_in("true or not checkable", known).values == ("true", "not checkable")
    assert categories_in("not (not checkable)", known).values == ("true", "checkable")


def test_a_category_may_hold_the_word_or() -> None:
    known = ("a or b", "c")
    assert categories_in("a or b or c", known).values == known


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("imge", "'imge' is not in the domain", "did you mean 'image'?"),
        ("image or vidio", "'vidio' is not in the domain", "did you mean 'video'?"),
        ("not imge", "'imge' is not in the domain", "did you mean 'image'?"),
        ("image or", "'image or' is not in the domain", "did you mean 'image'?"),
        ("not image or video", "can be read in two ways", "write 'not (image or video)'"),
        ("image or sadistic or masochistic", "can be read in two ways", "write a list"),
        (" or ".join(["image"] * 600), "has more than 500 alternatives", "write a list"),
    ],
)
def test_other_categories_are_refused(text: str, message: str, hint: str) -> None:
    with pytest.raises(WordsError) as refused:
        categories_in(text, KINDS)
    assert message in refused.value.message
    assert hint in (refused.value.hint or "")


def test_an_unknown_category_has_the_code_of_the_domain() -> None:
    with pytest.raises(WordsError) as refused:
        categories_in("x", KINDS)
    assert refused.value.code is OUTSIDE_DOMAIN
