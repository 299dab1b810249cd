"""Tables of several files, vintages, tables that are passed in or joined."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest
from evidence_workspace import SPAN, Workspace, grouping, only_cells, only_fault
from msgspec.structs import replace
from xlsx_helper import xlsx

from factcheck.evidence import EvidenceReader, codes, content
from factcheck.evidence.given import Given
from factcheck.model.plan import TablePlan
from factcheck.model.problem import ProblemsError
from factcheck.model.span import Span, Text
from factcheck.model.spec import ColumnDeclaration, Join, TableDeclaration

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from factcheck.evidence.locate import Located
    from factcheck.model.cell import OpenedTable, TableCells
    from factcheck.model.problem import Code, Problem

DC, MARVEL = "name,sex,n\nBatman,m,3\nCatwoman,f,2\n", "n,name,sex\n5,Storm,f\n7,Thor,m\n"


def files(**paths: str) -> tuple[tuple[str, Text], ...]:
    return tuple((label, Text(path, SPAN)) for label, path in paths.items())


def comics(tables: Workspace, **said: object) -> TableDeclaration:
    """Return a table of two files, unless others are given."""
    said = {"files": files(DC="dc.csv", Marvel="marvel.csv"), "adds": "publisher", **said}
    return tables.declare(file=None, **said)


def problems_of(caught: pytest.ExceptionInfo[ProblemsError]) -> list[tuple[Code, str, str | None]]:
    return [(one.code, one.message, one.hint) for one in caught.value.problems]


def test_several_files_are_one_table(tables: Workspace) -> None:
    tables.write(DC, "dc.csv")
    tables.write(MARVEL, "marvel.csv")
    declaration = comics(tables, key=("publisher", "name"))
    opened = tables.open(declaration)
    assert opened.header == ("publisher", "name", "sex", "n")
    assert (opened.path, opened.faults) == ("dc.csv + marvel.csv", ())
    for engine in ("auto", "duckdb"):
        cells = tables.scan(("publisher sex", "n"), of=declaration, engine=engine)
        assert [(cell.key, int(cell.measured[0].total)) for cell in only_cells(cells)] == [
            (("DC", "f"), 2),
            (("DC", "m"), 3),
            (("Marvel", "f"), 5),
            (("Marvel", "m"), 7),
        ]
        assert cells.sha256 == hashlib.sha256((DC + MARVEL).encode()).hexdigest()
        assert (cells.path, cells.rows, cells.faults) == ("dc.csv + marvel.csv", 4, ())


def test_a_single_file_may_add_its_label(tables: Workspace) -> None:
    tables.write(DC, "dc.csv")
    cells = tables.scan(("publisher", "n"), of=comics(tables, files=files(DC="dc.csv")))
    (cell,) = only_cells(cells)
    assert (cell.key, cells.path) == (("DC",), "dc.csv")


def test_files_are_cut_and_workbooks_read_one_by_one(tables: Workspace) -> None:
    tables.write("title\n" + DC + "note\n", "dc.csv")
    tables.write(
        xlsx({"A": [["title"], ["name", "sex", "n"], ["Thor", "m", 7], ["note"]]}), "marvel.xlsx"
    )
    both = files(DC="dc.csv", Marvel="marvel.xlsx")
    declaration = comics(tables, files=both, header_row=2, skip=(-1,))
    cells = tables.scan(("publisher", "n"), of=declaration)
    assert [int(cell.measured[0].total) for cell in only_cells(cells)] == [5, 7]


def test_faults_name_the_file(tables: Workspace) -> None:
    tables.write(DC, "dc.csv")
    tables.write(MARVEL + "9,,f\n,x,f\n", "marvel.csv")
    cells = tables.scan(("name", "n"), of=comics(tables))
    assert [fault.message.rpartition(": ")[2] for fault in cells.faults] == [
        "1 cell, at line 5 of 'marvel.csv'",
        "1 cell, at line 4 of 'marvel.csv'",
    ]
    tables.write(DC + ",m,1\n", "dc.csv")
    message = tables.scan(("name", ""), of=comics(tables)).faults[0].message
    assert message.endswith("2 cells, first at lines 4 of 'dc.csv' and 4 of 'marvel.csv'")
    tables.write(DC + "x\n", "dc.csv")
    fault = only_fault(tables.scan(("name", ""), of=comics(tables)))
    assert fault.message == (
        "'dc.csv': line 4 has 1 cell, but the table has 3 columns; it begins 'x'"
    )
    tables.write(b"name,sex,n\nx,\xfc,1\n", "dc.csv")
    for fault in (
        only_fault(tables.open(comics(tables))),
        only_fault(tables.scan(("name", ""), of=comics(tables))),
    ):
        assert fault.message == "'dc.csv': line 2: byte 0xfc at offset 13 is no utf-8"
    tables.write(b"", "dc.csv")
    fault = only_fault(tables.open(comics(tables)))
    assert fault.message == "'dc.csv': the table is empty: it has no header row"


def test_a_bad_byte_far_inside_a_file_names_it(tables: Workspace) -> None:
    tables.write(DC + "x,m,1\n" * 200_000 + "ü", "dc.csv")
    tables.write(MARVEL.encode() + b"1,x,f\n" * 200_000 + b"\xfc", "marvel.csv")
    assert tables.open(comics(tables)).faults == ()
    fault = only_fault(tables.scan(("name", ""), of=comics(tables)))
    assert fault.message.startswith("'marvel.csv': line 200004: byte 0xfc at offset")


def test_columns_are_matched_in_upper_and_lower_case(tables: Workspace) -> None:
    tables.write("Name,sex\nx,f\n", "dc.csv")
    tables.write("SEX,name\nm,y\n", "marvel.csv")
    assert tables.open(comics(tables)).header == ("publisher", "Name", "sex")
    cells = tables.scan(("Name publisher sex", ""), of=comics(tables))
    assert cells.faults == ()
    assert [cell.key for cell in only_cells(cells)] == [("x", "DC", "f"), ("y", "Marvel", "m")]


def test_a_column_that_a_file_lacks_spoils_only_itself(tables: Workspace) -> None:
    tables.write("name,sex\nx,f\n", "dc.csv")
    tables.write("name,sexes,age\ny,m,3\n", "marvel.csv")
    of = replace(comics(tables), columns=(ColumnDeclaration("years", SPAN, "age"),))
    cells = tables.scan(("name publisher", ""), of=of)
    faults = [(fault.column, fault.message, fault.hint) for fault in cells.faults]
    said = "does not stand in every file: not in"
    assert faults == [
        ("sex", f"the column 'sex' {said} 'marvel.csv'", "did you mean 'sexes'?"),
        ("sexes", f"the column 'sexes' {said} 'dc.csv'", "did you mean 'sex'?"),
        ("years", f"the column 'age' {said} 'dc.csv'", "known here: 'name', 'sex'"),
        ("age", f"the column 'age' {said} 'dc.csv'", "known here: 'name', 'sex'"),
    ]
    assert {fault.code for fault in cells.faults} == {codes.UNLIKE_FILES}
    assert [cell.key for cell in only_cells(cells)] == [("x", "DC"), ("y", "Marvel")]


def test_repeated_headers_are_told_apart_only_in_one_order(tables: Workspace) -> None:
    tables.write("a,n,n\n1,2,3\n", "dc.csv")
    tables.write("a,n,n\n4,5,6\n", "marvel.csv")
    cells = tables.scan(("publisher a", ""), of=comics(tables))
    assert [cell.key for cell in only_cells(cells)] == [("DC", "1"), ("Marvel", "4")]
    tables.write("n,a,n\n4,5,6\n", "marvel.csv")
    fault = only_fault(tables.open(comics(tables)))
    assert fault.message == (
        "the files have different columns, and 'dc.csv' has several called 'n'"
    )


def test_the_new_column_needs_a_name_of_its_own(tables: Workspace) -> None:
    tables.write(DC, "dc.csv")
    tables.write(MARVEL, "marvel.csv")
    fault = only_fault(tables.open(comics(tables, adds="sex")))
    assert (fault.code, fault.hint) == (codes.UNLIKE_FILES, "give it another name")


def test_every_file_that_is_not_there_is_told(tables: Workspace) -> None:
    tables.write(DC, "dc.csv")
    (tables.folder / "same.csv").symlink_to(tables.folder / "dc.csv")
    paths = files(DC="dc.csv", b="none.csv", c="../x.csv", d="same.csv", e="dc.csv")
    with pytest.raises(ProblemsError) as caught:
        tables.open(comics(tables, files=paths))
    assert [(code, message) for code, message, _ in problems_of(caught)] == [
        (codes.MISSING_FILE, "there is no file 'none.csv'"),
        (codes.OUTSIDE, "'../x.csv' lies outside the project's folder"),
        (codes.SAME_FILE, "'same.csv' is the same file as 'dc.csv'"),
        (codes.SAME_FILE, "'dc.csv' is the same file as 'dc.csv'"),
    ]


def test_one_of_several_files_that_cannot_be_read_is_named(
    tables: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables.write(DC, "dc.csv")
    tables.write(MARVEL, "marvel.csv")
    opened = content.opened

    def forbidden(located: Located) -> object:
        if "marvel" in str(located):
            raise PermissionError(13, "Permission denied", str(tables.folder / "marvel.csv"))
        return opened(located)

    monkeypatch.setattr(content, "opened", forbidden)
    with pytest.raises(ProblemsError, match=r"'marvel\.csv' cannot be read: permission denied"):
        tables.open(comics(tables))
    unknown = comics(tables, encoding="klingon")
    assert only_fault(tables.open(unknown)).message == "there is no encoding 'klingon'"
    tables.write(b"no workbook", "marvel.xlsx")
    monkeypatch.setattr("factcheck.evidence.workbook.book.MAX_BYTES", 5)
    both = comics(tables, files=files(DC="dc.csv", Marvel="marvel.xlsx"))
    assert only_fault(tables.open(both)).message == (
        "'marvel.xlsx': the workbook cannot be read: it has 0 MiB; the limit is 0 MiB"
    )


@pytest.mark.parametrize("moment", ["header", "scan", "end"])
def test_one_of_several_files_that_changes_spoils_the_table(
    tables: Workspace, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    tables.write(DC, "dc.csv")
    path = tables.write(MARVEL + "1,x,f\n" * 200_000, "marvel.csv")
    declaration = comics(tables)
    plan = TablePlan(declaration, (grouping("name"),), ("name",))
    opened, calls = content.opened, []

    def changing(located: Located) -> object:
        calls.append(located)
        if moment == "header" and len(calls) == 3:
            path.write_text(MARVEL)
        return opened(located)

    monkeypatch.setattr(content, "opened", changing)
    with EvidenceReader(tables.folder, tables.folder) as reader:
        faults = reader.open(declaration).faults
        if moment == "scan":
            path.write_text(MARVEL)
        if moment == "end":
            stat = type(path).stat

            def touched(self: Path, **said: bool) -> object:
                path.touch()
                return stat(self, **said)

            monkeypatch.setattr(type(path), "stat", touched)
        cells = reader.scan(plan)
    assert {fault.code for fault in (*faults, *cells.faults)} == {codes.CHANGED}
    assert cells.rows == 0


def test_vintages_are_tables_of_their_own(tables: Workspace) -> None:
    for date, number in (("2012-07", 1), ("2016-01", 2)):
        tables.write(f"year,n\n2010,{number}\n", f"{date}.csv")
    vintages = [
        TableDeclaration(
            f"gdp@{date}", SPAN, Text(f"{date}.csv", SPAN), base="gdp", vintage=Text(date, SPAN)
        )
        for date in ("2012-07", "2016-01")
    ]
    with EvidenceReader(tables.folder, tables.folder, declared=vintages) as reader:
        opened = [reader.open(one) for one in vintages]
        assert [(one.name, one.path) for one in opened] == [
            ("gdp@2012-07", "2012-07.csv"),
            ("gdp@2016-01", "2016-01.csv"),
        ]
        plans = [
            TablePlan(one, (grouping("year", "n"),), ("n", "year"), ("n",)) for one in vintages
        ]
        cells = [reader.scan(plan) for plan in plans]
    assert [one.name for one in cells] == ["gdp@2012-07", "gdp@2016-01"]
    assert [int(only_cells(one)[0].measured[0].total) for one in cells] == [1, 2]


POLICE = Given(("year", " n "), (("2018", "9,167"), ("2019", 'x"y'), ("2019", "")))


def reader_of(given: dict[str, Given], folder: Path) -> EvidenceReader:
    return EvidenceReader(folder, folder, given=given)


def test_a_table_that_is_passed_in_touches_no_disk(
    tables: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def touched(*_: object, **__: object) -> None:
        raise AssertionError

    nowhere = tables.folder / "nowhere"
    monkeypatch.setattr("os.open", touched)
    for name in ("stat", "resolve", "open", "read_bytes", "iterdir"):
        monkeypatch.setattr(type(nowhere), name, touched)
    declarations = [
        tables.declare(name="police"),
        tables.declare(name="police", file=None),
        tables.declare(name="police", file=None, files=files(a="a.csv"), adds="n"),
        tables.declare(name="police@2012", base="police", vintage=Text("2012", SPAN)),
    ]
    for declaration in declarations:
        reader = reader_of({declaration.name: POLICE}, nowhere)
        opened = reader.open(declaration)
        assert (opened.path, opened.header) == (f"{declaration.name} (passed in)", ("year", "n"))
        plan = TablePlan(declaration, (grouping("year", "n"),), ("n", "year"), ("n",))
        cells = reader.scan(plan)
        assert cells.rows == 3
        assert (
            cells.sha256
            == hashlib.sha256(b'year, n \n2018,"9,167"\n2019,"x""y"\n2019,\n').hexdigest()
        )
        assert [fault.message.rpartition(" ")[2].strip("()") for fault in cells.faults] == [
            "4",
            "3",
        ]


def test_what_is_passed_in_is_shaped_like_a_file(tables: Workspace) -> None:
    given = Given(("town", "q"), (("Aarau", "1"), ("", "2")))
    declaration = tables.declare(file=None, fill_down=("town",))
    reader = reader_of({"t": given}, tables.folder)
    cells = reader.scan(TablePlan(declaration, (grouping("town", "q"),), ("q", "town"), ("q",)))
    assert [(cell.key, cell.rows) for cell in only_cells(cells)] == [(("Aarau",), 2)]


def test_a_table_that_is_passed_in_has_whole_rows() -> None:
    with pytest.raises(ValueError, match="row 2 has 1 cells for 2 columns"):
        Given(("a", "b"), (("1", "2"), ("3",)))
    assert b"".join(Given(("a",), (("\ud800",),)).chunks()) == b"a\n\xed\xa0\x80\n"


def test_a_table_without_a_file_is_a_problem(tables: Workspace) -> None:
    declaration = tables.declare(file=None, name="police")
    with pytest.raises(ProblemsError) as caught:
        tables.open(declaration)
    assert problems_of(caught) == [
        (
            codes.NO_FILE,
            "table 'police' has no file",
            "add `file: …`; only a program that runs the claims can pass a table in",
        )
    ]
    assert caught.value.problems[0].span == SPAN


def joined(
    tables: Workspace, name: str, to: str, on: str = "town", **said: object
) -> TableDeclaration:
    where = Span("claims.yml", 9, 5, 9, 9)
    join = Join(Text(to, where), ((on, on),), None, SPAN)
    return tables.declare(name=name, file=f"{name}.csv", join=join, **said)


def read_all(
    tables: Workspace, declared: Iterable[TableDeclaration], sets: tuple[str, str]
) -> tuple[OpenedTable, TableCells]:
    declared = list(declared)
    plan = TablePlan(
        declared[0],
        (grouping(*sets),),
        tuple(sorted(" ".join(sets).split())),
        tuple(sets[1].split()),
    )
    with EvidenceReader(tables.folder, tables.folder, declared=declared) as reader:
        return reader.open(declared[0]), reader.scan(plan)


def test_a_joined_table_adds_its_columns(tables: Workspace) -> None:
    t = "town,n\nAarau,1\nBaden,2\n"
    people = "x\ntown,people,canton\nBaden,200,AG\nAarau,100,AG\n"
    cantons = "canton,area\nAG,7\n"
    tables.write(t, "t.csv")
    tables.write(people, "people.csv")
    tables.write(cantons, "cantons.csv")
    declared = [
        joined(tables, "t", "people"),
        replace(joined(tables, "people", "cantons", "canton"), header_row=2),
        tables.declare(name="cantons", file="cantons.csv"),
    ]
    opened, cells = read_all(tables, declared, ("town", "people area"))
    assert opened.header == ("town", "n", "people", "canton", "area")
    assert opened.path == cells.path == "t.csv + people.csv + cantons.csv"
    assert cells.sha256 == hashlib.sha256((t + people + cantons).encode()).hexdigest()
    assert [[int(one.total) for one in cell.measured] for cell in only_cells(cells)] == [
        [100, 7],
        [200, 7],
    ]


def test_a_fault_of_a_joined_table_says_so(tables: Workspace) -> None:
    tables.write("town,n\nAarau,1\n", "t.csv")
    tables.write("town,people\nAarau\n", "people.csv")
    declared = [
        joined(tables, "t", "people"),
        tables.declare(name="people", file="people.csv"),
    ]
    opened, cells = read_all(tables, declared, ("town", "n"))
    assert only_fault(opened).message == (
        "table 'people', which is joined: line 2 has 1 cell, but the table has 2 columns; "
        "it begins 'Aarau'"
    )
    assert only_fault(cells) == only_fault(opened)
    tables.write("", "people.csv")
    opened, _ = read_all(tables, declared, ("town", "n"))
    assert only_fault(opened).message == (
        "table 'people', which is joined: the table is empty: it has no header row"
    )


def test_a_join_finds_one_table_that_is_not_its_own(tables: Workspace) -> None:
    for name in ("t", "u"):
        tables.write("town,n\nAarau,1\n", f"{name}.csv")

    def problem(*declared: TableDeclaration) -> Problem:
        with pytest.raises(ProblemsError) as caught:
            read_all(tables, declared, ("town", ""))
        (one,) = caught.value.problems
        assert one.span == Span("claims.yml", 9, 5, 9, 9)
        return one

    assert problem(joined(tables, "t", "u")).message == "there is no table 'u'"
    circle = joined(tables, "t", "u"), joined(tables, "u", "t")
    assert problem(*circle).message == "the join to 't' leads back to where it came from"
    assert "leads back" in problem(joined(tables, "t", "t")).message
    edition = tables.declare(name="u@2012", base="u")
    found = problem(joined(tables, "t", "u"), edition, replace(edition, name="u@2013"))
    assert found.message == "'u' comes in vintages, and no join says which of them to take"


def test_a_joined_file_that_cannot_be_read_is_named(
    tables: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables.write("town,n\nAarau,1\n", "t.csv")
    path = tables.write("town,people\nAarau,1\n", "people.csv")
    declared = [joined(tables, "t", "people"), tables.declare(name="people", file="people.csv")]
    opened = content.opened

    def forbidden(located: Located) -> object:
        if located.path == path.resolve():
            raise PermissionError(13, "Permission denied", str(located.path))
        return opened(located)

    monkeypatch.setattr(content, "opened", forbidden)
    with pytest.raises(ProblemsError, match=r"'people\.csv' cannot be read: permission denied"):
        read_all(tables, declared, ("town", "n"))


def test_utf_16_begins_with_its_mark(tables: Workspace) -> None:
    declaration = tables.declare(encoding="utf-16")
    tables.write("g,n\nA,1\n".encode("utf-16"))
    assert tables.open(declaration).header == ("g", "n")
    tables.write("g,n\nA,1\n".encode("utf-16-le"))
    again = tables.declare(encoding="utf-16", name="again")
    fault = only_fault(tables.open(again))
    assert (fault.code, fault.hint) == (codes.WRONG_ENCODING, "declare another `encoding`")


def test_a_misspelt_label_of_totals_is_told(tables: Workspace) -> None:
    tables.write("g,n\nA,1\nTotal,1\n")
    fine = tables.scan(("g", "n"), of=tables.declare(totals=(("g", "Total"),)))
    assert fine.faults == ()
    fault = only_fault(tables.scan(("g", "n"), of=tables.declare(totals=(("g", "Totl"),))))
    assert (fault.code, fault.hint) == (codes.NO_TOTAL, "did you mean 'Total'?")
    tables.write("g,n\n")
    declared = tables.declare(totals=(("g", "Total"),), name="empty", may_be_empty=True)
    empty = tables.scan(("g", "n"), of=declared)
    assert empty.faults == ()
