"""Claims on numbers that nobody published, for proofs that are read by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quantity_files import Files

    from factcheck.model.result import Assessment

ROWS = """\
    year,reports,few,none
    2020,1000,<5,10
    """
HEAD = """\
    sources:
      s: {title: A statement, publisher: An office}
    evidence:
      t:
        file: t.csv
        key: year
        columns:
          few:
            unit: reports
            markers:
              '<5': 0..4
    quantities:
      reports: {unit: reports, measure: sum(t.reports)}
      few: {unit: reports, measure: sum(t.few)}
      images: {unit: reports, part_of: reports}
      graphic: {unit: reports, part_of: images}
      other: {unit: reports, part_of: images}
      people: {is: all people, unit: people}
      adults: {unit: people, part_of: people}
      women: {unit: people, part_of: adults}
      pairs: {is: others, unit: people}
    """


def judged(
    files: Files, claim: str, statements: tuple[tuple[str, str], ...] = (), *more: str
) -> Assessment:
    """Return what a claim comes to, with statements of measures and figures."""
    files.table(ROWS)
    lines = "".join(
        f"  s{place}: {{measure: '{measure}', figure: {figure}, source: s}}\n"
        for place, (measure, figure) in enumerate(statements, 1)
    )
    told = f"statements:\n{lines}" if lines else ""
    return files.one(HEAD, told, *more, f"claims:\n  c:\n{claim}")
