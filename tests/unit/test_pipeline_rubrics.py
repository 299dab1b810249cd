"""Rubric files on their way through a run: read once, told of together, listed in the result."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from factcheck.model.problem import Problem, ProblemsError, Severity
from factcheck.pipeline import run_file
from factcheck.rubric.use_codes import NOT_FOR_TABLES

if TYPE_CHECKING:
    from pathlib import Path

RUBRIC = """\
rubric: ages
inputs:
  age: {type: number}
  size: {type: number}
classes: [young, other]
rules:
  - when: {age: under 12}
    then: young
  - otherwise: other
"""
CLAIMS = """\
factcheck: 1
evidence:
  t: {file: t.csv, rubric: r.yml}
  s: {file: t.csv, rubric: r.yml}
claims:
  c:
    measure: count(t[class = young]) + count(s[class = young])
    figure: 2
"""
TABLE = "age,size\n3,1\n20,2\n"


def written(folder: Path, rubric: str | None = RUBRIC, claims: str = CLAIMS) -> Path:
    (folder / "t.csv").write_text(TABLE)
    if rubric is not None:
        (folder / "r.yml").write_text(rubric)
    path = folder / "claims.yml"
    path.write_text(claims)
    return path


def problems_of(path: Path) -> tuple[Problem, ...]:
    with pytest.raises(ProblemsError) as caught:
        run_file(path, root=path.parent)
    return caught.value.problems


def test_a_rubric_of_two_tables_is_one_file(tmp_path: Path) -> None:
    result = run_file(written(tmp_path), root=tmp_path)
    assert result.exit_code == 0
    assert [used.path for used in result.files][1:] == ["r.yml"]
    assert result.files[1].sha256 == hashlib.sha256(RUBRIC.encode()).hexdigest()


def test_warnings_of_a_rubric_are_those_of_the_run(tmp_path: Path) -> None:
    (warning,) = run_file(written(tmp_path), root=tmp_path).warnings
    assert warning.message == "no rule tests the input 'size'"
    assert warning.severity is Severity.WARNING
    assert warning.span is not None
    assert (warning.span.file, warning.span.line) == ("r.yml", 4)
    assert warning.excerpt == "  size: {type: number}"


def test_a_missing_rubric_is_told_at_its_place(tmp_path: Path) -> None:
    (problem,) = problems_of(written(tmp_path, None))
    assert problem.message == "there is no file 'r.yml'"
    assert problem.span is not None
    assert (problem.span.line, problem.excerpt) == (3, "  t: {file: t.csv, rubric: r.yml}")


def test_the_problems_of_all_rubrics_are_told_together(tmp_path: Path) -> None:
    claims = CLAIMS.replace("s: {file: t.csv, rubric: r.yml}", "s: {file: t.csv, rubric: s.yml}")
    path = written(tmp_path, RUBRIC.replace("under 12", "young"), claims)
    first, second = problems_of(path)
    assert first.span is not None
    assert (first.span.file, first.span.line) == ("r.yml", 7)
    assert first.excerpt == "  - when: {age: young}"
    assert second.message == "there is no file 's.yml'"


def test_the_vintages_of_a_table_have_one_rubric(tmp_path: Path) -> None:
    claims = CLAIMS.replace(
        "  t: {file: t.csv, rubric: r.yml}\n",
        "  t:\n    vintages: {2020: t.csv, 2021: u.csv}\n    rubric: r.yml\n",
    )
    path = written(tmp_path, RUBRIC, claims)
    (tmp_path / "u.csv").write_text(TABLE)
    result = run_file(path, root=tmp_path)
    assert len(result.files) == 2
    assert result.exit_code == 0


def test_the_result_says_whose_rubrics_they_are(tmp_path: Path) -> None:
    head = "rubric: ages\ntitle: Young\nversion: '2'\nauthor: A. B.\nsources: Some law\n"
    path = written(tmp_path, RUBRIC.replace("rubric: ages\n", head))
    (used,) = run_file(path, root=tmp_path).rubrics
    assert (used.file, used.name, used.title, used.version, used.author, used.hit_policy) == (
        "r.yml", "ages", "Young", "2", "A. B.", "unique",
    )  # fmt: skip
    assert [source.title for source in used.sources] == ["Some law"]
    assert [each.name for each in used.classes] == ["young", "other"]
    assert used.sha256 == hashlib.sha256((tmp_path / "r.yml").read_bytes()).hexdigest()


def test_rules_that_contradict_each_other_are_an_error_of_the_rubric(tmp_path: Path) -> None:
    # No row of the table is between 10 and 12.
    rule = "  - {id: R2, when: {age: 10..14}, then: other}\n  - otherwise: other\n"
    (problem,) = problems_of(written(tmp_path, RUBRIC.replace("  - otherwise: other\n", rule)))
    assert problem.severity is Severity.ERROR
    assert problem.span is not None
    assert (problem.span.file, problem.span.line) == ("r.yml", 9)
    assert problem.excerpt == "  - {id: R2, when: {age: 10..14}, then: other}"
    assert "rule 1 (line 7) and rule R2 (line 9)" in problem.message


def test_rows_that_no_rule_matches_are_a_warning_of_the_run(tmp_path: Path) -> None:
    rule = "  - {when: {age: 15 or more}, then: other}\n"
    path = written(tmp_path, RUBRIC.replace("  - otherwise: other\n", rule))
    result = run_file(path, root=tmp_path)
    _, gap = result.warnings
    assert gap.severity is Severity.WARNING
    assert gap.span is not None
    assert (gap.span.file, gap.span.line) == ("r.yml", 9)
    assert gap.excerpt == "  - {when: {age: 15 or more}, then: other}"
    assert result.exit_code == 0


def test_a_rubric_for_no_table_is_told_at_its_place(tmp_path: Path) -> None:
    path = written(tmp_path, RUBRIC.replace("inputs:", "hit_policy: rule order\ninputs:"))
    problems = problems_of(path)
    assert [problem.code for problem in problems] == [NOT_FOR_TABLES] * 2
    assert problems[0].excerpt == "  t: {file: t.csv, rubric: r.yml}"
