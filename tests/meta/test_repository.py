"""Habits of the repository that would leak if nobody tested them."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from factcheck.model.spec import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import AssertGolden

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "factcheck"
MOST_LINES = 400


def joined(*pieces: str) -> str:
    """Put a word together, so that this file does not contain what it looks for."""
    return "".join(pieces)


def any_of(*words: str) -> str:
    return "|".join(re.escape(word) for word in words)


# Part of an address or of a relative path such a word is harmless.
MACHINE_PATHS = re.compile(
    rf"(?<![\w.])/(?:{any_of(joined('wo', 'rk'), joined('fa', 'rm'), joined('ro', 'ot'))})/"
)
JOB_FOLDERS = re.compile(joined("bash", "_jobs"))
REGISTRY_HOSTS = re.compile(
    any_of(
        joined("py", "pi.org"),
        joined("python", "hosted.org"),
        joined("registry.", "npmjs"),
        joined("deb.", "debian.org"),
    ),
    re.IGNORECASE,
)
UNFINISHED = re.compile(rf"\b(?:{any_of(joined('TO', 'DO'), joined('FIX', 'ME'), 'X' * 3)})\b")


def repository_files() -> list[Path]:
    """Return every file that is or will be under version control."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        return []
    command = (git, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    found = (ROOT / name for name in listed.split("\0") if name)
    return sorted(path for path in found if path.is_file())


FILES = repository_files()


def lines_of(paths: list[Path]) -> Iterator[tuple[str, str]]:
    """Yield the place and text of every line; files that are no text have none."""
    for path in paths:
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(text.splitlines(), 1):
            yield f"{path.relative_to(ROOT)}:{number}", line


def places(pattern: re.Pattern[str], paths: list[Path]) -> list[str]:
    return [place for place, line in lines_of(paths) if pattern.search(line)]


needs_files = pytest.mark.skipif(not FILES, reason="not a checkout: git does not list the files")


@needs_files
@pytest.mark.parametrize("pattern", [MACHINE_PATHS, JOB_FOLDERS, REGISTRY_HOSTS], ids=str)
def test_no_file_names_a_machine_or_a_registry(pattern: re.Pattern[str]) -> None:
    assert places(pattern, FILES) == []


def test_the_patterns_find_what_they_are_for() -> None:
    folder = joined("/", "work", "/main")
    assert MACHINE_PATHS.search(f"see {folder}")
    assert not MACHINE_PATHS.search(f"https://example.org{folder}")
    assert JOB_FOLDERS.search(joined("bash", "_jobs.0/1"))
    assert REGISTRY_HOSTS.search(joined("https://files.Python", "hosted.org/x"))
    assert UNFINISHED.search(joined("# TO", "DO: later"))
    assert not UNFINISHED.search(joined("mas", "TO", "DON"))


@needs_files
def test_nothing_is_left_unfinished() -> None:
    ours = [path for path in FILES if path.relative_to(ROOT).parts[0] in {"src", "tests"}]
    assert ours
    code = [path for path in ours if path.suffix == ".py"]
    assert places(UNFINISHED, code) == []


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda path: path.stem)
def test_modules_are_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


@needs_files
def test_test_files_have_unique_names() -> None:
    names = [path.name for path in FILES if re.fullmatch(r"test_\w+\.py", path.name)]
    assert sorted(names) == sorted(set(names))


@needs_files
def test_no_file_is_larger_than_a_megabyte() -> None:
    assert [str(path) for path in FILES if path.stat().st_size > 2**20] == []


# Documents


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


DECISIONS = sorted((ROOT / "docs" / "adr").glob("[0-9]*.md"))


def headings(text: str, level: int) -> list[str]:
    return re.findall(rf"^{'#' * level} (.+)$", text, re.MULTILINE)


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_has_its_four_parts_on_one_page(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert headings(text, 2) == ["Status", "Context", "Decision", "Consequences"]
    assert len(text.splitlines()) < 60
    assert headings(text, 1)[0].startswith(f"{int(path.stem[:4])}. ")


def test_decisions_are_numbered_without_gaps_and_listed() -> None:
    assert [int(path.stem[:4]) for path in DECISIONS] == list(range(1, len(DECISIONS) + 1))
    listed = read("docs/adr/README.md")
    assert all(f"({path.name})" in listed for path in DECISIONS)


CHANGES = {"Removed", "Deprecated", "Added", "Changed", "Fixed"}
VERDICTS_CHANGED = "Verdicts changed on unchanged input"


def releases() -> list[tuple[str, str]]:
    parts = re.split(r"^## (.+)$", read("CHANGELOG.md"), flags=re.MULTILINE)
    return list(zip(parts[1::2], parts[2::2], strict=True))


def test_the_changelog_has_the_version_of_the_package() -> None:
    version = re.search(r'^version = "(.+)"$', read("pyproject.toml"), re.MULTILINE)
    assert version is not None
    assert releases()[0][0].startswith(f"[{version[1]}]")


@pytest.mark.parametrize(("title", "text"), releases(), ids=lambda text: text[:12].strip())
def test_a_release_says_which_verdicts_changed_and_what_else(title: str, text: str) -> None:
    assert re.fullmatch(r"\[\d+\.\d+\.\d+\] - (unreleased|\d{4}-\d\d-\d\d)", title)
    first, *others = headings(text, 3)
    assert first == VERDICTS_CHANGED
    assert others
    assert set(others) <= CHANGES
    assert len(others) == len(set(others))


def test_each_change_links_to_more() -> None:
    entries = re.findall(r"^- .+$", read("CHANGELOG.md"), re.MULTILINE)
    assert entries
    assert [entry for entry in entries if "](" not in entry] == []


def table_rows(text: str) -> list[list[str]]:
    """Return the cells of the rows of a Markdown table, without its head."""
    rows = [line for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows[2:]]


def test_each_term_of_the_glossary_is_explained_once() -> None:
    rows = table_rows(read("GLOSSARY.md"))
    assert all(len(row) == 3 and all(row) for row in rows)
    terms = [row[0] for row in rows]
    assert len(terms) == len(set(terms))


def test_the_glossary_names_every_outcome() -> None:
    meanings = {row[0]: row[1] for row in table_rows(read("GLOSSARY.md"))}
    assert [one.value for one in Verdict if one.value not in meanings["outcome"]] == []


def test_the_glossary_has_every_term_of_the_house_style(shared: Path) -> None:
    style = (shared / "STYLE.md").read_text(encoding="utf-8")
    section = style.split("## 3. Glossary", 1)[1].split("## 4.", 1)[0]
    wanted = set(chain.from_iterable(row[0].split(", ") for row in table_rows(section)))
    assert wanted
    assert wanted - {row[0] for row in table_rows(read("GLOSSARY.md"))} == set()


def test_the_pull_request_template_has_at_most_six_boxes() -> None:
    boxes = re.findall(r"^- \[ \] .+$", read(".github/PULL_REQUEST_TEMPLATE.md"), re.MULTILINE)
    assert 1 <= len(boxes) <= 6


def document_links() -> list[tuple[Path, str]]:
    """Return every relative link of every document that is under version control."""
    documents = [path for path in FILES if path.suffix == ".md"]
    return [
        (path, target)
        for path in documents
        for target in re.findall(r"\]\(([^)\s#]+)(?:#[^)\s]*)?\)", path.read_text("utf-8"))
        if "://" not in target and not target.startswith("mailto:")
    ]


@needs_files
def test_relative_links_of_documents_lead_somewhere() -> None:
    dead = [
        f"{path.relative_to(ROOT)}: {target}"
        for path, target in document_links()
        if not (path.parent / target).exists()
    ]
    assert dead == []


# Checks

CHECKS = [path for path in (SOURCE / "verdict" / "checks").glob("*.py") if path.stem[0] != "_"]
PAGES = ROOT / "docs" / "checks"


def slug(path: Path) -> str:
    return path.stem.replace("_", "-")


def page_of(path: Path) -> str:
    """Return the page of a check: its code and slug, and what its docstring says."""
    source = path.read_text(encoding="utf-8")
    codes = re.findall(r'"(FC\d{3})"', source)
    assert codes, f"{path.name} names no code"
    docstring = ast.get_docstring(ast.parse(source))
    assert docstring, f"{path.name} does not say what it is for"
    return f"# {codes[0]} {slug(path)}\n\n{docstring}\n"


def test_the_page_of_a_check_is_its_docstring(assert_golden: AssertGolden) -> None:
    for path in CHECKS:
        assert_golden(PAGES / f"{slug(path)}.md", page_of(path))


def test_each_check_has_its_page_and_each_page_its_check() -> None:
    expected = {f"{slug(path)}.md" for path in CHECKS}
    assert {path.name for path in PAGES.glob("*.md")} - {"README.md"} == expected


# Continuous integration and the tools


def makefile_targets() -> set[str]:
    return set(re.findall(r"^([a-z]+):", read("Makefile"), re.MULTILINE))


def test_documents_name_only_targets_that_exist() -> None:
    named = re.findall(r"`make ([a-z]+)`", read("CONTRIBUTING.md"))
    assert set(named) <= makefile_targets()
    assert {"check", "golden", "docs", "bench", "nightly"} <= set(named)


def test_continuous_integration_uses_targets_that_exist() -> None:
    loop = re.search(r"^for target in (.+); do$", read(".ci/run"), re.MULTILINE)
    assert loop is not None
    assert set(loop[1].split()) <= makefile_targets()


def test_hooks_run_without_a_network() -> None:
    hooks = read(".pre-commit-config.yaml")
    assert hooks.count("- id: ") == hooks.count("language: system")
    assert re.findall(r"repo: (\S+)", hooks) == ["local"]
