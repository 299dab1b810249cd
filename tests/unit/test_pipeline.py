"""From a claim file to the result of a run, and the faults of every stage on the way."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from factcheck import __version__
from factcheck.figure import HEDGES_VERSION
from factcheck.model.problem import Code, Problem, ProblemsError
from factcheck.pipeline import run_file

if TYPE_CHECKING:
    from pathlib import Path

TABLE = "year,reports\n2018,9167\n"
CLAIMS = """\
factcheck: 1
title: Around nine thousand
about: Said of a year.
sources:
  press:
    title: A paper
evidence:
  police:
    file: table.csv
    key: year
    source: press
claims:
  right:
    measure: police.reports[year = 2018]
    figure: around 9,000
  wrong:
    measure: police.reports[year = 2018]
    figure: around 8,000
    expect: refuted
  open:
    not_checkable: no number
    expect: not checkable
"""


def written(folder: Path, text: str = CLAIMS, table: str | None = TABLE) -> Path:
    if table is not None:
        (folder / "table.csv").write_text(table, encoding="utf-8")
    path = folder / "claims.yml"
    path.write_text(text, encoding="utf-8")
    return path


def problems_of(path: Path) -> tuple[Problem, ...]:
    with pytest.raises(ProblemsError) as caught:
        run_file(path)
    return caught.value.problems


def test_a_result_says_what_was_read_and_how_much_of_it_was_decided(tmp_path: Path) -> None:
    path = written(tmp_path)
    result = run_file(path)
    assert (result.version, result.hedges, result.language) == (__version__, HEDGES_VERSION, 1)
    assert (result.title, result.about) == ("Around nine thousand", "Said of a year.")
    assert [source.id for source in result.sources] == ["press"]
    (file,) = result.files
    assert file.path == path.as_posix()
    assert file.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    (table,) = result.evidence
    assert (table.path, table.rows) == ("table.csv", 1)
    assert table.sha256 == hashlib.sha256(TABLE.encode()).hexdigest()
    assert (result.declared, result.evaluated, result.decided) == (3, 2, 2)
    assert (result.exit_code, result.warnings) == (0, ())


def test_a_relative_path_is_shown_as_it_was_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path)
    monkeypatch.chdir(tmp_path)
    result = run_file(path.relative_to(tmp_path))
    assert result.files[0].path == "claims.yml"
    assert result.claims[0].span.file == "claims.yml"


def test_all_tables_that_are_not_there_are_told_at_once(tmp_path: Path) -> None:
    both = CLAIMS.replace("claims:\n", "  more:\n    file: more.csv\nclaims:\n", 1)
    found = problems_of(written(tmp_path, both, table=None))
    assert [problem.excerpt for problem in found] == [
        "    file: table.csv",
        "    file: more.csv",
    ]


def test_problems_of_the_plan_show_their_line(tmp_path: Path) -> None:
    mixed = CLAIMS.replace("police.reports[year = 2018]", "police.reports[year = 2018] + 10%", 1)
    (problem,) = problems_of(written(tmp_path, mixed))
    assert problem.excerpt == "    measure: police.reports[year = 2018] + 10%"


def test_a_problem_of_no_place_has_no_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nowhere = Problem(Code("FC000", "x", "", ""), "wrong somewhere")

    def refuse(*_: object) -> None:
        raise ProblemsError([nowhere])

    monkeypatch.setattr("factcheck.planning.make_plan", refuse)
    assert problems_of(written(tmp_path)) == (nowhere,)


def test_problems_of_the_file_come_first(tmp_path: Path) -> None:
    found = problems_of(written(tmp_path, CLAIMS.replace("figure:", "figur:"), table=None))
    assert {problem.code.slug for problem in found} >= {"unknown-key"}
    assert all(problem.code.slug != "evidence-missing" for problem in found)


def test_the_root_keeps_evidence_inside(tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    outside = CLAIMS.replace("table.csv", "../table.csv")
    path = written(inner, outside, table=None)
    (tmp_path / "table.csv").write_text(TABLE, encoding="utf-8")
    (problem,) = problems_of(path)
    assert problem.code.slug == "evidence-outside-project"
    assert run_file(path, root=tmp_path).exit_code == 0


def test_the_nearest_repository_is_the_root(tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    (tmp_path / ".git").mkdir()
    path = written(inner, CLAIMS.replace("table.csv", "../table.csv"), table=None)
    (tmp_path / "table.csv").write_text(TABLE, encoding="utf-8")
    assert run_file(path).evidence[0].path == "table.csv"


def test_strict_counts_open_claims(tmp_path: Path) -> None:
    unsure = CLAIMS.replace("expect: refuted", "note: x")
    path = written(tmp_path, unsure, table="year,reports\n2018,8700\n")
    assert [claim.verdict.value for claim in run_file(path).claims][1] == "undetermined"
    assert run_file(path).exit_code == 0
    assert run_file(path, strict=True).exit_code == 1


def test_something_endless_is_not_read_to_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("factcheck.planning._MOST_BYTES", 40)
    found = problems_of(written(tmp_path))
    assert found


def test_a_file_that_is_not_there_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        run_file(tmp_path / "none.yml")


def test_a_claim_file_far_too_large_is_refused(tmp_path: Path) -> None:
    (problem,) = problems_of(written(tmp_path, CLAIMS + "#" * 3_000_000))
    assert problem.code.slug == "file-too-large"
