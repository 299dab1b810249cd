"""Claims that are made of the rows of a table, from the file to the result."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from factcheck.model.problem import ProblemsError
from factcheck.pipeline import run_file

if TYPE_CHECKING:
    from pathlib import Path

    from factcheck.model.result import RunResult

CLAIMS = """\
factcheck: 1
evidence:
  towns: {file: towns.csv, key: town}
claims:
  before: {measure: count(towns), figure: 3}
  each:
    for_each: {table: towns, columns: [town, said]}
    quote: "{town} has {said}"
    measure: towns.pupils[town = $town]
    figure: $said
  after: {measure: sum(towns.pupils), figure: more than 1}
"""
TABLE = 'town,pupils,said\nAarau,812,812\n"a, ""b"" ]",640,around 650\nChur,598,over 600\n'


def run(folder: Path, table: str | None = TABLE, claims: str = CLAIMS) -> RunResult:
    (folder / "claims.yml").write_text(claims, encoding="utf-8")
    if table is not None:
        (folder / "towns.csv").write_text(table, encoding="utf-8")
    return run_file(folder / "claims.yml", root=folder)


def test_a_claim_is_made_of_each_row_in_the_order_of_the_file(tmp_path: Path) -> None:
    result = run(tmp_path)
    assert [(claim.id, claim.verdict.value) for claim in result.claims] == [
        ("before", "supported"),
        ("each[town=Aarau,said=812]", "supported"),
        ('each[town=a, "b" ],said=around 650]', "supported"),
        ("each[town=Chur,said=over 600]", "refuted"),
        ("after", "supported"),
    ]
    assert result.claims[2].quote == 'a, "b" ] has around 650'
    assert (result.declared, result.exit_code) == (5, 1)


def test_a_fault_of_the_table_leaves_other_claims_alone(tmp_path: Path) -> None:
    result = run(
        tmp_path, claims=CLAIMS.replace("[town, said]", "[town, sad]").replace("said", "sad")
    )
    before, each, after = result.claims
    assert (each.id, each.verdict.value, each.reason) == ("each", "not checkable", "fault")
    assert str(each.explanation).startswith("FC215 unknown-column: table 'towns'")
    assert (before.verdict.value, after.verdict.value) == ("supported", "supported")
    assert result.exit_code == 3


def test_a_table_that_is_not_there_is_told_as_for_every_claim(tmp_path: Path) -> None:
    with pytest.raises(ProblemsError) as raised:
        run(tmp_path, table=None)
    (problem,) = raised.value.problems
    assert "towns.csv" in problem.message


def test_a_table_without_rows_makes_nothing_and_that_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ProblemsError) as raised:
        run(tmp_path, table="town,pupils,said\n")
    (problem,) = raised.value.problems
    assert problem.code.slug == "for-each"
    assert problem.excerpt == "    for_each: {table: towns, columns: [town, said]}"
