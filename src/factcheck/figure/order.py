"""Tokens that a language puts in another order than the grammar reads them in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.figure.tokens import TokenKind
from factcheck.figure.vocabulary import Change, Hedge

if TYPE_CHECKING:
    from factcheck.figure.tokens import Token
    from factcheck.figure.vocabulary import Lexicon


def in_order(tokens: tuple[Token, ...], lexicon: Lexicon) -> tuple[Token, ...]:
    """Return the tokens with each hedge before the words that it belongs to.

    *Un bon tiers* is read as *bon un tiers*, and *multiplié par plus de trois* as *plus de
    multiplié par trois*, *redujo casi a la mitad* as *casi redujo a la mitad*, *nine or more out of
    ten* as *nine out of ten or more*. The particle of a
    separable verb follows its stem, so that *nahm um 5 Prozent zu* is read as *nahm zu um 5
    Prozent*. Each token keeps its place in the text.
    """
    ordered = list(tokens)
    for at in range(len(ordered) - 2):
        if _is_hedged_article(ordered, at, lexicon):
            ordered[at], ordered[at + 1] = ordered[at + 1], ordered[at]
    ordered = _hedge_first(_factor_last(ordered, lexicon), lexicon)
    ordered = _hedge_last(ordered, lexicon)
    return tuple(_particle_first(ordered, lexicon))


def _is_hedged_article(tokens: list[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether article, hedge and number follow each other, as in *une bonne dizaine*."""
    words = lexicon.words
    if tokens[at].key not in words["one"] or tokens[at + 1].key not in words["adjectives"]:
        return False
    token, keys = tokens[at + 2], tuple(each.key for each in tokens)
    names = ("halves", "hundred", "thousand", "dozen")
    return (
        token.kind is TokenKind.NUMBER
        or token.key in lexicon.scales
        or any(token.key in words[name] for name in names)
        or any(table.match(keys, at + 2) for table in (lexicon.ordinals, lexicon.collectives))
    )


def _factor_last(tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """Move *multiplied by* behind the hedge that follows it."""
    keys = tuple(token.key for token in tokens)
    for at in range(len(tokens)):
        factor = lexicon.factor_of.match(keys, at) or lexicon.divided_by.match(keys, at)
        if factor is None:
            continue
        start = at + factor[1]
        hedge = lexicon.before.match(keys, start)
        if hedge is None or not isinstance(hedge[0], Hedge):
            return tokens
        end = start + hedge[1]
        return [*tokens[:at], *tokens[start:end], *tokens[at:start], *tokens[end:]]
    return tokens


def _hedge_first(tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """Move a hedge before the verb of a multiple: *se redujo casi a la mitad*."""
    keys = tuple(token.key for token in tokens)
    tables = (lexicon.multiples, lexicon.factor_of, lexicon.divided_by)
    for at in range(len(tokens) - 2):
        hedge = lexicon.before.match(keys, at + 1)
        if hedge is None or not isinstance(hedge[0], Hedge):
            continue
        end = at + 1 + hedge[1]
        rest = (keys[at], *keys[end:])
        if any((found := table.match(rest, 0)) and found[1] > 1 for table in tables):
            return [*tokens[:at], *tokens[at + 1 : end], tokens[at], *tokens[end:]]
    return tokens


def _hedge_last(tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """Move a hedge behind the whole of a part: *nine or more out of ten*."""
    keys = tuple(token.key for token in tokens)
    for at in range(1, len(tokens) - 1):
        hedge = lexicon.after.match(keys, at)
        if hedge is None or not isinstance(hedge[0], Hedge):
            continue
        middle = at + hedge[1]
        out_of = lexicon.out_of.match(keys, middle)
        end = first = middle + out_of[1] if out_of is not None else middle
        while end < len(tokens) and _is_numeral(tokens, end, lexicon):
            end += 1
        # *A minimum of 200* counts no one.
        is_number = keys[middle - 1] in lexicon.words["or_more"]
        is_counted = is_number and keys[at - 1] not in lexicon.words["one"]
        if end > first > middle and is_counted and _is_numeral(tokens, at - 1, lexicon):
            return [*tokens[:at], *tokens[middle:end], *tokens[at:middle], *tokens[end:]]
    return tokens


def _is_numeral(tokens: list[Token], at: int, lexicon: Lexicon) -> bool:
    token, words = tokens[at], lexicon.words
    is_scale = token.key in lexicon.scales or any(
        token.key in words[name] for name in ("hundred", "thousand", "one")
    )
    is_number = lexicon.numbers.match((token.key,), 0) is not None
    return token.kind is TokenKind.NUMBER or is_scale or is_number


def _particle_first(tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """Move the particle that ends a clause behind the stem of its verb."""
    keys = tuple(token.key for token in tokens)
    for at in range(len(tokens) - 1, 0, -1):
        if keys[at] not in lexicon.words["particles"] or not _ends_clause(keys, at, lexicon):
            continue
        for stem in range(at):
            verb = lexicon.before.match((keys[stem], keys[at]), 0)
            if verb is not None and isinstance(verb[0], Change) and verb[1] > 1:
                start, rest = tokens[: stem + 1], tokens[stem + 1 : at]
                return [*start, tokens[at], *rest, *tokens[at + 1 :]]
    return tokens


def _ends_clause(keys: tuple[str, ...], at: int, lexicon: Lexicon) -> bool:
    return at + 1 == len(keys) or lexicon.rest_of_change.match(keys, at + 1) is not None
