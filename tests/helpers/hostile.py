"""Texts that try to be more than texts, and results in which every text is one."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct
from msgspec.structs import replace

if TYPE_CHECKING:
    from collections.abc import Callable

MARKUP = (
    "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>]]>&lt;<!-- c -->{{7*7}}{% x %}"
    "${{ github.token }} [l](javascript:alert(1)) ![i](https://example.org/x.png) | a | `b` *c* "
    '_d_ ~~e~~ <https://example.org> http://example.org www.example.org #import "x" $x^2$ '
    "#set text(size: 99pt) \\ @ref <label> %0A::warning::x '; DROP TABLE t; --"
)
"""Mark-up of every format that a report is written in; a claim file may hold it."""
LINES = (
    "\n::error file=x::boo\r\n##[error]boo\n::set-output name=a::b\n# heading\n- item\n```\n"
    "=cmd|' /C calc'!A0\n"
)
"""Lines that begin something; a claim file may hold them."""
CONTROLS = (
    "\x1b[31mred\x1b]8;;https://example.org\x07\x9b0m\x00\x08\x7f\u202eevil\u2028\ufffe\ud800"
)
"""What a terminal obeys, hides or cannot show; only tables may hold some of it."""
FORMULAS = ("=1+1", "+1", "-1+cmd|x", "@SUM(1)", "\t=1", "\r=1")
"""What a spreadsheet takes for a formula."""
HOSTILE = f"{MARKUP}{LINES}{CONTROLS}"

_Record = TypeVar("_Record")


def spoilt(record: _Record, text: str = HOSTILE, *, kept: frozenset[str] = frozenset()) -> _Record:
    """Return a record in which every text is ``text``, at any depth.

    Fields with the names in ``kept`` stay as they are.
    """
    changed: Callable[[object], object] = lambda value: _spoilt(value, text, kept)  # noqa: E731
    return changed(record)  # type: ignore[return-value]  # the same kind of record


def _spoilt(value: object, text: str, kept: frozenset[str]) -> object:
    if isinstance(value, str):
        return text
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        return tuple(_spoilt(each, text, kept) for each in value)
    if isinstance(value, Struct):
        fields = {
            name: _spoilt(getattr(value, name), text, kept)
            for name in value.__struct_fields__
            if name not in kept
        }
        return replace(value, **fields)
    return value
