"""The words of a figure to a phrase: what stands before its core, and what behind."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, assert_never

from msgspec.structs import replace

from factcheck.figure.codes import (
    AMBIGUOUS,
    EMPTY_RANGE,
    NO_NUMBER,
    TWO_HEDGES,
    TWO_NUMBERS,
    UNKNOWN_WORD,
)
from factcheck.figure.cores import core_at, refuse_nested_part, unit_at
from factcheck.figure.errors import HALF_RANGE, FigureError
from factcheck.figure.guess import phrases_like
from factcheck.figure.numerals import scale_at
from factcheck.figure.phrase import (
    Between,
    Core,
    Multiple,
    Numeral,
    Part,
    Phrase,
    Plural,
    Printed,
    Quantifier,
    UnitWords,
)
from factcheck.figure.tokens import DASH, TokenKind
from factcheck.figure.vocabulary import Change, Hedge, Ignored, Minus
from factcheck.model.near import quoted

if TYPE_CHECKING:
    from factcheck.figure.cores import Found
    from factcheck.figure.words import Words
    from factcheck.model.problem import Code

_LONGEST_NOUN = 4
_LONGEST_END = 3
_RANGE_WORDS = ("between", "from", "through")


@dataclass(slots=True)
class _State:
    """What has been read so far of one figure."""

    words: Words
    is_read_as: bool
    """Whether ``reads`` gives the class, so that unknown words are not interpreted."""
    at: int = 0
    hedge: Hedge | None = None
    direction: int = 0
    is_level: bool = False
    is_negative: bool = False
    verb: int | None = None
    """The index of the verb of change."""
    unit: UnitWords = field(default_factory=UnitWords)
    is_of_earlier: bool = False
    is_compared: bool = False
    noun: list[str] = field(default_factory=list)


def parse_phrase(words: Words, *, is_read_as: bool = False) -> Phrase:
    """Return what the words of a figure say.

    Every word must be known: an unknown one beside the number is an error, unless
    ``is_read_as`` says that the reader has given the class. Raises ``FigureError``.
    """
    state = _State(words, is_read_as)
    found = _before(state)
    state.at, state.unit = found.end, found.unit
    _refuse_second_number(state, found)
    core = _behind(state, found.core)
    return _phrase(state, core)


def _phrase(state: _State, core: Core) -> Phrase:
    if state.is_negative:
        core = _negated(state, core)
    if isinstance(core, Numeral) and core.sign < 0 and state.direction:
        raise _error(state, AMBIGUOUS, "a minus sign beside a word of direction", 0)
    if state.noun and state.unit.noun is None:
        state.unit = replace(state.unit, noun=" ".join(state.noun))
    return Phrase(
        core,
        state.hedge,
        state.unit,
        0 if state.is_level else state.direction,
        state.is_level,
        state.is_of_earlier,
        state.is_compared,
    )


def _negated(state: _State, core: Core) -> Core:
    if isinstance(core, Numeral) and core.sign == 0:
        return replace(core, sign=-1)
    raise _error(state, AMBIGUOUS, "'minus' belongs before a number without a sign", 0)


# What stands before the core.


def _before(state: _State) -> Found:
    """Read hedges and verbs up to the core, and the core itself."""
    words = state.words
    while state.at < len(words):
        prefix = words.match(words.lexicon.before, state.at)
        is_phrase = prefix is not None and prefix[1] > 1
        found = None if is_phrase else core_at(words, state.at)
        if found is not None:
            return found
        if prefix is not None:
            _take_prefix(state, *prefix)
        elif state.is_read_as and words.tokens[state.at].kind is TokenKind.WORD:
            state.at += 1
        else:
            raise _unknown_before(state)
    raise _without_number(state)


def _without_number(state: _State) -> FigureError:
    words = state.words
    return _error(
        state,
        NO_NUMBER,
        f"there is no number in {quoted(words.text)}",
        len(words),
        hint="give your own threshold with 'means', or write 'not_checkable' with the reason",
    )


def _take_prefix(state: _State, prefix: Hedge | Change | Ignored | Minus, length: int) -> None:
    start = state.at
    state.at += length
    match prefix:
        case Hedge():
            _take_hedge(state, prefix, start)
        case Change():
            _take_change(state, prefix, start)
            if prefix.is_verb:
                state.verb = start
                _take_preposition(state)
        case Minus():
            state.is_negative = True
        case Ignored():
            pass
        case _:
            assert_never(prefix)


def _take_preposition(state: _State) -> None:
    words = state.words
    if words.has(state.at, "from"):
        raise _error(
            state,
            TWO_NUMBERS,
            "a change from one number to another is two figures",
            state.at,
            hint="write the change ('fell by 58%') or the level ('fell to 46 percent')",
        )
    state.is_level = words.has(state.at, "to")
    state.at += words.has(state.at, "to") or words.has(state.at, "by")


def _take_hedge(state: _State, hedge: Hedge, at: int) -> None:
    if state.hedge is not None and state.hedge.name != hedge.name and not state.is_read_as:
        raise _error(
            state,
            TWO_HEDGES,
            f"{quoted(state.words.tokens[at].text)} makes a second hedge "
            f"({hedge.name} beside {state.hedge.name})",
            at,
            hint="choose the class with 'reads'",
        )
    state.hedge = hedge


def _take_change(state: _State, change: Change, at: int) -> None:
    if state.direction and state.direction != change.sign:
        raise _error(state, AMBIGUOUS, "the words say both more and less", at)
    state.direction = change.sign


def _refuse_second_number(state: _State, found: Found) -> None:
    """Refuse *rose 5 percent to 10 percent*, a change and a level."""
    words = state.words
    if state.verb is None or not isinstance(found.core, Between):
        return
    units = [at for at in range(state.verb, found.end) if unit_at(words, at) is not None]
    if len(units) > 1 and any(words.has(at, "to") for at in range(units[0], units[-1])):
        raise _error(state, TWO_NUMBERS, "this may be a change and a level, or a range", units[0])


def _unknown_before(state: _State) -> FigureError:
    words, at = state.words, state.at
    if not any(core_at(words, later) for later in range(at + 1, len(words))):
        return _without_number(state)
    return _unknown(state, at)


# What stands behind it.


def _behind(state: _State, core: Core) -> Core:
    """Read unit, comparison and hedges behind the core; return the core they make of it."""
    words = state.words
    while state.at < len(words):
        multiple = _times(state, core)
        if multiple is not None:
            core = multiple
        elif not _take_suffix(state, core):
            if not _begins_rest(state, core):
                _take_noun(state, core)
                continue
            _take_rest(state, core)
            break
    return _fold_change(state, core)


def _fold_change(state: _State, core: Core) -> Core:
    """Settle *a threefold increase* and refuse *three times fewer*."""
    if not isinstance(core, Multiple) or not state.direction:
        return core
    is_factor = state.verb is not None and core.numeral is not None
    if state.direction < 0 and not is_factor:
        raise _error(
            state,
            AMBIGUOUS,
            "a multiple downwards is read in contradictory ways",
            0,
            hint="write 'a third of' or 'fell by two thirds'",
        )
    sign, state.direction = state.direction, 0
    if sign < 0:
        return Multiple(1 / core.number, None) if core.number else core
    return core


def _times(state: _State, core: Core) -> Multiple | None:
    """Read *times* and *-fold* behind a numeral that has no unit yet."""
    words = state.words
    is_fold = words.has(state.at, "fold")
    if not isinstance(core, Numeral) or state.unit != UnitWords():
        return None
    if not is_fold and (words.is_count or not words.has(state.at, "times")):
        return None
    state.at += 1
    suffix = words.match(words.lexicon.after, state.at)
    is_more = suffix is not None and suffix[0] == Change(1)
    if is_fold:
        return Multiple(core.number, core, "-fold")
    return Multiple(core.number, core, words.tokens[state.at].text if is_more else None)


def _take_suffix(state: _State, core: Core) -> bool:
    """Read a unit or a known word; ``False`` where there is neither."""
    words = state.words
    suffix = words.match(words.lexicon.after, state.at)
    unit = unit_at(words, state.at)
    if unit is not None and (suffix is None or suffix[1] <= unit[1]) and _takes(state, core, unit):
        return True
    if suffix is None:
        return False
    start, (meaning, length) = state.at, suffix
    state.at += length
    match meaning:
        case Hedge():
            _take_hedge(state, meaning, start)
        case Change():
            _take_change(state, meaning, start)
        case Ignored():
            pass
        case _:
            assert_never(meaning)
    return True


def _takes(state: _State, core: Core, found: tuple[UnitWords, int]) -> bool:
    """Take a unit behind the core, where it still lacks one."""
    unit, length = found
    is_noun = unit.printed is Printed.NUMBER
    is_free = state.unit == UnitWords() and isinstance(core, Numeral | Between)
    if is_noun and state.unit.noun is None:
        state.unit = replace(state.unit, noun=unit.noun)
    elif is_free or unit == state.unit:
        state.unit = unit
    else:
        return False
    state.at += length
    return True


def _begins_rest(state: _State, core: Core) -> bool:
    """Whether the words from here on say nothing about the number."""
    words = state.words
    is_change = state.direction != 0 or isinstance(core, Multiple)
    if words.has(state.at, "rest") or (is_change and words.has(state.at, "rest_of_change")):
        return True
    is_part = isinstance(core, Part | Quantifier | Multiple)
    return is_part and words.has(state.at, "whole")


def _take_rest(state: _State, core: Core) -> None:
    """Pass over *of the reports* and *than in 2020*, but keep a hedge at the very end."""
    words = state.words
    state.is_compared = words.has(state.at, "as") and not isinstance(core, Multiple)
    is_of = words.has(state.at, "of")
    if isinstance(core, Part) and is_of:
        refuse_nested_part(words, state.at + 1)
    state.is_of_earlier = is_of and any(
        words.match(words.lexicon.earlier, at) for at in range(state.at + 1, len(words))
    )
    again = next((at for at in range(state.at, len(words)) if words.has(at, "again")), None)
    if again is not None and state.is_compared:
        raise _unknown(state, again)
    for at in range(max(state.at + 1, len(words) - _LONGEST_END), len(words)):
        suffix = words.match(words.lexicon.after, at)
        if suffix and at + suffix[1] == len(words) and isinstance(suffix[0], Hedge):
            _take_hedge(state, suffix[0], at)
            break


def _take_noun(state: _State, core: Core) -> None:
    """Accept a noun where none is declared; refuse any other word."""
    words, token = state.words, state.words.tokens[state.at]
    if core_at(words, state.at) is not None and token.kind is not TokenKind.SYMBOL:
        raise _error(
            state,
            TWO_NUMBERS,
            f"{quoted(token.text)} is a second number",
            state.at,
            hint="group digits with commas, '9,000'; write a range 'between 20 and 30 percent'",
        )
    is_open = _is_open(state, core) and len(state.noun) < _LONGEST_NOUN
    is_plain = token.kind is TokenKind.WORD and not _is_no_noun(words, state.at)
    is_hedge = words.match(words.lexicon.before, state.at) is not None
    if is_plain and ((is_open and not is_hedge) or state.is_read_as):
        state.noun.append(token.text)
        state.at += 1
        return
    raise _unknown(state, state.at)


def _is_no_noun(words: Words, at: int) -> bool:
    """Whether a word can be no noun: a second word of scale would change the number."""
    is_scale = scale_at(words, at) is not None or words.key(at) in words.lexicon.short_scales
    return is_scale or words.has(at, "no_nouns")


def _is_open(state: _State, core: Core) -> bool:
    """Whether a noun that nobody declared may stand here."""
    if state.direction:
        return True
    is_counted = isinstance(core, Numeral | Between) and state.unit.printed is Printed.NUMBER
    is_word = isinstance(core, Part | Quantifier | Plural | Multiple)
    return not state.words.nouns and (is_counted or is_word)


# What can be wrong.


def _unknown(state: _State, at: int) -> FigureError:
    words, token = state.words, state.words.tokens[at]
    if words.key(at) == DASH or any(words.has(at, each) for each in _RANGE_WORDS):
        message = f"{quoted(token.text)} belongs to a range, and one of its two numbers is missing"
        return _error(state, EMPTY_RANGE, message, at, HALF_RANGE)
    lexicon = words.lexicon
    close = phrases_like(token.key, (*lexicon.before.entries, *lexicon.after.entries))
    meant = f"did you mean {' or '.join(map(quoted, close))}? " if close else ""
    nouns = [" ".join(noun) for noun in words.named]
    unit = f"the measure's unit is {quoted(nouns[-1])}; " if nouns else ""
    classes = ", ".join(choice.name for choice in lexicon.classes)
    return _error(
        state,
        UNKNOWN_WORD,
        f"the word {quoted(token.text)} beside the number is unknown, so the figure is not read",
        at,
        hint=f"{meant}{unit}leave the word out, or choose a class with 'reads': {classes}",
    )


def _error(
    state: _State, code: Code, message: str, at: int, hint: str | None = None
) -> FigureError:
    tokens = state.words.tokens
    if at < len(tokens):
        return FigureError(code, message, tokens[at].start, tokens[at].end, hint=hint)
    return FigureError(code, message, 0, len(state.words.text), hint=hint)
