"""What long work does next, for whoever reads along."""

from __future__ import annotations

from typing import Self


class Step(str):
    """What is done next, in words, and how much of the same kind is done already."""

    __slots__ = ("done", "total")

    done: int
    total: int

    def __new__(cls, words: str, done: int, total: int) -> Self:
        """Return a step before which ``done`` of ``total`` equal ones are behind us."""
        step = super().__new__(cls, words)
        step.done, step.total = done, total
        return step
