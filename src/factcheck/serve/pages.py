"""The pages, made of templates: the frame is this package's, what is said of claims the memo's."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from jinja2 import ChoiceLoader, FunctionLoader, PrefixLoader

from factcheck.report.html import clean, environment, style
from factcheck.report.language import in_language
from factcheck.report.summary import summary_of_all
from factcheck.report.visible import one_line
from factcheck.serve.listing import listing_of, wanted_of
from factcheck.serve.playground import (
    EXAMPLE,
    LONGEST,
    Refused,
    classes,
    languages,
    tried,
    typed_of,
)
from factcheck.serve.words import memo_words, page_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2 import Environment

    from factcheck.model.problem import Problem
    from factcheck.serve.records import Entry, Served, Snapshot

CSS, SCRIPT, SVG = "text/css", "text/javascript", "image/svg+xml"


class Pages:
    """Renders pages in one of ``LANGUAGES``."""

    def __init__(self, language: str) -> None:
        self._language = language

    def claims(self, snapshot: Snapshot, query: Mapping[str, str]) -> str:
        """Return the list of claims that the fields of the form ask for."""
        listing = listing_of(snapshot, wanted_of(query), self._language)
        summary = in_language(summary_of_all(snapshot.total), self._language)
        title = page_words(self._language).claims
        return self._page("claims", snapshot, title, listing=listing, summary=summary)

    def memo(self, snapshot: Snapshot, file: Served) -> str:
        """Return the whole memo of a file, or what is wrong with it."""
        return self._page("file", snapshot, file.title, file=file)

    def claim(self, snapshot: Snapshot, file: Served, entry: Entry) -> str:
        """Return the memo of one claim or dispute."""
        before, after = file.beside(entry)
        title = entry.memo.title or entry.memo.id
        return self._page(
            "claim", snapshot, title, file=file, entry=entry, before=before, after=after
        )

    def figure(self, snapshot: Snapshot, query: Mapping[str, str]) -> str:
        """Return what the words of a figure allow that the fields of the form hold."""
        typed, words = typed_of(query), page_words(self._language)
        return self._page(
            "figure",
            snapshot,
            words.try_figure,
            typed=typed,
            answer=tried(typed, words, self._language),
            languages=languages(self._language),
            classes=classes(),
            example=EXAMPLE,
            longest=LONGEST,
        )

    def missing(self, snapshot: Snapshot) -> str:
        """Return that there is no such page."""
        words = page_words(self._language)
        return self._page("message", snapshot, words.missing, why=words.missing_why)

    def broken(self, snapshot: Snapshot) -> str:
        """Return that we have made a mistake, and nothing of what it was."""
        words = page_words(self._language)
        return self._page("message", snapshot, words.broken, why=words.broken_why)

    def status(self, snapshot: Snapshot) -> str:
        """Return what is done now, or when it was done."""
        words = page_words(self._language)
        if snapshot.is_failed:
            return words.failed
        if snapshot.step:
            return f"{words.running}: {snapshot.step}"
        return f"{words.checked_at} {snapshot.time}" if snapshot.time else words.not_yet

    def _page(self, name: str, snapshot: Snapshot, title: str, **fields: object) -> str:
        template = _environment().get_template(f"serve/{name}.html")
        page = template.render(
            here=name,
            title=title,
            snapshot=snapshot,
            status=self.status(snapshot),
            language=self._language,
            frame=page_words(self._language),
            words=memo_words(self._language),
            **fields,
        )
        return clean(page)


def assets() -> Mapping[str, tuple[str, bytes]]:
    """Return what pages load besides: for each name the kind and the bytes."""
    return {
        "memo.css": (CSS, style().encode()),
        "serve.css": (CSS, _static("serve.css")),
        "serve.js": (SCRIPT, _static("serve.js")),
        "icon.svg": (SVG, _static("icon.svg")),
    }


def explained(problem: Problem) -> tuple[str, ...]:
    """Return the paragraphs that explain the code of a problem."""
    return tuple(map(one_line, problem.code.explanation.split("\n\n")))


@cache
def _environment() -> Environment:
    """Return the templates of pages, beside those that they share with the memo."""
    memo = environment()
    assert memo.loader is not None
    own = PrefixLoader({"serve": FunctionLoader(_source)})
    made = memo.overlay(loader=ChoiceLoader([own, memo.loader]))
    # Not changed in place: the memo's templates share everything that is not replaced.
    made.filters = {**memo.filters, "explained": explained}
    made.tests = {**memo.tests, "refused": lambda answer: isinstance(answer, Refused)}
    return made


def _source(name: str) -> str:
    """Return a template without the indentation that would fill the page."""
    text = _static(name, folder="templates").decode()
    return "\n".join(line.strip() for line in text.splitlines())


def _static(name: str, folder: str = "static") -> bytes:
    return files("factcheck.serve").joinpath(folder, name).read_bytes()
