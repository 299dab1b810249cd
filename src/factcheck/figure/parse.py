"""The words of a figure to a phrase: what stands before its core, and what behind."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from msgspec.structs import replace

from factcheck.figure.ahead import settle_ahead
from factcheck.figure.codes import (
    AMBIGUOUS,
    TWO_NUMBERS,
)
from factcheck.figure.cores import core_at, unit_at
from factcheck.figure.leading import is_from_to, settle_leading, take_last_verb, two_ends
from factcheck.figure.levels import is_level_hedge, refuse_from_to, refuse_level
from factcheck.figure.multiples import (
    settle_times,
    take_late,
    take_times,
    unclear_times,
    with_again,
)
from factcheck.figure.nested import refuse_nested_part, refuse_share
from factcheck.figure.nouns import (
    refuse_abbreviation,
    refuse_article_alone,
    refuse_described,
    take_noun,
)
from factcheck.figure.numerals import numeral_at, with_part
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
from factcheck.figure.refusals import refuse_odds, refuse_rank, without_number
from factcheck.figure.state import State, error, take_hedge, unknown
from factcheck.figure.tokens import TokenKind
from factcheck.figure.vocabulary import Ahead, Change, Hedge, Ignored, Leading, Minus
from factcheck.model.fraction import Fraction

if TYPE_CHECKING:
    from factcheck.figure.cores import Found
    from factcheck.figure.errors import FigureError
    from factcheck.figure.vocabulary import Prefix
    from factcheck.figure.words import Words

_LONGEST_END = 3


def parse_phrase(words: Words, *, is_read_as: bool = False) -> Phrase:
    """Return what the words of a figure say.

    Every word must be known: an unknown one beside the number is an error, unless
    ``is_read_as`` says that the reader has given the class. Raises ``FigureError``.
    """
    state = State(words, is_read_as)
    found = _before(state)
    state.core_at, state.at, state.unit = state.at, found.end, found.unit
    _refuse_second_number(state, found)
    core = settle_leading(state, _behind(state, found.core))
    return _phrase(state, _fold_change(state, core))


def _phrase(state: State, core: Core) -> Phrase:
    if state.is_negative:
        core = _negated(state, core)
    if isinstance(core, Numeral) and core.sign < 0 and state.direction:
        raise error(state, AMBIGUOUS, "a minus sign beside a word of direction", 0)
    if state.hedge is not None and state.hedge.is_of_multiple and not isinstance(core, Multiple):
        raise error(state, AMBIGUOUS, "the words before the number fit only a multiple", 0)
    settle_ahead(state, core)
    refuse_article_alone(state, core)
    refuse_abbreviation(state)
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
        state.is_of_whole,
    )


def _negated(state: State, core: Core) -> Core:
    if isinstance(core, Numeral) and core.sign == 0:
        return replace(core, sign=-1)
    raise error(state, AMBIGUOUS, "'minus' belongs before a number without a sign", 0)


# What stands before the core.


def _before(state: State) -> Found:
    """Read hedges and verbs up to the core, and the core itself."""
    words = state.words
    while state.at < len(words):
        prefix = words.match(words.lexicon.before, state.at)
        refuse_rank(state)
        refuse_odds(state)
        all_ = words.match(words.lexicon.quantifiers, state.at)
        # *Not quite all* is longer than the hedge *not quite*.
        is_phrase = prefix is not None and prefix[1] > max(1, all_[1] - 1 if all_ else 0)
        found = None if is_phrase else core_at(words, state.at)
        if found is not None:
            return found
        if prefix is not None:
            _take_prefix(state, *prefix)
        elif state.is_read_as and words.tokens[state.at].kind is TokenKind.WORD:
            state.at += 1
        else:
            raise _unknown_before(state)
    raise without_number(state)


def _take_prefix(state: State, prefix: Prefix, length: int) -> None:
    start = state.at
    state.at += length
    match prefix:
        case Hedge():
            take_hedge(state, prefix, start)
            if state.words.has(state.at - 1, "crossing"):
                state.crossing = start
        case Change():
            _take_change(state, prefix, start)
            if prefix.is_verb:
                state.verb, state.has_verb = start, True
                _take_preposition(state)
        case Leading():
            state.leading = (prefix, start)
        case Minus():
            state.is_negative = True
        case Ahead():
            state.ahead = (prefix.measure, start)
        case Ignored():
            state.comparison = start if prefix.is_of_change else state.comparison
        case _:
            assert_never(prefix)


def _take_preposition(state: State) -> None:
    words = state.words
    to, by = words.match(words.lexicon.to, state.at), words.match(words.lexicon.by, state.at)
    if is_level_hedge(state, to):
        state.is_level = True
        return
    if words.has(state.at, "from") and (by is None or _is_from_to(words, state.at)):
        raise two_ends(state)
    state.is_level = to is not None
    state.at += to[1] if to is not None else by[1] if by is not None else 0


def _is_from_to(words: Words, at: int) -> bool:
    """Whether *de 20 à 30 %* follows, where *de* alone means *by*."""
    found = core_at(words, at)
    if found is None or not isinstance(found.core, Between):
        return False
    return any(words.match(words.lexicon.to, middle) for middle in range(at + 1, found.end))


def _take_change(state: State, change: Change, at: int) -> None:
    if state.direction and state.direction != change.sign:
        raise error(state, AMBIGUOUS, "the words say both more and less", at)
    state.direction = change.sign


def _refuse_second_number(state: State, found: Found) -> None:
    """Refuse *rose 5 percent to 10 percent*, a change and a level."""
    words = state.words
    if not isinstance(found.core, Between):
        return
    refuse_from_to(state, found)
    if state.verb is None:
        return
    units = [at for at in range(state.verb, found.end) if unit_at(words, at) is not None]
    if len(units) > 1 and any(
        words.match(words.lexicon.to, at) for at in range(units[0], units[-1])
    ):
        raise error(state, TWO_NUMBERS, "this may be a change and a level, or a range", units[0])


def _unknown_before(state: State) -> FigureError:
    words, at = state.words, state.at
    if not any(core_at(words, later) for later in range(at + 1, len(words))):
        return without_number(state)
    return two_ends(state) if is_from_to(words, at) else unknown(state, at)


# What stands behind it.


def _behind(state: State, core: Core) -> Core:
    """Read unit, comparison and hedges behind the core; return the core they make of it."""
    words = state.words
    while state.at < len(words):
        multiple = _times(state, core)
        if multiple is not None:
            core = multiple
        elif take_times(state, core):
            continue
        elif not _take_suffix(state, core):
            if _is_counted(state, core):
                state.at += 1
                continue
            if not _begins_rest(state, core):
                take_noun(state, core)
                continue
            _take_rest(state, core)
            return with_again(state, core)
    return core


def _is_counted(state: State, core: Core) -> bool:
    """Whether *de* leads to what is counted: *2 millions de cas*, *une dizaine de cas*."""
    if state.unit != UnitWords() or state.noun:
        return False
    last = core.upper if isinstance(core, Between) else core
    is_numeral = isinstance(last, Numeral) and (last.scale > 1 or last.is_collective)
    is_whole = state.words.has(state.at + 1, "whole")
    is_of = state.words.has(state.at, "scale_of") and not is_whole
    return is_of and (is_numeral or isinstance(core, Plural))


def _fold_change(state: State, core: Core) -> Core:
    """Settle *a threefold increase* and refuse *three times fewer*."""
    settle_times(state)
    if not isinstance(core, Multiple) or not state.direction:
        return core
    core = unclear_times(state, core)
    is_factor = state.verb is not None and core.numeral is not None
    if state.direction < 0 and not is_factor:
        raise error(
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


def _times(state: State, core: Core) -> Multiple | None:
    """Read *times* and *-fold* behind a numeral that has no unit yet."""
    words = state.words
    is_fold = words.has(state.at, "fold")
    if not isinstance(core, Numeral) or state.unit != UnitWords():
        return None
    if not is_fold and (words.is_count or not words.has(state.at, "times")):
        return None
    state.at += 1
    if core.decimals == 0 and core.scale == 1:
        core, state.at = with_part(words, core, state.at)
    suffix = words.match(words.lexicon.after, state.at)
    is_more = suffix is not None and suffix[0] == Change(1)
    if is_fold:
        return Multiple(core.number, core, "-fold")
    return Multiple(core.number, core, words.tokens[state.at].text if is_more else None)


def _take_suffix(state: State, core: Core) -> bool:
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
            take_hedge(state, meaning, start)
        case Change():
            _take_change(state, meaning, start)
            state.has_verb = state.has_verb or meaning.is_verb
            if meaning.is_verb and words.match(words.lexicon.factor_of, state.core_at) is not None:
                state.verb = start
        case Ignored():
            pass
        case _:
            assert_never(meaning)
    return True


def _takes(state: State, core: Core, found: tuple[UnitWords, int]) -> bool:
    """Take a unit behind the core, where it still lacks one."""
    unit, length = found
    is_noun = unit.printed is Printed.NUMBER
    is_number = isinstance(core, Numeral | Between)
    is_sum = isinstance(core, Plural) and unit.printed is Printed.MEASURE
    is_free = state.unit == UnitWords() and (is_number or is_sum) and not _is_other(state, unit)
    is_twice = unit == state.unit and unit.measure is not None and unit.measure.is_currency
    if is_noun and state.unit.noun is None:
        refuse_described(state, core)
        state.unit = replace(state.unit, noun=unit.noun)
    elif is_free or is_twice:
        state.unit = unit
    else:
        return False
    state.at += length
    return True


def _is_other(state: State, unit: UnitWords) -> bool:
    """Whether a word before a unit makes another of it: *5 Canadian dollars*, *5 home points*."""
    if not state.noun or state.is_read_as or unit.printed is Printed.RATE:
        return False
    if unit.printed is Printed.POINTS:
        return True
    raise unknown(state, state.at - len(state.noun))


def _begins_rest(state: State, core: Core) -> bool:
    """Whether the words from here on say nothing about the number."""
    words = state.words
    if words.match(words.lexicon.no_rest, state.at) is not None:
        raise error(state, AMBIGUOUS, "these words make a date or a rate of the number", state.at)
    is_change = bool(state.direction or state.leading) or isinstance(core, Multiple)
    of_change = words.match(words.lexicon.rest_of_change, state.at) if is_change else None
    if words.has(state.at, "rest") or of_change is not None:
        return True
    is_times = state.unit.printed is Printed.TIMES
    is_part = is_times or isinstance(core, Part | Quantifier | Multiple)
    return is_part and words.has(state.at, "whole")


def _refuse_article(state: State, core: Core) -> None:
    """Refuse *un déficit de 3 %*, where *un* is no number."""
    words = state.words
    if core != Numeral(Fraction(1)) or not words.has(state.core_at, "one"):
        return
    for at in range(state.at + 1, len(words)):
        if numeral_at(words, at) is not None and not words.has(at, "one"):
            raise error(state, TWO_NUMBERS, "the first word is an article or a number", at)


def _take_rest(state: State, core: Core) -> None:
    """Pass over *of the reports* and *than in 2020*, but keep a hedge at the very end."""
    words = state.words
    _refuse_article(state, core)
    refuse_level(state)
    take_last_verb(state)
    if not isinstance(core, Multiple):
        take_late(state)
    state.is_compared = words.has(state.at, "as") and not isinstance(core, Multiple)
    is_of = words.has(state.at, "of")
    if isinstance(core, Quantifier) and not is_of and numeral_at(words, state.at + 1):
        # *Tous les cinq ans* is a rhythm and not all.
        raise error(state, AMBIGUOUS, "a number behind a word of quantity", state.at + 1)
    if isinstance(core, Quantifier) and not state.direction:
        refuse_share(state)
    state.is_of_whole = isinstance(core, Quantifier)
    if isinstance(core, Part) and is_of:
        refuse_nested_part(words, state.at + 1)
    is_of_level = is_of or (state.is_level and words.has(state.at, "whole"))
    state.is_of_earlier = is_of_level and any(
        words.match(words.lexicon.earlier, at) for at in range(state.at + 1, len(words))
    )
    for at in range(max(state.at + 1, len(words) - _LONGEST_END), len(words)):
        suffix = words.match(words.lexicon.after, at)
        if suffix and at + suffix[1] == len(words) and isinstance(suffix[0], Hedge):
            take_hedge(state, suffix[0], at)
            break
