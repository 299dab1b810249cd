"""Which of two answers leads in one sample: exact, however few people were asked."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from math import comb
from typing import TYPE_CHECKING

import pytest
from exact import exact
from quantity_files import Files

from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.quantity.sampling.differences import FEW
from factcheck.quantity.sampling.leads import Answers, answers_of, first_among_both, has_few
from factcheck.quantity.sampling.sampled import Sampled
from factcheck.quantity.sampling.words import is_attainable

if TYPE_CHECKING:
    from pathlib import Path

    from factcheck.model.result import Assessment

LEVEL = Fraction(19, 20)
HALF = Fraction(1, 2)


def counted(number: int) -> Answers:
    return Answers(Fraction(number), Fraction(number))


def side(one: int, other: int) -> int:
    """Return 1 where the first of two counts is said to lead, -1 for the second, 0 for neither."""
    found = first_among_both(counted(one), counted(other), LEVEL)
    assert found.lower is not None
    assert found.upper is not None
    return (found.lower > HALF) - (found.upper < HALF)


@cache
def fewest(both: int) -> int:
    """Return how many of both have to give the first answer so that it is said to lead."""
    return bisect_left(range(both + 1), 1, key=lambda one: side(one, both - one))


@pytest.mark.parametrize("asked", [30, 40, 60])
@pytest.mark.parametrize("both", [0.02, 0.1, 0.2, 0.35, 0.5, 0.75, 1.0])
@pytest.mark.parametrize("first", [0.5, 0.49, 0.45, 0.4, 0.3, 0.1])
def test_a_wrong_lead_is_as_rare_as_the_level_says(asked: int, both: float, first: float) -> None:
    """Every outcome of a sample of so many is gone through; the first answer does not lead."""
    wrong = 0.0
    for given in range(asked + 1):
        some = comb(asked, given) * both**given * (1 - both) ** (asked - given)
        for one in range(fewest(given), given + 1):
            wrong += some * comb(given, one) * first**one * (1 - first) ** (given - one)
    # As often the other is said to lead where both are equal in truth.
    assert wrong <= float((1 - LEVEL) / 2)


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [(9, 2, 0), (2, 9, 0), (10, 1, 1), (1, 10, -1), (6, 0, 1), (5, 0, 0), (0, 0, 0), (40, 20, 1)],
)
def test_leads_of_few(one: int, other: int, said: int) -> None:
    # 2 · (1 + 11 + 55) / 2^11 = 0.065 for 9 and 2; 2 / 2^5 = 0.0625 for 5 and 0.
    assert side(one, other) == said


def test_nobody_says_nothing() -> None:
    assert first_among_both(counted(0), counted(0), LEVEL) == Interval(Fraction(0), Fraction(1))


def sampled(printed: str, asked: int, effective: str, off: str = "0", per: str = "1") -> Sampled:
    everything = Interval(Fraction(0), Fraction(1))
    return Sampled(
        "a",
        exact(printed),
        everything,
        everything,
        LEVEL,
        "t",
        0,
        exact("0"),
        exact(off),
        Fraction(asked),
        exact(effective),
        exact(per),
    )


@pytest.mark.parametrize(
    ("sample", "least", "most"),
    [
        (sampled("0.15", 60, "60"), "9", "9"),
        (sampled("0.033", 60, "60"), "2", "2"),
        (sampled("0.25", 30, "30"), "7", "8"),
        (sampled("0.15", 60, "60", off="0.005"), "9", "9"),
        (sampled("0.15", 60, "60", off="0.05"), "6", "12"),
        (sampled("9", 60, "60", per="60"), "9", "9"),
        (sampled("0.15", 60, "40.5"), "6.075", "6.075"),
        (sampled("0.99", 60, "40.5", off="0.05"), "38.07", "40.5"),
    ],
)
def test_how_many_gave_an_answer(sample: Sampled, least: str, most: str) -> None:
    assert answers_of(sample) == Answers(exact(least), exact(most))


def test_where_few_were_asked_or_answered() -> None:
    assert has_few(sampled("0.5", 29, "29"), is_part=True)
    assert has_few(sampled("0.05", 60, "60"), is_part=True)
    assert not has_few(sampled("0.95", 60, "60"), is_part=True)
    assert has_few(sampled("0.95", 60, "60"), is_part=False)
    assert not has_few(sampled("0.5", 60, "60"), is_part=False)


def checked(folder: Path, rows: str, claim: str, said: str = "same_sample: true") -> Assessment:
    files = Files(folder)
    files.table(f"k,s,n\n{rows}")
    evidence = (
        f"evidence:\n  t:\n    file: t.csv\n    key: k\n    {said}\n"
        "    columns: {s: {unit: percent, n: n}}\n"
    )
    return files.one(evidence, f"claims:\n  c: {{{claim}}}\n")


LEAD = "holds: 't.s[k = a] > t.s[k = b]'"
NOT_LESS = "holds: 't.s[k = a] >= t.s[k = b]'"
BEHIND = "holds: 't.s[k = b] < t.s[k = a]'"
FIRST = "measure: t.s, by: k, of: a, place: 1"
BY_TWO = "holds: 't.s[k = a] - t.s[k = b] > 2%'"
TWICE = "holds: 't.s[k = a] > 2 * t.s[k = b]'"


@pytest.mark.parametrize(
    ("rows", "claim", "verdict"),
    [
        ("a,15,60\nb,3.333,60\n", LEAD, "undetermined"),
        ("a,15,60\nb,3.333,60\n", NOT_LESS, "undetermined"),
        ("a,15,60\nb,3.333,60\n", FIRST, "undetermined"),
        ("a,16.667,60\nb,1.667,60\n", LEAD, "supported"),
        ("a,16.667,60\nb,1.667,60\n", NOT_LESS, "supported"),
        ("a,16.667,60\nb,1.667,60\n", BEHIND, "supported"),
        ("a,16.667,60\nb,1.667,60\n", FIRST, "supported"),
        ("b,16.667,60\na,1.667,60\n", LEAD, "refuted"),
        # Its size is not decided: one person gave the other answer.
        ("a,16.667,60\nb,1.667,60\n", BY_TWO, "undetermined"),
        # 0.40 - 0.183 ± 0.189 by the normal distribution, but 24 of 35 leaves 0.507 to 0.831.
        ("a,40,60\nb,18.333,60\n", LEAD, "supported"),
        # 24 of 36: 0.49 to 0.814, while the normal distribution says 0.2 ± 0.19.
        ("a,40,60\nb,20,60\n", LEAD, "undetermined"),
        ("b,40,60\na,20,60\n", LEAD, "undetermined"),
        ("a,40,60\nb,20,60\n", NOT_LESS, "undetermined"),
        ("a,40,60\nb,20,60\n", BY_TWO, "undetermined"),
        ("a,60,1000\nb,25,1000\n", TWICE, "supported"),
        ("a,52,1000\nb,25,1000\n", TWICE, "undetermined"),
        ("a,60,1000\nb,25,1000\n", BY_TWO, "supported"),
    ],
)
def test_a_lead_in_a_small_sample(tmp_path: Path, rows: str, claim: str, verdict: str) -> None:
    assert checked(tmp_path, rows, claim).verdict.value == verdict


def test_the_premise_says_what_is_exact(tmp_path: Path) -> None:
    few = checked(tmp_path, "a,16.667,60\nb,1.667,60\n", LEAD)
    assert few.premises[1].name.endswith("(one sample, exact sign)")
    many = checked(tmp_path, "a,52,1000\nb,40,1000\n", LEAD)
    assert many.premises[1].name.endswith("(one sample, exact sign, normal size)")


def test_the_calculation_says_where_few_were_asked(tmp_path: Path) -> None:
    few = checked(tmp_path, "a,15,60\nb,3.333,60\n", LEAD)
    assert few.calculation[-1].source == FEW
    assert not any("difference" in each.name for each in few.premises)
    many = checked(tmp_path, "a,52,1000\nb,40,1000\n", LEAD)
    assert many.calculation[-1].source is None


@pytest.mark.parametrize(
    ("share", "asked", "is_one"),
    [
        ("0.5235", 10, False),
        ("0.52", 10, False),
        ("0.5", 10, True),
        ("0.333", 30, True),
        ("0.334", 30, False),
        ("0.52", 1000, True),
        ("0.5235", 1000, False),
        ("0.5235", 10_000, True),
        ("0", 10, True),
        ("1", 10, True),
        ("0.1234567890123456", 10, True),
    ],
)
def test_a_share_that_no_number_of_people_is(share: str, asked: int, is_one: bool) -> None:
    assert is_attainable(exact(share), Fraction(asked)) is is_one


def test_the_calculation_names_a_share_that_no_number_of_people_is(tmp_path: Path) -> None:
    none = checked(tmp_path, "a,52.35,10\nb,40,10\n", LEAD)
    ends = [step.source.rpartition("; ")[2] for step in none.calculation if step.source]
    assert ends[0] == "no whole number of 10 people is 52.35 %, unless they are weighted"
    assert ends[1].startswith("the evidence is Clopper-Pearson's")
    rounded = checked(tmp_path, "a,50,7\nb,10,10\n", LEAD)
    assert "no whole number" in (rounded.calculation[0].source or "")


def test_few_of_two_samples_are_left_to_the_exact_intervals(tmp_path: Path) -> None:
    apart = "same_sample: false"
    assert checked(tmp_path, "a,100,25\nb,40,25\n", LEAD, apart).verdict.value == "supported"
    few = checked(tmp_path, "a,60,29\nb,31.034,29\n", LEAD, apart)
    assert few.verdict.value == "undetermined"
    assert not any("difference" in each.name for each in few.premises)


@pytest.mark.parametrize(("other", "is_fault"), [("41", False), ("41.5", True), ("55", True)])
def test_answers_to_one_question_are_no_more_than_everybody(
    tmp_path: Path, other: str, is_fault: bool
) -> None:
    found = checked(tmp_path, f"a,60,1000\nb,{other},1000\n", LEAD)
    assert (found.verdict.value == "not checkable") is is_fault
    if is_fault:
        assert "are declared as answers of one sample to one question" in (found.explanation or "")
    several = checked(tmp_path, f"a,60,1000\nb,{other},1000\n", LEAD, "lang: en")
    assert several.verdict.value != "not checkable"


@pytest.mark.parametrize(
    ("keys", "cells", "message", "hint"),
    [
        ("kind: share, margin: 3.1", "0.52,1", "has a margin of 3.1, which is 310 %",
         "as its shares are: `margin: 0.031`"),
        ("unit: percent, margin: 310", "52,1", "has a margin of 310, which is 310 %",
         "correct the margin"),
        ("kind: share, margin: moe", "0.52,3.1", "has a margin of 3.1, which is 310 %",
         "declare `moe: {scale: 0.01}`"),
        ("unit: percent, margin: moe", "52,310", "has a margin of 310, which is 310 %",
         "correct column moe"),
    ],
)  # fmt: skip
def test_a_margin_of_more_than_everybody_is_a_fault(
    tmp_path: Path, keys: str, cells: str, message: str, hint: str
) -> None:
    files = Files(tmp_path)
    files.table(f"k,s,moe\na,{cells}\n")
    evidence = (
        "evidence:\n  t:\n    file: t.csv\n    key: k\n"
        f"    columns: {{s: {{{keys}, confidence: 95%}}}}\n"
    )
    claim = "claims:\n  c: {measure: 't.s[k = a]', figure: a majority}\n"
    found = files.one(evidence, claim)
    assert found.verdict.value == "not checkable"
    assert message in (found.explanation or "")
    assert hint in (found.explanation or "")


def test_a_margin_in_points_may_stand_beside_fractions(tmp_path: Path) -> None:
    files = Files(tmp_path)
    files.table("k,s,moe\na,0.52,3.1\n")
    evidence = (
        "evidence:\n  t:\n    file: t.csv\n    key: k\n    columns:\n"
        "      s: {kind: share, margin: moe, confidence: 95%}\n      moe: {scale: 0.01}\n"
    )
    claim = "claims:\n  c: {measure: 't.s[k = a]', figure: 52%, about: population}\n"
    found = files.one(evidence, claim).found
    assert found is not None
    assert found.text == "48.9 % to 55.1 %"
