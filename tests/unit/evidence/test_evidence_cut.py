from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from evidence_workspace import SPAN, Workspace, column, only_cells, only_fault
from hypothesis import given
from hypothesis import strategies as st

from factcheck.evidence import EvidenceReader, codes, content
from factcheck.evidence.content import ContentError
from factcheck.evidence.cut import cut, joined_headers
from factcheck.evidence.locate import Located
from factcheck.evidence.records import records_of
from factcheck.model.span import Text
from factcheck.model.spec import TableDeclaration

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.problem import Code

_CELLS = st.sampled_from(["", "a", "b c", "1", " x "])
_ROWS = st.integers(1, 3).flatmap(
    lambda width: st.lists(
        st.one_of(st.just([]), st.lists(_CELLS, min_size=width, max_size=width)), max_size=7
    )
)
_SKIPPED = st.lists(st.integers(-7, 7).filter(bool), max_size=3).map(tuple)


def naive(
    rows: list[list[str]], header_row: int | None, header_rows: int, skip: tuple[int, ...]
) -> tuple[list[str], list[tuple[int, list[str]]]] | None:
    """Cut a table by its definition, in one list after the other; ``None`` where it is an error."""
    blank = [not row or (len(row) == 1 and not row[0].strip()) for row in rows]
    filled = {place + 1: row for place, row in enumerate(rows) if not blank[place]}
    if not filled:
        return None
    last = max(filled)
    left_out = {number if number > 0 else last + 1 + number for number in skip}
    kept = [number for number in sorted(filled) if number not in left_out]
    if header_row is not None:
        if header_row not in kept:
            return None
        kept = kept[kept.index(header_row) :]
    if len(kept) < header_rows:
        return None
    above, data = kept[:header_rows], kept[header_rows:]
    headers = []
    for place in range(len(filled[above[0]])):
        parts = []
        for number in above[:-1]:
            named = [cell.strip() for cell in filled[number][: place + 1] if cell.strip()]
            parts += named[-1:]
        lowest = filled[above[-1]][place].strip()
        headers.append(" - ".join([*parts, lowest] if lowest else parts))
    return headers, [(number, filled[number]) for number in data]


_HEADER_FAULTS = {codes.NO_HEADER, codes.HEADER_PLACE, codes.SKIP_PLACE}


def is_beyond(rows: list[list[str]], skip: tuple[int, ...]) -> bool:
    """Whether a row that is to be left out is not there."""
    filled = [number for number, row in enumerate(rows, 1) if "".join(row[:2]).strip() or row[1:]]
    return any(number > len(rows) or -number > filled[-1] for number in skip)


def records(rows: list[list[str]]) -> Iterator[tuple[int, list[str]]]:
    return iter(enumerate(rows, 1))


@given(_ROWS, st.none() | st.integers(1, 7), st.integers(1, 3), _SKIPPED)
def test_a_cut_is_what_its_definition_says(
    rows: list[list[str]], header_row: int | None, header_rows: int, skip: tuple[int, ...]
) -> None:
    declaration = TableDeclaration(
        "t",
        SPAN,
        Text("t.csv", SPAN),
        header_row=header_row,
        header_rows=header_rows,
        skip=skip,
    )
    expected = naive(rows, header_row, header_rows, skip)
    if expected is None:
        with pytest.raises(ContentError) as caught:
            cut(lambda: records(rows), declaration)
        assert caught.value.fault.code in _HEADER_FAULTS
        return
    if is_beyond(rows, skip):
        with pytest.raises(ContentError) as caught:
            list(cut(lambda: records(rows), declaration).rows())
        assert caught.value.fault.code is codes.SKIP_PLACE
        return
    frame = cut(lambda: records(rows), declaration)
    assert (list(frame.headers), list(frame.rows())) == expected
    # Rows are there as often as they are asked for.
    assert list(frame.rows()) == expected[1]


@given(_ROWS, st.none() | st.integers(1, 7), _SKIPPED, st.sampled_from(["\n", "\r\n", "\r"]))
def test_a_text_is_cut_like_its_rows(
    rows: list[list[str]], header_row: int | None, skip: tuple[int, ...], end: str
) -> None:
    text = io.StringIO()
    csv.writer(text, lineterminator=end, quoting=csv.QUOTE_ALL).writerows(rows)
    file = Text("t.csv", SPAN)
    located = Located(Path("t.csv"), "t.csv", ".csv", (), 0, file)
    held = content.Content(located, "utf-8", text.getvalue().encode())
    declaration = TableDeclaration("t", SPAN, file, header_row=header_row, skip=skip)
    expected = naive(rows, header_row, 1, skip)
    if expected is not None and not is_beyond(rows, skip):
        frame = cut(lambda: records_of(held, ","), declaration)
        assert (list(frame.headers), list(frame.rows())) == expected


TITLED = "Budget of the town\n\nitem,,2023,2024\n\nSchools,,1,2\nRoads,,3,4\nSource: the town\n\n"


def test_a_title_above_and_a_note_below_are_left_out(tables: Workspace) -> None:
    tables.write(TITLED)
    declaration = tables.declare(header_row=3, skip=(-1,))
    assert tables.open(declaration).header == ("item", "2023", "2024")
    cells = tables.scan(("item", "2024"), of=declaration)
    assert [(cell.key, int(cell.measured[0].total)) for cell in only_cells(cells)] == [
        (("Roads",), 4),
        (("Schools",), 2),
    ]
    assert cells.rows == 2


def test_without_the_declaration_the_error_names_it(tables: Workspace) -> None:
    tables.write(TITLED.replace(",,", ","))
    fault = only_fault(tables.scan(("Budget of the town", "")))
    assert fault.message == "line 3 has 3 cells, but the table has 1 column; it begins 'item'"
    assert "`header_row`" in (fault.hint or "")


def test_a_title_that_is_taken_for_the_header_is_told(tables: Workspace) -> None:
    tables.write("Budget,,\nitem,2023,2024\nSchools,1,2\n")
    faults = tables.open(tables.declare(column("n", header="2023"))).faults
    told = [fault for fault in faults if fault.column is None]
    assert [fault.hint for fault in told] == [
        "known here: 'Budget'; if the names stand in another row, declare `header_row`"
    ]
    tables.write(",,\nitem,2023,2024\n")
    faults = tables.open(tables.declare(column("n", header="2023"))).faults
    assert [fault.hint for fault in faults if fault.column is None] == [
        "if the names stand in another row, declare `header_row`"
    ]


def test_headers_over_several_rows_are_joined(tables: Workspace) -> None:
    tables.write(
        "id,Which have you seen?,,,Age\n,Alpha,Beta,Response,Response\n,,x,,\n1,Alpha,,,30\n"
    )
    assert tables.open(tables.declare(header_rows=2)).header == (
        "id",
        "Which have you seen? - Alpha",
        "Which have you seen? - Beta",
        "Which have you seen? - Response",
        "Age - Response",
    )
    assert tables.scan(("id", ""), of=tables.declare(header_rows=2)).rows == 2
    assert joined_headers([["a", "", "b"], ["", "c", " "], ["x", "", "z"]]) == (
        "a - x",
        "a - c",
        "b - c - z",
    )
    assert joined_headers([["", "a"], ["x", ""]]) == ("x", "a")
    # A row of delimiters is a row; blank lines are none.
    tables.write("q,\n\n,\n\na,b\n1,2\n")
    assert tables.open(tables.declare(header_rows=3)).header == ("q - a", "q - b")


@pytest.mark.parametrize(
    ("text", "said", "code", "message", "hint"),
    [
        (
            "a,b\n\n1,2\n",
            {"header_row": 2},
            codes.HEADER_PLACE,
            "`header_row` is 2, but that row is blank; the next one is 3",
            "counts the rows from 1",
        ),
        (
            "a,b\n1,2\n\n",
            {"header_row": 3},
            codes.HEADER_PLACE,
            "`header_row` is 3, but the last row of the table is 2",
            "counts the rows from 1",
        ),
        (
            "a,b\n1,2\n",
            {"header_row": 2, "skip": (1, 2)},
            codes.NO_HEADER,
            "the table is empty: it has no header row",
            "",
        ),
        (
            "a,b\n1,2\n3,4\n",
            {"header_row": 2, "skip": (2,)},
            codes.HEADER_PLACE,
            "row 2 is left out by `skip`, so it is no header",
            "correct `header_row`",
        ),
        (
            "a,b\n1,2\n3,4\n",
            {"header_row": 3, "skip": (-1,)},
            codes.HEADER_PLACE,
            "row 3 is left out by `skip`, so it is no header",
            "take it out",
        ),
        (
            "a,b\n1,2\n3,4\n5,6\n",
            {"header_row": 3, "skip": (-2,)},
            codes.HEADER_PLACE,
            "row 3 is left out by `skip`, so it is no header",
            "correct `header_row`",
        ),
        (
            "a,b\n1,2\n",
            {"header_row": 2, "header_rows": 2},
            codes.HEADER_PLACE,
            "`header_rows` is 2, but the table ends before",
            "count the rows",
        ),
        (
            "t\n\na,b\n",
            {"header_rows": 2},
            codes.WRONG_LENGTH,
            "line 3 has 2 cells, but the table has 1 column; it begins 'a'",
            "",
        ),
        ("", {"header_row": 1}, codes.NO_HEADER, "the table is empty: it has no header row", ""),
    ],
)
def test_a_header_that_is_not_there_is_a_fault(
    tables: Workspace, text: str, said: dict[str, object], code: Code, message: str, hint: str
) -> None:
    tables.write(text)
    declaration = tables.declare(**said)
    fault = only_fault(tables.open(declaration))
    assert (fault.code, fault.column, fault.message) == (code, None, message)
    assert hint in (fault.hint or "")
    cells = tables.scan(("a", ""), of=declaration)
    assert (only_fault(cells), cells.rows, len(cells.sha256)) == (fault, 0, 64)


def test_ragged_rows_stay_errors_with_their_line(tables: Workspace) -> None:
    tables.write('title\n"a\nb",c\n1,2\n3\n')
    cells = tables.scan(("c", ""), of=tables.declare(header_row=2))
    assert only_fault(cells).message == (
        "line 5 has 1 cell, but the table has 2 columns; it begins '3'"
    )
    tables.write('title\na,b\n1,2\n"3,4\n')
    cells = tables.scan(("a", ""), of=tables.declare(header_row=2))
    assert only_fault(cells).message == "line 4: a cell begins with a quote that is never closed"


def test_cells_at_fault_are_found_by_their_line(tables: Workspace) -> None:
    tables.write("title\n\na,b\n1,x\n\n2,\n")
    cells = tables.scan(("a", "b"), of=tables.declare(header_row=3))
    assert [fault.message.rpartition(": ")[2] for fault in cells.faults] == [
        "1 cell, at line 6",
        "'x' (1 cell, at line 4)",
    ]


def test_rows_are_skipped_before_names_are_given(tables: Workspace) -> None:
    tables.write("notes\n2018,1\n2019,2\nsum,3\n")
    declaration = tables.declare(header=("year", "n"), skip=(1, -1))
    assert tables.open(declaration).header == ("year", "n")
    cells = tables.scan(("year", "n"), of=declaration)
    assert [cell.key for cell in only_cells(cells)] == [("2018",), ("2019",)]
    fault = only_fault(tables.open(tables.declare(header=("year", "n"), skip=(-1,))))
    assert fault.message == "line 1 has 1 cells, but `header` gives 2 names"
    tables.write("x\n")
    fault = only_fault(tables.scan(("year", "n"), of=declaration))
    assert fault.message == "table 't' has no rows besides those that `skip` leaves out"


def test_another_delimiter_is_noticed_below_a_title(tables: Workspace) -> None:
    tables.write("title\na;b\n1;2\n")
    fault = only_fault(tables.open(tables.declare(header_row=2)))
    assert (fault.code, fault.hint) == (codes.ONE_COLUMN, "declare `delimiter: ';'`")
    tables.write('title\n"a"b\n')
    assert only_fault(tables.open(tables.declare(header_row=2))).code is codes.BROKEN_QUOTES
    tables.write("a;b\n1;2\n")
    assert tables.open(tables.declare(header=("x",), skip=(-1,))).faults == ()


def test_too_many_columns_are_refused_below_a_title(tables: Workspace) -> None:
    tables.write("title\n" + "," * 10_000 + "\n")
    assert only_fault(tables.open(tables.declare(header_row=2))).code is codes.TOO_MANY_COLUMNS


@pytest.mark.parametrize("rows", [1, 200_000])
def test_another_encoding_is_a_fault_below_a_title(tables: Workspace, rows: int) -> None:
    tables.write(("title\na,b\n" + "x,1\n" * rows + "ü,2\n").encode("latin-1"))
    declaration = tables.declare(header_row=2)
    fault = only_fault(tables.scan(("a", ""), of=declaration))
    assert fault.message.startswith(f"line {rows + 3}: byte 0xfc at offset")
    tables.write("titlü\na,b\n".encode("latin-1"))
    fault = only_fault(tables.open(declaration))
    assert fault.message == "line 1: byte 0xfc at offset 4 is no utf-8"


def test_opening_reads_no_further_than_the_header(
    tables: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables.write("title\na,b\n" + "x,1\n" * 500_000 + "x,1,1\n")
    read = 0
    bounded = content._bounded

    def counted(stream: io.TextIOWrapper) -> Iterator[str]:
        nonlocal read
        for line in bounded(stream):
            read += 1
            yield line

    monkeypatch.setattr(content, "_bounded", counted)
    declaration = tables.declare(header_row=2, skip=(-1,))
    with EvidenceReader(tables.folder, tables.folder) as reader:
        assert reader.open(declaration).faults == ()
    assert read < 100
    cells = tables.scan(("a", "b"), of=declaration, engine="auto")
    assert (cells.rows, int(only_cells(cells)[0].measured[0].total)) == (500_000, 500_000)


@pytest.mark.parametrize(
    ("encoding", "codec"),
    [
        ("iso-8859-15", "iso8859-15"),
        ("windows-1250", "cp1250"),
        ("windows-1251", "cp1251"),
        ("mac-roman", "mac-roman"),
        ("cp437", "cp437"),
        ("cp850", "cp850"),
    ],
)
@pytest.mark.parametrize("rows", [2, 200_000])
def test_older_encodings_are_read(tables: Workspace, encoding: str, codec: str, rows: int) -> None:
    word = "Жук" if codec == "cp1251" else "Zürich"
    tables.write(("name,n\n" + f"{word},1\n" * rows).encode(codec))
    declaration = tables.declare(encoding=encoding)
    (cell,) = only_cells(tables.scan(("name", "n"), of=declaration, engine="auto"))
    assert (cell.key, cell.rows) == ((word,), rows)


def test_a_byte_that_an_old_encoding_lacks_is_told(tables: Workspace) -> None:
    tables.write(b"a,b\n\x81,1\n")
    fault = only_fault(tables.open(tables.declare(encoding="windows-1252")))
    assert fault.message == "line 2: byte 0x81 at offset 4 is no cp1252"
    assert "`encoding: utf-8`" in (fault.hint or "")


def test_a_broken_first_row_may_have_another_delimiter(tables: Workspace) -> None:
    tables.write('"year";"reports"\n2018;1\n')
    fault = only_fault(tables.open(tables.declare(header_rows=2)))
    assert (fault.code, fault.hint) == (codes.ONE_COLUMN, "declare `delimiter: ';'`")


@pytest.mark.parametrize(
    "text",
    [
        "a,b\n1,x\n2,y\n2,\n",
        '\ufeff"a", b\r\n"1","x, y"\r\n\r\n 2 ,"z ""q"" \n w"\r\n',
        "a,b\r1,x\r2,y\r",
        "a,a,,b\n1,2,3,4\n",
        "a,b\n1,x\n1,x,\n",
        "a,b\nTotal,5\n1,na\n1e3,9.50\n",
    ],
)
def test_a_cut_that_leaves_nothing_out_changes_nothing(tables: Workspace, text: str) -> None:
    tables.write(text)
    plain = tables.scan(("a", "b"), ("b", ""))
    assert tables.scan(("a", "b"), ("b", ""), of=tables.declare(header_row=1)) == plain


def test_published_tables_are_cut_like_plain_ones(tables: Workspace) -> None:
    found = sorted((Path(__file__).parents[3] / "evidence").rglob("*.csv"))
    assert found
    for path in found:
        tables.write(path.read_bytes())
        names = tables.open().header
        declared = tables.declare(header_row=1)
        assert tables.open(declared).header == names
        sets = [(name, "") for name in names if " " not in name]
        assert tables.scan(*sets, of=declared) == tables.scan(*sets)


@pytest.mark.parametrize(
    ("skip", "message"),
    [
        ((99,), "`skip` names row 99, but the table has 4 rows"),
        ((1, 5), "`skip` names row 5, but the table has 4 rows"),
        ((-4,), "`skip` names row -4, but the table has 3 rows"),
    ],
)
def test_a_row_to_be_left_out_has_to_be_there(
    tables: Workspace, skip: tuple[int, ...], message: str
) -> None:
    tables.write("a,n\nx,1\ny,2\n\n")
    fault = only_fault(tables.scan(("a", "n"), of=tables.declare(skip=skip)))
    assert (fault.code, fault.message) == (codes.SKIP_PLACE, message)
    assert "counted from 1" in (fault.hint or "")


def test_a_blank_row_and_the_only_row_may_be_named(tables: Workspace) -> None:
    tables.write("a,n\nx,1\n\n")
    assert tables.scan(("a", "n"), of=tables.declare(skip=(3,))).faults == ()
    tables.write("x\n")
    fault = only_fault(tables.scan(("x", ""), of=tables.declare(skip=(2,))))
    assert fault.message == "`skip` names row 2, but the table has 1 row"
    tables.write("")
    fault = only_fault(tables.scan(("x", ""), of=tables.declare(skip=(2,))))
    assert fault.code is codes.NO_HEADER
