"""The Python interface."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from factcheck import api
from factcheck.model.problem import ProblemsError
from factcheck.model.spec import Verdict

if TYPE_CHECKING:
    from pathlib import Path

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


def written(folder: Path) -> Path:
    (folder / "table.csv").write_text("year,reports\n2018,9779\n", encoding="utf-8")
    (folder / "claims").mkdir()
    path = folder / "claims" / "a.yml"
    path.write_text(CLAIMS, encoding="utf-8")
    return path


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
