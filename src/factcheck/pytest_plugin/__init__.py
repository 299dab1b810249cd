"""Claim files as tests of pytest: one for each claim and each dispute.

pytest loads this module wherever the package is installed, also for people who have no claims: so
everything else is imported only once there is a claim file to collect.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from factcheck.pytest_plugin.claim_file import ClaimFile

FILES, STRICT = "factcheck_files", "factcheck_strict"
SUFFIXES = frozenset({".yml", ".yaml"})
_found = pytest.StashKey[frozenset[Path]]()
"""The claim files that the configuration names."""
_met = pytest.StashKey[bool]()
"""Whether a claim file was collected."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare the options."""
    group = parser.getgroup("factcheck", "published statistics (factcheck)")
    group.addoption(
        "--factcheck",
        action="store_true",
        help="Collect every claim file among the files that are looked at: one test for each claim "
        "and each dispute.",
    )
    parser.addini(
        FILES,
        "Claim files to collect, as patterns from the root folder, such as claims/*.yml.",
        type="linelist",
        default=[],
    )
    parser.addini(
        STRICT,
        "Whether an undetermined claim that no `expect` covers fails.",
        type="bool",
        default=False,
    )


def pytest_configure(config: pytest.Config) -> None:
    """Find the claim files that the configuration names, and have them looked at.

    Raises ``pytest.UsageError`` for a pattern that no file has: nothing would be checked.
    """
    config.addinivalue_line("markers", "factcheck: a claim or a dispute of a claim file")
    patterns = config.getini(FILES)
    if not patterns:
        config.stash[_found] = frozenset()
        return
    root = config.rootpath
    files = [path for each in patterns for path in _matching(root, each)]
    config.stash[_found] = frozenset(files)
    if _is_all(config) and config.invocation_params.dir == root:
        # Else `testpaths = ["tests"]` would have claims pass that nobody looked at.
        looked_at = [(root / each).resolve() for each in config.args]
        config.args += [
            str(path)
            for path in dict.fromkeys(files)
            if not any(path.is_relative_to(each) for each in looked_at)
        ]


def _is_all(config: pytest.Config) -> bool:
    """Whether nothing was named on the command line."""
    return config.args_source is not pytest.Config.ArgsSource.ARGS


def _matching(root: Path, pattern: str) -> list[Path]:
    """Return the claim files that a pattern names; rubrics and scales may lie beside them.

    A file that is neither is among them: it is told that it has no claims.
    """
    from factcheck.together.find import kind_of

    try:
        found = sorted(path for path in root.glob(pattern) if path.suffix.lower() in SUFFIXES)
    except (ValueError, NotImplementedError) as error:
        raise pytest.UsageError(f"{FILES}: {pattern!r} is no pattern: {error}") from error
    claims = [path for path in found if kind_of(path) in {"factcheck", None}]
    if not claims:
        raise pytest.UsageError(f"{FILES}: no claim file is called {pattern!r} in {root}")
    return claims


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> ClaimFile | None:
    """Return what collects a claim file; ``None`` for any other file, and where not asked for."""
    if file_path.suffix.lower() not in SUFFIXES:
        return None
    if file_path not in parent.config.stash[_found]:
        is_asked_for = parent.config.option.factcheck or parent.session.isinitpath(file_path)
        if not is_asked_for or not _has_claims(file_path):
            return None
    from factcheck.pytest_plugin.claim_file import ClaimFile

    collector: ClaimFile = ClaimFile.from_parent(parent, path=file_path)
    parent.config.stash[_met] = True
    return collector


def pytest_collection_finish(session: pytest.Session) -> None:
    """Raise ``pytest.UsageError`` where claims were asked for and none were found.

    Where files are named on the command line, only they are meant.
    """
    config = session.config
    if config.option.factcheck and _is_all(config) and not config.stash.get(_met, False):
        places = ", ".join(map(repr, config.args))
        raise pytest.UsageError(f"--factcheck: there is no claim file in {places}")


def _has_claims(path: Path) -> bool:
    from factcheck.together.find import kind_of

    return kind_of(path) == "factcheck"
