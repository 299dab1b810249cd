"""Workbooks put together by hand: .ods."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from workbook_values import Cell, Error, Percent, Rows, zipped

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def ods(sheets: Mapping[str, Rows]) -> bytes:
    """Return an .ods with some sheets, the cells with their values and what is shown."""
    return ods_of(
        "".join(
            f"<table:table table:name={quoteattr(name)}>"
            f"{''.join(map(_ods_row, rows))}</table:table>"
            for name, rows in sheets.items()
        )
    )


def ods_of(sheets: str, manifest: str = "", head: str = "") -> bytes:
    """Return an .ods whose sheets are given by their XML."""
    names = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    names += ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": f"<manifest>{manifest}</manifest>",
            "content.xml": f"<?xml version='1.0'?>{head}<office:document-content{names}>"
            f"<office:body><office:spreadsheet>{sheets}</office:spreadsheet></office:body>"
            "</office:document-content>",
        }
    )


def _ods_row(row: Sequence[Cell]) -> str:
    return f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>"


def _ods_cell(value: Cell) -> str:
    match value:
        case None:
            return "<table:table-cell/>"
        case Error(text=text):
            said = 'office:value-type="string" office:string-value="" calcext:value-type="error"'
            shown = text
        case Percent(share=share):
            said = f'office:value-type="percentage" office:value="{share!r}"'
            shown = f"{share:.0%}"
        case str():
            said, shown = 'office:value-type="string"', escape(value)
        case bool():
            shown = str(value).upper()
            said = f'office:value-type="boolean" office:boolean-value="{str(value).lower()}"'
        case date():
            shown = value.isoformat()
            said = f'office:value-type="date" office:date-value="{shown}"'
        case time():
            shown = value.strftime("%H:%M:%S")
            duration = value.strftime("PT%HH%MM%SS")
            said = f'office:value-type="time" office:time-value="{duration}"'
        case _:
            shown = f"{value:,}"
            said = f'office:value-type="float" office:value="{value!r}"'
    return f"<table:table-cell {said}><text:p>{shown}</text:p></table:table-cell>"
