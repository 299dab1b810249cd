"""``factcheck new`` on tables as newsrooms and data owners published them: each file runs."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from factcheck.evidence.look import Known
from factcheck.pipeline import run_file
from factcheck.scaffold.new_file import new_claims

if TYPE_CHECKING:
    from pathlib import Path

# Each with what makes it odd, and what has to stand in the file for it.
TABLES = {
    "538__bechdel_movies.csv": ("many gaps", "# empty: unknown"),
    "538__biopics_biopics.csv": ("an older encoding", "encoding: mac-roman"),
    "538__masculinity-survey_masculinity-survey.csv": ("percentages", "header_rows: 2"),
    "538__region-survey_SOUTH.csv": ("answers over many columns", "# ticks:"),
    "538__sports-political-donations_sports-political-donations.csv": (
        "signs of money",
        'ignore: ["$"]',
    ),
    "538__star-wars-survey_StarWars.csv": ("two rows of headers", "header_rows: 2"),
    "538__unisex-names_unisex_names_table.csv": ("a nameless column", "column 1, which has no"),
    "538__election-deniers_fivethirtyeight_election_deniers.csv": ("markers", '"N/A": unknown'),
    "economist__big-mac-raw-index_v2026-03-30.csv": ("dates", "type: date"),
    "scitab__23c4f4c9.csv": ("no header", "# The first row looks like data"),
    "scitab__5b31abdf.csv": ("mark-up", 'ignore: ["[BOLD]"]'),
    "tabfact__2-12449312-2.csv": ("a row of totals", "totals:\n      year: total"),
    "tabfact__1-25030512-41.csv": ("another delimiter", 'delimiter: "#"'),
    "tabfact__2-16806446-2.csv": ("percentages", "percentages, "),
}


@pytest.mark.parametrize("name", TABLES, ids=lambda name: name.partition("__")[2][:24])
def test_a_claim_file_made_from_a_real_table_runs(name: str, shared: Path, tmp_path: Path) -> None:
    shutil.copyfile(shared / "tables" / name, tmp_path / name)
    made = new_claims(tmp_path / name, tmp_path, Known())
    path = tmp_path / "made.yml"
    path.write_text(made.text, encoding="utf-8")
    result = run_file(path)
    assert (result.exit_code, result.warnings, made.note) == (0, (), None)
    assert [claim.verdict.value for claim in result.claims] == ["supported"] * result.declared
    assert result.declared >= 1
    assert TABLES[name][1] in made.text
