"""The rows behind a figure are those that its verdict was worked out from."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest
from exact import exact
from hypothesis import given
from hypothesis import strategies as st
from ods_helper import ods
from parquet_helper import write_parquet
from xlsx_helper import xlsx

from factcheck.behind import Wanted, rows_behind, rows_of_file
from factcheck.evidence import EvidenceReader, choose
from factcheck.evidence.content import ChangedError
from factcheck.evidence.read_rows import ReadRows
from factcheck.model.problem import ProblemsError
from factcheck.planning import plan_text
from factcheck.report.rows_report import render_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from factcheck.evidence.read_rows import RowRead
    from factcheck.model.behind import ReadingRows, TermRows

ALL = 1_000_000
ROWS = """\
year,region,kind,n,note
2018,north,a,10,first
2018,south,b,20,second
2019,north,a,30,third
2019,south,,40,fourth
2019,east,b,,fifth
"""
TABLE = """\
factcheck: 1
evidence:
  t:
    file: t.csv
    columns:
      n: {unit: things, empty: unknown}
      kind: {empty: unknown}
"""


def _file(folder: Path, claims: str, rows: str = ROWS, table: str = TABLE) -> Path:
    (folder / "t.csv").write_text(rows, encoding="utf-8")
    path = folder / "claims.yml"
    path.write_text(table + dedent(claims), encoding="utf-8")
    return path


def _one(folder: Path, measure: str, **wanted: object) -> ReadingRows:
    path = _file(folder, f"claims:\n  c:\n    measure: '{measure}'\n    figure: 5\n")
    (found,) = rows_of_file(path, Wanted("c", **wanted), root=folder)  # type: ignore[arg-type]
    return found


def _places(term: TermRows, *, is_sure: bool = True) -> list[str]:
    return [row.place for row in term.rows if row.is_sure is is_sure]


def test_the_rows_of_each_term_stand_with_their_lines(tmp_path: Path) -> None:
    found = _one(tmp_path, "count(t[region = north]) / count(t[year = 2019])")
    assert [each.text for each in found.terms] == [
        "count(t[region = north])",
        "count(t[year = 2019])",
    ]
    assert [_places(each) for each in found.terms] == [["2", "4"], ["4", "5", "6"]]
    assert [each.columns for each in found.terms] == [("region",), ("year",)]
    assert found.terms[0].rows[0].cells == ("north",)


@pytest.mark.parametrize(
    ("name", "content", "places"),
    [
        ("t.csv", b"n\n1\n\n2\n", ["2", "4"]),
        ("t.jsonl", b'{"n": 1}\n\n{"n": 2}\n', ["1", "3"]),
        ("t.json", b'[{"n": 1},\n\n{"n": 2}]', ["1", "2"]),
        ("t.xlsx", xlsx({"A": [[], ["n"], [1], [], [2]]}), ["3", "5"]),
        ("t.ods", ods({"A": [[], ["n"], [1], [], [2]]}), ["3", "5"]),
        ("datapackage.json", b'{"resources": [{"data": [{"n": 1}, {"n": 2}]}]}', ["1", "2"]),
    ],
)
def test_only_texts_have_lines(
    tmp_path: Path, name: str, content: bytes, places: list[str]
) -> None:
    (tmp_path / name).write_bytes(content)
    resource = "" if "package" not in name else ", resource: r"
    content_of = content.replace(b"{", b'{"name": "r", ', 2) if resource else content
    (tmp_path / name).write_bytes(content_of)
    table = f"factcheck: 1\nevidence:\n  t: {{file: {name}{resource}}}\n"
    path = tmp_path / "claims.yml"
    path.write_text(f"{table}claims:\n  c: {{measure: count(t), figure: 2}}\n", encoding="utf-8")
    found = rows_of_file(path, Wanted("c"), root=tmp_path)
    (term,) = found[0].terms
    assert (_places(term), term.has_lines) == (places, name in {"t.csv", "t.jsonl"})
    word = "line" if term.has_lines else "row"
    assert f"\n    {word}\n    {places[0]}\n" in render_text(found)


def test_rows_of_several_texts_have_lines_and_those_of_a_sheet_among_them_none(
    tmp_path: Path,
) -> None:
    (tmp_path / "a.csv").write_text("n\n1\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text("n\n2\n", encoding="utf-8")
    (tmp_path / "b.ods").write_bytes(ods({"A": [["n"], [2]]}))
    path = tmp_path / "claims.yml"
    for other, has_lines in (("b.csv", True), ("b.ods", False)):
        files = f"{{a: a.csv, b: {other}}}"
        table = f"factcheck: 1\nevidence:\n  t: {{files: {files}, adds: f}}\n"
        claims = "claims:\n  c: {measure: count(t), figure: 2}\n"
        path.write_text(f"{table}{claims}", encoding="utf-8")
        (term,) = rows_of_file(path, Wanted("c"), root=tmp_path)[0].terms
        assert (term.has_lines, len(term.rows)) == (has_lines, 2)


def test_rows_that_may_pass_stand_apart(tmp_path: Path) -> None:
    (term,) = _one(tmp_path, "count(t[kind = a])").terms
    assert (_places(term), _places(term, is_sure=False)) == (["2", "4"], ["5"])
    assert (term.provenance.rows, term.provenance.most_rows) == (2, 3)
    assert (term.shown, term.shown_perhaps) == (2, 1)


def test_a_limit_leaves_the_counts_as_they_are(tmp_path: Path) -> None:
    (term,) = _one(tmp_path, "sum(t.n[year = 2019])", limit=1).terms
    assert (_places(term), term.provenance.rows) == (["4"], 3)


def test_all_columns_stand_behind_those_that_matter(tmp_path: Path) -> None:
    (term,) = _one(tmp_path, "sum(t.n[year = 2018])", all_columns=True).terms
    assert term.columns == ("year", "n", "region", "kind", "note")
    assert term.rows[1].cells == ("2018", "20", "south", "b", "second")


def test_where_belongs_to_the_filter(tmp_path: Path) -> None:
    path = _file(
        tmp_path,
        """
        claims:
          c:
            measure: sum(t.n[year = 2018])
            figure: 5
            where: region != south
        """,
    )
    ((term,),) = (each.terms for each in rows_of_file(path, Wanted("c"), root=tmp_path))
    assert set(term.provenance.filter) == {"year = 2018", "region != south"}
    assert _places(term) == ["2"]


def test_totals_are_left_out_and_said_to_be(tmp_path: Path) -> None:
    table = TABLE.replace("    columns:", "    totals: {region: east}\n    columns:")
    claims = """
        claims:
          parts:
            measure: sum(t.n)
            figure: 5
          total:
            measure: total(t.n)
            figure: 5
          named:
            measure: sum(t.n[region = east])
            figure: 5
        """
    path = _file(tmp_path, claims, table=table)
    found = {
        name: rows_of_file(path, Wanted(name), root=tmp_path)[0].terms[0]
        for name in ("parts", "total", "named")
    }
    assert {name: each.provenance.filter for name, each in found.items()} == {
        "parts": ("region != east",),
        "total": ("region = east",),
        "named": ("region = east",),
    }
    assert {name: _places(each) for name, each in found.items()} == {
        "parts": ["2", "3", "4", "5"],
        "total": ["6"],
        "named": ["6"],
    }


def test_a_group_of_a_form_has_its_own_rows(tmp_path: Path) -> None:
    path = _file(
        tmp_path,
        """
        claims:
          c:
            measure: count(t)
            by: region
            of: north
            place: 1
        """,
    )
    (found,) = rows_of_file(path, Wanted("c"), root=tmp_path)
    rows = {each.text: _places(each) for each in found.terms}
    assert rows["count(t[region = north])"] == ["2", "4"]
    assert rows["count(t[region = east])"] == ["6"]


def test_an_obstacle_is_told_in_place_of_rows(tmp_path: Path) -> None:
    found = _one(tmp_path, "sum(t.n[region = west])")
    assert found.terms == ()
    assert "never occurs" in str(found.obstacle)
    found = _one(tmp_path, "sum(t.absent)")
    assert found.obstacle is not None


def test_what_no_file_has_is_calculated_for_each_row(tmp_path: Path) -> None:
    table = TABLE.replace("columns:\n", "columns:\n      late: {compute: year - 2000}\n")
    path = _file(
        tmp_path,
        "claims:\n  c:\n    measure: 'count(t[late > 18])'\n    figure: 5\n",
        table=table,
    )
    ((term,),) = (each.terms for each in rows_of_file(path, Wanted("c"), root=tmp_path))
    assert (term.columns, term.rows[0].cells) == (("late",), ("19",))
    assert _places(term) == ["4", "5", "6"]


def test_rows_to_which_a_column_does_not_apply_are_left_out(tmp_path: Path) -> None:
    table = TABLE.replace("kind: {empty: unknown}", "kind: {empty: not applicable}")
    path = _file(
        tmp_path,
        "claims:\n  c:\n    measure: 'count(t[kind != a])'\n    figure: 5\n",
        table=table,
    )
    ((term,),) = (each.terms for each in rows_of_file(path, Wanted("c"), root=tmp_path))
    assert _places(term) == ["3", "6"]


def test_columns_turned_into_rows_are_rows(tmp_path: Path) -> None:
    table = """\
factcheck: 1
evidence:
  t:
    file: t.csv
    unpivot: {columns: 2018..2019, into: year, value: n}
"""
    rows = "region,2018,2019\nnorth,1,2\nsouth,3,4\n"
    claims = "claims:\n  c:\n    measure: 'sum(t.n[year = 2019])'\n    figure: 6\n"
    path = _file(tmp_path, claims, rows, table)
    ((term,),) = (each.terms for each in rows_of_file(path, Wanted("c"), root=tmp_path))
    assert [row.cells for row in term.rows] == [("2019", "2"), ("2019", "4")]


def test_the_class_of_a_rubric_stands_first() -> None:
    project = Path(__file__).parents[2]
    path = project / "claims" / "rubric-example.yml"
    first, *_ = rows_of_file(path, Wanted("at-least-63"), root=project)
    with_class = [each for each in first.terms if "class" in each.columns]
    assert with_class
    assert all(each.columns[0] == "class" for each in with_class)
    assert all(len(each.columns) == len(row.cells) for each in with_class for row in each.rows)


def test_a_claim_or_reading_that_is_not_there_has_near_ones(tmp_path: Path) -> None:
    path = _file(
        tmp_path,
        """
        claims:
          around:
            figure: 5
            readings:
              wide: count(t)
              narrow: count(t[year = 2018])
          single:
            measure: count(t)
            figure: 5
          both:
            parts:
              first:
                measure: count(t)
                figure: 5
              second:
                measure: count(t)
                figure: 5
        disputes:
          apart:
            between: [single, both / first]
        """,
    )

    def refused(claim: str, reading: str | None = None) -> tuple[str, str | None]:
        with pytest.raises(ProblemsError) as caught:
            rows_of_file(path, Wanted(claim, reading), root=tmp_path)
        (problem,) = caught.value.problems
        return problem.code.code, problem.hint

    assert refused("arund") == ("FC420", "did you mean 'around'?")
    assert refused("around", "wid") == ("FC421", "did you mean 'wide'?")
    assert refused("single", "wide") == ("FC421", "it has one reading, without a name")
    assert refused("both") == ("FC420", "name one of its parts: 'both/first', 'both/second'")
    assert refused("apart") == (
        "FC420",
        "it is between 'single', 'both / first': name a claim of these",
    )
    (named,) = rows_of_file(path, Wanted("around", "narrow"), root=tmp_path)
    assert named.reading == "narrow"
    assert len(rows_of_file(path, Wanted("around"), root=tmp_path)) == 2
    (part,) = rows_of_file(path, Wanted("both/second"), root=tmp_path)
    assert part.claim == "both/second"


def test_a_claim_that_only_says_why_not_has_no_rows(tmp_path: Path) -> None:
    path = _file(tmp_path, "claims:\n  c:\n    not_checkable: nobody counted\n")
    with pytest.raises(ProblemsError) as caught:
        rows_of_file(path, Wanted("c"), root=tmp_path)
    assert caught.value.problems[0].hint is None


def test_a_table_that_is_changed_meanwhile_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _file(tmp_path, "claims:\n  c:\n    measure: count(t)\n    figure: 5\n")
    planned = plan_text(path.read_bytes(), file="c.yml", folder=tmp_path, root=tmp_path)
    reader = EvidenceReader(tmp_path, tmp_path, declared=planned.spec.tables)
    (tmp_path / "t.csv").write_text(ROWS + "2020,west,a,1,x\n", encoding="utf-8")
    with reader, pytest.raises(ProblemsError, match="changed meanwhile"):
        rows_behind(planned, Wanted("c"), reader)

    def broken(_self: ReadRows) -> Iterator[RowRead]:
        raise ChangedError

    monkeypatch.setattr(ReadRows, "rows", broken)
    with pytest.raises(ProblemsError, match="changed meanwhile"):
        rows_of_file(path, Wanted("c"), root=tmp_path)


def test_a_table_that_cannot_be_read_again_is_refused(tmp_path: Path) -> None:
    path = _file(tmp_path, "claims:\n  c:\n    measure: count(t)\n    figure: 5\n")
    planned = plan_text(path.read_bytes(), file="c.yml", folder=tmp_path, root=tmp_path)
    (tmp_path / "t.csv").write_text(ROWS + "2020,west\n", encoding="utf-8")
    with (
        EvidenceReader(tmp_path, tmp_path, declared=planned.spec.tables) as reader,
        pytest.raises(ProblemsError, match="changed meanwhile"),
    ):
        rows_behind(planned, Wanted("c"), reader)


TEXTS = st.sampled_from(["a", "b", "c", ""])
NUMBERS = st.sampled_from(["", "0", "1", "2", "15", "7.5"])
TESTS = st.sampled_from(
    ["k = a", "k != a", "k in (a, b)", "g = b", "n > 1", "n = 15", "not k = b", "g known", ""]
)
FUNCTIONS = st.sampled_from(["count(t{})", "sum(t.n{})"])
DECLARED = """\
factcheck: 1
evidence:
  t:
    file: t.csv
    columns:
      n: {type: number, kind: amount, unit: EUR, empty: unknown}
      k: {empty: unknown}
      g: {empty: none}
"""


@given(
    rows=st.lists(st.tuples(TEXTS, TEXTS, NUMBERS), max_size=12),
    tests=st.lists(TESTS, max_size=3),
    function=FUNCTIONS,
)
def test_shown_rows_add_up_to_the_number(
    rows: list[tuple[str, str, str]], tests: list[str], function: str
) -> None:
    filled = [("a", "b", "1"), ("b", "a", "2"), ("a", "c", "15"), *rows]
    kept = [test for test in tests if test]
    measure = function.format(f"[{', '.join(kept)}]" if kept else "")
    text = "k,g,n\n" + "".join(",".join(row) + "\n" for row in filled)
    with TemporaryDirectory() as name:
        folder = Path(name)
        claims = f"claims:\n  c:\n    measure: '{measure}'\n    figure: 5\n"
        path = _file(folder, claims, text, DECLARED)
        (found,) = rows_of_file(path, Wanted("c", None, ALL, True), root=folder)
    if found.obstacle is not None:
        return
    (term,) = found.terms
    behind = term.provenance
    assert (term.shown, term.shown_perhaps) == (behind.rows, behind.most_rows - behind.rows)
    places = {name: place for place, name in enumerate(term.columns)}
    numbers = [row.cells[places["n"]] for row in term.rows if row.is_sure]
    assert _sure(kept, filled) == sum(row.is_sure for row in term.rows)
    if term.shown_perhaps or (behind.column and "" in numbers):
        return
    expected = sum(map(exact, numbers)) if behind.column else len(numbers)
    assert exact(term.value.removesuffix(" EUR").replace(",", "")) == expected


def _sure(tests: list[str], rows: list[tuple[str, str, str]]) -> int:
    """Count rows that pass every test, by hand; an empty cell of ``g`` is nothing."""
    asked: dict[str, Callable[[str, str, str], bool]] = {
        "k = a": lambda k, _g, _n: k == "a",
        "k != a": lambda k, _g, _n: k not in {"a", ""},
        "k in (a, b)": lambda k, _g, _n: k in {"a", "b"},
        "g = b": lambda _k, g, _n: g == "b",
        "n > 1": lambda _k, _g, n: n != "" and exact(n) > 1,
        "n = 15": lambda _k, _g, n: n == "15",
        "not k = b": lambda k, _g, _n: k not in {"b", ""},
        "g known": lambda _k, g, _n: g != "",
    }
    return sum(all(asked[test](*row) for test in tests) for row in rows)


def test_a_file_that_cannot_be_read_is_told_at_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> ReadRows:
        raise PermissionError(13, "Permission denied", str(tmp_path / "t.csv"))

    monkeypatch.setattr("factcheck.evidence.read_rows.read_rows", refused)
    with pytest.raises(ProblemsError) as raised:
        _one(tmp_path, "count(t)")
    (problem,) = raised.value.problems
    assert problem.message == "'t.csv' cannot be read: permission denied"


def test_rows_of_folded_values_are_found_by_themselves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_parquet(tmp_path / "t.parquet", "SELECT 'p' || i % 9 AS place FROM range(90) AS r(i)")
    table = "factcheck: 1\nevidence:\n  t: {file: t.parquet}\n"
    path = _file(tmp_path, FOLDED, table=table)
    monkeypatch.setattr(choose, "FEW", 1)
    for claim, rows in (("named", 10), ("others", 80)):
        (found,) = rows_of_file(path, Wanted(claim, limit=ALL), root=tmp_path)
        assert [len(term.rows) for term in found.terms] == [rows]


FOLDED = """\
claims:
  named: {measure: "count(t[place = p3])", figure: 10}
  others: {measure: "count(t[place != p3])", figure: 80}
"""
