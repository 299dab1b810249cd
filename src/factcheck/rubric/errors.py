"""What can go wrong in the engine: words that cannot be read, rows that cannot be classified."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from factcheck.model.problem import Code
    from factcheck.model.rubric import Rule

Witness = tuple[tuple[str, str], ...]
"""For each input that decides, its name and a value."""


class WordsError(Exception):
    """The words of a test, or of a cell, cannot be read.

    A hint that takes long to find may be given as a function: many errors are never told, because
    the words can be read in another way.
    """

    def __init__(
        self, code: Code, message: str, hint: str | Callable[[], str | None] | None = None
    ) -> None:
        self.code = code
        self.message = message
        self._hint = hint
        super().__init__(message)

    @property
    def hint(self) -> str | None:
        """What to write instead, if anybody knows."""
        return self._hint() if callable(self._hint) else self._hint


class NoRuleError(Exception):
    """No rule matches values that a row has, or may have."""

    def __init__(self, witness: Witness) -> None:
        self.witness = witness
        super().__init__("no rule matches")


class SeveralRulesError(Exception):
    """Several rules match values that a row has, or may have, where only one may."""

    def __init__(self, rules: tuple[Rule, ...], witness: Witness) -> None:
        self.rules = rules
        self.witness = witness
        super().__init__("several rules match")


class TooManyError(Exception):
    """The unknown values of a row can be combined in more ways than are tried."""
