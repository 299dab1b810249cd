"""What would decide a claim, and worlds in the middle of what is possible."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from explained_files import judged

from factcheck.bounds.decide import decide
from factcheck.bounds.decision import Decision
from factcheck.bounds.simplex import TooLongError
from factcheck.model.certificate import Answer, Certificate
from factcheck.model.formula import FALSE, TRUE, All, AnyOf, Atom, Count, Formula, holds_at, negated
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.linear import Row, System, Variable, constant, variable
from factcheck.model.unit import Unit, UnitKind
from factcheck.quantity.decide import central, deciding, sharp
from factcheck.quantity.decide.central import centred
from factcheck.quantity.decide.sharp import range_of_form

if TYPE_CHECKING:
    from quantity_files import Files

COUNT = Unit(UnitKind.COUNT)
X, Y = variable("x"), variable("y")
TEN = Interval(Fraction(0), Fraction(10))


def system(*names: str, is_integer: bool = True, rows: tuple[Row, ...] = ()) -> System:
    return System(tuple(Variable(name, TEN, is_integer) for name in names), rows)


def found_for(
    of: System, claim: Formula, generously: Formula | None = None
) -> deciding.Deciding | None:
    """Return what x would decide of a claim, which may be read more generously."""
    lenient = claim if generously is None else generously
    answers = tuple(
        Answer(profile, wanted, asked if wanted else negated(asked), None, None)
        for profile, asked in (("strict", claim), ("default", claim), ("lenient", lenient))
        for wanted in (True, False)
    )
    certificate = Certificate(of.variables, of.rows, answers)
    is_hedged = generously is not None
    return deciding.deciding(certificate, of, of.variables[0], range_of_form, is_hedged=is_hedged)


def told(of: System, claim: Formula, generously: Formula | None = None) -> str | None:
    found = found_for(of, claim, generously)
    return None if found is None else deciding.in_words(found, COUNT)


def at_least(number: int, form: object = X) -> Atom:
    assert form is X or form is Y
    return Atom((X if form is X else Y) - constant(number))


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        (at_least(4), "4 to 10 would support the claim, 0 to 3 would refute it"),
        (
            All((at_least(4), negated(at_least(7)))),
            "4 to 6 would support the claim, 0 to 3 or 7 to 10 would refute it",
        ),
        (
            AnyOf((negated(at_least(4)), at_least(7))),
            "0 to 3 or 7 to 10 would support the claim, 4 to 6 would refute it",
        ),
        (TRUE, "0 to 10 would support the claim"),
        (All((at_least(4), FALSE)), "0 to 10 would refute the claim"),
        (Count((at_least(4),), Interval.point(1)), None),
        (All((Count((at_least(4),), Interval.point(1)),)), None),
        (AnyOf((Count((at_least(4),), Interval.point(1)),)), None),
        (AnyOf(tuple(at_least(number) for number in range(1, 10)) * 2), None),
        (All((AnyOf((at_least(1), at_least(2))),) * 4), None),
    ],
)
def test_thresholds_of_one_number(claim: Formula, text: str | None) -> None:
    assert told(system("x"), claim) == text


def test_what_another_number_leaves_open_is_told() -> None:
    both = Atom(X + Y - constant(15))
    assert told(system("x", "y"), both) == (
        "0 to 4 would refute the claim; 5 to 10 would leave it open"
    )
    assert told(system("x", "y"), at_least(4, Y)) == "not by itself"
    found = found_for(system("x", "y"), both)
    assert found is not None
    assert (found.decides_alone, found.decides_some) == (False, True)
    assert found.open_share == Fraction(6, 11)


def test_generous_words_refute_less() -> None:
    assert told(system("x"), at_least(6), at_least(4)) == (
        "6 to 10 would support the claim, 0 to 3 would refute it; 4 to 5 would leave it open"
    )


def test_real_numbers_touch_at_open_ends() -> None:
    found = found_for(system("x", is_integer=False), at_least(4))
    assert found is not None
    assert found.possible == (TEN,)
    assert found.supporting == (Interval(Fraction(4), Fraction(10)),)
    assert found.refuting == (Interval(Fraction(0), Fraction(4), True, False),)
    gap = found_for(
        system("x", is_integer=False, rows=(Row("s", X, TEN),)),
        AnyOf((Atom(constant(2) - X), at_least(8))),
    )
    assert gap is not None
    assert len(gap.supporting) == 2


def test_numbers_without_end_are_open_everywhere() -> None:
    free = System((Variable("x", Interval.everything()), Variable("y", Interval.everything())))
    found = found_for(free, Atom(X + Y))
    assert found is not None
    assert (found.open_share, found.decides_some) == (Fraction(1), False)
    half = System((Variable("x", Interval.everything(), is_integer=True),))
    assert told(half, at_least(4)) == (
        "at least 4 would support the claim, at most 3 would refute it"
    )


def test_nothing_possible_decides_nothing() -> None:
    empty = system("x", rows=(Row("s", X, Interval.at_least(11)),))
    found = found_for(empty, at_least(4))
    assert found is not None
    assert (found.possible, found.open_share) == ((), Fraction(0))


def test_large_systems_are_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deciding, "MAX_SIZE", 0)
    assert found_for(system("x"), at_least(4)) is None
    monkeypatch.setattr(central, "MAX_SIZE", 0)
    corner = Decision(point={"x": Fraction(10)})
    assert centred(system("x"), at_least(4), corner) is corner


def test_bounds_that_take_too_long_are_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise TooLongError

    monkeypatch.setattr(sharp, "form_range", fail)
    assert range_of_form(system("x"), X) == Interval.everything()


@pytest.mark.parametrize(
    ("claim", "number"),
    [
        (at_least(4), 7),
        (negated(at_least(4)), 1),
        (All((at_least(2), AnyOf((FALSE, at_least(4))))), 7),
        (Count((at_least(4), at_least(9)), Interval.point(1)), 6),
        (TRUE, 5),
        (All((Atom(constant(1)), at_least(4))), 7),
    ],
)
def test_worlds_lie_in_the_middle(claim: Formula, number: int) -> None:
    for names in (("x",), ("x", "y")):
        of = system(*names)
        found = centred(of, claim, decide(of, claim))
        assert found.point is not None
        assert found.point["x"] == number
        assert of.admits(found.point)
        assert holds_at(claim, found.point)


def test_a_world_that_is_no_better_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    corner = Decision(point={"x": Fraction(10), "y": Fraction(0)})
    of = system("x", "y")
    monkeypatch.setattr(central, "find_world", lambda _: None)
    assert centred(of, at_least(4), corner) is corner
    monkeypatch.setattr(central, "find_world", lambda _: {"x": Fraction(99), "y": Fraction(0)})
    assert centred(of, at_least(4), corner) is corner
    monkeypatch.setattr(central, "find_world", lambda _: {"x": Fraction(1), "y": Fraction(0)})
    assert centred(of, at_least(4), corner) is corner
    proved = Decision()
    assert centred(of, at_least(4), proved) is proved


CASES = (
    (
        "    measure: 'women / people'\n    figure: under 10 percent\n",
        (("people", "exactly 100"), ("adults", "exactly 60")),
        (
            (
                "a published number for women: 0 to 9 would support the claim, "
                "10 to 60 would refute it"
            ),
            "a published number for people, but not by itself",
        ),
    ),
    (
        "    measure: few[year = 2020]\n    figure: at least 2\n",
        (),
        ("few of t[year = 2020]: 2 to 4 would support the claim, 0 to 1 would refute it",),
    ),
)


@pytest.mark.parametrize(("claim", "statements", "decides"), CASES)
def test_what_would_decide_is_told_with_numbers(
    files: Files, claim: str, statements: tuple[tuple[str, str], ...], decides: tuple[str, ...]
) -> None:
    assert judged(files, claim, statements).decides == decides


def test_no_more_than_a_few_numbers_are_asked(files: Files) -> None:
    files.table("year,n\n" + "".join(f"{2000 + place},<5\n" for place in range(10)))
    table = """\
        evidence:
          t:
            file: t.csv
            key: year
            columns:
              n: {unit: visits, markers: {'<5': 0..4}}
        """
    sums = " + ".join(f"t.n[year = {2000 + place}]" for place in range(10))
    found = files.measure(f"{sums}", "exactly 39", table=table)
    assert found.decides[0] == (
        "n of t[year = 2000]: 0 to 2 would refute the claim; 3 to 4 would leave it open"
    )
    assert found.decides[-1] == "n of t[year = 2009]"
    assert len(found.decides) == 10


def test_what_is_not_linear_is_told_without_numbers(files: Files) -> None:
    said = (("people", "exactly 100"), ("pairs", "at most 100"))
    found = judged(files, "    holds: 'women * pairs > 5'\n", said)
    assert found.decides == ("a published number for women", "a published number for pairs")


def test_a_measure_that_is_no_quotient_is_told_by_its_numbers(files: Files) -> None:
    said = (("adults", "10 to 20"), ("pairs", "30 to 40"))
    found = judged(files, "    measure: 'largest(adults, pairs)'\n    figure: at most 12\n", said)
    assert found.why[-1].endswith("both cannot be")
