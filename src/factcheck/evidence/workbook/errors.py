"""The errors that formulas give, by the numbers that workbooks have for them."""

from __future__ import annotations

_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}


def error_text(code: int) -> str:
    """Return an error as a cell shows it; newer ones without a text of their own as ``#ERROR!``."""
    return _ERRORS.get(code, "#ERROR!")
