from __future__ import annotations

import io
import struct
import zipfile

import pytest
from ods_helper import ods, ods_of
from workbook_reading import MAKERS, refused, rows_of
from workbook_values import Error, zipped
from xls_helper import compound, old_cell, old_record, xls, xls_of
from xlsb_helper import binary_cell, binary_row, record, xlsb, xlsb_of
from xlsx_helper import xlsx, xlsx_of

from factcheck.evidence.workbook import archive, fault


@pytest.mark.parametrize(
    ("held", "suffix", "reason"),
    [
        (b"", ".xlsx", "it is damaged"),
        (xlsx({"A": [["a"]]})[:-30], ".xlsx", "it is damaged"),
        (xlsx({"A": [["a"]]}), ".xlsb", "it is no .xlsb inside"),
        (xlsb({"A": [["a"]]}), ".xlsx", "it is no .xlsx inside"),
        (xlsx({"A": [["a"]]}), ".ods", "it is no .ods inside"),
        (xlsx({"A": [["a"]]}), ".xls", "it is no .xls inside"),
        (xls({"A": [["a"]]}), ".xlsx", "it is locked with a password, or an .xls"),
        (compound({"Other": b"x"}), ".xls", "it holds no workbook"),
        (compound({"Workbook": old_record(0x0809, bytes(16))}), ".xls", "it is damaged"),
        (xls({"A": [["a"]]})[:600], ".xls", "it is damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ".xls", "it is damaged"),
        (xlsx({}), ".xlsx", "it has no sheets"),
        (ods({}), ".ods", "it has no sheets"),
        (xlsx_of({"A": '<row r="1"><c r="A1"><v>1</v>'}), ".xlsx", "it is damaged"),
        (xlsx_of({"A": '<row r="1"><c r="A1"><v>\0</v></c></row>'}), ".xlsx", "not in UTF-8"),
        (xlsx_of({"A": '<row r="1"><c r="12A"><v>1</v></c></row>'}), ".xlsx", "stands nowhere"),
        (ods_of("<table:table>"), ".ods", "it is damaged"),
        (ods_of("", head="<!DOCTYPE a [<!ENTITY b 'c'>]>"), ".ods", "declares a document type"),
        (ods_of("", manifest="encryption-data"), ".ods", "it is locked with a password"),
        (xlsb_of({"A": b"\x05\xff\xff\xff\xff"}), ".xlsb", "it is damaged"),
        (xlsb_of({"A": record(5, b"\0")}), ".xlsb", "it is damaged"),
        (xlsb_of({"A": b"\x80"}), ".xlsb", "it is damaged"),
        (xls_of({"A": old_record(0x0203, b"\0")}), ".xls", "it is damaged"),
        (xls_of({"A": b""}, extent=(70_000, 1)), ".xls", "it is damaged"),
        (xls_of({"A": b""}, extent=(1, 300)), ".xls", "it is damaged"),
        (xls_of({"A": old_record(0x0200, struct.pack("<4H", 0, 9, 0, 300))}), ".xls", "damaged"),
        (xls_of({"A": old_cell(0, 0, Error("#WHAT"))}), ".xls", "it is damaged"),
    ],
)
def test_what_is_no_workbook_is_refused(held: bytes, suffix: str, reason: str) -> None:
    assert reason in refused(held, suffix)


def far_apart(suffix: str) -> bytes:
    match suffix:
        case ".xlsx":
            rows = '<row r="1"><c r="A1"><v>1</v></c></row>'
            rows += '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
            return xlsx_of({"A": rows})
        case ".xlsb":
            first = binary_row(0) + binary_cell(0, 1)
            return xlsb_of({"A": first + binary_row(1_048_575) + binary_cell(16_383, 1)})
        case ".xls":
            return xls_of({"A": old_cell(0, 0, 1) + old_cell(65_535, 255, 1)})
        case _:
            cell = '<table:table-cell office:value-type="string"><text:p>x</text:p>'
            row = f"<table:table-row>{cell}</table:table-cell></table:table-row>"
            empty = '<table:table-row table:number-rows-repeated="1000000"/>'
            wide = '<table:table-row><table:table-cell table:number-columns-repeated="16000"/>'
            return ods_of(
                f'<table:table table:name="A">{row}{empty}{wide}{cell}</table:table-cell>'
                "</table:table-row></table:table>"
            )


@pytest.mark.parametrize("suffix", MAKERS)
def test_cells_too_far_apart_are_refused(suffix: str) -> None:
    """They would make the reader of workbooks take all memory, and end the program."""
    assert "the rectangle around the cells of a sheet has" in refused(far_apart(suffix), suffix)


@pytest.mark.parametrize(
    "rows",
    [
        "<row><c><v>1</v></c><c><v>2</v></c></row><row r='5'><c r='AB7'><v>3</v></c></row>",
        (
            "<x:row xmlns:x='http://schemas.openxmlformats.org/spreadsheetml/2006/main'>"
            "<x:c r='B1' t='e'><x:v>#N/A</x:v></x:c><x:c><x:v>4</x:v></x:c></x:row>"
        ),
    ],
)
def test_positions_that_are_not_written_are_counted(
    monkeypatch: pytest.MonkeyPatch, rows: str
) -> None:
    found = rows_of(xlsx_of({"A": rows}), ".xlsx")
    assert found[0][1][:2] in (["1", "2"], ["#N/A", "4"])
    height, width = len(found), len(found[0][1])
    monkeypatch.setattr(fault, "MAX_CELLS", height * width)
    assert rows_of(xlsx_of({"A": rows}), ".xlsx") == found
    monkeypatch.setattr(fault, "MAX_CELLS", height * width - 1)
    assert "rectangle" in refused(xlsx_of({"A": rows}), ".xlsx")


def test_cells_that_only_have_a_format_do_not_count() -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="1"/></row>'
    rows += '<row r="1048576"><c r="XFD1048576" s="1"/></row>'
    assert rows_of(xlsx_of({"A": rows}), ".xlsx") == [(1, ["1"])]
    blank = binary_row(0) + binary_cell(0, 1) + binary_row(1_048_575) + binary_cell(16_383, None)
    assert rows_of(xlsb_of({"A": blank}), ".xlsb") == [(1, ["1"])]


def test_an_archive_has_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    held = xlsx({"A": [["a" * 1000]]}, extra={"xl/media/picture.xml": "x" * 100_000})
    assert rows_of(held, ".xlsx") == [(1, ["a" * 1000])]
    monkeypatch.setattr(archive, "MAX_UNPACKED", 1000)
    assert refused(held, ".xlsx") == "it has more than 0 MiB when unpacked"
    monkeypatch.setattr(archive, "MAX_PARTS", 3)
    assert refused(held, ".xlsx") == "it has 8 parts; the limit is 3"


def test_a_directory_that_lies_about_sizes_gains_nothing() -> None:
    held = xlsx_of({"A": f'<row r="1"><c r="A1"><v>{"1" * 50_000}</v></c></row>'})
    with zipfile.ZipFile(io.BytesIO(held)) as packed:
        size = packed.getinfo("xl/worksheets/sheet1.xml").file_size
    lying = held.replace(struct.pack("<I", size), struct.pack("<I", 100))
    assert refused(lying, ".xlsx") == "it is damaged"


def test_parts_of_one_name_are_refused() -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        held = xlsx_with_two_workbooks()
    assert refused(held, ".xlsx") == "two of its parts have the same name"


def xlsx_with_two_workbooks() -> bytes:
    packed = io.BytesIO(xlsx({"A": [["a"]]}))
    with zipfile.ZipFile(packed, "a") as both:
        both.writestr("xl/workbook.xml", "<workbook/>")
    return packed.getvalue()


def test_a_locked_archive_is_told() -> None:
    held = bytearray(zipped({"xl/workbook.xml": "x"}))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        held[held.index(mark) + place] |= 1
    assert refused(bytes(held), ".xlsx") == "it is locked with a password"


def test_a_locked_older_workbook_is_told() -> None:
    head = old_record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0))
    locked = head + old_record(0x002F, struct.pack("<HHHH", 0, 1, 2, 3)) + old_record(0x000A)
    assert refused(compound({"Workbook": locked}), ".xls") == "it is locked with a password"


def test_a_crash_of_the_reader_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    import python_calamine

    class PanicException(BaseException):
        pass

    def panics(*_: object) -> None:
        raise PanicException

    def is_stopped(*_: object) -> None:
        raise KeyboardInterrupt

    class Book:
        from_filelike = staticmethod(panics)

    monkeypatch.setattr(python_calamine, "CalamineWorkbook", Book)
    assert refused(xlsx({"A": [["a"]]}), ".xlsx") == "it is damaged"
    monkeypatch.setattr(Book, "from_filelike", staticmethod(is_stopped))
    with pytest.raises(KeyboardInterrupt):
        rows_of(xlsx({"A": [["a"]]}), ".xlsx")


@pytest.mark.parametrize("is_small", [False, True])
def test_chains_that_run_in_a_circle_are_refused(is_small: bool) -> None:
    held = xls({"A": [["a", "b"] * 40]}, is_small=is_small)
    (first,) = struct.unpack_from("<I", held, 60 if is_small else 76)
    table = bytearray(held)
    # Each chain goes back to its own beginning.
    struct.pack_into("<II", table, (first + 1) * 512, 1, 0)
    assert refused(bytes(table), ".xls") == "it is damaged"
    looped = bytearray(xls({"A": [["a"]]}))
    struct.pack_into("<I", looped, 68, 0)
    assert refused(bytes(looped), ".xls") == "it is damaged"


def test_a_sheet_more_or_less_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("factcheck.evidence.workbook.xls.marks_of", lambda _: [])
    assert refused(xls({"A": [["a"]]}), ".xls") == "it is damaged"
