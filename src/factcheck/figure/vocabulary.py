"""The lexicon of a language: its words by what they do in a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping

    from factcheck.figure.cutter import Cutter
    from factcheck.figure.digits import DigitFormat
    from factcheck.figure.phrases import PhraseTable
    from factcheck.model.fraction import Fraction


class HedgeClass(Struct, frozen=True):
    """One class of the published table, as ``reads`` names it."""

    name: str
    meaning: str
    example: str
    family: str | None = None
    """The depths by which it reaches, where it reaches by any."""


class Hedge(Struct, frozen=True):
    """A word that widens or opens a number."""

    name: str
    is_including: bool = False
    """Whether the number itself is meant too, as in *barely ten*."""
    is_of_multiple: bool = False
    """Whether only a multiple may follow: *plus que doublé*, but *plus que 5* are five left."""


class Change(Struct, frozen=True):
    """A word of direction: ``sign`` is 1 up and -1 down."""

    sign: int
    is_verb: bool = False


class Leading(Struct, frozen=True):
    """A preposition before the number whose verb of change comes last: *um 58 Prozent gefallen*."""

    is_level: bool
    is_hedge: bool = False
    """Whether it is *around* where no verb follows: *um die 1.000 Kinder*."""


class Ignored(Struct, frozen=True):
    """A word that changes nothing."""

    is_of_change: bool = False
    """Whether it says what a change is compared with: *gegenüber dem Vorjahr*."""


class Minus(Struct, frozen=True):
    """A minus sign in words."""


class Measure(Struct, frozen=True):
    """A currency or measure: ``size`` is how many of its dimension's basic unit it is."""

    name: str
    dimension: str
    size: Fraction

    @property
    def is_currency(self) -> bool:
        """Whether it may stand before its number: a currency is its own dimension, with a code."""
        return self.name == self.dimension and self.name.isalpha() and self.name.isupper()


class Ahead(Struct, frozen=True):
    """A word before the number that says its unit: *aged 18 to 24*."""

    measure: Measure


Prefix = Hedge | Change | Leading | Ignored | Minus | Ahead
Suffix = Hedge | Change | Ignored


class Lexicon(Struct, frozen=True):
    """The words of one language, by what they do."""

    language: str
    version: str
    classes: tuple[HedgeClass, ...]
    cutter: Cutter
    digits: DigitFormat
    before: PhraseTable[Prefix]
    after: PhraseTable[Suffix]
    numbers: PhraseTable[int]
    is_reversed: bool
    """Whether the units come before the tens: *zweiundachtzig*."""
    is_joined: bool
    """Whether *and* may stand between tens and units: *vingt et un*."""
    twenties: frozenset[int]
    """The tens behind which numbers up to 19 may follow: *soixante-dix*."""
    has_bare_hundred: bool
    """Whether *hundred* and *thousand* need no *one* before them: *mille*."""
    scales: Mapping[str, int]
    short_scales: Mapping[str, int]
    money_scales: Mapping[str, int]
    """The same only beside a currency, where *5m* alone are metres."""
    added_parts: PhraseTable[Fraction]
    """*and a half* behind a number."""
    mixed: PhraseTable[Fraction]
    """*anderthalb* is 3/2."""
    ordinals: PhraseTable[int]
    nth: Mapping[str, int]
    """The words behind *every*: *every fifth* is one in five."""
    has_added_scales: bool
    """Whether a smaller scale in digits may follow: *un milione e 200mila*."""
    out_of: PhraseTable[None]
    out_of_noun: PhraseTable[None]
    """*out of* with a noun before it: *two children out of five*."""
    one_in_noun: PhraseTable[None]
    """The same only behind one: *one child in five*."""
    one_in: PhraseTable[None]
    """What only one or more may stand before: *one in five*, not *none in five*."""
    collectives: PhraseTable[int]
    """*une dizaine* is about ten."""
    multiples: PhraseTable[Fraction]
    """*doubled* is 2, *halved* 1/2."""
    factor_of: PhraseTable[None]
    divided_by: PhraseTable[None]
    quantifiers: PhraseTable[str]
    unchanged: PhraseTable[None]
    rest_of_change: PhraseTable[None]
    """What begins a phrase that says nothing about a change: *in*, *compared with*."""
    ranks: PhraseTable[None]
    """*highest since*, which names no number."""
    plurals: PhraseTable[tuple[int, int]]
    percent: PhraseTable[None]
    per_mille: PhraseTable[None]
    per: PhraseTable[None]
    """*per* before the number of a rate: *12 per 100,000*."""
    points: PhraseTable[None]
    measures: PhraseTable[Measure]
    by: PhraseTable[None]
    to: PhraseTable[None]
    level_hedges: PhraseTable[None]
    """The hedges that make a level of what a verb of change leads to: *sceso sotto il 10%*."""
    levels_down: PhraseTable[None]
    """The same only behind a verb downwards: *cayó por debajo del 10 %*."""
    unclear: PhraseTable[None]
    """Those that leave open whether it is a change or a level: *salito fino al 10%*."""
    odds: PhraseTable[None]
    """*odds of*, which compare what happens with what does not."""
    no_rest: PhraseTable[None]
    """What begins like a rest and changes the number: *5 de mayo*, *dos veces al día*."""
    tenths: PhraseTable[None]
    """Tenths of a point: *dos décimas*."""
    late: PhraseTable[int]
    """The directions that may stand behind what is counted: *il 10% di casi in più*."""
    is_times_unclear: bool
    """Whether *rose by three times* may also mean four times as many."""
    has_parts_of: bool
    """Whether a fraction needs *of* before its noun, so that *un terzo caso* is a third case."""
    is_change_from_to: bool
    """Whether *un aumento del 20 al 30 %* may go from one number to the other."""
    words: Mapping[str, frozenset[str]]
    """Single words of the grammar, by the name of their list."""
    earlier: PhraseTable[None]
    no_noun_endings: tuple[str, ...]
    """How words end that are no nouns: *un venticinquesimo*."""
    irregular: Mapping[str, str]
    endings: tuple[tuple[str, str], ...]
    """The endings of plural nouns with what replaces them, the first that fits."""
    umlauts: Mapping[int, str]
    """The letters that a plural changes, with those of the singular: *Fälle* of *Fall*."""
    has_ordinal_dots: bool
    """Whether a dot behind digits makes an ordinal number: *der 5. Platz*."""
    has_capital_nouns: bool
    """Whether a noun begins with a capital letter, so that no other word is one."""
