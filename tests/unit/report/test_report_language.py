"""The catalogues of reports, held against what the source tells."""

from __future__ import annotations

import re
import string

import catalogue
import pytest
import report_samples as samples
from msgspec import Struct
from msgspec.structs import replace

from factcheck.model.formats import LANGUAGES
from factcheck.model.told import told, told_count, told_digits
from factcheck.report import render_markdown, render_terminal
from factcheck.report.language import in_language
from factcheck.report.memo.build import memo_of
from factcheck.report.memo.words import Words

MARGIN = 11
"""The columns that a label may have in front of a terminal's lines."""
NARROW = "\N{NARROW NO-BREAK SPACE}"


def names_in(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


@pytest.mark.parametrize("language", catalogue.TRANSLATED)
def test_every_text_is_translated_and_nothing_else(language: str) -> None:
    found = {each.id: each.string for each in catalogue.catalogue_of(language) if each.id}
    assert set(found) == set(catalogue.all_told())
    missing = [key for key, text in found.items() if not (all(text) if text else False)]
    assert missing == []


@pytest.mark.parametrize("language", catalogue.TRANSLATED)
def test_translations_have_the_parts_of_their_text(language: str) -> None:
    wrong = []
    for each in catalogue.catalogue_of(language):
        if each.id:
            ids = (each.id,) if isinstance(each.id, str) else each.id
            texts = (each.string,) if isinstance(each.string, str) else each.string or ()
            parts = [names_in(text) for text in ids]
            # One may be a word where the text of many is a number: "one of them".
            allowed = parts[0] | parts[-1]
            wrong += [
                text
                for text in texts
                if not names_in(text) <= allowed or names_in(text) | {"n"} < allowed
            ]
    assert wrong == []


@pytest.mark.parametrize("language", catalogue.TRANSLATED)
def test_a_catalogue_is_in_order(language: str) -> None:
    path = catalogue.TEXTS / f"{language}.po"
    assert path.read_bytes() == catalogue.in_order(language), "python tests/helpers/catalogue.py"


def said_in(language: str) -> list[str]:
    """Return every text of a catalogue."""
    texts = (each.string for each in catalogue.catalogue_of(language) if each.id)
    return [one for each in texts for one in ((each,) if isinstance(each, str) else each or ())]


def test_french_signs_have_narrow_spaces_before_them() -> None:
    wrong = re.compile(
        r"[^\N{NARROW NO-BREAK SPACE}][»?!%]|«[^\N{NARROW NO-BREAK SPACE}]| [;:?!%»]|“"
    )
    assert [each for each in said_in("fr") if wrong.search(each)] == []
    assert NARROW in in_language(told("{number} %", number="9"), "fr")


def test_german_quotes_are_low_and_high() -> None:
    # Each of the two marks around a whole quote is a text of its own.
    texts = [each for each in said_in("de") if len(each) > 1 and set(each) & set("„“”«»")]
    assert [each for each in texts if not re.search("„[^„“]*“", each) or "”" in each] == []


@pytest.mark.parametrize(
    ("language", "quote"), [("en", "“{}”"), ("de", "„{}“"), ("fr", "«\u202f{}\u202f»")]
)
def test_a_quote_has_the_marks_of_the_memos_language(language: str, quote: str) -> None:
    words = in_language(Words(), language)
    assert f"{words.quote_begins}{{}}{words.quote_ends}" == quote
    result = samples.result(replace(samples.AROUND_9000, quote="Around 9,000."))
    assert f"> {quote.format('Around 9,000.')}\n" in render_markdown(result, language=language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_labels_fit_into_the_margin_of_a_terminal(language: str) -> None:
    words = in_language(Words(), language)
    labels = [getattr(words, name) for name in words.__struct_fields__ if "margin" in name]
    memo = memo_of(samples.EVERYTHING, language)
    details = [detail for claim in memo.claims for detail in claim.details]
    readings = [reading for claim in memo.claims for reading in claim.readings]
    details += [detail for each in readings for detail in (*each.before, *each.after)]
    details += [detail for dispute in memo.disputes for detail in dispute.details]
    labels += [each.label for each in details]
    assert [each for each in labels if len(each) > MARGIN] == []


def test_a_template_is_a_literal() -> None:
    head = "from factcheck.model.told import told\n"
    assert list(catalogue.told_in(f"{head}told('a {{b}}', b=1)", "x.py")) == ["a {b}"]
    with pytest.raises(ValueError, match=r"x\.py:2: the template is no literal"):
        list(catalogue.told_in(f"{head}told(word, b=1)", "x.py"))
    assert list(catalogue.told_in("told(word)", "x.py")) == []


class Record(Struct, frozen=True):
    text: str
    several: tuple[str, ...]
    number: int
    inner: Record | None = None


def test_all_texts_of_a_record_are_said_in_the_language() -> None:
    inner = Record(told("Verdict"), (), 2)
    record = Record(told_digits("1,234.5"), ("Verdict", told("Verdict")), 1, inner)
    german = in_language(record, "de")
    assert german.text == "1.234,5"
    assert german.several == ("Verdict", in_language(told("Verdict"), "de"))
    assert german.number == 1
    assert german.inner is not None
    assert german.inner.text == german.several[1] != "Verdict"
    assert in_language(record, "fr").text == "1\N{NARROW NO-BREAK SPACE}234,5"
    assert in_language(record, "en") is record


@pytest.mark.parametrize(("number", "german"), [(1, "1 Zeile"), (2, "2 Zeilen"), (0, "0 Zeilen")])
def test_a_number_has_its_plural(number: int, german: str) -> None:
    assert in_language(told_count(number, "{n} row", "{n} rows"), "de") == german


def test_nothing_is_one_in_french() -> None:
    assert in_language(told_count(0, "{n} row", "{n} rows"), "fr") == "0 ligne"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_user_wrote_stays_as_it_is(language: str) -> None:
    for render in (render_markdown, render_terminal):
        text = render(samples.SWISS, language=language)
        for claim in samples.SWISS.claims:
            assert claim.id in text
