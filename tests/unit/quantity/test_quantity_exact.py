"""Columns whose round numbers are declared to be exact."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from quantity_files import Files

CLAIM = """\
    claims:
      c:
        measure: t.solved[year = 2019] / t.reports[year = 2019]
        figure: under ten percent
    """


@pytest.mark.parametrize(("declared", "is_sensitive"), [("{}", True), ("{exact: true}", False)])
def test_round_numbers_that_are_exact_are_not_doubted(
    files: Files, declared: str, is_sensitive: bool
) -> None:
    files.table("year,reports,solved\n2019,9000,895\n")
    table = f"""\
        evidence:
          t:
            file: t.csv
            key: year
            columns: {{reports: {declared}}}
        """
    found = files.one(table, CLAIM)
    assert found.verdict.value == "supported"
    slugs = [finding.slug for finding in found.findings]
    assert ("rounding-sensitive" in slugs) is is_sensitive
