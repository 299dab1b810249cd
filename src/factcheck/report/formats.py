"""How the report of a run is rendered in each of its formats.

Each renderer is loaded when it is called, as a run needs few of them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

from msgspec import Struct

from factcheck.model.formats import FORMATS, SOURCE

if TYPE_CHECKING:
    from collections.abc import Callable

    from factcheck.model.runs import Runs


class Look(Struct, frozen=True):
    """How a report looks, as far as its reader decides that."""

    language: str = SOURCE
    """One of ``LANGUAGES``."""
    width: int = 88
    """Columns of a terminal."""
    colour: bool = False
    """Whether a terminal shows colours."""


def render_runs(runs: Runs, name: str, look: Look = Look()) -> str | bytes:  # noqa: B008 - frozen
    """Return the report of claim files in one of ``FORMATS``.

    Raises ``MissingExtraError`` where the format needs a package that is not installed.
    """
    module = import_module(f"factcheck.report.{FORMATS[name].module}")
    render = cast("Callable[[Runs, Look], str | bytes]", module.render_runs)
    return render(runs, look)


class MissingExtraError(Exception):
    """A package that a format needs is not installed."""

    def __init__(self, name: str, extra: str) -> None:
        super().__init__(
            f"the format {name} needs packages that are not installed; "
            f"install them by: pip install 'factcheck-statistics[{extra}]'"
        )
