"""The first screen of the README tells what the program really prints."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factcheck.pipeline import run_file
from factcheck.report import render_terminal

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_the_readme_shows_what_is_printed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    relative = root.joinpath("claims/swiss.yml").relative_to(root)
    printed = render_terminal(run_file(relative))
    readme = root.joinpath("README.md").read_text(encoding="utf-8")
    shown = re.findall(r"^```text\n(.*?)^```$", readme, re.DOTALL | re.MULTILINE)
    pieces = [piece.strip("\n") for piece in re.split(r"^ *…$", shown[0], flags=re.MULTILINE)]
    place = 0
    for piece in pieces:
        found = printed.find(piece, place)
        assert found >= 0, piece
        place = found + len(piece)
    assert len(pieces) == 6


def test_the_readme_has_its_two_commands_first(root: Path) -> None:
    readme = root.joinpath("README.md").read_text(encoding="utf-8")
    commands = re.findall(r"^```sh\n(.*?)\n```$", readme, re.DOTALL | re.MULTILINE)
    assert commands == [
        "pip install -e . && factcheck run claims/swiss.yml",
        'pip install -e ".[test]" && pytest',
    ]
    assert readme.index(commands[1]) < 1500
