from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from evidence_workspace import SPAN, Workspace, column

from factcheck.evidence import EvidenceReader, codes
from factcheck.evidence import distinct as distinct_module
from factcheck.model.problem import Problem, ProblemsError
from factcheck.model.span import Span
from factcheck.model.spec import EmptyCell, Marker

if TYPE_CHECKING:
    from factcheck.model.spec import TableDeclaration


def distinct(
    tables: Workspace, declaration: TableDeclaration, *columns: str
) -> tuple[tuple[str, ...], ...]:
    with EvidenceReader(tables.folder, tables.folder) as reader:
        return reader.distinct_rows(declaration, columns)


def test_distinct_rows_come_as_expressions_see_them(tables: Workspace) -> None:
    tables.write(
        "town,year,n\nB,2018.0,1\n 1 ,2018,2\nTotal,2018,3\nB,2018,4\n?,2019,5\n,2020,6\n1,na,7\n"
        "-,2021,8\nB,2017,9\n"
    )
    declaration = tables.declare(
        column("place", header="town", map=(("1", "Aarau"),), empty=EmptyCell.NONE),
        column("year"),
        totals=(("place", "Total"), ("absent", "x")),
        markers=marked(),
    )
    assert distinct(tables, declaration, "place", "year") == (
        ("B", "2018"),
        ("Aarau", "2018"),
        ("B", "2017"),
    )
    assert distinct(tables, declaration, "year", "place")[0] == ("2018", "B")
    # The year of the total alone is no reason to leave a year out, and neither is its town.
    assert distinct(tables, declaration, "year") == (
        *(("2018",), ("2019",), ("2020",), ("2021",), ("2017",)),
    )


def marked() -> tuple[tuple[str, Marker], ...]:
    return (
        ("?", Marker(EmptyCell.UNKNOWN)),
        ("na", Marker(EmptyCell.NONE)),
        ("-", Marker(EmptyCell.NOT_APPLICABLE)),
    )


def test_the_order_is_that_of_the_first_appearance_in_large_files_too(tables: Workspace) -> None:
    tables.write("a,b\n" + "z,1\n" * 200_000 + "b,2\na,1\n")
    assert distinct(tables, tables.declare(), "a") == (("z",), ("b",), ("a",))
    declaration = tables.declare(header=("x", "y"), skip=(1,))
    assert distinct(tables, declaration, "y", "x") == (("1", "z"), ("2", "b"), ("1", "a"))
    tables.write("a,b\n")
    assert distinct(tables, tables.declare(), "a") == ()


def refused(tables: Workspace, declaration: TableDeclaration, *columns: str) -> Problem:
    with pytest.raises(ProblemsError) as caught:
        distinct(tables, declaration, *columns)
    (problem,) = caught.value.problems
    assert problem.span == SPAN
    return problem


def test_faults_of_the_columns_are_problems(tables: Workspace) -> None:
    tables.write("a,b,c\n1,,x\n")
    problem = refused(tables, tables.declare(), "aa")
    assert (problem.code, problem.hint) == (codes.UNKNOWN_COLUMN, "did you mean 'a'?")
    assert problem.message.startswith("table 't': the table has no column 'aa'")
    problem = refused(tables, tables.declare(), "a", "b")
    assert problem.code is codes.EMPTY_CELL
    assert (problem.hint or "").startswith("add `empty: unknown` under `columns: b:`")
    assert distinct(tables, tables.declare(), "a", "c") == (("1", "x"),)
    tables.write("a,b\n1\n")
    assert refused(tables, tables.declare(), "a").code is codes.WRONG_LENGTH
    tables.write("")
    assert refused(tables, tables.declare(), "a").code is codes.NO_HEADER
    tables.write(b"a,b\n\xfc,1\n")
    assert refused(tables, tables.declare(), "a").code is codes.WRONG_ENCODING
    assert refused(tables, tables.declare(encoding="klingon"), "a").code is codes.WRONG_ENCODING


def test_the_place_of_problems_may_be_told(tables: Workspace) -> None:
    tables.write("a,b\n1,2\n")
    span = Span("claims.yml", 20, 1, 20, 9)
    with (
        EvidenceReader(tables.folder, tables.folder) as reader,
        pytest.raises(ProblemsError) as caught,
    ):
        reader.distinct_rows(tables.declare(), ("x",), span)
    assert caught.value.problems[0].span == span


def test_the_number_of_rows_has_a_limit(tables: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    tables.write("a,b\n1,2\n2,2\n3,2\n3,2\n")
    monkeypatch.setattr(distinct_module, "MAX_ROWS", 3)
    assert len(distinct(tables, tables.declare(), "a", "b")) == 3
    monkeypatch.setattr(distinct_module, "MAX_ROWS", 2)
    problem = refused(tables, tables.declare(), "a", "b")
    assert (problem.code, problem.hint) == (
        codes.TOO_MUCH,
        "name columns with fewer values than 'a, b'",
    )
    assert problem.message == "table 't' has more than 2 rows that differ"


def test_a_file_that_cannot_be_read_any_more_is_a_problem(
    tables: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables.write("a,b\n" + "1,2\n" * 300_000)
    with EvidenceReader(tables.folder, tables.folder) as reader:
        reader.open(tables.declare())

        def forbidden(*_: object) -> None:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr("os.open", forbidden)
        with pytest.raises(ProblemsError, match=r"'t\.csv' cannot be read"):
            reader.distinct_rows(tables.declare(), ("a",))
