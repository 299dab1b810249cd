"""Tests of computed columns on numbers that were rounded or moved by noise."""

from __future__ import annotations

from typing import Any

import pytest
from evidence_workspace import column, markers
from shape_helpers import computed, declare, given, meanings

from factcheck.evidence.shape import shaped, sources
from factcheck.filter.codes import NO_SUCH_VALUE
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.rounding import EITHER_MULTIPLE
from factcheck.model.spec import EmptyCell, TableDeclaration

ROWS = ("2018,10", "2019,5", "2020,?")
EITHER = Interval(Fraction(0), Fraction(1))
FIVE = Fraction(5)
GAPS = markers(**{"?": EmptyCell.NONE})


def declared(test: str, said: dict[str, Any], **of_table: object) -> TableDeclaration:
    n = column("n", markers=GAPS, **said)
    return declare(n, computed("c", f"if({test}, 1, 0)"), **of_table)


def found(test: str, said: dict[str, Any], **of_table: object) -> list[object]:
    """Return what the tested rows give: 1, 0, or either."""
    declaration = declared(test, said, **of_table)
    frame = shaped(given("year,n", *ROWS).frame, declaration)
    assert frame.faults == ()
    return [
        one.number if one.gap is None else one.gap for one in meanings(frame, declaration, "c")[:2]
    ]


@pytest.mark.parametrize(
    ("test", "said", "expected"),
    [
        ("n >= 8", {"unit": "people", "rounded": FIVE}, [1, 0]),
        ("n >= 10", {"unit": "people", "rounded": FIVE}, [EITHER, 0]),
        ("n = 12", {"unit": "people", "rounded": FIVE}, [EITHER, 0]),
        ('n = "10"', {"unit": "people", "rounded": FIVE}, [1, 0]),
        ("n in (10, 5)", {"unit": "people", "rounded": FIVE}, [EITHER, EITHER]),
        ('n in ("10", "5")', {"unit": "people", "rounded": FIVE}, [1, 1]),
        ("(n >= 10 or n < 10)", {"unit": "people", "rounded": FIVE}, [1, 1]),
        ("n known", {"unit": "people", "rounded": FIVE}, [1, 1]),
        # Not counted, it need not be whole.
        ("n >= 8", {"unit": "CHF", "rounded": FIVE}, [EITHER, 0]),
        ("n >= 8", {"rounded": FIVE}, [EITHER, 0]),
        ("n >= 9", {"unit": "people", "perturbation": Fraction(1)}, [1, 0]),
        ("n >= 6", {"rounded": FIVE, "rounding": EITHER_MULTIPLE, "unit": "people"}, [1, EITHER]),
        ("n > t.year", {"unit": "people", "rounded": FIVE}, [0, 0]),
    ],
)
def test_a_test_within_a_row_looks_at_all_that_was_printed_so(
    test: str, said: dict[str, Any], expected: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert found(test, said) == expected
    monkeypatch.setattr(sources, "REMEMBERED", 0)
    assert found(test, said) == expected


def test_names_are_as_printed() -> None:
    said = {"unit": "people", "rounded": FIVE}
    assert found("n >= 10", said, key=("n",)) == [1, 0]
    moved = {"perturbation": Fraction(1)}
    assert found("year = 2018", {}, **moved) == [1, 0]
    assert found("year >= 2019", {}, **moved) == [EITHER, EITHER]
    assert found("year >= 2019", {}, **moved, key=("year",)) == [0, 1]


@pytest.mark.parametrize("test", ["n = 33", 'n = "12"'])
def test_a_number_that_cannot_be_is_a_fault(test: str) -> None:
    declaration = declared(test, {"unit": "people", "rounded": FIVE})
    (fault,) = shaped(given("year,n", *ROWS).frame, declaration).faults
    assert fault.code is NO_SUCH_VALUE
