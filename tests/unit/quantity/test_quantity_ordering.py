"""Undeclared percentages may be put in order, but not compared with anything else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from factcheck.pipeline import run_file

if TYPE_CHECKING:
    from quantity_files import Files

TABLE = "town,year,p,n,q\nA,2018,12%,5,11%\nA,2019,20%,6,9%\nB,2018,13%,7,14%\nB,2019,11%,8,13%\n"
NO = "not checkable"
EACH = "    holds: max(t.p) > max(t.q)\n    by: town\n    in: 1\n"
RANK = "    measure: sum(t.p)\n    by: town\n    of: A\n    place: 1\n"
TREND = (
    "    measure: max(t.p[town = A])\n    over: year\n    from: 2018\n    to: 2019\n"
    "    direction: rising\n"
)


@pytest.mark.parametrize(
    ("block", "verdict"),
    [
        (RANK, "supported"),
        (RANK.replace("sum(t.p)", "max(t.p) - min(t.p)"), "not checkable"),
        (RANK + "    lead: at least 10 percent\n", "not checkable"),
        (TREND, "supported"),
        (TREND.replace("rising", "flat") + "    within: 10 percent\n", "not checkable"),
        ("    holds: max(t.p[town = A]) > max(t.p[town = B])\n", "supported"),
        ("    holds: 0 < max(t.p[town = A])\n", "not checkable"),
        ("    holds: max(t.p[town = A]) < min(t.n)\n", "not checkable"),
        ("    holds: max(t.p[town = A]) + 1 > max(t.p)\n", "not checkable"),
        ("    holds: max(t.p) > max(t.q)\n", "supported"),
        ("    holds: max(t.p) < max(t.q) < max(t.p)\n", "refuted"),
        ("    holds: max(t.p) > max(t.n)\n", "not checkable"),
        ("    holds: distinct(t.p) > max(t.q)\n", "not checkable"),
        (EACH, "supported"),
        (EACH.replace("in: 1", "in: all"), "refuted"),
        (EACH.replace("max(t.q)", "max(t.p[year = 2019])"), "supported"),
        (EACH.replace("max(t.q)", "max(t.n)"), "not checkable"),
        (EACH.replace("max(t.q)", "min(t.q) + 0"), "not checkable"),
        ("    measure: max(t.p)\n    figure: '20'\n    by: town\n    in: 1\n", "not checkable"),
        ("    measure: max(t.p) - max(t.q)\n    figure: '6'\n    by: town\n    in: 1\n", NO),
        (
            '    measure: groups(t by town, holds max(t.p) > max(t.q))\n    figure: "1"\n',
            "supported",
        ),
        ('    measure: groups(t by town, holds max(t.p) > 12)\n    figure: "1"\n', NO),
        ('    measure: max(t.p)\n    figure: "20"\n', "not checkable"),
        ('    measure: max(t.p)\n    figure: "0.2"\n', "not checkable"),
        ('    measure: count(t[p > 12%])\n    figure: "2"\n', "supported"),
    ],
)
def test_undeclared_percentages_may_be_put_in_order(files: Files, block: str, verdict: str) -> None:
    files.table(TABLE)
    path = files.folder / "claims.yml"
    evidence = "evidence:\n  t:\n    file: t.csv\n    columns:\n      year: {type: number}\n"
    path.write_text(f"factcheck: 1\n{evidence}claims:\n  c:\n{block}", encoding="utf-8")
    (judged,) = run_file(path, root=files.folder).claims
    assert judged.verdict.value == verdict, judged.reason
    if verdict == "not checkable":
        assert judged.reason == "fault"
        assert "whose cells are percentages" in (judged.readings[0].explanation or "")
