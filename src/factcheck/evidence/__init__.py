"""Evidence: from a plan to cells. The only readers of tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from factcheck.evidence.layouts import with_layouts
    from factcheck.evidence.locate import find_root
    from factcheck.evidence.markers.choose import with_profiles
    from factcheck.evidence.package.choose import with_packages
    from factcheck.evidence.reader import EvidenceReader
    from factcheck.evidence.rubric_file import RubricFile, read_rubric_file

__all__ = [
    "EvidenceReader",
    "RubricFile",
    "find_root",
    "read_rubric_file",
    "with_layouts",
    "with_packages",
    "with_profiles",
]

_MODULES = {
    "EvidenceReader": "reader",
    "RubricFile": "rubric_file",
    "find_root": "locate",
    "read_rubric_file": "rubric_file",
    "with_layouts": "layouts",
    "with_packages": "package.choose",
    "with_profiles": "markers.choose",
}


def __getattr__(name: str) -> object:
    """Return what this package offers, loaded when somebody uses it.

    A process that only answers queries loads none of it.
    """
    if name not in _MODULES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
