"""A claim file made from a table: what it declares and suggests, and that it runs."""

from __future__ import annotations

import csv
import gzip
import io
import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from parquet_helper import write_parquet
from xlsx_helper import xlsx

from factcheck.evidence.look import Known
from factcheck.figure import read_figure
from factcheck.model.fraction import Fraction
from factcheck.model.problem import ProblemsError
from factcheck.pipeline import run_file
from factcheck.scaffold import new_file
from factcheck.scaffold.claim_file import _is_exact, _printed
from factcheck.scaffold.new_file import new_claims
from factcheck.spec import load_spec

if TYPE_CHECKING:
    from factcheck.model.result import RunResult


def made(folder: Path, text: str | bytes, name: str = "t.csv", **known: object) -> str:
    """Return the claim file for a table with this text."""
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return new_claims(path, folder, Known(**known)).text  # type: ignore[arg-type] # a test's own


def run(folder: Path, text: str) -> RunResult:
    """Return the result of a claim file; every claim of it has to hold."""
    path = folder / "made.yml"
    path.write_text(text, encoding="utf-8")
    result = run_file(path)
    assert [claim.verdict.value for claim in result.claims] == ["supported"] * result.declared
    assert result.exit_code == 0
    assert result.warnings == ()
    return result


def without_head(text: str) -> str:
    """Return the lines of the table, without what every file has."""
    return text.partition("evidence:\n")[2].partition("\n# Put published claims")[0]


SCHOOLS = "town,pupils,kind\nAarau,812,public\nBaden,640,public\nChur,598,private\n"


def test_a_plain_table_needs_a_file_and_a_key(tmp_path: Path) -> None:
    text = made(tmp_path, SCHOOLS, "schools.csv")
    assert text.startswith("# Made from schools.csv by `factcheck new`")
    assert (
        without_head(text)
        == """\
  schools:
    file: "schools.csv"
    # One row each. Leave the key out if the rows are records, such as answers:
    # then a slice without rows counts 0, where now it cannot be checked.
    key: town
    # columns:
      # town: texts: 'Aarau', 'Baden', 'Chur'
      # pupils: whole numbers, 598 to 812
      # kind: texts: 'public', 'private'
"""
    )
    result = run(tmp_path, text)
    assert [claim.id for claim in result.claims] == [
        "rows", "sum-of-pupils", "most-frequent-kind",
    ]  # fmt: skip
    assert 'measure: count(schools[kind = public])\n    figure: "2"\n' in text
    assert 'sum(schools.pupils)\n    figure:\n      text: "2,050"\n      reads: exact\n' in text


ODD = """\
Release Year;in;2017;F*G;No;No;;share;when;code;cost
1980;a;5;<5;x;y;1;50;2020-01-02;007;$4
1981;b;;12;x;y;1;60;2020-01-03;010;[BOLD] $5
1982;c;7;:;x;y;1;70;2020-01-04;012;6
1983;d;8;13;x;y;1;80;2020-01-05;013;n/a
1984;d;8;14;x;y;1;80;2020-01-05;014;7
Total;e;28;39;x;y;5;340;2020-01-06;056;13
"""


def test_whatever_may_have_to_be_declared_is_named(tmp_path: Path) -> None:
    text = made(tmp_path, ODD, "538 odd.csv")
    assert (
        without_head(text)
        == """\
  n538_odd:
    file: "538 odd.csv"
    delimiter: ";"
    # Columns without a name of their own cannot be used. To name all of them instead:
    # skip: 1
    # header: [release_year, in_, y2017, f_g, column_5, column_6, column_7, share, when, code, cost]
    # One row each. Leave the key out if the rows are records, such as answers:
    # then a slice without rows counts 0, where now it cannot be checked.
    key: release_year
    # The row 'Total' is the sum of the others, and never added to them.
    totals:
      release_year: Total
    columns:
      # release_year: whole numbers, 1980 to 1984 in 5 cells, others in 1: 'Total'
      release_year:
        from: Release Year
      # in_: texts: 'd', 'a', 'b', 'c', 'e'
      in_:
        from: in
      # y2017: whole numbers, 5 to 28; 1 of 6 cells is empty
      y2017:
        from: "2017"
        # empty: unknown
      # f_g: whole numbers, 12 to 39 in 4 cells, others in 2: ':', '<5'
      f_g:
        from: "F*G"
        # markers:
        #   ":": unknown
        #   "<5": suppressed 0..4
      # 'No', one of several columns of that name, which cannot be used: texts: 'x'
      # 'No', one of several columns of that name, which cannot be used: texts: 'y'
      # column 7, which has no name and cannot be used: whole numbers, 1 to 5
      # share: whole numbers, 50 to 340
      # when: dates
      when:
        type: date
      # code: whole numbers, 7 to 56
      # numbers with leading zeros look like codes, which are texts
      # code:
      #   type: text
      # cost: whole numbers, 6 to 13 in 3 cells, others in 3: '$4', '[BOLD] $5', 'n/a'
      # cost:
      #   ignore: ["$", "[BOLD]"]
      #   markers:
      #     "n/a": unknown
"""
    )
    run(tmp_path, text)


def test_suggestions_are_right_when_they_are_taken(tmp_path: Path) -> None:
    text = made(tmp_path, ODD, "odd.csv")
    lines = [
        line.replace("# ", "", 1) if _is_suggestion(line) else line for line in text.split("\n")
    ]
    spec = load_spec("\n".join(lines).encode(), file="x.yml")
    columns = {column.name: column for column in spec.tables[0].columns}
    assert {text for text, _ in columns["f_g"].markers} == {":", "<5"}
    assert columns["cost"].ignore == ("$", "[BOLD]")
    assert columns["y2017"].empty is not None
    assert columns["code"].type is not None


def _is_suggestion(line: str) -> bool:
    stripped = line.strip().removeprefix("#").strip()
    words = ("empty:", "ignore:", "markers:", '":":', '"<5":', '"n/a":', "type: text")
    names = ("code:", "cost:")
    return line.strip().startswith("#") and (stripped.startswith(words) or stripped in names)


def test_how_the_file_is_cut_is_written_down(tmp_path: Path) -> None:
    data = "Schools\n\ntown\tZürich\t\n\t2019\t2020\nA\t1\t2\nB\t3\t4\nSource: a survey of\n"
    text = made(tmp_path, data.encode("windows-1252"), "cut.csv")
    declared = without_head(text)
    assert declared.startswith("""\
  cut:
    file: "cut.csv"
    # The file is not in UTF-8. See whether letters with accents are right in
    # windows-1252; the list of encodings is in the reference of tables.
    encoding: windows-1252
    delimiter: tab
    # What stands above the headers is left out.
    header_row: 3
    # The second row seems to complete the headers of the first.
    header_rows: 2
    # Notes below the table, counted from its end.
    skip: [-1]
""")
    assert 'from: "Zürich - 2019"' in declared
    assert run(tmp_path, text).evidence[0].rows == 2


def test_a_tsv_needs_no_delimiter(tmp_path: Path) -> None:
    text = made(tmp_path, SCHOOLS.replace(",", "\t"), "schools.tsv")
    assert "delimiter" not in text
    run(tmp_path, text)


def test_a_table_without_headers_has_a_hint(tmp_path: Path) -> None:
    text = made(tmp_path, "a,5\nb,6\nc,7\n")
    assert "    # The first row looks like data. If it is, name the columns:\n" in text
    assert "    # header: [a, n5]\n" in text
    run(tmp_path, text)


def test_a_row_that_is_a_total_is_declared_and_left_out(tmp_path: Path) -> None:
    text = made(tmp_path, "rank,town,n\n1,Aarau,5\n2,Baden,6\ntotal,total,11\n")
    assert (
        """\
    # The row 'total' is the sum of the others, and never added to them.
    totals:
      rank: total
      town: total
"""
        in text
    )
    _, total = run(tmp_path, text).claims
    assert [finding.slug for finding in total.readings[0].findings] == []
    assert 'figure: "2"' in text
    assert 'figure: "11"' in text


def test_likely_percentages_are_named(tmp_path: Path) -> None:
    rows = "".join(f"t{number},{number}0,{number}%,{number}\n" for number in range(1, 4))
    text = made(tmp_path, f"town,percent of all,rate,mixed\n{rows}t4,40,4%,4%\n")
    assert (
        "#   unit: percent" not in without_head(text).partition("# rate:")[2].partition("mixed")[0]
    )
    assert "        # unit: percent\n" in without_head(text)
    assert "      # mixed:\n      #   unit: percent\n" in without_head(text)
    assert "rate: percentages, 1 to 4\n" in text
    assert "mixed: numbers and percentages, 1 to 4\n" in text
    run(tmp_path, text)


def test_a_comma_before_decimals_and_other_dates_are_warned_of(tmp_path: Path) -> None:
    text = made(tmp_path, "n;day\n1,5;21.12.2020\n2,5;1/2/20\n")
    assert "# a comma before decimals is not read: numbers need a point in the file\n" in text
    assert "# dates are read only as 2020-12-21, 2020-12 or 2020; these stay texts\n" in text


def test_questions_with_several_answers_are_seen(tmp_path: Path) -> None:
    header = "id,Seen? - A,Seen? - B,Seen? - C,Rank - A,Rank - B"
    text = made(tmp_path, f"{header}\n1,A,,,1,2\n2,,B,,2,1\n3,A,B,C,1,2\n")
    assert (
        """\
    # Columns that seem to be the answers to one question, several of them at a time:
    # ticks:
    #   seen: "Seen? - *"
"""
        in text
    )
    assert "seen_a: texts: 'A'; 1 of 3 cells is empty\n      seen_a:\n        from:" in text
    assert "empty: unknown" not in text
    run(tmp_path, text)


def test_many_columns_are_described_in_part(tmp_path: Path) -> None:
    header = ",".join(f"c{number}" for number in range(310))
    text = made(tmp_path, f"{header}\n{','.join(['1'] * 310)}\n")
    assert "      # … and 10 more columns\n" in text
    assert "# c299:" in text
    assert "# c300:" not in text
    run(tmp_path, text)


def test_many_names_are_an_example(tmp_path: Path) -> None:
    header = ",".join(["a"] * 40)
    text = made(tmp_path, f"{header}\n{','.join(['1'] * 40)}\n")
    assert "column_30, …]\n" in text


def test_a_table_without_rows_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"FC268 no-rows: table 't' has a header \(line 1\)"):
        made(tmp_path, "town,n\n")


def test_a_column_without_a_filled_cell_is_told(tmp_path: Path) -> None:
    text = made(tmp_path, "town,n\nA,\n")
    assert "no cell is filled" in text
    (claim,) = run(tmp_path, text).claims
    assert claim.id == "rows"


def test_a_workbook_is_read_from_its_sheet(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(xlsx({"Notes": [["x"]], "Data": [["town", "n"], ["A", 1], ["B", 2]]}))
    text = new_claims(path, tmp_path, Known(sheet="Data")).text
    assert '    file: "book.xlsx"\n    sheet: Data\n' in text
    run(tmp_path, text)
    with pytest.raises(ProblemsError, match="2 sheets"):
        new_claims(path, tmp_path, Known())


@pytest.mark.parametrize(
    ("cells", "claims"),
    [
        # Years, codes and keys are not added up.
        (["year,n", "2018,5", "2019,5"], ["rows", "sum-of-n"]),
        (["town,zip", "A,8000", "B,5000"], ["rows"]),
        (["town,code", "A,007", "B,008"], ["rows"]),
        (["town,n", "A,5", "B,"], ["rows"]),
        (["town,n", "A,5%", "B,6%"], ["rows"]),
        (["town,n", "A,-5", "B,6"], ["rows", "highest-n"]),
        (["town,n", "A,0.5", "B,0.25"], ["rows", "highest-n"]),
        (["town,rate", "A,0.5", "B,0.25"], ["rows", "highest-rate"]),
        # Labels that occur once, or that are numbers or dates, make no groups.
        (["a,b", "x,2020-01-01", "x,2020-01-01", "x,2020-01-02"], ["rows"]),
        (["a,b", "x,y", "z,y", "z,y"], ["rows", "most-frequent-a"]),
        (["a", "x.y", "x.y", "z"], ["rows", "most-frequent-a"]),
        (["a", "top 10", "top 10", '"or (b], c"', "1..2"], ["rows", "most-frequent-a"]),
    ],
)
def test_first_claims_fit_the_columns(cells: list[str], claims: list[str], tmp_path: Path) -> None:
    result = run(tmp_path, made(tmp_path, "\n".join(cells) + "\n"))
    assert [claim.id for claim in result.claims] == claims


def test_a_round_number_is_claimed_as_exact(tmp_path: Path) -> None:
    text = made(tmp_path, "town,n\nA,1000\nB,500\n")
    assert '    figure:\n      text: "1,500"\n      reads: exact\n' in text
    run(tmp_path, text)


@given(st.integers(min_value=0, max_value=10**7))
def test_printed_numbers_are_exact_where_they_say_so(number: int) -> None:
    text = _printed(Fraction(number))
    interval = read_figure(text, lang="en").profiles.strict
    assert interval.lower == interval.upper == number or not _is_exact(text)


def test_a_path_is_written_from_the_folder_of_the_claim_file(tmp_path: Path) -> None:
    for name in (".git", "claims", "evidence"):
        (tmp_path / name).mkdir()
    path = tmp_path / "evidence" / "t.csv"
    path.write_text(SCHOOLS)
    found = new_claims(path, tmp_path / "claims", Known())
    assert 'file: "../evidence/t.csv"' in found.text
    assert found.note is None


def test_a_table_outside_the_project_has_a_note(tmp_path: Path) -> None:
    (tmp_path / "claims").mkdir()
    path = tmp_path / "t.csv"
    path.write_text(SCHOOLS)
    found = new_claims(path, tmp_path / "claims", Known())
    assert 'file: "../t.csv"' in found.text
    assert found.note is not None
    assert "the table lies outside the folder" in found.note


def test_names_of_files_that_no_claim_file_can_have_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a\u200bb.csv"
    path.write_text(SCHOOLS)
    with pytest.raises(ValueError, match="rename the file or its folder"):
        new_claims(path, tmp_path, Known())
    path = tmp_path / "a\\b.csv"
    path.write_text(SCHOOLS)
    with pytest.raises(ValueError, match="rename the file or its folder"):
        new_claims(path, tmp_path, Known())


def test_a_path_that_begins_with_a_tilde_is_no_home(tmp_path: Path) -> None:
    text = made(tmp_path, SCHOOLS, "~t.csv")
    assert 'file: "./~t.csv"' in text
    run(tmp_path, text)


def test_a_table_on_another_drive_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> str:
        raise ValueError

    monkeypatch.setattr(os.path, "relpath", refused)
    with pytest.raises(ValueError, match="on another drive"):
        made(tmp_path, SCHOOLS)


def test_a_table_of_which_nothing_can_be_found_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(new_file, "_number", lambda _: None)
    with pytest.raises(ValueError, match="no claim on the table can be checked: its rows cannot"):
        made(tmp_path, SCHOOLS)


CELLS = st.one_of(
    st.sampled_from(
        ["", "1", "2", "12", "0.5", "5%", "<5", ":", "n/a", "Total", "2020-01-02", "$4", "007",
         "[BOLD] 3", "a, b", 'say "no"', "it's", "a.b", "top 3", "1..2", "not", "or", "x\ny"]
    ),
    st.text(st.characters(codec="utf-8"), max_size=6),
)  # fmt: skip
HEADERS = st.one_of(
    st.sampled_from(["year", "n", "Release Year", "in", "2017", "a,b", "", "n", "#", "`x`", "a.b"]),
    st.text(st.characters(codec="utf-8"), max_size=6),
)


@given(st.data())
def test_any_table_that_can_be_read_gives_a_file_that_runs(data: st.DataObject) -> None:
    width = data.draw(st.integers(min_value=1, max_value=4))
    row = st.lists(CELLS, min_size=width, max_size=width)
    header = data.draw(st.lists(HEADERS, min_size=width, max_size=width))
    rows = data.draw(st.lists(row, max_size=6))
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([header, *rows])
    with TemporaryDirectory() as folder:
        _try(Path(folder), text.getvalue())


def _try(folder: Path, text: str) -> None:
    try:
        found = made(folder, text, delimiter=",")
    except ProblemsError as error:
        if any(not problem.code.code.startswith("FC2") for problem in error.problems):
            raise
        return
    except ValueError as error:
        # Rows of nothing but blanks are none.
        if "FC268 no-rows" not in str(error):
            raise
        return
    path = folder / "made.yml"
    path.write_text(found, encoding="utf-8")
    result = run_file(path)
    assert (result.exit_code, result.declared >= 1) == (0, True)


@pytest.mark.parametrize("name", ["t.json", "t.jsonl", "t.jsonl.gz", "t.csv.gz", "t.tsv.gz"])
def test_tables_of_other_formats_get_claims_that_hold(tmp_path: Path, name: str) -> None:
    lines = '{"town": "Aarau", "pupils": 812}\n{"town": "Baden", "pupils": 640}\n'
    text = {
        "t.json": f"[{lines.strip().replace(chr(10), ',')}]",
        "t.csv.gz": "town,pupils\nAarau,812\nBaden,640\n",
        "t.tsv.gz": "town\tpupils\nAarau\t812\nBaden\t640\n",
    }.get(name, lines)
    data = text.encode()
    found = made(tmp_path, gzip.compress(data) if name.endswith(".gz") else data, name)
    assert without_head(found) == (
        "  t:\n"
        f'    file: "{name}"\n'
        "    # One row each. Leave the key out if the rows are records, such as answers:\n"
        "    # then a slice without rows counts 0, where now it cannot be checked.\n"
        "    key: town\n"
        "    # columns:\n"
        "      # town: texts: 'Aarau', 'Baden'\n"
        "      # pupils: whole numbers, 640 to 812\n"
    )
    run(tmp_path, found)


def test_columns_of_lists_are_left_out(tmp_path: Path) -> None:
    text = '[{"town": "Aarau", "tags": [1], "": 5}, {"town": "Baden", "tags": [], "": 6}]'
    found = made(tmp_path, text, "t.json")
    assert "      # 'tags' cannot be used: its cells are no single values\n" in found
    assert "# header:" not in found
    run(tmp_path, found)


def test_a_parquet_file_gets_claims_that_hold(tmp_path: Path) -> None:
    query = "SELECT * FROM (VALUES ('Aarau', 812, DATE '2020-01-02')) t(town, pupils, day)"
    write_parquet(tmp_path / "t.parquet", query)
    found = new_claims(tmp_path / "t.parquet", tmp_path, Known()).text
    assert '    file: "t.parquet"\n' in found
    assert "        type: date\n" in found
    run(tmp_path, found)
