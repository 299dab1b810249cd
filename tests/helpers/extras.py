"""Formats that need an extra of the package, in environments that may lack it."""

from __future__ import annotations

import pytest

_MODULES = {"pdf": "typst", "docx": "docx"}


def require_extra(form: str) -> None:
    """Skip the test where what a format needs is not installed."""
    if form in _MODULES:
        pytest.importorskip(_MODULES[form], reason=f"the format {form} needs the extra `{form}`")
