"""Which files evidence is looked for in."""

from __future__ import annotations

from pathlib import Path

import pytest

from factcheck.evidence.noted import note, noting
from factcheck.together.run import Together, run_together

CLAIMS = """\
factcheck: 1
evidence:
  t:
    file: {file}
    {more}
claims:
  c:
    measure: sum(t.n)
    figure: 3
"""


def looked_for(folder: Path, file: str, more: str = "") -> set[str]:
    path = folder / "claims.yml"
    path.write_text(CLAIMS.format(file=file, more=more), encoding="utf-8")
    (ran,) = run_together([path], Together())
    return {each.relative_to(folder.resolve()).as_posix() for each in ran.looked_for}


@pytest.fixture(autouse=True)
def _rows(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("n\n1\n2\n", encoding="utf-8")


def test_nothing_is_noted_where_nobody_asks() -> None:
    note(Path("/a"))
    with noting() as noted:
        note(Path("/b"))
    note(Path("/c"))
    assert noted == {Path("/b")}


def test_who_notes_around_somebody_gets_his_too() -> None:
    with noting() as outer:
        note(Path("/a"))
        with noting() as inner:
            note(Path("/b"))
        assert outer == {Path("/a"), Path("/b")}
    assert inner == {Path("/b")}


def test_a_table_is_looked_for_be_it_there_or_not(tmp_path: Path) -> None:
    assert looked_for(tmp_path, "a.csv") == {"a.csv"}
    assert looked_for(tmp_path, "absent.csv") == {"absent.csv"}
    assert looked_for(tmp_path, "absent/too.csv") == {"absent/too.csv"}


def test_a_rubric_is_looked_for_too(tmp_path: Path) -> None:
    assert looked_for(tmp_path, "a.csv", "rubric: r.yml") == {"r.yml"}


def test_a_link_is_looked_for_where_it_leads(tmp_path: Path) -> None:
    (tmp_path / "link.csv").symlink_to(tmp_path / "a.csv")
    assert looked_for(tmp_path, "link.csv") == {"a.csv"}


def test_a_pattern_looks_into_folders(tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    assert looked_for(tmp_path, "parts/*.csv") == {"parts"}
    (tmp_path / "parts" / "b.csv").write_text("n\n3\n", encoding="utf-8")
    assert looked_for(tmp_path, "parts/*.csv") == {"parts", "parts/b.csv"}
    assert looked_for(tmp_path, "none/*.csv") == {"none"}
    (tmp_path / "parts" / "deep").mkdir()
    assert looked_for(tmp_path, "parts/**/*.csv") == {"parts", "parts/b.csv", "parts/deep"}


def test_nothing_outside_of_the_project_is_watched(tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    assert looked_for(inside, "../a.csv") == set()
