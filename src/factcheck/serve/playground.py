"""A figure in words that somebody tries: what it allows, or why it cannot be read."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from markupsafe import Markup
from msgspec import Struct

from factcheck.figure import LANGUAGES, FigureError, hedge_classes, read_figure
from factcheck.figure.doubtful import refuse_doubtful
from factcheck.model.wording import word_set
from factcheck.report.charts import CSS
from factcheck.report.charts.profiles import render_profiles, rows_of
from factcheck.report.figure_report import hint_without_keys
from factcheck.report.language import in_language
from factcheck.report.visible import one_line, visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from factcheck.model.figure import Figure
    from factcheck.serve.words import PageWords

TEXT, LANG, UNIT, READS, TO, LOCALE = "text", "lang", "unit", "reads", "to", "locale"
"""What the fields of the form are called in addresses: as the options of the command."""
LONGEST = 300
EXAMPLE = "just under ten percent"


class Typed(Struct, frozen=True):
    """What somebody typed; empty texts stand for what was left out."""

    text: str = ""
    lang: str = "en"
    unit: str = ""
    reads: str = ""
    to: str = ""
    locale: str = ""


class Allowed(Struct, frozen=True):
    """A figure that was read."""

    hedge: str
    unit: str
    rule: str
    rows: tuple[tuple[str, str, str], ...]
    """The name of each profile, its numbers, and what it is for."""
    others: tuple[tuple[str, str], ...]
    """Other readings, with their numbers in the default profile."""
    picture: Markup


class Refused(Struct, frozen=True):
    """A figure that cannot be read."""

    code: str
    message: str
    before: str
    """What was typed, cut around the words in question."""
    marked: str
    """Empty where no words are in question."""
    after: str
    hint: str
    explanation: tuple[str, ...]
    """Paragraphs."""


def typed_of(query: Mapping[str, str]) -> Typed:
    """Return what the fields of the form say; fields with other names are left alone."""
    return Typed(
        text=query.get(TEXT, "").strip(),
        lang=query.get(LANG, "").strip() or Typed().lang,
        unit=query.get(UNIT, "").strip(),
        reads=query.get(READS, "").strip(),
        to=query.get(TO, "").strip(),
        locale=query.get(LOCALE, "").strip(),
    )


def tried(typed: Typed, words: PageWords, language: str) -> Allowed | Refused | None:
    """Return what the words allow, or why they cannot be read; ``None`` where there are none."""
    if not typed.text:
        return None
    try:
        figure = read_figure(
            typed.text,
            lang=typed.lang,
            locale=typed.locale or None,
            reads=typed.reads or None,
            to=typed.to or None,
            unit=typed.unit or None,
        )
        # Of a bare number only the measure, which is not known here, says what it counts.
        is_count = figure.unit.noun is not None
        locale = typed.locale or None
        refuse_doubtful(typed.text, figure, lang=typed.lang, locale=locale, is_count=is_count)
    except FigureError as error:
        return _refused(typed.text, error, words)
    return _allowed(figure, words, language)


def languages(language: str) -> tuple[tuple[str, str], ...]:
    """Return the languages that figures are read in, with what they are called in another one."""
    from babel import Locale

    names = ((code, Locale.parse(code).get_display_name(language)) for code in LANGUAGES)
    return tuple((code, name or code) for code, name in names)


def classes() -> tuple[str, ...]:
    """Return the classes of hedges, in the order of their table."""
    return tuple(each.name for each in hedge_classes())


def _allowed(figure: Figure, words: PageWords, language: str) -> Allowed:
    say = partial(in_language, language=language)
    picture = render_profiles(figure, prefix="figure", palette=CSS, say=say)
    return Allowed(
        hedge=figure.hedge,
        unit=one_line(str(figure.unit)),
        rule=one_line(say(figure.rule)),
        rows=tuple(_rows(figure, words, language)),
        others=tuple(
            (one_line(say(name)), one_line(say(word_set(other.default, figure.unit))))
            for name, other in figure.alternatives
        ),
        # Its texts are escaped already.
        picture=Markup(picture),  # noqa: S704
    )


def _rows(figure: Figure, words: PageWords, language: str) -> Iterator[tuple[str, str, str]]:
    about = (words.strict_about, words.default_about, words.lenient_about)
    for (name, _, text), each in zip(rows_of(figure), about, strict=True):
        yield in_language(name, language), one_line(in_language(text, language)), each


def _refused(text: str, error: FigureError, words: PageWords) -> Refused:
    hint = hint_without_keys(error.hint or "", f"“{words.reads}”", f"“{words.locale} {{}}”")
    start, end = (error.start, error.end) if error.end > error.start else (len(text), len(text))
    return Refused(
        code=f"{error.code.code} {error.code.slug}",
        message=one_line(error.message),
        before=visible(text[:start]),
        marked=visible(text[start:end]),
        after=visible(text[end:]),
        hint=one_line(hint) if error.hint else "",
        explanation=tuple(map(one_line, error.code.explanation.split("\n\n"))),
    )
