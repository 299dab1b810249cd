"""A small project to be served: two claim files, a table, and strings that nobody should trust."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

TABLE = "year,reports,passed\n2018,9167,612\n2020,7852,1166\n"
POLICE = """\
factcheck: 1
title: Were just under ten percent relevant?
sources:
  paper:
    title: A paper
    url: https://example.org/a
evidence:
  police:
    file: table.csv
    key: year
claims:
  around-9000:
    quote: Last year we received around 9,000 reports.
    speaker: a spokesperson
    source: paper
    figure: around 9,000
    readings:
      2018: police.reports[year = 2018]
      2020: police.reports[year = 2020]
  exact:
    measure: police.reports[year = 2018]
    figure: 9,167
  too-many:
    title: Twice as many
    measure: police.reports[year = 2018]
    figure: around 20,000
"""
SCRIPT = "<script>alert(1)</script>"
IMAGE = "<img src=x onerror=alert(2)>"
HOSTILE = f"""\
factcheck: 1
title: '{SCRIPT}'
about: '{IMAGE} "&amp;'
sources:
  s:
    title: '{IMAGE}'
    url: https://example.org/"><script>alert(3)</script>
evidence:
  police:
    file: table.csv
    key: year
claims:
  hostile:
    quote: '{SCRIPT} around 9,000 {{{{ 7 * 7 }}}}'
    title: '{IMAGE}'
    speaker: '{SCRIPT}'
    note: 'javascript:alert(4)'
    source: s
    measure: police.reports[year = 2018]
    figure: around 9,000
"""
HOSTILE_NAME = "a&b <i>\"'.yml"


def project(folder: Path) -> Path:
    """Write the project; return the folder of its claim files."""
    claims = folder / "claims"
    claims.mkdir()
    (folder / ".factcheck-root").touch()
    (claims / "table.csv").write_text(TABLE, encoding="utf-8")
    (claims / "police.yml").write_text(POLICE, encoding="utf-8")
    (claims / HOSTILE_NAME).write_text(HOSTILE, encoding="utf-8")
    return claims
