"""Runs of pytest with the plugin, in processes of their own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def pytest_run(folder: Path, *arguments: str) -> tuple[int, str]:
    """Return the exit code and what is printed, without how long it took.

    Loads the plugin by its module, so that it need not be registered by an installation.
    """
    environment = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "COLUMNS": "100"}
    ended = subprocess.run(
        (
            sys.executable,
            *("-m", "pytest", "-p", "factcheck.pytest_plugin", "-p", "no:cacheprovider"),
            *arguments,
        ),
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return ended.returncode, re.sub(r" in [0-9.]+s", "", ended.stdout.decode())
