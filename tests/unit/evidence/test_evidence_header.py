from __future__ import annotations

import pytest
from evidence_workspace import ENGINES, Workspace, column, only_cells, only_fault

from factcheck.evidence import codes


def test_the_header_is_the_first_row_that_is_not_blank(tables: Workspace) -> None:
    tables.write('\n  \n\ufeff"a ", b\u00a0,"c\nd"\n1,2,3\n')
    assert tables.open().header == ('\ufeff"a "', "b", "c\nd")
    tables.write('\ufeff"a ", b\u00a0,"c\nd"\n1,2,3\n')
    assert tables.open().header == ("a", "b", "c\nd")
    assert tables.open().faults == ()


def test_a_tsv_has_tabs_and_any_delimiter_may_be_declared(tables: Workspace) -> None:
    tables.write("a\tb,c\n", "t.tsv")
    assert tables.open(tables.declare(file="t.tsv")).header == ("a", "b,c")
    tables.write("a;b,c\n")
    assert tables.open(tables.declare(delimiter=";")).header == ("a", "b,c")
    tables.write("a\tb,c\n")
    assert tables.open(tables.declare(delimiter="tab")).header == ("a", "b,c")
    tables.write("a b  c\n")
    assert tables.open(tables.declare(delimiter=" ")).header == ("a", "b", "c")


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("year;reports\n2018;9167\n", "declare `delimiter: ';'`"),
        ("year\treports\n", "declare `delimiter: tab`"),
        ("year|reports|cases;x\n", "declare `delimiter: '|'`"),
        ('"year";"reports"\n', "declare `delimiter: ';'`"),
    ],
)
def test_one_column_under_another_delimiter_is_a_fault(
    tables: Workspace, text: str, hint: str
) -> None:
    tables.write(text)
    fault = only_fault(tables.open())
    assert (fault.code, fault.column, fault.hint) == (codes.ONE_COLUMN, None, hint)
    assert fault.message.startswith("one column: ")


def test_a_comma_file_called_tsv_is_a_fault(tables: Workspace) -> None:
    tables.write("a,b\n1,2\n", "t.tsv")
    fault = only_fault(tables.open(tables.declare(file="t.tsv")))
    assert (fault.code, fault.hint) == (codes.ONE_COLUMN, "declare `delimiter: ','`")


def test_a_table_of_really_one_column_is_read(tables: Workspace) -> None:
    tables.write("year\n2018\n\n2020\n")
    assert tables.open().faults == ()
    cells = only_cells(tables.scan(("year", "")))
    assert [(cell.key, cell.rows) for cell in cells] == [(("2018",), 1), (("2020",), 1)]


def test_a_broken_first_row_keeps_its_own_fault(tables: Workspace) -> None:
    tables.write('"a"b,c\n')
    assert only_fault(tables.open()).code is codes.BROKEN_QUOTES
    tables.write('"a\n')
    assert only_fault(tables.open()).message == (
        "line 1: a cell begins with a quote that is never closed"
    )


def test_an_empty_file_has_no_header(tables: Workspace) -> None:
    for text in ("", "\n \n", "\ufeff"):
        tables.write(text)
        assert only_fault(tables.open()).code is codes.NO_HEADER


def test_declared_names_make_every_row_data(tables: Workspace) -> None:
    tables.write("2018,9167\n2019,8028\n")
    declaration = tables.declare(column("n", header="reports"), header=("year", "reports"))
    assert tables.open(declaration).header == ("year", "reports")
    cells = only_cells(tables.scan(("year", "n"), of=declaration))
    assert [(cell.key, int(cell.measured[0].total)) for cell in cells] == [
        (("2018",), 9167),
        (("2019",), 8028),
    ]


def test_declared_names_fit_the_first_row(tables: Workspace) -> None:
    tables.write("2018,9167\n")
    fault = only_fault(tables.open(tables.declare(header=("a", "b", "c"))))
    assert fault.message == "line 1 has 2 cells, but `header` gives 3 names"
    tables.write("2018;9167\n")
    assert only_fault(tables.open(tables.declare(header=("a", "b")))).code is codes.ONE_COLUMN


def test_an_empty_file_with_declared_names_has_no_rows(tables: Workspace) -> None:
    tables.write("")
    named = tables.declare(header=("a", "b"), may_be_empty=True)
    cells = tables.scan(("a", "b"), of=named)
    assert (cells.rows, cells.faults, only_cells(cells)) == (0, (), ())
    cells = tables.scan(("a", "b"), of=tables.declare(header=("a", "b"), name="other"))
    assert [fault.message for fault in cells.faults] == ["table 'other' has no rows"]


def test_a_repeated_header_spoils_only_claims_that_use_it(tables: Workspace) -> None:
    tables.write("a,n,n\n1,2,3\n")
    fault = only_fault(tables.open())
    assert (fault.code, fault.column) == (codes.DUPLICATE_HEADER, "n")
    # Declared, too, it could be either.
    declared = tables.open(tables.declare(column("x", header="n")))
    assert [fault.column for fault in declared.faults] == ["x", "n"]
    assert only_cells(tables.scan(("a", "")))[0].key == ("1",)


def test_a_column_without_a_name_spoils_no_claim(tables: Workspace) -> None:
    tables.write(",a,\n1,x,2\n")
    opened = tables.open()
    fault = only_fault(opened)
    assert (fault.code, fault.column) == (codes.EMPTY_HEADER, "")
    assert fault.message == "2 columns have no name in the header"
    assert opened.header == ("a",)
    tables.write("a,\n1,x\n")
    assert only_fault(tables.open()).message == "column 2 has no name in the header"


def test_the_number_of_columns_has_a_limit(tables: Workspace) -> None:
    names = [f"c{number}" for number in range(10_001)]
    tables.write(",".join(names) + "\n" + ",".join(["1"] * 10_001) + "\n")
    assert only_fault(tables.open()).code is codes.TOO_MANY_COLUMNS
    tables.write(",".join(names[1:]) + "\n" + ",".join(["1"] * 10_000) + "\n")
    assert tables.open().faults == ()
    for engine in ENGINES:
        (cell,) = only_cells(tables.scan(("c1", "c10000"), engine=engine))
        assert (cell.key, int(cell.measured[0].total)) == (("1",), 1)


def test_a_declared_column_that_the_file_lacks_spoils_the_table(tables: Workspace) -> None:
    tables.write("Release Year,n\n1,2\n")
    declaration = tables.declare(column("released", header="Release year"), column("n"))
    fault = only_fault(tables.open(declaration))
    assert (fault.code, fault.column) == (codes.UNKNOWN_COLUMN, None)
    assert fault.hint == "did you mean 'Release Year'?"
    # The plan that uses it all the same is told once, and its other sets are filled.
    cells = tables.scan(("released", ""), ("n", ""), of=declaration)
    assert only_fault(cells) == fault
    assert [len(found) for _, found in cells.sets] == [0, 1]


def test_a_column_of_the_plan_that_the_file_lacks_is_a_fault(tables: Workspace) -> None:
    tables.write("a,b\n1,2\n")
    fault = only_fault(tables.scan(("bb", "")))
    assert (fault.code, fault.column, fault.hint) == (
        codes.UNKNOWN_COLUMN,
        "bb",
        "did you mean 'b'?",
    )


def test_a_column_may_have_several_names(tables: Workspace) -> None:
    tables.write("Jahr,n\n2018,1\n")
    declaration = tables.declare(column("year", header="Jahr"), column("y", header="Jahr"))
    cells = tables.scan(("year", "n"), ("y", ""), ("Jahr", ""), of=declaration)
    assert [found[0].key for _, found in cells.sets] == [("2018",)] * 3
    assert [(facts.name, facts.header) for facts in cells.columns] == [
        ("Jahr", "Jahr"),
        ("n", "n"),
        ("y", "Jahr"),
        ("year", "Jahr"),
    ]


def test_a_declared_name_hides_a_header_of_the_same_text(tables: Workspace) -> None:
    tables.write("n,reports\n1,2\n")
    declaration = tables.declare(column("n", header="reports"))
    (cell,) = only_cells(tables.scan(("", "n"), of=declaration))
    assert cell.measured[0].total == 2


def test_hostile_headers_are_names_and_nothing_else(tables: Workspace) -> None:
    names = ['x"; DROP TABLE t; --', "a\nb", "'", "c0", "GROUP BY", "{}", "\\"]
    row = ",".join('"' + name.replace('"', '""') + '"' for name in names)
    tables.write(row + "\n" + ",".join("1234567") + "\n")
    assert tables.open().header == tuple(names)
    declaration = tables.declare(*(column(f"n{i}", header=name) for i, name in enumerate(names)))
    for engine in ENGINES:
        cells = tables.scan(("n0 n1", "n2 n6"), of=declaration, engine=engine)
        (cell,) = only_cells(cells)
        assert cell.key == ("1", "2")
        assert [one.total for one in cell.measured] == [3, 7]


def test_a_stock_is_counted_over_a_column_that_exists(tables: Workspace) -> None:
    tables.write("month,n\n2020-01,2\n")
    assert tables.open(tables.declare(column("n", over="month"))).faults == ()
    fault = only_fault(tables.open(tables.declare(column("n", over="months"))))
    assert (fault.code, fault.column) == (codes.UNKNOWN_COLUMN, None)
