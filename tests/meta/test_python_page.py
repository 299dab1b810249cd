"""The page on the Python interface: its pieces run in order and print what stands below them."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from python_cells import Cells

import factcheck
from factcheck.api import RunResult

if TYPE_CHECKING:
    import pytest

PAGE = Path(__file__).resolve().parents[2] / "docs" / "python.md"
PIECE = re.compile(r"^```python\n(.*?)^```\n\n```text\n(.*?)^```$", re.DOTALL | re.MULTILINE)
IS_REWRITING = os.environ.get("FACTCHECK_GOLDEN") == "1"


def test_every_piece_prints_what_stands_below_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    cells = Cells()
    text = PAGE.read_text(encoding="utf-8")

    def rewritten(match: re.Match[str]) -> str:
        return f"```python\n{match[1]}```\n\n```text\n{cells.run(match[1]).printed}```"

    actual = PIECE.sub(rewritten, text)
    if IS_REWRITING and actual != text:
        PAGE.write_text(actual, encoding="utf-8")
    assert actual == PAGE.read_text(encoding="utf-8")
    assert len(PIECE.findall(text)) == text.count("```python\n")


def test_the_page_names_every_argument_and_attribute() -> None:
    text = PAGE.read_text(encoding="utf-8")
    arguments = [name for name in factcheck.run.__annotations__ if name != "return"]
    assert [name for name in arguments[1:] if f"| `{name}` |" not in text] == []
    attributes = set(
        re.findall(r"`(\w+)`", text.partition("| attribute |")[2].partition("\n\n")[0])
    )
    assert attributes <= {*RunResult.__struct_fields__, "id", *_claim_fields()}


def _claim_fields() -> set[str]:
    from factcheck.model.result import ClaimResult

    return set(ClaimResult.__struct_fields__)
