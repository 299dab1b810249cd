"""JSON and JSON Lines: records as rows, and everything that is no table."""

from __future__ import annotations

import gzip
import json
import os
from typing import TYPE_CHECKING

import pytest
from evidence_workspace import ENGINES, Workspace, column, only_cells, only_fault
from hypothesis import given
from hypothesis import strategies as st

from factcheck.evidence import codes
from factcheck.evidence.content import ChangedError, ContentError
from factcheck.evidence.locate import locate
from factcheck.evidence.stored import Stored, json_rows, stored_frame
from factcheck.evidence.stored.codes import BROKEN_STORE
from factcheck.evidence.stored.json_text import parse_json
from factcheck.model.span import Text
from factcheck.model.spec import EmptyCell

if TYPE_CHECKING:
    from factcheck.evidence.frame import Frame
    from factcheck.model.cell import Fault

NAMES = ("t.json", "t.jsonl", "t.ndjson", "t.json.gz", "t.jsonl.gz")


def frame(tables: Workspace, text: str | bytes, name: str = "t.json") -> Frame:
    content = text.encode() if isinstance(text, str) else text
    tables.write(gzip.compress(content) if name.endswith(".gz") else content, name)
    folder = tables.folder.resolve()
    return stored_frame(Stored(locate(Text(name, tables.declare().span), folder, folder)))


def fault_of(tables: Workspace, text: str | bytes, name: str = "t.json") -> Fault:
    with pytest.raises(ContentError) as caught:
        [*frame(tables, text, name).rows()]
    return caught.value.fault


def as_lines(text: str) -> str:
    """Return a list of records with one record a line."""
    return "".join(f"{json.dumps(each)}\n" for each in json.loads(text))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("9167", "9167"),
        ("-5", "-5"),
        ("9.50", "9.50"),
        ("0.30000000000000004", "0.30000000000000004"),
        ("1.5e3", "1500"),
        ("1E400", "1E400"),
        ("123456789012345678901234567890", "123456789012345678901234567890"),
        ("true", "true"),
        ("false", "false"),
        ("null", ""),
        ('""', ""),
        ('" a "', " a "),
        ('"1,234"', "1,234"),
        (r'"Z\u00fcrich"', "Zürich"),
        (r'"\ud83d\ude00"', "😀"),
        ('"💡"', "💡"),
    ],
)
@pytest.mark.parametrize("name", NAMES)
def test_each_value_becomes_a_text(tables: Workspace, value: str, text: str, name: str) -> None:
    record = f'{{"v": {value}, "one": 1}}'
    found = frame(
        tables, f"[{record}]" if name.startswith("t.json") and "l" not in name else record, name
    )
    assert found.headers == ("v", "one")
    assert [*found.rows()] == [(1, [text, "1"])]
    assert (found.faults, found.is_printed) == ((), False)


def test_records_may_have_their_keys_in_any_order_and_lack_some(tables: Workspace) -> None:
    text = '[{"a": 1, "b": 2}, {"b": 3, "c": 4}, {}, {"c": 5, "a": 6}]'
    found = frame(tables, text)
    assert found.headers == ("a", "b", "c")
    rows = [["1", "2", ""], ["", "3", "4"], ["", "", ""], ["6", "", "5"]]
    assert [*found.rows()] == [*enumerate(rows, 1)]
    lines = frame(tables, as_lines(text), "t.jsonl")
    assert [*lines.rows()] == [*found.rows()]


def test_rows_can_be_asked_for_again_and_changed(tables: Workspace) -> None:
    found = frame(tables, '[{"a": 1}]')
    for _, row in found.rows():
        row[0] = "changed"
    assert [*found.rows()] == [(1, ["1"])]


def test_a_line_is_numbered_as_in_the_file(tables: Workspace) -> None:
    found = frame(tables, '\ufeff{"a": 1}\r\n\r\n  {"a": 2}\n\n', "t.jsonl")
    assert [*found.rows()] == [(1, ["1"]), (3, ["2"])]


@pytest.mark.parametrize("name", ["t.json", "t.jsonl"])
def test_lists_and_records_are_a_fault_of_their_column(tables: Workspace, name: str) -> None:
    text = '[{"v": 1, "l": 2, "r": null}, {"v": 3, "l": [4], "r": {"x": 1}}, {"l": [], "v": 4}]'
    tables.write(text if name == "t.json" else as_lines(text), name)
    of = tables.declare(file=name)
    faults = tables.open(of).faults
    where = "record" if name == "t.json" else "line"
    assert [(one.code, one.column) for one in faults] == [(BROKEN_STORE, "l"), (BROKEN_STORE, "r")]
    assert f"column 'l' holds lists, as in {where} 2," in faults[0].message
    assert f"column 'r' holds records, as in {where} 2," in faults[1].message
    cells = tables.scan(("", "v"), ("l", ""), of=of)
    assert cells.sets[0][1][0].measured[0].total == 8
    assert [one.code for one in cells.faults] == [BROKEN_STORE, BROKEN_STORE]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "line 1, column 1: it is no JSON: expecting value"),
        ("{", "line 1, column 2: it is no JSON"),
        ('[{"a": 1},\n{"a": 1,}]', "line 2, column"),
        ('[{"a": 01}]', "it is no JSON"),
        ('[{"a": 1}] [', "it is no JSON: extra data"),
        ("[{'a': 1}]", "it is no JSON"),
        ('[{"a": "\n"}]', "it is no JSON: invalid control character"),
        ('{"a": [1]}', "a record stands where a list of records is expected"),
        ("null", "null stands where a list of records is expected"),
        ("true", "true stands where"),
        ("17", "'17' stands where"),
        ('"text"', "'text' stands where"),
        ("[1]", "record 1: '1' stands where a record is expected"),
        ('[{"a": 1}, [2]]', "record 2: a list stands where a record is expected"),
        ('[{"a": 1}, null]', "record 2: null stands where"),
        ('[{"a": 1, "a": 1}]', "a record has the key 'a' twice"),
        ('[{"a": {"b": 1, "b": 2}}]', "a record has the key 'b' twice"),
        ('[{"a": NaN}]', "NaN is no number of JSON"),
        ('[{"a": -Infinity}]', "-Infinity is no number of JSON"),
        ("[" * 100_000, "it is nested too deeply"),
        (r'[{"a": "\ud800"}]', r"half of a character"),
        (r'[{"\uDFFF": 1}]', r"half of a character"),
        (b'[{"a": "\xff"}]', "byte 0xff is no utf-8"),
        ('[{"a": 1}]'.encode("utf-16"), "byte 0xff is no utf-8"),
    ],
)
def test_what_is_no_list_of_records_is_a_fault(
    tables: Workspace, text: str | bytes, message: str
) -> None:
    fault = fault_of(tables, text)
    assert (fault.code, fault.column) == (BROKEN_STORE, None)
    assert message in fault.message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"a": 1}\n{"a": 1, "a": 2}\n', "line 2: a record has the key 'a' twice"),
        ('{"a": 1}\n\n{"a": NaN}\n', "line 3: NaN is no number"),
        ('{"a": 1} {"a": 2}\n', "line 1: it is no JSON: extra data"),
        ('{"a": 1}\n[1]\n', "line 2: a list stands where a record is expected"),
        ('{"a": 1}\n"\\ud800"\n', "line 2: a text has half of a character"),
        ('[{"a": 1}]', "line 1: a list stands where a record is expected"),
        ('[\n{"a": 1}\n]', "line 1: it is no JSON"),
        (b'{"a": 1}\n{"a": "\xe9"}\n', "line 2: byte 0xe9 is no utf-8"),
        ('{"a": 1}\n\ufeff{"a": 2}', "line 2: it is no JSON"),
    ],
)
def test_a_line_that_is_no_record_is_a_fault(
    tables: Workspace, text: str | bytes, message: str
) -> None:
    fault = fault_of(tables, text, "t.jsonl")
    assert fault.code is BROKEN_STORE
    assert fault.message.startswith(message)


@pytest.mark.parametrize(
    ("text", "name", "message"),
    [
        ("[]", "t.json", "the table is empty: there is no record"),
        ("[{}, {}]", "t.json", "the table is empty: no record has a key"),
        ("", "t.jsonl", "the table is empty: there is no record"),
        ("\n\n", "t.jsonl", "the table is empty: there is no record"),
        ("{}\n", "t.jsonl", "the table is empty: no record has a key"),
    ],
)
def test_a_table_without_columns_is_a_fault(
    tables: Workspace, text: str, name: str, message: str
) -> None:
    fault = fault_of(tables, text, name)
    assert (fault.code, fault.message) == (codes.NO_HEADER, message)


def test_limits(tables: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_rows, "MAX_BYTES", 2**20)
    for name in ("t.json", "t.json.gz"):
        fault = fault_of(tables, " " * 2**20 + "[]", name)
        assert fault.message == "it has more than 1 MiB"
        assert fault.hint is not None
        assert ".jsonl" in fault.hint
    monkeypatch.setattr(json_rows, "MAX_COLUMNS", 2)
    assert "more than 2 different keys" in fault_of(tables, '[{"a": 1, "b": 2, "c": 3}]').message
    monkeypatch.setattr(json_rows, "MAX_LINE", 20)
    assert fault_of(tables, '{"a": 1}\n{"a": "0123456789012"}', "t.jsonl").message == (
        "line 2 has more than 20 bytes"
    )


def test_a_line_as_long_as_the_limit_is_read(
    tables: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_rows, "MAX_LINE", 9)
    assert [*frame(tables, '{"a": 1}\n{"a": 2}\n', "t.jsonl").rows()] == [(1, ["1"]), (2, ["2"])]


@pytest.mark.parametrize("engine", ENGINES)
def test_cells_are_those_of_any_table(tables: Workspace, engine: str) -> None:
    tables.write('[{"k": "a", "v": 1}, {"k": "a"}, {"k": "b", "v": 2.5e0}]', "t.json")
    of = tables.declare(column("v", empty=EmptyCell.NONE), file="t.json")
    cells = tables.scan(("k", "v"), of=of, engine="python" if engine == "python" else "duckdb")
    assert [(one.key, one.rows) for one in only_cells(cells)] == [
        (("a",), 1),
        (("a",), 1),
        (("b",), 1),
    ]
    assert cells.rows == 3
    undeclared = tables.scan(("k", "v"), of=tables.declare(file="t.json"))
    fault = only_fault(undeclared)
    assert fault.code is codes.EMPTY_CELL
    assert "1 cell, at line 2" in fault.message


def test_names_that_are_blank_or_repeated_are_faults(tables: Workspace) -> None:
    tables.write('[{"a": 1, " a": 2, " ": 3}]', "t.json")
    faults = tables.open(tables.declare(file="t.json")).faults
    assert {one.code for one in faults} == {codes.DUPLICATE_HEADER, codes.EMPTY_HEADER}


def test_a_file_that_changes_is_not_read_on(tables: Workspace) -> None:
    found = frame(tables, '{"a": 1}\n', "t.jsonl")
    os.utime(tables.folder / "t.jsonl", ns=(1, 1))
    with pytest.raises(ChangedError):
        [*found.rows()]


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner, max_size=3)
)


@given(st.dictionaries(st.text(), _JSON, max_size=4))
def test_texts_and_truths_are_those_of_python(record: dict[str, object]) -> None:
    def plain(value: object) -> object:
        if isinstance(value, list):
            return [plain(each) for each in value]
        is_number = isinstance(value, int) and not isinstance(value, bool)
        return str(value) if is_number else value

    for is_ascii in (True, False):
        try:
            data = json.dumps(record, ensure_ascii=is_ascii).encode()
        except UnicodeEncodeError:
            continue
        assert parse_json(data) == {key: plain(value) for key, value in record.items()}


@given(st.binary(max_size=40) | st.text(alphabet='[]{}",:\\ud80e1-.NaIfty \n').map(str.encode))
def test_no_bytes_are_more_than_a_fault(data: bytes) -> None:
    try:
        parse_json(data)
    except ContentError as error:
        assert error.fault.code is BROKEN_STORE  # noqa: PT017 - either way is right
