"""Wrong inputs of every kind: what is printed, and that none of them passes.

Each folder of ``wrong`` holds a claim file, mostly a table, and the text that is printed.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import AssertGolden, RunCli

FOLDER = Path(__file__).with_name("wrong")
ROOT = FOLDER.parents[2]
CASES = sorted(path for path in FOLDER.iterdir() if path.is_dir())
MOST_SHOWN = 400
ENDINGS = {
    2: "The files are wrong: exit code 2, and nothing was evaluated",
    1: "A claim is not as expected: exit code 1",
    3: "A claim cannot be evaluated, or nothing is decided: exit code 3",
}
HEAD = """\
# What wrong input looks like

A check that passes although nothing was checked is the one mistake this program must not make.
These are inputs that are wrong on purpose, and what `factcheck run claims.yml` prints for each.
The page is written from `tests/meta/wrong`, where the files stand.
"""


def printed(case: Path, run_cli: RunCli, monkeypatch: pytest.MonkeyPatch) -> tuple[str, int]:
    monkeypatch.chdir(case)
    result = run_cli("run", "claims.yml", "--root", ".", "--no-colour")
    return result.output, result.exit_code


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_wrong_input_is_told_and_never_passes(
    case: Path, run_cli: RunCli, assert_golden: AssertGolden, monkeypatch: pytest.MonkeyPatch
) -> None:
    output, code = printed(case, run_cli, monkeypatch)
    assert code in ENDINGS
    assert not any(ord(letter) < 0x20 and letter != "\n" for letter in output)
    assert_golden(case / "expected.txt", f"{output}\nexit code {code}\n")


def test_there_are_wrong_inputs_of_many_kinds() -> None:
    assert len(CASES) >= 50


def test_the_page_of_wrong_inputs_is_current(assert_golden: AssertGolden) -> None:
    pages = [HEAD]
    for code, title in ENDINGS.items():
        pages.append(f"## {title}\n")
        pages += [section(case) for case in CASES if code_of(case) == code]
    assert_golden(ROOT / "docs" / "wrong-inputs.md", "\n".join(pages))


def code_of(case: Path) -> int:
    return int(expected(case).rsplit(maxsplit=1)[-1])


def expected(case: Path) -> str:
    return (case / "expected.txt").read_text(encoding="utf-8")


def section(case: Path) -> str:
    """Return one input with what it holds, as far as that can be shown, and what is printed."""
    about = (case / "title.txt").read_text(encoding="utf-8").strip()
    output = expected(case).rpartition("\nexit code")[0]
    shown = [f"### {about}\n", *shown_claims(case), *shown_table(case)]
    return "\n".join([*shown, f"```text\n{output.strip()}\n```\n"])


def shown_claims(case: Path) -> list[str]:
    """Return the claims where no excerpt shows the line that is wrong."""
    if code_of(case) == 2:
        return []
    text = (case / "claims.yml").read_text(encoding="utf-8")
    return [f"```yaml\n{''.join(text.partition('claims:')[1:]).strip()}\n```\n"]


def shown_table(case: Path) -> list[str]:
    """Return the table where it is at fault and can be shown."""
    names = ("table.csv", "table.json")
    path = next((case / name for name in names if (case / name).is_file()), None)
    if code_of(case) == 2 or path is None:
        return []
    text = path.read_bytes().decode("utf-8", "replace")
    is_plain = text.replace("\n", "").isprintable() and 0 < len(text) < MOST_SHOWN
    return [f"```text\n{text.strip()}\n```\n"] if is_plain else []
