"""Packed tables: unpacked as they are read, by both engines alike, and refused where broken."""

from __future__ import annotations

import gzip
import hashlib
import io
import os
from typing import TYPE_CHECKING

import pytest
from evidence_workspace import ENGINES, Workspace, only_cells, only_fault
from hypothesis import given
from hypothesis import strategies as st

from factcheck.evidence import codes, content, duckdb_engine, packed, small
from factcheck.evidence.content import ContentError
from factcheck.evidence.packed import Unpacked
from factcheck.evidence.stored.codes import BROKEN_GZIP

if TYPE_CHECKING:
    from factcheck.evidence.scan import Engine
    from factcheck.model.spec import TableDeclaration

TEXT = b"k,v\na,1\nb,2\na,3\n"


def declared(tables: Workspace, data: bytes, name: str = "t.csv.gz") -> TableDeclaration:
    tables.write(data, name)
    return tables.declare(file=name)


@pytest.mark.parametrize("engine", [*ENGINES, "auto"])
def test_a_packed_table_is_the_table(tables: Workspace, engine: Engine) -> None:
    data = gzip.compress(TEXT, mtime=0)
    plain = tables.write(TEXT)
    cells = tables.scan(("k", "v"), of=declared(tables, data), engine=engine)
    assert cells.sets == tables.scan(("k", "v"), engine=engine).sets
    assert (cells.rows, cells.faults) == (3, ())
    assert cells.sha256 == hashlib.sha256(data).hexdigest()
    assert plain.exists()


def test_the_suffix_before_says_what_is_packed(tables: Workspace) -> None:
    of = declared(tables, gzip.compress(b"k\tv\na\t1\n", mtime=0), "T.TSV.GZ")
    for engine in ENGINES:
        assert only_cells(tables.scan(("k", "v"), of=of, engine=engine))[0].key == ("a",)


@pytest.mark.parametrize("name", ["t.gz", "t.xlsx.gz", "t.parquet.gz", "t.csv.gz.gz", "t.csv.zip"])
def test_other_files_are_not_unpacked(tables: Workspace, name: str) -> None:
    from factcheck.model.problem import ProblemsError

    of = declared(tables, gzip.compress(TEXT, mtime=0), name)
    with pytest.raises(ProblemsError) as caught:
        tables.open(of)
    assert caught.value.problems[0].code is codes.WRONG_SUFFIX


def test_a_name_that_is_nearly_right_is_told(tables: Workspace) -> None:
    from factcheck.model.problem import ProblemsError

    declared(tables, gzip.compress(TEXT, mtime=0), "police.csv.gz")
    with pytest.raises(ProblemsError) as caught:
        tables.open(tables.declare(file="polise.csv.gz"))
    assert "police.csv.gz" in (caught.value.problems[0].hint or "")


def test_duckdb_unpacks_what_is_large(tables: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    of = declared(tables, gzip.compress(TEXT, mtime=0))
    monkeypatch.delattr(small, "scan")
    assert tables.scan(("k", "v"), of=of, engine="duckdb").rows == 3
    monkeypatch.setattr(content, "_SMALL_PACKED", 0)
    assert tables.scan(("k", "v"), of=of, engine="auto").rows == 3
    monkeypatch.setattr(duckdb_engine, "_STRICT_SINCE", 99)
    assert tables.scan(("k", "v"), of=of, engine="duckdb").rows == 3


def test_an_older_encoding_is_read_too(tables: Workspace) -> None:
    for encoding in ("windows-1252", "utf-16", "utf-8-sig"):
        tables.write(gzip.compress("k,v\nZürich,1\n".encode(encoding), mtime=0), "t.csv.gz")
        of = tables.declare(file="t.csv.gz", encoding=encoding)
        for engine in ENGINES:
            (cell,) = only_cells(tables.scan(("k", "v"), of=of, engine=engine))
            assert cell.key == ("Zürich",)
    of = tables.declare(file="t.csv.gz", encoding="utf-16")
    assert only_fault(tables.open(of)).code is codes.WRONG_ENCODING
    of = tables.declare(file="t.csv.gz", encoding="ascii")
    assert only_fault(tables.scan(("k", "v"), of=of)).code is codes.WRONG_ENCODING


@pytest.mark.parametrize(
    "data",
    [
        gzip.compress(b"k,v\na,1\n", mtime=0) + gzip.compress(b"b,2\na,3\n", mtime=0),
        gzip.compress(TEXT, mtime=0) + gzip.compress(b"", mtime=0),
        b"".join(gzip.compress(TEXT[place : place + 1], mtime=0) for place in range(len(TEXT))),
    ],
)
def test_what_was_packed_in_parts_is_read_in_python(
    tables: Workspace, monkeypatch: pytest.MonkeyPatch, data: bytes
) -> None:
    monkeypatch.delattr(duckdb_engine, "scan")
    of = declared(tables, data)
    assert tables.scan(("k", "v"), of=of, engine="duckdb").rows == 3


def test_zeros_behind_are_nothing(tables: Workspace) -> None:
    of = declared(tables, gzip.compress(TEXT, mtime=0) + b"\0" * 1000)
    for engine in ENGINES:
        assert tables.scan(("k", "v"), of=of, engine=engine).rows == 3


def damaged(place: int) -> bytes:
    data = bytearray(gzip.compress(TEXT, mtime=0))
    data[place] ^= 0xFF
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "it ends before what it holds does"),
        (TEXT, "it is no gzip, or damaged"),
        (gzip.compress(TEXT, mtime=0)[:-1], "it ends before"),
        (gzip.compress(TEXT, mtime=0)[:-9], "it ends before"),
        (gzip.compress(TEXT, mtime=0)[:5], "it ends before"),
        (gzip.compress(TEXT, mtime=0) + b"more", "it is no gzip, or damaged"),
        (damaged(-6), "it is no gzip, or damaged"),
        (damaged(-1), "it is no gzip, or damaged"),
        (damaged(15), "it is no gzip, or damaged"),
    ],
)
@pytest.mark.parametrize("engine", ENGINES)
def test_a_broken_file_is_a_fault(
    tables: Workspace, data: bytes, reason: str, engine: Engine
) -> None:
    of = declared(tables, data)
    cells = tables.scan(("k", "v"), of=of, engine=engine)
    fault = only_fault(cells)
    assert (fault.code, fault.column) == (BROKEN_GZIP, None)
    assert fault.message.startswith(f"it cannot be unpacked: {reason}")
    assert [*cells.sets[0][1]] == []


@pytest.mark.parametrize("name", ["t.csv.gz", "t.json.gz"])
def test_a_bomb_is_refused_early(
    tables: Workspace, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(packed, "FREE_BYTES", 2**20)
    of = declared(tables, gzip.compress(b"a,b\n" + b"1,2\n" * 2**20, mtime=0), name)
    fault = only_fault(tables.scan(("a", ""), of=of))
    assert fault.code is codes.TOO_LARGE
    assert fault.message == "it unpacks to more than 400 times its size"


def test_the_limit_is_of_what_is_unpacked(
    tables: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packed, "MAX_BYTES", len(TEXT))
    assert tables.scan(("k", "v"), of=declared(tables, gzip.compress(TEXT, mtime=0))).rows == 3
    fault = only_fault(
        tables.scan(("k", "v"), of=declared(tables, gzip.compress(TEXT + b"c,4\n", mtime=0)))
    )
    assert (fault.code, fault.message) == (
        codes.TOO_LARGE,
        "it unpacks to more than 16 GiB, which is the limit",
    )


@pytest.mark.parametrize("engine", ENGINES)
def test_bytes_that_are_no_text_are_told_with_their_line(tables: Workspace, engine: Engine) -> None:
    of = declared(tables, gzip.compress(b"k,v\na,\xff\n", mtime=0))
    fault = only_fault(tables.scan(("k", "v"), of=of, engine=engine))
    assert fault.code is codes.WRONG_ENCODING
    assert fault.message.startswith("line 2: byte 0xff at offset 6")


def test_a_file_that_changes_meanwhile_is_a_fault(
    tables: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    of = declared(tables, gzip.compress(TEXT, mtime=0))
    real = small.scan

    def changing(*arguments: object) -> object:
        os.utime(tables.folder / "t.csv.gz", ns=(1, 1))
        return real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(small, "scan", changing)
    assert only_fault(tables.scan(("k", "v"), of=of)).code is codes.CHANGED


@given(
    st.lists(st.binary(max_size=200), max_size=4),
    st.integers(0, 50),
    st.integers(1, 300),
    st.integers(1, 64),
)
def test_the_bytes_are_those_of_gzip(parts: list[bytes], zeros: int, size: int, chunk: int) -> None:
    data = b"".join(map(gzip.compress, parts)) + (b"\0" * zeros if parts else b"")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(packed, "_CHUNK", chunk)
        stream = io.BufferedReader(Unpacked(io.BytesIO(data)), 16)
        if not parts:
            with pytest.raises(ContentError):
                stream.read()
            return
        found = b""
        while more := stream.read(size):
            found += more
    assert found == gzip.decompress(data) == b"".join(parts)


@given(st.binary(min_size=1, max_size=300), st.data())
def test_what_is_cut_off_is_never_read_to_its_end(text: bytes, data: st.DataObject) -> None:
    whole = gzip.compress(text, mtime=0)
    part = whole[: data.draw(st.integers(0, len(whole) - 1))]
    with pytest.raises(ContentError):
        io.BufferedReader(Unpacked(io.BytesIO(part))).read()
