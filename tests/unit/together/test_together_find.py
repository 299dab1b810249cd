"""Which files of folders are run: claim files, each once, and what is told of the others."""

from __future__ import annotations

from pathlib import Path

import pytest

from factcheck.model.problem import ProblemsError
from factcheck.together import find
from factcheck.together.find import find_claim_files

CLAIMS = "factcheck: 1\nclaims: {}\n"


@pytest.fixture(autouse=True)
def _inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def written(name: str, text: str = CLAIMS) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def names_in(*named: str) -> list[str]:
    return [path.as_posix() for path in find_claim_files(map(Path, named)).files]


def test_a_folder_stands_for_all_claim_files_in_it_and_below() -> None:
    for name in ("c/b.yml", "c/a.yaml", "c/sub/z.YML", "c/a/x.yml"):
        written(name)
    written("c/notes.txt")
    written("d.yml")
    assert names_in("c") == ["c/a.yaml", "c/b.yml", "c/a/x.yml", "c/sub/z.YML"]


def test_rubrics_and_scales_are_left_to_who_names_them() -> None:
    written("c/rubrics/r.yml", "anything: 1\n")
    written("c/scales/s.yml", "anything: 1\n")
    written("c/r.yml", "# about\nrubric: r\ntitle: R\n")
    written("c/s.yml", "scale: s\n")
    written("c/.hidden/h.yml", "x: 1\n")
    written("c/.h.yml", "x: 1\n")
    written("c/a.yml")
    found = find_claim_files([Path("c")])
    assert ([path.name for path in found.files], found.problems) == (["a.yml"], ())


@pytest.mark.parametrize(
    "text",
    [
        "# a comment\n\ntitle: T\nfactcheck: 1\n",
        '"factcheck": 1\n',
        "{factcheck: 1, claims: {}}\n",
        "\ufefffactcheck: 1\n",
        "factcheck:\n  1\n",
        "rubric: x\nfactcheck: 1\n",
    ],
)
def test_the_key_at_the_top_makes_a_claim_file(text: str) -> None:
    written("c/a.yml", text)
    assert names_in("c") == ["c/a.yml"]


@pytest.mark.parametrize(
    "text", ["factchek: 1\n", "services:\n  factcheck: 1\n", "factcheck:1\n", "", "- factcheck\n"]
)
def test_a_file_that_may_be_one_with_a_slip_is_told(text: str) -> None:
    written("c/a.yml", text)
    found = find_claim_files([Path("c")])
    assert found.files == ()
    (problem,) = found.problems
    assert problem.code.slug == "no-claim-file"
    assert problem.span is not None
    assert problem.span.file == "c/a.yml"


def test_a_file_that_is_named_is_meant_to_be_one() -> None:
    written("a.yml", "factchek: 1\n")
    assert names_in("a.yml") == ["a.yml"]


def test_a_file_is_run_once() -> None:
    written("c/a.yml")
    Path("c/link.yml").symlink_to(Path("a.yml"))
    Path("c/again").symlink_to(Path(), target_is_directory=True)
    assert names_in("c/a.yml", "c", "./c/../c") == ["c/a.yml"]


def test_a_link_that_leads_nowhere_is_told() -> None:
    written("c/a.yml")
    Path("c/b.yml").symlink_to(Path("none.yml"))
    found = find_claim_files([Path("c")])
    assert [problem.message for problem in found.problems] == [
        "'c/b.yml' cannot be read: no such file or directory"
    ]


def test_a_folder_that_cannot_be_looked_into_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    written("c/a.yml")

    def refused(_: object) -> None:
        raise PermissionError(13, "Permission denied", "c")

    monkeypatch.setattr("os.scandir", refused)
    with pytest.raises(PermissionError):
        names_in("c")


def test_there_is_a_most(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(find, "MOST_FILES", 2)
    for name in "abc":
        written(f"c/{name}.yml")
    with pytest.raises(ProblemsError) as caught:
        names_in("c")
    assert caught.value.problems[0].code.slug == "too-many-claim-files"
