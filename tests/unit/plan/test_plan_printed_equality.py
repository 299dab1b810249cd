"""Slices by what is printed of rounded numbers, of which nothing follows for their sizes."""

from __future__ import annotations

from typing import Any

import pytest
from evidence_workspace import SPAN, column
from plan_files import claim, reading_of

from factcheck.model.bound import table_terms
from factcheck.model.fraction import Fraction
from factcheck.model.span import Text
from factcheck.model.spec import ColumnDeclaration, TableDeclaration
from factcheck.plan.nesting import Tests, are_apart, lies_within
from factcheck.plan.printed_equality import kept_apart, may_be_rounded


def selected(slices: str) -> Tests:
    (term,) = table_terms(reading_of(claim(f"count(t{slices})")).targets[0].measure)
    return kept_apart(term.tests, lambda name: name == "year")


@pytest.mark.parametrize(
    ("narrow", "wide", "is_inside"),
    [
        ('[year = "2018"]', "[year >= 2018]", False),
        ("[year = 2018]", "[year >= 2018]", False),
        ('[year = "2018"]', "[year = 2018]", False),
        ('[year in ("2018", "2019")]', "[year in 2018..2019]", False),
        ('[year = "2018"]', '[year in ("2018", "2019")]', True),
        ("[year = 2018]", "[year in (2018, 2019)]", True),
        ("[year > 2018]", "[year >= 2018]", True),
        ('[(year = "2018" or year > 2018)]', '[(year = "2018" or year > 2018)]', True),
        ('[not year = "2018"]', '[not year = "2018"]', True),
        ("[region = north]", "[region in (north, south)]", True),
    ],
)
def test_what_lies_inside_what(narrow: str, wide: str, is_inside: bool) -> None:
    assert lies_within(selected(narrow), selected(wide)) is is_inside


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ('[year = "2018"]', '[year = "2019"]', True),
        ("[year = 2018]", "[year = 2019]", True),
        ('[year = "2018"]', "[year = 2019]", False),
        ('[year = "2018"]', "[year > 2018]", False),
        ('[not year = "2018"]', '[year = "2018"]', True),
    ],
)
def test_what_shares_nothing(one: str, other: str, expected: bool) -> None:
    assert are_apart(selected(one), selected(other)) is expected


def test_which_columns_may_be_rounded() -> None:
    def table(*columns: ColumnDeclaration, **said: Any) -> TableDeclaration:  # noqa: ANN401 - any field of the record
        return TableDeclaration("t", SPAN, Text("t.csv", SPAN), columns=columns, **said)

    n = column("n", rounded=Fraction(5))
    m = column("m", perturbation=Fraction(1))
    is_rounded = may_be_rounded([table(n, column("o")), table(m)])
    assert [is_rounded(name) for name in "nmo"] == [True, True, False]
    # What is said of a table goes for columns that nobody declares, but for its key.
    is_rounded = may_be_rounded([table(n, key=("n", "year"), perturbation=Fraction(1))])
    assert [is_rounded(name) for name in ("n", "year", "any")] == [True, False, True]
