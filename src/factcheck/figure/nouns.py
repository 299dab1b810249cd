"""The noun behind a number that nobody declared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.figure.codes import TWO_NUMBERS
from factcheck.figure.cores import core_at
from factcheck.figure.numerals import scale_at
from factcheck.figure.phrase import Between, Multiple, Numeral, Part, Plural, Printed, Quantifier
from factcheck.figure.state import error, unknown
from factcheck.figure.tokens import HYPHENS, TokenKind
from factcheck.model.near import quoted

if TYPE_CHECKING:
    from factcheck.figure.phrase import Core
    from factcheck.figure.state import State
    from factcheck.figure.words import Words

_LONGEST_NOUN = 4
_COUNTED = frozenset({Printed.NUMBER, Printed.RATE})


def take_noun(state: State, core: Core) -> None:
    """Accept a noun where none is declared; raise ``FigureError`` at any other word."""
    words, token = state.words, state.words.tokens[state.at]
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


def _is_open(state: State, core: Core) -> bool:
    """Whether a noun that nobody declared may stand here."""
    words = state.words
    is_ordinal = isinstance(core, Part) and words.match(words.lexicon.ordinals, state.at - 1)
    before = state.at - 2
    is_slashed = isinstance(core, Part) and words.key(before) == "/"
    if words.lexicon.has_parts_of and (
        is_slashed or (is_ordinal and not words.has(before, "every"))
    ):
        # *Un terzo caso* is one case more, *un terzo dei casi* a third; *20/30 casi* are a range.
        return False
    if state.direction:
        return True
    is_counted = isinstance(core, Numeral | Between) and state.unit.printed in _COUNTED
    is_word = isinstance(core, Part | Quantifier | Plural | Multiple)
    return not words.nouns and (is_counted or is_word)
