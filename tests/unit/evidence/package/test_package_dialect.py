"""Dialects: what is read of them cuts the table, and everything else is refused by name."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from ods_helper import ods
from package_files import FIELDS, ROWS
from xlsx_helper import xlsx

from factcheck.evidence.package.dialect import Dialect, dialect_of
from factcheck.evidence.package.node import Node
from factcheck.evidence.stored.json_text import parse_json
from factcheck.model.problem import ProblemsError
from factcheck.model.span import Span, Text

if TYPE_CHECKING:
    from package_files import Packages
    from workbook_values import Cell

FILE = Text("d.json", Span("c.yml", 1, 1, 1, 2))


def read(dialect: object) -> Dialect:
    return dialect_of(Node(parse_json(json.dumps(dialect).encode()), FILE))


@pytest.mark.parametrize(
    ("dialect", "expected"),
    [
        ({}, Dialect()),
        ({"delimiter": ","}, Dialect(delimiter=",")),
        ({"delimiter": "\t"}, Dialect(delimiter="\t")),
        ({"nullSequence": "\\N"}, Dialect(null="\\N")),
        ({"header": False}, Dialect(has_header=False)),
        ({"header": True, "headerRows": [1]}, Dialect()),
        ({"headerRows": [3], "commentRows": [1, 2]}, Dialect(header_row=3, skip=(1, 2))),
        ({"headerRows": [1, 2], "headerJoin": " - "}, Dialect(header_rows=2)),
        ({"headerRows": [2, 3], "headerJoin": " - "}, Dialect(header_row=2, header_rows=2)),
        ({"headerJoin": "_"}, Dialect()),
        ({"sheetName": "a", "sheetNumber": 1, "table": "b"}, Dialect(sheet="a", table="b")),
        (
            {
                "$schema": "x",
                "csvddfVersion": 1.2,
                "quoteChar": '"',
                "doubleQuote": True,
                "lineTerminator": "\n",
                "caseSensitiveHeader": True,
                "skipInitialSpace": True,
                "escapeChar": None,
                "itemType": "object",
            },
            Dialect(),
        ),
    ],
)
def test_what_is_read_of_a_dialect(dialect: object, expected: Dialect) -> None:
    assert read(dialect) == expected


@pytest.mark.parametrize(
    ("dialect", "message"),
    [
        ([], "a record is expected"),
        ({"quoteChar": "'"}, "/quoteChar: ''' is not read, only \""),
        ({"escapeChar": "\\"}, "/escapeChar: this property is not read"),
        ({"commentChar": "#"}, "/commentChar: this property is not read"),
        ({"doubleQuote": False}, "/doubleQuote: a quote inside a cell has to be doubled"),
        ({"lineTerminator": ";"}, "/lineTerminator: ';' is not read, only \\n or \\r\\n or \\r"),
        ({"delimiter": "||"}, "/delimiter: one character is expected, and '||' stands there"),
        ({"delimiter": "\n"}, "/delimiter: one character is expected"),
        ({"delimiter": 5}, "/delimiter: a text is expected"),
        ({"header": "no"}, "/header: true or false is expected, and 'no' stands there"),
        ({"skipInitialSpace": 1}, "/skipInitialSpace: true or false is expected"),
        ({"headerRows": []}, "/headerRows: rows that follow each other are expected"),
        ({"headerRows": [1, 3]}, "/headerRows: rows that follow each other are expected"),
        ({"headerRows": list(range(1, 11))}, "/headerRows: a header has at most 9 rows"),
        ({"headerRows": [0]}, "/headerRows/0: a whole number from 1 is expected, and '0'"),
        ({"headerRows": ["1"]}, "/headerRows/0: a whole number from 1 is expected"),
        ({"headerRows": [1, 2]}, "/headerRows: several header rows are joined with ' - ' only"),
        ({"headerRows": [1, 2], "headerJoin": " "}, "/headerJoin: several header rows are joined"),
        ({"commentRows": [1.5]}, "/commentRows/0: a whole number from 1 is expected"),
        ({"commentRows": 5}, "/commentRows: a list of rows is expected"),
        ({"sheetNumber": 2}, "/sheetNumber: sheets are not read by their number"),
        ({"property": "rows"}, "/property: this property is not read"),
        ({"itemKeys": ["a"]}, "/itemKeys: this property is not read"),
        ({"itemType": "array"}, "/itemType: 'array' is not read, only object"),
        ({"csv": {}}, "/csv: this property is not read"),
    ],
)
def test_what_is_not_read_of_a_dialect(dialect: object, message: str) -> None:
    with pytest.raises(ProblemsError) as caught:
        read(dialect)
    (problem,) = caught.value.problems
    assert f"'d.json' at {message}" in problem.message or message in problem.message


def test_a_misspelt_property_is_told() -> None:
    with pytest.raises(ProblemsError) as caught:
        read({"delimeter": ";"})
    assert caught.value.problems[0].hint == "did you mean 'delimiter'?"


def found(packages: Packages, rows: str, dialect: dict[str, Any], table: str = "") -> str:
    packages.table({"fields": FIELDS}, rows, dialect=dialect)
    return packages.found("sum(t.cases)", table)


SEMICOLONS = ROWS.replace(",", ";")


def test_a_dialect_cuts_the_table(packages: Packages) -> None:
    assert found(packages, SEMICOLONS, {"delimiter": ";"}) == "60"
    bare = SEMICOLONS.partition("\n")[2]
    assert found(packages, bare, {"delimiter": ";", "header": False}) == "60"
    titled = f"A title\n\n{ROWS}"
    assert found(packages, titled, {"headerRows": [3], "commentRows": [1]}) == "60"
    doubled = f"year,cases,town\n{ROWS}".replace("cases\n", "x\n")
    assert "FC298" in found(packages, doubled, {"headerRows": [1, 2], "headerJoin": " - "})


def test_the_claim_file_comes_before_the_dialect(packages: Packages) -> None:
    assert found(packages, SEMICOLONS, {"delimiter": "|"}, "delimiter: ';'") == "60"
    titled = f"A title\n{ROWS}"
    assert found(packages, titled, {"headerRows": [3]}, "header_row: 2") == "60"
    bare = ROWS.partition("\n")[2]
    assert found(packages, bare, {}, "header: [year, cases, town]") == "60"


def test_a_null_sequence_is_an_unknown_value(packages: Packages) -> None:
    rows = ROWS.replace("20,", "\\N,").replace("Chur", "\\N").replace("2019,\\N", "2019,\\N")
    assert found(packages, rows, {"nullSequence": "\\N"}).startswith("at least")
    assert "FC296" not in found(packages, rows, {"nullSequence": "\\N"}, "markers: {'\\N': 0}")
    assert found(packages, rows, {"nullSequence": "\\N"}, "markers: {'\\N': 0}") == "40"


def test_a_table_without_a_header_needs_names(packages: Packages) -> None:
    packages.table(None, ROWS, dialect={"header": False})
    assert "a table without a header needs a `schema`" in packages.problem()


def test_a_dialect_may_stand_in_a_file_of_its_own(packages: Packages) -> None:
    packages.text("d.json", json.dumps({"delimiter": ";"}))
    packages.table(None, SEMICOLONS, dialect="d.json")
    assert packages.found("sum(t.cases)") == "60"
    (used,) = packages.run("sum(t.cases)").evidence
    assert used.path == "pkg/datapackage.json + pkg/d.json + pkg/t.csv"
    packages.text("d.json", json.dumps({"quoteChar": "'"}))
    assert "FC296 'pkg/d.json' at /quoteChar" in packages.problem()


TWO: list[list[Cell]] = [
    ["Cases"],
    [],
    [None, "year", "cases", "town", None, "cases"],
    [None, 2018, 10, "Aarau", None, 1],
    [None, 2019, 50, "Baden", None, 2],
]


def test_the_claim_file_may_say_the_range_of_cells_of_a_sheet(packages: Packages) -> None:
    for suffix, make in ((".xlsx", xlsx), (".ods", ods)):
        packages.text(f"t{suffix}", make({"Notes": [["x"]], "a": TWO}))
        schema = {"fields": FIELDS}
        told = {"name": "t", "path": f"t{suffix}", "schema": schema}
        packages.write({**told, "dialect": {"sheetName": "a", "commentRows": [1]}})
        assert packages.found("sum(t.cases)", "range: B3:D5") == "60"
        (used,) = packages.run("sum(t.cases)", table="range: B3:D5\nsheet: a").evidence
        assert used.path == f"pkg/datapackage.json + pkg/t{suffix} (a!B3:D5)"
        found = packages.found("sum(t.cases)", "range: B3:C5")
        assert "the table has no column 'town'" in found
        packages.write({**told, "dialect": {"sheetName": "a", "headerRows": [2]}})
        found = packages.found("sum(t.cases)", "range: B3:D5")
        assert "FC224" in found
        assert "`header_row` is 2, and that row lies outside of the range B3:D5" in found


def test_a_dialect_has_no_word_for_a_range_of_cells(packages: Packages) -> None:
    packages.table(None, ROWS, dialect={"range": "B3:D5"})
    assert "this property is not read" in packages.problem()


def test_a_sheet_of_a_workbook_and_a_table_of_a_database_are_named(packages: Packages) -> None:
    packages.table(None, ROWS, dialect={"sheetName": "a"})
    assert "which has no sheets" in packages.found("sum(t.cases)")
    packages.table(None, ROWS, dialect={"table": "a"})
    assert "'pkg/t.csv' is no database" in packages.problem()
