"""What is refused, with which code, at which place."""

from __future__ import annotations

import pytest

from factcheck.figure import FigureError, read_figure
from factcheck.figure.codes import CODES
from factcheck.model.unit import Unit, UnitKind

REPORTS = Unit(UnitKind.COUNT, "reports")
SHARE = Unit(UnitKind.SHARE)
CHANGE = Unit(UnitKind.RELATIVE_CHANGE)
POINTS = Unit(UnitKind.POINTS)
FACTOR = Unit(UnitKind.FACTOR)
FRANCS = Unit(UnitKind.AMOUNT, "CHF")

REFUSED = [
    # text, keys, slug, the words it points to
    ("roughlyish 9,000", {}, "figure-unknown-word", "roughlyish"),
    ("9,000 in 2018", {}, "figure-unknown-word", "in"),
    ("9,000 cases", {"nouns": ("reports",)}, "figure-unknown-word", "cases"),
    ("9,000 criminal reports", {"expects": REPORTS}, "figure-unknown-word", "criminal"),
    ("63 percent effective", {}, "figure-unknown-word", "effective"),
    ("9,000 nearly", {}, "figure-unknown-word", "nearly"),
    ("ten million thousand", {}, "figure-unknown-word", "thousand"),
    ("ten million million", {"reads": "approx"}, "figure-unknown-word", "million"),
    ("9,000 reports million", {}, "figure-unknown-word", "million"),
    ("10 K", {}, "figure-unknown-word", "K"),
    ("5 crore", {}, "figure-unknown-word", "crore"),
    ("all but 5", {}, "figure-unknown-word", "but"),
    ("not one in five", {}, "figure-unknown-word", "in"),
    ("6 in 5", {}, "figure-unknown-word", "in"),
    ("5 in 2018", {}, "figure-unknown-word", "in"),
    ("1/0", {}, "figure-ambiguous", "1/0"),
    ("5 km hours", {}, "figure-unknown-word", "hours"),
    ("twice as many again", {}, "figure-unknown-word", "again"),
    ("by a factor of three", {}, "figure-unknown-word", "by"),
    ("12 per 70", {}, "figure-unknown-word", "per"),
    ("the highest since 2015", {}, "figure-rank", "the"),
    ("9.000", {"locale": "xx-YY"}, "figure-locale", "9.000"),
    ("9,000 very many odd long named things", {}, "figure-unknown-word", "things"),
    ("$half", {}, "figure-unknown-word", "$"),
    ("quite small", {}, "figure-without-number", "quite small"),
    ("just", {}, "figure-without-number", "just"),
    ("", {}, "figure-without-number", ""),
    ("a factor of much", {}, "figure-without-number", "a factor of much"),
    ("20 to many", {}, "figure-empty-range", "to"),
    ("90..", {}, "figure-empty-range", ".."),
    ("..90", {}, "figure-empty-range", ".."),
    ("90-", {}, "figure-empty-range", "-"),
    ("between 90", {}, "figure-empty-range", "between"),
    ("from 90 to", {}, "figure-empty-range", "from"),
    ("five and a bit", {}, "figure-unknown-word", "and"),
    ("9,00", {}, "figure-ill-grouped", "9,00"),
    ("1,23,456", {}, "figure-ill-grouped", "1,23,456"),
    ("about 12,5 percent", {}, "figure-ill-grouped", "12,5"),
    ("0,500", {}, "figure-ill-grouped", "0,500"),
    ("1.234.567", {}, "figure-ill-grouped", "1.234.567"),
    ("9,000'000", {}, "figure-ill-grouped", "9,000'000"),
    ("at least around 9,000", {}, "figure-two-hedges", "around"),
    ("about 9,000 or more", {}, "figure-two-hedges", "or"),
    ("nearly two thirds of them or more", {}, "figure-two-hedges", "or"),
    ("9 00", {}, "figure-two-numbers", "00"),
    ("a majority of 60 percent", {}, "figure-two-numbers", "60"),
    ("a majority of two thirds", {}, "figure-two-numbers", "two"),
    ("30-something", {}, "figure-unknown-word", "something"),
    ("9,000 five", {}, "figure-two-numbers", "five"),
    ("10 percent fewer 5", {}, "figure-two-numbers", "5"),
    ("1e6", {}, "figure-two-numbers", "6"),
    ("rose from 20 to 30 percent", {}, "figure-two-numbers", "from"),
    ("rose 5 percent to 10 percent", {}, "figure-two-numbers", "percent"),
    ("63%", {"expects": REPORTS}, "figure-unit", "63%"),
    ("63%", {"expects": FRANCS}, "figure-unit", "63%"),
    ("a third", {"expects": POINTS}, "figure-unit", "a third"),
    ("between a third and a half", {"expects": REPORTS}, "figure-unit", ""),
    ("rose by 3%", {"expects": SHARE}, "figure-unit", "rose by 3%"),
    ("rose by a third", {"expects": POINTS}, "figure-unit", "rose by a third"),
    ("rose to 46 percent", {"expects": POINTS}, "figure-unit", "rose to 46 percent"),
    ("46 percent of the previous level", {"expects": POINTS}, "figure-unit", ""),
    ("half as many", {"expects": SHARE}, "figure-unit", "half as many"),
    ("3 percentage points", {"expects": SHARE}, "figure-unit", "3 percentage points"),
    ("doubled", {"expects": SHARE}, "figure-unit", "doubled"),
    ("doubled", {"expects": REPORTS}, "figure-unit", "doubled"),
    ("most", {"expects": CHANGE}, "figure-unit", "most"),
    ("none", {"expects": CHANGE}, "figure-unit", "none"),
    ("$5", {"expects": FRANCS}, "figure-unit", "$5"),
    ("$5", {"expects": REPORTS}, "figure-unit", "$5"),
    ("$5", {"expects": SHARE}, "figure-unit", "$5"),
    ("rose by 3", {"expects": FACTOR}, "figure-unit", "rose by 3"),
    ("half", {"unit": "points"}, "figure-unit", "half"),
    ("$5", {"unit": "points"}, "figure-unit", "$5"),
    ("3%", {"unit": "points", "expects": SHARE}, "figure-unit", "3%"),
    ("93.5", {"expects": SHARE}, "figure-needs-percent", "93.5"),
    ("up 93.5", {"expects": CHANGE}, "figure-needs-percent", "up 93.5"),
    ("9,000", {"reads": "approxx"}, "figure-unknown-class", "9,000"),
    ("9,000", {"reads": "Exact"}, "figure-unknown-class", "9,000"),
    ("9,167", {"to": "1000"}, "figure-precision", "9,167"),
    ("9,000", {"to": "much"}, "figure-precision", "9,000"),
    ("9,000", {"to": "0"}, "figure-precision", "9,000"),
    ("9,000", {"to": "9" * 101}, "figure-precision", "9,000"),
    ("more than 9,000", {"to": "1000"}, "figure-precision", "more than 9,000"),
    ("most", {"to": "1"}, "figure-precision", "most"),
    ("5 to 10", {"to": "5"}, "figure-precision", "5 to 10"),
    ("3%", {"unit": "percent"}, "figure-unit-key", "3%"),
    ("9,000", {"lang": "xx"}, "figure-language", "9,000"),
    ("5 to 1", {}, "figure-empty-range", "5 to 1"),
    ("between 20% and 30 points", {}, "figure-empty-range", ""),
    ("between a third and 5", {}, "figure-empty-range", ""),
    ("three times fewer", {}, "figure-ambiguous", "three"),
    ("the 1970s", {}, "figure-ambiguous", "1970s"),
    ("in the 20s", {}, "figure-ambiguous", "20s"),
    ("100s", {}, "figure-ambiguous", "100s"),
    ("100,000s of people", {}, "figure-ambiguous", "100,000s"),
    ("nineteen seventies", {}, "figure-unknown-word", "seventies"),
    ("every few years", {}, "figure-unknown-word", "few"),
    ("every twenty-fifth", {}, "figure-two-numbers", "twenty"),
    ("50/50", {}, "figure-ambiguous", "50/50"),
    ("about 60/40", {}, "figure-ambiguous", "60/40"),
    ("20-30,000 people", {}, "figure-ambiguous", "20-30,000"),
    ("two to three thousand", {}, "figure-ambiguous", ""),
    ("a third of a percent", {}, "figure-ambiguous", "a percent"),
    ("half of the 20 percent", {}, "figure-ambiguous", "20 percent"),
    ("half of one in five", {}, "figure-ambiguous", "one in five"),
    ("a third percent", {}, "figure-unknown-word", "percent"),
    ("lost 10", {"expects": REPORTS, "never_negative": True}, "figure-unit", "lost 10"),
    ("9 more", {"expects": REPORTS, "never_negative": True}, "figure-unit", "9 more"),
    ("fell by -5%", {}, "figure-ambiguous", "fell"),
    ("minus a third", {}, "figure-ambiguous", "minus"),
    ("-½", {}, "figure-ambiguous", "-"),
    ("rose 10 percent lower", {}, "figure-ambiguous", "lower"),
    ("nearly 0", {}, "figure-class-misfit", "nearly 0"),
    ("just under 0%", {}, "figure-class-misfit", "just under 0%"),
    ("well under 0", {}, "figure-class-misfit", "well under 0"),
    ("no fewer", {}, "figure-class-misfit", "no fewer"),
    ("hundreds fewer", {}, "figure-class-misfit", "hundreds fewer"),
    ("more than all", {}, "figure-class-misfit", "more than all"),
    ("at least dozens", {}, "figure-class-misfit", "at least dozens"),
    ("at least 20 to 30", {}, "figure-class-misfit", "at least 20 to 30"),
    ("9,000", {"reads": "majority"}, "figure-class-misfit", "9,000"),
    ("9,000?", {}, "figure-character", "?"),
    ("(9,000)", {}, "figure-character", "("),
    ("9,000\u202e", {}, "figure-character", "\u202e"),
    ("9" * 101, {}, "figure-too-long", "9" * 101),
    ("about " * 51, {}, "figure-too-long", "about " * 51),
]


@pytest.mark.parametrize(("text", "keys", "slug", "place"), REFUSED)
def test_a_wrong_figure_is_refused_at_its_place(
    text: str, keys: dict[str, object], slug: str, place: str
) -> None:
    with pytest.raises(FigureError) as caught:
        read_figure(text, **keys)  # type: ignore[arg-type]
    error = caught.value
    assert error.code.slug == slug
    assert text[error.start : error.end] == (place or text)
    assert error.message == str(error)


def test_every_code_has_a_case() -> None:
    assert {slug for _, _, slug, _ in REFUSED} == {code.slug for code in CODES}


def test_codes_lie_in_their_range_and_explain_themselves() -> None:
    assert len({code.code for code in CODES}) == len(CODES)
    for code in CODES:
        assert "FC080" <= code.code <= "FC099"
        assert len(code.explanation) > 80


def test_an_unknown_word_is_shown_with_the_classes_to_choose_from() -> None:
    with pytest.raises(FigureError, match="'nearlly'") as caught:
        read_figure("nearlly 9,000")
    assert caught.value.hint is not None
    assert "did you mean 'nearly'?" in caught.value.hint
    assert "near_below" in caught.value.hint


def test_an_unknown_noun_is_shown_with_the_unit_of_the_measure() -> None:
    with pytest.raises(FigureError) as caught:
        read_figure("9,000 cases", expects=REPORTS)
    assert caught.value.hint is not None
    assert "the measure's unit is 'reports'" in caught.value.hint


def test_a_bare_number_of_a_share_asks_for_the_percent_sign() -> None:
    with pytest.raises(FigureError) as caught:
        read_figure("93.5", expects=SHARE)
    assert caught.value.hint == "write the percent sign: '93.5%', not '93.5'"


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("0.313", ": '31.3%', not '0.313'"),
        ("about -0.5", ": '-50%', not '-0.5'"),
        ("12", ": '12%', not '12'"),
        ("1", ": '1%', not '1'"),
        ("1.2", ": '1.2%', not '1.2'"),
        ("between 20 and 30", ""),
    ],
)
def test_the_percent_sign_is_shown_behind_the_figures_own_number(text: str, hint: str) -> None:
    for expects in (SHARE, Unit(UnitKind.RELATIVE_CHANGE)):
        with pytest.raises(FigureError) as caught:
            read_figure(text, expects=expects)
        assert caught.value.hint == f"write the percent sign{hint}"


def test_an_unknown_class_is_met_with_the_choices_and_the_nearest() -> None:
    with pytest.raises(FigureError, match="exact, bare, approx") as caught:
        read_figure("9,000", reads="approxx")
    assert caught.value.hint == "did you mean 'approx'?"


def test_an_unknown_language_is_met_with_those_available() -> None:
    with pytest.raises(FigureError) as caught:
        read_figure("9,000", lang="rm")
    assert caught.value.hint == "known here: 'en', 'de', 'fr', 'it', 'es'"


def test_a_decade_asks_for_its_years() -> None:
    with pytest.raises(FigureError, match="'1970s' is a decade") as caught:
        read_figure("the 1970s")
    assert caught.value.hint is not None
    assert "year in 1970..1979" in caught.value.hint
    with pytest.raises(FigureError, match="'200s' names many numbers"):
        read_figure("200s")


def test_a_change_claimed_of_a_count_asks_for_a_change() -> None:
    with pytest.raises(FigureError, match="is no change") as caught:
        read_figure("lost 10", expects=REPORTS, never_negative=True)
    assert caught.value.hint is not None
    assert "change(a -> b)" in caught.value.hint


@pytest.mark.parametrize(
    ("word", "close"),
    [
        ("glum", ""),
        ("agog", ""),
        ("ovr", ""),
        ("nearlly", "'nearly'"),
        ("abuot", "'about'"),
        ("atleast", "'at least'"),
        ("ruoghly", "'roughly'"),
        ("aproximatly", "'approximately'"),
    ],
)
def test_only_a_likely_misspelling_is_suggested(word: str, close: str) -> None:
    with pytest.raises(FigureError) as caught:
        read_figure(f"{word} 9,000")
    hint = str(caught.value.hint)
    assert hint.startswith(f"did you mean {close}? " if close else "leave the word out")
