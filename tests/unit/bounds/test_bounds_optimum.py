"""Sharp ends of forms and quotients, with their proofs."""

from __future__ import annotations

import pytest
from exact import exact

from factcheck.bounds import optimum, program, simplex, suggest
from factcheck.bounds.check import bound_of
from factcheck.bounds.optimum import form_range, largest, ratio_range
from factcheck.bounds.simplex import Optimum, Tableau, TooLongError
from factcheck.bounds.solve import Solution
from factcheck.model.certificate import Combination, End, Use
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.linear import Form, Row, System, Variable, constant, variable

A, B, C = (variable(name) for name in "abc")
N, I, G, R = (variable(name) for name in "NIGR")  # noqa: E741 - the letters of the published case
COUNT = Interval.at_least(0)
POSITIVE = Interval.at_least(0, closed=False)
ONE = Fraction(1)


def between(lower: int, upper: int, *, closed: bool = True) -> Interval:
    return Interval(Fraction(lower), Fraction(upper), closed, closed)


def open_above(lower: int, upper: int) -> Interval:
    return Interval(Fraction(lower), Fraction(upper), True, False)


def over(bounds: dict[str, Interval], *rows: Row, whole: bool = False) -> System:
    return System(tuple(Variable(name, each, whole) for name, each in bounds.items()), rows)


@pytest.fixture(params=[600, 0], ids=["exact", "floats"], autouse=True)
def _engine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suggest, "LARGE", request.param)


def test_a_number_on_both_sides_of_a_quotient_is_one_number() -> None:
    system = over({"a": between(10, 20), "b": between(30, 40)})
    assert ratio_range(system, A, A + B) == Interval(exact("1/5"), exact("2/5"))


def test_a_quotient_of_open_ends() -> None:
    system = over({"a": open_above(10, 20), "b": between(30, 40)})
    assert ratio_range(system, A, A + B) == Interval(exact("1/5"), exact("2/5"), True, False)


# The case of 63 percent: how many of the reports can be images.


def flagship(least: str, *rows: Row, most_closed: bool = False) -> System:
    evidence = (
        Row("images are reports", N - I, COUNT),
        Row("graphic are images", I - G, COUNT),
        Row("at least 63 percent", G - I.scaled(exact(least)), COUNT),
        Row("relevant are reports", N - R, COUNT),
        Row("graphic is relevant", R - G, COUNT),
        Row("at least nine", R - N.scaled(exact("9/100")), COUNT),
        Row("under ten", N.scaled(exact("1/10")) - R, Interval.at_least(0, closed=most_closed)),
    )
    return over(dict.fromkeys("NIGR", COUNT), *evidence, *rows)


@pytest.mark.parametrize(
    ("least", "most_closed", "upper", "upper_closed"),
    [("63/100", False, "10/63", False), ("63/100", True, "10/63", True),
     ("625/1000", False, "4/25", False), ("625/1000", True, "4/25", True)],
)  # fmt: skip
def test_the_break_even_of_the_dispute(
    least: str, most_closed: bool, upper: str, upper_closed: bool
) -> None:
    found = ratio_range(flagship(least, most_closed=most_closed), I, N)
    assert found == Interval(Fraction(0), exact(upper), True, upper_closed)


@pytest.mark.parametrize(
    ("images", "lowest"),
    [("5/100", "315/10000"), ("14/100", "9/100"), ("15/100", "945/10000")],
)
def test_what_a_share_of_images_leaves(images: str, lowest: str) -> None:
    share = Row("share", I - N.scaled(exact(images)), Interval.point(0))
    system = flagship("63/100", share)
    if images == "5/100":
        rows = tuple(
            row for row in system.rows if row.statement not in {"at least nine", "under ten"}
        )
        system = System(system.variables, rows)
    assert ratio_range(system, R, N) is not None
    found = ratio_range(system, R, N)
    assert found is not None
    assert found.lower == exact(lowest)


# Forms.


def proved(system: System, form: Form) -> Optimum:
    found = largest(system, form)
    assert found is not None
    assert found.proof is not None
    assert bound_of(system, form, found.proof) == (found.end, not found.is_attained)
    return found


@pytest.mark.parametrize(
    ("end", "is_attained", "system", "form"),
    [
        (7, True, over({"a": between(0, 3), "b": between(0, 4)}), A + B),
        (8, True, over({"a": between(0, 3), "b": between(0, 4)}), A + B + constant(1)),
        (7, False, over({"a": open_above(0, 3), "b": between(0, 4)}), A + B),
        (5, True, over({"a": between(0, 3), "b": between(0, 4)}, Row("r", A + B, open_above(0, 6)),
                       Row("s", A + B, between(0, 5))), A + B),
        (6, False, over({"a": between(0, 3), "b": between(0, 4)},
                        Row("r", A + B, open_above(0, 6))), A + B),
        # Attained, but not in every corner of what is largest.
        (6, True, over({"a": open_above(0, 3), "b": between(0, 4)}, Row("r", A + B, between(0, 6))),
         A + B),
        # Not attained, though the multiples that show the end are of closed ends alone.
        (0, False, over({"a": POSITIVE, "b": POSITIVE}, Row("r", A + B, COUNT)),
         A.scaled(Fraction(-1)) - B),
        (0, False, over({"a": between(0, 5), "c": POSITIVE}, Row("r", A + C, between(0, 5)),
                        Row("s", A - C, between(-5, 5))), C.scaled(Fraction(-1))),
        (-1, True, over({"a": Interval.everything(), "b": Interval.everything()},
                        Row("r", A + B, Interval.at_most(-1))), A + B),
    ],
)  # fmt: skip
def test_the_largest_of_a_form(end: int, is_attained: bool, system: System, form: Form) -> None:
    found = proved(system, form)
    assert (found.end, found.is_attained) == (Fraction(end), is_attained)
    assert system.admits(found.point)


def test_a_form_without_an_end() -> None:
    system = over({"a": COUNT, "b": COUNT}, Row("r", A - B, between(0, 1)))
    found = largest(system, A + B)
    assert found is not None
    assert found.end is None
    assert found.proof is None
    assert system.admits(found.point)
    assert form_range(system, A + B) == COUNT


def test_no_bounds_without_a_point() -> None:
    nothing = over({"a": between(0, 1), "b": between(0, 1)}, Row("r", A + B, between(3, 4)))
    assert form_range(nothing, A) is None
    assert ratio_range(nothing, A, B) is None
    clash = over({"a": between(0, 1)}, Row("r", A, between(3, 4)))
    assert form_range(clash, A) is None


def test_no_bounds_where_only_open_ends_contradict() -> None:
    rows = (Row("r", A + B, POSITIVE), Row("s", A + B, Interval.at_most(0)))
    assert form_range(over({"a": between(-1, 1), "b": between(-1, 1)}, *rows), A) is None


def test_whole_numbers_shrink_rows_first() -> None:
    row = Row("r", A.scaled(Fraction(2)) + B.scaled(Fraction(2)), open_above(0, 7))
    system = over({"a": COUNT, "b": COUNT}, row, whole=True)
    found = proved(system, A + B)
    assert (found.end, found.is_attained) == (Fraction(3), True)
    assert found.proof is not None
    assert found.proof.is_whole
    odd = Row("r", A.scaled(Fraction(2)) + B.scaled(Fraction(2)), Interval.point(7))
    never = over({"a": COUNT, "b": COUNT}, odd, whole=True)
    assert form_range(never, A) is None
    assert ratio_range(never, A, A + B) is None


def test_a_form_of_known_numbers() -> None:
    system = over({"a": between(2, 2), "b": between(0, 4)}, Row("r", A + B, between(0, 5)))
    assert form_range(system, A) == Interval.point(2)
    assert form_range(system, A + B) == between(2, 5)
    assert proved(system, A + B).point == {"a": 2, "b": 3}


def test_too_much_effort(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(simplex, "MAX_PIVOTS", 0)
    monkeypatch.setattr(suggest, "LARGE", 600)
    system = over({"a": between(0, 3), "b": between(0, 4)}, Row("r", A + B, between(3, 4)))
    with pytest.raises(TooLongError):
        form_range(system, A + B)


# Floats that go astray.


ASTRAY = over({"a": open_above(0, 3), "b": between(0, 4)}, Row("r", A + B, between(1, 6)))


@pytest.mark.parametrize(
    "top",
    [
        None,
        suggest.Top(),
        suggest.Top({"a": Fraction(0), "b": Fraction(1)}, Combination(())),
        suggest.Top({"a": Fraction(9), "b": Fraction(9)}, Combination(())),
    ],
)
def test_what_the_floats_say_is_checked(
    monkeypatch: pytest.MonkeyPatch, top: suggest.Top | None
) -> None:
    monkeypatch.setattr(suggest, "LARGE", 0)
    monkeypatch.setattr(optimum, "top_of", lambda *_, **__: top)
    found = largest(ASTRAY, A + B)
    assert found is not None
    # That there is no end can be said of anything: it is no bound.
    assert found.end == (None if top == suggest.Top() else 6)


def test_a_possible_system_that_is_not_shown_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suggest, "LARGE", 0)
    monkeypatch.setattr(optimum, "over_reals", lambda _: Solution())
    system = over({"a": open_above(0, 3), "b": between(0, 4)}, Row("r", A + B, between(1, 9)))
    assert proved(system, A + B).end == 7


def test_an_end_of_closed_ends_alone_need_not_be_attained(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suggest, "LARGE", 0)
    closed = Combination((Use(0, End.LOWER, ONE),))
    top = suggest.Top({"a": Fraction(0), "b": Fraction(0)}, closed)
    monkeypatch.setattr(optimum, "top_of", lambda *_, **__: top)
    system = over({"a": POSITIVE, "b": POSITIVE}, Row("r", A + B, COUNT))
    found = proved(system, A.scaled(Fraction(-1)) - B)
    assert (found.end, found.is_attained) == (Fraction(0), False)
    assert system.admits(found.point)


def test_without_exact_equations(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(program, "solved", lambda *_: None)
    system = over({"a": between(0, 3), "b": between(0, 4)}, Row("r", A + B, between(0, 6)))
    assert proved(system, A + B).end == Fraction(6)


def test_the_bound_of_a_proof() -> None:
    system = over({"a": open_above(0, 3), "b": between(0, 4)})
    upper = [Use(name, End.UPPER, ONE) for name in "ab"]
    assert bound_of(system, A + B, Combination(tuple(upper))) == (Fraction(7), True)
    assert bound_of(system, B, Combination((upper[1],))) == (Fraction(4), False)
    assert bound_of(system, A + B, Combination((upper[1],))) is None
    assert bound_of(system, A, Combination((Use("?", End.UPPER, ONE),))) is None


def test_a_tableau_of_nothing_possible_has_no_largest() -> None:
    system = over({"a": between(0, 1), "b": between(0, 1)}, Row("r", A + B, between(3, 4)))
    assert Tableau(system).largest(A) is None


TINY = Interval(Fraction(0), exact("1/1000000000"), False, False)
"""Narrower than the floats keep off open ends."""


def test_ends_closer_than_floats_tell_apart() -> None:
    system = over({"a": TINY, "b": between(0, 4)}, Row("r", A + B, between(0, 9)))
    found = proved(system, A + B)
    assert (found.end, found.is_attained) == (4 + exact("1/1000000000"), False)
    assert system.admits(found.point)
    assert form_range(system, A) == TINY


def test_a_row_narrower_than_floats_tell_apart() -> None:
    open_row = Row("r", A + B, TINY.shifted(3))
    system = over({"a": between(0, 3), "b": POSITIVE}, open_row)
    assert form_range(system, A + B) == open_row.allowed
    assert form_range(system, A) == Interval(Fraction(0), Fraction(3))


def test_a_corner_off_which_no_point_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suggest, "STEPS", (Fraction(1000),))
    system = over({"a": open_above(0, 3), "b": between(0, 4)}, Row("r", A + B, between(1, 9)))
    found = proved(system, A + B)
    assert (found.end, found.is_attained) == (Fraction(7), False)
