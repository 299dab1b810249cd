"""What the words of a figure say, before it becomes a set."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from factcheck.figure.vocabulary import Hedge, Measure
    from factcheck.model.fraction import Fraction

_YEARS = range(1900, 2100)


class Numeral(Struct, frozen=True):
    """A number as printed: ``mantissa`` times ``scale``, so that *82 million* keeps its unit."""

    mantissa: Fraction
    decimals: int = 0
    """Digits behind the dot; *one and a half* has one."""
    scale: int = 1
    sign: int = 0
    """-1 and 1 for a printed minus and plus, 0 for neither."""
    is_plain: bool = False
    """Whether it stands in digits without grouping, decimals or a word of scale."""
    is_collective: bool = False
    """Whether it is a collective such as *une dizaine*."""

    @property
    def magnitude(self) -> Fraction:
        """The number without its sign."""
        return self.mantissa * self.scale

    @property
    def number(self) -> Fraction:
        """The number."""
        return -self.magnitude if self.sign < 0 else self.magnitude

    @property
    def is_integer(self) -> bool:
        """Whether it is a whole number printed without decimals or a word of scale."""
        return self.decimals == 0 and self.scale == 1

    @property
    def is_year(self) -> bool:
        """Whether it looks like a year of the last or this century."""
        return self.is_plain and self.mantissa in _YEARS


class Part(Struct, frozen=True):
    """A fraction in words or *one in five*."""

    number: Fraction
    is_precise: bool = False
    """Whether it names two counts that are not round, as in *855 of 9,499*."""
    whole: int | None = None
    """The ten of *one in ten*, so that *one to two in ten* begins at a tenth."""


class Multiple(Struct, frozen=True):
    """*doubled*, *halved*, *three times as many*."""

    number: Fraction
    numeral: Numeral | None = None
    """The printed number of *1.5 times*; ``None`` for a word such as *doubled*."""
    ambiguous: str | None = None
    """The word that lets *three times more* also mean four times as many."""


class Between(Struct, frozen=True):
    """A range."""

    lower: Numeral | Part
    upper: Numeral | Part


class Unchanged(Struct, frozen=True):
    """*unchanged*: no change that shows in whole percent."""


class Quantifier(Struct, frozen=True):
    """*the vast majority*, *all*, *none*."""

    name: str


class Plural(Struct, frozen=True):
    """*hundreds*: several of ``unit``, with the next larger word at ``top``."""

    unit: int
    top: int


Core = Numeral | Part | Multiple | Between | Quantifier | Plural | Unchanged


class Printed(Enum):
    """What a number is printed in."""

    NUMBER = "a plain number"
    PERCENT = "a percentage"
    POINTS = "percentage points"
    RATE = "a rate"
    """Per mille, or per a number such as 100,000."""
    MEASURE = "an amount"
    TIMES = "a multiple"
    """Only of a range, *five to six times*; of one number the core says so."""


class UnitWords(Struct, frozen=True):
    """The unit of a figure as printed."""

    printed: Printed = Printed.NUMBER
    measure: Measure | None = None
    noun: str | None = None
    per: int = 1
    """The number that a rate counts on: 1,000 for per mille."""


class Phrase(Struct, frozen=True):
    """A figure, taken apart."""

    core: Core
    hedge: Hedge | None
    unit: UnitWords
    direction: int = 0
    """1 for a change upwards, -1 downwards, 0 where no word says that it is a change."""
    is_level: bool = False
    """Whether a verb of change leads *to* the number."""
    is_of_earlier: bool = False
    """Whether a percentage or fraction is one of the previous level."""
    is_compared: bool = False
    """Whether *half as many* makes a fraction a multiple."""
    is_of_whole: bool = False
    """Whether *none of the reports* says of which: a share and no count."""
    is_amount: bool = False
    """Whether the number is an amount, whose zeros at the end are rounding."""
    is_factor: bool = False
    """Whether the number is a factor, of which *exactly 2* is the point."""
    is_converted: bool = False
    """Whether it is a sum or count printed in another unit than the measure's: *39,000 kg* of
    tonnes. A whole number is then rounded at least to its unit."""


def is_of_year(phrase: Phrase, numeral: Numeral) -> bool:
    """Whether a number is read as a year: *2000 reports* counts reports, *2000 kg* weighs."""
    is_bare = phrase.unit.noun is None and phrase.unit.measure is None
    return numeral.is_year and is_bare and not phrase.is_amount
