"""Columns that were made, run whole: what claims on them find, and that no code shows."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from quantity_files import ends

from factcheck.evidence.cell_codes import CODE
from factcheck.pipeline import run_file
from factcheck.report import render

if TYPE_CHECKING:
    from quantity_files import Files

CLAIMS = """\
factcheck: 1
evidence:
  other:
    file: other.csv
  t:
    file: t.csv
    join:
      table: other
      on: town
      unmatched: unknown
    ticks:
      saw: saw *
    columns:
      a:
        markers:
          "?": unknown
          <5: suppressed 1..4
          "-": none
          "/": not applicable
      third:
        compute: a / 3
      size:
        compute: if(a > 3, "big", "small")
      per:
        compute: people / a
claims:
  sum: {measure: sum(t.third), figure: 5}
  most: {measure: max(t.third), figure: 5}
  middle: {measure: median(t.per), figure: 5}
  big: {measure: 'count(t[size = big])', figure: 5}
  third: {measure: 'count(t[third > 1, saw has A])', figure: 5}
  cell: {measure: 't.third[town = Chur]', figure: 5}
  rank: {measure: sum(t.third), by: t.town, of: Chur, place: 1}
  sizes: {measure: count(t), by: t.size, of: small, place: 1}
  people: {measure: sum(t.people), figure: 5}
  wrong: {measure: 'count(t[size = bgi])', figure: 5}
"""
ROWS = """\
town,a,saw A,saw B
Aarau,?,A,
Baden,<5,,B
Chur,at least 7,A,B
Davos,-,,
Elm,/,A,
Flims,9,,
"""


def test_no_report_shows_a_code(files: Files) -> None:
    files.table(ROWS)
    files.table("town,people\nAarau,10\nBaden,20\n", "other.csv")
    path = files.folder / "claims.yml"
    path.write_text(CLAIMS, encoding="utf-8")
    result = run_file(path, root=files.folder)
    assert CODE not in repr(result.claims)
    for form in ("terminal", "markdown", "json"):
        shown = render(result, form)
        assert CODE not in shown
        assert "\\ue001" not in shown
        assert json.dumps(CODE) not in shown


def test_a_figure_in_words_of_another_column_is_a_premise(files: Files) -> None:
    files.table("town,a\nChur,at least 7\nElm,2\n")
    table = (
        "    evidence:\n      t:\n        file: t.csv\n        columns:\n          b:\n"
        "            compute: 2 * a\n"
    )
    found = files.measure("sum(t.b)", "at least 18", table=table)
    assert ends(found) == ("18", "None")
    assert any("at least 7" in premise.text for premise in found.premises)
