"""Settings and fixtures that every test may use."""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest
from hypothesis import HealthCheck, settings

from factcheck import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator

    from click import Command
    from click.testing import Result

# Set to 1 to rewrite the files that hold what is expected.
GOLDEN = "FACTCHECK_GOLDEN"
CACHE = "FACTCHECK_CACHE"
ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"

# Tests look at every table themselves, and leave nothing in the folders of whoever runs them.
os.environ[CACHE] = "off"

# How long an example takes depends on the machine, and a test's outcome must not.
_TIMELESS = (HealthCheck.too_slow,)
settings.register_profile(
    "fixed", derandomize=True, deadline=None, max_examples=100, suppress_health_check=_TIMELESS
)
settings.register_profile(
    "nightly", deadline=None, max_examples=5000, suppress_health_check=_TIMELESS
)
# An explicit --hypothesis-profile is read later and wins.
settings.load_profile("fixed")


class RunCli(Protocol):
    """Runs one command line in this process."""

    def __call__(self, *arguments: str, typed: str | None = None) -> Result:
        """Return the exit code and what was printed."""


class AssertGolden(Protocol):
    """Compares a text with the file that holds what is expected."""

    def __call__(self, path: Path, actual: str) -> None:
        """Fail where they differ; under ``FACTCHECK_GOLDEN=1`` rewrite the file."""


@pytest.fixture(autouse=True)
def _unspoilt_memory() -> Iterator[None]:
    """Fail where a fraction was made of a text, which spoils Python's own byte of zero.

    See ``factcheck.model.fraction``; types do not see it where a text comes as ``Any``.
    """
    yield
    assert bytes([0]).hex() == "00", "a text was handed to Fraction; use exact() or fraction_of()"


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's root folder."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of other people's test data beside the project; skips where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("there is no folder 'shared' beside the project: outside test data not run")
    return SHARED


@pytest.fixture
def run_cli(monkeypatch: pytest.MonkeyPatch) -> RunCli:
    """Run ``factcheck`` with these arguments; a fault of ours keeps its traceback."""
    from click.testing import CliRunner

    kept = {GOLDEN, CACHE}
    for name in [n for n in os.environ if n.startswith("FACTCHECK_") and n not in kept]:
        monkeypatch.delenv(name)

    def run(*arguments: str, typed: str | None = None) -> Result:
        main: Command = import_module("factcheck.cli").main
        plain = {"NO_COLOR": "1", "COLUMNS": "80"}
        return CliRunner(env=plain).invoke(main, arguments, typed, catch_exceptions=False)

    return run


@pytest.fixture
def assert_golden() -> AssertGolden:
    """Compare a text with its golden file, or rewrite the file under ``make golden``."""
    is_rewriting = os.environ.get(GOLDEN) == "1"

    def compare(path: Path, actual: str) -> None:
        shown = normalised(actual)
        if is_rewriting:
            path.write_text(shown, encoding="utf-8")
        assert path.is_file(), f"{path.relative_to(ROOT)} is missing; FACTCHECK_GOLDEN=1 writes it"
        assert shown == path.read_text(encoding="utf-8")

    return compare


def normalised(text: str) -> str:
    """Return a text without what differs from one checkout or release to the next."""
    return text.replace(f"{ROOT}{os.sep}", "").replace(str(ROOT), ".").replace(__version__, "0.0.0")
