"""The command that shows what a run would scan its tables for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from cli_workspace import FAULTY, WRONG, project
from click.testing import CliRunner, Result
from parquet_helper import write_parquet

from factcheck.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

TYPED = """\
factcheck: 1
evidence:
  trips:
    file: trips.parquet
    columns:
      fare:
        {said}
claims:
  many:
    measure: count(trips[fare > 10, fare <= 20])
    figure: 5
  some:
    measure: count(trips[fare < 5, city = a])
    figure: 5
"""
ROWS = "SELECT ['a', 'b', 'c'][1 + i % 3] AS city, i % 100 AS fare FROM range(3000) t(i)"


def _run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["plan", *map(str, arguments)])


def typed(folder: Path, said: str = "empty: none", more: str = "") -> Path:
    write_parquet(folder / "trips.parquet", ROWS)
    path = folder / "claims.yml"
    text = TYPED.format(said=said)
    path.write_text(text.replace("    columns:\n", f"{more}    columns:\n"), encoding="utf-8")
    return path


def told(path: Path) -> dict[str, Any]:
    """Return what is told of the only table."""
    result = _run(path, "--format", "json")
    assert result.exit_code == 0, result.output
    (table,) = json.loads(result.output)["tables"]
    assert isinstance(table, dict)
    return table


def test_a_text_file_is_grouped_as_it_is_read(tmp_path: Path) -> None:
    result = _run(project(tmp_path))
    assert result.exit_code == 0
    assert result.output == (
        "1 claim on 1 table\n"
        "\n"
        "police: table.csv\n"
        "  grouped as they are read, in one scan\n"
        "  claims look at 1 set of columns; scanned: 1 set\n"
        "    year; adds up reports\n"
    )


def test_a_typed_table_is_grouped_where_it_lies_by_thresholds(tmp_path: Path) -> None:
    table = told(typed(tmp_path))
    assert (table["where"], table["rows"], table["wanted"]) == ("where they lie", 3000, 2)
    assert table["cuts"] == {"fare": 4}
    assert table["distinct"] == {"city": 3, "fare": 100}
    assert table["sets"] == [{"dimensions": ["city", "fare"], "measures": [], "groups": 15}]


def test_sets_whose_rows_may_not_apply_are_scanned_each_for_itself(tmp_path: Path) -> None:
    table = told(typed(tmp_path, "empty: not applicable"))
    assert [one["dimensions"] for one in table["sets"]] == [["fare"], ["city", "fare"]]
    assert [one["groups"] for one in table["sets"]] == [4, 9]


def test_of_small_cells_that_are_hidden_nothing_is_counted(tmp_path: Path) -> None:
    table = told(typed(tmp_path, more="    min_cell: 5\n"))
    assert (table["rows"], table["distinct"], table["cuts"]) == (None, {}, {})


@pytest.mark.parametrize(("claims", "code"), [(WRONG, "FC030"), (None, None)])
def test_wrong_files_are_told(tmp_path: Path, claims: str | None, code: str | None) -> None:
    path = project(tmp_path) if claims is None else project(tmp_path, claims)
    result = _run(path, "--root", tmp_path, "--as-of", "2020")
    assert result.exit_code == (0 if code is None else 2)
    assert code is None or code in result.output


def test_a_claim_that_cannot_be_bound_leaves_the_others(tmp_path: Path) -> None:
    assert _run(project(tmp_path, FAULTY)).exit_code == 0


def test_a_file_that_is_not_there_is_wrong(tmp_path: Path) -> None:
    assert _run(tmp_path / "none.yml").exit_code == 2


def test_a_misspelt_claim_file_is_told_with_the_nearest(tmp_path: Path) -> None:
    path = project(tmp_path)
    result = _run(path.with_name("claim.yml"))
    assert result.exit_code == 2
    assert "there is no file '" in result.stderr
    assert "did you mean 'claims.yml'?" in result.stderr
    assert "is a directory" in _run(tmp_path).stderr
    assert "standard input is not read" in _run("-").stderr
