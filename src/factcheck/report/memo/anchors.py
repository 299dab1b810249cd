"""Anchors: a name in a document that links lead to, the same for the same memo."""

from __future__ import annotations

import re

_UNFIT = re.compile(r"[^\w.-]+")


def prefix_of(number: int, files: int) -> str:
    """Return what begins the anchors of the memo of one of several claim files, counted from 1.

    Nothing where it is the only one. Every format that names an anchor asks here.
    """
    return f"{number}-" if files > 1 else ""


class Anchors:
    """Gives each thing a name of its own, after what it is called."""

    def __init__(self, prefix: str = "") -> None:
        self._prefix = prefix
        self._taken: set[str] = set()

    def take(self, name: str) -> str:
        """Return an anchor for a name: letters, digits, ``_``, ``.`` and ``-`` only."""
        plain = f"{self._prefix}{_UNFIT.sub('-', name.lower()).strip('-') or 'claim'}"
        anchor, number = plain, 1
        while anchor in self._taken:
            number += 1
            anchor = f"{plain}-{number}"
        self._taken.add(anchor)
        return anchor
