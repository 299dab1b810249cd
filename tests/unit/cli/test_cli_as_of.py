"""``factcheck run --as-of``: the vintages that there were at a date."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import RunCli

CLAIMS = """\
factcheck: 1
evidence:
  gdp:
    vintages:
      2012-07: first.csv
      2016-01: second.csv
    columns:
      growth:
        unit: percent
claims:
  shrank:
    holds: sum(gdp.growth) < 0%
"""


@pytest.fixture
def claims(tmp_path: Path) -> Path:
    """Return a claim file with two vintages of a table."""
    (tmp_path / "first.csv").write_text("growth\n-1\n", encoding="utf-8")
    (tmp_path / "second.csv").write_text("growth\n1\n", encoding="utf-8")
    path = tmp_path / "claims.yml"
    path.write_text(CLAIMS, encoding="utf-8")
    return path


@pytest.mark.parametrize(("date", "exit_code"), [("2012", 0), ("2013-01-31", 0), ("2016-01", 1)])
def test_a_date_picks_the_vintage(claims: Path, run_cli: RunCli, date: str, exit_code: int) -> None:
    assert run_cli("run", str(claims), "--as-of", date).exit_code == exit_code
    assert run_cli("run", str(claims)).exit_code == 1


@pytest.mark.parametrize("date", ["2012-13", "yesterday", "2012-7", "\x1b[2J"])
def test_anything_else_is_refused(claims: Path, run_cli: RunCli, date: str) -> None:
    result = run_cli("run", str(claims), "--as-of", date)
    assert result.exit_code == 2
    assert "is no year, month or day" in result.stderr
    assert "\x1b" not in result.stderr


def test_a_date_before_every_vintage_leaves_nothing_to_check(claims: Path, run_cli: RunCli) -> None:
    result = run_cli("run", str(claims), "--as-of", "2011")
    assert result.exit_code == 3
    assert "has no vintage as of 2011" in result.stdout.replace("\n", " ")
