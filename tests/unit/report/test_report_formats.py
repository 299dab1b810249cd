"""The formats and their choice."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
import report_samples as samples

from factcheck.model.formats import FORMATS
from factcheck.model.runs import Run, Runs
from factcheck.model.total import Total
from factcheck.report import render, render_json, render_markdown, render_terminal
from factcheck.report.formats import render_runs


def test_each_format_is_rendered_by_its_renderer() -> None:
    assert list(FORMATS)[:4] == ["terminal", "markdown", "json", "jsonl"]
    assert render(samples.SWISS, "terminal") == render_terminal(samples.SWISS)
    assert render(samples.SWISS, "markdown") == render_markdown(samples.SWISS)
    assert render(samples.SWISS, "json") == render_json(samples.SWISS)


def test_json_lines_tell_wrong_files_too() -> None:
    wrong = Run("b.yml", None, (), 2)
    total = Total().with_result(samples.SWISS).with_wrong(2)
    text = render_runs(Runs((Run("a.yml", samples.SWISS), wrong), total), "jsonl")
    lines = [json.loads(line) for line in str(text).splitlines()]
    assert [(each["kind"], each.get("file")) for each in lines[-3:]] == [
        ("run", "a.yml"),
        ("run", "b.yml"),
        ("total", None),
    ]


def test_an_unknown_format_is_an_error_that_names_the_choices() -> None:
    with pytest.raises(ValueError, match="'web'; the formats are terminal, markdown, json, jsonl"):
        render(samples.SWISS, "web")


def test_the_renderers_are_loaded_when_they_are_called() -> None:
    script = (
        "import sys, factcheck.report\n"
        "loaded = [name for name in sys.modules if name.startswith('factcheck.report.')]\n"
        "assert loaded == [], loaded\n"
    )
    done = subprocess.run([sys.executable, "-c", script], check=False, capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"")
