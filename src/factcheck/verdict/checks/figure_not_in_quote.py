"""The words of the figure do not stand in the quote that it was taken from.

## What it looks for

A claim with a `quote`, and a `figure` (or a rank's `lead`, or what a trend is `within`) whose
words do not stand in it one after the other.
Upper and lower case, the kinds of space, dash and quotation mark, and a space before a percent
sign make no difference; "percent" for "%" does.
It also looks at the words beside them: if the quote has a hedge there ("nearly 95 percent") that
the figure leaves out, the message shows it.
Where `reads` or `means` settles how the words are read, only the words themselves are looked for.

## Why it matters

The verdict is about the figure, and readers see the quote.
A "nearly" dropped, or a digit mistyped, makes a right verdict on a claim that nobody made.

## Example

The quote says "nearly 95 percent of the reports", the figure `95 percent`.
94.2 percent is nearly 95 percent, but it is not 95 percent.

## What to publish instead

In the claim file, the words of the quote as they stand.
If the quote was shortened, quote the passage with the figure in full.

## References

- International Fact-Checking Network, Code of Principles: transparency of sources.
- ClaimReview (schema.org), `claimReviewed`: the claim as it was made.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from factcheck.figure.lexicons import lexicon_of
from factcheck.figure.vocabulary import Hedge
from factcheck.model.form_words import figures_in
from factcheck.model.near import quoted
from factcheck.model.told import told
from factcheck.verdict.explained import code_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.figure.vocabulary import Lexicon
    from factcheck.model.possible import Possible
    from factcheck.model.result import Assessment
    from factcheck.model.spec import Claim, FigureText

CODE = code_of("FC109", "figure-not-in-quote", __doc__)

Words = tuple[str, ...]

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹣－"), "-")
_APOSTROPHES = dict.fromkeys(map(ord, "‘’‛′`´"), "'")
_SOFT_HYPHEN = {0xAD: None}
_PLAIN = {**_DASHES, **_APOSTROPHES, **_SOFT_HYPHEN}
# A number keeps its separators; a word its apostrophes; a dash counts only as a number's sign.
_WORD = re.compile(r"(?<![\w%])-(?=[\d.])|\d+(?:[.,']\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*|[^\w\s-]")
_SIGNS = frozenset("-%‰/")


def find(claim: Claim, possible: Possible, assessment: Assessment) -> Iterator[str]:
    """Yield a message where a figure's words are not in the quote, or lack its hedge."""
    del assessment
    if claim.quote is not None:
        for figure in figures_in(possible.bound.reading.form):
            yield from _compared(figure, claim.quote.value)


def _compared(written: FigureText, shown: str) -> Iterator[str]:
    lexicon = lexicon_of(written.lang.partition("-")[0])
    figure, quote = (words_of(text, lexicon) for text in (written.text.value, shown))
    places = [at for at in range(len(quote)) if quote[at : at + len(figure)] == figure]
    if not places:
        yield told(
            "the words of the figure {figure} do not stand in {quote}",
            figure=quoted(written.text.value),
            quote=quoted(shown),
        )
        return
    dropped = [_dropped(written, lexicon, quote, at, at + len(figure)) for at in places]
    # One place where the figure stands as it is written is enough.
    if dropped[0] is not None and None not in dropped:
        yield told(
            "the quote says {words}, the figure only {figure}",
            words=quoted(_joined(dropped[0])),
            figure=quoted(written.text.value),
        )


def words_of(text: str, lexicon: Lexicon) -> Words:
    """Return a text as its words, numbers and signs, in one spelling of each.

    Case, space, dashes between words, quotation marks and other punctuation are left out. A word
    of several parts is as many words, as the lexicon has them: *d'un*, *zweiundachtzig*.
    """
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_PLAIN)
    words = (word for word in _WORD.findall(plain) if _is_kept(word))
    return tuple(part for word in words for part in lexicon.cutter.parts(word))


def _joined(words: Words) -> str:
    return " ".join(words).replace("' ", "'")


def _is_kept(word: str) -> bool:
    return word[-1].isalnum() or word in _SIGNS or unicodedata.category(word).startswith("S")


def _dropped(
    figure: FigureText, lexicon: Lexicon, quote: Words, start: int, end: int
) -> Words | None:
    """Return the figure's words in the quote with a hedge beside them that the figure lacks."""
    if figure.reads is not None or figure.means is not None:
        return None
    for before in range(max(0, start - lexicon.before.longest), start):
        match = lexicon.before.match(quote, before)
        if match is not None and isinstance(match[0], Hedge) and before + match[1] >= start:
            return quote[before:end]
    after = lexicon.after.match(quote, end)
    if after is not None and isinstance(after[0], Hedge):
        return quote[start : end + after[1]]
    return None
