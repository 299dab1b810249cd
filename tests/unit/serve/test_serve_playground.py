"""A figure in words that somebody tries."""

from __future__ import annotations

import pytest

from factcheck.serve.playground import (
    Allowed,
    Refused,
    Typed,
    classes,
    languages,
    tried,
    typed_of,
)
from factcheck.serve.words import page_words

WORDS = page_words("en")


def allowed(text: str, **said: str) -> Allowed:
    answer = tried(Typed(text, **said), WORDS, "en")
    assert isinstance(answer, Allowed)
    return answer


def refused(text: str, **said: str) -> Refused:
    answer = tried(Typed(text, **said), WORDS, "en")
    assert isinstance(answer, Refused)
    return answer


def test_nothing_typed_is_nothing_tried() -> None:
    assert tried(typed_of({}), WORDS, "en") is None
    assert tried(typed_of({"text": "  "}), WORDS, "en") is None


def test_fields_are_those_of_the_command() -> None:
    query = {"text": " 9 ", "lang": "de", "unit": "points", "reads": "ge", "to": "1", "locale": "x"}
    assert typed_of(query) == Typed("9", "de", "points", "ge", "1", "x")
    assert typed_of({"lang": ""}).lang == "en"


def test_the_three_profiles_are_shown_with_the_rule() -> None:
    answer = allowed("just under ten percent")
    assert [(name, numbers) for name, numbers, _ in answer.rows] == [
        ("strict", "9.5 % to under 10 %"),
        ("default", "9 % to under 10 %"),
        ("lenient", "8 % to under 10 %"),
    ]
    assert all(about for _, _, about in answer.rows)
    assert (answer.hedge, answer.unit, answer.others) == ("tight_below", "share", ())
    assert answer.rule
    assert answer.picture.startswith("<svg ")


def test_the_other_fields_decide_too() -> None:
    assert allowed("knapp zehn Prozent", lang="de").rows[1][1] == "9 % to under 10 %"
    assert allowed("up 4%", unit="points").unit == "points"
    assert allowed("9,000", reads="exact").rows[1][1] == "9,000"
    assert allowed("9,000", to="10").rows[1][1] == "8,995 to under 9,005"
    assert allowed("rund 9’000", lang="de", locale="de-CH").hedge == "approx"


def test_other_readings_are_named() -> None:
    answer = allowed("three times more")
    assert answer.others
    assert all(name and numbers for name, numbers in answer.others)


def test_pages_in_another_language_say_numbers_in_its_way() -> None:
    answer = tried(Typed("just under 9.5 percent"), page_words("de"), "de")
    assert isinstance(answer, Allowed)
    assert "9,5" in answer.rows[1][1]


def test_what_cannot_be_read_is_marked_with_the_nearest_word() -> None:
    answer = refused("just unter ten percent")
    assert answer.code == "FC081 figure-unknown-word"
    assert (answer.before, answer.marked, answer.after) == ("just ", "unter", " ten percent")
    assert answer.hint.startswith("did you mean 'under'?")
    assert "“Read as”" in answer.hint
    assert answer.explanation


def test_what_may_be_thousands_is_refused_as_in_a_claim() -> None:
    answer = refused("EUR 9.000")
    assert (answer.code, answer.marked) == ("FC083 figure-ill-grouped", "9.000")
    assert "“Digits as printed in en-GB” for 9" in answer.hint
    assert allowed("EUR 9.000", locale="de-DE").rows[0][1] == "9,000"
    assert allowed("3.125").rows[1][1] == "3.1245 to under 3.1255"
    assert refused("3.125 reports").marked == "3.125"


def test_hidden_characters_are_shown() -> None:
    assert "␛" in refused("\x1b[31m 9").marked + refused("\x1b[31m 9").before


@pytest.mark.parametrize(
    "said",
    [{"lang": "xx"}, {"unit": "kg"}, {"reads": "none"}, {"to": "x"}, {"locale": "../../etc"}],
)
def test_fields_that_are_wrong_are_refused(said: dict[str, str]) -> None:
    assert refused("9,000", **said).message


def test_a_text_without_a_place_in_question_is_shown_whole() -> None:
    answer = refused("x" * 301)
    assert answer.code.startswith("FC080")


def test_choices() -> None:
    assert ("de", "German") in languages("en")
    assert ("de", "Deutsch") in languages("de")
    assert "tight_below" in classes()
