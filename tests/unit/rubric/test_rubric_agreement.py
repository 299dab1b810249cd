"""Two people's codes compared: units, shares over their disagreements, figures of shares."""

from __future__ import annotations

from collections import Counter
from itertools import product
from typing import TYPE_CHECKING

import pytest
from exact import exact
from hypothesis import given
from hypothesis import strategies as st

from factcheck.cli.rubric.coefficients import coefficients_of
from factcheck.figure import read_figure
from factcheck.model.agreement import ONE, Coded, Coder, Pair
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.spec import Verdict
from factcheck.rubric import agreement
from factcheck.rubric.agreement import NothingSharedError, check_share, compare

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.model.agreement import Agreement


def coder(name: str, labels: str, weights: Sequence[int] = ()) -> Coder:
    """Return a person's codes, a letter a unit; a dot is a unit that was not coded."""
    numbers = [Fraction(each) for each in weights] or [ONE] * len(labels)
    pairs = enumerate(zip(labels, numbers, strict=True))
    return Coder(
        name,
        tuple(Coded(str(unit), None if label == "." else label, n) for unit, (label, n) in pairs),
    )


def compared(first: str, second: str, weights: Sequence[int] = ()) -> Agreement:
    return compare(coder("ann", first, weights), coder("ben", second, weights))


def verdict(found: Agreement, figure: str, of: str = "a") -> Verdict:
    return check_share(found, of, read_figure(figure, lang="en", rate_like=True)).verdict


def test_units_are_counted_by_class() -> None:
    found = compared("aabbc", "abbbc")
    assert found.classes == ("a", "b", "c")
    assert found.confusion == ((1, 1, 0), (0, 2, 0), (0, 0, 1))
    assert (len(found.pairs), found.agreed_units) == (5, 4)
    assert [each.unit for each in found.disagreements] == ["1"]


def test_the_classes_of_a_rubric_are_all_there_in_its_order() -> None:
    found = compare(coder("ann", "ab"), coder("ben", "ab"), classes=("c", "b", "a"))
    assert found.classes == ("c", "b", "a")
    assert found.confusion == ((0, 0, 0), (0, 1, 0), (0, 0, 1))
    assert found.shares[0].within == Interval.point(0)


def test_a_share_reaches_from_all_against_to_all_for_it() -> None:
    found = compared("aabbc", "abbbc")
    a, b, c = found.shares
    assert a.within == Interval(exact("1/5"), exact("2/5"))
    assert b.within == Interval(exact("2/5"), exact("3/5"))
    assert c.within == Interval.point(exact("1/5"))


def test_units_may_stand_for_cases() -> None:
    found = compared("aab", "abb", (5, 3, 2))
    assert found.total == 10
    assert found.shares[0].within == Interval(exact("1/2"), exact("4/5"))


def test_units_that_one_did_not_code_are_named() -> None:
    first = Coder("ann", tuple(Coded(u, v) for u, v in [("1", "a"), ("2", None), ("3", "a")]))
    both = [("1", "a"), ("2", "b"), ("4", "a"), ("5", None)]
    second = Coder("ben", tuple(Coded(u, v) for u, v in both))
    third = Coder("ann", (*first.codes, Coded("5", None), Coded("4", "a")))
    assert compare(first, second).left_out == (
        ("not in the table of ben", ("3",)),
        ("not in the table of ann", ("4", "5")),
        ("not coded by ann", ("2",)),
    )
    assert compare(second, third).left_out == (
        ("not in the table of ben", ("3",)),
        ("not coded by ann", ("2",)),
        ("coded by neither", ("5",)),
    )
    assert dict(compare(third, second).left_out)["coded by neither"] == ("5",)


def test_one_person_alone_may_have_left_a_unit_empty() -> None:
    found = compared("a.a", "ab.")
    assert found.left_out == (("not coded by ann", ("1",)), ("not coded by ben", ("2",)))


@pytest.mark.parametrize(
    ("first", "second", "weights"), [("a.", ".a", ()), ("ab", "ab", (0, 0)), ("", "", ())]
)
def test_nothing_to_take_a_share_of_is_told(
    first: str, second: str, weights: tuple[int, ...]
) -> None:
    with pytest.raises(NothingSharedError):
        compared(first, second, weights)


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        ("at least 40 percent", Verdict.SUPPORTED),
        ("at least 50 percent", Verdict.UNDETERMINED),
        ("exactly 60 percent", Verdict.UNDETERMINED),
        ("at most 30 percent", Verdict.REFUTED),
        # Of five units no two or three make a half.
        ("50 percent", Verdict.REFUTED),
    ],
)
def test_a_figure_is_judged_by_the_shares_that_are_possible(figure: str, expected: Verdict) -> None:
    assert verdict(compared("aaabb", "aabbb"), figure) is expected


def test_words_that_can_be_read_generously_are_not_refuted() -> None:
    found = compared("a" * 625 + "b" * 375, "a" * 625 + "b" * 375)
    checked = check_share(found, "a", read_figure("at least 63%", lang="en", rate_like=True))
    assert (checked.verdict, checked.is_wording) == (Verdict.UNDETERMINED, True)


def test_too_many_sums_leave_the_two_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    found = compared("aaab", "aabb", (1, 2, 4, 3))
    assert verdict(found, "50%") is Verdict.REFUTED
    monkeypatch.setattr(agreement, "MAX_SUMS", 1)
    read = read_figure("50%", lang="en", rate_like=True)
    checked = check_share(found, "a", read)
    assert (checked.verdict, checked.is_searched) == (Verdict.UNDETERMINED, False)
    assert verdict(found, "at least 20%") is Verdict.SUPPORTED
    assert verdict(found, "at most 20%") is Verdict.REFUTED


LABELS = st.text(alphabet="abc", min_size=6, max_size=6)


@given(LABELS, LABELS, st.lists(st.integers(0, 4), min_size=6, max_size=6), st.integers(0, 100))
def test_shares_and_verdicts_are_those_of_every_way_to_settle(
    first: str, second: str, weights: list[int], percent: int
) -> None:
    if not sum(weights):
        return
    found = compared(first, second, weights)
    settled = product(*({one, other} for one, other in zip(first, second, strict=True)))
    possible = {
        sum(n for label, n in zip(each, weights, strict=True) if label == found.classes[0])
        for each in settled
    }
    shares = {Fraction(each, sum(weights)) for each in possible}
    assert found.shares[0].within == Interval(min(shares), max(shares))
    figure = read_figure(f"{percent}%", lang="en", rate_like=True)
    inside = {share in figure.profiles.default for share in shares}
    expected = {
        (True,): Verdict.SUPPORTED,
        (False,): Verdict.REFUTED,
        (False, True): Verdict.UNDETERMINED,
    }[tuple(sorted(inside))]
    assert check_share(found, found.classes[0], figure).verdict is expected


# The coefficients, which a library calculates


def pairs(first: str, second: str) -> tuple[Pair, ...]:
    return compared(first, second).pairs


def by_counts(counts: Sequence[Sequence[int]]) -> tuple[Pair, ...]:
    every = [
        (one, other)
        for one, row in enumerate(counts)
        for other, n in enumerate(row)
        for _ in range(n)
    ]
    return tuple(Pair(str(u), str(one), str(other), ONE) for u, (one, other) in enumerate(every))


def test_kappa_is_that_of_cohens_own_example() -> None:
    # Cohen 1960, "A coefficient of agreement for nominal scales", table 2: kappa = .492.
    found = coefficients_of(by_counts([[88, 14, 18], [10, 40, 10], [2, 6, 12]]))
    assert found.kappa == "0.4915"


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        # Krippendorff 2011, "Computing Krippendorff's alpha-reliability", A and B: .095, .692.
        ("0100000010", "1110010000", "0.0952"),
        ("aabbdcccedda", "babbbccceddd", "0.6920"),
    ],
)
def test_alpha_is_that_of_krippendorffs_own_examples(
    first: str, second: str, expected: str
) -> None:
    assert coefficients_of(pairs(first, second)).alpha == expected


def test_one_class_alone_tells_nothing() -> None:
    found = coefficients_of(pairs("aaa", "aaa"))
    assert (found.kappa, found.alpha) == (None, None)
    assert found.library == "NLTK"


def test_no_coefficient_is_minus_zero() -> None:
    assert coefficients_of(pairs("aabb", "abab")).kappa == "0.0000"


def exact_kappa(found: tuple[Pair, ...]) -> Fraction:
    n = len(found)
    one, other = Counter(p.first for p in found), Counter(p.second for p in found)
    by_chance = Fraction(sum(one[label] * other[label] for label in one), n * n)
    observed = Fraction(sum(p.is_agreed for p in found), n)
    return (observed - by_chance) / (1 - by_chance)


def exact_alpha(found: tuple[Pair, ...]) -> Fraction:
    values = Counter(label for p in found for label in (p.first, p.second))
    n = sum(values.values())
    observed = Fraction(2 * sum(not p.is_agreed for p in found), n)
    expected = Fraction(sum(c * (n - c) for c in values.values()), n * (n - 1))
    return 1 - observed / expected


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=2, max_size=30))
def test_coefficients_are_those_of_their_formulas(codes: list[tuple[str, str]]) -> None:
    found = tuple(Pair(str(u), one, other, ONE) for u, (one, other) in enumerate(codes))
    if len({label for each in codes for label in each}) == 1:
        return
    numbers = coefficients_of(found)
    for numeral, formula in ((numbers.kappa, exact_kappa), (numbers.alpha, exact_alpha)):
        assert numeral is not None
        assert abs(exact(numeral) - formula(found)) <= exact("0.00005001")
