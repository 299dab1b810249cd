"""Signs for more than nothing where things are counted one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from evidence_workspace import ENGINES, Workspace, column, only_cells, only_fault
from exact import exact
from quantity_files import Files

from factcheck.evidence.markers.profiles import edition_named
from factcheck.model.cell import Mark
from factcheck.model.interval import Interval
from factcheck.model.rounding import EITHER_MULTIPLE
from factcheck.model.spec import ColumnKind

if TYPE_CHECKING:
    from pathlib import Path

    from factcheck.evidence.scan import Engine
    from factcheck.model.cell import TableCells
    from factcheck.model.spec import ColumnDeclaration

SIGNS = {
    "[low]": "uk-analysis-function",
    "(Z)": "us-census-economic",
    "ε": "insee",
    "0": "destatis-classic",
    "0s": "statcan",
    "low": "dfe-england",
}
HALF = Interval(exact("0"), exact("0.5"), False, False)


def scanned(
    tables: Workspace, sign: str, declared: ColumnDeclaration, engine: Engine = "python"
) -> TableCells:
    tables.write(f"k,n\na,{sign}\nb,{sign}\nc,10\n")
    signs = edition_named(SIGNS[sign]).profile
    declaration = tables.declare(declared, key=("k",), signs=signs)
    return tables.scan(("k", "n"), of=declaration, engine=engine)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize(
    "declared",
    [
        column("n", unit="cases"),
        column("n", kind=ColumnKind.COUNT),
        column("n", unit="cases", rounded=exact("1")),
        column("n", unit="cases", rounded=exact("2")),
    ],
)
def test_no_count_is_more_than_nothing_and_less_than_one(
    tables: Workspace, sign: str, declared: ColumnDeclaration, engine: Engine
) -> None:
    fault = only_fault(scanned(tables, sign, declared, engine))
    assert (fault.code.code, fault.code.slug) == ("FC271", "sign-of-no-count")
    assert f"'{sign}' (2 cells, first at lines 2 and 3)" in fault.message
    assert "`rounded: 10`" in (fault.hint or "")
    assert f"`'{sign}': 1..4`" in (fault.hint or "")


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize(
    ("declared", "possible"),
    [
        (column("n", unit="cases", rounded=exact("10")), Interval(exact("1"), exact("4"))),
        (
            column("n", unit="cases", rounded=exact("2"), rounding=EITHER_MULTIPLE),
            Interval.point(exact("1")),
        ),
        (column("n", unit="cases", scale=1000), Interval(exact("1"), exact("499"))),
        (column("n", unit="EUR"), HALF),
        # Nobody says that these are counted.
        (column("n"), HALF),
    ],
)
def test_where_numbers_are_rounded_it_is_less_than_half_of_the_step(
    tables: Workspace, sign: str, declared: ColumnDeclaration, possible: Interval, engine: Engine
) -> None:
    found = scanned(tables, sign, declared, engine)
    first = only_cells(found)[0]
    assert found.faults == ()
    assert first.marks == (Mark(sign, possible),)


@pytest.mark.parametrize("engine", ENGINES)
def test_what_is_nothing_or_rounds_to_it_is_nothing_where_things_are_counted(
    tables: Workspace, engine: Engine
) -> None:
    tables.write("k,n\na,0\nb,10\n")
    signs = edition_named("statcan").profile
    counted = tables.declare(column("n", unit="cases"), key=("k",), signs=signs)
    first = only_cells(tables.scan(("k", "n"), of=counted, engine=engine))[0]
    assert first.marks == (None,)
    assert first.measured[0].maximum == 0
    keys = {cell.key for cell in only_cells(tables.scan(("n", ""), of=counted, engine=engine))}
    assert keys == {("0",), ("10",)}
    rounded = tables.declare(column("n", unit="cases", rounded=exact("5")), signs=signs)
    half = Interval(exact("0"), exact("2"))
    assert only_cells(tables.scan(("k", "n"), of=rounded))[0].marks == (Mark("0", half),)


def test_tests_see_the_whole_numbers_of_a_rounded_count(tables: Workspace) -> None:
    tables.write("k,n\na,[low]\nb,10\n")
    signs = edition_named("uk-analysis-function").profile
    declared = tables.declare(
        column("n", unit="cases", rounded=exact("10")), key=("k",), signs=signs
    )
    keys = {cell.key[0] for cell in only_cells(tables.scan(("n", ""), of=declared))}
    assert keys == {"10", Interval(exact("1"), exact("4"))}


COUNTS = "k,n\na,[low]\nb,[low]\nc,10\n"


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("measure: 't.n[k = a]', figure: none", "refuted"),
        ("measure: 't.n[k = a]', figure: fewer than 5", "supported"),
        ("measure: 'count(t[n > 0])', figure: 3", "supported"),
        ("measure: 'count(t[n < 1])', figure: 2", "refuted"),
        ("measure: 'count(t[n < 5])', figure: 2", "supported"),
        ("measure: 'sum(t.n)', figure: at least 7", "supported"),
        ("measure: 'sum(t.n)', figure: more than 7", "undetermined"),
    ],
)
def test_claims_agree_about_what_rounds_to_nothing(
    tmp_path: Path, claim: str, verdict: str
) -> None:
    files = Files(tmp_path)
    files.table(COUNTS)
    evidence = (
        "evidence:\n  t:\n    file: t.csv\n    key: k\n    markers: uk-analysis-function\n"
        "    columns:\n      n: {unit: cases, rounded: 10}\n"
    )
    assert files.one(evidence, f"claims:\n  c: {{{claim}}}\n").verdict.value == verdict
