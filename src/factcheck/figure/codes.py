"""What can be wrong with a figure in words."""

from __future__ import annotations

from factcheck.model.problem import Code

TOO_LONG = Code(
    "FC080",
    "figure-too-long",
    "The figure is too long.",
    "A figure has at most 300 characters, and a number in it at most 100 digits. Write the "
    "figure alone and leave the sentence around it to `quote`.",
)
UNKNOWN_WORD = Code(
    "FC081",
    "figure-unknown-word",
    "A word beside the number is unknown.",
    "Every word beside a number may change it: *nearly 9,000* is not *9,000*. So a word that is "
    "neither in the table of hedges nor in the measure's unit stops the reading instead of being "
    "skipped. Leave the word out where it changes nothing, or say with `reads` how the figure is "
    "to be read; with `reads` the words beside the number are not interpreted.",
)
NO_NUMBER = Code(
    "FC082",
    "figure-without-number",
    "The figure holds no number.",
    "A figure needs a number, a fraction (*a third*), a multiple (*doubled*) or a word of "
    "quantity that the table knows (*the vast majority*). For vague words give your own "
    "threshold: `figure: {text: substantially lower, means: at least 10 percent lower}`, or say "
    "`not_checkable`.",
)
ILL_GROUPED = Code(
    "FC083",
    "figure-ill-grouped",
    "The digits are grouped wrongly.",
    "In English a comma groups three digits (`9,000`) and a dot begins the decimals (`9.5`); in "
    "German, Italian and Spanish it is the other way round, in French spaces group. `9,00` could "
    "be a misprint or a decimal comma, and the two differ a hundredfold. The figure's `lang` "
    "decides, or a `locale` such as `de-CH`.",
)
TWO_HEDGES = Code(
    "FC084",
    "figure-two-hedges",
    "Two hedges contradict or repeat each other.",
    "One number takes one hedge: *at least around 9,000* says two different things. Choose the "
    "class with `reads`.",
)
TWO_NUMBERS = Code(
    "FC085",
    "figure-two-numbers",
    "The figure holds a second number.",
    "A figure is one number or one range. Write the other number as a claim of its own; a change "
    "*from 20 to 30 percent* is two claims, one for each level, or a claim of the change.",
)
UNIT_MISMATCH = Code(
    "FC086",
    "figure-unit",
    "The figure and the measure have different units.",
    "Counts, amounts, shares, factors, relative changes and percentage points do not mix "
    "silently: *rose by 3 percent* is no share, and *3 percentage points* is no percentage. "
    "Correct the figure or the measure; `unit: points` settles a percent sign that means "
    "percentage points.",
)
NEEDS_PERCENT = Code(
    "FC087",
    "figure-needs-percent",
    "A bare number is claimed of a share.",
    "Shares and relative changes run from 0 to 1 inside, and are printed as percentages. A number "
    "without a percent sign could mean either, a hundredfold apart: write `93.5%`.",
)
UNKNOWN_CLASS = Code(
    "FC088",
    "figure-unknown-class",
    "`reads` names no hedge class.",
    "`reads` takes the name of a hedge class, exactly as listed in `docs/hedges.md`: nothing is "
    "guessed from a name that is nearly one, because the classes differ in what they refute.",
)
BAD_PRECISION = Code(
    "FC089",
    "figure-precision",
    "`to` is no precision of this figure.",
    "`to` is the step that the figure was rounded to, in the unit in which it is printed: `1000` "
    "for *82,000*, `0.1` for *93.5 percent*. The printed number must be a multiple of it, and "
    "the figure must be one number without a bound.",
)
BAD_UNIT = Code(
    "FC090",
    "figure-unit-key",
    "`unit` of a figure is wrong.",
    "The only unit that a figure takes is `points`: it says that a percent sign means percentage "
    "points.",
)
UNKNOWN_LANGUAGE = Code(
    "FC091",
    "figure-language",
    "The language of the figure is not available.",
    "A figure's words are read with the lexicon of one language, named by `lang`: the same word "
    "can be another hedge in the next language, so none is tried by guess.",
)
EMPTY_RANGE = Code(
    "FC092",
    "figure-empty-range",
    "The range runs backwards, or has one end.",
    "The first number of a range is the smaller one, and both are printed in one unit: *between 20 "
    "and 30 percent*, *20 to 30*. A number with one end is *at least 20* or *at most 30*.",
)
AMBIGUOUS = Code(
    "FC093",
    "figure-ambiguous",
    "The words have no single meaning.",
    "*Three times fewer* or *fell by -5 percent* are read in contradictory ways; *the 1970s*, "
    "*60/40* and *half of one in five* hold numbers that are not the one meant. Write what is "
    "meant: *a third of*, *fell by 5 percent*, *60 percent*.",
)
CLASS_MISFIT = Code(
    "FC094",
    "figure-class-misfit",
    "The hedge does not fit the number.",
    "Some classes need words of their own: a range needs two numbers, *the vast majority* none, "
    "and no number of things is nearly zero.",
)
UNKNOWN_CHARACTER = Code(
    "FC095",
    "figure-character",
    "The figure holds a character that means nothing here.",
    "A figure consists of words, numerals, percent and currency signs, and dashes of a "
    "range. Anything else stops the reading.",
)

UNKNOWN_LOCALE = Code(
    "FC096",
    "figure-locale",
    "The locale is unknown.",
    "A locale names a language and a country, such as `en-GB`, `de-CH` or `fr-CA`, and decides "
    "which signs group digits and begin decimals, after the Unicode CLDR.",
)
RANK_WORDS = Code(
    "FC098",
    "figure-rank",
    "The words rank a number among others.",
    "*The highest since 2015* names no number: it says where a number stands among others. Write a "
    "claim of the form `rank`, with `by`, `of`, `place` and, for the years, `among`.",
)

CODES: tuple[Code, ...] = (
    TOO_LONG,
    UNKNOWN_WORD,
    NO_NUMBER,
    ILL_GROUPED,
    TWO_HEDGES,
    TWO_NUMBERS,
    UNIT_MISMATCH,
    NEEDS_PERCENT,
    UNKNOWN_CLASS,
    BAD_PRECISION,
    BAD_UNIT,
    UNKNOWN_LANGUAGE,
    EMPTY_RANGE,
    AMBIGUOUS,
    CLASS_MISFIT,
    UNKNOWN_CHARACTER,
    UNKNOWN_LOCALE,
    RANK_WORDS,
)
