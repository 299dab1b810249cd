"""Units within a row: columns compared with each other, and columns that are calculated."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from plan_files import HEADERS, planned

from factcheck.model.problem import ProblemsError
from factcheck.plan import codes

if TYPE_CHECKING:
    from factcheck.model.problem import Problem

COLUMNS = """\
    evidence:
      t:
        file: t.csv
        columns:
          landed: {unit: tonnes, kind: amount}
          caught: {unit: t, kind: amount}
          quota: {unit: kg, kind: amount}
          walked: {unit: miles}
          far: {unit: km}
          yards: {unit: yards}
          usd: {unit: USD}
          eur: {unit: EUR}
          boys: {unit: people}
          houses: {unit: houses}
          women: {unit: percent}
          part: {kind: share}
          grew: {kind: change}
          level: {kind: rate}
          day: {type: date}
          name: {type: text, unit: tonnes}
          gross: {from: Gross, unit: USD}
"""
MADE = "          over: {{compute: '{compute}'{unit}}}\n"
DECLARED = (
    "landed", "caught", "quota", "walked", "far", "yards", "usd", "eur", "boys", "houses", "women",
    "part", "grew", "level", "day", "name", "Gross",
)  # fmt: skip
NAMES = (*DECLARED, "n", "m", "over", *(f"c{at}" for at in range(200)))


def faults(claim: str, more: str = "") -> tuple[Problem, ...]:
    """Return what is wrong in a file with a claim on the table above."""
    block = f"claims:\n  c:\n    measure: '{claim}'\n    figure: 5\n"
    try:
        planned(COLUMNS + more, block)
    except ProblemsError as error:
        return tuple(each for each in error.problems if each.code is codes.UNITS_DO_NOT_MIX)
    return ()


@pytest.fixture(autouse=True)
def _headers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(HEADERS, "t", NAMES)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        *(("landed", "quota"), ("usd", "eur"), ("part", "boys"), ("landed", "boys")),
        *(("women", "n"), ("boys", "usd"), ("grew", "part"), ("far", "walked")),
        *(("women", "level"), ("level", "boys"), ("day", "n"), ("name", "usd")),
        *(("landed", "caught"), ("boys", "houses"), ("n", "m"), ("women", "part")),
        *(("boys", "n"), ("level", "n"), ("gross", "usd")),
    ],
)
def test_columns_are_compared_in_a_slice_as_expressions_are(left: str, right: str) -> None:
    # What may stand beside each other in one cell may do so in each row, and nothing else.
    is_plain = {left, right} & {"day", "name"}
    beside = [] if is_plain else faults(f"t.{left}[n = 1] - t.{right}[n = 1]")
    for one, other in ((left, right), (right, left)):
        found = faults(f"count(t[{one} > t.{other}])")
        assert len(found) == len(beside)
        made = faults("count(t)", MADE.format(compute=f"{one} - {other}", unit=""))
        assert len(made) == len(beside)
        test = faults("count(t)", MADE.format(compute=f"if({one} > t.{other}, 1, 0)", unit=""))
        assert len(test) == len(beside)


def test_a_column_of_which_nothing_is_declared_may_be_in_any_unit_but_percent() -> None:
    assert not faults("count(t[landed > t.n])")
    assert not faults("count(t)", MADE.format(compute="usd - n", unit=""))
    assert len(faults("count(t[part > t.n])")) == 1


def test_unlike_columns_are_told_with_how_to_convert_one() -> None:
    (found,) = faults("count(t[not (n = 1 or quota > t.landed)])")
    assert found.message == (
        "'quota' is an amount in kg and 'landed' is an amount in tonnes: they do not mix"
    )
    assert found.hint is not None
    assert found.hint.endswith("'compute: quota / 1000', 'unit: tonnes'")
    made = "          in_t: {compute: quota / 1000, unit: tonnes}\n"
    assert faults("count(t[c1 > t.c2])", made) == ()
    assert faults("count(t[landed > t.in_t])", made.replace("in_t", "c0")) == ()


@pytest.mark.parametrize(
    ("left", "right", "hint"),
    [
        ("women", "n", "declare 'unit: percent' on the column 'n'"),
        ("usd", "eur", None),
        ("far", "yards", None),  # a kilometre is no whole number of yards
        ("landed", "far", None),
        ("part", "boys", None),
        ("n", "over", "declare 'unit: percent' on the column 'n'"),
    ],
)
def test_a_hint_stands_where_there_is_something_to_write(
    left: str, right: str, hint: str | None
) -> None:
    made = MADE.format(compute="1 * n", unit=", kind: change")
    (found,) = faults(f"count(t[{left} < t.{right}])", made if right == "over" else "")
    assert str(found.hint).startswith(str(hint))


@pytest.mark.parametrize(
    "compute",
    [
        *("landed - quota", "-landed + quota", "(landed - 1) - quota", "-1 + landed - quota"),
        *("if(n = 1, landed, quota)", "if(n = 1, 1, landed - quota)", "2 * (landed - quota)"),
        *("women - n", "usd + (eur / 2 + 3 * (eur - usd))", "Gross - eur"),
    ],
)
def test_a_calculation_that_mixes_units_is_refused(compute: str) -> None:
    (found,) = faults("count(t)", MADE.format(compute=compute, unit=""))
    assert found.span is not None
    assert found.span.line == len(COLUMNS.splitlines()) + 2
    # Once, although a claim uses it as well.
    assert len(faults("count(t[over > t.n])", MADE.format(compute=compute, unit=""))) == 1


@pytest.mark.parametrize(
    ("compute", "unit", "is_wrong"),
    [
        ("landed - caught", "tonnes", False),
        ("landed - caught", "t", False),
        ("landed - caught", "kg", True),
        ("landed - caught", "people", True),
        ("landed - caught", "percent", True),
        ("1000 * (landed - caught)", "kg", False),
        ("landed - quota / 1000", "tonnes", False),
        ("boys - houses", "goals", False),
        ("boys", "CHF", True),
        ("n - m", "CHF", False),
        ("n - m", "percent", False),
        ("women - part", "percent", False),
        ("women - part", "points", True),
        ("100 * (women - part)", "points", False),
        ("boys / n", "percent", False),
        ("year(day)", "years", False),
        ("if(n = 1, 1, 0)", "people", False),
        ("level - 1", "points", False),
    ],
)
def test_a_computed_column_has_the_unit_that_it_is_calculated_in(
    compute: str, unit: str, *, is_wrong: bool
) -> None:
    found = faults("count(t)", MADE.format(compute=compute, unit=f", unit: {unit}"))
    assert len(found) == is_wrong
    assert all("'over' is declared " in each.message for each in found)
    # A kind alone says nothing of what the numbers are measured in.
    assert faults("count(t)", MADE.format(compute=compute, unit=", kind: amount")) == ()


def test_a_unit_is_handed_on_from_column_to_column() -> None:
    chain = "          c0: {compute: landed - caught}\n" + "".join(
        f"          c{at}: {{compute: c{at - 1} + c{at - 1}}}\n" for at in range(1, 200)
    )
    assert faults("count(t[landed > t.c30])", chain) == ()
    (found,) = faults("count(t[quota > t.c30])", chain)
    assert "'c30' is an amount in tonnes" in found.message
    # No table is calculated over so many steps.
    assert faults("count(t[quota > t.c199])", chain) == ()
