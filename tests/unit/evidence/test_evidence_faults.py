from __future__ import annotations

import pytest
from evidence_workspace import ENGINES, Workspace, column, markers, only_cells, only_fault

from factcheck.evidence import codes
from factcheck.model.cell import Missing
from factcheck.model.spec import ColumnType, EmptyCell


def test_undeclared_empty_cells_are_a_fault_with_the_line_to_add(tables: Workspace) -> None:
    tables.write("a,n\nx,\n,2\ny,\nz,\nz,1\nq,\n")
    cells = tables.scan(("a", "n"))
    of_a, of_n = cells.faults
    assert (of_a.code, of_a.column) == (codes.EMPTY_CELL, "a")
    assert of_a.message == (
        "column 'a' has empty cells, and nothing says what they mean: 1 cell, at line 3"
    )
    assert of_n.message == (
        "column 'n' has empty cells, and nothing says what they mean: "
        "4 cells, first at lines 2, 4 and 5"
    )
    assert of_n.hint is not None
    assert of_n.hint.startswith("add `empty: unknown` under `columns: n:`")
    for choice in ("empty: none", "empty: 0", "empty: not applicable"):
        assert choice in of_n.hint
    # The cells are there for claims that do not use the column.
    assert only_cells(cells)[-1].key == (Missing.NONE,)
    assert [cell.marks[0] is None for cell in only_cells(cells)] == [
        False,
        False,
        False,
        True,
        False,
        True,
    ]


def test_lines_are_those_of_the_file(tables: Workspace) -> None:
    tables.write('a,n\n\n"x\ny",1\nz,\n')
    assert only_fault(tables.scan(("a", "n"))).message.endswith("1 cell, at line 5")
    tables.write("1,2\nx,\n")
    cells = tables.scan(("a", "n"), of=tables.declare(header=("a", "n")))
    assert only_fault(cells).message.endswith("1 cell, at line 2")


def test_one_line_may_hold_many(tables: Workspace) -> None:
    tables.write("a,n\n" + "".join(f"{i},{'' if i == 3 else 1}\n" for i in range(5)))
    for engine in ENGINES:
        cells = tables.scan(("a", "n"), engine=engine)
        assert only_fault(cells).message.endswith("1 cell, at line 5")


def test_text_among_numbers_is_a_fault_that_names_the_marker_to_declare(
    tables: Workspace,
) -> None:
    tables.write("a,n\n" + "".join(f"x,{one}\n" for one in ("1", ":", "..", ":", "[c]", "n.d.")))
    fault = only_fault(tables.scan(("a", "n")))
    assert (fault.code, fault.column) == (codes.NOT_A_NUMBER, "n")
    assert fault.message == (
        "column 'n' holds no numbers: '..', ':', '[c]', 'n.d.' (5 cells, first at lines 3, 4 and 5)"
    )
    assert fault.hint == (
        "if it stands for a missing number, add `'..': unknown` under "
        "`columns: n: markers:`; else correct the file"
    )


def test_at_most_five_values_are_quoted_each_cut_short(tables: Workspace) -> None:
    tables.write("n\n" + "".join(f"word{i}{'x' * 60}\n" for i in range(9)))
    message = only_fault(tables.scan(("", "n"))).message
    assert message.count("word") == 5
    assert " and 4 more " in message
    assert "x" * 40 not in message


def test_a_needed_number_that_is_text_can_still_be_tested_as_text(tables: Workspace) -> None:
    tables.write("n\n1\nabc\n")
    needed = tables.scan(("n", ""), numeric=("n",))
    assert only_fault(needed).code is codes.NOT_A_NUMBER
    assert [cell.key for cell in only_cells(needed)] == [("1",), ("abc",)]
    assert needed.columns[0].values == ("1", "abc")
    assert not only_fault(needed).spoils_tests
    declaration = tables.declare(column("n", type=ColumnType.NUMBER))
    assert only_fault(tables.scan(("n", ""), of=declaration)).code is codes.NOT_A_NUMBER


@pytest.mark.parametrize("text", ["1e999", "9" * 200, "0." + "0" * 101 + "1", "1E-60%"])
def test_numbers_without_measure_are_faults(tables: Workspace, text: str) -> None:
    tables.write(f"a,n\nx,{text}\ny,1\n")
    for engine in ENGINES:
        cells = tables.scan(("a", "n"), engine=engine)
        assert only_fault(cells).code is codes.NUMBER_TOO_LONG
    # As text it is text.
    cells = tables.scan(("n", ""))
    assert (cells.faults, cells.columns[0].type) == ((), ColumnType.TEXT)


@pytest.mark.parametrize(
    "text", ["2020", "2020-02", "2020-02-29", "1999-12-31", "0001", "9999-01-01"]
)
def test_dates_are_iso(tables: Workspace, text: str) -> None:
    tables.write(f"d,n\n{text},1\n")
    cells = tables.scan(("d", ""), of=tables.declare(column("d", type=ColumnType.DATE)))
    assert (cells.faults, only_cells(cells)[0].key) == ((), (text,))


@pytest.mark.parametrize(
    "text",
    ["2021-02-29", "2020-13", "2020-00", "0000", "21.12.2020", "2020-1-1", "20201221", "12/2020"],
)
def test_other_dates_are_faults(tables: Workspace, text: str) -> None:
    tables.write(f"d,n\n{text},1\n")
    fault = only_fault(tables.scan(("d", ""), of=tables.declare(column("d", type=ColumnType.DATE))))
    assert (fault.code, fault.column) == (codes.NOT_A_DATE, "d")
    assert fault.message == f"column 'd' holds no dates: '{text}' (1 cell, at line 2)"


def test_a_column_may_be_compared_by_size_as_a_date(tables: Workspace) -> None:
    tables.write("d,n\n2020-01,1\n")
    declaration = tables.declare(column("d", type=ColumnType.DATE))
    assert tables.scan(("d", "n"), of=declaration, numeric=("d", "n")).faults == ()


@pytest.mark.parametrize("type_", [ColumnType.TEXT, ColumnType.DATE])
def test_calculating_with_what_is_declared_otherwise_is_a_fault(
    tables: Workspace, type_: ColumnType
) -> None:
    tables.write("a,n\nx,2020\n")
    declaration = tables.declare(column("n", type=type_))
    fault = only_fault(tables.scan(("a", "n"), of=declaration))
    assert (fault.code, fault.column) == (codes.TEXT_COUNTED, "n")
    assert f"declared as `{type_.value}`" in fault.message


def test_comparing_declared_text_by_size_is_a_fault(tables: Workspace) -> None:
    tables.write("a,n\nx,1\n")
    declaration = tables.declare(column("n", type=ColumnType.TEXT))
    cells = tables.scan(("n", ""), of=declaration, numeric=("n",))
    assert only_fault(cells).code is codes.TEXT_COUNTED


def test_values_outside_the_domain_are_faults(tables: Workspace) -> None:
    tables.write("test,n\nok,1\nO K,2\n:,3\n,4\nTotal,5\nmen,6\n")
    declaration = tables.declare(
        column(
            "test",
            domain=("ok", "dubious", "men"),
            empty=EmptyCell.NONE,
            markers=markers(**{":": EmptyCell.UNKNOWN}),
        ),
        totals=(("test", "Total"),),
    )
    fault = only_fault(tables.scan(("test", ""), of=declaration))
    assert (fault.code, fault.column) == (codes.OUTSIDE_DOMAIN, "test")
    assert fault.message == (
        "column 'test' holds values outside its domain: 'O K' (1 cell, at line 3)"
    )


def test_a_domain_of_numbers_is_compared_by_value(tables: Workspace) -> None:
    tables.write("stars\n1\n2.0\n3.5\nx\n")
    declaration = tables.declare(column("stars", domain=("1", "2", "3"), type=ColumnType.NUMBER))
    by_code = {
        fault.code: fault.message for fault in tables.scan(("stars", ""), of=declaration).faults
    }
    assert set(by_code) == {codes.NOT_A_NUMBER, codes.OUTSIDE_DOMAIN}
    assert "'3.5' (1 cell, at line 4)" in by_code[codes.OUTSIDE_DOMAIN]


def test_a_domain_says_nothing_of_a_column_that_is_only_summed(tables: Workspace) -> None:
    tables.write("a,n\nx,7\n")
    declaration = tables.declare(column("n", domain=("1", "2")))
    assert tables.scan(("a", "n"), of=declaration).faults == ()


def test_numbers_with_and_without_percent_sign_are_a_fault(tables: Workspace) -> None:
    for dimensions, measures in (("a", "p"), ("p", "")):
        for bare, is_fault in (("12", True), ("0", False), ("1e1", True)):
            tables.write(f"a,p\nx,5%\ny,{bare}\n")
            faults = tables.scan((dimensions, measures)).faults
            assert [fault.code for fault in faults] == ([codes.MIXED_PERCENT] if is_fault else [])


def test_a_text_column_may_hold_percentages_and_numbers(tables: Workspace) -> None:
    tables.write("a\nx\n5%\n12\n")
    assert tables.scan(("a", "")).faults == ()


def test_a_key_has_one_row(tables: Workspace) -> None:
    tables.write("year,n\n2018,1\n2018.0,2\n2019,3\n2020,4\n2020,5\n")
    declaration = tables.declare(key=("year",))
    fault = only_fault(tables.scan(("", "n"), of=declaration))
    assert (fault.code, fault.column) == (codes.DUPLICATE_KEY, None)
    assert fault.message == ("the key of the table is 'year', but several rows have '2018', '2020'")


def test_a_key_may_have_several_columns(tables: Workspace) -> None:
    tables.write("year,kind,n\n2018,x,1\n2018,y,2\n2019,x,3\n")
    declaration = tables.declare(key=("year", "kind"))
    cells = tables.scan(("", "n"), of=declaration)
    assert (cells.faults, [facts.name for facts in cells.columns]) == ((), ["kind", "n", "year"])
    tables.write("year,kind,n\n2018,x,1\n2018,x,2\n")
    assert "'2018, x'" in only_fault(tables.scan(("", "n"), of=declaration)).message


def test_an_empty_key_is_a_fault_whatever_is_declared(tables: Workspace) -> None:
    tables.write("year,n\n2018,1\n,2\n,3\n")
    for said in ({}, {"empty": EmptyCell.UNKNOWN}):
        declaration = tables.declare(column("year", **said), key=("year",))
        fault = only_fault(tables.scan(("", "n"), of=declaration))
        assert (fault.code, fault.column) == (codes.EMPTY_KEY, None)
        assert "2 rows have an empty or unknown one" in fault.message
    tables.write("year,n\n2018,1\n,2\n")
    fault = only_fault(tables.scan(("", "n"), of=tables.declare(key=("year",))))
    assert "1 row has an empty or unknown one" in fault.message


def test_a_row_to_which_the_key_does_not_apply_is_left_out(tables: Workspace) -> None:
    tables.write("year,n\n2018,1\n,2\n")
    declaration = tables.declare(column("year", empty=EmptyCell.NOT_APPLICABLE), key=("year",))
    cells = tables.scan(("year", "n"), of=declaration)
    assert (cells.faults, len(only_cells(cells))) == ((), 1)


def test_a_key_that_the_file_lacks_spoils_the_table(tables: Workspace) -> None:
    tables.write("year,n\n2018,1\n")
    declaration = tables.declare(key=("jear",))
    fault = only_fault(tables.scan(("", "n"), of=declaration))
    assert (fault.code, fault.column) == (codes.UNKNOWN_COLUMN, None)
    assert fault.hint == "did you mean 'year'?"


def test_codes_are_complete_and_distinct() -> None:
    listed = codes.CODES
    named = {one for name, one in vars(codes).items() if name.isupper() and name != "CODES"}
    assert set(listed) == named
    assert len({code.slug for code in listed}) == len({code.code for code in listed}) == len(listed)
    for code in listed:
        assert 200 <= int(code.code.removeprefix("FC")) <= 239
        assert len(code.explanation) > 80
        assert code.title.endswith(".")
