"""Both engines of evidence give the same cells, whatever the table holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from exact import exact
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from factcheck.evidence import EvidenceReader, duckdb_engine
from factcheck.evidence.markers.profiles import edition_named
from factcheck.model.cell import GroupingSet
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.plan import TablePlan
from factcheck.model.span import Span, Text
from factcheck.model.spec import (
    ColumnDeclaration,
    ColumnType,
    EmptyCell,
    Marker,
    TableDeclaration,
)

if TYPE_CHECKING:
    from pathlib import Path

    from factcheck.evidence.scan import Engine
    from factcheck.model.cell import TableCells

SPAN = Span("claims.yml", 1, 1, 1, 2)
SETS = (
    GroupingSet(("a",), ("n",)),
    GroupingSet(("b", "a"), ("m", "n")),
    GroupingSet(("y",), ("m",)),
    GroupingSet((), ("n",)),
    GroupingSet(("n",)),
    GroupingSet(()),
)

_NUMERALS = st.one_of(
    st.integers(-(10**6), 10**6).map(str),
    st.decimals(-1000, 1000, places=3, allow_nan=False, allow_infinity=False).map(str),
    st.integers(0, 10**9).map(lambda number: f"{number:,}"),
    st.sampled_from(
        (
            "12.5%",
            "0",
            "007",
            "+4",
            "-0.0",
            "−3",
            ".5",
            "5.",
            "1e3",
            "1E-2",
            "1e999",
            "9" * 15,
            "9" * 16,
            "9" * 101,
            "0." + "1" * 12,
            "0." + "1" * 13,
            "-99",
            "1,2",
            "12,345,6",
            "1,234,567.25",
            " 12 ",
            "12\u00a0",
            "٣",
            "1.234,5",
            "12.345.678",
            "1.234",
            "-2.345",
            "0.987",
            "1 234",
            "12\u202f345,5",
            "1’234",
            "1'234.5",
            "12,5 %",
            "\u22121.234,5",
            "(45)",
            "1.234'567",
            "0.123.456",
            ",5",
        )
    ),
)
_WORDS = st.sampled_from(
    (
        "",
        " ",
        ":",
        "<5",
        "x",
        "X",
        "Total",
        " ALL ",
        "gesamt\u00a0",
        "Ensemble",
        "\u017fumme",
        "at least 63 percent",
        "around 9,000",
        "naïve",
        "日本",
        "😀",
        "\u200b",
        "a=b",
        "'; DROP TABLE t; --",
        '"; DROP TABLE t; --',
        "a*b",
        "\x1f",
        "\ue000no null\ue000",
        "NULL",
        "null",
        "NaN",
        "2020-12-21",
        "2020-13",
        "2020",
    )
)
_FREE = st.text(st.sampled_from('ab ,;"\n\r\t\u00a0%.-1'), max_size=6)
_CELLS = st.one_of(_NUMERALS, _WORDS, _FREE)


def _quoted(text: str, is_quoted: bool, blanks: tuple[int, int]) -> str:
    before, after = blanks
    if is_quoted or any(letter in text for letter in '",\n\r'):
        body = '"' + text.replace('"', '""') + '"'
    else:
        body = text
    return " " * before + body + " " * after


_BLANKS = st.sampled_from(((0, 0), (0, 0), (0, 0), (0, 0), (1, 0), (0, 1)))


@st.composite
def tables(draw: st.DrawFn) -> str:
    """Return a table of five columns, mostly well formed, in one of the usual layouts."""
    end = draw(st.sampled_from(("\n", "\n", "\r\n", "\r")))
    few = draw(st.lists(_CELLS, min_size=1, max_size=4))
    cell = st.builds(_quoted, st.sampled_from(few) | _CELLS, st.booleans(), _BLANKS)
    rows = draw(st.lists(st.lists(cell, min_size=5, max_size=5), max_size=8))
    lines = [",".join(row) for row in rows]
    extra = draw(
        st.sampled_from((None, None, None, None, "", "  ", '""', "a,b", "1,2,3,4,5,", '"'))
    )
    if extra is not None:
        lines.insert(draw(st.integers(0, len(lines))), extra)
    text = end.join(["a,b,n,m,y", *lines])
    mark = draw(st.sampled_from(("", "", "\ufeff")))
    return mark + text + draw(st.sampled_from(("", end)))


@st.composite
def raw_texts(draw: st.DrawFn) -> str:
    """Return text that need not be a table at all."""
    return "a,b,n,m,y\n" + draw(st.text(st.sampled_from('ab1 ,"\n\r\t'), max_size=40))


def plan(
    *,
    key: tuple[str, ...] = (),
    is_declared: bool = True,
    locale: str | None = None,
    lang: str = "en",
) -> TablePlan:
    """Return a plan over the five columns with something declared of each."""
    column = ColumnDeclaration
    columns = (
        column("a", SPAN, "a", map=(("X", "x"), ("0", "zero")), markers=_markers(":")),
        column("n", SPAN, "n", scale=Fraction(1000), markers=_markers("-99", "<5")),
        column("m", SPAN, "m", unit="percent", empty=EmptyCell.UNKNOWN),
        column("y", SPAN, "y", type=ColumnType.DATE, empty=EmptyCell.NOT_APPLICABLE),
    )
    declaration = TableDeclaration(
        "t",
        SPAN,
        Text("t.csv", SPAN),
        key=key,
        columns=columns if is_declared else (),
        totals=(("b", "Total"),),
        locale=locale,
    )
    return TablePlan(declaration, SETS, ("a", "b", "n", "m", "y"), ("n",), key, lang)


def _markers(*texts: str) -> tuple[tuple[str, Marker], ...]:
    meanings: tuple[EmptyCell | Interval, ...] = (
        EmptyCell.UNKNOWN,
        Interval(Fraction(0), Fraction(4)),
    )
    return tuple((text, Marker(meaning)) for text, meaning in zip(texts, meanings, strict=False))


def scanned(folder: Path, engine: Engine, wanted: TablePlan) -> TableCells:
    """Return the cells of ``t.csv`` as one engine reads it."""
    with EvidenceReader(folder, folder, engine=engine) as reader:
        return reader.scan(wanted)


def both(folder: Path, text: str, wanted: TablePlan) -> tuple[TableCells, TableCells]:
    """Return what each engine makes of a text."""
    (folder / "t.csv").write_bytes(text.encode())
    return scanned(folder, "python", wanted), scanned(folder, "duckdb", wanted)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("tables")


@given(tables(), st.booleans(), st.sampled_from(((), ("a",), ("b", "y"))))
@example('a,b,n,m,y\n"x" ,1,2,3,2020\n', True, ())
@example('a,b,n,m,y\n "x,y",1,2,3,2020\n', True, ())
@example("a,b,n,m,y\n\n1,2,3,4,2020\n", True, ("a",))
@example('a,b,n,m,y\n"1\n2",2,3,4,2020\n', False, ())
def test_tables_give_the_same_cells(
    folder: Path, text: str, is_declared: bool, key: tuple[str, ...]
) -> None:
    in_python, in_duckdb = both(folder, text, plan(key=key, is_declared=is_declared))
    assert in_python == in_duckdb


@st.composite
def columns_of_numbers(draw: st.DrawFn) -> str:
    """Return a table whose second last columns are numbers printed in one way, or in a few."""
    kinds = (
        ("1.234,5", "12,5", "7", "-0,25", "12.345.678"),
        ("1.234", "2.345", "-9.999", "12"),
        ("1,234", "2,345,678", "0.5"),
        ("1 234", "12\u202f345", "5"),
        ("1’234.50", "12.5", "9'000"),
        ("12,345", "9,876", "7"),
        ("12,345", "1.234", "-9,876"),
        ("3,5", "12,345", ""),
        ("1.234 b", "2.345", "1.234,5 p", "0.0 b"),
        ("0.0", "0,0", "0", "12,5", "1.5 [1]"),
    )
    cells = st.sampled_from(draw(st.sampled_from((*kinds, sum(kinds, ())))))
    rows = draw(st.lists(st.tuples(cells, cells), min_size=1, max_size=6))
    lines = [f'{"xy"[at % 2]},b,"{n}","{m}",2020' for at, (n, m) in enumerate(rows)]
    return "\n".join(["a,b,n,m,y", *lines])


LOCALES = st.sampled_from((None, "de-DE", "de-CH", "fr-FR", "en-GB"))


PROFILES = st.sampled_from((None, "eurostat@2025", "destatis-classic", "statcan", "us-acs"))


@given(st.one_of(tables(), columns_of_numbers()), LOCALES, st.sampled_from(("en", "de")), PROFILES)
def test_numbers_of_any_locale_give_the_same_cells(
    folder: Path, text: str, locale: str | None, lang: str, profile: str | None
) -> None:
    wanted = plan(is_declared=locale is not None, locale=locale, lang=lang)
    if profile is not None:
        signs = edition_named(profile).profile
        declaration = replace(wanted.declaration, signs=signs, has_footnotes=True)
        wanted = replace(wanted, declaration=declaration)
    in_python, in_duckdb = both(folder, text, wanted)
    assert in_python == in_duckdb


@given(columns_of_numbers(), st.sampled_from(("n", "m")))
def test_one_column_is_doubted_alike_beside_another(folder: Path, text: str, column: str) -> None:
    # The other column is asked of nobody, and looked through only where this one is in doubt.
    whole = plan(is_declared=False)
    wanted = replace(whole, sets=(GroupingSet(("a",), (column,)),), columns=("a", column))
    in_python, in_duckdb = both(folder, text, replace(wanted, numeric=(column,)))
    assert in_python == in_duckdb


def test_the_engine_for_large_tables_sums_numbers_of_a_locale(folder: Path) -> None:
    text = 'a,b,n,m,y\nx,b,"1.234,5",1,2020\nx,b,"12\u202f345",2,2020\nx,b,7,"0,5",2020\n'
    in_python, in_duckdb = both(folder, text, plan(is_declared=False, locale="de-DE"))
    assert in_python == in_duckdb
    ((cell,),) = (cells for sets, cells in in_duckdb.sets if sets == SETS[0])
    assert cell.measured[0].total == exact("13586.5")


@given(raw_texts())
def test_any_text_gives_the_same_cells(folder: Path, text: str) -> None:
    in_python, in_duckdb = both(folder, text, plan())
    assert in_python == in_duckdb


def test_the_engine_for_large_tables_really_reads_a_plain_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = []
    scan = duckdb_engine.scan

    def spy(*arguments: object) -> object:
        answers.append(scan(*arguments))  # type: ignore[arg-type]
        return answers[-1]

    monkeypatch.setattr(duckdb_engine, "scan", spy)
    text = 'a,b,n,m,y\nx,1,"2,000",3%,2020\nX,"say ""no""",5,,2021-05\n'
    in_python, in_duckdb = both(folder, text, plan())
    assert len(answers) == 1
    assert in_python == in_duckdb
    assert in_python.rows == 2


def test_quoted_line_breaks_of_a_large_table_are_no_rows(folder: Path) -> None:
    # Larger than the buffers that DuckDB shares out between threads.
    rows = [
        f'x{i % 7},"a,b,n,m,y\n1,2,3,4,2020\n""{i % 3}"",1,2",{i},1%,2020' for i in range(60_000)
    ]
    in_python, in_duckdb = both(folder, "a,b,n,m,y\n" + "\n".join(rows) + "\n", plan())
    assert in_python.rows == 60_000
    assert in_python == in_duckdb


def test_a_header_over_several_lines_hides_no_rows(folder: Path) -> None:
    in_python, in_duckdb = both(folder, 'a,b,n,m,"y\nz"\r\nx,1,2,3%,2020\r\n', plan())
    assert in_python.rows == 1
    assert in_python == in_duckdb


def test_a_table_without_rows_is_looked_at_by_both(folder: Path) -> None:
    in_python, in_duckdb = both(folder, "a,b,n,m,y\n", plan())
    assert in_python.rows == 0
    assert in_python == in_duckdb
