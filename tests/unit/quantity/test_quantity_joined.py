"""Columns that two joined tables both have: each means its own table's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.spec import Verdict

if TYPE_CHECKING:
    from quantity_files import Files

S, N = Verdict.SUPPORTED, Verdict.NOT_CHECKABLE
TABLES = """evidence:
  old:
    file: old.csv
    key: city
    period: 2015
    columns:
      change: {unit: murders, kind: amount, scale: 10}
      kind: {map: {a: first}}
  new:
    file: new.csv
    key: city
    period: 2016
    join: {table: old, on: city}
    columns:
      twice: {compute: 2 * change}
  latest:
    file: latest.csv
    key: city
    join: {table: new, on: city}
"""
CLAIMS = """claims:
  own: {measure: 'new.m16[city = A]', figure: '7'}
  old: {measure: sum(old.change), figure: 30 murders}
  joined: {measure: 'sum(new.m15)', figure: '11'}
  same: {measure: 'sum(new.change)', figure: '5'}
  twice: {measure: 'sum(new.twice)', figure: '10'}
  kinds: {measure: 'count(new[kind = a])', figure: '1'}
  beyond: {measure: 'sum(latest.change)', figure: '5'}
  rows:
    measure: sum(latest.change[kind = $kind])
    figure: '2'
    for_each: {table: new, columns: [kind]}
"""


def test_a_column_that_both_tables_have_is_declared_by_its_own(files: Files) -> None:
    files.table("city,m15,change,kind\nA,5,2,a\nB,6,1,b\n", "old.csv")
    files.table("city,m16,change,kind\nA,7,2,a\nB,9,3,b\n", "new.csv")
    files.table("city,n\nA,7\nB,9\n", "latest.csv")
    found = files.claims(TABLES, CLAIMS)
    verdicts = {name: claim.verdict for name, claim in found.items()}
    joined = verdicts.pop("joined")
    assert joined is N
    assert "different period" in (found["joined"].readings[0].explanation or "")
    assert verdicts.pop("rows[kind=b]") is not S
    assert set(verdicts.values()) == {S}, verdicts
    (unit,) = (reading.found for reading in found["same"].readings)
    assert unit is not None
    assert unit.unit.noun != "murders"
