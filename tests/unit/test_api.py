"""The Python interface: files, texts, DataFrames, results, and what errors print."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

import factcheck
from factcheck import api, report
from factcheck.model import result as records
from factcheck.model.problem import ProblemsError
from factcheck.model.spec import Verdict

if TYPE_CHECKING:
    from tests.conftest import RunCli

TABLE = "year,reports\n2018,9779\n"
CLAIMS = """\
factcheck: 1
evidence:
  police:
    file: ../table.csv
    key: year
claims:
  a:
    measure: police.reports[year = 2018]
    figure: around 9,000
"""
TEXT = CLAIMS.replace("../table.csv", "table.csv")
WITHOUT_FILE = CLAIMS.replace("    file: ../table.csv\n", "")
FRAME = pd.DataFrame({"year": [2018], "reports": [9167]})


def written(folder: Path) -> Path:
    (folder / "table.csv").write_text(TABLE, encoding="utf-8")
    (folder / "claims").mkdir()
    path = folder / "claims" / "a.yml"
    path.write_text(CLAIMS, encoding="utf-8")
    return path


def verdicts(result: factcheck.RunResult) -> list[str]:
    return [claim.verdict.value for claim in result.claims]


@pytest.mark.parametrize("kind", [str, os.fspath, lambda path: path])
def test_paths_of_every_kind_are_taken(tmp_path: Path, kind: type[str]) -> None:
    result = api.run(kind(written(tmp_path)), root=kind(tmp_path))
    assert [claim.verdict for claim in result.claims] == [Verdict.UNDETERMINED]
    assert result.exit_code == 3


def test_without_a_root_nothing_above_the_file_is_read(tmp_path: Path) -> None:
    with pytest.raises(ProblemsError, match="outside the project"):
        api.run(written(tmp_path))


def test_strict_is_handed_on(tmp_path: Path) -> None:
    path = written(tmp_path)
    assert api.run(path, root=tmp_path, strict=True).exit_code == 1
    text = TEXT.encode()
    assert api.run(text, root=tmp_path, strict=True).exit_code == 1


def test_a_file_that_is_not_there_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        api.run(tmp_path / "none.yml")
    with pytest.raises(FileNotFoundError):
        api.run("factcheck: 1")


@pytest.mark.parametrize("text", [TEXT, TEXT.encode(), TEXT.replace("\n", "\r")])
def test_a_text_is_run_with_files_of_the_root(tmp_path: Path, text: str | bytes) -> None:
    written(tmp_path)
    result = api.run(text, root=tmp_path)
    assert verdicts(result) == ["undetermined"]
    assert result.files[0].path == "<text>"
    assert result.evidence[0].path == "table.csv"


def test_a_text_is_run_with_files_of_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert verdicts(api.run(TEXT)) == ["undetermined"]
    monkeypatch.chdir(tmp_path / "claims")
    with pytest.raises(ProblemsError, match="outside the project"):
        api.run(CLAIMS)


def test_a_text_that_is_no_unicode_is_a_problem() -> None:
    with pytest.raises(ProblemsError, match="UTF-8"):
        api.run("factcheck: 1\ntitle: \udcff\n")


@pytest.mark.parametrize("text", [WITHOUT_FILE, TEXT])
def test_a_frame_stands_in_for_the_file(text: str, tmp_path: Path) -> None:
    result = api.run(text, tables={"police": FRAME}, root=tmp_path)
    assert verdicts(result) == ["supported"]
    assert result.evidence[0].path == "police (passed in)"
    found = result.claims[0].readings[0].found
    assert found is not None
    assert found.text == "9,167"


def test_a_frame_stands_in_for_the_file_of_a_claim_file_too(tmp_path: Path) -> None:
    path = written(tmp_path)
    (tmp_path / "table.csv").unlink()
    assert verdicts(api.run(path, {"police": FRAME})) == ["supported"]


def test_nothing_is_read_where_every_table_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise AssertionError

    monkeypatch.setattr(os, "open", refused)
    monkeypatch.setattr(Path, "open", refused)
    assert verdicts(api.run(WITHOUT_FILE, {"police": FRAME})) == ["supported"]


def test_a_table_without_a_file_has_to_be_given() -> None:
    with pytest.raises(ProblemsError, match="table 'police' has no file"):
        api.run(WITHOUT_FILE)


def test_a_missing_value_is_an_empty_cell_that_has_to_be_declared() -> None:
    frame = pd.DataFrame({"year": [2018, 2019], "reports": [9167, None]})
    text = WITHOUT_FILE.replace("police.reports[year = 2018]", "sum(police.reports)")
    (claim,) = api.run(text, {"police": frame}).claims
    assert claim.reason == "fault"
    declared = text.replace("key: year\n", "key: year\n    empty: unknown\n")
    assert verdicts(api.run(declared, {"police": frame})) == ["undetermined"]


@pytest.mark.parametrize(
    ("name", "hint"), [("polcie", "did you mean 'police'?"), ("x", "known here: 'police'")]
)
def test_a_table_that_the_claims_do_not_have_is_refused(name: str, hint: str) -> None:
    with pytest.raises(ValueError, match="the claims have no table") as caught:
        api.run(WITHOUT_FILE, {"police": FRAME, name: FRAME})
    assert str(caught.value) == f"the claims have no table '{name}'; {hint}"


def test_claims_without_any_table_refuse_every_one() -> None:
    text = "factcheck: 1\nclaims:\n  a:\n    not_checkable: no number\n"
    with pytest.raises(ValueError, match="no table is declared under `evidence`"):
        api.run(text, {"police": FRAME})


def test_a_frame_that_is_no_table_is_refused_with_its_place() -> None:
    frame = pd.DataFrame({"year": [2018], "reports": [[1]]})
    with pytest.raises(TypeError, match="table 'police', column 'reports', row 1"):
        api.run(WITHOUT_FILE, {"police": frame})
    with pytest.raises(TypeError, match="table 'police' is given as dict"):
        api.run(WITHOUT_FILE, {"police": {}})


VINTAGES = """\
factcheck: 1
evidence:
  police:
    vintages:
      2019: old.csv
      2021: new.csv
    key: year
claims:
  a:
    measure: police.reports[year = 2018]
    figure: "9,000"
"""


def test_the_vintage_of_a_date_is_read(tmp_path: Path) -> None:
    for name, number in (("old", 9000), ("new", 9167)):
        text = f"year,reports\n2018,{number}\n"
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    assert verdicts(api.run(VINTAGES, root=tmp_path)) == ["refuted"]
    assert verdicts(api.run(VINTAGES, root=tmp_path, as_of="2020-06")) == ["supported"]
    path = tmp_path / "a.yml"
    path.write_text(VINTAGES, encoding="utf-8")
    assert verdicts(api.run(path, as_of="2020")) == ["supported"]


def test_a_frame_stands_for_one_edition(tmp_path: Path) -> None:
    (tmp_path / "old.csv").write_text("year,reports\n2018,9000\n", encoding="utf-8")
    tables = {"police@2021": FRAME}
    result = api.run(VINTAGES, tables, root=tmp_path)
    assert verdicts(result) == ["refuted"]
    assert [each.path for each in result.evidence] == ["police@2021 (passed in)"]
    tables["police@2019"] = FRAME.assign(reports=9000)
    assert verdicts(api.run(VINTAGES, tables, as_of="2020")) == ["supported"]


def test_one_frame_stands_for_no_table_with_vintages() -> None:
    with pytest.raises(ValueError, match="one DataFrame is none of them") as caught:
        api.run(VINTAGES, {"police": FRAME})
    assert str(caught.value).endswith(
        "pass each by its own name, tables={'police@2019': …, 'police@2021': …}"
    )
    with pytest.raises(ValueError, match="did you mean 'police@20"):
        api.run(VINTAGES, {"police@2020": FRAME})


@pytest.mark.parametrize(
    ("layout", "told"),
    [
        ("delimiter: ;", "`delimiter`"),
        ("encoding: latin-1", "`encoding`"),
        ("header: [year, reports]", "`header`"),
        ("header_row: 2", "`header_row`"),
        ("header_rows: 2", "`header_rows`"),
        ("skip: 1", "`skip`"),
        ("sheet: A\n    skip: [1]", "`skip`, `sheet`"),
        ("range: B3:F40", "`range`"),
    ],
)
@pytest.mark.parametrize("text", [WITHOUT_FILE, TEXT])
def test_a_frame_is_not_cut_like_a_file(layout: str, told: str, text: str) -> None:
    claims = text.replace("key: year", f"key: year\n    {layout}")
    with pytest.raises(ProblemsError, match="would say how a file is cut") as caught:
        api.run(claims, {"police": FRAME})
    (problem,) = caught.value.problems
    assert (problem.code.code, problem.span is not None) == ("FC238", True)
    assert problem.message == (
        f"table 'police' is passed in, and {told} would say how a file is cut"
    )


@pytest.mark.parametrize("said", ["locale: de-DE", "columns: {reports: {locale: de-DE}}"])
def test_a_frame_has_no_digits_of_a_country(said: str) -> None:
    claims = WITHOUT_FILE.replace("key: year", f"key: year\n    {said}")
    with pytest.raises(ProblemsError, match="its numbers are printed nowhere") as caught:
        api.run(claims, {"police": FRAME})
    (problem,) = caught.value.problems
    assert (problem.code.code, problem.span is not None) == ("FC238", True)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"tables": [FRAME]}, "it has to be DataFrames by the names of their tables"),
        ({"tables": {1: FRAME}}, "a name of 'tables' is '1'; it has to be the name of a table"),
        ({"root": 7}, "root is '7'; it has to be the path of a folder"),
        ({"strict": "no"}, "strict is ''no''; it has to be True or False"),
        ({"as_of": 2021}, "as_of is '2021'; it has to be a date as a text, such as '2012-07'"),
        ({"path_or_text": None}, "path_or_text is 'None'; it has to be a path, or claims as a"),
    ],
)
def test_arguments_of_another_type_are_refused(wrong: dict[str, Any], message: str) -> None:
    arguments: dict[str, Any] = {"path_or_text": WITHOUT_FILE, **wrong}
    with pytest.raises(TypeError) as caught:
        api.run(**arguments)
    assert message in str(caught.value)


def test_a_root_has_to_be_a_folder(tmp_path: Path) -> None:
    path = written(tmp_path)
    for root in (tmp_path / "nowhere", path):
        with pytest.raises(ValueError, match="which is no folder"):
            api.run(path, root=root)


@pytest.mark.parametrize("date", ["", "June 2020", "2020-13", "2021-02-29"])
def test_what_is_no_date_is_refused(date: str) -> None:
    with pytest.raises(ValueError, match="is no date such as 2012, 2012-07 or 2012-07-31"):
        api.run(WITHOUT_FILE, {"police": FRAME}, as_of=date)


def test_problems_print_as_the_command_prints_them(
    run_cli: RunCli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.yml"
    path.write_text(CLAIMS.replace("figure:", "figur:"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    printed = run_cli("run", "a.yml").stderr
    with pytest.raises(factcheck.ProblemsError) as caught:
        factcheck.run("a.yml")
    assert f"{caught.value}\n" == report.render_problems(caught.value.problems)
    assert str(caught.value).split() == printed.split()
    assert caught.value.problems[0].span is not None
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


def test_a_result_is_frozen_and_has_every_field_of_the_record() -> None:
    result = api.run(WITHOUT_FILE, {"police": FRAME})
    assert isinstance(result, records.RunResult)
    assert result.__struct_fields__ == records.RunResult.__struct_fields__
    with pytest.raises(AttributeError, match="immutable"):
        result.exit_code = 0  # type: ignore[misc] # the mistake in question


def test_a_result_shows_itself_as_a_frame_and_in_a_notebook() -> None:
    result = api.run(WITHOUT_FILE, {"police": FRAME})
    assert result.to_frame()["verdict"].tolist() == ["supported"]
    assert result.to_frame(readings=True)["found"].tolist() == ["9,167"]
    assert "supported" in result._repr_html_()
    assert repr(result) == (
        "<RunResult: 1 claim declared, 1 evaluated, 1 decided (verdicts: 1 supported); all as "
        "expected.>"
    )


def test_the_package_offers_the_interface_and_nothing_else() -> None:
    assert factcheck.run is api.run
    assert factcheck.RunResult is api.RunResult
    with pytest.raises(AttributeError, match="no attribute 'ruun'"):
        factcheck.__getattr__("ruun")


def test_importing_the_package_loads_nothing() -> None:
    code = "import sys, factcheck; print(*(m for m in sys.modules if m.startswith('factcheck.')))"
    finished = subprocess.run((sys.executable, "-c", code), capture_output=True, check=True)
    assert finished.stdout.decode().split() == []


def test_running_files_loads_no_pandas(tmp_path: Path) -> None:
    path = written(tmp_path)
    code = (
        "import sys, factcheck\n"
        f"result = factcheck.run({str(path)!r}, root={str(tmp_path)!r})\n"
        "result._repr_html_()\n"
        "print(*{'pandas', 'numpy', 'pydantic'} & {*sys.modules})\n"
    )
    finished = subprocess.run((sys.executable, "-c", code), capture_output=True, check=True)
    assert finished.stdout.decode().split() == []
