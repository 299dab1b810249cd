"""Results to text: one format a file, and nothing computed.

Each renderer is loaded when it is called, as a run needs one of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.model.problem import Problem
    from factcheck.model.result import RunResult
    from factcheck.report.changes import Changes


def render_terminal(
    result: RunResult, *, width: int = 88, colour: bool = False, language: str = "en"
) -> str:
    """Return the report for a terminal of ``width`` columns, with ANSI colours if wanted."""
    from factcheck.report import terminal
    from factcheck.report.formats import Look

    return terminal.render_result(result, Look(language, width, colour))


def render_markdown(result: RunResult, *, language: str = "en") -> str:
    """Return the report as a memo in Markdown (CommonMark with tables)."""
    from factcheck.report import markdown
    from factcheck.report.formats import Look

    return markdown.render_result(result, Look(language))


def render_json(result: RunResult) -> str:
    """Return the report as JSON, described by ``report_schema`` and docs/reference/json.md."""
    from factcheck.report import json_report

    return json_report.render(result)


def render(result: RunResult, format: str, *, language: str = "en") -> str | bytes:  # noqa: A002
    """Return the report in one of the formats of ``factcheck run``; of PDF and DOCX the bytes.

    Raises ``ValueError`` that names the choices for any other word.
    """
    from factcheck.model.formats import FORMATS
    from factcheck.model.runs import Runs
    from factcheck.report.formats import Look, render_runs

    if format not in FORMATS:
        raise ValueError(f"no format is called {format!r}; the formats are {', '.join(FORMATS)}")
    file = result.files[0].path if result.files else ""
    return render_runs(Runs.of(result, file), format, Look(language))


def render_changes(
    changes: Changes,
    format: str,  # noqa: A002 - the word users know it by
    *,
    width: int = 88,
    colour: bool = False,
) -> str:
    """Return what changed between two reports in one of ``FORMATS``."""
    from factcheck.report import changes_report

    if format == "json":
        return changes_report.render_json(changes)
    if format == "markdown":
        return changes_report.render_markdown(changes)
    return changes_report.render_terminal(changes, width=width, colour=colour)


def render_problems(problems: Sequence[Problem], *, colour: bool = False, width: int = 88) -> str:
    """Return what is wrong with the user's files in the way of a compiler."""
    from factcheck.report import problems as problems_format

    return problems_format.render(problems, colour=colour, width=width)


def report_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 07) of what ``render_json`` returns."""
    import json
    from importlib.resources import files

    text = files("factcheck.report").joinpath("report.schema.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema
