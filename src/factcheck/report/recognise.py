"""Whether the content of a file looks like a report, which another report may overwrite.

Reports are told by what no other program writes, in whatever language they are: a file that only
speaks of factcheck, such as a README, is none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_MOST_BYTES = 2**20
"""A part of a Word document that says what made it has some hundred bytes."""
_APPLICATION = b"<Application>factcheck</Application>"
_MADE_BY = re.compile(rb"\bfactcheck [0-9][^\s,]*, [^\n,<]+ [0-9]+, [^\n,<]+ [0-9]+\.")
"""The last line of a memo, in each language."""
_COLOURS = rb"(?:\x1b\[[0-9;]*m)*"
_BARS = rb"(?P<bars>\xe2\x94\x80\xe2\x94\x80|\xe2\x95\x90\xe2\x95\x90)"
_RULE = re.compile(
    rb"^" + _COLOURS + _BARS + rb" [^\n]* (?P=bars)" + _COLOURS + rb"\r?$", re.MULTILINE
)
"""The line over a claim or a dispute in a terminal's report: ``── id ───── VERDICT ──``."""
_OTHER_TEXT = re.compile(rb"^(?:```|~~~|<|\{)", re.MULTILINE)
"""A document that shows such a report has it between fences; a report indents all it quotes."""
_JSON = re.compile(rb'\s*\{\s*"report":\s*[0-9]+,\s*"(?:factcheck|runs|problems)":')
_LINES = re.compile(rb'\{"kind":"(?:claim|dispute|run|total)",')
_JUNIT = re.compile(rb'\s*<\?xml [^>]*>\s*<testsuites name="factcheck"')
_SARIF = re.compile(rb'"driver":\s*\{\s*"name":\s*"factcheck"')
_ANNOTATIONS = re.compile(rb"^::notice title=factcheck::", re.MULTILINE)
_QUALITY = re.compile(
    rb'\s*\[\s*(?:\]|\{\s*"description":.{,20000}?"check_name":\s*"(?:FC[0-9]{3}|[a-z-]+)",'
    rb'\s*"fingerprint":\s*"[0-9a-f]{64}",\s*"severity")',
    re.DOTALL,
)
_REVIEWS = re.compile(rb'\s*\{\s*"@context":\s*"https://schema\.org",\s*"@graph":')
_LIST_OF_REVIEWS = b'"ItemList"'
_PDF_MARKS = (b"/Creator(Typst ", b"/CreationDate(D:19800101000000Z)")
"""Typst makes other documents too, but not of this date."""


def is_report(content: bytes) -> bool:
    """Whether the content of a file looks like a report of ``factcheck run``, or is blank.

    It may be in any format, as another one may have been asked for under the same name.
    """
    return not content.strip() or any(looks_so(content) for looks_so in _LOOKS)


def _is_text_in_columns(content: bytes) -> bool:
    return _RULE.search(content) is not None and _OTHER_TEXT.search(content) is None


def _is_markdown(content: bytes) -> bool:
    """Whether it is a memo in Markdown, which begins with its title."""
    return content.lstrip().startswith(b"# ") and _MADE_BY.search(content) is not None


def _is_page(content: bytes) -> bool:
    is_html = content.lstrip()[:15].lower() == b"<!doctype html>"
    return is_html and _MADE_BY.search(content) is not None


def _is_pdf(content: bytes) -> bool:
    return content.startswith(b"%PDF-") and all(mark in content for mark in _PDF_MARKS)


def _is_word_document(content: bytes) -> bool:
    """Whether it is a document of ours; Word writes its own name into those that it saves."""
    if not content.startswith(b"PK"):
        return False
    import zlib
    from io import BytesIO
    from zipfile import BadZipFile, ZipFile

    try:
        with ZipFile(BytesIO(content)) as parts, parts.open("docProps/app.xml") as part:
            return _APPLICATION in part.read(_MOST_BYTES)
    except (BadZipFile, zlib.error, EOFError, KeyError, OSError, RuntimeError, ValueError):
        # None at all, or one that is damaged, locked or packed in another way.
        return False


def _is_list_of_reviews(content: bytes) -> bool:
    return _REVIEWS.match(content) is not None and _LIST_OF_REVIEWS in content


def _begins(pattern: re.Pattern[bytes]) -> Callable[[bytes], bool]:
    return lambda content: pattern.match(content) is not None


def _is_analysis(content: bytes) -> bool:
    return content.lstrip().startswith(b"{") and _SARIF.search(content) is not None


def _is_annotations(content: bytes) -> bool:
    return content.startswith(b"::") and _ANNOTATIONS.search(content) is not None


_LOOKS: tuple[Callable[[bytes], bool], ...] = (
    _is_text_in_columns,
    _is_markdown,
    _begins(_JSON),
    _begins(_LINES),
    _is_page,
    _is_pdf,
    _is_word_document,
    _begins(_JUNIT),
    _is_analysis,
    _is_annotations,
    _begins(_QUALITY),
    _is_list_of_reviews,
)
"""One for each of ``FORMATS``, in their order."""
