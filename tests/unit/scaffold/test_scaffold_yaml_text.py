"""Texts of the user's in a claim file: what is written is what is read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.scaffold.yaml_text import is_writable, named, scalar, shown
from factcheck.spec.document.node import Mapping, Scalar
from factcheck.spec.document.parse_document import parse_document

TEXTS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=40)


def read(text: str) -> tuple[str, str]:
    """Return the key and the value of a file with one of each."""
    document = parse_document(text.encode(), "x.yml")
    assert document.problems == ()
    assert isinstance(document.root, Mapping)
    (entry,) = document.root.entries
    assert isinstance(entry.node, Scalar)
    return entry.key.text, entry.node.text


@given(TEXTS)
def test_a_value_reads_back(text: str) -> None:
    if is_writable(text):
        assert read(f"key: {scalar(text)}\n") == ("key", text)


@given(st.text(st.sampled_from("ab :#\"'\\[]{},&*!|>%@`-?<=~\t\n\r"), max_size=12))
def test_signs_that_mean_something_in_yaml_read_back(text: str) -> None:
    assert read(f"key: {scalar(text)}\n") == ("key", text)


@given(st.text(st.characters(codec="utf-8"), max_size=200))
def test_a_comment_shows_one_safe_line_of_any_text(text: str) -> None:
    document = f"# {shown(text)}\nkey: value\n"
    assert read(document) == ("key", "value")
    assert len(document.split("\n")) == 3
    assert len(shown(text)) <= 60 * 11


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Release Year", "Release Year"),
        ("year", "year"),
        ("no", '"no"'),
        ("NULL", '"NULL"'),
        ("2018", '"2018"'),
        ("a: b", '"a: b"'),
        ("a  b", '"a  b"'),
        (" a", '" a"'),
        ("", '""'),
        ('say "no" \\', '"say \\"no\\" \\\\"'),
        ("a\nb\tc\rd", '"a\\nb\\tc\\rd"'),
        ("Größe", '"Größe"'),
    ],
)
def test_only_plain_words_go_without_quotes(text: str, written: str) -> None:
    assert scalar(text) == written


@pytest.mark.parametrize("text", ["a\u200bb", "\u202e", "\x00", "\x1b", "\udcff", "\ufeff"])
def test_hidden_characters_are_not_written_and_named_in_comments(text: str) -> None:
    assert not is_writable(text)
    assert "⟨U+" in shown(text)
    shown(text).encode()


def test_long_texts_are_cut() -> None:
    assert named("x" * 100) == f"'{'x' * 59}…'"
    assert named("a\n  b") == "'a b'"
