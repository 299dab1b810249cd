"""Whole numbers near a point, found by mending rows."""

from __future__ import annotations

import pytest
from exact import exact

from factcheck.bounds import rounding, solve, suggest
from factcheck.bounds.rounding import whole_near
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.linear import Form, Row, System, Variable, variable

ONE, MINUS = Fraction(1), Fraction(-1)


def between(lower: int, upper: int) -> Interval:
    return Interval(Fraction(lower), Fraction(upper))


def form(**multiples: int) -> Form:
    return Form(terms=tuple(sorted((name, Fraction(each)) for name, each in multiples.items())))


def over(names: str, *rows: tuple[Form, Interval], bounds: Interval | None = None) -> System:
    own = bounds or Interval.at_least(0)
    return System(
        tuple(Variable(name, own, True) for name in names),
        tuple(Row("row", form, allowed) for form, allowed in rows),
    )


def near(system: System, **numbers: str) -> dict[str, Fraction] | None:
    return whole_near(system, {name: exact(number) for name, number in numbers.items()})


def test_numbers_are_rounded_into_their_bounds() -> None:
    system = over("ab", bounds=between(1, 3))
    assert near(system, a="3/2", b="37/10") == {"a": Fraction(2), "b": Fraction(3)}
    assert near(system, a="-1", b="3") == {"a": Fraction(1), "b": Fraction(3)}


def test_rows_are_mended_from_either_side() -> None:
    low = over("ab", (form(a=1, b=1), between(5, 6)))
    found = near(low, a="12/5", b="12/5")
    assert found is not None
    assert low.admits(found)
    high = over("ab", (form(a=1, b=1), between(0, 3)))
    found = near(high, a="8/5", b="8/5")
    assert found is not None
    assert high.admits(found)


def test_a_total_follows_its_cells() -> None:
    cells = form(a=1, b=1, c=1)
    system = over(
        "abct",
        (cells - variable("t"), Interval.point(0)),
        (variable("t"), between(4, 5)),
        (form(a=1, b=2), between(5, 5)),
        (form(b=2, c=-2), between(0, 2)),
    )
    found = near(system, a="7/5", b="9/5", c="6/5", t="22/5")
    assert found is not None
    assert system.admits(found)


def test_rows_of_fractions_are_rows_of_whole_numbers() -> None:
    thirds = Form(exact("1/6"), (("a", exact("1/3")), ("b", exact("-1/2"))))
    system = over("ab", (thirds, Interval(exact("1/6"), exact("1/6"))), bounds=between(1, 9))
    found = near(system, a="3/2", b="1")
    assert found is not None
    assert system.admits(found)


def test_a_row_may_be_at_odds_with_another_one() -> None:
    system = over("ab", (form(a=1, b=1), Interval.point(3)), (form(a=1, b=-1), Interval.point(0)))
    assert near(system, a="3/2", b="3/2") is None


def test_a_row_of_parity_has_no_whole_numbers() -> None:
    system = over("a", (form(a=2), Interval.point(3)), bounds=between(0, 4))
    assert near(system, a="3/2") is None


def test_rows_that_hang_together_take_weights() -> None:
    # Mending one of them breaks two others, until it weighs more than they do.
    system = over(
        "abc",
        (form(a=1, b=1), between(1, 1)),
        (form(a=1, c=1), between(1, 1)),
        (form(b=1, c=-1), between(0, 0)),
        (form(a=1), between(0, 0)),
        bounds=between(0, 1),
    )
    found = near(system, a="1", b="0", c="0")
    assert found is not None
    assert system.admits(found)


def test_effort_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    system = over("ab", (form(a=1, b=1), between(5, 6)))
    assert near(system, a="12/5", b="12/5") is not None
    monkeypatch.setattr(rounding, "MAX_ROUNDS", -1)
    assert near(system, a="12/5", b="12/5") is None
    monkeypatch.undo()
    monkeypatch.setattr(rounding, "MAX_STEPS", 0)
    assert near(system, a="12/5", b="12/5") is None


def test_a_number_that_was_changed_rests() -> None:
    # Either row can only be mended by the number that the other one just changed.
    system = over("a", (form(a=1), between(2, 2)), (form(a=2), between(6, 6)))
    assert near(system, a="0") is None


def test_only_some_numbers_of_a_row_are_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rounding, "MAX_TRIED", 1)
    system = over("abcd", (form(a=1, b=1, c=1, d=1), between(10, 10)), bounds=between(0, 3))
    found = near(system, a="3/2", b="3/2", c="3/2", d="3/2")
    assert found is not None
    assert system.admits(found)


def test_numbers_that_need_not_be_whole_are_not_rounded() -> None:
    system = System((Variable("a", between(0, 4), True), Variable("b", between(0, 4))))
    assert near(system, a="1", b="1/2") is None


def table() -> System:
    """Return a table whose corner has fractions, and whose rows have some room."""
    names = [f"c{place:02}" for place in range(40)]
    rows = [
        Row("group", Form(terms=tuple((name, ONE) for name in names[at : at + 8])), between(9, 11))
        for at in range(0, 40, 8)
    ]
    rows += [
        Row(
            "cross",
            Form(terms=tuple((name, Fraction(2 + place % 3)) for place, name in chosen)),
            between(43, 46),
        )
        for chosen in ([*enumerate(names)][at::4] for at in range(4))
    ]
    return System(tuple(Variable(name, between(0, 7), True) for name in names), tuple(rows))


@pytest.mark.parametrize("large", [0, 600])
def test_a_table_is_not_branched_on(monkeypatch: pytest.MonkeyPatch, large: int) -> None:
    monkeypatch.setattr(suggest, "LARGE", large)
    monkeypatch.setattr(solve, "WORTH", 0)
    monkeypatch.setattr(solve, "MAX_NODES", 1)
    assert solve.solve(table()).point is not None


def test_what_rounding_finds_is_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solve, "WORTH", 0)
    wrong = dict.fromkeys([each.name for each in table().variables], ONE)
    monkeypatch.setattr(solve, "whole_near", lambda *_: wrong)
    found = solve.solve(table())
    assert found.point is not None
    assert table().admits(found.point)
