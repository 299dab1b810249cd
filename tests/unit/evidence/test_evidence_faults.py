from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from evidence_workspace import ENGINES, Workspace, column, markers, only_cells, only_fault
from exact import exact

from factcheck.evidence import codes
from factcheck.model.cell import Missing
from factcheck.model.interval import Interval
from factcheck.model.span import Text
from factcheck.model.spec import ColumnKind, ColumnType, EmptyCell, Stack, Unpivot

if TYPE_CHECKING:
    from factcheck.evidence.scan import Engine


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
            undeclared = [codes.UNDECLARED_PERCENT] if measures else []
            expected = [codes.MIXED_PERCENT] if is_fault else undeclared
            assert [fault.code for fault in faults] == expected


@pytest.mark.parametrize("said", [{"unit": "percent"}, {"kind": ColumnKind.SHARE}])
def test_percentages_are_calculated_with_only_where_they_are_declared(
    tables: Workspace, said: dict[str, Any]
) -> None:
    tables.write("a,p\nx,5%\ny,7%\n")
    fault = only_fault(tables.scan(("a", "p")))
    assert (fault.code, fault.column) == (codes.UNDECLARED_PERCENT, "p")
    assert fault.message == (
        "claims calculate with column 'p', whose cells are percentages, such as '5%', and nothing "
        "declares them as such"
    )
    assert fault.hint == "add `unit: percent` under `columns: p:`"
    assert not fault.spoils_tests
    assert tables.scan(("p", "")).faults == ()
    cells = only_cells(tables.scan(("a", "p"), of=tables.declare(column("p", **said))))
    assert [cell.measured[0].total for cell in cells] == [exact("0.05"), exact("0.07")]


def test_a_text_column_may_hold_percentages_and_numbers(tables: Workspace) -> None:
    tables.write("a\nx\n5%\n12\n")
    assert tables.scan(("a", "")).faults == ()


def test_a_key_has_one_row(tables: Workspace) -> None:
    tables.write("year,n\n2018,1\n2018.0,2\n2019,3\n2020,4\n2020,5\n")
    declaration = tables.declare(key=("year",))
    fault = only_fault(tables.scan(("", "n"), of=declaration))
    assert (fault.code, fault.column) == (codes.DUPLICATE_KEY, None)
    assert fault.message == ("the key of the table is 'year', but several rows have '2018', '2020'")


def test_a_key_needs_the_column_that_headers_went_into(tables: Workspace) -> None:
    span = tables.declare().span
    tables.write("town,2020,2021\nA,1,2\n")
    unpivot = Unpivot(("2020", "2021"), "year", "n", span)
    fault = only_fault(tables.scan(("", "n"), of=tables.declare(key=("town",), unpivot=unpivot)))
    assert (fault.code, fault.column) == (codes.DUPLICATE_KEY, None)
    assert fault.hint == (
        "`unpivot` makes several rows of one, and 'year' tells them apart: add it to `key`, or "
        "leave `key` out"
    )
    keyed = tables.declare(key=("town", "year"), unpivot=unpivot)
    assert tables.scan(("", "n"), of=keyed).faults == ()
    stack = Stack((("n", ("2020", "2021")),), "year", span)
    stacked = only_fault(tables.scan(("", "n"), of=tables.declare(key=("town",), stack=stack)))
    assert (stacked.hint or "").startswith("`stack` makes several rows of one, and 'year' tells")
    tables.write("town,2020,2021\nA,1,2\nA,1,2\n")
    twice = only_fault(tables.scan(("", "n"), of=keyed))
    assert (twice.hint or "").startswith("add the column that tells the rows apart")


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


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("dimensions", "measures"), [("sex", ""), ("", "sex"), ("sex", "n")])
def test_a_label_that_no_cell_has_is_a_fault(
    tables: Workspace, engine: Engine, dimensions: str, measures: str
) -> None:
    tables.write("sex,n\n1,10\n m ,20\n")
    labels = (("1", "1"), ("M", "2"), ("x", "3"))
    declaration = tables.declare(column("sex", map=labels))
    cells = tables.scan((dimensions, measures), of=declaration, engine=engine)
    fault = next(each for each in cells.faults if each.code is codes.NO_SUCH_LABEL)
    assert fault.column == "sex"
    assert fault.message == (
        "no cell of column 'sex' has 'M', 'x', which `map` gives another value"
    )
    assert (fault.hint or "").startswith("did you mean 'm'? the text of the cell stands on")
    assert (fault.hint or "").endswith("list it with the others under `columns: sex: domain:`")
    unlike = tables.declare(column("sex", map=(*labels[:1], ("m", "2"), ("female", "3"))))
    assert (only_fault(tables.scan(("sex", ""), of=unlike)).hint or "").startswith("the text")
    met = tables.declare(column("sex", map=(("1", "1"), (" m", "2"))))
    assert tables.scan((dimensions, measures), of=met, engine=engine).faults == ()


def test_a_label_may_stand_in_one_of_several_files_and_in_some_editions(tables: Workspace) -> None:
    tables.write("sex\nw\n", "a.csv")
    tables.write("sex\nm\n", "b.csv")
    sex = column("sex", map=(("w", "women"), ("m", "men")))
    span = tables.declare().span
    files = (("A", Text("a.csv", span)), ("B", Text("b.csv", span)))
    assert (
        tables.scan(("sex", ""), of=tables.declare(sex, file=None, files=files, adds="f")).faults
        == ()
    )
    edition = tables.declare(sex, file="a.csv", name="t@2020", base="t", vintage=Text("2020", span))
    assert tables.scan(("sex", ""), of=edition).faults == ()
    tables.write("sex\n", "c.csv")
    empty = tables.declare(sex, file="c.csv", may_be_empty=True)
    assert tables.scan(("sex", ""), of=empty).faults == ()


@pytest.mark.parametrize("engine", ENGINES)
def test_blanks_between_sign_and_number_say_nothing(tables: Workspace, engine: Engine) -> None:
    tables.write('a,p\nx,"+ 6.8%"\ny,- 1.9%\nz,\u2212\u00a01.5%\nw,- .5 %\n')
    declaration = tables.declare(column("p", unit="percent"))
    cells = only_cells(tables.scan(("a", "p"), of=declaration, engine=engine))
    assert [cell.measured[0].total * 100 for cell in cells] == [
        exact("-0.5"), exact("6.8"), exact("-1.9"), exact("-1.5")
    ]  # fmt: skip
    tables.write("a,p\nx,- 5\ny,+ 7\nz,- CHF 1000\nw,2\n")
    declaration = tables.declare(column("p", unit="CHF"))
    cells = only_cells(tables.scan(("a", "p"), of=declaration, engine=engine))
    assert [cell.measured[0].total for cell in cells] == [2, -5, 7, -1000]
    tables.write("a,p\nx,- 5 -\ny,-- 7\n")
    assert only_fault(tables.scan(("a", "p"), engine=engine)).code is codes.NOT_A_NUMBER


HIDDEN_BY = {
    "unknown": {"markers": markers(**{":": EmptyCell.UNKNOWN})},
    "suppressed": {"markers": markers(**{":": Interval(exact(1), exact(4))})},
    "zero": {"markers": markers(**{":": EmptyCell.ZERO})},
    "unit": {"unit": "reports", "markers": markers(**{":": EmptyCell.NONE})},
    "kind": {"kind": ColumnKind.RATE, "markers": markers(**{":": EmptyCell.NONE})},
    "unit and domain": {
        "unit": "reports",
        "domain": ("1",),
        "markers": markers(**{":": EmptyCell.NONE}),
    },
}


@pytest.mark.parametrize("said", HIDDEN_BY.values(), ids=HIDDEN_BY)
def test_a_column_of_hidden_numbers_is_one_of_numbers(
    tables: Workspace, said: dict[str, Any]
) -> None:
    tables.write("a,n\nx,:\ny,:\n")
    cells = tables.scan(("n", ""), of=tables.declare(column("n", **said)))
    assert (cells.faults, cells.columns[0].type) == ((), ColumnType.NUMBER)


@pytest.mark.parametrize(
    "said",
    [
        {"markers": markers(**{":": EmptyCell.NONE})},
        {"markers": markers(**{":": EmptyCell.UNKNOWN}), "domain": ("yes", "no")},
        {"markers": markers(**{":": EmptyCell.UNKNOWN}), "type": ColumnType.TEXT},
    ],
)
def test_a_column_without_a_value_may_be_one_of_texts(
    tables: Workspace, said: dict[str, Any]
) -> None:
    tables.write("a,n\nx,:\ny,:\n")
    cells = tables.scan(("n", ""), of=tables.declare(column("n", **said)))
    assert (cells.faults, cells.columns[0].type) == ((), ColumnType.TEXT)


def test_lines_that_became_several_rows_are_told_once(tables: Workspace) -> None:
    tables.write("town,2020,2021,2022\nA,1,2,3\nB,x,x,x\nC,1,x,3\n")
    unpivot = Unpivot(("2020", "2021", "2022"), "year", "n", tables.declare().span)
    declaration = tables.declare(unpivot=unpivot)
    fault = only_fault(tables.scan(("town", "n"), of=declaration))
    assert fault.message == "column 'n' holds no numbers: 'x' (4 cells, first at lines 3 and 4)"


def test_equal_lines_of_two_files_are_two_lines(tables: Workspace) -> None:
    for name in ("a.csv", "b.csv"):
        tables.write("n\nx\n", name)
    span = tables.declare().span
    files = (("A", Text("a.csv", span)), ("B", Text("b.csv", span)))
    declaration = tables.declare(file=None, files=files, adds="f")
    fault = only_fault(tables.scan(("f", "n"), of=declaration))
    assert fault.message == (
        "column 'n' holds no numbers: 'x' (2 cells, first at lines 2 of 'a.csv' and 2 of 'b.csv')"
    )


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("cells", "said", "highest"),
    [
        (("0.2", "1"), {"kind": ColumnKind.SHARE}, 1),
        (("20", "100"), {"kind": ColumnKind.SHARE, "unit": "percent"}, 1),
        (("20%", "100%"), {"kind": ColumnKind.SHARE}, 1),
        ((), {"kind": ColumnKind.SHARE}, 1),
        (("0.2", "1.5"), {"kind": ColumnKind.SHARE}, None),
        (("20", "101"), {"kind": ColumnKind.SHARE, "unit": "percent"}, None),
        (("20%", "101%"), {"kind": ColumnKind.SHARE}, None),
        (("0.2", "-0.5"), {"kind": ColumnKind.SHARE}, None),
        (("20", "100"), {"unit": "percent"}, None),
    ],
)
@pytest.mark.parametrize(("dimensions", "measures"), [("a", "p"), ("p", "p")])
def test_an_unknown_share_lies_between_nothing_and_all(
    tables: Workspace,
    engine: Engine,
    cells: tuple[str, ...],
    said: dict[str, Any],
    highest: int | None,
    dimensions: str,
    measures: str,
) -> None:
    tables.write("\n".join(["a,p", "x,:", *(f"y{cell},{cell}" for cell in cells)]))
    declared = column("p", markers=markers(**{":": EmptyCell.UNKNOWN}), **said)
    scanned = tables.scan((dimensions, measures), of=tables.declare(declared), engine=engine)
    marks = [cell.marks[0] for cell in only_cells(scanned)]
    (mark,) = (mark for mark in marks if mark is not None)
    bounds = Interval(exact(0), exact(1))
    assert mark.possible == (bounds if highest == 1 else Interval.everything())
