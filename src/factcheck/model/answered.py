"""What a search was asked of some rows, and what it found, with what shows that it is so.

A question is known by a digest of its rows: who checks an answer builds the rows anew and needs
none of those that somebody else wrote down.
"""

from __future__ import annotations

from typing import TypeAlias

from msgspec import Struct

from factcheck.model.certificate import Combination, Proof, Refutation
from factcheck.model.fraction import Fraction

Numbers: TypeAlias = tuple[tuple[str, Fraction], ...]
"""A number for each unknown, in the order of their names."""


class Possible(Struct, frozen=True, tag="possible"):
    """Some numbers satisfy everything that was asked for."""

    world: Numbers


class Refuted(Struct, frozen=True, tag="refuted"):
    """No numbers satisfy the rows."""

    refutation: Refutation


class Never(Struct, frozen=True, tag="never"):
    """A formula is true in no world of the rows."""

    proof: Proof


class Largest(Struct, frozen=True, tag="largest"):
    """How large a form can be; numbers that must be whole are as if they were real."""

    end: Fraction | None
    """``None`` for without end."""
    is_attained: bool
    world: Numbers
    """Where it is attained; otherwise any numbers that satisfy the rows."""
    bound: Combination | None
    """Multiples of ends of rows that add up to ``end`` less the form; ``None`` for no end."""
    edge: Numbers | None = None
    """What shows that nothing smaller is an end where none is attained, or where there is none.

    Numbers that are at the end and satisfy the rows if every end belongs to its set; without an
    end a direction in which the form grows and no row is left. ``None`` where none was found.
    """


class Open(Struct, frozen=True, tag="open"):
    """The effort that is allowed was not enough."""


AnswerFound = Possible | Refuted | Never | Largest | Open


class Answered(Struct, frozen=True):
    """An answer, and which question it answers."""

    question: str
    """The digest of what was asked."""
    found: AnswerFound
