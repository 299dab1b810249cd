"""Text of the user's as a cell of a CSV file that somebody opens in a spreadsheet."""

from __future__ import annotations

import re

from factcheck.report.visible import visible

_IS_NUMBER = re.compile(r"[+-]?[0-9][0-9.,]*%?").fullmatch
_COMMANDS = tuple("=+-@\t\r\n")
"""What a spreadsheet takes for the beginning of a formula."""


def cell(text: str) -> str:
    """Return a cell that no spreadsheet runs and in which nothing is hidden.

    What would be a formula has an apostrophe before it; a number with a sign is none.
    """
    shown = visible(text)
    is_command = text.lstrip(" ").startswith(_COMMANDS) and not _IS_NUMBER(text.strip())
    return f"'{shown}" if is_command else shown
