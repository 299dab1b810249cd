"""Laws of figures: nested profiles, never empty, mirrored changes, no silence."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from hypothesis import assume, given
from hypothesis import strategies as st

from factcheck.figure import FigureError, hedge_classes, read_figure
from factcheck.figure.guess import phrases_like
from factcheck.figure.lexicons import lexicon_of
from factcheck.figure.phrases import PhraseTable
from factcheck.figure.vocabulary import Hedge
from factcheck.model.fraction import Fraction
from factcheck.model.unit import Unit, UnitKind

if TYPE_CHECKING:
    from factcheck.model.figure import Figure, Profiles

LEXICON = lexicon_of("en")
BEFORE = sorted(
    " ".join(words)
    for words, meaning in LEXICON.before.entries.items()
    if isinstance(meaning, Hedge)
)
AFTER = sorted(
    " ".join(words)
    for words, meaning in LEXICON.after.entries.items()
    if isinstance(meaning, Hedge)
)

integers = st.integers(0, 10**9).map(lambda number: f"{number:,}")
decimals = st.builds(
    lambda whole, places, digits: f"{whole}.{digits:0{places}d}"[: len(str(whole)) + 1 + places],
    st.integers(0, 10**4),
    st.integers(1, 3),
    st.integers(0, 999),
)
scaled = st.builds(
    lambda number, scale: f"{number} {scale}",
    st.one_of(st.integers(1, 999).map(str), decimals),
    st.sampled_from(["thousand", "million", "billion", "bn"]),
)
numbers = st.one_of(integers, decimals, scaled)
parts = st.one_of(
    st.sampled_from(["half", "a third", "two thirds", "three quarters", "an eighth", "½"]),
    st.tuples(st.integers(1, 50), st.integers(50, 1800)).map(
        lambda pair: f"{pair[0]} in {pair[1]}"
    ),
)
multiples = st.one_of(
    st.sampled_from(["doubled", "halved", "tripled", "twice", "fivefold"]),
    numbers.map(lambda number: f"{number} times as many"),
)
percentages = st.one_of(integers, decimals).map(lambda number: f"{number} percent")
points = st.one_of(integers, decimals).map(lambda number: f"{number} percentage points")
changes = st.builds(
    lambda verb, number: f"{verb} {number}",
    st.sampled_from(["rose by", "fell", "up", "down by"]),
    st.one_of(percentages, parts, integers, points),
)
cores = st.one_of(numbers, percentages, parts, multiples, points, changes)
phrases = st.one_of(
    cores,
    st.builds(lambda hedge, core: f"{hedge} {core}", st.sampled_from(BEFORE), cores),
    st.builds(lambda core, hedge: f"{core} {hedge}", cores, st.sampled_from(AFTER)),
    st.builds(lambda core: f"{core} lower", st.one_of(percentages, parts)),
)
units = st.one_of(st.none(), st.sampled_from(UnitKind).map(Unit))


def read(text: str, **keys: object) -> Figure | None:
    try:
        return read_figure(text, **keys)  # type: ignore[arg-type]
    except FigureError as error:
        refused = error
    assert 0 <= refused.start <= refused.end <= len(text)
    return None


def is_nested(profiles: Profiles) -> bool:
    return profiles.strict.is_within(profiles.default) and profiles.default.is_within(
        profiles.lenient
    )


@given(phrases, units, st.booleans())
def test_profiles_are_nested(text: str, expects: Unit | None, rate_like: bool) -> None:
    figure = read(text, expects=expects, rate_like=rate_like)
    assume(figure is not None)
    assert figure is not None
    assert is_nested(figure.profiles)
    assert all(is_nested(profiles) for _, profiles in figure.alternatives)


@given(cores, st.sampled_from([choice.name for choice in hedge_classes()]), units)
def test_every_class_is_nested_on_every_number(text: str, reads: str, expects: Unit | None) -> None:
    figure = read(text, reads=reads, expects=expects)
    assume(figure is not None)
    assert figure is not None
    assert is_nested(figure.profiles)


@given(st.one_of(numbers, percentages, points, parts))
def test_a_bare_figure_holds_its_own_value(text: str) -> None:
    figure = read_figure(text)
    assert figure.value is not None
    assert figure.value in figure.profiles.strict


@given(
    st.sampled_from(["", "about ", "nearly ", "at least ", "more than ", "up to ", "just over "]),
    st.integers(1, 99),
)
def test_a_change_downwards_mirrors_one_upwards(hedge: str, percent: int) -> None:
    points = Unit(UnitKind.POINTS)
    up = read_figure(f"{hedge}{percent} percent higher", expects=points)
    down = read_figure(f"{hedge}{percent} percent lower", expects=points)
    assert down.profiles == up.profiles.mapped(lambda found: found.mirrored())


@given(integers)
def test_around_is_never_narrower_than_no_word_at_all(text: str) -> None:
    bare, around = read_figure(text), read_figure(f"around {text}")
    assert bare.profiles.default.is_within(around.profiles.lenient)
    assert bare.profiles.lenient.is_within(around.profiles.lenient)


@given(integers, st.from_regex(r"[a-z]{5,12}", fullmatch=True))
def test_no_word_before_a_number_is_skipped(number: str, word: str) -> None:
    known = {keys[0] for table in (LEXICON.before, LEXICON.multiples) for keys in table.entries}
    known |= {keys[0] for keys in LEXICON.numbers.entries}
    known |= {keys[0] for keys in LEXICON.measures.entries}
    known |= {keys[0] for keys in LEXICON.quantifiers.entries}
    known |= {keys[0] for keys in LEXICON.plurals.entries}
    assume(word not in known)
    assert read(f"{word} {number}") is None


@given(st.text(max_size=310))
def test_any_text_is_read_or_refused(text: str) -> None:
    figure = read(text)
    assert figure is None or is_nested(figure.profiles)


VOCABULARY = sorted(
    {word for words in (*LEXICON.before.entries, *LEXICON.after.entries) for word in words}
    | {keys[0] for keys in LEXICON.numbers.entries}
    | {keys[0] for keys in LEXICON.ordinals.entries}
    | set(LEXICON.scales)
    | {"9,000", "5.5", "2018", "-", "%", "in", "five", "times", "fold", "points", "between", "and"}
)


@given(st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=8), units)
def test_any_words_of_the_lexicon_are_read_or_refused(
    words: list[str], expects: Unit | None
) -> None:
    figure = read(" ".join(words), expects=expects)
    assert figure is None or is_nested(figure.profiles)


# Languages whose lexicons are complete; each phrase of every table, and numerals between them.
COMPLETE = ("en", "de", "fr", "es", "it")
NUMERALS = ("9", "12", "2018", "5 %", "-", "+", "½", "1")


@cache
def phrases_of(language: str) -> list[str]:
    """Return the phrases of all tables of a lexicon, and the words of its grammar."""
    lexicon = lexicon_of(language)
    values = [getattr(lexicon, name) for name in lexicon.__struct_fields__]
    tables = [value for value in values if isinstance(value, PhraseTable)]
    found = {" ".join(keys) for table in tables for keys in table.entries}
    found |= {*lexicon.scales, *lexicon.short_scales, *lexicon.nth}
    return sorted(found.union(*lexicon.words.values()))


@st.composite
def mixtures(draw: st.DrawFn) -> tuple[str, str]:
    language = draw(st.sampled_from(COMPLETE))
    words = st.one_of(st.sampled_from(NUMERALS), st.sampled_from(phrases_of(language)))
    return language, " ".join(draw(st.lists(words, min_size=1, max_size=6)))


@given(mixtures(), units)
def test_any_phrases_of_a_lexicon_are_read_or_refused(
    mixture: tuple[str, str], expects: Unit | None
) -> None:
    language, text = mixture
    figure = read(text, lang=language, expects=expects)
    assert figure is None or is_nested(figure.profiles)


@given(st.sampled_from(COMPLETE), integers, st.from_regex(r"[a-zäéèßñ]{5,12}", fullmatch=True))
def test_no_word_of_any_language_before_a_number_is_skipped(
    language: str, number: str, word: str
) -> None:
    known = {words for phrase in phrases_of(language) for words in phrase.split()}
    assume(word not in known)
    assert read(f"{word} {number.replace(',', '')}", lang=language) is None


@given(st.integers(0, 10**12))
def test_grouping_does_not_change_a_number(number: int) -> None:
    grouped = read_figure(f"{number:,}", reads="exact")
    assert grouped.value == read_figure(str(number), reads="exact").value == Fraction(number)


def edits(word: str) -> set[str]:
    """Return every word that is one mistake away."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    found = set()
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        found |= {head + letter + tail for letter in letters}
        found |= {head + letter + tail[1:] for letter in letters if tail}
        found |= {head + tail[1:], head + tail[1:2] + tail[:1] + tail[2:]}
    return found


@given(st.text("abc", min_size=4, max_size=5), st.text("abc", min_size=1, max_size=6))
def test_a_short_word_is_like_what_is_one_mistake_away(word: str, other: str) -> None:
    assert (phrases_like(word, [(other,)]) == (other,)) is (other in edits(word) | {word})


@given(st.integers(2, 99), st.sampled_from(["", "almost ", "about ", "more than "]))
def test_every_fifth_is_one_in_five(nth: int, hedge: str) -> None:
    words = [word for word, number in LEXICON.nth.items() if number == nth]
    for word in words:
        every, one_in = read_figure(f"{hedge}every {word}"), read_figure(f"{hedge}one in {nth}")
        assert (every.profiles, every.hedge) == (one_in.profiles, one_in.hedge)


@given(st.integers(100, 10**9))
def test_a_count_is_exact_unless_it_has_two_figures(number: int) -> None:
    figure = read_figure(f"{number:,}")
    assert figure.profiles.default.is_point is (len(str(number).rstrip("0")) > 2)
