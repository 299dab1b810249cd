"""SDMX-CSV: labels and codes come apart, statuses stand beside values, and no scale is guessed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import factcheck
from factcheck.evidence.frame import Frame
from factcheck.evidence.sdmx import sdmx_frame
from factcheck.model.span import Span
from factcheck.model.table_declaration import TableDeclaration

if TYPE_CHECKING:
    from pathlib import Path


LAYOUT = "layout: sdmx-csv\n"
ONE = """\
DATAFLOW,FREQ,REF_AREA,TIME_PERIOD,OBS_VALUE,OBS_STATUS,CONF_STATUS,UNIT_MULT
A:B(1.0),A,CH,2018,10,A,F,0
A:B(1.0),A,CH,2019,20.5,P,F,0
A:B(1.0),A,DE,2018,30,E,F,0
"""
BOTH = """\
DATAFLOW,FREQ: Frequency,REF_AREA: Reference area,TIME_PERIOD: Time,OBS_VALUE: Value,NOTE: Note
A:B(1.0): Beds,A: Annual,CH: Switzerland,2018,10,see: that
A:B(1.0): Beds,A: Annual,DE: Germany,2018,20,
A:B(1.0): Beds,Q: Quarterly,DE: Germany,2018-Q1,7,x
"""
TWO = """\
STRUCTURE,STRUCTURE_ID,ACTION,FREQ,TIME_PERIOD,OBS_VALUE,OBS_STATUS
dataflow,A:B(1.0),I,A,2018,10,A
dataflow,A:B(1.0),A,A,2019,20,
dataflow,A:B(1.0),M,A,2020,30,A
"""
AMOUNT = "columns: {OBS_VALUE: {kind: amount}}"


class Files:
    """A folder with one table, and claims on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def run(self, text: str, measure: str, more: str = AMOUNT, name: str = "t.csv") -> str:
        """Return what a measure is found to be, or the reason why it is not."""
        (self.folder / name).write_text(text, encoding="utf-8")
        block = "".join(f"    {line}\n" for line in (LAYOUT + more).splitlines())
        result = factcheck.run(
            f"factcheck: 1\nevidence:\n  t:\n    file: {name}\n{block}claims:\n  c:\n"
            f"    measure: {measure}\n    figure: '5'\n",
            root=self.folder,
        )
        self.notes = result.evidence[0].notes if result.evidence else ()
        reading = result.claims[0].readings[0]
        return str(reading.explanation) if reading.found is None else reading.found.text


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return Files(tmp_path)


def test_values_have_their_flags_beside_them(files: Files) -> None:
    assert files.run(ONE, "sum(t.OBS_VALUE)") == "60.5"
    assert files.notes == (
        "column 'OBS_VALUE': 1 cell flagged 'E' (estimated)",
        "column 'OBS_VALUE': 1 cell flagged 'P' (provisional)",
    )
    assert files.run(ONE, "sum(t.OBS_VALUE[OBS_STATUS = P])") == "20.5"
    assert files.run(ONE, "sum(t.n[REF_AREA = DE])", "columns: {n: {from: OBS_VALUE}}") == "30"


@pytest.mark.parametrize(
    ("value", "status", "conf", "expected"),
    [
        ("", "Q", "F", "at least 50"),
        ("NaN", "Q", "F", "at least 50"),
        ("", "L", "F", "at least 50"),
        ("", "O", "F", "at least 50"),
        ("", "H", "", "at least 50"),
        ("", "M", "F", "50"),
        ("", "A", "C", "at least 50"),
        ("", "", "N", "at least 50"),
        ("", "A", "F", "FC225"),
        ("", "", "", "FC225"),
        ("", "", "C;N", "FC225"),
        ("", "", "X", "FC225"),
        ("NaN", "A", "F", "FC226"),
        ("5", "Q", "F", "FC226"),
        ("5", "Z", "F", "FC226"),
        ("5", "P;E", "F", "55"),
        ("5", "B", "C", "55"),
    ],
)
def test_an_empty_value_is_what_its_status_says(
    files: Files, value: str, status: str, conf: str, expected: str
) -> None:
    text = ONE.replace("20.5,P,F", "40,P,F").replace("2018,30,E,F", f"2018,{value},{status},{conf}")
    columns = "columns: {OBS_VALUE: {unit: beds}}"
    assert files.run(text, "sum(t.OBS_VALUE)", columns).startswith(expected)


def test_what_the_claim_file_declares_comes_first(files: Files) -> None:
    text = ONE.replace("30,E", ",A")
    columns = "columns: {OBS_VALUE: {kind: amount, empty: 0}}"
    assert files.run(text, "sum(t.OBS_VALUE)", columns) == "30.5"
    text = ONE.replace("30,E", ",Q")
    columns = "columns: {OBS_VALUE: {kind: amount, markers: {Q: 0}}}"
    assert files.run(text, "sum(t.OBS_VALUE)", columns) == "30.5"


def test_eurostats_flags_are_read_with_its_profile(files: Files) -> None:
    text = ONE.replace("OBS_STATUS", "OBS_FLAG").replace(",P,", ",p,").replace(",E,", ",e,")
    assert "FC226" in files.run(text, "sum(t.OBS_VALUE)")
    assert files.run(text, "sum(t.OBS_VALUE)", f"markers: eurostat@2025\n{AMOUNT}") == "60.5"
    own = "columns: {OBS_VALUE: {kind: amount, markers: eurostat@2025}}"
    assert files.run(text, "sum(t.OBS_VALUE)", own) == "60.5"


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        ("sum(t.OBS_VALUE[FREQ = A])", "30"),
        ("sum(t.OBS_VALUE[Frequency = Annual])", "30"),
        ("sum(t.OBS_VALUE[REF_AREA = DE, FREQ = Q])", "7"),
        ("sum(t.OBS_VALUE[`Reference area` = Switzerland])", "10"),
        ("count(t[TIME_PERIOD = 2018-Q1])", "1"),
    ],
)
def test_codes_and_labels_come_apart(files: Files, measure: str, expected: str) -> None:
    assert files.run(BOTH, measure, "") == expected
    # Labels may follow without a blank in the header.
    assert files.run(BOTH.replace("FREQ: ", "FREQ:"), measure, "") == expected


def frame_of(text: str) -> Frame:
    rows = [line.split(",") for line in text.splitlines()]

    def numbered() -> list[tuple[int, list[str]]]:
        return [(number, [*row]) for number, row in enumerate(rows[1:], 2)]

    plain = Frame(tuple(rows[0]), lambda: iter(numbered()))
    return sdmx_frame(plain, TableDeclaration("t", Span("c.yml", 1, 1, 1, 2), None))


def test_a_text_that_is_no_code_stays_whole() -> None:
    frame = frame_of(BOTH)
    assert frame.headers == (
        *("DATAFLOW", "FREQ", "Frequency", "REF_AREA", "Reference area"),
        *("TIME_PERIOD", "OBS_VALUE", "NOTE"),
    )
    assert [row[-1] for _, row in frame.rows()] == ["see: that", "", "x"]
    assert not frame.is_printed


def test_a_label_that_is_the_name_of_another_column_keeps_its_code() -> None:
    text = BOTH.replace("REF_AREA: Reference area", "REF_AREA: Frequency")
    assert frame_of(text).headers[1:5] == (
        *("FREQ", "FREQ: Frequency", "REF_AREA", "REF_AREA: Frequency"),
    )
    text = BOTH.replace("FREQ: Frequency", "FREQ: NOTE")
    assert frame_of(text).headers[1:3] == ("FREQ", "FREQ: NOTE")


def test_a_status_with_a_label_is_its_code() -> None:
    text = "DATAFLOW,OBS_VALUE,OBS_STATUS: Status,UNIT_MULT: By\nA,5,P: Provisional,0: Units\n"
    assert list(frame_of(text).rows()) == [(2, ["A", "5 P", "P", "Provisional", "0", "Units"])]


@pytest.mark.parametrize(
    "text",
    [
        TWO,
        TWO.replace("STRUCTURE,STR", "STRUCTURE[;],STR"),
        TWO.replace("ID,ACTION", "ID,STRUCTURE_NAME,ACTION").replace("(1.0),", "(1.0),Beds,"),
        TWO.replace(",ACTION", "")
        .replace("I,A,2", "A,2")
        .replace("),A,A,", "),A,")
        .replace("M,A,", "A,"),
    ],
)
def test_version_two_is_read(files: Files, text: str) -> None:
    assert files.run(text, "sum(t.OBS_VALUE)") == "60"
    assert files.run(text, "sum(t.OBS_VALUE[TIME_PERIOD in 2018..2019])") == "30"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a,OBS_VALUE\n1,2\n", "the table is no SDMX-CSV: it begins with the column 'a'"),
        ("STRUCTURE,OBS_VALUE\n1,2\n", "it begins with the column 'STRUCTURE'"),
        ("DATAFLOW,VALUE\n1,2\n", "the table is no SDMX-CSV: no columns are called 'OBS_VALUE'"),
        ("DATAFLOW,OBS_VALUE,OBS_VALUE\n1,2,3\n", "2 columns are called 'OBS_VALUE'"),
        (TWO.replace(",M,", ",D,"), "line 4 has the ACTION 'D', which is no row of a table"),
        (TWO.replace(",M,", ",R,").replace(",A,A,", ",D,A,"), "line 3 has the ACTION 'D'"),
        (ONE.replace("A:B(1.0),A,DE", "A:C(1.0),A,DE"), "several dataflows: 'A:B(1.0)', 'A:C(1.0"),
        (TWO.replace("A:B(1.0),M", "A:C(1.0),M"), "several dataflows: 'A:B(1.0)', 'A:C(1.0"),
        (ONE + "A:B(1.0),A\n", "line 5 has 2 cells"),
    ],
)
def test_what_is_no_table_of_sdmx_is_refused(files: Files, text: str, message: str) -> None:
    told = files.run(text, "count(t)", "")
    assert message in told


@pytest.mark.parametrize(
    ("multipliers", "scale", "expected"),
    [
        ("000", "", "60.5"),
        (("", "", ""), "", "60.5"),
        (("0", "", "0"), "", "60.5"),
        (("3", "", "3"), "", "different powers of ten, (empty), 3"),
        ("333", ", scale: 1000", "60,500"),
        ("333", "", "UNIT_MULT is 3, which is not the scale that is declared (declare `scale: 10"),
        ("666", ", scale: 1000", "(declare `scale: 1000000` under `columns: OBS_VALUE:`)"),
        ("000", ", scale: 1000", "(remove `scale` under `columns: OBS_VALUE:`)"),
        (("-2", "-2", "-2"), ", scale: 0.01", "0.61"),
        (("-2", "-2", "-2"), "", "(declare `scale: 0.01` under `columns: OBS_VALUE:`)"),
        (("x", "x", "x"), "", "UNIT_MULT has to be a power of ten, such as 3 for thousands"),
        (("0", "3", "0"), "", "numbers are to be multiplied by different powers of ten, 0, 3"),
        (("0", "3", "0"), ", scale: 1000", "by different powers of ten, 0, 3"),
    ],
)
def test_a_multiplier_is_never_applied_in_silence(
    files: Files, multipliers: tuple[str, ...] | str, scale: str, expected: str
) -> None:
    head, *rows = ONE.splitlines()
    told = [row[:-1] + each for row, each in zip(rows, multipliers, strict=True)]
    columns = f"columns: {{OBS_VALUE: {{kind: amount{scale}}}}}"
    found = files.run("\n".join([head, *told, ""]), "sum(t.OBS_VALUE)", columns)
    assert found == expected or (expected in found and found.startswith("FC299"))


def test_the_multiplier_of_a_row_without_a_value_says_nothing(files: Files) -> None:
    text = ONE.replace("2018,30,E,F,0", "2018,,Q,F,3")
    columns = "columns: {OBS_VALUE: {unit: beds}}"
    assert files.run(text.replace("20.5", "20"), "sum(t.OBS_VALUE)", columns) == "at least 30"


def test_a_claim_that_only_counts_rows_needs_no_scale(files: Files) -> None:
    text = ONE.replace("F,0", "F,3")
    assert files.run(text, "count(t[REF_AREA = CH])", "") == "2"


@given(
    st.lists(
        st.tuples(st.integers(0, 10**6), st.sampled_from(["", "A", "P", "E", "B", "P;B"])),
        min_size=1,
        max_size=20,
    )
)
def test_flags_change_no_number(rows: list[tuple[int, str]]) -> None:
    lines = [f"F,{value},{status}" for value, status in rows]
    frame = frame_of("\n".join(["DATAFLOW,OBS_VALUE,OBS_STATUS", *lines]))
    assert [int(row[1].split()[0]) for _, row in frame.rows()] == [value for value, _ in rows]


def test_a_workbook_or_a_frame_is_no_text(files: Files, tmp_path: Path) -> None:
    pd.DataFrame({"DATAFLOW": ["a"], "OBS_VALUE": [5]}).to_json(
        tmp_path / "t.json", orient="records"
    )
    text = (tmp_path / "t.json").read_text(encoding="utf-8")
    with pytest.raises(factcheck.ProblemsError, match="`layout` would cut it like a text"):
        files.run(text, "count(t)", "", "t.json")
    with pytest.raises(factcheck.ProblemsError, match="is a workbook, which has no `layout`"):
        files.run("", "count(t)", "", "t.xlsx")
    claims = (
        f"factcheck: 1\nevidence:\n  t:\n    {LAYOUT}claims:\n  c: {{measure: count(t), "
        "figure: '5'}\n"
    )
    with pytest.raises(factcheck.ProblemsError, match="`layout` would say how a file is cut"):
        factcheck.run(claims, tables={"t": pd.DataFrame({"a": [1]})})


def test_a_layout_is_no_other_word(files: Files) -> None:
    claims = (
        "factcheck: 1\nevidence:\n  t: {file: t.csv, layout: sdmx}\nclaims:\n"
        "  c: {measure: count(t), figure: '5'}\n"
    )
    with pytest.raises(factcheck.ProblemsError, match="did you mean 'sdmx-csv'"):
        factcheck.run(claims, root=files.folder)


def test_a_file_in_sdmx_csv_without_the_layout_gets_a_hint(files: Files, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(BOTH, encoding="utf-8")
    claims = (
        "factcheck: 1\nevidence:\n  t: {file: t.csv}\nclaims:\n  c:\n"
        "    measure: count(t[FREQ = A])\n    figure: '2'\n"
    )
    hint = "if the file is SDMX-CSV, declare `layout: sdmx-csv`"
    assert hint in str(factcheck.run(claims, root=files.folder).claims[0].explanation)
    declared = claims.replace("t.csv}", "t.csv, columns: {f: {from: FREQ}}}")
    assert hint in str(factcheck.run(declared, root=files.folder).claims[0].explanation)


def test_empty_values_without_the_layout_get_a_hint(files: Files, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(ONE.replace("30,E", ",Q"), encoding="utf-8")
    for columns in ("", ", columns: {n: {from: OBS_VALUE, kind: amount}}"):
        name = "n" if columns else "OBS_VALUE"
        claims = (
            f"factcheck: 1\nevidence:\n  t: {{file: t.csv{columns}}}\nclaims:\n"
            f"  c: {{measure: sum(t.{name}), figure: '2'}}\n"
        )
        told = str(factcheck.run(claims, root=files.folder).claims[0].explanation)
        assert "; `layout: sdmx-csv` for the table reads the status of each value" in told
    assert "layout" not in files.run(ONE.replace("30,E", ",A"), "sum(t.OBS_VALUE)")


def test_a_table_needs_no_column_of_confidentiality() -> None:
    frame = frame_of("DATAFLOW,OBS_VALUE,OBS_STATUS\nA,,\nA,NaN,A\n")
    assert [row for _, row in frame.rows()] == [["A", "", ""], ["A", "NaN", "A"]]
