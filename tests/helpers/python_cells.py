"""Runs pieces of Python one after another, as a notebook does."""

from __future__ import annotations

import ast
import io
from contextlib import redirect_stdout
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shown:
    """What a piece of Python shows."""

    printed: str
    value: object
    """That of its last line, where it is an expression; else ``None``."""

    @property
    def plain(self) -> str:
        """The value as a text; empty where there is none."""
        return "" if self.value is None else repr(self.value)

    @property
    def html(self) -> str:
        """The value as a notebook shows it; empty where it has no such form."""
        show = getattr(self.value, "_repr_html_", None)
        return "" if show is None else str(show())


class Cells:
    """Pieces of Python that share their names."""

    def __init__(self) -> None:
        self._names: dict[str, object] = {"__name__": "__main__"}

    def run(self, code: str) -> Shown:
        """Run a piece; an exception of it is the caller's."""
        body = ast.parse(code).body
        last = body.pop() if body and isinstance(body[-1], ast.Expr) else None
        printed, value = io.StringIO(), None
        with redirect_stdout(printed):
            module = ast.Module(body, type_ignores=[])
            exec(compile(module, "<cell>", "exec"), self._names)  # noqa: S102 - the documents' own
            if isinstance(last, ast.Expr):
                expression = ast.Expression(last.value)
                value = eval(compile(expression, "<cell>", "eval"), self._names)  # noqa: S307 - same
        return Shown(printed.getvalue(), value)
