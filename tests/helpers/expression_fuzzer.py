"""Random texts for the expression language: well-formed ones, and ones with something wrong."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

NAMES = ("total", "part", "rate", "t", "u", "few", "`odd name`", "nobody", "år", "in", "not")
COLUMNS = ("t.n", "t.w", "t.g", "u.n", "t.day", "t.`odd col`", "u.missing", "t.saw")
FIELDS = ("n", "w", "g", "day", "t.g", "`odd col`", "saw", "missing", "u.g")
VALUES = (
    *("a", "b", "x y", '"a, b"', "'it''s'", "12", "-3", "4.50", "10%", "2020-12-21", "2020-12"),
    *("<5", "St.Gallen", "t.g", "Ünal", "or", '"or"', "1e3", "", "999999999999999999999", "(b)"),
)
NUMBERS = ("0", "1", "12", "0.5", "10%", "1/10", "1e6", "9,167", "007", "1e51", "3" * 120, ".5")
AGGREGATES = ("count", "sum", "total", "mean", "median", "min", "max", "distinct")
COMPARATORS = ("=", "!=", "<", "<=", ">", ">=", "≤", "==", "<>")
SIGNS = ("+", "-", "*", "/", "×", "÷", "−", "**", "//", "%")
JUNK: tuple[str, ...] = (
    *"()[],.`'\"<>=+-*/%:;#@!?&|{}~^\\ \t\n\u00a0\u200b\u202e\u0301",
    *("->", "→", "..", "...", "and", "or", "not", "in top", "part of", "holds", "by", "over"),
)

_Choice = TypeVar("_Choice")


class Fuzzer:
    """Makes texts from a seed; the same seed makes the same texts."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)  # noqa: S311  # nothing secret is made

    def text(self) -> str:
        """Return an expression, a test or a comparison, sometimes damaged."""
        makers: tuple[Callable[[int], str], ...] = (self.expression, self.tests, self.relation)
        text = self._pick(makers)(self.random.randint(0, 5))
        for _ in range(self._pick((0, 0, 1, 1, 2, 4))):
            text = self._damaged(text)
        return text

    def _pick(self, choices: tuple[_Choice, ...]) -> _Choice:
        return self.random.choice(choices)

    def expression(self, depth: int) -> str:
        """Return an expression, nested up to a depth."""
        if depth <= 0:
            return self._pick((*NUMBERS, *NAMES, *COLUMNS))
        makers: tuple[Callable[[int], str], ...] = (
            self._arithmetic,
            self._aggregate,
            self._aggregate,
            self._call,
            self._sliced,
            self._bracketed,
        )
        return self._pick(makers)(depth - 1)

    def _arithmetic(self, depth: int) -> str:
        left, right = self.expression(depth), self.expression(depth)
        return f"{left} {self._pick(SIGNS[:4])} {right}"

    def _bracketed(self, depth: int) -> str:
        return self._pick(("({})", "-{}", "--({})")).format(self.expression(depth))

    def _sliced(self, depth: int) -> str:
        return f"{self._pick((*NAMES, *COLUMNS))}[{self.tests(depth)}]"

    def _of(self, depth: int, choices: tuple[str, ...]) -> str:
        of = self._pick(choices)
        return f"{of}[{self.tests(depth)}]" if self.random.random() < 0.5 else of

    def _aggregate(self, depth: int) -> str:
        column, of = self._of(depth, COLUMNS), self._of(depth, ("t", "u"))
        return self._pick(
            (
                f"{self._pick(AGGREGATES)}({column})",
                f"count({self._of(depth, ('t', 'u', 'nobody'))})",
                f"quantile({column}, {self._pick(NUMBERS)})",
                f"last({column} over {self._pick(FIELDS)})",
                f"weighted_mean({column}, {self._pick(COLUMNS)})",
                f"correlation({column}, {self._pick(COLUMNS)})",
                f"groups({of} by {self._pick(FIELDS)}, holds {self.relation(depth)})",
            )
        )

    def _call(self, depth: int) -> str:
        one, other = self.expression(depth), self.expression(depth)
        part = self._pick((other, self.tests(depth)))
        return self._pick(
            (
                f"share({one}, {part})",
                f"change({one} -> {other})",
                f"points({one} -> {other})",
                f"abs({one})",
                f"largest({one}, {other})",
                f"smallest({one}, {other}, 3)",
                f"{self._pick(NAMES)}({one})",
            )
        )

    def relation(self, depth: int) -> str:
        """Return a comparison, or that something is part of something else."""
        left, right = self.expression(depth - 1), self.expression(depth - 1)
        if self.random.random() < 0.2:
            return f"{left} part of {right}"
        chain = f"{left} {self._pick(COMPARATORS)} {right}"
        if self.random.random() < 0.3:
            return f"{chain} {self._pick(COMPARATORS)} {self.expression(0)}"
        return chain

    def tests(self, depth: int) -> str:
        """Return tests joined by commas."""
        return ", ".join(self._test(depth) for _ in range(self._pick((1, 1, 1, 2, 3))))

    def _test(self, depth: int) -> str:
        field, value = self._pick(FIELDS), self._pick(VALUES)
        makers = (
            f"{field} {self._pick(COMPARATORS)} {value}",
            f"{field} in ({value}, {self._pick(VALUES)})",
            f"{field} not in ({value})",
            f"{field} in {self._pick(NUMBERS)}..{self._pick(NUMBERS)}",
            f"{field} in {value}",
            f"{field} in top {self._pick(NUMBERS)}",
            f"{field} contains {value}",
            f"{field} starts with {value}",
            f"{field} has {value}",
            f"{field} has any of ({value}, {self._pick(VALUES)})",
            f"{field} has none of ({value})",
            f"{field} {self._pick(('known', 'unknown'))}",
            self._pick(NAMES),
            f"not {field} = {value}",
        )
        if depth > 0 and self.random.random() < 0.3:
            joint = self._pick((" or ", ", "))
            return f"({self._test(depth - 1)}{joint}{self._test(depth - 1)})"
        return self._pick(makers)

    def _damaged(self, text: str) -> str:
        place = self.random.randint(0, len(text))
        end = min(len(text), place + self.random.randint(0, 6))
        match self.random.randint(0, 5):
            case 0:
                return text[:place] + text[end:]
            case 1:
                return text[:place] + self._pick(JUNK) + text[place:]
            case 2:
                return text[:end] + text[place:]
            case 3:
                return text[:place] + text[place:end][::-1] + text[end:]
            case 4:
                return text[:place]
            case _:
                return text * self.random.randint(2, 40)
