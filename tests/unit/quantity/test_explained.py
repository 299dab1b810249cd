"""Proofs in prose: each of these was worked out again by hand."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest
from explained_files import judged
from small_systems import random_formula, random_system

from factcheck.bounds.decide import decide
from factcheck.model.certificate import (
    Answer,
    ByNumber,
    Case,
    Certificate,
    Combination,
    Counted,
    Cut,
    End,
    Fact,
    Granted,
    Impossible,
    Needed,
    Settled,
    Use,
)
from factcheck.model.formula import TRUE, negated
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.linear import ZERO, Form, Row, System, Variable, constant, variable
from factcheck.model.unit import Unit, UnitKind
from factcheck.quantity.explained import links
from factcheck.quantity.explained.halves import Half, Kind, Scene
from factcheck.quantity.explained.links import chain_of
from factcheck.quantity.explained.measured import Measured
from factcheck.quantity.explained.proof import (
    COUNTED,
    CUT,
    MAX_LINES,
    WHOLE,
    conflict_explained,
    explained,
    refutations_explained,
)
from factcheck.quantity.explained.words import AtLeastZero, in_words

if TYPE_CHECKING:
    from quantity_files import Files

    from factcheck.model.certificate import Proof, Refutation

ONE = Fraction(1)


def figure(measure: str, words: str) -> str:
    return f"    measure: '{measure}'\n    figure: {words}\n"


def holds(relation: str) -> str:
    return f"    holds: '{relation}'\n"


PROOFS: dict[str, tuple[str, tuple[tuple[str, str], ...], tuple[str, ...]]] = {
    "a part of a part of a whole": (
        figure("women / people", "under 10 percent"),
        (
            ("women / adults", "at least 63.0 percent"),
            ("adults / people", "at least 20.0 percent"),
        ),
        (
            "women is at least 62.95 % of adults (s1)",
            (
                "adults is at least 19.95 % of people (s2), and 62.95 % of 19.95 % is "
                "12.558525 %, so women is at least 12.558525 % of people"
            ),
            (
                "but the claim is true only if women / people is less than 10 %, that is if "
                "women is less than 10 % of people, and people is more than 0 (s2): both "
                "cannot be"
            ),
        ),
    ),
    "a part of a number": (
        figure("share(reports[year = 2020], graphic)", "under ten percent"),
        (
            ("graphic[year = 2020] / images[year = 2020]", "at least 63.0 percent"),
            ("share(reports[year = 2020], images)", "at least 20.0 percent"),
        ),
        (
            "images[year = 2020] is at least 199.5 (s2)",
            (
                "graphic[year = 2020] is at least 62.95 % of images[year = 2020] (s1), and "
                "62.95 % of 199.5 is 125.58, so graphic[year = 2020] is at least 125.58; then "
                "share(reports[year = 2020], graphic) is at least 12.558525 %"
            ),
            (
                "but the claim is true only if share(reports[year = 2020], graphic) is less "
                "than 10 %, that is if graphic[year = 2020] is less than 100, as a whole "
                "number at most 99: both cannot be"
            ),
        ),
    ),
    "no part is larger than its whole": (
        figure("women / people", "at most 50 percent"),
        (("adults / people", "exactly 20.0 percent"),),
        (
            "adults is at least women (women part of adults)",
            "adults is less than 20.05 % of people (s1), so women is less than 20.05 % of people",
            (
                "but the claim is false only if women / people is more than 50 %, that is if "
                "women is more than 50 % of people, and people is more than 0 (s1): both "
                "cannot be"
            ),
        ),
    ),
    "nothing is 64 percent of eight": (
        figure("adults / people", "exactly 64 percent"),
        (("people", "exactly 8"),),
        (
            "adults is a whole number, so at most 5 or at least 6",
            "case 1: adults is at most 5",
            "people is at least 8 (s1)",
            (
                "the claim is true only if adults / people is at least 63.5 %, that is if "
                "adults is at least 63.5 % of people, and 63.5 % of 8 is 5.08, so adults is "
                "at least 5.08"
            ),
            "but adults is at most 5 (in this case): both cannot be",
            "case 2: adults is at least 6",
            "people is at most 8 (s1)",
            (
                "the claim is true only if adults / people is less than 64.5 %, that is if "
                "adults is less than 64.5 % of people, and 64.5 % of 8 is 5.16, so adults is "
                "less than 5.16"
            ),
            "but adults is at least 6 (in this case): both cannot be",
            "this rests on these numbers being whole: other numbers could fit",
        ),
    ),
    "half a person": (
        holds("2 * adults = 7"),
        (("people", "exactly 8"),),
        (
            "the claim is true only if adults is at least 3.5, as a whole number at least 4",
            (
                "but the claim is true only if adults is at most 3.5, as a whole number at "
                "most 3: both cannot be"
            ),
            "this rests on these numbers being whole: other numbers could fit",
        ),
    ),
    "three numbers add up": (
        holds("women + pairs + people > 100"),
        (("women", "at most 20"), ("pairs", "at most 30"), ("people", "at most 40")),
        (
            (
                "pairs is at most 30 (s2), people is at most 40 (s3) and women is at most 20 "
                "(s1), so pairs + people + women is at most 90"
            ),
            (
                "but the claim is true only if pairs + people + women is more than 100: both "
                "cannot be"
            ),
        ),
    ),
    "a share of three": (
        figure("women / (women + pairs + people)", "over 60 percent"),
        (("women", "at most 20"), ("pairs", "at least 30"), ("people", "at least 40")),
        (
            (
                "pairs is at least 30 (s2), people is at least 40 (s3) and women is at most "
                "20 (s1); then women / (women + pairs + people) is at most 22.22 %"
            ),
            (
                "but the claim is true only if women / (women + pairs + people) is more than "
                "60 %, that is if women is more than 1.5 × pairs + 1.5 × people: both cannot "
                "be"
            ),
        ),
    ),
    "what two of three leave": (
        figure("pairs", "at least 50"),
        (
            ("women + pairs + people", "at most 100"),
            ("women", "at least 20"),
            ("people", "at least 40"),
        ),
        (
            (
                "pairs + people + women is at most 100 (s1), people is at least 40 (s3) and "
                "women is at least 20 (s2), so pairs is at most 40"
            ),
            "but the claim is true only if pairs is at least 50: both cannot be",
        ),
    ),
    "a difference of three": (
        holds("women + pairs - people > 100"),
        (("women", "at most 20"), ("pairs", "at most 30"), ("people", "at least 40")),
        (
            (
                "pairs is at most 30 (s2), people is at least 40 (s3) and women is at most "
                "20 (s1), so people is at least pairs + women − 10"
            ),
            (
                "but the claim is true only if people is less than pairs + women − 100: both "
                "cannot be"
            ),
        ),
    ),
    "two numbers add up": (
        holds("graphic[year = 2020] + other[year = 2020] < 100"),
        (
            ("graphic[year = 2020]", "at least 60"),
            ("other[year = 2020]", "at least 50"),
        ),
        (
            (
                "graphic[year = 2020] is at least 60 (s1) and other[year = 2020] is at least "
                "50 (s2), so graphic[year = 2020] + other[year = 2020] is at least 110"
            ),
            (
                "but the claim is true only if graphic[year = 2020] + other[year = 2020] is "
                "less than 100: both cannot be"
            ),
        ),
    ),
    "a suppressed cell": (
        figure("few[year = 2020]", "at least 6"),
        (),
        (
            "few[year = 2020] is at most 4 (by the table)",
            "but the claim is true only if few[year = 2020] is at least 6: both cannot be",
        ),
    ),
    "a number on both sides": (
        figure("adults / (adults + pairs)", "over 41 percent"),
        (
            ("adults", "10 to 20"),
            ("pairs", "30 to 40"),
        ),
        (
            "pairs is at least 29.5 (s2)",
            (
                "the claim is true only if adults / (adults + pairs) is more than 41 %, that "
                "is if adults is more than 41/59 (69.49 %) of pairs, and 41/59 (69.49 %) of "
                "29.5 is 20.5, so adults is more than 20.5"
            ),
            "but adults is at most 20.5 (s1): both cannot be",
        ),
    ),
    "a part and its whole": (
        figure("adults", "5"),
        (
            ("adults", "exactly 50"),
            ("people", "exactly 40"),
        ),
        (
            "adults is at least 50 (s1)",
            "people is at least adults (adults part of people), so people is at least 50",
            "but people is at most 40 (s2): both cannot be",
        ),
    ),
    "a sum and a difference": (
        figure("pairs", "5"),
        (
            ("adults + pairs", "exactly 50"),
            ("adults - pairs", "exactly 60"),
        ),
        (
            "adults + pairs is at most 50 (s1)",
            (
                "but adults is at least pairs + 60 (s2), and pairs is at least 0 (no such "
                "number is below zero): both cannot be"
            ),
        ),
    ),
    "a distance": (
        holds("abs(adults - pairs) < 5"),
        (
            ("adults", "10 to 20"),
            ("pairs", "30 to 40"),
        ),
        (
            "adults is at most 20.5 (s1)",
            "suppose that adults is at least pairs, so pairs is at most 20.5",
            "but pairs is at least 29.5 (s2): both cannot be",
            "adults is at most 20.5 (s1)",
            "suppose that adults is more than pairs − 5, so pairs is less than 25.5",
            "but pairs is at least 29.5 (s2): both cannot be",
            "so the claim is not true",
        ),
    ),
    "four numbers": (
        holds("women + pairs > 100"),
        (
            ("women + adults", "at most 60"),
            ("pairs + people", "at most 30"),
        ),
        (
            "adults is at least women (women part of adults)",
            "adults + women is at most 60 (s1), so women is at most 30",
            "the claim is true only if pairs + women is more than 100, so pairs is more than 70",
            (
                "but pairs + people is at most 30 (s2), and people is at least 0 (no such "
                "number is below zero): both cannot be"
            ),
        ),
    ),
    "two ends": (
        figure("share(reports[year = 2020], images)", "over ten percent"),
        (("share(reports[year = 2020], images)", "exactly 20.0 percent"),),
        (
            (
                "case 1: share(reports[year = 2020], images) is at most 10 %, that is if "
                "images[year = 2020] is at most 100"
            ),
            (
                "images[year = 2020] is at least 199.5 (s1); then share(reports[year = "
                "2020], images) is at least 19.95 %"
            ),
            "but images[year = 2020] is at most 100 (in this case): both cannot be",
            (
                "case 2: share(reports[year = 2020], images) is more than 10 %, that is if "
                "images[year = 2020] is more than 100, as a whole number at least 101"
            ),
            (
                "images[year = 2020] is less than 200.5 (s1); then share(reports[year = "
                "2020], images) is less than 20.05 %"
            ),
            (
                "but the claim is false only if share(reports[year = 2020], images) is more "
                "than 100 %, that is if images[year = 2020] is more than 1,000, as a whole "
                "number at least 1,001: both cannot be"
            ),
        ),
    ),
    "odd and even": (
        figure("women", "3"),
        (("2 * women + 4 * adults + 6 * pairs", "exactly 11"),),
        ("no whole numbers fit, though others would: s1",),
    ),
    "the number itself": (
        figure("women", "at most 3"),
        (("women", "at least 5"),),
        (
            "women is at least 5 (s1)",
            "but the claim is true only if women is at most 3: both cannot be",
        ),
    ),
    "list": (
        holds("women + adults + pairs + people < 10"),
        (
            ("women + adults + pairs", "at least 8"),
            ("adults + pairs + people", "at least 8"),
            ("women + pairs + people", "at least 8"),
            ("women + adults + people", "at least 8"),
        ),
        (
            "adults + pairs + women is at least 8 (s1)",
            "1/3 times: adults + people + women is at least 8 (s4)",
            "1/3 times: adults is at least women (women part of adults)",
            "2/3 times: people is at least adults (adults part of people)",
            "the claim is true only if adults + pairs + people + women is less than 10",
            "added up, these say that 0 is at least 0.66, which cannot be",
        ),
    ),
    "halves": (
        holds("women + people < 10.5"),
        (
            ("women + adults", "at least 7"),
            ("people + pairs", "at least 8"),
            ("adults+pairs", "at most 4"),
        ),
        (
            "adults + women is at least 7 (s1)",
            "adults + pairs is at most 4 (s3), so women is at least pairs + 3",
            "pairs + people is at least 8 (s2), so people + women is at least 11",
            "but the claim is true only if people + women is less than 10.5: both cannot be",
        ),
    ),
}


@pytest.mark.parametrize("name", PROOFS)
def test_a_proof_reads_like_this(files: Files, name: str) -> None:
    claim, statements, why = PROOFS[name]
    assert judged(files, claim, statements).why == why


def test_a_proof_stands_in_the_report_only_where_the_verdict_rests_on_it(files: Files) -> None:
    open_ = judged(files, figure("women / people", "under 10 percent"))
    assert open_.why == ()
    assert judged(files, figure("reports[year = 2020]", "1000")).why == ()


def certificate(system: System, *proofs: Proof | None) -> Certificate:
    """Return a certificate with a proof that a claim is not true, and one that it is not false."""
    answers = tuple(
        Answer("default", is_true, TRUE, None, proof)
        for is_true, proof in zip((True, False), proofs, strict=False)
    )
    return Certificate(system.variables, system.rows, answers)


def told(system: System, proof: Proof, measured: Measured | None = None) -> tuple[str, ...]:
    """Return a proof that a claim cannot be true, in prose."""
    return explained(certificate(system, proof), {}, is_true=True, measured=measured)


X = Variable("x", Interval.at_least(0), is_integer=True)
Y = Variable("y", Interval.at_least(0), is_integer=True)
SMALL = Row("small", variable("x"), Interval.at_most(3))
LARGE = Row("large", variable("x"), Interval.at_least(5))
BOTH = System((X, Y), (SMALL, LARGE))
CLASH: Refutation = Combination((Use(0, End.UPPER, ONE), Use(1, End.LOWER, ONE)))
CLASH_LINES = ("x is at most 3 (small)", "but x is at least 5 (large): both cannot be")


def test_a_combination_is_told_once_for_each_end() -> None:
    assert told(BOTH, Impossible(CLASH)) == CLASH_LINES


def test_nothing_is_told_without_a_proof() -> None:
    assert explained(certificate(BOTH, None), {}, is_true=True) == ()
    assert explained(certificate(BOTH), {}, is_true=True, profile="strict") == ()


def test_a_row_without_unknown_numbers_speaks_for_itself() -> None:
    system = System((X,), (Row("a <= b", constant(-5), Interval.at_least(0)),))
    proof = Impossible(Combination((Use(0, End.LOWER, ONE),)))
    assert told(system, proof) == ("−5 is at least 0 (a <= b), which cannot be",)


def test_both_cases_of_a_cut_are_told() -> None:
    cut = Cut(Fraction(-4), (("y", ONE),), False, Impossible(CLASH), Granted())
    inner = Cut(Fraction(-9), (("y", ONE),), False, Impossible(CLASH), Impossible(CLASH))
    outer = Cut(Fraction(-4), (("y", ONE),), False, inner, Impossible(CLASH))
    assert told(BOTH, cut) == CLASH_LINES
    assert told(BOTH, outer) == (
        "case 1: y is at least 4",
        "case 1.1: y is at least 9",
        *CLASH_LINES,
        "case 1.2: y is less than 9, as a whole number at most 8",
        *CLASH_LINES,
        "case 2: y is less than 4, as a whole number at most 3",
        *CLASH_LINES,
    )


def test_a_number_below_zero_is_no_case() -> None:
    below = Impossible(Combination((Use("y", End.LOWER, ONE), Use(2, End.LOWER, ONE))))
    cut = Cut(ZERO, (("y", Fraction(-1)),), True, below, Impossible(CLASH))
    assert told(BOTH, cut) == CLASH_LINES


def test_a_case_that_falls_by_whole_numbers_is_told() -> None:
    by_number = ByNumber("y", 4, CLASH, CLASH)
    cut = Cut(Fraction(-4), (("y", ONE),), False, Impossible(by_number), Impossible(CLASH))
    assert told(BOTH, cut)[0] == "case 1: y is at least 4"
    assert told(BOTH, cut)[-1] == WHOLE


def test_what_rests_on_whole_numbers_says_so() -> None:
    by_number = ByNumber("y", 4, CLASH, CLASH)
    assert told(BOTH, Impossible(by_number)) == (
        "y is a whole number, so at most 4 or at least 5",
        "case 1: y is at most 4",
        *CLASH_LINES,
        "case 2: y is at least 5",
        *CLASH_LINES,
        WHOLE,
    )
    capped = System((X, Variable("y", Interval.at_most(4), is_integer=True)), BOTH.rows)
    assert told(capped, Impossible(by_number))[4] == (
        "case 2: y is at least 5, which it cannot be by itself"
    )
    inside = ByNumber("y", 4, CLASH, by_number)
    assert told(BOTH, Impossible(inside))[4:6] == (
        "case 2: y is at least 5",
        "y is a whole number, so at most 4 or at least 5",
    )
    found = ByNumber("x", 4, Combination((Use("x", End.UPPER, ONE), Use(1, End.LOWER, ONE))), CLASH)
    assert told(BOTH, Impossible(found))[1:4] == (
        "case 1: x is at most 4",
        "x is at least 5 (large)",
        "but x is at most 4 (in this case): both cannot be",
    )


def test_no_whole_number_fits() -> None:
    half = Interval.point(Fraction(1, 2))
    system = System((X, Variable("z", half, is_integer=True)), (Row("odd", variable("x"), half),))
    of_row = Combination((Use(0, End.LOWER, ONE),), is_whole=True)
    of_number = Combination((Use("z", End.LOWER, ONE),), is_whole=True)
    of_claim = Combination((Use(1, End.LOWER, ONE),), is_whole=True)
    assert told(system, Impossible(of_row)) == ("no whole numbers fit, though others would: odd",)
    assert told(system, Impossible(of_number))[0].endswith(": by the table")
    case = Case(Fraction(-1), (("x", Fraction(2)),), False, holds=True)
    assert told(system, Needed((case,), Impossible(of_claim))) != ()


def test_a_settled_condition_tells_why() -> None:
    fact = Fact(
        Fraction(-4),
        (("x", ONE),),
        False,
        False,
        Combination((Use(0, End.UPPER, ONE), Use(2, End.LOWER, ONE))),
    )
    sign = Fact(
        ZERO,
        (("x", ONE),),
        False,
        True,
        Combination((Use("x", End.LOWER, ONE), Use(2, End.LOWER, ONE))),
    )
    needed = (
        "x is at most 3 (small)",
        "but the claim is true only if x is at least 4: both cannot be",
    )
    assert told(BOTH, Settled((sign, fact), Granted())) == needed
    assert told(BOTH, Settled((sign,), Granted())) == ()
    assert told(BOTH, Settled((fact, fact), Granted())) == (
        "x is at most 3 (small)",
        "but suppose that x is at least 4: both cannot be",
    ) * 2 + ("so the claim is not true",)
    assert told(BOTH, Settled((sign,), Impossible(CLASH))) == CLASH_LINES


def test_a_proof_that_counts_is_not_told_number_by_number() -> None:
    assert told(BOTH, Counted(CLASH)) == (COUNTED,)


def test_a_long_proof_is_cut() -> None:
    proof: Proof = Impossible(CLASH)
    for number in range(8):
        proof = Cut(Fraction(-number), (("y", ONE),), False, proof, Impossible(CLASH))
    lines = told(BOTH, proof)
    assert len(lines) == MAX_LINES + 1
    assert lines[-1] == CUT


def test_a_conflict_is_told_without_the_claim_where_it_can_be() -> None:
    case = Case(Fraction(-4), (("x", ONE),), False, holds=True)
    by_claim = Needed(
        (case,), Impossible(Combination((Use(0, End.UPPER, ONE), Use(2, End.LOWER, ONE))))
    )
    assert conflict_explained(certificate(BOTH, by_claim, Impossible(CLASH)), {}) == CLASH_LINES
    both = conflict_explained(certificate(BOTH, by_claim, by_claim), {})
    assert [line.split(" only")[0] for line in both[1::2]] == [
        "but the claim is true",
        "but the claim is false",
    ]


def test_what_shares_no_number_is_listed() -> None:
    halves = tuple(
        Half(said, said, ONE, Kind.STATEMENT, "s")
        for name in "abcdefghij"
        for said in (AtLeastZero(variable(name)),)
    )
    assert chain_of(halves) is None
    many = tuple(
        Half(said, said, ONE, Kind.STATEMENT, "s")
        for place in range(8)
        for said in (AtLeastZero(Form(ZERO, tuple((f"v{n}", ONE) for n in range(place % 2, 3)))),)
    )
    assert chain_of(many) is None


@pytest.mark.parametrize(
    ("form", "text"),
    [
        (Form(Fraction(-5), (("a", ONE), ("b", ONE))), "a + b is at least 5"),
        (Form(Fraction(5), (("a", -ONE), ("b", Fraction(-2)))), "a + 2 × b is at most 5"),
        (Form(Fraction(5), (("a", ONE), ("b", ONE), ("c", -ONE))), "c is at most a + b + 5"),
        (Form(Fraction(-5), (("a", Fraction(2)), ("b", -ONE))), "a is at least 50 % of b + 2.5"),
        (
            Form(Fraction(-5), (("a", ONE), ("b", ONE), ("c", -ONE), ("d", -ONE))),
            "a + b is at least c + d + 5",
        ),
        (
            Form(Fraction(5), (("a", ONE), ("b", ONE), ("c", -ONE), ("d", -ONE))),
            "c + d is at most a + b + 5",
        ),
        (Form(ZERO, (("a", Fraction(-3)), ("b", Fraction(7)))), "a is at most 7/3 × b"),
    ],
)
def test_inequalities_in_words(form: Form, text: str) -> None:
    if text.startswith("a is at most 7/3"):
        text = "b is at least 3/7 (42.86 %) of a"
    assert in_words(AtLeastZero(form), {}) == text


PART = Row("part", variable("w") - variable("a").scaled(Fraction(63, 100)), Interval.at_least(0))
OF = Row("of", variable("a") - variable("p").scaled(Fraction(1, 5)), Interval.at_least(0))
FEW = Case(ZERO, (("p", Fraction(1, 10)), ("w", -ONE)), True, holds=True)


@pytest.mark.parametrize("is_first", [True, False])
def test_a_part_of_a_part_is_multiplied(is_first: bool) -> None:
    names = tuple(Variable(name, Interval.at_least(0), is_integer=True) for name in "apw")
    rows, multiples = (PART, OF), (ONE, Fraction(63, 100))
    if not is_first:
        rows, multiples = rows[::-1], multiples[::-1]
    uses = (
        *(Use(place, End.LOWER, multiple) for place, multiple in enumerate(multiples)),
        Use(2, End.LOWER, ONE),
        Use("p", End.LOWER, Fraction(26, 1000)),
    )
    lines = told(System(names, rows), Needed((FEW,), Impossible(Combination(uses))))
    assert lines[1].endswith(", and 63 % of 20 % is 12.6 %, so w is at least 12.6 % of p")
    assert lines[2] == (
        "but the claim is true only if w is less than 10 % of p, "
        "and p is at least 0 (no such number is below zero): both cannot be"
    )


def test_a_search_for_a_chain_gives_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(links, "MAX_TRIED", 1)
    assert told(BOTH, Impossible(CLASH)) == (
        "x is at most 3 (small)",
        "x is at least 5 (large)",
        "added up, these say that 0 is at least 2, which cannot be",
    )


@pytest.mark.parametrize(
    ("most", "is_closed", "least", "lines"),
    [
        ((10, 3), True, (10001, 3000), ("x is at most 3.3334", "but x is at least 3.3336")),
        ((10, 3), False, (10, 3), ("x is less than 10/3 (3.33)", "but x is at least 10/3 (3.33)")),
        ((7, 2), False, (7, 2), ("x is less than 3.5", "but x is at least 3.5")),
    ],
)
def test_the_end_is_seen_to_contradict(
    most: tuple[int, int], is_closed: bool, least: tuple[int, int], lines: tuple[str, str]
) -> None:
    rows = (
        Row("most", variable("y"), Interval.at_most(Fraction(*most), closed=is_closed)),
        Row("part", variable("y") - variable("x"), Interval.at_least(0)),
        Row("least", variable("x"), Interval.at_least(Fraction(*least))),
    )
    system = System(tuple(Variable(name, Interval.everything()) for name in "xy"), rows)
    ends = (End.UPPER, End.LOWER, End.LOWER)
    uses = tuple(Use(place, end, ONE) for place, end in enumerate(ends))
    found = told(system, Impossible(Combination(uses)))
    assert found[1] == f"y is at least x (part), so {lines[0]}"
    assert found[2] == f"{lines[1]} (least): both cannot be"


def test_ends_that_hardly_differ_are_rounded_no_further() -> None:
    close = Fraction(10, 3) + Fraction(1, 10**30)
    rows = (
        Row("most", variable("y"), Interval.at_most(Fraction(10, 3))),
        Row("part", variable("y") - variable("x"), Interval.at_least(0)),
        Row("least", variable("x"), Interval.at_least(close)),
    )
    system = System(tuple(Variable(name, Interval.everything()) for name in "xy"), rows)
    ends = (End.UPPER, End.LOWER, End.LOWER)
    uses = tuple(Use(place, end, ONE) for place, end in enumerate(ends))
    assert told(system, Impossible(Combination(uses)))[1].endswith("x is at most 3.333333333334")


def test_several_refutations_are_cases() -> None:
    whole = ByNumber("y", 4, CLASH, CLASH)
    scene = Scene(BOTH, (), BOTH, {}, is_true=True)
    assert refutations_explained([]) == ()
    assert refutations_explained([(scene, CLASH)]) == CLASH_LINES
    lines = refutations_explained([(scene, CLASH), (scene, whole)])
    assert lines[:4] == ("case 1 of 2:", *CLASH_LINES, "case 2 of 2:")
    assert lines[5] == "case 2.1: y is at most 4"
    assert lines[-1] == WHOLE
    many = refutations_explained([(scene, CLASH)] * 8)
    assert (len(many), many[-1]) == (MAX_LINES + 1, CUT)


def test_a_sum_of_no_more_than_zero_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(links, "MAX_TRIED", 1)
    rows = (
        Row("one", variable("x") - variable("y"), Interval.at_least(0)),
        Row("other", variable("y") - variable("x"), Interval.at_least(0, closed=False)),
        Row("more", variable("z"), Interval.at_least(0)),
        Row("less", variable("z"), Interval.at_most(0)),
    )
    uses = tuple(Use(place, End.UPPER if place == 3 else End.LOWER, ONE) for place in range(4))
    lines = told(
        System((X, Y, Variable("z", Interval.everything())), rows), Impossible(Combination(uses))
    )
    assert lines[-1] == "added up, these say that 0 is more than 0, which cannot be"


def test_no_part_of_a_sum_is_multiplied() -> None:
    rows = (
        Row("sum", variable("x") + variable("y"), Interval.at_most(0)),
        Row("part", variable("x") - variable("z").scaled(Fraction(1, 2)), Interval.at_least(0)),
        Row("z", variable("z").scaled(Fraction(1, 2)) + variable("y"), Interval.at_least(1)),
    )
    uses = tuple(Use(n, End.LOWER if n else End.UPPER, ONE) for n in range(3))
    lines = told(
        System((X, Y, Variable("z", Interval.everything())), rows), Impossible(Combination(uses))
    )
    assert lines[-1].endswith("both cannot be")


SHARE = Unit(UnitKind.SHARE)


def test_a_measure_is_bounded_by_what_speaks_of_it() -> None:
    share = Measured("m", variable("x"), variable("y"), SHARE, Interval.at_most(1))
    linear = Measured(
        "m", variable("x").scaled(Fraction(1, 100)), constant(1), SHARE, Interval.at_most(1)
    )
    low = AtLeastZero(variable("x") - constant(20))
    assert share.told(low) is None
    assert linear.told(low) == "m is at least 20 %"
    assert linear.told(AtLeastZero(variable("y"))) is None
    assert linear.told(AtLeastZero(constant(1))) is None
    assert linear.needed(low, "x is at least 20") is None
    over = AtLeastZero(variable("x") - variable("y"), is_strict=True)
    assert (
        share.needed(over, "x is more than y")
        == "m is more than 100 %, that is if x is more than y"
    )


def half(said: AtLeastZero) -> Half:
    return Half(said, said, ONE, Kind.STATEMENT, "s")


def most(name: str, number: int, *, is_strict: bool = False) -> Half:
    return half(AtLeastZero(constant(number) - variable(name), is_strict=is_strict))


def least(name: str, number: int) -> Half:
    return half(AtLeastZero(variable(name) - constant(number)))


def test_a_measure_goes_as_far_as_its_numbers() -> None:
    x, y = variable("x"), variable("y")
    claimed = Interval(Fraction(1, 2), None)
    share = Measured("m", x, x + y, SHARE, claimed)
    needed = half(AtLeastZero(x - (x + y).scaled(Fraction(1, 2))))
    assert share.at_ends(needed, (most("x", 1), least("y", 3))) == "m is at most 25 %"
    strict = most("x", 1, is_strict=True)
    assert share.at_ends(needed, (strict, least("y", 3))) == "m is less than 25 %"
    # Not without every number, not with one that is no side of the claim, and not of a part.
    assert share.at_ends(needed, (most("x", 1),)) is None
    assert share.at_ends(half(AtLeastZero(x)), (most("x", 1), least("y", 3))) is None
    assert share.at_ends(needed, (half(AtLeastZero(y - x)), least("y", 3))) is None
    # Nor where the base could be zero, or where more of a number is less of the measure.
    assert share.at_ends(needed, (most("x", 0), least("y", 0))) is None
    twice = Measured("m", x, y - x, SHARE, Interval(Fraction(-2), None))
    over = half(AtLeastZero(x - (y - x).scaled(Fraction(-2))))
    assert twice.at_ends(over, (most("x", 1), least("y", 3))) is None
    plain = Measured("m", x, constant(1), SHARE, claimed)
    assert plain.at_ends(needed, (most("x", 1), least("y", 3))) is None
    under = Measured("m", x, x + y, SHARE, Interval(None, Fraction(1, 2)))
    less = half(AtLeastZero((x + y).scaled(Fraction(1, 2)) - x))
    assert under.at_ends(less, (least("x", 3), most("y", 1))) == "m is at least 75 %"


def test_a_measure_is_beyond_what_is_claimed() -> None:
    x, y = variable("x"), variable("y")
    share = Measured("m", x, y, SHARE, Interval(Fraction(1, 2), Fraction(1)))
    assert share.is_beyond(AtLeastZero(y.scaled(Fraction(1, 2)) - x, is_strict=True))
    assert not share.is_beyond(AtLeastZero(y.scaled(Fraction(1, 2)) - x))
    assert share.is_beyond(AtLeastZero(x - y, is_strict=True))
    assert not share.is_beyond(AtLeastZero(x))
    exact = Measured("m", x, y, SHARE, Interval(Fraction(1, 3), None), is_exact=True)
    third = AtLeastZero(x - y.scaled(Fraction(1, 3)))
    assert exact.needed(third, "x") == "m is at least 1/3 (33.33 %), that is if x"


def test_a_fact_about_numbers_alone_is_not_told() -> None:
    share = Measured("m", variable("x"), variable("y"), SHARE, Interval.at_least(1))
    below_zero = Fact(
        ONE,
        (("y", ONE),),
        True,
        True,
        Combination((Use(2, End.LOWER, ONE), Use("y", End.LOWER, ONE))),
    )
    assert told(BOTH, Settled((below_zero,), Impossible(CLASH)), share) == CLASH_LINES
    assert len(told(BOTH, Settled((below_zero,), Impossible(CLASH)))) == 4


@pytest.mark.parametrize("seed", range(20))
def test_every_proof_is_told_somehow(seed: int) -> None:
    random = Random(seed)  # noqa: S311 - nothing secret is made
    for _ in range(20):
        system = random_system(random)
        formula = random_formula(random, [each.name for each in system.variables])
        for asked in (formula, negated(formula)):
            found = decide(system, asked)
            if found.proof is None:
                continue
            lines = told(system, found.proof)
            assert len(lines) <= MAX_LINES + 2
            assert all(lines)
