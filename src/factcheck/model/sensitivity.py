"""How claims move when the rules of a rubric give other classes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from factcheck.model.result import NumberSet
    from factcheck.model.spec import Verdict


class Change(Struct, frozen=True):
    """One rule gives another class than the rubric says."""

    rubric: str
    """The file of the rubric."""
    rule: str
    """What messages call the rule."""
    number: int
    """Its place in that file, from 1."""
    line: int
    was: tuple[str, ...]
    """The class that it gives, or several where it leaves open which."""
    becomes: str


class Figured(Struct, frozen=True):
    """One reading of a claim under some changes."""

    reading: str | None
    verdict: Verdict
    claimed: NumberSet | None
    found: NumberSet | None


class Variant(Struct, frozen=True):
    """A claim judged under some changes."""

    name: str
    """``as written``, ``conservative``, ``broad``, or what is changed."""
    changes: tuple[Change, ...]
    verdict: Verdict
    readings: tuple[Figured, ...]


class ClaimSensitivity(Struct, frozen=True):
    """What the rules of its rubrics mean for one claim."""

    claim: str
    quote: str | None
    rubrics: tuple[str, ...]
    as_written: Variant
    definitions: tuple[Variant, ...]
    """All open rules resolved in one way: the conservative definition, the broad one."""
    each_rule: tuple[Variant, ...]
    """One rule changed, in the order of the rules and classes."""
    flips: tuple[Variant, ...]
    """Smallest sets of changes under which the verdict is another one; at most ten."""
    flips_cut: bool
    """Whether there are more of that size."""
    tried: int
    """How many sets of changes were tried for them."""
    is_complete: bool
    """Whether every smaller set was tried; false where the limit ended the search."""
    is_illustrative: bool = False
    """Whether it rests on a table that is made up."""


class Sensitivity(Struct, frozen=True):
    """The sensitivity of every claim of a file that uses a rubric."""

    file: str
    title: str | None
    claims: tuple[ClaimSensitivity, ...]
