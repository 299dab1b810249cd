"""Parquet files: each type as text, columns that cannot be read, files that are no Parquet."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import duckdb
import pytest
from evidence_workspace import ENGINES, Workspace, column, only_cells, only_fault
from parquet_helper import write_parquet

from factcheck.evidence import EvidenceReader, codes, sealed, small
from factcheck.evidence.content import ChangedError, ContentError
from factcheck.evidence.locate import locate
from factcheck.evidence.raw import RawRequest, RawSet
from factcheck.evidence.stored import Stored, columns, parquet, stored_frame, typed_query
from factcheck.evidence.stored.codes import BROKEN_STORE
from factcheck.evidence.stored.parquet import connected
from factcheck.evidence.stored.typed import TypedColumn, float_text
from factcheck.model.fraction import Fraction
from factcheck.model.span import Text
from factcheck.model.spec import EmptyCell

if TYPE_CHECKING:
    from factcheck.evidence.locate import Located
    from factcheck.evidence.raw import RawScan
    from factcheck.evidence.scan import Engine


def written(tables: Workspace, query: str, name: str = "t.parquet") -> Located:
    write_parquet(tables.folder / name, query)
    return located(tables, name)


def columns_of(file: Located) -> tuple[TypedColumn, ...]:
    with connected([file]) as ask:
        return parquet.parquet_columns(ask, [file])


def located(tables: Workspace, name: str) -> Located:
    folder = tables.folder.resolve()
    return locate(Text(name, tables.declare().span), folder, folder)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("9167", "9167"),
        ("(-128)::TINYINT", "-128"),
        ("255::UTINYINT", "255"),
        ("9223372036854775807::BIGINT", "9223372036854775807"),
        ("18446744073709551615::UBIGINT", "18446744073709551615"),
        ("9.50::DECIMAL(9, 2)", "9.50"),
        (
            "12345678901234567890123456789012345678::DECIMAL(38, 0)",
            "12345678901234567890123456789012345678",
        ),
        ("0.1::FLOAT", "0.1"),
        ("5::FLOAT", "5"),
        ("1e10::FLOAT", "10000000000"),
        ("1.5e-7::FLOAT", "0.00000015"),
        ("0.1::DOUBLE", "0.1"),
        ("0.1::DOUBLE + 0.2::DOUBLE", "0.3"),
        ("1::DOUBLE / 3", "0.333333333333333"),
        ("9167::DOUBLE", "9167"),
        ("'-0.0'::DOUBLE", "0"),
        ("'-0.0'::FLOAT", "0"),
        ("1234567890123456::DOUBLE", "1234567890123456"),
        ("1e20::DOUBLE", "100000000000000000000"),
        ("1.25e-7::DOUBLE", "0.000000125"),
        ("1e300::DOUBLE", "1e+300"),
        ("'nan'::DOUBLE", "nan"),
        ("'inf'::DOUBLE", "inf"),
        ("'-inf'::FLOAT", "-inf"),
        ("'  Zürich '", "  Zürich "),
        ("''", ""),
        ("true", "true"),
        ("false", "false"),
        ("NULL", ""),
        ("NULL::INTEGER", ""),
        ("NULL::DOUBLE", ""),
        ("NULL::VARCHAR", ""),
        ("NULL::TIMESTAMP", ""),
        ("NULL::TIMESTAMPTZ", ""),
        ("DATE '2020-12-21'", "2020-12-21"),
        ("TIME '10:00:00.5'", "10:00:00.5"),
        ("TIMESTAMP '2020-12-21'", "2020-12-21"),
        ("TIMESTAMP '2020-12-21 15:30:00'", "2020-12-21T15:30:00"),
        ("TIMESTAMP '2020-12-21 00:00:00.5'", "2020-12-21T00:00:00.5"),
        ("TIMESTAMP_NS '2020-12-21 15:30:00.123456789'", "2020-12-21T15:30:00.123456789"),
        ("TIMESTAMP_NS '2020-12-21 00:00:00'", "2020-12-21"),
        ("TIMESTAMPTZ '2020-12-21 02:00:00+02'", "2020-12-21T00:00:00Z"),
        ("UUID '6bd1a8d8-0000-0000-0000-000000000000'", "6bd1a8d8-0000-0000-0000-000000000000"),
    ],
)
def test_each_type_becomes_a_text(tables: Workspace, value: str, text: str) -> None:
    frame = stored_frame(Stored(written(tables, f"SELECT {value} AS v, 1 AS one")))
    assert [*frame.rows()] == [(1, [text, "1"])]
    assert (frame.headers, frame.faults, frame.is_printed) == (("v", "one"), (), False)


@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Tokyo"])
def test_moments_do_not_depend_on_the_zone_of_the_machine(
    tables: Workspace, monkeypatch: pytest.MonkeyPatch, zone: str
) -> None:
    monkeypatch.setenv("TZ", zone)
    file = written(tables, "SELECT TIMESTAMPTZ '2020-12-21 10:00:00+00' AS v")
    assert [*stored_frame(Stored(file)).rows()] == [(1, ["2020-12-21T10:00:00Z"])]


@pytest.mark.parametrize(
    ("value", "type_"),
    [
        ("[1, 2]", "INTEGER[]"),
        ("[1.5::DECIMAL(9, 2)]", "DECIMAL(9,2)[]"),
        ("['a']", "VARCHAR[]"),
        ("{'x': 1, 'y': {'z': [1]}}", "STRUCT"),
        ("MAP {'a': 1}", "MAP"),
        ("'a'::BLOB", "BLOB"),
        ("'1'::JSON", "JSON"),
        ("INTERVAL 1 DAY", "INTERVAL"),
        ("TIMETZ '10:00:00+02'", "TIME WITH TIME ZONE"),
    ],
)
@pytest.mark.parametrize("engine", ENGINES)
def test_a_column_of_other_values_is_a_fault_of_that_column(
    tables: Workspace, value: str, type_: str, engine: Engine
) -> None:
    # SQL of the test's own.
    query = f'SELECT 7 AS a, {value} AS " v ", 8 AS b FROM range(2)'  # noqa: S608
    written(tables, query)
    of = tables.declare(file="t.parquet")
    (fault,) = tables.open(of).faults
    assert (fault.code, fault.column) == (BROKEN_STORE, "v")
    assert f"column ' v ' holds values of the type {type_}" in fault.message
    cells = tables.scan(("", "a b"), ("v", "b"), of=of, engine=engine)
    # Not that its cells are empty as well.
    assert [one.code for one in cells.faults] == [BROKEN_STORE]
    assert cells.sets[0][1][0].measured[1].total == 16


def test_decimal_numbers_longer_than_duckdb_keeps_are_not_read() -> None:
    assert TypedColumn("v", "DECIMAL(38,2)", 38).fault() is None
    fault = TypedColumn("v", "DOUBLE", 40).fault()
    assert fault is not None
    assert "DECIMAL of 40 digits" in fault.message
    assert not TypedColumn("v", "DOUBLE", 40).is_float


def test_a_schema_that_contradicts_itself_is_a_fault(
    tables: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = written(tables, "SELECT 1 AS a")
    monkeypatch.setattr(parquet, "_top_level", lambda _: [])
    with pytest.raises(ContentError) as caught:
        columns_of(file)
    assert caught.value.fault.code is BROKEN_STORE


def test_names_are_those_of_the_file(tables: Workspace) -> None:
    query = 'SELECT 1 AS "a", {\'a\': 2, \'b\': [3]} AS s, 4 AS "it\'s ""b""", 5 AS " n "'
    file = written(tables, query)
    assert [one.name for one in columns_of(file)] == ["a", "s", 'it\'s "b"', " n "]
    assert stored_frame(Stored(file)).headers == ("a", "s", 'it\'s "b"', "n")


def test_names_that_differ_in_case_are_kept_apart(tables: Workspace) -> None:
    import pandas as pd

    frame = pd.DataFrame([[1, 2]], columns=["a", "A"])
    path = tables.folder / "t.parquet"
    with duckdb.connect() as connection:
        connection.register("frame", frame)
        connection.execute(f"COPY frame TO '{path}' (FORMAT parquet)")
    names = [one.name for one in columns_of(located(tables, "t.parquet"))]
    rows = [*stored_frame(Stored(located(tables, "t.parquet"))).rows()]
    assert len(names) == 2
    assert rows == [(1, ["1", "2"])]


def test_rows_come_in_the_order_of_the_file(tables: Workspace) -> None:
    file = written(tables, "SELECT range AS a FROM range(300000)")
    rows = stored_frame(Stored(file)).rows
    assert all(number == int(row[0]) + 1 for number, row in rows())


def test_a_row_without_values_is_a_row(tables: Workspace) -> None:
    written(tables, "SELECT * FROM (VALUES (1), (NULL), (2)) t(a)")
    of = tables.declare(column("a", empty=EmptyCell.UNKNOWN), file="t.parquet")
    found = {engine: tables.scan(("", "a"), of=of, engine=engine) for engine in ENGINES}
    assert found["python"] == found["duckdb"]
    assert found["python"].rows == 3


@pytest.mark.parametrize("engine", ENGINES)
def test_nan_is_no_number(tables: Workspace, engine: Engine) -> None:
    written(tables, "SELECT * FROM (VALUES ('a', 1.5::DOUBLE), ('b', 'nan'::DOUBLE)) t(k, v)")
    of = tables.declare(file="t.parquet")
    fault = only_fault(tables.scan(("k", "v"), of=of, engine=engine))
    assert fault.code is codes.NOT_A_NUMBER
    assert "'nan'" in fault.message


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("type_", ["DOUBLE", "FLOAT", "INTEGER", "DECIMAL(9, 0)", "VARCHAR"])
def test_a_marker_that_looks_like_a_number_is_none(
    tables: Workspace, engine: Engine, type_: str
) -> None:
    from factcheck.model.spec import Marker

    values = "(VALUES (1), (999), (2)) t(v)"
    written(tables, f"SELECT v::{type_} AS v FROM {values}")  # noqa: S608 - the test's own
    marked = column("v", markers=(("999", Marker(EmptyCell.NOT_APPLICABLE)),))
    of = tables.declare(marked, file="t.parquet")
    cells = tables.scan(("", "v"), of=of, engine=engine)
    totals = [one.measured[0].total for one in only_cells(cells) if one.measured[0].rows]
    assert totals == [3]


@pytest.mark.parametrize("engine", ENGINES)
def test_totals_are_left_out(tables: Workspace, engine: Engine) -> None:
    values = "('a', 0.5::DOUBLE, 1), ('Total', 1.5, 3), ('b', 2.5, 2)"
    written(tables, f"SELECT * FROM (VALUES {values}) t(k, f, v)")  # noqa: S608 - own
    of = tables.declare(file="t.parquet", totals=(("k", "Total"),))
    cells = tables.scan(("k", "v"), of=of, engine=engine)
    assert cells.total_like == ()
    assert tables.scan(("f", "v"), engine=engine, of=tables.declare(file="t.parquet")).total_like
    # Among binary fractions Python looks for what is declared as a total.
    of = tables.declare(file="t.parquet", totals=(("f", "1.5"),))
    cells = tables.scan(("k", "v"), of=of, engine=engine, columns=("k", "f", "v"))
    assert cells.faults == ()


def test_duckdb_reads_a_parquet_file_of_any_size(
    tables: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(tables, "SELECT 'a' AS k, 1 AS v")
    monkeypatch.delattr(small, "scan")
    cells = tables.scan(("k", "v"), of=tables.declare(file="t.parquet"), engine="auto")
    assert only_cells(cells)[0].measured[0].total == 1


def test_what_no_claim_asks_for_is_not_scanned(tables: Workspace) -> None:
    file = written(tables, "SELECT 1 AS v FROM range(3)")
    found = columns.ParquetGrouper((file,)).scan(RawRequest((RawSet((), ()),), (), ()))
    assert found.rows == 3


def test_sums_past_the_numbers_of_duckdb_are_made_in_python(tables: Workspace) -> None:
    largest = "9" * 38
    written(tables, f"SELECT {largest}::DECIMAL(38, 0) AS v FROM range(20)")  # noqa: S608 - own
    of = tables.declare(file="t.parquet")
    for engine in ENGINES:
        (cell,) = only_cells(tables.scan(("", "v"), of=of, engine=engine))
        assert cell.measured[0].total == Fraction(int(largest)) * 20


def test_wide_tables_are_read_in_python(tables: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(columns, "MAX_WIDTH", 1)
    monkeypatch.delattr(columns, "scan_typed")
    written(tables, "SELECT 1 AS a, 2 AS b")
    of = tables.declare(file="t.parquet")
    assert tables.scan(("", "a b"), of=of, engine="duckdb").rows == 1


def test_a_table_that_is_reshaped_is_read_in_python(
    tables: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(columns, "scan_typed")
    written(tables, "SELECT * FROM (VALUES ('a', 1), (NULL, 2)) t(k, v)")
    of = tables.declare(file="t.parquet", fill_down=("k",))
    (cell,) = only_cells(tables.scan(("k", "v"), of=of, engine="duckdb"))
    assert cell.key == ("a",)
    assert cell.measured[0].total == 3


@pytest.mark.parametrize("engine", ENGINES)
def test_a_table_without_rows_is_a_fault(tables: Workspace, engine: Engine) -> None:
    written(tables, "SELECT 1 AS v WHERE false")
    of = tables.declare(file="t.parquet")
    fault = tables.scan(("", "v"), of=of, engine=engine).faults[0]
    assert "no rows" in fault.message


@pytest.mark.parametrize("content", [b"", b"PAR1", b"a,b\n1,2\n", b"PAR1" + b"\xff" * 40 + b"PAR1"])
def test_what_is_no_parquet_is_a_fault(tables: Workspace, content: bytes) -> None:
    tables.write(content, "t.parquet")
    of = tables.declare(file="t.parquet")
    fault = only_fault(tables.open(of))
    assert (fault.code, fault.column, fault.hint) == (BROKEN_STORE, None, None)
    assert fault.message.startswith("it cannot be read as Parquet: ")
    assert str(tables.folder) not in fault.message
    assert tables.scan(("", "v"), of=of, engine="duckdb").rows == 0


def test_rows_that_are_broken_are_a_fault(tables: Workspace) -> None:
    written(tables, "SELECT md5(range::VARCHAR) AS v FROM range(9999)")
    path = tables.folder / "t.parquet"
    content = bytearray(path.read_bytes())
    content[100:2000] = b"\xff" * 1900
    path.write_bytes(content)
    of = tables.declare(file="t.parquet")
    assert tables.open(of).faults == ()
    for engine in ENGINES:
        assert only_fault(tables.scan(("v", ""), of=of, engine=engine)).code is BROKEN_STORE


def test_bytes_that_are_no_text_are_a_fault(tables: Workspace) -> None:
    written(tables, "SELECT 'Z' AS v")
    path = tables.folder / "t.parquet"
    path.write_bytes(path.read_bytes().replace(b"\x01\x00\x00\x00Z", b"\x01\x00\x00\x00\xff"))
    of = tables.declare(file="t.parquet")
    for engine in ENGINES:
        assert only_fault(tables.scan(("v", ""), of=of, engine=engine)).code is BROKEN_STORE


@pytest.mark.parametrize("name", ["b?.parquet", "c{1,2}.parquet", "d[ab].parquet", "it's.parquet"])
def test_names_with_signs_of_patterns_are_names(tables: Workspace, name: str) -> None:
    written(tables, "SELECT 1 AS v", name)
    for engine in ENGINES:
        assert tables.scan(("", "v"), of=tables.declare(file=name), engine=engine).rows == 1


def test_a_name_that_could_mean_other_files_is_refused(tables: Workspace) -> None:
    written(tables, "SELECT 1 AS v", "a1.parquet")
    written(tables, "SELECT 2 AS v", "a*.parquet")
    of = tables.declare(file="a*.parquet")
    fault = only_fault(tables.open(of))
    assert fault.code is BROKEN_STORE
    assert fault.hint == "move it to where no name has one of * ? [ {"


def test_running_out_of_memory_is_a_fault(
    tables: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(tables, "SELECT md5(range::VARCHAR) AS v, range AS n FROM range(100000)")
    of = tables.declare(file="t.parquet")
    reader = EvidenceReader(tables.folder, tables.folder, engine="duckdb")
    reader.open(of)
    monkeypatch.setenv("FACTCHECK_MEMORY", "1MB")
    assert only_fault(tables.scan(("v", "n"), of=of, engine="duckdb")).code is codes.TOO_MUCH

    def exhausted(*_: object, **__: object) -> None:
        raise sealed.OutOfMemoryError

    monkeypatch.setattr(parquet, "asked_apart", exhausted)
    assert only_fault(tables.open(of)).code is codes.TOO_MUCH


def test_a_file_that_changed_is_not_read(tables: Workspace) -> None:
    file = written(tables, "SELECT 1 AS v")
    frame = stored_frame(Stored(file))
    os.utime(file.path, ns=(1, 1))
    with pytest.raises(ChangedError):
        next(frame.rows())
    with pytest.raises(ChangedError):
        columns.ParquetGrouper((file,)).scan(RawRequest((), (), ()))
    with pytest.raises(ChangedError):
        next(Stored(file).chunks())


def test_a_file_that_changes_while_it_is_scanned_is_a_fault(
    tables: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tables, "SELECT 1 AS v").path
    of = tables.declare(file="t.parquet")
    real = typed_query.scan_typed

    def changing(ask: sealed.Ask, typed: typed_query.Typed, request: RawRequest) -> RawScan:
        os.utime(path, ns=(1, 1))
        return real(ask, typed, request)

    monkeypatch.setattr(columns, "scan_typed", changing)
    assert only_fault(tables.scan(("", "v"), of=of, engine="duckdb")).code is codes.CHANGED


def test_the_digest_is_of_the_bytes(tables: Workspace) -> None:
    import hashlib

    path = written(tables, "SELECT 1 AS v").path
    of = tables.declare(file="t.parquet")
    expected = hashlib.sha256(path.read_bytes()).hexdigest()
    for engine in ENGINES:
        assert tables.scan(("", "v"), of=of, engine=engine).sha256 == expected


def test_many_columns_are_refused(tables: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    from factcheck.evidence import cut

    monkeypatch.setattr(cut, "MAX_COLUMNS", 1)
    written(tables, "SELECT 1 AS a, 2 AS b")
    assert only_fault(tables.open(tables.declare(file="t.parquet"))).code is codes.TOO_MANY_COLUMNS


def test_several_files_are_one_table(tables: Workspace) -> None:
    written(tables, "SELECT 'a' AS k, 1 AS v", "one.parquet")
    tables.write('[{"k": "a", "v": 2}]', "two.json")
    tables.write("k,v\na,4\n", "three.csv")
    span = tables.declare().span
    names = ("one.parquet", "two.json", "three.csv")
    files = tuple((name, Text(name, span)) for name in names)
    of = tables.declare(file=None, files=files, adds="of")
    for engine in ENGINES:
        (cell,) = only_cells(tables.scan(("k", "v"), of=of, engine=engine))
        assert cell.measured[0].total == 7


@pytest.mark.parametrize(
    ("text", "type_", "expected"),
    [
        ("", "DOUBLE", ""),
        ("nan", "DOUBLE", "nan"),
        ("0.30000000000000004e0", "DOUBLE", "0.3"),
        ("1234567890123456e0", "DOUBLE", "1234567890123456"),
        ("1.5e+20", "FLOAT", "150000000000000000000"),
    ],
)
def test_binary_fractions_as_texts(text: str, type_: str, expected: str) -> None:
    assert float_text(text, TypedColumn("v", type_)) == expected
