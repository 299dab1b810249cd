"""The published table of hedge classes as text."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING

from factcheck.model.fraction import Fraction
from factcheck.model.unit import Unit, UnitKind
from factcheck.model.wording import word_number, word_set

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from factcheck.figure.table import HedgeTable, Reach
    from factcheck.figure.vocabulary import HedgeClass
    from factcheck.model.figure import Profiles

_WIDTH = 80
_MARGIN = 15
_NO_CAP = 100
"""Points of a cap that never binds."""
_PERCENT = Fraction(1, 100)
_SHARE = Unit(UnitKind.SHARE)


def render_hedges(table: HedgeTable, words: Mapping[str, tuple[str, ...]], language: str) -> str:
    """Return the table's version, classes and depths, and the words of each class if there are."""
    of = f" The words are those of {language}." if words else ""
    lines = [
        f"Table of hedge classes, version {table.version}.{of}",
        "",
        *(line for each in table.classes for line in _class(each, words.get(each.name, ()))),
        "",
        "How far they reach at the most: a share of the number; of percentages, points",
        f"{'':{_MARGIN}}{'strict':24}{'default':24}{'lenient':24}".rstrip(),
        *(_depth(family, reaches) for family, reaches in table.depths.items()),
        "The floor is the step of the last digit: of a percentage or fraction at most a",
        "tenth of it, of another number at most the share above or 1, strictly half of",
        "that, leniently twice.",
        "",
        "Words of quantity",
        *(f"{name:{_MARGIN}}{_sets(sets)}" for name, sets in _quantities(table)),
        "",
        "Stipulated: no source gives these numbers. `docs/hedges.md` tells how they are used.",
    ]
    return "\n".join(lines) + "\n"


def _class(each: HedgeClass, words: tuple[str, ...]) -> Iterator[str]:
    family = "" if each.family is None else f" (depth: {each.family})"
    yield _filled(each.name, f"{each.meaning}{family}; as in: {each.example}")
    if words:
        yield _filled("", ", ".join(words))


def _filled(name: str, text: str) -> str:
    head = f"{name:{_MARGIN}}"
    return fill(
        head + text, _WIDTH, subsequent_indent=" " * _MARGIN, break_on_hyphens=False
    ).rstrip()


def _depth(family: str, reaches: tuple[Reach, ...]) -> str:
    cells = "".join(f"{_reach(each):24}" for each in reaches)
    return f"{family:{_MARGIN}}{cells}".rstrip()


def _reach(reach: Reach) -> str:
    share = f"{_digits(reach.share * 100)} %"
    return share if reach.points == _NO_CAP else f"{share}, {_digits(reach.points)} points"


def _digits(number: Fraction) -> str:
    return word_number(number, Unit(UnitKind.FACTOR), places=9)


def _quantities(table: HedgeTable) -> Iterator[tuple[str, Profiles]]:
    yield from table.quantifiers.items()
    yield "unchanged", table.unchanged


def _sets(profiles: Profiles) -> str:
    sets = (profiles.strict, profiles.default, profiles.lenient)
    shown = (word_set(each.scaled(_PERCENT), _SHARE) for each in sets)
    return "".join(f"{each:24}" for each in shown).rstrip()
