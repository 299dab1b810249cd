"""English figures: number words, printed digits, refusals, and the units that are expected."""

from __future__ import annotations

import pytest
from exact import exact
from intervals import interval

from factcheck.figure import FigureError, read_figure
from factcheck.model.unit import Unit, UnitKind

REPORTS = Unit(UnitKind.COUNT, "reports")
SHARE = Unit(UnitKind.SHARE)
CHANGE = Unit(UnitKind.RELATIVE_CHANGE)
POINTS = Unit(UnitKind.POINTS)
FACTOR = Unit(UnitKind.FACTOR)
DOLLARS = Unit(UnitKind.AMOUNT, "USD")
YEARS = Unit(UnitKind.AMOUNT, "years")

NUMBERS = [
    ("zero", 0),
    ("nil", 0),
    ("nought", 0),
    ("one", 1),
    ("seven", 7),
    ("eleven", 11),
    ("twelve", 12),
    ("fifteen", 15),
    ("eighteen", 18),
    ("nineteen", 19),
    ("twenty", 20),
    ("twenty-one", 21),
    ("twenty one", 21),
    ("TWENTY-ONE", 21),
    ("forty", 40),
    ("forty-four", 44),
    ("fifty", 50),
    ("sixty-six", 66),
    ("seventy-seven", 77),
    ("eighty-two", 82),
    ("ninety-nine", 99),
    ("a hundred", 100),
    ("one hundred", 100),
    ("one hundred one", 101),
    ("a hundred and one", 101),
    ("one hundred and eleven", 111),
    ("two hundred five", 205),
    ("three hundred and thirty-three", 333),
    ("nine hundred and ninety-nine", 999),
    ("a thousand", 1000),
    ("one thousand and one", 1001),
    ("eleven hundred", 1100),
    ("twelve hundred and fifty", 1250),
    ("nineteen hundred eighty-nine", 1989),
    ("two thousand", 2000),
    ("two thousand and fifteen", 2015),
    ("four thousand two hundred", 4200),
    ("nine thousand one hundred and twenty-one", 9121),
    ("ten thousand", 10000),
    ("eleven thousand and eleven", 11011),
    ("twenty-five thousand", 25000),
    ("thirty thousand and one", 30001),
    ("thirty-one thousand three hundred and thirty", 31330),
    ("a hundred thousand", 100000),
    ("one hundred thousand and one", 100001),
    ("one hundred and one thousand one hundred and one", 101101),
    ("two hundred forty-five thousand three hundred twelve", 245312),
    ("nine hundred and ninety-nine thousand nine hundred and ninety-nine", 999999),
    ("a million", 10**6),
    ("one million and one", 1000001),
    ("one million two hundred thousand", 1200000),
    ("two million three hundred thousand and fifty", 2300050),
    ("eighty-two million", 82 * 10**6),
    ("a hundred million", 10**8),
    ("a billion", 10**9),
    ("three billion two million one thousand", 3002001000),
    ("two trillion", 2 * 10**12),
    ("one and a half million", 1500000),
    ("a million and a half", 1500000),
    ("two point five million", 2500000),
    ("two and a half thousand", 2500),
    ("half a million", 500000),
    ("half a billion", 500000000),
    ("a quarter of a million", 250000),
    ("three quarters of a million", 750000),
    ("a dozen", 12),
    ("two dozen", 24),
    ("half a dozen", 6),
]

SMALL = """
- one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen
"""
TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety"


def spelt(number: int, joint: str = " ") -> str:
    """Return a number below a million in words, with ``joint`` behind hundreds and thousands."""
    small, tens_of = SMALL.split(), TENS.split()
    if number >= 1000:
        thousands, below = divmod(number, 1000)
        between = joint if below < 100 else " "
        return f"{spelt(thousands, joint)} thousand{between + spelt(below, joint) if below else ''}"
    if number >= 100:
        hundreds, below = divmod(number, 100)
        return f"{small[hundreds]} hundred{joint + spelt(below) if below else ''}"
    if number >= 20:
        tens, unit = divmod(number, 10)
        return f"{tens_of[tens]}-{small[unit]}" if unit else tens_of[tens]
    return small[number]


@pytest.mark.parametrize(("text", "number"), NUMBERS)
def test_a_number_in_words_is_read(text: str, number: int) -> None:
    assert read_figure(text, reads="exact").value == exact(number)


@pytest.mark.parametrize("joint", [" ", " and "], ids=["American", "British"])
def test_every_kind_of_number_below_a_million_is_read(joint: str) -> None:
    # Every number to 1,100, then steps that meet all last two digits of both groups.
    for number in (*range(1, 1100), *range(1101, 1_000_000, 1999)):
        words = spelt(number, joint)
        figure = read_figure(f"{words} reports", reads="exact")
        assert (figure.value, figure.unit.noun) == (exact(number), "reports"), words


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("9,000", "9000"),
        ("9\u00a0000", "9000"),
        ("9\u202f000", "9000"),
        ("9\u2009000", "9000"),
        ("9'000", "9000"),
        ("9’000", "9000"),
        ("1,234,567", "1234567"),
        ("1,234.5", "1234.5"),
        ("1.234", "1.234"),
        ("1,234", "1234"),
        (".5", "0.5"),
        ("4.50", "4.5"),
        ("2½ million", "2500000"),
        ("2⅔", "8/3"),
        ("2 1/2", "2.5"),
        ("2 5/8", "2.625"),
        ("1 234 567", "1234567"),
        ("12 345.5", "12345.5"),
        ("15k", "15000"),
        ("2.4bn", "2400000000"),
        ("5m", "5000000"),
        ("5bln", "5000000000"),
        ("1.2tn", "1200000000000"),
        ("\u22125", "-5"),
        ("-$5", "-5"),
        ("$-25", "-25"),
        ("CHF -25", "-25"),
        ("CHF \u221225", "-25"),
        ("+£5", "5"),
    ],
)
def test_digits_are_read_as_english_prints_them(text: str, number: str) -> None:
    assert read_figure(text).value == exact(number)


@pytest.mark.parametrize(
    ("locale", "text", "number"),
    [
        ("en-GB", "9,000.5", "9000.5"),
        ("en-US", "1,234,567", "1234567"),
        ("en-CA", "9,000.5", "9000.5"),
        ("en-CH", "9’000.5", "9000.5"),
        ("en-IN", "12,34,567", "1234567"),
        ("en-IN", "1,23,456.5", "123456.5"),
        ("en-IN", "12,34,56,789", "123456789"),
        ("en-IN", "1,234,567", "1234567"),
        ("en-IN", "9,000", "9000"),
        ("en-ZA", "9 000,5", "9000.5"),
        ("en-ZA", "9\u00a0000", "9000"),
    ],
)
def test_a_locale_says_how_digits_are_printed(locale: str, text: str, number: str) -> None:
    assert read_figure(text, locale=locale).value == exact(number)
    assert read_figure(text, lang=locale).value == exact(number)


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en-IN", "123,45,678"),
        ("en-IN", "12,34"),
        ("en-IN", "12,34,56"),
        ("en-IN", "1,2345,678"),
        ("en-GB", "12,34,567"),
        ("en-ZA", "9 000.5"),
        ("en-CH", "9,000"),
    ],
)
def test_another_grouping_is_refused(locale: str, text: str) -> None:
    with pytest.raises(FigureError) as caught:
        read_figure(text, locale=locale)
    assert caught.value.code.slug == "figure-ill-grouped"


REFUSED = [
    # text, keys, slug, the words it points to
    ("a good deal of 9,000", {}, "figure-unknown-word", "deal"),
    ("near 9,000", {}, "figure-unknown-word", "near"),
    ("hardly 9,000", {}, "figure-unknown-word", "hardly"),
    ("nowhere near 9,000", {}, "figure-unknown-word", "nowhere"),
    ("as few as 9,000", {}, "figure-unknown-word", "as"),
    ("as little as 5 percent", {}, "figure-unknown-word", "as"),
    ("easily 9,000", {}, "figure-unknown-word", "easily"),
    ("not 9,000", {}, "figure-unknown-word", "not"),
    ("never 9,000", {}, "figure-unknown-word", "never"),
    ("could be 9,000", {}, "figure-unknown-word", "could"),
    ("allegedly 9,000", {}, "figure-unknown-word", "allegedly"),
    ("environ 9,000", {}, "figure-unknown-word", "environ"),
    ("rund 9,000", {}, "figure-unknown-word", "rund"),
    ("casi 9,000", {}, "figure-unknown-word", "casi"),
    ("oltre 9,000", {}, "figure-unknown-word", "oltre"),
    ("9,000 environ", {}, "figure-unknown-word", "environ"),
    ("9,000 mindestens", {}, "figure-unknown-word", "mindestens"),
    ("9,000 casi", {}, "figure-unknown-word", "casi"),
    ("9,000 milliards", {}, "figure-unknown-word", "milliards"),
    ("9,000 lakh", {}, "figure-unknown-word", "lakh"),
    ("9,000 per day", {}, "figure-unknown-word", "per"),
    ("9,000 a day", {}, "figure-unknown-word", "a"),
    ("9,000 daily", {}, "figure-unknown-word", "daily"),
    ("9,000 annually", {}, "figure-unknown-word", "annually"),
    ("9,000 each", {}, "figure-unknown-word", "each"),
    ("9,000 without children", {}, "figure-unknown-word", "without"),
    ("9,000 might be", {}, "figure-unknown-word", "might"),
    ("9,000 allegedly", {}, "figure-unknown-word", "allegedly"),
    ("12 May", {}, "figure-unknown-word", "May"),
    ("12 January", {}, "figure-unknown-word", "January"),
    ("5th", {}, "figure-unknown-word", "th"),
    ("5 Jamaican dollars", {}, "figure-unknown-word", "Jamaican"),
    ("5 nasty percent", {}, "figure-unknown-word", "nasty"),
    ("5 %%", {}, "figure-unknown-word", "%"),
    ("5 percent percent", {}, "figure-unknown-word", "percent"),
    ("5 per 1,000 per 1,000", {}, "figure-unknown-word", "per"),
    ("5 km km", {}, "figure-unknown-word", "km"),
    ("CHF - 25", {}, "figure-unknown-word", "CHF"),
    ("five hundred hundred", {}, "figure-unknown-word", "hundred"),
    ("five thousand thousand", {}, "figure-unknown-word", "thousand"),
    ("10 or 20", {}, "figure-unknown-word", "or"),
    ("15 k", {}, "figure-unknown-word", "k"),
    ("not all", {}, "figure-unknown-word", "not"),
    ("all but 5", {}, "figure-unknown-word", "but"),
    ("a slim majority", {}, "figure-unknown-word", "slim"),
    ("broadly unchanged", {}, "figure-unknown-word", "broadly"),
    ("did not rise by 5 percent", {}, "figure-unknown-word", "did"),
    ("will rise by 5 percent", {}, "figure-unknown-word", "will"),
    ("give or take 5", {}, "figure-unknown-word", "give"),
    ("half an hour", {}, "figure-unknown-word", "an"),
    ("1 in 0.5", {}, "figure-unknown-word", "in"),
    ("0 in 2018", {}, "figure-unknown-word", "in"),
    ("x4", {}, "figure-unknown-word", "x"),
    ("a handful", {}, "figure-without-number", "a handful"),
    ("a couple of hundred", {}, "figure-without-number", "a couple of hundred"),
    ("a small minority", {}, "figure-unknown-word", "small"),
    ("few", {}, "figure-without-number", "few"),
    ("little changed", {}, "figure-without-number", "little changed"),
    ("under-fives", {}, "figure-without-number", "under-fives"),
    ("over-65s", {}, "figure-ambiguous", "65s"),
    ("aged in their 20s", {}, "figure-ambiguous", "20s"),
    ("aged 5 percent", {}, "figure-ambiguous", "aged"),
    ("aged 5 children", {}, "figure-ambiguous", "aged"),
    ("aged up 5", {}, "figure-ambiguous", "aged"),
    ("aged half", {}, "figure-ambiguous", "aged"),
    ("1/0", {}, "figure-ambiguous", "1/0"),
    ("one in zero", {}, "figure-ambiguous", "one in zero"),
    ("0 in 5", {}, "figure-ambiguous", "0 in 5"),
    ("0 in every 5", {}, "figure-ambiguous", "0 in every 5"),
    ("a quarter of an hour", {}, "figure-ambiguous", "an hour"),
    ("three times lower", {}, "figure-ambiguous", "three"),
    ("12,34,567", {}, "figure-ill-grouped", "12,34,567"),
    ("rose 5 percent to 10", {}, "figure-empty-range", "5 percent to 10"),
    ("rose 5 percent in 2020 to 46 percent", {}, "figure-two-numbers", "to"),
    ("nineteen ninety-nine", {}, "figure-two-numbers", "ninety"),
    ("all 12 patients", {}, "figure-two-numbers", "12"),
    ("a two-thirds majority", {}, "figure-two-numbers", "majority"),
    ("5 millions", {}, "figure-two-numbers", "millions"),
    ("400 people give or take 20", {}, "figure-two-numbers", "20"),
    ("nearly over 9,000", {}, "figure-two-hedges", "over"),
    ("at least about half", {}, "figure-two-hedges", "about"),
    ("25 basis points", {"expects": SHARE}, "figure-unit", "25 basis points"),
    ("A$5", {"expects": DOLLARS}, "figure-unit", "A$5"),
    ("5 Canadian dollars", {"expects": DOLLARS}, "figure-unit", "5 Canadian dollars"),
    ("aged 18", {"expects": DOLLARS}, "figure-unit", "aged 18"),
    ("second highest", {}, "figure-rank", "second"),
    ("record highs", {}, "figure-rank", "record"),
    ("the most since 2015", {}, "figure-rank", "the"),
    ("more than at least", {}, "figure-two-hedges", "at"),
    ("more than none", {}, "figure-class-misfit", "more than none"),
]


@pytest.mark.parametrize(("text", "keys", "slug", "place"), REFUSED)
def test_a_wrong_figure_is_refused_at_its_place(
    text: str, keys: dict[str, object], slug: str, place: str
) -> None:
    with pytest.raises(FigureError) as caught:
        read_figure(text, **keys)  # type: ignore[arg-type]
    error = caught.value
    assert (error.code.slug, text[error.start : error.end]) == (slug, place)


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("1 report", "reports"),
        ("9,000 reports", "report"),
        ("one child", "children"),
        ("12 women", "woman"),
        ("one person", "people"),
        ("two buses", "bus"),
        ("1 virus", "viruses"),
        ("3 crises", "crisis"),
        ("two feet", "foot"),
        ("1 policeman", "policemen"),
        ("2 calories", "calorie"),
        ("2 species", "species"),
        ("2 addresses", "address"),
        ("2 houses", "house"),
        ("2 cities", "city"),
        ("12 asylum applications", "asylum application"),
        ("dozens of reports", "reports"),
        ("hundreds of the reports", "reports"),
        ("2 million of them", "reports"),
        ("5 shares", "share"),
        ("5 points", "points"),
        ("12 heads", "head"),
    ],
)
def test_a_declared_noun_is_met_in_singular_and_plural(text: str, noun: str) -> None:
    figure = read_figure(text, expects=Unit(UnitKind.COUNT, noun))
    assert figure.unit == Unit(UnitKind.COUNT, noun)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("9,000 cases", "cases"),
        ("dozens of cases", "cases"),
        ("2 million cases", "cases"),
        ("between 1 and 2 million cases", "cases"),
    ],
)
def test_another_noun_is_refused(text: str, word: str) -> None:
    with pytest.raises(FigureError) as caught:
        read_figure(text, expects=REPORTS)
    error = caught.value
    assert (error.code.slug, text[error.start : error.end]) == ("figure-unknown-word", word)


@pytest.mark.parametrize(
    ("text", "expects", "default"),
    [
        ("about a third of reports", SHARE, "[37/120, 43/120]"),
        ("fell to 46 percent of last year's level", SHARE, "[0.455, 0.465)"),
        ("fell to 46 percent of the previous level", CHANGE, "[-0.545, -0.535)"),
        ("slid by 58 percent", CHANGE, "(-0.585, -0.575]"),
        ("slid by 58 percent", FACTOR, "(0.415, 0.425]"),
        ("trebled", CHANGE, "[1.85, 2.15]"),
        ("twice as likely", FACTOR, "[1.9, 2.1]"),
        ("half as likely", CHANGE, "[-0.525, -0.475]"),
        ("up 3 percent", POINTS, "[2.5, 3.5)"),
        ("edged down 0.3 percentage points", POINTS, "(-0.35, -0.25]"),
        ("some 9,000 reports", REPORTS, "[8500, 9500)"),
        ("855 of 9,499 reports", REPORTS, "[855, 855]"),
        ("none of the reports", REPORTS, "[0, 0]"),
        ("none of the reports", SHARE, "[0, 0]"),
        ("hundreds of reports", REPORTS, "[200, 1000)"),
        ("hundreds of millions of dollars", DOLLARS, "[200000000, 1000000000)"),
        ("US$5m", DOLLARS, "[4500000, 5500000)"),
        ("aged 18 to 24", YEARS, "[18, 24]"),
        ("aged 18 to 24", Unit(UnitKind.COUNT, "years"), "[18, 24]"),
        ("aged 18 months", YEARS, "[35/24, 37/24)"),
        ("held steady", POINTS, "[-0.5, 0.5]"),
        ("12 per 100,000 population", FACTOR, "[0.000115, 0.000125)"),
    ],
)
def test_the_expected_unit_decides(text: str, expects: Unit, default: str) -> None:
    figure = read_figure(text, expects=expects)
    assert figure.unit == expects
    assert figure.profiles.default == interval(default)


def test_a_foreign_dollar_is_no_american_one() -> None:
    for text, code in (("A$5", "AUD"), ("C$5m", "CAD"), ("5 Canadian dollars", "CAD")):
        assert read_figure(text).unit == Unit(UnitKind.AMOUNT, code)


def test_a_fraction_behind_a_number_is_as_precise_as_its_name() -> None:
    sets = {
        "2 1/2 percent": "[0.0245, 0.0255)",
        "2 1/4 percent": "[0.02245, 0.02255)",
        "2 5/8 percent": "[0.026245, 0.026255)",
        "two and two thirds percent": "[157/6000, 163/6000)",
    }
    for text, default in sets.items():
        assert read_figure(text).profiles.default == interval(default), text


@pytest.mark.parametrize(
    "text", ["2 2/1 percent", "2 1 /2", "2 1/ 2", "2 100/101", "1/2 1/3", "2 0/3"]
)
def test_what_is_no_half_behind_a_number_is_no_part_of_it(text: str) -> None:
    with pytest.raises(FigureError):
        read_figure(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("a third of a million people", "1000000/3"),
        ("two thirds of a billion", "2000000000/3"),
        ("three tenths of a million", "300000"),
        ("quarter million", "250000"),
    ],
)
def test_a_part_of_a_word_of_scale_is_an_amount(text: str, number: str) -> None:
    figure = read_figure(text)
    assert (figure.value, figure.unit.kind) == (exact(number), UnitKind.COUNT)


@pytest.mark.parametrize("text", ["three thirds of a million", "two thirds of a thousand"])
def test_another_part_of_a_scale_is_refused(text: str) -> None:
    with pytest.raises(FigureError):
        read_figure(text)


def test_a_level_of_the_one_before_is_a_factor_with_and_without_of() -> None:
    for text in ("fell to half of the previous level", "fell to half the previous level"):
        assert read_figure(text).unit.kind is UnitKind.FACTOR
    assert read_figure("half the reports last year").unit.kind is UnitKind.SHARE


def test_a_majority_may_be_of_a_number_of_things() -> None:
    for text in ("a majority of 12 members", "a majority of the 12 members"):
        assert read_figure(text).hedge == "majority"


def test_one_in_many_is_a_rate_and_one_of_many_a_count() -> None:
    assert read_figure("one in 125").profiles.default == interval("[0.0076, 0.0084]")
    assert read_figure("1 of 125").profiles.default == interval("[0.008, 0.008]")
    assert read_figure("3 in 125").profiles.default == interval("[0.024, 0.024]")


@pytest.mark.parametrize("noun", ["homicide", "homicides"])
def test_a_multiple_that_describes_its_noun_is_none(noun: str) -> None:
    for text in (f"a double {noun}", f"Double {noun}", f"nearly double {noun}"):
        for nouns in ((), ("homicides",)):
            with pytest.raises(FigureError) as caught:
                read_figure(text, nouns=nouns)
            assert caught.value.code.slug == "figure-without-number"
    assert read_figure("double the homicides", nouns=("homicides",)).value == 2


@pytest.mark.parametrize(
    ("lang", "text", "code"),
    [
        ("en", "$500", "USD"),
        ("en-US", "$500", "USD"),
        ("en-GB", "$500", "USD"),
        ("en-CA", "$500", "CAD"),
        ("en-CA", "500 dollars", "CAD"),
        ("en-CA", "US$500", "USD"),
        ("en-CA", "500 US dollars", "USD"),
        ("en-AU", "$5m", "AUD"),
        ("en-JM", "$500", "JMD"),
        ("en-FK", "£500", "FKP"),
        ("fr", "500 $", "USD"),
        ("fr-CA", "500 $", "CAD"),
        ("fr-CA", "500 dollars", "CAD"),
        ("es", "$500", "USD"),
        ("es", "500 pesos", "MXN"),
        ("es-MX", "$500", "MXN"),
        ("es-MX", "500 dólares", "USD"),
        ("es-AR", "$500", "ARS"),
        ("es-AR", "500 pesos", "ARS"),
        ("es-AR", "US$500", "USD"),
        ("es-US", "$500", "USD"),
        ("es-US", "500 pesos", "MXN"),
        ("es-EC", "$500", "USD"),
        ("es-ES", "$500", "USD"),
        ("de-CH", "500 $", "USD"),
        ("it-CH", "500 $", "USD"),
    ],
)
def test_a_currency_sign_is_that_of_the_country(lang: str, text: str, code: str) -> None:
    assert read_figure(text, lang=lang).unit == Unit(UnitKind.AMOUNT, code)


def test_a_measure_in_the_money_of_the_country_is_met() -> None:
    for lang, code in (("en-JM", "JMD"), ("es-AR", "ARS"), ("es-MX", "MXN")):
        unit = Unit(UnitKind.AMOUNT, code)
        assert read_figure("$500", lang=lang, expects=unit).unit == unit
        with pytest.raises(FigureError):
            read_figure("$500", lang=lang, expects=Unit(UnitKind.AMOUNT, "USD"))


def test_spaces_group_in_every_country_that_prints_as_english_does() -> None:
    for lang in ("en", "en-GB", "en-US"):
        assert read_figure("1 234 567", lang=lang).value == 1234567
    with pytest.raises(FigureError):
        read_figure("12 34 567", lang="en")


def test_a_class_of_ones_own_passes_over_the_words() -> None:
    assert read_figure("easily 5 nasty percent", reads="ge").profiles.default.upper == 1


def test_nothing_before_a_word_of_scale_is_rounded_to_it() -> None:
    assert read_figure("0 million").profiles.default == interval("[0, 500000)")
    assert read_figure("0 thousand").profiles.lenient == interval("[0, 500)")


def test_none_is_a_count_and_none_of_them_a_share() -> None:
    assert read_figure("none").unit == Unit(UnitKind.COUNT)
    assert read_figure("none of them").unit == Unit(UnitKind.SHARE)
