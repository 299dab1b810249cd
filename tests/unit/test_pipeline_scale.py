"""A scale on its way through a run: read under the rules of files, told of, checked again."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft7Validator
from scale_texts import COMPLETE, scale_text

from factcheck import report
from factcheck.model.problem import Problem, ProblemsError
from factcheck.pipeline import run_file
from factcheck.recheck import check_again

if TYPE_CHECKING:
    from pathlib import Path

    from factcheck.model.result import RunResult

HEAD = """\
scale: house
title: Our labels
version: "3"
author: the desk
classes:
  a: {label: "True"}
  b: {label: Mostly false}
  c: {label: "False"}
"""
CLAIMS = """\
factcheck: 1
title: Pupils
scale: scales/house.yml
evidence:
  t: {file: t.csv, key: year}
claims:
  right: {measure: "t.n[year = 2020]", figure: "100"}
  near: {measure: "t.n[year = 2020]", figure: "105", expect: refuted}
  falling: {holds: "t.n[year = 2019] > t.n[year = 2020]", expect: refuted}
  several:
    figure: at most 85
    expect: refuted
    readings:
      then: "t.n[year = 2019]"
      now: "t.n[year = 2020]"
"""


def written(folder: Path, scale: bytes | None = None, claims: str = CLAIMS) -> Path:
    (folder / "t.csv").write_text("year,n\n2019,90\n2020,100\n", encoding="utf-8")
    (folder / "scales").mkdir()
    (folder / "scales" / "house.yml").write_bytes(scale or scale_text(COMPLETE, HEAD))
    path = folder / "claims.yml"
    path.write_text(claims, encoding="utf-8")
    return path


@pytest.fixture
def found(tmp_path: Path) -> RunResult:
    return run_file(written(tmp_path), root=tmp_path)


def problems(path: Path) -> tuple[Problem, ...]:
    with pytest.raises(ProblemsError) as caught:
        run_file(path, root=path.parent)
    return caught.value.problems


def test_labels_stand_beside_the_verdicts(found: RunResult) -> None:
    assert {each.id: each.labels for each in found.claims} == {
        "right": ("True",),
        "near": ("Mostly false",),
        "falling": ("Mostly false", "False"),
        "several": ("Mostly false", "False"),
    }
    assert found.exit_code == 0


def test_the_scale_is_among_the_files_with_who_decided(found: RunResult) -> None:
    sha256 = hashlib.sha256(scale_text(COMPLETE, HEAD)).hexdigest()
    assert [(each.path, each.sha256) for each in found.files[1:]] == [("scales/house.yml", sha256)]
    assert found.scale is not None
    assert (found.scale.name, found.scale.version, found.scale.author) == ("house", "3", "the desk")


def test_every_format_has_both(found: RunResult) -> None:
    terminal, markdown = report.render_terminal(found), report.render_markdown(found)
    assert "REFUTED (rated “Mostly false” or “False”) ──\n" in terminal
    assert "labels      scales/house.yml: “Our labels”, version 3, by the desk;" in terminal
    assert "**Supported** (rated “True”): The evidence supports the claim.\n" in markdown
    assert "## Labels\n\n- `scales/house.yml`: “Our labels”, version 3, by the desk;" in markdown
    fields = json.loads(report.render_json(found))
    Draft7Validator(report.report_schema()).validate(fields)
    first = {"name": "a", "label": "True", "role": None, "rating": None}
    assert fields["scale"]["classes"][0] == first
    assert fields["claims"][2]["labels"] == ["Mostly false", "False"]
    assert [each["labels"] for each in fields["claims"][3]["readings"]] == [
        ["Mostly false"],
        ["False"],
    ]


def test_without_a_scale_there_are_no_labels(tmp_path: Path) -> None:
    claims = CLAIMS.replace("scale: scales/house.yml\n", "")
    found = run_file(written(tmp_path, claims=claims), root=tmp_path)
    fields = json.loads(report.render_json(found))
    Draft7Validator(report.report_schema()).validate(fields)
    assert fields["scale"] is None
    assert [each["labels"] for each in fields["claims"]] == [[]] * 4
    assert "rated" not in report.render_terminal(found)


def test_a_report_that_says_another_label_is_found_out(tmp_path: Path) -> None:
    path = written(tmp_path)
    fields = json.loads(report.render_json(run_file(path, root=tmp_path)))
    assert check_again(fields, tmp_path, claims=path).differences == ()
    fields["claims"][1]["labels"] = ["True"]
    (difference,) = check_again(fields, tmp_path, claims=path).differences
    assert difference.startswith("'near', labels[0]: the report says True")


def test_a_report_made_with_another_scale_is_not_compared(tmp_path: Path) -> None:
    path = written(tmp_path)
    fields = json.loads(report.render_json(run_file(path, root=tmp_path)))
    (tmp_path / "scales" / "house.yml").write_bytes(scale_text("- otherwise: a\n", HEAD))
    (tmp_path / "scales" / "house.yml").write_bytes(scale_text(COMPLETE, HEAD + "about: new\n"))
    checked = check_again(fields, tmp_path, claims=path)
    assert checked.is_compared is False
    assert checked.differences == (
        "scales/house.yml is not the file that the report was made from",
    )


def test_a_gap_is_an_error_at_its_place(tmp_path: Path) -> None:
    rules = COMPLETE.replace("distance: under 10%", "distance: under 5%")
    (found,) = problems(written(tmp_path, scale_text(rules, HEAD)))
    assert (found.code.code, found.message) == (
        "FC350",
        "no rule matches verdict refuted, distance 5%",
    )
    assert found.span is not None
    assert (found.span.file, found.span.line) == ("scales/house.yml", 13)
    assert found.excerpt == "  - {when: {verdict: not (supported or refuted)}, then: [b, c]}"


def test_a_doubt_is_a_warning_of_the_run(tmp_path: Path) -> None:
    rules = "- {when: {verdict: supported}, then: a}\n" + COMPLETE
    scale = scale_text(rules, HEAD + "hit_policy: first\n")
    found = run_file(written(tmp_path, scale), root=tmp_path)
    assert found.claims[0].labels == ("True",)
    assert {each.span.file for each in found.warnings if each.span} == {"scales/house.yml"}
    assert all(each.excerpt for each in found.warnings)


def test_the_form_of_a_scale_is_told(tmp_path: Path) -> None:
    scale = scale_text(COMPLETE.replace("then: a", "then: z"), HEAD)
    assert [each.code.slug for each in problems(written(tmp_path, scale))] == ["unknown-class"]


@pytest.mark.parametrize(
    ("named", "code"),
    [
        ("scales/hous.yml", "FC202"),
        ("../house.yml", "FC201"),
        ("scales/house.csv", "FC042"),
        ("https://example.org/house.yml", "FC042"),
    ],
)
def test_a_scale_lies_inside_the_project(tmp_path: Path, named: str, code: str) -> None:
    path = written(tmp_path, claims=CLAIMS.replace("scales/house.yml", named))
    (found,) = problems(path)
    assert found.span is not None
    assert (found.span.line, found.excerpt) == (3, f"scale: {named}")
    assert found.code.code == code


def test_the_report_is_not_written_over_the_scale(tmp_path: Path) -> None:
    path = written(tmp_path)
    with pytest.raises(ProblemsError) as caught:
        run_file(path, root=tmp_path, outputs=(tmp_path / "scales" / "house.yml",))
    assert [each.code.code for each in caught.value.problems] == ["FC239"]
