"""Whether all signs of some plain numbers can be read in two ways, looked at one by one."""

from __future__ import annotations

import re

from factcheck.evidence.raw import DOUBTFUL, DOUBTFUL_SIGNS

_IS_DOUBTFUL = re.compile(DOUBTFUL).fullmatch


class Doubts:
    """What was met of plain English numbers with a point or a comma."""

    def __init__(self) -> None:
        self._is_decided = False
        self._least: dict[str, str] = {}

    def add(self, text: str) -> None:
        """Look at the text of one plain number."""
        if self._is_decided or not ("." in text or "," in text):
            return
        if not _IS_DOUBTFUL(text):
            self._is_decided = True
            return
        sign = "." if "." in text else ","
        self._least[sign] = min(text, self._least.get(sign, text))

    @property
    def examples(self) -> tuple[str, ...] | None:
        """The least number with each sign; nothing where one decides, ``None`` without any."""
        if self._is_decided:
            return ()
        return tuple(self._least[sign] for sign in DOUBTFUL_SIGNS if sign in self._least) or None
