"""The noun behind a number that nobody declared."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factcheck.figure.codes import NO_NUMBER, TWO_NUMBERS, UNKNOWN_WORD
from factcheck.figure.cores import core_at
from factcheck.figure.numerals import scale_at
from factcheck.figure.phrase import (
    Between,
    Multiple,
    Numeral,
    Part,
    Plural,
    Printed,
    Quantifier,
    UnitWords,
)
from factcheck.figure.state import error, unknown
from factcheck.figure.tokens import HYPHENS, TokenKind
from factcheck.model.fraction import Fraction
from factcheck.model.near import quoted

if TYPE_CHECKING:
    from factcheck.figure.phrase import Core
    from factcheck.figure.state import State
    from factcheck.figure.words import Words

_LONGEST_NOUN = 4
_LONGEST_ORDINAL = 3
_COUNTED = frozenset({Printed.NUMBER, Printed.RATE})


def take_noun(state: State, core: Core) -> None:
    """Accept a noun where none is declared; raise ``FigureError`` at any other word."""
    words, token = state.words, state.words.tokens[state.at]
    refuse_described(state, core)
    is_second = core_at(words, state.at) is not None and not words.has(state.at, "also_nouns")
    if is_second and token.kind is not TokenKind.SYMBOL:
        raise error(
            state,
            TWO_NUMBERS,
            f"{quoted(token.text)} is a second number",
            state.at,
            hint="group digits with commas, '9,000'; write a range 'between 20 and 30 percent'",
        )
    is_open = _is_open(state, core) and len(state.noun) < _LONGEST_NOUN
    is_plain = token.kind is TokenKind.WORD and not _is_no_noun(words, state.at)
    is_noun = state.is_read_as or _leads_to_noun(words, state.at)
    is_hedge = words.match(words.lexicon.before, state.at) is not None
    if is_plain and is_noun and ((is_open and not is_hedge) or state.is_read_as):
        state.noun.append(token.text)
        state.at += 1
        return
    raise unknown(state, state.at)


def refuse_described(state: State, core: Core) -> None:
    """Refuse *double homicide*, where the word of a multiple describes the noun behind it."""
    words, before = state.words, state.at - 1
    is_multiple = isinstance(core, Multiple) and core.numeral is None
    is_amount = words.has(state.at, "multiplied")
    if not is_multiple or is_amount or not words.has(before, "attributive"):
        return
    word, noun = words.tokens[before].text, words.tokens[state.at].text
    raise error(
        state,
        NO_NUMBER,
        f"{quoted(word)} describes {quoted(noun)} here, and multiplies nothing",
        before,
        hint="write what is multiplied with its article, 'double the rate', or 'twice as many'",
    )


def refuse_article_alone(state: State, core: Core) -> None:
    """Refuse *eine Vielzahl* and *un récord*: an article counts only what the measure counts."""
    words = state.words
    is_alone = core == Numeral(Fraction(1)) and words.has(state.core_at, "one")
    is_other = bool(state.noun) or state.direction != 0
    if not (is_alone and is_other and state.unit == UnitWords()) or state.is_read_as:
        return
    word, noun = words.tokens[state.core_at].text, " ".join(state.noun)
    what = f" before {quoted(noun)}" if noun else ""
    raise error(
        state,
        NO_NUMBER,
        f"{quoted(word)}{what} is an article, and no number",
        state.core_at,
        hint=f"write '1 {noun}'".rstrip(" '") + "' where it is one, or declare the measure's unit; "
        "for vague words give your own threshold with 'means'",
    )


_ABBREVIATION = re.compile(r"[a-z]?[A-Z]{1,5}")


def refuse_abbreviation(state: State) -> None:
    """Refuse *12 MF* and *12 kF*, whose letters may be a unit that the lexicon does not know."""
    words = state.words
    if len(state.noun) != 1 or state.is_read_as or not _ABBREVIATION.fullmatch(state.noun[0]):
        return
    at = next(at for at, token in enumerate(words.tokens) if token.text == state.noun[0])
    raise error(
        state,
        UNKNOWN_WORD,
        f"the abbreviation {quoted(state.noun[0])} may be a unit, and is not known as one",
        at,
        hint="write the unit in full, or declare it as the unit of what is counted",
    )


def _is_no_noun(words: Words, at: int) -> bool:
    """Whether a word can be no noun: a second word of scale, or of a part, changes the number."""
    is_scale = scale_at(words, at) is not None or words.key(at) in words.lexicon.short_scales
    # *Twenty-three fifths* are not 23.
    is_part = words.match(words.lexicon.ordinals, at) is not None
    is_no_noun = words.has(at, "no_nouns") or is_part
    return is_scale or is_no_noun or words.key(at).endswith(words.lexicon.no_noun_endings)


def _leads_to_noun(words: Words, at: int) -> bool:
    """Whether a word is a noun or stands before one, where only nouns have capital letters."""
    if not words.lexicon.has_capital_nouns:
        return True
    token = words.tokens[at]
    if words.tokens[at - 1].kind is TokenKind.NUMBER and words.text[token.start - 1] in HYPHENS:
        # *65-Jährige* and *2-Zimmer-Wohnungen* are not 65 and not two.
        return False
    following = words.tokens[at : at + _LONGEST_NOUN]
    return any(token.kind is TokenKind.WORD and token.text[0].isupper() for token in following)


def _needs_of(state: State) -> bool:
    """Whether a fraction ends here whose noun can only follow behind *of*."""
    words, end = state.words, state.at
    if words.key(end - 2) == "/":
        return True
    for start in range(end - 1, max(end - 1 - _LONGEST_ORDINAL, -1), -1):
        ordinal = words.match(words.lexicon.ordinals, start)
        if ordinal is not None and start + ordinal[1] == end:
            return not words.has(start - 1, "every")
    return False


def _is_open(state: State, core: Core) -> bool:
    """Whether a noun that nobody declared may stand here."""
    words = state.words
    if words.lexicon.has_parts_of and isinstance(core, Part) and _needs_of(state):
        # *Un terzo caso* is one case more, *un terzo dei casi* a third; *20/30 casi* are a range.
        return False
    if state.direction:
        return True
    is_counted = isinstance(core, Numeral | Between) and state.unit.printed in _COUNTED
    is_word = isinstance(core, Part | Quantifier | Plural | Multiple)
    return not words.nouns and (is_counted or is_word)
