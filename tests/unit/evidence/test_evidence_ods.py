from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from ods_helper import ods_of
from workbook_reading import rows_of

from factcheck.evidence.content import ContentError

if TYPE_CHECKING:
    from evidence_workspace import Workspace


def ods_texts(*cells: str, row: str = "") -> list[tuple[int, list[str]]]:
    table = '<table:table table:name="A"><table:table-header-rows>'
    end = "</table:table-row></table:table-header-rows><table:shapes/></table:table>"
    return rows_of(ods_of(f"{table}<table:table-row {row}>{''.join(cells)}{end}"), ".ods")


def ods_cell(said: str, inside: str = "", name: str = "table-cell") -> str:
    return f"<table:{name} {said}>{inside}</table:{name}>"


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (
            ods_cell("", "<text:p>a\n  <text:span>b</text:span><text:s text:c='2'/>c</text:p>"),
            "a b  c",
        ),
        (ods_cell("", "<text:p>a<text:tab/>b<text:line-break/>c<text:s/>d</text:p>"), "a\tb\nc d"),
        (ods_cell("", "<text:p>a</text:p><text:p/><text:p>b</text:p>"), "a\n\nb"),
        (
            ods_cell(
                "", "<office:annotation><text:p>note</text:p></office:annotation><text:p>a</text:p>"
            ),
            "a",
        ),
        (
            ods_cell(
                "",
                "<text:p>a<table:table><table:table-row><table:table-cell><text:p>inner</text:p>"
                "</table:table-cell></table:table-row></table:table>b</text:p>",
            ),
            "ab",
        ),
        (ods_cell("office:value-type='string' office:string-value='x'"), "x"),
        (ods_cell("office:value-type='float'", "<text:p>7</text:p>"), "7"),
        (
            ods_cell("office:value-type='float' office:value='0'", "<text:p>Err:502</text:p>"),
            "Err:502",
        ),
        (
            ods_cell("office:value-type='float' office:value='0'", "<text:p>#DIV/0!</text:p>"),
            "#DIV/0!",
        ),
        (ods_cell("office:value-type='string' calcext:value-type='error'"), "#ERROR!"),
        (ods_cell("office:value-type='percentage' office:value='x'"), "x"),
        (
            ods_cell(
                "office:value-type='percentage' office:value='0.1250'", "<text:p>12.5%</text:p>"
            ),
            "12.5%",
        ),
        (ods_cell("office:value-type='currency' office:value='1E3'", "<text:p>1</text:p>"), "1000"),
        (
            ods_cell("office:value-type='date' office:date-value='2020-01-02T00:00:00.000'"),
            "2020-01-02",
        ),
        (ods_cell("office:value-type='time' office:time-value='PT36H00M01.50S'"), "36:00:01.50"),
        (ods_cell("office:value-type='time' office:time-value='-PT2H3M4.0S'"), "-02:03:04"),
        (ods_cell("office:value-type='time' office:time-value='P1D'"), "P1D"),
        (ods_cell("office:value-type='boolean' office:boolean-value='true'"), "TRUE"),
    ],
)
def test_cells_of_open_documents_have_texts(cell: str, text: str) -> None:
    assert ods_texts(cell) == [(1, [text])]


def test_repeated_cells_and_rows_of_open_documents_are_repeated() -> None:
    twice, empty = "table:number-columns-repeated='2'", "table:number-columns-repeated='9000'"
    cells = [ods_cell(""), ods_cell(twice, "<text:p>a</text:p>"), ods_cell(""), ods_cell(empty)]
    assert ods_texts(*cells, row="table:number-rows-repeated='3'") == [
        (number, ["a", "a"]) for number in (1, 2, 3)
    ]
    row = "<table:table-row table:number-rows-repeated='{}'>{}</table:table-row>"
    rows = row.format(2, ods_cell("")) + row.format(1, ods_cell("", "<text:p>x</text:p>"))
    rows += row.format(1_000_000, ods_cell(empty))
    table = f'<table:table table:name="A">{rows}</table:table>'
    assert rows_of(ods_of(table * 2), ".ods", "A") == [(1, []), (2, []), (3, ["x"])]


@pytest.mark.parametrize(
    ("columns", "rows", "reason"),
    [
        ("2000000", "1", "a row has too many cells"),
        ("1", "2000000", "a sheet has more than 1,048,576 rows"),
        ("1000", "1000000", "rectangle"),
        ("0", "1", "it is damaged"),
        ("-1", "1", "it is damaged"),
        ("1", "9999999999", "it is damaged"),
    ],
)
def test_repetitions_have_limits(columns: str, rows: str, reason: str) -> None:
    cell = ods_cell(f"table:number-columns-repeated='{columns}'", "<text:p>a</text:p>")
    with pytest.raises(ContentError, match=reason):
        ods_texts(cell, row=f"table:number-rows-repeated='{rows}'")


def test_merged_cells_have_their_text_in_the_first(tables: Workspace) -> None:
    merged = (
        '<table:table table:name="A"><table:table-row>'
        '<table:table-cell office:value-type="string" table:number-columns-spanned="2">'
        "<text:p>seen</text:p></table:table-cell>"
        '<table:covered-table-cell office:value-type="string"><text:p>hidden</text:p>'
        "</table:covered-table-cell></table:table-row><table:table-row>"
        "<table:table-cell><text:p>Alpha</text:p></table:table-cell>"
        "<table:table-cell><text:p>Beta</text:p></table:table-cell></table:table-row></table:table>"
    )
    tables.write(ods_of(merged), "t.ods")
    opened = tables.open(tables.declare(file="t.ods", header_rows=2))
    assert opened.header == ("seen - Alpha", "seen - Beta")
