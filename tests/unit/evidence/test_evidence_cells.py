from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from evidence_workspace import ENGINES, Workspace, column, markers, only_cells, only_fault
from exact import exact

from factcheck.evidence import interpret
from factcheck.model.cell import Cell, InWords, Mark, Measured, Missing
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.spec import ColumnKind, ColumnType, EmptyCell, Marker

if TYPE_CHECKING:
    from factcheck.evidence.scan import Engine

NOTHING = Measured(0, Fraction(0), None, None)


def measured(*numbers: int | Fraction) -> Measured:
    every = [Fraction(number) for number in numbers]
    return Measured(len(every), sum(every, Fraction(0)), min(every), max(every))


def test_rows_are_grouped_and_summed(tables: Workspace) -> None:
    tables.write("kind,year,n\nx,2018,1\nx,2019,2\ny,2018,3\nx,2018,1\n")
    cells = tables.scan(("kind", "n"), ("year kind", ""), ("", "n"), ("", ""))
    by_kind, by_year, all_rows, counted = (found for _, found in cells.sets)
    assert by_kind == (
        Cell(("x",), 3, (measured(1, 2, 1),), (None,)),
        Cell(("y",), 1, (measured(3),), (None,)),
    )
    assert [(cell.key, cell.rows) for cell in by_year] == [
        (("2018", "x"), 2),
        (("2018", "y"), 1),
        (("2019", "x"), 1),
    ]
    assert all_rows == (Cell((), 4, (measured(1, 2, 3, 1),), (None,)),)
    assert counted == (Cell((), 4),)
    assert (cells.name, cells.path, cells.rows, cells.faults) == ("t", "t.csv", 4, ())


def test_dimensions_and_measures_keep_the_order_that_was_asked_for(tables: Workspace) -> None:
    tables.write("a,b,m,n\n1,2,3,4\n")
    (cell,) = only_cells(tables.scan(("b a", "n m")))
    assert cell.key == ("2", "1")
    assert [one.total for one in cell.measured] == [4, 3]


def test_a_column_may_be_both(tables: Workspace) -> None:
    tables.write("n\n5\n5.0\n7\n")
    cells = only_cells(tables.scan(("n", "n")))
    assert [(one.key, int(one.measured[0].total)) for one in cells] == [(("5",), 10), (("7",), 7)]


def test_the_smallest_and_the_largest_number_are_kept(tables: Workspace) -> None:
    tables.write("n\n5\n9\n-3\n7\n")
    for engine in ENGINES:
        (cell,) = only_cells(tables.scan(("", "n"), engine=engine))
        assert cell.measured == (measured(5, 9, -3, 7),)


def test_equal_numbers_are_equal_keys_sorted_by_size(tables: Workspace) -> None:
    tables.write('n\n10\n9\n" 9.00 "\n0.5\n.5\n"1,000"\n1e3\n-2\n−2\n')
    cells = tables.scan(("n", ""))
    assert [(cell.key, cell.rows) for cell in only_cells(cells)] == [
        (("-2",), 2),
        (("0.5",), 2),
        (("9",), 2),
        (("10",), 1),
        (("1000",), 2),
    ]
    (facts,) = cells.columns
    assert (facts.type, facts.values) == (ColumnType.NUMBER, ("-2", "0.5", "9", "10", "1000"))
    assert not facts.has_percent_signs


def test_a_text_column_keeps_its_text(tables: Workspace) -> None:
    tables.write("n\n010\n 10\u00a0\nx\n")
    cells = tables.scan(("n", ""))
    assert [cell.key for cell in only_cells(cells)] == [("010",), ("10",), ("x",)]
    assert cells.columns[0].type is ColumnType.TEXT


def test_a_declared_type_is_believed(tables: Workspace) -> None:
    tables.write("code,day\n010,2020\n10,2020-12-21\n")
    declaration = tables.declare(
        column("code", type=ColumnType.TEXT), column("day", type=ColumnType.DATE)
    )
    cells = tables.scan(("code day", ""), of=declaration)
    assert [cell.key for cell in only_cells(cells)] == [("010", "2020"), ("10", "2020-12-21")]
    assert [facts.type for facts in cells.columns] == [ColumnType.TEXT, ColumnType.DATE]


def test_a_table_that_may_be_empty_has_no_cells_and_no_fault(tables: Workspace) -> None:
    tables.write("a,n\n")
    for engine in ENGINES:
        declared = tables.declare(may_be_empty=True)
        cells = tables.scan(("a", "n"), ("", "n"), of=declared, engine=engine)
        assert (cells.rows, cells.faults) == (0, ())
        assert [found for _, found in cells.sets] == [(), ()]
        assert {facts.type for facts in cells.columns} == {ColumnType.TEXT}


def test_labels_come_before_everything_else(tables: Workspace) -> None:
    tables.write("sex,n\nM, 1\nm,2\n9,n/a\n")
    declaration = tables.declare(
        column("sex", map=(("M", "male"), ("m", "male"), ("9", "not known"))),
        column("n", map=(("n/a", ":"), ("2", "20")), markers=markers(**{":": EmptyCell.NONE})),
        markers=markers(**{"not known": EmptyCell.UNKNOWN}),
    )
    assert only_cells(tables.scan(("sex", "n"), of=declaration)) == (
        Cell(("male",), 2, (measured(1, 20),), (None,)),
        Cell((Missing.UNKNOWN,), 1, (NOTHING,), (Mark("n/a", None),)),
    )


def test_a_label_may_stand_for_an_empty_cell(tables: Workspace) -> None:
    tables.write("a,b\n,1\n")
    declaration = tables.declare(column("a", map=(("", "nobody"),)))
    cells = tables.scan(("a", ""), of=declaration)
    assert (only_cells(cells)[0].key, cells.faults) == (("nobody",), ())


@pytest.mark.parametrize(
    ("meaning", "key", "mark"),
    [
        (EmptyCell.UNKNOWN, Missing.UNKNOWN, Mark("", Interval.at_least(0))),
        (EmptyCell.NONE, Missing.NONE, Mark("", None)),
        (EmptyCell.ZERO, "0", None),
        (EmptyCell.NOT_APPLICABLE, None, Mark("", None, is_inapplicable=True)),
    ],
)
def test_empty_cells_mean_what_is_declared(
    tables: Workspace, meaning: EmptyCell, key: object, mark: Mark | None
) -> None:
    tables.write("a,n\nx,1\nx, \n")
    declaration = tables.declare(column("n", empty=meaning))
    cells = tables.scan(("n", ""), ("a", "n"), of=declaration)
    (_, by_n), (_, by_a) = cells.sets
    assert cells.faults == ()
    assert {cell.key[0] for cell in by_n} == {"1"} | ({key} if key is not None else set())
    assert by_a == (
        (
            Cell(("x",), 1, (measured(1),), (None,)),
            Cell(("x",), 1, (NOTHING,), (mark,)),
        )
        if mark
        else (Cell(("x",), 2, (measured(1, 0),), (None,)),)
    )


def test_the_tables_meaning_holds_for_columns_without_their_own(tables: Workspace) -> None:
    tables.write("a,b\n,\n")
    declaration = tables.declare(column("b", empty=EmptyCell.NONE), empty=EmptyCell.UNKNOWN)
    (cell,) = only_cells(tables.scan(("a b", ""), of=declaration))
    assert cell.key == (Missing.UNKNOWN, Missing.NONE)


def test_a_suppressed_number_is_its_range_in_the_columns_unit(tables: Workspace) -> None:
    tables.write("a,n,p\nx,<5,low\ny,7,2\n")
    few = Marker(Interval(Fraction(0), Fraction(4)))
    low = Marker(Interval(Fraction(0), Fraction(1), False, False))
    declaration = tables.declare(
        column("n", scale=1000, markers=(("<5", few),)),
        column("p", unit="percent", markers=(("low", low),)),
    )
    cells = tables.scan(("a", "n p"), ("n", ""), of=declaration)
    suppressed, known = cells.sets[0][1]
    assert suppressed.marks == (
        Mark("<5", Interval(Fraction(0), Fraction(4000))),
        Mark("low", Interval(Fraction(0), Fraction(1, 100), False, False)),
    )
    assert [one.total for one in known.measured] == [7000, Fraction(2, 100)]
    hidden = Interval(Fraction(0), Fraction(4000))
    assert [cell.key for cell in cells.sets[1][1]] == [("7000",), (hidden,)]


def test_a_marker_may_look_like_a_number(tables: Workspace) -> None:
    tables.write("a,n\nx,-99\nx, -99 \nx,5\n")
    declaration = tables.declare(column("n", markers=markers(**{"-99": EmptyCell.NONE})))
    for engine in ENGINES:
        cells = tables.scan(("a", "n"), of=declaration, engine=engine)
        assert only_cells(cells) == (
            Cell(("x",), 1, (measured(5),), (None,)),
            Cell(("x",), 2, (NOTHING,), (Mark("-99", None),)),
        )


@pytest.mark.parametrize(
    ("said", "cells", "is_from_zero"),
    [
        ({}, "5", True),
        ({"unit": "reports"}, "5", True),
        ({"kind": ColumnKind.STOCK, "unit": "people"}, "5", True),
        ({"unit": "percent"}, "5", False),
        ({"unit": "CHF"}, "5", False),
        ({"kind": ColumnKind.AMOUNT}, "5", False),
        ({"kind": ColumnKind.RATE}, "5", False),
        ({}, "-5", False),
        ({"unit": "people"}, "−5", False),
    ],
)
def test_an_unknown_count_is_not_negative(
    tables: Workspace, said: dict[str, object], cells: str, is_from_zero: bool
) -> None:
    tables.write(f"a,n\nx,:\nx,{cells}\n")
    unknown = markers(**{":": EmptyCell.UNKNOWN})
    declaration = tables.declare(column("n", markers=unknown, **said))
    _, unknown_cell = only_cells(tables.scan(("a", "n"), of=declaration))
    everything = Interval.at_least(0) if is_from_zero else Interval.everything()
    assert unknown_cell.marks == (Mark(":", everything),)


def test_an_undeclared_columns_unknown_is_a_count_too(tables: Workspace) -> None:
    tables.write("a,n\nx,:\n")
    declaration = tables.declare(markers=markers(**{":": EmptyCell.UNKNOWN}))
    (cell,) = only_cells(tables.scan(("a", "n"), of=declaration))
    assert cell.marks == (Mark(":", Interval.at_least(0)),)


def test_percentages_are_shares(tables: Workspace) -> None:
    tables.write("a,p,q\nx,12.5%,12.5\nx,7 %,7\n")
    cells = tables.scan(("a", "p q"), ("p", ""), of=tables.declare(column("q", unit="percent")))
    (cell,) = cells.sets[0][1]
    assert [one.total for one in cell.measured] == [Fraction(195, 1000)] * 2
    assert [one.minimum for one in cell.measured] == [Fraction(7, 100)] * 2
    assert [one.key for one in cells.sets[1][1]] == [("0.07",), ("0.125",)]
    assert {facts.name for facts in cells.columns if facts.has_percent_signs} == {"p"}


def test_a_percent_sign_in_a_percent_column_counts_once(tables: Workspace) -> None:
    tables.write("p\n12%\n12\n")
    (cell,) = only_cells(tables.scan(("", "p"), of=tables.declare(column("p", unit="percent"))))
    assert cell.measured == (measured(Fraction(12, 100), Fraction(12, 100)),)


def test_scale_multiplies_and_may_turn_round(tables: Workspace) -> None:
    tables.write("n\n1.5\n2\n1e1\n")
    (cell,) = only_cells(tables.scan(("", "n"), of=tables.declare(column("n", scale=-1000))))
    assert cell.measured == (measured(-1500, -2000, -10000),)


def test_numbers_of_any_length_are_summed_exactly(tables: Workspace) -> None:
    tables.write(f"n\n{'9' * 40}\n0.{'1' * 20}\n0.1\n0.2\n1\n")
    total = exact(int("9" * 40)) + exact(f"0.{'1' * 20}") + Fraction(13, 10)
    for engine in ENGINES:
        (cell,) = only_cells(tables.scan(("", "n"), engine=engine))
        assert cell.measured[0].total == total
        assert cell.measured[0].minimum == Fraction(1, 10)


def test_figures_in_words_enter_with_their_lenient_set(tables: Workspace) -> None:
    tables.write('a,n,p\nx,"around 9,000",at least 63 percent\nx,100,50\n')
    declaration = tables.declare(column("n", unit="reports", scale=10), column("p", unit="percent"))
    cells = tables.scan(("a", "n"), ("a", "p"), ("n", ""), of=declaration, numeric=("n", "p"))
    assert cells.faults == ()
    (_, of_n), (_, of_p), (_, by_n) = cells.sets
    assert of_n[1].marks == (
        Mark("around 9,000", Interval(Fraction(80_000), Fraction(100_000)), is_words=True),
    )
    (mark,) = of_p[1].marks
    assert mark is not None
    assert mark.possible is not None
    assert (mark.possible.lower, mark.possible.upper) == (Fraction(5, 8), Fraction(1))
    words = InWords(Fraction(80_000), Fraction(100_000), text="around 9,000")
    assert [cell.key for cell in by_n] == [("1000",), (words,)]


def test_what_claims_ask_of_a_column_does_not_make_its_type(tables: Workspace) -> None:
    tables.write("a,n,m\n1,1.2 million,around 5\n2,exactly 7,6\n")
    declaration = tables.declare(column("n", unit="USD"))
    for numeric in ((), ("n", "m")):
        cells = tables.scan(("n", ""), ("m", ""), of=declaration, numeric=numeric)
        types = {facts.name: facts.type for facts in cells.columns}
        assert types == {"n": ColumnType.NUMBER, "m": ColumnType.TEXT}
        assert cells.sets[0][1][0].key == ("7",)


def test_words_in_a_percent_column_are_percentages(tables: Workspace) -> None:
    tables.write("a,p\nx,more than 50\n")
    declaration = tables.declare(column("p", unit="percent"))
    (cell,) = only_cells(tables.scan(("a", "p"), of=declaration))
    (mark,) = cell.marks
    assert mark is not None
    assert mark.possible is not None
    assert mark.possible.lower == Fraction(1, 2)


@pytest.mark.parametrize(
    ("cell", "unit", "is_figure"),
    [
        ("around 9,000 reports", None, True),
        ("around 9,000 reports", "reports", True),
        ("around 9,000 cases", "reports", False),
        ("$56.7M", "USD", True),
        ("about 20 francs", "CHF", True),
        ("about 20 francs", "USD", False),
        ("$56.7M", None, False),
        ("<5", None, True),
        ("0n", None, False),
        ("9167r", None, False),
        ("none", None, False),
        ("all", None, False),
        ("no data", None, False),
        ("no more than 5", None, True),
        ("twelve", None, True),
        ("doubled", None, False),
        ("rose by 5 percent", None, False),
        ("5 percentage points", None, False),
        (":", None, False),
    ],
)
def test_only_a_figure_of_the_columns_unit_is_one(
    tables: Workspace, cell: str, unit: str | None, is_figure: bool
) -> None:
    tables.write(f'a,n\nx,"{cell}"\n')
    cells = tables.scan(("a", "n"), of=tables.declare(column("n", unit=unit)))
    (found,) = only_cells(cells)
    (mark,) = found.marks
    assert mark is not None
    assert mark.is_words is is_figure
    assert len(cells.faults) == (0 if is_figure else 1)


def test_rows_of_totals_are_ordinary_rows(tables: Workspace) -> None:
    tables.write("region,n\nNorth,1\nSouth,2\nTotal,3\n")
    declaration = tables.declare(totals=(("region", "Total"),))
    cells = tables.scan(("region", "n"), of=declaration)
    assert [cell.key for cell in only_cells(cells)] == [("North",), ("South",), ("Total",)]
    assert cells.total_like == ()
    assert cells.columns[1].values == ("North", "South", "Total")


def test_a_declared_total_leaves_a_column_of_numbers_one(tables: Workspace) -> None:
    tables.write("year,n\nTotal,3\n2019,2\n2018,1\n")
    declaration = tables.declare(totals=(("year", "Total"),))
    cells = tables.scan(("year", "n"), of=declaration)
    assert [cell.key for cell in only_cells(cells)] == [("2018",), ("2019",), ("Total",)]
    year = cells.columns[1]
    assert (year.type, year.values, cells.faults) == (ColumnType.NUMBER, ("2018", "2019"), ())


def test_cells_that_look_like_totals_are_told_wherever_they_stand(tables: Workspace) -> None:
    tables.write(
        "region,sex,age,n\nNorth,m,young,1\n TOTAL ,m,old,2\nNorth,Both sexes,Insgesamt,3\n"
        "total,x,Totally,1\n"
    )
    for engine in ENGINES:
        cells = tables.scan(("sex", "n"), engine=engine)
        assert cells.total_like == (
            ("region", "TOTAL"),
            ("region", "total"),
            ("sex", "Both sexes"),
            ("age", "Insgesamt"),
        )


@pytest.mark.parametrize("engine", ENGINES)
def test_a_column_of_nothing_but_totals_has_no_parts(tables: Workspace, engine: Engine) -> None:
    tables.write("region,sex,age,n\nNorth,All,All ages,1\nSouth,all,All ages,2\n")
    assert tables.scan(("sex", "n"), engine=engine).total_like == ()


@pytest.mark.parametrize("engine", ENGINES)
def test_rows_declared_as_totals_are_not_looked_at_again(tables: Workspace, engine: Engine) -> None:
    tables.write(
        "region,code,sex,n\nNorth,N,all,1\nNorth,N,m,1\nAll of it,Total,all,3\n Sum ,Total,m,3\n"
    )
    whole = tables.declare(
        column("region", map=(("All of it", "Sum"),)), totals=(("region", "Sum"),)
    )
    seen = {
        dimensions: tables.scan((dimensions, "n"), of=whole, engine=engine).total_like
        for dimensions in ("", "region", "region code sex")
    }
    assert set(seen.values()) == {(("sex", "all"),)}
    undeclared = tables.scan(("region", "n"), engine=engine).total_like
    assert undeclared == (("region", "Sum"), ("code", "Total"), ("sex", "all"))


def test_cells_that_look_like_totals_carry_their_columns_name(tables: Workspace) -> None:
    tables.write("Region,n,\nTotal,1,All\nNorth,1,x\n")
    declaration = tables.declare(column("region", header="Region"))
    cells = tables.scan(("", "n"), of=declaration)
    assert cells.total_like == (("region", "Total"), ("", "All"))


def test_values_past_the_limit_are_cut_with_a_note(
    tables: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(interpret, "MAX_VALUES", 3)
    tables.write("a,b\n5,1\n4,1\n3,1\n2,1\n")
    cells = tables.scan(("a", ""), ("b", ""))
    assert [facts.values for facts in cells.columns] == [("2", "3", "4"), ("1",)]
    assert cells.notes == (
        "column 'a' has 4 distinct values, of which the first 3 are kept for messages",
    )
    assert len(cells.sets[0][1]) == 4


def test_a_column_that_no_set_has_is_read_all_the_same(tables: Workspace) -> None:
    tables.write("a,b\nx,\n")
    cells = tables.scan(("a", ""), columns=("a", "b"))
    assert only_fault(cells).column == "b"
    assert [facts.name for facts in cells.columns] == ["a", "b"]


def test_columns_that_no_claim_uses_have_no_faults(tables: Workspace) -> None:
    tables.write("a,b\nx,\ny,1\n")
    cells = tables.scan(("a", ""))
    assert (cells.faults, [facts.name for facts in cells.columns]) == ((), ["a"])


@pytest.mark.parametrize(
    ("cell", "unit", "number"),
    [
        ("$4,000 ", "USD", 4000),
        ("4,000 USD", "USD", 4000),
        ("US$ 4000.50", "dollars", exact("4000.5")),
        ("-$5", "USD", -5),
        ("\N{MINUS SIGN}5 CHF", "CHF", -5),
        ("€ 5", "EUR", 5),
        ("5 francs", "CHF", 5),
        ("$4,000", None, None),
        ("$4,000", "CHF", None),
        ("$4,000", "reports", None),
        ("$1.5M", "USD", None),
        ("$5 USD", "USD", None),
        ("5 km", "km", None),
        ("$4,00", "USD", 4),
        ("$4,0,0", "USD", None),
    ],
)
def test_a_number_with_the_columns_own_currency_is_a_number(
    tables: Workspace, cell: str, unit: str | None, number: Fraction | int | None
) -> None:
    tables.write(f'a,n\nx,"{cell}"\n')
    cells = tables.scan(("a", "n"), of=tables.declare(column("n", unit=unit)))
    (found,) = only_cells(cells)
    if number is None:
        assert found.measured == (NOTHING,)
    else:
        assert found.measured == (measured(number),)
