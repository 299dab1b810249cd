"""The lexicon of a language, read once from its file."""

from __future__ import annotations

import re
from functools import cache
from pkgutil import get_data
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from factcheck.figure.codes import UNKNOWN_LANGUAGE
from factcheck.figure.errors import FigureError
from factcheck.figure.phrases import PhraseTable, words_of
from factcheck.model.decimal_text import fraction_of
from factcheck.model.near import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from factcheck.model.fraction import Fraction

LANGUAGES = ("en",)
_CURRENCY = re.compile("[A-Z]{3}")


class HedgeClass(Struct, frozen=True):
    """One class of the published table, as ``reads`` names it."""

    name: str
    meaning: str
    example: str


class Hedge(Struct, frozen=True):
    """A word that widens or opens a number."""

    name: str
    is_including: bool = False
    """Whether the number itself is meant too, as in *barely ten*."""


class Change(Struct, frozen=True):
    """A word of direction: ``sign`` is 1 up and -1 down."""

    sign: int
    is_verb: bool = False


class Ignored(Struct, frozen=True):
    """A word that changes nothing."""


class Minus(Struct, frozen=True):
    """A minus sign in words."""


class Measure(Struct, frozen=True):
    """A currency or measure: ``size`` is how many of its dimension's basic unit it is."""

    name: str
    dimension: str
    size: Fraction


Prefix = Hedge | Change | Ignored | Minus
Suffix = Hedge | Change | Ignored


class Lexicon(Struct, frozen=True):
    """The words of one language, by what they do."""

    language: str
    version: str
    classes: tuple[HedgeClass, ...]
    before: PhraseTable[Prefix]
    after: PhraseTable[Suffix]
    numbers: Mapping[str, int]
    scales: Mapping[str, int]
    short_scales: Mapping[str, int]
    ordinals: Mapping[str, int]
    nth: Mapping[str, int]
    """The words behind *every*: *every fifth* is one in five."""
    out_of: PhraseTable[None]
    multiples: PhraseTable[Fraction]
    """*doubled* is 2, *halved* 1/2."""
    factor_of: PhraseTable[None]
    quantifiers: PhraseTable[str]
    plurals: PhraseTable[tuple[int, int]]
    percent: PhraseTable[None]
    points: PhraseTable[None]
    measures: PhraseTable[Measure]
    words: Mapping[str, frozenset[str]]
    """Single words of the grammar, by the name of their list."""
    earlier: PhraseTable[None]
    irregular: Mapping[str, str]


@cache
def lexicon_of(language: str) -> Lexicon:
    """Return the lexicon of a language; ``FigureError`` where there is none."""
    if language not in LANGUAGES:
        raise FigureError(
            UNKNOWN_LANGUAGE,
            f"there is no lexicon of figures for the language '{language[:40]}'",
            0,
            0,
            hint=did_you_mean(language, LANGUAGES),
        )
    import yaml

    # Package data without importlib.resources, whose import alone takes longer than the file.
    file = get_data("factcheck.figure", f"lexicon/{language}.yml")
    assert file is not None
    # The C loader is a hundredfold faster; the base loader knows no tags, so all is text.
    raw = yaml.load(file, Loader=yaml.CBaseLoader)  # noqa: S506
    return _lexicon(raw)


def measure_named(word: str, *, lang: str = "en") -> str | None:
    """Return the name of the currency or measure that a word means: ``CHF`` for ``francs``.

    ``None`` where the lexicon knows no such unit, so that it is a noun of things counted.
    """
    found = measure_of(word, lang=lang)
    return None if found is None else found.name


def measure_of(word: str, *, lang: str = "en") -> Measure | None:
    """Return the currency or measure that a word means, with its size; ``None`` for any other."""
    keys = words_of(word)
    found = lexicon_of(lang).measures.match(keys, 0)
    return found[0] if found is not None and found[1] == len(keys) else None


def currency_named(word: str, *, lang: str = "en") -> str | None:
    """Return the code of the currency that a word or sign means: ``USD`` for ``$``."""
    name = measure_named(word, lang=lang)
    # In the lexicon a currency is the one measure of its own dimension, with a code as its name.
    return name if name is not None and _CURRENCY.fullmatch(name) else None


def _lexicon(raw: dict[str, Any]) -> Lexicon:
    return Lexicon(
        language=raw["language"],
        version=raw["version"],
        classes=tuple(HedgeClass(name, *texts) for name, texts in raw["classes"].items()),
        before=PhraseTable.of(_before(raw)),
        after=PhraseTable.of(_after(raw)),
        numbers=_numbered(raw["numbers"]),
        scales=_numbered(raw["scales"]),
        short_scales=_numbered(raw["short_scales"]),
        ordinals=_numbered(raw["ordinals"]),
        nth=_numbered(raw["nth"]),
        out_of=_plain(raw["out_of"]),
        multiples=PhraseTable.of(_multiples(raw)),
        factor_of=_plain(raw["factor_of"]),
        quantifiers=PhraseTable.of(
            (phrase, name) for name, list_ in raw["quantifiers"].items() for phrase in _split(list_)
        ),
        plurals=PhraseTable.of(_plurals(raw["plurals"])),
        percent=_plain(raw["percent"]),
        points=_plain(raw["points"]),
        measures=PhraseTable.of(_measures(raw["measures"])),
        words={name: frozenset(_split(raw[name])) for name in _GRAMMAR},
        earlier=_plain(raw["earlier"]),
        irregular=dict(pair.split() for pair in _split(raw["irregular"])),
    )


_GRAMMAR = (
    "by", "to", "of", "one", "and", "hundred", "dozen", "thousand", "halves", "quarters", "times",
    "fold", "as", "between", "from", "through", "rest", "rest_of_change", "whole", "no_nouns",
    "again", "every", "decade",
)  # fmt: skip


def _split(list_: str) -> tuple[str, ...]:
    return tuple(phrase.strip() for phrase in list_.split(","))


def _plain(list_: str) -> PhraseTable[None]:
    return PhraseTable.of((phrase, None) for phrase in _split(list_))


def _numbered(list_: str) -> Mapping[str, int]:
    return {word: int(number) for word, number in (pair.split() for pair in _split(list_))}


def _before(raw: dict[str, Any]) -> Iterator[tuple[str, Prefix]]:
    yield from ((phrase, Ignored()) for phrase in _split(raw["ignored"]["before"]))
    yield from ((phrase, Minus()) for phrase in _split(raw["minus"]))
    for phrase, sign in _directions(raw["verbs"]):
        yield phrase, Change(sign, is_verb=True)
    for phrase, sign in _directions(raw["nouns"]):
        yield f"{phrase} {raw['of']}", Change(sign)
    for phrase, sign in _directions(raw["compared"]):
        yield f"{phrase} {raw['by']}", Change(sign)
    including = set(_split(raw["including"]))
    for name, list_ in raw["before"].items():
        for phrase in _split(list_):
            yield phrase, Hedge(name, phrase in including)


def _after(raw: dict[str, Any]) -> Iterator[tuple[str, Suffix]]:
    yield from ((phrase, Ignored()) for phrase in _split(raw["ignored"]["after"]))
    for name in ("nouns", "compared"):
        yield from ((phrase, Change(sign)) for phrase, sign in _directions(raw[name]))
    for name, list_ in raw["after"].items():
        yield from ((phrase, Hedge(name)) for phrase in _split(list_))


def _directions(lists: dict[str, str]) -> Iterator[tuple[str, int]]:
    for direction, sign in (("up", 1), ("down", -1)):
        yield from ((phrase, sign) for phrase in _split(lists[direction]))


def _multiples(raw: dict[str, Any]) -> Iterator[tuple[str, Fraction]]:
    for name, is_reduction in (("factors", False), ("reductions", True)):
        for entry in _split(raw[name]):
            phrase, _, number = entry.rpartition(" ")
            yield phrase, 1 / fraction_of(number) if is_reduction else fraction_of(number)


def _plurals(list_: str) -> Iterator[tuple[str, tuple[int, int]]]:
    for entry in _split(list_):
        phrase, unit, top = entry.rsplit(" ", 2)
        yield phrase, (int(unit), int(top))


def _measures(raw: dict[str, tuple[str, str, str]]) -> Iterable[tuple[str, Measure]]:
    for name, (dimension, size, list_) in raw.items():
        measure = Measure(name, dimension, fraction_of(size))
        yield from ((phrase, measure) for phrase in _split(list_))
