"""The report for GitHub Actions: annotations within its limits, and the summary of the step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import report_runs as runs
import report_samples as samples
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from runner_commands import Command, commands_in

from factcheck.model.span import Span
from factcheck.model.spec import Verdict
from factcheck.report import problems
from factcheck.report.formats import Look, render_runs
from factcheck.report.github import MOST, without_commands
from factcheck.report.github_summary import render_summary

if TYPE_CHECKING:
    from factcheck.model.runs import Runs


def printed(found: Runs) -> str:
    text = render_runs(found, "github")
    assert isinstance(text, str)
    return text


def commands(found: Runs) -> list[Command]:
    return commands_in(printed(found))


def refuted(number: int) -> Runs:
    claims = [
        samples.claim(f"c{place}", Verdict.REFUTED, as_expected=False) for place in range(number)
    ]
    return runs.runs_of(samples.result(*claims, exit_code=1))


def test_errors_come_first_then_warnings_then_the_counts_and_findings() -> None:
    found = commands(runs.MIXED)
    assert [each.name for each in found] == [*["error"] * 6, "warning", *["notice"] * 4]
    assert found[7] == Command(
        "notice",
        {"title": "factcheck"},
        "2 files, 1 of them not evaluated: 7 claims declared, 4 evaluated, 4 decided; "
        "4 not as expected.",
    )


def test_an_annotation_has_its_place_and_title() -> None:
    assert commands(runs.MIXED)[0] == Command(
        "error",
        {
            "file": "claims/bad.yml",
            "line": "13",
            "endLine": "13",
            "col": "3",
            "endColumn": "3",
            "title": "FC066 circular-definition",
        },
        "'a' is defined by itself\nhint: define one without the other",
    )
    assert commands(runs.MIXED)[1].properties["line"] == "1"
    assert commands(runs.MIXED)[2].properties["title"] == "both: refuted"


@pytest.mark.parametrize("span", [Span("a.yml", 3, 4, 5, 2), Span("a.yml", 3, 4, 3, 4)])
def test_a_place_on_several_lines_has_no_columns(span: Span) -> None:
    claim = replace(samples.claim("c", Verdict.REFUTED, as_expected=False), span=span)
    found = commands(runs.runs_of(samples.result(claim, exit_code=1)))[0]
    assert found.properties == {
        "file": "a.yml", "line": "3", "endLine": str(span.end_line), "title": "c: refuted",
    }  # fmt: skip


def test_ten_annotations_are_shown() -> None:
    found = [each for each in commands(refuted(MOST)) if each.name == "error"]
    assert [each.properties["title"] for each in found] == [f"c{n}: refuted" for n in range(MOST)]


def test_of_more_the_tenth_says_how_many() -> None:
    found = [each for each in commands(refuted(1_234)) if each.name == "error"]
    assert len(found) == MOST
    assert found[-1] == Command(
        "error",
        {"title": "1,225 more"},
        "and 1,225 more errors; the other formats list all of them",
    )


def test_findings_and_the_counts_are_ten_together() -> None:
    reading = samples.AROUND_9000.readings[0]
    claims = [samples.claim(f"c{place}", Verdict.SUPPORTED, reading) for place in range(30)]
    found = commands(runs.runs_of(samples.result(*claims)))
    assert [each.name for each in found] == ["notice"] * MOST
    assert found[-1].message == "and 22 more findings; the other formats list all of them"


def test_escapes_are_those_of_the_toolkit() -> None:
    place = Span("a,b:c%.yml", 1, 1, 1, 2)
    claim = samples.claim("a", Verdict.REFUTED, as_expected=False, title="100 %, a: b", span=place)
    line = printed(runs.runs_of(samples.result(claim, exit_code=1))).splitlines()[0]
    assert line.startswith("::error file=a%2Cb%3Ac%25.yml,line=1,endLine=1,col=1,endColumn=1,title")
    assert "%0A100 %25, a: b%0A" in line


@given(st.text(st.characters(), max_size=40))
def test_every_line_is_a_command_of_ours(raw: str) -> None:
    text = printed(runs.hostile(raw))
    found = commands_in(text)
    assert len(found) == len(text.splitlines()) == text.count("\n")
    assert {each.name for each in found} <= {"error", "warning", "notice"}
    assert {key for each in found for key in each.properties} <= {
        "file", "line", "endLine", "col", "endColumn", "title",
    }  # fmt: skip
    assert not any("##[" in each for each in text.splitlines())


def test_the_worst_texts_begin_no_command() -> None:
    found = commands(runs.hostile(runs.HOSTILE))
    assert {each.name for each in found} == {"error", "warning", "notice"}
    (wrong,) = runs.hostile(runs.HOSTILE).runs[1:]
    beside = problems.render(wrong.problems, width=60)
    assert commands_in(beside)
    assert not commands_in(without_commands(beside))


@given(st.text(st.sampled_from("::#[]error \n\rset-output"), max_size=60))
def test_no_text_beside_a_report_is_a_command(raw: str) -> None:
    assert not commands_in(without_commands(raw))
    assert not commands_in(without_commands(f"  ::error::{raw}"))


def test_an_ordinary_text_stays_as_it_is() -> None:
    ordinary = "a.yml:1:2: error\n   12 | a: b::c\n"
    assert without_commands(ordinary) == ordinary
    assert without_commands("\t::error::x\n##[error]y") == "\t: :error::x\n## [error]y"


def test_the_summary_has_what_is_not_as_expected_first() -> None:
    text = render_summary(runs.MIXED, Look())
    lines = text.splitlines()
    assert lines[0].startswith("2 files, 1 of them not evaluated")
    assert lines[2] == "### Not as expected"
    assert lines[6] == "| **clash** | – | ≠ conflicting — **Not as expected** | – |"
    assert "| both / first | – | ✓ supported | – |" in lines
    assert "### claims/bad.yml" in lines
    assert "- FC066 circular-definition at claims/bad.yml:13: 'a' is defined by itself" in lines


def test_the_summary_says_on_what_a_verdict_rests_and_that_evidence_is_made_up() -> None:
    text = render_summary(runs.MIXED, Look())
    assert "✗ refuted if passed-on-is-relevant holds" in text
    assert "✓ supported (illustrative: made-up evidence)" in text


def test_the_summary_of_what_is_as_expected() -> None:
    text = render_summary(runs.FINE, Look())
    assert "Not as expected" not in text
    assert text.startswith("1 file: ")
    empty = render_summary(runs.runs_of(samples.result(exit_code=3, title=None)), Look())
    assert "### Fact-check" in empty
    assert "| --- |" not in empty


def test_a_summary_is_cut_at_a_line_where_there_is_no_room() -> None:
    whole = render_summary(runs.MIXED, Look())
    assert len(whole.encode()) > 1_000
    for room in (900, 1_500):
        cut = render_summary(runs.MIXED, Look(), room)
        assert len(cut.encode()) <= room
        kept, _, note = cut.rstrip("\n").rpartition("\n\n")
        assert whole.startswith(kept)
        left = len(whole.splitlines()) - len(kept.splitlines())
        assert note in {f"Left out: {left} lines, as there is no room for more.",
                        f"Left out: {left - 1} lines, as there is no room for more."}  # fmt: skip
    assert not render_summary(runs.MIXED, Look(), 210)
    assert not render_summary(runs.MIXED, Look(), -5)


@given(st.text(st.characters(), max_size=30))
def test_no_text_ends_its_cell(raw: str) -> None:
    text = render_summary(runs.hostile(raw), Look())
    text.encode()
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert {line.replace("\\|", "").count("|") for line in rows} == {5}
