"""Coefficients of agreement, calculated by NLTK, which the extra ``agreement`` installs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from factcheck.model.agreement import Coefficients

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.model.agreement import Pair

LIBRARY = "NLTK"
INSTALL = "pip install 'factcheck-statistics[agreement]'"


class NoLibraryError(click.ClickException):
    """The library that calculates coefficients is not installed."""

    exit_code = 2

    def __init__(self) -> None:
        super().__init__(
            f"Cohen's kappa and Krippendorff's alpha are calculated by NLTK, which is not "
            f"installed; install it with: {INSTALL}"
        )


def coefficients_of(pairs: Sequence[Pair]) -> Coefficients:
    """Return Cohen's kappa and Krippendorff's alpha (nominal) of units that two people coded.

    Each unit counts once, whatever it stands for. Raises ``NoLibraryError`` without NLTK.
    """
    try:
        from nltk import __version__ as version
        from nltk.metrics.agreement import AnnotationTask
    except ImportError as error:
        raise NoLibraryError from error
    if len({label for pair in pairs for label in (pair.first, pair.second)}) == 1:
        # NLTK says 1 there; both are zero divided by zero.
        return Coefficients(None, None, LIBRARY, version)
    # Numbers in the place of units: the library sorts them.
    codes = [(1, unit, pair.first) for unit, pair in enumerate(pairs)]
    codes += [(2, unit, pair.second) for unit, pair in enumerate(pairs)]
    task = AnnotationTask(codes)
    kappa, alpha = _told(task.kappa_pairwise(1, 2)), _told(task.alpha())
    return Coefficients(kappa, alpha, LIBRARY, version)


def _told(number: float) -> str:
    """Return a coefficient with four places; never minus zero."""
    return f"{round(number, 4) + 0.0:.4f}"
