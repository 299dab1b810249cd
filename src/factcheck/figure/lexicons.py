"""The files of the lexicon, each read once."""

from __future__ import annotations

import re
from functools import cache
from itertools import product
from typing import TYPE_CHECKING, Any, TypeVar

from factcheck.figure.codes import UNKNOWN_LANGUAGE
from factcheck.figure.cutter import Cutter
from factcheck.figure.digits import DigitFormat
from factcheck.figure.errors import FigureError
from factcheck.figure.phrases import PhraseTable, words_of
from factcheck.figure.table import hedge_table, lexicon_file
from factcheck.figure.vocabulary import (
    Ahead,
    Change,
    Hedge,
    Ignored,
    Leading,
    Lexicon,
    Measure,
    Minus,
)
from factcheck.model.decimal_text import fraction_of
from factcheck.model.near import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from factcheck.figure.vocabulary import Prefix, Suffix
    from factcheck.model.fraction import Fraction

Meaning = TypeVar("Meaning")
Number = TypeVar("Number")

LANGUAGES = ("en", "de", "fr", "it", "es")
_CURRENCY = re.compile("[A-Z]{3}")


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
    return _lexicon(lexicon_file(language), lexicon_file("measures"))


def measure_named(word: str, *, lang: str = "en") -> str | None:
    """Return the name of the currency or measure that a word means: ``CHF`` for ``francs``.

    ``None`` where the lexicon knows no such unit, so that it is a noun of things counted.
    """
    found = measure_of(word, lang=lang)
    return None if found is None else found.name


def measure_of(word: str, *, lang: str = "en") -> Measure | None:
    """Return the currency or measure that a word means, with its size; ``None`` for any other."""
    lexicon = lexicon_of(lang)
    keys = words_of(word, lexicon.cutter)
    found = lexicon.measures.match(keys, 0)
    return found[0] if found is not None and found[1] == len(keys) else None


def currency_named(word: str, *, lang: str = "en") -> str | None:
    """Return the code of the currency that a word or sign means: ``USD`` for ``$``."""
    name = measure_named(word, lang=lang)
    # In the lexicon a currency is the one measure of its own dimension, with a code as its name.
    return name if name is not None and _CURRENCY.fullmatch(name) else None


def _lexicon(raw: dict[str, Any], measures: dict[str, Any]) -> Lexicon:
    words, table = _Reader(raw), hedge_table()
    return Lexicon(
        language=raw["language"],
        version=table.version,
        classes=table.classes,
        cutter=words.cutter,
        digits=words.digits(),
        before=words.table((*words.before(), *words.ahead(measures))),
        after=words.table(words.after()),
        numbers=words.table(words.numbered("numbers", int)),
        is_reversed=words.is_set("units_first"),
        is_joined=words.is_set("tens_joined"),
        twenties=frozenset(map(int, raw.get("twenties", "").split())),
        has_bare_hundred=words.is_set("bare_hundred"),
        scales=dict(words.numbered("scales", int)),
        short_scales=dict(words.numbered("short_scales", int)),
        money_scales=dict(words.numbered("money_scales", int)),
        added_parts=words.table(words.numbered("added_parts", fraction_of)),
        mixed=words.table(words.numbered("mixed", fraction_of)),
        ordinals=words.table(words.numbered("ordinals", int)),
        nth=dict(words.numbered("nth", int)),
        has_added_scales=words.is_set("added_scales"),
        out_of=words.plain("out_of"),
        out_of_noun=words.plain("out_of_noun"),
        one_in_noun=words.plain("one_in_noun"),
        one_in=words.plain("one_in"),
        collectives=words.table(words.numbered("collectives", int)),
        multiples=words.table(words.multiples()),
        factor_of=words.plain("factor_of"),
        divided_by=words.plain("divided_by"),
        quantifiers=words.table(words.named("quantifiers")),
        unchanged=words.plain("unchanged"),
        rest_of_change=words.plain("rest_of_change"),
        ranks=words.plain("ranks"),
        plurals=words.table(words.plurals()),
        percent=words.plain("percent"),
        per_mille=words.plain("per_mille"),
        per=words.plain("per"),
        points=words.plain("points"),
        measures=words.table(words.measures(measures)),
        by=words.plain("by"),
        to=words.plain("to"),
        level_hedges=words.plain("level_hedges"),
        levels_down=words.plain("levels_down"),
        no_rest=words.plain("no_rest"),
        unclear=words.plain("unclear"),
        odds=words.plain("odds"),
        tenths=words.plain("tenths"),
        late=words.table(words.directions("late")),
        is_times_unclear=words.is_set("times_unclear"),
        has_parts_of=words.is_set("parts_of"),
        is_change_from_to=words.is_set("change_from_to"),
        words={name: frozenset(words.list(name)) for name in _GRAMMAR},
        earlier=words.plain("earlier"),
        no_noun_endings=words.list("no_noun_endings"),
        irregular=dict(pair.split() for pair in words.list("irregular")),
        endings=tuple(_ending(pair) for pair in words.list("endings")),
        umlauts=str.maketrans(dict(map(_ending, words.list("umlauts")))),
        has_ordinal_dots=words.is_set("ordinal_dots"),
        has_capital_nouns=words.is_set("capital_nouns"),
    )


_GRAMMAR = (
    "of", "one", "and", "hundred", "dozen", "thousand", "point", "halves", "quarters", "times",
    "fold", "as", "between", "from", "through", "rest", "whole",
    "no_nouns", "again", "every", "decade", "scale_of", "articles", "adjectives", "bare_parts",
    "also_nouns", "half_units", "particles", "crossing", "only_behind", "number_articles",
    "bare_scales", "attributive", "multiplied", "local_dollars", "either", "score", "or_more",
)  # fmt: skip
_BEHIND = ("nouns", "compared", "behind")


class _Reader:
    """The lists of one language's file."""

    def __init__(self, raw: dict[str, Any]) -> None:
        self.raw = raw
        self.variants = {
            word.casefold(): self._split(list_) for word, list_ in raw.get("variants", {}).items()
        }
        self.cutter = self._cutter()

    def list(self, name: str) -> tuple[str, ...]:
        return self.phrases(self.raw.get(name, ""))

    def phrases(self, list_: str) -> tuple[str, ...]:
        """Return the phrases of a list, those with a variable word in all its forms."""
        return tuple(form for phrase in self._split(list_) for form in self._forms(phrase))

    def plain(self, name: str) -> PhraseTable[None]:
        return self.table((phrase, None) for phrase in self.list(name))

    def table(self, pairs: Iterable[tuple[str, Meaning]]) -> PhraseTable[Meaning]:
        return PhraseTable.of(pairs, self.cutter)

    def is_set(self, name: str) -> bool:
        return str(self.raw.get(name)) == "true"

    def numbered(self, name: str, number: Callable[[str], Number]) -> Iterator[tuple[str, Number]]:
        for entry in self.list(name):
            phrase, _, text = entry.rpartition(" ")
            yield phrase, number(text)

    def named(self, name: str) -> Iterator[tuple[str, str]]:
        for meaning, list_ in self.raw[name].items():
            yield from ((phrase, meaning) for phrase in self.phrases(list_))

    def directions(self, name: str) -> Iterator[tuple[str, int]]:
        for direction, sign in (("up", 1), ("down", -1)):
            list_ = self.raw.get(name, {}).get(direction, "")
            yield from ((phrase, sign) for phrase in self.phrases(list_))

    def digits(self) -> DigitFormat:
        form = self.raw["digits"]
        return DigitFormat(form["decimal"], form["group"], form.get("spaces") == "true")

    def before(self) -> Iterator[tuple[str, Prefix]]:
        yield from ((phrase, Ignored()) for phrase in self.phrases(self.raw["ignored"]["before"]))
        of_change = self.phrases(self.raw["ignored"].get("in_change", ""))
        yield from ((phrase, Ignored(is_of_change=True)) for phrase in of_change)
        yield from ((phrase, Minus()) for phrase in self.list("minus"))
        yield from ((phrase, Leading(is_level=False)) for phrase in self.list("leading_by"))
        yield from ((phrase, Leading(is_level=True)) for phrase in self.list("leading_to"))
        for phrase in self.list("leading_or_approx"):
            yield phrase, Leading(is_level=False, is_hedge=True)
        for name in ("verbs", "ahead"):
            for phrase, sign in self.directions(name):
                yield phrase, Change(sign, is_verb=True)
        for phrase, sign in self.directions("nouns"):
            yield from ((f"{phrase} {of}", Change(sign)) for of in self.list("of_change"))
        for phrase, sign in self.directions("compared"):
            yield from ((f"{phrase} {by}", Change(sign)) for by in self.list("by"))
        for phrase, sign in self.directions("nouns_alone"):
            yield phrase, Change(sign)
        including, of_multiples = set(self.list("including")), set(self.list("of_multiples"))
        for name, list_ in self.raw["before"].items():
            for phrase in self.phrases(list_):
                yield phrase, Hedge(name, phrase in including, phrase in of_multiples)

    def after(self) -> Iterator[tuple[str, Suffix]]:
        yield from ((phrase, Ignored()) for phrase in self.phrases(self.raw["ignored"]["after"]))
        if self.is_set("verbs_last"):
            for phrase, sign in self.directions("verbs"):
                yield phrase, Change(sign, is_verb=True)
        for name in ("compared", "behind") if self.is_set("nouns_first") else _BEHIND:
            yield from ((phrase, Change(sign)) for phrase, sign in self.directions(name))
        for name, list_ in self.raw["after"].items():
            yield from ((phrase, Hedge(name)) for phrase in self.phrases(list_))

    def multiples(self) -> Iterator[tuple[str, Fraction]]:
        yield from self.numbered("factors", fraction_of)
        yield from ((phrase, 1 / n) for phrase, n in self.numbered("reductions", fraction_of))

    def plurals(self) -> Iterator[tuple[str, tuple[int, int]]]:
        for entry in self.list("plurals"):
            phrase, unit, top = entry.rsplit(" ", 2)
            yield phrase, (int(unit), int(top))

    def measures(self, known: dict[str, tuple[str, str, str]]) -> Iterator[tuple[str, Measure]]:
        """Yield the signs that all languages share, and the language's own words."""
        words = self.raw["measures"]
        for name, (dimension, size, signs) in known.items():
            measure = Measure(name, dimension, fraction_of(size))
            phrases = (*self._split(signs), *self.phrases(words.get(name, "")))
            yield from ((phrase, measure) for phrase in phrases if phrase)

    def ahead(self, known: dict[str, tuple[str, str, str]]) -> Iterator[tuple[str, Prefix]]:
        """Yield the words that say a unit before its number."""
        for name, list_ in self.raw.get("ahead_units", {}).items():
            dimension, size, _ = known[name]
            measure = Measure(name, dimension, fraction_of(size))
            yield from ((phrase, Ahead(measure)) for phrase in self.phrases(list_))

    def _forms(self, phrase: str) -> Iterator[str]:
        """Yield *più di*, *più del*, *più della*, … for *più di* with a star behind *di*."""
        parts = [
            self.variants[part[:-1]] if part.endswith("*") and len(part) > 1 else (part,)
            for part in phrase.split()
        ]
        yield from map(" ".join, product(*parts))

    def _cutter(self) -> Cutter:
        numbers = [phrase.rpartition(" ")[0] for phrase in self.list("numbers")]
        names = ("hundred", "thousand", "stems")
        stems = {*numbers, *(word for name in names for word in self.list(name))}
        return Cutter(
            stems=frozenset(stem.casefold() for stem in stems if " " not in stem),
            joints=frozenset(self.list("joints")),
            endings=frozenset((*self.list("fold"), *self.list("glued"))),
            is_compound=self.is_set("compounds"),
            is_elided=self.is_set("elision"),
        )

    @staticmethod
    def _split(list_: str) -> tuple[str, ...]:
        # Single words are compared as they stand, and a text's "ß" as "ss".
        phrases = (phrase.strip().casefold() for phrase in list_.split(","))
        return tuple(phrase for phrase in phrases if phrase)


def _ending(pair: str) -> tuple[str, str]:
    """Read ``ies>y``: the ending of a plural and what the singular has there."""
    ending, _, singular = pair.partition(">")
    return ending, singular
