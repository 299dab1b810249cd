"""The state of reading one figure, and what can be wrong at a token of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from factcheck.figure.codes import EMPTY_RANGE, TWO_HEDGES, UNKNOWN_WORD
from factcheck.figure.errors import HALF_RANGE, FigureError
from factcheck.figure.guess import phrases_like
from factcheck.figure.phrase import UnitWords
from factcheck.figure.tokens import DASH, SUSPENDED
from factcheck.model.near import quoted

if TYPE_CHECKING:
    from factcheck.figure.vocabulary import Hedge, Leading, Measure
    from factcheck.figure.words import Words
    from factcheck.model.problem import Code

_RANGE_WORDS = ("between", "from", "through")


@dataclass(slots=True)
class State:
    """What has been read so far of one figure, and from which token on to read."""

    words: Words
    is_read_as: bool
    """Whether ``reads`` gives the class, so that unknown words are not interpreted."""
    at: int = 0
    hedge: Hedge | None = None
    direction: int = 0
    is_level: bool = False
    is_negative: bool = False
    core_at: int = 0
    """The index of the number's first token."""
    verb: int | None = None
    """The index of the verb of change."""
    has_verb: bool = False
    """Whether a verb of change stands before the number or behind it."""
    leading: tuple[Leading, int] | None = None
    """A preposition that waits for the verb behind the number, and its index."""
    crossing: int | None = None
    """The index of a hedge that with a verb of change may also lead to a level."""
    comparison: int | None = None
    """The index of a word that only a change explains."""
    ahead: tuple[Measure, int] | None = None
    """The unit that a word before the number has said, and the index of that word."""
    unit: UnitWords = field(default_factory=UnitWords)
    is_of_earlier: bool = False
    is_compared: bool = False
    is_of_whole: bool = False
    noun: list[str] = field(default_factory=list)


def unknown(state: State, at: int) -> FigureError:
    """Return the error of a word that nothing explains."""
    words, token = state.words, state.words.tokens[at]
    if words.key(at) in {DASH, SUSPENDED} or any(words.has(at, each) for each in _RANGE_WORDS):
        message = f"{quoted(token.text)} belongs to a range, and one of its two numbers is missing"
        return error(state, EMPTY_RANGE, message, at, HALF_RANGE)
    lexicon = words.lexicon
    known = (*lexicon.before.entries, *lexicon.after.entries)
    # A word that is known, and stands in the wrong place, is not misspelt.
    close = () if (token.key,) in known else phrases_like(token.key, known)
    meant = f"did you mean {' or '.join(map(quoted, close))}? " if close else ""
    nouns = [" ".join(noun) for noun in words.named]
    unit = f"the measure's unit is {quoted(nouns[-1])}; " if nouns else ""
    classes = ", ".join(choice.name for choice in lexicon.classes)
    return error(
        state,
        UNKNOWN_WORD,
        f"the word {quoted(token.text)} beside the number is unknown, so the figure is not read",
        at,
        hint=f"{meant}{unit}leave the word out, or choose a class with 'reads': {classes}",
    )


def error(state: State, code: Code, message: str, at: int, hint: str | None = None) -> FigureError:
    """Return an error at a token, or of the whole figure past the last."""
    tokens = state.words.tokens
    if at < len(tokens):
        return FigureError(code, message, tokens[at].start, tokens[at].end, hint=hint)
    return FigureError(code, message, 0, len(state.words.text), hint=hint)


def take_hedge(state: State, hedge: Hedge, at: int) -> None:
    """Give the figure its hedge; raise ``FigureError`` at a second one of another class."""
    if state.hedge is not None and state.hedge.name != hedge.name and not state.is_read_as:
        raise error(
            state,
            TWO_HEDGES,
            f"{quoted(state.words.tokens[at].text)} makes a second hedge "
            f"({hedge.name} beside {state.hedge.name})",
            at,
            hint="choose the class with 'reads'",
        )
    state.hedge = hedge
