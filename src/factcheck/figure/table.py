"""The published table of hedge classes: its version, its classes, and how far each reaches."""

from __future__ import annotations

from functools import cache
from pkgutil import get_data
from typing import TYPE_CHECKING, Any, NamedTuple

from factcheck.figure.meanings import MEANINGS
from factcheck.figure.vocabulary import HedgeClass
from factcheck.model.decimal_text import fraction_of
from factcheck.model.figure import Profiles
from factcheck.model.interval import Interval

if TYPE_CHECKING:
    from collections.abc import Mapping

    from factcheck.model.fraction import Fraction

_END_OF_WORDS = b"\n---\n"
"""Behind it stand the examples, which only the tests read."""


class Reach(NamedTuple):
    """The most that a hedge reaches."""

    share: Fraction
    """As a share of the number."""
    points: Fraction
    """In percentage points, for percentages and fractions."""


class HedgeTable(NamedTuple):
    """The table as it is published; everything in the order of the file."""

    version: str
    classes: tuple[HedgeClass, ...]
    depths: Mapping[str, tuple[Reach, ...]]
    """By family: strict, default and lenient."""
    quantifiers: Mapping[str, Profiles]
    """Words of quantity without a number, as percentages."""
    unchanged: Profiles
    """How far *unchanged* may be from no change, in percent or points."""


@cache
def hedge_table() -> HedgeTable:
    """Return the table of hedge classes, read once from the lexicon's file."""
    raw = lexicon_file("classes")
    reaches = [fraction_of(text) for text in raw["unchanged"]]
    return HedgeTable(
        raw["version"],
        tuple(HedgeClass(name, MEANINGS[name], *texts) for name, texts in raw["classes"].items()),
        {family: tuple(map(_reach, texts)) for family, texts in raw["depths"].items()},
        {name: Profiles(*map(_interval, texts)) for name, texts in raw["quantifiers"].items()},
        Profiles(*(Interval(-reach, reach) for reach in reaches)),
    )


def lexicon_file(name: str) -> dict[str, Any]:
    """Return what a file of the lexicon says, every scalar as its text."""
    import yaml

    # Package data without importlib.resources, whose import alone takes longer than the file.
    file = get_data("factcheck.figure", f"lexicon/{name}.yml")
    assert file is not None
    # The C loader is a hundredfold faster; the base loader knows no tags, so all is text.
    raw: dict[str, Any] = yaml.load(
        file.partition(_END_OF_WORDS)[0],
        Loader=yaml.CBaseLoader,  # noqa: S506
    )
    return raw


def _reach(text: str) -> Reach:
    """Read ``0.05 1``: a share of the number, and a cap in percentage points."""
    share, points = text.split()
    return Reach(fraction_of(share), fraction_of(points))


def _interval(text: str) -> Interval:
    """Read ``[95, 100)``."""
    lower, upper = text[1:-1].split(",")
    return Interval(
        fraction_of(lower.strip()), fraction_of(upper.strip()), text[0] == "[", text[-1] == "]"
    )
