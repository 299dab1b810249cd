"""Memos in other languages: what is left in English was written by the user."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import catalogue
import pytest
import yaml
from msgspec import Struct

from factcheck.model.formats import LANGUAGES
from factcheck.model.problem import Problem, ProblemsError
from factcheck.model.told import Told
from factcheck.pipeline import run_file
from factcheck.report.memo.build import memo_of
from factcheck.report.memo.records import Detail

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.result import RunResult

ROOT = Path(__file__).resolve().parents[2]
FILES = [
    path
    for folder in ("claims", "tests/cases", "tests/meta/documents", "tests/meta/translated")
    for path in sorted((ROOT / folder).rglob("*.yml"))
    if "claims:" in path.read_text("utf-8").split("\n") and "wrong" not in path.parts
]
ENGLISH = re.compile(
    r"\b(?:the|of|is|are|and|or|which|with|rows?|there|at|least|most|than|by|to|from|be|it|its|"
    r"these|has|have|were|numbers?|only|for|other|more|less|if|would|not|no|that|claim|evidence|"
    r"reading|under|over|between|without|cannot|where|whose|every|each)\b"
)
"""Words that neither German nor French has."""
MARGIN = 11
"""The columns that a label may have in front of a terminal's lines."""
NO_TEXT = frozenset(
    {"anchor", "key", "language", "path", "file", "sha256", "chart", "link", "address"}
)
CODE = re.compile(
    r"FC[0-9]{3} [a-z-]+|\[[^\]]*\]|\bpart of\b|\bapart:|\bsame \w+:|'[a-z_]+(?:: [^']*)?'"
)
"""What claim files are written in, and names of checks."""


@cache
def result_of(path: Path) -> RunResult | None:
    """Return the result of a claim file; ``None`` for one that is wrong on purpose."""
    try:
        return run_file(path)
    except ProblemsError:
        return None


def texts_in(value: object) -> Iterator[str]:
    """Yield every text of a memo that somebody reads, but problems."""
    match value:
        case str():
            yield value
        case tuple():
            for each in value:
                yield from texts_in(each)
        case Struct() if not isinstance(value, Problem):
            for name in value.__struct_fields__:
                if name not in NO_TEXT:
                    yield from texts_in(getattr(value, name))


def plain_in(text: object) -> Iterator[str]:
    """Yield the parts of a text that no catalogue translates."""
    if not isinstance(text, Told):
        if isinstance(text, str):
            yield text
        return
    match text.shape:
        case ("template", _, dict(parts)) | ("counted", _, _, _, dict(parts)):
            for part in parts.values():
                yield from plain_in(part)
        case ("joined", _, tuple(texts)):
            for part in texts:
                yield from plain_in(part)


def written(path: Path, result: RunResult) -> list[str]:
    """Return everything that the user wrote, the longest first."""
    rubrics = [ROOT / each.file for each in result.rubrics]
    scale = [] if result.scale is None else [ROOT / result.scale.file]
    found: set[str] = {str(path.relative_to(ROOT)), str(path)}
    for file in (path, *rubrics, *scale):
        # All is text to this loader, which makes no objects.
        node = yaml.load(file.read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
        found |= set(scalars(node))
    for table in result.evidence:
        found |= {table.path, ", ".join(table.columns), *table.columns}
    lines = (re.sub(r"[ \n]+", " ", each).strip() for each in found)
    return sorted(filter(None, lines), key=len, reverse=True)


def scalars(node: object) -> Iterator[str]:
    match node:
        case dict():
            for key, each in node.items():
                yield from (str(key), *scalars(each))
        case list():
            for each in node:
                yield from scalars(each)
        case str():
            yield node


def is_english(text: str, known: list[str]) -> bool:
    """Whether there are English words in a text beside what is known of the user's."""
    for each in known:
        text = text.replace(each, " ")
    return ENGLISH.search(CODE.sub(" ", text)) is not None


def is_cut(text: str, known: list[str]) -> bool:
    """Whether a text is the beginning of something that the user wrote."""
    return text.endswith("…'") and any(each.startswith(text[1:-2]) for each in known)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_no_catalogue_translates_was_written_by_the_user(path: Path) -> None:
    result = result_of(path)
    if result is None:
        pytest.skip("wrong on purpose")
    known = written(path, result)
    parts = {each for text in texts_in(memo_of(result)) for each in plain_in(text)}
    english = (each for each in parts if ENGLISH.search(each) and not is_cut(each, known))
    assert [each for each in english if is_english(CODE.sub(" ", each), known)] == []


@pytest.mark.parametrize("language", catalogue.TRANSLATED)
@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_english_is_left_between_what_the_user_wrote(path: Path, language: str) -> None:
    result = result_of(path)
    if result is None:
        pytest.skip("wrong on purpose")
    parts = {each for text in texts_in(memo_of(result)) for each in plain_in(text)}
    users = sorted(filter(ENGLISH.search, parts), key=len, reverse=True)
    texts = dict.fromkeys(texts_in(memo_of(result, language)))
    assert [text for text in texts if is_english(text, users)] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_labels_fit_into_the_margin_of_a_terminal(path: Path, language: str) -> None:
    result = result_of(path)
    if result is None:
        pytest.skip("wrong on purpose")
    labels = {detail.label for detail in details_in(memo_of(result, language))}
    assert [each for each in labels if len(each) > MARGIN] == []


def details_in(value: object) -> Iterator[Detail]:
    match value:
        case Detail():
            yield value
        case tuple():
            for each in value:
                yield from details_in(each)
        case Struct():
            for name in value.__struct_fields__:
                yield from details_in(getattr(value, name))
