"""The formats and languages of the report of a run, by the names that users know them by.

The command line offers them before anything else is loaded.
"""

from __future__ import annotations

from typing import NamedTuple

SOURCE = "en"
"""The language that texts are written in."""
LANGUAGES = (SOURCE, "de", "fr")
"""The languages that reports are written in."""


class Format(NamedTuple):
    """One format."""

    name: str
    module: str
    """The module of ``report`` whose ``render_runs(runs, look)`` returns its text or bytes."""
    suffixes: tuple[str, ...]
    """Endings of file names that ask for it, where no format was named."""
    about: str
    """A few words for the help."""
    for_people: bool = False
    """Whether somebody reads it, in a language; a machine's has none."""
    is_binary: bool = False
    """Whether it is no text, and not printed."""
    tells_problems: bool = False
    """Whether it says what is wrong with claim files, and is written where all of them are."""
    extra: str | None = None
    """The extra of the package that it needs."""


FORMATS = {
    each.name: each
    for each in (
        Format("terminal", "terminal", (".txt",), "text in columns", for_people=True),
        Format("markdown", "markdown", (".md",), "a memo in Markdown", for_people=True),
        Format("json", "json_report", (".json",), "everything, for programs"),
        Format("jsonl", "json_lines", (".jsonl",), "one claim a line, as soon as it is judged"),
        Format("html", "html", (".html", ".htm"), "a memo as one page", for_people=True),
        Format(
            "pdf",
            "pdf",
            (".pdf",),
            "a memo to print and to archive",
            for_people=True,
            is_binary=True,
            extra="pdf",
        ),
        Format(
            "docx",
            "docx",
            (".docx",),
            "a memo for Word",
            for_people=True,
            is_binary=True,
            extra="docx",
        ),
        Format("junit", "junit", (".xml",), "test results, one a claim", tells_problems=True),
        Format("sarif", "sarif", (".sarif",), "results of an analysis", tells_problems=True),
        Format("github", "github", (), "annotations of GitHub Actions", tells_problems=True),
        Format("gitlab", "gitlab", (), "GitLab Code Quality", tells_problems=True),
        Format("claimreview", "claimreview", (".jsonld",), "ClaimReview of schema.org"),
    )
}
"""All formats, in the order in which help lists them."""


def every_suffix() -> tuple[str, ...]:
    """Return the endings of file names that ask for a format."""
    return tuple(suffix for each in FORMATS.values() for suffix in each.suffixes)


def format_of(file_name: str) -> str | None:
    """Return the format that a file name asks for by its ending; ``None`` where it has none."""
    endings = ((ending, each.name) for each in FORMATS.values() for ending in each.suffixes)
    lower = file_name.lower()
    return next((name for ending, name in endings if lower.endswith(ending)), None)
