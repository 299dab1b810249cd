"""What a figure's rule says gives the numbers of its sets, worked out again from the sentence.

Nothing here asks the engine how far a class reaches: the sentence and the printed numeral are all
that is used.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import pytest
from exact import exact

from factcheck.figure import FigureError, read_figure
from factcheck.model.fraction import Fraction
from factcheck.model.unit import Unit, UnitKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.figure import Figure
    from factcheck.model.interval import Interval

Ends = tuple[Fraction | None, Fraction | None]


class Printed(NamedTuple):
    """A numeral as printed, with what a reader sees of it."""

    text: str
    number: str
    step: str
    """The step of its last digit, of a word of scale its unit."""
    factor: str = "1"
    """What turns the printed number into that of the figure."""


NUMBERS = (
    *(Printed(text, text, "1") for text in ("0", "1", "2", "3", "5", "6", "7", "10", "12", "15")),
    *(Printed(text, text, "1") for text in ("20", "25", "63", "70", "99", "100", "150", "163")),
    *(
        Printed(text, text.replace(",", ""), "1")
        for text in ("999", "1,000", "1,250", "6,000", "9,000", "9,100", "9,120", "9,167")
    ),
    *(Printed(text, text.replace(",", ""), "1") for text in ("12,345", "50,000", "1,794,000")),
    *(Printed(text, text, step) for text, step in (("0.5", "0.1"), ("1.5", "0.1"), ("0.0", "0.1"))),
    *(Printed(text, text, "0.01") for text in ("2.70", "9.50", "14.85")),
    Printed("0 million", "0", "1000000"),
    Printed("1 million", "1000000", "1000000"),
    Printed("6 million", "6000000", "1000000"),
    Printed("10 million", "10000000", "1000000"),
    Printed("82 million", "82000000", "1000000"),
    Printed("100 million", "100000000", "1000000"),
    Printed("9,120 million", "9120000000", "1000000"),
    Printed("1.5 million", "1500000", "100000"),
    Printed("16.9 million", "16900000", "100000"),
    Printed("9 thousand", "9000", "1000"),
    Printed("$9,000", "9000", "1"),
    Printed("$1,794,000", "1794000", "1"),
    Printed("$6 million", "6000000", "1000000"),
)
PERCENTAGES = tuple(
    Printed(f"{text}%", text, "1" if "." not in text else "0.1", "0.01")
    for text in (
        "0", "0.0", "0.1", "1", "2", "3", "5", "6", "9.5", "10", "12", "15", "20", "33", "50", "60",
        "63", "65", "75", "90", "95", "99", "100", "120", "200",
    )
)  # fmt: skip
FRACTIONS = tuple(
    Printed(text, str(exact(number) * 100), "1", "0.01")
    for text, number in (
        ("half", "1/2"), ("a third", "1/3"), ("two thirds", "2/3"), ("a quarter", "1/4"),
        ("three quarters", "3/4"), ("one in five", "1/5"), ("one in six", "1/6"),
        ("one in nine", "1/9"), ("one in ten", "1/10"), ("nine in ten", "9/10"),
        ("one in 100", "1/100"), ("855 of 9,499", "855/9499"),
    )
)  # fmt: skip
RATES = (
    Printed("12 per 100,000", "12", "1", "0.00001"),
    Printed("3 of 1,000", "3", "1", "0.001"),
    Printed("60 in 100,000", "60", "1", "0.00001"),
)
MULTIPLES = (
    Printed("doubled", "2", "1"),
    Printed("halved", "1/2", "1"),
    Printed("quartered", "1/4", "1"),
    Printed("three times as many", "3", "1"),
    Printed("1.5 times as many", "1.5", "0.1"),
    Printed("three times more", "3", "1"),
)
HEDGES = (
    "{}", "exactly {}", "about {}", "nearly {}", "just under {}", "just over {}", "barely {}",
    "more than {}", "at least {}", "fewer than {}", "at most {}", "up to {}", "well over {}",
    "well under {}",
)  # fmt: skip
GRID = [
    (hedge.format(each.text), each)
    for hedge in HEDGES
    for each in (*NUMBERS, *PERCENTAGES, *FRACTIONS, *RATES, *MULTIPLES)
]
CHANGES = [
    (change.format(hedge).format(each.text), each)
    for change in ("rose by {}", "fell by {}")
    for hedge in HEDGES
    for each in PERCENTAGES
]
CLASSES = (
    "exact", "bare", "approx", "aine", "near_below", "tight_below", "tight_above", "near_halved",
    "gt", "ge", "lt", "le", "upto", "well_over", "well_under",
)  # fmt: skip


def far(words: str, number: Fraction) -> Fraction:
    """Return the distance that a sentence names."""
    digits = r"([0-9][0-9,.]*)"
    share = re.fullmatch(rf"{digits} % of it", words)
    if share:
        return exact(share[1]) / 100 * number
    step = re.fullmatch(
        rf"(half |twice |)the step (?:it is rounded to|of its last digit(?: that is not 0)?) "
        rf"\({digits}(?: points?)?\)",
        words,
    )
    if step:
        times = {"half ": exact("1/2"), "twice ": exact("2"), "": exact("1")}[step[1]]
        return times * exact(step[2].replace(",", ""))
    way = re.fullmatch(r"(half |)the way to ([0-9/]+), the next common fraction", words)
    if way:
        return abs(number - exact(way[2]) * 100) * (exact("1/2") if way[1] else 1)
    plain = re.fullmatch(rf"{digits}(?: points?(?:, the (?:most|least) for .*)?)?", words)
    assert plain is not None, words
    return exact(plain[1].replace(",", ""))


def printed_reach(first: str, printed: Printed) -> Fraction | None:
    """Return how far a number is left by its print, as the words without a hedge say."""
    number, step = exact(printed.number), exact(printed.step)
    # How many units of the print it has.
    units = str(number / step)
    match first.split(" so ", maxsplit=1)[0].strip(","):
        case "printed without a hedge" | "printed in its word of scale":
            limit = re.search(r"no more than (.*)", first)
            return far(limit[1], number) if limit else step / 2
        case "a round number without a hedge, rounded to two significant figures":
            return step * Fraction(10 ** (len(units) - 2), 2)
        case "an amount without a hedge, rounded to the zeros that it ends in":
            return step * Fraction(10 ** (len(units) - len(units.rstrip("0"))), 2)
        case text if text.endswith("exact"):
            return Fraction(0)
        case _:
            return None


def around(number: Fraction, reach: Fraction) -> Ends:
    """Return the ends at a distance on both sides."""
    return number - reach, number + reach


def usual(name: str, first: str, printed: Printed) -> Ends:
    """Return the ends of the default set, without the unit's own."""
    number = exact(printed.number)
    plain = {
        "above the number": (number, None),
        "the number or above": (number, None),
        "below the number": (None, number),
        "the number or below": (None, number),
        "from nothing to the number": (Fraction(0), number),
        "nothing but the number itself": (number, number),
        "a fraction to half a percentage point on both sides": around(number, exact("1/2")),
    }
    if first in plain:
        return plain[first]
    reach = printed_reach(first, printed) if name == "bare" else None
    if reach is not None:
        return around(number, reach)
    said = re.search(r"\bby (?:at (?:most|least) )?(.*)$", first)
    assert said is not None, first
    return ends_of(name, number, far(said[1], number))


def ends_of(name: str, number: Fraction, reach: Fraction) -> Ends:
    """Return the ends that a distance makes, on the sides of which the class speaks."""
    match name:
        case "near_below" | "tight_below":
            return number - reach, number
        case "tight_above" | "near_halved":
            return number, number + reach
        case "well_over" | "ge":
            return number + (reach if name == "well_over" else -reach), None
        case "well_under" | "le":
            return None, number - (reach if name == "well_under" else -reach)
        case _:
            return around(number, reach)


def in_profile(name: str, clauses: list[str], profile: str, printed: Printed) -> Ends:
    """Return the ends of the strict or lenient set: those said of it, else the default ones."""
    number = exact(printed.number)
    for clause in clauses:
        if clause == f"{profile} exact":
            return number, number
        if clause == f"{profile} by any amount":
            return (number, None) if name == "well_over" else (None, number)
        said = re.fullmatch(
            rf"{profile} (?:also (?:above|below) it )?by (?:at least )?(.*)", clause
        )
        if said:
            return ends_of(name, number, far(said[1], number))
    return usual(name, clauses[0], printed)


def as_told(figure: Figure, printed: Printed) -> Iterator[Ends]:
    """Yield the ends of the three sets that the rule gives, in the unit of the print."""
    name, _, told = figure.rule.removesuffix(".").partition(": ")
    clauses = told.split("; ")
    for profile in ("strictly", "usually", "leniently"):
        lower, upper = in_profile(name, clauses, profile, printed)
        most = re.search("no more than (.*), as it has fallen", told)
        if most is not None and upper is None:
            upper = exact(most[1])
        if "no change in the other direction" in clauses:
            lower = Fraction(0) if lower is None else max(lower, Fraction(0))
        if "a change downwards is negative" in clauses:
            lower, upper = upper and -upper, lower and -lower
        if "no count or share is below 0" in clauses:
            lower = lower and max(lower, Fraction(0))
        yield lower, upper


def in_print(allowed: Interval, told: Ends, unit: Unit, printed: Printed) -> Ends:
    """Return the ends of a set in the unit of the print, without those that only the unit has."""
    lower, upper = allowed.lower, allowed.upper
    least = -1 if unit.kind is UnitKind.RELATIVE_CHANGE else 0
    if told[0] is None and lower == least:
        lower = None
    if told[1] is None and upper == 1 and unit.kind is UnitKind.SHARE:
        upper = None
    factor = exact(printed.factor)
    return (
        None if lower is None else lower / factor,
        None if upper is None else upper / factor,
    )


def check(figure: Figure, printed: Printed) -> None:
    """Compare all three sets with what the rule gives."""
    told = list(as_told(figure, printed))
    profiles = figure.profiles
    found = [
        in_print(each, said, figure.unit, printed)
        for each, said in zip(
            (profiles.strict, profiles.default, profiles.lenient), told, strict=True
        )
    ]
    assert found == told, figure.rule


def read(text: str, **keys: str) -> Figure | None:
    """Return a figure; ``None`` for words that are refused, such as *nearly 0*."""
    try:
        return read_figure(text, **keys)  # type: ignore[arg-type]
    except FigureError:
        return None


@pytest.mark.parametrize("hedge", HEDGES)
def test_the_rule_gives_the_numbers(hedge: str) -> None:
    figures = [(read(text), each) for text, each in GRID if text == hedge.format(each.text)]
    assert sum(figure is None for figure, _ in figures) <= len(figures) // 8
    for figure, printed in figures:
        if figure is not None:
            check(figure, printed)


def test_the_rule_gives_the_numbers_of_changes() -> None:
    figures = [(read(text), each) for text, each in CHANGES]
    assert sum(figure is None for figure, _ in figures) <= len(figures) // 8
    for figure, printed in figures:
        if figure is not None:
            check(figure, printed)


@pytest.mark.parametrize("name", CLASSES)
def test_the_rule_gives_the_numbers_of_a_class_that_was_chosen(name: str) -> None:
    for printed in (*NUMBERS, *PERCENTAGES, *FRACTIONS, *RATES):
        figure = read(printed.text, reads=name)
        if figure is not None:
            assert figure.hedge == name
            check(figure, printed)


@pytest.mark.parametrize("text", ["9,167", "6 million", "2018", "9,000", "12", "1.5", "-5"])
def test_whole_numbers_of_a_rate_are_rounded_and_the_rule_says_so(text: str) -> None:
    rule = read_figure(text, rate_like=True).rule
    assert "exact" not in rule
    assert "significant" not in rule


def test_a_whole_number_of_another_unit_is_rounded_to_it() -> None:
    figure = read_figure("38,901 kg", expects=Unit(UnitKind.AMOUNT, "tonnes"))
    assert "rounded to that unit; leniently by the step of its last digit (1)." in figure.rule


# Sets of two numbers, and of words.


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (
            "20 to 30 percent",
            (
                "range: from the first number to the second; leniently also on both sides of each "
                "by half the step of its last digit (1 point)."
            ),
        ),
        (
            "999,999 to 1 million",
            (
                "range: from the first number to the second; leniently also on both sides of each "
                "by half the step of its last digit (1) for the first and 10 % of it for the "
                "second."
            ),
        ),
        (
            "about 20 to 30",
            (
                "approx: from the first number to the second, on both sides of each by 10 % of it; "
                "strictly by 5 % of it; leniently by 20 % of it."
            ),
        ),
        (
            "dozens",
            (
                "plural: at least 24, twice its unit, and less than 100, the next larger word; "
                "leniently without an upper end."
            ),
        ),
        ("a minority", "lt: less than half."),
        ("all", "exact: nothing but the number itself."),
        ("most", "majority: more than half."),
        (
            "nearly -5%",
            (
                "near_below: below the number by at most 10 % of it; strictly by 5 % of it; "
                "leniently by 20 % of it; all of it without the minus sign, which then stands "
                "before each number."
            ),
        ),
        (
            "barely 100",
            (
                "tight_above: closely above the number, by at most 2.5 % of it; strictly by 1 % of "
                "it; leniently by 10 % of it; the number itself included."
            ),
        ),
    ],
)
def test_rules_of_ranges_and_words(text: str, rule: str) -> None:
    assert read_figure(text).rule == rule
