"""English and French numerals of another project's conformance set: texts that are one figure.

The set is Recognizers-Text's (MIT), beside the project; its values are floats of fifteen digits.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from exact import exact

from factcheck.figure import FigureError, read_figure

if TYPE_CHECKING:
    from pathlib import Path

    from factcheck.model.fraction import Fraction

LANGUAGES = {"English": "en", "French": "fr"}
FLOATS = exact("1/1000000000")
REASONS = {
    "powers": "powers and scientific notation, which no published figure has",
    "improper": "fractions above one, or that may be: 100 and three quarters is 100.75 or 103/4",
    "rare": "fractions with denominators that nobody prints, or without their accents",
    "signed": "a sign before a fraction, which belongs to arithmetic",
    "halves": "a half of a unit, and no half alone: that is *la moitié*",
    "dashes": "a dash between spaces, which belongs to a range or is a minus",
    "apart": "a short scale that stands apart from its number, or has no meaning in French",
    "capitals": "capital letters that are units: `10G` are grams, `5 M` metres",
    "over": "a division, and *over* or *sur* a larger number: in print *over* is *more than*",
    "dozens": "hundreds before dozens, which may be all in dozens; a dozen without its plural",
    "spelt": "decimals spelt as one number, which may be a second number",
    "percent": "a noun of percentages before its number or without its sign",
    "french": "English digits in French, or the short scale: its trillion is 10^18",
    "of_scale": "a fraction of a million without its article, or behind a larger number",
}
MISSES: dict[tuple[str, str], dict[str, tuple[str, ...]]] = {
    ("English", "NumberModel"): {
        "powers": (
            "1e10",
            "1.1^23",
            "1.1^+23",
            "2.5^-1",
            "-2500^-1",
            "-1.1^+23",
            "-2.5^-1",
            "-1.1^--23",
            "-127.32e13",
            "12.32e+14",
            "-12e-1",
            "1.3x10^6",
            "1.3e6",
            "6.23x10^-4",
        ),
        "signed": ("-4/5",),
        "improper": (
            "twenty-three fifths",
            "twenty and three and three fifths",
            "one million two thousand two hundred three fifths",
            "one hundred and three quarters",
            "two and fifty-four hundredths",
            "two hundred and fifty-four hundredths",
            "twenty fifths",
            "twenty one fifths",
            "one hundred and thirty fifths",
            "one hundred thirty fifths",
            "one hundred thirty two fifths",
            "one hundred thirty-two fifths",
            "one hundred and thirty-two fifths",
            "one hundred thirty-fifths",
            "one hundred one thousand fifths",
        ),
        "rare": (
            "one one hundred fifth",
            "one one hundred and fifth",
        ),
        "dashes": (
            "one - fourth",
            "five - eighths",
            "ninety - five hundred-fifths",
            "fifty - two",
        ),
        "capitals": (
            "10G",
            "1,674.5 G",
            "1,674,200.5 M",
        ),
        "apart": (
            "- 10  k",
            " 2.33 k",
        ),
        "over": (
            "one over three",
            "1 over twenty-one",
            "1 over one hundred and twenty one",
            "1 over three",
            "1 over 3",
            "one over 3",
            "one over 20",
            "one over twenty",
            "one over one hundred",
            "one over one hundred and twenty five",
            "2000 over 3",
        ),
        "dozens": (" three hundred and two dozens",),
        "spelt": (" two hundred point seventy-one",),
        "of_scale": (" one billion and three quarters million",),
    },
    ("English", "PercentModel"): {
        "percent": (
            " 100 percentage",
            "thirty percentage",
            "percents of twenty",
            "percent of 10",
            "per cent of twenty-two",
            "per cent of 210",
        ),
    },
    ("French", "NumberModel"): {
        "powers": (
            "1,1^+23",
            "2,5^-1",
            "-1,1^+23",
            "-2,5^-1",
            "-1,1^--23",
            "-127,32e13",
            "12,32e+14",
            "-12e-1",
            "1e10",
            "1,1^23",
            "-127.32e13",
            "12.32e+14",
        ),
        "halves": (
            "un demi",
            "demi",
        ),
        "rare": (
            "un billionieme",
            "cent mille billionieme",
            "un vingt cinquieme",
            "une vingt et unieme",
            "un vingt et unieme",
            "un billionième",
            "cent trillionièmes",
            "cent mille billionièmes",
            "trois vingt premières",
            "cent trente-cinquième",
            "un cent cinquième",
            "un cent et un cinquième",
        ),
        "improper": (
            "trois et un cinquieme",
            "vingt et un cinquieme",
            "un vingt-cinquieme",
            "cent trente cinquiemes",
            "cent et trois quarts",
            "vingt et trois cinquiemes",
            "vingt-trois cinquiemes",
            "un et un quatrieme",
            "vingt et trois et trois cinquiemes",
            "vingt et trois cinquièmes",
            "vingt-trois cinquièmes",
            "vingt et trois et trois cinquièmes",
            "un million deux mille deux cent trois cinquièmes",
            "un et un quatrième",
            "vingt cinquièmes",
            "trois et un cinquième",
            "vingt et un cinquième",
            "cent et trente cinquièmes",
            "cent trente cinquièmes",
            "cent trente deux cinquièmes",
            "cent trente-deux cinquièmes",
            "cent et trente-deux cinquièmes",
            "cent et trente et deux cinquièmes",
            "cent mille cinquièmes",
            "quatre-vingt-dix-cinq cent cinquièmes",
        ),
        "signed": ("-4/5",),
        "capitals": ("10G",),
        "apart": (
            "- 10  k",
            "2,33 k",
            "1,2b",
        ),
        "over": ("deux mille sur trois",),
        "dozens": (
            "2 douzaine",
            "trois cent deux douzaines",
        ),
        "spelt": (
            "deux cent virgule cinquante deux",
            "deux cent virgule soixante et onze",
        ),
        "french": (
            "1234567.0",
            "-92321312.0",
            "-1.0",
            "1.0",
            "vingt et un trillions",
            "vingt et un trillions et trois cents",
            "10000000000.0",
            "43894.0",
        ),
        "of_scale": (
            "quart de million",
            "un milliard et trois quarts millions",
        ),
    },
    ("French", "PercentModel"): {
        "powers": ("1,1^23 pourcent",),
        "percent": (
            " 100 pourcentage",
            "trente pourcentage",
            "cent pourcentages",
            "pourcentage de vingt",
            "pourcent des trois cent cinq",
            "100 pourcentage",
        ),
    },
}
# Read as the set has them, and all.
CASES = {
    ("English", "NumberModel"): (79, 134),
    ("English", "PercentModel"): (8, 14),
    ("French", "NumberModel"): (118, 189),
    ("French", "PercentModel"): (22, 29),
}


def cases(shared: Path, language: str, model: str) -> list[tuple[str, Fraction]]:
    """Return the texts that are one figure and nothing else, with their numbers."""
    path = shared / "conformance" / "numbers-recognizers" / language / f"{model}.json"
    if not path.is_file():
        pytest.skip("the conformance set of numerals is not in ../shared")
    found: list[tuple[str, Fraction]] = []
    every: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8-sig"))
    for case in every:
        text, results = case["Input"], case["Results"]
        if len(results) != 1 or not is_whole(text, results[0]["Text"]):
            continue
        value = results[0]["Resolution"]["value"]
        found.append((text, number_of(value)))
    return found


def is_whole(text: str, found: str) -> bool:
    return found.strip().casefold() == text.strip().strip(".!?").casefold()


def number_of(value: str) -> Fraction:
    number = exact(value.rstrip("%").replace(",", "."))
    return number / 100 if value.endswith("%") else number


def is_read(text: str, number: Fraction, lang: str) -> bool:
    """Whether a text is read as the number, as far as the set has digits."""
    try:
        value = read_figure(text, lang=lang).value
    except FigureError:
        return False
    return value is not None and abs(value - number) <= FLOATS * (1 + abs(number))


@pytest.mark.parametrize(("language", "model"), sorted(MISSES))
def test_whole_texts_are_read_but_for_those_listed(shared: Path, language: str, model: str) -> None:
    found = cases(shared, language, model)
    missed = [text for text, number in found if not is_read(text, number, LANGUAGES[language])]
    listed = {text for texts in MISSES[language, model].values() for text in texts}
    assert (len(found) - len(missed), len(found)) == CASES[language, model]
    assert set(missed) == listed


def test_every_miss_has_a_reason() -> None:
    for reasons in MISSES.values():
        assert set(reasons) <= set(REASONS)
