"""The notebook runs from its first cell to its last and shows what is stored in it."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from python_cells import Cells

from factcheck.api import RunResult

if TYPE_CHECKING:
    import pytest
    from python_cells import Shown

NOTEBOOK = Path(__file__).resolve().parents[2] / "docs" / "check-a-table-in-python.ipynb"
IS_REWRITING = os.environ.get("FACTCHECK_GOLDEN") == "1"


def read() -> dict[str, Any]:
    notebook: dict[str, Any] = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    return notebook


def lines(text: str) -> list[str]:
    """Return a text as notebooks store it."""
    return text.splitlines(keepends=True)


def outputs_of(shown: Shown, number: int) -> list[dict[str, Any]]:
    """Return what a cell shows, as notebooks store it."""
    found: list[dict[str, Any]] = []
    if shown.printed:
        found.append({"name": "stdout", "output_type": "stream", "text": lines(shown.printed)})
    if shown.plain:
        data = {"text/html": lines(shown.html)} if shown.html else {}
        found.append(
            {
                "data": {**data, "text/plain": lines(shown.plain)},
                "execution_count": number,
                "metadata": {},
                "output_type": "execute_result",
            }
        )
    return found


def compared(cell: dict[str, Any], shown: Shown) -> list[dict[str, Any]]:
    """Return the outputs of a cell without the HTML of pandas, which is another library's."""
    kept = json.loads(json.dumps(cell["outputs"]))
    for output in kept:
        if not isinstance(shown.value, RunResult):
            output.get("data", {}).pop("text/html", None)
    found: list[dict[str, Any]] = kept
    return found


def test_the_notebook_runs_and_shows_what_is_stored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    notebook, cells = read(), Cells()
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    for number, cell in enumerate(code, 1):
        shown = cells.run("".join(cell["source"]))
        stored = compared(cell, shown)
        cell["outputs"], cell["execution_count"] = outputs_of(shown, number), number
        if not IS_REWRITING:
            assert compared(cell, shown) == stored, cell["source"]
    if IS_REWRITING:
        text = json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"
        NOTEBOOK.write_text(text, encoding="utf-8")


def test_the_notebook_has_the_form_that_programs_read() -> None:
    notebook = read()
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
    cells = notebook["cells"]
    identifiers = [cell["id"] for cell in cells]
    assert len(set(identifiers)) == len(identifiers)
    assert all(re.fullmatch(r"[a-z][a-z-]{0,63}", each) for each in identifiers)
    assert cells[0]["cell_type"] == "markdown"
    for cell in cells:
        kinds = {"markdown": set[str](), "code": {"outputs", "execution_count"}}
        assert set(cell) == {"cell_type", "id", "metadata", "source", *kinds[cell["cell_type"]]}


def test_the_notebook_shows_a_frame_a_page_and_an_error() -> None:
    outputs = [
        output
        for cell in read()["cells"]
        if cell["cell_type"] == "code"
        for output in cell["outputs"]
    ]
    pages = ["".join(output["data"].get("text/html", "")) for output in outputs if "data" in output]
    assert any('<div class="factcheck">' in page for page in pages)
    assert any('class="dataframe"' in page for page in pages)
    printed = ["".join(output["text"]) for output in outputs if "text" in output]
    assert any("error FC" in text for text in printed)
