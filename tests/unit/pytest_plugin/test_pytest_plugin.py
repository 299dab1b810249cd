"""Claim files as tests of pytest."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from typing import TYPE_CHECKING

import pytest
from cli_workspace import CLAIMS, FAULTY, REFUTED, TABLE, UNUSED, WITH_OPEN, WRONG
from plugin_runs import pytest_run

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import RunCli

DISPUTE = """\
disputes:
  both:
    using: police
    between: [around-9000, other]
"""
OTHER = """\
  other:
    measure: police.reports[year = 2018]
    figure: less than 5
    expect: refuted
"""
UNDECIDED = WITH_OPEN.replace(CLAIMS.partition("claims:\n")[2], "")


def write(folder: Path, claims: str, name: str = "claims.yml") -> Path:
    """Write a claim file into the folder ``claims``, with its table."""
    place = folder / "claims"
    place.mkdir(exist_ok=True)
    (place / "table.csv").write_text(TABLE, encoding="utf-8")
    path = place / name
    path.write_text(claims, encoding="utf-8")
    return path


def configure(folder: Path, *lines: str) -> None:
    (folder / "pytest.ini").write_text("\n".join(("[pytest]", *lines, "")), encoding="utf-8")


def test_the_plugin_is_registered(root: Path) -> None:
    project_file = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    points = project_file["project"]["entry-points"]["pytest11"]
    assert points == {"factcheck": "factcheck.pytest_plugin"}


def test_a_plugin_that_is_not_asked_for_loads_next_to_nothing() -> None:
    script = (
        "import sys, pytest\n"
        "before = set(sys.modules)\n"
        "import factcheck.pytest_plugin\n"
        "print(sorted(each for each in set(sys.modules) - before))\n"
    )
    ended = subprocess.run((sys.executable, "-c", script), capture_output=True, check=True)
    assert ended.stdout.decode().strip() == "['factcheck', 'factcheck.pytest_plugin']"


def test_nothing_is_collected_unless_asked_for(tmp_path: Path) -> None:
    write(tmp_path, REFUTED)
    code, told = pytest_run(tmp_path)
    assert (code, "no tests ran" in told) == (5, True)


def test_each_claim_and_dispute_is_a_test(tmp_path: Path) -> None:
    write(tmp_path, CLAIMS + OTHER + DISPUTE.replace("    b", "    expect: incompatible\n    b"))
    code, told = pytest_run(tmp_path, "claims/claims.yml", "--collect-only", "-q")
    assert code == 0
    assert told.splitlines()[:3] == [
        "claims/claims.yml::around-9000",
        "claims/claims.yml::other",
        "claims/claims.yml::dispute both",
    ]
    code, told = pytest_run(tmp_path, "--factcheck", "-q")
    assert (code, told.splitlines()[-1]) == (0, "3 passed")
    code, told = pytest_run(tmp_path, "claims/claims.yml::dispute both", "-q")
    assert (code, told.splitlines()[-1]) == (0, "1 passed")
    code, told = pytest_run(tmp_path, "--factcheck", "-m", "not factcheck", "--strict-markers")
    assert (code, "3 deselected" in told) == (5, True)


def test_a_failure_shows_what_is_known_of_the_claim(tmp_path: Path) -> None:
    write(tmp_path, REFUTED)
    code, told = pytest_run(tmp_path, "--factcheck", "--junit-xml=junit.xml")
    assert code == 1
    assert "_ around-9000 _" in told
    assert "\nclaims/claims.yml:7\n── around-9000 ──" in told
    assert "claimed     7,500 to under 8,500  │  found 9,167  │  the claim is 667 too low" in told
    assert "calculated  police.reports[year = 2018] = 9,167" in told
    assert "FAILED claims/claims.yml::around-9000 - around-9000 is refuted\n" in told
    assert "pytest_plugin" not in told
    junit = (tmp_path / "junit.xml").read_text(encoding="utf-8")
    assert '<failure message="around-9000 is refuted">' in junit


def test_a_dispute_fails_with_what_was_expected(tmp_path: Path) -> None:
    write(tmp_path, CLAIMS + OTHER + DISPUTE.replace("    b", "    expect: compatible\n    b"))
    code, told = pytest_run(tmp_path, "--factcheck")
    assert code == 1
    assert "══ both ══" in told
    assert "FAILED claims/claims.yml::dispute both - both is " in told
    assert ", expected compatible\n" in told


def test_the_place_of_a_test_is_a_line_of_the_claim_file(tmp_path: Path) -> None:
    path = write(tmp_path, REFUTED)
    (tmp_path / "conftest.py").write_text(
        "def pytest_runtest_logreport(report):\n"
        "    if report.failed:\n"
        "        crash = report.longrepr.reprcrash\n"
        "        print('PLACE', report.location, crash.path, crash.lineno)\n",
        encoding="utf-8",
    )
    _, told = pytest_run(tmp_path, "--factcheck", "-s")
    assert f"PLACE ('claims/claims.yml', 6, 'around-9000') {path} 7\n" in told


@pytest.mark.parametrize(
    ("claims", "strict"),
    [
        (CLAIMS, False),
        (REFUTED, False),
        (FAULTY, False),
        (WITH_OPEN, False),
        (WITH_OPEN, True),
        (UNDECIDED, False),
        (REFUTED.replace("    figure", "    expect: refuted\n    figure"), False),
        (CLAIMS.replace("    figure", "    expect: refuted\n    figure"), False),
        (CLAIMS + "  not:\n    not_checkable: words\n    expect: not checkable\n", False),
        (CLAIMS + "  not:\n    not_checkable: words\n", False),
        (WRONG, False),
    ],
)
def test_tests_fail_where_a_run_does(
    claims: str, strict: bool, tmp_path: Path, run_cli: RunCli
) -> None:
    path = write(tmp_path, claims)
    configure(tmp_path, f"factcheck_strict = {str(strict).lower()}")
    code, told = pytest_run(tmp_path, str(path))
    ran = run_cli("run", str(path), *(["--strict"] if strict else []))
    assert (code == 0) == (ran.exit_code == 0), told
    assert code == {0: 0, 1: 1, 2: 2, 3: 1}[ran.exit_code]


def test_nothing_decided_is_no_pass(tmp_path: Path) -> None:
    write(tmp_path, UNDECIDED)
    code, told = pytest_run(tmp_path, "--factcheck")
    assert code == 1
    assert "no claim and no dispute of the file is decided, so that nothing is checked" in told
    assert "- open is undetermined, and nothing is decided in its file" in told


def test_a_wrong_file_is_an_error_with_its_places(tmp_path: Path) -> None:
    write(tmp_path, WRONG)
    code, told = pytest_run(tmp_path, "--factcheck")
    assert code == 2
    assert "ERROR collecting claims/claims.yml" in told
    assert (
        "\nclaims/claims.yml:9:5: error FC030 unknown-key: the claim 'around-9000' has an" in told
    )
    assert "hint: did you mean 'figure'?" in told
    assert "Traceback" not in told


def test_a_fault_in_the_data_fails_where_a_run_does(tmp_path: Path, run_cli: RunCli) -> None:
    path = write(tmp_path, CLAIMS)
    (path.parent / "table.csv").write_text("year,reports\n2018,1\n2018,2\n", encoding="utf-8")
    code, told = pytest_run(tmp_path, "--factcheck")
    assert code == {2: 2, 3: 1}[run_cli("run", str(path)).exit_code]
    assert "FC" in told
    assert "Traceback" not in told


def test_a_file_that_is_gone_when_its_claims_are_run(tmp_path: Path) -> None:
    write(tmp_path, CLAIMS)
    (tmp_path / "conftest.py").write_text(
        "import pathlib\n"
        "def pytest_collection_finish():\n"
        "    pathlib.Path('claims/table.csv').unlink()\n",
        encoding="utf-8",
    )
    code, told = pytest_run(tmp_path, "--factcheck")
    assert code == 1
    assert "error FC202 evidence-missing: there is no file 'table.csv'" in told
    assert "Traceback" not in told


def test_a_fault_of_ours_keeps_its_traceback(tmp_path: Path) -> None:
    write(tmp_path, CLAIMS)
    fault = "def fail(*a, **k):\n    raise RuntimeError('ours')\n"
    (tmp_path / "conftest.py").write_text(
        f"import factcheck.pytest_plugin.claim_file as c\n{fault}c.run_text = fail\n",
        encoding="utf-8",
    )
    code, told = pytest_run(tmp_path, "--factcheck")
    assert (code, "RuntimeError: ours" in told, "Traceback" in told or "def fail" in told) == (
        1,
        True,
        True,
    )
    (tmp_path / "conftest.py").write_text(
        f"import factcheck.pytest_plugin.claim_file as c\n{fault}c.prepare = fail\n",
        encoding="utf-8",
    )
    code, told = pytest_run(tmp_path, "--factcheck")
    assert (code, "RuntimeError: ours" in told) == (2, True)


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    write(tmp_path, CLAIMS)
    (tmp_path / "conftest.py").write_text(
        "import factcheck.pytest_plugin.claim_file as c\n"
        "def fail(path):\n    raise PermissionError(13, 'Permission denied')\n"
        "c.read_claim_file = fail\n",
        encoding="utf-8",
    )
    code, told = pytest_run(tmp_path, "--factcheck")
    assert code == 2
    assert "'claims/claims.yml' cannot be read: permission denied" in told


def test_what_is_doubtful_is_a_warning_at_its_line(tmp_path: Path) -> None:
    write(tmp_path, UNUSED)
    code, told = pytest_run(tmp_path, "--factcheck")
    assert code == 0
    assert (
        "claims/claims.yml:3: FactcheckWarning: FC067 unused-name: nothing uses the source 'nobody'"
        in told
    )


def test_the_configuration_names_claim_files_that_are_always_collected(tmp_path: Path) -> None:
    write(tmp_path, CLAIMS)
    write(tmp_path, "rubric: r\n", "rubric.yml")
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_a.py").write_text("def test_a(): pass\n", encoding="utf-8")
    configure(tmp_path, "testpaths = tests", "factcheck_files =", "    claims/*.yml")
    code, told = pytest_run(tmp_path, "-v")
    assert code == 0
    assert "claims/claims.yml::around-9000 PASSED" in told
    assert "tests/test_a.py::test_a PASSED" in told
    assert "2 passed" in told
    # What is named on the command line is all that is run.
    code, told = pytest_run(tmp_path, "tests")
    assert (code, "1 passed" in told) == (0, True)
    code, told = pytest_run(tmp_path, "claims")
    assert (code, "1 passed" in told) == (0, True)
    # Below the root the current folder is all that is looked at.
    code, told = pytest_run(tmp_path / "tests")
    assert (code, "1 passed" in told) == (0, True)


def test_files_that_are_looked_at_anyway_are_collected_once(tmp_path: Path) -> None:
    write(tmp_path, CLAIMS)
    configure(tmp_path, "factcheck_files = claims/*.yml")
    code, told = pytest_run(tmp_path)
    assert (code, "1 passed" in told) == (0, True)


@pytest.mark.parametrize(
    ("pattern", "told"),
    [
        ("claim/*.yml", "factcheck_files: no claim file is called 'claim/*.yml' in "),
        ("claims/*.csv", "factcheck_files: no claim file is called 'claims/*.csv' in "),
        ("claims/rub*.yml", "factcheck_files: no claim file is called 'claims/rub*.yml' in "),
        ("/claims/*.yml", "factcheck_files: '/claims/*.yml' is no pattern: "),
    ],
)
def test_a_pattern_without_files_is_wrong(pattern: str, told: str, tmp_path: Path) -> None:
    write(tmp_path, CLAIMS)
    write(tmp_path, "rubric: r\n", "rubric.yml")
    configure(tmp_path, f"factcheck_files = {pattern}")
    code, shown = pytest_run(tmp_path)
    assert (code, told in shown) == (4, True), shown


def test_a_file_that_is_said_to_have_claims_and_has_none_is_wrong(tmp_path: Path) -> None:
    write(tmp_path, CLAIMS.replace("factcheck: 1", "factchek: 1"))
    configure(tmp_path, "factcheck_files = claims/*.yml")
    code, told = pytest_run(tmp_path)
    assert (code, "unknown key 'factchek'" in told) == (2, True)


def test_other_files_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text("a: b\n", encoding="utf-8")
    (tmp_path / "a.txt").write_text("factcheck: 1\n", encoding="utf-8")
    code, told = pytest_run(tmp_path, "--factcheck", ".")
    assert (code, "no tests ran" in told) == (5, True)


def test_claims_that_are_asked_for_have_to_be_somewhere(tmp_path: Path) -> None:
    write(tmp_path, CLAIMS)
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_a.py").write_text("def test_a(): pass\n", encoding="utf-8")
    configure(tmp_path, "testpaths = tests")
    code, told = pytest_run(tmp_path, "--factcheck")
    assert (code, "--factcheck: there is no claim file in 'tests'" in told) == (4, True), told
    code, told = pytest_run(tmp_path, "--factcheck", "tests/test_a.py")
    assert (code, "1 passed" in told) == (0, True)


def test_several_processes_share_the_tests(tmp_path: Path) -> None:
    pytest.importorskip("xdist", reason="pytest-xdist is not installed: sharing of tests not run")
    write(tmp_path, CLAIMS + OTHER)
    write(tmp_path, REFUTED, "b.yml")
    configure(tmp_path, "factcheck_files = claims/*.yml", "testpaths = tests")
    code, told = pytest_run(tmp_path, "-p", "xdist", "-n", "2")
    assert (code, "1 failed, 2 passed" in told) == (1, True), told
    assert "claims/b.yml:7\n── around-9000 ──" in told


def test_no_text_of_a_claim_is_a_command_to_a_runner(tmp_path: Path) -> None:
    hostile = REFUTED.replace("    figure", "    quote: >-\n      ::error::x ##[error]\n    figure")
    write(tmp_path, hostile)
    _, told = pytest_run(tmp_path, "--factcheck")
    assert "error" in told
    assert not any(line.strip().startswith("::") or "##[" in line for line in told.splitlines())
